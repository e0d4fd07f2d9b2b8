"""Look up a printed name on a date: exact, normalised, without words of style, with abbreviations spelt out.

Nothing is guessed: an unknown or ambiguous name is explained, with the nearest names.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.arguments import check_text, shown
from crossregime.core.councils.council import Council, Match, Name, check_scheme, within
from crossregime.core.councils.lineage import CouncilLineage, day_in_cell
from crossregime.core.councils.names import may_be, spelt_out, without_style
from crossregime.core.dates import parse_day
from crossregime.core.errors import UnknownCouncilError, UsageError
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_Form = tuple[str, dt.date | None, dt.date | None]
"""A council and the first and last day on which a form of name is valid for it."""


class NameLookup(CouncilLineage):
    """An index of councils by every form of their names and by their codes.

    >>> import crossregime as cr
    >>> cr.register().match("Bath & NE Somerset").how
    'exact'
    """

    @cached_property
    def _exact(self) -> dict[str, list[_Form]]:
        """Index every form of name, id and code exactly as written."""
        exact: dict[str, list[_Form]] = {}
        for council in self.councils.values():
            for form in (council.id, council.name, council.official_name):
                if form:
                    exact.setdefault(form, []).append((council.id, council.start, council.end))
            for _, code, start, end in council.codes:
                exact.setdefault(code, []).append((council.id, start, end))
        for name, council_id, first, last, _ in self._folder.rows("names.csv", "name"):
            exact.setdefault(name, []).append((council_id, day_in_cell(first), day_in_cell(last)))
        for more in self._more:
            exact.setdefault(more.form, []).append((more.council, more.start, more.end))
        return exact

    def others(self, name: Name) -> list[str]:
        """List the ids of other councils that a name also stands for at some time within its validity.

        KeyError where its own council is not in the register.
        """
        own = self.councils[check_name(name).council]
        first, last = _later(name.start, own.start), _earlier(name.end, own.end)
        found = []
        for council, start, end in dict.fromkeys(
            (*self._exact.get(name.form, ()), *self._folded.get(normalise(name.form), ()))
        ):
            other = self.councils[council]
            since, until = _later(start, other.start, first), _earlier(end, other.end, last)
            if council != name.council and (since is None or until is None or since <= until):
                found.append(council)
        return list(dict.fromkeys(found))

    @cached_property
    def _folded(self) -> dict[str, list[_Form]]:
        """Index every form of name normalised, on demand: most names are found as written."""
        folded: dict[str, list[_Form]] = {}
        codes = {code for council in self.councils.values() for _, code, *_ in council.codes}
        for form, owners in self._exact.items():
            if form not in codes:  # codes match only as printed
                folded.setdefault(normalise(form), []).extend(owners)
        return folded

    @cached_property
    def _codes(self) -> set[str]:
        """Every code, normalised: words of style are never taken off a code."""
        return {normalise(code) for council in self.councils.values() for _, code, *_ in council.codes}

    def _spelt_out(self, form: str) -> list[_Form]:
        """List the councils that a name stands for with abbreviations spelt out, with or without words of style."""
        for spelt in spelt_out(normalise(form)):
            found = [*self._folded.get(spelt, ()), *self._styled(spelt)]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _styled(self, form: str) -> list[_Form]:
        """List the councils that a normalised name stands for without words of style, if they may have that style."""
        return list(dict.fromkeys(
            owner
            for core, taken in without_style(form)
            if core not in self._codes
            for owner in self._folded.get(core, ())
            if may_be(self.councils[owner[0]], taken)
        ))  # fmt: skip

    def match(self, text: str, on: dt.date | None = None, *, suggest: bool = True, scheme: str | None = None) -> Match:
        """Look up a printed name or code on a date, without raising for a failure.

        The exact form goes first, then the levelled one, then the levelled one without words of style ("County
        Council"), then that with short words spelt out ("Northants"); a code matches as it is printed alone. With no
        date any time will do; the latest body is taken where all that match are of one series. `suggest=False` leaves
        out the search for names like one that is unknown, which takes longest. With a `scheme` (gss, ons or dfe) the
        text is a code of that scheme alone. Raises UsageError for a name that is no text, for anything that is not a
        day, and for a scheme that there isn't.
        """
        form = check_text(text, "name of a council", "give a name or a code").strip()
        on = parse_day(on)
        if not form:
            return Match(text, None, "unknown", "the name is empty")
        lookups: tuple[tuple[Literal["exact", "alias"], Callable[[], Sequence[_Form]]], ...] = (
            ("exact", lambda: self._exact.get(form, ())),
            ("alias", lambda: self._folded.get(normalise(form), ())),
            ("alias", lambda: self._styled(normalise(form))),
            ("alias", lambda: self._spelt_out(form)),
        )
        check_scheme(scheme)
        if scheme is not None:
            lookups = (("exact", lambda: self._of_scheme(scheme).get(form, ())),)
        elsewhen: list[_Form] = []
        for how, look_up in lookups:
            owners = look_up()
            elsewhen += owners
            ids = dict.fromkeys(
                council for council, start, end in owners
                if on is None or (within(on, start, end) and self.councils[council].active(on))
            )  # fmt: skip
            found = [self.councils[council] for council in ids]
            if len(found) > 1 and on is None and len({council.series for council in found}) == 1:
                found = [max(found, key=lambda council: council.start or dt.date.min)]
            if len(found) == 1:
                return Match(text, found[0], how)
            if found:
                names = tuple(f"{council.id} ({council.name}, {council.lifetime()})" for council in found)
                when = f" on {on}" if on else " without a date"
                return Match(text, None, "ambiguous", f"'{text}' stands for {len(found)} councils{when}", names)
        return self._unknown(text, on, list(dict.fromkeys(elsewhen)), suggest=suggest)

    @lru_cache(maxsize=8)  # noqa: B019  # there are few registers and schemes
    def _of_scheme(self, scheme: str) -> Mapping[str, Sequence[_Form]]:
        """Index the codes of one scheme."""
        found: dict[str, list[_Form]] = {}
        for council in self.councils.values():
            for each, code, start, end in council.codes:
                if each == scheme:
                    found.setdefault(code, []).append((council.id, start, end))
        return found

    def resolve(self, text: str, on: dt.date | None = None) -> Council:
        """Find the one council that a printed name or code stands for on a date.

        Raises UnknownCouncilError with the candidates when there is none or more than one.

        >>> import crossregime as cr, datetime
        >>> cr.register().resolve("Hull", datetime.date(2003, 11, 13)).id
        'kingston-upon-hull'
        """
        match = self.match(text, on)
        if match.council is None:
            ambiguous = match.how == "ambiguous"
            one = f"name one of {'; '.join(match.candidates)}{', or say on which day' if on is None else ''}"
            raise UnknownCouncilError(
                match.explanation,
                do=one if ambiguous else "name it as the register does",
                matches=() if ambiguous else match.candidates,
            )
        return match.council

    def _unknown(self, text: str, on: dt.date | None, elsewhen: Sequence[_Form], *, suggest: bool) -> Match:
        """Explain a failure: a council or a code of another date, or an unknown name."""
        if elsewhen and on is not None:
            stories = dict.fromkeys(self._story(each, on) for each in elsewhen)
            ids = dict.fromkeys(
                council.id for name, *_ in elsewhen for council in self._onday_in_cell(self.councils[name], on)
            )
            return Match(text, None, "unknown", f"'{text}' is not a council on {on}: {'; '.join(stories)}", tuple(ids))
        when = f" on {on}" if on else ""
        what = f"no council with social services duties is called '{text}'{when}"
        return Match(text, None, "unknown", what, self._nearest(text, on) if suggest else ())

    def _story(self, form: _Form, on: dt.date) -> str:
        """Explain when a form of name was valid for a council, if not on the date."""
        name, start, end = form
        council = self.councils[name]
        if council.active(on):  # then the form of name has another date, not the council
            since, until = f" from {start}" if start else "", f" until {end}" if end else ""
            return f"it stands for {council.name} ({name}){since}{until}"
        lasts = "has existed" if council.end is None else "existed"
        story = f"{council.name} ({name}) {lasts} {council.lifetime()}"
        heirs = [self.councils[link.successor] for link in self.successors(name) if link.date <= on]
        if heirs and council.end and council.end < on:
            story += f", and its area went to {joined([heir.name for heir in heirs])}"
        return story

    @lru_cache(maxsize=8)  # noqa: B019  # there are few registers, and they live as long as the program
    def _alive(self, on: dt.date | None) -> Mapping[str, tuple[str, str]]:
        """Map each form of name valid on a date to its council and its normalised form."""
        return {
            form: (council, normalise(form))
            for form, owners in self._exact.items()
            for council, start, end in owners
            if on is None or (within(on, start, end) and self.councils[council].active(on))
        }

    def _nearest(self, text: str, on: dt.date | None, limit: int = 3) -> tuple[str, ...]:
        """Suggest councils of the date, each once, whose names resemble the text.

        First come names contained in the text, then names that contain the text, then similar spellings. Each is given
        by its name (a code by the code), or by its id where the name would not resolve.
        """
        alive = self._alive(on)
        words = normalise(text)
        inside = [form for form, (_, plain) in alive.items() if plain and f" {plain} " in f" {words} "]
        inside.sort(key=lambda form: (-len(form), form))
        holding = [form for form, (_, plain) in alive.items() if words and f" {words} " in f" {plain} "]
        holding.sort(key=lambda form: (len(form), form))
        offered: dict[str, str] = {}
        meant = [form for form in _codes_meant(text) if form in alive]
        for form in (*meant, *inside, *holding, *close_matches(text, alive, len(alive))):
            council = self.councils[alive[form][0]]
            if council.id in offered:
                continue
            coded = any(code == form for _, code, *_ in council.codes)
            shown = form if coded else council.name
            offered[council.id] = shown if self.match(shown, on, suggest=False).council is council else council.id
            if len(offered) == limit:
                break
        return tuple(offered.values())

    def _onday_in_cell(self, council: Council, on: dt.date) -> Iterator[Council]:
        """Return who held a council's area on another date: its own series, or its successors or predecessors."""
        same = self.in_series(council.series, on)
        if same is not None:
            yield same
            return
        ends = [link.successor for link in self.successors(council.id)]
        ends += [link.predecessor for link in self.predecessors(council.id)]
        for name in dict.fromkeys(ends):
            if self.councils[name].active(on):
                yield self.councils[name]


def check_name(name: Any) -> Name:
    """Return a name as it is; raise UsageError for anything else."""
    if not isinstance(name, Name):
        raise UsageError(f"{shown(name)} is not a name of a council", do="give a crossregime.Name")
    return name


def _codes_meant(text: str) -> Iterator[str]:
    """Return the codes that a text may mean after a spreadsheet dropped leading zeros or made it a number.

    >>> [*_codes_meant("9")], [*_codes_meant("810.0")]
    (['09', '009'], ['810'])
    """
    if number := re.fullmatch(r"0*([0-9]{1,3})(\.0*)?", text.strip()):
        yield from (code for width in range(1, 4) if (code := number[1].zfill(width)) != text.strip()
                    if len(number[1]) <= width)  # fmt: skip


def normalise(text: str) -> str:
    """Normalise a name for comparison: case, accents, '&' and punctuation.

    Invisible characters, such as a soft hyphen, are dropped.

    >>> normalise("St. Helens"), normalise("Bath & N.E. Somerset"), normalise("King's Lynn")
    ('st helens', 'bath and n e somerset', 'kings lynn')
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    kept = "".join(
        char
        for char in plain
        if not unicodedata.combining(char)
        and char not in "'\u2018\u2019\u02bc`\u00b4"
        and unicodedata.category(char) != "Cf"
    )
    return " ".join(re.findall(r"[^\W_]+", kept))


def _later(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day is not None), default=None)


def _earlier(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)
