"""Sentences to paste: the comparison's own numbers, each with what it takes for granted."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.comparison.sentences import COMPLETIONS, PAIRING
from crossregime.core.text import coefficient_text


@pytest.fixture(scope="module")
def comparison():
    """The comparison that most people make."""
    return cr.compare("ssi2003", "ofsted2009")


def of(comparison, about):
    return [each for each in comparison.sentences if each.about == about]


def test_the_first_says_who_is_paired_and_by_which_rule(comparison):
    first = comparison.sentences[0]
    assert "148 councils in both; 6 in one only (Bedfordshire, Cheshire split in 2009)." in first.text
    assert first.assumptions == (PAIRING["strict"],)
    handed_on = cr.compare("ssi2003", "ofsted2009", lineage="inherit").sentences[0]
    assert handed_on.assumptions == (PAIRING["inherit"],)


def test_the_contrast_names_both_groups_in_full_and_says_what_is_not_settled(comparison):
    (found,) = of(comparison, "contrast")
    assert found.text == (
        "Of the 89 councils at Two Stars or Three Stars in SSI stars, November 2003, between 46 and 77 (52% to 87%)"
        " were at Performs well or Performs excellently in Ofsted children's services rating, December 2009; of the 59"
        " councils at Zero Stars or One Star, between 22 and 53 (37% to 90%). The difference of the two shares lies"
        " between -38 and +49 percentage points, so it is not settled which of the two did so more often."
    )
    assert found.assumptions[0] == COMPLETIONS
    assert any("ssi-2003, para 14" in each for each in found.assumptions)
    assert any(each.startswith("Not like for like") for each in found.assumptions)


@pytest.mark.parametrize(
    ("selectors", "verdict", "meaning"),
    [
        (("ssi2002@2002-05-30", "ssi2003"), "settled higher", "the former did so more often"),
        (("ssi2003", "ofsted2009"), "not settled", "it is not settled which"),
    ],
)
def test_what_is_said_of_the_difference_is_its_verdict(selectors, verdict, meaning):
    comparison = cr.compare(*selectors)
    assert comparison.headline.verdict == verdict
    assert meaning in of(comparison, "contrast")[0].text


def test_a_statistic_has_its_range_and_the_known_alone_as_a_caution(comparison):
    found = of(comparison, "statistic")
    figures = comparison.figures[comparison.crosstab]
    assert len(found) == len(figures)
    for sentence, figure in zip(found, figures, strict=True):
        low, high = coefficient_text(figure.interval.lowest), coefficient_text(figure.interval.highest)
        assert sentence.text.endswith(f"lies between {low} and {high}.")
        assert sentence.assumptions[0] == (
            f"Over the 34 pairs with both grades known it is {coefficient_text(figure.value)}; which grades were"
            " published depends on the grades."
        )


def test_where_all_is_known_no_completion_is_spoken_of():
    known = cr.compare("ssi2003:children.serving", "ssi2003:adults.serving")
    assert known.sentences
    assert not any(COMPLETIONS in each.assumptions for each in known.sentences)


def test_movement_and_inference_have_sentences_of_their_own():
    comparison = cr.compare("ssi2002", "ssi2003", statistics=["tau_b"], inference=["asymptotic"])
    assert of(comparison, "movement")[0].text.startswith(
        "From SSI stars, November 2002, to SSI stars, November 2003: 41"
    )
    (chance,) = of(comparison, "inference")
    assert "England's councils are not a sample." in chance.assumptions[0]


def test_shares_by_population_say_which_population():
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit", weight="population")
    found = of(comparison, "population")
    assert [each.text for each in found] == [share.sentence for share in comparison.crosstab.people]
    assert all(each.assumptions[0].startswith("Weighed by mid-year population 2009 (ONS)") for each in found)


def test_a_crosswalk_and_a_rule_are_assumptions():
    mapped = cr.compare("ssi2003", "ofsted2009", crosswalk="stars-by-rank", statistics=["tau_b"])
    assert any("concordance, never an equating" in each for each in of(mapped, "statistic")[0].assumptions)
    ruled = cr.compare("ssi2002@2002-05-30", "ssi2003", use_rule=True, statistics=["tau_b"])
    assert any(each.startswith("The rule was asked for") for each in of(ruled, "statistic")[0].assumptions)


def test_without_a_pair_only_that_is_said():
    nothing = cr.compare("ssi2003", "ofsted2009", where={"region": "London", "type": "shire county"})
    assert [each.about for each in nothing.sentences] == ["pairs"]


def test_a_sentence_reads_with_its_assumptions_and_as_plain_values(comparison):
    found = comparison.sentences[0]
    assert str(found) == f"{found.text} {found.assumptions[0]}"
    assert found.to_dict() == {"about": "pairs", "text": found.text, "assumptions": list(found.assumptions)}
