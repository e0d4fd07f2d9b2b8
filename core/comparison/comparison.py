"""Compare positions: pairs, tables, what can be said, what was left out and why.

`compare` aligns; everything else is worked out when it is asked for, once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crossregime.core.comparison import frames
from crossregime.core.comparison.constraints import Row, count_rows, problem_of
from crossregime.core.comparison.crosstab import Crosstab
from crossregime.core.comparison.tabulation import tabulation_of
from crossregime.core.councils.groups import Where, label, parse_where
from crossregime.core.councils.register import check_dimension, register
from crossregime.core.errors import UnknownCouncilError, UsageError, close_matches
from crossregime.core.positions.difference import Difference, LikeForLike, differences, like_for_like
from crossregime.core.positions.pairing import Lineage, align, check_lineage, inherit, unpaired
from crossregime.core.positions.pairs import Weights, pairs_frame, readable
from crossregime.core.positions.position import Position, check_scales, reselected, told_apart
from crossregime.core.statistics.catalogue import Entry, chosen, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from crossregime.core.bounds.problem import Kind
    from crossregime.core.comparison.averages import Average
    from crossregime.core.comparison.figures import Chance, Figure, Inference
    from crossregime.core.comparison.movement import Movement
    from crossregime.core.councils.population import Populations
    from crossregime.core.positions.facts import Facts
    from crossregime.core.statistics.table import Table


@dataclass(frozen=True, eq=False)
class Comparison:
    """Positions side by side.

    `aligned` has one row a series that any position has, in no order; the frames that are meant to be read are
    `pairs`, `unpaired`, `table` and `cells`, each sorted by its key.

    >>> import crossregime as cr
    >>> comparison = cr.compare("ssi2003", "ofsted2009")
    >>> comparison.pairs.height, comparison.unpaired.height, comparison.crosstab.association.named
    (148, 6, 33)
    """

    positions: tuple[Position, ...]
    lineage: Lineage
    aligned: pl.DataFrame
    by: str | None = None
    where: tuple[Where, ...] = ()
    councils: tuple[str, ...] = ()
    weight: str | None = None
    facts: Facts | None = None
    asked: tuple[str, ...] | None = None
    inference: Inference | None = None

    # The pairs

    @property
    def sides(self) -> range:
        """The numbers of the positions, from 1."""
        return range(1, len(self.positions) + 1)

    def _within(self, group: Where | None = None) -> pl.Expr:
        """Tell which rows are in a table: graded in every position, let in by `where`, and of the group."""
        import polars as pl

        inside = pl.all_horizontal(pl.col(f"worst_{side}").is_not_null() for side in self.sides)
        for limit in (*self.where, *([group] if group else [])):
            # A council that the first position lacks has no group there, so it is outside.
            inside &= (pl.col(limit.dimension) == limit.value).fill_null(value=False)
        return inside

    @cached_property
    def _inside(self) -> pl.DataFrame:
        """The rows that are compared."""
        return self._grouped.filter(self._within())

    @cached_property
    def _grouped(self) -> pl.DataFrame:
        """The aligned rows with region and type, where they are asked for: those of the first position's council."""
        if not self.where and self.by is None:
            return self.aligned
        return self.aligned.join(
            register().frame.select("council_id", "region", "type"),
            left_on="council_1", right_on="council_id", how="left",
        )  # fmt: skip

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """Every pair, one row a series, sorted by series_id.

        Columns: series_id, region and type (of the first position's council), flag (`b` where the regimes
        differ), with `weight` population and population_flag (`e` where it is an estimate), and, for each position k
        from 1, council_id_k, name_k, gss_code_k, ons_code_k, dfe_code_k, worst_k and best_k (labels), worst_rank_k
        and best_rank_k, status_k, flag_k (`x` where only a range is available, `e` where a rule supplies the grade),
        from_k (the series that it was inherited from), published_k, regime_k, judgement_k, source_k, place_k, note_k;
        for a position that is mapped given_worst_k and given_best_k (the labels that were given) and link_k (ids of the
        links, joined by |).
        """
        people = None if self.populations is None else Weights(self._people, frozenset(self.estimated))
        return pairs_frame(self._inside, self.positions, broken=bool(self.differences), weights=people)

    @cached_property
    def listed(self) -> pl.DataFrame:
        """The pairs that are listed: all of them, or those of the councils asked for."""
        import polars as pl

        if not self.councils:
            return self.pairs
        asked = sorted(set().union(*self._asked_for.values()))
        return self.pairs.filter(pl.col("series_id").is_in(asked))

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The listed pairs as people read them, by name: the council, then its grade in each position."""
        return readable(self.listed, self.positions)

    @cached_property
    def in_no_pair(self) -> Mapping[str, str]:
        """The councils asked for that are in no pair, as they were asked for, each with the reason."""
        paired = set(self.listed.get_column("series_id"))
        reasons = dict(self._alone.select("series_id", "explanation").iter_rows())

        def why(series: set[str]) -> str:
            known = [reasons[each] for each in sorted(series) if each in reasons]
            return "; ".join(known) or (f"outside {label(self.where)}" if self.where else "in none of the positions")

        return {name: why(series) for name, series in self._asked_for.items() if not series & paired}

    @cached_property
    def unpaired(self) -> pl.DataFrame:
        """What is in no pair, one row a series, sorted by series_id, with the reason.

        Columns: series_id, council_id, name, side (the number of the first position that has the council), worst and
        best (labels), worst_rank and best_rank, status, source and place there, lacks (the number of the position
        that it has no outcome in), reason (created, ended, no_outcome, no_counterpart or not_covered) and
        explanation. Under `where`, only councils of that region or type: the first position's council, or for one
        that the first position lacks, its own.
        """
        import polars as pl

        found = self._alone
        for limit in self.where:
            groups = register().frame.select("council_id", limit.dimension)
            found = (
                found.join(groups, on="council_id", how="left", maintain_order="left")
                .filter(pl.col(limit.dimension) == limit.value)
                .drop(limit.dimension)
            )
        return found

    @cached_property
    def _alone(self) -> pl.DataFrame:
        """What is in no pair, whatever the limits."""
        return unpaired(self.aligned, self.positions)

    def check(self) -> None:
        """Refuse a council asked for that doesn't resolve; raise UnknownCouncilError with the nearest."""
        if self.councils:
            tuple(self._asked_for)

    @cached_property
    def _asked_for(self) -> dict[str, set[str]]:
        """Resolve the councils asked for on the date of any position; raise UnknownCouncilError with the nearest."""
        asked: dict[str, set[str]] = {}
        for name in self.councils:
            matches = [position.register.match(name, position.date) for position in self.positions]
            found = {match.council.series for match in matches if match.council is not None}
            if not found:
                ambiguous = next((match for match in matches if match.how == "ambiguous"), matches[0])
                raise UnknownCouncilError(
                    ambiguous.explanation,
                    where=f"`councils` {name}",
                    do="name it as the register does" if ambiguous.how == "unknown" else "name one of the candidates",
                    matches=tuple(dict.fromkeys(word for match in matches for word in match.candidates))[:4],
                )
            asked[name] = found
        return asked

    # The tables

    @cached_property
    def crosstabs(self) -> tuple[Crosstab, ...]:
        """The table of each adjacent pair of positions."""
        return tuple(self._crosstab(side) for side in self.sides[:-1])

    @property
    def crosstab(self) -> Crosstab:
        """The table of the first two positions: the only one where two are compared."""
        return self.crosstabs[0]

    @property
    def counts(self) -> Table:
        """The councils with both grades known, as `statistics` takes them; raises UsageError for three positions."""
        if len(self.crosstabs) > 1:
            raise UsageError(
                f"a comparison of {len(self.positions)} positions has a table for each two neighbours",
                do="take one of comparison.crosstabs",
            )
        return self.crosstab.counts

    @cached_property
    def groups(self) -> tuple[tuple[Crosstab, ...], ...]:
        """The tables by region or type: for each group that has a council, one table an adjacent pair."""
        if self.by is None:
            return ()
        held = set(self._inside.get_column(self.by))
        return tuple(
            tuple(self._crosstab(side, Where(self.by, value)) for side in self.sides[:-1])
            for value in register().group_values(self.by)
            if value in held
        )

    def _crosstab(self, side: int, group: Where | None = None) -> Crosstab:
        sides, both = (side, side + 1), (self.positions[side - 1], self.positions[side])
        sizes = (len(both[0].scale), len(both[1].scale))
        rows = count_rows(self._grouped, self._within(group), sides, both)
        tabulation = tabulation_of(
            (
                (row["worst_0"], row["best_0"], row["worst_1"], row["best_1"], row["len"])
                for row in rows
                if row["inside"]
            ),
            sizes,
        )
        weighed = None
        if self.weight:
            alone = count_rows(self._grouped, self._within(group), sides, both, alone=True)
            weighed = problem_of(alone, both, sizes, self._people)
        return Crosstab(*both, sides, tabulation, problem_of(rows, both, sizes), group, weighed)

    def councils_by_kind(self, crosstab: Crosstab) -> Mapping[Kind, tuple[str, ...]]:
        """Name the councils under each kind of a table's problem, those outside it included.

        The problem is the reduced one, and a kind's count is set to 1. The successors of one unknown outcome are
        under the council that had it.
        """
        both = (crosstab.first, crosstab.second)
        sizes = crosstab.tabulation.sizes
        rows = count_rows(self._grouped, self._within(crosstab.group), crosstab.sides, both, alone=True)
        tied: dict[str, list[Row]] = {row["series_id"]: [row] for row in rows}
        for row in rows:
            for number in (0, 1):
                origin = row.get(f"from_{number}")
                if origin and "|" not in origin and row[f"worst_{number}"] != row[f"best_{number}"]:
                    tied[origin] += tied.pop(row["series_id"], [])
                    break
        names = dict(pair for each in both for pair in each.frame.select("series_id", "name").iter_rows())
        found: dict[Kind, list[str]] = {}
        for series, together in tied.items():
            for kind in problem_of(together, both, sizes).kinds:
                found.setdefault(replace(kind, count=1).reduced(), []).append(names[series])
        return {kind: tuple(sorted(councils)) for kind, councils in found.items()}

    @cached_property
    def movements(self) -> Mapping[tuple[int, int], Movement]:
        """How adjacent positions that are on a common scale stand to each other, by the numbers of the two.

        It is movement where the two rate one thing at two dates, from the earlier to the later.
        """
        from crossregime.core.comparison.movement import movement

        return {
            crosstab.sides: movement(
                self.pairs,
                crosstab.sides if crosstab.change >= 0 else crosstab.sides[::-1],
                len(crosstab.first.scale),
                crosstab.solver,
                change=bool(crosstab.change),
            )
            for crosstab in self.crosstabs
            if crosstab.common_scale
        }

    @cached_property
    def averages(self) -> Mapping[int, tuple[Average, ...]]:
        """Average scores by region or type, for each position (by number) whose inspectorate scored its grades.

        Only under `by`; over all councils of the publication, by their own group.
        """
        if self.by is None:
            return {}
        from crossregime.core.comparison.averages import averages

        where = {limit.dimension: limit.value for limit in self.where}
        found = {
            side: averages(position, self.by, where) for side, position in zip(self.sides, self.positions, strict=True)
        }
        return {side: of_groups for side, of_groups in found.items() if of_groups}

    @cached_property
    def populations(self) -> Populations | None:
        """The populations that weigh the pairs: of the nearest year held to the council that is weighed."""
        if not self.weight:
            return None
        from crossregime.core.councils.population import populations

        return populations(self.positions[self._weighed - 1].date)

    @cached_property
    def _weighed(self) -> int:
        """The position whose councils are weighed: the first, or under `inherit` the latest."""
        if self.lineage == "strict":
            return 1
        return max(self.sides, key=lambda side: self.positions[side - 1].date)

    @cached_property
    def _people(self) -> Mapping[str, int]:
        held = self.populations
        if held is None:
            return {}
        rows = self._inside.select("series_id", f"council_{self._weighed}").iter_rows()
        return {series: held.of(council) for series, council in rows}

    @cached_property
    def estimated(self) -> tuple[str, ...]:
        """The series whose weight is an estimate (flag `e`)."""
        held = self.populations
        if held is None:
            return ()
        rows = self._inside.select("series_id", f"council_{self._weighed}").sort("series_id").iter_rows()
        return tuple(series for series, council in rows if council in held.estimated)

    @property
    def estimated_names(self) -> tuple[str, ...]:
        """The councils whose weight is an estimate, by name."""
        marked = self.pairs.select("population_flag", f"name_{self._weighed}").iter_rows() if self.weight else ()
        return tuple(sorted(name for flag, name in marked if flag))

    @cached_property
    def table(self) -> pl.DataFrame:
        """The counts by grade and range: rows of the first position, columns of the second.

        Columns: step (the number of the first position), group (empty without `by`), grade (of the first
        position, worst first, then its ranges), one column for each grade and range of the second, and all.
        With three positions or more each step is a set of rows, and a column that it lacks is null.
        """
        return frames.table(self.every_crosstab())

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Each cell of each table: step, group, first and second (labels), known, lowest and highest.

        `known` counts councils with both grades known. Each bound is attained by some completion, one at a time.
        """
        return frames.cells(self.every_crosstab())

    @cached_property
    def cited(self) -> Mapping[tuple[int, str, str], tuple[int, int]]:
        """Count the listed pairs and the totals that rest on each source, by position, regime and source."""
        found: dict[tuple[int, str, str], tuple[int, int]] = {}
        for side, position in zip(self.sides, self.positions, strict=True):
            pairs = Counter(self.listed.select(f"regime_{side}", f"source_{side}").iter_rows())
            totals = Counter((position.regime.id, total.source) for total in position.totals)
            for key in pairs.keys() | totals.keys():
                found[side, *key] = (pairs[key], totals[key])
        return found

    def every_crosstab(self) -> Iterable[Crosstab]:
        """Give the tables overall, then those of each group."""
        yield from self.crosstabs
        for group in self.groups:
            yield from group

    # The statistics

    @cached_property
    def figures(self) -> Mapping[Crosstab, tuple[Figure, ...]]:
        """The statistics of each table: the default few, or those asked for that its two judgements can have."""
        from crossregime.core.comparison.figures import figures

        return {crosstab: figures(crosstab, self._entries(crosstab)) for crosstab in self.every_crosstab()}

    @cached_property
    def chances(self) -> Mapping[Crosstab, tuple[Chance, ...]]:
        """What the inference asked for says of them; empty where none was."""
        if self.inference is None:
            return {}
        from crossregime.core.comparison.figures import chances

        return {
            crosstab: chances(crosstab, self._entries(crosstab), self.inference) for crosstab in self.every_crosstab()
        }

    def _entries(self, crosstab: Crosstab) -> tuple[Entry, ...]:
        if self.asked is None or self.asked == ("all",):
            entries = chosen("all" if self.asked else None, common_scale=crosstab.common_scale)
            return tuple(each for each in entries if crosstab.change or not each.of_change)
        entries = chosen(self.asked, common_scale=True)
        return tuple(each for each in entries if crosstab.common_scale or not each.common_scale)

    @cached_property
    def statistics(self) -> pl.DataFrame:
        """Each figure of each table: its value over the pairs with both grades known, beside its bounds.

        Columns: step, group (empty without `by`), statistic, part (empty where it has one figure), title, family,
        value, standard_error, df and p (of tests), code and reason (why there is no value), named (pairs with both
        grades known), pairs, complete_case_is_a_warning, lowest and highest (bounds over all completions; null where
        all is known or there are none), sharp, inner_lowest and inner_highest (attained, where the bounds are not
        sharp), why_no_bounds and note (what else to know: the grades that a test dropped). In the order of the
        catalogue.
        """
        return frames.statistics(self.figures)

    @cached_property
    def inferences(self) -> pl.DataFrame:
        """What the inference asked for says, one row a figure and method.

        Columns: step, group, statistic, method, how (in words), lowest and highest (of an interval), p, level,
        standard_error, exact (every way was listed), draws and seed (null where nothing was drawn).
        """
        return frames.inferences(self.chances)

    # What differs

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """How the positions differ in what they rate; empty where all are one judgement of one regime."""
        return differences(self.positions)

    @cached_property
    def like_for_like(self) -> LikeForLike | None:
        """The nearest selectors of the same service and aspect, where two positions differ in either."""
        return like_for_like(self.positions)

    @cached_property
    def like_for_like_comparison(self) -> Comparison | None:
        """The comparison of the like-for-like selectors, where they are other than these."""
        nearest = self.like_for_like
        if nearest is None or nearest.judgements is None:
            return None
        positions = [
            reselected(position, judgement)
            for position, judgement in zip(self.positions, nearest.judgements, strict=True)
        ]
        limits = {limit.dimension: limit.value for limit in self.where}
        return compare(positions, lineage=self.lineage, where=limits)

    def __repr__(self) -> str:
        counts = Counter(self.unpaired.get_column("reason"))
        lines = [
            f"Comparison of {' by '.join(position.label for position in self.positions)}",
            f"  {self._inside.height} pairs, lineage {self.lineage}"
            + (f", {label(self.where)}" if self.where else "")
            + "".join(f"; {number} {reason.replace('_', ' ')}" for reason, number in sorted(counts.items())),
        ]
        for position in self.positions:
            lines += [f"  {use.sentence}" for use in position.rule_use]
            lines += [] if position.mapping is None else [f"  {position.mapping.told}"]
        for crosstab in self.crosstabs:
            lines += [f"  {share.sentence}" for share in crosstab.shares]
            lines.append(f"  {crosstab.association.sentence}")
        lines += [f"  {movement.sentence}" for movement in self.movements.values()]
        if self.councils:
            lines += [f"  {name}: {' by '.join(grades)}" for name, *grades in self.lines]
            lines += [f"  {name}: in no pair, {why}" for name, why in self.in_no_pair.items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from crossregime.render.html import html_page
        from crossregime.render.text import lay_comparison

        return html_page(lambda page: lay_comparison(page, self))

    def to_dict(self) -> dict[str, Any]:
        """Give the whole comparison as JSON holds it (schemas/comparison.schema.json)."""
        from crossregime.render.json import comparison_dict

        return comparison_dict(self)

    def to_json(self) -> str:
        """Give the whole comparison as JSON text: the same call gives the same bytes."""
        from crossregime.render.json import comparison_json

        return comparison_json(self)


def compare(  # noqa: PLR0913  # each thing that can be asked has a name of its own
    positions: Sequence[Position],
    *,
    lineage: str = "strict",
    by: str | None = None,
    where: str | Mapping[str, str] | Sequence[str] | None = None,
    councils: str | Sequence[str] = (),
    weight: str | None = None,
    facts: Facts | None = None,
    statistics: str | Sequence[str] | None = None,
    inference: Inference | None = None,
) -> Comparison:
    """Put two or more positions side by side.

    `lineage` is strict or inherit; `by` region or type; `where` a region or type such as "region=London", or both
    (as {"region": "London", "type": "inner london"}); `councils` limits the pairs that are listed (`.listed`, and
    `.in_no_pair` with the reason), not those that are counted; `weight` may be population;
    `facts` are those that the positions hold already (see core/positions/facts.py); `statistics` names those to measure, "all"
    that the judgements can have, or none for the default few; `inference` what to reckon with chance. Raises
    UsageError for fewer than two positions or a word that is unknown, UnknownCouncilError for a council that doesn't
    resolve.
    """
    if len(positions) < 2:
        raise UsageError(
            "a comparison needs two regimes or more", do='give two selectors, for example "ssi2003" and "ofsted2009"'
        )
    seen: dict[object, Position] = {}
    for position in positions:
        same = seen.setdefault(position.identity, position)
        if same is not position or list(positions).count(position) > 1:
            raise UsageError(
                f"'{same.selector}' and '{position.selector}' name the same position",
                do="compare two dates, two judgements or two regimes",
            )
    positions = told_apart(positions)
    check_scales(positions)
    policy = check_lineage(lineage)
    if by is not None:
        check_dimension(by)
    if weight not in (None, "population"):
        raise UsageError(f"councils can't be weighed by '{weight}'", do="weigh by population",
                         matches=close_matches(weight, ("population",)))  # fmt: skip
    limits = parse_where(where)
    councils = _names(councils)
    aligned = align([position.outcomes for position in positions])
    if policy == "inherit":
        aligned = inherit(aligned, [position.date for position in positions])
    asked = None if statistics is None else listed(statistics, "statistics")
    comparison = Comparison(
        tuple(positions),
        policy,
        aligned,
        by=by,
        where=limits,
        councils=councils,
        weight=weight,
        facts=facts,
        asked=asked,
        inference=inference,
    )
    _check_asked(asked, positions)
    comparison.check()
    return comparison


def _check_asked(asked: tuple[str, ...] | None, positions: Sequence[Position]) -> None:
    """Refuse at once statistics that there are not, or that no two judgements in a row can have."""
    if asked is None or asked == ("all",):
        return
    scales = [position.scale.id for position in positions]
    chosen(asked, common_scale=any(one == other for one, other in pairwise(scales)))


def _names(councils: str | Sequence[str]) -> tuple[str, ...]:
    """Read the councils asked for: a text is one name."""
    names = (councils,) if isinstance(councils, str) else tuple(councils)
    for name in names:
        if not isinstance(name, str):
            raise UsageError(f"{name!r} is no name of a council", where="`councils`", do="give names or codes")
    return names
