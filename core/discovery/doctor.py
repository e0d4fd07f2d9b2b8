"""Examine an installation: the versions, and every plugin, each loaded in a process of its own."""

from __future__ import annotations

import os
import platform
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.discovery.child import TIME_LIMIT, ChildError, run_in_child
from crossregime.core.errors import PluginError
from crossregime.core.files import head
from crossregime.core.progress import count_off
from crossregime.core.text import visible
from crossregime.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crossregime.core.discovery.installed import Plugin
    from crossregime.core.model import Regime


LIBRARIES = ("polars", "pluggy", "jsonschema", "rich", "numpy", "scipy", "highspy")
TIMEOUT = TIME_LIMIT
"""The time limit for loading a plugin, in seconds."""
MOST_AT_ONCE = 8
"""The most plugins loaded at a time, given enough processors."""

Health = Literal["built-in", "loads", "refused", "fails", "hangs", "crashes"]


@dataclass(frozen=True, slots=True)
class Examined:
    """One plugin, the outcome of loading it, and its fault (empty if there is none)."""

    plugin: Plugin
    health: Health
    reason: str = ""

    @property
    def sound(self) -> bool:
        """Tell whether it can be used."""
        return self.health in ("built-in", "loads")

    def as_dict(self) -> dict[str, str]:
        """Return the fields as JSON data: those of the plugin, with its health as the state."""
        return {**self.plugin.as_dict(), "state": self.health, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The report of `crossregime doctor`: versions by name (empty where not installed) and every plugin."""

    versions: Mapping[str, str]
    plugins: tuple[Examined, ...]

    @property
    def sound(self) -> bool:
        """Tell whether every plugin can be used and every library is installed."""
        return all(self.versions.values()) and all(each.sound for each in self.plugins)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/diagnosis.schema.json)."""
        return {
            **head("diagnosis"),
            "sound": self.sound,
            "versions": dict(self.versions),
            "plugins": [each.as_dict() for each in self.plugins],
        }


def diagnose(plugins: Sequence[Plugin], *, timeout: float = TIMEOUT) -> Diagnosis:
    """Examine the installation and every plugin.

    Built-ins are not loaded (the tests do that), nor are plugins that are refused by their metadata. Each of
    the others has `timeout` seconds in a process of its own: one that hangs or crashes is reported. Nothing
    is raised for a plugin's fault.

    >>> import crossregime
    >>> diagnose(crossregime.host().plugins()).plugins[0].health
    'built-in'
    """
    return Diagnosis(_versions(), examine(plugins, timeout=timeout))


def examine(plugins: Sequence[Plugin], *, timeout: float | None = None) -> tuple[Examined, ...]:
    """Load each plugin in a process of its own, with `timeout` seconds (TIMEOUT); return the outcomes in order.

    Nothing is raised for a plugin's fault.
    """
    with _pool() as pool:
        found = [pool.submit(_examine, plugin, timeout or TIMEOUT) for plugin in plugins]
        return tuple(each.result() for each in count_off(found, "plugins"))


def _pool() -> ThreadPoolExecutor:
    # Each uses a processor fully: with more at a time, a healthy one could time out.
    return ThreadPoolExecutor(min(MOST_AT_ONCE, os.cpu_count() or 1))


@contextmanager
def load_each(plugins: Sequence[Plugin]) -> Iterator[Mapping[str, Future[list[Regime | PluginError]]]]:
    """Load several regimes of plugins while the program goes on, those of one distribution in one process.

    Gives what will hold the regimes of each distribution, or the PluginError of each, in the order of `plugins`.
    """
    from crossregime.core.discovery.fetching import load_together

    groups: dict[str, list[Plugin]] = {}
    for plugin in plugins:
        groups.setdefault(plugin.distribution, []).append(plugin)
    with _pool() as pool:
        yield {name: pool.submit(load_together, group, timeout=TIMEOUT) for name, group in groups.items()}


def _examine(plugin: Plugin, timeout: float) -> Examined:
    if plugin.state == "built-in":
        return Examined(plugin, "built-in")
    if plugin.state == "refused":
        return Examined(plugin, "refused", plugin.reason)
    try:
        fault = run_in_child(__name__, "fault_of", plugin.as_dict(), timeout=timeout)
    except ChildError as error:
        return Examined(plugin, "hangs" if error.hung else "crashes", str(error))
    return Examined(plugin, "fails", fault) if fault else Examined(plugin, "loads")


def fault_of(plugin: Mapping[str, Any]) -> str:
    """Load a plugin in this process and describe its fault; return an empty text if it loads.

    `plugin` is a Plugin as `as_dict` gives it: the call comes from another process.
    """
    from crossregime.core.discovery.loading import load_alone

    try:
        load_alone(plugin)
    except PluginError as error:
        return visible("; ".join([error.cause, *map(str, error.faults[:1])]))
    return ""


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {"python": platform.python_version(), "crossregime": __version__}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
