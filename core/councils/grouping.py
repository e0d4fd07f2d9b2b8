"""Define groupings of councils, and cut fifths.

Groups are dated: a grouping holds one or several memberships, each from a day on, and a council's group on a date is
that of the membership in force. A council without one is in `NO_GROUP`: nothing is guessed and none is dropped.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from crossregime.core.arguments import shown
from crossregime.core.councils.lookup import normalise
from crossregime.core.councils.register import DIMENSIONS
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from fractions import Fraction

    import polars as pl

NO_GROUP = "no group"
"""The group of councils that a grouping leaves out."""


@frozen(eq=False)
class Membership:
    """Which council is in which group, from a day on (`since` None: from the beginning).

    `of` maps council_id to the value of its group. `edition` names what it was made from, such as "index of 2004";
    `source` cites it, `note` says what else to know, and `sha256` is the hash of a file that it was read from.
    """

    of: Mapping[str, str]
    since: dt.date | None = None
    edition: str = ""
    source: str = ""
    note: str = ""
    sha256: str = ""


@frozen(eq=False)
class Grouping:
    """A grouping of councils: region, deprivation, or a user's own.

    `values` are its groups in order, `labels` how they are shown where that is another word, `forms` other words by
    which they may be named. `memberships` stand in the order of their days. `origin` says where it is from: built-in,
    a file, a regime.

    >>> import datetime
    >>> own = Grouping("coast", "by the sea", ("yes", "no"), (Membership({"hull": "yes", "leeds": "no"}),))
    >>> own.group("leeds", datetime.date(2003, 11, 13)), own.group("york", datetime.date(2003, 11, 13))
    ('no', 'no group')
    """

    id: str
    title: str
    values: tuple[str, ...]
    memberships: tuple[Membership, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    origin: str = "built-in"

    def __repr__(self) -> str:
        groups = joined([self.label(value) for value in self.values])
        return f"Grouping {self.id} ({self.origin}): {self.title}; groups {groups}"

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_grouping

        return html_page(lambda page: lay_grouping(page, self))

    @property
    def column(self) -> str:
        """Its column in a frame: its id, with the prefix group_ unless it is built in."""
        return self.id if self.origin == "built-in" else f"group_{self.id}"

    @property
    def every(self) -> tuple[str, ...]:
        """Its groups in order, with the group of the councils that it leaves out last."""
        return (*self.values, NO_GROUP)

    def on(self, date: dt.date) -> Membership:
        """Return the membership in force on a date: the last to begin by then, or the first of all."""
        begun = [each for each in self.memberships if each.since is None or each.since <= date]
        return begun[-1] if begun else self.memberships[0]

    def group(self, council_id: str, date: dt.date) -> str:
        """Return a council's group on a date, NO_GROUP where it has none."""
        return self.on(date).of.get(council_id, NO_GROUP)

    def label(self, value: str) -> str:
        """Return the label of a group."""
        return self.labels.get(value, value)

    def groups_of(self, councils: pl.Series, date: dt.date) -> pl.Series:
        """Return the groups of councils (ids, null where there is none) on a date, null for null."""
        import polars as pl

        of = self.on(date).of
        found = [None if each is None else of.get(each, NO_GROUP) for each in councils]
        return pl.Series(self.column, found, dtype=pl.String)

    def find(self, text: str) -> str:
        """Find a group by a printed form; raise UsageError with the known and the nearest ones.

        >>> import crossregime as cr
        >>> cr.grouping("region").find("Eastern")
        'East of England'
        """
        if not isinstance(text, str):
            what = f"{shown(text)} is not a name of a {self.id if self.id in DIMENSIONS else 'group'}"
            raise UsageError(what, do='give one name, for example {"region": "London"}')
        forms = {normalise(form): value for form, value in self.forms.items()}
        for value in self.every:
            forms |= {normalise(self.label(value)): value, normalise(value): value}
        found = forms.get(normalise(text))
        if found is None:
            like = dict.fromkeys(forms[each] for each in close_matches(normalise(text), forms))
            kinds = self.id if self.id in DIMENSIONS else "group"
            by = "" if self.id in DIMENSIONS else f" by {self.id}"
            raise UsageError(
                f"there is no {kinds} '{text}'{by}",
                do=f"the {kinds}s{by} are {', '.join(map(self.label, self.values))}",
                matches=tuple(self.label(value) for value in like),
            )
        return found


def fifths(scores: Mapping[str, int | Fraction]) -> dict[str, str]:
    """Cut councils into fifths by a score, "1" the highest; councils of one score stay together.

    Scores should be exact (int or Fraction), for only equal ones are tied. A set of ties stands where its middle does:
    with n councils, `above` of them higher and `tied` alike, in the fifth 1 + floor(5 (2 above + tied) / 2n). So a
    long tie at the end falls in the last fifth, and where no two tie each fifth has n / 5 councils, give or take one.

    >>> fifths({"a": 9, "b": 7, "c": 4, "d": 0, "e": 0})
    {'a': '1', 'b': '2', 'c': '3', 'd': '5', 'e': '5'}
    """
    tied = Counter(scores.values())
    above, fifth = 0, {}
    for score in sorted(tied, reverse=True):
        fifth[score] = str(1 + 5 * (2 * above + tied[score]) // (2 * len(scores)))
        above += tied[score]
    return {each: fifth[score] for each, score in scores.items()}
