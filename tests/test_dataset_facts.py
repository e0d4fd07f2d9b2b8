"""How facts become datasets: docs/facts.py derives the rows, and every departure from the facts has its reason."""

from __future__ import annotations

import csv
import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FACTS = Path(os.environ.get("CROSSREGIME_FACTS", ROOT.parent / "shared" / "facts"))


@pytest.fixture
def script(monkeypatch):
    """Import docs/facts.py and its neighbours as it does when it is run."""
    monkeypatch.syspath_prepend(str(DOCS))
    names = {
        "facts": "facts", "folder": "factsfolder", "ratings": "ratingfacts", "councils": "councilfacts",
        "derived": "derived",
    }  # fmt: skip
    yield SimpleNamespace(**{short: importlib.import_module(name) for short, name in names.items()})
    for name in names.values():
        sys.modules.pop(name, None)


def a_folder(path, **tables):
    """Write a folder of facts: each table a header and rows."""
    for name, lines in tables.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
    return path


OUTCOME = ["published", "council_id", "council_printed", "judgement", "worst", "best", "status", "source", "note"]
NOTICE, DOCUMENT = "004_a2876872b275a723.txt", "000_e42dbc674d061542.txt"


def rating(council, worst, best, status="printed", note="", printed=None):
    printed = council.title() if printed is None else printed
    return ["2009-12-09", council, printed, "childrens_services", worst, best, status, NOTICE, note]


def test_the_datasets_are_as_the_facts_make_them():
    if not FACTS.is_dir():
        pytest.skip(f"the facts behind the datasets are not at {FACTS}: only who corrects the data has them")
    done = subprocess.run(
        [sys.executable, str(DOCS / "facts.py"), str(FACTS), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_a_folder_without_facts_is_one_line_that_says_so(tmp_path):
    done = subprocess.run(
        [sys.executable, str(DOCS / "facts.py"), str(tmp_path), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"facts: there is no {tmp_path / 'ssi2003.csv'}: name the folder that holds the facts"
    ]


def test_every_departure_and_every_wording_names_what_it_is_about():
    departures = list(csv.DictReader((DOCS / "facts" / "departures.csv").read_text(encoding="utf-8").splitlines()))
    assert departures
    assert [
        line for line in departures if not (line["file"] and line["row"] and line["column"] and line["reason"])
    ] == []
    wording = list(csv.DictReader((DOCS / "facts" / "wording.csv").read_text(encoding="utf-8").splitlines()))
    assert [line for line in wording if not line["place"]] == []


# Ratings


def test_a_known_grade_is_a_row_and_a_range_that_the_unlisted_rule_leaves_is_none(script, tmp_path):
    found = a_folder(
        tmp_path,
        ssi2003=[OUTCOME],
        ofsted2009=[OUTCOME, rating("leeds", "1", "1"), rating("barnet", "2", "3", "range", printed="")],
    )
    (row,) = script.ratings.outcomes(script.folder.Facts(found), "regimes/ofsted2009")
    assert row == {
        "published": "2009-12-09",
        "council": "Leeds",
        "judgement": "childrens_services",
        "worst": "Performs poorly",
        "best": "Performs poorly",
        "status": "printed",
        "source": "ofsted-2009",
        "place": "article",
        "note": "",
    }


def test_a_range_that_is_narrower_than_the_rule_is_a_row_under_the_id_where_no_name_is_printed(script, tmp_path):
    found = a_folder(tmp_path, ssi2003=[OUTCOME], ofsted2009=[OUTCOME, rating("barnet", "3", "4", "range", printed="")])
    (row,) = script.ratings.outcomes(script.folder.Facts(found), "regimes/ofsted2009")
    assert (row["council"], row["worst"], row["best"]) == ("barnet", "Performs well", "Performs excellently")


def test_a_note_is_as_the_wording_has_it_or_as_the_fact_has_it(script, tmp_path):
    found = a_folder(tmp_path, ofsted2009=[OUTCOME])
    facts = script.folder.Facts(
        found,
        wording=[
            {
                "regime": "r",
                "published": "d",
                "fact": "seen",
                "council": "",
                "judgement": "",
                "place": "p",
                "note": "all",
            },
            {
                "regime": "r",
                "published": "d",
                "fact": "seen",
                "council": "A",
                "judgement": "",
                "place": "p",
                "note": "A's",
            },
        ],
    )
    row = {"published": "d", "note": "seen", "council_printed": "A", "council_id": "a", "judgement": "stars"}
    assert facts.words("r", row) == ("p", "A's")
    assert facts.words("r", row | {"council_printed": "B"}) == ("p", "all")
    assert facts.words("r", row | {"note": "new"}) == ("article", "new")


def test_a_source_without_an_id_is_named(script, tmp_path):
    with pytest.raises(script.folder.FactsError, match=r"the source letter\.txt has no id: add a line to docs/facts"):
        script.folder.Facts(tmp_path).source("letter.txt")


def test_a_marked_judgement_at_an_end_of_its_scale_leaves_the_rest_of_it_for_the_year_before(script, tmp_path):
    def cell(judgement, grade):
        return ["2003-11-13", "york", "York", judgement, grade, grade, "printed", DOCUMENT, ""]

    found = a_folder(
        tmp_path,
        ssi2002_nov=[OUTCOME],
        ssi2003=[
            OUTCOME, cell("stars", "2"), cell("adults.serving", "yes"), cell("children.serving", "no"),
            cell("adults.capacity", "promising"), cell("children.capacity", "excellent"),
        ],
        ssi2003_changes=[
            ["council_id", "judgement", "changed_since_2002_11"],
            *(["york", name, "yes"] for name in ("stars", "adults.serving", "children.serving", "adults.capacity")),
            ["york", "children.capacity", "no"],
        ],
    )  # fmt: skip
    left = [
        (row["judgement"], row["worst"], row["best"], row["place"])
        for row in script.ratings.changed_to_an_end(script.folder.Facts(found))
    ]
    place = "Annex 1, under Two Stars"
    assert left == [("adults.serving", "No", "Most", place), ("children.serving", "Some", "Yes", place)]


# Councils


def test_a_share_of_areas_becomes_their_number_and_a_share_of_no_whole_number_is_refused(script, tmp_path):
    head = [
        "index", "councils_as_at", "council_id", "lsoas", "mean_score", "rank_of_mean", "share_in_most_deprived_10pc",
        "share_in_most_deprived_20pc",
    ]  # fmt: skip
    row = ["IMD2004", "2003-11-13", "york", "7", "1.5", "1", "0.1429", "0.2857"]
    facts = script.folder.Facts(a_folder(tmp_path, council_deprivation=[head, row]))
    (made,) = script.councils.deprivation(facts)
    assert (made["areas"], made["in_most_deprived_10"], made["in_most_deprived_20"]) == ("7", "1", "2")
    facts = script.folder.Facts(a_folder(tmp_path, council_deprivation=[head, [*row[:-1], "0.3000"]]))
    with pytest.raises(script.folder.FactsError, match=r"0\.3000 of 7 areas is no whole number of them \(york\)"):
        list(script.councils.deprivation(facts))


def test_a_neighbours_code_means_who_had_it_in_the_month_of_the_edition(script, tmp_path):
    council = ["council_id", "start_date", "end_date", "gss_code", "gss_code_later", "ons_old_code", "dfe_code"]
    head = ["edition", "dfe_code", "rank", "neighbour_dfe_code", "closeness_printed"]
    found = a_folder(
        tmp_path,
        councils=[
            council,
            ["bucks-county", "1974-04-01", "2020-03-31", "", "", "", "825"],
            ["bucks", "2020-04-01", "", "", "", "", "825"],
            ["poole", "1997-04-01", "2019-03-31", "", "", "", "836"],
        ],
        council_neighbours=[
            head,
            ["2019-04", "825", "1", "836", "Not Close"],
            ["2021-04", "825", "1", "836", "Very Close"],
            ["2021-04", "836", "1", "825", "Close"],
        ],
    )
    made = [
        (row["edition"], row["council_id"], row["neighbour_id"], row["closeness"])
        for row in script.councils.neighbours(script.folder.Facts(found))
    ]
    assert made == [
        ("2019-04", "bucks-county", "poole", "Not close"),
        ("2021-04", "bucks", "poole", "Very close"),
        ("2021-04", "poole", "bucks", "Close"),
    ]


# Departures


@pytest.fixture
def table(script):
    """A file of two rows that follow from facts, one column of which is the project's own."""
    given = [
        {"source": "a", "publisher": "A", "title": "One", "licence": "none"},
        {"source": "b", "publisher": "B", "title": "Two", "licence": "none"},
    ]
    return script.derived.Table("x.csv", "source", ("source",), lambda _: iter(given), own=("licence",))


def departure(row, column, facts="", here="", reason="because"):
    return {"file": "x.csv", "row": row, "column": column, "facts": facts, "here": here, "reason": reason}


KEPT = {"source": "c", "publisher": "C", "title": "Three", "published": "", "address": "", "licence": "free"}


def test_departures_are_applied_and_the_projects_own_columns_stay(script, table):
    lines = [departure("a", "title", "One", "Uno"), departure("b", "(left out)"), departure("c", "(added)")]
    made = script.facts.made(table, None, lines, {"a": KEPT | {"source": "a"}, "c": KEPT})
    assert [(row["source"], row["title"], row["licence"]) for row in made] == [
        ("a", "Uno", "free"),
        ("c", "Three", "free"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (departure("a", "title", "Eins", "Uno"), "facts now have 'One', not 'Eins'"),
        (departure("a", "title", "One", "One"), "the line changes nothing"),
        (departure("z", "title", "One", "Uno"), "facts give no such row"),
        (departure("z", "(left out)"), "facts give no such row"),
        (departure("a", "(added)"), "facts give this row now"),
        (departure("z", "(added)"), "the file has no such row to keep"),
        (departure("a", "title", "One", "Uno", reason=""), "say why"),
    ],
)
def test_a_departure_that_facts_have_overtaken_is_refused(script, table, line, said):
    with pytest.raises(script.folder.FactsError, match=said):
        script.facts.made(table, None, [line], {"c": KEPT})


def test_a_row_that_facts_give_twice_is_refused(script, table):
    twice = script.derived.Table("x.csv", "source", ("source",), lambda _: iter([KEPT, KEPT]))
    with pytest.raises(script.folder.FactsError, match="facts give the row c twice"):
        script.facts.made(twice, None, [], {})
    assert len(script.facts.made(table, None, [], {})) == 2


def test_what_differs_is_said_row_by_row(script, table):
    wanted = script.facts.made(table, None, [], {})
    held = {"a": wanted[0] | {"title": "Uno"}, "c": KEPT}
    assert script.facts.differences(table, wanted, held) == [
        "x.csv: a: title is 'Uno', by facts 'One'",
        "x.csv: b: not in the file",
        "x.csv: c: in the file, but no fact gives it",
    ]
