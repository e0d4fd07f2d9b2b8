"""Find a grouping by name: built in, from a file, or from a regime."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from crossregime.core.arguments import shown
from crossregime.core.councils.deprivation import by_deprivation
from crossregime.core.councils.grouping import Grouping, Membership
from crossregime.core.councils.lookup import normalise
from crossregime.core.councils.population import by_size
from crossregime.core.councils.register import DIMENSIONS, load_register
from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


NAMES = (*DIMENSIONS, "deprivation", "size")
"""The groupings made from the project's own datasets."""


def built_in() -> tuple[Grouping, ...]:
    """Return the groupings made from the project's own datasets.

    >>> [grouping.id for grouping in built_in()]
    ['region', 'type', 'deprivation', 'size']
    """
    return tuple(map(_made, NAMES))


@cache
def _made(name: str) -> Grouping:
    """Make one of them: reading the scores of every council takes longer than a comparison by region."""
    if name not in DIMENSIONS:
        return by_deprivation() if name == "deprivation" else by_size()
    known = load_register()
    return Grouping(
        name,
        {"region": "region of England", "type": "type of council"}[name],
        tuple(known.group_values(name)),
        (Membership({each.id: getattr(each, name) for each in known.councils.values()}),),
        {value: known.group_label(name, value) for value in known.group_values(name)},
        known.group_forms(name),
    )


def find_grouping(name: object, more: Sequence[Grouping] = ()) -> Grouping:
    """Find a grouping by name among the built-in ones and `more`; a Grouping is returned as it is.

    Raises UsageError for an unknown name, with the nearest, and for an ambiguous one.

    >>> find_grouping("Deprivation").title
    "fifths by the share of areas in England's most deprived fifth"
    """
    if isinstance(name, Grouping):
        return name
    ids = [*NAMES, *(each.id for each in more)]
    found = [place for place, each in enumerate(ids) if isinstance(name, str) and normalise(each) == normalise(name)]
    if len(found) == 1:
        return _made(ids[found[0]]) if found[0] < len(NAMES) else more[found[0] - len(NAMES)]
    if found:
        raise UsageError(
            f"{len(found)} groupings are called '{name}'",
            do=f"rename one: they are {joined([(*built_in(), *more)[place].origin for place in found])}",
        )
    raise UsageError(
        f"councils can't be grouped by {shown(name)}",
        do=f"group by {joined(ids, 'or')}" + ("" if more else "; groups of your own come in a file (`groups`)"),
        matches=close_matches(name, ids),
    )


def check_names(groupings: Iterable[Grouping]) -> None:
    """Refuse groupings that share a name with each other or with a built-in one; raises UsageError with the name."""
    taken = {normalise(each.id): each for each in built_in()}
    for grouping in groupings:
        other = taken.setdefault(normalise(grouping.id), grouping)
        if other is not grouping:
            raise UsageError(
                f"two groupings are called '{grouping.id}': {other.origin} and {grouping.origin}",
                do="a file's grouping has the name of the file without its ending: rename the file",
            )
