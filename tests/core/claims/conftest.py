"""Claims held to the small regime, and those that the program ships with."""

from __future__ import annotations

import pytest

import crossregime
from crossregime.core.claims.reconciliation import reconcile_claims

from ...claim_entries import entry, write


@pytest.fixture
def judge(annual):
    """Write claims into the small regime, hold them to it, and give the findings."""

    def go(*entries):
        write(annual, *entries)
        return reconcile_claims([annual.read()], crossregime.host().load).findings

    return go


@pytest.fixture
def one(judge):
    """Hold one query to a printed value, and give its finding."""

    def go(query, printed, rounding="exact", **more):
        (finding,) = judge(entry(query=query, printed=printed, rounding=rounding, **more))
        return finding

    return go


@pytest.fixture(scope="session")
def founding():
    return crossregime.reconcile()


@pytest.fixture(scope="session")
def by_id(founding):
    return {(finding.claim.regime, finding.claim.id): finding for finding in founding.findings}
