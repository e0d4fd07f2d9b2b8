"""Define a work that can be cited: the program, a regime that it holds, or a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crossregime.core.dates import day_text, month_text, read_period
from crossregime.core.text import joined

WorkKind = Literal["software", "dataset", "document"]


@dataclass(frozen=True, slots=True)
class Work:
    """A work to cite; an empty field is unknown.

    `key` names it in files of references and is unique in a bibliography. `authors` are names as the source gives them;
    whether one is of a person or a body is not known, so none is ever turned round. `published` is a year, a month or
    a day (2003, 2003-11, 2003-11-13). `rests` says what rests on it.

    >>> Work("times", "document", "", (), "The Times", "2003-11", "", "").sentence
    'The Times (November 2003). No title is held; no address is held.'
    """

    key: str
    kind: WorkKind
    title: str
    authors: tuple[str, ...]
    publisher: str
    published: str
    address: str
    licence: str
    version: str = ""
    rests: tuple[str, ...] = ()

    @property
    def date(self) -> tuple[int, ...]:
        """The year, with the month and the day where they are known; empty where no date is."""
        period = read_period(self.published)
        return () if period is None else tuple(int(part) for part in period.text.split("-"))

    @property
    def date_text(self) -> str:
        """The date in words, as far as it is known; empty where it is not."""
        period = read_period(self.published)
        if period is None:
            return self.published
        return {4: period.text, 7: month_text(period.first)}.get(len(period.text), day_text(period.first))

    @property
    def lacking(self) -> str:
        """List which of title, date and address are missing; empty if none is.

        >>> Work("times", "document", "", (), "The Times", "2003", "http://a.uk", "").lacking
        'No title is held.'
        """
        fields = {"title": self.title, "date": self.published, "address": self.address}
        missing = "; ".join(f"no {name} is held" for name, held in fields.items() if not held)
        return f"{missing[0].upper()}{missing[1:]}." if missing else ""

    @property
    def sentence(self) -> str:
        """Write it as a reference without its address: author, date, title, licence, and what is missing."""
        when = f" ({self.date_text})" if self.published else ""
        title = f'"{self.title}"' if self.title else ""
        if title and self.version:
            title += f" (version {self.version})"
        who = joined(self.authors) or self.publisher or "Nobody named"
        place = self.publisher if self.authors else ""
        held = f"Data set held in {place}" if self.kind == "dataset" and place else place
        parts = [f"{who}{when}", title, held, f"{self.licence[:1].upper()}{self.licence[1:]}", self.lacking]
        return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
