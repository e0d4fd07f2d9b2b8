"""A host of annual and rolling regimes."""

from __future__ import annotations

import pytest

from crossregime.core.host.naming import Host

# Rolling


@pytest.fixture
def host(make_rolling, annual):
    """A host that knows two rolling regimes on one scale, one on another scale, and an annual one."""
    spot = make_rolling(
        "spot",
        "2008-01-10,Bedfordshire,care,Good,Good,printed,paper,p. 1,",
        "2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,",
        "2008-05-01,Barnet,help,Low,Low,printed,paper,p. 1,",
        "2009-02-01,Cornwall,care,Low,Low,printed,paper,p. 1,",
        "2009-02-01,Kent,care,Fair,Fair,printed,paper,p. 1,",
        "2010-03-01,Cornwall,care,Fair,Fair,printed,paper,p. 1,",
        "2010-06-30,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2010-09-09,Kent,care,,,not_judged,paper,p. 1,",
    )
    next_one = make_rolling(
        "next",
        "2010-06-30,Barnet,care,Top,Top,printed,paper,p. 1,",
        "2010-02-01,Cornwall,care,Top,Top,printed,paper,p. 1,",
        "2011-01-05,Hull,care,Good,Good,printed,paper,p. 1,",
    )
    own = {
        "id": "own",
        "title": "Own",
        "grades": [{"id": label.lower(), "label": label} for label in ("Low", "Top")],
    }
    judgement = {"id": "care", "title": "Care", "service": "children", "aspect": "overall", "scale": "own"}
    row = "2011-01-05,Hull,care,Low,Low,printed,paper,p. 1,"
    other = make_rolling("other", row, scales=[own], judgements=[judgement])
    twin = make_rolling(
        "twin", row, scales=[own | {"id": "trial-care"}], judgements=[judgement | {"scale": "trial-care"}]
    )
    return Host({folder.path.name: folder.path for folder in (spot, next_one, other, twin, annual)})
