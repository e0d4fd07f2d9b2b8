"""Templates: what is missing is an error of the code, never a gap in an author's file."""

from __future__ import annotations

import pytest

from crossregime.core.authoring.filled import TEMPLATES, examples, filled


def test_a_word_that_is_not_given_is_refused():
    with pytest.raises(KeyError, match="id"):
        filled("regime_module.txt")


def test_a_dollar_sign_that_is_meant_stays():
    assert b'"$schema": "./x.json"' in filled("annual/regime.json", id="mine", schema="./x.json")


@pytest.mark.parametrize("kind", ["annual", "rolling"])
def test_every_file_of_an_example_is_listed(kind):
    assert examples(kind) == tuple(sorted(path.name for path in (TEMPLATES / kind).iterdir()))
