"""Groups of one's own, from a file."""

from __future__ import annotations

import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.councils.grouping import NO_GROUP
from crossregime.core.councils.own_groups import read_groups

NOVEMBER_2003, DECEMBER_2009 = dt.date(2003, 11, 13), dt.date(2009, 12, 9)
BOTH = ((cr.register(), NOVEMBER_2003), (cr.register(), DECEMBER_2009))


@pytest.fixture
def write(tmp_path):
    def write(*rows, name="coast.csv", header="council,group"):
        path = tmp_path / name
        path.write_text("".join(f"{row}\n" for row in (header, *rows)), encoding="utf-8")
        return path

    return write


def faults(path, when=BOTH):
    with pytest.raises(cr.DataError, match="can't be used") as caught:
        read_groups(path, when)
    return [(each.row, each.column, each.what, each.matches) for each in caught.value.faults]


def test_a_file_is_a_grouping_of_its_name_with_its_groups_in_their_order(write):
    (coast,) = read_groups(write("Hull,sea", "Leeds,inland", "E09000009,inland"), BOTH)
    assert (coast.id, coast.column, coast.values) == ("coast", "group_coast", ("sea", "inland"))
    assert coast.group("kingston-upon-hull", NOVEMBER_2003) == "sea"
    assert coast.group("ealing", NOVEMBER_2003) == "inland"  # by its code
    assert coast.group("york", NOVEMBER_2003) == NO_GROUP
    assert len(coast.memberships[0].sha256) == 64


def test_a_column_grouping_makes_several_and_sources_are_kept(write):
    rows = ("Hull,sea,coast,my atlas", "Hull,big,port,", "Leeds,inland,coast,my atlas")
    found = read_groups(write(*rows, header="council,group,grouping,source"), BOTH)
    assert [(each.id, each.values) for each in found] == [("coast", ("sea", "inland")), ("port", ("big",))]
    assert [each.memberships[0].source for each in found] == ["my atlas", ""]


def test_a_name_is_that_of_the_council_on_each_date(write):
    """Dorset was a county until 2019: the name means it on both dates, and the later council on neither."""
    (found,) = read_groups(write("Dorset,south"), BOTH)
    assert found.group("dorset-county", NOVEMBER_2003) == "south"
    (found,) = read_groups(write("Bedfordshire,east", "Bedford,east"), BOTH)
    assert found.group("bedfordshire", NOVEMBER_2003) == found.group("bedford", DECEMBER_2009) == "east"


def test_every_fault_is_told_at_once_with_the_nearest_names(write):
    told = faults(write("Leeds,North", "Hul,north", "Leeds,South", "York,no group"))
    assert [row for row, *_ in told] == [3, 3, 4, 5]
    assert told[0][1:] == ("council", "no council with social services duties is called 'Hul'", ("Kingston upon Hull",))
    assert "'north' and 'North' would be one group" in told[1][2]
    assert "a second group for Leeds (leeds): row 2 has the first" in told[2][2]
    assert "'no group' is not a name of a group" in told[3][2]


@pytest.mark.parametrize(
    ("rows", "header", "said"),
    [
        ((), "council,group", "names no council"),
        (("Leeds,a",), "name,group", "column 'council' is missing"),
        (("Leeds;a",), "council;group", "has semicolons between its cells"),
        (("Leeds,",), "council,group", "the cell is empty"),
        (("Leeds,a,b",), "council,group", "the row is too long"),
    ],
)
def test_a_file_that_is_no_file_of_groups_is_refused(write, rows, header, said):
    assert any(said in what for _, _, what, _ in faults(write(*rows, header=header)))


def test_the_name_of_a_built_in_grouping_can_not_be_taken(write):
    assert "'region' is built in" in faults(write("Leeds,a", name="region.csv"))[0][2]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert faults(tmp_path / "nowhere.csv")[0][2] == "there is no such file"


def test_of_very_many_unknown_names_a_sample_is_told_and_the_rest_counted(write, monkeypatch):
    monkeypatch.setattr("crossregime.core.councils.own_groups.NAMES_SUGGESTED", 2)
    found = faults(write(*(f"Leed {number},a" for number in range(300))))
    assert len(found) == 201
    assert [bool(matches) for _, _, _, matches in found[:4]] == [True, True, False, False]
    assert found[-1][2] == "100 more faults of this column"
