"""The rule of the stars and the ratings of 2003, for what is tested of rules."""

from __future__ import annotations

import pytest

import crossregime as cr

from ..stars import JUDGEMENTS


@pytest.fixture(scope="session")
def rule():
    return cr.regime("ssi2003").rule


@pytest.fixture(scope="session")
def known():
    """The ratings of 2003 taken straight from the outcomes: council, judgements, star."""
    wide = cr.regime("ssi2003").outcomes.pivot("judgement", index="series_id", values="worst")
    return [(row["series_id"], tuple(row[each] for each in JUDGEMENTS), row["stars"]) for row in wide.to_dicts()]
