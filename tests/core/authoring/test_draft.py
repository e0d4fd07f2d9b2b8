"""A regime drafted from a spreadsheet is one that the program reads, and says no more than the spreadsheet."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.authoring.draft import draft_regime
from crossregime.core.authoring.wishes import Wishes

from .spreadsheets import CODED, LONG, WIDE


@pytest.fixture
def drafted(tmp_path):
    def draft(data, **said):
        path = tmp_path / "ratings.csv"
        path.write_bytes(data)
        found = draft_regime("mine", path, Wishes(**said))
        folder = tmp_path / "mine"
        folder.mkdir()
        for name, text in found.files.items():
            (folder / name).write_bytes(text)
        return json.loads(found.files["regime.json"]), cr.regime(folder)

    return draft


def grades(regime, judgement):
    labels = regime.judgement(judgement).scale.labels
    rows = regime.outcomes.iter_rows(named=True)
    return {
        row["council_id"]: row["status"] if row["worst"] is None else labels[row["worst"]]
        for row in rows
        if row["judgement"] == judgement and row["status"] != "range"
    }


def test_a_wide_table_of_one_day_is_an_annual_regime(drafted):
    said, regime = drafted(WIDE)
    assert said["publications"][0]["universe"] == {"on": "2016-03-31", "councils": 152}
    assert [each["id"] for each in said["judgements"]] == ["overall_effectiveness", "care_leavers"]
    assert said["headline"] == "overall_effectiveness"
    assert {each["service"] for each in said["judgements"]} == {"children"}
    assert grades(regime, "overall_effectiveness") == {
        "barnet": "Good", "leeds": "Outstanding", "kent": "Inadequate", "norfolk": "Good",
    }  # fmt: skip
    assert grades(regime, "care_leavers") == {
        "barnet": "Requires improvement to be good", "leeds": "not_judged", "kent": "not_applicable",
    }  # fmt: skip
    assert "see the letter" in set(regime.outcomes.get_column("note"))


def test_a_long_table_of_many_dates_is_a_rolling_regime(drafted):
    said, regime = drafted(LONG)
    assert (said["kind"], "publications" in said) == ("rolling", False)
    assert len(regime.inspections) == 3
    leeds, barnet, kent = regime.inspections
    assert (leeds.published.text, leeds.visited, leeds.type) == ("2023-03-13", "01/02/2023", "full")
    assert kent.published.text == "2025-02"
    assert regime.sources[kent.source].address == "https://www.example.org/reports/kent"
    assert grades(regime, "overall")["barnet"] == "not_judged" != barnet.id
    assert grades(regime, "access") == {"leeds": "Strong", "kent": "Fair", "barnet": "not_judged"}
    assert [each["label"] for each in said["scales"][0]["grades"]] == ["Weak", "Fair", "Strong"]


def test_councils_may_be_given_by_code_in_another_encoding(drafted):
    _, regime = drafted(CODED, date="2005-12-01")
    assert grades(regime, "star_rating") == {
        "birmingham": "Two Stars", "leeds": "One Star", "derbyshire": "not_published",
    }  # fmt: skip
    assert "£5m overspent" in set(regime.outcomes.get_column("note"))


def test_every_row_can_be_followed_to_its_place(drafted):
    _, regime = drafted(CODED, date="2005-12-01")
    places = set(regime.outcomes.get_column("place"))
    assert {"row 2 of ratings.csv", "row 3 of ratings.csv", "row 4 of ratings.csv"} <= places


def test_what_is_only_for_the_author_to_say_is_marked(drafted):
    said, _ = drafted(WIDE)
    assert all(said[field].startswith("TO DO:") for field in ("title", "inspectorate", "summary", "licence"))


def test_what_the_author_says_is_in_it(drafted):
    said, _ = drafted(WIDE, title="My ratings", inspectorate="Ofsted", kind="annual")
    assert (said["title"], said["inspectorate"]) == ("My ratings", "Ofsted")
    assert said["publications"][0]["title"] == "My ratings, 2016-03-31"


def test_the_same_file_gives_the_same_bytes(tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_bytes(LONG)
    assert draft_regime("mine", path, Wishes()) == draft_regime("mine", path, Wishes())
