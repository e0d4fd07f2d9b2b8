"""A rating is asked for by judgements or by a council, and by nothing else."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError


@pytest.mark.parametrize("asked", [{"council": 5}, {"council": ["Kent"]}, {"grades": ["adults.serving=most"]}])
def test_a_rating_asked_for_by_something_else_is_refused(asked):
    with pytest.raises(UsageError):
        cr.rate("ssi2003", **asked)
