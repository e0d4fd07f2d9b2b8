"""Write a rating by rule, and the councils one step from another, for people."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.model import status_text
from crossregime.render.page import ALL, Writer, write_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from crossregime.core.model import Passage, Scale
    from crossregime.core.rules import CouncilRating, Move, NearThreshold, Rating, RuleContext, Step


def write_rating(rating: Rating, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write a rating to a stream, standard output by default."""
    write_page(lambda page: lay_rating(page, rating), stream, show)


def write_steps(steps: NearThreshold, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write the councils one step from another headline to a stream, standard output by default."""
    write_page(lambda page: lay_steps(page, steps), stream, show)


def lay_rating(page: Writer, rating: Rating) -> None:
    """Lay a rating out on a page."""
    rule, scale = rating.rule, rating.rule.gives.scale
    name = rating.ground.position.name
    of = f" of {rating.standing.name}" if rating.standing else ""
    page.title(f"{name} {rule.gives.title.lower()}{of} by the {rule.title}")
    _judgements(rating, page)
    page.space()
    standing = rating.standing
    if standing is not None:
        page.item(f"As rated: {_as_rated(standing, scale)}")
    page.item(f"By the rule: {scale.name(*rating.by_rule)}. {rating.working}".rstrip())
    if rating.agrees is False:
        page.item("The two contradict each other: this rating is not the one that the rule gives.", "!")
    if page.wants("without-rule"):
        _without(rating, page)
    if rating.pattern is None:
        page.heading("What would raise it: not asked, as not every judgement is known")
    else:
        _raises(rating, page)
        if page.wants("same"):
            _same(rating, page)
    _about(rating.ground, page)


def _without(rating: Rating, page: Writer) -> None:
    """Write the bounds that need only order and symmetry."""
    scale = rating.rule.gives.scale
    page.item(f"Without the rule, assuming only that {rating.ground.assumed}:")
    for free in rating.without_rule:
        said = "they contradict the assumption" if free.range is None else scale.name(*free.range)
        counted = "" if free.determined is None else f" ({free.determined} of {free.patterns} patterns determined)"
        page.item(f"from {free.name}: {said}{counted}", "    -")


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
    """Describe the status of a council's judgement, and a grade that it was not."""
    text, out = _status(rating.standing.statuses[number] if rating.standing else ""), rating.ruled_out[number]
    return text if out is None else f"{text}; it changed to {rating.rule.judgements[number].scale.labels[out]}"


def _status(status: str) -> str:
    return "added by the user" if status == "user" else status_text(status)


def _as_rated(standing: CouncilRating, scale: Scale) -> str:
    if standing.headline is None:
        return f"no grade ({_status(standing.status)})."
    place = f" [{standing.source}, {standing.place}]" if standing.place else f" [{standing.source}]"
    return f"{scale.name(*standing.headline)} ({_status(standing.status)}){place}."


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
        (rating.swapped, "with the same grades, services swapped"),
    ):
        page.heading(f"Councils of {name} {what}: {len(councils) or 'none'}")
        if councils:
            page.line(", ".join(_with_star(each, rating.rule.gives.scale) for each in councils))


def _with_star(standing: CouncilRating, scale: Scale) -> str:
    star = "no grade" if standing.headline is None else scale.name(*standing.headline)
    return f"{standing.name} ({star})"


def _about(ground: RuleContext, page: Writer) -> None:
    rule = ground.rule
    not_printed = ", not printed" if rule.kind == "recovered" else ""
    if not page.wants("rule"):
        return
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


def lay_steps(page: Writer, steps: NearThreshold) -> None:
    """Lay the councils one step from another headline out on a page."""
    ground = steps.ground
    headline = ground.rule.gives.title.lower()
    of, by = ground.position.name, ground.rule.title
    page.title(f"{of}: councils one step from another {headline}, by the {by}")
    known = f"the {steps.known} councils of which every judgement is known"
    page.line(
        f"{len(steps.councils)} of {known} would have another {headline} if one judgement alone were one"
        " grade better or worse. An asterisk marks a step that holds without the rule too, from the ratings"
        f" and examples that are printed, assuming only that {ground.assumed}."
    )
    up = [(step, step.up) for step in steps.councils]
    down = [(step, step.down) for step in steps.councils]
    page.grid(
        ["", "councils"],
        [["one better judgement would raise", str(sum(bool(moves) for _, moves in up))],
         ["one worse judgement would lower", str(sum(bool(moves) for _, moves in down))]],
        right=(1,), rule=False,
    )  # fmt: skip
    if page.wants("councils"):
        _one_way(page, ground, "One better judgement would raise", up)
        _one_way(page, ground, "One worse judgement would lower", down)
    _about(ground, page)


def _one_way(page: Writer, ground: RuleContext, heading: str, steps: Sequence[tuple[Step, tuple[Move, ...]]]) -> None:
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
