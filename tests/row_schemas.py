"""The schemas of rows, checked by the compiled expressions and by the jsonschema library."""

from __future__ import annotations

import re
from functools import cache

import polars as pl
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from crossregime.core.files.places import SCHEMAS
from crossregime.core.files.rowschema import check_rows
from crossregime.core.files.schema import read_schema

NAMES = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))


ROWS = {found[1]: name for name in NAMES if (found := re.fullmatch(r"A row of (\S+\.csv)", read_schema(name)["title"]))}


def _pattern(_validator, pattern, instance, _schema):
    """Match as JSON Schema means it: `$` is the end alone; in Python it also stands before a line end."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def validator(name):
    """Make the jsonschema library's validator of a schema."""
    return extend(Draft202012Validator, {"pattern": _pattern})(read_schema(name))


def faults(name, row):
    """Give the columns of a row that the jsonschema library refuses."""
    return sorted({error.absolute_path[0] for error in validator(name).iter_errors(row)})


def compiled_faults(name, rows):
    """Give the columns of each row that the compiled expressions refuse."""
    frame = pl.DataFrame(rows, schema=dict.fromkeys(read_schema(name)["properties"], pl.String))
    found: list[set[str]] = [set() for _ in rows]
    for fault in check_rows(frame.with_row_index("row", offset=2), name, "mine.csv"):
        found[fault.row - 2].add(fault.column)
    return [sorted(columns) for columns in found]
