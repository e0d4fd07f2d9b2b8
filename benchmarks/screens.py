"""Measure the first screen of each command on a terminal: how many lines it has, and on which the answer stands.

Run by hand: `python benchmarks/screens.py`, or with the path of another installation's program. It needs a Unix.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

SIZES = ((80, 24), (100, 30))
TWO = "--regime ssi2003 --regime ofsted2009"
SCREENS = {
    f"compare {TWO}": "NOT SETTLED|between 52|Of the 89",
    "compare --regime ssi2002 --regime ssi2003 --regime ofsted2009": "NOT SETTLED|Of the 62",
    f"compare {TWO} --by region": "NOT SETTLED|Of the 89",
    f"compare {TWO} --crosswalk all": "^Under none|Difference of shares: from|Kendall's tau-b: ",
    f"bounds {TWO}": "NOT SETTLED|tau-b",
    "map --from ssi2003 --to ofsted2009": "^ +0 stars|^ +Zero Stars",
    "crosswalks": "serving-by-rank",
    "crosswalks ssi2003 ofsted2009": "stars-by-consequences",
    "council Leeds": "2009-12-09",
    "council Leeds Bradford": "2009-12-09",
    "councils --where region=London": "Barking and Dagenham",
    "reconcile": "must be looked at|368|contradicted",
    "rate ssi2003 --council Ealing": "By the rule",
    "regimes": "ofsted2009",
    "regimes ofsted2009": "Ofsted",
    "statistics": "tau_b",
    "statistics tau_b": "rank correlation",
    "doctor": "all is well",
    "validate ssi2003": "valid",
}
"""Each command, and what its answer says: in these words, or in those that it had before."""
CODES = re.compile(r"\x1b\][^\x1b]*\x1b\\|\x1b\[[0-9;?]*[A-Za-z]")


def screen(program: str, command: str, width: int, height: int) -> list[str]:
    """Run a command on a terminal of this size, and give the lines that it leaves there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    running = subprocess.Popen(
        [program, *command.split()], stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL,
        env={**environment, "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    data = b""
    while part := _read(ours):
        data += part
    running.wait()
    os.close(ours)
    lines = CODES.sub("", data.decode()).replace("\r", "").rstrip("\n").split("\n")
    # A line that is too long takes several of the screen.
    return [line[start : start + width] for line in lines for start in range(0, max(len(line), 1), width)]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def main() -> int:
    """Print a table: for each command and size the number of lines, and the line of the answer."""
    program = sys.argv[1] if len(sys.argv) > 1 else str(Path(sys.executable).with_name("crossregime"))
    print("| command |", " | ".join(f"{width}x{height}: lines, answer" for width, height in SIZES), "|")
    print("| --- |", " | ".join("---" for _ in SIZES), "|")
    for command, answer in SCREENS.items():
        cells = []
        for size in SIZES:
            lines = screen(program, command, *size)
            found = next((number for number, line in enumerate(lines, 1) if re.search(answer, line)), None)
            cells.append(f"{len(lines)}, {found or '-'}")
        print(f"| `{command}` |", " | ".join(cells), "|", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
