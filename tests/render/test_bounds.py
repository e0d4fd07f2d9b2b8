"""The page of an inquiry: the answer first, each statistic three ways, then the parts that were asked for."""

from __future__ import annotations

from functools import partial

import pytest

import crossregime as cr
from crossregime.core.comparison.inquiry import inquire
from crossregime.render.bounds import FIGURES, HEADS, write_inquiry
from crossregime.render.settling import _settling

from ..pages import compared, written


def shown(inquiry, *show):
    return written(partial(write_inquiry, show=show), inquiry)


@pytest.fixture(scope="module")
def inquiry():
    return inquire(compared("strict"), helping=True, extremes=True, breakdown=True, assume="monotone")


@pytest.fixture(scope="module")
def text(inquiry):
    return shown(inquiry)


def test_each_statistic_stands_with_its_three_figures(inquiry, text):
    (table,) = inquiry.tables
    assert " ".join(HEADS).strip() in text
    for figure in table.identification.figures:
        assert " ".join([figure.short_title, *figure.brief_texts()]).strip() in text


def test_where_every_grade_is_known_the_three_figures_are_one():
    known = inquire(cr.compare("ssi2003:children.serving", "ssi2003:adults.serving"))
    assert not known.tables[0].identification.partly_known
    text = shown(known)
    assert HEADS[1] not in text
    for figure in known.tables[0].identification.figures:
        assert f"{figure.short_title} {figure.brief_texts()[0]}" in text


def test_what_was_asked_for_is_on_the_page_in_its_own_words(inquiry, text):
    (table,) = inquiry.tables
    assert all(each.sentence in text for each in table.assumed)
    assert all(sentence in text for sentence in table.breakdown.sentences)
    for end, extreme in zip(("smallest", "largest"), table.ends, strict=True):
        assert f"a completion with the {end} value, {extreme.value:.4f}" in text


def test_a_kind_of_fact_is_a_row_with_its_worth_and_its_councils(inquiry, text):
    help_ = inquiry.tables[0].help
    for kind in help_.kinds:
        if kind.worthless:
            continue
        number = f"{kind.count} {kind.guaranteed:.4f} {kind.best:.4f} {_settling(help_, kind)}"
        assert number in text
        assert f"Councils: {', '.join(kind.councils)}." in text


def test_parts_are_left_out_until_they_are_wanted(inquiry, text):
    (table,) = inquiry.tables
    assumptions = [f"{FIGURES[name]}. {what}" for name, what in inquiry.assumptions.items()]
    assert not any(each in text for each in assumptions)
    whole = shown(inquiry, "assumptions", "shares")
    assert all(each in whole for each in assumptions)
    assert all(share.sentence in whole for share in table.shares)
    assert f"Bounds by {table.identification.solver.method}" in whole


def test_without_a_pair_there_is_nothing_to_bound():
    nobody = cr.compare("ssi2003", "ofsted2009", where={"type": "Shire County", "region": "London"})
    assert nobody.pairs.height == 0
    assert "No council is in both, so there is nothing to bound." in shown(inquire(nobody))


def test_groups_are_one_table_and_each_is_written_in_full_on_request_or_where_more_is_asked_of_it():
    comparison = cr.compare("ssi2003", "ofsted2009", by="type", where={"region": "London"})
    first = shown(inquire(comparison))
    assert first.count("possible range known only") == 1
    for name in ("Inner London", "Outer London"):
        assert f" {name} " in first
    assert shown(inquire(comparison), "groups").count("possible range known only") == 3
    assert shown(inquire(comparison, assume="monotone")).count("possible range known only") == 3
