"""Read the project's JSON Schemas, and hold a document to one in words that say where and what to do."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import DataError, Problem, close_matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.files import Folder

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
HEAD = "urn:crossregime:schema:head"


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


def hold_to_schema(document: Any, folder: Folder, name: str) -> None:
    """Hold a folder's NAME.json to schemas/NAME.schema.json, all problems at once."""
    hold_document(document, f"{folder.shown}/{name}.json", name)


def hold_document(document: Any, shown: str, name: str) -> None:
    """Hold a document to schemas/NAME.schema.json, all problems at once; `shown` is how messages name its file."""
    from jsonschema import Draft202012Validator

    problems = []
    for error in Draft202012Validator(read_schema(name)).iter_errors(document):
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
        known: Sequence[str] = ()
        do, what = str(error.schema.get("description", "")), error.message
        if error.validator == "enum":
            known, do = error.validator_value, ""
        elif error.validator == "required":
            # The name of the field that is lacking stands in the message alone.
            missing = error.message.split("'")[1]
            do = f"{missing}: {error.schema['properties'].get(missing, {}).get('description', do)}"
        elif error.validator == "not":
            what = f"{error.instance!r} can't stand here"
        elif error.validator == "additionalProperties":
            known = tuple(error.schema["properties"])
        words = [word for word in what.split("'")[1::2] if word not in known]
        matches = close_matches(words[0], known) if words and known else ()
        what = what if len(what) <= 200 else what[:200] + "..."
        problems.append(Problem(shown, what, column=place[1:] or None, do=do, matches=matches))
    if problems:
        problems.sort(key=lambda problem: (problem.column or "", problem.what))
        raise DataError(f"{shown} breaks its format", problems=problems)
