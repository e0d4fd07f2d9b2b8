"""Measure what bounds cost: of every two headlines of the built-in annual regimes, and of a million pairs beside 150.

And what contrasts cost: the headline beside the rest of a comparison, and one of a million pairs beside one of 150.

Run by hand, in the environment that the program is installed in: `python benchmarks/bounds.py`.
"""

from __future__ import annotations

import sys
import tracemalloc
from typing import TYPE_CHECKING

from ratios import Cost, Row, function, interleaved, memory_row, program, report, row

import crossregime as cr

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
EVERY_PAIR = """
from itertools import combinations
import scipy.optimize
import crossregime as cr
headlines = ["ssi2002@2002-05-30", "ssi2002", "ssi2003", "csci2004", "ofsted2009"]
for two in combinations(headlines, 2):
    found = cr.compare(*two).crosstab.identification
    found.cells, found.figures
"""
TIMES = 6_667
KNOWN = [(0, 0, 3), (0, 2, 5), (1, 1, 20), (2, 1, 12), (2, 2, 10)]
ONE_SIDE = [*KNOWN, (0, (1, 2), 20), (1, (1, 2), 50), (2, (1, 2), 30)], {}, {0: 3, 1: 67, 2: 80}
BOTH_SIDES = [*KNOWN, ((0, 1), 2, 30), (2, (0, 1), 20), ((0, 1), (0, 1), 50)], {0: 40, 1: 68, 2: 42}, {0: 33, 1: 72}


OPEN = "both sides open: ssi2002@2002-05-30 by ofsted2009"
SHARED = """
import crossregime as cr
from crossregime.core.bounds.search import integer_program
if {afresh}:
    # As a program that is handed to HiGHS afresh for every question, through scipy.
    integer_program.IntegerProgram._highs = property(lambda self: None)
found = cr.compare("ssi2002@2002-05-30", "ofsted2009", crosswalk="stars-by-rank").crosstab.identification
found.cells, [figure.bounds for figure in found.figures]
"""


def every_statistic(given: tuple[list, dict, dict], times: int) -> Callable[[], object]:
    """Bound every statistic and cell of a table of a hundred and fifty pairs, so many times over."""
    rows, row_totals, column_totals = given
    many = [(first, second, count * times) for first, second, count in rows]
    totals = [{grade: count * times for grade, count in each.items()} for each in (row_totals, column_totals)]

    def run() -> object:
        found = cr.bounds(many, (3, 3), row_totals=totals[0], column_totals=totals[1], common_scale=True)
        return found.cells, [figure.bounds for figure in found.figures]

    return run


def contrasted(times: int) -> Callable[[], object]:
    """Bound all measures of a contrast of a hundred and fifty pairs, so many times over."""
    rows, _, column_totals = ONE_SIDE
    many = [(first, second, count * times) for first, second, count in rows]
    totals = {grade: count * times for grade, count in column_totals.items()}

    def run() -> object:
        return cr.bounds(many, (3, 3), column_totals=totals).contrast().measures

    return run


def compared(*, headline: bool) -> Callable[[], object]:
    """Compare two headlines, with every part of the output but contrasts, or with the headline contrast too."""

    def run() -> object:
        comparison = cr.compare("ssi2003", "ofsted2009")
        table = comparison.crosstab
        shown = table.bounds, table.association, table.shares, comparison.figures, comparison.pairs, comparison.unpaired
        return (*shown, comparison.headline.difference, comparison.headline.sentence) if headline else shown

    return run


def peak(call: Callable[[], object]) -> Cost:
    """Call a function once; the cost is the most memory that it held, in MiB."""
    tracemalloc.start()
    call()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Cost(0, most / 2**20)


def main() -> int:
    """Measure both, and print the ratios."""
    costs = interleaved(
        {
            "import scipy.optimize": program([sys.executable, "-c", "import scipy.optimize"]),
            "bounds of all ten pairs of headlines": program([sys.executable, "-c", EVERY_PAIR]),
        },
        ROUNDS,
    )
    rows: list[Row] = [row(costs, "bounds of all ten pairs of headlines", "import scipy.optimize", 5)]
    kept, afresh = f"kept programs, {OPEN}", f"each program afresh, {OPEN}"
    costs = interleaved(
        {
            what: program([sys.executable, "-c", SHARED.format(afresh=handed)])
            for what, handed in ((kept, False), (afresh, True))
        },
        ROUNDS,
    )
    rows.append(row(costs, kept, afresh, 0.8))
    for name, given in (("one side open", ONE_SIDE), ("both sides open", BOTH_SIDES)):
        calls = {f"{150 * times:,} pairs, {name}": every_statistic(given, times) for times in (1, TIMES)}
        costs = interleaved({what: function(call, 10) for what, call in calls.items()}, ROUNDS)
        few, many = calls
        rows.append(row(costs, many, few, 1.5))
        held = {what: peak(call) for what, call in calls.items()}
        rows.append(memory_row(held, many, few, 1.5))
    calls = {f"a contrast of {150 * times:,} pairs": contrasted(times) for times in (1, TIMES)}
    costs = interleaved({what: function(call, 10) for what, call in calls.items()}, ROUNDS)
    few, many = calls
    rows.append(row(costs, many, few, 1.5))
    ways = {"a comparison with the headline contrast": True, "a comparison without it": False}
    costs = interleaved({what: function(compared(headline=way)) for what, way in ways.items()}, 40 * ROUNDS)
    rows.append(row(costs, *ways, 1.05))
    return report(rows)


if __name__ == "__main__":
    sys.exit(main())
