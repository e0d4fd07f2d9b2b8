"""Make the sides of a comparison: find each position, then add facts, rating rules and a crosswalk, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
) -> tuple[list[Position], Facts | None]:
    """Find the positions that are named, and give them with the facts that were used.

    Facts come first, for a rule may build on them; then the rules of the regimes, on the scales that they are about;
    then the crosswalk, which maps what is known by then. Raises what each of these raises.

    >>> import crossregime
    >>> both, facts = prepare_positions(crossregime.host(), ["ssi2003", "ofsted2009"], crosswalk="stars-by-rank")
    >>> [position.scale.id for position in both], facts
    (['ofsted-performs', 'ofsted-performs'], None)
    """
    positions = [host.position(each) for each in named]
    held = None
    if facts is not None and positions:
        from crossregime.core.positions import apply_facts

        positions, held = apply_facts(positions, facts, for_rules=use_rule)
    from crossregime.core.arguments import check_flag

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
