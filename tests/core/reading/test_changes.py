"""changes.csv: which judgements a document marks as changed since a publication, one council a row."""

from __future__ import annotations

import datetime as dt

import pytest

import crossregime
from crossregime.core.errors import DataError
from crossregime.core.host.validation import validate
from crossregime.core.rules.applying import apply_rule

HEADER = "from,to,council,judgement,changed,grade,source,place"
GOOD = {
    "from": "trial@2003-11-13", "to": "trial@2009-12-09", "council": "Essex", "judgement": "care", "changed": "yes",
    "grade": "Fair", "source": "paper", "place": "p. 5",
}  # fmt: skip


@pytest.fixture
def changes(annual):
    """Give the changes of the small regime from rows, each the good one with some cells changed."""

    def read(*rows):
        lines = [",".join((GOOD | row).values()) for row in rows]
        annual.write("changes.csv", "\n".join([HEADER, *lines]) + "\n")
        return annual.read().changes

    return read


def test_a_regime_without_the_file_has_none(annual):
    assert annual.read().changes == ()


def test_a_row_gives_the_council_the_mark_and_what_it_changed_to(changes):
    (found,) = changes({})
    assert (found.published, found.to_regime, found.to_date) == (dt.date(2003, 11, 13), "trial", dt.date(2009, 12, 9))
    assert (found.series, found.judgement, found.rank, found.changed) == ("essex", "care", 1, True)
    assert (found.source, found.place) == ("paper", "p. 5")


def test_only_a_mark_rules_a_grade_out(annual, changes):
    changes({}, {"council": "Kent", "changed": "no"})
    assert annual.read().ruled_out == {(dt.date(2003, 11, 13), "essex", "care"): 1}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"from": "trial@2003-11-14"}, "no publication has the date 2003-11-14"),
        ({"from": "other@2003-11-13"}, "'other@2003-11-13' is not a publication of trial"),
        ({"to": "trial@2009-02-31"}, "'2009-02-31' is not a date of the calendar"),
        ({"judgement": "cares"}, "unknown judgement 'cares' (did you mean 'care'?)"),
        ({"grade": "Fairy"}, "unknown grade 'Fairy' (did you mean 'Fair'?)"),
        ({"council": "Esex"}, "called 'Esex' on 2003-11-13 (did you mean 'Essex'?)"),
        ({"source": "papers"}, "unknown source 'papers' (did you mean 'paper'?)"),
        ({"changed": "maybe"}, "changed"),
        ({"council": "Kent"}, "it changed to Fair, and outcomes.csv has Fair before"),
        ({"council": "Hull"}, "it changed to Fair, and outcomes.csv has Low or Fair before"),
        ({"council": "Kent", "changed": "no", "grade": "Low"}, "it was already Low, and outcomes.csv has Fair before"),
        ({"changed": "no"}, "it was already Fair, and outcomes.csv has Low to Good before"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_place(changes, row, said):
    with pytest.raises(DataError) as caught:
        changes(row)
    (fault,) = caught.value.faults
    assert str(fault).startswith("./trial/changes.csv, row 2, ")
    assert said in str(fault)


def test_validating_a_regime_reads_its_changes(annual, monkeypatch):
    monkeypatch.chdir(annual.path.parent)
    annual.write("changes.csv", f"{HEADER}\n{','.join((GOOD | {'grade': 'Fairy'}).values())}\n")
    assert "unknown grade 'Fairy'" in str(validate(crossregime.host(), "./trial").faults[0])


# What the marks of November 2003 add


@pytest.mark.parametrize(
    ("judgement", "narrowed", "determined"),
    [
        ("adults.serving", 34, 31),
        ("adults.capacity", 42, 6),
        ("children.serving", 32, 25),
        ("children.capacity", 42, 8),
    ],
)
def test_with_the_marks_the_rule_leaves_more_judgements_one_grade(judgement, narrowed, determined):
    (use,) = apply_rule(crossregime.position(f"ssi2002:{judgement}")).rule_use
    assert (use.narrowed, use.determined) == (narrowed, determined)


def test_a_marked_judgement_is_not_what_it_changed_to():
    ealing = crossregime.rate("ssi2002", council="Ealing")
    scale = ealing.rule.judgements[2].scale
    assert scale.name(*ealing.ranges[2]) == "No to Yes"
    assert scale.labels[ealing.ruled_out[2]] == "Most"
    assert scale.name(*ealing.narrowed[2]) == "Some"


def test_a_claim_counts_no_marked_judgement_at_what_it_changed_to():
    bounds = {}
    for finding in crossregime.reconcile("ssi2003").findings:
        bounds[finding.claim.id] = (finding.lowest, finding.highest)
    assert bounds["para16-capacity"] == (-70, 78)
