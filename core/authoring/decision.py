"""Say what was decided for an author, why, and whether it needs a look."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was decided: about what, what, and the reason.

    `confirm` where the author should look at it; `overrule` names the argument that decides otherwise, with the
    value where there is one; empty where there is none.
    """

    about: str
    what: str
    why: str
    confirm: bool = False
    overrule: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the fields as JSON holds them."""
        return asdict(self)
