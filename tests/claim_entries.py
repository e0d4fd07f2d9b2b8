"""Entries of a claims.json on the small regime."""

from __future__ import annotations

import json

CARE = "trial@2003-11-13"


LATER = "trial@2009-12-09"


def entry(**changes):
    return {"id": "c", "source": "paper", "place": "p. 1", "says": "It says so", **changes}


def scored(annual):
    """Let the small regime declare scores of care."""
    scoring = {"judgement": "care", "scores": [0, 1, 2, 7.5], "source": "paper", "place": "p. 1"}
    annual.describe(lambda whole: whole.update(scorings=[scoring]))


def write(annual, *entries):
    annual.write("claims.json", json.dumps({"format": 1, "claims": entries}))


def figure(kind, *grades, of=CARE, **words):
    words = {"from" if key == "since" else key: value for key, value in words.items()}
    return {"figure": kind, "of": of, **({"grades": list(grades)} if grades else {}), **words}
