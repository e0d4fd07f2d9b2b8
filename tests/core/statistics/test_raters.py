"""Agreement of several raters: published values, the peers, laws, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.errors import UsageError

from ...depth import cases, examples

measures = cr.statistics
PUBLISHED = json.loads((Path(__file__).parents[2] / "published" / "raters.json").read_text(encoding="utf-8"))
NAMES = ("krippendorff_alpha", "fleiss_kappa", "gwet_ac1")

rating = st.one_of(st.none(), st.integers(1, 4))
ratings = st.integers(2, 5).flatmap(
    lambda raters: st.lists(st.lists(rating, min_size=raters, max_size=raters), min_size=2, max_size=12)
)


@pytest.mark.parametrize("case", PUBLISHED["values"], ids=lambda case: case["name"])
def test_a_published_value(case):
    held = PUBLISHED["ratings"][case["ratings"]]
    found = getattr(measures, case["statistic"])(held, **case["arguments"])
    assert getattr(found, case["field"]) == pytest.approx(case["value"], abs=case["tolerance"])


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_alpha_is_that_of_the_peer(level):
    krippendorff = pytest.importorskip("krippendorff")
    generator = np.random.default_rng(3)
    for _ in range(20):
        held = generator.integers(0, 5, (20, 4)).astype(float)
        held[generator.random(held.shape) < 0.4] = np.nan
        wanted = krippendorff.alpha(held.T, level_of_measurement=level)
        assert measures.krippendorff_alpha(held, level).value == pytest.approx(wanted, abs=1e-12)


def test_kappa_is_that_of_the_peer():
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    generator = np.random.default_rng(4)
    for _ in range(10):
        held = generator.integers(0, 4, (15, 6))
        wanted = inter_rater.fleiss_kappa(inter_rater.aggregate_raters(held)[0])
        assert measures.fleiss_kappa(held).value == pytest.approx(wanted, abs=1e-12)


@examples(60)
@given(ratings)
def test_two_raters_that_miss_nothing_have_the_measures_of_their_table(held):
    pairs = [row[:2] for row in held if None not in row[:2]]
    if len(pairs) < 2:
        return
    table = measures.tabulate(pl.DataFrame(pairs, schema=["a", "b"], orient="row"), "a", "b", grades=[1, 2, 3, 4])
    for mine, theirs in (
        (measures.krippendorff_alpha(pairs, grades=[1, 2, 3, 4]), measures.alpha_ordinal(table)),
        (measures.gwet_ac1(pairs, grades=[1, 2, 3, 4]), measures.ac1(table)),
        (measures.gwet_ac2(pairs, "quadratic", grades=[1, 2, 3, 4]), measures.ac2_quadratic(table)),
        (measures.gwet_ac2(pairs, "gwet-ordinal", grades=[1, 2, 3, 4]), measures.ac2_ordinal(table)),
    ):
        assert (mine.value is None) == (theirs.value is None)
        if mine.value is not None:
            assert mine.value == pytest.approx(theirs.value, abs=1e-9)
            # Gwet divides by n - 1 where the table's errors divide by n.
            n = len(pairs)
            assert mine.standard_error == pytest.approx(theirs.standard_error * (n / (n - 1)) ** 0.5, abs=1e-6)


@examples(40)
@given(ratings, st.randoms())
def test_the_order_of_councils_and_raters_and_rows_without_two_ratings_change_no_alpha(held, random):
    turned = [list(row) for row in held]
    random.shuffle(turned)
    order = list(range(len(held[0])))
    random.shuffle(order)
    turned = [[row[place] for place in order] for row in turned] + [[1] + [None] * (len(order) - 1)]
    one, other = (measures.krippendorff_alpha(each, grades=[1, 2, 3, 4]) for each in (held, turned))
    assert (one.value is None) == (other.value is None)
    if one.value is not None:
        assert other.value == pytest.approx(one.value, abs=1e-12)


@pytest.mark.parametrize("name", [*NAMES, "gwet_ac2"])
def test_the_standard_error_is_near_that_of_leaving_out_one_council_at_a_time(name):
    generator = np.random.default_rng(11)
    held = []
    for _ in range(cases(300)):
        near = np.clip(generator.integers(0, 5) + generator.integers(-1, 2, 4), 0, 4)
        row = [int(each) if generator.random() > 0.3 else None for each in near]
        held.append([*map(int, near)] if row.count(None) > 2 else row)
    weights = ("quadratic",) if name == "gwet_ac2" else ()

    def measured(rows):
        return getattr(measures, name)(rows, *weights, grades=range(5))

    without = np.array([measured(held[:place] + held[place + 1 :]).value for place in range(len(held))])
    n = len(held)
    jackknife = ((n - 1) / n * ((without - without.mean()) ** 2).sum()) ** 0.5
    assert measured(held).standard_error == pytest.approx(jackknife, rel=6 / n)


# What may hold them


def test_frames_lists_arrays_and_counts_hold_the_same_ratings():
    pandas = pytest.importorskip("pandas")
    grades = ["poor", "fair", "good"]
    rows = [["poor", "poor", None], ["fair", "good", "fair"], ["good", "good", "good"], [None, "fair", "fair"]]
    typed = pl.DataFrame(rows, schema=dict.fromkeys("abc", pl.Enum(grades)), orient="row")
    named = typed.insert_column(0, pl.Series("council", ["Hull", "Leeds", "York", "Kent"]))
    ordered = pandas.DataFrame(rows, columns=list("abc")).astype(pandas.CategoricalDtype(grades, ordered=True))
    counted = [[2, 0, 0], [0, 2, 1], [0, 0, 3], [0, 2, 0]]
    for name in NAMES:
        measure = getattr(measures, name)
        wanted = measure(rows, grades=grades)
        assert wanted.value is not None
        for held in (typed, named, named.lazy(), ordered):
            assert measure(held) == wanted
        of_counts = measure(counted, counted=True)
        assert (of_counts.value, of_counts.standard_error) == (wanted.value, wanted.standard_error)
        assert (
            measure(pl.DataFrame(counted, schema=grades, orient="row"), counted=True).details["grades"]
            == wanted.details["grades"]
        )


def test_a_comparison_of_three_positions_on_one_scale_is_three_ratings_of_a_council():
    comparison = cr.compare("ssi2002", "ssi2003", "csci2004")
    assert comparison.ratings.columns == ["series_id", "position_1", "position_2", "position_3"]
    found = measures.krippendorff_alpha(comparison)
    assert found.details["grades"] == comparison.positions[0].scale.labels
    assert found.details["raters"] == 3
    known = comparison.pairs.filter(*(pl.col(f"worst_{side}") == pl.col(f"best_{side}") for side in (1, 2, 3)))
    assert comparison.ratings.drop_nulls().height == known.height
    two = cr.compare("ssi2002", "ssi2003")
    table = measures.alpha_ordinal(two.counts)
    assert measures.krippendorff_alpha(two).value == pytest.approx(table.value)
    london = cr.compare("ssi2002", "ssi2003", "csci2004", where="region=London")
    assert 0 < measures.gwet_ac1(london).details["units"] <= 33
    with pytest.raises(UsageError, match="on 2 scales"):
        measures.krippendorff_alpha(cr.compare("ssi2002", "ssi2003", "ofsted2009"))


# What has no value, and what is refused


def test_without_two_ratings_or_with_one_grade_there_is_a_reason():
    for name in NAMES:
        assert getattr(measures, name)([[1, None], [None, 2]]).code == "no_pairs"
        assert getattr(measures, name)([[None, None], [None, None]]).reason
    for name in NAMES[:2]:
        assert getattr(measures, name)([[1, 1], [1, 1]], grades=[1, 2]).code == "same_grade"
    assert measures.gwet_ac1([[1, 1], [1, 1]], grades=[1, 2]).value == 1
    assert measures.gwet_ac1([[1, 1], [1, 1]]).code == "single_grade_scale"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: measures.krippendorff_alpha([["a", "b"], ["b", "b"]]), "needs the order of the grades"),
        (lambda: measures.gwet_ac2([["a", "b"], ["b", "b"]], "linear"), "needs the order of the grades"),
        (lambda: measures.krippendorff_alpha([[1, 2], [2, 2]], "ratio"), "no level 'ratio'"),
        (lambda: measures.fleiss_kappa([[1], [2]]), "one rater leaves nothing"),
        (lambda: measures.fleiss_kappa([]), "no raters leave nothing"),
        (lambda: measures.fleiss_kappa([[1, 2], [1]]), "unit 2 has 1 ratings where unit 1 has 2"),
        (lambda: measures.fleiss_kappa([[1, "a"], [1, 1]]), "words and some are numbers"),
        (lambda: measures.fleiss_kappa([[1, {}], [1, 1]]), "is not a rating"),
        (lambda: measures.fleiss_kappa([[1, float("inf")], [1, 1]]), "infinite"),
        (lambda: measures.fleiss_kappa([[1, 9], [1, 1]], grades=[1, 2]), "not one of the declared grades"),
        (lambda: measures.fleiss_kappa([[1, 2], [1, 1]], grades=[1, 1, 2]), "declared twice"),
        (lambda: measures.fleiss_kappa([[1, -2], [1, 1]], counted=True), "not a number of raters"),
        (lambda: measures.fleiss_kappa("ab"), "not a list of units"),
        (lambda: measures.fleiss_kappa(5), "not a list of units"),
        (lambda: measures.measure([[1, 0], [0, 1]], ["fleiss_kappa"]), "takes the ratings of several raters"),
    ],
)
def test_what_can_not_be_measured_is_refused(call, message):
    with pytest.raises(UsageError, match=message):
        call()


def test_columns_that_declare_different_grades_are_refused():
    frame = pl.DataFrame(
        {"a": ["low", "high"], "b": ["poor", "good"]},
        schema={"a": pl.Enum(["low", "high"]), "b": pl.Enum(["poor", "good"])},
    )
    with pytest.raises(UsageError, match="not on a common scale"):
        measures.krippendorff_alpha(frame)


def test_words_need_no_order_where_grades_are_names():
    held = [["a", "b", "a"], ["b", "b", None], ["c", "c", "c"]]
    numbers = [[1, 2, 1], [2, 2, None], [3, 3, 3]]
    assert measures.krippendorff_alpha(held, "nominal").value == measures.krippendorff_alpha(numbers, "nominal").value
    assert measures.gwet_ac1(held).value == measures.gwet_ac1(numbers).value


@pytest.mark.parametrize("name", [*NAMES, "gwet_ac2"])
def test_each_is_explained(name):
    entry = measures.explain(name)
    assert "ratings by two raters or more" in entry.needs
    assert entry.references
