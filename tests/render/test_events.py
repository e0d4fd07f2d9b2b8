"""The page of events says what the events say: each sentence, every cell, both indices."""

from __future__ import annotations

import pytest

from crossregime.core.comparison import find_events
from crossregime.core.host import Host
from crossregime.render.events import write_events

from ..pages import written


@pytest.fixture
def events(make_rolling):
    folder = make_rolling(
        "spot",
        "2008-01-01,Barnet,care,Low,Low,printed,paper,p. 1,",
        "2010-01-01,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2011-06-01,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2009-01-01,Kent,care,Fair,Fair,printed,paper,p. 1,",
        "2011-06-01,Kent,care,Low,Good,range,paper,p. 1,",
    )
    return find_events(Host({"spot": folder.path}).position("spot"))


def test_every_number_of_the_page_is_one_of_the_events(events):
    text = written(write_events, events)
    assert text.startswith("spot care: each inspection with the next of the same council")
    for sentence in events.sentences:
        assert sentence in text
    for label, row in zip(events.position.scale.labels, events.table, strict=True):
        assert f"{label} {' '.join(map(str, row))}" in text
    for title, value in events.mobility_lines:
        assert f"{title} {value}" in text
    assert "spot: The Inspectorate. Open Government Licence v3.0." in text


def test_a_judgement_that_nobody_graded_twice_has_a_page_with_reasons(make_rolling):
    folder = make_rolling("spot", "2008-01-01,Barnet,care,Low,Low,printed,paper,p. 1,")
    assert written(write_events, find_events(Host({"spot": folder.path}).position("spot"))).count("none: ") == 2
