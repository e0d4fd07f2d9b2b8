"""List crosswalks, or compare those between two judgements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from crossregime.core.crosswalks.empirical import empirical
from crossregime.core.errors import CrossregimeError, UsageError
from crossregime.core.files import head
from crossregime.core.model import CAVEAT, Crosswalk, Disagreement, crossing, invert, rivals
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.positions import Position


class Bringing(Protocol):
    """The entry of a listing for an installed plugin that brings crosswalks."""

    @property
    def id(self) -> str:
        """The id by which it is named."""

    @property
    def state(self) -> str:
        """Whether it can be used."""

    @property
    def release(self) -> str:
        """The distribution with its version."""

    def as_dict(self) -> dict[str, str]:
        """Return the fields as JSON data."""


@dataclass(frozen=True, eq=False)
class Listing:
    """The crosswalks that can be named, and the installed plugins that bring more."""

    crosswalks: tuple[Crosswalk, ...]
    plugins: tuple[Bringing, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/crosswalks.schema.json)."""
        return {
            **head("crosswalks"),
            "between": None,
            "crosswalks": [each.to_dict() for each in self.crosswalks],
            "plugins": [each.as_dict() for each in self.plugins],
            "grades": [],
            "left_out": {},
            "caveat": CAVEAT,
        }


@dataclass(frozen=True, eq=False)
class Shown:
    """One crosswalk, and which of its sets lie on both sides of a line."""

    crosswalk: Crosswalk
    line: str | None = None

    @cached_property
    def crossing(self) -> tuple[str, ...]:
        """The grades whose set holds grades below the line and grades at it or better."""
        return () if self.line is None else crossing(self.crosswalk, self.line)

    @property
    def sentence(self) -> str:
        """Say which sets cross the line; empty where none was named."""
        if self.line is None:
            return ""
        if not self.crossing:
            return f"No set crosses the line at {self.line} or better."
        return f"The sets of {joined(self.crossing, 'and')} lie on both sides of the line at {self.line} or better."

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/crosswalks.schema.json)."""
        return Listing((self.crosswalk,), ()).to_dict() | {"crossing": list(self.crossing)}


@dataclass(frozen=True, eq=False)
class Rivals:
    """The crosswalks from the judgement of one position to that of another, declared and from totals."""

    positions: tuple[Position, Position]
    crosswalks: tuple[Crosswalk, ...]
    left_out: Mapping[str, str]

    @cached_property
    def lines(self) -> tuple[Disagreement, ...]:
        """How each maps each grade."""
        return rivals(self.crosswalks) if self.crosswalks else ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/crosswalks.schema.json)."""
        return {
            **head("crosswalks"),
            "between": [str(each.selector) for each in self.positions],
            "crosswalks": [each.to_dict() for each in self.crosswalks],
            "plugins": [],
            "grades": [
                {
                    "grade": line.grade,
                    "sets": [
                        {"crosswalk": walk.id, "to": [walk.second.labels[rank] for rank in ranks]}
                        for walk, ranks in zip(self.crosswalks, line.sets, strict=True)
                    ],
                    "differ": line.differ,
                    "exclude": line.exclude,
                }
                for line in self.lines
            ],
            "left_out": dict(self.left_out),
            "caveat": CAVEAT,
        }


def crosswalks_between(first: Position, second: Position, walks: Sequence[Crosswalk | str]) -> Rivals:
    """Compare crosswalks from one judgement to another: declared (inverted where necessary), and by totals.

    `walks` are crosswalks, and names of methods that link by totals. Raises UsageError for two judgements on one scale.
    """
    scales = (first.scale.id, second.scale.id)
    if scales[0] == scales[1]:
        raise UsageError(f"both judgements are on the scale {scales[0]} already", do="name two on different scales")
    found: list[Crosswalk] = []
    left_out = {}
    for each in walks:
        try:
            if isinstance(each, str):
                found.append(empirical(each, first, second)[0])
            elif (each.from_scale, each.to_scale) == scales:
                found.append(each)
            elif (each.to_scale, each.from_scale) == scales:
                found.append(invert(each))
            else:
                left_out[each.id] = f"it leads from {each.from_scale} to {each.to_scale}"
        except CrossregimeError as error:
            left_out[each if isinstance(each, str) else each.id] = error.what
    return Rivals((first, second), tuple(found), left_out)
