"""Find the scale of another regime, written REGIME:SCALE in a regime.json or a crosswalk.

A regime is found by the program, and in a process that loads one plugin by what is installed: `let_find` says how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.errors import DataError
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crossregime.core.model.scale import Scale

_finders: list[Callable[[str], Mapping[str, Scale]]] = []
_asked: list[str] = []
"""The regimes whose scales are being looked for, so that two that refer to each other end in a message."""


def let_find(scales_of: Callable[[str], Mapping[str, Scale]]) -> None:
    """Say how the scales of a regime are found by its id; it raises CrossregimeError for one that can't be loaded."""
    _finders[:] = [scales_of]


def foreign_scale(name: str) -> Scale | None:
    """Find the scale that REGIME:SCALE names; None for a name without a colon, which is no other regime's.

    A scale of the project is the same whoever uses it. Raises CrossregimeError for a regime that can't be loaded, that
    refers back here, or that has no such scale.

    >>> foreign_scale("ssi-stars") is None, foreign_scale("ssi2003:ssi-stars").labels[0]
    (True, 'Zero Stars')
    """
    from crossregime.core.model.scales import shared_scales

    regime, colon, scale = name.partition(":")
    if not colon:
        return None
    if scale in shared_scales():
        return shared_scales()[scale]
    if regime in _asked:
        raise DataError(
            f"the scale '{name}' can't be found: {regime} refers to a regime that refers to it",
            do="let one of them define the scale",
        )
    if not _finders:
        raise DataError(f"the scale '{name}' can't be found: no regime is installed here", do=f"install {regime}")
    _asked.append(regime)
    try:
        scales = _finders[0](regime)
    finally:
        _asked.pop()
    if scale not in scales:
        raise DataError(
            f"{regime} has no scale '{scale}'",
            do=f"its scales are {', '.join(scales)}",
            matches=close_matches(scale, scales),
        )
    return scales[scale]
