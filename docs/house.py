"""Draw the house that the code is: its order from the import contract, its rooms from their own docstrings."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 58


def layers(contract: str) -> list[list[str]]:
    """List the layers of an import contract in pyproject.toml, top first, each as the names that stand on it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[Mapping[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    (found,) = (each for each in contracts if each["id"] == contract)
    return [re.split(r"\s*[|:]\s*", layer) for layer in found["layers"]]


def drawing() -> str:
    """Draw the layers of the program, with those of core inside it: an import leads down, never up."""
    lines = ["┌" + "─" * WIDTH + "┐"]
    for floor in layers("floors"):
        lines += _core() if floor == ["core"] else [_boxed("   ".join(floor))]
        lines.append("├" + "─" * WIDTH + "┤")
    return "```text\n" + "\n".join([*lines[:-1], "└" + "─" * WIDTH + "┘"]) + "\n```"


def _core() -> Iterator[str]:
    yield _boxed("core")
    yield _boxed("┌" + "─" * (WIDTH - 4) + "┐")
    for layer in layers("rooms"):
        yield _boxed("│ " + " │ ".join(layer).ljust(WIDTH - 6) + " │")
    yield _boxed("└" + "─" * (WIDTH - 4) + "┘")


def _boxed(text: str) -> str:
    return f"│ {text.ljust(WIDTH - 2)} │"


def rooms() -> str:
    """Give a table of the packages and of core's modules on the ground: what each is for, and its modules."""
    places = [
        *(Path(name) for floor in layers("floors") if floor != ["core"] for name in floor),
        *(Path("core", name) for layer in layers("rooms") for name in layer),
    ]
    lines = ["| place | what it is for | modules |", "| --- | --- | --- |"]
    for place in places:
        package = (ROOT / place).is_dir()
        file = place / "__init__.py" if package else place.with_suffix(".py")
        modules = ", ".join(f"`{name}`" for name in _modules(place)) if package else ""
        shown = f"{place.as_posix()}/" if package else file.as_posix()
        lines.append(f"| [`{shown}`](../{shown}) | {_purpose(file)} | {modules} |")
    return "\n".join(lines)


def _modules(place: Path) -> Sequence[str]:
    """Name the modules of a package; those of a package inside it follow its name."""
    found = sorted((ROOT / place).rglob("*.py"))
    return [path.relative_to(ROOT / place).with_suffix("").as_posix() for path in found if path.name != "__init__.py"]


def _purpose(file: Path) -> str:
    """Give the first sentence of a module's docstring."""
    text = ast.get_docstring(ast.parse((ROOT / file).read_text(encoding="utf-8"))) or ""
    return text.split("\n\n", maxsplit=1)[0].replace("\n", " ").replace("|", "\\|")
