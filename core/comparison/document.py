"""Write a comparison as JSON: the same numbers, flags and sources as every other format.

The shape is schemas/comparison.schema.json. Keys stand in a fixed order and frames are sorted, so the same call
gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.comparison.figures import ASSUMPTIONS, complete_case, left_out
from crossregime.core.files import head
from crossregime.core.positions import FLAGS, compared_dict
from crossregime.core.statistics import Undefined

if TYPE_CHECKING:
    from crossregime.core.bounds import BoundedStatistic, Counts, Interval
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.comparison.movement import Movement
    from crossregime.core.comparison.statements import Share
    from crossregime.core.comparison.tables import Tables
    from crossregime.core.ranges import Range


def asked_dict(comparison: Tables) -> dict[str, Any]:
    """Describe the request: the selectors, the lineage policy and the groups."""
    return {
        "selectors": [str(position.selector) for position in comparison.positions],
        "lineage": comparison.lineage,
        "by": None if comparison.by is None else comparison.by.id,
        "where": where_dict(comparison),
        "neighbours": neighbours_dict(comparison),
        "groupings": [each.to_dict() for each in comparison.group_use],
    }


def comparison_dict(comparison: Tables, like_for_like: Crosstab | None, *, pairs: bool = True) -> dict[str, Any]:
    """Convert the comparison to plain dicts and lists.

    `like_for_like` is the table of the like-for-like selectors, None where there is none besides its own. `pairs` may
    be left out where they stand in a file beside.
    """
    people = comparison.ends.by_population
    document: dict[str, Any] = {
        **head("comparison"),
        **asked_dict(comparison),
        "councils": list(comparison.councils),
        "facts": None if comparison.facts is None else comparison.facts.to_dict(),
        "flags": FLAGS,
        "positions": [compared_dict(number, position) for number, position in enumerate(comparison.positions, 1)],
        "break": [each.to_dict() for each in comparison.differences],
        "like_for_like": _like_for_like(comparison, like_for_like),
        "weight": weight_dict(comparison),
        "averages": _averages(comparison),
        "contrast": comparison.headline.to_dict(),
        "contrast_by_population": None if people is None else people.to_dict(),
        "group_contrasts": [each.to_dict() for each in comparison.every_group_contrast],
        "contrasts": [each.to_dict() for each in comparison.ends.cuts],
        "tables": [_with_statistics(crosstab, comparison) for crosstab in comparison.every_crosstab()],
        "movements": [_movement(each, comparison) for each in comparison.movements.values()],
        "cited": [
            {"position": side, "regime": regime, "source": source, "pairs": pairs, "totals": totals}
            for (side, regime, source), (pairs, totals) in sorted(comparison.cited.items())
        ],
        "pairs_without": [
            {"position": side, "pairs": pairs} for side, pairs in sorted(comparison.pairs_without.items())
        ],
        "unpaired": comparison.unpaired.to_dicts(),
    }
    if pairs:
        document["pairs"] = [
            {
                key: str(value) if key.startswith("published") and value is not None else value
                for key, value in row.items()
            }
            for row in comparison.listed.iter_rows(named=True)
        ]
    return document


def where_dict(comparison: Tables) -> dict[str, str] | None:
    """Return the limits of a comparison, None where there are none."""
    return {limit.dimension: limit.value for limit in comparison.where} or None


def neighbours_dict(comparison: Tables) -> dict[str, Any] | None:
    """Return the neighbours to which a comparison is limited, None where it is not."""
    if comparison.neighbours is None:
        return None
    return comparison.neighbours.to_dict(*dict.fromkeys(position.date for position in comparison.positions))


def weight_dict(comparison: Tables) -> dict[str, Any] | None:
    """Describe the weights of councils; None without weights."""
    held = comparison.populations
    if held is None:
        return None
    return {
        "by": "population",
        "year": held.year,
        "source": held.source,
        "estimated": list(comparison.estimated),
    }


def _averages(comparison: Tables) -> list[dict[str, Any]]:
    return [
        {
            "position": side,
            "dimension": each.grouping.id,
            "group": each.group,
            "councils": each.councils,
            "lowest": each.lowest,
            "highest": each.highest,
        }
        for side, found in comparison.averages.items()
        for each in found
    ]


def _like_for_like(comparison: Tables, table: Crosstab | None) -> dict[str, Any] | None:
    nearest = comparison.like_for_like
    if nearest is None:
        return None
    return {
        "first": nearest.first,
        "second": nearest.second,
        "is_this": nearest.first is not None and nearest.judgements is None,
        "table": None if table is None else _crosstab(table),
    }


def _crosstab(crosstab: Crosstab) -> dict[str, Any]:
    tabulation = crosstab.tabulation
    association = crosstab.association
    first, second = crosstab.first.scale, crosstab.second.scale
    return {
        "sides": list(crosstab.sides),
        "group": None if crosstab.group is None else {crosstab.group.dimension: crosstab.group.value},
        "pairs": tabulation.pairs,
        "rows": [_category(each, first.name(*each)) for each in tabulation.categories(0)],
        "columns": [_category(each, second.name(*each)) for each in tabulation.categories(1)],
        "counts": tabulation.matrix,
        "row_sums": tabulation.row_sums,
        "column_sums": tabulation.column_sums,
        "known": tabulation.known,
        "bounds": [[_counts(counts) for counts in row] for row in crosstab.bounds],
        "method": crosstab.solver.method,
        "statements": [share_dict(share, crosstab) for share in crosstab.shares],
        "by_population": [share_dict(share, crosstab) for share in crosstab.people],
        "contrast": crosstab.headline.to_dict(),
        "contrast_by_population": None if crosstab.by_population is None else crosstab.by_population.to_dict(),
        "association": {
            "statistic": "tau_b",
            "complete_pairs": association.named,
            "complete_case": _value(association.complete_case),
            "complete_case_is_a_warning": crosstab.identification.complete_case_misleads,
            "bounds": _interval(association.interval),
            "why_no_bounds": association.why_no_bounds,
            "sentence": crosstab.sentence,
        },
    }


def _with_statistics(crosstab: Crosstab, comparison: Tables) -> dict[str, Any]:
    return {
        **_crosstab(crosstab),
        "statistics": {
            "complete_case_is_a_warning": crosstab.identification.complete_case_misleads,
            "complete_case": complete_case(crosstab),
            "figures": [_figure(each) for each in comparison.figures[crosstab]],
            "inference": [
                {
                    "id": each.figure,
                    "method": each.method,
                    "how": each.how,
                    "assumption": ASSUMPTIONS[each.method],
                    "lowest": each.lowest,
                    "highest": each.highest,
                    "p": each.p,
                    "level": each.level,
                    "standard_error": each.standard_error,
                    "exact": each.exact,
                    "draws": each.draws,
                    "seed": each.seed,
                }
                for each in comparison.chances.get(crosstab, ())
            ],
            "left_out": [
                {"id": each.name, "reason": "it needs a common scale"}
                for each in left_out(common_scale=crosstab.common_scale)
            ],
        },
    }


def _figure(figure: BoundedStatistic) -> dict[str, Any]:
    entry, measured = figure.entry, figure.measured
    return {
        "id": entry.name,
        "part": figure.part,
        "title": entry.title,
        "family": entry.family,
        "method": entry.formula,
        "needs": list(entry.needs),
        "assumptions": list(entry.assumptions),
        "references": list(entry.references),
        "value": figure.value,
        "standard_error": figure.standard_error,
        "df": measured.df,
        "p": measured.p,
        "details": dict(measured.details),
        "code": measured.code or "",
        "reason": measured.reason or "",
        "note": figure.note,
        "bounds": _interval(figure.interval),
        "why_no_bounds": figure.why_no_bounds,
    }


def share_dict(share: Share, crosstab: Crosstab) -> dict[str, Any]:
    """Return a share of councils at grades of the second judgement as JSON data."""
    first, second = crosstab.first.scale, crosstab.second.scale
    return {
        "given": [first.labels[rank] for rank in share.given],
        "then": [second.labels[rank] for rank in share.then],
        "of": _counts(share.of),
        "count": _counts(share.count),
        "share": _interval(share.share),
        "sentence": share.sentence,
    }


def _movement(moved: Movement, comparison: Tables) -> dict[str, Any]:
    labels = comparison.positions[moved.sides[0] - 1].scale.labels
    return {
        "sides": list(moved.sides),
        "change": moved.change,
        "rises": _counts(moved.rises),
        "falls": _counts(moved.falls),
        "unchanged": _counts(moved.unchanged),
        "sentence": moved.sentence,
        "movers": [
            {key: labels[value] if key.startswith(("worst", "best")) else value for key, value in row.items()}
            for row in moved.movers.iter_rows(named=True)
        ],
    }


def _category(category: Range, label: str) -> dict[str, Any]:
    return {"worst": category[0], "best": category[1], "label": label}


def _counts(counts: Counts) -> dict[str, int]:
    return {"lowest": counts.lowest, "highest": counts.highest}


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    return None if interval is None else interval.to_dict()


def _value(value: float | Undefined) -> dict[str, Any]:
    if isinstance(value, Undefined):
        return {"value": None, "reason": value.reason}
    return {"value": value, "reason": ""}
