"""Printed totals as they are printed: in full, suppressed, as a range, rounded, with decimals, and contradicting."""

from __future__ import annotations

import pytest

from crossregime.core.errors import DataError
from crossregime.core.reading import read_regime

HEADER = "published,judgement,group,grades,count,percent,lowest,highest,rounded,source,place,note\n"
DATE = "2003-11-13"  # 150 councils, one of them without a grade


@pytest.fixture
def read(annual):
    """Read the trial regime with rows of totals of the lowest grade, each from its cells."""

    def read(*rows, header=HEADER):
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
                f"{DATE},care,,{row['grades']},{row['count']},{row['percent']},{row['lowest']},{row['highest']},"
                f"{row['rounded']},paper,p. 1,{row['note']}\n"
            )
        annual.write("totals.csv", header + "".join(lines))
        return read_regime(annual.path).totals

    return read


def refused(read, *rows):
    with pytest.raises(DataError) as caught:
        read(*rows)
    return " ".join(str(problem) for problem in caught.value.problems)


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
        ({"count": "<5", "rounded": "5"}, "'<5' is no rounded number"),
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
    (notice,) = read_regime(annual.path).notices
    assert "row 3: the total contradicts the count 12 printed for the same thing: 20% is 30 councils" in notice
    for rows in (({"count": "12"}, {"percent": "20", "note": "printed so"}), ({"count": "12"}, {"percent": "8"})):
        assert [total.binds for total in read(*rows)] == [True, False]
        assert read_regime(annual.path).notices == ()


def test_the_columns_of_ranges_and_rounding_may_be_left_out(annual):
    annual.write(
        "totals.csv",
        f"published,judgement,group,grades,count,percent,source,place,note\n{DATE},care,,Low,<5,,paper,p. 1,\n",
    )
    (total,) = read_regime(annual.path).totals
    assert (total.lowest, total.highest) == (0, 4)


def test_a_label_with_a_bar_in_it_is_one_label(annual):
    import json

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
    annual.write("totals.csv", HEADER + f"{DATE},care,,Low|Lower,12,,,,,paper,p. 1,\n")
    (total,) = read_regime(annual.path).totals
    assert total.ranks == (0,)
