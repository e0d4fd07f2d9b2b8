"""Define what a regime is made of: scales, judgements, publications, totals, sources.

Every class is frozen. Grades are held as ranks (0 is the worst) in the frames and as `Grade` objects here; a
`Regime` carries its outcomes as one polars frame, complete: every council of a publication's universe has a
row for every judgement, known or not.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from crossregime.core.errors import SelectorError, close_matches
from crossregime.core.text import joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from crossregime.core.councils.register import Name, Register
    from crossregime.core.model.crosswalk import Crosswalk
    from crossregime.core.model.rule import Rule

Service = Literal["children", "adults", "both"]
Aspect = Literal["overall", "performance", "capacity"]
RegimeKind = Literal["annual", "rolling"]

KNOWN = ("printed", "deduced", "reconstructed")
"""Statuses of an outcome whose grade is known: worst = best."""
UNGRADED = ("not_judged", "not_applicable", "not_published")
"""Statuses without a grade: not missing, never counted."""
STATUSES = (*KNOWN, "range", *UNGRADED, "user", "rule")
"""Every status, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale: its id, the printed label, the published meaning (empty where none was) and rank."""

    id: str
    label: str
    rank: int
    meaning: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """An ordered list of grades, worst first, under an id that is the same in every regime that uses it."""

    id: str
    title: str
    grades: tuple[Grade, ...]
    source: str = ""

    def __len__(self) -> int:
        return len(self.grades)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Map every way of writing a grade (label, id, printed form) to its rank; matching is exact."""
        return {form: grade.rank for grade in self.grades for form in (grade.label, grade.id, *grade.forms)}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Give the printed labels, worst first."""
        return tuple(grade.label for grade in self.grades)

    def unknown(self, label: str) -> tuple[str, str, tuple[str, ...]]:
        """Say that a label is no grade of the scale: what is wrong, what to do, and the nearest grades.

        >>> Scale("s", "S", (Grade("n", "No", 0), Grade("y", "Yes", 1))).unknown("yes!")
        ("unknown grade 'yes!'", "the grades of 's' are No, Yes", ('Yes',))
        """
        do = f"the grades of '{self.id}' are {', '.join(self.labels)}"
        return f"unknown grade '{label}'", do, close_matches(label, self.labels)

    def name(self, worst: int, best: int) -> str:
        """Name a grade or a range of grades in words.

        >>> scale = Scale("s", "S", (Grade("n", "No", 0), Grade("s", "Some", 1), Grade("m", "Most", 2)))
        >>> scale.name(0, 0), scale.name(0, 1), scale.name(0, 2)
        ('No', 'No or Some', 'No to Most')
        """
        if worst == best:
            return self.labels[worst]
        return f"{self.labels[worst]} {'or' if best == worst + 1 else 'to'} {self.labels[best]}"


@dataclass(frozen=True, slots=True)
class Area:
    """A part into which a regime divides what it assesses (CSCI 2004 has three)."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing that a regime grades, on one scale."""

    id: str
    title: str
    service: Service
    aspect: Aspect
    scale: Scale
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Universe:
    """The councils that a publication covers: all that are active on a date, and how many they are."""

    on: dt.date
    councils: int


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What is known of the councils that no row names: a range of one judgement, why, and by which source."""

    judgement: str
    worst: int
    best: int
    reason: str
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many ratings of a judgement were withheld, where which councils they are of is not printed.

    Any council that no row names may be one of them. All are taken to have a grade that nobody saw: so their range is
    the whole scale, and each printed total may be short by as many.
    """

    judgement: str
    count: int
    source: str
    place: str

    @property
    def caution(self) -> str:
        """Say what this means for every figure."""
        one = self.count == 1
        what = "1 rating was" if one else f"{self.count} ratings were"
        return (
            f"{what} withheld ({self.judgement}), and of which council{'' if one else 's'} is not printed: each council"
            f" that no row names is taken to have a grade, seen or not, and each printed total to be short by up to"
            f" {self.count}."
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """One date on which an annual regime rated its whole universe."""

    date: dt.date
    title: str
    source: str
    universe: Universe
    unlisted: tuple[Unlisted, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    def withholds(self, judgement: str) -> int:
        """Give how many ratings of a judgement were withheld from councils that are not named."""
        return sum(each.count for each in self.withheld if each.judgement == judgement)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts rest on.

    >>> import crossregime as cr
    >>> next(iter(cr.regime("ofsted2009").sources.values())).publisher
    'barkinganddagenhampost.co.uk'
    """

    id: str
    publisher: str
    title: str
    published: str
    address: str
    licence: str

    def as_dict(self) -> dict[str, str]:
        """Give the fields as JSON holds them."""
        return asdict(self)

    def cite(self) -> str:
        """Write the source as one line, without its address."""
        parts = [self.publisher, f'"{self.title}"' if self.title else "", self.published]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Total:
    """A printed number of councils at a grade or several, overall or in a group.

    `count` and `percent` are what was printed (None where it was not). `lowest` and `highest` bound the number:
    equal for a printed count; for a share alone the whole numbers that round to it, halves either way. `binds`
    is false for a share whose count is printed in another row: that is a claim, not a total.
    """

    published: dt.date
    judgement: str
    ranks: tuple[int, ...]
    lowest: int
    highest: int
    source: str
    place: str
    dimension: str = ""
    group: str = ""
    count: int | None = None
    percent: int | None = None
    binds: bool = True
    note: str = ""

    @property
    def thing(self) -> tuple[dt.date, str, str, str, tuple[int, ...]]:
        """Say what is counted: two totals of one thing differ only in how they print it."""
        return self.published, self.judgement, self.dimension, self.group, self.ranks

    def printed(self) -> str:
        """Write the number as it was printed."""
        if self.count is not None:
            return str(self.count)
        return f"{self.percent}%" if self.percent is not None else f"{self.lowest} to {self.highest}"


@dataclass(frozen=True, slots=True)
class Flow:
    """A printed number of councils whose grade moved, or stayed, between two publications.

    `move` is as the row writes it: rise, fall, `rise by 1`, change, or printed labels as in `Two Stars>One Star`.
    `pairs` is what it counts: the ranks before and after, both on the scale of the judgement. The publications may
    be of two regimes (`from_regime`, `to_regime`), which then share that scale.
    """

    from_regime: str
    from_date: dt.date
    to_regime: str
    to_date: dt.date
    judgement: str
    move: str
    pairs: tuple[tuple[int, int], ...]
    count: int
    source: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Whether one council's judgement changed between a publication and a later one, as a document marks it.

    `rank` is the grade in the later publication (`to_regime`, `to_date`): where it `changed`, the grade was another
    in `published`; else it was this one.
    """

    published: dt.date
    to_regime: str
    to_date: dt.date
    series: str
    judgement: str
    rank: int
    changed: bool
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """A note on what must be known before a regime is put beside another, and its source."""

    about: Literal["service", "aspect", "population", "definitions"]
    note: str
    source: str
    place: str = ""

    def as_dict(self) -> dict[str, str]:
        """Give the fields as JSON holds them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scores by which an inspectorate itself averaged a judgement, worst grade first, and where it says so."""

    judgement: str
    scores: tuple[float, ...]
    source: str
    place: str


@dataclass(frozen=True, eq=False)
class Regime:
    """One way of rating councils: what it graded, on which scales, and every outcome.

    `outcomes` is a polars frame sorted by published, judgement (in the order of `judgements`) and series_id,
    with columns published (date), series_id, council_id, printed (the name as the row has it), judgement,
    worst and best (ranks of the judgement's scale; null where no grade was given), status, source, place, note.
    `folder` is where its files are, None for a regime made in code; `origin` is how messages name it; `trusted` tells
    that its files were held to their schemas when the program was made. `own_rule` and `own_crosswalks` are those of a
    regime made in code: ask for `rule` and `crosswalks`, which know a folder's too
    (`read_crosswalks` reads those, when they are asked for). `changes` say which judgements a
    document marks as changed, council by council. `names` are the forms of councils' names that its documents print
    and the register lacks; `register` knows them.

    >>> import crossregime as cr
    >>> regime = cr.regime("ssi2003")
    >>> regime.inspectorate, regime.headline, regime.outcomes.height
    ('Social Services Inspectorate (Department of Health)', 'stars', 750)
    """

    id: str
    title: str
    inspectorate: str
    kind: RegimeKind
    headline: str
    summary: str
    judgements: tuple[Judgement, ...]
    publications: tuple[Publication, ...]
    comparability: tuple[Comparability, ...]
    sources: Mapping[str, Source]
    totals: tuple[Total, ...]
    outcomes: pl.DataFrame
    areas: tuple[Area, ...] = ()
    scorings: tuple[Scoring, ...] = ()
    flows: tuple[Flow, ...] = ()
    licence: str = ""
    origin: str = ""
    folder: Path | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    own_rule: Rule | None = None
    own_crosswalks: tuple[Crosswalk, ...] = ()
    read_crosswalks: Callable[[Regime], tuple[Crosswalk, ...]] | None = None
    names: tuple[Name, ...] = ()
    changes: tuple[Change, ...] = ()
    trusted: bool = False

    @cached_property
    def register(self) -> Register:
        """The register of councils with the names that this regime adds to it."""
        from crossregime.core.councils.register import register

        return register().extended(self.names)

    @cached_property
    def crosswalks(self) -> tuple[Crosswalk, ...]:
        """The crosswalks that it brings: its own, or those of its folder, read when they are asked for."""
        if self.own_crosswalks or self.read_crosswalks is None:
            return self.own_crosswalks
        return self.read_crosswalks(self)

    @cached_property
    def ruled_out(self) -> Mapping[tuple[dt.date, str, str], int]:
        """The one grade that a change mark says an outcome was not: its rank by publication, series and judgement."""
        return {(each.published, each.series, each.judgement): each.rank for each in self.changes if each.changed}

    @property
    def scales(self) -> Mapping[str, Scale]:
        """The scales of its judgements, by id."""
        return {judgement.scale.id: judgement.scale for judgement in self.judgements}

    @cached_property
    def rule(self) -> Rule | None:
        """The rating rule that it carries, or None: its own, or that of rule.json, read when it is asked for."""
        if self.own_rule is not None or self.folder is None:
            return self.own_rule
        from crossregime.core.reading.rule import read_rule

        return read_rule(self, self.folder)

    def judgement(self, name: str | None = None) -> Judgement:
        """Find a judgement by id, or the headline; raise SelectorError for one that the regime lacks."""
        wanted = self.headline if name is None else name
        for judgement in self.judgements:
            if judgement.id == wanted:
                return judgement
        known = [judgement.id for judgement in self.judgements]
        for area in self.areas:
            if area.id == wanted:
                under = [judgement.id for judgement in self.judgements if judgement.area == area.id]
                raise SelectorError(
                    f"'{area.id}' is an area of {self.id}, not a judgement"
                    if under
                    else f"{self.id} published no judgement of the area '{area.id}'",
                    where=f"selector {self.id}:{wanted}",
                    do=f"name one of its judgements: {', '.join(under)}"
                    if under
                    else f"name another judgement: {', '.join(known)}",
                )
        raise SelectorError(
            f"{self.id} has no judgement '{wanted}'",
            where=f"selector {self.id}:{wanted}",
            do=f"its judgements are {', '.join(known)}",
            matches=close_matches(wanted, known),
        )

    def __repr__(self) -> str:
        """Say which regime it is and what it holds, in three lines."""
        first = f"Regime {self.id}: {self.title} ({self.inspectorate})"
        dates = self.dates()
        when = joined([str(each) for each in dates]) if len(dates) < 4 else f"from {dates[0]} to {dates[-1]}"
        marks = [f"{each.id} (headline)" if each.id == self.headline else each.id for each in self.judgements]
        known = sum(status in KNOWN for status in self.outcomes.get_column("status"))
        return (
            f"{first}\n  {self.kind}, published {when}; judgements {', '.join(marks)}"
            f"\n  {self.outcomes.height} outcomes, {known} with a known grade"
        )

    def like_for_like(self, service: str, aspect: str) -> Judgement | None:
        """Find the judgement of the same service: the same aspect if there is one, else performance.

        Capacity for improvement is never offered in place of another aspect.
        """
        of_service = [judgement for judgement in self.judgements if judgement.service == service]
        for wanted in (aspect, "performance"):
            for judgement in of_service:
                if judgement.aspect == wanted != "capacity":
                    return judgement
        return None

    def dates(self) -> Sequence[dt.date]:
        """List the dates on which the regime published, first to last."""
        if self.kind == "annual":
            return [publication.date for publication in self.publications]
        return self.outcomes.get_column("published").unique().sort().to_list()
