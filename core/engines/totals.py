"""Read the known totals of a user's own table: from a CSV, a frame, or plain mappings."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.engines.rated import SIDES
from crossregime.core.engines.side import KnownTotal
from crossregime.core.errors import DataError, Fault, UsageError
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from crossregime.core.engines.written_scale import WrittenScale

FIELDS = ("side", "grades", "count", "highest", "group")
HOW = "write {'side': 'right', 'grades': 'good', 'count': 93}; 'highest' and 'group' (COLUMN=VALUE) may be added"
Groups = Mapping[str, "Collection[str]"]
"""The values of each column that was grouped by."""


def totals(
    given: Any, written_scales: tuple[WrittenScale, WrittenScale], groups: tuple[Groups, Groups]
) -> tuple[KnownTotal, ...]:
    """Read totals: the path of a CSV, a frame, or mappings, with the fields side, grades, count, highest and group.

    `side` is left or right; `grades` one label, or several joined by |; `count` how many units are at one of them, or
    the smallest number where `highest` gives the largest; `group` is COLUMN=VALUE, empty for all units. `groups` are
    the values that each side has. Raises UsageError (of a file: DataError with every fault) for anything else.

    >>> from crossregime.core.engines.written_scale import written_scales
    >>> both = written_scales(["poor", "good"], None, None)
    >>> totals([{"side": "right", "grades": "good", "count": 93}], both, ({}, {}))
    (KnownTotal(side=1, ranks=(1,), lowest=93, highest=93, dimension='', group=''),)
    """
    if given is None:
        return ()
    if isinstance(given, (str, Path)):
        return _of_file(Path(given), written_scales, groups)
    if hasattr(given, "to_dicts"):  # polars
        given = given.to_dicts()
    elif hasattr(given, "to_dict") and hasattr(given, "columns"):  # pandas
        given = given.to_dict("records")
    if isinstance(given, Mapping) or not isinstance(given, Iterable):
        raise UsageError(f"{given!r} are not totals", where="`totals`", do=f"give a list: {HOW}")
    found = []
    for number, row in enumerate(given, 1):
        where = f"`totals`, row {number}"

        def refuse(what: str, do: str, matches: tuple[str, ...] = (), where: str = where) -> Exception:
            return UsageError(what, where=where, do=do, matches=matches)

        if not isinstance(row, Mapping) or not {"side", "grades", "count"} <= set(row) <= set(FIELDS):
            raise refuse(f"{row!r} is not a total", HOW)
        found.append(_total(row, written_scales, groups, refuse))
    return tuple(found)


def _of_file(
    path: Path, written_scales: tuple[WrittenScale, WrittenScale], groups: tuple[Groups, Groups]
) -> tuple[KnownTotal, ...]:
    from crossregime.core.files import read_named

    frame = read_named(path, lambda folder, name: folder.table(name, "crosstab-total"))
    found: list[KnownTotal] = []
    faults: list[Fault] = []
    for row in frame.iter_rows(named=True):

        def refuse(what: str, do: str, matches: tuple[str, ...] = (), number: int = row["row"]) -> Exception:
            return DataError(what, faults=[Fault(str(path), what, number, do=do, matches=matches)])

        try:
            found.append(_total(row, written_scales, groups, refuse))
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(f"{path} breaks its format", faults=faults)
    return tuple(found)


def _total(
    row: Mapping[str, Any],
    written_scales: tuple[WrittenScale, WrittenScale],
    groups: tuple[Groups, Groups],
    refuse: Callable[..., Exception],
) -> KnownTotal:
    """Make a total from its fields; `refuse` makes the error for a faulty one."""
    if row["side"] not in SIDES:
        raise refuse(f"'{row['side']}' is not a side", "write left or right", close_matches(row["side"], SIDES))
    side = SIDES.index(row["side"])
    written_scale = written_scales[side]
    ranks = set()
    whole = written_scale.whole_numbers
    listed = (
        written_scale.scale.split(str(row["grades"]), "|")
        if isinstance(row["grades"], (str, int))
        else [*row["grades"]]
    )
    for label in listed:
        value = int(label) if whole and str(label).lstrip("-").isdigit() else label
        if value not in written_scale.forms:
            raise refuse(*written_scale.scale.unknown(str(label)))
        ranks.add(written_scale.forms[value])
    lowest = _count(row["count"], refuse)
    highest = lowest if row.get("highest") in (None, "") else _count(row["highest"], refuse)
    if lowest > highest:
        raise refuse(f"{lowest} is more than {highest}", "give the smaller number as count")
    dimension, _, group = str(row.get("group") or "").partition("=")
    if dimension and group not in groups[side].get(dimension, ()):
        known = sorted(f"{column}={value}" for column, values in groups[side].items() for value in values)
        what = f"no unit on the {SIDES[side]} is in the group '{row['group']}'"
        do = f"write one of {', '.join(known[:20])}" if known else "name the column in `groups`, so that it is counted"
        raise refuse(what, do, close_matches(str(row["group"]), known))
    return KnownTotal(side, tuple(sorted(ranks)), lowest, highest, dimension, group)


def _count(value: Any, refuse: Callable[..., Exception]) -> int:
    try:
        count = int(value) if isinstance(value, str) else operator.index(value)
    except (TypeError, ValueError):
        count = -1
    if count < 0:
        raise refuse(f"{value!r} is not a number of units", "give a whole number, 0 or more")
    return count
