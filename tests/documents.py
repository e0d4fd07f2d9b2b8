"""Hold a JSON document of the program to its schema."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from crossregime.core.files.schema import read_schema

from .depth import some


@cache
def validator(schema: str) -> Draft202012Validator:
    """Make what holds documents to a schema, by its name."""
    return Draft202012Validator(read_schema(schema))


def thinned(value: Any) -> Any:
    """Leave out most items of each long list, of all of which a schema says the same: the library is slow."""
    if isinstance(value, dict):
        return {key: thinned(each) for key, each in value.items()}
    return [thinned(each) for each in some(value)] if isinstance(value, list) else value


def hold(document: Any, schema: str) -> None:
    """Hold a document to a schema."""
    validator(schema).validate(thinned(document))


def valid(text: str, schema: str) -> Any:
    """Read a document that keeps a schema."""
    document = json.loads(text)
    hold(document, schema)
    return document
