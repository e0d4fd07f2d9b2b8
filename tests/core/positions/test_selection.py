"""A selector names the latest publication, or each series' latest report; what cannot be named is refused."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

import crossregime
from crossregime.core.errors import SelectorError
from crossregime.core.host import Host
from crossregime.core.positions.selection import find_position

MAY, NOVEMBER = dt.date(2002, 5, 30), dt.date(2002, 11, 14)


def grades(found):
    """Give the label of each series' grade, or the two ends of its range."""
    labels = found.scale.labels
    return {
        series: None if worst is None else labels[worst] if worst == best else (labels[worst], labels[best])
        for series, worst, best in found.outcomes.select("series_id", "worst", "best").rows()
    }


# Annual


@pytest.mark.parametrize(
    ("selector", "date"),
    [
        ("trial", dt.date(2009, 12, 9)),
        ("trial@first", dt.date(2003, 11, 13)),
        ("trial@2003-11-13", dt.date(2003, 11, 13)),
        ("trial@2009-12-08", dt.date(2003, 11, 13)),
        ("trial@2009-12-09", dt.date(2009, 12, 9)),
        ("trial@2030-01-01", dt.date(2009, 12, 9)),
    ],
)
def test_an_annual_position_is_the_latest_publication_by_the_date(annual, selector, date):
    found = find_position(selector, lambda _: annual.read())
    assert found.date == found.publication.date == date
    assert set(found.outcomes.get_column("published")) == {date}


def test_an_annual_position_is_the_whole_universe_of_its_publication_one_row_a_series(annual):
    first, last = (find_position(f"trial@{date}", lambda _: annual.read()) for date in ("2003-11-13", "2009-12-09"))
    for found, councils in ((first, 150), (last, 152)):
        series = found.outcomes.get_column("series_id").to_list()
        assert len(series) == len(set(series)) == councils
        assert series == sorted(series)
        assert found.outcomes.get_column("regime").unique().to_list() == ["trial"]
        assert found.ended.is_empty()
    assert "bedfordshire" in first.outcomes.get_column("series_id")
    assert "bedfordshire" not in last.outcomes.get_column("series_id")


def test_what_a_publication_does_not_say_is_unknown_and_never_carried_over(annual):
    regime = annual.read()
    first = find_position("trial@first", lambda _: regime)
    last = find_position("trial", lambda _: regime)
    assert grades(first)["kingston-upon-hull"] == ("Low", "Fair")
    assert grades(last)["kingston-upon-hull"] == ("Low", "Top")
    assert grades(first)["leeds"] is None
    assert grades(last)["leeds"] == ("Low", "Top")
    assert grades(last)["barnet"] == "Good"


def test_a_judgement_that_a_publication_lacks_is_unknown_for_all_and_not_that_of_the_year_before(annual):
    found = find_position("trial:capacity", lambda _: annual.read())
    assert Counter(grades(found).values()) == {("Poor", "Excellent"): 152}
    assert found.totals == ()


def test_the_built_in_year_2002_has_two_publications():
    assert crossregime.position("ssi2002@first").date == MAY
    assert crossregime.position("ssi2002@2002-05-30").date == MAY
    assert crossregime.position("ssi2002@2002-11-13").date == MAY
    assert crossregime.position("ssi2002").date == NOVEMBER
    assert grades(crossregime.position("ssi2002@first"))["bexley"] == "Three Stars"


def test_a_date_before_the_first_publication_is_refused_with_the_dates_that_there_are():
    with pytest.raises(SelectorError) as caught:
        crossregime.position("ssi2002@2002-05-29")
    assert caught.value.what == "ssi2002 had published nothing by 2002-05-29"
    assert caught.value.do == "it published on 2002-05-30, 2002-11-14"
    assert caught.value.where == "selector 'ssi2002@2002-05-29'"


def test_an_unknown_judgement_is_refused_with_the_nearest_and_all_that_there_are():
    with pytest.raises(SelectorError) as caught:
        crossregime.position("ssi2003:children.servings")
    assert caught.value.what == "ssi2003 has no judgement 'children.servings'"
    assert caught.value.matches[0] == "children.serving"
    assert caught.value.do == (
        "its judgements are stars, adults.serving, adults.capacity, children.serving, children.capacity"
    )


def test_totals_that_bind_come_with_the_position_and_no_other(annual):
    annual.add("totals.csv", "2003-11-13,care,,Top,,50,paper,p. 9,a claim", "2009-12-09,care,,Top,3,,paper,p. 9,")
    regime = annual.read()
    first, last = find_position("trial@first", lambda _: regime), find_position("trial", lambda _: regime)
    assert [(total.printed(), total.group) for total in first.totals] == [
        ("29", ""),
        ("80%", ""),
        ("1", ""),
        ("5", "London"),
    ]
    assert [total.printed() for total in last.totals] == ["3"]


def test_a_rolling_position_is_each_series_latest_inspection_by_the_date(host):
    found = host.position("spot@2010-04-01")
    assert grades(found) == {"barnet": "Fair", "cornwall": "Fair", "kent": "Fair"}
    assert dict(found.outcomes.select("series_id", "published").rows()) == {
        "barnet": dt.date(2008, 5, 1),
        "cornwall": dt.date(2010, 3, 1),
        "kent": dt.date(2009, 2, 1),
    }
    assert found.date == dt.date(2010, 4, 1)
    assert found.publication is None
    assert found.outcomes.get_column("series_id").is_sorted()


def test_a_inspection_counts_from_its_own_day_on(host):
    assert grades(host.position("spot@2010-06-29"))["barnet"] == "Fair"
    assert grades(host.position("spot@2010-06-30"))["barnet"] == "Good"


def test_without_a_date_it_is_as_of_the_last_inspection(host):
    found = host.position("spot")
    assert found.date == dt.date(2010, 9, 9)
    assert grades(found) == {"barnet": "Good", "cornwall": "Fair", "kent": None}


def test_the_latest_inspection_stands_even_where_it_gave_no_grade(host):
    assert grades(host.position("spot@2010-09-08"))["kent"] == "Fair"
    assert host.position("spot@2010-09-09").coverage == {"printed": 2, "not_judged": 1}


def test_an_inspection_that_is_silent_on_a_judgement_takes_nothing_away(host):
    assert grades(host.position("spot@2010-01-01:help")) == {"barnet": "Low"}
    assert grades(host.position("spot@2010-07-01:help")) == {"barnet": "Low"}


def test_previous_is_the_inspection_before_the_latest(host):
    found = host.position("spot@previous")
    assert grades(found) == {"barnet": "Fair", "cornwall": "Low", "kent": "Fair"}
    assert found.name == "spot@2010-09-09,previous"
    assert grades(host.position("spot@2010-06-29,previous")) == {"cornwall": "Low"}


def test_last_graded_passes_over_an_inspection_that_gave_no_grade(host):
    assert grades(host.position("spot@last-graded")) == {"barnet": "Good", "cornwall": "Fair", "kent": "Fair"}
    assert grades(host.position("spot@2010-06-29,last-graded"))["barnet"] == "Fair"


def test_an_annual_publication_has_a_previous_one_and_carries_no_grade_over(host):
    with pytest.raises(SelectorError, match="trial is annual: a publication is taken whole"):
        host.position("trial@last-graded")
    assert host.position("trial@previous").date == host.position("trial@first").date
    with pytest.raises(SelectorError, match="published nothing before"):
        host.position(f"trial@{host.position('trial@first').date},previous")


def test_series_that_had_ended_are_left_out_and_listed(host):
    before, after = host.position("spot@2009-03-31"), host.position("spot@2009-04-01")
    assert grades(before)["bedfordshire"] == "Good"
    assert before.ended.is_empty()
    assert "bedfordshire" not in grades(after)
    assert after.ended.rows() == [("bedfordshire", "bedfordshire", dt.date(2009, 3, 31))]
    # Cornwall's county council ended on the same day, but its series goes on.
    assert grades(after)["cornwall"] == "Low"


def test_first_is_each_series_first_inspection(host):
    found = host.position("spot@first")
    assert grades(found) == {"barnet": "Fair", "cornwall": "Low", "kent": "Fair"}
    assert found.ended.get_column("series_id").to_list() == ["bedfordshire"]
    assert found.name == "spot@first"


def test_a_join_takes_each_series_latest_inspection_in_either_regime(host):
    found = host.position("spot+next")
    assert grades(found) == {"barnet": "Top", "cornwall": "Fair", "kent": None, "kingston-upon-hull": "Good"}
    assert dict(found.outcomes.select("series_id", "regime").rows()) == {
        "barnet": "next",
        "cornwall": "spot",
        "kent": "spot",
        "kingston-upon-hull": "next",
    }
    assert found.date == dt.date(2011, 1, 5)
    assert found.name == "spot+next@2011-01-05"
    assert [regime.id for regime in found.regimes] == ["spot", "next"]


def test_of_two_inspections_of_one_day_that_of_the_later_regime_in_the_selector_stands(host):
    assert grades(host.position("spot+next@2010-06-30"))["barnet"] == "Top"
    assert grades(host.position("next+spot@2010-06-30"))["barnet"] == "Good"


def test_a_join_at_first_takes_each_series_first_inspection_in_either(host):
    assert grades(host.position("spot+next@first")) == {
        "barnet": "Fair",
        "cornwall": "Low",
        "kent": "Fair",
        "kingston-upon-hull": "Good",
    }


def test_folders_join_as_ids_do(host, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    joined = host.position("spot+next")
    for selector in ("./spot+./next", "spot+./next", f"spot+{tmp_path}/next"):
        assert host.position(selector).outcomes.equals(joined.outcomes)


def test_a_join_on_two_scales_is_refused(host):
    with pytest.raises(SelectorError) as caught:
        host.position("spot+other")
    assert caught.value.what == "the regimes can't be joined: their judgements have the scales own, trial-care"
    assert caught.value.do == "only judgements of one scale join"


def test_a_join_of_two_scales_of_one_id_is_refused(host):
    with pytest.raises(SelectorError) as caught:
        host.position("spot+twin")
    assert caught.value.what == "the regimes can't be joined: they define the scale 'trial-care' differently"
    assert "one id means one scale" in caught.value.do


def test_a_join_of_two_regimes_of_one_id_is_refused(host, tmp_path):
    (tmp_path / "copy").symlink_to("spot")
    with pytest.raises(SelectorError, match="two are called 'spot'"):
        host.position(f"spot+{tmp_path}/copy")


@pytest.mark.parametrize("selector", ["spot+trial", "trial+spot"])
def test_a_join_with_an_annual_regime_is_refused(host, selector):
    with pytest.raises(SelectorError) as caught:
        host.position(selector)
    assert caught.value.what == "trial can't be joined by '+': it is annual"
    assert caught.value.where == f"selector '{selector}'"


def test_a_join_takes_a_judgement_of_another_name_where_one_regime_declares_it_equivalent(make_rolling):
    row = "2011-01-05,Hull,care,Low,Low,printed,paper,p. 1,"
    care = {"id": "care", "title": "Care", "service": "children", "aspect": "overall", "scale": "trial-care"}
    heart = care | {"id": "heart", "title": "Heart", "equivalent": ["plain:care"]}
    plain = make_rolling("plain", row, judgements=[care])
    other = make_rolling("other", row.replace("care", "heart").replace("Hull", "Kent"), judgements=[heart],
                         headline="heart")  # fmt: skip
    host = Host({folder.path.name: folder.path for folder in (plain, other)})
    found = host.position("plain+other:care")
    assert found.label.endswith(":care")
    assert [each.id for each in found.judgements] == ["care", "heart"]
    assert set(grades(found)) == {"kingston-upon-hull", "kent"}
    assert [each.id for each in host.position("other+plain:care").judgements] == ["heart", "care"]


def test_a_join_needs_the_judgement_in_both(host):
    with pytest.raises(SelectorError, match="other has no judgement 'help'"):
        host.position("spot+other:help")


def test_a_date_before_the_first_inspection_is_refused(host):
    with pytest.raises(SelectorError) as caught:
        host.position("spot+next@2008-01-09")
    assert caught.value.what == "spot+next had published nothing by 2008-01-09"
    assert caught.value.do == "its first date is 2008-01-10, its last 2011-01-05"
