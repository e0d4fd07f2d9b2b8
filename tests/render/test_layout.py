"""The layout of tables: what belongs together stays together, whatever the width."""

from __future__ import annotations

import io
import re

from hypothesis import given, strategies as st

from crossregime.render.layout import PART, lay_out, wrap, write_columns

WORDS = st.one_of(
    st.text("abcdefgh-/.'", min_size=1, max_size=14),
    st.sampled_from(["-0.3141", "2003-11-13", "[-0.195, 0.8378]", "3 (15 to 46)", "1 (5)", "11.6%"]),
)
CELLS = st.lists(WORDS, max_size=6).map(" ".join)


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 6))
    rows = st.lists(CELLS, min_size=columns, max_size=columns)
    return draw(rows), draw(st.lists(rows, min_size=1, max_size=4))


def one(*table, **options):
    (laid,) = lay_out(*table, **options)
    return laid


@given(tables(), st.integers(20, 120))
def test_no_line_is_wider_than_the_room_unless_one_word_is(table, room):
    for part in lay_out(*table, room):
        for line in [*part.heads, *(line for row in part.rows for line in row)]:
            assert len(line) <= max(room, 6 + 16 + 1)  # the longest word as a head in a list


@given(tables(), st.integers(20, 120))
def test_every_number_interval_count_with_its_bounds_and_word_but_at_its_hyphens_stays_whole(table, room):
    heads, rows = table
    parts = lay_out(heads, rows, room, right=(1,))
    for number, cells in enumerate(rows):
        lines = [line for part in parts for line in part.rows[number]]
        for words in re.findall(r"\[.*?\]|\d+ \(.*?\)|\S+", "\n".join(cells)):
            for word in re.split(PART, words):
                assert any(word in line for line in lines)


def test_a_count_and_its_bounds_are_never_parted():
    for room in range(10, 60):
        parts = lay_out(["", "performs adequately", "well"], [["Two Stars", "5 (5 to 36)", "1 (30 to 61)"]], room)
        lines = [line for part in parts for line in part.rows[0]]
        assert any("5 (5 to 36)" in line for line in lines)
        assert any("1 (30 to 61)" in line for line in lines)


def test_an_interval_is_never_parted():
    for room in range(16, 60):
        laid = one(["", "all completions"], [["Kendall's tau-b", "[-0.195, 0.8378]"]], room)
        assert any("[-0.195, 0.8378]" in line for line in laid.rows[0])


def test_numbers_are_set_to_the_right_below_their_heads():
    laid = one(["", "poor", "good"], [["Kent", "3", "12"], ["Hull", "10", "4"]], 40, right=(1, 2))
    assert laid.heads == ("      poor  good",)
    assert laid.rows == (("Kent     3    12",), ("Hull    10     4",))


def test_what_is_wrapped_stays_below_its_own_head():
    laid = one(["council", "first", "second"], [["Kent", "Performs adequately or Performs well", "Two Stars"]], 40)
    start = laid.heads[0].index("second")
    for line in laid.rows[0]:
        assert line[start - 2 : start].strip() == ""
    assert " ".join(line[start:].strip() for line in laid.rows[0]).strip() == "Two Stars"


def test_a_table_too_wide_is_set_in_parts_each_with_its_first_column():
    first, second = lay_out(["", "holds", "can hold", "contradicted"], [["ssi2003", "161", "5", "3"]], 24, (1, 2, 3))
    assert [*first.heads, *first.rows[0]] == ["         holds  can hold", "ssi2003    161         5"]
    assert [*second.heads, *second.rows[0]] == ["         contradicted", "ssi2003             3"]


def test_a_long_name_is_parted_rather_than_a_table():
    laid = one(["", "judgement"], [["2003", "children.serving_people-well"]], 20)
    assert [line.split()[-1] for line in laid.rows[0]] == ["children.", "serving_", "people-well"]


def test_a_row_of_which_not_two_cells_fit_is_a_list_of_its_cells_under_their_heads():
    laid = one(["published", "stars", "capacity", ""], [["2003-11-13", "Two Stars", "", "as printed"]], 16)
    assert laid.heads == ()
    assert laid.rows == (("2003-11-13", "    stars: Two", "      Stars", "    as printed"),)


def test_a_table_is_written_without_rich_as_wide_as_a_pipe():
    stream = io.StringIO()
    write_columns(["regime", "from"], [["ssi2003", "built in"]], stream)
    assert stream.getvalue() == "regime    from\nssi2003   built in\n"


def test_a_table_without_heads_has_none():
    assert one(["", ""], [["formula", "2 x 2"]], 40).heads == ()


def test_an_address_is_never_broken():
    address = "https://example.org/" + "a-b/" * 40
    assert wrap(f"See {address} for more.", 60, "  ", "  ") == ["  See", f"  {address}", "  for more."]


def test_the_widest_column_gives_way_and_the_others_stay_whole():
    laid = one(["", "note"], [["Performs excellently", "a long note of many words that no page can hold"]], 48)
    assert laid.rows[0][0] == "Performs excellently  a long note of many words"
