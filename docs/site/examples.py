"""Show the examples in docstrings as code: mkdocstrings loads this as an extension of griffe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from griffe import Extension, Object

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docstrings import fenced


class FencedExamples(Extension):
    """Fence the examples of each docstring."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Change the docstring of an object that was read."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)
