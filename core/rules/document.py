"""Write the parts of an answer by rule as JSON data: councils, moves, the rule and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.files import head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.model import Judgement, Passage, Pattern, Scale
    from crossregime.core.ranges import Range
    from crossregime.core.rules.evidence import Evidence, Fit
    from crossregime.core.rules.ground import CouncilRating, Move, RuleContext


def ground_head(ground: RuleContext, kind: str) -> dict[str, Any]:
    """Begin a document of a kind: the program, the position, and what is assumed without the rule."""
    regime = ground.regime
    return {
        **head(kind),
        "selector": str(ground.position.selector),
        "regime": {
            "id": regime.id,
            "title": regime.title,
            "origin": regime.origin,
            "date": str(ground.position.date),
            "headline": ground.rule.gives.id,
            "files": {**regime.files.hashes, "rule.json": ground.rule.file_hash},
        },
        "assuming": ground.assumed,
    }


def span_dict(span: Range, scale: Scale) -> dict[str, Any]:
    """Return a range of grades by their labels."""
    return {"worst": scale.labels[span[0]], "best": scale.labels[span[1]], "label": scale.name(*span)}


def grades_dict(pattern: Pattern, judgements: Sequence[Judgement]) -> dict[str, str]:
    """Return the grade of each judgement of a pattern, by id and label."""
    return {each.id: each.scale.labels[rank] for each, rank in zip(judgements, pattern, strict=True)}


def standing_dict(standing: CouncilRating, ground: RuleContext) -> dict[str, Any]:
    """Return a council as its regime rated it."""
    headline = standing.headline
    return {
        "council_id": standing.council,
        "series_id": standing.series,
        "name": standing.name,
        "headline": None if headline is None else span_dict(headline, ground.rule.gives.scale),
        "status": standing.status,
        "statuses": dict(zip(ground.rule.names, standing.statuses, strict=True)),
        "source": standing.source,
        "place": standing.place,
    }


def move_dict(move: Move, headline: Scale) -> dict[str, Any]:
    """Return one judgement at another grade, and the headline that follows."""
    labels = move.judgement.scale.labels
    return {
        "judgement": move.judgement.id,
        "from": labels[move.now],
        "to": labels[move.then],
        "headline": headline.labels[move.headline],
        "without_rule": None if move.free is None else span_dict(move.free, headline),
        "sure_without_rule": move.sure,
    }


def rule_dict(ground: RuleContext) -> dict[str, Any]:
    """Return the rule, the evidence for it and its limits."""
    rule, evidence = ground.rule, ground.evidence
    labels = rule.gives.scale.labels
    return {
        "id": rule.id,
        "title": rule.title,
        "kind": rule.kind,
        "formula": rule.formula(),
        "basis": _citation(rule.basis),
        "printed": [_citation(each) for each in rule.printed],
        "evidence": {
            "ratings": [_fit(fit, labels) for fit in evidence.fits],
            "examples": [
                {
                    "name": example.name,
                    "judgements": grades_dict(example.pattern, rule.judgements),
                    "headline": labels[example.headline],
                    "by_rule": labels[rank],
                    "source": example.source,
                    "place": example.place,
                }
                for example, rank in evidence.examples
            ],
            "sentences": list(evidence.sentences),
        },
        "limits": {
            "parts": _needs(evidence, labels),
            "weights": [
                {
                    "judgements": list(each.judgements),
                    "weight": each.weight,
                    "tried_up_to": each.tried,
                    "fitting": list(each.fitting),
                }
                for each in evidence.weighings
            ],
            "ratios": [
                {
                    "judgements": [list(names) for names in each.judgements],
                    "tried_up_to": each.tried,
                    "fitting": [list(pair) for pair in each.fitting],
                }
                for each in evidence.ratios
            ],
            "thresholds": [
                {"grade": each.grade, "points": each.points, "lowest": each.lowest, "highest": each.highest}
                for each in evidence.steppings
            ],
            "sentences": list(evidence.limits),
        },
        "sources": [source.as_dict() for source in (ground.regime.sources[name] for name in rule.sources())],
    }


def _citation(each: Passage) -> dict[str, str]:
    return {"words": each.words, "source": each.source, "place": each.place}


def _fit(fit: Fit, labels: Sequence[str]) -> dict[str, Any]:
    return {
        "regime": fit.regime,
        "date": str(fit.date),
        "since": str(fit.since),
        "recovered_from_these": fit.recovered,
        "ratings": len(fit.rated),
        "agreeing": fit.agreeing,
        "one_wording": list(fit.one_wording),
        "misfits": [
            {"council_id": each.council, "headline": labels[each.headline], "by_rule": labels[rank]}
            for each, rank in fit.misfits
        ],
    }


def _needs(evidence: Evidence, labels: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "part": need.part,
            "ratings": [
                {
                    "regime": each.regime,
                    "date": str(each.date),
                    "council_id": each.council,
                    "headline": labels[each.headline],
                    "without_it": labels[rank],
                }
                for each, rank in need.ratings
            ],
            "examples": [
                {"name": each.name, "headline": labels[each.headline], "without_it": labels[rank]}
                for each, rank in need.examples
            ],
        }
        for need in evidence.needs
    ]
