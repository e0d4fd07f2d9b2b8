"""inspections.csv: each inspection once, its grades beside it, and dates that are known in part."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from crossregime.core.dates import read_period
from crossregime.core.errors import Fault

HEADER = "inspection,council,published,visited,type,source\n"
GRADES = "inspection,judgement,worst,best,status,place,note\n"


@pytest.fixture
def spot(make_rolling):
    """A rolling regime with three inspections in a file of their own."""
    folder = make_rolling("spot")
    folder.write(
        "inspections.csv",
        HEADER
        + "barnet-1,Barnet,2008-05-01,1 to 12 April 2008,full,paper\n"
        + "barnet-2,Barnet,2010-06,,focused,paper\n"
        + "kent-1,Kent,2009,,,paper\n",
    )
    folder.write(
        "outcomes.csv",
        GRADES
        + "barnet-1,care,Fair,Fair,printed,p. 1,\n"
        + "barnet-1,help,Low,Low,printed,p. 2,\n"
        + "barnet-2,care,Good,Good,printed,p. 1,\n"
        + "kent-1,care,,,not_judged,p. 1,seen and not judged\n",
    )
    (folder.path / "totals.csv").unlink()
    return folder


def problems(folder):
    return [(each.file.rpartition("/")[2], each.row, each.column, each.what) for each in folder.faults()]


def test_each_inspection_is_held_once_with_all_that_is_known_of_it(spot):
    first, kent, second = spot.read().inspections
    assert (first.id, first.council_id, first.date, first.visited, first.type, first.source) == (
        "barnet-1", "barnet", dt.date(2008, 5, 1), "1 to 12 April 2008", "full", "paper",
    )  # fmt: skip
    assert (kent.published.text, second.published.text) == ("2009", "2010-06")
    assert spot.read().inspection_of["barnet", dt.date(2010, 6, 30)] is not second  # each reading makes its own


def test_a_date_known_to_the_month_or_the_year_counts_from_its_last_day(spot):
    from crossregime.core.positions.selection import find_position

    def on(date):
        return dict(
            find_position(f"spot@{date}", lambda _: spot.read()).frame.select("council_id", "written").iter_rows()
        )

    assert on("2010-06-29") == {"barnet": "2008-05-01", "kent": "2009"}
    assert on("2010-06-30") == {"barnet": "2010-06", "kent": "2009"}
    assert on("2009-12-30") == {"barnet": "2008-05-01"}


def test_the_grades_are_those_of_a_file_that_says_it_all_in_every_row(spot, make_rolling):
    together = make_rolling(
        "together",
        "2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,",
        "2008-05-01,Barnet,help,Low,Low,printed,paper,p. 2,",
        "2010-06-30,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2009-12-31,Kent,care,,,not_judged,paper,p. 1,seen and not judged",
    )
    assert spot.read().outcomes.equals(together.read().outcomes)
    assert [each.id for each in together.read().inspections] == [
        "barnet-2008-05-01",
        "kent-2009-12-31",
        "barnet-2010-06-30",
    ]


def test_two_inspections_whose_dates_overlap_are_refused(spot):
    spot.add("inspections.csv", "kent-2,Kent,2009-03,,,paper")
    (found,) = problems(spot)
    assert found[:3] == ("inspections.csv", 5, "published")
    assert "their dates don't say which came first" in found[3]


def test_an_unknown_inspection_is_refused_with_the_nearest(spot):
    spot.add("outcomes.csv", "barnet-3,care,Fair,Fair,printed,p. 1,")
    (fault,) = spot.faults()
    assert fault == Fault(
        "./spot/outcomes.csv", "unknown inspection 'barnet-3'", 6, "inspection", "define it in inspections.csv",
        ("barnet-2", "barnet-1"),
    )  # fmt: skip


def test_what_is_wrong_with_an_inspection_is_said_once_and_not_of_each_grade(spot):
    spot.replace("inspections.csv", "barnet-1,Barnet,", "barnet-1,Barnett,")
    spot.replace("inspections.csv", "2009,,,paper", "2009-02-30,,,papers")
    spot.add("inspections.csv", "barnet-2,Leeds,2011,,,paper")
    assert [each[:3] for each in problems(spot)] == [
        ("inspections.csv", 4, "published"),
        ("inspections.csv", 2, "council"),
        ("inspections.csv", 4, "source"),
        ("inspections.csv", 5, "inspection"),
    ]


def test_an_annual_regime_has_no_inspections(annual):
    annual.write("inspections.csv", HEADER)
    annual.write("outcomes.csv", GRADES)
    assert problems(annual)[0][3] == "an annual regime has no inspections"


@given(st.dates())
def test_a_month_and_a_year_hold_the_days_that_are_written_so(day):
    for text in (f"{day}", f"{day}"[:7], f"{day}"[:4]):
        period = read_period(text)
        assert period is not None
        assert period.first <= day <= period.last
        assert str(period.first).startswith(text)
        assert str(period.last).startswith(text)
        assert period.first == dt.date.min or not str(period.first - dt.timedelta(days=1)).startswith(text)
        assert period.last == dt.date.max or not str(period.last + dt.timedelta(days=1)).startswith(text)


# What a judgement is part of, and equivalent to


@pytest.mark.parametrize(
    ("declared", "what"),
    [
        ({"part_of": "hope"}, "unknown judgement 'hope'"),
        ({"part_of": "help"}, "'help' can't be part of itself"),
        ({"equivalent": ["spot:care"]}, "'spot:care' is of this regime, and one regime does not rate one thing twice"),
    ],
)
def test_a_judgement_is_part_of_another_of_its_regime_and_equivalent_to_those_of_others(spot, declared, what):
    spot.describe(lambda whole: whole["judgements"][1].update(declared))
    assert problems(spot)[0][3] == what


def test_a_part_of_a_part_is_refused(spot):
    def change(whole):
        care, helping = whole["judgements"]
        whole["judgements"] = [care, helping | {"part_of": "care"}, helping | {"id": "hands", "part_of": "help"}]

    spot.describe(change)
    assert problems(spot)[0][3] == "'help' is itself part of 'care'"


# Totals as of a date


def test_a_total_of_a_rolling_regime_counts_the_councils_as_they_stood_on_its_day(make_rolling):
    from crossregime.core.positions.selection import find_position

    folder = make_rolling(
        "spot",
        "2008-05-01,Barnet,care,Low,Low,printed,paper,p. 1,",
        "2009-05-01,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2009-06-01,Kent,care,Low,Fair,range,paper,p. 1,",
        "2008-01-10,Bedfordshire,care,Low,Low,printed,paper,p. 1,",
    )
    folder.add("totals.csv", "2009-12-31,care,,Low,1,,paper,p. 9,", "2009-01-31,care,,Low,2,,paper,p. 9,")
    regime = folder.read()
    (total,) = find_position("spot@2009-12-31", lambda _: regime).totals
    assert total.count == 1  # Kent's, for Barnet's is Good by then, and Bedfordshire ended in March
    assert find_position("spot@2009-12-30", lambda _: regime).totals == ()
    assert find_position("spot@2009-12-31,last-graded", lambda _: regime).totals == ()
    folder.add("totals.csv", "2009-12-31,care,,Top,1,,paper,p. 9,")
    assert problems(folder)[0][3] == ("the total contradicts the outcomes: 1 printed at Top, the outcomes have 0")


def test_a_total_as_of_a_date_binds_what_is_known_only_as_a_range(make_rolling):
    import crossregime as cr
    from crossregime.core.comparison import compare_positions
    from crossregime.core.positions.selection import find_position

    rows = ["2009-06-01,Barnet,care,Low,Fair,range,paper,p. 1,", "2009-06-01,Kent,care,Low,Fair,range,paper,p. 1,"]
    folder = make_rolling("spot", *rows)
    folder.add("totals.csv", "2009-12-31,care,,Low,2,,paper,p. 9,")
    regime = folder.read()

    def at_low(date):
        comparison = compare_positions([cr.position("ofsted2009"), find_position(f"spot@{date}", lambda _: regime)])
        return comparison.crosstab.solver.cells(frozenset((row, 0) for row in range(4)))

    bound, free = at_low("2009-12-31"), at_low("2009-12-30")
    assert (bound.lowest, bound.highest) == (2, 2)
    assert (free.lowest, free.highest) == (0, 2)


# Later versions


def test_a_descriptor_of_a_later_format_is_refused_whatever_else_is_in_it(spot):
    spot.describe(lambda whole: whole.update(format=2, novelty={}))
    (fault,) = spot.faults()
    assert fault.what == "made for a later version of crossregime: it has the format 2, and this version reads up to 1"
    assert fault.do == "upgrade crossregime"
