"""A bibliography lists every document that the facts of the positions are from, once, and what rests on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import crossregime as cr
from crossregime.core.citing.bibliography import cite_positions
from crossregime.core.errors import UsageError


def test_without_selectors_there_is_the_program_alone():
    found = cr.cite()
    assert (found.works, found.regimes, found.documents) == ((found.program,), (), ())


@pytest.mark.parametrize("selectors", [("ssi2003", "ofsted2009"), ("ssi2002@2002-05-30", "csci2004:adults.serving")])
def test_every_source_of_a_rating_or_a_printed_total_is_cited(selectors):
    positions = [cr.position(each) for each in selectors]
    used = set()
    for position in positions:
        used |= set(position.outcomes.get_column("source")) | {total.source for total in position.totals}
    documents = {work.key for work in cr.cite(*selectors).documents}
    assert used - documents == set()


def test_no_document_is_cited_for_nothing_and_each_says_what_rests_on_it():
    found = cr.cite("ssi2003", "ofsted2009")
    rests = {work.key: work.rests for work in found.documents}
    assert all(rests.values())
    assert rests["ssi-2003"] == (
        "ssi2003: 150 ratings, 60 printed totals, 1 publication date, 4 printed moves and 6 comparability notes",
    )
    assert "ofsted2009: 1 rating" in rests["oldhamchronicle-2009-12-10"]


def test_a_document_that_two_regimes_cite_stands_once_with_both():
    found = cr.cite("ssi2002", "ssi2003")
    (document,) = [work for work in found.documents if work.title.startswith("Performance ratings for social services")
                   and "2003" in work.title]  # fmt: skip
    assert [each.partition(":")[0] for each in document.rests] == ["ssi2002", "ssi2003"]


def test_a_regime_says_what_holds_it(annual):
    built_in = cr.cite("ofsted2009").regimes[0]
    assert built_in.sentence.startswith("Ofsted (Office for Standards in Education")
    assert f"Data set held in crossregime {cr.__version__}." in built_in.sentence
    mine = cr.cite(annual.path).regimes[0]
    assert mine.publisher == annual.path.as_posix()
    assert mine.title == "Trial ratings, 2003 to 2009"
    annual.describe(lambda whole: whole.update(title="Trial ratings of 2003"))
    assert cr.cite(annual.path).regimes[0].title == "Trial ratings of 2003"


def test_the_inspections_of_a_rolling_regime_are_cited_for_the_councils_that_they_rated(make_rolling):
    rolling = make_rolling(
        "rolled",
        "2004-01-01,Leeds,care,Good,Good,printed,paper,p. 1,",
        "2005-01-01,Kent,care,Low,Low,printed,paper,p. 2,",
    )
    found = cr.cite(f"{rolling.path}@2004-06-01")
    assert found.regimes[0].title == "Inspections of rolled, 2004 to 2005"
    assert [work.rests for work in found.documents] == [("rolled: 1 rating",)]


def test_keys_are_unique_and_of_letters_that_every_manager_takes():
    keys = [work.key for work in cr.cite(*cr.host().builtins).works]
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and not set(key) & set(" ,{}#%\\\"'()=~") for key in keys)


def test_two_documents_of_one_id_get_keys_of_their_own():
    one = cr.regime("ssi2003")
    other = cr.regime("ofsted2009")
    renamed = {**other.sources, "ofsted-2009": one.sources["ssi-2003"]}
    position = cr.position("ofsted2009")
    changed = replace(position, regimes=(replace(other, sources={
        key: replace(source, id="ssi-2003") if key == "oldhamchronicle-2009-12-10" else source
        for key, source in renamed.items()
    }),))  # fmt: skip
    keys = [work.key for work in cite_positions([cr.position("ssi2003"), changed], {}).documents]
    assert "ssi-2003" in keys
    assert "ssi-2003-2" in keys


def test_a_selector_that_names_nothing_is_refused():
    with pytest.raises(UsageError, match="no regime 'nope'"):
        cr.cite("nope")


def test_it_reads_as_a_list_of_references():
    found = cr.cite("ofsted2009")
    assert repr(found).splitlines() == [work.sentence for work in found.works]
