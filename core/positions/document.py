"""Write a position as JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.files import head

if TYPE_CHECKING:
    from crossregime.core.model import Regime
    from crossregime.core.positions.position import Position
    from crossregime.core.positions.rule_use import RuleUse

FLAGS = {
    "b": "break: the regimes rate different things",
    "e": "estimated",
    "x": "not available: only a range of grades is known",
    "z": "not applicable",
}


def _rule_use(use: RuleUse) -> dict[str, Any]:
    rule = use.rule
    return {
        "regime": use.regime,
        "rule": None
        if rule is None
        else {"id": rule.id, "title": rule.title, "kind": rule.kind, "file": rule.file_hash},
        "unknown": use.unknown,
        "narrowed": use.narrowed,
        "determined": use.determined,
        "with_a_part_in_doubt": [
            {"part": part, "narrowed": narrowed, "determined": determined}
            for part, narrowed, determined in use.doubting
        ],
        "contradicted": list(use.contradicted),
        "sentence": use.sentence,
    }


def compared_dict(number: int, position: Position) -> dict[str, Any]:
    """Convert a position of a comparison, by its number, to plain dicts and lists."""
    return {
        "number": number,
        **_position(position),
        "rule_use": [_rule_use(each) for each in position.rule_use],
        **({} if position.mapping is None else {"mapping": position.mapping.to_dict()}),
    }


def regime_dict(regime: Regime) -> dict[str, Any]:
    """Describe the regime of outcomes, with its files and documents."""
    return {
        "id": regime.id,
        "title": regime.title,
        "inspectorate": regime.inspectorate,
        "kind": regime.kind,
        "origin": regime.origin,
        "licence": regime.licence,
        "files": dict(regime.files.hashes),
        "comparability": [note.as_dict() for note in regime.comparability],
        "sources": [source.as_dict() for source in regime.sources.values()],
    }


def position_dict(position: Position, *, outcomes: bool = True) -> dict[str, Any]:
    """Convert a position to plain dicts and lists (schemas/position.schema.json).

    `outcomes` may be left out where they stand in a file beside.
    """
    document: dict[str, Any] = {
        **head("position"),
        "selector": str(position.selector),
        "flags": FLAGS,
        "position": _position(position),
    }
    if outcomes:
        document["outcomes"] = [
            {**row, "published": None if row["published"] is None else str(row["published"])}
            for row in position.frame.iter_rows(named=True)
        ]
    return document


def _position(position: Position) -> dict[str, Any]:
    return {
        "name": position.name,
        "date": str(position.date),
        "headline": position.is_headline,
        "judgement": {**position.judgement.as_dict(), "scale": position.scale.as_dict()},
        "universe": None if position.publication is None else position.publication.universe.as_dict(),
        "coverage": dict(position.coverage),
        "inspected": None if position.inspected is None else position.inspected.to_dict(),
        "totals": [
            {
                "grades": [position.unmapped.scale.labels[rank] for rank in total.ranks],
                "group": {total.dimension: total.group} if total.dimension else None,
                "count": total.count,
                "percent": total.share,
                "printed": total.printed(),
                "lowest": total.lowest,
                "highest": total.highest,
                "source": total.source,
                "place": total.place,
            }
            for total in position.totals
        ],
        "ended": [
            {"series_id": series, "council_id": council, "end": str(end)}
            for series, council, end in position.ended.iter_rows()
        ],
        "regimes": [regime_dict(regime) for regime in position.regimes],
    }
