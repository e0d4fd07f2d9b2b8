"""Define the table of a user's own two frames: the Crosstab of positions, and what only such a table needs."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from crossregime.core.bounds import EFFORT
from crossregime.core.comparison import Crosstab, problem_of, tabulation_of
from crossregime.core.engines.document import table_dict, total_dict
from crossregime.core.engines.side import Side
from crossregime.core.engines.totals import totals as read_totals
from crossregime.core.errors import UsageError
from crossregime.core.files import head, json_text
from crossregime.core.frozen import frozen
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from crossregime.core.bounds import BoundedStatistic
    from crossregime.core.comparison import CountedRow, Inference, InferenceResult
    from crossregime.core.councils import Where
    from crossregime.core.engines.side import KnownTotal
    from crossregime.core.engines.written_scale import WrittenScale
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range
    from crossregime.render import CrosstabPlots


@frozen
class Group:
    """The units with one value in a column."""

    dimension: str
    value: str

    @property
    def label(self) -> str:
        """Its label."""
        return f"{self.dimension} {self.value}"


@frozen(eq=False, repr=False)
class FrameCrosstab(Crosstab):
    """The table of two frames of a user's own: all that a `Crosstab` has, from counts made where the data are.

    `rows` are the counts that came back, `dimensions` the columns that were grouped by, `engine` what ran the query.
    `of_one_inspection` is how many units have one inspection on both sides, and so are in no pair.
    Totals can be added to it without another run: `with_totals`.

    >>> import crossregime as cr
    >>> import polars as pl
    >>> left = pl.DataFrame({"id": [1, 2, 3], "grade": ["low", "low", "top"]})
    >>> right = pl.DataFrame({"id": [2, 3, 4], "grade": ["top", "top", "low"]})
    >>> found = cr.crosstab(left, right, on="id", grade="grade", scale=["low", "top"])
    >>> found.counts.rows, found.unpaired
    (((0, 1), (0, 1)), (1, 1))
    """

    rows: tuple[CountedRow, ...] = ()
    written_scales: tuple[WrittenScale, ...] = ()
    dimensions: tuple[str, ...] = ()
    engine: str = ""
    known_totals: tuple[KnownTotal, ...] = ()
    listing: Callable[[], tuple[Any, Any]] | None = None
    of_one_inspection: int = 0

    def _who(self, side: int, spread: Range) -> list[str]:  # noqa: ARG002  # no unit comes back from the engine
        return []

    # The units

    @property
    def unpaired(self) -> tuple[int, int]:
        """How many units only the left frame has, and how many only the right."""
        alone = [
            sum(row["len"] for row in self.rows if row[f"worst_{1 - side}"] is None) for side in (0, 1)
        ]  # fmt: skip
        return alone[0] - self.of_one_inspection, alone[1] - self.of_one_inspection

    @property
    def units(self) -> tuple[int, int]:
        """How many units each frame has."""
        held = [sum(row["len"] for row in self.rows if row[f"worst_{side}"] is not None) for side in (0, 1)]
        return held[0], held[1]

    @cached_property
    def unpaired_units(self) -> tuple[Any, Any]:
        """The unpaired rows of the left and of the right frame: frames of the engine, not run until they are used.

        Raises UsageError unless the table was made with unpaired="list".
        """
        if self.listing is None:
            raise UsageError(
                "the unpaired units were counted, not listed", do='ask for them: crosstab(..., unpaired="list")'
            )
        return self.listing()

    # The statistics

    def figures(self, statistics: str | Sequence[str] | None = None) -> tuple[BoundedStatistic, ...]:
        """Measure it: the default few, "all" that its scales can have, or some by name, each beside its bounds.

        Raises UsageError for an unknown name, or one that needs a common scale where there is none.
        """
        from crossregime.core.comparison import table_statistics
        from crossregime.core.statistics import chosen

        return table_statistics(self, chosen(statistics, common_scale=self.common_scale))

    def statistics(self, statistics: str | Sequence[str] | None = None) -> pl.DataFrame:
        """Return what `figures` gives as a frame, in the columns of `Comparison.statistics`."""
        from crossregime.core.comparison import statistics_frame

        return statistics_frame({self: self.figures(statistics)})

    def inferences(
        self, methods: str | Sequence[str] | Inference, statistics: str | Sequence[str] | None = None
    ) -> tuple[InferenceResult, ...]:
        """Run methods of inference: asymptotic, bootstrap or permutation, several, or "all"."""
        from crossregime.core.comparison import chances, parse_inference
        from crossregime.core.statistics import chosen

        asked = parse_inference(methods)
        return () if asked is None else chances(self, chosen(statistics, common_scale=self.common_scale), asked)

    @property
    def cells(self) -> pl.DataFrame:
        """Each cell: first and second (labels), known, lowest and highest, as in `Comparison.cells`."""
        from crossregime.core.comparison import cells_frame

        return cells_frame([self])

    @property
    def table(self) -> pl.DataFrame:
        """The counts by grade and range: rows of the left, columns of the right, as in `Comparison.table`."""
        from crossregime.core.comparison import table_frame

        return table_frame([self])

    # Totals and groups

    def with_totals(self, totals: Any) -> FrameCrosstab:
        """Return the same counts under known totals, which the bounds then obey; nothing is run again.

        `totals` are as in `crosstab`. Raises DataError where they contradict the counts or each other.
        """
        groups = (self._values(0), self._values(1))
        both = (self.written_scales[0], self.written_scales[1])
        made = self._made(read_totals(totals, both, groups), cast("Group | None", self.group))
        made.solver  # noqa: B018  # facts that contradict each other are refused at once
        return made

    def _values(self, side: int) -> Mapping[str, set[str]]:
        """Return the values of each column that was grouped by, among the units of a side."""
        return {
            column: {row[f"{column}_{side}"] for row in self.rows if row[f"{column}_{side}"] is not None}
            for column in self.dimensions
        }

    def by(self, dimension: str | None = None) -> Mapping[str, FrameCrosstab]:
        """Return the table of each group of a column that was named in `groups`, the only one without a name.

        A pair is in the group of its left unit, or where the left frame lacks the column, of its right one. Units
        outside the group still share the totals. Raises UsageError for a column that was not grouped by.
        """
        if dimension is None and len(self.dimensions) == 1:
            dimension = self.dimensions[0]
        if dimension not in self.dimensions:
            raise UsageError(
                "the table was grouped by no column" if not self.dimensions else f"it was not grouped by '{dimension}'",
                do="name the column in `groups` when the table is made"
                if not self.dimensions
                else f"choose {' or '.join(self.dimensions)}",
                matches=close_matches(dimension, self.dimensions),
            )
        values = sorted({value for row in self.rows if _paired(row) and (value := _group(row, dimension)) is not None})
        return {value: self._made(self.known_totals, Group(dimension, value)) for value in values}

    def _made(self, totals: tuple[KnownTotal, ...], group: Group | None) -> FrameCrosstab:
        made = made_of(
            self.rows,
            (self.written_scales[0], self.written_scales[1]),
            (self.first.name, self.second.name),
            totals,
            group,
            unit=self.first.unit,
            effort=self.problem.effort,
        )
        return replace(made, dimensions=self.dimensions, engine=self.engine, listing=self.listing,
                       of_one_inspection=self.of_one_inspection)  # fmt: skip

    # For people and programs

    def to_dict(self, statistics: str | Sequence[str] | None = None) -> dict[str, Any]:
        """Return it as JSON data (schemas/crosstab.schema.json), with a few statistics or those named.

        The engine that counted is not in it.
        """
        positions = (self.first, self.second)
        return {
            **head("crosstab"),
            "unit": self.first.unit,
            "sides": [
                {
                    "name": position.name,
                    "scale": position.scale.id,
                    "grades": list(position.scale.labels),
                    "units": units,
                    "unpaired": alone,
                }
                for position, units, alone in zip(positions, self.units, self.unpaired, strict=True)
            ],
            "same_inspection": self.of_one_inspection,
            "common_scale": self.common_scale,
            "group": None if self.group is None else {self.group.dimension: self.group.value},
            "totals": [total_dict(each, positions[each.side].scale.labels) for each in self.known_totals],
            **_table_dict(self, statistics),
            "groups": {
                dimension: {value: _table_dict(each, statistics) for value, each in self.by(dimension).items()}
                for dimension in (self.dimensions if self.group is None else ())
            },
        }

    def to_json(self) -> str:
        """Return it as JSON text: the same counts give the same bytes, whatever the engine was."""
        return json_text(self.to_dict())

    @property
    def plot(self) -> CrosstabPlots:
        """Draw it: `plot.heatmap()`, `.flow()` and `.intervals()` each give a picture (extra `charts`)."""
        from crossregime.render import CrosstabPlots

        return CrosstabPlots(self)

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_crosstab

        return html_page(lambda page: lay_crosstab(page, self))


def made_of(
    rows: tuple[CountedRow, ...],
    written_scales: tuple[WrittenScale, WrittenScale],
    names: tuple[str, str],
    totals: tuple[KnownTotal, ...] = (),
    group: Group | None = None,
    *,
    unit: str = "unit",
    effort: int = EFFORT,
) -> FrameCrosstab:
    """Make a table, or that of one group, from the counts, with the code used for positions."""
    placed = [
        {**row, "inside": _paired(row) and (group is None or _group(row, group.dimension) == group.value)}
        for row in rows
    ]
    sides = tuple(
        Side(
            name,
            written_scale.scale,
            side,
            _complete(rows, side),
            tuple(each for each in totals if each.side == side),
            unit,
        )
        for side, (name, written_scale) in enumerate(zip(names, written_scales, strict=True))
    )
    # A side has the attributes of a position used here, but no regime and no names of units.
    first, second = cast("tuple[Position, Position]", sides)
    sizes = (len(written_scales[0].scale), len(written_scales[1].scale))
    tabulation = tabulation_of(
        ((row["worst_0"], row["best_0"], row["worst_1"], row["best_1"], row["len"]) for row in placed if row["inside"]),
        sizes,
    )
    problem = replace(problem_of(placed, (first, second), sizes), effort=effort)
    return FrameCrosstab(
        first, second, (1, 2), tabulation, problem, cast("Where | None", group),
        rows=rows, written_scales=written_scales, known_totals=totals,
    )  # fmt: skip


def _table_dict(found: FrameCrosstab, statistics: str | Sequence[str] | None) -> dict[str, Any]:
    return table_dict(found, found.figures(statistics) if found.tabulation.pairs else ())


def _complete(rows: Sequence[CountedRow], side: int) -> bool:
    return all(row[f"worst_{side}"] == row[f"best_{side}"] for row in rows)


def _paired(row: CountedRow) -> bool:
    return row["worst_0"] is not None and row["worst_1"] is not None


def _group(row: CountedRow, dimension: str) -> str | None:
    value: str | None = row[f"{dimension}_0"] if row[f"{dimension}_0"] is not None else row[f"{dimension}_1"]
    return value
