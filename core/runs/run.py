"""Keep a run in a file: the call, the versions and hashes of all that it was made with, and what came out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import shown
from crossregime.core.errors import DataError, Fault, UsageError
from crossregime.core.files import file_hash, head, hold_document, json_text, read_named, write_outputs
from crossregime.core.runs.call import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crossregime.core.files import Folder
    from crossregime.core.model import Regime

KIND = "run"
PROVENANCE = frozenset(
    ("program", "datasets", "files", "sha256", "origin", "file", "selector", "selectors", "sentence")
)
"""Keys of a document that say from what it was made, how that was named, or in words what stands there in numbers."""
DIGITS = 9
"""Significant digits of a number in which two results are held together: the last few may differ by machine."""


@dataclass(frozen=True)
class Run:
    """A call and what came of it.

    `program` is the version; `datasets`, `files` and those of each of the `regimes` are SHA-256 by name. `figures` are
    numbers, or ranges as [lowest, highest], by what they are of; `grades` each listed council's grades; `result` the
    SHA-256 of the whole result without what it was made from.
    """

    call: Call
    program: str
    datasets: Mapping[str, str]
    regimes: tuple[Mapping[str, Any], ...]
    result: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    grades: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self, folder: Path) -> dict[str, Any]:
        """Give it as a file in a folder holds it (schemas/run.schema.json): paths are as seen from there."""
        call = self.call.relative_to(folder)
        hashes = dict(zip(call.files, self.files.values(), strict=True))
        return {
            **head(KIND),
            "call": call.to_dict(),
            "regimes": [dict(each) for each in self.regimes],
            "files": [{"path": path, "sha256": found} for path, found in hashes.items()],
            "figures": dict(self.figures),
            "grades": dict(self.grades),
            "result": self.result,
        }

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write it to a file, whole or not at all; raise OutputError where that can't be."""
        path = Path(path)
        write_outputs({path: json_text(self.to_dict(path.parent)).encode()}, force=force)


def make_run(
    call: Call,
    regimes: Iterable[Regime],
    document: Mapping[str, Any],
    figures: Mapping[str, Any] | None = None,
    grades: Mapping[str, list[str]] | None = None,
) -> Run:
    """Make a run of a call and the `document` that it gave; raise UsageError for a call that can't be made again."""
    made = head(KIND)
    plain = call.plain()
    once = {(each.id, each.origin): each for each in regimes}
    return Run(
        plain,
        made["program"]["version"],
        made["datasets"],
        tuple({"id": each.id, "origin": each.origin, "files": dict(each.files.hashes)} for each in once.values()),
        _hash(json_text(_found(document)).encode()),
        {} if figures is None else figures,
        {} if grades is None else grades,
        {path: _file_hash(path) for path in plain.files},
    )


def read_run(path: str | Path) -> Run:
    """Read a run from its file; the paths in it become such as lead there from here.

    Raises UsageError for what names no file, DataError for a file that is no run and for files of the run that are not
    where they were.
    """
    if not isinstance(path, str | Path):
        raise UsageError(f"{shown(path)} names no file", do="give the name of a file in which a run was saved")
    path = Path(path)
    document = read_named(path, lambda folder, name: folder.json(name))
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise DataError("this file holds no run", where=str(path), do="name a file in which a run was saved")
    hold_document(document, str(path), KIND)
    held = document["call"]
    call = Call(held["command"], tuple(held["selectors"]), held["options"]).from_folder(path.parent)
    missing = [each for each in call.paths if not matches(each)]
    if missing:
        do = f"put it back, or mend its path in {path.name}, which is as seen from the folder of that file"
        raise DataError(
            f"what {path} needs is not there", faults=[Fault(each, "there is no such file", do=do) for each in missing]
        )
    return Run(
        call,
        document["program"]["version"],
        document["datasets"],
        tuple(document["regimes"]),
        document["result"],
        document["figures"],
        document["grades"],
        dict(zip(call.files, (each["sha256"] for each in document["files"]), strict=True)),
    )


def _found(value: Any) -> Any:
    """Give a document without what it was made from, its numbers to as many digits as are held together."""
    if isinstance(value, dict):
        return {key: _found(each) for key, each in value.items() if key not in PROVENANCE}
    if isinstance(value, list | tuple):
        return [_found(each) for each in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    return json.loads(json.dumps(value, default=str))


def _file_hash(path: str) -> str:
    """Hash a file, or by * several: their hashes, in the order of their names."""
    found = matches(path)
    if found and found != [path]:
        return _hash("".join(map(_file_hash, found)).encode())
    if Path(path).is_file():
        return file_hash(Path(path))

    def read(folder: Folder, name: str) -> str:
        folder.read(name)
        return folder.hashes[name]

    return read_named(Path(path), read)


def matches(path: str) -> list[str]:
    """List the files that a path names, several where it has a * in it."""
    from glob import glob

    return [path] if Path(path).exists() else sorted(glob(path, recursive=True))  # noqa: PTH207  # it may begin with a slash


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
