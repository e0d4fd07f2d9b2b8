"""What has tables for a paper has them in three forms, each by its own method."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.comparison.inquiry import inquire

COMPARISON = cr.compare("ssi2003", "ofsted2009")
RESULTS = (COMPARISON, inquire(COMPARISON), cr.bounds("ssi2003", "ofsted2009"))


@pytest.mark.parametrize("found", RESULTS, ids=lambda found: type(found).__name__)
def test_each_form_is_its_own(found):
    assert found.to_latex("counts").startswith("% Needs")
    assert found.to_markdown("counts").startswith("**")
    assert "<table" in found.to_html("counts")
