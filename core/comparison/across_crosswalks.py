"""Show how each conclusion of a comparison depends on the crosswalk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds import EFFORT
from crossregime.core.comparison.comparison import Comparison, compare_positions
from crossregime.core.comparison.conclusions import Conclusion, TableUnderCrosswalks
from crossregime.core.crosswalks import map_onto
from crossregime.core.errors import CrossregimeError, UsageError
from crossregime.core.files import head
from crossregime.core.model import CAVEAT, rivals
from crossregime.core.positions import Difference, differences
from crossregime.core.progress import count_off
from crossregime.core.runs import Kept
from crossregime.core.statistics import CATALOGUE, LINKING_ASSUMPTIONS, Undefined
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from crossregime.core.bounds import BoundedStatistic
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.councils import Grouping, Limits, Neighbours
    from crossregime.core.model import Crosswalk, Disagreement
    from crossregime.core.positions import Facts, Position
    from crossregime.core.runs import Call, Run

CONCLUSIONS = ("percent_agreement", "kappa_linear", "ac2_linear", "mean_shift", "rises_and_falls", "tau_b")
"""The statistics computed under each crosswalk by default."""


@dataclass(frozen=True, eq=False)
class Sensitivity(Kept):
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
    call: Call | None = None

    def as_run(self) -> Run:
        """Give what makes it again: the call, versions and hashes, and the range of each conclusion to hold to.

        Raises UsageError where what was asked holds an object that no file can hold, such as a `Crosswalk`.
        """
        from crossregime.core.comparison.record import record_conclusions

        return record_conclusions(self.positions, self.frame, self.call, self.to_dict())

    @cached_property
    def table(self) -> TableUnderCrosswalks:
        """The table of all councils."""
        return self._under("", {name: each.crosstab for name, each in self.comparisons.items()})

    @cached_property
    def groups(self) -> tuple[TableUnderCrosswalks, ...]:
        """The table of each group of councils, where they were asked for by region, type or another grouping."""
        found: dict[str, dict[str, Crosstab | None]] = {}
        for name, comparison in self.comparisons.items():
            for (crosstab,) in comparison.groups:
                assert crosstab.group is not None  # noqa: S101  # a table of a group says of which
                found.setdefault(crosstab.group.value, dict.fromkeys(self.comparisons))[name] = crosstab
        return tuple(self._under(group, crosstabs) for group, crosstabs in found.items())

    def _under(self, group: str, crosstabs: Mapping[str, Crosstab | None]) -> TableUnderCrosswalks:
        def figures() -> dict[str, tuple[BoundedStatistic, ...]]:
            return {
                name: () if crosstab is None else self.comparisons[name].figures[crosstab]
                for name, crosstab in count_off(crosstabs.items(), "crosswalks")
            }

        by = next(iter(self.comparisons.values())).by
        return TableUnderCrosswalks(group, crosstabs, figures, by.label(group) if group and by is not None else group)

    @property
    def pairs(self) -> tuple[int, ...]:
        """How many councils are paired under each: fewer where one links a grade to nothing."""
        return self.table.pairs

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the crosswalks."""
        return tuple(self.comparisons)

    @cached_property
    def rivals(self) -> tuple[Disagreement, ...]:
        """How each crosswalk maps each grade, where all lead the same way."""
        return rivals(self.crosswalks)

    @property
    def contrasts(self) -> tuple[Conclusion, ...]:
        """The headline contrast under each crosswalk: the difference of shares, their ratio and superiority."""
        return self.table.contrasts

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """Each figure under each crosswalk, by its name: not every crosswalk gives every figure."""
        return self.table.conclusions

    @property
    def bounded(self) -> tuple[Conclusion, ...]:
        """The figures that some crosswalk gives bounds."""
        return self.table.bounded

    @property
    def unbounded(self) -> tuple[str, ...]:
        """The titles of the statistics that no crosswalk gives bounds, such as tests."""
        return self.table.unbounded

    @property
    def sentences(self) -> tuple[str, ...]:
        """State how far the choice of crosswalk decides each."""
        return self.table.sentences

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row a conclusion and crosswalk; with groups, those of each group follow those of all councils.

        Columns: group (empty for all councils; only where groups were asked for), conclusion, title, crosswalk, basis,
        pairs, lowest, highest, sharp, reason (for no bounds), break (`b` where the positions are of different regimes).
        """
        import polars as pl

        rows: list[tuple[object, ...]] = []
        for table in (self.table, *self.groups):
            for conclusion in table.conclusions:
                for walk, pairs, bounds in zip(self.crosswalks, table.pairs, conclusion.bounds, strict=True):
                    said = (table.group, conclusion.name, conclusion.title, walk.id, walk.basis, pairs)
                    if isinstance(bounds, Undefined):
                        rows.append((*said, None, None, None, bounds.reason))
                    else:
                        rows.append((*said, float(bounds.lowest), float(bounds.highest), bounds.sharp, ""))
        text, number = pl.String, pl.Float64
        schema = {
            "group": text, "conclusion": text, "title": text, "crosswalk": text, "basis": text, "pairs": pl.Int64,
            "lowest": number, "highest": number,
            "sharp": pl.Boolean, "reason": text,
        }  # fmt: skip
        mark = pl.lit("b" if self.differences else "").alias("break")
        found = pl.DataFrame(rows, schema=schema, orient="row").with_columns(mark)
        return found if self.by else found.drop("group")

    @property
    def by(self) -> str | None:
        """The id of the grouping of councils; None without one."""
        by = next(iter(self.comparisons.values())).by
        return None if by is None else by.id

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How the positions differ in what they rate; empty where both are of one regime."""
        return differences(self.positions)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/sensitivity.schema.json)."""
        first = next(iter(self.comparisons.values()))
        return {
            **head("sensitivity"),
            "selectors": [str(position.selector) for position in self.positions],
            "lineage": first.lineage,
            "by": self.by,
            **self.table.to_dict(),
            "groups": [{"group": each.group, **each.to_dict()} for each in self.groups],
            "break": [each.to_dict() for each in self.differences],
            "caveat": CAVEAT,
            "crosswalks": [
                {**each.to_dict(), "assumption": LINKING_ASSUMPTIONS.get(each.id, "")} for each in self.crosswalks
            ],
            "left_out": dict(self.left_out),
        }

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_sensitivity

        return html_page(lambda page: lay_sensitivity(page, self))

    def __repr__(self) -> str:
        head = f"{' by '.join(each.label for each in self.positions)} under {joined(self.names, 'and')}"
        return "\n".join([head, *(f"  {each.sentence}" for each in (*self.contrasts, *self.conclusions))])


def over_crosswalks(  # noqa: PLR0913  # each thing that can be asked has a name of its own
    positions: Sequence[Position],
    walks: Sequence[Crosswalk | str],
    *,
    lineage: str = "strict",
    by: str | None = None,
    where: Limits = None,
    groupings: Sequence[Grouping] = (),
    neighbours: Neighbours | None = None,
    facts: Facts | None = None,
    statistics: str | Sequence[str] | None = None,
    effort: int = EFFORT,
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
            by=by,
            where=where,
            groupings=groupings,
            neighbours=neighbours,
            facts=facts,
            statistics=statistics or _followed(positions),
            effort=effort,
        )
    if not comparisons:
        raise UsageError(
            "no crosswalk puts these two judgements on one scale",
            do="; ".join(f"{name}: {why}" for name, why in left_out.items()) or "name at least one",
        )
    return Sensitivity(tuple(positions), tuple(chosen), comparisons, left_out)


def _followed(positions: Sequence[Position]) -> tuple[str, ...]:
    """Choose the default statistics: no change statistics where one crosswalk alone would have none."""
    one, other = (position.judgement for position in positions)
    alike = (one.service, one.aspect) == (other.service, other.aspect)
    change = alike and positions[0].before(positions[1])
    return tuple(name for name in CONCLUSIONS if change or not CATALOGUE[name].of_change)
