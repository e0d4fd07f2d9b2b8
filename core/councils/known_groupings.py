"""Find a grouping by name: built in, from a file, or from a regime."""

from __future__ import annotations

from functools import lru_cache
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


@lru_cache(maxsize=1)
def built_in() -> tuple[Grouping, ...]:
    """Return the groupings made from the project's own datasets.

    >>> [grouping.id for grouping in built_in()]
    ['region', 'type', 'deprivation', 'size']
    """
    known = load_register()
    of = {
        "region": {each.id: each.region for each in known.councils.values()},
        "type": {each.id: each.type for each in known.councils.values()},
    }
    titles = {"region": "region of England", "type": "type of council"}
    return (
        *(
            Grouping(
                dimension, titles[dimension], tuple(known.group_values(dimension)), (Membership(of[dimension]),),
                {value: known.group_label(dimension, value) for value in known.group_values(dimension)},
                known.group_forms(dimension),
            )
            for dimension in DIMENSIONS
        ),
        by_deprivation(),
        by_size(),
    )  # fmt: skip


def find_grouping(name: object, more: Sequence[Grouping] = ()) -> Grouping:
    """Find a grouping by name among the built-in ones and `more`; a Grouping is returned as it is.

    Raises UsageError for an unknown name, with the nearest, and for an ambiguous one.

    >>> find_grouping("Deprivation").title
    "fifths by the share of areas in England's most deprived fifth"
    """
    if isinstance(name, Grouping):
        return name
    known = (*built_in(), *more)
    found = [each for each in known if isinstance(name, str) and normalise(each.id) == normalise(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"{len(found)} groupings are called '{name}'",
            do=f"rename one: they are {joined([each.origin for each in found])}",
        )
    ids = [each.id for each in known]
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
