"""Printed totals bind as far as they are printed, agree with each other and with the outcomes, or are refused."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import given, strategies as st

from crossregime.core.errors import DataError
from crossregime.core.files.faults import Faults
from crossregime.core.model.scale import Grade, Scale
from crossregime.core.model.totals import Total
from crossregime.core.reading import read_regime
from crossregime.core.reading.rows import Rows
from crossregime.core.reading.totals import _agree_together

from ...depth import examples
from ...readings import FIRST, only, publication

# Totals


def totals(annual, *rows):
    """Let the totals be these rows alone."""
    annual.write("totals.csv", "published,judgement,group,grades,count,percent,source,place,note\n")
    annual.add("totals.csv", *(f"{row},paper,p. 9," for row in rows))


def test_a_share_alone_binds_and_one_beside_a_count_does_not(annual):
    totals(
        annual,
        "2003-11-13,care,,Low,29,19",  # both in one row: the count binds
        "2003-11-13,care,,Top,1,",
        "2003-11-13,care,,Top,,25",  # contradicts the count beside it: a claim
        "2003-11-13,care,,Fair|Good,,80",
        "2003-11-13,care,region=London,Low,,48",  # of 33 councils
    )
    found = [(each.ranks, each.group, each.lowest, each.highest, each.binds) for each in annual.read().totals]
    assert found == [
        ((0,), "", 29, 29, True),
        ((3,), "", 1, 1, True),
        ((3,), "", 37, 37, False),
        ((1, 2), "", 119, 119, True),
        ((0,), "London", 16, 16, True),
    ]


def test_a_group_is_counted_by_the_register(annual):
    totals(annual, "2003-11-13,care,type=shire_county,Low,30,", "2003-11-13,care,type=shire_county,Fair|Good,4,")
    assert [total.dimension for total in annual.read().totals] == ["type", "type"]
    totals(annual, "2003-11-13,care,type=shire_county,Low,35,")  # there are 35 of them, and Kent is at Fair
    assert only(annual).what == (
        "the total contradicts the outcomes: 35 printed at Low in shire_county, the outcomes have 0 to 34"
    )


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("2003-11-13,care,,Top,2,", "count", "2 printed at Top, the outcomes have 1"),
        ("2003-11-13,care,,Top,0,", "count", "0 printed at Top, the outcomes have 1"),
        ("2003-11-13,care,,Top|Fair,1,", "count", "1 printed at Fair or Top, the outcomes have 2 to 149"),
        (
            "2003-11-13,care,,Low|Fair|Good,150,",
            "count",
            "150 printed at Low or Fair or Good, the outcomes have 148",
        ),
        (
            "2003-11-13,care,,Top,,13",
            "percent",
            "13% (19 to 20 councils) printed at Top, the outcomes have 1",
        ),
        ("2009-12-09,care,,Low,152,", "count", "152 printed at Low, the outcomes have 1 to 151"),
    ],
)
def test_a_total_that_no_reading_of_the_outcomes_reaches_is_refused(annual, row, column, what):
    totals(annual, row)
    fault = only(annual)
    assert (fault.file, fault.row, fault.column) == ("./trial/totals.csv", 2, column)
    assert fault.what == f"the total contradicts the outcomes: {what}"


def test_a_share_that_no_number_of_councils_has_is_refused(annual):
    totals(annual, "2003-11-13,care,region=North East,Low,,3")  # of 12 councils: 0 is 0%, 1 is 8%
    assert only(annual).what == "no number of 12 councils is 3% of them"


def test_totals_that_no_reading_reaches_together_are_refused(annual):
    totals(
        annual,
        "2003-11-13,care,,Low,100,",
        "2003-11-13,care,,Fair,100,",
        "2009-12-09,care,,Low,100,",
        "2009-12-09,care,,Fair,100,",
    )
    said = "contradict the outcomes: from Low to Fair they add to 200"
    assert [(fault.row, fault.what) for fault in annual.faults()] == [
        (3, f"the totals of care on 2003-11-13 {said}, the outcomes have 2 to 148"),
        (5, f"the totals of care on 2009-12-09 {said}, the outcomes have 1 to 151"),
    ]
    assert [fault.do for fault in annual.faults()] == [
        "check rows 2 and 3 and the outcomes against their sources",
        "check rows 4 and 5 and the outcomes against their sources",
    ]


def test_totals_that_leave_councils_without_a_grade_are_refused(annual):
    totals(annual, "2003-11-13,care,,Low,20,", "2003-11-13,care,,Fair,30,", "2003-11-13,care,,Good,40,")
    assert "from Low to Good they add to 90, the outcomes have 148" in only(annual).what


def test_a_row_of_totals_that_says_the_same_again_is_refused(annual):
    annual.add("totals.csv", annual.text("totals.csv").splitlines()[1])
    fault = only(annual)
    assert (fault.row, fault.what) == (6, "the row says the same as row 2")


def test_two_totals_of_one_thing_must_agree(annual):
    totals(annual, "2003-11-13,care,,Low,29,", "2003-11-13,care,,Low,29,19", "2003-11-13,care,,Low,30,")
    fault = only(annual)
    assert (fault.row, fault.what) == (4, "the total contradicts row 2: 30 here, 29 there")


@pytest.mark.parametrize(
    ("row", "column", "what", "matches"),
    [
        ("2003-11-13,care,,Lowe,1,", "grades", "unknown grade 'Lowe'", ("Low",)),
        ("2003-11-13,care,,Low|,1,", "grades", "unknown grade ''", ()),
        ("2003-11-13,caer,,Low,1,", "judgement", "unknown judgement 'caer'", ("care",)),
        ("2003-11-12,care,,Low,1,", "published", "no publication has the date 2003-11-12", ()),
        ("2003-11-13,care,region=Londonn,Low,1,", "group", "unknown region 'Londonn'", ("London",)),
        ("2003-11-13,care,type=county,Low,1,", "group", "unknown type 'county'", ("shire_county",)),
    ],
)
def test_a_total_that_names_what_is_not_there_is_refused_with_the_nearest(annual, row, column, what, matches):
    totals(annual, row)
    fault = only(annual)
    assert (fault.row, fault.column, fault.what, fault.matches[:1]) == (2, column, what, matches)


def test_outcomes_without_a_grade_are_outside_every_total(annual):
    totals(annual, "2003-11-13,care,,Low|Fair|Good|Top,149,")
    assert annual.read().totals[0].lowest == 149
    totals(annual, "2003-11-13,care,,Low|Fair|Good|Top,150,")
    assert "150 printed" in only(annual).what


LABELS = ("a", "b", "c")


RANGES = [(worst, best) for worst in range(3) for best in range(worst, 3)]


@examples(150)
@given(
    ranges=st.lists(st.sampled_from(RANGES), min_size=1, max_size=4),
    printed=st.dictionaries(st.integers(0, 2), st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=3),
)
def test_totals_of_single_grades_are_refused_just_when_no_completion_meets_them(ranges, printed):
    scale = Scale("s", "S", tuple(Grade(label, label, rank) for rank, label in enumerate(LABELS)))
    binding = [
        (row, Total(FIRST, "care", (rank,), low, low + more, "paper", "p. 1", count=low))
        for row, (rank, (low, more)) in enumerate(printed.items(), 2)
    ]
    counted = SimpleNamespace(ranges=lambda *_: [(*spread, times) for spread, times in Counter(ranges).items()])
    rows = Rows("totals.csv", pl.DataFrame(), Faults("./mine"))
    _agree_together(rows, binding, {"care": SimpleNamespace(scale=scale)}, counted)
    meets = any(
        all(total.lowest <= completion.count(total.ranks[0]) <= total.highest for _, total in binding)
        for completion in itertools.product(*(range(worst, best + 1) for worst, best in ranges))
    )
    assert bool(rows.faults.found) is not meets


# Ratings that were withheld from councils that are not named


PRINTED = (29, 80, 37, 1)


@pytest.fixture
def withheld(annual):
    labels = ("Low", "Fair", "Good", "Top")
    printed = zip(labels, PRINTED, strict=True)
    totals(annual, *(f"2003-11-13,care,,{label},{count}," for label, count in printed))
    annual.describe(publication(0, withheld=[{"judgement": "care", "count": 2, "source": "paper", "place": "p. 9"}]))
    return annual


def test_withheld_ratings_leave_every_unlisted_council_open_and_each_total_short_by_as_many(withheld):
    regime = withheld.read()
    care = regime.outcomes.filter(pl.col("published").dt.year() == 2003, pl.col("judgement") == "care")
    assert care.filter(printed="").select("worst", "best").unique().rows() == [(0, 3)]
    assert [(total.count, total.lowest, total.highest) for total in regime.totals] == [(n, n, n + 2) for n in PRINTED]


def test_with_withheld_ratings_the_totals_allow_just_what_some_choice_of_them_gives(withheld):
    regime = withheld.read()
    graded = 149
    allowed = {
        numbers
        for numbers in itertools.product(*(range(total.lowest, total.highest + 1) for total in regime.totals))
        if sum(numbers) == graded
    }
    seen = {
        tuple(printed + (first == rank) + (second == rank) for rank, printed in enumerate(PRINTED))
        for first, second in itertools.product(range(4), repeat=2)
    }
    assert allowed == seen


def test_what_withheld_ratings_mean_is_said_wherever_the_regime_is_compared(withheld):
    (caution,) = [note.note for note in withheld.read().comparability if note.about == "population"]
    assert caution.startswith("2 ratings were withheld (care), and of which councils is not printed")


def test_totals_that_fall_short_ask_whether_ratings_were_withheld(withheld):
    withheld.describe(publication(0, withheld=[]))
    fault = only(withheld)
    assert "if 2 ratings were withheld" in fault.do
    assert "publications[].withheld" in fault.do


def test_more_named_councils_at_a_grade_than_were_printed_contradict_the_total_in_spite_of_withheld_ratings(withheld):
    withheld.add("outcomes.csv", "2003-11-13,Bury,care,Top,Top,printed,paper,p. 1,")
    assert "1 printed at Top, the outcomes have 2 to" in only(withheld).what


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"judgement": "caer", "count": 2}, "unknown judgement 'caer'"),
        ({"judgement": "care", "count": 149}, "149 ratings of care are said to be withheld"),
        ({"judgement": "care", "count": 0}, "0 is less than 1"),
        ({"judgement": "care", "count": 2, "source": "papr"}, "unknown source 'papr'"),
    ],
)
def test_a_count_of_withheld_ratings_is_held_to_what_there_is(withheld, entry, what):
    withheld.describe(publication(0, withheld=[{"source": "paper", "place": "p. 9", **entry}]))
    assert any(fault.what.startswith(what) for fault in withheld.faults())


# Numbers as they are printed: in full, suppressed, as a range, rounded, with decimals, and contradicting


COLUMNS = "published,judgement,group,grades,count,percent,lowest,highest,rounded,source,place,note\n"
DAY = "2003-11-13"  # 150 councils, one of them without a grade


@pytest.fixture
def read(annual):
    """Read the trial regime with rows of totals of the lowest grade, each from its cells."""

    def read(*rows, header=COLUMNS):
        lines = []
        for cells in rows:
            row = {
                "grades": "Low",
                "count": "",
                "percent": "",
                "lowest": "",
                "highest": "",
                "rounded": "",
                "note": "",
            } | cells
            lines.append(
                f"{DAY},care,,{row['grades']},{row['count']},{row['percent']},{row['lowest']},{row['highest']},"
                f"{row['rounded']},paper,p. 1,{row['note']}\n"
            )
        annual.write("totals.csv", header + "".join(lines))
        return read_regime(annual.path).totals

    return read


def refused(read, *rows):
    with pytest.raises(DataError) as caught:
        read(*rows)
    return " ".join(str(fault) for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("cells", "ends", "printed"),
    [
        ({"count": "12"}, (12, 12), "12"),
        ({"count": "<5"}, (0, 4), "<5"),
        ({"count": "<=5"}, (0, 5), "<=5"),
        ({"count": ">100"}, (101, 149), ">100"),
        ({"count": ">=100"}, (100, 149), ">=100"),
        ({"count": "c"}, (0, 149), "c"),
        ({"count": "<5", "lowest": "1"}, (1, 4), "1 or more"),
        ({"lowest": "30", "highest": "34"}, (30, 34), "30 to 34"),
        ({"lowest": "30"}, (30, 149), "30 or more"),
        ({"highest": "34"}, (0, 34), "34 or fewer"),
        ({"count": "35", "rounded": "5"}, (33, 37), "35 (rounded to 5)"),
        ({"count": "30", "rounded": "10"}, (25, 35), "30 (rounded to 10)"),
        ({"count": "0", "rounded": "5"}, (0, 2), "0 (rounded to 5)"),
        ({"percent": "8.7"}, (13, 13), "8.7%"),
        ({"percent": "8"}, (12, 12), "8%"),
        ({"percent": "8.05"}, (12, 12), "8.05%"),
        ({"percent": "10", "rounded": "5"}, (12, 18), "10%"),
        ({"count": "<20", "percent": "10"}, (15, 15), "<20"),
        ({"count": "15", "percent": "10"}, (15, 15), "15"),
    ],
)
def test_a_number_binds_as_far_as_it_is_printed(read, cells, ends, printed):
    (total,) = read(cells)
    assert ((total.lowest, total.highest), total.printed(), total.binds) == (ends, printed, True)
    assert total.count == (int(cells["count"]) if cells.get("count", "").isdigit() and "rounded" not in cells else None)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"count": "12", "percent": "20"}, "12 is printed, and 20% of 149 councils is 30"),
        ({"count": "8", "percent": "50"}, "8 is printed, and 50% of 149 councils is 74 to 75"),
        ({"count": "13", "percent": "8.6"}, "13 is printed, and 8.6% of 149 councils is no number"),
        ({"percent": "8.6"}, "no number of 149 councils is 8.6% of them"),
        ({"count": "<5", "percent": "10"}, "no number of 149 councils and <5 is 10% of them"),
        ({"count": "5", "lowest": "4"}, "a range stands beside a count"),
        ({"lowest": "34", "highest": "30"}, "the range is upside down"),
        ({"count": "33", "rounded": "5"}, "33 is not rounded to 5"),
        ({"count": "<5", "rounded": "5"}, "'<5' is not a rounded number"),
        ({"lowest": "5", "rounded": "5"}, "a range is not rounded"),
        ({}, "neither a count nor a percent is given"),
        ({"count": "~5"}, "count"),
        ({"percent": "100.5"}, "percent"),
    ],
)
def test_numbers_that_can_not_be_are_refused(read, cells, what):
    assert what in refused(read, cells)


def test_a_count_and_a_share_may_differ_where_a_note_says_so(read):
    (total,) = read({"count": "12", "percent": "20", "note": "the document prints 20% beside 12"})
    assert (total.lowest, total.highest) == (12, 12)


def test_a_share_in_another_row_that_the_count_does_not_bear_out_is_named(read, annual):
    totals = read({"count": "12"}, {"percent": "20"})
    assert [total.binds for total in totals] == [True, False]
    (notice,) = read_regime(annual.path).files.notices
    assert "row 3: the total contradicts the count 12 printed for the same thing: 20% is 30 councils" in notice
    for rows in (({"count": "12"}, {"percent": "20", "note": "printed so"}), ({"count": "12"}, {"percent": "8"})):
        assert [total.binds for total in read(*rows)] == [True, False]
        assert read_regime(annual.path).files.notices == ()


def test_the_columns_of_ranges_and_rounding_may_be_left_out(annual):
    annual.write(
        "totals.csv",
        f"published,judgement,group,grades,count,percent,source,place,note\n{DAY},care,,Low,<5,,paper,p. 1,\n",
    )
    (total,) = read_regime(annual.path).totals
    assert (total.lowest, total.highest) == (0, 4)


def test_a_label_with_a_bar_in_it_is_one_label(annual):
    path = annual.path / "regime.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    grades = descriptor["scales"][0]["grades"]
    before = grades[0]["label"]
    grades[0]["label"] = "Low|Lower"
    text = json.dumps(descriptor).replace(f'"worst": "{before}"', '"worst": "Low|Lower"')
    path.write_text(text, encoding="utf-8")
    outcomes = annual.path / "outcomes.csv"
    outcomes.write_text(
        outcomes.read_text(encoding="utf-8")
        .replace(f",{before},", ",Low|Lower,")
        .replace(f",{before},", ",Low|Lower,"),
        encoding="utf-8",
    )
    annual.write("totals.csv", COLUMNS + f"{DAY},care,,Low|Lower,12,,,,,paper,p. 1,\n")
    (total,) = read_regime(annual.path).totals
    assert total.ranks == (0,)
