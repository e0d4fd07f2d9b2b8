"""Fill a template in: the texts that every new package shares, and the examples, stand in the folder `templates`."""

from __future__ import annotations

from pathlib import Path
from string import Template

from crossregime.core.files import Folder

TEMPLATES = Path(__file__).parent / "templates"


def filled(template: str, **words: object) -> bytes:
    """Read a template and put words in the places that it marks as `${word}`.

    KeyError where one is missing: a dollar sign that is none of these is written twice.

    >>> filled("regime_module.txt", id="mine").decode().splitlines()[0]
    '\"\"\"The regime mine: the files of this folder.\"\"\"'
    """
    return Template(Folder(TEMPLATES, "templates", trusted=True).read(template)).substitute(words).encode()


def examples(folder: str) -> tuple[str, ...]:
    """List the files of an example, sorted.

    >>> examples("rolling")
    ('inspections.csv', 'outcomes.csv', 'regime.json', 'sources.csv')
    """
    return tuple(sorted(path.name for path in (TEMPLATES / folder).iterdir()))
