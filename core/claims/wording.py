"""Write what the data give for a claim: a number or its bounds, a ranking, or a list and what it lacks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.claims.claims import Quantity, Ranking
    from crossregime.core.claims.linear_forms import Form, Unit
    from crossregime.core.claims.query import QueryValue


def write_number(value: Fraction, places: int = 3) -> str:
    """Write a number: an integer as such, else with the given decimals, halves to even.

    >>> write_number(Fraction(7)), write_number(Fraction(5, 3))
    ('7', '1.667')
    """
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.{places}f}"


def write_value(extent: tuple[Fraction, Fraction], value: QueryValue, figures: Sequence[Quantity]) -> str:
    """Write a figure or its bounds; a share with its number of councils."""
    lowest, highest = extent
    kind = figures[0].kind
    if kind != "share":
        return write_number(lowest) if lowest == highest else f"{write_number(lowest)} to {write_number(highest)}"
    text = write_number(lowest, 1) if lowest == highest else f"{write_number(lowest, 1)} to {write_number(highest, 1)}"
    text += " points" if len(figures) == 2 else "%"
    if len(figures) == 1 and value.base is None:
        base = 100 / value.weights[0]
        least, most = (write_number(end * base / 100) for end in (lowest, highest))
        text += f" ({least if least == most else f'{least} to {most}'} of {write_number(base)})"
    return text


_Extents = dict[str, tuple[Fraction, Fraction] | None]


def write_ranking(query: Ranking, extents: _Extents) -> str:
    """Write the groups in their order, each with its figure."""
    sign = -1 if query.order == "highest" else 1
    found = [(name, extent) for name, extent in extents.items() if extent is not None]
    found.sort(key=lambda each: (sign * (each[1][0] + each[1][1]), each[0]))
    return ", ".join(
        f"{load_register().group_label(query.by, name)} "
        + (write_number(low) if low == high else f"{write_number(low)} to {write_number(high)}")
        for name, (low, high) in found
    )


def write_list(every: Sequence[Unit], form: Form, place: int, named: dict[str, str], *, whole: bool) -> str:
    """Name the councils that the data add to a list, remove from it or leave open."""
    known = load_register()
    missing, extra, open_, found = [], [], [], 0
    for unit in every:
        values = {form(unit, way) for way in unit.ways}
        council = unit.councils[place]
        name = known.council(council).name if council else unit.series
        if len(values) > 1:
            open_.append(unit.series)
        elif values == {1}:
            found += 1
            if unit.series not in named:
                extra.append(name)
        elif unit.series in named:
            missing.append(name)
    missing += [name for series, name in named.items() if series not in {unit.series for unit in every}]
    within = found - len(extra)
    text = f"{len(named)} named, {found} certain in the data"
    if not whole:
        text = f"{within} of {len(named)} named certain in the data, among {found}"
    if missing:
        text += f"; named but not in the data: {', '.join(missing)}"
    if extra and whole:
        text += f"; in the data but not named: {', '.join(extra)}"
    relevant = open_ if whole else [series for series in open_ if series in named]
    if relevant:
        text += f"; open: {len(relevant)}"
    return text
