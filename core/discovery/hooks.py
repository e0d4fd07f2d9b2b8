"""Define the hooks that a plugin may implement, and mark the functions that implement them.

This module imports pluggy, so it is imported only when a plugin is loaded or written: a plugin's author finds
its names as `crossregime.hookimpl` and `crossregime.folder_regime`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from crossregime.core.arguments import shown
from crossregime.core.errors import DataError, UsageError
from crossregime.core.reading import read_regime
from crossregime.core.text import joined

if TYPE_CHECKING:
    from crossregime.core.model import Crosswalk, Regime

PROJECT = "crossregime"
PACKAGE_DATA = '[tool.setuptools.package-data] "*" = ["*.json", "*.csv", "crosswalks/*.json"]'
"""What tells setuptools to install the files of a regime."""
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec(firstresult=True)
def crossregime_regime(folder: Path) -> Regime:
    """Return the regime that an entry point of the group `crossregime.regimes` promises.

    Called once in a program, when the entry point's name is first used as a source, and never by `--help` or
    `regimes`. `folder` is the folder of the module that the entry point names; an implementation that has no
    use for it leaves it out. The regime's id must be the entry point's name. Whatever the implementation
    raises is reported as a PluginError with the distribution and the entry point.

    The smallest example is a package whose folder holds regime.json and its CSVs, with this one line:

        from crossregime import folder_regime as crossregime_regime
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def crossregime_crosswalks(folder: Path) -> tuple[Crosswalk, ...]:
    """Return the crosswalks that an entry point of the group `crossregime.crosswalks` promises.

    Called when the entry point's name is asked for. `folder` is the folder of the module that the entry point
    names; an implementation that has no use for it leaves it out. Whatever the implementation raises is
    reported as a PluginError with the distribution and the entry point.

    The smallest example says, on a cited source, that one grade corresponds to another:

        import crossregime as cr

        SOURCES = {"report": cr.Source("report", "An inspectorate", "A report", "2010-01-31", "", "")}
        GRADES = {"no": "1", "some": "2", "most": "3", "yes": "4"}
        LINKS = tuple(
            cr.Link(grade, (to,), "close", "report", "table 1", "the report names them side by side")
            for grade, to in GRADES.items()
        )

        @cr.hookimpl
        def crossregime_crosswalks():
            return (cr.Crosswalk("by-report", "By the report", "ssi-serving", "ofsted-performs", LINKS, SOURCES),)
    """
    raise NotImplementedError


@hookimpl
def folder_regime(folder: Path | str) -> Regime:
    """Read the regime in a folder, as a plugin that is data alone does.

    It is an implementation of `crossregime_regime`: a module that imports it under that name is a plugin. A
    plugin with code calls it on a folder of its own. Raises DataError with every fault found.

    >>> from crossregime.regimes import FOLDER
    >>> folder_regime(FOLDER / "ssi2003").title
    'SSI performance ratings, November 2003'
    """
    path = _folder(folder)
    _refuse_unpacked(path)
    return read_regime(path, path.name)


def _refuse_unpacked(path: Path) -> None:
    """Refuse the folder of a package without its data: an installer that is not told leaves them out."""
    if not os.path.isdir(path):  # noqa: PTH112  # unlike Path.is_dir, it takes a name of any length
        return  # what is there in its place is said where it is read
    lacking = [name for name in ("regime.json", "outcomes.csv", "sources.csv") if not os.path.lexists(path / name)]
    if lacking and (path / "__init__.py").is_file():
        raise DataError(
            f"the package {path.name} was installed without {joined(lacking)}",
            do=f"let its pyproject.toml name its data, and install it again: {PACKAGE_DATA}",
        )


@hookimpl
def folder_crosswalks(folder: Path | str) -> tuple[Crosswalk, ...]:
    """Read every .json file of a folder as a crosswalk, as a plugin that is data alone does.

    It is an implementation of `crossregime_crosswalks`: a module that imports it under that name is a plugin. Raises
    DataError with every fault of a file.

    >>> from crossregime.core.files import DATASETS
    >>> [each.id for each in folder_crosswalks(DATASETS / "crosswalks")][:2]
    ['serving-by-rank', 'serving-by-wording']
    """
    from crossregime.core.reading import read_crosswalk

    within = _folder(folder)
    if not _is_folder(within):
        raise DataError(f"there is no folder {shown(str(within))}", do="name the folder that holds the crosswalks")
    return tuple(read_crosswalk(path, f"{within.name}/{path.name}") for path in sorted(within.glob("*.json")))


def _folder(folder: object) -> Path:
    """Read the path of a folder; raise UsageError for anything else."""
    if not isinstance(folder, (str, os.PathLike)) or "\0" in str(folder):
        raise UsageError(f"{shown(folder)} is not a folder", do="give a Path, or text")
    return Path(os.fsdecode(folder))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file system takes
        return False
