"""Open files as frames of an engine, lazily: CSV and Parquet, one or many, in this process or on a cluster."""

from __future__ import annotations

import glob
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.arguments import check_choice, shown
from crossregime.core.engines.rated import check_narwhals
from crossregime.core.errors import CrossregimeError, DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

ENGINES = ("polars", "duckdb", "spark")
PACKAGES = {"duckdb": "duckdb", "spark": "pyspark"}
FORMS = (".parquet", ".csv")


class Scan(NamedTuple):
    """How an engine opens a file as a frame, and the errors that it raises for a failed query."""

    frame: Callable[[str, bool], Any]
    errors: tuple[type[Exception], ...]


@contextmanager
def opened(engine: str, left: str, right: str) -> Iterator[tuple[Any, Any]]:
    """Open both files as frames of an engine; an error of a failed query becomes a DataError.

    A path may be a glob, or an address that the engine knows. Parquet is read as it is typed; CSV as text, so that a
    key keeps leading zeros: an empty cell is missing. Raises UsageError for an engine that is unknown or not
    installed, and for a file of another format, DataError where no file has that name.
    """
    check_choice(engine, ENGINES, f"there is no engine {shown(engine)}")
    check_narwhals()
    for path in (left, right):
        _check(path)
    with ExitStack() as stack:
        scan = {"polars": _polars, "duckdb": _duckdb, "spark": _spark}[engine](stack)
        try:
            yield tuple(scan.frame(path, _is_csv(path)) for path in (left, right))
        except CrossregimeError:
            raise
        except scan.errors as error:
            said = str(error).strip().splitlines() or [type(error).__name__]
            raise DataError(
                f"{engine} could not read the files, or not run the query", where=said[0],
                do="check that the files are whole and have the columns and types that are named",
            ) from error  # fmt: skip


def _is_csv(path: str) -> bool:
    return PurePath(path.removesuffix(".gz")).suffix.lower() == ".csv"


def _check(path: str) -> None:
    ending = PurePath(path.removesuffix(".gz")).suffix.lower()
    do = "name files that end in .parquet or .csv"
    check_choice(ending, FORMS, f"'{path}' is neither CSV nor Parquet by its name", do=do)
    if "://" not in path and not glob.glob(path, recursive=True):  # noqa: PTH207  # it may begin with a slash
        raise DataError(f"no file is called {path}", do="check the path; * stands for any part of a name")


def _installed(engine: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(PACKAGES[engine])
    except ImportError:
        raise UsageError(
            f"the engine {engine} is not installed", do=f"install it with pip install {PACKAGES[engine]}"
        ) from None


def _polars(stack: ExitStack) -> Scan:  # noqa: ARG001  # it holds nothing open
    import polars as pl

    def frame(path: str, csv: bool) -> Any:
        return pl.scan_csv(path, infer_schema=False) if csv else pl.scan_parquet(path)

    from narwhals.exceptions import NarwhalsError

    # narwhals gives polars' errors names of its own.
    return Scan(frame, (pl.exceptions.PolarsError, NarwhalsError, OSError))


def _duckdb(stack: ExitStack) -> Scan:
    duckdb = _installed("duckdb")
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="crossregime-"))
    # Data that don't fit in memory go to this folder; the order of rows doesn't matter here.
    connection = stack.enter_context(
        duckdb.connect(config={"temp_directory": folder, "preserve_insertion_order": "false"})
    )

    def frame(path: str, csv: bool) -> Any:
        return connection.read_csv(path, all_varchar=True) if csv else connection.read_parquet(path)

    return Scan(frame, (duckdb.Error,))


def _spark(stack: ExitStack) -> Scan:  # noqa: ARG001  # the session is the cluster's, or ends with the program
    pyspark = _installed("spark")
    session = pyspark.sql.SparkSession.builder.appName("crossregime").getOrCreate()

    def frame(path: str, csv: bool) -> Any:
        return session.read.option("header", "true").csv(path) if csv else session.read.parquet(path)

    return Scan(frame, (pyspark.errors.PySparkException,))
