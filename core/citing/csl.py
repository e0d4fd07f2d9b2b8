"""Write works as CSL-JSON, the input of citation processors and reference managers (CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from crossregime.core.citing.work import Work


def csl(works: Sequence[Work]) -> list[dict[str, Any]]:
    """Return works as items of CSL-JSON, with literal names and dates as far as known.

    >>> from crossregime.core.citing import Work
    >>> csl([Work("a-1", "document", "Care", ("A body",), "", "2003-11", "", "")])[0]["issued"]
    {'date-parts': [[2003, 11]]}
    """
    return [_item(work) for work in works]


def _item(work: Work) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": work.key,
        "type": "webpage" if work.kind == "document" and work.address else work.kind,
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "publisher": work.publisher,
        "issued": {"date-parts": [list(work.date)]} if work.date else None,
        "version": work.version,
        "URL": work.address,
        "note": " ".join(part if part.endswith(".") else f"{part}." for part in (work.lacking, work.licence) if part),
        "annote": "; ".join(work.rests),
    }
    return {name: value for name, value in fields.items() if value}
