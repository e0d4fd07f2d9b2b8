"""Show how each conclusion of a comparison moves from one crosswalk to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.comparison.comparison import Comparison, compare_positions
from crossregime.core.crosswalks import map_onto
from crossregime.core.errors import CrossregimeError, UsageError
from crossregime.core.files import head
from crossregime.core.model import CAVEAT, rivals
from crossregime.core.positions import Difference, differences
from crossregime.core.statistics import LINKING_ASSUMPTIONS, Undefined
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from crossregime.core.bounds import BoundedStatistic, Interval
    from crossregime.core.councils import Grouping, Limits, Neighbours
    from crossregime.core.model import Crosswalk, Disagreement
    from crossregime.core.positions import Facts, Position

CONCLUSIONS = ("percent_agreement", "kappa_linear", "ac2_linear", "mean_shift", "rises_and_falls", "tau_b")
"""What is followed from one crosswalk to another, unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One figure under each crosswalk: its bounds (or the reason for none), in the order of the crosswalks.

    `statistic` is the title of the statistic that it is a figure of.
    """

    name: str
    title: str
    bounds: tuple[Interval | Undefined, ...]
    signed: bool
    statistic: str = ""

    def texts(self) -> list[str]:
        """Write the bounds under each crosswalk."""
        return ["none" if isinstance(each, Undefined) else each.text() for each in self.bounds]

    @property
    def held(self) -> tuple[Interval, ...]:
        """The bounds of the crosswalks that give any."""
        return tuple(each for each in self.bounds if not isinstance(each, Undefined))

    @property
    def exclude(self) -> bool:
        """Tell whether two crosswalks exclude each other's values."""
        return any(one.lowest > other.highest for one in self.held for other in self.held)

    @property
    def signs(self) -> tuple[str, ...]:
        """Say of each crosswalk whether the figure is surely positive, surely negative, or either."""
        return tuple(
            "positive" if each.lowest > 0 else "negative" if each.highest < 0 else "either" for each in self.held
        )

    @property
    def sentence(self) -> str:
        """Say how far the crosswalk decides it."""
        if not self.held:
            return f"{self.title}: no crosswalk gives it bounds."
        low, high = min(each.lowest for each in self.held), max(each.highest for each in self.held)
        spread = f"{self.title}: from {_number(low)} to {_number(high)} over all of them"
        if self.exclude:
            return f"{spread}; two exclude each other, so the choice of crosswalk decides it."
        if self.signed and len(set(self.signs)) == 1 and self.signs[0] != "either":
            return f"{spread}; {self.signs[0]} under every one."
        if self.signed and "either" in self.signs:
            settled = [sign for sign in self.signs if sign != "either"]
            return f"{spread}; " + (
                "whether it is positive or negative is settled under some and not under others."
                if settled
                else "under none is it settled whether it is positive or negative."
            )
        if any(not each.sharp for each in self.held):
            return f"{spread}; no two are shown to exclude each other."
        return f"{spread}; all agree on some values."


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.4f}"


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """One comparison under every crosswalk that fits: `comparisons` by the crosswalk's id, in order.

    >>> import crossregime as cr
    >>> found = cr.sensitivity("ssi2003", "ofsted2009")
    >>> found.names[-2:]
    ('equipercentile', 'ridit')
    """

    positions: tuple[Position, ...]
    crosswalks: tuple[Crosswalk, ...]
    comparisons: Mapping[str, Comparison]
    left_out: Mapping[str, str]

    @property
    def pairs(self) -> tuple[int, ...]:
        """How many councils are paired under each: fewer where one links a grade to nothing."""
        return tuple(each.crosstab.tabulation.pairs for each in self.comparisons.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the crosswalks."""
        return tuple(self.comparisons)

    @cached_property
    def rivals(self) -> tuple[Disagreement, ...]:
        """What each crosswalk makes of each grade, where all lead the same way."""
        return rivals(self.crosswalks)

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """Each figure under each crosswalk, by its name: not every crosswalk gives every figure."""
        of_each = [
            {figure.name: figure for figure in comparison.figures[comparison.crosstab]}
            for comparison in self.comparisons.values()
        ]
        every = {name: figure for figures in reversed(of_each) for name, figure in figures.items()}
        order = dict.fromkeys(name for figures in of_each for name in figures)
        return tuple(
            Conclusion(
                name,
                every[name].title,
                tuple(_bounds(figures.get(name)) for figures in of_each),
                every[name].entry.family == "association" or every[name].entry.name == "mean_shift",
                every[name].entry.title,
            )
            for name in order
        )

    @cached_property
    def bounded(self) -> tuple[Conclusion, ...]:
        """The figures that some crosswalk gives bounds."""
        return tuple(each for each in self.conclusions if each.held)

    @property
    def unbounded(self) -> tuple[str, ...]:
        """The titles of the statistics that no crosswalk gives bounds, such as tests."""
        held = {each.statistic for each in self.bounded}
        return tuple(dict.fromkeys(each.statistic for each in self.conclusions if each.statistic not in held))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say how far the choice of crosswalk decides each."""
        return tuple(each.sentence for each in self.conclusions)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row a conclusion and crosswalk.

        Columns: conclusion, title, crosswalk, basis, pairs, lowest, highest, sharp, reason (for no bounds), break (`b`
        where the positions are of different regimes).
        """
        import polars as pl

        rows: list[tuple[object, ...]] = []
        for conclusion in self.conclusions:
            for walk, bounds in zip(self.crosswalks, conclusion.bounds, strict=True):
                pairs = self.comparisons[walk.id].crosstab.tabulation.pairs
                said = (conclusion.name, conclusion.title, walk.id, walk.basis, pairs)
                if isinstance(bounds, Undefined):
                    rows.append((*said, None, None, None, bounds.reason))
                else:
                    rows.append((*said, float(bounds.lowest), float(bounds.highest), bounds.sharp, ""))
        text, number = pl.String, pl.Float64
        schema = {
            "conclusion": text, "title": text, "crosswalk": text, "basis": text, "pairs": pl.Int64, "lowest": number,
            "highest": number,
            "sharp": pl.Boolean, "reason": text,
        }  # fmt: skip
        mark = pl.lit("b" if self.differences else "").alias("break")
        return pl.DataFrame(rows, schema=schema, orient="row").with_columns(mark)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How the positions differ in what they rate; empty where both are of one regime."""
        return differences(self.positions)

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it (schemas/sensitivity.schema.json)."""
        first = next(iter(self.comparisons.values()))
        return {
            **head("sensitivity"),
            "selectors": [str(position.selector) for position in self.positions],
            "lineage": first.lineage,
            "pairs": dict(zip(self.names, self.pairs, strict=True)),
            "break": [each.to_dict() for each in self.differences],
            "caveat": CAVEAT,
            "crosswalks": [
                {**each.to_dict(), "assumption": LINKING_ASSUMPTIONS.get(each.id, "")} for each in self.crosswalks
            ],
            "left_out": dict(self.left_out),
            "conclusions": [
                {
                    "id": each.name,
                    "title": each.title,
                    "bounds": [
                        {"crosswalk": walk.id, "bounds": None, "reason": bounds.reason}
                        if isinstance(bounds, Undefined)
                        else {"crosswalk": walk.id, "bounds": bounds.to_dict(), "reason": ""}
                        for walk, bounds in zip(self.crosswalks, each.bounds, strict=True)
                    ],
                    "sentence": each.sentence,
                }
                for each in self.conclusions
            ],
        }

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_sensitivity

        return html_page(lambda page: lay_sensitivity(page, self))

    def __repr__(self) -> str:
        head = f"{' by '.join(each.label for each in self.positions)} under {joined(self.names, 'and')}"
        return "\n".join([head, *(f"  {sentence}" for sentence in self.sentences)])


def _bounds(figure: BoundedStatistic | None) -> Interval | Undefined:
    if figure is None or figure.bounds is None:
        return Undefined("it has no bounds", "no_bounds")
    return figure.bounds


def over_crosswalks(
    positions: Sequence[Position],
    walks: Sequence[Crosswalk | str],
    *,
    lineage: str = "strict",
    where: Limits = None,
    groupings: Sequence[Grouping] = (),
    neighbours: Neighbours | None = None,
    facts: Facts | None = None,
    statistics: str | Sequence[str] | None = None,
) -> Sensitivity:
    """Compare two positions under several crosswalks: declared ones, and methods (by name) that link by totals.

    All lead to the same scale, so that their figures can be set side by side: the one that most of the declared lead
    to, or that of the second position where as many lead to either. A declared one that leads the other way is left
    out, with the reason. `statistics` are those that have bounds. Raises UsageError for other than two positions, for
    two on one scale already, for two crosswalks of one id, and where nothing fits.
    """
    if len(positions) != 2:
        raise UsageError(f"crosswalks are compared over two regimes, not {len(positions)}", do="name just two")
    scales = [position.scale.id for position in positions]
    if scales[0] == scales[1]:
        raise UsageError("both judgements are on one scale already", do="leave `crosswalk` out")
    ids = [each if isinstance(each, str) else each.id for each in walks]
    for name in ids:
        if ids.count(name) > 1:
            raise UsageError(f"two crosswalks have the id '{name}'", do="give one of them another id")
    ends = [each.to_scale for each in walks if not isinstance(each, str)]
    start = 0 if ends.count(scales[1]) >= ends.count(scales[0]) else 1
    target = scales[1 - start]
    chosen: list[Crosswalk] = []
    comparisons: dict[str, Comparison] = {}
    left_out: dict[str, str] = {}
    for name, walk in zip(ids, walks, strict=True):
        if not isinstance(walk, str) and (walk.from_scale, walk.to_scale) != (scales[start], target):
            left_out[name] = f"it leads from {walk.from_scale} to {walk.to_scale}"
            continue
        known = () if isinstance(walk, str) else (walk,)
        try:
            found = map_onto(positions[start], positions[1 - start], name, known)
        except CrossregimeError as error:
            left_out[name] = error.what
            continue
        assert found.mapping is not None  # noqa: S101  # it was mapped just now
        chosen.append(found.mapping.crosswalk)
        both = [found, positions[1]] if start == 0 else [positions[0], found]
        comparisons[name] = compare_positions(
            both,
            lineage=lineage,
            where=where,
            groupings=groupings,
            neighbours=neighbours,
            facts=facts,
            statistics=statistics or CONCLUSIONS,
        )
    if not comparisons:
        raise UsageError(
            "no crosswalk puts these two judgements on one scale",
            do="; ".join(f"{name}: {why}" for name, why in left_out.items()) or "name at least one",
        )
    return Sensitivity(tuple(positions), tuple(chosen), comparisons, left_out)
