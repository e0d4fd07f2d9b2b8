"""Hide the plugins of the environment: in the tests, and in each Python that they start, there are only a test's own.

Python imports this module at its start wherever this folder is on PYTHONPATH; `tests/conftest.py` puts it there.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = ("crossregime.regimes", "crossregime.crosswalks")


def hide() -> None:
    """Hide each distribution with plugins that the environment holds; what a test puts on the path is found."""
    given = {Path(each).resolve() for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each}
    environment = {Path(each).resolve() for each in sys.path if each} - given
    every = importlib.metadata.distributions

    def distributions(**context: Any) -> Iterator[importlib.metadata.Distribution]:
        for found in every(**context):
            within = Path(str(found.locate_file(""))).resolve() in environment
            if not (within and any(group in (found.read_text("entry_points.txt") or "") for group in GROUPS)):
                yield found

    importlib.metadata.distributions = distributions


hide()
