"""Write works as a BibTeX file: UTF-8, every field in braces, LaTeX commands escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from crossregime.core.text import latex_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossregime.core.citing.work import Work

TYPES = {"software": "software", "dataset": "dataset", "document": "misc"}
"""The entry type of each kind; BibTeX's own styles treat unknown types as `misc`."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ADDRESS = re.compile(r"""[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]""")


def bibtex(works: Sequence[Work]) -> str:
    r"""Write works as the text of a BibTeX file.

    Names stand in braces of their own, so that none is split at an "and" or turned round; so do titles, so that no
    style lowers their capitals. `license` and `annote` (what rests on it) are fields that the usual styles do not
    print; `note`, which they do, says what is not held.

    >>> from crossregime.core.citing import Work
    >>> print(bibtex([Work("a-1", "document", "Care & cost", ("A. Body",), "", "2003-11", "http://a.uk/b_c", "")]))
    @misc{a-1,
      author = {{A. Body}},
      title = {{Care \& cost}},
      year = {2003},
      month = nov,
      url = {http://a.uk/b_c},
    }
    <BLANKLINE>
    """
    entries = []
    for work in works:
        fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
        entries.append(f"@{TYPES[work.kind]}{{{work.key},\n{fields}}}\n")
    return "\n".join(entries)


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    if work.authors:
        yield "author", f"{{{' and '.join(_group(name) for name in work.authors)}}}"
    elif work.publisher:
        yield "key", _group(work.publisher)
    if work.title:
        yield "title", f"{{{_group(work.title)}}}"
    if work.publisher:
        yield "howpublished", _group(work.publisher)
    for name, part in zip(("year", "month", "day"), work.date, strict=False):
        yield name, MONTHS[part - 1] if name == "month" else f"{{{part}}}"
    if work.address:
        yield "url", f"{{{_IN_ADDRESS.sub(lambda found: quote(found[0], errors='replace'), work.address)}}}"
    texts = {"version": work.version, "note": work.lacking, "license": work.licence, "annote": "; ".join(work.rests)}
    yield from ((name, _group(text)) for name, text in texts.items() if text)


def _group(text: str) -> str:
    return f"{{{latex_text(text)}}}"
