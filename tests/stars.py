"""The rule of the stars, what it rests on, and a small rule of one's own."""

from __future__ import annotations

import crossregime as cr
from crossregime.core.rules.evidence import evidence
from crossregime.regimes import BUILTINS, FOLDER

JUDGEMENTS = ("adults.serving", "adults.capacity", "children.serving", "children.capacity")


NO = POOR = ZERO = 0


SOME = UNCERTAIN = ONE = 1


MOST = PROMISING = TWO = 2


YES = EXCELLENT = THREE = 3


CARRIERS = [name for name in BUILTINS if (FOLDER / name / "rule.json").is_file()]


def gathered(name="ssi2003"):
    """Give the evidence for the rule of a built-in, with the ratings of all that carry the same."""
    regime = cr.regime(name)
    return evidence(regime, regime.rule, [cr.regime(each) for each in CARRIERS])


# A rule of one's own


CITED = {"words": "The care grade follows from capacity.", "source": "paper", "place": "p. 2"}


OWN = {
    "format": 1,
    "id": "trial-rule",
    "title": "trial rule",
    "kind": "printed",
    "basis": CITED,
    "judgements": [{"id": "capacity", "weight": 1}],
    "thresholds": [{"points": 1, "grade": "Fair"}, {"points": 2, "grade": "Good"}, {"points": 3, "grade": "Top"}],
}


def changed(**parts):
    return {**OWN, **parts}
