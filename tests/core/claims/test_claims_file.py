"""A claims.json is read whole; what is wrong with it is said with what, where and what to do."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import get_args

import pytest

import crossregime
from crossregime.core.claims.claims import (
    Application,
    Condition,
    Quantity,
    Ranking,
    Rounding,
    Subtraction,
    Sum,
)
from crossregime.core.claims.claims_file import read_claims
from crossregime.core.errors import DataError
from crossregime.core.files.schema import read_schema
from crossregime.regimes import BUILTINS

ROUNDINGS = get_args(Rounding)


GOOD = {
    "id": "top",
    "source": "paper",
    "place": "p. 1",
    "says": "One council is at the top",
    "query": {"figure": "count", "of": "trial@2003-11-13", "grades": ["Top"]},
    "printed": 1,
}


@pytest.fixture
def claims(annual):
    """Write claims.json into the small regime, and read it."""

    def read(*entries, tables=(), **document):
        whole = {
            "format": 1,
            "claims": list(entries),
            **({"tables": list(tables)} if tables else {}),
            **document,
        }
        annual.write("claims.json", json.dumps(whole))
        return read_claims(annual.read()).entries

    return read


@pytest.fixture
def refused(claims):
    """Write claims that can't be read, and give the one problem as text."""

    def read(*entries, **more):
        with pytest.raises(DataError) as caught:
            claims(*entries, **more)
        assert caught.value.exit_code == 3
        assert len(caught.value.faults) == 1, caught.value
        return str(caught.value.faults[0])

    return read


def claim(**changes):
    return {**GOOD, **changes}


def query(**words):
    return {"figure": "count", "of": "trial@2003-11-13", **words}


# What is read


def test_a_claim_has_its_source_its_place_its_query_and_what_was_printed(claims):
    (read,) = claims(claim(rounding="at least", note="A note."))
    assert (read.regime, read.id, read.source, read.place) == ("trial", "top", "paper", "p. 1")
    assert read.query == Quantity("count", "trial@2003-11-13", ("Top",))
    assert (read.value, read.printed, read.rounding, read.note) == (1, "1", "at least", "A note.")
    assert read.at == "claims[0]"


def test_every_word_of_the_vocabulary_is_read(claims):
    moved = {
        "figure": "share",
        "of": "trial",
        "from": "trial@first",
        "change": "rose",
        "steps": 2,
        "grades": ["Top"],
        "where": "region=London",
        "among": [{"of": "trial:capacity", "grades": ["Poor"]}],
    }
    mean = {"figure": "mean", "of": "trial", "scores": [0, 1, 2.5, 3]}
    share, difference, ranking, listed, total = claims(
        claim(id="a", query=moved, printed="1/3", rounding="just under"),
        claim(id="b", query={"figure": "difference", "first": mean, "second": mean}, printed=-0.5),
        claim(
            id="c",
            query={"figure": "ranking", "by": "type", "rank": mean, "order": "lowest"},
            printed=["Unitary"],
        ),
        claim(id="d", query={**moved, "figure": "councils"}, printed=["Leeds", "Hull"], rounding="at least"),
        claim(id="e", query={"figure": "sum", "terms": {"low": 3, "top": 4}}, printed=7),
    )
    assert share.query == Quantity(
        "share",
        "trial",
        ("Top",),
        "trial@first",
        "rose",
        2,
        "region=London",
        (Condition("trial:capacity", ("Poor",)),),
    )
    assert share.value == Fraction(100, 3)
    assert share.quantities[0].selectors == ("trial", "trial@first", "trial:capacity")
    figure = Quantity("mean", "trial", scores=tuple(map(Fraction, ("0", "1", "2.5", "3"))))
    assert difference.query == Subtraction(figure, figure)
    assert difference.value == Fraction(-1, 2)
    assert ranking.query == Ranking("type", figure, "lowest")
    assert (listed.names, listed.value, listed.printed) == (("Leeds", "Hull"), None, "Leeds, Hull")
    assert total.query == Sum((("low", Fraction(3)), ("top", Fraction(4))))


def test_a_rule_a_share_of_printed_numbers_and_what_is_circular_are_read(claims):
    applied = {"figure": "rule", "of": "trial", "judgements": {"care": "Top"}}
    rule, share = claims(
        claim(id="a", query=applied, printed="Two Stars"),
        claim(id="b", query={"figure": "sum", "terms": {"low": 3}, "out_of": {"low": 3, "top": 9}}, printed="1/4",
              circular="The data were made with it."),
    )  # fmt: skip
    assert (rule.query, rule.value, rule.printed) == (Application("trial", (("care", "Top"),)), None, "Two Stars")
    assert share.query == Sum((("low", Fraction(3)),), (("low", Fraction(3)), ("top", Fraction(9))))
    assert (share.value, share.circular) == (25, "The data were made with it.")


def test_a_claim_that_no_data_can_check_says_why_and_has_no_query(claims):
    entry = {key: value for key, value in GOOD.items() if key not in ("query", "printed")}
    (read,) = claims({**entry, "unchecked": "The chart is lost."})
    assert (read.query, read.value, read.unchecked) == (None, None, "The chart is lost.")


def test_a_table_gives_one_claim_a_cell_and_none_for_an_empty_one(claims):
    table = {
        "id": "t1",
        "source": "paper",
        "place": "table 1",
        "says": "Councils by grade",
        "rounding": "whole",
        "query": {"figure": "share", "of": "trial@2003-11-13"},
        "columns": [
            {"label": "low", "query": {"grades": ["Low"]}},
            {"label": "top", "query": {"grades": ["Top"]}},
        ],
        "rows": [
            {"label": "all", "query": {}, "printed": [19, 1]},
            {"label": "London", "query": {"where": "region=London"}, "printed": [None, 3]},
        ],
    }
    low, top, london = claims(tables=[table])
    assert [each.id for each in (low, top, london)] == ["t1.1.1", "t1.1.2", "t1.2.2"]
    assert london.query == Quantity("share", "trial@2003-11-13", ("Top",), where="region=London")
    assert (low.value, low.rounding, low.table, low.place) == (19, "whole", "t1", "table 1: all, low")


def test_a_regime_without_the_file_has_no_claims(annual):
    assert read_claims(annual.read()).entries == ()
    assert read_claims(annual.read()).hash == ""


def test_comparing_reads_no_claims(annual):
    annual.write("claims.json", "not JSON")
    assert annual.read().id == "trial"


# What is refused: what, where and what to do


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        (
            claim(query=query(grade=["Top"])),
            ["claims[0].query (top)", "unknown field 'grade'", "did you mean 'grades'"],
        ),
        (claim(query=query(figure="cuont")), ["query.figure (top)", "'cuont'", "did you mean 'count'"]),
        (claim(query=query(where="county=Kent")), ["query.where (top)", "region=NAME or type=NAME"]),
        (claim(printed="forty"), ["claims[0].printed (top)", "'forty' is not a number", "such as 12"]),
        (claim(printed=True), ["printed (top)", "true is not a number"]),
        (claim(query=[]), ["claims[0].query (top)", "a list where an object is due"]),
        (
            {key: value for key, value in GOOD.items() if key != "printed"},
            ["claims[0] (top)", "the field 'printed' is missing", "write what was printed"],
        ),
        (claim(query=query(where="London")), ["'London' is no region and no type", "write region=NAME or type=NAME"]),
        (claim(printed=["Leeds"]), ["printed (top)", "is not a number"]),
        (claim(printed="1/3"), ["printed (top)", "only a share can be one", "write a number"]),
        (
            claim(query=query(figure="councils", grades=["Top"])),
            ["printed (top)", "1 is not a list of names"],
        ),
        (
            claim(query=query(figure="councils", grades=["Top"]), printed=[]),
            ["printed (top)", "the list has too few entries", "write the names as printed, in a list"],
        ),
        (
            claim(query={"figure": "rule", "of": "trial@first", "judgements": {"care": "Top"}}, printed="Top"),
            ["query.of (top)", "'trial@first' is not a regime as a whole", "without a date or a judgement"],
        ),
        (claim(rounding="roughly"), ["rounding (top)", "'roughly'", "write one of exact, whole"]),
        (
            claim(source="papers"),
            ["source (top)", "unknown source 'papers'", "did you mean 'paper'", "sources.csv"],
        ),
        (claim(says=""), ["claims[0].says (top)"]),
        (claim(exlanation="Because."), ["claims[0] (top)", "'exlanation'", "did you mean 'explanation'"]),
        (claim(query=query(change="rose")), ["query (top)", "from and change belong together"]),
        (claim(query={**query(), "from": "trial@first"}), ["query (top)", "from and change belong together"]),
        (claim(query=query(figure="share")), ["query (top)", "share of which councils?", "add grades"]),
        (
            claim(query={**query(change="stayed", steps=1), "from": "trial@first"}),
            ["query (top)", "steps needs a change that rose or fell"],
        ),
        (
            claim(query={"figure": "sum", "terms": {"low": "two"}}),
            ["query.terms.low (top)", "'two' is not a number"],
        ),
        (claim(query={"figure": "mean", "of": "trial"}), ["query (top)", "the field 'scores' is missing"]),
        (
            claim(
                query={
                    "figure": "difference",
                    "first": query(),
                    "second": query(figure="share", grades=["Top"]),
                }
            ),
            ["query (top)", "a share can't be taken from a count"],
        ),
        (
            claim(query=query(figure="councils", grades=["Top"]), printed=["Leeds"], rounding="about"),
            ["rounding (top)", "a list can't be 'about'", "at least where others may"],
        ),
        (
            claim(
                query={
                    "figure": "ranking",
                    "by": "region",
                    "rank": query(grades=["Top"], where="region=London"),
                },
                printed=["London"],
            ),
            ["query.rank.where (top)", "leave where out"],
        ),
    ],
)
def test_a_wrong_claim_is_refused_with_what_where_and_what_to_do(refused, entry, parts):
    text = refused(entry)
    assert text.startswith("./trial/claims.json, field ")
    for part in parts:
        assert part in text


def test_two_claims_of_one_id_are_refused(refused):
    text = refused(GOOD, GOOD)
    assert "claims[1]" in text
    assert "'top' stands twice" in text


def test_all_problems_of_a_file_are_reported_at_once(claims):
    with pytest.raises(DataError) as caught:
        claims(claim(printed="x"), claim(id="b", query=query(figure="x")), claim(id="c", rounding="x"))
    assert len(caught.value.faults) == 3


def test_a_problem_of_a_cell_names_its_row_and_column(refused):
    table = {
        "id": "t1",
        "source": "paper",
        "place": "table 1",
        "says": "Councils",
        "query": {"figure": "count", "of": "trial"},
        "columns": [{"label": "top", "query": {"grades": ["Top"]}}],
        "rows": [{"label": "all", "query": {}, "printed": ["many"]}],
    }
    assert "tables[0].rows[0], column 'top'" in refused(tables=[table])
    table["rows"] = [{"label": "all", "query": {}, "printed": [1, 2]}]
    assert "tables[0].rows[0].printed: the row has 2 values, the table 1 columns" in refused(tables=[table])


@pytest.mark.parametrize(
    "text", ["", "[", '{"format": 1, "format": 1}', '{"format": NaN}', "[]", "{}", '{"format": 2}']
)
def test_a_file_of_another_form_is_refused(annual, text):
    annual.write("claims.json", text)
    with pytest.raises(DataError, match=r"claims\.json|not the JSON"):
        read_claims(annual.read())


def test_a_huge_number_is_refused(refused):
    assert "1e+300 is more than 1000000000; write a number" in refused(claim(printed=1e300))


# The built-ins


@pytest.mark.parametrize("name", BUILTINS)
def test_every_built_in_has_claims_whose_sources_it_lists(name):
    regime = crossregime.regime(name)
    entries = read_claims(regime).entries
    assert len(entries) > 15
    assert {entry.source for entry in entries} <= set(regime.sources)


def test_the_schema_knows_the_roundings_and_figures_that_the_reader_knows():
    defs = read_schema("claims")["$defs"]
    assert tuple(defs["rounding"]["enum"]) == ROUNDINGS
    branches = [rule["if"]["properties"]["figure"]["const"] for rule in defs["query"]["allOf"]]
    assert sorted(branches) == sorted(defs["query"]["properties"]["figure"]["enum"])
