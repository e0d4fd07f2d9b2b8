"""How many cases are tried where a test tries many: a share of them in the default run, all of them in the deep one.

The profiles of Hypothesis stand in conftest.py; `HYPOTHESIS_PROFILE=deep python -m pytest` tries all.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings

ALL = 100
"""The examples of a property test in a run that tries all cases."""
FEWEST = 8


def cases(number: int) -> int:
    """Give how many of so many cases this run tries."""
    return max(min(number, FEWEST), number * settings.default.max_examples // ALL)


def examples(number: int) -> settings:
    """Let a property test try this run's share of so many examples."""
    return settings(max_examples=cases(number))


def some(items: list[Any]) -> list[Any]:
    """Give the first of the items and as many more, evenly spread, as this run looks at where all are of one kind."""
    return items if settings.default.max_examples >= ALL else items[:: max(1, len(items) // FEWEST)]
