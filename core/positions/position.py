"""Find a position: the outcomes that a selector names, one row a series."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import load_register
from crossregime.core.dates import day_text, month_text
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.model import CAVEAT, STATUSES, Crosswalk, Judgement, Publication, status_text
from crossregime.core.positions.inspected import count_inspected
from crossregime.core.positions.selector import Selector, is_folder
from crossregime.core.positions.spelling import council_columns, flag, grade_columns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import polars as pl

    from crossregime.core.councils import Register
    from crossregime.core.model import Regime, Scale, Total
    from crossregime.core.positions.inspected import Inspected
    from crossregime.core.positions.rule_use import RuleUse
    from crossregime.core.statistics import Concordance


@frozen(eq=False)
class Position:
    """The outcomes of one judgement as of one date, one row a series.

    `outcomes` has the columns of `Regime.outcomes` and `regime`, sorted by series_id. `date` is that of the
    publication (annual) or the date asked for (rolling). A rolling position's `outcomes` have the id of each
    `inspection` too. `ended` lists the series that it leaves out because they had ended by then: series_id, council_id
    and end; `former` are their outcomes, which a successor may inherit. `aged` are outcomes that were left out because
    their inspection was too old. `totals` are the printed totals
    that bind it. `rule_use` says what rating rules added, where they were asked for; `mapping` by which crosswalk it
    was put on another scale than its regime's. Then `outcomes` has given_worst and given_best too, and these and the
    `totals` are ranks of the scale that the grades were given on. `shown` is a name in place of the ids of its regimes.

    >>> import crossregime as cr
    >>> position = cr.position("ssi2003:children.serving")
    >>> position.label, str(position.date), position.outcomes.height
    ('ssi2003:children.serving', '2003-11-13', 150)
    """

    selector: Selector
    regimes: tuple[Regime, ...]
    judgements: tuple[Judgement, ...]
    date: dt.date
    publication: Publication | None
    outcomes: pl.DataFrame
    ended: pl.DataFrame
    totals: tuple[Total, ...]
    rule_use: tuple[RuleUse, ...] = ()
    mapping: AppliedCrosswalk | None = None
    shown: str = ""
    former: pl.DataFrame | None = None
    aged: pl.DataFrame | None = None

    @property
    def unit(self) -> str:
        """What a sentence calls one of those that are rated."""
        return "council"

    @property
    def regime(self) -> Regime:
        """The regime, or the first of those joined."""
        return self.regimes[0]

    @property
    def judgement(self) -> Judgement:
        """The judgement, or that of the first regime joined."""
        return self.judgements[0]

    @cached_property
    def register(self) -> Register:
        """The register of councils with the names that its regimes add."""
        return load_register().extended([name for regime in self.regimes for name in regime.names])

    @property
    def scale(self) -> Scale:
        """The scale of its grades."""
        return self.judgements[0].scale

    @cached_property
    def held(self) -> pl.DataFrame:
        """Its outcomes, with those of series ended by its date, which a successor may inherit."""
        import polars as pl

        if self.former is None or self.former.is_empty():
            return self.outcomes
        more = self.former.select(each for each in self.outcomes.columns if each in self.former.columns)
        return pl.concat([self.outcomes, more], how="diagonal").sort("series_id")

    @cached_property
    def inspected(self) -> Inspected | None:
        """How many councils a rolling position covers, and how old its grades are; None for an annual one."""
        if self.publication is not None:
            return None
        too_old = 0 if self.aged is None else self.aged.height
        return count_inspected(self.outcomes, self.date, too_old, self.selector.choice)

    @property
    def unmapped(self) -> Position:
        """The position on its original scale: itself, or the position before mapping."""
        return self if self.mapping is None else self.mapping.before

    @property
    def identity(self) -> tuple[object, ...]:
        """Its identity: the regimes and their origins, the date, the judgements."""
        regimes = tuple((regime.id, regime.origin) for regime in self.regimes)
        return regimes, self.date, self.selector.choice, tuple(each.id for each in self.judgements)

    def before(self, other: Position) -> int:
        """Compare the dates of two positions: 1 if this one is earlier, -1 if the other is, 0 if neither.

        The first inspections of a rolling regime come before its latest, whatever the dates, and so do those before
        the latest, as of one date.
        """
        firsts = (self.selector.choice == "first", other.selector.choice == "first")
        if self.identity[0] == other.identity[0] and firsts[0] != firsts[1]:
            return 1 if firsts[0] else -1
        if self.date != other.date:
            return 1 if self.date < other.date else -1
        earlier = (self.selector.choice == "previous", other.selector.choice == "previous")
        return earlier[0] - earlier[1]

    @cached_property
    def name(self) -> str:
        """A short name in the form of a selector: regimes, the date where it matters, judgement."""
        name = self.shown or "+".join(regime.id for regime in self.regimes)
        if self.publication is not None:  # its own date says which it is
            several = len(self.regime.publications) > 1
            first = self.selector.choice == "first"
            return f"{name}@{'first' if first else self.date}" if several or first else name
        if self.selector.choice != "latest" or len(self.regime.dates()) > 1:
            name += f"@{self.selector.when(self.date)}"
        return name

    def by_path(self) -> Position:
        """Use the paths of its folders in its name, where the id alone is ambiguous."""
        named = zip(self.selector.sources, self.regimes, strict=True)
        return replace(self, shown="+".join(each if is_folder(each) else regime.id for each, regime in named))

    @cached_property
    def spoken(self) -> str:
        """Its name within a sentence: what was rated, by which inspectorate, and when.

        >>> import crossregime as cr
        >>> cr.position("ssi2003").spoken
        'SSI stars, November 2003'
        """
        names = [each.name or f"{regime.title}: {each.title}" for regime, each in self._parts]
        what = " and ".join(dict.fromkeys(names))
        if self.publication is not None:
            return f"{what}, {month_text(self.date)}"
        return f"{what}, {CHOSEN[self.selector.choice]} by {day_text(self.date)}"

    @property
    def _parts(self) -> tuple[tuple[Regime, Judgement], ...]:
        return tuple(zip(self.regimes, self.judgements, strict=True))

    @cached_property
    def rater(self) -> str:
        """The inspectorate's short name: SSI, CSCI, Ofsted, or the regime's id."""
        name = self.judgement.name
        return name.partition(" ")[0] if name else self.regime.id

    @cached_property
    def label(self) -> str:
        """The name with its judgement, in full."""
        return f"{self.name}:{self.judgement.id}"

    @cached_property
    def caption(self) -> str:
        """The name, with the judgement where it is not the headline."""
        return self.name if self.is_headline else self.label

    @cached_property
    def coverage(self) -> Mapping[str, int]:
        """Count its outcomes by status, in the order of the statuses; of a mapped position, before mapping."""
        found = Counter(self.unmapped.outcomes.get_column("status"))
        return {status: found[status] for status in STATUSES if found[status]}

    @property
    def coverage_text(self) -> str:
        """The same in words.

        >>> import crossregime as cr
        >>> cr.position("ssi2003").coverage_text
        '150 printed'
        """
        return ", ".join(f"{count} {status_text(status)}" for status, count in self.coverage.items())

    @cached_property
    def cited(self) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """Count the outcomes and the totals that rest on each source, by regime and source."""
        outcomes = Counter(self.outcomes.select("regime", "source").iter_rows())
        totals = Counter((self.regime.id, total.source) for total in self.totals)
        return {
            regime.id: {
                source: {"outcome": outcomes[regime.id, source], "total": totals[regime.id, source]}
                for source in regime.sources
            }
            for regime in self.regimes
        }

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_position

        return html_page(lambda page: lay_position(page, self))

    def __repr__(self) -> str:
        mapped = "" if self.mapping is None else f"\n  {self.mapping.sentence}"
        return f"Position {self.label} of {self.date}: {self.outcomes.height} councils, {self.coverage_text}{mapped}"

    @property
    def is_headline(self) -> bool:
        """Tell whether its judgement is the regime's headline."""
        return self.judgement.id == self.regime.headline

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Write the outcomes in full for reading and export, one row a series, sorted by series_id.

        Columns: series_id, council_id, name, gss_code, ons_code, dfe_code (those in force on the date; empty where
        there is none), region, type, regime, published, judgement, grade (the label; empty where it is not
        known), known, worst and best (the labels of the ends of what it can be), worst_rank and best_rank,
        status, flag (`x` where only a range is available, `e` where a rule supplies the grade, `z` where no grade
        was given), source, place, note; in a rolling regime also inspection (its id), written (the date of
        publication as far as it is known), visited, inspection_type and age (days from publication to the position's
        date).
        """
        return self._spelled(self.outcomes)

    @cached_property
    def held_frame(self) -> pl.DataFrame:
        """Write `held` in full, as `frame` does the outcomes."""
        return self._spelled(self.held)

    def _spelled(self, outcomes: pl.DataFrame) -> pl.DataFrame:
        import polars as pl

        worst, best = pl.col("worst"), pl.col("best")
        dates = [self.date] * outcomes.height
        return outcomes.select(
            "series_id",
            "council_id",
            *council_columns(outcomes.get_column("council_id").to_list(), dates),
            "regime",
            "published",
            "judgement",
            *grade_columns(self.scale.labels, worst, best),
            "status",
            flag(worst, best, pl.col("status")).alias("flag"),
            "source",
            "place",
            "note",
            *self._of_inspections(outcomes),
        )

    def _of_inspections(self, outcomes: pl.DataFrame) -> list[pl.Series]:
        """Add the inspection, its date and its age to each row of a rolling position."""
        import polars as pl

        if self.publication is not None:
            return []
        regimes = {regime.id: regime for regime in self.regimes}
        found = [
            regimes[regime].inspection_of.get((council, date))
            for regime, council, date in outcomes.select("regime", "council_id", "published").iter_rows()
        ]
        dates = outcomes.get_column("published")
        written = [
            each.published.text if each else "" if date is None else str(date)
            for each, date in zip(found, dates, strict=True)
        ]
        ages = [None if date is None else (self.date - date).days for date in dates]
        return [
            outcomes.get_column("inspection") if "inspection" in outcomes.columns else pl.Series("inspection", written),
            pl.Series("written", written, dtype=pl.String),
            pl.Series("visited", [each.visited if each else "" for each in found], dtype=pl.String),
            pl.Series("inspection_type", [each.type if each else "" for each in found], dtype=pl.String),
            pl.Series("age", ages, dtype=pl.Int64),
        ]

    @cached_property
    def complete(self) -> bool:
        """Tell whether every graded outcome is known."""
        return bool((self.outcomes.get_column("worst") == self.outcomes.get_column("best")).all())

    @cached_property
    def why_open(self) -> frozenset[str]:
        """Why the grades that are open are so: "row" (a source leaves several), or what the publication says.

        That is "extremes" (only the best or the worst were published), "not_held", "not_inspected", or "" (unsaid).
        """
        from crossregime.core.reading import NO_ROW

        said = {rule.reason: rule.why for regime in self.regimes for each in regime.publications
                for rule in each.unlisted}  # fmt: skip
        columns = (self.outcomes.get_column(name) for name in ("worst", "best", "note", "printed"))
        return frozenset(
            "row" if printed else said.get(note, "not_held" if note == NO_ROW else "")
            for worst, best, note, printed in zip(*columns, strict=True)
            if worst is not None and worst < best
        )


def disambiguate(positions: Sequence[Position]) -> list[Position]:
    """Name positions by the paths of their folders where two would have the same name."""
    times = Counter(position.label for position in positions)
    return [position.by_path() if times[position.label] > 1 else position for position in positions]


def check_scales(positions: Sequence[Position]) -> None:
    """Refuse scales with the same id and different grades, which can't be compared."""
    seen: dict[str, Position] = {}
    for position in positions:
        other = seen.setdefault(position.scale.id, position)
        if other.scale.labels != position.scale.labels:
            raise UsageError(
                f"'{other.selector}' and '{position.selector}' define the scale '{position.scale.id}' differently",
                do="one id means one scale everywhere: let one of them rename its own",
            )


CHOSEN = {
    "latest": "latest inspection",
    "first": "first inspection",
    "previous": "inspection before the latest",
    "last-graded": "latest inspection that gave a grade",
}
"""The inspection of each council that a rolling position takes, in words."""
SERVICES = {
    "children": "children's services",
    "adults": "adults' services",
    "both": "adults' and children's services",
}


@frozen(eq=False)
class AppliedCrosswalk:
    """How a position was mapped: the crosswalk, the position before, and, for an empirical link, the concordance."""

    crosswalk: Crosswalk
    before: Position
    concordance: Concordance | None = None

    @cached_property
    def sets(self) -> tuple[tuple[int, ...], ...]:
        """The ranks that each grade is linked to, worst grade first."""
        return tuple(self.crosswalk.set_of(grade.rank) for grade in self.crosswalk.first.grades)

    def name(self, worst: int, best: int) -> str:
        """Name an original grade or range, and what it is mapped to."""
        walk = self.crosswalk
        return f"{walk.first.name(worst, best)} > {walk.label(walk.to_set(worst, best))}"

    @property
    def keeps_ranks(self) -> bool:
        """Tell whether each grade is linked to that of its own rank, and to no other."""
        return self.sets == tuple((rank,) for rank in range(len(self.sets)))

    @property
    def sentence(self) -> str:
        """Describe the mapping."""
        walk = self.crosswalk
        basis = f" ({walk.basis})" if walk.basis else ""
        onto = f"{self.before.caption} mapped onto {walk.second.title}"
        said = f"{onto} by the crosswalk '{walk.id}'{basis}: {walk.in_brief}."
        return f"{said} {self.warning}" if self.warning else said

    @property
    def told(self) -> str:
        """Describe the mapping with the caveat shown beside every mapped position."""
        return f"{self.sentence} {CAVEAT}"

    @property
    def warning(self) -> str:
        """Warn if the judgement is of another service than the crosswalk is meant for; else empty."""
        meant, mine = self.crosswalk.service, self.before.judgement.service
        if meant in ("", mine):
            return ""
        return f"Warning: it is meant for judgements of {SERVICES[meant]}, and this one is of {SERVICES[mine]}."

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {**self.crosswalk.to_dict(), "caveat": CAVEAT, "selector": str(self.before.selector),
                "warning": self.warning}  # fmt: skip
