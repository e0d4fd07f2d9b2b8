"""What used to be accepted in silence: each is refused with the file and the row or field where it stands."""

from __future__ import annotations

import json
import os

import pytest

from crossregime.core.errors import DataError
from crossregime.core.files.places import SCHEMAS
from crossregime.core.reading.crosswalks import examine_crosswalk
from crossregime.core.reading.reader import read_regime

INVISIBLE = "\u202e\u2066\u200b\u200f\u2028\u2029\ufeff\u2060\u061c\U000e0041"
INPUTS = ("regime", "rule", "claims", "crosswalk", "scales")
"""Schemas of the JSON files that an author writes."""


def only(folder):
    """Give the one fault of a folder."""
    (fault,) = folder.faults()
    return fault


# Characters that nobody sees


@pytest.mark.parametrize("char", INVISIBLE)
@pytest.mark.parametrize(
    ("file", "before", "column"),
    [
        ("outcomes.csv", "Barnet,care", "council"), ("outcomes.csv", "p. 1", "place"),
        ("outcomes.csv", "printed", "status"), ("totals.csv", "p. 10", "place"),
        ("sources.csv", "The Paper", "publisher"),
    ],
)  # fmt: skip
def test_a_character_that_nobody_sees_is_named_with_its_row(annual, char, file, before, column):
    text = annual.text(file)
    if before not in text:
        pytest.skip("the trial has no such cell")
    at = text.index(before)
    annual.write(file, text[:at] + before[:2] + char + before[2:] + text[at + len(before) :])
    fault = annual.faults()[0]
    assert fault.what.startswith("the cell has the ")
    assert f"U+{ord(char):04X}" in fault.what
    assert (fault.file.endswith(file), fault.row) == (True, text[:at].count("\n") + 1)
    assert fault.column == column


@pytest.mark.parametrize("char", INVISIBLE)
def test_it_is_named_in_a_descriptor_too(annual, char):
    annual.describe(lambda whole: whole["comparability"][0].update(note=f"Nothing{char} defines"))
    fault = only(annual)
    assert (fault.column, f"U+{ord(char):04X}" in fault.what) == ("comparability[0].note", True)


@pytest.mark.parametrize("label", ["   ", "\u00a0", "\u3164", "\u2003\u00ad"])
def test_a_label_of_blanks_is_refused(annual, label):
    annual.describe(lambda whole: whole["scales"][0]["grades"][0].update(label=label))
    assert any("blanks alone" in each.what or "shows nothing" in each.what for each in annual.faults())


@pytest.mark.parametrize("change", ["{}\u00ad", "{} ", "\u00a0{}", "{}\ufe0f"])
def test_labels_that_differ_in_what_nobody_sees_stand_for_two_grades(annual, change):
    def alike(whole):
        grades = whole["scales"][0]["grades"]
        grades[1]["forms"] = [change.format(grades[0]["label"])]

    annual.describe(alike)
    assert any("stands for two grades" in each.what for each in annual.faults())


@pytest.mark.parametrize("field", ["title", "summary", "inspectorate", "licence"])
def test_a_blank_text_is_none(annual, field):
    annual.describe(lambda whole: whole.update({field: " \u00a0 "}))
    fault = only(annual)
    assert (fault.column, fault.what) == (field, "the text holds blanks alone")


# Numbers


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e308", "1e30", "1e-320", "1e-100", "12345678901234567890"])
def test_no_score_is_without_end_or_next_to_nothing(annual, number):
    def score(whole):
        scores = [0, 1, 2, "HERE"]
        whole["scorings"] = [{"judgement": "care", "scores": scores, "source": "paper", "place": "p. 1"}]

    annual.describe(score)
    annual.write("regime.json", annual.text("regime.json").replace('"HERE"', number))
    fault = only(annual)
    assert fault.column == "scorings[0].scores[3]"
    assert str(fault).isprintable()


@pytest.mark.parametrize("name", INPUTS)
def test_every_number_and_every_list_that_an_author_writes_has_limits_in_its_schema(name):
    def walk(node, way):
        if isinstance(node, dict):
            kinds = node.get("type", ())
            kinds = {kinds} if isinstance(kinds, str) else set(kinds)
            if kinds & {"number", "integer"} and "properties" not in node:
                yield way, {"minimum", "maximum"} <= set(node)
            if "array" in kinds and "items" in node:
                yield way, "maxItems" in node
            for key, each in node.items():
                yield from walk(each, f"{way}.{key}")

    whole = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    found = dict(walk(whole, name))
    assert found
    assert [way for way, limited in found.items() if not limited] == []


# Dates of sources


@pytest.mark.parametrize("date", ["2003-02-30", "2003-13", "2003-00", "2003-11-31", "0000", "#-#", "2003-1"])
def test_a_source_has_a_date_of_the_calendar(annual, date):
    annual.write("sources.csv", annual.text("sources.csv").replace("2003-11-14", date))
    if date not in annual.text("sources.csv"):
        rows = annual.text("sources.csv").splitlines()
        cells = rows[1].split(",")
        cells[3] = date
        annual.write("sources.csv", "\n".join([rows[0], ",".join(cells), *rows[2:]]) + "\n")
    fault = annual.faults()[0]
    assert (fault.file.endswith("sources.csv"), fault.row, fault.column) == (True, 2, "published")


def test_a_source_of_a_crosswalk_does_too(tmp_path):
    from crossregime.core.files.places import DATASETS

    entry = json.loads((DATASETS / "crosswalks" / "serving-by-rank.json").read_text(encoding="utf-8"))
    entry["sources"][0]["published"] = "2003-02-30"
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({**entry, "id": "mine"}))
    _, faults = examine_crosswalk(path)
    assert ["2003-02-30" in each.what for each in faults] == [True]


# The same thing twice


@pytest.mark.parametrize("grades", ["Low|Low", "Fair|Good|Fair"])
def test_a_grade_stands_once_in_a_total(annual, grades):
    annual.write("totals.csv", annual.text("totals.csv").replace("Fair|Good", grades))
    fault = only(annual)
    assert (fault.row, fault.column) == (3, "grades")


def test_a_judgement_has_one_scoring(annual):
    scoring = {"judgement": "care", "scores": [0, 1, 2, 3], "source": "paper", "place": "p. 1"}
    annual.describe(lambda whole: whole.update(scorings=[scoring, {**scoring, "scores": [0, 1, 2, 4]}]))
    fault = only(annual)
    assert (fault.column, fault.what) == ("scorings[1]", "two scorings of the judgement 'care'")


FLOW = "from,to,judgement,move,count,source,place,note\n"


@pytest.mark.parametrize(
    ("rows", "row", "what"),
    [
        (["rise,500"], 2, "500 councils moved, of 150 that were rated"),
        (["rise,12", "rise,13"], 3, "the flow contradicts row 2: 13 here, 12 there, for one move"),
        (["Low>Fair|Fair,1"], 2, "one grade stands twice in 'Fair|Fair'"),
    ],
)
def test_flows_are_possible_and_agree(annual, rows, row, what):
    lines = (f"trial@2003-11-13,trial@2009-12-09,care,{each},paper,p. 1," for each in rows)
    annual.write("flows.csv", FLOW + "".join(f"{line}\n" for line in lines))
    fault = only(annual)
    assert (fault.row, fault.what) == (row, what)


# Files that are there and not read


def _dangling(path):
    path.symlink_to("nowhere")


KINDS = {"a folder": lambda path: path.mkdir(), "a link that leads nowhere": _dangling}
if hasattr(os, "mkfifo"):
    KINDS["a pipe"] = os.mkfifo


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name", ["flows.csv", "changes.csv", "corrections.csv", "names.csv", "rule.json", "claims.json"]
)
def test_what_may_be_left_out_but_is_there_is_named(call, annual, kind, name):
    KINDS[kind](annual.path / name)
    answer = call("validate", annual.path)
    assert answer.code == 1
    assert name in " ".join(answer.out.split()).replace(" ", "").replace("-", "") or name in answer.out
    assert "is not a file" in " ".join(answer.out.split()) or "isn't there" in " ".join(answer.out.split())


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "a folder"])
def test_crosswalks_that_are_no_folder_are_named(call, annual, kind):
    KINDS[kind](annual.path / "crosswalks")
    answer = call("validate", annual.path)
    assert (answer.code, "crosswalks" in answer.out) == (1, True)


@pytest.mark.parametrize("name", ["Flows.csv", "flow.csv", "FLOWS.CSV", "change.csv", "Names.csv", "Rule.json"])
def test_a_file_that_is_nearly_called_as_one_that_is_read_is_named(annual, name):
    annual.write(name, "")
    fault = only(annual)
    assert fault.file.endswith(f"/{name}")
    assert fault.do.startswith("call it ")


def test_files_of_other_names_are_one_s_own(annual):
    for name in ("notes.csv", "README.md", "working.json"):
        annual.write(name, "mine")
    assert read_regime(annual.path).id == "trial"


def test_a_required_file_of_another_case_is_named_beside_the_one_that_is_missing(annual):
    (annual.path / "outcomes.csv").rename(annual.path / "Outcomes.csv")
    with pytest.raises(DataError) as caught:
        read_regime(annual.path)
    (fault,) = caught.value.faults
    assert fault.what == "is missing, and there is Outcomes.csv: a name is read letter by letter"
    assert fault.do == "rename Outcomes.csv to outcomes.csv"
