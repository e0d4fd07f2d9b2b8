"""Say what went wrong, where, and what to do: one family of errors for every mistake of a user.

Structured fields come first (a program can read them), the text is made from them. Nothing here is for
faults of the program itself: those keep their traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.text import close_matches, joined, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN_FAULTS = 20
"""How many faults a message tells."""
SHOWN_ROWS = 8
"""A message names at most this many of the rows that have a fault."""


def unknown_source(name: str, sources: Iterable[str]) -> tuple[str, str, tuple[str, ...]]:
    """Explain that a source is not listed: what is wrong, what to do, and the nearest listed ones.

    >>> unknown_source("papr", ["paper"])
    ("unknown source 'papr'", 'add it to sources.csv', ('paper',))
    """
    return f"unknown source '{name}'", "add it to sources.csv", close_matches(name, sources)


class Fault(NamedTuple):
    """One fault of a file: where it is, what is wrong and what to do.

    `row` counts as a spreadsheet does: the header is row 1. It is None where the whole file is meant. `column` is the
    name of a column, or the way to a field of a JSON file.
    """

    file: str
    what: str
    row: int | None = None
    column: str | None = None
    do: str = ""
    matches: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.told([self.row])

    def told(self, rows: Sequence[int | None]) -> str:
        """Describe the fault, with all the rows that have it."""
        place, known = self.file, [str(row) for row in rows if row is not None]
        if len(known) == 1:
            place += f", row {known[0]}"
        if self.column is not None:
            place += f", {'field' if '.json' in self.file else 'column'} {self.column}"
        text = f"{place}: {self.what}"
        if len(known) > 1:
            more = f" and {len(known) - SHOWN_ROWS} more" if len(known) > SHOWN_ROWS else ""
            text += f", in {len(known)} rows: {', '.join(known[:SHOWN_ROWS])}{more}"
        if self.matches:
            text += f" (did you mean {_either(self.matches)}?)"
        if self.do:
            text += f"; {self.do}"
        return visible(text)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as JSON data."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "what": self.what,
            "do": self.do,
            "matches": list(self.matches),
        }


def told(faults: Iterable[Fault]) -> list[str]:
    """Describe faults: each once, with all its rows, and at most SHOWN_FAULTS of them.

    >>> told([Fault("a.csv", "the cell is empty", row, "place") for row in (4, 6)])
    ['a.csv, column place: the cell is empty, in 2 rows: 4, 6']
    """
    rows: dict[Fault, list[int | None]] = {}
    for fault in faults:
        rows.setdefault(fault._replace(row=None), []).append(fault.row)
    lines = [fault.told(found) for fault, found in rows.items()]
    more = len(lines) - SHOWN_FAULTS
    return lines[:SHOWN_FAULTS] + ([f"... and {more} more"] if more > 0 else [])


class CrossregimeError(Exception):
    """Report a user's mistake: what happened, where, what to do, and the closest known words.

    `exit_code` is what the program ends with: 2 for a mistake in the call or a plugin, 3 for data.

    >>> import crossregime as cr
    >>> try:
    ...     cr.regime("ssi2033")
    ... except cr.CrossregimeError as error:
    ...     error.what, error.matches[0], error.exit_code
    ("there is no regime 'ssi2033'", 'ssi2003', 2)
    """

    exit_code = 2

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        do: str = "",
        matches: Sequence[str] = (),
        faults: Sequence[Fault] = (),
    ) -> None:
        self.what = what
        self.where = where
        self.do = do
        self.matches = tuple(matches)
        self.faults = tuple(faults)
        super().__init__(what)

    def __str__(self) -> str:
        lines = [visible(self.what)]
        if self.where:
            lines.append(f"  where: {visible(self.where)}")
        lines += [f"  {line}" for line in told(self.faults)]
        if self.matches:
            lines.append(f"  did you mean {visible(_either(self.matches))}?")
        if self.do:
            lines.append(f"  what to do: {visible(self.do)}")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as JSON data."""
        return {
            "error": type(self).__name__,
            "exit_code": self.exit_code,
            "what": self.what,
            "where": self.where,
            "do": self.do,
            "matches": list(self.matches),
            "faults": [fault.as_dict() for fault in self.faults],
        }


class UsageError(CrossregimeError):
    """Reject a call that can't be answered as given.

    >>> import crossregime as cr
    >>> try:
    ...     cr.compare("ssi2003", "ofsted2009", by="county")
    ... except cr.UsageError as error:
    ...     error.what, error.do.split(";")[0]
    ("councils can't be grouped by 'county'", 'group by region, type, deprivation or size')
    """


class SelectorError(UsageError):
    """Refuse a selector: its form, its regime, its judgement or its date."""


class UnknownCouncilError(UsageError):
    """Refuse a council that the register doesn't know on the date, or knows twice."""


class OutputError(UsageError):
    """Refuse to write: the file exists, or its folder can't take it. Nothing was written."""


class OutputExistsError(OutputError):
    """Refuse to replace a file that is there already."""


class PluginError(CrossregimeError):
    """Refuse a plugin that was named: it can't be loaded, or it breaks its contract.

    `plugin` is its id, `distribution` what brings it (with its version), `entry_point` how it is declared
    there and `cause` what is wrong with it.

    >>> error = PluginError("it can't be used", plugin="mine", distribution="mine 1.0", cause="it has no hook")
    >>> error.as_dict()["cause"], error.exit_code
    ('it has no hook', 2)
    """

    def __init__(  # an error's fields are its arguments
        self,
        what: str,
        *,
        plugin: str = "",
        distribution: str = "",
        entry_point: str = "",
        cause: str = "",
        do: str = "",
        matches: Sequence[str] = (),
        faults: Sequence[Fault] = (),
    ) -> None:
        self.plugin = plugin
        self.distribution = distribution
        self.entry_point = entry_point
        self.cause = cause
        where = f"distribution {distribution}, entry point {entry_point}"
        super().__init__(what, where=where, do=do, matches=matches, faults=faults)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as JSON data."""
        return {
            **super().as_dict(),
            "plugin": self.plugin,
            "distribution": self.distribution,
            "entry_point": self.entry_point,
            "cause": self.cause,
        }


class DataError(CrossregimeError):
    """Refuse data: files that break their format, or facts that contradict each other.

    >>> import crossregime as cr
    >>> try:
    ...     cr.regime("./nowhere")
    ... except cr.DataError as error:
    ...     error.what, error.exit_code
    ('there is no folder ./nowhere', 3)
    """

    exit_code = 3


def _either(words: Sequence[str]) -> str:
    return joined([f"'{word}'" for word in words], "or")
