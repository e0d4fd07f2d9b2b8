"""Measure what a command costs beside the least that any program of its kind could cost.

Run by hand, in the environment that the program is installed in: `python benchmarks/startup.py`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ratios import interleaved, memory_row, program, report, row

PYTHON = sys.executable
TWO = ["compare", "--regime=ssi2003", "--regime=ofsted2009"]
FOUR = ["compare", "--regime=ssi2002", "--regime=ssi2003", "--regime=csci2004", "--regime=ofsted2009"]


def installed() -> list[str]:
    """Give the command that runs the program: its script beside this Python, else the module."""
    script = Path(PYTHON).with_name("crossregime")
    return [str(script)] if script.exists() else [PYTHON, "-m", "crossregime"]


def main() -> int:
    """Measure start-up, then the comparison, and print the ratios."""
    run = installed()
    print("program:", " ".join(run), flush=True)
    light = {
        "python -c pass": program([PYTHON, "-c", "pass"]),
        "import importlib.metadata": program([PYTHON, "-c", "import importlib.metadata"]),
        "--help": program([*run, "--help"]),
        "--version": program([*run, "--version"]),
    }
    listed = subprocess.run([*run, "regimes"], capture_output=True, check=False).returncode == 0
    if listed:
        light["regimes"] = program([*run, "regimes"])
    costs = interleaved(light)
    rows = [row(costs, name, "python -c pass", 4) for name in ("--help", "--version")]
    if listed:
        rows.append(row(costs, "regimes", "import importlib.metadata", 2))
    costs = interleaved(
        {
            "import polars": program([PYTHON, "-c", "import polars"]),
            "compare two": program([*run, *TWO]),
            "compare two, in a terminal": program([*run, *TWO], terminal=True),
            "compare two, JSON": program([*run, *TWO, "--format", "json"]),
            "compare four": program([*run, *FOUR]),
        }
    )
    rows += [
        row(costs, "compare two", "import polars", 1.6),
        row(costs, "compare two, in a terminal", "import polars", 1.9),
        memory_row(costs, "compare two", "import polars", 2),
        row(costs, "compare two, JSON", "import polars", None),
        row(costs, "compare four", "compare two", 1.3),
    ]
    return report(rows)


if __name__ == "__main__":
    sys.exit(main())
