"""A file of sources to spoil, and what is said of it."""

from __future__ import annotations

import pytest

from crossregime.core.errors import DataError

HEADER = "source,publisher,title,published,address,licence"
ROW = "paper,The Paper,Häuser & councils,2003-11-14,,cited"


def sources(folder, content):
    """Write sources.csv and read it as a table."""
    data = content if isinstance(content, bytes) else content.encode()
    (folder.path / "sources.csv").write_bytes(data)
    return folder.table("sources.csv", "source")


def faults(folder, content):
    """Give the problems for which sources.csv can't be read."""
    with pytest.raises(DataError) as caught:
        sources(folder, content)
    assert caught.value.exit_code == 3
    return list(caught.value.faults)


def only(folder, content):
    """Give the one problem of sources.csv."""
    (fault,) = faults(folder, content)
    assert fault.file == "./mine/sources.csv"
    return fault
