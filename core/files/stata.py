"""Write a frame as a Stata file, through pandas: grades are numbers with value labels, as Stata wants them."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

STAMP = dt.datetime(1960, 1, 1)  # noqa: DTZ001  # Stata has no zones; its own first day says that it means nothing
"""The time that a file says it was written: always the same, so that the same call gives the same bytes."""
LONGEST_NAME = 32
_UNFIT = re.compile(r"[^A-Za-z0-9_]")
LONGEST_TEXT = 2045
"""Bytes of an ordinary text of Stata; a column with a longer one is of long texts."""


def stata_bytes(frame: pl.DataFrame) -> bytes:
    """Make a Stata file (.dta, format 118: Stata 14 and later) of a frame.

    A column of declared grades (a polars Enum) becomes whole numbers from 0 with the grades as value labels; true and
    false become 1 and 0, a date a date of Stata. A name that Stata can't have is changed, and kept as the label. What
    is empty is missing: `.`, or "" for a text. Raises UsageError where pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise UsageError(
            "a Stata file needs the package pandas, which is not installed", do='pip install "crossregime[stata]"'
        ) from error
    import polars as pl

    columns: dict[str, Any] = {}
    labels: dict[str, Mapping[int, str]] = {}
    long: list[str] = []
    names = _names(frame.columns)
    for name, series in zip(names, frame, strict=True):
        kind = series.dtype
        if isinstance(kind, pl.Enum):
            labels[name] = dict(enumerate(kind.categories))
            columns[name] = pd.array(series.to_physical().cast(pl.Int16).to_list(), dtype="Int16")
        elif kind == pl.String:
            texts = series.fill_null("").to_list()
            columns[name] = pd.Series(texts, dtype=object)
            long += [name] if any(len(text.encode()) > LONGEST_TEXT for text in texts) else []
        elif kind == pl.Date:
            columns[name] = pd.Series(pd.to_datetime(series.cast(pl.String).to_list()), dtype="datetime64[ns]")
        elif kind == pl.Boolean:
            columns[name] = pd.array(series.cast(pl.Int8).to_list(), dtype="Int8")
        elif kind.is_integer():
            columns[name] = pd.array(series.to_list(), dtype="Int32")
        else:
            columns[name] = pd.array(series.to_list(), dtype="Float64")
    out = io.BytesIO()
    pd.DataFrame(columns).to_stata(
        out,
        write_index=False,
        version=118,
        time_stamp=STAMP,
        convert_dates={name: "td" for name, kind in zip(names, frame.dtypes, strict=True) if kind == pl.Date},
        convert_strl=long,
        value_labels=labels,
        variable_labels={name: told[:80] for name, told in zip(names, frame.columns, strict=True) if name != told},
    )
    return out.getvalue()


def _names(columns: Sequence[str]) -> list[str]:
    """Give names that Stata can have, no two alike; those of somebody's own groups may be others."""
    found: list[str] = []
    for column in columns:
        stem = _UNFIT.sub("_", column)
        name, number = stem[:LONGEST_NAME], 1
        while name in found:
            number += 1
            name = f"{stem[: LONGEST_NAME - 3]}_{number}"
        found.append(name)
    return found
