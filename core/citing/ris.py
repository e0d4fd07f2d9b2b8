"""Write works as a RIS file: a line a field, two letters, two spaces, a hyphen and a space before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossregime.core.citing.work import Work

TYPES = {"software": "COMP", "dataset": "DATA", "document": "GEN"}


def ris(works: Sequence[Work]) -> str:
    r"""Write works as a RIS file, with lines ended by carriage return and line feed.

    A field has no escapes, so an end of line within one becomes a space.

    >>> from crossregime.core.citing import Work
    >>> ris([Work("a-1", "document", "Care", (), "A body", "2003-11", "", "")]).splitlines()[:5]
    ['TY  - GEN', 'ID  - a-1', 'TI  - Care', 'PB  - A body', 'PY  - 2003']
    """
    return "".join(f"{tag}  - {one_line(value)}\r\n" for work in works for tag, value in _ris_fields(work))


def _ris_fields(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC" if work.kind == "document" and work.address else TYPES[work.kind]
    yield "ID", work.key
    for name in work.authors:
        yield "AU", name
    if work.title:
        yield "TI", work.title
    if work.publisher:
        yield "PB", work.publisher
    if work.date:
        yield "PY", str(work.date[0])
        parts = [f"{part:02}" for part in work.date] + ["", ""]
        yield "DA", "/".join([*parts[:3], ""])
    if work.version:
        yield "ET", work.version
    if work.address:
        yield "UR", work.address
    for note in (work.lacking, work.licence, *work.rests):
        if note:
            yield "N1", note
    yield "ER", ""
