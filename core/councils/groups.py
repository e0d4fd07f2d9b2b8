"""Limit councils to a group: a region, a type, or any other grouping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from crossregime.core.arguments import shown
from crossregime.core.councils.grouping import NO_GROUP, Grouping
from crossregime.core.councils.known_groupings import find_grouping
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen

Limits: TypeAlias = "str | Where | Mapping[str, str] | Sequence[str | Where] | None"
"""The limits of a comparison, as `where` accepts them."""


@frozen
class Where:
    """One limit: the councils of a group, such as a region or a type; `words` replace the group's name in messages.

    >>> import crossregime as cr
    >>> Where(cr.grouping("region"), "London").label
    'region London'
    """

    grouping: Grouping
    value: str
    words: str = ""

    @property
    def dimension(self) -> str:
        """The name of the grouping."""
        return self.grouping.id

    @property
    def label(self) -> str:
        """Its label."""
        if self.words:
            return self.words
        if self.value == NO_GROUP:
            return f"{NO_GROUP} by {self.dimension}"
        return f"{self.dimension} {self.grouping.label(self.value)}"

    @property
    def brief(self) -> str:
        """The words in which it is shown where the grouping is named already: "London" for "region London"."""
        return self.label if self.words or self.value == NO_GROUP else self.grouping.label(self.value)


def parse_where(where: Limits, more: Sequence[Grouping] = ()) -> tuple[Where, ...]:
    """Read limits: "region=London", several of these, or {"region": "London", "type": "unitary"}.

    A council must meet all of them; no limit means every council. `more` are groupings beside the built-in ones, and a
    `Where` is taken as it is. Raises UsageError for a limit in another form, an unknown grouping or group, and two
    limits of one grouping.

    >>> [each.label for each in parse_where({"region": "London", "type": "inner london"})]
    ['region London', 'type Inner London']
    """
    if where is None:
        return ()
    given: Sequence[object]
    if isinstance(where, Mapping):
        given = list(where.items())
    else:
        given = where if isinstance(where, (list, tuple)) else [where]
    found: dict[str, Where] = {}
    for each in given:
        if isinstance(each, Where):
            limit = each
        else:
            dimension, text = each if isinstance(each, tuple) else _split(each)
            grouping = find_grouping(dimension, more)
            limit = Where(grouping, grouping.find(text))
        other = found.setdefault(limit.dimension, limit)
        if other is not limit:
            raise UsageError(f"no council is of {other.label} and of {limit.label}", do=f"give one {limit.dimension}")
    return tuple(found.values())


def label(limits: Sequence[Where]) -> str:
    """Name limits in words; empty where there are none."""
    return " and ".join(each.label for each in limits)


def _split(text: object) -> tuple[str, str]:
    dimension, equals, name = text.partition("=") if isinstance(text, str) else ("", "", "")
    if not equals:
        raise UsageError(
            f"'{shown(text).strip(chr(39))}' is not a limit", where="`where`", do="write region=London or type=unitary"
        )
    return dimension, name
