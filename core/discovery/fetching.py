"""Load a plugin in a process of its own, with a time limit, and take over its result as data.

Nothing of the plugin is imported in the program itself: what it prints, leaves running or does at its end is not the
program's. A rule that is code, or a function that reads one, is the exception: it is imported here, once, when it is
asked for.
"""

from __future__ import annotations

import base64
import io
import pickle
import sys
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from crossregime.core.discovery.child import TIME_LIMIT, ChildError, run_in_child
from crossregime.core.discovery.installed import Plugin
from crossregime.core.errors import Fault, PluginError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.model import Crosswalk, Regime

DATA = ("crossregime.core.", "polars.", "datetime", "pathlib", "fractions", "builtins", "_io", "collections")
"""Modules, or prefixes of them, whose objects are data; anything else is a plugin's own code."""
READING = ("read_rule", "read_crosswalks")
"""Fields of a regime's files that may hold a plugin's code, as its rule may."""


def load_regime(plugin: Plugin, *, timeout: float | None = None, tell: bool = True) -> Regime:
    """Load the regime of an installed plugin; raise PluginError for any fault, and after `timeout` seconds.

    What it writes goes to standard error, unless it is not to `tell`.
    """
    return cast("Regime", _fetch(plugin, timeout, tell=tell))


def load_crosswalks(plugin: Plugin, *, timeout: float | None = None) -> tuple[Crosswalk, ...]:
    """Load the crosswalks of an installed plugin; raise PluginError for any fault, and after `timeout` seconds."""
    return cast("tuple[Crosswalk, ...]", _fetch(plugin, timeout))


def _fetch(plugin: Plugin, timeout: float | None, *, tell: bool = True) -> Regime | tuple[Crosswalk, ...]:
    if plugin.state == "refused":
        from crossregime.core.discovery.loading import load_here

        return load_here(plugin)  # says why it is refused
    try:
        limit, passed_on = timeout or TIME_LIMIT, _tell if tell else None
        answer = run_in_child(__name__, "give", plugin.as_dict(), timeout=limit, tell=passed_on)
    except ChildError as error:
        do = f"`crossregime doctor` tries every plugin; mend or uninstall {plugin.distribution}"
        raise plugin.error(str(error), do=do) from None
    if "data" not in answer:
        faults = [Fault(**{**each, "matches": tuple(each["matches"])}) for each in answer["faults"]]
        raise plugin.error(answer["cause"], do=answer["do"], matches=answer["matches"], faults=faults)
    found = _Data(io.BytesIO(base64.b64decode(answer["data"]))).load()
    return _with_code(found, plugin, answer["code"]) if answer["code"] else found


def _tell(said: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(said)


# In the process of its own


def give(plugin: Mapping[str, Any]) -> dict[str, Any]:
    """Load a plugin and return it as data, or its fault: called in a process of its own.

    `plugin` is a Plugin as `as_dict` gives it. Of a regime the fields that hold the plugin's own code are left out and
    named.
    """
    from crossregime.core.discovery.loading import load_here

    try:
        found: Any = load_here(Plugin(**plugin))
    except PluginError as error:
        told = error.as_dict()
        return {name: told[name] for name in ("cause", "do", "matches", "faults")}
    found, code = _without_code(found) if hasattr(found, "files") else (found, [])
    return {"data": base64.b64encode(pickle.dumps(found)).decode(), "code": code}


def _without_code(regime: Regime) -> tuple[Regime, list[str]]:
    """Remove the plugin's own code from a regime, and name the fields that held it."""
    code: list[str] = [name for name in READING if not _is_data(getattr(regime.files, name))]
    if code:
        nothing: dict[str, Any] = dict.fromkeys(code)
        regime = replace(regime, files=replace(regime.files, **nothing))
    if not _is_data(regime.own_rule):
        code.append("own_rule")
        regime = replace(regime, own_rule=None)
    return regime, code


def _is_data(value: object) -> bool:
    """Tell whether a value can be read back without the plugin."""
    try:
        _Data(io.BytesIO(pickle.dumps(value))).load()
    except Exception:  # noqa: BLE001  # what can't be written or read, for whatever reason, is not data
        return False
    return True


# In the program


class _Data(pickle.Unpickler):
    """An unpickler of data that refuses to import anything else."""

    def find_class(self, module: str, name: str) -> Any:
        """Find a class of data."""
        if not module.startswith(DATA):
            raise pickle.UnpicklingError(f"{module}.{name} is not data")
        return super().find_class(module, name)


def _with_code(regime: Regime, plugin: Plugin, code: Sequence[str]) -> Regime:
    """Restore the functions that read a regime's rule or crosswalks, importing the plugin if they are its code."""
    files = regime.files
    if "read_crosswalks" in code:
        files = replace(files, read_crosswalks=lambda _: _of_code(plugin, "crosswalks"))
    if "own_rule" in code or "read_rule" in code:
        files = replace(files, read_rule=lambda _: _of_code(plugin, "rule"))
    return replace(regime, files=files)


@cache
def _of_code(plugin: Plugin, name: str) -> Any:
    """Import a plugin here and call its code, within the time limit; the result is cached."""
    from crossregime.core.discovery.guard import limited, watched
    from crossregime.core.discovery.loading import regime_here

    with limited(plugin, TIME_LIMIT):
        regime = regime_here(plugin)
        with watched(plugin) as stage:
            stage.doing = f"what reads its {name} failed"
            return getattr(regime, name)
