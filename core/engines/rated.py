"""Describe a user's frame as one side of a table: the roles of its columns, checked before any query."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_choice
from crossregime.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from narwhals.stable.v2 import LazyFrame

    from crossregime.core.engines.written_scale import WrittenScale

SIDES = ("left", "right")
DASK = "Dask support is moving out of Narwhals"
"""How narwhals begins to announce a package of its own for Dask."""
SPARK = "PySpark does not yet fully support pandas >= 3"
"""How PySpark begins to warn where pandas 3 is installed."""
KINDS = "polars (lazy or not), pandas, pyarrow, DuckDB, Dask, Ibis or PySpark"


@dataclass(frozen=True, eq=False)
class RatedFrame:
    """One side of a table: its frame, never collected, and the columns used.

    `worst` and `best` name the columns of the ends of what is known of a grade, the same one where every grade is
    known. `groups`, `weight` and `inspection` are as they were asked for; `types` are those of all columns.
    """

    side: int
    frame: LazyFrame[Any]
    on: tuple[str, ...]
    worst: str
    best: str
    written_scale: WrittenScale
    groups: tuple[str, ...] = ()
    weight: str | None = None
    inspection: str | None = None
    types: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the side is called: left or right."""
        return SIDES[self.side]

    @property
    def ends(self) -> tuple[str, ...]:
        """The columns of its grades: one, or two."""
        return tuple(dict.fromkeys((self.worst, self.best)))

    def part(self, number: int, of: int) -> RatedFrame:
        """Return the units whose number leaves that remainder; the key is a whole number, of either sign."""
        import narwhals.stable.v2 as nw

        remainder = ((nw.col(self.on[0]) % of) + of) % of
        # A unit without a key is in no part, so it goes with the first, where it is refused.
        wanted = (remainder == number) if number else (remainder == number) | nw.col(self.on[0]).is_null()
        return replace(self, frame=self.frame.filter(wanted))


@contextmanager
def quiet() -> Iterator[None]:
    """Silence two known warnings of libraries, by their text, and no others."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=DASK, category=FutureWarning)
        warnings.filterwarnings("ignore", message=SPARK)
        yield


def check_narwhals() -> None:
    """Raise UsageError if narwhals is not installed."""
    try:
        import narwhals.stable.v2  # noqa: F401  # only whether it can be
    except ImportError:
        raise UsageError(
            "tables of frames of any kind need narwhals, which is not installed",
            do="install it with pip install 'crossregime[engines]'",
        ) from None


def wrapped(frame: Any, side: int) -> LazyFrame[Any]:
    """Wrap a frame of any kind that narwhals knows, without running it.

    Raises UsageError where narwhals is missing, and for anything that is not a frame.
    """
    check_narwhals()
    import narwhals.stable.v2 as nw

    try:
        with quiet():
            lazy: LazyFrame[Any] = nw.from_native(frame).lazy()
            return lazy
    except TypeError:
        raise UsageError(
            f"{type(frame).__name__} is not a frame", where=f"`{SIDES[side]}`", do=f"give a frame of {KINDS}"
        ) from None


def check_kinds(left: LazyFrame[Any], right: LazyFrame[Any]) -> None:
    """Refuse frames of two kinds: moving one of them is the user's decision."""
    kinds = [str(frame.implementation) for frame in (left, right)]
    if kinds[0] != kinds[1]:
        raise UsageError(
            f"`left` is a frame of {kinds[0]}, `right` one of {kinds[1]}", do="bring both to one engine first"
        )
    if left.implementation.is_duckdb():
        try:
            left.to_native().cross(right.to_native())  # made, never run
        except Exception as error:
            if "connection" not in str(error):
                raise
            raise UsageError(
                "the two relations are of two connections of DuckDB", do="make both from one connection"
            ) from None


def rated(  # each role of a column has a name of its own
    frame: LazyFrame[Any],
    side: int,
    *,
    on: tuple[str, ...],
    ends: tuple[str, str],
    written_scale: WrittenScale,
    groups: tuple[str, ...] = (),
    weight: str | None = None,
    inspection: str | None = None,
) -> RatedFrame:
    """Make a side of a frame and its columns.

    Raises UsageError for a missing column, and for a column whose type does not fit its role.
    """
    with quiet():
        schema: Mapping[str, Any] = frame.collect_schema()
    for column in (*on, *ends, *(each for each in (weight, inspection) if each is not None)):
        what = f"the {SIDES[side]} frame has no column '{column}'"
        check_choice(column, schema, what, do=f"its columns are {', '.join(map(str, schema))}")
    writings: list[WrittenScale] = []
    for column in on:
        if schema[column].is_float():
            raise UsageError(
                f"column '{column}' of the {SIDES[side]} frame holds numbers with a fraction, which can't name a unit",
                do="make it whole numbers or text first (missing values turn whole numbers into fractions in pandas)",
            )
    for column in dict.fromkeys(ends):
        dtype = schema[column]
        written = written_scale.as_column_writes(whole_numbers=dtype.is_integer())
        if written is None or not (dtype.is_integer() or is_text(dtype)):
            raise UsageError(
                f"column '{column}' of the {SIDES[side]} frame is {dtype}, and the scale's labels are"
                f" {', '.join(written_scale.scale.labels)}",
                do="write the scale as the column writes its grades: text, or whole numbers",
            )
        writings.append(written)
    if len(writings) > 1 and writings[0].whole_numbers != writings[1].whole_numbers:
        raise UsageError(
            f"columns '{ends[0]}' and '{ends[1]}' of the {SIDES[side]} frame write grades in two ways",
            do="make both text, or both whole numbers",
        )
    if weight is not None and not schema[weight].is_integer():
        raise UsageError(
            f"column '{weight}' of the {SIDES[side]} frame is {schema[weight]}, and a weight is a whole number",
            do="give how many units each row stands for",
        )
    if inspection is not None and not (is_text(schema[inspection]) or schema[inspection].is_integer()):
        raise UsageError(
            f"column '{inspection}' of the {SIDES[side]} frame is {schema[inspection]}, and an inspection is named by"
            " text or a whole number",
            do="name the column of its id",
        )
    return RatedFrame(side, frame, on, *ends, writings[0], groups, weight, inspection, dict(schema))


def is_text(dtype: Any) -> bool:
    """Tell whether a type holds text: strings, categories, or pandas objects."""
    import narwhals.stable.v2 as nw

    return dtype in (nw.String, nw.Categorical, nw.Object) or isinstance(dtype, nw.Enum)


def check_keys(left: RatedFrame, right: RatedFrame) -> None:
    """Refuse keys that are numbers on one side and text on the other: no engine would pair them correctly."""
    for column in left.on:
        one, other = left.types[column], right.types[column]
        if one != other and not (one.is_integer() and other.is_integer()) and not (is_text(one) and is_text(other)):
            raise UsageError(
                f"column '{column}' is {one} on the left and {other} on the right", do="make both of one type first"
            )


def check_groups(left: RatedFrame, right: RatedFrame) -> None:
    """Refuse a grouping column that neither frame has, or whose type engines write differently as text."""
    for column in left.groups:
        for side in (left, right):
            dtype = side.types.get(column)
            if dtype is not None and not (is_text(dtype) or dtype.is_integer()):
                raise UsageError(
                    f"column '{column}' of the {side.name} frame is {dtype}, and a group is text or a whole number",
                    do="make it text first",
                )
        known = sorted(map(str, {*left.types, *right.types}))
        what = f"neither frame has a column '{column}' to group by"
        check_choice(column, known, what, do=f"the columns are {', '.join(known)}")


def column_names(given: str | Sequence[str], where: str) -> tuple[str, ...]:
    """Read one name of a column, or several."""
    found = (given,) if isinstance(given, str) else tuple(given)
    if not all(isinstance(each, str) for each in found) or len(set(found)) < len(found):
        raise UsageError(f"{given!r} are not names of columns", where=where, do="name each column once")
    return found
