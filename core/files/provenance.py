"""Make the head of every JSON document that the program prints: what it is, and what it was made with."""

from __future__ import annotations

from typing import Any

from crossregime.core.files.folder import dataset_hashes
from crossregime.core.version import __version__


def head(kind: str) -> dict[str, Any]:
    """Return the first fields of a document of a kind: `format`, `kind`, `program` and `datasets`.

    `format` is the version of the form, `program` its name and version, and `datasets` the SHA-256 of each shared
    dataset by file name, so that any figure can be followed to the code and the data behind it
    (schemas/head.schema.json).

    >>> list(head("comparison"))
    ['format', 'kind', 'program', 'datasets']
    """
    return {
        "format": 1,
        "kind": kind,
        "program": {"name": "crossregime", "version": __version__},
        "datasets": dict(dataset_hashes()),
    }
