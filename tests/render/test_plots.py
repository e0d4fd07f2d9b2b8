"""Charts of real results: they hold the result's own numbers and names."""

from __future__ import annotations

import re

import polars as pl
import pytest

import crossregime as cr

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from crossregime.core.profiles import profile
from crossregime.render import draw_coverage, draw_map, draw_standing, draw_timeline


def texts(picture):
    """Give the texts of a picture, in the order in which they stand in the file."""
    return re.findall(r"<text[^>]*>([^<]+)</text>", picture.svg())


@pytest.fixture(scope="module")
def comparison():
    return cr.compare("ssi2003", "ofsted2009", by="region")


def test_a_heat_map_shows_the_bounds_of_every_cell_and_the_totals(comparison):
    shown = texts(comparison.plot.heatmap())
    for row in comparison.crosstab.bounds:
        for cell in row:
            wanted = f"{cell.lowest}-{cell.highest}" if cell.lowest < cell.highest else str(cell.lowest or "-")
            assert wanted in shown
    assert str(comparison.crosstab.tabulation.pairs) in shown


def test_a_flow_names_each_block_with_its_councils():
    three = cr.compare("ssi2002", "ssi2003", "ofsted2009")
    shown = " ".join(texts(three.plot.flow()))
    for table in three.crosstabs:
        for count in table.tabulation.row_sums:
            assert re.search(rf": {count}\b", shown)


def test_a_table_of_which_no_cell_is_certain_explains_no_shades():
    found = cr.compare("ssi2003:children.serving", "ofsted2009", where="region=North East")
    assert max(cell.lowest for row in found.crosstab.bounds for cell in row) == 0
    assert not any("for certain" in each for each in texts(found.plot.heatmap()))


def test_the_names_of_many_ratings_in_a_flow_stay_on_one_line_where_they_can():
    four = cr.compare("ssi2002", "ssi2003", "csci2004", "ofsted2009")
    shown = texts(four.plot.flow())
    assert {"3 stars: 16", "2 stars: 73", "1 star: 52", "0 stars: 7"} <= set(shown)


def test_intervals_have_a_row_for_each_half_overall_and_in_each_group(comparison):
    shown = texts(comparison.plot.intervals())
    assert sum("%" in each and " to " in each for each in shown) >= 2 * (1 + len(comparison.groups))
    assert "52% to 87%" in shown
    assert "-0.26 to 0.43" in shown


def test_intervals_by_group_say_by_what_and_head_a_figure_of_one_row_with_the_group_itself(comparison):
    shown = texts(comparison.plot.intervals())
    assert any("by region" in each for each in shown)
    assert not any(each.startswith("region ") for each in shown)
    assert shown.count("London") == 3, "over its two shares, beside its difference and beside its tau-b"
    assert "difference" not in shown


def test_a_map_has_a_hexagon_for_every_council_of_the_date(comparison):
    for side, councils in ((1, 150), (2, 152)):
        picture = comparison.plot.map(side)
        codes = [each for each in texts(picture) if re.fullmatch(r"[A-Za-z]{3}", each)]
        assert len(codes) == councils


def test_movement_needs_a_common_scale(comparison):
    with pytest.raises(cr.UsageError, match="common scale"):
        comparison.plot.map(of="movement")
    moved = cr.compare("ssi2002", "ssi2003").plot.map(of="movement")
    assert {"worse", "the same", "better"} <= set(texts(moved))


@pytest.mark.parametrize("asked", [{"side": 3}, {"of": "weather"}])
def test_a_map_that_there_is_not_is_refused(comparison, asked):
    with pytest.raises(cr.UsageError, match="there is no"):
        comparison.plot.map(**asked)


def test_a_timeline_marks_how_each_rating_is_known():
    regimes = [cr.regime(name) for name in cr.regimes()]
    shown = texts(draw_timeline([profile(cr.council("Leeds"), regimes), profile(cr.council("Ealing"), regimes)]))
    assert {"Leeds", "Ealing", "printed", "reconstructed"} <= set(shown)


def test_coverage_counts_what_is_known_of_each_publication():
    shown = texts(draw_coverage(cr.regime("ssi2002")))
    assert {"2002-05-30", "2002-11-14", "121", "44"} <= set(shown)


def test_the_map_of_what_is_open_tells_known_from_open():
    assert {"known", "open"} <= set(texts(draw_map(cr.position("ofsted2009"), of="open")))


def test_the_same_call_gives_the_same_bytes(comparison):
    assert comparison.plot.heatmap().svg() == comparison.plot.heatmap().svg()


def test_a_table_of_two_frames_of_ones_own_is_drawn_from_its_own_numbers():
    left = {"id": [1, 2, 3, 4], "grade": ["low", "low", "top", "top"]}
    right = {"id": [1, 2, 3, 4], "grade": ["low", "top", "top", "top"]}
    table = cr.crosstab(pl.DataFrame(left), pl.DataFrame(right), on="id", grade="grade", scale=["low", "top"])
    for picture in (table.plot.heatmap(), table.plot.flow(), table.plot.intervals()):
        assert "4 pairs" in picture.rendered("svg").decode()
    assert "50%" in table.plot.intervals().rendered("svg").decode()


def test_pictures_of_frames_of_ones_own_speak_of_units_and_not_of_councils():
    left, right = ({"id": [1, 2, 3], "grade": grades} for grades in (["low", "top", "top"], ["top", "top", "low"]))
    table = cr.crosstab(pl.DataFrame(left), pl.DataFrame(right), on="id", grade="grade", scale=["low", "top"])
    for picture in (table.plot.heatmap(), table.plot.intervals()):
        shown = " ".join(texts(picture))
        assert "units" in shown
        assert "ouncil" not in shown


def test_where_a_council_stood_is_drawn_as_the_counts_that_are_possible():
    standing = cr.standing("leeds", against="neighbours")
    drawn = draw_standing(standing).rendered("svg").decode()
    for each in standing.placings:
        if each.around is not None:
            for counts in each.around:
                low, high = counts.lowest, counts.highest
                of = len(each.peers)
                assert (f"{low} of {of}" if low == high else f"{low} to {high} of {of}") in drawn


def test_a_council_and_a_regime_draw_themselves():
    leeds, york = cr.council("Leeds"), cr.council("York")
    assert leeds.plot.timeline().svg() == draw_timeline([leeds.history]).svg()
    assert "York" in leeds.plot.timeline(york).title
    regime = cr.regime("ofsted2009")
    assert regime.plot.coverage().svg() == draw_coverage(regime).svg()


def test_intervals_by_group_need_no_second_comparison():
    plain, grouped = cr.compare("ssi2003", "ofsted2009"), cr.compare("ssi2003", "ofsted2009", by="region")
    assert plain.plot.intervals(by="region").svg() == grouped.plot.intervals().svg()
    with pytest.raises(cr.UsageError, match="nonsuch"):
        plain.plot.intervals(by="nonsuch")


def test_intervals_of_three_ratings_set_the_first_against_the_last_and_give_the_association_of_each_pair():
    three = cr.compare("ssi2003", "csci2004", "ofsted2009")
    shown = texts(three.plot.intervals())
    assert {"52% to 87%", "37% to 90%", "-38 to +49"} <= set(shown), "as of ssi2003 and ofsted2009 alone"
    assert {"ssi2003 by csci2004", "csci2004 by ofsted2009", "ssi2003 by ofsted2009", "-0.26 to 0.43"} <= set(shown)
    assert "the first against the last" in " ".join(shown)


def test_intervals_by_population_show_the_difference_of_the_shares_of_people_where_there_is_one():
    people = "Difference of the shares of people"
    weighed = cr.compare("ssi2003", "ofsted2009", weight="population")
    shown = texts(weighed.plot.intervals())
    low, high = weighed.ends.by_population.difference.lowest, weighed.ends.by_population.difference.highest
    assert {people, f"{100 * low:+.0f} to {100 * high:+.0f}"} <= set(shown)
    assert people not in texts(cr.compare("ssi2003", "ofsted2009").plot.intervals())
    open_first = cr.compare("ssi2002@2002-05-30", "ofsted2009", weight="population")
    assert open_first.ends.by_population.reason
    assert people not in texts(open_first.plot.intervals())


def test_the_coverage_of_a_rolling_regime_counts_inspections(make_rolling):
    folder = make_rolling("trial", "2015-03-27,Leeds,care,Good,Good,printed,paper,p. 1,",
                          "2018-12-18,Leeds,care,Top,Top,printed,paper,p. 2,")  # fmt: skip
    shown = texts(draw_coverage(folder.read()))
    assert "inspections" in shown
    assert "councils" not in shown
