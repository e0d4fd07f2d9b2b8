"""A regime.json is read as it stands; what breaks its schema or contradicts itself is refused with the place."""

from __future__ import annotations

import pytest

from crossregime.core.model.scales import shared_scales

from ...readings import judgement, only, publication

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
        (lambda whole: whole.update(format=0), "format", "0 stands where 1 is due"),
        (lambda whole: whole.update(format=True), "format", "true stands where 1 is due"),
        (lambda whole: whole.update(id="../trial"), "id", "'../trial' is not allowed here"),
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
    fault = only(annual)
    assert (fault.file, fault.column) == ("./trial/regime.json", column)
    assert fault.what.startswith(what)


def test_a_mistyped_word_of_the_descriptor_is_answered_with_the_nearest(annual):
    annual.describe(lambda whole: whole.update(kind="anual", titel=whole.pop("title")))
    assert {fault.matches for fault in annual.faults()} == {(), ("annual",), ("title",)}


@pytest.mark.parametrize("document", ["[]", "null", '"trial"', "3", "{}"])
def test_json_that_describes_no_regime_is_refused(annual, document):
    annual.write("regime.json", document)
    assert all(fault.file == "./trial/regime.json" for fault in annual.faults())


def test_an_endless_value_is_cut_in_the_message(annual):
    annual.describe(lambda whole: whole.update(title=["long"] * 100_000))
    assert len(only(annual).what) < 250


def test_a_number_without_end_is_refused_in_short(annual):
    annual.describe(lambda whole: whole["publications"][0]["universe"].update(councils=10**400))
    assert only(annual).what == f"1{'0' * 59}... is more than 1000"


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
            "the headline 'caer' is not a judgement of the regime",
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
    fault = next(fault for fault in annual.faults() if fault.what == what)
    assert (fault.file, fault.column, fault.matches) == ("./trial/regime.json", column, matches)
    assert fault.do


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
    fault = only(annual)
    assert (fault.column, fault.what) == (field, f"the text has the control character U+{code}")
    assert str(fault).isprintable()
