"""Write what would settle a question: what one would have to believe, and which facts would help.

A renderer never computes: every number comes from the result.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crossregime.core.bounds import amount_text, in_points, settled_sign
from crossregime.core.statistics import Undefined
from crossregime.core.text import many, span_text

if TYPE_CHECKING:
    from crossregime.core.bounds import Breakdown, FactKind, FactsValue, Help, Interval
    from crossregime.core.statistics import Statistic
    from crossregime.render.page import Writer


def lay_breakdown(page: Writer, found: Breakdown) -> None:
    """Write the breakdown: a sentence per assumption, then the ranges of each that has an amount."""
    page.heading("What one would have to believe (each an assumption by itself, not a fact)")
    for sentence in found.sentences:
        page.item(sentence)
    if found.settled:
        return
    for family in found.families:
        if family.name.endswith(":at"):
            continue  # the complementary count of the same councils, which JSON has
        rows = [
            (
                f"{float(each.most):.3f}" if family.name == "within" else f"{each.most}",
                *_ranged(found.statistic, each.bounds),
                SETTLED_SIGN[None if each.bounds is None else settled_sign(each.bounds)],
            )
            for each in family.ranges
        ]
        heads = (
            "at most",
            f"{found.statistic.title.lower()}{in_points(found.statistic) * ', points'}",
            "attained",
            "sign",
        )
        page.grid(heads, rows, caption=f"{family.text[0].upper()}{family.text[1:]}")


SETTLED_SIGN = {1: "above zero", -1: "below zero", 0: "zero", None: ""}


def _ranged(statistic: Statistic, bounds: Interval | Undefined | None) -> tuple[str, str]:
    """Write a range, and what of it is attained."""
    if bounds is None:
        return "no completion", ""
    if isinstance(bounds, Undefined):
        return "no value", ""
    text = partial(amount_text, statistic)
    return span_text(bounds.lowest, bounds.highest, text), "" if bounds.sharp else span_text(*bounds.attained, text)


def lay_help(page: Writer, help_: Help) -> None:
    """Write the kinds of fact that would narrow a statistic, the most helpful first."""
    page.heading(f"What would help with {help_.statistic.title}: by how much one more grade narrows its interval")
    if not help_.kinds:
        page.line("No unknown grade bears on it.")
        return
    telling = [kind for kind in help_.kinds if not kind.worthless]
    names, unit = help_.problem.names, help_.problem.unit
    heads = ("", "find the grade in", *(f"known of {name}" for name in names), help_.problem.units, "guaranteed",
             "at best", "could settle the sign")  # fmt: skip
    rows = [
        (
            f"{number}",
            names[kind.side],
            *(_known(help_, kind, side) for side in (0, 1)),
            _number(kind),
            f"{kind.guaranteed:.4f}",
            f"{kind.best:.4f}",
            _settling(help_, kind),
        )
        for number, kind in enumerate(telling, 1)
    ]
    page.grid(heads, rows, right=(4, 5, 6, 7))
    page.line(
        "Guaranteed: the shrink whatever the answer is; at best: with the most telling answer. The last"
        " column says how few facts of the kind could settle the sign, with the most favourable answers."
    )
    for number, kind in enumerate(telling, 1):
        answers = "; ".join(
            f"if {help_.problem.label(kind.side, (answer.grade, answer.grade))}:"
            f" {'no value' if isinstance(answer.bounds, Undefined) else answer.bounds.text()}"
            for answer in kind.answers
        )
        named = f" Councils: {', '.join(kind.councils)}." if kind.councils else ""
        page.item(f"{answers}.{named}", str(number))
        if kind.values:
            page.line(f"Several together: {'; '.join(map(_valued, kind.values))}.", indent=4)
    for kind in help_.kinds:
        if kind.worthless:
            known = " by ".join(_known(help_, kind, side) for side in (0, 1))
            page.item(f"Worth nothing: the grade in {names[kind.side]} of the {many(kind.count, unit)} at {known}.")


def _valued(value: FactsValue) -> str:
    """Describe the value of several facts of a kind."""
    settles = {"no": "", "could": ", could settle the sign", "surely": ", settle the sign"}[value.settles]
    return f"{value.facts}: {value.guaranteed:.4f} guaranteed, {value.best:.4f} at best{settles}"


def _known(help_: Help, kind: FactKind, side: int) -> str:
    spread = kind.ranges[side]
    if spread is None:
        return "several" if kind.paired else "in no pair"
    return help_.problem.label(side, spread)


def _number(kind: FactKind) -> str:
    """Write how many councils there are; those outside the group that the table is of only share its totals."""
    outside = not kind.paired and None not in kind.ranges
    return f"{kind.count} (outside)" if outside else f"{kind.count}"


def _settling(help_: Help, kind: FactKind) -> str:
    if help_.settled:
        return "settled"
    if kind.settling is None:
        return "none" if kind.searched else "none found"
    return f"{kind.settling}" if kind.searched else f"{kind.settling} or fewer"
