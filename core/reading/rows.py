"""Hold the rows of one file of a regime, and make the checks that several files share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.dates import day_fault
from crossregime.core.errors import Fault, unknown_source
from crossregime.core.frozen import frozen
from crossregime.core.model import KNOWN, UNGRADED
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    import polars as pl

    from crossregime.core.councils import Register
    from crossregime.core.files import Faults
    from crossregime.core.model import Judgement, Publication, Source


COUNCILS_SUGGESTED = 20
"""For how many unknown councils of a regime's file others are sought that are like them: each takes a while."""


@frozen
class Rows:
    """Check the rows of a file, adding to the faults of its folder.

    `name` is the file's; `frame` holds its cells as strings and `row`, the row as a spreadsheet counts it; `unsettled`
    are names of councils that are at fault in names.csv, and not here once more.
    """

    name: str
    frame: pl.DataFrame
    faults: Faults
    unsettled: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        """Return the file as messages name it."""
        return f"{self.faults.shown}/{self.name}"

    def fault(  # a fault's fields are its arguments
        self,
        row: int | None,
        column: str | None,
        what: str,
        do: str = "",
        matches: Sequence[str] = (),
    ) -> None:
        """Add a fault of one row; of the whole file where `row` is None."""
        self.faults.add(Fault(self.shown, what, row, column, do, tuple(matches)))

    def unknown(self, row: int, column: str, tell: Callable[..., tuple[str, str, Sequence[str]]], *told: Any) -> None:
        """Add a fault of one row, for which words like what stands there are sought only if it will be shown."""
        if self.faults.full(self.shown, column):
            self.faults.count(self.shown, column)
        else:
            self.fault(row, column, *tell(*told))

    def _each(self, column: str, wrong: Iterable[bool]) -> list[tuple[int, str]]:
        """Return the rows that are wrong, with their cell of a column; a query each would cost more than the loop."""
        cells = zip(self.frame.get_column("row").to_list(), self.frame.get_column(column).to_list(), wrong, strict=True)
        return [(row, text) for row, text, is_wrong in cells if is_wrong]

    def _strange(self, column: str, known: Collection[str]) -> list[tuple[int, str]]:
        """Return the rows whose cell of a column is not among the known values."""
        return self._each(column, (text not in known for text in self.frame.get_column(column).to_list()))

    def dates(self, published: Sequence[dt.date] | None) -> pl.Series:
        """Read the dates; those of an annual regime must be publications of its descriptor."""
        dates = self.frame.get_column("published").str.to_date("%Y-%m-%d", strict=False)
        read = dates.to_list()
        for row, text in self._each("published", (date is None for date in read)):
            self.fault(row, "published", *day_fault(text))
        if published is not None:
            known = ", ".join(str(date) for date in published)
            for row, text in self._each("published", (date is not None and date not in published for date in read)):
                self.fault(row, "published", f"no publication has the date {text}", f"regime.json has {known}")
        return dates

    def judgements(self, judgements: Mapping[str, Judgement]) -> None:
        """Refuse the judgements that the descriptor has not."""
        do = f"the judgements are {', '.join(judgements)}"
        for row, text in self._strange("judgement", judgements):
            self.unknown(
                row,
                "judgement",
                lambda text: (f"unknown judgement '{text}'", do, close_matches(text, judgements)),
                text,
            )

    def sources(self, sources: Mapping[str, Source]) -> None:
        """Refuse the sources that sources.csv has not."""
        for row, text in self._strange("source", sources):
            self.unknown(row, "source", unknown_source, text, sources)

    def councils(self, dates: pl.Series, publications: Mapping[dt.date, Publication], known: Register) -> pl.Series:
        """Resolve each council on its date (for an annual regime, the date of the universe)."""
        import polars as pl

        found: dict[tuple[str, dt.date], str | None] = {}
        ids: list[str | None] = []
        cells = zip(self.frame.get_column("row"), self.frame.get_column("council"), dates, strict=True)
        for row, text, date in cells:
            if date is None:
                ids.append(None)
                continue
            on = publications[date].universe.on if date in publications else date
            if (text, on) not in found:
                few = self.faults.counted(self.shown, "council") < COUNCILS_SUGGESTED
                match = known.match(text, on) if few else known.match(text, on, suggest=False)
                found[text, on] = match.council.id if match.council else None
                if match.council is None and text not in self.unsettled:
                    do = f"name one of {'; '.join(match.candidates)}" if match.how == "ambiguous" else ""
                    matches = () if do else match.candidates
                    self.fault(row, "council", match.explanation, do, matches)
            ids.append(found[text, on])
        return pl.Series("council_id", ids, dtype=pl.String)

    def ranks(self, judgements: Mapping[str, Judgement]) -> list[pl.Series]:
        """Turn labels into ranks; an unknown label is refused with those that are allowed."""
        import polars as pl

        forms = {
            (judgement.id, form): rank
            for judgement in judgements.values()
            for form, rank in judgement.scale.ranks.items()
        }
        columns = []
        for end in ("worst", "best"):
            ranks: list[int | None] = []
            for row, name, label, worst in self.frame.select(
                "row", "judgement", pl.col(end).alias("grade"), "worst"
            ).iter_rows():
                rank = forms.get((name, label))
                ranks.append(rank)
                told = end == "best" and label == worst
                if rank is None and label and name in judgements and not told:
                    self.unknown(row, end, judgements[name].scale.unknown, label)
            columns.append(pl.Series(end, ranks, dtype=pl.Int8))
        return columns

    def unique(self, named: pl.DataFrame) -> None:
        """Refuse two rows for one council, publication and judgement."""
        seen: dict[tuple[dt.date, str, str], tuple[int, str]] = {}
        names = ("published", "council_id", "judgement", "row", "printed")
        for date, council, judgement, row, name in zip(*map(named.get_column, names), strict=True):
            if date is None or council is None:
                continue
            first, before = seen.setdefault((date, council, judgement), (row, name))
            if first != row:
                called = " and ".join(dict.fromkeys((before, name)))
                what = f"a second outcome for {called} ({council}), {judgement}: row {first} has the first"
                self.fault(row, "council", what, "keep one of them")

    def repeated(self) -> None:
        """Refuse a row that says nothing but what an earlier one does."""
        seen: dict[tuple[str, ...], int] = {}
        for row, *cells in self.frame.iter_rows():
            first = seen.setdefault(tuple(cells), row)
            if first != row:
                self.fault(row, None, f"the row says the same as row {first}", "keep one of them")

    def statuses(self, named: pl.DataFrame) -> None:
        """Hold worst and best to each other and to the status."""
        import polars as pl

        graded = ~pl.col("status").is_in(UNGRADED)
        upside = graded & (pl.col("worst") > pl.col("best"))
        known = graded & ~upside & pl.col("status").is_in(KNOWN) & (pl.col("worst") != pl.col("best"))
        single = graded & (pl.col("status") == "range") & (pl.col("worst") == pl.col("best"))
        wrong = named.filter(upside | known | single)
        if wrong.is_empty():
            return
        for mask, what, do in (
            (upside, "the range is upside down: worst is better than best", "swap the two"),
            (known, "a known grade needs worst and best to be the same", "or give the status range"),
            (
                single,
                "a range needs a worst that is worse than its best",
                "or give the status printed or deduced",
            ),
        ):
            for row in wrong.filter(mask).get_column("row"):
                self.fault(row, "worst", what, do)
