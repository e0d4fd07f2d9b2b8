"""List every statistic by name, with its meaning, requirements, range and source as recorded in its family's module.

`cr.statistics` computes them, `comparison.figures` puts them beside a comparison's bounds, and the pages of the
reference are written from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import listed, shown
from crossregime.core.errors import UsageError
from crossregime.core.files import head
from crossregime.core.statistics import (
    agreement,
    association,
    change,
    latent,
    mobility,
    raters,
    ridit,
    significance,
    symmetry,
)
from crossregime.core.statistics.brought import nearest_statistic
from crossregime.core.statistics.measured import refuse
from crossregime.core.statistics.record import RECORDS, Entry
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crossregime.core.statistics.bounded import Statistic

_MODULES = (association, agreement, change, symmetry, significance, latent, ridit, mobility, raters)
"""The families' modules, listed so that the order of statistics does not depend on the order of imports."""
_RECORDED = [each for module in _MODULES for each in RECORDS.values() if each.compute.__module__ == module.__name__]
ENTRIES: tuple[Entry, ...] = tuple(each for each in _RECORDED if not each.own_weights and not each.raters)
CATALOGUE = {each.name: each for each in ENTRIES}
WITH_WEIGHTS = {each.name: each for each in _RECORDED if each.own_weights}
"""Available in Python only, since they take weights; unweighted they are kappa and AC1."""
OF_RATERS = {each.name: each for each in _RECORDED if each.raters}
"""Available in Python only, since they take the ratings of several raters rather than a table."""


def bounded_statistics(*, common_scale: bool) -> tuple[Statistic, ...]:
    """List the statistics with bounds; agreement and change only for a common scale.

    >>> [each.id for each in bounded_statistics(common_scale=False)][:3]
    ['tau_a', 'tau_b', 'tau_c']
    """
    return tuple(each for entry in ENTRIES if common_scale or not entry.common_scale for each in entry.bounded)


def parse_names(given: Any, what: str) -> tuple[str, ...]:
    """Parse one name or several; raise UsageError for anything else, saying that `what` should be named.

    >>> parse_names("gamma", "statistics"), parse_names(["gamma", "tau_b"], "statistics")
    (('gamma',), ('gamma', 'tau_b'))
    """
    alone = isinstance(given, str) or not hasattr(given, "__iter__")
    names = (given,) if alone else tuple(listed(given, "names", f"name {what}, as text or a list of texts"))
    for each in names:
        if not isinstance(each, str):
            raise UsageError(f"{shown(each)} is not a name", do=f"name {what}, as text or a list of texts")
    return names


def entry(name: str) -> Entry:
    """Find a statistic by name; raise UsageError with the nearest names for an unknown one."""
    if not isinstance(name, str):
        parse_names([name], "a statistic")
    if name in WITH_WEIGHTS:
        ready = [each for each in CATALOGUE if each.startswith(f"{name.partition('_')[0]}_")]
        raise UsageError(
            f"{name} takes weights, which can't be given here",
            do=f"take {joined(ready, 'or')}; or in Python call crossregime.statistics.{name}(table, weights)",
        )
    if name in OF_RATERS:
        raise UsageError(
            f"{name} takes the ratings of several raters, and this is a table of two judgements",
            do=f"in Python call crossregime.statistics.{name}(ratings)",
        )
    if name not in CATALOGUE:
        nearest = nearest_statistic(name)
        if nearest is not None:
            raise UsageError(
                f"there is no statistic '{name}' here: {nearest[1]}",
                do=f"ask for {nearest[0]}; see crossregime statistics {nearest[0]}",
            )
        raise UsageError(
            f"there is no statistic '{name}'",
            do=f"the statistics are {', '.join(CATALOGUE)}; see crossregime statistics",
            matches=close_matches(name, CATALOGUE),
        )
    return CATALOGUE[name]


def explained(name: Any) -> Entry:
    """Find a statistic to explain, including those available in Python only."""
    others = WITH_WEIGHTS | OF_RATERS
    return others[name] if isinstance(name, str) and name in others else entry(name)


def chosen(names: str | Iterable[str] | None, *, common_scale: bool) -> tuple[Entry, ...]:
    """Choose statistics: the default few, "all" that apply to two judgements, or some by name.

    Raises UsageError for an unknown name, and for one that needs a common scale where there is none.
    """
    everything = isinstance(names, str) and names == "all"
    if names is None or everything:
        return tuple(
            each for each in ENTRIES if (everything or each.default) and (common_scale or not each.common_scale)
        )
    found = tuple(dict.fromkeys(entry(name) for name in parse_names(names, "statistics")))
    if not common_scale:
        refuse([each for each in found if each.common_scale])
    return found


def catalogue_dict(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return entries as JSON data (schemas/statistics.schema.json)."""
    return {
        **head("statistics"),
        "statistics": [
            {
                "id": each.name,
                "title": each.title,
                "family": each.family,
                "about": each.about,
                "definition": each.formula,
                "needs": list(each.needs),
                "assumptions": list(each.assumptions),
                "common_scale": each.common_scale,
                "has_bounds": bool(each.bounded),
                "direction": each.direction,
                "range": each.range,
                "inference": list(each.inference),
                "default": each.default,
                "references": list(each.references),
            }
            for each in entries
        ],
    }
