"""Read a selector: which regime, as of when, and which of its judgements.

The form is `SOURCE[+SOURCE][@WHEN][:JUDGEMENT]`, WHEN a date, `first`, `previous` or `last-graded`, the last two also
as of a date: `ssi2003`, `ssi2002@2002-05-30`, `ssi2003:children.serving`, `sif@first`, `ilacs@2023-03-31,last-graded`,
`./my-regime@2011-11-08`.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from crossregime.core.dates import day_fault, read_day
from crossregime.core.errors import SelectorError
from crossregime.core.frozen import frozen
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

FORM = "SOURCE[+SOURCE][@WHEN][:JUDGEMENT]"
Choice = Literal["latest", "first", "previous", "last-graded"]
"""Which inspection of each council a rolling position takes, or which publication of an annual regime."""
CHOICES: tuple[Choice, ...] = get_args(Choice)
_WHEN = "write @YYYY-MM-DD, @first, @previous or @last-graded, the last two also after a date: @2023-03-31,previous"
_ID = re.compile(r"[a-z][a-z0-9_-]*\Z")
_JUDGEMENT = re.compile(r"[a-z][a-z0-9_.-]*\Z")
_SLASHED = re.compile(r"[a-z][a-z0-9_+-]*@([0-9]+/[0-9]+/[0-9]+)(:.*)?\Z")
"""A date with slashes after an id: a mistake, not a folder."""


@frozen
class Selector:
    """Name a position: one regime (or several rolling ones joined), a date and a judgement.

    `date` is None for the regime's last publication. `choice` says which publication by then is taken, or in a
    rolling regime which inspection of each series: the latest, the first, the one before the latest, or the last that
    gave a grade. `judgement` is None for the headline.
    """

    text: str
    sources: tuple[str, ...]
    date: dt.date | None = None
    choice: Choice = "latest"
    judgement: str | None = None

    def __str__(self) -> str:
        return self.text

    def with_judgement(self, judgement: str) -> Selector:
        """Name another judgement of the same regimes and date.

        >>> parse_selector("ssi2003@2003-12-01").with_judgement("children.serving").text
        'ssi2003@2003-12-01:children.serving'
        """
        when = self.when(self.date)
        text = "+".join(self.sources) + (f"@{when}" if when else "")
        return replace(self, text=f"{text}:{judgement}", judgement=judgement)

    def when(self, date: dt.date | None) -> str:
        """Write the part after the @; empty for the latest of all."""
        dated = [] if date is None or self.choice == "first" else [str(date)]
        return ",".join([*dated, *([] if self.choice == "latest" else [self.choice])])


def is_folder(source: str) -> bool:
    """Tell whether a source is a folder: it contains a slash, or is . or .."""
    return "/" in source or source in (".", "..")


def _sources(text: str) -> tuple[str, ...]:
    """Split sources joined by '+', but not at a '+' inside the path of a folder."""
    sources: list[str] = []
    for part in text.split("+"):
        if sources and is_folder(sources[-1]) and not part.startswith(("./", "../")):
            sources[-1] += f"+{part}"
        else:
            sources.append(part)
    return tuple(sources)


def _when(when: str, refuse: Callable[[str, str, Sequence[str]], SelectorError]) -> tuple[dt.date | None, Choice]:
    """Parse the part after the @: a date, a choice of publication or inspection, or both."""
    first, comma, then = when.partition(",")
    for choice in CHOICES[1:]:
        if when == choice:
            return None, choice
        if comma and then == choice != "first":
            day = read_day(first)
            if day is None:
                raise refuse(day_fault(first)[0], _WHEN, ())
            return day, choice
    if comma:
        what = "the first is the first whatever the date" if then == "first" else f"'{then}' is not allowed here"
        raise refuse(what, _WHEN, close_matches(then, CHOICES[2:]))
    day = read_day(when)
    if day is None:
        raise refuse(day_fault(when)[0], _WHEN, close_matches(when, CHOICES[1:]))
    return day, "latest"


def _no_id(name: str, when: str, known: Sequence[str]) -> tuple[str, str, Sequence[str]]:
    """Explain why a source can't be the id of a regime, what to do, and which ids are near."""
    if not name:
        return "a regime is missing beside '+'", f"the form is {FORM}", ()
    source, colon, judgement = name.partition(":")
    if colon and when:
        return "the date stands before the judgement", f"write {source}{when}:{judgement}", ()
    if os.path.isfile(name):  # noqa: PTH113  # unlike a Path's, it takes any text
        return f"'{name}' is a file", "a regime is a folder: give its folder, .", ()
    if os.path.isdir(name):  # noqa: PTH112  # the same
        return f"'{name}' can't be the id of a regime", f"a folder has a slash in it: write ./{name}", ()
    matches = close_matches(name, known)
    first = f"the regimes are {', '.join(known)}" if matches else f"the form is {FORM}"
    rest = "an id is lower-case letters, digits, '-' and '_', and a folder has a slash in it, such as ./my-regime"
    return f"'{name}' can't be the id of a regime", f"{first}; {rest}", matches


def parse_selector(text: str, known: Callable[[], Sequence[str]] = tuple) -> Selector:
    """Read one selector, or raise SelectorError saying which part is wrong.

    `known` gives the ids that there are, for a message with the nearest.

    A source with a slash is a folder: what follows the last `:` or `@` after its last slash is split off. A
    `+` can be part of a folder's name: after a folder it joins only what starts with `./` or `../`.

    >>> parse_selector("ssi2002@2002-05-30:children.serving").date
    datetime.date(2002, 5, 30)
    >>> parse_selector("./my:regimes/a@first").sources
    ('./my:regimes/a',)
    >>> parse_selector("sif+./c++/mine+./other").sources
    ('sif', './c++/mine', './other')
    """

    def refuse(what: str, do: str = f"the form is {FORM}", matches: Sequence[str] = ()) -> SelectorError:
        return SelectorError(what, where=f"selector '{text}'", do=do, matches=matches)

    if slashed := _SLASHED.match(text):
        raise refuse(day_fault(slashed[1])[0], _WHEN)
    slash = text.rfind("/")
    head, tail = text[: slash + 1], text[slash + 1 :]
    colon = at = judgement = when = ""
    if tail.rfind(":") > tail.rfind("@"):
        tail, colon, judgement = tail.rpartition(":")
    if "@" in tail:
        tail, at, when = tail.rpartition("@")
    source = head + tail
    if not source:
        raise refuse("a selector needs a regime or a folder")
    if colon and not _JUDGEMENT.match(judgement):
        raise refuse(f"'{judgement}' can't be a judgement")
    date, choice = _when(when, refuse) if at else (None, CHOICES[0])
    sources = _sources(source)
    for name in sources:
        if not is_folder(name) and not _ID.match(name):
            raise refuse(*_no_id(name, f"{at}{when}", known()))
    if len(set(sources)) != len(sources):
        raise refuse("a regime is named twice")
    return Selector(text, sources, date, choice, judgement if colon else None)
