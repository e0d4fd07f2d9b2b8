"""Run every example of README.md and docs/, and keep what the pages show current.

    python docs/refresh.py            write what the examples and the program now give into the pages
    python docs/refresh.py --check    change nothing; list what is not current, and exit with 1 if anything is

Three things in a page are kept:

- A block marked `console`: each line `$ COMMAND` is run, and the lines below it are what it prints, errors
  included. A line `...` stands for any lines. A command that fails must be followed by `$ echo $?`.
- A block marked `python`: with `>>>` it is run as a doctest, without as a script. The blocks of one page share
  their names.
- What stands between `<!-- generated: NAME -->` and `<!-- end -->` is made by the function of that name.

A comment `<!-- shown: Table | Pairs (4) -->` above a console block says which paragraphs of a long output are
kept, each by how it begins, with the most lines of it; the rest becomes `...`.

Examples run in a folder of their own that holds docs/examples, one folder a page.
"""

from __future__ import annotations

import argparse
import contextlib
import doctest
import inspect
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import crossregime
from crossregime import cli

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "examples"
BLOCK = re.compile(
    r"(?:^<!-- shown: (?P<shown>[^\n]*) -->\n)?^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
GENERATED = re.compile(r"(^<!-- generated: ([\w -]+) -->\n)(.*?)(^<!-- end -->$)", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"(?P<start>.*?)(?: \((?P<lines>\d+)\))?\Z")
ELSEWHERE = re.compile(r"[|<>;&*$`]")
"""A command with one of these is for a shell; any other call of the program is made in this process."""


def pages() -> list[Path]:
    """List the pages: README.md, CONTRIBUTING.md and every Markdown file of docs and benchmarks."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "benchmarks" / "README.md"]
    return [page for page in found if page.exists()] + sorted((ROOT / "docs").rglob("*.md"))


def name_of(page: Path) -> str:
    """Name a page as messages do."""
    return page.relative_to(ROOT).as_posix()


# Running examples


@dataclass
class Command:
    """One command of a console block and the lines that the page shows under it."""

    text: str
    shown: list[str] = field(default_factory=list)


@dataclass
class Page:
    """Run the examples of one page, in their order and in one folder."""

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
        return match[0].replace(body, new) if new != body else match[0]

    def _console(self, body: str, cuts: str | None) -> str:
        lines = []
        for command in commands(body):
            before = self.code
            if before and command.text != "echo $?":
                self.faults.append(f"`{command.text}` follows a command that failed: show `$ echo $?` after that one")
            output = self.run(command.text)
            if not matches(command.shown, output):
                if "..." in command.shown and cuts is None:
                    self.faults.append(f"`{command.text}`: mend the lines around `...` by hand")
                else:
                    command.shown = output if cuts is None else cut(output, cuts)
            lines += [f"$ {command.text}", *command.shown]
        if self.code:
            self.faults.append(f"`{lines[0][2:]}` ended with {self.code}: show `$ echo $?` after it")
            self.code = 0
        return "".join(f"{line}\n" for line in lines)

    def run(self, text: str) -> list[str]:
        """Run one command and give what it prints, line by line, without blanks at the ends."""
        if text == "echo $?":
            output, self.code = str(self.code), 0
        elif text.startswith("crossregime ") and not ELSEWHERE.search(text):
            stream = io.StringIO()
            with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
                try:
                    self.code = cli.main(shlex.split(text)[1:])
                except SystemExit as end:  # --help and --version end so
                    self.code = int(end.code or 0)
            output = stream.getvalue()
        else:
            scripts = Path(sys.executable).parent
            done = subprocess.run(
                ["/bin/sh", "-c", text],
                env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
            )  # fmt: skip
            output, self.code = done.stdout, done.returncode
        return [line.rstrip() for line in output.strip("\n").split("\n")] if output.strip() else []

    def _python(self, body: str) -> str:
        if ">>>" not in body:
            exec(compile(body, "example", "exec"), self.names)  # noqa: S102  # an example of our own pages
            return body
        parsed = doctest.DocTestParser().get_examples(body)
        lines = body.split("\n")
        new: list[str] = []
        at = 0
        for example in parsed:
            source = example.source.count("\n")
            new += lines[at : example.lineno + source]
            at = example.lineno + source + example.want.count("\n")
            got = self._evaluate(example)
            same = doctest.OutputChecker().check_output(example.want, got, doctest.ELLIPSIS)
            new += (example.want if same else got).splitlines()
        return "\n".join(new + lines[at:])

    def _evaluate(self, example: doctest.Example) -> str:
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            try:
                exec(compile(example.source, "example", "single"), self.names)  # noqa: S102  # as above
            except Exception as error:  # noqa: BLE001  # an example may show any error
                return f"Traceback (most recent call last):\n    ...\n{_named(error)}\n"
        return stream.getvalue()


def _named(error: Exception) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name}: {error}"


def commands(body: str) -> Iterator[Command]:
    """Split the text of a console block into commands; a line that ends in a backslash goes on."""
    command: Command | None = None
    going_on = False
    for line in body.splitlines():
        if going_on and command is not None:
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
    """
    pattern = "".join("(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in output)) is not None


def cut(output: Sequence[str], cuts: str) -> list[str]:
    """Keep the paragraphs of an output that begin so, each with so many lines at most; `...` for the rest.

    >>> cut(["a 1", "x", "y", "", "b", "", "c 2", "z"], "a (2) | c")
    ['a 1', 'x', '...', 'c 2', 'z']
    """
    kept: list[str] = []
    wanted = [NAMED.match(part.strip()) for part in cuts.split("|")]
    paragraphs: list[list[str]] = [[]]
    for before, line in zip(["", *output], output, strict=False):
        # A section starts at the margin after a blank line.
        if line and not before and not line.startswith(" ") and paragraphs[-1]:
            paragraphs.append([])
        paragraphs[-1].append(line)
    for paragraph in paragraphs:
        found = next((each for each in wanted if each and paragraph[0].startswith(each["start"])), None)
        most = 0 if found is None else int(found["lines"] or len(paragraph))
        kept += paragraph[:most]
        if most < len(paragraph):
            while kept and not kept[-1]:
                kept.pop()
            if kept[-1:] != ["..."]:
                kept.append("...")
    while kept and not kept[-1]:
        kept.pop()
    return kept


# What is generated


def command_line() -> str:
    """Make the reference of every command from the program's own help."""
    parser = cli._parser()  # noqa: SLF001  # the reference of the command line is made from its parser
    with _columns(100):
        parts = [f"```text\n{parser.format_help()}```\n"]
        for action in parser._actions:  # noqa: SLF001  # argparse has no other way to list commands
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # as above
                parts += [f"## {name}\n\n```text\n{each.format_help()}```\n" for name, each in action.choices.items()]
    return "\n".join(parts)


@contextlib.contextmanager
def _columns(width: int) -> Iterator[None]:
    """Fix the width and take the colour out of argparse's help."""
    kept = {name: os.environ.get(name) for name in ("COLUMNS", "NO_COLOR")}
    os.environ.update(COLUMNS=str(width), NO_COLOR="1")
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def python_names() -> str:
    """Make the reference of the public names from their docstrings."""
    parts = []
    for name in sorted(crossregime.__all__, key=str.casefold):
        thing = getattr(crossregime, name)
        if not callable(thing):
            continue
        head = name if inspect.isclass(thing) else name + _signature(thing)
        parts.append(f"### {name}\n\n```text\n{head}\n```\n\n{_prose(inspect.getdoc(thing) or '')}\n")
        if inspect.isclass(thing):
            rows = [(f"`{member}`", about) for member, about in _members(thing)]
            if rows:
                parts.append(_table(("member", "what it is"), rows))
    return "\n".join(parts)


def _signature(thing: Callable[..., object]) -> str:
    try:
        return str(inspect.signature(thing)).replace("'", "")
    except ValueError:  # no signature to be had
        return "(...)"


def _prose(text: str) -> str:
    """Make Markdown of a docstring: its examples become blocks that are not run again here."""
    lines: list[str] = []
    example = False
    for line in text.split("\n"):
        if line.startswith(">>>") != example and (line.startswith(">>>") or not line.strip()):
            lines += ["```pycon"] if not example else ["```"]
            example = not example
        lines.append(line)
    return "\n".join(lines + ["```"] * example)


def _members(thing: type) -> Iterator[tuple[str, str]]:
    """List the public properties and methods that a class documents itself."""
    for name, member in vars(thing).items():
        documented = inspect.getdoc(member) if not name.startswith("_") else None
        if documented and (callable(member) or hasattr(member, "__get__")):
            shown = name + _signature(member).replace("(self, ", "(").replace("(self)", "()") if callable(member) else name
            yield shown.split(" -> ", maxsplit=1)[0], documented.split("\n\n")[0].replace("\n", " ")


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def csv_files() -> str:
    """Make the field tables of the CSV files of a regime from their schemas."""
    return "\n".join(_csv_file(path.name.removesuffix(".schema.json")) for path in _row_schemas())


def _row_schemas() -> list[Path]:
    order = ["outcome", "total", "source"]
    found = [
        path
        for path in sorted((ROOT / "schemas").glob("*.schema.json"))
        if _schema(path.name.removesuffix(".schema.json"))["title"].startswith("A row of ")
    ]
    return sorted(found, key=lambda path: (order + [path.name.removesuffix(".schema.json")]).index(path.name.removesuffix(".schema.json")))


def _csv_file(name: str) -> str:
    schema = _schema(name)
    file = schema["title"].removeprefix("A row of ")
    rows = []
    for column, rule in schema["properties"].items():
        empty = "may be empty" if _may_be_empty(rule) else ""
        words = ", ".join(f"`{word}`" for word in rule.get("enum", ()) if word)
        rows.append((f"`{column}`", ": ".join(part for part in (rule.get("description", ""), words) if part), empty))
    parts = [f"## {file}\n", f"{schema['description']}\n", _table(("column", "what it holds", ""), rows)]
    parts += [f"{_condition(each)}\n" for each in schema.get("allOf", ())]
    return "\n".join(parts)


def _may_be_empty(rule: Mapping[str, Any]) -> bool:
    if "enum" in rule:
        return "" in rule["enum"]
    if rule.get("minLength", 0) or rule.get("const"):
        return False
    if "anyOf" in rule:
        return any(_may_be_empty(option) for option in rule["anyOf"])
    return re.search(rule.get("pattern", ""), "") is not None


def _condition(rule: Mapping[str, Any]) -> str:
    """Say a conditional rule of a row in words."""

    def words(properties: Mapping[str, Any]) -> str:
        said = []
        for name, part in properties.items():
            if part.get("const") == "":
                said.append(f"`{name}` is empty")
            elif "const" in part or "enum" in part:
                values = part["enum"] if "enum" in part else [part["const"]]
                said.append(f"`{name}` is {_either(values)}")
            elif "minLength" in part:
                said.append(f"`{name}` is not empty")
            else:
                said.append(f"`{name}` matches `{part.get('pattern', '')}`")
        return " and ".join(said)

    return f"Where {words(rule['if']['properties'])}: {words(rule['then']['properties'])}."


def _either(values: Sequence[str]) -> str:
    quoted = [f"`{value}`" for value in values]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def regime_json() -> str:
    """Make the field tables of regime.json from its schema."""
    return _objects(_schema("regime"))


def comparison_json() -> str:
    """Make the field tables of the JSON of a comparison from its schema."""
    return _objects(_schema("comparison"))


def _objects(schema: Mapping[str, Any]) -> str:
    """Make one table of each object of a schema, the outermost first."""
    definitions = schema.get("$defs", {})
    parts: list[str] = []
    queue: list[tuple[str, Mapping[str, Any]]] = [("", schema)]
    done: set[str] = set()
    while queue:
        path, entry = queue.pop(0)
        needed = set(entry.get("required", ()))
        rows = []
        for name, rule in entry.get("properties", {}).items():
            if name.startswith("$"):
                continue
            full, where = _resolved(rule, definitions), f"{path}.{name}" if path else name
            inner, place = _inner(full, where, definitions)
            about = rule.get("description") or full.get("description", "")
            if inner is not None and inner.get("properties"):
                key = rule.get("$ref", full.get("items", {}).get("$ref", place))
                if key not in done:
                    done.add(key)
                    queue.append((place, inner))
            rows.append((f"`{name}`", _kind(rule, full, definitions), about, "" if name in needed else "optional"))
        parts.append((f"### `{path}`\n\n" if path else "") + _table(("field", "kind", "what it holds", ""), rows))
    return "\n".join(parts)


def _resolved(rule: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in rule:
        return rule
    target: Mapping[str, Any] = definitions[rule["$ref"].rsplit("/", 1)[1]]
    return target


def _inner(
    rule: Mapping[str, Any], where: str, definitions: Mapping[str, Any]
) -> tuple[Mapping[str, Any] | None, str]:
    """Find the object that a field holds, itself or in a list."""
    for option in (rule, *rule.get("anyOf", ()), *rule.get("oneOf", ())):
        option = _resolved(option, definitions)
        if "items" in option:
            found, place = _inner(_resolved(option["items"], definitions), f"{where}[]", definitions)
            if found is not None:
                return found, place
        if "properties" in option:
            return option, where
    return None, where


def _kind(rule: Mapping[str, Any], full: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    if "const" in full:
        return f"`{json.dumps(full['const'])}`"
    if "enum" in full:
        return ", ".join(f"`{json.dumps(value).strip(chr(34))}`" for value in full["enum"])
    if "anyOf" in full or "oneOf" in full:
        options = full.get("anyOf", full.get("oneOf", ()))
        return " or ".join(dict.fromkeys(_kind(each, _resolved(each, definitions), definitions) for each in options))
    named = {"id": "id", "dotted": "id", "date": "date", "words": "text", "text": "text"}
    reference = rule.get("$ref", "").rsplit("/", 1)[-1]
    if reference in named:
        return named[reference]
    kinds = full.get("type", "anything")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "array": "list"}
    said = " or ".join(words.get(kind, kind) for kind in kinds)
    if "array" in kinds and "items" in full:
        inner = full["items"]
        said += f" of {_kind(inner, _resolved(inner, definitions), definitions)}s".replace("objects", "objects")
    return said


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    keep = [column for column in range(len(heads)) if any(row[column] for row in rows)]

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells[column].replace('|', chr(92) + '|') for column in keep)} |\n"

    return line(heads) + line(["---"] * len(heads)) + "".join(map(line, rows))


GENERATORS: Mapping[str, Callable[[], str]] = {
    "command line": command_line,
    "python names": python_names,
    "csv files": csv_files,
    "regime.json": regime_json,
    "comparison json": comparison_json,
}


def regenerated(text: str) -> str:
    """Give a page's text with every generated part made anew; parts that differ in blanks alone are left."""

    def part(match: re.Match[str]) -> str:
        new = GENERATORS[match[2]]()
        return match[0] if new.split() == match[3].split() else f"{match[1]}\n{new.strip()}\n\n{match[4]}"

    return GENERATED.sub(part, text)


def refreshed(page: Path) -> tuple[str, list[str]]:
    """Give a page's text with everything current, and the faults that only a person can mend."""
    with tempfile.TemporaryDirectory() as folder:
        if EXAMPLES.is_dir():
            shutil.copytree(EXAMPLES, Path(folder) / "docs" / "examples")
        run = Page(Path(folder))
        text = regenerated(run.refreshed(page.read_text(encoding="utf-8")))
    return text, run.faults


def main() -> int:
    """Refresh every page, or check them."""
    parser = argparse.ArgumentParser(description="Run the examples of the documentation and bring it up to date.")
    parser.add_argument("pages", nargs="*", type=Path, help="all pages by default")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a page is not current")
    options = parser.parse_args()
    code = 0
    for page in [each.resolve() for each in options.pages] or pages():
        text, faults = refreshed(page)
        if text != page.read_text(encoding="utf-8"):
            print(f"{name_of(page)}: {'not current' if options.check else 'brought up to date'}")
            if options.check:
                code = 1
            else:
                page.write_text(text, encoding="utf-8")
        for fault in faults:
            code = 1
            print(f"{name_of(page)}: {fault}")
    return code


if __name__ == "__main__":
    sys.exit(main())
