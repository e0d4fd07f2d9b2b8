"""Words of style come off a council's name, and count only for a council that may have them."""

from __future__ import annotations

import pytest

from crossregime.core.councils.names import may_be, without_style
from crossregime.core.councils.register import load_register


@pytest.mark.parametrize(
    ("name", "core", "taken"),
    [
        ("london borough of hackney", "hackney", (("london",),)),
        ("the london borough of hackney", "hackney", (("london",),)),
        ("durham county council", "durham", (("county",),)),
        ("leeds city council", "leeds", (("city",),)),
        ("essex cc", "essex", (("city", "county"),)),
        ("city of york council", "york", (("city",), ("any",))),
        ("royal borough of kensington and chelsea", "kensington and chelsea", (("royal",),)),
    ],
)
def test_the_longest_words_of_style_come_off_either_end(name, core, taken):
    assert [*without_style(name)][-1] == (core, taken)


@pytest.mark.parametrize("name", ["hackney", "council", "city of", "countycouncil", "isle of wight"])
def test_a_name_without_style_or_of_style_alone_leaves_nothing_else(name):
    assert [*without_style(name)] == []


@pytest.mark.parametrize(
    ("council", "styles", "may"),
    [
        ("hackney", ("london",), True),
        ("leeds", ("london",), False),
        ("leeds", ("metropolitan",), True),
        ("leeds", ("city",), True),
        ("barnsley", ("city",), False),
        ("barnsley", ("borough",), True),
        ("essex", ("county",), True),
        ("essex", ("city", "county"), True),
        ("essex", ("unitary",), False),
        ("kensington-and-chelsea", ("royal",), True),
        ("hackney", ("any",), True),
    ],
)
def test_a_style_is_for_a_council_of_that_type_or_with_that_word_in_its_official_name(council, styles, may):
    assert may_be(load_register().council(council), (styles,)) == may


def test_all_styles_taken_off_must_fit():
    leeds = load_register().council("leeds")
    assert may_be(leeds, (("city",), ("any",)))
    assert not may_be(leeds, (("city",), ("county",)))
