"""Reading a regime: what is refused, all of it at once, and what is made of the rest."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from fractions import Fraction
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import example, given, settings, strategies as st

from crossregime.core.errors import DataError, Fault
from crossregime.core.files.faults import Faults
from crossregime.core.model.attainable_counts import share_as_counts
from crossregime.core.model.scale import Grade, Scale
from crossregime.core.model.scales import shared_scales
from crossregime.core.model.totals import Total
from crossregime.core.reading.reader import read_regime
from crossregime.core.reading.rows import Rows
from crossregime.core.reading.totals import _agree_together

FIRST, LAST = dt.date(2003, 11, 13), dt.date(2009, 12, 9)


def cells(regime, date, judgement):
    """Give (worst, best, status) by council of one judgement of a publication."""
    rows = regime.outcomes.filter(pl.col("published") == date, pl.col("judgement") == judgement)
    return {council: tuple(rest) for council, *rest in rows.select("council_id", "worst", "best", "status").rows()}


def only(folder):
    """Give the one problem for which a folder can't be read."""
    (problem,) = folder.problems()
    return problem


# What is made of a good folder


def test_a_good_folder_is_read_whole(annual):
    regime = annual.read()
    assert (regime.id, regime.kind, regime.headline) == ("trial", "annual", "care")
    assert [judgement.id for judgement in regime.judgements] == ["care", "capacity"]
    assert [(each.date, each.universe.councils) for each in regime.publications] == [
        (FIRST, 150),
        (LAST, 152),
    ]
    assert regime.outcomes.height == 2 * 150 + 2 * 152
    assert list(regime.hashes) == ["outcomes.csv", "regime.json", "sources.csv", "totals.csv"]
    assert regime.notices == ()
    assert regime.origin == "./trial"


def test_publications_are_put_in_order_of_date(annual):
    annual.describe(lambda whole: whole["publications"].reverse())
    assert [each.date for each in annual.read().publications] == [FIRST, LAST]


def test_outcomes_are_sorted_by_date_judgement_and_series(annual):
    annual.describe(lambda whole: whole["publications"].reverse())
    rows = annual.read().outcomes.select("published", "judgement", "series_id").rows()
    order = {"care": 0, "capacity": 1}
    assert rows == sorted(rows, key=lambda row: (row[0], order[row[1]], row[2]))


def test_councils_that_no_row_names_get_the_range_of_the_rule_with_its_reason_and_source(annual):
    found = cells(annual.read(), FIRST, "care")
    assert len(found) == 150
    assert found["barnet"] == (3, 3, "printed")
    assert found["kingston-upon-hull"] == (0, 1, "range")
    assert found["kent"] == (1, 1, "deduced")
    assert Counter(found.values())[0, 2, "range"] == 146
    row = annual.read().outcomes.row(
        by_predicate=(pl.col("council_id") == "bexley")
        & (pl.col("judgement") == "care")
        & (pl.col("published") == FIRST),
        named=True,
    )
    assert (row["printed"], row["source"], row["place"], row["note"]) == (
        "",
        "paper",
        "p. 9",
        "all at the top are named",
    )


def test_without_a_rule_they_get_the_whole_scale(annual):
    regime = annual.read()
    assert Counter(cells(regime, FIRST, "capacity").values()) == {(0, 0, "printed"): 1, (0, 3, "range"): 149}
    assert Counter(cells(regime, LAST, "care").values()) == {
        (2, 2, "printed"): 1,
        (0, 0, "printed"): 1,
        (0, 3, "range"): 150,
    }


def test_a_judgement_without_any_row_is_unknown_for_all(annual):
    assert set(cells(annual.read(), LAST, "capacity").values()) == {(0, 3, "range")}


def test_a_status_without_a_grade_is_kept_and_never_counted(annual):
    annual.add(
        "outcomes.csv",
        "2003-11-13,Bexley,care,,,not_applicable,paper,p. 3,",
        "2003-11-13,Bury,care,,,not_published,paper,p. 3,",
    )
    found = cells(annual.read(), FIRST, "care")
    assert [found[name] for name in ("leeds", "bexley", "bury")] == [
        (None, None, "not_judged"),
        (None, None, "not_applicable"),
        (None, None, "not_published"),
    ]
    # 150 less three without a grade: 80% of 147 is 117 or 118, of 150 it would be 120.
    shared = next(total for total in annual.read().totals if total.count is None)
    assert (shared.lowest, shared.highest) == (117, 118)


def test_every_way_of_writing_a_grade_stands_for_it(annual):
    annual.replace("outcomes.csv", "Barnet,care,Good,Good", "Barnet,care,good,Good")
    annual.replace("outcomes.csv", "Barnet,capacity,Poor,Poor", "Barnet,capacity,poor,Poor")
    assert cells(annual.read(), LAST, "care")["barnet"] == (2, 2, "printed")


def test_a_council_is_resolved_on_the_date_of_the_universe(annual):
    annual.add(
        "outcomes.csv",
        "2003-11-13,Cornwall,care,Low,Low,printed,paper,p. 5,",
        "2009-12-09,Cornwall,care,Fair,Fair,printed,paper,p. 5,",
    )
    rows = annual.read().outcomes.filter(pl.col("printed") == "Cornwall")
    assert rows.select("council_id", "series_id").rows() == [
        ("cornwall-county", "cornwall"),
        ("cornwall", "cornwall"),
    ]


def test_byte_order_marks_are_read_with_a_notice_and_windows_line_ends_without_one(annual):
    plain = annual.read()
    annual.write("outcomes.csv", "\ufeff" + annual.text("outcomes.csv").replace("\n", "\r\n"))
    regime = annual.read()
    assert regime.outcomes.equals(plain.outcomes)
    assert regime.notices == ("./trial/outcomes.csv starts with a byte-order mark; it is read without it",)


def test_a_slash_at_the_end_of_the_folder_changes_no_message(annual):
    annual.replace("outcomes.csv", "Hull", "Hul")
    with pytest.raises(DataError) as caught:
        read_regime(annual.path, "./trial/")
    assert caught.value.problems[0].file == "./trial/outcomes.csv"


# Folders that are none


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"there is no folder \./none") as caught:
        read_regime(tmp_path / "none", "./none")
    assert caught.value.do == "give the path of a folder with a regime.json"


def test_a_name_too_long_for_a_folder_is_no_folder(tmp_path):
    with pytest.raises(DataError, match="there is no folder"):
        read_regime(tmp_path / ("n" * 300))


def test_a_missing_folder_with_a_plus_is_told_how_to_join(tmp_path):
    with pytest.raises(DataError, match="there is no folder") as caught:
        read_regime(tmp_path / "a+sif", "./a+sif")
    assert "name the id first: ID+./FOLDER" in caught.value.do


def test_a_file_is_no_folder(annual):
    with pytest.raises(DataError, match="is a file"):
        read_regime(annual.path / "regime.json")


def test_a_folder_without_a_descriptor_is_no_regime(annual):
    (annual.path / "regime.json").unlink()
    with pytest.raises(DataError) as caught:
        annual.read()
    assert caught.value.what == "./trial is no regime: it has no regime.json"
    assert "regime.json, outcomes.csv, totals.csv and sources.csv" in caught.value.do


@pytest.mark.parametrize("name", ["outcomes.csv", "totals.csv", "sources.csv"])
def test_a_missing_file_is_named(annual, name):
    (annual.path / name).unlink()
    assert only(annual) == Fault(f"./trial/{name}", "is missing", do=f"add {name} to the folder")


@pytest.mark.parametrize("name", ["regime.json", "outcomes.csv", "corrections.csv", "flows.csv"])
def test_a_file_that_is_a_link_out_of_the_folder_is_refused(annual, tmp_path, name):
    outside = tmp_path / name
    if (annual.path / name).exists():
        (annual.path / name).rename(outside)
    else:
        outside.write_text("anything")
    (annual.path / name).symlink_to(outside)
    with pytest.raises(DataError) as caught:
        annual.read()
    (problem,) = caught.value.problems
    assert (problem.file, problem.what) == (f"./trial/{name}", "leads outside its folder")


# The descriptor


@pytest.mark.parametrize(
    ("change", "column", "what"),
    [
        (lambda whole: whole.pop("title"), None, "the field 'title' is missing"),
        (
            lambda whole: whole.update(titel="x"),
            None,
            "unknown field 'titel'",
        ),
        (lambda whole: whole.update(kind="anual"), "kind", "unknown word 'anual'"),
        (lambda whole: whole.update(format=2), "format", "2 stands where 1 is due"),
        (lambda whole: whole.update(format=True), "format", "true stands where 1 is due"),
        (lambda whole: whole.update(id="../trial"), "id", "'../trial' can't stand here"),
        (lambda whole: whole.update(judgements=[]), "judgements", "the list has too few entries: 1 or more are due"),
        (
            lambda whole: whole.update(publications=[]),
            "publications",
            "the list has too few entries: 1 or more are due",
        ),
        (lambda whole: whole.pop("publications"), None, "the field 'publications' is missing"),
        (lambda whole: whole.update(summary=""), "summary", "the text is empty"),
        (lambda whole: whole.update(title=7), "title", "7 where a text is due"),
        (
            lambda whole: whole["publications"][0].update(date="13/11/2003"),
            "publications[0].date",
            "'13/11/2003' is not a date",
        ),
        (
            lambda whole: whole["publications"][0]["universe"].update(councils="all"),
            "publications[0].universe.councils",
            "'all' where a whole number is due",
        ),
        (
            lambda whole: whole["scales"][0].update(grades=[]),
            "scales[0].grades",
            "the list has too few entries: 2 or more are due",
        ),
    ],
)
def test_a_descriptor_that_breaks_its_schema_is_refused_with_the_place(annual, change, column, what):
    annual.describe(change)
    problem = only(annual)
    assert (problem.file, problem.column) == ("./trial/regime.json", column)
    assert problem.what.startswith(what)


def test_a_mistyped_word_of_the_descriptor_is_answered_with_the_nearest(annual):
    annual.describe(lambda whole: whole.update(kind="anual", titel=whole.pop("title")))
    assert {problem.matches for problem in annual.problems()} == {(), ("annual",), ("title",)}


@pytest.mark.parametrize("document", ["[]", "null", '"trial"', "3", "{}"])
def test_json_that_describes_no_regime_is_refused(annual, document):
    annual.write("regime.json", document)
    assert all(problem.file == "./trial/regime.json" for problem in annual.problems())


def test_an_endless_value_is_cut_in_the_message(annual):
    annual.describe(lambda whole: whole.update(title=["long"] * 100_000))
    assert len(only(annual).what) < 250


def test_a_number_without_end_is_refused_in_short(annual):
    annual.describe(lambda whole: whole["publications"][0]["universe"].update(councils=10**400))
    assert only(annual).what == f"1{'0' * 59}... is more than 1000"


def publication(index, **changes):
    return lambda whole: whole["publications"][index].update(changes)


def judgement(index, **changes):
    return lambda whole: whole["judgements"][index].update(changes)


def rule(**changes):
    return lambda whole: whole["publications"][0]["unlisted"][0].update(changes)


SCALE = {"id": "mine", "title": "Mine", "grades": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}


@pytest.mark.parametrize(
    ("change", "column", "what", "matches"),
    [
        (judgement(0, scale="trial-cares"), "judgements[0]", "unknown scale 'trial-cares'", ("trial-care",)),
        (judgement(0, area="families"), "judgements[0]", "unknown area 'families'", ()),
        (judgement(1, id="care"), "judgements[1]", "judgement 'care' is defined twice", ()),
        (
            lambda whole: whole.update(headline="caer"),
            "headline",
            "the headline 'caer' is no judgement of the regime",
            ("care",),
        ),
        (
            publication(1, date="2003-11-13"),
            "publications[1]",
            "two publications have the date 2003-11-13",
            (),
        ),
        (
            publication(0, date="2003-02-30"),
            "publications[0]",
            "'2003-02-30' is not a date of the calendar",
            (),
        ),
        (publication(0, source="papier"), "publications[0]", "unknown source 'papier'", ("paper",)),
        (
            publication(0, universe={"on": "2003-11-13", "councils": 152}),
            "publications[0].universe",
            "the universe is said to be 152 councils; the register has 150 on 2003-11-13",
            (),
        ),
        (rule(judgement="cares"), "publications[0].unlisted[0]", "unknown judgement 'cares'", ("care",)),
        (rule(best="Goode"), "publications[0].unlisted[0].best", "unknown grade 'Goode'", ("Good",)),
        (rule(best="Low"), "publications[0].unlisted[0]", "the worst grade must be worse than the best", ()),
        (rule(worst="Top"), "publications[0].unlisted[0]", "the worst grade must be worse than the best", ()),
        (rule(source="papr"), "publications[0].unlisted[0]", "unknown source 'papr'", ("paper",)),
        (
            lambda whole: whole["publications"][0]["unlisted"].append(whole["publications"][0]["unlisted"][0]),
            "publications[0].unlisted[1]",
            "two rules for the judgement 'care'",
            (),
        ),
        (
            lambda whole: whole["comparability"][0].update(source="papre"),
            "comparability[0]",
            "unknown source 'papre'",
            ("paper",),
        ),
        (
            lambda whole: whole.update(areas=[{"id": "one", "title": "One"}] * 2),
            "areas",
            "area 'one' is defined twice",
            (),
        ),
        (
            lambda whole: whole["scales"].append(SCALE | {"id": "ssi-stars"}),
            "scales",
            "scale 'ssi-stars' has other grades than the shared scale of that id",
            (),
        ),
        (
            lambda whole: whole["scales"].append(SCALE | {"id": "trial-care"}),
            "scales",
            "scale 'trial-care' is defined twice",
            (),
        ),
        (
            lambda whole: whole["scales"][0]["grades"][0].update(forms=["Fair"]),
            None,
            "scale 'trial-care': 'Fair' stands for two grades",
            (),
        ),
    ],
)
def test_a_descriptor_that_contradicts_itself_is_refused_with_the_place(annual, change, column, what, matches):
    annual.describe(change)
    problem = next(problem for problem in annual.problems() if problem.what == what)
    assert (problem.file, problem.column, problem.matches) == ("./trial/regime.json", column, matches)
    assert problem.do


def test_a_shared_scale_that_a_regime_repeats_stays_the_shared_one(annual):
    shared = shared_scales()["ssi-capacity"]
    grades = [{"id": f"own-{index}", "label": label} for index, label in enumerate(shared.labels)]
    annual.describe(lambda whole: whole["scales"].append({"id": shared.id, "title": "Own", "grades": grades}))
    assert annual.read().judgement("capacity").scale == shared


def test_a_whole_number_written_as_a_decimal_stays_a_whole_number(annual):
    annual.write("regime.json", annual.text("regime.json").replace('"councils": 150', '"councils": 150.0'))
    assert repr(annual.read().publications[0].universe.councils) == "150"


@pytest.mark.parametrize(
    ("text", "code"),
    [("red \x1b[31m", "001B"), ("bell \x07", "0007"), ("line\n", "000A"), ("\x9b31m", "009B")],
)
@pytest.mark.parametrize("field", ["title", "summary", "id", "headline"])
def test_a_control_character_in_the_descriptor_is_refused(annual, field, text, code):
    annual.describe(lambda whole: whole.update({field: text}))
    problem = only(annual)
    assert (problem.column, problem.what) == (field, f"the text has the control character U+{code}")
    assert str(problem).isprintable()


# Rows


@pytest.mark.parametrize(
    ("old", "new", "column", "what", "matches"),
    [
        (
            "2003-11-13,Barnet,care",
            "2003-11-14,Barnet,care",
            "published",
            "no publication has the date 2003-11-14",
            (),
        ),
        (
            "2003-11-13,Barnet,care",
            "2003-02-30,Barnet,care",
            "published",
            "'2003-02-30' is not a date of the calendar",
            (),
        ),
        ("Barnet,care,Top,Top", "Barnet,car,Top,Top", "judgement", "unknown judgement 'car'", ("care",)),
        ("Top,Top,printed,paper", "Top,Top,printed,papers", "source", "unknown source 'papers'", ("paper",)),
        ("Barnet,care,Top,Top", "Barnet,care,Top,Tops", "best", "unknown grade 'Tops'", ("Top",)),
        ("Barnet,care,Top,Top", "Barnet,care,top ,Top", "worst", "unknown grade 'top '", ("Top",)),
        (
            "Hull",
            "Hul",
            "council",
            "no council with social services duties is called 'Hul' on 2003-11-13",
            ("Hull",),
        ),
    ],
)
def test_a_row_that_names_what_is_not_there_is_refused_with_the_nearest(annual, *, old, new, column, what, matches):
    annual.replace("outcomes.csv", old, new)
    problem = only(annual)
    row = 3 if column == "council" else 2
    assert (problem.file, problem.row, problem.column, problem.what) == (
        "./trial/outcomes.csv",
        row,
        column,
        what,
    )
    assert all(any(word in match for match in problem.matches) for word in matches)


def test_an_unknown_grade_is_told_with_the_labels_that_are_allowed(annual):
    annual.replace("outcomes.csv", "Barnet,care,Top,Top", "Barnet,care,Excellent,Topp")
    assert [problem.column for problem in annual.problems()] == ["worst", "best"]
    assert {problem.do for problem in annual.problems()} == {"the grades of 'trial-care' are Low, Fair, Good, Top"}


def test_a_council_of_another_time_is_refused_with_its_story(annual):
    annual.replace("outcomes.csv", "2009-12-09,Barnet", "2009-12-09,Bedfordshire")
    problem = only(annual)
    assert problem.what.startswith(
        "'Bedfordshire' is no council on 2009-12-09: Bedfordshire (bedfordshire) existed until 2009"
    )
    assert set(problem.matches) == {"bedford", "central-bedfordshire"}


def test_a_name_that_stands_for_two_councils_is_refused_with_both(annual, monkeypatch):
    from crossregime.core.councils.council import Match
    from crossregime.core.councils.register import Register

    both = Match("Hull", None, "ambiguous", "'Hull' stands for 2 councils", ("one (One)", "two (Two)"))
    monkeypatch.setattr(Register, "match", lambda *_: both)
    problem = annual.problems()[0]
    assert (problem.what, problem.do) == ("'Hull' stands for 2 councils", "name one of one (One); two (Two)")


def test_a_second_outcome_is_refused_however_the_council_is_written(annual):
    annual.add("outcomes.csv", "2003-11-13,Kingston upon Hull,care,Low,Low,printed,paper,p. 9,")
    problem = only(annual)
    assert (problem.row, problem.column) == (9, "council")
    assert problem.what == (
        "a second outcome for Hull and Kingston upon Hull (kingston-upon-hull), care: row 3 has the first"
    )


def test_a_second_outcome_is_refused_even_where_it_says_the_same(annual):
    annual.add("outcomes.csv", *["2003-11-13,Barnet,care,Top,Top,printed,paper,p. 1,"] * 2)
    assert [(problem.row, problem.what) for problem in annual.problems()] == [
        (row, "a second outcome for Barnet (barnet), care: row 2 has the first") for row in (9, 10)
    ]


@pytest.mark.parametrize(
    ("worst", "best", "status", "what"),
    [
        ("Good", "Fair", "range", "the range is upside down: worst is better than best"),
        ("Good", "Fair", "printed", "the range is upside down: worst is better than best"),
        ("Low", "Fair", "printed", "a known grade needs worst and best to be the same"),
        ("Low", "Fair", "reconstructed", "a known grade needs worst and best to be the same"),
        ("Fair", "Fair", "range", "a range needs a worst that is worse than its best"),
    ],
)
def test_a_range_and_its_status_are_held_to_each_other(annual, worst, best, status, what):
    annual.replace("outcomes.csv", "Hull,care,Low,Fair,range", f"Hull,care,{worst},{best},{status}")
    problem = only(annual)
    assert (problem.row, problem.column, problem.what) == (3, "worst", what)


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        (
            "2003-11-13,Bury,care,Low,Low,not_judged,paper,p. 3,",
            "worst",
            "a grade stands beside a status that says",
        ),
        ("2003-11-13,Bury,care,,,printed,paper,p. 3,", "worst", "the grade is missing"),
        ("2003-11-13,Bury,care,Low,,range,paper,p. 3,", "best", "the grade is missing"),
        ("2003-11-13,Bury,care,Low,Low,user,paper,p. 3,", "status", "'user' can't stand here"),
        (
            "2003-11-13,Bury\x1b[31m,care,Low,Low,printed,paper,p. 3,",
            "council",
            "the cell has the control character U+001B",
        ),
        ("2003-11-13,Bury,care,Low,Low,printed,paper,,", "place", "the cell is empty"),
    ],
)
def test_a_row_that_breaks_its_schema_is_refused_by_row_and_column(annual, row, column, what):
    annual.add("outcomes.csv", row)
    problem = annual.problems()[0]
    assert (problem.file, problem.row, problem.column) == ("./trial/outcomes.csv", 9, column)
    assert problem.what.startswith(what)
    assert str(problem).isprintable()


def test_a_source_may_stand_in_one_row_only(annual):
    annual.add("sources.csv", "paper,The Paper,Another,,,cited")
    problem = only(annual)
    assert (problem.file, problem.row, problem.what) == (
        "./trial/sources.csv",
        3,
        "'paper' stands in two rows",
    )


# All problems at once


def test_faults_of_every_file_come_out_together(annual):
    annual.describe(lambda whole: whole["comparability"][0].update(source="papre"))
    annual.replace("outcomes.csv", "Hull,care,Low,Fair", "Hul,care,Low,Fare")
    annual.replace("outcomes.csv", "2003-11-13,Kent,care,Fair,Fair", "2003-11-13,Kent,care,Good,Fair")
    annual.replace("totals.csv", "care,,Top", "care,,Tip")
    annual.replace("totals.csv", "region=London", "region=Londn")
    assert [(problem.file[8:], problem.row, problem.column, problem.what) for problem in annual.problems()] == [
        ("regime.json", None, "comparability[0]", "unknown source 'papre'"),
        (
            "outcomes.csv",
            3,
            "council",
            "no council with social services duties is called 'Hul' on 2003-11-13",
        ),
        ("outcomes.csv", 3, "best", "unknown grade 'Fare'"),
        ("outcomes.csv", 5, "worst", "the range is upside down: worst is better than best"),
        ("totals.csv", 4, "grades", "unknown grade 'Tip'"),
        ("totals.csv", 5, "group", "unknown region 'Londn'"),
    ]


def test_broken_formats_of_several_files_come_out_together(annual):
    annual.write("regime.json", "{")
    annual.write("sources.csv", annual.text("sources.csv").encode("utf-16"))
    annual.add("outcomes.csv", "2003-11-13,Bury", "13/11/2003,Bury,care,Low,Low,printed,paper,p. 1,")
    annual.replace("totals.csv", "percent,", "")
    annual.write("flows.csv", "")
    assert [(problem.file[8:], problem.row) for problem in annual.problems()][:4] == [
        ("regime.json", 1),
        ("sources.csv", None),
        ("outcomes.csv", 9),
        ("totals.csv", 1),
    ]
    assert annual.problems()[-1] == Fault(
        "./trial/flows.csv", "is empty", do="the header is from,to,judgement,move,count,source,place,note"
    )


def test_every_bad_cell_of_a_file_comes_out(annual):
    annual.add("outcomes.csv", *("2003-13-01,,Care,,,printd,PAPER,,",) * 30)
    found = annual.problems()
    assert Counter(problem.column for problem in found) == dict.fromkeys(
        ("published", "council", "judgement", "status", "source", "place"), 30
    )
    assert [problem.row for problem in found] == sorted(problem.row for problem in found)
    with pytest.raises(DataError) as caught:
        annual.read()
    text = str(caught.value)
    assert text.count("\n") == 6  # one of each column
    assert "column published: '2003-13-01' is not a date of the calendar, in 30 rows: 9, 10, 11" in text
    assert "and 22 more; write YYYY-MM-DD" in text


def test_one_wrong_grade_of_many_rows_is_told_once_with_its_rows(annual):
    annual.write(
        "outcomes.csv", annual.text("outcomes.csv").replace("Top,Top", "Topp,Topp").replace("Fair,Fair", "Topp,Topp")
    )
    assert [(problem.row, problem.column) for problem in annual.problems()] == [(2, "worst"), (5, "worst")]
    with pytest.raises(DataError) as caught:
        annual.read()
    (line,) = str(caught.value).splitlines()[1:]
    assert "column worst: unknown grade 'Topp', in 2 rows: 2, 5 (did you mean 'Top'?)" in line


def test_a_fault_brings_no_others_with_it(annual):
    annual.describe(judgement(0, scale="none"))
    assert [problem.what for problem in annual.problems()] == ["unknown scale 'none'"]


# Corrections

CORRECTIONS = "published,council,judgement,column,expect,value,reason,source\n"


def test_a_correction_changes_the_cell_and_says_so_in_the_note(annual):
    annual.write(
        "corrections.csv",
        CORRECTIONS
        + "2003-11-13,Hull,care,best,Fair,Good,misprint,paper\n"
        + "2003-11-13,Hull,care,note,one of the two,one of three,misprint,paper\n",
    )
    regime = annual.read()
    row = regime.outcomes.row(by_predicate=pl.col("printed") == "Hull", named=True)
    assert (row["worst"], row["best"], row["status"]) == (0, 2, "range")
    assert row["note"] == (
        "one of three; best corrected from 'Fair' (paper): misprint;"
        " note corrected from 'one of the two' (paper): misprint"
    )
    assert "corrections.csv" in regime.hashes


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("2003-11-13,Hull,care,best,Good,Top,misprint,paper", "expects 'Good' but finds 'Fair'"),
        ("2003-11-13,Hul,care,best,Fair,Good,misprint,paper", "expects 'Fair' but finds no such row"),
        ("2003-11-14,Hull,care,best,Fair,Good,misprint,paper", "expects 'Fair' but finds no such row"),
    ],
)
def test_a_correction_whose_source_has_changed_is_refused(annual, row, what):
    annual.write("corrections.csv", f"{CORRECTIONS}{row}\n")
    problem = only(annual)
    assert (problem.file, problem.row, problem.column) == ("./trial/corrections.csv", 2, "expect")
    assert (problem.what, problem.do) == (what, "the source has changed: check the correction")


def test_a_correction_of_a_doubled_row_is_refused(annual):
    annual.add("outcomes.csv", "2003-11-13,Hull,care,Low,Good,range,paper,p. 2,")
    annual.write("corrections.csv", CORRECTIONS + "2003-11-13,Hull,care,best,Fair,Good,misprint,paper\n")
    assert annual.problems()[0].what == "expects 'Fair' but finds 'Fair' and 'Good'"


def test_a_correction_needs_a_source_that_is_listed(annual):
    annual.write("corrections.csv", CORRECTIONS + "2003-11-13,Hull,care,best,Fair,Good,misprint,papper\n")
    problem = only(annual)
    assert (problem.row, problem.column, problem.matches) == (2, "source", ("paper",))


def test_a_corrected_row_is_held_to_its_schema_again(annual):
    annual.write(
        "corrections.csv",
        CORRECTIONS
        + "2003-11-13,Hull,care,status,range,prinetd,misprint,paper\n"
        + "2003-11-13,Kent,care,place,p. 3,,misprint,paper\n",
    )
    assert [(problem.row, problem.column, problem.what) for problem in annual.problems()] == [
        (3, "status", "as corrected, 'prinetd' can't stand here"),
        (5, "place", "as corrected, the cell is empty"),
    ]


def test_a_corrected_grade_is_held_to_the_scale(annual):
    annual.write("corrections.csv", CORRECTIONS + "2003-11-13,Hull,care,best,Fair,Fairly,misprint,paper\n")
    assert only(annual).what == "unknown grade 'Fairly'"


# Totals


def totals(annual, *rows):
    """Let the totals be these rows alone."""
    annual.write("totals.csv", "published,judgement,group,grades,count,percent,source,place,note\n")
    annual.add("totals.csv", *(f"{row},paper,p. 9," for row in rows))


@pytest.mark.parametrize(
    ("percent", "of", "counts"),
    [
        (81, 150, (121, 122)),
        (13, 16, (2, 2)),
        (12, 16, (2, 2)),
        (25, 152, (38, 38)),
        (26, 152, (39, 40)),
        (0, 150, (0, 0)),
        (0, 400, (0, 2)),
        (100, 400, (398, 400)),
        (100, 150, (150, 150)),
        (50, 0, (0, 0)),
    ],
)
def test_a_share_stands_for_the_whole_numbers_that_round_to_it(percent, of, counts):
    assert share_as_counts(percent, of) == counts


@settings(max_examples=200, deadline=None)
@given(percent=st.integers(0, 100), of=st.integers(1, 400))
@example(13, 16)
@example(3, 16)
def test_a_number_is_within_a_share_just_when_it_rounds_to_it_either_way(percent, of):
    low, high = share_as_counts(percent, of)
    for number in range(of + 1):
        rounds = abs(Fraction(100 * number, of) - percent) <= Fraction(1, 2)
        assert (low <= number <= high) == rounds


def test_a_share_alone_binds_and_one_beside_a_count_does_not(annual):
    totals(
        annual,
        "2003-11-13,care,,Low,29,19",  # both in one row: the count binds
        "2003-11-13,care,,Top,1,",
        "2003-11-13,care,,Top,,25",  # contradicts the count beside it: a claim
        "2003-11-13,care,,Fair|Good,,80",
        "2003-11-13,care,region=London,Low,,48",  # of 33 councils
    )
    found = [(each.ranks, each.group, each.lowest, each.highest, each.binds) for each in annual.read().totals]
    assert found == [
        ((0,), "", 29, 29, True),
        ((3,), "", 1, 1, True),
        ((3,), "", 37, 37, False),
        ((1, 2), "", 119, 119, True),
        ((0,), "London", 16, 16, True),
    ]


def test_a_group_is_counted_by_the_register(annual):
    totals(annual, "2003-11-13,care,type=shire_county,Low,30,", "2003-11-13,care,type=shire_county,Fair|Good,4,")
    assert [total.dimension for total in annual.read().totals] == ["type", "type"]
    totals(annual, "2003-11-13,care,type=shire_county,Low,35,")  # there are 35 of them, and Kent is at Fair
    assert only(annual).what == (
        "the total contradicts the outcomes: 35 printed at Low in shire_county, the outcomes have 0 to 34"
    )


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("2003-11-13,care,,Top,2,", "count", "2 printed at Top, the outcomes have 1"),
        ("2003-11-13,care,,Top,0,", "count", "0 printed at Top, the outcomes have 1"),
        ("2003-11-13,care,,Top|Fair,1,", "count", "1 printed at Fair or Top, the outcomes have 2 to 149"),
        (
            "2003-11-13,care,,Low|Fair|Good,150,",
            "count",
            "150 printed at Low or Fair or Good, the outcomes have 148",
        ),
        (
            "2003-11-13,care,,Top,,13",
            "percent",
            "13% (19 to 20 councils) printed at Top, the outcomes have 1",
        ),
        ("2009-12-09,care,,Low,152,", "count", "152 printed at Low, the outcomes have 1 to 151"),
    ],
)
def test_a_total_that_no_reading_of_the_outcomes_reaches_is_refused(annual, row, column, what):
    totals(annual, row)
    problem = only(annual)
    assert (problem.file, problem.row, problem.column) == ("./trial/totals.csv", 2, column)
    assert problem.what == f"the total contradicts the outcomes: {what}"


def test_a_share_that_no_number_of_councils_has_is_refused(annual):
    totals(annual, "2003-11-13,care,region=North East,Low,,3")  # of 12 councils: 0 is 0%, 1 is 8%
    assert only(annual).what == "no number of 12 councils is 3% of them"


def test_totals_that_no_reading_reaches_together_are_refused(annual):
    totals(
        annual,
        "2003-11-13,care,,Low,100,",
        "2003-11-13,care,,Fair,100,",
        "2009-12-09,care,,Low,100,",
        "2009-12-09,care,,Fair,100,",
    )
    said = "contradict the outcomes: from Low to Fair they add to 200"
    assert [(problem.row, problem.what) for problem in annual.problems()] == [
        (3, f"the totals of care on 2003-11-13 {said}, the outcomes have 2 to 148"),
        (5, f"the totals of care on 2009-12-09 {said}, the outcomes have 1 to 151"),
    ]
    assert [problem.do for problem in annual.problems()] == [
        "check rows 2 and 3 and the outcomes against their sources",
        "check rows 4 and 5 and the outcomes against their sources",
    ]


def test_totals_that_leave_councils_without_a_grade_are_refused(annual):
    totals(annual, "2003-11-13,care,,Low,20,", "2003-11-13,care,,Fair,30,", "2003-11-13,care,,Good,40,")
    assert "from Low to Good they add to 90, the outcomes have 148" in only(annual).what


def test_a_row_of_totals_that_says_the_same_again_is_refused(annual):
    annual.add("totals.csv", annual.text("totals.csv").splitlines()[1])
    problem = only(annual)
    assert (problem.row, problem.what) == (6, "the row says the same as row 2")


def test_two_totals_of_one_thing_must_agree(annual):
    totals(annual, "2003-11-13,care,,Low,29,", "2003-11-13,care,,Low,29,19", "2003-11-13,care,,Low,30,")
    problem = only(annual)
    assert (problem.row, problem.what) == (4, "the total contradicts row 2: 30 here, 29 there")


@pytest.mark.parametrize(
    ("row", "column", "what", "matches"),
    [
        ("2003-11-13,care,,Lowe,1,", "grades", "unknown grade 'Lowe'", ("Low",)),
        ("2003-11-13,care,,Low|,1,", "grades", "unknown grade ''", ()),
        ("2003-11-13,caer,,Low,1,", "judgement", "unknown judgement 'caer'", ("care",)),
        ("2003-11-12,care,,Low,1,", "published", "no publication has the date 2003-11-12", ()),
        ("2003-11-13,care,region=Londonn,Low,1,", "group", "unknown region 'Londonn'", ("London",)),
        ("2003-11-13,care,type=county,Low,1,", "group", "unknown type 'county'", ("shire_county",)),
    ],
)
def test_a_total_that_names_what_is_not_there_is_refused_with_the_nearest(annual, row, column, what, matches):
    totals(annual, row)
    problem = only(annual)
    assert (problem.row, problem.column, problem.what, problem.matches[:1]) == (2, column, what, matches)


def test_outcomes_without_a_grade_are_outside_every_total(annual):
    totals(annual, "2003-11-13,care,,Low|Fair|Good|Top,149,")
    assert annual.read().totals[0].lowest == 149
    totals(annual, "2003-11-13,care,,Low|Fair|Good|Top,150,")
    assert "150 printed" in only(annual).what


LABELS = ("a", "b", "c")
RANGES = [(worst, best) for worst in range(3) for best in range(worst, 3)]


@settings(max_examples=150, deadline=None)
@given(
    ranges=st.lists(st.sampled_from(RANGES), min_size=1, max_size=4),
    printed=st.dictionaries(st.integers(0, 2), st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=3),
)
def test_totals_of_single_grades_are_refused_just_when_no_completion_meets_them(ranges, printed):
    scale = Scale("s", "S", tuple(Grade(label, label, rank) for rank, label in enumerate(LABELS)))
    binding = [
        (row, Total(FIRST, "care", (rank,), low, low + more, "paper", "p. 1", count=low))
        for row, (rank, (low, more)) in enumerate(printed.items(), 2)
    ]
    counted = SimpleNamespace(ranges=lambda *_: [(*spread, times) for spread, times in Counter(ranges).items()])
    rows = Rows("totals.csv", pl.DataFrame(), Faults("./mine"))
    _agree_together(rows, binding, {"care": SimpleNamespace(scale=scale)}, counted)
    meets = any(
        all(total.lowest <= completion.count(total.ranks[0]) <= total.highest for _, total in binding)
        for completion in itertools.product(*(range(worst, best + 1) for worst, best in ranges))
    )
    assert bool(rows.faults.problems) is not meets


# Rolling regimes


def test_a_rolling_regime_has_reports_and_no_publications(make_rolling):
    rows = (
        "2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,",
        "2010-06-30,Barnet,care,Good,Good,printed,paper,p. 1,",
    )
    regime = make_rolling("spot", *rows).read()
    assert regime.publications == ()
    assert regime.outcomes.select("published", "council_id", "worst").rows() == [
        (dt.date(2008, 5, 1), "barnet", 1),
        (dt.date(2010, 6, 30), "barnet", 2),
    ]
    assert regime.dates() == [dt.date(2008, 5, 1), dt.date(2010, 6, 30)]


def test_a_report_on_a_date_that_is_none_is_refused(make_rolling):
    folder = make_rolling("spot", "2008-02-30,Barnet,care,Fair,Fair,printed,paper,p. 1,")
    assert only(folder).what == "'2008-02-30' is not a date of the calendar"


def test_two_reports_of_one_council_on_one_date_are_refused(make_rolling):
    folder = make_rolling("spot", *["2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,"] * 2)
    assert only(folder).what == "a second outcome for Barnet (barnet), care: row 2 has the first"


def test_a_rolling_regime_without_a_report_is_refused(make_rolling):
    assert only(make_rolling("spot")).what == "a rolling regime needs a report"


def test_a_rolling_regime_with_publications_is_refused(make_rolling, annual):
    import json

    publications = json.loads(annual.text("regime.json"))["publications"]
    row = "2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,"
    folder = make_rolling("spot", row, publications=[each | {"unlisted": []} for each in publications])
    assert only(folder).what.startswith("a rolling regime has no publications")


def test_a_council_is_resolved_on_the_date_of_its_report(make_rolling):
    folder = make_rolling(
        "spot",
        "2009-02-01,Cornwall,care,Low,Low,printed,paper,p. 1,",
        "2009-05-01,Cornwall,care,Fair,Fair,printed,paper,p. 1,",
        "2009-05-01,Bedfordshire,care,Fair,Fair,printed,paper,p. 1,",
    )
    assert only(folder).row == 4
    folder.replace("outcomes.csv", "2009-05-01,Bedfordshire", "2009-03-31,Bedfordshire")
    councils = folder.read().outcomes.get_column("council_id")
    assert sorted(councils) == ["bedfordshire", "cornwall", "cornwall-county"]


# Ratings that were withheld from councils that are not named


PRINTED = (29, 80, 37, 1)
"""Of 150 councils in 2003 one is not judged, and two ratings of the others were withheld."""


@pytest.fixture
def withheld(annual):
    labels = ("Low", "Fair", "Good", "Top")
    printed = zip(labels, PRINTED, strict=True)
    totals(annual, *(f"2003-11-13,care,,{label},{count}," for label, count in printed))
    annual.describe(publication(0, withheld=[{"judgement": "care", "count": 2, "source": "paper", "place": "p. 9"}]))
    return annual


def test_withheld_ratings_leave_every_unlisted_council_open_and_each_total_short_by_as_many(withheld):
    regime = withheld.read()
    care = regime.outcomes.filter(pl.col("published").dt.year() == 2003, pl.col("judgement") == "care")
    assert care.filter(printed="").select("worst", "best").unique().rows() == [(0, 3)]
    assert [(total.count, total.lowest, total.highest) for total in regime.totals] == [(n, n, n + 2) for n in PRINTED]


def test_with_withheld_ratings_the_totals_allow_just_what_some_choice_of_them_gives(withheld):
    regime = withheld.read()
    graded = 149
    allowed = {
        numbers
        for numbers in itertools.product(*(range(total.lowest, total.highest + 1) for total in regime.totals))
        if sum(numbers) == graded
    }
    seen = {
        tuple(printed + (first == rank) + (second == rank) for rank, printed in enumerate(PRINTED))
        for first, second in itertools.product(range(4), repeat=2)
    }
    assert allowed == seen


def test_what_withheld_ratings_mean_is_said_wherever_the_regime_is_compared(withheld):
    (caution,) = [note.note for note in withheld.read().comparability if note.about == "population"]
    assert caution.startswith("2 ratings were withheld (care), and of which councils is not printed")


def test_totals_that_fall_short_ask_whether_ratings_were_withheld(withheld):
    withheld.describe(publication(0, withheld=[]))
    problem = only(withheld)
    assert "if 2 ratings were withheld" in problem.do
    assert "publications[].withheld" in problem.do


def test_more_named_councils_at_a_grade_than_were_printed_contradict_the_total_in_spite_of_withheld_ratings(withheld):
    withheld.add("outcomes.csv", "2003-11-13,Bury,care,Top,Top,printed,paper,p. 1,")
    assert "1 printed at Top, the outcomes have 2 to" in only(withheld).what


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"judgement": "caer", "count": 2}, "unknown judgement 'caer'"),
        ({"judgement": "care", "count": 149}, "149 ratings of care are said to be withheld"),
        ({"judgement": "care", "count": 0}, "0 is less than 1"),
        ({"judgement": "care", "count": 2, "source": "papr"}, "unknown source 'papr'"),
    ],
)
def test_a_count_of_withheld_ratings_is_held_to_what_there_is(withheld, entry, what):
    withheld.describe(publication(0, withheld=[{"source": "paper", "place": "p. 9", **entry}]))
    assert any(problem.what.startswith(what) for problem in withheld.problems())
