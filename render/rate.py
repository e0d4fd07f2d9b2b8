"""Write a rating by rule, and the councils one step from another, for people and as JSON."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from crossregime.core.files.provenance import head
from crossregime.render.page import Writer, write_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossregime.core.comparison.tabulation import Range
    from crossregime.core.model.regime import Judgement, Scale
    from crossregime.core.model.rule import Passage, Pattern
    from crossregime.core.rules.evidence import Evidence, Fit
    from crossregime.core.rules.rating import Ground, Move, Rating, Standing, Step, Steps

ASSUMED = "a better judgement never lowers it"
STATUSES = {"range": "only a range is known", "rule": "by rule", "user": "added by the user"}


# For people


def write_rating(rating: Rating, stream: IO[str] | None = None) -> None:
    """Write a rating to a stream, standard output by default."""
    write_page(lambda page: _rating(rating, page), stream)


def write_steps(steps: Steps, stream: IO[str] | None = None) -> None:
    """Write the councils one step from another headline to a stream, standard output by default."""
    write_page(lambda page: _steps(steps, page), stream)


def _rating(rating: Rating, page: Writer) -> None:
    rule, scale = rating.rule, rating.rule.gives.scale
    name = rating.ground.position.name
    of = f" of {rating.standing.name}" if rating.standing else ""
    page.title(f"{name} {rule.gives.title.lower()}{of} by the {rule.title}")
    page.heading("Judgements")
    _judgements(rating, page)
    page.heading(rule.gives.title)
    standing = rating.standing
    if standing is not None:
        page.item(f"As rated: {_as_rated(standing, scale)}")
    page.item(f"By the rule: {scale.name(*rating.by_rule)}. {rating.working}".rstrip())
    if rating.agrees is False:
        page.item("The two contradict each other: this rating is not as the rule has it.", "!")
    page.item(f"Without the rule, assuming only that {_assumed(rating.ground)}:")
    for free in rating.without_rule:
        said = "they contradict the assumption" if free.range is None else scale.name(*free.range)
        count = f"{free.determined} of {free.patterns} patterns determined"
        page.item(f"from {free.name}: {said} ({count})", "    -")
    if rating.pattern is None:
        page.heading("What would raise it: not asked, as not every judgement is known")
    else:
        _raises(rating, page)
        _same(rating, page)
    _about(rating.ground, page)


def _judgements(rating: Rating, page: Writer) -> None:
    scales = [judgement.scale for judgement in rating.rule.judgements]
    rows = []
    for number, (judgement, scale) in enumerate(zip(rating.rule.judgements, scales, strict=True)):
        row = [judgement.id, scale.name(*rating.ranges[number])]
        if rating.standing is not None:
            row.append(_known(rating, number))
            if rating.pattern is None:
                row.append(scale.name(*rating.narrowed[number]))
        rows.append(row)
    headline = rating.rule.gives.title.lower()
    heads = ["judgement", "grade", "how it is known", f"by the rule, given the {headline}"]
    page.grid(heads[: len(rows[0])], rows)


def _known(rating: Rating, number: int) -> str:
    """Say how a judgement of a council is known, and which grade it was not."""
    text, out = _status(rating.standing.statuses[number] if rating.standing else ""), rating.ruled_out[number]
    return text if out is None else f"{text}; it changed to {rating.rule.judgements[number].scale.labels[out]}"


def _status(status: str) -> str:
    return STATUSES.get(status, status.replace("_", " "))


def _as_rated(standing: Standing, scale: Scale) -> str:
    if standing.headline is None:
        return f"no grade ({_status(standing.status)})."
    place = f" [{standing.source}, {standing.place}]" if standing.place else f" [{standing.source}]"
    return f"{scale.name(*standing.headline)} ({_status(standing.status)}){place}."


def _assumed(ground: Ground) -> str:
    groups = [" with ".join(group) for group in ground.rule.alike]
    return ASSUMED + (f" and that {' counts like '.join(groups)}" if groups else "")


def _raises(rating: Rating, page: Writer) -> None:
    if not rating.raises:
        best = rating.by_rule[1] == len(rating.rule.gives.scale) - 1
        why = "nothing, it is the best" if best else "no single better judgement"
        page.heading(f"What would raise it: {why}")
        return
    page.heading("What would raise it: any one of these")
    for move in rating.raises:
        page.item(_move(move, rating.rule.gives.scale))


def _move(move: Move, headline: Scale) -> str:
    labels = move.judgement.scale.labels
    free = "" if move.free is None else f" (without the rule: {headline.name(*move.free)})"
    return (
        f"{move.judgement.id} {labels[move.then]} instead of {labels[move.now]}: {headline.labels[move.headline]}{free}"
    )


def _same(rating: Rating, page: Writer) -> None:
    name = rating.ground.position.name
    for councils, what in (
        (rating.same, "with this very pattern"),
        (rating.swapped, "with it but for the order of what counts alike"),
    ):
        page.heading(f"Councils of {name} {what}: {len(councils) or 'none'}")
        if councils:
            page.line(", ".join(_with_star(each, rating.rule.gives.scale) for each in councils))


def _with_star(standing: Standing, scale: Scale) -> str:
    star = "no grade" if standing.headline is None else scale.name(*standing.headline)
    return f"{standing.name} ({star})"


def _about(ground: Ground, page: Writer) -> None:
    rule = ground.rule
    not_printed = ", not printed" if rule.kind == "recovered" else ""
    page.heading(f"The rule: {rule.title}, {rule.kind}{not_printed}")
    page.line(rule.formula())
    page.line(_cite(rule.basis))
    if rule.printed:
        page.heading("What is printed about it")
        for each in rule.printed:
            page.item(_cite(each))
    page.heading("What agrees with it, counting only ratings of which everything is printed")
    for sentence in ground.evidence.sentences:
        page.item(sentence)
    page.heading("Where it may fail")
    for sentence in ground.evidence.limits:
        page.item(sentence)
    page.heading("Sources")
    for source in rule.sources():
        known = ground.regime.sources[source]
        page.item(f"{source}: {known.cite()}")
        if known.address:
            page.line(known.address, indent=6)


def _cite(each: Passage) -> str:
    return f"{each.words} [{each.source}, {each.place}]"


def _steps(steps: Steps, page: Writer) -> None:
    ground = steps.ground
    headline = ground.rule.gives.title.lower()
    of, by = ground.position.name, ground.rule.title
    page.title(f"{of}: councils one step from another {headline}, by the {by}")
    known = f"the {steps.known} councils of which every judgement is known"
    page.line(
        f"{len(steps.councils)} of {known} would have another {headline} if one judgement alone were one"
        " grade better or worse. An asterisk marks a step that holds without the rule too, from the ratings"
        f" and examples that are printed, assuming only that {_assumed(ground)}."
    )
    up = [(step, step.up) for step in steps.councils]
    down = [(step, step.down) for step in steps.councils]
    _one_way(page, ground, "One better judgement would raise", up)
    _one_way(page, ground, "One worse judgement would lower", down)
    _about(ground, page)


def _one_way(page: Writer, ground: Ground, heading: str, steps: Sequence[tuple[Step, tuple[Move, ...]]]) -> None:
    rows = [_step(step, moves, ground.rule.gives.scale) for step, moves in steps if moves]
    page.heading(f"{heading}: {len(rows) or 'none'}")
    if rows:
        page.grid(["council", "now", "with this alone"], rows)


def _step(step: Step, moves: Iterable[Move], headline: Scale) -> list[str]:
    by_headline: dict[int, list[str]] = {}
    for move in moves:
        mark = "*" if move.sure else ""
        grade = f"{move.judgement.id} {move.judgement.scale.labels[move.then]}{mark}"
        by_headline.setdefault(move.headline, []).append(grade)
    what = "; ".join(f"{headline.labels[rank]}: {', '.join(grades)}" for rank, grades in by_headline.items())
    return [step.standing.name, headline.labels[step.by_rule], what]


# As JSON


def rating_dict(rating: Rating) -> dict[str, Any]:
    """Make a rating into plain dicts and lists (schemas/rate.schema.json)."""
    scale = rating.rule.gives.scale
    return {
        **_head(rating.ground, "rating"),
        "council": None if rating.standing is None else _standing(rating.standing, rating.ground),
        "judgements": [
            {
                "id": judgement.id,
                **_span(each, judgement.scale),
                "changed_to": None if out is None else judgement.scale.labels[out],
                "by_rule": _span(narrowed, judgement.scale),
            }
            for judgement, each, out, narrowed in zip(
                rating.rule.judgements, rating.ranges, rating.ruled_out, rating.narrowed, strict=True
            )
        ],
        "by_rule": {**_span(rating.by_rule, scale), "working": rating.working},
        "agrees": rating.agrees,
        "without_rule": [
            {
                "from": free.name,
                "range": None if free.range is None else _span(free.range, scale),
                "determined": free.determined,
                "patterns": free.patterns,
            }
            for free in rating.without_rule
        ],
        "raises": [_move_dict(move, scale) for move in rating.raises],
        "same_pattern": [_standing(each, rating.ground) for each in rating.same],
        "same_but_for_order": [_standing(each, rating.ground) for each in rating.swapped],
        "rule": _rule_dict(rating.ground),
    }


def steps_dict(steps: Steps) -> dict[str, Any]:
    """Make the councils one step away into plain dicts and lists (schemas/rate.schema.json)."""
    ground = steps.ground
    scale = ground.rule.gives.scale
    return {
        **_head(ground, "steps"),
        "known": steps.known,
        "councils": [
            {
                **_standing(step.standing, ground),
                "by_rule": _span((step.by_rule, step.by_rule), scale),
                "judgements": _grades(step.pattern, ground.rule.judgements),
                "up": [_move_dict(move, scale) for move in step.up],
                "down": [_move_dict(move, scale) for move in step.down],
            }
            for step in steps.councils
        ],
        "rule": _rule_dict(ground),
    }


def _head(ground: Ground, kind: str) -> dict[str, Any]:
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
            "files": {**regime.hashes, "rule.json": ground.rule.file_hash},
        },
        "assuming": _assumed(ground),
    }


def _span(span: Range, scale: Scale) -> dict[str, Any]:
    return {"worst": scale.labels[span[0]], "best": scale.labels[span[1]], "label": scale.name(*span)}


def _grades(pattern: Pattern, judgements: Sequence[Judgement]) -> dict[str, str]:
    return {each.id: each.scale.labels[rank] for each, rank in zip(judgements, pattern, strict=True)}


def _standing(standing: Standing, ground: Ground) -> dict[str, Any]:
    headline = standing.headline
    return {
        "council_id": standing.council,
        "series_id": standing.series,
        "name": standing.name,
        "headline": None if headline is None else _span(headline, ground.rule.gives.scale),
        "status": standing.status,
        "statuses": dict(zip(ground.rule.names, standing.statuses, strict=True)),
        "source": standing.source,
        "place": standing.place,
    }


def _move_dict(move: Move, headline: Scale) -> dict[str, Any]:
    labels = move.judgement.scale.labels
    return {
        "judgement": move.judgement.id,
        "from": labels[move.now],
        "to": labels[move.then],
        "headline": headline.labels[move.headline],
        "without_rule": None if move.free is None else _span(move.free, headline),
        "sure_without_rule": move.sure,
    }


def _rule_dict(ground: Ground) -> dict[str, Any]:
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
                    "judgements": _grades(example.pattern, rule.judgements),
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
            "steps": [
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
