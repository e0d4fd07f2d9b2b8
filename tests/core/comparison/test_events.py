"""Events: each inspection with the next of the same council, the time between, and what they come to."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import crossregime as cr
from crossregime.core.comparison import find_events
from crossregime.core.errors import UsageError
from crossregime.core.host import Host
from crossregime.core.positions import find_position
from crossregime.core.reading import read_regime

from ...depth import examples
from ...documents import hold

LABELS = ("Low", "Fair", "Good", "Top")


@pytest.fixture
def spot(make_rolling):
    """Barnet four times, one of them without a grade; Kent twice, once a range; Leeds once."""
    folder = make_rolling(
        "spot",
        "2008-01-01,Barnet,care,Low,Low,printed,paper,p. 1,",
        "2010-01-01,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2011-01-01,Barnet,care,,,not_judged,paper,p. 1,",
        "2012-01-01,Barnet,care,Fair,Fair,printed,paper,p. 1,",
        "2009-01-01,Kent,care,Fair,Fair,printed,paper,p. 1,",
        "2011-06-01,Kent,care,Low,Good,range,paper,p. 1,",
        "2011-06-01,Leeds,care,Low,Low,printed,paper,p. 1,",
    )
    return Host({"spot": folder.path})


def test_each_graded_inspection_is_followed_to_the_next_of_its_council(spot):
    found = find_events(spot.position("spot"))
    rows = found.frame.select("series_id", "published_1", "published_2", "worst_1", "worst_2", "days", "move").rows()
    assert rows == [
        ("barnet", dt.date(2008, 1, 1), dt.date(2010, 1, 1), "Low", "Good", 731, "rise"),
        ("barnet", dt.date(2010, 1, 1), dt.date(2012, 1, 1), "Good", "Fair", 730, "fall"),
        ("kent", dt.date(2009, 1, 1), dt.date(2011, 6, 1), "Fair", "Low", 881, "uncertain"),
    ]
    assert (found.inspections, found.ungraded, found.councils) == (6, 1, 2)
    assert [list(row) for row in found.table] == [[0, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert found.days == (730, 731, 881)
    assert found.sentences[-1] == "1 rose, 1 fell, 0 stayed, 1 not known."


def test_a_window_limits_the_later_inspection_with_both_of_its_ends(spot):
    whole = find_events(spot.position("spot"))
    assert find_events(spot.position("spot"), dt.date(2010, 1, 1), dt.date(2012, 1, 1)).frame.equals(whole.frame)
    assert find_events(spot.position("spot"), dt.date(2010, 1, 2), dt.date(2011, 12, 31)).councils == 1
    assert find_events(spot.position("spot@2010-12-31")).frame.height == 1


def test_what_has_no_events_is_refused(spot):
    with pytest.raises(UsageError, match="ssi2003 is annual"):
        find_events(cr.position("ssi2003"))
    with pytest.raises(UsageError, match="names one inspection of each council"):
        find_events(spot.position("spot@first"))
    with pytest.raises(UsageError, match="before it starts"):
        find_events(spot.position("spot"), dt.date(2010, 1, 2), dt.date(2010, 1, 1))


def test_without_an_event_there_is_a_reason_and_no_number(spot):
    found = find_events(spot.position("spot"), dt.date(2020, 1, 1))
    assert (found.days, found.councils) == (None, 0)
    assert all(each.value is None and each.reason for each in found.mobility.values())


def test_json_is_as_its_schema_says(spot):
    document = find_events(spot.position("spot")).to_dict()
    hold(document, "events")
    assert len(document["events"]) == 3


@settings(examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["Barnet", "Kent", "Leeds"]), st.integers(0, 3)), min_size=1, max_size=12))
def test_events_are_inspections_less_one_for_each_council(make_rolling, tmp_path_factory, grades):
    folder = tmp_path_factory.mktemp("spot")
    source = _template(make_rolling)
    for name in ("regime.json", "sources.csv"):
        (folder / name).write_text(source[name])
    rows = [
        f"2010-01-{day:02},{council},care,{LABELS[rank]},{LABELS[rank]},printed,paper,p. 1,"
        for day, (council, rank) in enumerate(grades, 1)
    ]
    (folder / "outcomes.csv").write_text("\n".join([source["header"], *rows]) + "\n")
    found = find_events(find_position("spot", lambda _: read_regime(folder)))
    councils = {council for council, _ in grades}
    assert found.frame.height == len(grades) - len(councils) == sum(map(sum, found.table))
    steps = {council: [rank for name, rank in grades if name == council] for council in councils}
    rises = sum(after > before for ranks in steps.values() for before, after in pairwise(ranks))
    assert found.moves["rise"] == rises


_MADE: dict[str, str] = {}


def _template(make_rolling):
    """Give the texts of a rolling regime's files, made once."""
    if not _MADE:
        folder = make_rolling("spot")
        _MADE.update({name: folder.text(name) for name in ("regime.json", "sources.csv")})
        _MADE["header"] = folder.text("outcomes.csv").splitlines()[0]
    return _MADE
