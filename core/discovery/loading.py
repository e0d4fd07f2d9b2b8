"""Load a plugin in this process: check what pluggy does not, and check the result against its contract.

Every failure is a PluginError with the distribution, the entry point and the cause. The program does this in a process
of its own (`crossregime.core.discovery.fetching`), and here only what is code and no data.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from crossregime.core.discovery.causes import brief
from crossregime.core.discovery.guard import watched
from crossregime.core.discovery.installed import GROUPS, HOOKS
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from crossregime.core.discovery.guard import Stage
    from crossregime.core.discovery.installed import Plugin
    from crossregime.core.model import Crosswalk, Regime

SHOWN = 5
"""The most findings shown of one plugin."""


def regime_here(plugin: Plugin) -> Regime:
    """Load the regime of an installed plugin and check its contract; raise PluginError for any fault."""
    from crossregime.core.discovery.contract import contract_findings
    from crossregime.core.model import Regime

    with watched(plugin) as stage:
        regime = _ask(plugin, stage)
        if type(regime) is not Regime:  # a subclass could answer anything
            raise plugin.error(_gave(plugin, regime, "a Regime"), do="return a crossregime.Regime from it")
        if regime.id != plugin.id:
            raise plugin.error(
                f"it gives the regime {brief(repr(regime.id))}",
                do="let each regime have an entry point, with its id as the name",
            )
        stage.doing = "it breaks the contract of a regime"
        findings = contract_findings(regime)
        if findings:
            cause = f"{stage.doing}: {'; '.join(findings)}"
            raise plugin.error(cause, do="hold it to crossregime.testing.RegimeConformance")
        return replace(regime, origin=f"{plugin.release}, {plugin.entry_point}")


def crosswalks_here(plugin: Plugin) -> tuple[Crosswalk, ...]:
    """Load the crosswalks of an installed plugin; raise PluginError for any fault."""
    from crossregime.core.discovery.fieldtypes import field_findings
    from crossregime.core.model import Crosswalk, checked

    with watched(plugin) as stage:
        crosswalks = _ask(plugin, stage)
        if not isinstance(crosswalks, tuple) or not all(type(each) is Crosswalk for each in crosswalks):
            raise plugin.error(
                _gave(plugin, crosswalks, "a tuple of Crosswalk"),
                do="return a tuple of crossregime.Crosswalk from it",
            )
        stage.doing = "its crosswalks break their contract"
        findings = [finding for crosswalk in crosswalks for finding in field_findings(crosswalk, Crosswalk)]
        if findings:
            raise plugin.error(f"{stage.doing}: {'; '.join(findings[:SHOWN])}")
        for crosswalk in crosswalks:
            checked(crosswalk)
        ids = [crosswalk.id for crosswalk in crosswalks]
        if len(set(ids)) < len(ids):
            raise plugin.error(f"two of its crosswalks have the id '{max(ids, key=ids.count)}'")
        return crosswalks


def load_here(plugin: Plugin) -> Regime | tuple[Crosswalk, ...]:
    """Load a plugin of either kind; raise PluginError for any fault."""
    return regime_here(plugin) if plugin.kind == "regime" else crosswalks_here(plugin)


def _ask(plugin: Plugin, stage: Stage) -> object:
    """Import the object that an entry point names, and call its hook."""
    if plugin.state == "refused":
        raise plugin.error(plugin.reason, do=f"uninstall or rename what should not have the id '{plugin.id}'")
    from importlib.metadata import EntryPoint

    entry = EntryPoint(plugin.id, plugin.entry_point, GROUPS[plugin.kind])
    found = entry.load()
    call = _hook(plugin, found)
    stage.doing = "its hook failed"
    return call(folder=_folder(entry.module))


def _hook(plugin: Plugin, found: object) -> Any:
    """Register one object by itself, so that no plugin can harm another, and return the caller of its hook."""
    import pluggy

    from crossregime.core.discovery import hooks

    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    wanted = HOOKS[plugin.kind]
    try:
        manager.register(found)
    except Exception as error:
        raise plugin.error(f"pluggy refuses it: {brief(str(error))}") from error
    callers = {caller.name: caller for caller in manager.get_hookcallers(found) or ()}
    # pluggy accepts an unknown hook marked as optional: allowed beside the wanted hook, but not in its place.
    unknown = [
        name
        for name, caller in callers.items()
        if not caller.has_spec()
        and (wanted not in callers or any(not each.optionalhook for each in caller.get_hookimpls()))
    ]
    if unknown:
        raise plugin.error(f"'{unknown[0]}' is not a hook", do=f"the hook of a {plugin.kind} plugin is {wanted}",
                           matches=close_matches(unknown[0], HOOKS.values()))  # fmt: skip
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
    """Return the folder of a module that has been imported; a package without __init__.py has one too."""
    found = sys.modules[module]
    return Path(found.__file__).parent if found.__file__ else Path(next(iter(found.__path__)))


def _gave(plugin: Plugin, result: object, wanted: str) -> str:
    what = "nothing" if result is None else f"an object of type {type(result).__name__}"
    return f"its hook {HOOKS[plugin.kind]} gives {what} where {wanted} is due"
