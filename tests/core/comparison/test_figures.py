"""Statistics of a comparison: figures, what a test dropped, and what chance could do, the same in every format."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

import crossregime as cr
from crossregime.core.comparison.figures import Inference, table_statistics
from crossregime.core.errors import UsageError
from crossregime.core.statistics.catalogue import CATALOGUE
from crossregime.render.text import write_comparison


@pytest.fixture(scope="module")
def south_east():
    """Compare the stars of two years in a region in which nobody entered or left one grade."""
    return cr.compare(
        "ssi2002", "ssi2003", where="region=South East",
        statistics=["stuart_maxwell", "bhapkar", "sign_test", "rises_and_falls", "gamma"],
        inference=Inference(("asymptotic", "bootstrap", "permutation"), draws=200, seed=5),
    )  # fmt: skip


def text_of(comparison):
    stream = io.StringIO()
    write_comparison(comparison, stream)
    return " ".join(stream.getvalue().split())


def figures_of(comparison):
    return comparison.to_dict()["tables"][0]["statistics"]["figures"]


def test_a_grade_that_a_test_drops_is_named_in_text_frame_and_json():
    comparison = cr.compare("ssi2002", "ssi2003", where="region=South East", statistics=["stuart_maxwell", "bhapkar"])
    found = comparison.crosstab
    dropped = [figure for figure in comparison.figures[found] if figure.measured.details.get("dropped")]
    note = dropped[0].note
    assert note == "Three Stars dropped, for none entered or left; 16 at the grades kept"
    assert f"{dropped[0].title}: {note}." in text_of(comparison)
    assert note in comparison.statistics["note"].to_list()
    assert note in [each["note"] for each in figures_of(comparison)]


def test_why_there_are_no_bounds_is_said_alike_in_text_frame_and_json():
    comparison = cr.compare("ssi2003", "ofsted2009", statistics=["polychoric"])
    (figure,) = comparison.figures[comparison.crosstab]
    assert figure.why_no_bounds == "it needs known counts"
    assert f"none: {figure.why_no_bounds}" in text_of(comparison)
    assert comparison.statistics["why_no_bounds"].to_list() == [figure.why_no_bounds]
    assert figures_of(comparison)[0]["why_no_bounds"] == figure.why_no_bounds


def test_those_that_stayed_are_counted_beside_those_that_rose_and_fell(south_east):
    found = south_east.figures[south_east.crosstab]
    parts = {each.part: each for each in found if each.entry.name == "rises_and_falls"}
    assert list(parts) == ["rises", "falls", "unchanged"]
    moved = south_east.movements[1, 2]
    assert (parts["unchanged"].bounds.lowest, parts["unchanged"].bounds.highest) == (
        moved.unchanged.lowest, moved.unchanged.highest,
    )  # fmt: skip
    assert "Rises, falls and unchanged: unchanged" in text_of(south_east)


def test_a_number_of_councils_has_no_decimals(south_east):
    (sign,) = (each for each in south_east.figures[south_east.crosstab] if each.entry.name == "sign_test")
    assert sign.text.startswith(f"{sign.measured.details['rises']}, p ")


def test_inference_has_its_parts_as_fields(south_east):
    found = {(each.figure, each.method): each for each in south_east.chances[south_east.crosstab]}
    asymptotic, bootstrap, permutation = (found["gamma", each] for each in ("asymptotic", "bootstrap", "permutation"))
    assert (asymptotic.level, asymptotic.draws, asymptotic.seed) == (0.95, None, None)
    assert f"standard error {asymptotic.standard_error:.4f}" in asymptotic.how
    assert (bootstrap.level, bootstrap.draws, bootstrap.seed, bootstrap.exact) == (0.95, 200, 5, False)
    assert permutation.exact == (permutation.how == "exact")
    assert permutation.draws == (None if permutation.exact else 200)
    given = south_east.to_dict()["tables"][0]["statistics"]["inference"]
    fields = ("level", "standard_error", "exact", "draws", "seed")
    frame = south_east.inferences.rows(named=True)
    for row, each, line in zip(given, south_east.chances[south_east.crosstab], frame, strict=True):
        for field in fields:
            assert row[field] == line[field] == getattr(each, field)


def test_all_stands_for_every_way_to_reckon_with_chance():
    every = cr.compare("ssi2002", "ssi2003", where="region=South East", statistics="gamma", inference="all")
    assert every.inferences["method"].to_list() == ["asymptotic", "bootstrap", "permutation"]


def test_where_nothing_moves_from_one_date_to_another_no_measure_of_change_or_mobility_comes_unasked():
    beside = cr.compare("ssi2003:children.serving", "ssi2003:adults.serving", statistics="all").statistics
    moving = {"mean_shift", "rises_and_falls", "shorrocks", "bartholomew"}
    assert not moving & set(beside["statistic"])
    assert {"kappa", "bowker"} <= set(beside["statistic"])
    then_and_now = cr.compare("ssi2002", "ssi2003", statistics="all").statistics
    assert moving <= set(then_and_now["statistic"])
    asked = cr.compare("ssi2003:children.serving", "ssi2003:adults.serving", statistics="shorrocks").statistics
    assert asked["statistic"].to_list() == ["shorrocks"]


@pytest.mark.parametrize(
    ("name", "ready"), [("kappa_weighted", "kappa_linear or kappa_quadratic"), ("ac2", "ac2_quadratic or ac2_ordinal")]
)
def test_a_statistic_that_takes_weights_of_ones_own_says_what_to_take_where_there_is_no_place_for_them(name, ready):
    for ask in (lambda: cr.compare("ssi2002", "ssi2003", statistics=name), lambda: cr.statistics.measure([[1]], name)):
        with pytest.raises(UsageError, match="takes weights, which can't be given here") as caught:
            ask()
        assert ready in caught.value.do
        assert f"crossregime.statistics.{name}(table, weights)" in caught.value.do


def test_an_interval_that_reaches_past_where_the_statistic_ends_says_so():
    def how(value):
        from crossregime.core.comparison.figures import _past
        from crossregime.core.statistics.record import StatisticValue

        return _past(CATALOGUE["gamma"], StatisticValue("gamma", value, 0.03).interval())

    assert how(0.98) == "; it reaches past 1, where the statistic ends"
    assert how(-0.98) == "; it reaches past -1, where the statistic ends"
    assert how(0.5) == ""


def test_a_permutation_without_a_p_says_why(monkeypatch):
    from crossregime.core.statistics import resampling

    monkeypatch.setattr(resampling, "MOST_COUNCILS", 10)
    monkeypatch.setattr(resampling, "MOST_TABLES", 1)
    comparison = cr.compare("ssi2002", "ssi2003", statistics=["gamma"], inference=Inference(("permutation",)))
    (found,) = comparison.chances[comparison.crosstab]
    assert (found.p, found.draws, found.text) == (None, None, "none")
    assert "too many are paired" in found.how


def test_where_no_grade_is_known_on_a_side_the_reason_does_not_say_that_councils_are_not_paired():
    comparison = cr.compare("ssi2003", "ofsted2009")
    none_known = replace(comparison.crosstab.tabulation, counts={((1, 1), (0, 3)): 148})
    (figure,) = table_statistics(replace(comparison.crosstab, tabulation=none_known), [CATALOGUE["tau_b"]])
    assert figure.text == "none: fewer than two pairs have both grades known"
