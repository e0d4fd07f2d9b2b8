"""Write a call so that it can be made again elsewhere: what was asked, of what, with files by relative path."""

from __future__ import annotations

import os
from dataclasses import field, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import shown
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.positions import is_folder, parse_selector
from crossregime.core.reading import is_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILES = {"crosstab": ("left", "right", "totals")}
"""Options of a command whose values are files."""
ELSEWHERE = ("facts", "groups")
"""Those of every other command."""
ADDRESS = "://"
"""What stands in an address that an engine reads from, which is no file."""
STANDARD_INPUT = "-"


@frozen
class Call:
    """A call of the program: the command, the selectors, and the options that are not as they are by default.

    An option is named as the argument of the Python function is: `{"by": "region", "use_rule": True}`.

    >>> Call("compare", ("ssi2003", "./mine@2011-11-08"), {"facts": "found.csv"}).paths
    ('./mine', 'found.csv')
    """

    command: str
    selectors: tuple[Any, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    def asking(self, command: str = "", **options: Any) -> Call:
        """Give the same call of another command, or with other options; an option that is None or empty is left out."""
        kept = {name: value for name, value in {**self.options, **options}.items() if _given(value)}
        return replace(self, command=command or self.command, options=kept)

    @property
    def paths(self) -> tuple[str, ...]:
        """The folders and files that it names, in their order."""
        found: list[str] = []

        def keep(path: str) -> str:
            found.append(path)
            return path

        self.moved(keep)
        return tuple(dict.fromkeys(found))

    @property
    def files(self) -> tuple[str, ...]:
        """Those of them that are files."""
        folders = {source for each in self.selectors for source in parse_selector(_text(each)).sources}
        return tuple(path for path in self.paths if path not in folders)

    def plain(self) -> Call:
        """Give it in words alone, as a file can hold it; raise UsageError for what was given as an object."""
        options = dict(self.options)
        for name, value in self.options.items():
            if is_dataclass(value) and name == "inference":  # the methods, and how the draws are made
                options.update({each.name: getattr(value, each.name) for each in fields(value)})
                options["inference"] = options.pop("methods")
        words = {name: _words(name, value) for name, value in options.items()}
        return Call(self.command, tuple(_text(each) for each in self.selectors), words)

    def moved(self, move: Callable[[str], str]) -> Call:
        """Give it with every path as `move` writes it."""
        selectors = tuple(_selector(_text(each), move) for each in self.selectors)
        files = FILES.get(self.command, ELSEWHERE)
        options = {name: _moved(name, value, move, files) for name, value in self.options.items()}
        return replace(self, selectors=selectors, options=options)

    def relative_to(self, folder: Path) -> Call:
        """Give it in words with its paths as seen from a folder, with slashes."""
        return self.plain().moved(lambda path: _seen(Path(path), folder))

    def from_folder(self, folder: Path) -> Call:
        """Give it with paths that were as seen from a folder as they are seen from here."""
        return self.moved(lambda path: _seen(folder / path, Path()))

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it."""
        return {"command": self.command, "selectors": list(self.selectors), "options": dict(self.options)}


def asked(command: str, selectors: tuple[Any, ...], options: Mapping[str, Any], usual: Mapping[str, Any]) -> Call:
    """Make the call of what was asked; options that are as `usual` are left out.

    >>> asked("compare", ("a", "b"), {"by": "region", "lineage": "strict"}, {"by": None, "lineage": "strict"}).options
    {'by': 'region'}
    """
    unlike = {
        name: value
        for name, value in options.items()
        if _given(value) and not (isinstance(value, str | int) and value == usual[name])
    }
    return Call(command, selectors, unlike)


def _given(value: Any) -> bool:
    """Tell whether an option says anything."""
    return not (value is None or value is False or (isinstance(value, str | list | tuple | dict) and not value))


def _text(selector: Any) -> str:
    """Write a selector as text; raise UsageError for a regime or a position, which has no name to find it by."""
    if isinstance(selector, Path):
        text = selector.as_posix()
        return text if "/" in text else f"./{text}"
    if isinstance(selector, str):
        return selector
    raise _unsaved(selector, "a selector", "name the regime by its id, or by its folder")


def _words(name: str, value: Any) -> Any:
    """Write the value of an option in words."""
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Path):
        return str(value)
    if name == "where" and isinstance(value, dict):
        return [f"{by}={group}" for by, group in value.items()]
    if isinstance(value, list | tuple):
        return [_words(name, each) for each in value]
    raise _unsaved(value, f"`{name}`", "give its name or its file instead")


def _unsaved(value: Any, where: str, do: str) -> UsageError:
    return UsageError(f"{shown(value)} can't be kept in a file, to be found again", where=where, do=do)


def _moved(name: str, value: Any, move: Callable[[str], str], files: tuple[str, ...]) -> Any:
    if isinstance(value, list | tuple):
        return [_moved(name, each, move, files) for each in value]
    if not isinstance(value, str | Path) or ADDRESS in str(value):
        return value
    if name in files:
        return move(_file(name, str(value)))
    if name == "crosswalk":
        parts = [str(value)] if Path(value).is_file() else str(value).split("+")
        return "+".join(move(part) if is_path(part) else part for part in parts)
    return value


def _file(name: str, path: str) -> str:
    if path == STANDARD_INPUT:
        raise UsageError("what was read from standard input can't be read again", where=f"`{name}`",
                         do="put it in a file")  # fmt: skip
    return path


def _selector(text: str, move: Callable[[str], str]) -> str:
    """Write a selector with the folders that it names moved."""
    sources = parse_selector(text).sources
    rest = text[len("+".join(sources)) :]
    return "+".join(_slashed(move(each)) if is_folder(each) else each for each in sources) + rest


def _slashed(path: str) -> str:
    """Write the path of a folder as a selector holds it: with a slash in it."""
    return path if "/" in path else f"./{path}"


def _seen(path: Path, folder: Path) -> str:
    """Write a path as seen from a folder, with slashes; whole where no way leads there, as to another drive."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()
