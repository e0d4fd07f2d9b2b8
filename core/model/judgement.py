"""Define what a regime grades and publishes: judgements, publications, and the documents that say so."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    import datetime as dt

    from crossregime.core.model.scale import Scale

Service = Literal["children", "adults", "both"]

WhyOpen = Literal["", "extremes", "not_held", "not_inspected"]

Aspect = Literal["overall", "performance", "capacity"]

KNOWN = ("printed", "deduced", "reconstructed")
"""Statuses of an outcome whose grade is known: worst = best."""

UNGRADED = ("not_judged", "not_applicable", "not_published")
"""Statuses without a grade: not missing, never counted."""

STATUSES = (*KNOWN, "range", *UNGRADED, "user", "rule")
"""Every status, in the order in which they are shown."""

_IN_WORDS = {"range": "known only as a range", "rule": "by rule", "user": "of your own"}


def status_text(status: str) -> str:
    """Put a status in words that follow a number, as in "3 of your own".

    >>> status_text("user"), status_text("not_judged"), status_text("printed")
    ('of your own', 'not judged', 'printed')
    """
    return _IN_WORDS.get(status, status.replace("_", " "))


@frozen
class Area:
    """A part into which a regime divides what it assesses (CSCI 2004 has three).

    >>> import crossregime as cr
    >>> [area.id for area in cr.regime("csci2004").areas][:2]
    ['children_and_families', 'adults_and_older_people']
    """

    id: str
    title: str
    note: str = ""


@frozen
class Judgement:
    """One thing that a regime grades, on one scale.

    `equivalent` names judgements of other regimes that rate the same thing, as REGIME:JUDGEMENT; `part_of` the
    judgement of its own regime that it is a part of, empty for one that stands by itself.

    >>> import crossregime as cr
    >>> scale = cr.Scale("shine", "Shine", (cr.Grade("dim", "Dim", 0), cr.Grade("bright", "Bright", 1)))
    >>> cr.Judgement("shine", "Shine", "children", "overall", scale).as_dict()["scale"]
    'shine'
    """

    id: str
    title: str
    service: Service
    aspect: Aspect
    scale: Scale
    area: str | None = None
    name: str = ""
    equivalent: tuple[str, ...] = ()
    part_of: str = ""

    def as_dict(self) -> dict[str, str | None]:
        """Return the fields as JSON data, the scale by its id."""
        words = {name: getattr(self, name) for name in ("id", "title", "service", "aspect", "area")}
        return {**words, "scale": self.scale.id}


@frozen
class Universe:
    """The councils that a publication covers: all that are active on a date, and how many they are.

    >>> import datetime as dt
    >>> import crossregime as cr
    >>> cr.Universe(dt.date(2010, 12, 1), 152).as_dict()
    {'on': '2010-12-01', 'councils': 152}
    """

    on: dt.date
    councils: int

    def as_dict(self) -> dict[str, str | int]:
        """Return the fields as JSON data."""
        return {"on": str(self.on), "councils": self.councils}


@frozen
class Unlisted:
    """What is known of councils without a row: the range of one judgement, the reason, and its source.

    `why` says in one word why their grades are open: "extremes" (only the best or the worst were published), "not_held"
    (published, but not held here), "not_inspected" (not yet, by that date), or empty where nobody says.

    >>> import crossregime as cr
    >>> cr.Unlisted("shine", 0, 1, "all at the best grade are named", "report", "page 1").why
    ''
    """

    judgement: str
    worst: int
    best: int
    reason: str
    source: str
    place: str
    why: WhyOpen = ""


@frozen
class Withheld:
    """A number of ratings of a judgement withheld from councils that are not named.

    Any council that no row names may be one of them. All are taken to have a grade that nobody saw: so their range is
    the whole scale, and each printed total may be short by as many. A range that is stated of the others is kept: no
    more councils than were withheld can be outside it.

    >>> import crossregime as cr
    >>> cr.Withheld("shine", 5, "report", "page 1").caution[:36]
    '5 ratings were withheld (shine), and'
    """

    judgement: str
    count: int
    source: str
    place: str

    @property
    def caution(self) -> str:
        """Explain the effect on every figure."""
        one = self.count == 1
        what = "1 rating was" if one else f"{self.count} ratings were"
        return (
            f"{what} withheld ({self.judgement}), and of which council{'' if one else 's'} is not printed: each council"
            f" that no row names is taken to have a grade, seen or not, and each printed total to be short by up to"
            f" {self.count}."
        )


@frozen
class Publication:
    """One date on which an annual regime rated its whole universe.

    >>> import datetime as dt
    >>> import crossregime as cr
    >>> day = dt.date(2010, 12, 1)
    >>> cr.Publication(day, "Ratings of 2010", "report", cr.Universe(day, 152)).withholds("shine")
    0
    """

    date: dt.date
    title: str
    source: str
    universe: Universe
    unlisted: tuple[Unlisted, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    def withholds(self, judgement: str) -> int:
        """Return how many ratings of a judgement were withheld from councils that are not named."""
        return sum(each.count for each in self.withheld if each.judgement == judgement)


@frozen
class Source:
    """A document that facts rest on.

    >>> import crossregime as cr
    >>> next(iter(cr.regime("ofsted2009").sources.values())).publisher
    'Barking and Dagenham Post'
    """

    id: str
    publisher: str
    title: str
    published: str
    address: str
    licence: str
    author: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the fields as JSON data."""
        return asdict(self)

    def cite(self) -> str:
        """Write the source as one line, without its address."""
        parts = [self.author, self.publisher, f'"{self.title}"' if self.title else "", self.published]
        return ", ".join(part for part in parts if part)


@frozen
class Comparability:
    """A note on comparability with other regimes, and its source.

    `judgement` is the one that it is about, empty where it is about the whole regime.

    >>> import crossregime as cr
    >>> cr.Comparability("service", "Social care alone, without schools.", "report").about
    'service'
    """

    about: Literal["service", "aspect", "population", "definitions"]
    note: str
    source: str
    place: str = ""
    judgement: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the fields as JSON data."""
        return {"about": self.about, "note": self.note, "source": self.source, "place": self.place}


@frozen
class Scoring:
    """The scores by which an inspectorate itself averaged a judgement, worst grade first, and where it says so.

    >>> import crossregime as cr
    >>> cr.regime("ssi2003").scorings[0].scores
    (0, 1, 2, 3)
    """

    judgement: str
    scores: tuple[float, ...]
    source: str
    place: str


def rank_of(judgement: Judgement, grade: str) -> int:
    """Read a grade of a judgement: its label, short label, id or printed form, in any case.

    Raises UsageError for a rank and for anything that is not a grade of its scale.
    """
    return judgement.scale.named(grade, f"{judgement.id}={grade}")
