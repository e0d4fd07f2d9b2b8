"""The catalogue of statistics on a page: a line each by family, or one explained."""

from __future__ import annotations

import io

import pytest

from crossregime.core.statistics import FAMILIES
from crossregime.core.statistics.catalogue import CATALOGUE, ENTRIES, WITH_WEIGHTS
from crossregime.render.statistics import write_catalogue, write_entries

from ..pages import words


def written(write, entries):
    stream = io.StringIO()
    write(entries, stream)
    return stream.getvalue()


def test_every_statistic_has_a_line_under_its_family():
    text = written(write_catalogue, ENTRIES)
    for family, title in FAMILIES.items():
        section = text[text.index(title) :].split("\n\n")[0]
        for entry in ENTRIES:
            assert any(line.split()[:1] == [entry.name] for line in section.splitlines()) == (entry.family == family)


def test_those_measured_by_default_bear_a_star():
    lines = [line.split() for line in written(write_catalogue, ENTRIES).splitlines()]
    starred = {line[0] for line in lines if line[1:2] == ["*"]}
    assert starred == {entry.name for entry in ENTRIES if entry.default}


@pytest.mark.parametrize("name", ["tau_b", "bhapkar", "ridits"])
def test_an_explanation_has_all_that_a_reader_must_know(name):
    entry = CATALOGUE[name]
    text = words(written(write_entries, [entry]))
    for part in (entry.title, entry.about, entry.direction, entry.range, *entry.references, *entry.assumptions):
        assert words(part) in text
    assert f"crossregime.statistics.{name}(table)" in text


def test_one_that_takes_weights_is_called_with_them():
    (entry, *_) = WITH_WEIGHTS.values()
    assert f"crossregime.statistics.{entry.name}(table, weights)" in words(written(write_entries, [entry]))


def test_several_are_explained_one_after_the_other():
    both = written(write_entries, [CATALOGUE["gamma"], CATALOGUE["bowker"]])
    assert both.index("gamma: ") < both.index("bowker: ")
