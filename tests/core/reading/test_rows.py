"""A row that names what is not there is refused with the nearest words."""

from __future__ import annotations

import pytest

from ...readings import only

# Rows


@pytest.mark.parametrize(
    ("old", "new", "column", "what", "matches"),
    [
        (
            "2003-11-13,Barnet,care",
            "2003-11-14,Barnet,care",
            "published",
            "no publication has the date 2003-11-14",
            (),
        ),
        (
            "2003-11-13,Barnet,care",
            "2003-02-30,Barnet,care",
            "published",
            "'2003-02-30' is not a date of the calendar",
            (),
        ),
        ("Barnet,care,Top,Top", "Barnet,car,Top,Top", "judgement", "unknown judgement 'car'", ("care",)),
        ("Top,Top,printed,paper", "Top,Top,printed,papers", "source", "unknown source 'papers'", ("paper",)),
        ("Barnet,care,Top,Top", "Barnet,care,Top,Tops", "best", "unknown grade 'Tops'", ("Top",)),
        ("Barnet,care,Top,Top", "Barnet,care,top ,Top", "worst", "unknown grade 'top '", ("Top",)),
        (
            "Hull",
            "Hul",
            "council",
            "no council with social services duties is called 'Hul' on 2003-11-13",
            ("Hull",),
        ),
    ],
)
def test_a_row_that_names_what_is_not_there_is_refused_with_the_nearest(annual, *, old, new, column, what, matches):
    annual.replace("outcomes.csv", old, new)
    fault = only(annual)
    row = 3 if column == "council" else 2
    assert (fault.file, fault.row, fault.column, fault.what) == (
        "./trial/outcomes.csv",
        row,
        column,
        what,
    )
    assert all(any(word in match for match in fault.matches) for word in matches)


def test_an_unknown_grade_is_told_with_the_labels_that_are_allowed(annual):
    annual.replace("outcomes.csv", "Barnet,care,Top,Top", "Barnet,care,Excellent,Topp")
    assert [fault.column for fault in annual.faults()] == ["worst", "best"]
    assert {fault.do for fault in annual.faults()} == {"the grades of 'trial-care' are Low, Fair, Good, Top"}


def test_a_council_of_another_time_is_refused_with_its_story(annual):
    annual.replace("outcomes.csv", "2009-12-09,Barnet", "2009-12-09,Bedfordshire")
    fault = only(annual)
    assert fault.what.startswith(
        "'Bedfordshire' is not a council on 2009-12-09: Bedfordshire (bedfordshire) existed until 2009"
    )
    assert set(fault.matches) == {"bedford", "central-bedfordshire"}


def test_a_name_that_stands_for_two_councils_is_refused_with_both(annual, monkeypatch):
    from crossregime.core.councils.council import Match
    from crossregime.core.councils.register import Register

    both = Match("Hull", None, "ambiguous", "'Hull' stands for 2 councils", ("one (One)", "two (Two)"))
    monkeypatch.setattr(Register, "match", lambda *_: both)
    fault = annual.faults()[0]
    assert (fault.what, fault.do) == ("'Hull' stands for 2 councils", "name one of one (One); two (Two)")


def test_a_second_outcome_is_refused_however_the_council_is_written(annual):
    annual.add("outcomes.csv", "2003-11-13,Kingston upon Hull,care,Low,Low,printed,paper,p. 9,")
    fault = only(annual)
    assert (fault.row, fault.column) == (9, "council")
    assert fault.what == (
        "a second outcome for Hull and Kingston upon Hull (kingston-upon-hull), care: row 3 has the first"
    )


def test_a_second_outcome_is_refused_even_where_it_says_the_same(annual):
    annual.add("outcomes.csv", *["2003-11-13,Barnet,care,Top,Top,printed,paper,p. 1,"] * 2)
    assert [(fault.row, fault.what) for fault in annual.faults()] == [
        (row, "a second outcome for Barnet (barnet), care: row 2 has the first") for row in (9, 10)
    ]


@pytest.mark.parametrize(
    ("worst", "best", "status", "what"),
    [
        ("Good", "Fair", "range", "the range is upside down: worst is better than best"),
        ("Good", "Fair", "printed", "the range is upside down: worst is better than best"),
        ("Low", "Fair", "printed", "a known grade needs worst and best to be the same"),
        ("Low", "Fair", "reconstructed", "a known grade needs worst and best to be the same"),
        ("Fair", "Fair", "range", "a range needs a worst that is worse than its best"),
    ],
)
def test_a_range_and_its_status_are_held_to_each_other(annual, worst, best, status, what):
    annual.replace("outcomes.csv", "Hull,care,Low,Fair,range", f"Hull,care,{worst},{best},{status}")
    fault = only(annual)
    assert (fault.row, fault.column, fault.what) == (3, "worst", what)


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        (
            "2003-11-13,Bury,care,Low,Low,not_judged,paper,p. 3,",
            "worst",
            "a grade stands beside a status that says",
        ),
        ("2003-11-13,Bury,care,,,printed,paper,p. 3,", "worst", "the grade is missing"),
        ("2003-11-13,Bury,care,Low,,range,paper,p. 3,", "best", "the grade is missing"),
        ("2003-11-13,Bury,care,Low,Low,user,paper,p. 3,", "status", "'user' is not allowed here"),
        (
            "2003-11-13,Bury\x1b[31m,care,Low,Low,printed,paper,p. 3,",
            "council",
            "the cell has the control character U+001B",
        ),
        ("2003-11-13,Bury,care,Low,Low,printed,paper,,", "place", "the cell is empty"),
    ],
)
def test_a_row_that_breaks_its_schema_is_refused_by_row_and_column(annual, row, column, what):
    annual.add("outcomes.csv", row)
    fault = annual.faults()[0]
    assert (fault.file, fault.row, fault.column) == ("./trial/outcomes.csv", 9, column)
    assert fault.what.startswith(what)
    assert str(fault).isprintable()


def test_a_source_may_stand_in_one_row_only(annual):
    annual.add("sources.csv", "paper,The Paper,Another,,,cited")
    fault = only(annual)
    assert (fault.file, fault.row, fault.what) == (
        "./trial/sources.csv",
        3,
        "'paper' stands in two rows",
    )
