"""Align positions: the pairs, the unpaired councils with reasons, and the weights."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import NO_GROUP, label
from crossregime.core.errors import UnknownCouncilError, UsageError
from crossregime.core.frozen import frozen
from crossregime.core.positions import (
    Difference,
    LikeForLike,
    Lineage,
    PairWeights,
    differences,
    like_for_like,
    one_inspection,
    pairs_frame,
    readable,
    unpaired,
)
from crossregime.core.text import joined, many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import polars as pl

    from crossregime.core.councils import Grouping, Membership, Neighbours, Populations, Where
    from crossregime.core.positions import Position


NAMED_WITHOUT = 12
"""A page names at most this many of the councils without a group; the JSON has them all."""


@frozen
class GroupUse:
    """A grouping as used by a comparison: the date, the membership, and the councils without a group.

    `without` names the first position's councils that have no group by it, sorted.
    """

    grouping: Grouping
    on: dt.date
    membership: Membership
    without: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Describe its origin and the councils without a group; empty if there is nothing to describe."""
        held = self.membership
        told = ""
        if held.edition or held.note or held.source:
            made = f", {held.edition}" if held.edition else ""
            told = f"Groups by {self.grouping.id}: {self.grouping.title}{made}."
            told += "".join(f" {part}." for part in (held.note, held.source and f"Source: {held.source}") if part)
        return f"{told} {self.missed}".strip()

    @property
    def missed(self) -> str:
        """Name the councils without a group; empty if there is none."""
        if not self.without:
            return ""
        more = len(self.without) - NAMED_WITHOUT
        names = joined(self.without) if more <= 1 else f"{', '.join(self.without[:NAMED_WITHOUT])} and {more} more"
        return f"{many(len(self.without), 'council')} in {NO_GROUP} by {self.grouping.id}: {names}."

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        grouping, held = self.grouping, self.membership
        return {
            "id": grouping.id,
            "title": grouping.title,
            "origin": grouping.origin,
            "groups": [{"id": each, "label": grouping.label(each)} for each in grouping.values],
            "on": str(self.on),
            "edition": held.edition,
            "source": held.source,
            "note": held.note,
            "sha256": held.sha256 or None,
            "no_group": list(self.without),
        }


@frozen(eq=False)
class Aligned:
    """Positions aligned under a lineage policy, and the limits within which their pairs are counted.

    `aligned` has one row a series that any position has, in no order; the frames that are meant to be read are `pairs`
    and `unpaired`, each sorted by series_id. `groupings` are those that came with the call, whether used or not;
    `neighbours` those to which it is limited.
    """

    positions: tuple[Position, ...]
    lineage: Lineage
    aligned: pl.DataFrame
    by: Grouping | None = None
    where: tuple[Where, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    neighbours: Neighbours | None = None
    councils: tuple[str, ...] = ()
    weight: str | None = None

    @property
    def sides(self) -> range:
        """The numbers of the positions, from 1."""
        return range(1, len(self.positions) + 1)

    def _within(self, group: Where | None = None, without: int | None = None) -> pl.Expr:
        """Select the rows of a table: graded in every position by different inspections, within limits, in the group.

        `without` is the number of a position that is left out of account.
        """
        import polars as pl

        inside = pl.all_horizontal(pl.col(f"worst_{side}").is_not_null() for side in self.sides if side != without)
        # An inspection is never its own before and after.
        columns = [each for each in self.aligned.columns if without is None or not each.endswith(f"_{without}")]
        inside &= ~one_inspection(columns, len(self.positions))
        for limit in (*self.where, *([group] if group else [])):
            # A council that is not in the first position has no group, so it is outside.
            inside &= (pl.col(limit.grouping.column) == limit.value).fill_null(value=False)
        return inside

    @cached_property
    def _inside(self) -> pl.DataFrame:
        """The rows that are compared."""
        return self._grouped.filter(self._within())

    @cached_property
    def pairs_without(self) -> Mapping[int, int]:
        """For each position, count the pairs that the others would have without it, where there would be more.

        Empty for two positions, and where ratings are handed on: then the rows themselves depend on who is named.

        >>> import crossregime as cr
        >>> dict(cr.compare("ssi2002", "ssi2003", "ofsted2009").pairs_without)
        {3: 150}
        """
        if len(self.positions) < 3 or self.lineage != "strict":
            return {}
        counts = self._grouped.select(self._within(without=side).sum().alias(str(side)) for side in self.sides).row(0)
        return {side: count for side, count in zip(self.sides, counts, strict=True) if count > self._inside.height}

    @cached_property
    def _grouped(self) -> pl.DataFrame:
        """The aligned rows with the requested groups: those of the first position's council on its date."""
        councils, on = self.aligned.get_column("council_1"), self.positions[0].date
        return self.aligned.with_columns(each.groups_of(councils, on) for each in self.used_groupings)

    @cached_property
    def used_groupings(self) -> tuple[Grouping, ...]:
        """The groupings in use, each once: that of `by`, those of `where`, and those that came with the call."""
        asked = [*([] if self.by is None else [self.by]), *(limit.grouping for limit in self.where), *self.groupings]
        return tuple(dict.fromkeys(asked))

    @cached_property
    def group_use(self) -> tuple[GroupUse, ...]:
        """How each was used: its date, its origin, and the councils without a group."""
        if not self.used_groupings:
            return ()
        first = self.positions[0]
        names = dict(first.frame.select("council_id", "name").iter_rows())
        return tuple(
            GroupUse(
                grouping, first.date, grouping.on(first.date),
                tuple(sorted(
                    name for council, name in names.items() if grouping.group(council, first.date) == NO_GROUP
                )),
            )
            for grouping in self.used_groupings
            if self.neighbours is None or grouping is not self.neighbours.limit.grouping
        )  # fmt: skip

    @property
    def group_notes(self) -> tuple[str, ...]:
        """Describe briefly the date and origin of the groups and whom they leave out; empty without groups."""
        found = []
        near = self.neighbours
        if near is not None:
            found.append(f"Neighbours by the {near.edition_named}: today's model, not that of 2003 or 2009.")
            gone = (near.absences(date) for date in dict.fromkeys(position.date for position in self.positions))
            found += [text for text in gone if text]
        if self.group_use:
            made = "; ".join(
                f"{use.grouping.id}: {use.membership.edition}" for use in self.group_use if use.membership.edition
            )
            found.append(f"Groups are those of {self.positions[0].date}{f' ({made})' if made else ''}.")
            found += [f"{note}." for note in dict.fromkeys(use.membership.note for use in self.group_use) if note]
            found += [use.missed for use in self.group_use if use.missed]
        return tuple(found)

    @cached_property
    def ratings(self) -> pl.DataFrame:
        """The grade of each series in each position, as `statistics.krippendorff_alpha` and its like take it.

        Columns: series_id, and one for each position, by its number, whose type declares the grades of the scale, worst
        first; null where there is no grade, or several are possible. One row a series that any position has, sorted by
        series_id. Raises UsageError where the positions are not all on one scale.
        """
        import polars as pl

        scales = {position.scale.id for position in self.positions}
        if len(scales) > 1:
            raise UsageError(
                f"the ratings are on {len(scales)} scales: {', '.join(sorted(scales))}",
                do="map them onto one with `crosswalk`, or compare positions on one scale",
            )
        grade = pl.Enum(self.positions[0].scale.labels)
        held = self._grouped
        for limit in self.where:
            held = held.filter((pl.col(limit.grouping.column) == limit.value).fill_null(value=False))
        known = (
            pl.when(pl.col(f"worst_{side}") == pl.col(f"best_{side}")).then(pl.col(f"worst_{side}"))
            for side in self.sides
        )
        labels = dict(enumerate(self.positions[0].scale.labels))
        columns = [
            rank.replace_strict(labels, return_dtype=grade).alias(f"position_{side}")
            for side, rank in zip(self.sides, known, strict=True)
        ]
        return held.select("series_id", *columns).sort("series_id")

    @property
    def paired(self) -> int:
        """The number of pairs, for which none need be written in full."""
        return self._inside.height

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """Every pair, one row a series, sorted by series_id.

        Columns: series_id, region and type (of the first position's council), its group by any other grouping in use
        (deprivation, size, group_NAME), where it is limited to neighbours neighbours_of (the council), neighbour_rank
        (0 for itself) and closeness, flag (`b` where the regimes differ), with `weight` population and population_flag
        (`e` where it is an estimate), and, for each position k from 1, council_id_k, name_k, gss_code_k, ons_code_k,
        dfe_code_k, grade_k (the label; null where only a range is known), known_k, worst_k and best_k (the labels of
        the ends of what it can be), worst_rank_k and best_rank_k, status_k, flag_k (`x` where only a range is
        available, `e` where a rule supplies the grade), from_k (the series that it was inherited from), published_k,
        regime_k, judgement_k, source_k, place_k, note_k; for a rolling position inspection_k, written_k (the date
        of publication as far as it is known), visited_k, inspection_type_k and age_k (days on the position's date); for
        a position that is mapped given_worst_k and given_best_k (the labels that were given) and link_k (ids of the
        links, joined by |).
        """
        import polars as pl

        people = None if self.populations is None else PairWeights(self._people, frozenset(self.estimated))
        groups = [each.column for each in self.used_groupings]
        rows = self._inside
        if self.neighbours is not None:
            series = rows.get_column("series_id")
            rows = rows.with_columns(
                pl.Series("neighbour_rank", [self.neighbours.rank_of(each) for each in series], dtype=pl.Int64),
                pl.Series("closeness", [self.neighbours.closeness_of(each) for each in series], dtype=pl.String),
            )
            groups += ["neighbour_rank", "closeness"]
        return pairs_frame(rows, self.positions, broken=bool(self.differences), weights=people, groups=groups)

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
        """The listed pairs for reading, by name: the council, then its grade in each position."""
        return readable(self.listed, self.positions)

    @property
    def marked_lines(self) -> list[tuple[str, ...]]:
        """The same with the rank of each neighbour, nearest first, if the comparison is limited to neighbours."""
        if self.neighbours is None:
            return self.lines
        ranks = dict(self.listed.select(f"name_{len(self.positions)}", "neighbour_rank").iter_rows())
        marked = [(f"{name} ({ranks[name] or 'itself'})", *grades) for name, *grades in self.lines]
        return sorted(marked, key=lambda line: ranks[line[0].rpartition(" (")[0]])

    @cached_property
    def in_no_pair(self) -> Mapping[str, str]:
        """The requested councils that are in no pair, by the names requested, with the reasons."""
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
        that it has no outcome in), reason (created, ended, no_outcome, no_counterpart, too_old, inspected_once,
        not_covered, or same_inspection where both have one and the same) and explanation. Under `where`, only councils
        of that group: as of the first position's date, or for one that the first position lacks, of the date of the
        first that has it.
        """
        import polars as pl

        found = self._alone
        for limit in self.where:
            inside = [
                limit.grouping.group(council, self.positions[side - 1].date) == limit.value
                for council, side in found.select("council_id", "side").iter_rows()
            ]
            found = found.filter(pl.Series(inside, dtype=pl.Boolean))
        return found

    @property
    def of_one_inspection(self) -> tuple[str, ...]:
        """The names of councils with the same inspection in two positions, so that there is no before and after."""
        rows = self.unpaired.select("name", "reason").iter_rows()
        return tuple(sorted(name for name, reason in rows if reason == "same_inspection"))

    @cached_property
    def _alone(self) -> pl.DataFrame:
        """The unpaired councils, before any limits."""
        return unpaired(self.aligned, self.positions)

    def check(self) -> None:
        """Check that every requested council resolves; raise UnknownCouncilError with the nearest."""
        if self.councils:
            tuple(self._asked_for)

    @cached_property
    def _asked_for(self) -> dict[str, set[str]]:
        """Resolve the requested councils on the date of any position; raise UnknownCouncilError with the nearest."""
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

    @cached_property
    def populations(self) -> Populations | None:
        """The populations that weight the pairs, of the year nearest to the weighted position."""
        if not self.weight:
            return None
        from crossregime.core.councils import populations

        return populations(self.positions[self._weighed - 1].date)

    @cached_property
    def _weighed(self) -> int:
        """The position whose councils are weighted: the first, or under `inherit` the latest."""
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
    def cited(self) -> Mapping[tuple[int, str, str], tuple[int, int]]:
        """Count the listed pairs and the totals that rest on each source, by position, regime and source."""
        found: dict[tuple[int, str, str], tuple[int, int]] = {}
        for side, position in zip(self.sides, self.positions, strict=True):
            pairs = Counter(self.listed.select(f"regime_{side}", f"source_{side}").iter_rows())
            totals = Counter((position.regime.id, total.source) for total in position.totals)
            for key in pairs.keys() | totals.keys():
                if not key[1]:
                    continue  # an uninspected council has no source
                found[side, *key] = (pairs[key], totals[key])
        return found

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """How the positions differ in what they rate; empty where all are one judgement of one regime."""
        return differences(self.positions)

    @cached_property
    def like_for_like(self) -> LikeForLike | None:
        """The nearest selectors of the same service and aspect, where two positions differ in either."""
        return like_for_like(self.positions)
