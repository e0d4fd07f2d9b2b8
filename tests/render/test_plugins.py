"""The list of plugins: a line each, crosswalks apart, and why one is refused."""

from __future__ import annotations

import io

from crossregime.core.discovery.installed import Plugin
from crossregime.render.plugins import write_plugins

BUILT_IN = Plugin("regime", "ssi2003", "crossregime", "1.0", "regimes/ssi2003", "built-in")
REFUSED = Plugin("regime", "twice", "my-ratings", "2.1", "mine:twice", "refused", "two distributions claim it")
WALKS = Plugin("crosswalks", "walks", "my-walks", "0.1", "walks", "installed")


def written(*plugins):
    stream = io.StringIO()
    write_plugins(plugins, stream)
    return stream.getvalue().splitlines()


def test_each_plugin_is_a_line_under_heads_that_stand_over_its_columns():
    head, line, *_ = written(BUILT_IN)
    assert head.split("  ") != []
    for title, value in (
        ("regime", "ssi2003"), ("what it is", "SSI performance ratings, November 2003"), ("from", "built in"),
    ):  # fmt: skip
        assert head.index(title) == line.index(value)


def test_crosswalks_stand_below_the_regimes_under_heads_of_their_own():
    lines = written(WALKS, BUILT_IN)
    assert [line.split()[0] if line else "" for line in lines[:5]] == ["regime", "ssi2003", "", "crosswalks", "walks"]
    assert "crosswalks" not in "".join(written(BUILT_IN))


def test_a_refused_plugin_is_told_with_its_distribution_and_the_reason():
    lines = written(BUILT_IN, REFUSED)
    assert "refused: twice of my-ratings 2.1: two distributions claim it" in lines
    assert lines[-1] == "`crossregime regimes ID` describes one."
    assert not [line for line in written(BUILT_IN) if line.startswith("refused")]


def test_no_line_ends_in_blanks():
    for line in written(BUILT_IN, REFUSED, WALKS):
        assert line == line.rstrip()
