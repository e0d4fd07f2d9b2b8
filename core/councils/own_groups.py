"""Read a user's own groupings: a CSV of councils and their groups.

The same rows may come in a file that a user names and in the folder of a regime.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.councils.grouping import NO_GROUP, Grouping, Membership
from crossregime.core.councils.known_groupings import built_in, check_names
from crossregime.core.councils.lookup import normalise
from crossregime.core.councils.register import load_register
from crossregime.core.councils.resolution import NAMES_SUGGESTED
from crossregime.core.errors import DataError, Fault
from crossregime.core.files import Faults, read_named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from crossregime.core.councils.council import Match
    from crossregime.core.councils.register import Register

    GroupRow = tuple[int, str, str, str, str]
    FaultTeller = Callable[[int, str, str, str, Sequence[str]], None]


def read_groups(path: Path, when: Sequence[tuple[Register, dt.date]] = ()) -> tuple[Grouping, ...]:
    """Read the groupings of a file: columns council and group, and optionally grouping and source.

    `when` are the days on which a name may be that of a council, each with the register that knows the names of that
    day's documents; a name that stands for one council at any other time will do too. Raises DataError with every
    fault of the file, and for a grouping whose name is taken: unknown and ambiguous names with the nearest, a council
    in two groups, groups that differ in case alone.
    """
    shown = str(path)
    try:
        table, file_hash = read_named(
            path, lambda folder, name: (folder.table(name, "membership"), folder.hashes[name])
        )
    except DataError as error:
        raise DataError(f"the groups of {shown} can't be used", faults=error.faults) from None
    faults = Faults(shown)

    def fault(row: int, column: str, what: str, do: str, matches: Sequence[str] = ()) -> None:
        faults.add(Fault(shown, what, row, column, do, tuple(matches)))

    rows = table.select("row", "grouping", "council", "group", "source").rows()
    found = groupings_of(rows, path.stem, f"file {shown}", when, fault)
    if not rows:
        faults.add(Fault(shown, "names no council", do="give a row for each council that has a group"))
    if faults.found:
        raise DataError(f"the groups of {shown} can't be used", faults=faults.all)
    check_names(found)
    return tuple(
        Grouping(
            each.id, each.title, each.values,
            tuple(Membership(held.of, source=held.source, sha256=file_hash) for held in each.memberships),
            origin=each.origin,
        )
        for each in found
    )  # fmt: skip


def groupings_of(
    rows: Iterable[GroupRow],
    name: str,
    origin: str,
    when: Sequence[tuple[Register, dt.date]],
    fault: FaultTeller,
    cite: Callable[[str], str] = str,
) -> list[Grouping]:
    """Make groupings from rows (row, grouping, council, group, source); faults go to `fault`.

    `name` is that of rows without a grouping, `origin` where they are from; `cite` writes a source in words. After
    NAMES_SUGGESTED unknown names no others are offered any more: to find them takes a while.
    """
    made: dict[str, _Making] = {}
    own = {normalise(each.id) for each in built_in()}
    suggesting = iter(range(NAMES_SUGGESTED))
    for row, named, council, group, source in rows:
        grouping = named or name
        if normalise(grouping) in own | {""}:
            what = f"'{grouping}' is built in" if grouping else "the grouping has no name"
            fault(
                row,
                "grouping",
                f"{what}, so it can't be the name of a grouping here",
                "give it another name: a file's is that of its grouping",
                (),
            )
            continue
        making = made.setdefault(normalise(grouping), _Making(grouping))
        making.take(row, council, group, source, when, suggesting, fault)
    return [
        Grouping(
            each.name, f"groups of {origin}", tuple(each.values.values()),
            (Membership(each.of, source="; ".join(cite(source) for source in each.sources)),), origin=origin,
        )
        for each in made.values()
    ]  # fmt: skip


class _Making:
    """A grouping under construction: its groups in order of first appearance, and their members."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.values: dict[str, str] = {}
        self.of: dict[str, str] = {}
        self.sources: dict[str, None] = {}
        self._rows: dict[str, int] = {}

    def take(
        self,
        row: int,
        text: str,
        group: str,
        source: str,
        when: Sequence[tuple[Register, dt.date]],
        suggesting: Iterator[int],
        fault: FaultTeller,
    ) -> None:
        """Put a council into its group, or report the fault of the row."""
        councils = _councils(row, text, when, suggesting, fault)
        if normalise(group) in (normalise(NO_GROUP), ""):
            do = "leave the row out: a council without one has none"
            fault(row, "group", f"'{group}' is not a name of a group", do, ())
            return
        value = self.values.setdefault(normalise(group), group)
        if value != group:
            fault(row, "group", f"'{group}' and '{value}' would be one group", f"write {value} in both", ())
            return
        for council in councils:
            first = self._rows.setdefault(council, row)
            if first != row:
                what = f"a second group for {text} ({council}): row {first} has the first"
                fault(row, "council", what, "keep one of them", ())
                return
            self.of[council] = value
        if source:
            self.sources[source] = None


def _councils(
    row: int, text: str, when: Sequence[tuple[Register, dt.date]], suggesting: Iterator[int], fault: FaultTeller
) -> list[str]:
    """Find the councils that a name stands for on any of the dates, or else at any time."""
    matches = [known.match(text, on, suggest=False) for known, on in when]
    found = {match.council.id: None for match in matches if match.council is not None}
    if found:
        return [*found]
    register = next((known for known, _ in when), load_register())
    anytime = register.match(text, suggest=False)
    if anytime.council is not None:
        return [anytime.council.id]
    if anytime.how == "unknown" and next(suggesting, None) is not None:
        anytime = register.match(text)
    unsure: Match = next((each for each in matches if each.how == "ambiguous"), anytime)
    if unsure.how == "ambiguous":
        fault(row, "council", unsure.explanation, f"name one of {'; '.join(unsure.candidates)}", ())
    else:
        fault(row, "council", unsure.explanation, "name it as the register does", unsure.candidates)
    return []
