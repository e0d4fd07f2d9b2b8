"""Hold a JSON document of the program to its schema."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from crossregime.core.files.schema import read_schema


def valid(text: str, schema: str) -> dict:
    document = json.loads(text)
    Draft202012Validator(read_schema(schema)).validate(document)
    return document
