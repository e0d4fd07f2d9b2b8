"""Describe what a rating rule added to a position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.text import joined

if TYPE_CHECKING:
    from crossregime.core.model import Rule


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What the rule of a regime added to a position: how many outcomes it narrowed, and to one grade.

    `why_not` says why it added nothing, where it could not. `unknown` counts the outcomes with several grades
    before. `doubting` gives, for each part of the rule that can be left out, (the part, narrowed, determined)
    of what stands whether it is left out or not. `contradicted` are councils whose outcomes are all known and
    not as the rule has them.
    """

    regime: str
    rule: Rule | None
    judgement: str
    why_not: str = ""
    unknown: int = 0
    narrowed: int = 0
    determined: int = 0
    doubting: tuple[tuple[str, int, int], ...] = ()
    contradicted: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say it in words."""
        if self.rule is None:
            return f"The rule was asked for: {self.regime} carries none, so its outcomes stay as they are."
        how = "printed" if self.rule.kind == "printed" else "recovered from ratings, not printed"
        text = f"The rule was asked for: the {self.rule.title} ({how})"
        if self.why_not:
            text += f" adds nothing, as {self.why_not}."
        elif not self.narrowed:
            text += f" narrows none of the {self.unknown} unknown outcomes of {self.judgement}."
        else:
            text += (
                f" narrows {self.narrowed} of the {self.unknown} unknown outcomes of {self.judgement},"
                f" {self.determined} of them to one grade. These are counted as by rule: what the rule"
                f" supplies is no evidence of its own.{self._resting()}"
            )
        if self.contradicted:
            text += f" It contradicts what is known of {', '.join(self.contradicted)}."
        return text

    def _resting(self) -> str:
        """Describe how much of it remains where a part of the rule is in doubt."""
        whole = (self.narrowed, self.determined)
        less = [
            f"{narrowed} ({determined} at one grade) with {part} in doubt"
            for part, narrowed, determined in self.doubting
            if (narrowed, determined) != whole
        ]
        return f" Of them stand {joined(less)}." if less else " All stand without its vetoes too."
