"""Measure the site of all built-in regimes: its time, its size, and that a rerun touches nothing.

Run by hand, in an environment with the extra `charts`: `python benchmarks/site.py`. Time is that of the processor, in
the program and what it starts, so that other work on the machine counts little.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS, MEGABYTES = 240.0, 60.0
"""Two minutes on two cores, and the size of the folder."""


def made(folder: Path) -> float:
    """Make the site in a folder; give the seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "crossregime", "site", str(folder)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def states(folder: Path) -> dict[Path, tuple[int, int]]:
    """Give the size of every file and when it was written."""
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    """Make the site twice, and print what it costs."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "site"
        first = made(folder)
        held = states(folder)
        again = made(folder)
        touched = sum(1 for path, state in states(folder).items() if held.get(path) != state)
    size = sum(bytes_of for bytes_of, _ in held.values()) / 1e6
    print(f"files: {len(held)}, {size:.1f} MB (target {MEGABYTES:.0f})")
    print(f"processor time: {first:.0f} s, again {again:.0f} s (target {SECONDS:.0f}, of two cores in two minutes)")
    print(f"files that a rerun touches: {touched} (target 0)")
    return int(first > SECONDS or size > MEGABYTES or touched > 0)


if __name__ == "__main__":
    sys.exit(main())
