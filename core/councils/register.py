"""Hold every council with social services duties: its dates and names, its lineage, and its region and type.

A council is a legal body with dates. A series joins the rows that are the authority for one social-services
area across a change of status or code; lineage links councils by split and merger.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from crossregime.core.arguments import check_choice, check_text, listed, shown
from crossregime.core.councils.lookup import NameLookup, check_name, normalise
from crossregime.core.errors import UsageError
from crossregime.core.files import DATASETS, Folder
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crossregime.core.councils.council import Name

DIMENSIONS = ("region", "type")
COMPLETE_FROM = dt.date(1998, 4, 1)
"""The date from which the register is complete: it lacks councils that ended before."""


class Register(NameLookup):
    """The councils, their names and codes, their lineage, and the regions and types that group them.

    `folder` holds councils.csv, codes.csv, names.csv, lineage.csv and groups.csv; `more` are names beside those.

    >>> import crossregime as cr
    >>> import datetime
    >>> len(cr.register().active(datetime.date(2003, 11, 13)))
    150
    """

    def __repr__(self) -> str:
        return f"Register of {len(self.councils)} councils"

    def extended(self, names: Iterable[Name]) -> Register:
        """Return the register with additional names, such as a regime's documents print.

        >>> import datetime
        >>> from crossregime.core.councils.council import Name
        >>> more = load_register().extended([Name("Hull City", "kingston-upon-hull")])
        >>> more.resolve("Hull City", datetime.date(2003, 11, 13)).id
        'kingston-upon-hull'
        """
        more = tuple(listed(names, "names", "give names in a list"))
        for name in more:
            check_name(name)
        return Register(self._folder, (*self._more, *more)) if more else self

    # Regions and types

    @cached_property
    def _groups(self) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
        forms: dict[tuple[str, str], str] = {}
        labels: dict[tuple[str, str], str] = {}
        for dimension, value, label, form in self._folder.rows("groups.csv", "group"):
            labels[dimension, value] = label
            for each in (value, label, form):
                forms[dimension, normalise(each)] = value
        return forms, labels

    def group(self, dimension: str, text: str) -> str:
        """Find the region or type that a printed form stands for; raise UsageError with the known ones.

        >>> load_register().group("region", "Eastern")
        'East of England'
        """
        check_dimension(dimension)
        check_text(text, dimension)
        forms, labels = self._groups
        found = forms.get((dimension, normalise(text)))
        if found is None:
            known = [label for (each, _), label in labels.items() if each == dimension]
            like = close_matches(normalise(text), [form for each, form in forms if each == dimension])
            raise UsageError(
                f"there is no {dimension} '{text}'",
                do=f"the {dimension}s are {', '.join(known)}",
                matches=tuple(dict.fromkeys(labels[dimension, forms[dimension, form]] for form in like)),
            )
        return found

    def group_label(self, dimension: str, value: str) -> str:
        """Return the label of a region or type; KeyError for an unknown value."""
        check_dimension(dimension)
        return self._groups[1][dimension, check_text(value, dimension)]

    def group_forms(self, dimension: str) -> Mapping[str, str]:
        """Return every printed form of the regions or types, normalised, with what it stands for."""
        return {form: value for (each, form), value in self._groups[0].items() if each == dimension}

    def group_values(self, dimension: str) -> Sequence[str]:
        """List the regions or types, in the order of groups.csv."""
        check_dimension(dimension)
        return list(dict.fromkeys(value for each, value in self._groups[1] if each == dimension))


def check_dimension(dimension: str) -> None:
    """Refuse anything but region or type; raises UsageError with the nearest."""
    do = f"group by {joined(DIMENSIONS, 'or')}"
    check_choice(dimension, DIMENSIONS, f"councils can't be grouped by {shown(dimension)}", do=do)


@lru_cache(maxsize=1)
def load_register() -> Register:
    """Return the project's own register.

    >>> load_register().resolve("Hull").id
    'kingston-upon-hull'
    """
    return Register(Folder(DATASETS, "datasets", trusted=True))
