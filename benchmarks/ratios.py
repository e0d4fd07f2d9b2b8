"""Measure ratios that hold on any machine: two things in one run, turn by turn, by the least that each took.

Seconds depend on the machine and on what else it does; a ratio of interleaved runs hardly does. What counts is the
processor time of the program itself, and of several runs the least: what else a machine does only ever adds to it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROUNDS = 10


class Cost(NamedTuple):
    """What one run took: seconds of the processor, and peak memory in MiB where it was a process of its own."""

    seconds: float
    memory: float = 0.0


class Row(NamedTuple):
    """One line of a report: what was measured, beside what, and the most that it may cost."""

    what: str
    beside: str
    ratio: float
    target: float | None
    cost: str


def program(arguments: Sequence[str], *, terminal: bool = False) -> Callable[[], Cost]:
    """Run a program as installed and compiled, in a terminal or not; its output is thrown away, a failure is raised."""

    def run() -> Cost:
        environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        ends = os.openpty() if terminal else (-1, subprocess.DEVNULL)
        process = subprocess.Popen(arguments, env=environment, stdout=ends[1])
        if terminal:
            os.close(ends[1])
            drain(ends[0])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
        # Linux counts kibibytes, macOS bytes.
        return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))

    return run


def drain(terminal: int) -> None:
    """Read what a program writes to a terminal, so that it never waits, until it has ended."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # as Linux says that nobody writes any more
        pass
    os.close(terminal)


def function(call: Callable[[], object], times: int = 1) -> Callable[[], Cost]:
    """Call a function so many times in a row; the cost is of one call."""

    def run() -> Cost:
        start = time.process_time()
        for _ in range(times):
            call()
        return Cost((time.process_time() - start) / times)

    return run


def interleaved(cases: Mapping[str, Callable[[], Cost]], rounds: int = ROUNDS) -> dict[str, Cost]:
    """Run every case once to warm up, then all of them in turn, `rounds` times; give the least of each."""
    for run in cases.values():
        run()
    costs: dict[str, list[Cost]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, run in cases.items():
            costs[name].append(run())
    return {name: Cost(*map(min, zip(*found, strict=True))) for name, found in costs.items()}


def row(costs: Mapping[str, Cost], what: str, beside: str, target: float | None) -> Row:
    """Compare the time of two cases."""
    one, other = costs[what].seconds, costs[beside].seconds
    return Row(what, beside, one / other, target, f"{1000 * one:,.1f} / {1000 * other:,.1f} ms")


def memory_row(costs: Mapping[str, Cost], what: str, beside: str, target: float | None) -> Row:
    """Compare the peak memory of two cases."""
    one, other = costs[what].memory, costs[beside].memory
    return Row(f"{what}, peak memory", beside, one / other, target, f"{one:,.0f} / {other:,.0f} MiB")


def report(rows: Sequence[Row]) -> int:
    """Print the rows as a table with a verdict; give 1 if a target is missed."""
    widths = [max(map(len, names)) for names in ([row.what for row in rows], [row.beside for row in rows])]
    print(f"{'measured':{widths[0]}}  {'beside':{widths[1]}}  ratio  target  verdict  cost")
    for row in rows:
        verdict = "" if row.target is None else "holds" if row.ratio <= row.target else "MISSED"
        target = "" if row.target is None else f"{row.target:.1f}"
        names = f"{row.what:{widths[0]}}  {row.beside:{widths[1]}}"
        print(f"{names}  {row.ratio:5.2f}  {target:>6}  {verdict:7}  {row.cost}")
    return int(any(row.target is not None and row.ratio > row.target for row in rows))
