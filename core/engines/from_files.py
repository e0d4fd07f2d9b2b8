"""Tabulate files by the words of a command, so that the same words tabulate them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.bounds import EFFORT
from crossregime.core.engines.files import opened
from crossregime.core.engines.tabulation import crosstab

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from crossregime.core.engines.tables import FrameCrosstab

FILE_OPTIONS: Mapping[str, Any] = {
    "left": None, "right": None, "on": (), "grade": None, "worst": None, "best": None,
    **{f"{side}_{end}": None for end in ("grade", "worst", "best", "scale") for side in ("left", "right")},
    "scale": None, "groups": (), "weight": None, "inspection": None, "totals": None, "engine": "polars", "parts": 1,
    "unit": "unit", "effort": EFFORT, "statistics": None,
}  # fmt: skip
"""Each option, and what it is by default."""


def crosstab_of_files(options: Mapping[str, Any]) -> FrameCrosstab:
    """Tabulate two files by `options`, named as those of the command; raise the errors of `opened` and `crosstab`."""
    asked = {**FILE_OPTIONS, **options}
    how: dict[str, Any] = {
        **{name: asked[name] for name in ("on", "groups", "weight", "inspection", "totals", "parts", "unit", "effort")},
        **{end: _both(asked, end) for end in ("grade", "worst", "best")},
        **{name: _scale(asked[name]) for name in ("scale", "left_scale", "right_scale")},
    }
    with opened(asked["engine"], asked["left"], asked["right"]) as (left, right):
        return crosstab(left, right, **how)


def _both(asked: Mapping[str, Any], end: str) -> tuple[str | None, str | None] | None:
    """Return the columns of an end: one side's own, or that of both."""
    left, right = (asked[f"{side}_{end}"] or asked[end] for side in ("left", "right"))
    return None if left is right is None else (left, right)


def _scale(given: Sequence[str] | None) -> Any:
    """Read a scale: an id, labels with commas, or labels one by one."""
    if given is None:
        return None
    if len(given) > 1:
        return given
    return [label.strip() for label in given[0].split(",")] if "," in given[0] else given[0]
