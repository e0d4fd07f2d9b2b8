"""Find plugins by their metadata: listing reads what installers wrote, without imports."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.discovery.causes import said
from crossregime.core.errors import PluginError, SelectorError
from crossregime.core.positions import is_folder, parse_selector
from crossregime.core.text import visible
from crossregime.core.version import INTERFACE, LATER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from importlib.metadata import Distribution, EntryPoint

    from crossregime.core.errors import Fault

PluginKind = Literal["regime", "crosswalks"]
State = Literal["built-in", "installed", "refused"]

GROUPS: dict[PluginKind, str] = {"regime": "crossregime.regimes", "crosswalks": "crossregime.crosswalks"}
"""The entry-point group of each kind of plugin."""
INTERFACES = "crossregime.interface"
"""The entry-point group that declares a distribution's interface version: the name is the number."""
HOOKS: dict[PluginKind, str] = {"regime": "crossregime_regime", "crosswalks": "crossregime_crosswalks"}
"""The hook of each kind of plugin."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """What is known of a plugin without importing it.

    `entry_point` is the object that it names (for a built-in its folder); `reason` says why it is refused.
    Every text is safe to show: control characters were escaped.
    """

    kind: PluginKind
    id: str
    distribution: str
    version: str
    entry_point: str
    state: State
    reason: str = ""

    @property
    def release(self) -> str:
        """The distribution with its version."""
        return f"{self.distribution} {self.version}".strip()

    @property
    def owned(self) -> str:
        """The id with its distribution, or the distribution alone where no id can be read."""
        return f"{self.id} of {self.release}" if self.id else self.release

    def as_dict(self) -> dict[str, str]:
        """Return the fields as JSON data."""
        return asdict(self)

    def error(
        self, cause: str, *, do: str = "", matches: Sequence[str] = (), faults: Sequence[Fault] = ()
    ) -> PluginError:
        """Make the error that refuses this plugin."""
        return PluginError(
            f"the plugin '{self.id}' can't be used: {cause}",
            plugin=self.id,
            distribution=self.release,
            entry_point=f"{self.id} = {self.entry_point}",
            cause=cause,
            do=do or f"mend or uninstall {self.distribution}; `crossregime doctor` checks every plugin",
            matches=matches,
            faults=faults,
        )


def installed_plugins(builtins: Collection[str] = ()) -> tuple[Plugin, ...]:
    """List the plugins of all installed distributions, by kind, id and distribution, importing none.

    `builtins` are the ids that no distribution may claim. A plugin with a fault that its metadata shows is
    refused, with the reason; nothing is raised.
    """
    plugins = [plugin for distribution in _distributions() for plugin in _claims(distribution)]
    return tuple(sorted((_judged(plugin, plugins, builtins) for plugin in plugins), key=_order))


def _order(plugin: Plugin) -> tuple[int, str, str, str]:
    return list(GROUPS).index(plugin.kind), plugin.id, plugin.distribution, plugin.entry_point


def _distributions() -> Iterator[Distribution]:
    """Return each distribution with one of our entry points once, even if it has several copies of metadata."""
    from importlib.metadata import distributions

    seen: set[str] = set()
    for distribution in distributions():
        if not any(group in _text(distribution, "entry_points.txt") for group in GROUPS.values()):
            continue
        name = _name(distribution)
        known_by = normalised(name) if name else _folder(distribution)
        if known_by in seen:
            continue
        seen.add(known_by)
        if not name:
            yield distribution
        else:
            # A checkout's egg-info may be older than the installer's dist-info, which takes precedence.
            copies = list(distributions(name=name)) or [distribution]
            yield min(copies, key=lambda copy: not _text(copy, "METADATA"))


def _text(distribution: Distribution, file: str) -> str:
    """Read a metadata file; a fault must not keep other plugins from being listed."""
    try:
        return distribution.read_text(file) or ""
    except (OSError, ValueError):
        return ""


def _name(distribution: Distribution) -> str:
    try:
        return visible(distribution.metadata["Name"] or "")
    except Exception:  # noqa: BLE001  # importlib.metadata fails in many ways on metadata that is missing or broken
        return ""


def _folder(distribution: Distribution) -> str:
    """Return the folder of a distribution's metadata, which identifies one without a name."""
    path = getattr(distribution, "_path", None)  # importlib.metadata has no public name for it
    return f"{path.name}/" if path is not None else f"{id(distribution)}/"


def normalised(name: str) -> str:
    """Normalise a distribution's name as packaging tools do.

    >>> normalised("My_Ratings")
    'my-ratings'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def _claims(distribution: Distribution) -> list[Plugin]:
    """List what a distribution's entry points claim, before it is judged."""
    name = _name(distribution)
    nameless = "" if name else "its distribution has no name"
    name = name or "(a distribution without a name)"
    try:
        version = visible(distribution.metadata["Version"] or "")
        entries = distribution.entry_points
        claimed = [(kind, entry) for kind, group in GROUPS.items() for entry in entries.select(group=group)]
        ahead = _ahead([entry.name for entry in entries.select(group=INTERFACES)])
    except Exception as error:  # noqa: BLE001  # as above
        reason = f"its metadata can't be read: {said(error)}"
        return [Plugin("regime", "", name, "", "", "refused", reason)]
    return [
        Plugin(
            kind,
            visible(entry.name),
            name,
            version,
            visible(entry.value),
            "installed",
            nameless or ahead or _oddity(entry),
        )
        for kind, entry in claimed
    ]


def _ahead(interfaces: Sequence[str]) -> str:
    """Explain why a distribution's interface version can't be used, or return an empty text; the default is 1."""
    for name in interfaces:
        if not (name.isascii() and name.isdigit()):
            return f"'{visible(name)}' is not a number of an interface: in {INTERFACES} write {INTERFACE} = \"PACKAGE\""
        if int(name[:9]) > INTERFACE:
            return f"it was {LATER} (interface {visible(name)}; this version has {INTERFACE}): upgrade crossregime"
    return ""


def _oddity(entry: EntryPoint) -> str:
    """Explain why an entry point can't be used by itself, or return an empty text."""
    if not is_id(entry.name):
        return "its name can't be an id: lower-case letters, digits, '-' and '_', a letter first"
    try:
        named = entry.module
    except (AttributeError, ValueError):
        named = ""
    return "" if named else "it names no object: write module or module:object"


def is_id(name: str) -> bool:
    """Tell whether a selector can name a regime by this id.

    >>> is_id("ilacs"), is_id("Il acs"), is_id("a+b"), is_id("./a")
    (True, False, False, False)
    """
    try:
        return not is_folder(name) and parse_selector(name).sources == (name,)
    except SelectorError:
        return False


def _judged(plugin: Plugin, plugins: Sequence[Plugin], builtins: Collection[str]) -> Plugin:
    """Mark a claim as refused if it is faulty, on a built-in's id, or contested by another."""
    key = (plugin.kind, plugin.id)
    rivals = [each for each in plugins if each is not plugin and (each.kind, each.id) == key]
    reason = plugin.reason
    if plugin.kind == "regime" and plugin.id in builtins:
        reason = f"'{plugin.id}' is built in, and a built-in's id is always the built-in"
    elif rivals and not reason and is_id(plugin.id):
        owners = sorted({each.release for each in (plugin, *rivals)})
        reason = (
            f"the id is claimed by {len(owners)} distributions: {' and '.join(owners)}"
            if len(owners) > 1
            else "the id stands twice in its entry points"
        )
    return replace(plugin, state="refused", reason=reason) if reason else plugin


def listing_dict(plugins: Sequence[Plugin]) -> dict[str, Any]:
    """Return a listing of plugins as JSON data (schemas/regimes.schema.json)."""
    from crossregime.core.files import head

    return {**head("regimes"), "regimes": [each.as_dict() for each in plugins]}
