"""Make the parts of the reference that stand elsewhere already: in help, docstrings and schemas."""

from __future__ import annotations

import contextlib
import inspect
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from docstrings import fenced
from house import drawing, rooms

import crossregime
from crossregime.commands import SUMMARIES
from crossregime.commands.help import program_help
from crossregime.commands.parser import command_parser
from crossregime.core.files.places import DATASETS, SCHEMAS
from crossregime.core.files.schema import read_schema
from crossregime.core.statistics import ENTRIES, FAMILIES, OF_RATERS, WITH_WEIGHTS, Entry, statistics

PART = re.compile(r"(^<!-- generated: ([\w. -]+) -->\n)(.*?)(^<!-- end -->$)", re.MULTILINE | re.DOTALL)
Schema = Mapping[str, Any]


def regenerated(text: str) -> str:
    """Give a page's text with every generated part made anew.

    A part that differs in blanks alone is left as it is: releases of Python break lines of help differently.
    """

    def part(match: re.Match[str]) -> str:
        new = GENERATORS[match[2]]()
        return match[0] if new.split() == match[3].split() else f"{match[1]}\n{new.strip()}\n\n{match[4]}"

    return PART.sub(part, text)


# The command line


def command_line() -> str:
    """Give the help of the program and of each command."""
    with _columns(100):
        parts = [f"```text\n{program_help()}```\n"]
        parts += [f"## {name}\n\n```text\n{command_parser(name)[0].format_help()}```\n" for name in SUMMARIES]
    return "\n".join(parts)


@contextlib.contextmanager
def _columns(width: int) -> Iterator[None]:
    """Fix the width of argparse's help and take the colour out."""
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


# The Python names

PYTHON = Path(__file__).resolve().parent / "reference" / "python"
NAMED_THERE = re.compile(r"^::: crossregime\.(\S+)$", re.MULTILINE)
"""How a page of the reference asks for the docstring of a name; the site puts it there (docs/site)."""


def python_names() -> str:
    """Give a table of the public names on each page of the Python reference, each with what it is in a line."""
    parts = []
    for page in sorted(PYTHON.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        rows = [
            (f"[`{name}`](python/{page.name}#crossregime.{name})", _first_line(name))
            for name in NAMED_THERE.findall(text)
        ]
        title = text.partition("\n")[0].removeprefix("# ")
        parts.append(f"### {title}\n\n{_table(('name', 'what it is'), rows)}")
    return "\n".join(parts)


def _first_line(name: str) -> str:
    """Give the first line of the docstring of a public name."""
    thing: Any = crossregime
    for part in name.split("."):
        thing = import_module(f"{thing.__name__}.{part}") if part == "testing" else getattr(thing, part)
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def _signature(thing: Callable[..., object]) -> str:
    try:
        return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(thing)))
    except ValueError:  # something made elsewhere, without a signature
        return "(...)"


# The files of a regime


NEEDED = ("outcome", "source")
"""The schemas of the files that every regime has."""
BOTH = ("name",)
"""Those of files that a regime may have and the datasets have too."""


def regime_csv() -> str:
    """Give a table of the columns of each CSV file of a regime, from the schema of one row."""
    return "\n".join(_csv_file(name) for name in (*NEEDED, *sorted((*BOTH, *_row_schemas(shared=False)))))


def fact_csv() -> str:
    """Give the same of the file that `--facts` takes."""
    return _csv_file("fact")


def shared_csv() -> str:
    """Give the same of the files of datasets."""
    return "\n".join(_csv_file(name) for name in _row_schemas(shared=True))


def _row_schemas(*, shared: bool) -> list[str]:
    """Name the schemas of rows of files that are in datasets, or of those that a regime may have."""
    names = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))
    return [
        name for name in names if name not in NEEDED and (file := _file(name)) and (DATASETS / file).is_file() == shared
    ]


def _file(name: str) -> str:
    """Name the CSV file that a schema is of; empty for other schemas."""
    title = str(read_schema(name)["title"])
    return title.removeprefix("A row of ") if title.startswith("A row of ") else ""


def _csv_file(name: str) -> str:
    schema = read_schema(name)
    rows = []
    for column, rule in schema["properties"].items():
        words = ", ".join(f"`{word}`" for word in rule.get("enum", ()) if word)
        about = ": ".join(part for part in (rule.get("description", ""), words) if part)
        rows.append((f"`{column}`", about, _empty(column, rule, schema)))
    heads = ("column", "what it holds", "may be empty")
    parts = [f"### {_file(name) or schema['title']}\n", f"{schema['description']}\n", _table(heads, rows)]
    return "\n".join(parts + [f"{_condition(each)}\n" for each in schema.get("allOf", ())])


def _empty(column: str, rule: Schema, schema: Schema) -> str:
    """Say whether a cell may be empty, and whether the column may be left out."""
    if column not in schema["required"]:
        return "yes; the column may be left out"
    return "yes" if _may_be_empty(rule) else ""


def _may_be_empty(rule: Schema) -> bool:
    if "enum" in rule:
        return "" in rule["enum"]
    if "anyOf" in rule:
        return any(_may_be_empty(option) for option in rule["anyOf"])
    if rule.get("minLength") or rule.get("const"):
        return False
    return re.search(rule.get("pattern", ""), "") is not None


def _condition(rule: Schema) -> str:
    """Say a conditional rule of a row in words."""
    when, then = (
        " and ".join(_said(name, part) for name, part in rule[half]["properties"].items()) for half in ("if", "then")
    )
    return f"Where {when}: {then}."


def _said(name: str, rule: Schema) -> str:
    values = rule.get("enum", [rule["const"]] if "const" in rule else [])
    if values == [""]:
        return f"`{name}` is empty"
    if values:
        return f"`{name}` is {_either([f'`{value}`' if value else 'empty' for value in values])}"
    if rule.get("minLength"):
        return f"`{name}` is not empty"
    return f"`{name}` matches `{rule['pattern']}`"


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


# Objects of JSON


def regime_json() -> str:
    """Give a table of the fields of each object in regime.json, from its schema."""
    return _objects(read_schema("regime"))


def rule_json() -> str:
    """Give a table of the fields of each object in rule.json, from its schema."""
    return _objects(read_schema("rule"))


def crosswalk_json() -> str:
    """Give a table of the fields of each object in a crosswalk file, from its schema."""
    return _objects(read_schema("crosswalk"))


def comparison_json() -> str:
    """Give a table of the fields of each object in the JSON of a comparison, from its schema."""
    return _objects(read_schema("comparison"))


def schema_files() -> str:
    """Give a table of every schema: what it is of, and what that holds."""
    rows = []
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = read_schema(path.name.removesuffix(".schema.json"))
        title = str(schema["title"]).removeprefix("A row of ")
        rows.append((f"[`{path.name}`](../../schemas/{path.name})", title, str(schema.get("description", ""))))
    return _table(("schema", "of", "what it holds"), rows)


def json_documents() -> str:
    """Give the outermost fields of each JSON document that a command prints."""
    parts = []
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = read_schema(path.name.removesuffix(".schema.json"))
        if not str(schema["title"]).startswith("crossregime ") or path.name == "comparison.schema.json":
            continue
        rows = [(f"`{field}`", rule.get("description", "")) for field, rule in schema.get("properties", {}).items()]
        about = schema.get("description", "")
        parts.append(f"### {schema['title']}\n\n{about}\n\n{_table(('field', 'what it holds'), rows) if rows else ''}")
    return "\n".join(parts)


def _objects(schema: Schema) -> str:
    """Make one table of each object of a schema, the outermost first, each where it first stands."""
    own: Schema = schema.get("$defs", {})
    definitions = {**own.get("head", {}).get("$defs", {}), **own}
    parts = []
    queue: list[tuple[str, Schema]] = [("", schema)]
    done: list[Schema] = []
    for path, entry in queue:
        needed = entry.get("required", ())
        rows = []
        for name, rule in entry["properties"].items():
            if name.startswith("$"):
                continue
            full = _resolved(rule, definitions)
            inner, place = _inner(full, f"{path}.{name}" if path else name, definitions)
            if inner is not None and inner not in done:
                done.append(inner)
                queue.append((place, inner))
            about = rule.get("description") or full.get("description", "")
            rows.append((f"`{name}`", _kind(rule, definitions), about, "" if name in needed else "yes"))
        head = f"### `{path}`\n\n" if path else ""
        parts.append(head + _table(("field", "kind", "what it holds", "may be left out"), rows))
    return "\n".join(parts)


def _resolved(rule: Schema, definitions: Schema) -> Schema:
    if "$ref" not in rule:
        return rule
    target: Schema = definitions[rule["$ref"].rsplit("/", 1)[1]]
    return target


def _options(rule: Schema) -> Sequence[Schema]:
    options: Sequence[Schema] = rule.get("anyOf", rule.get("oneOf", ()))
    return options


def _inner(rule: Schema, path: str, definitions: Schema) -> tuple[Schema | None, str]:
    """Find the object that a field holds, itself or in a list, and its path."""
    for each in (rule, *_options(rule)):
        option = _resolved(each, definitions)
        if "properties" in option:
            return option, path
        if "items" in option:
            found, place = _inner(_resolved(option["items"], definitions), f"{path}[]", definitions)
            if found is not None:
                return found, place
    return None, path


NAMED = {"id": "id", "dotted": "id", "scale_name": "id", "date": "date", "words": "text", "text": "text"}
TYPES = {"string": "text", "integer": "whole number", "boolean": "true or false"}


def _kind(rule: Schema, definitions: Schema) -> str:
    """Say what kind of value a field takes."""
    full = _resolved(rule, definitions)
    values = full.get("enum", [full["const"]] if "const" in full else [])
    reference = rule.get("$ref", "").rsplit("/", 1)[-1]
    if values:
        return _either([f"`{value if isinstance(value, str) else json.dumps(value)}`" for value in values])
    if _options(full):
        return " or ".join(dict.fromkeys(_kind(each, definitions) for each in _options(full)))
    if reference in NAMED:
        return NAMED[reference]
    kinds = full.get("type", "anything")
    said = []
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if kind == "array":
            said.append(f"list of {_kind(full['items'], definitions)}" if "items" in full else "list")
        else:
            said.append(TYPES.get(kind, kind))
    return " or ".join(said)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a Markdown table, without columns that are empty throughout."""
    keep = [column for column in range(len(heads)) if any(row[column] for row in rows)]

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells[column].replace('|', chr(92) + '|') for column in keep)} |\n"

    return line(heads) + line(["---"] * len(heads)) + "".join(map(line, rows))


# The statistics


def statistics_table() -> str:
    """Give a table of the statistics, family by family, each with a link to its page."""
    parts = []
    for family, title in FAMILIES.items():
        rows = [
            (
                f"[{each.name}](statistics/{each.name}.md){' *' if each.default else ''}",
                each.title,
                "yes" if each.bounded else "no",
                ", ".join(each.inference) or "none",
            )
            for each in ENTRIES
            if each.family == family
        ]
        parts.append(f"### {title}\n\n" + _table(("name", "what it is", "bounds", "chance"), rows))
    return "\n\n".join(parts)


def statistic_page(entry: Entry) -> str:
    """Give what the catalogue and the docstring say of a statistic."""
    compute = getattr(statistics, entry.name)
    rows = [
        ("definition", entry.formula),
        ("range", entry.range),
        ("direction", entry.direction),
        ("needs", "; ".join(entry.needs) or "any two judgements"),
        *((("assumes", "; ".join(entry.assumptions)),) if entry.assumptions else ()),
        ("bounds", "yes" if entry.bounded else "none"),
        ("chance", entry.chance),
        *(("source", reference) for reference in entry.references),
    ]
    escaped = [(head, text.replace("|", "\\|")) for head, text in rows]
    about = f"{entry.about}\n\n{_table(('', ''), escaped)}\n\n"
    call = f"```text\ncrossregime.statistics.{entry.name}{_signature(compute)}\n```\n\n"
    return about + call + fenced(inspect.getdoc(compute) or "")


GENERATORS: Mapping[str, Callable[[], str]] = {
    "house": drawing,
    "rooms": rooms,
    "command line": command_line,
    "python names": python_names,
    "regime csv": regime_csv,
    "fact csv": fact_csv,
    "shared csv": shared_csv,
    "regime.json": regime_json,
    "rule.json": rule_json,
    "comparison json": comparison_json,
    "crosswalk json": crosswalk_json,
    "schema files": schema_files,
    "json documents": json_documents,
    "statistics": statistics_table,
    **{
        f"statistic {each.name}": partial(statistic_page, each)
        for each in (*ENTRIES, *WITH_WEIGHTS.values(), *OF_RATERS.values())
    },
}
