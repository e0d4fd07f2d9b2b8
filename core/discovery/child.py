"""Run a function in a Python process of its own with a time limit, and report hangs and crashes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from crossregime.core.files import ROOT
from crossregime.core.text import inert, visible

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_WORD = 300
"""The most characters passed on of a child's last line."""

# The child takes this very package and this very path, however the program was started (`python cli.py` too).
# Standard output carries the answer alone: other output goes to standard error. A process forked there gives no answer.
# After the answer the child ends at once, without waiting for threads or exit handlers.
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
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(0)
"""
TIME_LIMIT = 20.0
"""The time limit for loading a plugin, in seconds."""
LONGEST_SAID = 10_000
"""The most characters passed on of a child's other output."""


class ChildError(Exception):
    """A child process gave no answer; `hung` tells whether it was stopped at the time limit."""

    def __init__(self, what: str, *, hung: bool) -> None:
        super().__init__(what)
        self.hung = hung


def run_in_child(
    module: str,
    function: str,
    *arguments: Any,
    timeout: float,
    hash_seed: int | None = None,
    tell: Callable[[str], object] | None = None,
) -> Any:
    """Call a function by name in a new process and return its result; arguments and result pass as JSON.

    What it wrote beside its answer is given to `tell`, if there is one. The processes that it leaves behind are ended.
    Raises ChildError when it has not answered within `timeout` seconds, or has ended without an answer, and
    KeyboardInterrupt where that is what ended it.

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
            code = _run([sys.executable, "-c", _CHILD, request], answer, said, environment, timeout)
        except subprocess.TimeoutExpired:
            raise ChildError(f"it had not ended after {timeout:g} seconds", hung=True) from None
        try:
            if code == 0:
                answer.seek(0)
                result = json.loads(answer.read())
                if tell is not None and said.seek(0, os.SEEK_END):
                    said.seek(0)
                    tell(inert(said.read(LONGEST_SAID).decode(errors="replace")))
                return result
        except ValueError:
            pass  # it ended abruptly, for example by os._exit(0)
        last = _last_line(said)
    if code == -signal.SIGINT:
        raise KeyboardInterrupt
    ended = f"signal {-code}" if code < 0 else f"exit code {code}"
    raise ChildError(f"its process ended with {ended} and no answer{f': {last}' if last else ''}", hung=False)


def _run(command: list[str], answer: IO[bytes], said: IO[bytes], environment: dict[str, str], timeout: float) -> int:
    """Run a command in a process group of its own, all of which ends with it; return its exit code."""
    child = subprocess.Popen(  # noqa: S603  # this Python, on the code above
        command, stdin=subprocess.DEVNULL, stdout=answer, stderr=said, env=environment, start_new_session=True
    )
    try:
        return child.wait(timeout)
    finally:
        if hasattr(os, "killpg"):
            with suppress(OSError):  # most often nothing is left
                os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.wait()


def _last_line(said: IO[bytes]) -> str:
    """Return the last line that a child wrote to standard error, safe to show."""
    said.seek(max(0, said.seek(0, os.SEEK_END) - 4 * LONGEST_WORD))
    lines = said.read().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return visible(last if len(last) <= LONGEST_WORD else last[:LONGEST_WORD] + "...")
