"""What completes an argument: names that there are, each a word that needs no quotes."""

from __future__ import annotations

import pytest

import crossregime
from crossregime.commands import SUMMARIES, candidates
from crossregime.commands.assembled import assembled_parser


@pytest.mark.parametrize("name", candidates.LISTS)
def test_a_list_holds_single_words_each_once(name):
    words = candidates.LISTS[name]()
    assert words
    assert len(words) == len(set(words))
    assert not any(set(word) & set(" '\"$`{}") for word in words)


def test_regimes_stand_before_their_judgements_and_each_can_be_named():
    words = candidates.selectors()
    assert tuple(words[: len(crossregime.regimes())]) == crossregime.regimes()
    assert "ssi2003:children.serving" in words
    assert {crossregime.council(each).id for each in candidates.councils()[:3]} == set(candidates.councils()[:3])


@pytest.mark.parametrize(
    ("command", "argument", "found"),
    [
        ("compare", "regimes", "selectors"),
        ("compare", "against", "grades"),
        ("council", "against", candidates.FIXED["against"]),
        ("council", "names", "councils"),
        ("statistics", "names", "statistics"),
        ("export", "folder", candidates.FOLDERS),
        ("compare", "facts", candidates.FILES),
        ("map", "format", ("text", "json", "csv", "parquet", "xlsx")),
        ("compare", "draws", None),
    ],
)
def test_an_argument_is_completed_with_what_it_takes(command, argument, found):
    parser = assembled_parser()[1][command]
    held = next(each for each in parser.arguments if each.dest == argument)
    assert candidates.candidates(command, parser, held) == found


def test_the_values_of_an_argument_are_ones_that_the_program_takes(call):
    parsers = assembled_parser()[1]
    assert set(parsers) == set(SUMMARIES)
    named = {each.dest for parser in parsers.values() for each in parser.arguments}
    assert set(candidates.FIXED) <= named
    for method in candidates.FIXED["by"]:
        assert call("councils", "--where", f"{method}=?").err.count("there is no group") <= 1
