"""The page of a grouping: a row a group, with how many councils it holds."""

from __future__ import annotations

import crossregime as cr
from crossregime.render.grouping import lay_grouping

from ..pages import laid


def test_every_group_is_a_row_with_its_number_of_councils():
    grouping = cr.grouping("region")
    text = laid(lay_grouping, grouping)
    (membership,) = grouping.memberships
    for value in grouping.values:
        assert f"{value} {sum(each == value for each in membership.of.values())}" in text
