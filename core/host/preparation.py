"""Prepare the sides of a comparison: find each position, then apply facts, rating rules and a crosswalk, in that order.

Groups come last: names in a file of groups are those of councils on the dates of the positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crossregime.core.councils import Grouping, Neighbours
    from crossregime.core.host.naming import Host, Named
    from crossregime.core.model import Crosswalk
    from crossregime.core.positions import Facts, Position


def prepare_positions(
    host: Host,
    named: Sequence[Named],
    *,
    facts: str | Path | None = None,
    use_rule: bool = False,
    crosswalk: str | Crosswalk | None = None,
    max_age: str | None = None,
    uninspected: str = "out",
) -> tuple[list[Position], Facts | None]:
    """Find the named positions, and return them with the facts used.

    Of rolling positions what is older than `max_age` is left out first, and councils that nobody inspected are open
    over the whole scale where `uninspected` says so. Facts come next, for a rule may build on them; then the rules of
    the regimes, on the scales that they are about; then the crosswalk, which maps what is known by then. Raises
    what each of these raises.

    >>> import crossregime
    >>> both, facts = prepare_positions(crossregime.host(), ["ssi2003", "ofsted2009"], crosswalk="stars-by-rank")
    >>> [position.scale.id for position in both], facts
    (['ofsted-performs', 'ofsted-performs'], None)
    """
    from crossregime.core.arguments import check_flag

    positions = [host.position(each) for each in named]
    if max_age is not None or uninspected != "out":
        from crossregime.core.positions import check_uninspected, open_uninspected, parse_age, within_age

        age = parse_age(max_age)
        if age is not None:
            positions = [within_age(position, age) for position in positions]
        if check_uninspected(uninspected) == "open":
            positions = [open_uninspected(position) for position in positions]
    held = None
    if facts is not None and positions:
        from crossregime.core.positions import apply_facts

        positions, held = apply_facts(positions, facts, for_rules=use_rule)
    check_flag(use_rule, "`use_rule`")
    if use_rule and positions:
        from crossregime.core.rules import apply_rules

        positions = apply_rules(positions)
    if crosswalk is not None:
        from crossregime.core.crosswalks import map_between

        regimes = [regime for position in positions for regime in position.regimes]
        name, known = host.crosswalk_named(crosswalk, regimes)
        positions = list(map_between(positions, name, known))
    return positions, held


def prepare_groups(
    positions: Sequence[Position], groups: str | Path | Grouping | Sequence[str | Path | Grouping] = ()
) -> tuple[Grouping, ...]:
    """Return the groupings that are not built in: those of files and of the compared regimes.

    Names in a file are resolved on the dates of the positions. Raises UsageError for what names no file, DataError for
    a file that can't be used.
    """
    from pathlib import Path

    from crossregime.core.arguments import listed, shown
    from crossregime.core.councils import Grouping, read_groups
    from crossregime.core.errors import UsageError

    do = "give the name of a CSV of groups, or several in a list"
    named = [groups] if isinstance(groups, str | Path | Grouping) else listed(groups, "groups", do)
    found: list[Grouping] = []
    for each in named:
        if isinstance(each, Grouping):
            found.append(each)
        elif isinstance(each, str | Path):
            found += read_groups(Path(each), [(position.register, position.date) for position in positions])
        else:
            raise UsageError(f"{shown(each)} names no file", where="`groups`", do=do)
    return tuple(found)


def prepare_neighbours(positions: Sequence[Position], name: str | None) -> Neighbours | None:
    """Find the neighbours of a council named as on the date of any position; None for no name.

    The edition is the nearest to the first position. Raises UnknownCouncilError for a name that stands for no council
    on these dates, DataError for a council that has no neighbours.
    """
    if name is None or not positions:
        return None
    from crossregime.core.councils import neighbours_of

    matches = [position.register.match(name, position.date, suggest=False) for position in positions if name]
    found = [match.council for match in matches if match.council is not None]
    council = found[0] if found else positions[0].register.resolve(name, positions[0].date)
    return neighbours_of(council, positions[0].date)
