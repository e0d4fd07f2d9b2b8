"""Read the project's JSON Schemas, and check documents against them with clear messages."""

from __future__ import annotations

import json
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from crossregime.core.dates import day_fault
from crossregime.core.errors import DataError, Fault
from crossregime.core.files.places import SCHEMAS
from crossregime.core.text import as_seen, close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jsonschema import ValidationError
    from jsonschema.protocols import Validator


HEAD = "urn:crossregime:schema:head"
MOST_FAULTS = 200
"""The most faults reported of one document."""


@cache
def read_schema(name: str) -> dict[str, Any]:
    """Read one of the project's JSON Schemas by its short name, for example `outcome`.

    The schema of a document that the program prints points to that of the head of all of them, which is put into
    its `$defs`: what is given needs no other file.

    >>> sorted(read_schema("regimes")["$defs"])
    ['head']
    """
    text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    if f'"{HEAD}#' in text:
        schema.setdefault("$defs", {})["head"] = read_schema("head")
    return schema


def hold_to_schema(document: Any, shown: str, name: str) -> None:
    """Check a folder's NAME.json against its schema, reporting all faults at once; messages call the folder `shown`."""
    hold_document(document, f"{shown}/{name}.json", name)


def hold_document(
    document: Any, shown: str, name: str, place: Callable[[Sequence[str | int]], str] | None = None
) -> None:
    """Check a document against schemas/NAME.schema.json; raise DataError with all faults at once.

    `shown` is how messages name its file, and `place` writes the path of a field where it should say more than
    `written_place`.
    """
    root = read_schema(name)
    found = (
        Fault(shown, what, column=(place or written_place)(way) or None, do=do, matches=matches)
        for error in _validator(name)(root).iter_errors(document)
        for way, what, do, matches in _faults(error, root)
    )
    faults = set(islice(found, MOST_FAULTS))
    if faults:
        ordered = sorted(faults, key=lambda fault: (fault.column or "", fault.what))
        if next(found, None) is not None:
            ordered.append(Fault(shown, "has more faults than these", do="correct these first"))
        raise DataError(f"{shown} breaks its format", faults=ordered)


@cache
def _validator(name: str) -> Any:
    """Return a jsonschema validator that does not look into lists longer than their limit.

    What a reference to the schema's own `$defs` means is looked up once, and the validator of a part of the schema made
    once: the library does both anew for every value.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    each = Draft202012Validator.VALIDATORS["items"]
    root = read_schema(name)
    parts: dict[int, Any] = {}

    def items(validator: Validator, rule: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
        if not isinstance(value, list) or len(value) <= schema.get("maxItems", len(value)):
            yield from each(validator, rule, value, schema) or ()

    def referred(validator: Validator, reference: str, value: Any, _: Any) -> Iterator[ValidationError]:
        document, _, way = reference.partition("#/")
        part = read_schema("head") if document == HEAD else root
        for step in way.split("/"):
            part = part[step]
        yield from validator.descend(value, part)

    made = extend(Draft202012Validator, {"items": items, "$ref": referred})
    evolve = made.evolve

    def kept(self: Any, **changes: Any) -> Any:
        part = changes.get("schema", self.schema)
        if id(part) not in parts:
            parts[id(part)] = evolve(self, schema=part)
        return parts[id(part)]

    made.evolve = kept
    return made


def written_place(way: Sequence[str | int]) -> str:
    """Write the path of a field.

    >>> written_place(["publications", 0, "date"])
    'publications[0].date'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in way).removeprefix(".")


_TYPES = {
    "string": "a text", "integer": "a whole number", "number": "a number", "array": "a list", "object": "an object",
    "boolean": "true or false", "null": "null",
}  # fmt: skip
_Fault = tuple[list["str | int"], str, str, tuple[str, ...]]


def _faults(error: ValidationError, root: dict[str, Any]) -> Iterator[_Fault]:
    """Describe a jsonschema error: the path of the field, what is wrong, what to do, close matches."""
    way, rule, value = list(error.absolute_path), error.validator_value, error.instance
    schema = error.schema if isinstance(error.schema, dict) else {}
    do = _advice(root, error.absolute_schema_path)
    matches: tuple[str, ...] = ()
    if error.validator == "additionalProperties":
        known = list(schema["properties"])
        unknown = (name for name in value if name not in known)
        for name in islice(unknown, MOST_FAULTS + 1):
            do = f"the fields are {', '.join(known)}"
            yield way, f"unknown field '{_cut(name)}'", do, close_matches(name, known)
        return
    if error.validator == "required":
        # The library gives one error a field, and names it in its message alone.
        name = next(each for each in rule if error.message.startswith(f"'{each}'"))
        yield (
            way,
            f"the field '{name}' is missing",
            str(schema.get("properties", {}).get(name, {}).get("description", "")),
            (),
        )
        return
    if "x-what" in schema and error.validator not in _WORDS:
        what = f"{_said(value)} {schema['x-what']}"
    elif error.validator == "enum" and isinstance(value, str):
        known = [str(word) for word in rule]
        what, do, matches = (
            f"unknown {'field' if 'propertyNames' in error.absolute_schema_path else 'word'} {_said(value)}",
            f"write one of {', '.join(known)}",
            close_matches(value, known),
        )
    elif error.validator == "type":
        due = " or ".join(_TYPES[each] for each in ([rule] if isinstance(rule, str) else rule))
        what = f"{_said(value)} where {due} is due"
    elif error.validator == "pattern" and rule.startswith(DAY):
        what, do = day_fault(value)
    elif error.validator == "pattern" and value and not as_seen(value):
        what = "the text holds blanks alone"
    else:
        what = _WORDS.get(str(error.validator), "{value} is not allowed here").format(value=_said(value), rule=rule)
    yield way, what, do, matches


DAY = "^[0-9]{4}-"
"""How the pattern of a day begins."""
_WORDS = {
    "const": "{value} stands where {rule} is due",
    "minimum": "{value} is less than {rule}",
    "maximum": "{value} is more than {rule}",
    "minLength": "the text is empty",
    "maxLength": "the text has more than {rule} characters",
    "minItems": "the list has too few entries: {rule} or more are due",
    "maxItems": "the list has too many entries: {rule} at most",
}


def _advice(root: dict[str, Any], path: Iterable[str | int]) -> str:
    """Return the schema's description of the field, or of the type of field that it refers to."""
    node: Any = root
    advice = before = ""
    for part in path:
        while isinstance(node, dict) and part not in node:  # the library leaves out where it followed a $ref
            node = root["$defs"][node["$ref"].rpartition("/")[2]]
            advice = advice or _said_of(node)
        node = node[part]
        if isinstance(node, dict) and part != "properties":
            advice = _said_of(node) or ("" if before == "properties" else advice)
        before = str(part)
    return advice


def _said_of(node: dict[str, Any]) -> str:
    return str(node.get("x-do") or node.get("description", ""))


def _said(value: Any) -> str:
    """Write a value briefly, as JSON does, but with text in single quotes."""
    if isinstance(value, str):
        return f"'{_cut(value)}'"
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return _cut(json.dumps(value))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}..."
