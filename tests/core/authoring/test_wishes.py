"""What an author names is found in any case, or refused with what there is."""

from __future__ import annotations

import pytest

from crossregime.core.authoring.wishes import named_column
from crossregime.core.errors import UsageError


def test_a_column_is_found_in_any_case():
    assert named_column(("Council", "Overall Grade"), " overall grade ") == "Overall Grade"


def test_a_column_that_there_is_not_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="no column 'Grad'") as refused:
        named_column(("Council", "Grade"), "Grad")
    assert refused.value.matches == ("Grade",)
