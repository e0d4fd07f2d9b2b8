"""Run the examples of a page: the `console` and `python` blocks of its Markdown.

- A block marked `console`: each line `$ COMMAND` is run, and the lines below it are what it prints, errors
  included. A line `...` stands for any lines. A command that fails must be followed by `$ echo $?`.
  `...s` within a line stands for any number of seconds. `pip install` installs what stands beside the page, without a
  network, into a folder that the commands after it see.
- A block marked `python`: with `>>>` it is run as a doctest, without as a script. The blocks of one page
  share their names.

A comment `<!-- shown: Table | Pairs (4) -->` above a console block says which sections of a long output are
kept, each by how it begins, with the most lines of it; the rest becomes `...`.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime import cli

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK = re.compile(
    r"(?:^<!-- shown: (?P<shown>[^\n]*) -->\n)?^```(?P<kind>console|python)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
FOR_A_SHELL = re.compile(r"[|<>;&*$`\n]")
"""A command with one of these is for a shell; any other call of the program is made in this process."""
ELSEWHERE = "..."
SECONDS = "...s"
PIP = "pip install "
OFFLINE = "--quiet --no-index --no-deps --no-build-isolation"
INSTALLED = ".installed"
"""The folder that holds what a page installs."""
CODE = "echo $?"


@dataclass
class Command:
    """One command of a console block and the lines that the page shows under it."""

    text: str
    shown: list[str] = field(default_factory=list)


@dataclass
class Page:
    """Run the examples of one page, in their order and in one folder; `faults` is what a person must mend."""

    folder: Path
    names: dict[str, Any] = field(default_factory=dict)
    code: int = 0
    faults: list[str] = field(default_factory=list)

    def refreshed(self, text: str) -> str:
        """Run every example of the text and give the text with what they print now."""
        with contextlib.chdir(self.folder):
            return BLOCK.sub(self._block, text)

    def _block(self, match: re.Match[str]) -> str:
        body = match["body"]
        new = self._console(body, match["shown"]) if match["kind"] == "console" else self._python(body)
        return match[0] if new == body else match[0].replace(body, new)

    def _console(self, body: str, cuts: str | None) -> str:
        lines = []
        found: list[str] = []
        for command in commands(body):
            if self.code and command.text != CODE:
                self.faults.append(f"`{command.text}`: the one before it failed; show `$ {CODE}` after that")
            output = self.run(command.text)
            if cuts is not None:
                command.shown = cut(output, cuts)
                found += [section[0] for section in sections(output)]
            elif not matches(command.shown, output):
                if ELSEWHERE in command.shown or any(SECONDS in line for line in command.shown):
                    self.faults.append(f"`{command.text}`: mend the lines around `{ELSEWHERE}` by hand")
                else:
                    command.shown = output
            lines += [f"$ {command.text}", *command.shown]
        for name, _ in wanted(cuts or ""):
            if not any(line.startswith(name) for line in found):
                self.faults.append(f"`{lines[0][2:]}`: no section begins with '{name}', as `shown` says")
        if self.code:
            self.faults.append(f"`{lines[0][2:]}`: exit code {self.code}; show `$ {CODE}` after it")
            self.code = 0
        return "".join(f"{line}\n" for line in lines)

    def run(self, text: str) -> list[str]:
        """Run one command and give what it prints, line by line, without blanks at the ends."""
        if text == CODE:
            output, self.code = str(self.code), 0
        elif text.startswith("crossregime ") and not FOR_A_SHELL.search(text) and not Path(INSTALLED).is_dir():
            output, self.code = called(shlex.split(text)[1:])
        else:
            output, self.code = _shell(text)
        return [line.rstrip() for line in output.strip("\n").split("\n")] if output.strip() else []

    def _python(self, body: str) -> str:
        if ">>>" not in body:
            exec(compile(body, "example", "exec"), self.names)  # noqa: S102  # an example of our own pages
            return body
        lines = body.split("\n")
        new: list[str] = []
        at = 0
        for example in doctest.DocTestParser().get_examples(body):
            source = example.lineno + example.source.count("\n")
            new += lines[at:source]
            at = source + example.want.count("\n")
            got = self._evaluated(example.source)
            same = doctest.OutputChecker().check_output(example.want, got, doctest.ELLIPSIS)
            new += (example.want if same else got).splitlines()
        return "\n".join(new + lines[at:])

    def _evaluated(self, source: str) -> str:
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            exec(compile(source, "example", "single"), self.names)  # noqa: S102  # as above
        return stream.getvalue()


def _shell(text: str) -> tuple[str, int]:
    """Run a command in a shell; give what it wrote, errors included, and its exit code."""
    installed, scripts = Path(INSTALLED).resolve(), Path(sys.executable).parent
    if text.startswith(PIP):
        pip = f"{shlex.quote(sys.executable)} -m pip --disable-pip-version-check install {OFFLINE}"
        text = f"{pip} --target {shlex.quote(str(installed))} {text.removeprefix(PIP)}"
    path = filter(None, (str(installed), os.environ.get("PYTHONPATH")))
    environment = {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(path)}
    done = subprocess.run(
        ["/bin/sh", "-c", text],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode


def called(arguments: Sequence[str]) -> tuple[str, int]:
    """Call the program in this process; give what it wrote, errors included, and its exit code."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        try:
            code = cli.main(arguments)
        except SystemExit as end:  # --help and --version end so
            code = int(end.code or 0)
    return stream.getvalue(), code


def commands(body: str) -> Iterator[Command]:
    """Split the text of a console block into commands; a line that ends in a backslash goes on."""
    command: Command | None = None
    going_on = False
    for line in body.splitlines():
        if command is not None and going_on:
            command.text += f"\n{line}"
        elif line.startswith("$ "):
            if command is not None:
                yield command
            command = Command(line[2:])
        elif command is None:
            raise ValueError(f"a console block begins with a command, not with {line!r}")
        else:
            command.shown.append(line)
            continue
        going_on = line.endswith("\\")
    if command is not None:
        yield command


def matches(shown: Sequence[str], output: Sequence[str]) -> bool:
    """Tell whether an output is what a page shows, where a line `...` stands for any lines.

    >>> matches(["a", "...", "d"], ["a", "b", "c", "d"]), matches(["a"], ["a", "b"])
    (True, False)
    >>> matches(["3 passed in ...s"], ["3 passed in 0.12s"]), matches(["3 passed in ...s"], ["4 passed in 0.12s"])
    (True, False)
    """
    seconds = re.escape(SECONDS)
    pattern = "".join(
        "(?:.*\n)*?" if line == ELSEWHERE else re.escape(line).replace(seconds, "[0-9.]+s") + "\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in output)) is not None


def sections(output: Sequence[str]) -> list[list[str]]:
    """Split an output into its sections."""
    found: list[list[str]] = []
    for before, line in zip(["", *output], output, strict=False):
        if not found or (line and not before and not line.startswith(" ")):
            found.append([])
        found[-1].append(line)
    return found


def wanted(cuts: str) -> list[tuple[str, int | None]]:
    """Read which sections are kept: how each begins, and the most lines of it.

    >>> wanted("Table | Pairs (4)")
    [('Table', None), ('Pairs', 4)]
    """
    parts = [re.fullmatch(r"\s*(.*?)(?: \((\d+)\))?\s*", part) for part in cuts.split("|")]
    return [(part[1], int(part[2]) if part[2] else None) for part in parts if part and part[1]]


def cut(output: Sequence[str], cuts: str) -> list[str]:
    """Keep the sections of an output that begin so, each with so many lines at most; `...` for the rest.

    A section starts at the margin, at the top or after a blank line.

    >>> cut(["a 1", "x", "y", "", "b", "", "c 2", "z"], "a (2) | c")
    ['a 1', 'x', '...', 'c 2', 'z']
    """
    kept: list[str] = []
    for section in sections(output):
        most = next((most for name, most in wanted(cuts) if section[0].startswith(name)), 0)
        most = len(section) if most is None else most
        kept += section[:most]
        if most < len(section):
            while kept and not kept[-1]:
                kept.pop()
            if kept[-1:] != [ELSEWHERE]:
                kept.append(ELSEWHERE)
    while kept and not kept[-1]:
        kept.pop()
    return kept
