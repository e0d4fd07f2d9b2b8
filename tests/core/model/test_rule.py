"""Rating rules: the rule of the stars, what it rests on, what is left without it, what --use-rule adds."""

from __future__ import annotations

import datetime as dt
import json
import math
import subprocess
import sys
from dataclasses import dataclass, replace
from itertools import chain, combinations_with_replacement, product

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.discovery.contract import rule_findings
from crossregime.core.errors import DataError, UsageError
from crossregime.core.files.schema import read_schema
from crossregime.core.model.rule import Passage, Rule
from crossregime.core.rules.applying import apply_rule
from crossregime.core.rules.evidence import Evidence, evidence, ratings
from crossregime.core.rules.monotone import Monotone
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


@pytest.fixture(scope="module")
def rule():
    return cr.regime("ssi2003").rule


@pytest.fixture(scope="module")
def known():
    """The ratings of 2003 taken straight from the outcomes: council, judgements, star."""
    wide = cr.regime("ssi2003").outcomes.pivot("judgement", index="series_id", values="worst")
    return [(row["series_id"], tuple(row[each] for each in JUDGEMENTS), row["stars"]) for row in wide.to_dicts()]


# The rule of the stars


@pytest.mark.parametrize(
    ("children", "adults", "star"),
    [
        ((NO, POOR), (MOST, PROMISING), ZERO),
        ((SOME, UNCERTAIN), (SOME, PROMISING), ONE),
        ((MOST, PROMISING), (YES, UNCERTAIN), TWO),
        ((MOST, EXCELLENT), (YES, PROMISING), THREE),
    ],
)
def test_the_rule_gives_the_four_printed_examples_their_stars(rule, children, adults, star):
    """The table of examples of paragraph 7, which prints children's services first."""
    assert rule.headline((*adults, *children)) == star
    assert ((*adults, *children), star) in [(each.pattern, each.headline) for each in rule.examples]


def test_the_rule_gives_all_150_councils_of_2003_their_stars(rule, known):
    assert len(known) == 150
    assert [series for series, pattern, star in known if rule.headline(pattern) != star] == []


def test_a_better_judgement_never_lowers_the_star_and_adults_and_children_count_alike(rule):
    for pattern in rule.patterns():
        star = rule.headline(pattern)
        assert rule.headline((*pattern[2:], *pattern[:2])) == star
        for place, rank in enumerate(pattern):
            if rank < 3:
                assert rule.headline((*pattern[:place], rank + 1, *pattern[place + 1 :])) >= star


def test_the_evidence_counts_ratings_by_regime_and_date_and_keeps_one_wording_apart():
    fits = {(fit.regime, str(fit.date)): fit for fit in gathered().fits}
    counted = {key: (fit.agreeing, len(fit.rated), fit.recovered) for key, fit in fits.items()}
    assert counted == {
        ("ssi2003", "2003-11-13"): (150, 150, True),
        ("ssi2002", "2002-05-30"): (10, 10, False),
        ("csci2004", "2004-11-18"): (2, 2, False),
    }
    assert [len(fit.one_wording) for fit in fits.values()] == [0, 5, 0]
    assert set(fits["ssi2002", "2002-05-30"].one_wording) == {
        "Darlington", "Dorset", "Durham", "Redcar and Cleveland", "Stockton-on-Tees",
    }  # fmt: skip
    assert [(each.headline, rank) for each, rank in gathered().examples] == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_reconstructed_outcomes_are_no_evidence():
    regime = cr.regime("ssi2002")
    november = regime.outcomes.filter(pl.col("published") == dt.date(2002, 11, 14))
    complete = november.filter(pl.col("worst") == pl.col("best")).group_by("series_id").len()
    assert complete.filter(pl.col("len") == 5).height == 46
    assert {rated.date for rated in ratings(regime, regime.rule)} == {dt.date(2002, 5, 30)}


def test_the_veto_on_no_rests_on_bromley_and_the_veto_on_poor_on_nothing():
    needs = {need.part: need for need in gathered().needs}
    assert [(each.name, each.headline, rank) for each, rank in needs["the veto on No"].ratings] == [
        ("Bromley", ZERO, ONE)
    ]
    assert needs["the veto on No"].examples == ()
    assert (needs["the veto on Poor"].ratings, needs["the veto on Poor"].examples) == ((), ())
    assert [(each.name, rank) for each, rank in needs["every veto"].examples] == [("Council 1", ONE)]
    assert "the data do not identify it" in " ".join(gathered().limits)


def test_every_ratio_of_the_weights_between_three_to_two_and_three_to_one_fits_the_ratings():
    (found,) = gathered().ratios
    inside = {(a, b) for a, b in product(range(1, 10), repeat=2) if math.gcd(a, b) == 1 and 1.5 < a / b < 3}
    assert (set(found.fitting), found.tried) == (inside, 9)


def test_the_steps_of_ten_and_fourteen_are_fixed_and_that_of_six_does_no_work(rule):
    one, two, three = gathered().steppings
    assert (one.lowest, one.highest) == (None, 6)
    assert (two.lowest, two.highest, three.lowest, three.highest) == (10, 10, 14, 14)
    lower = replace(rule, steps=(0, 10, 14))
    assert all(lower.headline(pattern) == rule.headline(pattern) for pattern in rule.patterns())


def test_grades_can_be_given_by_label_or_id_in_any_case(rule):
    given = dict(zip(JUDGEMENTS, ("Most", "PROMISING", "some", "uncertain"), strict=True))
    assert rule.pattern(given) == (MOST, PROMISING, SOME, UNCERTAIN)


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        *((rank, "names no grade: grades are named by label or id, not by rank") for rank in (2, -1, True, None, 2.0)),
        ("mots", "has no grade 'mots'"),
    ],
)
def test_what_is_no_grade_is_refused(rule, grade, said):
    given = dict(zip(JUDGEMENTS, (2, 2, 1, grade), strict=True))
    with pytest.raises(UsageError) as caught:
        rule.pattern(given)
    assert said in str(caught.value)
    assert "Promising" in str(caught.value)


@pytest.mark.parametrize("asked", [{"council": 5}, {"council": ["Kent"]}, {"grades": ["adults.serving=most"]}])
def test_a_rating_asked_for_by_something_else_is_refused(asked):
    with pytest.raises(UsageError):
        cr.rate("ssi2003", **asked)


def test_a_printed_example_that_the_rule_fails_is_named(rule):
    (first, *others) = rule.examples
    wrong = replace(rule, examples=(replace(first, headline=THREE), *others))
    found = Evidence(wrong, (replace(cr.regime("ssi2003"), own_rule=wrong),))
    assert (
        found.sentences[-1]
        == "3 of 4 printed examples. Not as the rule has it: Council 1 (Three Stars, by the rule Zero Stars)."
    )


def test_two_is_the_only_whole_number_that_fits_as_the_weight_of_performance(known):
    serving, capacity = gathered().weighings
    assert (serving.judgements, serving.fitting) == (("adults.serving", "children.serving"), (2,))
    assert capacity.fitting == (1,)

    def fits(weight):
        """Order the ratings without a veto by points: the stars must then ascend, and equals be equal."""
        rated = [(weight * (p[0] + p[2]) + p[1] + p[3], star) for _, p, star in known if 0 not in p]
        return all((a > b) <= (x > y) for (x, a), (y, b) in product(rated, rated))

    assert [weight for weight in range(7) if fits(weight)] == [2]


def test_every_regime_that_carries_the_rule_carries_the_same(rule):
    assert CARRIERS == ["ssi2002", "ssi2003", "csci2004"]
    for name in CARRIERS:
        other = cr.regime(name).rule
        assert other.id == rule.id
        assert other.same_as(rule)
        assert [variant.part for variant in other.variants()] == [variant.part for variant in rule.variants()]
        assert rule_findings(cr.regime(name)) == []


@pytest.mark.parametrize("name", CARRIERS)
def test_the_rule_files_that_ship_keep_to_their_schema(name):
    document = json.loads((FOLDER / name / "rule.json").read_text(encoding="utf-8"))
    Draft202012Validator(read_schema("rule")).validate(document)


# Without the rule


def test_42_of_136_patterns_are_determined_by_the_ratings_and_47_with_the_examples(known):
    layers = gathered().layers
    assert [(layer.monotone.determined, len(layer.monotone.patterns)) for layer in layers] == [
        (42, 136), (47, 136), (47, 136),
    ]  # fmt: skip
    examples = [
        ((MOST, PROMISING, NO, POOR), ZERO), ((SOME, PROMISING, SOME, UNCERTAIN), ONE),
        ((YES, UNCERTAIN, MOST, PROMISING), TWO), ((YES, PROMISING, MOST, EXCELLENT), THREE),
    ]  # fmt: skip
    rated = [(pattern, star) for _, pattern, star in known]

    def determined(ratings):
        """Count again, from the definition: a pattern is a pair of services, in either order."""
        both = [(order, star) for p, star in ratings for order in (p, (*p[2:], *p[:2]))]
        count = 0
        for one, other in combinations_with_replacement(list(product(range(4), repeat=2)), 2):
            mine = (*one, *other)
            low = max([s for p, s in both if all(a >= b for a, b in zip(mine, p, strict=True))], default=0)
            high = min([s for p, s in both if all(a <= b for a, b in zip(mine, p, strict=True))], default=3)
            count += low == high
        return count

    assert (determined(rated), determined(rated + examples)) == (42, 47)


def test_the_range_without_the_rule_always_holds_the_star_of_the_rule(rule):
    for layer in gathered().layers:
        for pattern in layer.monotone.patterns:
            worst, best = layer.monotone.range(pattern)
            assert worst <= rule.headline(pattern) <= best


PLACES = list(product(range(3), repeat=2))


@pytest.fixture(scope="module")
def every_order():
    """Every way to give 3 x 3 patterns one of three headlines, keeping order and symmetry."""
    unordered = [(a, b) for a, b in PLACES if a <= b]
    found = []
    for values in product(range(3), repeat=len(unordered)):
        way = dict(zip(unordered, values, strict=True))
        whole = {(a, b): way[min(a, b), max(a, b)] for a, b in PLACES}
        if all(whole[p] <= whole[q] for p in PLACES for q in PLACES if p[0] <= q[0] and p[1] <= q[1]):
            found.append(whole)
    return found


@settings(max_examples=40, deadline=None)
@given(rated=st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 2)), max_size=4))
def test_the_rule_free_range_is_what_all_orders_that_fit_the_ratings_leave(every_order, rated):
    """The oracle lists every function that keeps to order, symmetry and the ratings."""
    free = Monotone((3, 3), 3, ((0,), (1,)), tuple(rated))
    fitting = [way for way in every_order if all(way[pattern] == star for pattern, star in rated)]
    if fitting:
        for pattern in PLACES:
            values = [way[pattern] for way in fitting]
            assert free.range(pattern) == (min(values), max(values))
    else:
        assert any(free.range(pattern) is None for pattern, _ in rated)


# What --use-rule adds


def masked(regime, blanks):
    """Hide outcomes of a regime, as (series, judgement): nothing is known of them then."""
    hidden = pl.DataFrame(blanks, schema={"series_id": pl.String, "judgement": pl.String}, orient="row")
    rows = regime.outcomes.join(hidden.with_columns(hidden=True), on=["series_id", "judgement"], how="left")
    blank = pl.col("hidden").fill_null(value=False)
    highest = pl.lit(3, pl.Int8)
    outcomes = rows.with_columns(
        pl.when(blank).then(pl.lit(0, pl.Int8)).otherwise("worst").alias("worst"),
        pl.when(blank).then(highest).otherwise("best").alias("best"),
        pl.when(blank).then(pl.lit("range")).otherwise("status").alias("status"),
    )
    return replace(regime, outcomes=outcomes.select(regime.outcomes.columns).sort(_key(regime)))


def _key(regime):
    order = pl.Enum([judgement.id for judgement in regime.judgements])
    return [pl.col("published"), pl.col("judgement").cast(order), pl.col("series_id")]


def position_of(regime, judgement):
    from crossregime.core.positions.selection import find_position

    return find_position(f"{regime.id}:{judgement}", lambda _: regime)


SERIES = sorted(set(cr.regime("ssi2003").outcomes.get_column("series_id")))


@settings(max_examples=15, deadline=None)
@given(
    blanks=st.lists(
        st.tuples(st.sampled_from(SERIES), st.sampled_from(["stars", *JUDGEMENTS])),
        min_size=1,
        max_size=40,
        unique=True,
    ),
    judgement=st.sampled_from(["stars", *JUDGEMENTS]),
)
def test_the_rule_narrows_to_what_the_other_outcomes_leave_and_never_loses_the_truth(blanks, judgement):
    """The oracle goes through all 256 patterns for each council; the truth is the rating that was hidden."""
    regime = masked(cr.regime("ssi2003"), blanks)
    before = position_of(regime, judgement)
    after = apply_rule(before)
    truth = dict(position_of(cr.regime("ssi2003"), judgement).outcomes.select("series_id", "worst").iter_rows())
    ranges = {
        (series, name): (worst, best)
        for series, name, worst, best in regime.outcomes.select("series_id", "judgement", "worst", "best").iter_rows()
    }
    narrowed = 0
    for row, was in zip(after.outcomes.to_dicts(), before.outcomes.to_dicts(), strict=True):
        series = row["series_id"]
        left = {
            (*pattern, star)[[*JUDGEMENTS, "stars"].index(judgement)]
            for pattern in product(range(4), repeat=4)
            for star in [regime.rule.headline(pattern)]
            if all(ranges[series, name][0] <= rank <= ranges[series, name][1]
                   for name, rank in zip([*JUDGEMENTS, "stars"], (*pattern, star), strict=True))
        }  # fmt: skip
        assert (row["worst"], row["best"]) == (min(left), max(left))
        assert truth[series] in left
        changed = (row["worst"], row["best"]) != (was["worst"], was["best"])
        assert row["status"] == ("rule" if changed else was["status"])
        narrowed += changed
    assert after.rule_use[0].narrowed == narrowed


@pytest.mark.parametrize(
    ("selector", "unknown", "narrowed", "determined"),
    [
        ("ssi2002@2002-05-30", 44, 0, 0),
        ("ssi2002@2002-05-30:children.serving", 137, 125, 2),
        ("ssi2002", 2, 0, 0),
        ("ssi2002:adults.serving", 37, 34, 31),
        ("ssi2002:children.serving", 37, 32, 25),
        ("ssi2003", 0, 0, 0),
        ("csci2004", 122, 0, 0),
        ("csci2004:adults.capacity", 146, 141, 1),
    ],
)
def test_what_the_rule_adds_to_the_built_ins(selector, unknown, narrowed, determined):
    before = cr.position(selector)
    (use,) = apply_rule(before).rule_use
    assert (use.unknown, use.narrowed, use.determined) == (unknown, narrowed, determined)
    assert unknown == before.outcomes.filter(pl.col("worst") != pl.col("best")).height


def test_what_rests_on_a_veto_is_said_of_the_narrowing():
    """Of May 2002 only stars are known, and they say nothing of capacity but for the veto on Poor."""
    (use,) = apply_rule(cr.position("ssi2002@2002-05-30:adults.capacity")).rule_use
    assert use.narrowed == 128
    assert {part: narrowed for part, narrowed, _ in use.doubting} == {
        "the veto on No": 128, "the veto on Poor": 0, "every veto": 0,
    }  # fmt: skip
    none = "0 (0 at one grade) with"
    assert use.sentence.endswith(f"Of them stand {none} the veto on Poor in doubt and {none} every veto in doubt.")
    (use,) = apply_rule(cr.position("ssi2002:children.serving")).rule_use
    assert "in doubt, 32 (22 at one grade) with the veto on Poor in doubt and 23 (" in use.sentence


def test_what_the_rule_supplies_enters_no_comparison_unless_asked_for():
    pair = ("ssi2002:children.serving", "ofsted2009")
    plain, asked = cr.compare(*pair), cr.compare(*pair, use_rule=True)
    assert "rule" not in set(plain.pairs.get_column("status_1"))
    assert all(not position.rule_use for position in plain.positions)
    supplied = asked.pairs.filter(pl.col("status_1") == "rule")
    narrowed = asked.positions[0].outcomes.filter(pl.col("status") == "rule")
    assert narrowed.height == 32
    assert set(supplied.get_column("series_id")) == set(narrowed.get_column("series_id")) - set(
        asked.unpaired.get_column("series_id")
    )
    assert set(supplied.filter(pl.col("worst_1") == pl.col("best_1")).get_column("flag_1")) == {"e"}
    assert set(supplied.filter(pl.col("worst_1") != pl.col("best_1")).get_column("flag_1")) == {"x"}
    assert supplied.get_column("note_1").str.starts_with("by the SSI points rule").all()
    bexley = supplied.filter(pl.col("series_id") == "bexley").get_column("note_1").item()
    assert "; without it No to Most; the document of November 2003 marks this judgement as changed" in bexley
    wide, narrow = (chain.from_iterable(each.crosstab.bounds) for each in (plain, asked))
    for before, after in zip(wide, narrow, strict=True):
        assert before.lowest <= after.lowest <= after.highest <= before.highest


def test_the_like_for_like_table_uses_the_rule_too():
    nearest = cr.compare("ssi2002", "ofsted2009", use_rule=True).like_for_like_comparison
    assert nearest.positions[0].rule_use[0].narrowed == 32
    assert nearest.positions[1].rule_use[0].rule is None


def test_a_council_that_contradicts_the_rule_is_named():
    regime = masked(cr.regime("ssi2003"), [("bromley", "children.capacity")])
    three = (pl.col("series_id") == "bromley") & (pl.col("judgement") == "stars")
    wrong = regime.outcomes.with_columns(
        pl.when(three).then(pl.lit(3, pl.Int8)).otherwise(pl.col(end)).alias(end) for end in ("worst", "best")
    )
    regime = replace(regime, outcomes=wrong)
    with pytest.raises(DataError, match="contradicts what is known of Bromley") as caught:
        apply_rule(position_of(regime, "children.capacity"))
    assert caught.value.exit_code == 3
    assert "leave the rule out" in caught.value.do
    masked_stars = masked(cr.regime("ssi2003"), [("kent", "adults.serving")])
    one_more = masked_stars.outcomes.with_columns(
        pl.when(three).then(pl.lit(3, pl.Int8)).otherwise(pl.col(end)).alias(end) for end in ("worst", "best")
    )
    (use,) = apply_rule(position_of(replace(masked_stars, outcomes=one_more), "adults.serving")).rule_use
    assert use.contradicted == ("Bromley",)
    assert "contradicts what is known of Bromley" in use.sentence
    (known,) = apply_rule(position_of(regime, "stars")).rule_use
    assert known.sentence.endswith("every outcome is known already. It contradicts what is known of Bromley.")


def test_an_outcome_without_a_grade_is_left_alone():
    regime = masked(cr.regime("ssi2003"), [("kent", "adults.serving")])
    gone = (pl.col("series_id") == "kent") & (pl.col("judgement") == "adults.capacity")
    outcomes = regime.outcomes.with_columns(
        *(pl.when(gone).then(None).otherwise(pl.col(end)).alias(end) for end in ("worst", "best")),
        pl.when(gone).then(pl.lit("not_judged")).otherwise(pl.col("status")).alias("status"),
    )
    regime = replace(regime, outcomes=outcomes)
    for judgement in ("adults.serving", "adults.capacity"):
        before = position_of(regime, judgement)
        assert apply_rule(before).outcomes.equals(before.outcomes)


def test_using_a_rule_where_there_is_none_is_refused():
    with pytest.raises(UsageError, match="no rating rule comes with ofsted2009"):
        cr.compare("ofsted2009", "ofsted2009", use_rule=True)


def test_a_comparison_reads_no_rule_unless_asked_for():
    script = (
        "import sys, crossregime as cr;"
        " cr.compare('ssi2002', 'ssi2003', use_rule=sys.argv[1] == 'yes').to_json();"
        " print(*sorted(name for name in sys.modules if 'rule' in name or name == 'jsonschema'))"
    )

    def loaded(asked):
        command = [sys.executable, "-c", script, asked]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    mine = {"crossregime.core.model.rule", "crossregime.core.reading.rule"}
    assert not mine & set(loaded("no"))
    assert mine <= set(loaded("yes"))
    assert "jsonschema" not in loaded("yes")


# A rule of one's own


CITED = {"words": "The care grade follows from capacity.", "source": "paper", "place": "p. 2"}
OWN = {
    "format": 1,
    "id": "trial-rule",
    "title": "trial rule",
    "kind": "printed",
    "basis": CITED,
    "judgements": [{"id": "capacity", "weight": 1}],
    "steps": [{"points": 1, "grade": "Fair"}, {"points": 2, "grade": "Good"}, {"points": 3, "grade": "Top"}],
}


def test_a_folder_with_a_rule_file_carries_a_rule(annual):
    assert annual.read().rule is None
    annual.write("rule.json", json.dumps(OWN))
    regime = annual.read()
    assert regime.rule.formula().startswith("Points = capacity")
    assert [regime.rule.headline((rank,)) for rank in range(4)] == [0, 1, 2, 3]
    assert rule_findings(regime) == []


def test_a_rule_narrows_in_a_regime_of_ones_own(annual):
    """Barnet's care is not what its capacity gives: both are known, so it is said and not changed."""
    annual.write("rule.json", json.dumps(OWN))
    regime = annual.read()
    rows = {row["series_id"]: row for row in apply_rule(_on(regime, "2003-11-13", "capacity")).outcomes.to_dicts()}
    assert (rows["kent"]["worst"], rows["kent"]["best"], rows["kent"]["status"]) == (1, 1, "rule")
    assert (rows["kingston-upon-hull"]["worst"], rows["kingston-upon-hull"]["best"]) == (0, 1)
    assert (rows["leeds"]["worst"], rows["leeds"]["best"]) == (0, 3)
    (use,) = apply_rule(_on(regime, "2003-11-13", "care")).rule_use
    assert use.contradicted == ("Barnet",)


def _on(regime, date, judgement):
    from crossregime.core.positions.selection import find_position

    return find_position(f"{regime.id}@{date}:{judgement}", lambda _: regime)


def changed(**parts):
    return {**OWN, **parts}


@pytest.mark.parametrize(
    ("document", "column", "what"),
    [
        (changed(format=2), "format", "2 stands where 1 is due"),
        (
            {key: value for key, value in OWN.items() if key != "steps"},
            None,
            "the field 'steps' is missing",
        ),
        (changed(veto=[]), None, "unknown field 'veto'"),
        (
            changed(judgements=[{"id": "capcity", "weight": 1}]),
            "judgements[0]",
            "unknown judgement 'capcity'",
        ),
        (changed(judgements=[{"id": "care", "weight": 1}]), "judgements[0]", "'care' is the headline"),
        (changed(judgements=[{"id": "capacity", "weight": 1}] * 2), "judgements[1]", "stands twice"),
        (
            changed(judgements=[{"id": "capacity", "weight": -1}]),
            "judgements[0].weight",
            "-1 is less than 0",
        ),
        (
            changed(judgements=[{"id": "capacity", "weight": 0.5}]),
            "judgements[0].weight",
            "0.5 where a whole number is due",
        ),
        (changed(steps=OWN["steps"][:2]), "steps", "don't lead through the grades"),
        (changed(steps=OWN["steps"][::-1]), "steps", "don't lead through the grades"),
        (
            changed(steps=[{**each, "points": 1} for each in OWN["steps"]]),
            "steps",
            "don't lead through the grades",
        ),
        (changed(basis={**CITED, "source": "papr"}), "basis", "unknown source 'papr'"),
        (changed(printed=[{**CITED, "source": "none"}]), "printed[0]", "unknown source 'none'"),
        (changed(recovered_from=["2004-11-13"]), "recovered_from[0]", "nothing of 2004-11-13"),
        (
            changed(vetoes=[{"name": "the veto", "judgements": ["capacity"], "grade": "Bad", "gives": "Low"}]),
            "vetoes[0]",
            "unknown grade 'Bad'",
        ),
        (
            changed(vetoes=[{"name": "the veto", "judgements": ["care"], "grade": "Poor", "gives": "Lo"}]),
            "vetoes[0].gives",
            "unknown grade 'Lo'",
        ),
        (changed(alike=[["capacity"], ["capacity"]]), "alike", "can't be swapped"),
        (changed(alike=[["capacity"], ["care"]]), "alike[1]", "unknown judgement 'care'"),
        (
            changed(examples=[{"name": "A", "judgements": {}, "headline": "Low", "source": "paper", "place": "p. 1"}]),
            "examples[0]",
            "the example lacks capacity",
        ),
        (
            changed(
                examples=[
                    {
                        "name": "A",
                        "judgements": {"capacity": "Por"},
                        "headline": "Low",
                        "source": "paper",
                        "place": "p. 1",
                    }
                ]
            ),
            "examples[0]",
            "unknown grade 'Por'",
        ),
    ],
)
def test_a_bad_rule_file_says_what_is_wrong_where_and_only_when_it_is_asked_for(annual, document, column, what):
    annual.write("rule.json", json.dumps(document))
    regime = annual.read()
    with pytest.raises(DataError) as caught:
        regime.rule  # noqa: B018  # reading it is the test
    assert caught.value.exit_code == 3
    found = [problem for problem in caught.value.problems if problem.column == column and what in problem.what]
    assert len(found) == 1, caught.value.problems
    assert found[0].file == "./trial/rule.json"


def test_groups_that_the_rule_does_not_treat_alike_are_refused(make_rolling):
    folder = make_rolling("uneven", "2010-01-01,Kent,care,Low,Low,printed,paper,p. 1,")
    folder.describe(
        lambda whole: whole["judgements"].append(
            {
                "id": "speed",
                "title": "Speed",
                "service": "children",
                "aspect": "capacity",
                "scale": "trial-care",
            }
        )
    )
    document = changed(
        judgements=[{"id": "help", "weight": 2}, {"id": "speed", "weight": 1}], alike=[["help"], ["speed"]]
    )
    folder.write("rule.json", json.dumps(document))
    with pytest.raises(DataError, match="is no rule of uneven") as caught:
        folder.read().rule  # noqa: B018  # as above
    assert "don't count alike" in caught.value.problems[0].what


def test_validate_reads_the_rule_and_names_ratings_that_it_does_not_give(annual, call):
    annual.write("rule.json", json.dumps(OWN))
    answer = call("validate", annual)
    assert answer.code == 0
    assert "Barnet is printed at Top; the trial rule has Low" in answer.out
    annual.write("rule.json", json.dumps(changed(kind="guessed")))
    answer = call("validate", annual)
    assert answer.code == 1
    assert "rule.json" in answer.out + answer.err


def test_one_id_means_one_rule_everywhere(annual):
    """A rule that takes the id of another's is refused as soon as the two would be pooled."""
    annual.write("rule.json", json.dumps(changed(id="ssi-points")))
    regime = annual.read()
    with pytest.raises(DataError, match="is not the rule 'ssi-points' of ssi2003"):
        evidence(regime, regime.rule, [cr.regime("ssi2003")])


@dataclass(frozen=True, kw_only=True)
class Worst(Rule):
    """Give the worst of the judgements: a rule written in Python."""

    def headline(self, pattern):
        return min(pattern)

    def explain(self, pattern):
        return f"The worst of {len(pattern)}."

    def formula(self):
        return "The worst judgement."


def test_a_regime_made_in_code_may_carry_a_rule_made_in_code(annual):
    regime = annual.read()
    own = Worst(
        id="worst", title="worst of all", kind="printed",
        basis=Passage("The worst counts.", "paper", "p. 1"),
        judgements=(regime.judgement("capacity"),), gives=regime.judgement(),
    )  # fmt: skip
    regime = replace(regime, own_rule=own)
    assert regime.rule is own
    assert rule_findings(regime) == []
    used = apply_rule(_on(regime, "2003-11-13", "capacity"))
    assert used.rule_use[0].rule is own
    assert used.rule_use[0].doubting == ()
    broken = replace(own, basis=Passage("The worst counts.", "nowhere", "p. 1"), gives=regime.judgement("capacity"))
    assert len(rule_findings(replace(regime, own_rule=broken))) == 2
