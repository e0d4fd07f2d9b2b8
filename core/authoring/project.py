"""Make the files of a package around those of a regime or of crosswalks: all that an installer and a tester need."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from crossregime.core.authoring.filled import filled
from crossregime.core.files import ROOT, Folder
from crossregime.core.version import INTERFACE, __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMA = "./regime.schema.json"
"""Where the descriptor of a new regime says that its schema is: beside it, so that an editor helps with it."""
LONGEST_ID = 60
HOLDS = {
    "regime.json": "who rated what, on which scale, when, and of which councils",
    "inspections.csv": "each inspection: the council, when it was published, its source",
    "outcomes.csv": "a row for each grade that a source prints",
    "totals.csv": "numbers of councils at a grade, as they are printed; leave it out where none is",
    "names.csv": "names of councils that the register lacks, with the councils that they stand for",
    "sources.csv": "the documents",
    "regime.schema.json": "the form of regime.json, by which an editor helps with it",
}
"""What each file of a regime's folder holds."""


def id_fault(name: str) -> str:
    """Say what is wrong with the shape of an id; nothing where it can be one.

    >>> id_fault("cqc-2024"), id_fault("CQC 2024")
    ('', "'CQC 2024' can't be an id: lower-case letters, digits, '-' and '_', a letter first")
    """
    if len(name) > LONGEST_ID:
        return f"an id has at most {LONGEST_ID} characters, and this one {len(name)}"
    if re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        return ""
    return f"'{name}' can't be an id: lower-case letters, digits, '-' and '_', a letter first"


def id_of(text: str) -> str:
    """Make an id of a text as nearly as can be; empty where there is no letter in it.

    >>> id_of("CQC assessments (2024)"), id_of("2024")
    ('cqc-assessments-2024', '')
    """
    words = re.sub(r"[^a-z0-9_]+", "-", text.casefold())
    return words.lstrip("-_0123456789")[:LONGEST_ID].rstrip("-_")


def with_schema(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Add the schema that the descriptor names to the files of a regime's folder."""
    schema = Folder(ROOT / "schemas", "schemas", trusted=True).read("regime.schema.json")
    return {**files, SCHEMA.removeprefix("./"): schema.encode()}


def regime_project(name: str, files: Mapping[str, bytes], needs: Iterable[str] = ()) -> dict[str, bytes]:
    """Make a package of the files of a regime's folder: by path below the package's own folder.

    `needs` names the distributions that bring the scales of other regimes that it uses.

    >>> files = regime_project("mine", {"regime.json": b'{"title": "My ratings"}'})
    >>> sorted(files)[:3]
    ['LICENSE', 'README.md', 'crossregime_mine/__init__.py']
    """
    held = {each: what for each, what in HOLDS.items() if each in files}
    listed = "\n".join(f"| `{each}` | {what} |" for each, what in held.items())
    title = json.loads(files["regime.json"])["title"]
    return _project(name, files, "regime", needs, about=title, title=title, listed=listed)


def crosswalk_project(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make a package of the files of crosswalks.

    >>> "crossregime_mine/mine.json" in crosswalk_project("mine", {"mine.json": b"{}"})
    True
    """
    return _project(name, files, "crosswalks", about="A crosswalk")


def module_of(name: str) -> str:
    """Name the package of an id.

    >>> module_of("cqc-2024")
    'crossregime_cqc_2024'
    """
    return f"crossregime_{name.replace('-', '_')}"


def _project(
    name: str, files: Mapping[str, bytes], what: str, needs: Iterable[str] = (), **words: str
) -> dict[str, bytes]:
    package = module_of(name)
    major, minor = (int(part) for part in __version__.split(".")[:2])
    told = {
        "id": name,
        "name": name.replace("_", "-"),
        "package": package,
        "group": "regimes" if what == "regime" else "crosswalks",
        "interface": INTERFACE,
        "least": f"{major}.{minor}",
        "below": f"{major}.{minor + 1}" if major == 0 else f"{major + 1}",
        "needs": "".join(f', "{each}"' for each in sorted(needs)),
        **words,
        "about": json.dumps(f"{words['about']}, for crossregime", ensure_ascii=False),  # TOML quotes as JSON does
    }
    return {
        "pyproject.toml": filled("pyproject.txt", **told),
        "README.md": filled(f"{what}_readme.txt", **told),
        "LICENSE": filled("LICENSE.txt", **told),
        f"{package}/__init__.py": filled(f"{what}_module.txt", **told),
        **{f"{package}/{file}": data for file, data in files.items()},
        f"tests/test_{name.replace('-', '_')}.py": filled(f"{what}_test.txt", **told),
    }
