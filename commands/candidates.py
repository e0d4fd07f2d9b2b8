"""Say what may stand as the value of an argument, so that a shell can complete it."""

from __future__ import annotations

import crossregime

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from crossregime.commands.parser import Parser

FILES, FOLDERS = "files", "folders"
"""What a shell completes by itself."""
FIXED = {
    "lineage": ("strict", "inherit"),
    "by": ("region", "type", "deprivation", "size"),
    "against": ("neighbours", "region", "type", "deprivation", "size", "all"),
    "uninspected": ("out", "open"),
    "inference": ("asymptotic", "bootstrap", "permutation", "all"),
    "assume": ("at-most=", "within=", "monotone", "alike"),
    "of": ("grades", "movement", "open"),
    "engine": ("polars", "duckdb", "spark"),
    "scheme": ("gss", "ons", "dfe"),
    "shell": ("bash", "zsh", "fish"),
}
"""The values of arguments that have few, by the name of the argument."""


def selectors() -> list[str]:
    """List the regimes, installed ones by their metadata alone, and the judgements of those that are built in."""
    host = crossregime.host()
    built_in = [f"{name}:{each.id}" for name in host.builtins for each in host.load(name).judgements]
    return [*crossregime.regimes(), *built_in]


def councils() -> list[str]:
    """List the ids of councils, which have no blanks in them."""
    return sorted(crossregime.register().councils)


def crosswalks() -> list[str]:
    """List the crosswalks that come with the program and its regimes, and the methods that need none."""
    return [*sorted({walk.id for walk in crossregime.host().known_crosswalks()}), "equipercentile", "ridit", "all"]


def statistics() -> list[str]:
    """List the names of statistics."""
    from crossregime.core.statistics import ENTRIES

    return [entry.name for entry in ENTRIES]


def grades() -> list[str]:
    """List the grades of the built-in regimes that are one word: ids and short labels, the worst first."""
    host = crossregime.host()
    scales = {each.scale.id: each.scale for name in host.builtins for each in host.load(name).judgements}
    words = [word for scale in scales.values() for grade in scale.grades for word in (grade.id, grade.short)]
    return [word for word in dict.fromkeys(words) if word and " " not in word]


LISTS: dict[str, Callable[[], list[str]]] = {
    "selectors": selectors,
    "councils": councils,
    "crosswalks": crosswalks,
    "statistics": statistics,
    "grades": grades,
}
"""The lists that several arguments share, by name."""
NAMED = {
    "SELECTOR": "selectors", "REGIME": "selectors", "REGIME[@DATE]": "selectors", "ID|PATH": "selectors",
    "GRADES": "grades", "GRADE": "grades", "FILE": FILES, "DIR": FOLDERS,
}  # fmt: skip
"""What completes an argument, by what help calls its value."""
ARGUMENTS = {
    "neighbours_of": "councils", "councils": "councils", "council": "councils", "crosswalk": "crosswalks",
    "statistic": "statistics", "statistics": "statistics", "council names": "councils",
    "statistics names": "statistics", "crosswalks between": "crosswalks",
}  # fmt: skip
"""What completes an argument, by its name, or that of the command and its own."""


def candidates(command: str, parser: Parser, argument: argparse.Action) -> str | Sequence[str] | None:
    """Give what completes an argument: the name of a list, FILES or FOLDERS, words, or None."""
    name = argument.dest
    if name == "show":
        return (*parser.get_default("showable"), "all")
    if name == "format":
        return tuple(parser.get_default("forms"))
    if name == "kind":
        from crossregime.commands.plot import KINDS

        return tuple(KINDS)
    if name == "against" and argument.metavar == "GRADES":
        return "grades"
    return (
        FIXED.get(name) or ARGUMENTS.get(f"{command} {name}") or ARGUMENTS.get(name) or NAMED.get(str(argument.metavar))
    )
