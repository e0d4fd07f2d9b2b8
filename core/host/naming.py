"""Find a regime by its id or its folder, and load it once.

Built-ins, installed plugins and folders are all loaded by `Host.load`, as objects of one type.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from crossregime.core.arguments import shown
from crossregime.core.errors import CrossregimeError, SelectorError, UsageError
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crossregime.core.discovery import Plugin, PluginKind
    from crossregime.core.model import Crosswalk, Regime
    from crossregime.core.positions import Position


Named: TypeAlias = "str | Path | Regime | Position"
"""Anything that names a position: a selector, the folder of a regime, a regime, or the position itself."""


class Host:
    """The regimes that a program can name: built-ins, and those of installed distributions.

    `builtins` maps the id of each built-in to its folder: the package root hands it over, so that core knows
    no regime by name.

    >>> import crossregime as cr
    >>> cr.host().load("ofsted2009").kind
    'annual'
    """

    def __init__(self, builtins: Mapping[str, Path]) -> None:
        self._builtins = builtins
        self._loaded: dict[str, Regime] = {}
        self._positions: dict[str, Position] = {}

    def __repr__(self) -> str:
        return f"Host of the built-in regimes {', '.join(self._builtins)} and of installed plugins"

    # Listing: from metadata alone, without imports

    @property
    def builtins(self) -> tuple[str, ...]:
        """The ids of the built-in regimes."""
        return tuple(self._builtins)

    def plugins(self, kind: PluginKind | None = None) -> tuple[Plugin, ...]:
        """List the built-ins, then every installed plugin (of one kind, or both), refused ones included."""
        from crossregime.core.discovery import Plugin, installed_plugins
        from crossregime.core.version import __version__

        own = [
            Plugin("regime", name, "crossregime", __version__, f"regimes/{name}", "built-in") for name in self._builtins
        ]
        found = (*own, *installed_plugins(self._builtins))
        return tuple(plugin for plugin in found if kind in (None, plugin.kind))

    def ids(self, kind: PluginKind = "regime") -> tuple[str, ...]:
        """List the ids of the regimes (or crosswalk plugins) that can be named, without loading any."""
        return tuple(plugin.id for plugin in self.plugins(kind) if plugin.state != "refused")

    def plugin(self, name: str, kind: PluginKind = "regime") -> Plugin:
        """Find what metadata says of a regime (or crosswalk plugin); raise UsageError if there is none.

        A refused one is returned too: loading it raises the reason.
        """
        for plugin in self.plugins(kind):
            if plugin.id == name:
                return plugin
        known = self.ids(kind)
        if kind == "regime":
            raise SelectorError(
                f"there is no regime '{name}'",
                do=f"the regimes are {', '.join(known)}; a folder has a slash in it, such as ./{name}",
                matches=close_matches(name, known),
            )
        raise UsageError(
            f"there is no crosswalk plugin '{name}'",
            do=f"those installed are {', '.join(known)}" if known else "none is installed",
            matches=close_matches(name, known),
        )

    # Loading

    def load(self, source: str | Path) -> Regime:
        """Load a regime by id, or the one in a folder: a Path, or a text with a slash in it.

        A regime with an id is read once, a folder anew each time, since its author may be changing it.
        Raises SelectorError for an id that is unknown, PluginError for an installed regime that can't be
        used, DataError for a folder that can't be read.
        """
        from crossregime.core.positions import is_folder
        from crossregime.core.reading import read_regime

        source = _source(source) if isinstance(source, Path) else source
        if not isinstance(source, str):
            raise UsageError(
                f"{shown(source)} names no regime", do="give an id such as 'ssi2003', or the path of a folder"
            )
        if is_folder(source):
            return read_regime(Path(source), source)
        alone = re.split("[@:]", source)[0]
        if alone != source:
            what = "a whole regime is expected here, without a date or a judgement"
            raise SelectorError(what, where=f"'{source}'", do=f"write {alone}" if alone else "write its id")
        if source not in self._loaded:
            # Built-ins come first: nothing can replace them, and they need neither metadata nor pluggy.
            folder = self._builtins.get(source)
            if folder is not None:
                self._loaded[source] = read_regime(folder, f"regimes/{source}", validate=False)
            else:
                from crossregime.core.discovery import load_regime

                self._loaded[source] = load_regime(self.plugin(source))
        return self._loaded[source]

    def folder(self, source: str) -> Path | None:
        """Return the folder of a built-in or of a path; None for a regime that a distribution brings."""
        from crossregime.core.positions import is_folder

        return Path(source) if is_folder(source) else self._builtins.get(source)

    def load_all(self) -> tuple[list[Regime], list[CrossregimeError]]:
        """Load every regime that can be named; failures are reported, not raised.

        Each is loaded in a process of its own, several at a time: one that hangs or ends its process is left out like
        one that fails.
        """
        from crossregime.core.discovery import load_each

        faults: list[CrossregimeError] = []
        found = [each for each in self.plugins("regime") if each.state != "refused"]
        asked = [each for each in found if each.state != "built-in" and each.id not in self._loaded]
        with load_each(asked) as loading:
            for name in self._builtins:
                self.load(name)
            for plugin, coming in zip(asked, loading, strict=True):
                try:
                    self._loaded[plugin.id] = coming.result()
                except CrossregimeError as error:
                    faults.append(error)
        return [self._loaded[each.id] for each in found if each.id in self._loaded], faults

    def crosswalks(self, name: str) -> tuple[Crosswalk, ...]:
        """Load the crosswalks of an installed plugin; raise UsageError or PluginError if that can't be."""
        from crossregime.core.discovery import load_crosswalks

        return load_crosswalks(self.plugin(name, "crosswalks"))

    def known_crosswalks(self, regimes: Iterable[Regime] = ()) -> tuple[Crosswalk, ...]:
        """List the crosswalks of the project, of built-ins and of the regimes given; no plugin is loaded."""
        from crossregime.core.reading import crosswalks_in, shared_crosswalks

        own = [each for name, folder in self._builtins.items() for each in crosswalks_in(folder, f"regimes/{name}")]
        brought = [each for regime in regimes if not self._is_builtin(regime) for each in regime.crosswalks]
        # A copy of a file that is there already is the same crosswalk.
        held = {each.file_hash for each in (*shared_crosswalks(), *own)}
        return (*shared_crosswalks(), *own, *(each for each in brought if each.file_hash not in held))

    def _is_builtin(self, regime: Regime) -> bool:
        return self._builtins.get(regime.id) == regime.files.folder

    def holder(self, regime: Regime) -> str:
        """Name the origin of a regime: the distribution with its version, or the folder that it was read from."""
        from crossregime.core.version import __version__

        if self._is_builtin(regime):
            return f"crossregime {__version__}"
        if self._loaded.get(regime.id) is regime:
            return self.plugin(regime.id).release
        return regime.origin

    def crosswalk_named(
        self, name: str | Crosswalk, regimes: Iterable[Regime] = ()
    ) -> tuple[str, tuple[Crosswalk, ...]]:
        """Interpret the name of a crosswalk: return its id, and the crosswalks in which to look it up.

        A name is the id of a crosswalk; the path of a file; an installed plugin that brings one crosswalk, or
        PLUGIN:ID; or several of these joined by +, which are composed. A Crosswalk stands for itself. Raises
        CrossregimeError for what can't be used, and for crosswalks that can't be composed.
        """
        from crossregime.core.reading import is_path
        from crossregime.core.statistics import LINKING_METHODS

        if not isinstance(name, str):
            return _itself(name)
        if "+" in name and not (is_path(name) and Path(name).is_file()):
            return self._composed(name.split("+"), regimes)
        known = self.known_crosswalks(regimes)
        if is_path(name):
            return _from_file(name, known)
        if name in LINKING_METHODS or any(each.id == name for each in known):
            return name, known
        return self._from_plugin(*name.split(":", maxsplit=1)) or (name, known)

    def _composed(self, names: Sequence[str], regimes: Iterable[Regime]) -> tuple[str, tuple[Crosswalk, ...]]:
        """Compose crosswalks, from the first on."""
        from crossregime.core.crosswalks import choose
        from crossregime.core.model import compose

        whole, *parts = (choose(*self.crosswalk_named(name, regimes)) for name in names)
        for part in parts:
            whole = compose(whole, part).crosswalk
        return whole.id, (whole,)

    def _from_plugin(self, plugin: str, wanted: str = "") -> tuple[str, tuple[Crosswalk, ...]] | None:
        """Load the crosswalks of an installed plugin, and name the one wanted; None if there is no such plugin."""
        if plugin not in self.ids("crosswalks"):
            return None
        brought = self.crosswalks(plugin)
        if not wanted and len(brought) != 1:
            raise UsageError(
                f"the plugin '{plugin}' brings {len(brought)} crosswalks",
                do=f"name one: {', '.join(f'{plugin}:{each.id}' for each in brought)}",
            )
        return wanted or brought[0].id, brought

    def crosswalks_between(
        self, positions: Sequence[Position], named: Sequence[str | Crosswalk]
    ) -> tuple[Crosswalk | str, ...]:
        """Find the crosswalks named for two positions; the names of methods that link by totals are kept.

        "all" stands for every declared one that puts the two on one scale, and for both methods.
        """
        from crossregime.core.crosswalks import choose, fitting
        from crossregime.core.statistics import LINKING_METHODS

        regimes = [regime for position in positions for regime in position.regimes]
        scales = [position.scale.id for position in positions]
        found: list[Crosswalk | str] = []
        for each in named:
            if each == "all":
                found += [*fitting(scales, self.known_crosswalks(regimes)), *LINKING_METHODS]
            else:
                name, known = self.crosswalk_named(each, regimes)
                found.append(name if name in LINKING_METHODS else choose(name, known))
        # A crosswalk named beside "all" is listed once.
        once = {each if isinstance(each, str) else (each.id, each.file_hash): each for each in found}
        return tuple(once.values())

    def position(self, named: Named) -> Position:
        """Find the position that is named by a selector; those without a folder are kept.

        A folder (as a Path) and a regime stand for the headline of their last date, and a position for itself. A folder
        whose regime has the id of a built-in is shown by its path. Raises UsageError for anything else.
        """
        from crossregime.core.model import Regime
        from crossregime.core.positions import Position, Selector, find_position, is_folder, parse_selector

        if isinstance(named, Position):
            return named
        if isinstance(named, Regime):
            return find_position(Selector(named.id, (named.id,)), lambda _: named)
        if isinstance(named, Path):
            selector = Selector(_source(named), (_source(named),))
        elif isinstance(named, str):
            selector = parse_selector(named, self.ids)
        else:
            raise UsageError(
                f"{shown(named)} names no position",
                do="give a selector such as 'ssi2003', the path of a folder, a regime or a position",
            )
        if any(is_folder(source) for source in selector.sources):
            found = find_position(selector, self.load)
            return found.by_path() if any(self._taken(each) for each in found.regimes) else found
        if selector.text not in self._positions:
            self._positions[selector.text] = find_position(selector, self.load)
        return self._positions[selector.text]

    def _taken(self, regime: Regime) -> bool:
        """Tell whether a regime that is no built-in has the id of one."""
        own = self._builtins.get(regime.id)
        return own is not None and regime.files.folder is not None and own.resolve() != regime.files.folder.resolve()


def _itself(walk: Crosswalk) -> tuple[str, tuple[Crosswalk, ...]]:
    """Take a crosswalk that was given as an object; raise UsageError for anything else, and for a method's name."""
    from crossregime.core.statistics import LINKING_METHODS

    if not hasattr(walk, "links"):
        raise UsageError(f"{shown(walk)} is not a crosswalk", do="give its id, the path of its file, or a Crosswalk")
    if walk.id in LINKING_METHODS:
        raise UsageError(f"the crosswalk '{walk.id}' has the name of a method", do=f'name the method, as "{walk.id}"')
    return walk.id, (walk,)


def _from_file(path: str, known: Sequence[Crosswalk]) -> tuple[str, tuple[Crosswalk, ...]]:
    """Read a crosswalk from its file; it takes the place of one of the same id."""
    from crossregime.core.reading import read_path

    own = read_path(path)
    return own.id, (*(each for each in known if each.id != own.id), own)


def _source(folder: Path) -> str:
    """Write the path of a folder as a source: with a slash in it."""
    text = folder.as_posix()
    return text if "/" in text else f"./{text}"
