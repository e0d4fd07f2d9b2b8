"""Two ratings in a row are higher or lower only where one scale rates the same thing and both are known well enough."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.profiles.changes import headline_changes
from crossregime.core.profiles.council_profile import profile

REGIMES = tuple(cr.regime(name) for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"))


def changes(name):
    return headline_changes(profile(cr.council(name), REGIMES))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Leeds", "2002-11-14 to 2003-11-13: the same (Two Stars)."),
        ("Leeds", "2003-11-13 to 2004-11-18: not known which is higher (Two Stars, then One Star to Three Stars)."),
        ("Leeds", "2004-11-18 to 2009-12-09: they rate different things or on other scales, so neither is higher."),
    ],
)
def test_what_can_be_said_of_two_in_a_row(name, said):
    assert said in changes(name)


def test_higher_and_lower_are_told_apart():
    told = [each for name in ("Birmingham", "Kent", "Hull", "Coventry", "Walsall") for each in changes(name)]
    assert any(": higher (" in each for each in told)
    for each in told:
        assert each.endswith(".")


def test_one_rating_alone_has_no_change():
    only = profile(cr.council("Leeds"), REGIMES[1:2])
    assert headline_changes(only) == ()
