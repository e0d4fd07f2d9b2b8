"""Check the rows of a CSV by polars expressions compiled from the JSON Schema of one row.

A row is an object of strings (an empty cell is an empty string). The keywords that a row's schema may use are
those of `_compile`; any other is a fault of the schema and raises TypeError, so that no rule is silently
ignored. The property tests hold these expressions and the jsonschema library to the same verdict.
"""

from __future__ import annotations

import json
import math
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from crossregime.core.dates import day_fault
from crossregime.core.errors import Fault
from crossregime.core.files.faults import sampled
from crossregime.core.files.schema import DAY, read_schema
from crossregime.core.text import as_seen, close_matches, unfit

if TYPE_CHECKING:
    import polars as pl

_ANNOTATIONS = {"$schema", "$id", "title", "description", "examples", "type", "x-what", "x-do", "x-rows"}


def check_rows(frame: pl.DataFrame, schema: str, shown: str) -> list[Fault]:
    """List every cell of a frame that breaks its schema, by row and column.

    `frame` has the schema's columns as strings and `row`. The good case costs one pass.
    """
    import polars as pl

    if frame.is_empty():
        return []
    checks = compiled(schema)
    failed = frame.select((~check).any().alias(str(index)) for index, (_, check, _) in enumerate(checks))
    faults = []
    for (column, check, rule), fails in zip(checks, failed.row(0), strict=True):
        if not fails:
            continue
        bad = frame.filter(~check).select("row", pl.col(column).alias("value"))
        faults += sampled(shown, column, bad.iter_rows(), partial(_fault, rule))
    return sorted(faults, key=lambda fault: fault.row or math.inf)


@cache
def compiled(schema: str) -> tuple[tuple[str, pl.Expr, dict[str, Any]], ...]:
    """Compile a row's schema into (column, expression that is true for a good cell, rule)."""
    import polars as pl

    rules = read_schema(schema)
    unknown = set(rules) - _ANNOTATIONS - {"properties", "required", "additionalProperties", "allOf"}
    if unknown:
        raise TypeError(f"{schema}: a row's schema can't use {sorted(unknown)}")
    checks = [(name, _compile(rule, pl.col(name)), rule) for name, rule in rules["properties"].items()]
    for condition in rules.get("allOf", []):
        when = pl.all_horizontal(_compile(rule, pl.col(name)) for name, rule in condition["if"]["properties"].items())
        for name, rule in condition["then"]["properties"].items():
            checks.append((name, ~when | _compile(rule, pl.col(name)), rule))
    return tuple(checks)


def _compile(rule: dict[str, Any], cell: pl.Expr) -> pl.Expr:
    import polars as pl

    result = pl.lit(value=True)
    for keyword, value in rule.items():
        if keyword in _ANNOTATIONS:
            continue
        if keyword == "enum":
            result &= cell.is_in(value)
        elif keyword == "const":
            result &= cell == value
        elif keyword == "pattern":
            result &= cell.str.contains(value)
        elif keyword == "minLength":
            result &= cell.str.len_chars() >= value
        elif keyword == "maxLength":
            result &= cell.str.len_chars() <= value
        elif keyword == "anyOf":
            result &= pl.any_horizontal(_compile(option, cell) for option in value)
        else:
            raise TypeError(f"a row's schema can't use '{keyword}'")
    return result


def _fault(rule: dict[str, Any], value: str) -> Fault:
    """Describe the fault of a cell, without its place."""
    allowed = rule.get("enum", [])
    if value == "":
        what = "the cell is empty"
    elif found := unfit(value):
        what = f"the cell has {found}"
    elif len(value) > 60:
        what = f"'{value[:60]}...', of {len(value):,} characters, is not allowed here"
    else:
        what = f"'{value}' is not allowed here" if as_seen(value) else "the cell holds blanks alone"
    do = rule.get("x-do") or rule.get("description", "")
    if len(value) > (most := rule.get("maxLength", math.inf)):
        do = f"{do}; a cell has at most {most:,} characters"
    if value and DAY in json.dumps(rule):
        what, do = day_fault(value)
    if allowed:
        do = "write one of " + ", ".join(word or "(empty)" for word in allowed)
    return Fault("", rule.get("x-what", what), do=do, matches=close_matches(value, allowed))
