"""List councils: by date, region and type, as a frame and as a document."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from crossregime.core.councils.council import SCHEMES
from crossregime.core.councils.register import load_register
from crossregime.core.errors import UsageError
from crossregime.core.files import head

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from crossregime.core.councils.council import Council, Succession
    from crossregime.core.councils.groups import Where


def list_councils(
    on: dt.date | None, region: str | None, kind: str | None, where: Sequence[Where] = ()
) -> list[Council]:
    """List councils by id: those of a day (or all in the register), limited by region, type and groups.

    Raises UsageError for an unknown region or type, and for groups that depend on the date where no day is given.
    """
    known = load_register()
    found = known.active(on) if on is not None else list(known.councils.values())
    if region is not None:
        value = known.group("region", region)
        found = [council for council in found if council.region == value]
    if kind is not None:
        value = known.group("type", kind)
        found = [council for council in found if council.type == value]
    for limit in where:
        if on is None and len(limit.grouping.memberships) > 1:
            raise UsageError(
                f"which councils are of {limit.label} depends on the day", where="`where`", do="say on which day (`on`)"
            )
        day = on or dt.date.max
        found = [council for council in found if limit.grouping.group(council.id, day) == limit.value]
    return sorted(found, key=lambda council: council.id)


def councils_frame(councils: Sequence[Council], on: dt.date | None) -> pl.DataFrame:
    """Return councils as a frame, with the codes in force on the day (or on their last day)."""
    import polars as pl

    rows = [
        (
            each.id, each.name, each.official_name, each.series, each.type, each.region, each.start, each.end,
            *(each.code(scheme, on or each.end or dt.date.max) for scheme in SCHEMES), each.note,
        )
        for each in councils
    ]  # fmt: skip
    names = ["council_id", "name", "official_name", "series_id", "type", "region", "start", "end"]
    names += [*(f"{scheme}_code" for scheme in SCHEMES), "note"]
    schema = {name: pl.Date if name in ("start", "end") else pl.String for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row")


def councils_dict(councils: Sequence[Council], on: dt.date | None) -> dict[str, Any]:
    """Return councils as JSON data (schemas/councils.schema.json)."""
    return {
        **head("councils"),
        "on": str(on) if on else None,
        "councils": [council_dict(each) for each in councils],
    }


def council_dict(council: Council) -> dict[str, Any]:
    """Return a council as JSON data."""
    return {
        "council_id": council.id,
        "name": council.name,
        "official_name": council.official_name,
        "series_id": council.series,
        "type": council.type,
        "region": council.region,
        "start": str(council.start) if council.start else None,
        "end": str(council.end) if council.end else None,
        "note": council.note,
        "codes": [
            {
                "scheme": scheme,
                "code": code,
                "start": str(start) if start else None,
                "end": str(end) if end else None,
            }
            for scheme, code, start, end in council.codes
        ],
    }


def succession_dict(link: Succession) -> dict[str, Any]:
    """Return a step of lineage as JSON data."""
    return {
        "predecessor": link.predecessor,
        "successor": link.successor,
        "date": str(link.date),
        "kind": link.kind,
        "part": link.part,
        "hands_on": link.hands_on,
        "note": link.note,
    }
