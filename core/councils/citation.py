"""Cite the sources of the shared datasets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from crossregime.core.files import DATASETS, Folder

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=1)
def _citations() -> Mapping[str, str]:
    rows = Folder(DATASETS, "datasets", trusted=True).rows("sources.csv", "source")
    cited = {}
    for source, publisher, title, published, _address, _licence, author in rows:
        parts = (author, publisher, f'"{title}"' if title else "", published)
        cited[source] = ", ".join(part for part in parts if part)
    return cited


def cite_dataset_source(source: str) -> str:
    """Write a source of the shared datasets as one line, without its address; KeyError if there is none.

    >>> cite_dataset_source("localcouncils-2009")
    'localcouncils.co.uk, 2009'
    """
    return _citations()[source]
