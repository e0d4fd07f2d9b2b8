"""List the works that positions rest on: the program, each regime as it is held, and every document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossregime.core.citing.program import PROGRAM
from crossregime.core.citing.work import Work
from crossregime.core.text import joined, many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from crossregime.core.model import Judgement, Regime, Source
    from crossregime.core.positions import Position

_YEAR = re.compile(r"\b(19|20)\d\d\b")
_UNFIT = re.compile(r"[^A-Za-z0-9:._-]+")


@dataclass(frozen=True, repr=False)
class Bibliography:
    """What to cite: the program, the regimes and the documents, each a `Work` with a key of its own.

    `to_bibtex`, `to_ris` and `to_csl` give it in the forms that reference managers read.

    >>> import crossregime as cr
    >>> found = cr.cite("ssi2003", "ofsted2009")
    >>> len(found.regimes), [work.key for work in found.documents][:2]
    (2, ['barkingdagenhampost-3283596', 'communitycare-2003-11-12'])
    """

    program: Work
    regimes: tuple[Work, ...] = ()
    documents: tuple[Work, ...] = ()

    @property
    def works(self) -> tuple[Work, ...]:
        """All of them, the program first."""
        return self.program, *self.regimes, *self.documents

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_bibliography

        return html_page(lambda page: lay_bibliography(page, self))

    def __repr__(self) -> str:
        return "\n".join(work.sentence for work in self.works)

    def to_bibtex(self) -> str:
        """Return it as a BibTeX file, for BibTeX and biblatex."""
        from crossregime.core.citing.bibtex import bibtex

        return bibtex(self.works)

    def to_ris(self) -> str:
        """Return it as a RIS file."""
        from crossregime.core.citing.ris import ris

        return ris(self.works)

    def to_csl(self) -> list[dict[str, Any]]:
        """Return it as items of CSL-JSON (the input of CSL 1.0.2)."""
        from crossregime.core.citing.csl import csl

        return csl(self.works)

    def to_csl_json(self) -> str:
        """Return the same as JSON text."""
        from crossregime.core.files import json_text

        return json_text(self.to_csl())


def cite_positions(positions: Sequence[Position], holders: Mapping[str, str]) -> Bibliography:
    """List the works behind a comparison of positions: the source of every fact.

    A position's facts are its ratings, those of councils in no pair included, for the printed totals bind them
    together; these totals; the printed moves; what its publication says of the councils that it does not name; and the
    notes on what it can be compared with. `holders` says by regime which distribution or folder holds it.
    """
    regimes: dict[tuple[str, str], Work] = {}
    documents: dict[tuple[str, ...], Work] = {}
    for position in positions:
        for regime, judgement in zip(position.regimes, position.judgements, strict=True):
            regimes.setdefault((regime.id, regime.origin), _held(regime, holders.get(regime.id, "")))
            for source, rests in _rests(position, regime, judgement).items():
                _add(documents, regime.sources[source], f"{regime.id}: {joined(rests)}")
    found = _with_keys((*regimes.values(), *sorted(documents.values(), key=_order)))
    return Bibliography(PROGRAM, found[: len(regimes)], found[len(regimes) :])


def _held(regime: Regime, holder: str) -> Work:
    """Cite a regime as a data set: the inspectorate, the dates, and the distribution."""
    dates = sorted(regime.dates())
    years = list(dict.fromkeys(str(date.year) for date in (*dates[:1], *dates[-1:])))
    title = regime.title if _YEAR.search(regime.title) else ", ".join(filter(None, (regime.title, joined(years, "to"))))
    return Work(
        key=f"crossregime-{regime.id}",
        kind="dataset",
        title=title,
        authors=(regime.inspectorate,),
        publisher=holder or regime.origin,
        published=str(dates[-1]) if dates else "",
        address="",
        licence=regime.licence,
        rests=(f"{regime.id}: all that is held of it",),
    )


def _rests(position: Position, regime: Regime, judgement: Judgement) -> dict[str, list[str]]:
    """Describe what rests on each source of a regime in a position."""
    counts = Counter((source, noun) for noun, source in _facts(position, regime, judgement) if source in regime.sources)
    found: dict[str, list[str]] = {}
    for (source, noun), number in counts.items():
        found.setdefault(source, []).append(many(number, noun))
    return found


def _facts(position: Position, regime: Regime, judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Return every cited fact of a position: its kind, and the id of its source."""
    for of, source in position.held.select("regime", "source").iter_rows():
        if of == regime.id:
            yield "rating", source
    if regime is position.regime:
        yield from (("printed total", total.source) for total in position.totals)
        yield from _published(position, judgement)
    yield from _moves(position.date, regime, judgement)
    for note in regime.comparability:
        if note.judgement in ("", judgement.id):
            yield "comparability note", note.source


def _moves(date: dt.date, regime: Regime, judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Return the printed moves and the change marks of a judgement from or to a date."""
    for flow in regime.flows:
        if flow.judgement == judgement.id and date in (flow.from_date, flow.to_date):
            yield "printed move", flow.source
    for change in regime.changes:
        if change.judgement == judgement.id and date in (change.published, change.to_date):
            yield "change mark", change.source


def _published(position: Position, judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Return the facts of a publication about its date and the councils that it does not name."""
    publication = position.publication
    if publication is None:
        return
    yield "publication date", publication.source
    for nouns, statements in (("unlisted range", publication.unlisted), ("withheld count", publication.withheld)):
        yield from ((nouns, each.source) for each in statements if each.judgement == judgement.id)


def _add(documents: dict[tuple[str, ...], Work], source: Source, rests: str) -> None:
    """Add a document, or extend the use of one that another position cites too."""
    identity: tuple[str, ...] = (source.publisher, source.title, source.published, source.address)
    if not source.title and not source.address:
        identity = (*identity, source.id)
    if identity in documents:
        held = documents[identity]
        documents[identity] = replace(held, rests=tuple(dict.fromkeys((*held.rests, rests))))
        return
    authors = tuple(name.strip() for name in source.author.split(";") if name.strip())
    documents[identity] = Work(source.id, "document", source.title, authors, source.publisher, source.published,
                               source.address, source.licence, "", (rests,))  # fmt: skip


def _order(work: Work) -> tuple[str, str, str, str]:
    return work.publisher.casefold(), work.published, work.title, work.key


def _with_keys(works: Sequence[Work]) -> tuple[Work, ...]:
    """Add a unique key to each work, of characters that every reference manager accepts."""
    taken = {PROGRAM.key}
    found = []
    for work in works:
        stem = _UNFIT.sub("-", work.key).strip("-") or "work"
        key, number = stem, 1
        while key.casefold() in taken:
            number += 1
            key = f"{stem}-{number}"
        taken.add(key.casefold())
        found.append(replace(work, key=key))
    return tuple(found)
