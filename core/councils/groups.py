"""Limit councils to those of a region, of a type, or of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossregime.core.arguments import shown
from crossregime.core.councils.register import load_register
from crossregime.core.errors import UsageError


@dataclass(frozen=True, slots=True)
class Where:
    """One limit: the councils of a region or of a type.

    >>> Where("region", "London").label
    'region London'
    """

    dimension: str
    value: str

    @property
    def label(self) -> str:
        """The words in which it is shown."""
        return f"{self.dimension} {load_register().group_label(self.dimension, self.value)}"


def parse_where(where: str | Mapping[str, str] | Sequence[str] | None) -> tuple[Where, ...]:
    """Read limits: "region=London", several of these, or {"region": "London", "type": "unitary"}.

    A council must meet all of them; none means every council. Raises UsageError for a limit that is not so written,
    an unknown dimension or group, and two limits of one dimension.

    >>> [each.label for each in parse_where({"region": "London", "type": "inner london"})]
    ['region London', 'type Inner London']
    """
    if where is None:
        return ()
    if isinstance(where, Mapping):
        pairs = list(where.items())
    else:
        pairs = [_split(each) for each in (where if isinstance(where, (list, tuple)) else [where])]
    found: dict[str, Where] = {}
    for dimension, text in pairs:
        if not isinstance(text, str):
            raise UsageError(
                f"{text!r} is no name of a {dimension}", do='give one name, for example {"region": "London"}'
            )
        limit = Where(dimension, load_register().group(dimension, text))
        if dimension in found:
            raise UsageError(
                f"no council is of {found[dimension].label} and of {limit.label}", do=f"give one {dimension}"
            )
        found[dimension] = limit
    return tuple(found.values())


def label(limits: Sequence[Where]) -> str:
    """Name limits in words; empty where there are none."""
    return " and ".join(each.label for each in limits)


def _split(text: object) -> tuple[str, str]:
    dimension, equals, name = text.partition("=") if isinstance(text, str) else ("", "", "")
    if not equals:
        raise UsageError(
            f"'{shown(text).strip(chr(39))}' is no limit", where="`where`", do="write region=London or type=unitary"
        )
    return dimension, name
