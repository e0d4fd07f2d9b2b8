"""Begin a regime or a crosswalk for an author: its files, written whole, and what `validate` says of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from crossregime.core.authoring import (
    Decision,
    Wishes,
    crosswalk_project,
    draft_regime,
    example_crosswalk,
    example_regime,
    id_fault,
    module_of,
    regime_project,
    with_schema,
)
from crossregime.core.errors import UsageError
from crossregime.core.files import head, with_list, write_folder, write_tree
from crossregime.core.host.validation import Validation, validate
from crossregime.core.model import shared_scales

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crossregime.core.host.naming import Host
    from crossregime.core.model import RegimeKind, Scale


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun: where it stands, what was decided and why, and what a check of it found.

    `what` is regime or crosswalk; `packaged` says whether the files are a package or stand alone. `files` are those
    written, by path below `folder`; `kept` is what stood there before and was left, and `removed` what was begun there
    before, is no longer among the files, and was taken away. `checked` is what `validation` is about: the folder of the
    regime, or the file of the crosswalk.
    """

    id: str
    what: str
    packaged: bool
    folder: Path
    files: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    decisions: tuple[Decision, ...]
    checked: str
    validation: Validation

    @property
    def installs_as(self) -> str:
        """The name of the distribution."""
        return f"crossregime-{self.id.replace('_', '-')}"

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it (schemas/new.schema.json)."""
        validation = self.validation.to_dict()
        return {
            **head("new"),
            "id": self.id,
            "what": self.what,
            "packaged": self.packaged,
            "folder": self.folder.as_posix(),
            "files": list(self.files),
            "kept": list(self.kept),
            "removed": list(self.removed),
            "decisions": [each.as_dict() for each in self.decisions],
            "checked": self.checked,
            "validation": {name: validation[name] for name in ("ok", "what", "faults", "advice")},
        }


def begin(  # noqa: PLR0913  # each thing that can be asked has a name of its own
    host: Host,
    name: str,
    folder: Path,
    *,
    what: str = "regime",
    packaged: bool = True,
    kind: RegimeKind | None = None,
    replace: bool = False,
    source: Path | None = None,
    wishes: Wishes | None = None,
) -> Begun:
    """Write the files of a new regime or crosswalk, and check them.

    They are an example to go on from, or are drafted from a spreadsheet, the CSV `source`: `wishes` says what stands
    before what is found in it. Raises UsageError for an id that can't be one or that is taken, OutputError for a folder
    that holds something, unless it is told to `replace` files of the same names: then what an earlier call wrote there
    and this one does not is taken away too, if it is as it was written. Nothing is half-written.
    """
    _refuse_id(host, name, what)
    decisions: tuple[Decision, ...] = ()
    if what == "crosswalk":
        data = example_crosswalk(name)
        files = crosswalk_project(name, data) if packaged else data
    else:
        if source is None:
            data = with_schema(example_regime(name, kind or "annual"))
        else:
            draft = draft_regime(name, source, wishes or Wishes(kind=kind), cache(partial(_scales_of_others, host)))
            data, decisions = with_schema(draft.files), draft.decisions
        files = regime_project(name, data, _needed(host, data)) if packaged else data
    return _written(host, name, folder, files, decisions, what=what, packaged=packaged, replace=replace)


def _written(
    host: Host, name: str, folder: Path, files: dict[str, bytes], decisions: tuple[Decision, ...], *,
    what: str, packaged: bool, replace: bool,
) -> Begun:  # fmt: skip
    stood, listed = set(_files_of(folder)), with_list(files)
    if replace and folder.is_dir() and any(folder.iterdir()):
        write_tree(folder, files, force=True)
    else:
        write_folder(folder, listed)
    kept, removed = (stood & set(_files_of(folder))) - set(listed), stood - set(_files_of(folder))
    inside = folder / module_of(name) if packaged else folder
    inside = inside / f"{name}.json" if what == "crosswalk" else inside
    text = inside.as_posix()
    checked = text if "/" in text else f"./{text}"
    return Begun(
        name, what, packaged, folder, tuple(sorted(listed)), tuple(sorted(kept)), tuple(sorted(removed)),
        decisions, checked, validate(host, checked),
    )  # fmt: skip


def _scales_of_others(host: Host) -> dict[str, Scale]:
    """Give the scales that installed regimes define, by REGIME:SCALE; a regime that fails to load has none."""
    regimes, _ = host.load_all()
    return {
        f"{regime.id}:{name}": scale
        for regime in regimes
        for name, scale in regime.scales.items()
        if name not in shared_scales()
    }


def _needed(host: Host, files: Mapping[str, bytes]) -> set[str]:
    """Name the distributions of the regimes whose scales a drafted regime uses."""
    scales = (each["scale"] for each in json.loads(files["regime.json"])["judgements"])
    return {host.plugin(scale.partition(":")[0]).distribution for scale in scales if ":" in scale} - {"crossregime"}


def _files_of(folder: Path) -> tuple[str, ...]:
    """List the files of a folder that is there, by path below it, without what tools keep in hidden ones."""
    if not folder.is_dir():
        return ()
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    hidden = (".", "__pycache__")
    return tuple(path.as_posix() for path in paths if not any(part.startswith(hidden) for part in path.parts))


def _refuse_id(host: Host, name: str, what: str) -> None:
    """Refuse an id of the wrong shape, and one that is taken."""
    from crossregime.core.authoring import id_of

    fault = id_fault(name)
    if fault:
        meant = id_of(name)
        raise UsageError(fault, do=f"write it as {meant}" if meant else "choose another, such as my-ratings")
    if what == "crosswalk":
        taken = name in (each.id for each in host.known_crosswalks()) or name in host.ids("crosswalks")
        by = "a crosswalk that is there already"
    else:
        found = [plugin for plugin in host.plugins("regime") if plugin.id == name]
        taken = bool(found)
        by = "a built-in regime" if name in host.builtins else f"a regime of {found[0].release}" if found else ""
    if taken:
        raise UsageError(f"'{name}' is the id of {by}", do="choose another: two of one id are refused when it is named")
