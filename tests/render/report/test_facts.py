"""What a report says, gathered as plain data: the figures are the comparison's own."""

from __future__ import annotations

import pytest

import crossregime as cr

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from crossregime.render.report.facts import gather


@pytest.fixture(scope="module")
def comparison():
    return cr.compare("ssi2003", "ofsted2009", where="region=London")


def test_the_statistics_are_those_of_the_comparison(comparison):
    report = gather(comparison, [])
    (table,) = (block for block in report.statistics if block.kind == "table")
    shown = {row[0]: row[-1] for row in table.rows}
    for figure in comparison.figures[comparison.crosstab]:
        low, high = (float(end) for end in shown[figure.title].split(" to "))
        assert low == pytest.approx(figure.interval.lowest, abs=0.005)
        assert high == pytest.approx(figure.interval.highest, abs=0.005)


def test_only_groupings_that_still_tell_councils_apart_are_drawn(comparison):
    assert [each.by for each in gather(comparison, []).grouped] == ["type"]


def test_a_settled_answer_needs_nothing_to_be_believed():
    report = gather(cr.compare("ssi2003", "ssi2003:children.serving", where="region=London"), [])
    assert report.answer == "YES, higher."
    assert len(report.believe) == 1
    assert "nothing need be believed" in report.believe[0]


def test_the_histories_hold_the_regimes_that_are_compared_even_where_no_other_is_held(comparison):
    events = gather(comparison, []).councils.rows[0].history
    assert [each.published for each in events] == ["2003-11-13", "2009-12-09"]
