"""Find a regime by its id or its folder, and load it once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crossregime.core.errors import SelectorError, close_matches
from crossregime.core.model import Regime
from crossregime.core.position import Position, position
from crossregime.core.reader import read_regime
from crossregime.core.selector import is_folder, parse_selector


class Host:
    """Hold the regimes that a program can name.

    `builtins` maps the id of each built-in to its folder: the package root hands it over, so that core knows no
    regime by name.
    """

    def __init__(self, builtins: Mapping[str, Path]) -> None:
        self._builtins = builtins
        self._loaded: dict[str, Regime] = {}
        self._positions: dict[str, Position] = {}

    def ids(self) -> tuple[str, ...]:
        """List the ids of the regimes, without loading any."""
        return tuple(self._builtins)

    def load(self, source: str) -> Regime:
        """Load a regime by id, or the one in a folder when the source has a slash in it.

        A built-in is read once. A folder is read anew each time, since its author may be changing it.
        """
        if is_folder(source):
            return read_regime(Path(source), source)
        if source not in self._loaded:
            folder = self._builtins.get(source)
            if folder is None:
                raise SelectorError(
                    f"there is no regime '{source}'",
                    do=f"the regimes are {', '.join(self.ids())}; a folder has a slash in it, such as ./{source}",
                    matches=close_matches(source, self.ids()),
                )
            self._loaded[source] = read_regime(folder, f"regimes/{source}", validate=False)
        return self._loaded[source]

    def position(self, selector: str) -> Position:
        """Find the position that a selector names; those of built-ins are kept."""
        parsed = parse_selector(selector)
        if any(is_folder(source) for source in parsed.sources):
            return position(parsed, self.load)
        if selector not in self._positions:
            self._positions[selector] = position(parsed, self.load)
        return self._positions[selector]
