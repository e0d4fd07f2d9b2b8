"""What a query names that is not there is refused with its place."""

from __future__ import annotations

import pytest

import crossregime
from crossregime.core.claims.reconciliation import reconcile_claims
from crossregime.core.errors import DataError

from ...claim_entries import CARE, entry, figure, scored, write

# What a query names


@pytest.mark.parametrize(
    ("query", "printed", "parts"),
    [
        (
            figure("councils", "Top"),
            ["Barnett"],
            ["printed (c)", "called 'Barnett'", "did you mean 'Barnet'"],
        ),
        (figure("councils", "Top"), ["Bedford"], ["printed (c)", "'Bedford'"]),
        (
            figure("councils", "Top"),
            ["Hull", "Kingston upon Hull"],
            ["'Kingston upon Hull' and 'Hull' are one council"],
        ),
        (
            figure("count", "Tops"),
            1,
            ["query (c)", "unknown grade 'Tops'", "did you mean 'Top'", "Low, Fair, Good, Top"],
        ),
        (
            figure("count", "Top", of=f"{CARE}:cares"),
            1,
            ["query (c)", "no judgement 'cares'", "did you mean 'care'"],
        ),
        (figure("count", "Top", of="trial@2001-01-01"), 1, ["query (c)", "published nothing by 2001-01-01"]),
        (figure("count", "Top", of="./trial"), 1, ["query (c)", "names a folder", "by its id"]),
        (figure("count", "Top", of="Trial!"), 1, ["query (c)", "selector 'Trial!'"]),
        (
            figure("count", "Top", where="region=Londn"),
            1,
            ["query.where (c)", "no region 'Londn'", "did you mean 'London'"],
        ),
        (figure("mean", scores=[1, 2]), 1, ["query.scores (c)", "not the scores of trial", "write 0, 1, 2, 7.5"]),
        (figure("mean", of=f"{CARE}:capacity", scores=[1, 2, 3, 4]), 1, ["trial declares no scores of capacity"]),
        (figure("count", of="ssi2033"), 1, ["query (c)", "no regime 'ssi2033'", "did you mean 'ssi2003'"]),
        (
            {"figure": "ranking", "by": "region", "rank": figure("count", "Top")},
            ["Yorkshire & Humber", "Yorkshire and the Humber"],
            ["printed (c)", "'Yorkshire and the Humber' and 'Yorkshire & Humber' are one region"],
        ),
        (
            figure("count", of="ssi2003", since=CARE, change="rose"),
            1,
            ["query.from (c)", "trial-care", "ssi-stars", "a change needs one scale"],
        ),
        (
            {"figure": "ranking", "by": "region", "rank": figure("count", "Top")},
            ["Narnia"],
            ["printed (c)", "no region 'Narnia'", "the regions are"],
        ),
    ],
)
def test_what_a_query_names_wrongly_is_refused_with_its_place(annual, query, printed, parts):
    scored(annual)
    write(annual, entry(query=query, printed=printed))
    with pytest.raises(DataError) as caught:
        reconcile_claims([annual.read()], crossregime.host().load)
    (fault,) = caught.value.faults
    assert str(fault).startswith("./trial/claims.json, field claims[0].")
    for part in parts:
        assert part in str(fault)
