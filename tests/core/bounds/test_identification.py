"""What a problem's facts allow of every statistic, three figures each, with and without a regime."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.statistics.cells import Undefined

ROWS = [(0, 0, 2), (0, (1, 2), 1), (1, (1, 2), 3), (2, 2, 1), ((1, 2), 0, 1)]


def test_a_users_own_ranges_and_totals_give_what_the_regimes_give():
    crosstab = cr.compare("ssi2003", "ofsted2009").crosstab
    rows = [(*each, count) for each, count in crosstab.tabulation.counts.items()]
    totals = {0: 9, 1: 40, 2: 93, 3: 10}
    found = cr.bounds(rows, (4, 4), column_totals=totals, unpaired_columns=[((1, 2), 4)])
    regimes = crosstab.identification
    assert (found.pairs, found.named) == (regimes.pairs, regimes.named) == (148, 34)
    assert found.cells == regimes.cells == crosstab.bounds
    for mine, theirs in zip(found.figures, regimes.figures, strict=True):
        assert (mine, mine.uniform) == (theirs, theirs.uniform)
    tau_b = found.figure("tau_b")
    assert tau_b.bounds == crosstab.association.bounds
    assert tau_b.complete_case == crosstab.association.complete_case
    assert found.share(["grade 2", "grade 3"], ["GRADE 2", "grade 3"]) == crosstab.shares[0].share


def test_a_share_names_grades_by_label_short_label_or_id_and_never_by_rank():
    found = cr.compare("ssi2003", "ofsted2009").crosstab.identification
    share = found.share(["Performs well"], ["Three Stars"])
    for then, given in (("well", "3 stars"), (["WELL"], ["three stars"]), ("3", "3")):
        assert found.share(then, given) == share
    for then in ([3], 3, [True], [-1], ["Performs wel"], [], "2,,3"):
        with pytest.raises(UsageError) as caught:
            found.share(then, "3 stars")
        assert caught.value.where == "`then`"
    with pytest.raises(UsageError, match="names no grade: grades are named by label or id, not by rank"):
        found.share("well", [3])


def test_a_statistic_of_one_scale_is_not_to_be_had_of_a_table_of_two():
    for name in ("kappa", "rises", "rises_and_falls"):
        with pytest.raises(UsageError) as caught:
            cr.bounds(ROWS, (3, 3)).figure(name)
        assert "common_scale=True" in caught.value.do


def test_bounds_are_given_without_the_uniform_completions_until_it_is_asked_for():
    found = cr.bounds(ROWS, (3, 3))
    figure = found.figure("tau_b")
    assert "uniform_completions" not in vars(found)
    assert figure.bounds.lowest < figure.uniform.mean < figure.bounds.highest


def test_each_bound_has_a_completion_that_attains_it():
    found = cr.bounds(ROWS, (3, 3), column_totals={1: 2}, common_scale=True)
    for figure in found.figures:
        assert not isinstance(figure.bounds, Undefined)
        for end, value in zip(found.extremes(figure.statistic.id), figure.bounds.attained, strict=True):
            assert end.value == value == pytest.approx(figure.statistic.value(end.table))
            assert sum(sum(row) for row in end.table) == 8
            assert sum(each.councils for each in end.filled) == 5
            assert sum(row[1] for row in end.table) == 2


def test_numbers_may_be_ranges_and_flows_bind():
    loose = cr.bounds(ROWS, (3, 3), column_totals={(1, 2): (4, 6)}, common_scale=True)
    tight = cr.bounds(ROWS, (3, 3), column_totals={1: 2}, flows={((0, 1), (1, 2), (0, 2)): 3}, common_scale=True)
    assert loose.figure("rises").bounds.text() == "1 to 4"
    assert tight.figure("rises").bounds.text() == "3"


def test_only_a_common_scale_has_agreement():
    found = cr.bounds(ROWS, (3, 3))
    assert {figure.statistic.family for figure in found.figures} == {"association"}
    with pytest.raises(UsageError, match="no statistic 'kapa'") as caught:
        cr.bounds(ROWS, (3, 3), common_scale=True).figure("kapa")
    assert "kappa" in caught.value.matches


def test_no_pairs_give_reasons_and_no_figures():
    found = cr.bounds([], (2, 2), common_scale=True)
    for figure in found.figures:
        if figure.statistic.counts:
            assert figure.bounds.text() == "0"
        else:
            assert isinstance(figure.bounds, Undefined)
            assert isinstance(figure.complete_case, Undefined)


def test_the_document_has_all_of_it_and_is_plain_json():
    found = cr.bounds(ROWS, (3, 3), column_totals={1: 2}, common_scale=True, names=("one", "two"))
    document = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert document["names"] == ["one", "two"]
    assert document["complete_case_is_a_warning"] is True
    assert set(document["assumptions"]) == {"complete_case", "bounds", "uniform"}
    assert len(document["statistics"]) == 19
    for each in document["statistics"]:
        assert set(each) == {
            "id", "title", "family", "complete_case", "bounds", "why_no_bounds", "uniform", "why_no_uniform",
        }  # fmt: skip
        assert each["bounds"]["lowest"] <= each["uniform"]["mean"] <= each["bounds"]["highest"]
    assert "Kendall's tau-b: known only" in repr(found)


def test_a_pair_with_ranges_on_both_sides_is_bounded_sharply():
    found = cr.compare("csci2004", "ofsted2009").crosstab.identification
    tau_b = found.figure("tau_b")
    assert tau_b.bounds.sharp
    assert tau_b.bounds.lowest < tau_b.uniform.lowest < tau_b.uniform.highest < tau_b.bounds.highest
    for end in found.extremes("tau_b"):
        assert sum(map(sum, end.table)) == 148
        assert sum(row[0] for row in end.table) == 9


def test_printed_flows_can_fix_what_totals_leave_open():
    comparison = cr.compare("ssi2002@2002-05-30", "ssi2002@2002-11-14")
    found = comparison.crosstab.identification
    assert found.named < found.pairs
    assert found.figure("rises").bounds.text() == "12"
    assert found.figure("falls").bounds.text() == "6"
    assert found.figure("tau_b").bounds.point_identified
