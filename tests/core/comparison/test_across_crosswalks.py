"""How conclusions move from one crosswalk to another."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.bounds.interval import Interval
from crossregime.core.errors import UsageError
from crossregime.render.sensitivity import write_sensitivity

from ...documents import hold


@pytest.fixture(scope="module")
def agreement():
    """How agreement moves from one crosswalk to another."""
    return cr.sensitivity("ssi2003", "ofsted2009", statistics=["percent_agreement"])


@pytest.fixture(scope="module")
def alone(agreement):
    """The comparison under each crosswalk by itself."""
    return {
        name: cr.compare("ssi2003", "ofsted2009", crosswalk=name, statistics="percent_agreement")
        for name in agreement.names
    }


def test_figures_are_set_side_by_side_by_name_where_a_crosswalk_gives_fewer():
    found = cr.sensitivity("ssi2003", "ofsted2009", statistics=["bartholomew", "percent_agreement"])
    assert {len(each.bounds) for each in found.conclusions} == {len(found.crosswalks)}
    (agreement,) = (each for each in found.conclusions if each.name == "percent_agreement")
    assert len(agreement.held) == len(found.crosswalks)


def test_every_statistic_can_be_followed_from_crosswalk_to_crosswalk():
    # Four councils and no totals: what is tested is which figure stands where.
    small = [
        dataclasses.replace(position, outcomes=position.outcomes.filter(pl.col("series_id") < "bath"), totals=())
        for position in (cr.position("ssi2003"), cr.position("ofsted2009"))
    ]
    found = cr.sensitivity(*small, statistics="all")
    assert len({each.name for each in found.conclusions}) == len(found.conclusions) == len(found.sentences)
    for name, comparison in found.comparisons.items():
        at = found.names.index(name)
        for figure in comparison.figures[comparison.crosstab]:
            if isinstance(figure.bounds, Interval):
                (each,) = (each for each in found.conclusions if each.name == figure.name)
                assert each.bounds[at] == figure.bounds


def test_the_order_of_the_regimes_does_not_decide_which_crosswalks_fit(agreement):
    one, other = agreement, cr.sensitivity("ofsted2009", "ssi2003", statistics=["percent_agreement"])
    assert one.names == other.names
    assert not other.left_out
    ends = [[(each.lowest, each.highest) for each in found.conclusions[0].bounds] for found in (one, other)]
    assert ends[0] == ends[1]
    assert one.pairs == other.pairs == (148,) * 5


@pytest.mark.checkout
def test_crosswalks_of_one_s_own_stand_beside_the_others(tmp_path):
    own = Path(cr.__file__).parent / "docs" / "examples" / "crosswalks" / "serving-strict.json"
    both = ("ssi2003:children.serving", "ofsted2009")
    asked = {"statistics": ["percent_agreement"]}
    beside = cr.sensitivity(*both, crosswalks=["all", str(own)], **asked)
    assert beside.names == ("serving-by-rank", "serving-by-wording", "equipercentile", "ridit", "serving-strict")
    alone = cr.sensitivity(*both, crosswalks=[cr.crosswalk(str(own)), "serving-by-rank"], **asked)
    assert alone.names == ("serving-strict", "serving-by-rank")
    assert cr.sensitivity(*both, crosswalks=cr.crosswalk(str(own)), **asked).names == ("serving-strict",)
    copy = tmp_path / "copy.json"
    copy.write_text(own.read_text(encoding="utf-8").replace("serving-strict", "serving-by-rank"))
    with pytest.raises(UsageError, match="two crosswalks have the id 'serving-by-rank'"):
        cr.sensitivity(*both, crosswalks=["all", str(copy)])


def test_each_conclusion_is_the_one_of_the_comparison_under_that_crosswalk(agreement, alone):
    found = agreement
    assert found.names == ("stars-by-consequences", "stars-by-examples", "stars-by-rank", "equipercentile", "ridit")
    for name, bounds in zip(found.names, found.conclusions[0].bounds, strict=True):
        assert alone[name].statistics.select("lowest", "highest").row(0) == (bounds.lowest, bounds.highest)
    assert found.frame.height == 5
    hold(json.loads(json.dumps(found.to_dict())), "sensitivity")
    assert "stars-by-rank" in repr(found)


def test_statistics_without_bounds_are_named_once_and_take_no_rows():
    found = cr.sensitivity("ssi2003", "ofsted2009", statistics=["bartholomew", "bowker", "percent_agreement"])
    assert [each.name for each in found.bounded] == ["percent_agreement"]
    assert found.unbounded == ("Bartholomew's mobility indices", "Bowker's test of symmetry")
    text = io.StringIO()
    write_sensitivity(found, text)
    assert "No crosswalk gives bounds to: Bartholomew's mobility indices; Bowker's test" in text.getvalue()
    assert "no crosswalk gives it bounds" not in text.getvalue()


def test_what_has_no_crosswalks_to_compare_is_refused():
    for wrong in (3, [3]):
        with pytest.raises(UsageError, match="3 is not a crosswalk"):
            cr.sensitivity("ssi2003", "ofsted2009", crosswalks=wrong)
    with pytest.raises(UsageError, match="name at least one"):
        cr.sensitivity("ssi2003", "ofsted2009", crosswalks=[])
    with pytest.raises(UsageError, match="on one scale already"):
        cr.sensitivity("ssi2002", "ssi2003")
    with pytest.raises(UsageError, match="not 3"):
        cr.sensitivity("ssi2002", "ssi2003", "ofsted2009")
    with pytest.raises(UsageError, match="no crosswalk puts") as caught:
        cr.sensitivity("csci2004:children.serving", "ssi2003")
    assert "equipercentile" in caught.value.do


def test_a_declared_crosswalk_that_leads_the_other_way_is_left_out_with_the_reason():
    back = cr.crosswalk("stars-by-rank").invert()
    walks = [back, "stars-by-rank", "stars-by-examples"]
    found = cr.sensitivity("ofsted2009", "ssi2003", crosswalks=walks, statistics=["percent_agreement"])
    assert found.names == ("stars-by-rank", "stars-by-examples")
    assert found.left_out == {"stars-by-rank-inverted": "it leads from ofsted-performs to ssi-stars"}


def test_the_contrast_under_each_crosswalk_is_the_headline_of_the_comparison_under_it(agreement, alone):
    found = agreement
    assert [each.name for each in found.contrasts] == ["difference", "ratio", "superiority"]
    for place, name in enumerate(found.names):
        headline = alone[name].crosstab.headline
        bounds = found.contrasts[0].bounds[place]
        assert (bounds.lowest, bounds.highest) == (headline.difference.lowest, headline.difference.highest)
    text = io.StringIO()
    write_sensitivity(found, text)
    shown = text.getvalue()
    assert shown.index(found.contrasts[0].title) < shown.index(found.bounded[0].title)


def test_no_change_is_followed_where_one_crosswalk_alone_would_show_none():
    """Stars are for all social care, Ofsted's levels for children's services alone: none changed."""
    found = cr.sensitivity("ssi2003", "ofsted2009")
    assert not found.comparisons[found.names[0]].crosstab.change
    names = {each.name.split(".")[0] for each in found.conclusions}
    assert names == {"percent_agreement", "kappa_linear", "ac2_linear", "tau_b"}
    alone = cr.compare("ssi2003", "ofsted2009", crosswalk=found.names[0])
    shown = {figure.entry.name for figure in alone.figures[alone.crosstab]}
    assert not {"mean_shift", "rises_and_falls"} & (names | shown)


def test_each_group_has_a_table_of_its_own():
    asked = {"by": "type", "where": "region=North East"}
    found = cr.sensitivity("ssi2003", "ofsted2009", statistics=["percent_agreement"], **asked)
    alone = cr.compare("ssi2003", "ofsted2009", crosswalk="stars-by-rank", statistics="percent_agreement", **asked)
    place = found.names.index("stars-by-rank")
    assert [each.group for each in found.groups] == [crosstab.group.value for (crosstab,) in alone.groups]
    for table, (crosstab,) in zip(found.groups, alone.groups, strict=True):
        assert table.conclusions[0].bounds[place] == alone.figures[crosstab][0].bounds
        assert table.pairs[place] == crosstab.tabulation.pairs
    assert found.frame.height == (1 + len(found.groups)) * len(found.names)
    assert set(found.frame["group"]) == {"", *(each.group for each in found.groups)}
    hold(json.loads(json.dumps(found.to_dict())), "sensitivity")
