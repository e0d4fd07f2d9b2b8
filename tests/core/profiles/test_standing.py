"""Where a council stood: above, alike and below, known and bounded."""

from __future__ import annotations

import io
from itertools import product
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import assume, given, strategies as st

import crossregime as cr
from crossregime.core.bounds import Counts
from crossregime.core.profiles.placing import counts_around
from crossregime.render.standing import write_standing

from ...documents import hold

BUILT_IN = ("ssi2002", "ssi2003", "csci2004", "ofsted2009")


def stood(name, against="neighbours", regimes=BUILT_IN, **more):
    return cr.standing(name, against=against, regimes=regimes, **more)


def told(standing):
    stream = io.StringIO()
    write_standing(standing, stream)
    return stream.getvalue()


# Known grades: counted from the outcomes


@pytest.mark.parametrize("name", ["Leeds", "Ealing", "Cornwall", "Rutland"])
@pytest.mark.parametrize("against", ["region", "type", "deprivation", "size", "all"])
def test_where_all_is_known_the_numbers_are_counts(name, against):
    found = stood(name, against, ["ssi2003"]).frame.row(0, named=True)
    stars = {row["series_id"]: row for row in cr.position("ssi2003").frame.iter_rows(named=True)}
    own = next(row for row in stars.values() if row["name"] == name)

    def alike(row):
        if against == "all":
            return True
        grouping, on = cr.grouping(against), row["published"]
        return grouping.group(row["council_id"], on) == grouping.group(own["council_id"], on)

    others = [row["worst_rank"] for row in stars.values() if row is not own and alike(row)]
    assert found["rated"] == len(others)
    for part, number in (
        ("above", sum(rank > own["worst_rank"] for rank in others)),
        ("alike", sum(rank == own["worst_rank"] for rank in others)),
        ("below", sum(rank < own["worst_rank"] for rank in others)),
    ):
        assert (found[f"{part}_lowest"], found[f"{part}_highest"]) == (number, number)


def test_the_neighbours_are_counted_by_their_series():
    placing = stood("Leeds", regimes=["ssi2003"]).placings[0]
    stars = dict(cr.position("ssi2003").frame.select("series_id", "worst_rank").iter_rows())
    ranks = [stars[each.council.series] for each in stood("Leeds", regimes=["ssi2003"]).neighbours.others]
    assert placing.around == (
        Counts(*[sum(rank > stars["leeds"] for rank in ranks)] * 2),
        Counts(*[sum(rank == stars["leeds"] for rank in ranks)] * 2),
        Counts(*[sum(rank < stars["leeds"] for rank in ranks)] * 2),
    )


# Unknown grades


def test_printed_totals_bind_the_numbers():
    """Of 2009 are printed 9 poorly, 40 adequately, 93 well and 10 excellently; Hull was at one of the middle two."""
    around = stood("Hull", "all", ["ofsted2009"]).placings[0].around
    assert around.above == Counts(10, 93 + 10)
    assert around.alike == Counts(40 - 1, 93 - 1)
    assert around.below == Counts(9, 9 + 40)


def small(rows, totals, size=3):
    """Make what `counts_around` reads of a position: rows of (region, worst, best)."""
    frame = pl.DataFrame(
        [(f"c{number}", region, "unitary", worst, best) for number, (region, worst, best) in enumerate(rows)],
        schema=["series_id", "region", "type", "worst_rank", "best_rank"],
        orient="row",
    )
    return SimpleNamespace(frame=frame, totals=totals, scale=range(size), name="small")


def total(ranks, lowest, highest, region=""):
    return SimpleNamespace(
        ranks=ranks, lowest=lowest, highest=highest, dimension="region" if region else "", group=region,
        printed=lambda: f"{lowest}",
    )  # fmt: skip


def by_hand(rows, totals, peers):
    """List every way to fill in the grades that meets the totals, and count about the first council in each."""
    seen = []
    for way in product(*(range(worst, best + 1) for _, worst, best in rows)):
        counts = [
            sum(rank in each.ranks and each.group in ("", region) for rank, (region, *_) in zip(way, rows, strict=True))
            for each in totals
        ]
        if all(each.lowest <= count <= each.highest for each, count in zip(totals, counts, strict=True)):
            ranks = [way[number] for number in peers]
            seen.append(
                [sum(rank > way[0] for rank in ranks), ranks.count(way[0]), sum(rank < way[0] for rank in ranks)]
            )
    return tuple(Counts(min(part), max(part)) for part in zip(*seen, strict=True))


RANGES = st.sampled_from([(0, 0), (1, 1), (2, 2), (0, 1), (1, 2), (0, 2)])
ROWS = st.lists(st.tuples(st.sampled_from(["London", "North East"]), RANGES), min_size=2, max_size=6)
TOTALS = st.lists(
    st.tuples(st.sampled_from([(0,), (1,), (2,), (1, 2)]), st.integers(0, 4), st.sampled_from(["", "London"])),
    max_size=2,
)


@given(ROWS, TOTALS, st.data())
def test_bounds_are_those_of_every_way_to_fill_in_what_is_not_known(rows, totals, data):
    rows = [(region, *spread) for region, spread in rows]
    totals = [total(ranks, number, number + 1, region) for ranks, number, region in totals]
    peers = data.draw(st.lists(st.integers(1, len(rows) - 1), unique=True))
    expected = by_hand(rows, totals, peers)
    assume(expected)
    assert counts_around(small(rows, totals), "c0", {f"c{number}" for number in peers}) == expected


def test_totals_that_nothing_meets_are_refused():
    with pytest.raises(cr.DataError):
        counts_around(small([("London", 0, 1), ("London", 0, 0)], [total((2,), 2, 2)]), "c0", {"c1"})


# What stands where


def test_a_council_that_did_not_exist_has_no_numbers_and_the_reason_stands_once():
    found = stood("Bedford", "region")
    early, late = found.placings[0], found.placings[-1]
    assert early.around is None
    assert late.around is not None
    assert found.gaps == (
        "ssi2002@2002-05-30, ssi2002@2002-11-14, ssi2003 and csci2004: it did not exist then (since 2009-04-01).",
    )


def test_a_council_under_another_status_keeps_its_place():
    """Cornwall was a county council until 2009, and a unitary one since."""
    found = stood("Cornwall", "type")
    assert [each.group for each in found.placings] == ["shire_county"] * 4 + ["unitary"]
    assert "its group by type" in found.title
    assert "Shire County" in told(found)


def test_a_council_of_no_group_is_told(tmp_path):
    (tmp_path / "core.csv").write_text("council,group\nLeeds,city\nHull,city\n", encoding="utf-8")
    found = stood("York", "core", ["ssi2003"], groups=tmp_path / "core.csv")
    assert found.gaps == ("ssi2003: it has no group by core on that date.",)
    assert stood("Leeds", "core", ["ssi2003"], groups=tmp_path / "core.csv").placings[0].peers == (
        "kingston-upon-hull",
    )


@pytest.mark.parametrize(
    ("name", "against"), [("Wiltshire", "neighbours"), ("Bedford", "deprivation"), ("Hull", "all")]
)
def test_json_keeps_to_its_schema(name, against):
    hold(stood(name, against).to_dict(), "standing")


def test_the_frame_has_a_row_a_publication_by_date():
    frame = stood("Ealing", "all").frame
    assert frame.get_column("position").to_list() == [
        "ssi2002@2002-05-30", "ssi2002@2002-11-14", "ssi2003", "csci2004", "ofsted2009",
    ]  # fmt: skip
    assert frame.get_column("date").is_sorted()


def test_in_a_rolling_regime_the_latest_inspections_count_and_a_council_without_a_grade_is_told(make_rolling):
    spot = make_rolling(
        "spot",
        "2011-01-10,Hull,care,Low,Low,printed,paper,p. 1,",
        "2011-02-10,York,care,Fair,Good,range,paper,p. 2,",
        "2011-03-10,Leeds,care,Good,Good,printed,paper,p. 3,",
        "2011-05-10,Leeds,care,Fair,Fair,printed,paper,p. 4,",
        "2011-05-11,Kent,care,,,not_judged,paper,p. 5,",
    ).read()
    (placing,) = stood("Leeds", "all", [spot]).placings
    assert (placing.grade, placing.peers) == ("Fair", ("kingston-upon-hull", "york"))
    assert placing.around == (Counts(0, 1), Counts(0, 1), Counts(1, 1))
    assert stood("Kent", "all", [spot]).gaps == ("spot@2011-05-11: it was given no grade (not judged).",)
    assert stood("Ealing", "all", [spot]).gaps == ("spot@2011-05-11: it was not rated there.",)


# Bad input


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: stood("Leeds", "regoin"), "can't be set against 'regoin'"),
        (lambda: stood("Leds"), "is called 'Leds'"),
        (lambda: stood("Leeds", regimes=[]), "needs at least one regime"),
        (lambda: stood("Leeds", groups="nowhere.csv"), "can't be used"),
        (lambda: stood("Bedfordshire"), "no statistical neighbours of Bedfordshire"),
    ],
)
def test_what_cannot_be_asked_is_refused(call, said):
    with pytest.raises(cr.CrossregimeError, match=said) as caught:
        call()
    assert caught.value.do or caught.value.faults


def test_the_command_shows_it_and_refuses_groups_without_against(call):
    answer = call("council", "Leeds", "--against", "neighbours")
    assert answer.code == 0
    assert answer.out.startswith("Leeds among its statistical neighbours")
    answer = call("council", "Leeds", "--groups", "mine.csv")
    assert answer.code == 2
    assert "--groups belongs to --against" in answer.err
