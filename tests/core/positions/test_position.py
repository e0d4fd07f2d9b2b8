"""Positions: which outcomes a selector names, of annual and of rolling regimes."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime
from crossregime.core.comparison.comparison import with_judgement
from crossregime.core.errors import UsageError
from crossregime.core.positions.selection import find_position


def grades(found):
    """Give the label of each series' grade, or the two ends of its range."""
    labels = found.scale.labels
    return {
        series: None if worst is None else labels[worst] if worst == best else (labels[worst], labels[best])
        for series, worst, best in found.outcomes.select("series_id", "worst", "best").rows()
    }


def test_a_position_says_how_much_of_it_is_known(annual):
    found = find_position("trial@first", lambda _: annual.read())
    assert list(found.coverage.items()) == [("printed", 1), ("deduced", 1), ("range", 147), ("not_judged", 1)]
    assert not found.complete
    assert crossregime.position("ssi2003").complete


def test_a_position_has_a_name_that_a_selector_could_be_made_of(annual):
    found = find_position("trial@2004-01-01:capacity", lambda _: annual.read())
    assert (found.name, found.label, found.caption) == ("trial@2003-11-13",) + ("trial@2003-11-13:capacity",) * 2
    assert find_position(found.label, lambda _: annual.read()).outcomes.equals(found.outcomes)
    assert crossregime.position("ssi2003").caption == "ssi2003"


def test_another_judgement_of_the_same_date_can_be_asked_for(annual):
    found = find_position("trial@first", lambda _: annual.read())
    other = with_judgement(found, found.regime.judgement("capacity"))
    assert (other.selector.text, other.date) == ("trial@first:capacity", found.date)
    assert grades(other)["barnet"] == "Poor"


def test_scales_of_one_id_and_other_grades_are_never_set_side_by_side(host):
    from crossregime.core.comparison.comparison import compare_positions

    with pytest.raises(UsageError) as caught:
        compare_positions([host.position("spot"), host.position("twin")])
    assert caught.value.what == "'spot' and 'twin' define the scale 'trial-care' differently"
    assert "one id means one scale everywhere" in caught.value.do


def test_a_folder_with_the_id_of_another_regime_is_another_regime_and_the_break_shows(host, annual):
    from crossregime.core.comparison.comparison import compare_positions

    annual.describe(lambda whole: whole.update(id="ssi2003"))
    comparison = compare_positions([crossregime.position("ssi2003"), host.position(f"{annual.path}@first")])
    assert {"population", "definitions"} <= {each.about for each in comparison.differences}


def test_a_rolling_position_is_compared_with_an_annual_one(host):
    from crossregime.core.comparison.comparison import compare_positions

    comparison = compare_positions([host.position("trial@first"), host.position("spot")])
    assert comparison.pairs.get_column("series_id").to_list() == ["barnet", "cornwall"]
    assert comparison.unpaired.filter(pl.col("series_id") == "bedfordshire").height == 1
