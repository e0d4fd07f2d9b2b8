"""Lists of labels: the mark between two labels may stand inside one."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crossregime.core.model.scale import Grade, Scale


def scale(*labels):
    return Scale("s", "S", tuple(Grade(f"g{rank}", label, rank) for rank, label in enumerate(labels)))


@pytest.mark.parametrize(
    ("labels", "text", "mark", "wanted"),
    [
        (("No", "Yes|Most"), "Yes|Most", "|", ("Yes|Most",)),
        (("No", "Yes|Most", "Yes"), "Yes|Most|Yes|No", "|", ("Yes|Most", "Yes", "No")),
        (("No", "Yes"), "Yes|Perhaps", "|", ("Yes", "Perhaps")),
        (("Fair, but patchy", "Good"), "Good, Fair,but patchy", ",", ("Good", "Fair, but patchy")),
        (("Fair", "Good"), "g0,Good", ",", ("g0", "Good")),
    ],
)
def test_the_longest_label_wins(labels, text, mark, wanted):
    assert scale(*labels).split(text, mark) == wanted


@given(st.lists(st.text("ab|", min_size=1, max_size=4).filter(lambda text: text.strip("|")), min_size=1, unique=True))
def test_every_label_alone_is_itself(labels):
    held = scale(*labels)
    assert all(held.split(label, "|") == (label,) for label in labels)
