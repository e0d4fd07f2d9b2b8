"""A folder of one's own."""

from __future__ import annotations

import pytest

from crossregime.core.files.folder import Folder


@pytest.fixture
def folder(tmp_path):
    """An empty folder, as messages name it."""
    return Folder(tmp_path, "./mine")
