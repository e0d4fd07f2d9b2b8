"""Read crosswalk files: the project's, those of a regime's folder, and a path from a user."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import DataError, Fault
from crossregime.core.files import DATASETS, Faults, Folder, hold_document, read_named
from crossregime.core.model import Citation, Crosswalk, Link, Source, build_scale, content_faults, id_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crossregime.core.model import Regime, Scale

FOLDER = "crosswalks"
"""The folder of crosswalk files, in datasets and in the folder of a regime."""
IN_LINK = re.compile(r"links\[([0-9]+)\]\.?(.*)")
"""The place of a field of a link, as the schema names it: the link, counted from 0, and the field."""


def read_crosswalk(
    path: Path, shown: str | None = None, *, folder: Path | None = None, scales: Mapping[str, Scale] | None = None
) -> Crosswalk:
    """Read one crosswalk file; raise DataError with every fault found.

    `shown` is how messages name the file; it must lie inside `folder` (its own by default). `scales` are known
    beside the shared ones and those that the file defines.
    """
    crosswalk, faults = examine_crosswalk(path, shown, folder=folder, scales=scales)
    if crosswalk is None or faults:
        raise DataError(f"the crosswalk in {shown or path} can't be used", faults=faults)
    return crosswalk


def examine_crosswalk(
    path: Path, shown: str | None = None, *, folder: Path | None = None, scales: Mapping[str, Scale] | None = None
) -> tuple[Crosswalk | None, tuple[Fault, ...]]:
    """Read one crosswalk file and find all its faults; the crosswalk is None if it can't be made."""
    shown = shown or str(path)

    def read(inside: Folder, name: str) -> tuple[Any, str]:
        return inside.json(name), inside.hashes[name]

    try:
        if folder is None:
            entry, file_hash = read_named(path, read)
        else:
            entry, file_hash = read(Folder(folder, str(folder)), str(path.relative_to(folder)))
    except DataError as error:
        return None, tuple(fault._replace(file=shown) for fault in error.faults)
    faults: tuple[Fault, ...] = ()
    try:
        hold_document(entry, shown, "crosswalk")
    except DataError as error:
        faults = error.faults
    broken = {int(found[1]) + 1 for each in faults if (found := IN_LINK.match(each.column or ""))}
    faults = tuple(_with_link(each, entry) for each in faults)
    try:
        crosswalk = _build(entry, shown, file_hash, scales or {})
        unfit = content_faults(crosswalk, broken)  # of a link that breaks the format no more is said by itself
    except (KeyError, TypeError, AttributeError, ValueError, DataError):
        if not faults:
            raise
        return None, faults  # too far from the format for further checks
    if not any(each.column == "id" for each in faults):
        unfit = (*id_faults(crosswalk), *unfit)
    return crosswalk, (*faults, *_twice(entry, shown), *unfit)


def _with_link(fault: Fault, entry: Any) -> Fault:
    """Name the link of a field as the checker does: by number and grade."""
    found = IN_LINK.match(fault.column or "")
    if found is None:
        return fault
    number = int(found[1])
    link = entry["links"][number]
    grade = link.get("grade") if isinstance(link, dict) else None
    which = f"{fault.file}, link {number + 1}" + (f" (grade '{grade}')" if isinstance(grade, str) else "")
    return fault._replace(file=which, column=found[2] or None)


def _twice(entry: Mapping[str, Any], shown: str) -> Iterator[Fault]:
    """Find sources, or scales, with the same id."""
    for what in ("sources", "scales"):
        ids = [each["id"] for each in entry.get(what, ())]
        for name in dict.fromkeys(each for each in ids if ids.count(each) > 1):
            yield Fault(shown, f"two of its {what} have the id '{name}'", do="give one of them another id")


def _build(entry: Mapping[str, Any], shown: str, file_hash: str, known: Mapping[str, Scale]) -> Crosswalk:
    if not isinstance(entry["links"], list):
        raise TypeError("links")
    sources = {
        each["id"]: Source(
            each["id"], each["publisher"], each.get("title", ""), each.get("published", ""), each.get("address", ""),
            each.get("licence", ""), each.get("author", ""),
        )
        for each in entry["sources"]
    }  # fmt: skip
    links = tuple(
        Link(each["grade"], tuple(each["to"]), each["kind"], each.get("source", ""), each.get("place", ""),
             each.get("reason", ""),
             tuple(Citation(cited["source"], cited["place"]) for cited in each.get("also", ())))
        for each in entry["links"]
    )  # fmt: skip
    scales = {**known, **{each["id"]: build_scale(each) for each in entry.get("scales", ())}}
    return Crosswalk(
        entry["id"], entry.get("title", ""), entry["from"], entry["to"], links, sources, entry.get("basis", ""),
        entry.get("summary", ""), shown, scales, file_hash,
        entry.get("service", ""),
    )  # fmt: skip


def crosswalks_in(folder: Path, shown: str, scales: Mapping[str, Scale] | None = None) -> tuple[Crosswalk, ...]:
    """Read every crosswalk file of a folder's `crosswalks`, in the order of their names; DataError with all faults.

    `scales` are those that its regime has of its own.
    """
    within = Folder(folder, shown)
    inner = within.file(FOLDER)
    faults, found = Faults(f"the crosswalks of {shown}"), []
    if within.holds(FOLDER) and not inner.is_dir():
        faults.add(Fault(f"{shown}/{FOLDER}", "is not a folder", do="put a folder of crosswalk files there"))
    for path in sorted(inner.glob("*.json")) if inner.is_dir() else []:
        with faults.gathering():
            found.append(read_crosswalk(path, f"{shown}/{FOLDER}/{path.name}", folder=folder, scales=scales))
    faults.refuse_if_any()
    return tuple(found)


def crosswalks_of(regime: Regime) -> tuple[Crosswalk, ...]:
    """Read the crosswalks of a regime's folder."""
    if regime.files.folder is None:
        return ()
    return crosswalks_in(regime.files.folder, regime.origin or regime.id, regime.scales)


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
