"""Every public name with every wrong type: each answer is a value, or one error of the project's own."""

from __future__ import annotations

import contextlib
import datetime as dt
import inspect
import math
import warnings
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import CrossregimeError


class Odd:
    """An object whose text can't even be shown."""

    def __repr__(self):
        raise ValueError("not to be shown")

    __str__ = __repr__


def wrong_values():
    """Make one of each type that may be given by mistake; generators anew each time."""
    yield from (None, True, False, 0, -1, 3, 10**30, 1.5, math.nan, math.inf, Decimal("1.5"), Fraction(1, 3), 1j)
    yield from ("", " ", "a", "2009-02-30", "\x00", "a\nb", "../..", "x" * 10_000, "\ud800", b"ab", bytearray(b"a"))
    yield from ([], (), {}, set(), frozenset(), [None], ["a"], [[]], [[1, "a"]], [1, 2], (1, 2, 3), {"a": 1}, {1: 2})
    yield from (range(3), object(), Odd(), object, len, lambda: 1, iter([1]), (each for each in ("a", 1)))
    yield from (dt.date(2009, 12, 9), dt.datetime(2009, 12, 9, tzinfo=dt.UTC), dt.timedelta(1), np.datetime64("NaT"))
    yield from (
        np.array(5),
        np.array([1, 2]),
        np.eye(2),
        np.array([["a"]]),
        np.int8(3),
        np.float64("nan"),
        np.bool_(True),
    )
    yield from (np.array([100, 100], dtype=np.int8), np.zeros((2, 2, 2, 2)), np.array([None, 1], dtype=object))
    yield from (
        pl.DataFrame(),
        pl.DataFrame({"a": [1, 2], "b": [3, 4]}),
        pl.Series([1, None]),
        pl.LazyFrame({"a": ["x"]}),
    )
    yield from (Path("/nope"), Path("/dev/null"), Path())
    try:
        import pandas as pd
    except ImportError:
        return
    yield from (pd.DataFrame({"a": [1.5, None]}), pd.Series(["a", None]), pd.NaT, pd.NA)
    yield from (pd.Timestamp("2009-12-09"), pd.DataFrame())


TABLE = [[9, 2], [3, 8]]
TWO = ("ssi2003", "ofsted2009")


def functions():
    """Give each public function and method with arguments that are right, by name."""
    statistics = cr.statistics
    for name in statistics.__all__:
        found = getattr(statistics, name)
        if inspect.isclass(found):
            continue
        right = {
            "table": TABLE, "weights": "linear", "ratings": [[1, 2], [2, 2], [1, 1]], "name": "tau_b",
            "frame": pl.DataFrame({"a": ["x", "y"], "b": ["y", "y"]}), "first": "a", "second": "b",
            "grades": ["x", "y"] if name == "tabulate" else [1, 2], "draws": 50, "statistics": ["tau_b"],
        }  # fmt: skip
        yield f"statistics.{name}", found, right
    for name in ("equipercentile", "ridit", "link_by_totals"):
        yield f"linking.{name}", getattr(cr.linking, name), {"method": "ridit", "first": [1, 2], "second": [2, 1]}
    measured = statistics.tau_b(TABLE)
    yield "StatisticValue.interval", measured.interval, {"level": 0.9}
    register = cr.register()
    day = dt.date(2009, 12, 9)
    right = {
        "text": "Hull", "on": day, "council_id": "leeds", "series": "leeds", "names": [cr.Name("Old Hall", "reading")],
        "name": cr.Name("Old Hall", "reading"), "dimension": "region", "value": "London", "suggest": False,
        "scheme": None,
    }  # fmt: skip
    for name in (
        "match", "resolve", "active", "in_series", "council", "predecessors", "successors", "extended", "others", "group",  # noqa: E501
        "group_label", "group_values",
    ):  # fmt: skip
        held = dict(right, text="London") if name == "group" else right
        yield f"Register.{name}", getattr(register, name), held
    leeds = register.council("leeds")
    yield "Council.active", leeds.active, {"on": day}
    yield "Council.code", leeds.code, {"scheme": "gss", "on": day}
    yield "council", cr.council, {"name": "Hull", "on": day}
    yield "regime", cr.regime, {"source": "ssi2003"}
    yield "position", cr.position, {"selector": "ssi2003"}
    yield "crosswalk", cr.crosswalk, {"name": "stars-by-rank"}
    yield "rate", cr.rate, {"selector": "ssi2003", "council": "Hull", "grades": None}
    yield "rate_all", cr.rate_all, {"selector": "ssi2003"}
    yield "folder_regime", cr.folder_regime, {"path": Path("/nope"), "folder": Path("/nope")}
    yield "folder_crosswalks", cr.folder_crosswalks, {"path": Path("/nope"), "folder": Path("/nope")}
    own = cr.bounds([(0, 0, 3), (1, (0, 1), 2), (1, 1, 4)], (2, 2))
    yield "Identification.share", own.share, {"then": ["grade 1"], "given": ["grade 0"]}
    yield "Identification.figure", own.figure, {"name": "tau_b"}
    yield "Identification.extremes", own.extremes, {"name": "tau_b"}
    walk = cr.crosswalk("stars-by-rank")
    yield "Crosswalk.to_ranks", walk.to_ranks, {"rank": 1, "worst": 1, "best": 1}
    rule = cr.regime("ssi2003").rule
    yield "Rule.headline", rule.headline, {"pattern": (1, 1, 1, 1), "grades": (1, 1, 1, 1), "ranks": (1, 1, 1, 1)}


CASES = [
    pytest.param(call, right, parameter, id=f"{name}-{parameter}")
    for name, call, right in functions()
    for parameter, found in inspect.signature(call).parameters.items()
    if found.kind is not inspect.Parameter.VAR_POSITIONAL
]


def answered(call, arguments):
    """Call, and let pass errors of the project's own, and KeyError where its docstring says so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        allowed = (CrossregimeError, KeyError) if "KeyError" in (inspect.getdoc(call) or "") else CrossregimeError
        with contextlib.suppress(allowed):
            call(**arguments)


@pytest.mark.parametrize(("call", "right", "parameter"), CASES)
def test_a_wrong_type_is_one_error_of_our_own(call, right, parameter):
    known = inspect.signature(call).parameters
    arguments = {name: right[name] for name, each in known.items() if name in right or each.default is each.empty}
    for value in wrong_values():
        answered(call, arguments | {parameter: value})


BOUNDS = {"rows": [(0, 0, 3), (1, (0, 1), 2)], "sizes": (2, 2)}


@pytest.mark.parametrize(
    "parameter",
    ["rows", "sizes", "row_totals", "column_totals", "unpaired_rows", "unpaired_columns", "flows", "common_scale", "names",  # noqa: E501
     "labels"],
)  # fmt: skip
def test_bounds_of_rows_of_a_wrong_type_are_one_error(parameter):
    for value in wrong_values():
        answered(cr.bounds, BOUNDS | {parameter: value})


@pytest.mark.parametrize(
    "parameter",
    ["lineage", "by", "where", "councils", "weight", "use_rule", "facts", "statistics", "inference", "crosswalk"],
)
def test_compare_with_a_wrong_type_is_one_error(parameter):
    for value in wrong_values():
        answered(lambda **asked: cr.compare(*TWO, **asked), {parameter: value})


@pytest.mark.parametrize(
    "call", [cr.compare, cr.crosswalks, cr.sensitivity, cr.reconcile], ids=lambda call: call.__name__
)
def test_selectors_of_a_wrong_type_are_one_error(call):
    for value in wrong_values():
        answered(lambda value=value: call("ofsted2009", value), {})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cr.folder_crosswalks("/nope"), "there is no folder"),
        (lambda: cr.crosswalk("stars-by-rank").to_ranks(-1), "rank"),
        (lambda: cr.regime("ssi2003").rule.headline((9, 9, 9, 9)), "rank"),
        (lambda: cr.bounds([(0, 0, 1)], (2, 2)).share(then=1, given=[0]), "grade"),
        (lambda: cr.bounds([(0, 0, 1)], (2, 2)).share(1, 0), "grade"),
        (lambda: cr.linking.equipercentile([float("nan"), 1], [1, 2]), "is not a distribution"),
        (lambda: cr.linking.equipercentile("12", [1, 2]), "is not a distribution"),
        (lambda: cr.compare("ssi2003", "ofsted2009", councils=5), "councils"),
        (lambda: cr.bounds([(0, 0, 1)], (2, 2), flows=[1]), "flows"),
        (lambda: cr.bounds([(0, 0, 1)], (2, 2), names=("one",)), "names"),
    ],
)
def test_what_was_answered_falsely_or_raw_is_refused(call, message):
    with pytest.raises(CrossregimeError, match=message):
        call()


def test_small_integers_don_t_overflow_in_a_distribution():
    small = np.array([100, 100], dtype=np.int8)
    assert cr.linking.equipercentile(small, small) == cr.linking.equipercentile([100, 100], [100, 100])
