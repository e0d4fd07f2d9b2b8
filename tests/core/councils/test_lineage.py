"""Reorganisations end councils and start others; a change of status continues a series."""

from __future__ import annotations

import datetime as dt

import pytest

from crossregime.core.councils.register import load_register

CONTINUED_2009 = {"cornwall", "durham", "isles-of-scilly", "northumberland", "shropshire", "wiltshire"}


# Lineage


@pytest.mark.parametrize(
    ("on", "old", "new"),
    [
        ("2009-04-01", "bedfordshire", {"bedford", "central-bedfordshire"}),
        ("2009-04-01", "cheshire", {"cheshire-east", "cheshire-west-and-chester"}),
        ("2019-04-01", "bournemouth", {"bournemouth-christchurch-and-poole"}),
        ("2019-04-01", "poole", {"bournemouth-christchurch-and-poole"}),
        ("2019-04-01", "dorset-county", {"bournemouth-christchurch-and-poole", "dorset"}),
        ("2021-04-01", "northamptonshire", {"north-northamptonshire", "west-northamptonshire"}),
        ("2023-04-01", "cumbria", {"cumberland", "westmorland-and-furness"}),
    ],
)
def test_a_reorganisation_ends_one_council_and_starts_others(on, old, new):
    day = dt.date.fromisoformat(on)
    links = load_register().successors(old)
    assert {link.successor for link in links} == new
    assert {link.date for link in links} == {day}
    before, after = load_register().active(day - dt.timedelta(days=1)), load_register().active(day)
    assert old in {council.id for council in before} - {council.id for council in after}
    assert new <= {council.id for council in after} - {council.id for council in before}
    for council in new:
        assert old in {link.predecessor for link in load_register().predecessors(council)}


@pytest.mark.parametrize(
    ("on", "series"),
    [
        ("2009-04-01", CONTINUED_2009),
        ("2019-04-01", set()),
        ("2020-04-01", {"buckinghamshire"}),
        ("2021-04-01", set()),
        ("2023-04-01", {"north-yorkshire", "somerset"}),
    ],
)
def test_a_change_of_status_continues_the_series(on, series):
    day = dt.date.fromisoformat(on)
    before = {council.series: council for council in load_register().active(day - dt.timedelta(days=1))}
    after = {council.series: council for council in load_register().active(day)}
    assert {name for name in before.keys() & after.keys() if before[name].id != after[name].id} == series
    for name in series:
        moved = [*load_register().successors(before[name].id), *load_register().predecessors(after[name].id)]
        assert all(link.date != day for link in moved)


@pytest.mark.parametrize(
    ("council", "predecessors"),
    [
        ("bedford", {"bedfordshire"}),
        ("central-bedfordshire", {"bedfordshire"}),
        ("cheshire-east", {"cheshire"}),
        ("cheshire-west-and-chester", {"cheshire"}),
        ("bournemouth-christchurch-and-poole", {"bournemouth", "poole", "dorset-county"}),
        ("dorset", {"dorset-county"}),
        ("buckinghamshire", set()),
        ("north-northamptonshire", {"northamptonshire"}),
        ("west-northamptonshire", {"northamptonshire"}),
        ("cumberland", {"cumbria"}),
        ("westmorland-and-furness", {"cumbria"}),
        ("north-yorkshire", set()),
        ("somerset", set()),
        ("kingston-upon-hull", set()),
    ],
)
def test_a_council_has_these_predecessors_of_another_series(council, predecessors):
    assert {link.predecessor for link in load_register().predecessors(council)} == predecessors


def test_a_rating_is_handed_on_by_whole_and_main_parts_alone():
    given = {series: {name for name, _ in givers} for series, givers in load_register().inheritance.items()}
    assert given == {
        "bedford": {"bedfordshire"},
        "central-bedfordshire": {"bedfordshire"},
        "cheshire-east": {"cheshire"},
        "cheshire-west-and-chester": {"cheshire"},
        "bournemouth-christchurch-and-poole": {"bournemouth", "poole"},
        "dorset": {"dorset-county"},
        "north-northamptonshire": {"northamptonshire"},
        "west-northamptonshire": {"northamptonshire"},
        "cumberland": {"cumbria"},
        "westmorland-and-furness": {"cumbria"},
    }


def test_no_council_ends_without_a_successor():
    for council in load_register().councils.values():
        if council.end is not None:
            following = load_register().in_series(council.series, council.end + dt.timedelta(days=1))
            assert following is not None or load_register().successors(council.id), council.id
