"""Read crosswalks from their files: those of the project, of a regime's folder, and a path that a user gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.crosswalk import Crosswalk, Link, diagnose
from crossregime.core.errors import DataError
from crossregime.core.files import DATASETS, Folder, read_named
from crossregime.core.model import Source
from crossregime.core.scales import build_scale
from crossregime.core.schema import hold_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossregime.core.errors import Problem
    from crossregime.core.model import Scale

FOLDER = "crosswalks"
"""The folder of crosswalk files, in datasets and in the folder of a regime."""
SAID_BY_THE_SCHEMA = ("it has no reason", "it is not cited", "'' is none", "there is no kind")


def read_crosswalk(
    path: Path, shown: str | None = None, *, folder: Path | None = None, scales: Mapping[str, Scale] | None = None
) -> Crosswalk:
    """Read one crosswalk file; raise DataError with every problem found.

    `shown` is how messages name the file; it must lie inside `folder` (its own by default). `scales` are known
    beside the shared ones and those that the file defines.
    """
    crosswalk, problems = examine(path, shown, folder=folder, scales=scales)
    if crosswalk is None or problems:
        raise DataError(f"the crosswalk in {shown or path} can't be used", problems=problems)
    return crosswalk


def examine(
    path: Path, shown: str | None = None, *, folder: Path | None = None, scales: Mapping[str, Scale] | None = None
) -> tuple[Crosswalk | None, tuple[Problem, ...]]:
    """Read one crosswalk file and find all that is wrong with it; None for the crosswalk if it has none."""
    shown = shown or str(path)

    def read(inside: Folder, name: str) -> tuple[Any, str]:
        return inside.json(name), inside.hashes[name]

    try:
        if folder is None:
            entry, file_hash = read_named(path, read)
        else:
            entry, file_hash = read(Folder(folder, str(folder)), str(path.relative_to(folder)))
    except DataError as error:
        return None, tuple(problem._replace(file=shown) for problem in error.problems)
    problems: tuple[Problem, ...] = ()
    try:
        hold_document(entry, shown, "crosswalk")
    except DataError as error:
        problems = error.problems
    try:
        crosswalk = _build(entry, shown, file_hash, scales or {})
    except (KeyError, TypeError, AttributeError, ValueError):
        if not problems:
            raise
        return None, problems  # it is so far from its format that nothing more can be said
    found = diagnose(crosswalk)
    if problems:
        # What the schema has said already is not said again.
        found = tuple(each for each in found if not each.what.startswith(SAID_BY_THE_SCHEMA))
    return crosswalk, (*problems, *found)


def _build(entry: Mapping[str, Any], shown: str, file_hash: str, known: Mapping[str, Scale]) -> Crosswalk:
    sources = {
        each["id"]: Source(
            each["id"], each["publisher"], each.get("title", ""), each.get("published", ""), each.get("address", ""),
            each.get("licence", ""),
        )
        for each in entry["sources"]
    }  # fmt: skip
    links = tuple(
        Link(each["grade"], tuple(each["to"]), each["kind"], each.get("source", ""), each.get("place", ""),
             each.get("reason", ""))
        for each in entry["links"]
    )  # fmt: skip
    scales = {**known, **{each["id"]: build_scale(each) for each in entry.get("scales", ())}}
    return Crosswalk(
        entry["id"], entry.get("title", ""), entry["from"], entry["to"], links, sources, entry.get("basis", ""),
        entry.get("summary", ""), shown, scales, file_hash,
    )  # fmt: skip


def crosswalks_in(folder: Path, shown: str, scales: Mapping[str, Scale] | None = None) -> tuple[Crosswalk, ...]:
    """Read every crosswalk file of a folder's `crosswalks`, in the order of their names.

    `scales` are those that its regime has of its own.
    """
    inner = folder / FOLDER
    paths = sorted(inner.glob("*.json")) if inner.is_dir() else []
    return tuple(read_crosswalk(path, f"{shown}/{FOLDER}/{path.name}", folder=folder, scales=scales) for path in paths)


def shared_crosswalks() -> tuple[Crosswalk, ...]:
    """Read the crosswalks of datasets/crosswalks."""
    return crosswalks_in(DATASETS, "datasets")


def is_path(name: str) -> bool:
    """Tell whether a crosswalk is named by its file.

    >>> is_path("./mine.json"), is_path("stars-by-rank")
    (True, False)
    """
    return "/" in name or name.endswith(".json")


def read_path(name: str) -> Crosswalk:
    """Read the crosswalk in a file that a user names; raise DataError if that can't be."""
    return read_crosswalk(Path(name), name)
