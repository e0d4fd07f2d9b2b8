"""Options take several values one way: given again, or with commas where the whole is not one value."""

from __future__ import annotations

import json

import pytest

from crossregime.core.statistics import ENTRIES
from crossregime.core.statistics.brought import _ALSO, _NEAREST

TWO = ("compare", "--regime", "ssi2003", "--regime", "ofsted2009")


def names(answer):
    assert answer.code == 0, answer.err
    return sorted(pair["name_1"] for pair in json.loads(answer.out)["pairs"])


@pytest.mark.parametrize(
    ("councils", "found"),
    [
        (("--council", "Hull,Leeds"), ["Kingston upon Hull", "Leeds"]),
        (("--council", "Hull", "--council", "Leeds"), ["Kingston upon Hull", "Leeds"]),
        (("--council", "Herefordshire, County of"), ["Herefordshire"]),
        (("--council", "Herefordshire, County of, Hull"), ["Herefordshire", "Kingston upon Hull"]),
    ],
)
def test_a_comma_parts_councils_but_not_the_name_of_one(call, councils, found):
    assert names(call(*TWO, *councils, "--format", "json")) == found


def test_a_council_between_commas_that_there_is_none_of_is_named(call):
    answer = call(*TWO, "--council", "Hull,Leads")
    assert answer.code == 2
    assert "'Leads'" in answer.err


def test_commas_part_statistics_inference_limits_crosswalks_and_regimes(call):
    again = ("--statistic", "gamma", "--statistic", "tau_b", "--inference", "asymptotic", "--inference", "permutation")
    comma = ("--statistics", "gamma,tau_b", "--inference", "asymptotic, permutation")
    where = ("--where", "region=London", "--where", "type=inner london", "--format", "json")
    first = call(*TWO, *again, *where)
    assert first.code == 0
    assert call(*TWO, *comma, "--where", "region=London,type=inner london", "--format", "json").out == first.out
    assert call("compare", "--regime", "ssi2003,ofsted2009", *again, *where).out == first.out
    walks = call(*TWO, "--crosswalk", "stars-by-rank,ridit", "--format", "json")
    assert walks.out == call(*TWO, "--crosswalk", "stars-by-rank", "--crosswalk", "ridit", "--format", "json").out
    assert json.loads(walks.out)["kind"] == "sensitivity"


def test_statistic_takes_all(call):
    one = call(*TWO, "--statistic", "all", "--format", "json")
    assert one.code == 0
    assert one.out == call(*TWO, "--statistics", "all", "--format", "json").out
    assert "--statistics" not in call("compare", "--help").out


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("--regime", "ssi", "2003"), "write --regime ssi2003"),
        (("--regime", "ssi2003", "ofsted2009"), "write --regime ssi2003 --regime ofsted2009"),
        (("--regime", "ssi2003", "2003"), "a regime is named as --regime SELECTOR"),
    ],
)
def test_advice_on_a_stray_word_names_only_what_there_is(call, words, meant):
    answer = call("compare", *words)
    assert answer.code == 2
    assert meant in answer.err
    assert "--regime 2003" not in answer.err


@pytest.mark.parametrize("dash", ["\u2013", "\u2014", "\u2013-", "\u2212\u2212"])
def test_dashes_of_a_word_processor_are_understood(call, dash):
    plain = call(*TWO)
    assert call("compare", f"{dash}regime", "ssi2003", f"{dash}regime=ofsted2009").out == plain.out


@pytest.mark.parametrize(
    "name", ["spearman", "pearson", "chi2", "mcnemar", "icc", "phi", "cramer", "Cramer's V", "kendall-tau"]
)
def test_a_statistic_of_another_name_is_answered_with_the_nearest_and_why(call, name):
    answer = call(*TWO, "--statistic", name)
    assert answer.code == 2
    assert f"there is no statistic '{name}' here: " in answer.err
    assert "ask for " in answer.err


def test_the_nearest_are_statistics_and_no_other_name_is_one():
    held = {each.name for each in ENTRIES}
    assert {nearest for nearest, _ in _NEAREST.values()} <= held
    assert not (set(_NEAREST) | set(_ALSO)) & held
    assert set(_ALSO.values()) <= set(_NEAREST)


def test_commas_part_groups_and_files_of_groups_but_not_the_name_of_one(call, tmp_path):
    rows = 'council,group\nLeeds,"Large, urban"\nHull,Small\nYork,Small\nKent,"Large, urban"\n'
    for name in ("mine.csv", "other.csv"):
        (tmp_path / name).write_text(rows, encoding="utf-8")
    again = ("--by", "mine", "--groups", "mine.csv", "--groups", "other.csv", "--format", "json")
    comma = ("--by", "mine", "--groups", "mine.csv,other.csv", "--format", "json")
    one = call(*TWO, *again, "--between", "Large, urban", "--between", "Small")
    assert one.code == 0, one.err
    assert call(*TWO, *comma, "--between", "Large, urban,Small").out == one.out
    limited = names(call(*TWO, *again, "--where", "mine=Large, urban"))
    assert limited == ["Kent", "Leeds"]
    assert names(call(*TWO, *comma, "--where", "mine=Large, urban,type=shire county")) == ["Kent"]
