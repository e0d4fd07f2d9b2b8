"""The commands beside compare: regimes, validate, export, councils, council."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from jsonschema import Draft202012Validator

import crossregime
from crossregime.cli import main
from crossregime.commands import SUMMARIES
from crossregime.core.files.schema import read_schema


@pytest.fixture
def run(capsys):
    """Run the program and give its exit code, output and messages."""

    def go(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go


def valid(text: str, schema: str) -> dict:
    document = json.loads(text)
    Draft202012Validator(read_schema(schema)).validate(document)
    return document


def test_regimes_lists_the_built_ins(run):
    code, out, _ = run("regimes")
    assert code == 0
    for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"):
        assert name in out
    _, out, _ = run("regimes", "--format", "json")
    assert [each["id"] for each in valid(out, "regimes")["regimes"] if each["state"] == "built-in"] == [
        "ssi2002", "ssi2003", "csci2004", "ofsted2009",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["ssi2002", "ssi2003", "csci2004", "ofsted2009"])
def test_a_regime_is_described_with_scales_judgements_coverage_totals_and_sources(run, name):
    code, text, _ = run("regimes", name, "--show", "all")
    assert code == 0
    for part in (
        "Judgements",
        "Scales, worst grade first",
        "Publications and coverage",
        "Printed totals",
        "Sources",
    ):
        assert part in text
    document = valid(run("regimes", name, "--format", "json")[1], "description")
    for row in document["coverage"]:
        assert (
            sum(count for key, count in row.items() if key not in ("published", "judgement", "councils", "reports"))
            == row["councils"]
            == row["reports"]
        )
    for total in document["totals"]:
        if total["binds"]:
            assert total["lowest"] <= total["outcomes"]["highest"]
            assert total["highest"] >= total["outcomes"]["lowest"]


def test_a_source_of_one_fact_is_said_to_have_one(run):
    text = run("regimes", "ofsted2009", "--show", "all")[1]
    assert 'Eastern Daily Press, "Ofsted slump for Norfolk", 2010-12 (1 outcome, total or move)' in text
    assert 'Services and Skills (Ofsted)" (7 outcomes, totals and moves)' in text


def test_a_rolling_regime_counts_its_councils_once_and_its_reports_beside(run, make_rolling):
    row = ",Leeds,care,Good,Good,printed,paper,p. 1,"
    folder = make_rolling("spot", f"2010-01-01{row}", f"2012-01-01{row}", f"2012-01-01{row.replace('Leeds', 'Kent')}")
    document = valid(run("regimes", str(folder.path), "--format", "json")[1], "description")
    assert document["coverage"] == [{"published": None, "judgement": "care", "councils": 2, "reports": 3, "printed": 3}]
    text = run("regimes", str(folder.path), "--show", "all")[1]
    assert "published   judgement   councils   reports   printed" in text


def test_a_regime_shows_the_moves_that_were_printed(run):
    flows = valid(run("regimes", "ssi2002", "--format", "json")[1], "description")["flows"]
    assert len(flows) == len(crossregime.regime("ssi2002").flows)
    assert {"from": "ssi2002@2002-05-30", "to": "ssi2002@2002-11-14", "move": "rise", "count": 12}.items() <= flows[
        0
    ].items()
    assert "Printed moves" in run("regimes", "ssi2002", "--show", "all")[1]
    assert "Printed moves" not in run("regimes", "ofsted2009", "--show", "all")[1]


def test_csci2004_says_that_management_and_resources_has_no_published_judgement(run):
    code, _, err = run("compare", "--regime", "csci2004:management_and_resources", "--regime", "ssi2003")
    assert code == 2
    assert "no judgement of the area 'management_and_resources'" in err


def test_an_area_is_no_judgement_and_those_in_it_are_named(run):
    code, out, err = run("export", "csci2004:children_and_families")
    assert (code, out) == (2, "")
    assert "'children_and_families' is an area of csci2004, not a judgement" in err
    assert "name one of its judgements: children.serving, children.capacity" in err


def test_csci2004_knows_28_stars_and_leaves_the_rest_one_to_three():
    position = crossregime.position("csci2004")
    assert sum(position.coverage[status] for status in ("printed", "deduced")) == 28
    ranges = position.outcomes.filter(pl.col("status") == "range")
    assert set(ranges.select("worst", "best").iter_rows()) == {(1, 3)}
    assert ranges.height == 122


def test_the_printed_shares_of_2004_bind_as_whole_numbers():
    totals = {total.judgement: total for total in crossregime.regime("csci2004").totals if total.percent in (81, 91)}
    assert (totals["children.capacity"].lowest, totals["children.capacity"].highest) == (121, 122)
    assert (totals["adults.capacity"].lowest, totals["adults.capacity"].highest) == (136, 137)


def test_validate_accepts_every_built_in_and_exits_1_on_a_fault(run, tmp_path):
    for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"):
        assert run("validate", name)[0] == 0
    code, out, _ = run("validate", f"{tmp_path}/", "--format", "json")
    assert code == 1
    document = valid(out, "validation")
    assert not document["ok"]
    assert "no regime.json" in document["problems"][0]["what"]


@pytest.mark.parametrize("command", ["validate", "export", "regimes", "reconcile"])
@pytest.mark.parametrize("name", ["./nowhere", "./nowhere/crosswalk.json"])
def test_what_is_not_there_is_a_fault_of_the_data_for_every_command(run, command, name):
    code, out, err = run(command, name)
    assert (code, out) == (3, "")
    assert "there is no" in err


def test_validate_tells_what_is_wrong_with_every_file_of_a_folder_at_once(run, annual):
    annual.write("rule.json", "{}")
    annual.write("claims.json", '{"format": 2}')
    (annual.path / "crosswalks").mkdir()
    for name in ("one", "two"):
        annual.write(f"crosswalks/{name}.json", "[]")
    code, out, _ = run("validate", str(annual.path), "--format", "json")
    assert code == 1
    files = {problem["file"].removeprefix(f"{annual.path}/") for problem in valid(out, "validation")["problems"]}
    assert files == {"rule.json", "claims.json", "crosswalks/one.json", "crosswalks/two.json"}


def test_validate_groups_what_is_wrong_in_many_rows_and_json_has_each(run, annual):
    annual.write("outcomes.csv", annual.text("outcomes.csv").replace("paper", "papier"))
    code, out, _ = run("validate", str(annual.path))
    assert code == 1
    text = " ".join(out.split())  # wherever the path of the folder makes a line end
    assert text.startswith(f"{annual.path}: 7 problems ")
    assert text.count("unknown source") == 1
    assert "in 7 rows: 2, 3, 4, 5, 6, 7, 8" in text
    assert len(valid(run("validate", str(annual.path), "--format", "json")[1], "validation")["problems"]) == 7


@pytest.mark.parametrize("name", ["regime.json", "outcomes.csv", "claims.json"])
def test_validate_asks_for_the_folder_of_a_file_of_a_regime(run, annual, name):
    code, _, err = run("validate", f"{annual.path}/{name}")
    assert code == 2
    assert f"{annual.path}/{name} is one file of a regime" in err
    assert f"check its whole folder: {annual.path}" in err


def test_crosswalks_that_lie_outside_the_folder_of_their_regime_are_refused(run, annual, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (annual.path / "crosswalks").symlink_to(tmp_path / "elsewhere")
    code, out, _ = run("validate", str(annual.path))
    assert code == 1
    assert "crosswalks: leads outside its folder" in " ".join(out.split())


def test_validate_holds_a_plugin_to_its_contract_too(run, monkeypatch):
    regime = crossregime.host().load("ssi2003")
    host = type(
        "Host",
        (),
        {
            "folder": lambda *_: None,
            "load": lambda *_: dataclasses.replace(regime, outcomes=regime.outcomes.reverse(), folder=None),
        },
    )
    monkeypatch.setattr(crossregime, "host", host)
    code, out, _ = run("validate", "mine")
    assert code == 1
    assert "the outcomes are not sorted" in out


def test_validate_refuses_a_name_that_stands_for_nothing(run):
    code, _, err = run("validate", "ssi2033")
    assert code == 2
    assert "did you mean 'ssi2003'" in err


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "xlsx"])
def test_export_writes_the_same_outcomes_in_every_format(run, tmp_path, form):
    if form == "xlsx":
        pytest.importorskip("xlsxwriter")
    path = tmp_path / f"out.{form}"
    assert run("export", "ofsted2009", "--format", form, "--output", str(path))[0] == 0
    frame = crossregime.position("ofsted2009").frame
    assert frame.height == 152
    if form == "json":
        document = valid(path.read_text(), "position")
        assert [row["worst"] for row in document["outcomes"]] == frame.get_column("worst").to_list()
        return
    meta = valid(path.with_name(f"out.{form}.meta.json").read_text(), "position")
    assert "outcomes" not in meta
    if form == "csv":
        read = pl.read_csv(path, infer_schema=False)
        assert read.get_column("council_id").to_list() == frame.get_column("council_id").to_list()
    if form == "parquet":
        assert pl.read_parquet(path).equals(frame)


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_a_comparison_s_pairs_go_to_a_table_with_all_the_rest_beside_it(run, tmp_path, form):
    if form == "xlsx":
        pytest.importorskip("xlsxwriter")
    path = tmp_path / f"pairs.{form}"
    both = ("compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--format", form, "--output")
    assert run(*both, str(path))[0] == 0
    assert "pairs" not in valid(path.with_name(f"pairs.{form}.meta.json").read_text(encoding="utf-8"), "comparison")
    if form == "parquet":
        assert pl.read_parquet(path).equals(crossregime.compare("ssi2003", "ofsted2009").pairs)
    rivals = tmp_path / f"rivals.{form}"
    assert run(*both, str(rivals), "--crosswalk", "all", "--statistic", "mean_shift")[0] == 0
    valid(rivals.with_name(f"rivals.{form}.meta.json").read_text(encoding="utf-8"), "sensitivity")


def test_export_of_a_binary_format_needs_a_file(run):
    code, _, err = run("export", "ssi2003", "--format", "parquet")
    assert code == 2
    assert "add --output FILE" in err


def test_export_never_replaces_a_file_unless_forced(run, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("mine")
    code, _, err = run("export", "ssi2003", "--output", str(path))
    assert code == 2
    assert "exists already" in err
    assert path.read_text() == "mine"
    assert run("export", "ssi2003", "--output", str(path), "--force")[0] == 0
    assert path.read_text().startswith("series_id,")


def test_councils_are_150_in_2003_and_152_in_2009(run):
    for day, number in (("2003-11-13", 150), ("2009-12-09", 152)):
        _, out, _ = run("councils", "--on", day, "--format", "json")
        assert len(valid(out, "councils")["councils"]) == number


def test_a_list_of_a_day_before_the_register_is_complete_says_that_some_are_missing(run):
    missing = "Some are missing: the register holds no council that ended before 1998-04-01."
    assert missing in run("councils", "--on", "1998-03-31")[1]
    assert missing not in run("councils", "--on", "1998-04-01")[1]


def test_councils_of_a_region_and_type_are_listed(run):
    code, out, _ = run("councils", "--on", "2009-12-09", "--region", "Eastern", "--type", "UA")
    assert code == 0
    assert "6 councils" in out
    assert "central-bedfordshire" in out


def test_a_day_that_is_no_date_is_refused(run):
    code, _, err = run("councils", "--on", "2003-02-30")
    assert code == 2
    assert "not a date of the calendar" in err


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        ("Name\nHull\n", "column 'name' is missing", "rename 'Name'"),
        ("name;date\nHull;\n", "has semicolons between its cells", "with commas"),
        ("name\nHull\n\nLeeds\n", "row 3: the row is empty", "take it out"),
        ("name,date\nHull,20031113\n", "'20031113' is not a date", "write YYYY-MM-DD"),
        ("name,date\nHull,2003-W46-4\n", "'2003-W46-4' is not a date", "write YYYY-MM-DD"),
        ("name,date\nHull,13/11/2003\n", "'13/11/2003' is not a date", "write YYYY-MM-DD: 2003-11-13"),
    ],
)
def test_a_file_of_names_that_can_not_be_read_is_told_what_to_do(run, tmp_path, text, what, do):
    names = tmp_path / "names.csv"
    names.write_text(text)
    code, _, err = run("councils", "--resolve", str(names))
    assert code == 3
    assert what in err
    assert do in err


def test_the_day_that_was_asked_about_stands_beside_each_name(run, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("name,date\nDorset,2003-11-13\nDorset,\n")
    _, out, _ = run("councils", "--resolve", str(names), "--on", "2020-01-01", "--format", "csv")
    assert out.splitlines()[1].startswith("Dorset,2003-11-13,2003-11-13,dorset-county,")
    assert out.splitlines()[2].startswith("Dorset,,2020-01-01,dorset,")


def test_a_long_file_of_unknown_names_is_resolved_without_a_search_for_each(tmp_path, monkeypatch):
    from crossregime.core.councils import resolution

    monkeypatch.setattr(resolution, "MOST_SUGGESTED", 2)
    names = tmp_path / "names.csv"
    names.write_text("name\n" + "Leedz\n" * 3 + "Leedx\nLeedy\nLeeds\n")
    found = resolution.resolve_file(names)
    assert [bool(match.candidates) for match in found.matches] == [True, True, True, True, False, False]
    assert found.failed == 5


def test_a_mistyped_type_is_answered_with_the_nearest(run):
    assert "did you mean 'Unitary Authority'" in run("councils", "--type", "untary")[2]


def test_one_council_is_one_council(run):
    assert run("councils", "--on", "2020-01-01", "--region", "London", "--type", "Unitary")[1].startswith("0 councils")
    out = run("councils", "--on", "2003-11-13", "--region", "North East", "--type", "shire county")[1]
    assert out.startswith("2 councils")


def test_a_council_without_a_name_is_refused(run):
    code, _, err = run("council", " ")
    assert code == 2
    assert "the name is empty" in err


def test_a_file_of_names_is_resolved_row_by_row_and_its_other_columns_are_kept(run, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("id,name,date\n1,Hull,2003-11-13\n2,Bedfordshire,2010-01-01\n3,E10000015,\n")
    code, out, _ = run("councils", "--resolve", str(names), "--format", "json")
    assert code == 1
    document = valid(out, "resolution")
    assert (document["resolved"], document["failed"]) == (2, 1)
    assert [row["council_id"] for row in document["rows"]] == ["kingston-upon-hull", "", "hertfordshire"]
    assert [row["id"] for row in document["rows"]] == ["1", "2", "3"]
    assert "its area went to Bedford and Central Bedfordshire" in document["rows"][1]["explanation"]
    assert "Not resolved" in run("councils", "--resolve", str(names))[1]


def test_a_file_of_names_without_a_column_name_is_refused(run, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("council\nHull\n")
    code, _, err = run("councils", "--resolve", str(names))
    assert code == 3
    assert "column 'name' is missing" in err


def test_a_council_page_tells_its_origin_and_every_outcome_of_it_and_its_predecessor(run):
    code, out, _ = run("council", "Cheshire East", "--show", "all")
    assert code == 0
    assert "2009-04-01: from Cheshire (cheshire), split" in out
    assert "Outcomes of Cheshire, before it" in out
    assert "b  Break: what differs between the regimes" in out
    document = valid(run("council", "Cheshire East", "--format", "json")[1], "profile")
    assert {each["regime"] for each in document["before"]} == {"ssi2002", "ssi2003", "csci2004"}
    assert {each["regime"] for each in document["own"]} == {"ofsted2009"}
    assert "need not mean the same" in document["break"]


def test_a_name_of_two_councils_needs_a_day(run):
    code, _, err = run("council", "Dorset")
    assert code == 2
    assert "dorset-county" in err
    assert "or say on which day (--on)" in err
    assert run("council", "Dorset", "--on", "2010-01-01")[0] == 0


def test_a_council_that_does_not_exist_is_refused_with_the_nearest(run):
    code, _, err = run("council", "Chesire East")
    assert code == 2
    assert "Cheshire East" in err


def test_the_documents_of_the_commands_have_schemas_that_are_schemas():
    for name in ("regimes", "description", "validation", "position", "councils", "resolution", "profile"):
        Draft202012Validator.check_schema(read_schema(name))


def test_a_built_in_can_be_copied_and_used_as_a_folder(run, tmp_path):
    source = Path(crossregime.__file__).parent / "regimes" / "ofsted2009"
    copy = tmp_path / "mine"
    shutil.copytree(source, copy)
    code, out, _ = run("compare", "--regime", "ssi2003", "--regime", str(copy))
    assert code == 0
    assert "46 to 77 of 89" in out


def test_doctor_gives_versions_and_finds_the_built_ins_sound(run):
    code, out, _ = run("doctor", "--format", "json")
    document = valid(out, "diagnosis")
    assert code == (0 if document["sound"] else 1)
    assert document["versions"]["crossregime"] == crossregime.__version__
    assert {"ssi2003", "ofsted2009"} <= {each["id"] for each in document["plugins"] if each["state"] == "built-in"}


def test_doctor_needs_a_positive_time_limit(run):
    code, _, err = run("doctor", "--timeout", "0")
    assert code == 2
    assert "give more than 0" in err


# What every document says of itself

DOCUMENTS = {
    "compare": ("--regime", "ssi2003", "--regime", "ofsted2009"),
    "compare --crosswalk stars-by-rank --crosswalk equipercentile": ("--regime", "ssi2003", "--regime", "ofsted2009"),
    "bounds": ("--regime", "ssi2003", "--regime", "ofsted2009"),
    "crosstab": (
        "--left",
        "names.csv",
        "--right",
        "names.csv",
        "--on",
        "name",
        "--grade",
        "name",
        "--scale",
        "Hull,York",
    ),
    "statistics": (),
    "map": ("--from", "ssi2003", "--to", "ofsted2009"),
    "crosswalks": (),
    "crosswalks ssi2003 ofsted2009": (),
    "crosswalks stars-by-rank": (),
    "regimes": (),
    "regimes ssi2003": (),
    "validate": ("ofsted2009",),
    "reconcile": ("ofsted2009",),
    "export": ("ofsted2009",),
    "councils": (),
    "councils --resolve": ("names.csv",),
    "council": ("Hull",),
    "rate": ("ssi2003", "--council", "Ealing"),
    "rate --all": ("ssi2003",),
    "doctor": (),
}


def test_no_command_is_left_out_of_the_documents():
    assert {name.split()[0] for name in DOCUMENTS} | {"plot"} == set(SUMMARIES)  # a picture is no document


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_begins_with_its_form_the_program_and_the_datasets(run, name, tmp_path, monkeypatch):
    (tmp_path / "names.csv").write_text("name\nHull\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    _, out, _ = run(*name.split(), *DOCUMENTS[name], "--format", "json")
    document = valid(out, "head")
    assert list(document)[:4] == ["format", "kind", "program", "datasets"]
    assert document["program"] == {"name": "crossregime", "version": crossregime.__version__}
    assert {"councils.csv", "scales.json"} <= set(document["datasets"])
