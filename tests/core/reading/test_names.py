"""Names that a regime's documents print, and the register lacks."""

from __future__ import annotations

import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.councils.council import Name
from crossregime.core.councils.register import load_register

HEADER = "name,council_id,start,end,source\n"
FIRST, LAST = dt.date(2003, 11, 13), dt.date(2009, 12, 9)


def test_a_printed_name_resolves_by_the_names_of_the_folder(annual):
    annual.replace("outcomes.csv", "2003-11-13,Hull,care", "2003-11-13,Humberside City,care")
    (fault,) = annual.faults()
    assert "no council with social services duties is called 'Humberside City'" in fault.what
    annual.write("names.csv", HEADER + "Humberside City,kingston-upon-hull,,,paper\n")
    regime = annual.read()
    row = next(each for each in regime.outcomes.iter_rows(named=True) if each["printed"] == "Humberside City")
    assert row["council_id"] == "kingston-upon-hull"
    assert regime.names == (Name("Humberside City", "kingston-upon-hull"),)
    assert "names.csv" in regime.files.hashes


def test_the_register_itself_and_other_regimes_do_not_learn_it(annual):
    annual.write("names.csv", HEADER + "Humberside City,kingston-upon-hull,,,paper\n")
    assert annual.read().register.match("humberside city", FIRST).council is not None
    assert load_register().match("Humberside City", FIRST).council is None
    assert cr.regime("ssi2003").register is load_register()


def test_it_is_known_after_council_in_facts_and_as_the_table_names_it(annual, tmp_path):
    annual.write("names.csv", HEADER + "Humberside City,kingston-upon-hull,,,paper\n")
    pair = ("ssi2003", f"{annual.path}@2003-11-13")
    listed = cr.compare(*pair, councils=["Humberside City"]).listed
    assert listed.get_column("name_1").to_list() == ["Kingston upon Hull"]
    facts = tmp_path / "facts.csv"
    facts.write_text(
        "published,council,judgement,worst,best,status,source,place,note\n"
        "2003-11-13,Humberside City,care,Fair,Fair,user,archive,box 1,\n",
        encoding="utf-8",
    )
    assert cr.compare(*pair, facts=facts).facts.added[0].council_id == "kingston-upon-hull"


def test_a_name_stands_only_between_its_days(annual):
    annual.write("names.csv", HEADER + "Humberside City,kingston-upon-hull,2005-01-01,2010-01-01,paper\n")
    known = annual.read().register
    assert known.match("Humberside City", LAST).council.id == "kingston-upon-hull"
    assert known.match("Humberside City", FIRST).council is None


def test_one_name_may_stand_for_one_council_after_another(annual):
    annual.write(
        "names.csv",
        HEADER + "The City,kingston-upon-hull,,2005-01-01,paper\nThe City,leeds,2005-01-02,,paper\n",
    )
    known = annual.read().register
    assert [known.match("The City", day).council.id for day in (FIRST, LAST)] == ["kingston-upon-hull", "leeds"]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("Hull,leeds,,,paper", "name", "'Hull' stands for kingston-upon-hull at that time too"),
        ("hull,leeds,,,paper", "name", "'hull' stands for kingston-upon-hull at that time too"),
        ("Our Town,leds,,,paper", "council_id", "no council has the id 'leds'"),
        ("Our Town,leeds,2003-02-30,,paper", "start", "'2003-02-30' is not a date of the calendar"),
        ("Our Town,leeds,2004-01-01,2003-01-01,paper", "start", "the name ends before it starts"),
        ("Our Town,leeds,,,papr", "source", "unknown source 'papr'"),
        ("Our Town,leeds,soon,,paper", "start", "'soon'"),
    ],
)
def test_a_name_that_can_t_stand_is_refused_with_its_row(annual, row, column, said):
    annual.write("names.csv", f"{HEADER}{row}\n")
    (fault,) = annual.faults()
    assert (fault.file, fault.row, fault.column) == ("./trial/names.csv", 2, column)
    assert said in fault.what


def test_two_rows_that_contradict_each_other_are_both_told(annual):
    annual.write("names.csv", HEADER + "Our Town,leeds,,,paper\nOur Town,barnet,,,paper\n")
    assert [(each.row, each.what) for each in annual.faults()] == [
        (2, "'Our Town' stands for barnet at that time too"),
        (3, "'Our Town' stands for leeds at that time too"),
    ]


def test_a_name_of_a_council_of_another_time_may_be_used_again():
    # Bedfordshire ended in 2009; its name could stand for a successor from then on, not before.
    assert load_register().others(Name("Bedfordshire", "central-bedfordshire")) == []
    assert load_register().extended([Name("Shire", "bedfordshire")]).others(Name("Shire", "bedford")) == []
    assert load_register().others(Name("Leeds", "bradford")) == ["leeds"]
