"""Find plugins by their metadata, and load one that is named.

Listing reads what installers wrote and imports nothing. Loading checks what pluggy is silent about, and
reports every failure as a PluginError with the distribution, the entry point and the cause.
"""

from __future__ import annotations

import re
import sys
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.errors import CrossregimeError, DataError, PluginError, SelectorError, close_matches, visible
from crossregime.core.selector import is_folder, parse_selector

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from importlib.metadata import Distribution, EntryPoint

    from crossregime.core.crosswalk import Crosswalk
    from crossregime.core.errors import Problem
    from crossregime.core.model import Regime

Kind = Literal["regime", "crosswalks"]
State = Literal["built-in", "installed", "refused"]

GROUPS: dict[Kind, str] = {"regime": "crossregime.regimes", "crosswalks": "crossregime.crosswalks"}
"""The entry-point group of each kind of plugin."""
HOOKS: dict[Kind, str] = {"regime": "crossregime_regime", "crosswalks": "crossregime_crosswalks"}
"""The hook of each kind of plugin."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """What is known of a plugin without importing it.

    `entry_point` is the object that it names (for a built-in its folder); `reason` says why it is refused.
    Every text is safe to show: control characters were escaped.
    """

    kind: Kind
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

    def as_dict(self) -> dict[str, str]:
        """Give the fields as JSON holds them."""
        return asdict(self)

    def error(
        self, cause: str, *, do: str = "", matches: Sequence[str] = (), problems: Sequence[Problem] = ()
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
            problems=problems,
        )


# Listing


def installed(builtins: Collection[str] = ()) -> tuple[Plugin, ...]:
    """List the plugins of all installed distributions, by kind, id and distribution, importing none.

    `builtins` are the ids that no distribution may claim. A plugin with a fault that its metadata shows is
    refused, with the reason; nothing is raised.
    """
    plugins = [plugin for distribution in _distributions() for plugin in _claims(distribution)]
    return tuple(sorted((_judged(plugin, plugins, builtins) for plugin in plugins), key=_order))


def _order(plugin: Plugin) -> tuple[int, str, str, str]:
    return list(GROUPS).index(plugin.kind), plugin.id, plugin.distribution, plugin.entry_point


def _distributions() -> Iterator[Distribution]:
    """Give each distribution with an entry point of ours once, even if it has several copies of metadata."""
    from importlib.metadata import distributions

    seen: set[str] = set()
    for distribution in distributions():
        if not any(group in _text(distribution, "entry_points.txt") for group in GROUPS.values()):
            continue
        name = _name(distribution)
        if not name:
            yield distribution
        elif normalised(name) not in seen:
            seen.add(normalised(name))
            # A checkout's egg-info may be older than the dist-info that the installer wrote: that one counts.
            copies = list(distributions(name=name)) or [distribution]
            yield min(copies, key=lambda copy: not _text(copy, "METADATA"))


def _text(distribution: Distribution, file: str) -> str:
    """Read a metadata file; whatever is wrong with it, it must not keep the others from being listed."""
    try:
        return distribution.read_text(file) or ""
    except (OSError, ValueError):
        return ""


def _name(distribution: Distribution) -> str:
    try:
        return visible(distribution.metadata["Name"] or "")
    except Exception:  # noqa: BLE001  # importlib.metadata fails in many ways on metadata that is missing or broken
        return ""


def normalised(name: str) -> str:
    """Fold a distribution's name as packaging tools compare it.

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
    except Exception as error:  # noqa: BLE001  # as above
        reason = visible(f"its metadata can't be read: {_said(error)}")
        return [Plugin("regime", "", name, "", "", "refused", reason)]
    return [
        Plugin(
            kind,
            visible(entry.name),
            name,
            version,
            visible(entry.value),
            "installed",
            nameless or _oddity(entry),
        )
        for kind, entry in claimed
    ]


def _oddity(entry: EntryPoint) -> str:
    """Say why an entry point can't be used whatever else is installed, or nothing."""
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
    """Refuse a claim that is odd, that is on a built-in's id, or that another claim contests."""
    key = (plugin.kind, plugin.id)
    rivals = [each for each in plugins if each is not plugin and (each.kind, each.id) == key]
    reason = plugin.reason
    if plugin.kind == "regime" and plugin.id in builtins:
        reason = f"'{plugin.id}' is built in, and a built-in's id is always the built-in"
    elif rivals and is_id(plugin.id):
        owners = sorted({each.release for each in (plugin, *rivals)})
        reason = (
            f"the id is claimed by {len(owners)} distributions: {' and '.join(owners)}"
            if len(owners) > 1
            else "the id stands twice in its entry points"
        )
    return replace(plugin, state="refused", reason=reason) if reason else plugin


def listing_dict(plugins: Sequence[Plugin]) -> dict[str, Any]:
    """Give a listing of plugins as JSON holds it (schemas/regimes.schema.json)."""
    from crossregime.core.document import head

    return {**head("regimes"), "regimes": [each.as_dict() for each in plugins]}


# Loading


def load_regime(plugin: Plugin) -> Regime:
    """Load the regime of an installed plugin; raise PluginError for any fault."""
    from crossregime.core.contract import schema_findings
    from crossregime.core.model import Regime

    regime = _ask(plugin)
    if not isinstance(regime, Regime):
        raise plugin.error(_gave(plugin, regime, "a Regime"), do="return a crossregime.Regime from it")
    if regime.id != plugin.id:
        raise plugin.error(
            f"it gives the regime '{regime.id}'",
            do="let each regime have an entry point, with its id as the name",
        )
    try:
        findings = schema_findings(regime)
        regime = replace(regime, origin=f"{plugin.release}, {plugin.entry_point}")
    except Exception as error:  # noqa: BLE001  # a field of another type than promised fails in any way
        findings = [_said(error)]
    if findings:
        cause = f"it breaks the contract of a regime: {'; '.join(findings)}"
        raise plugin.error(cause, do="hold it to crossregime.testing.RegimeConformance")
    return regime


def load_crosswalks(plugin: Plugin) -> tuple[Crosswalk, ...]:
    """Load the crosswalks of an installed plugin; raise PluginError for any fault."""
    from crossregime.core.crosswalk import Crosswalk, checked

    crosswalks = _ask(plugin)
    if not isinstance(crosswalks, tuple) or not all(isinstance(each, Crosswalk) for each in crosswalks):
        raise plugin.error(
            _gave(plugin, crosswalks, "a tuple of Crosswalk"),
            do="return a tuple of crossregime.Crosswalk from it",
        )
    try:
        for crosswalk in crosswalks:
            checked(crosswalk)
        ids = [crosswalk.id for crosswalk in crosswalks]
    except DataError as error:
        raise plugin.error(error.what, problems=error.problems) from error
    except Exception as error:  # a field of another type than promised fails in any way
        raise plugin.error(f"its crosswalks break their contract: {_said(error)}") from error
    if len(set(ids)) < len(ids):
        raise plugin.error(f"two of its crosswalks have the id '{max(ids, key=ids.count)}'")
    return crosswalks


def load(plugin: Plugin) -> Regime | tuple[Crosswalk, ...]:
    """Load a plugin of either kind; raise PluginError for any fault."""
    return load_regime(plugin) if plugin.kind == "regime" else load_crosswalks(plugin)


def _ask(plugin: Plugin) -> object:
    """Import the object that an entry point names, and call its hook."""
    if plugin.state == "refused":
        raise plugin.error(plugin.reason, do=f"uninstall or rename what should not have the id '{plugin.id}'")
    from importlib.metadata import EntryPoint

    entry = EntryPoint(plugin.id, plugin.entry_point, GROUPS[plugin.kind])
    # What a plugin prints while it loads must not stand in the program's own output.
    with redirect_stdout(sys.stderr):
        try:
            found = entry.load()
        except (Exception, SystemExit) as error:
            raise plugin.error(f"it can't be imported: {_told(error, entry)}") from error
        call = _hook(plugin, found)
        try:
            return call(folder=_folder(entry.module))
        except CrossregimeError as error:
            cause = f"its hook failed: {error.what}" + (f" ({error.where})" if error.where else "")
            raise plugin.error(cause, do=error.do, matches=error.matches, problems=error.problems) from error
        except (Exception, SystemExit) as error:
            raise plugin.error(f"its hook failed: {_told(error, entry)}") from error


def _hook(plugin: Plugin, found: object) -> Any:
    """Register one object by itself, so that no plugin can harm another, and give the caller of its hook."""
    import pluggy

    from crossregime.core import hooks

    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    wanted = HOOKS[plugin.kind]
    try:
        manager.register(found)
    except Exception as error:
        raise plugin.error(f"pluggy refuses it: {' '.join(str(error).split())}") from error
    callers = {caller.name: caller for caller in manager.get_hookcallers(found) or ()}
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        unknown = next(name for name, caller in callers.items() if not caller.has_spec())
        raise plugin.error(f"'{unknown}' is no hook", do=f"the hook of a {plugin.kind} plugin is {wanted}",
                           matches=close_matches(unknown, HOOKS.values())) from error  # fmt: skip
    if wanted not in callers:
        if callers:
            do = f"{' and '.join(callers)} is the hook of another group of entry points"
        elif wanted in dir(found):
            do = f"mark {wanted} with @crossregime.hookimpl"
        elif isinstance(found, FunctionType) and found.__name__ == wanted:
            module = plugin.entry_point.partition(":")[0]
            do = f"let the entry point name the module, {module}, not the function"
        else:
            do = f"define {wanted} in it, marked with @crossregime.hookimpl"
        raise plugin.error(f"it does not implement the hook {wanted}", do=do)
    return callers[wanted]


def _folder(module: str) -> Path:
    """Give the folder of a module that has been imported; a package without __init__.py has one too."""
    found = sys.modules[module]
    return Path(found.__file__).parent if found.__file__ else Path(next(iter(found.__path__)))


def _gave(plugin: Plugin, result: object, wanted: str) -> str:
    what = "nothing" if result is None else f"an object of type {type(result).__name__}"
    return f"its hook {HOOKS[plugin.kind]} gives {what} where {wanted} is due"


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _told(error: BaseException, entry: EntryPoint) -> str:
    """Say what was raised, and the last line of the plugin's own package that it passed through."""
    import traceback

    package = entry.module.partition(".")[0]
    lines = [
        f" ({frame.f_code.co_filename}, line {line})"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_globals.get("__name__", "").partition(".")[0] == package
    ]
    return _said(error) + (lines[-1] if lines else "")
