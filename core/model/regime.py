"""Define regimes: their scales, judgements, publications, totals and sources.

Every class is frozen. Grades are held as ranks (0 is the worst) in the frames and as `Grade` objects here; a
`Regime` carries its outcomes as one polars frame, complete: every council of a publication's universe has a
row for every judgement, known or not.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from crossregime.core.errors import SelectorError
from crossregime.core.frozen import frozen
from crossregime.core.model.judgement import KNOWN, Area, Comparability, Judgement, Publication, Scoring, Source
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from crossregime.core.councils import Grouping, Name, Register
    from crossregime.core.model.crosswalk import Crosswalk
    from crossregime.core.model.inspection import Inspection
    from crossregime.core.model.rule import Rule
    from crossregime.core.model.scale import Scale
    from crossregime.core.model.totals import Change, Flow, Total
    from crossregime.render import RegimePlots

RegimeKind = Literal["annual", "rolling"]


@frozen
class RegimeFiles:
    """The files that a regime was read from; empty for a regime made in code.

    `folder` holds them; `hashes` has the SHA-256 of each that was read, by name; `notices` say what the reader
    tolerated; `trusted` means that they were checked against their schemas when the program was built. `read_rule` and
    `read_crosswalks` read the rule and the crosswalks of the folder, which a comparison seldom needs.

    >>> import crossregime as cr
    >>> [*cr.regime("ofsted2009").files.hashes][:2]
    ['outcomes.csv', 'regime.json']
    """

    folder: Path | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    trusted: bool = False
    # Functions are left out of the repr, which would show where in memory they lie.
    read_rule: Callable[[Regime], Rule | None] | None = field(default=None, repr=False)
    read_crosswalks: Callable[[Regime], tuple[Crosswalk, ...]] | None = field(default=None, repr=False)


@frozen(eq=False)
class Regime:
    """One way of rating councils: what it graded, on which scales, and every outcome.

    `outcomes` is a polars frame sorted by published, judgement (in the order of `judgements`) and series_id,
    with columns published (date), series_id, council_id, printed (the name as the row has it), judgement,
    worst and best (ranks of the judgement's scale; null where no grade was given), status, source, place, note.
    `origin` is how messages name it. `changes` say which judgements a document marks as changed, council by council.
    `names` are the forms of councils' names that its documents print and the register lacks; `register` knows them.
    `inspections` are those of a rolling regime, sorted by date and series: the rows of `outcomes` of one council and
    date are of one inspection. `groupings` put councils into groups that a comparison of it can use.
    `own_rule` and `own_crosswalks` are those of a regime made in code: ask for `rule` and `crosswalks`, which know
    those of a folder too. `files` is the reader's: leave it out of a regime made in code.

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
    own_rule: Rule | None = None
    own_crosswalks: tuple[Crosswalk, ...] = ()
    names: tuple[Name, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    changes: tuple[Change, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    files: RegimeFiles = RegimeFiles()

    @cached_property
    def register(self) -> Register:
        """The register of councils with the names that this regime adds to it."""
        from crossregime.core.councils import load_register

        return load_register().extended(self.names)

    @cached_property
    def crosswalks(self) -> tuple[Crosswalk, ...]:
        """The crosswalks that it brings: its own, or those of its folder, read when they are asked for."""
        read = self.files.read_crosswalks
        return self.own_crosswalks if self.own_crosswalks or read is None else read(self)

    @cached_property
    def ruled_out(self) -> Mapping[tuple[dt.date, str, str], int]:
        """The grade that a change mark rules out for an outcome: its rank by publication, series and judgement."""
        return {(each.published, each.series, each.judgement): each.rank for each in self.changes if each.changed}

    @cached_property
    def inspection_of(self) -> Mapping[tuple[str, dt.date], Inspection]:
        """The inspections by council and date, as `outcomes` has them."""
        return {(each.council_id, each.date): each for each in self.inspections}

    @property
    def scales(self) -> Mapping[str, Scale]:
        """The scales of its judgements, by id."""
        return {judgement.scale.id: judgement.scale for judgement in self.judgements}

    @cached_property
    def rule(self) -> Rule | None:
        """The rating rule that it carries, or None: its own, or that of rule.json, read when it is asked for."""
        read = self.files.read_rule
        return self.own_rule if self.own_rule is not None or read is None else read(self)

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

    @property
    def plot(self) -> RegimePlots:
        """Draw it: `plot.coverage()`, for which the extra `charts` is needed."""
        from crossregime.render import RegimePlots

        return RegimePlots(self)

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_regime

        return html_page(lambda page: lay_regime(page, self))

    def __repr__(self) -> str:
        """Describe the regime and its contents in three lines."""
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

        Capacity for improvement is never offered in place of another aspect, nor a part of a judgement in place of a
        whole.
        """
        of_service = [each for each in self.judgements if each.service == service and not each.part_of]
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
