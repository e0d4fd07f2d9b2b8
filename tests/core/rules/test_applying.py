"""A rule narrows what was not published, only when it is asked to, and never loses the truth."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import chain, product

import polars as pl
import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.errors import DataError, UsageError
from crossregime.core.rules.applying import apply_rule

from ...depth import examples
from ...stars import JUDGEMENTS

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


@cache
def every_rating():
    """List the 256 patterns of the four judgements, each with its star by the rule."""
    rule = cr.regime("ssi2003").rule
    return [(*pattern, rule.headline(pattern)) for pattern in product(range(4), repeat=4)]


@examples(15)
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
    assert regime.rule.same_as(cr.regime("ssi2003").rule)
    before = position_of(regime, judgement)
    after = apply_rule(before)
    truth = dict(position_of(cr.regime("ssi2003"), judgement).outcomes.select("series_id", "worst").iter_rows())
    ranges = {
        (series, name): (worst, best)
        for series, name, worst, best in regime.outcomes.select("series_id", "judgement", "worst", "best").iter_rows()
    }
    narrowed, place = 0, [*JUDGEMENTS, "stars"].index(judgement)
    for row, was in zip(after.outcomes.to_dicts(), before.outcomes.to_dicts(), strict=True):
        series = row["series_id"]
        own = [ranges[series, name] for name in (*JUDGEMENTS, "stars")]
        left = {
            whole[place]
            for whole in every_rating()
            if all(worst <= rank <= best for rank, (worst, best) in zip(whole, own, strict=True))
        }
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
    asked = set(loaded("yes"))
    assert mine <= asked
    assert "jsonschema" not in asked
