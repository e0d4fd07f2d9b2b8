"""Run one function in a Python of its own, with a time limit: what hangs or crashes there is reported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import IO, Any

from crossregime.core.files import ROOT
from crossregime.core.text import visible

LONGEST_WORD = 300
"""Characters of a child's last words that are passed on."""

# The child takes this very package and this very path, however the program was started (`python cli.py` too).
# Its answer has the standard output to itself: whatever else is printed there goes to standard error. A process that
# what runs there forks off is another, and gives no answer.
_CHILD = """
import importlib, importlib.util, json, os, sys
own = os.getpid()
answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
root, sys.path[:], module, function, arguments = json.loads(sys.argv[1])
spec = importlib.util.spec_from_file_location(
    "crossregime", os.path.join(root, "__init__.py"), submodule_search_locations=[root])
sys.modules["crossregime"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["crossregime"])
result = getattr(importlib.import_module(module), function)(*arguments)
if os.getpid() == own:
    answer.write(json.dumps(result))
    answer.close()
"""


class ChildError(Exception):
    """Report that a child gave no answer. `hung` tells whether it was stopped at the time limit."""

    def __init__(self, what: str, *, hung: bool) -> None:
        super().__init__(what)
        self.hung = hung


def run_in_child(module: str, function: str, *arguments: Any, timeout: float, hash_seed: int | None = None) -> Any:
    """Call a function by name in a new process and give what it returns; both ways as JSON.

    Raises ChildError when it has not answered within `timeout` seconds, or has ended without an answer.

    >>> run_in_child("crossregime.core.discovery.installed", "normalised", "My_Ratings", timeout=60)
    'my-ratings'
    """
    request = json.dumps([str(ROOT), sys.path, module, function, arguments])
    environment = dict(os.environ)
    if hash_seed is not None:
        environment["PYTHONHASHSEED"] = str(hash_seed)
    # Files, not pipes: a process that the child leaves behind would keep a pipe open, and the child would seem to hang.
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(  # noqa: S603  # this Python, on the code above
                [sys.executable, "-c", _CHILD, request],
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=said,
                timeout=timeout,
                check=False,
                env=environment,
            )
        except subprocess.TimeoutExpired:
            raise ChildError(f"it had not ended after {timeout:g} seconds", hung=True) from None
        try:
            if done.returncode == 0:
                answer.seek(0)
                return json.loads(answer.read())
        except ValueError:
            pass  # it left by a back door, such as os._exit(0)
        last = _last_line(said)
    ended = f"signal {-done.returncode}" if done.returncode < 0 else f"exit code {done.returncode}"
    raise ChildError(f"its process ended with {ended} and no answer{f': {last}' if last else ''}", hung=False)


def _last_line(said: IO[bytes]) -> str:
    """Give the last line that a child wrote to standard error, safe to show."""
    said.seek(max(0, said.seek(0, os.SEEK_END) - 4 * LONGEST_WORD))
    lines = said.read().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return visible(last if len(last) <= LONGEST_WORD else last[:LONGEST_WORD] + "...")
