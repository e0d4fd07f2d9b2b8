"""Every way in which a regime can break the contract is found, with its place."""

from __future__ import annotations

import dataclasses
import datetime as dt

import polars as pl
import pytest

import crossregime
from crossregime.core.discovery.contract import (
    change_findings,
    council_findings,
    coverage_findings,
    order_findings,
    schema_findings,
    total_findings,
)

# What each check finds


@pytest.fixture
def regime():
    return crossregime.host().load("ssi2003")


def changed(regime, **columns):
    """Give the regime with its first outcome changed."""
    first = pl.int_range(pl.len()) == 0
    cells = [pl.when(first).then(value).otherwise(pl.col(name)).alias(name) for name, value in columns.items()]
    outcomes = regime.outcomes.with_columns(cells).cast(dict(regime.outcomes.schema))
    return dataclasses.replace(regime, outcomes=outcomes)


@pytest.mark.parametrize(
    ("columns", "finding"),
    [
        ({"judgement": pl.lit("stras")}, "an unknown judgement"),
        ({"status": pl.lit("guessed")}, "an unknown status"),
        ({"source": pl.lit("hearsay")}, "a source that the regime doesn't list"),
        ({"place": pl.lit(None)}, "a null where a text or a date is due"),
        ({"status": pl.lit("not_judged")}, "a grade beside a status that has none"),
        ({"worst": pl.lit(None), "best": pl.lit(None)}, "no grade beside a status that has one"),
        ({"worst": pl.lit(4), "best": pl.lit(4)}, "a grade outside the judgement's scale"),
        ({"worst": pl.lit(3), "best": pl.lit(0), "status": pl.lit("range")}, "a worst grade that is better"),
        ({"worst": pl.lit(0), "best": pl.lit(3)}, "a known grade with worst and best apart"),
        ({"status": pl.lit("range")}, "a range of one grade"),
    ],
)
def test_a_cell_that_the_contract_forbids_is_found_with_its_place(regime, columns, finding):
    found = "\n".join(schema_findings(changed(regime, **columns)))
    assert finding in found
    assert "barking-and-dagenham" in found


def test_a_frame_with_other_columns_is_found(regime):
    other = dataclasses.replace(regime, outcomes=regime.outcomes.drop("note"))
    assert "outcomes has the columns" in schema_findings(other)[0]
    assert schema_findings(dataclasses.replace(regime, outcomes=[])) == [
        "outcomes is of type list where a DataFrame is due"
    ]


def test_a_source_that_is_cited_but_not_listed_is_found(regime):
    assert "the source 'ssi-2003' is cited but not listed" in schema_findings(dataclasses.replace(regime, sources={}))


def test_an_order_that_is_not_the_declared_one_is_found(regime):
    upside_down = dataclasses.replace(regime, outcomes=regime.outcomes.reverse())
    assert "not sorted" in order_findings(upside_down)[0]
    doubled = dataclasses.replace(regime, outcomes=pl.concat([regime.outcomes.head(1), regime.outcomes]))
    assert "a second outcome" in order_findings(doubled)[0]
    publications = (*regime.publications, *regime.publications)
    assert "order of their dates" in order_findings(dataclasses.replace(regime, publications=publications))[0]


def test_a_council_without_an_outcome_is_found(regime):
    short = dataclasses.replace(regime, outcomes=regime.outcomes.tail(-1))
    assert coverage_findings(short) == ["stars on 2003-11-13: no outcome of barking-and-dagenham"]
    assert "outside the universe is wight" in coverage_findings(changed(regime, council_id=pl.lit("wight")))[1]
    stray = changed(regime, published=pl.lit(dt.date(2004, 1, 1)))
    assert "outcomes of 2004-01-01, on which nothing was published" in coverage_findings(stray)


def test_a_universe_that_the_register_does_not_have_is_found(regime):
    publication = regime.publications[0]
    universe = dataclasses.replace(publication.universe, councils=149)
    other = dataclasses.replace(regime, publications=(dataclasses.replace(publication, universe=universe),))
    assert "said to be 149 councils; the register has 150" in coverage_findings(other)[0]


def test_a_council_of_another_name_series_or_time_is_found(regime):
    assert council_findings(changed(regime, council_id=pl.lit("atlantis"))) == [
        "'atlantis' is not a council of the register"
    ]
    assert "is of the series 'leeds'" in council_findings(changed(regime, council_id=pl.lit("leeds")))[0]
    late = changed(regime, council_id=pl.lit("dorset-2019"), series_id=pl.lit("dorset-2019"))
    assert council_findings(late)


def test_a_name_that_leads_nowhere_or_to_two_councils_is_found(regime):
    names = (crossregime.Name("The City", "atlantis"),)
    assert council_findings(dataclasses.replace(regime, names=names)) == [
        "the name 'The City' is for 'atlantis', no council of the register"
    ]
    names = (crossregime.Name("Leeds", "bradford"),)
    assert council_findings(dataclasses.replace(regime, names=names)) == ["the name 'Leeds' stands for leeds too"]
    assert council_findings(dataclasses.replace(regime, names=(crossregime.Name("The City", "leeds"),))) == []


def test_totals_that_no_completion_meets_are_found(regime):
    first, *others = [total for total in regime.totals if total.judgement == "stars" and not total.dimension]
    one_more = dataclasses.replace(first, lowest=first.lowest + 1, highest=first.highest + 1)
    assert total_findings(dataclasses.replace(regime, totals=(one_more, *others))) == [
        "no completion of stars on 2003-11-13 meets all of its printed totals"
    ]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"judgement": "stras"}, "is of a judgement or a date that the regime lacks"),
        ({"ranks": (7,)}, "counts grades outside the scale"),
        ({"lowest": 3, "highest": 2}, "has no count between 3 and 2"),
    ],
)
def test_a_total_that_counts_nothing_is_found(regime, change, finding):
    total = dataclasses.replace(regime.totals[0], **change)
    assert finding in total_findings(dataclasses.replace(regime, totals=(total,)))[0]


def test_a_change_mark_about_what_the_regime_lacks_is_found():
    regime = crossregime.host().load("ssi2002")
    stray = dataclasses.replace(regime.changes[0], judgement="cares")
    assert change_findings(regime) == []
    (finding,) = change_findings(dataclasses.replace(regime, changes=(stray,)))
    assert finding == "the change of barking-and-dagenham, cares, 2002-11-14 names what the regime lacks"
