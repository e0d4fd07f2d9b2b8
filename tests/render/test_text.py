"""What users read: golden pages and documents, and the laws that every format keeps.

After a change that is meant, `CROSSREGIME_RENEW_GOLDEN=1 pytest tests/render/test_text.py` writes the golden files
anew; read the difference before it is committed.
"""

from __future__ import annotations

import csv
import dataclasses
import html.parser
import io
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.files.formats import csv_text
from crossregime.core.files.schema import read_schema
from crossregime.render.text import write_comparison

GOLDEN = Path(__file__).parents[1] / "golden"
RENEW = bool(os.environ.get("CROSSREGIME_RENEW_GOLDEN"))
SCHEMA = read_schema("comparison")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\\\")
"""What weighs, colours or links a text on a terminal."""

CASES = {
    "strict": ("ssi2003 ofsted2009", {}),
    "inherit": (
        "ssi2003 ofsted2009",
        {"lineage": "inherit", "councils": ("Bedford", "Cheshire East", "Cornwall")},
    ),
    "by-type": ("ssi2003 ofsted2009", {"by": "type", "councils": ("Hull", "Isles of Scilly")}),
    "where-london": ("ssi2003 ofsted2009", {"where": "region=London"}),
    "like-for-like": ("ssi2003:children.serving ofsted2009", {"councils": ("Lancashire", "Bedfordshire")}),
    "common-scale": ("ssi2002@first ssi2003", {"councils": ("Merton", "Hull")}),
    # Nobody is at Poor, so the totals link it to nothing.
    "mapped": ("ssi2003:adults.capacity ofsted2009", {"crosswalk": "equipercentile", "councils": ("Hull",)}),
    "three": ("ssi2002 ssi2003 ofsted2009", {"lineage": "inherit", "councils": ("Reading", "Bedford")}),
}
"""Selectors and options of the golden comparisons, by the name of their files."""
DOCUMENTS = ("inherit", "common-scale")
"""Those of which the JSON is golden too."""


@cache
def compared(name):
    """Give a comparison, which works out its parts once for all the tests that ask for them."""
    selectors, options = CASES[name]
    return cr.compare(*selectors.split(), **options)


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self):
        return True


def page(comparison, show=("all",)):
    """Give the page as a pipe gets it, with the parts to show."""
    stream = io.StringIO()
    write_comparison(comparison, stream, show)
    return stream.getvalue()


def screen(comparison, monkeypatch, columns):
    """Give the page as a terminal of so many columns gets it."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    stream = Screen()
    write_comparison(comparison, stream)
    return stream.getvalue()


def is_golden(file, text):
    """Hold a text to its golden file, or write the file anew."""
    path = GOLDEN / file
    if RENEW:
        path.write_bytes(text.encode())
        pytest.skip(f"{file} written anew")
    assert text == path.read_text(encoding="utf-8")


def settled(document):
    """Take out of a document what changes with every edit of a data file or release: hashes, the version."""
    if isinstance(document, dict):
        return {
            key: dict.fromkeys(value, "(sha256)") if key in ("datasets", "files") else settled(value)
            for key, value in document.items()
        } | ({"version": "(version)"} if "version" in document else {})
    return [settled(each) for each in document] if isinstance(document, list) else document


# Golden files


@pytest.mark.parametrize("name", CASES)
def test_a_piped_page_is_the_golden_one(name):
    is_golden(f"{name}.txt", page(compared(name)))


@pytest.mark.parametrize("name", CASES)
def test_the_first_screen_is_the_golden_one(name):
    is_golden(f"first-{name}.txt", page(compared(name), ()))


def test_the_first_screen_of_two_regimes_answers_in_24_lines_of_79_columns():
    lines = page(compared("strict"), ()).splitlines()
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 79
    assert "NOT SETTLED by what is held." in lines[:9]


@pytest.mark.parametrize("columns", [80, 100])
def test_a_page_on_a_terminal_is_the_golden_one(columns, monkeypatch):
    is_golden(f"screen-{columns}.txt", screen(compared("inherit"), monkeypatch, columns))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_json_document_is_the_golden_one(name):
    document = settled(json.loads(compared(name).to_json()))
    is_golden(f"{name}.json", json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def test_a_csv_table_is_the_golden_one():
    is_golden("inherit.csv", csv_text(compared("inherit").listed))


def test_the_html_of_a_notebook_is_the_golden_one():
    is_golden("inherit.html", compared("inherit")._repr_html_() + "\n")


def test_every_golden_file_belongs_to_a_test():
    names = {f"{each}{name}.txt" for name in CASES for each in ("", "first-")} | {f"{name}.json" for name in DOCUMENTS}
    names |= {"screen-80.txt", "screen-100.txt", "inherit.csv", "inherit.html"}
    assert {path.name for path in GOLDEN.iterdir()} == names


def test_the_program_pipes_the_same_page_and_the_same_documents():
    comparison = compared("inherit")
    texts = {"text": page(comparison), "json": comparison.to_json(), "csv": csv_text(comparison.listed)}
    for form, text in texts.items():
        command = [sys.executable, "-m", "crossregime", "compare", "--format", form, "--lineage", "inherit"]
        command += ["--show", "all"]
        command += ["--regime", "ssi2003", "--regime", "ofsted2009"]
        command += ["--council", *comparison.councils]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
        assert done.stdout.decode() == text
        assert done.stderr == b""


# Pages


def is_address(line):
    """Tell a line of one address: it stays whole, however long, so that it can be followed."""
    return line.strip().startswith("http") and " " not in line.strip()


@pytest.mark.parametrize("name", CASES)
def test_a_piped_page_is_plain_and_120_columns_wide_at_most(name):
    text = page(compared(name))
    assert text.endswith("\n")
    for line in text.splitlines():
        assert len(line) <= 120 or is_address(line)
        assert line == line.rstrip()
        assert all(char.isprintable() for char in line)


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_a_page_on_a_terminal_is_100_columns_wide_at_most(columns, monkeypatch):
    text = screen(compared("inherit"), monkeypatch, columns)
    assert "\x1b[" in text
    for line in ESCAPES.sub("", text).splitlines():
        assert len(line) <= min(columns, 100) or is_address(line)
        assert "\x1b" not in line


def test_colour_and_weight_on_a_terminal_carry_no_information(monkeypatch):
    """Without its codes a terminal's page says all that the page with them says."""
    text = screen(compared("inherit"), monkeypatch, 100)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Screen()
    write_comparison(compared("inherit"), plain)
    assert "\x1b[3" not in plain.getvalue()
    assert ESCAPES.sub("", text) == ESCAPES.sub("", plain.getvalue())


def test_a_narrow_terminal_loses_no_number(monkeypatch):
    tabulation = compared("inherit").crosstab.tabulation
    for columns in (60, 80, 100):
        text = ESCAPES.sub("", screen(compared("inherit"), monkeypatch, columns))
        section = text[text.index("\nTable:") : text.index("Each cell counts")]
        last = section[section.index("\n  all") :]
        assert [int(word) for word in re.findall(r"\d+", last)] == [*tabulation.column_sums, tabulation.pairs]


def test_a_terminal_of_80_columns_breaks_no_word_of_a_heading(monkeypatch):
    text = ESCAPES.sub("", screen(compared("strict"), monkeypatch, 80))
    section = text[text.index("\nTable:") : text.index("Each cell counts")]
    assert {"Performs", "poorly", "adequately", "well", "excellently"} <= set(section.split())


def words(text):
    """Give a text as its words: what wrapping and alignment leave."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", CASES)
def test_nothing_on_a_page_is_cut(name):
    comparison = compared(name)
    text = page(comparison)
    assert "…" not in text
    flat, last = words(text), len(comparison.positions)
    for crosstab in comparison.every_crosstab():
        for share in crosstab.shares:
            assert share.sentence in flat
        assert crosstab.association.sentence in flat
    for row in comparison.unpaired.iter_rows(named=True):
        assert row["name"] in flat
        assert row["explanation"] in flat
    for side, position in zip(comparison.sides, comparison.positions, strict=True):
        cited = set(comparison.listed.get_column(f"source_{side}"))
        for source in cited:
            assert position.regime.sources[source].address in text
    listed = text[text.index("\nPairs:") : text.index("\nSources")]
    for row in comparison.listed.iter_rows(named=True):
        line = next(each for each in listed.splitlines() if each.startswith(f"  {row[f'name_{last}']}  "))
        for side, position in zip(comparison.sides, comparison.positions, strict=True):
            assert position.scale.name(row[f"worst_rank_{side}"], row[f"best_rank_{side}"]) in line


def test_the_break_stands_whole_on_a_page_of_two_regimes():
    """Its columns are wrapped side by side, so each word is looked for on its own."""
    comparison = compared("strict")
    start = page(comparison).index("\nb  Break")
    section = set(page(comparison)[start:].split())
    for difference in comparison.differences:
        for text in (*difference.texts, *(note for notes in difference.notes for note in notes)):
            assert set(text.split()) <= section


def headings(text):
    return [line for line in text.splitlines() if line and not line.startswith(" ")]


@pytest.mark.parametrize("name", ["strict", "inherit", "where-london", "like-for-like"])
def test_a_page_has_its_sections_in_this_order(name):
    heads = headings(page(compared(name)))[1:]
    starts = ["What is compared", "b  Break", "Table:", "What can be said", "Statistics"]
    starts += ["Not compared:", "Pairs:", "Sources"]
    assert len(heads) == len(starts)
    for head, start in zip(heads, starts, strict=True):
        assert head.startswith(start)


def test_two_dates_of_one_regime_have_no_break_and_show_movement():
    heads = headings(page(cr.compare("ssi2002@first", "ssi2002")))
    assert not any("Break" in head for head in heads)
    assert any(head.startswith("Movement") for head in heads)


@pytest.mark.parametrize("name", CASES)
def test_every_number_of_a_table_on_a_page_is_in_the_json(name):
    comparison = compared(name)
    text, document = page(comparison), comparison.to_dict()
    table = document["tables"][0]
    section = text[text.index("\nTable:") :]
    section = section[: section.index("Each cell counts")]
    rows = iter(section.splitlines())
    for row, counts in enumerate(table["counts"]):
        expected = []
        for column, councils in enumerate(counts):
            expected.append(councils)
            if row < len(table["bounds"]) and column < len(table["bounds"][0]):
                ends = table["bounds"][row][column]
                if ends["lowest"] != ends["highest"]:
                    expected += [ends["lowest"], ends["highest"]]
                elif ends["lowest"] != councils:
                    expected.append(ends["lowest"])
        expected.append(table["row_sums"][row])
        label = table["rows"][row]["label"]
        line = next(line for line in rows if re.match(rf"  {re.escape(label)}  +\d", line))
        assert [int(number) for number in re.findall(r"\d+", line)] == expected
    last = next(line for line in rows if line.startswith("  all "))
    assert [int(number) for number in re.findall(r"\d+", last)] == [*table["column_sums"], table["pairs"]]


@pytest.mark.parametrize("name", CASES)
def test_every_sentence_on_a_page_is_in_the_json(name):
    comparison = compared(name)
    flat = words(page(comparison))
    for table in comparison.to_dict()["tables"]:
        for said in (*table["statements"], table["association"]):
            assert said["sentence"] in flat


def test_a_council_asked_for_that_is_in_no_pair_is_told():
    text = page(compared("like-for-like"))
    assert "Pairs: 1 of 148\n  In no pair: Bedfordshire: ended on 2009-03-31;" in text


def test_control_characters_of_a_name_never_reach_the_screen(monkeypatch):
    position = cr.position("ssi2003")
    judgement = dataclasses.replace(position.judgement, title="Star\x1b[31m rating\x07")
    comparison = cr.compare(dataclasses.replace(position, judgements=(judgement,)), "ofsted2009")
    for text in (page(comparison), ESCAPES.sub("", screen(comparison, monkeypatch, 100))):
        assert "\x07" not in text
        assert "\x1b" not in text
        assert "\\x1b[31m" in text


# JSON


@pytest.mark.parametrize("name", CASES)
def test_a_document_is_as_its_schema_says(name):
    document = json.loads(compared(name).to_json())
    errors = sorted(Draft202012Validator(SCHEMA).iter_errors(document), key=str)
    assert not errors, errors[0].message


def test_more_documents_are_as_their_schema_says():
    for first, options in (
        ("ssi2003", {"by": "region"}),
        ("ssi2003", {"weight": "population", "where": "type=unitary"}),
        ("csci2004", {"where": "region=North East"}),
    ):
        document = json.loads(cr.compare(first, "ofsted2009", **options).to_json())
        Draft202012Validator(SCHEMA).validate(document)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.update(extra=1),
        lambda document: document.pop("lineage"),
        lambda document: document.update(lineage="loose"),
        lambda document: document["pairs"][0].update(extra_1=""),
        lambda document: document["pairs"][0].pop("status_2"),
        lambda document: document["pairs"][0].update(status_1="guessed"),
        lambda document: document["tables"][0].update(pairs=-1),
        lambda document: document["tables"][0]["bounds"][0][0].update(lowest=0.5),
        lambda document: document["tables"][0]["association"].update(bounds={}),
        lambda document: document["positions"][0].pop("totals"),
        lambda document: document["positions"][0]["regimes"][0]["files"].update({"a.csv": "x"}),
        lambda document: document["unpaired"][0].update(reason="lost"),
    ],
)
def test_the_schema_refuses_what_is_not_so(spoil):
    document = json.loads(compared("inherit").to_json())
    spoil(document)
    assert not Draft202012Validator(SCHEMA).is_valid(document)


def test_every_property_of_the_schema_is_described_and_every_object_is_closed():
    def walk(schema, place):
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                assert "additionalProperties" in schema, place
            for name, each in schema.get("properties", {}).items():
                if not place.startswith("$defs.position."):  # shared with the schema of a position
                    assert "description" in each or "$ref" in each, f"{place}.{name}"
            for key, each in schema.items():
                walk(each, f"{place}.{key}" if place else key)
        elif isinstance(schema, list):
            for each in schema:
                walk(each, place)

    walk(SCHEMA, "")


def test_a_document_for_a_file_of_pairs_is_the_same_without_the_pairs():

    comparison = compared("inherit")
    beside = comparison.to_dict(pairs=False)
    whole = comparison.to_dict()
    del whole["pairs"]
    assert beside == whole
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(beside)))


# CSV


def test_the_csv_has_a_row_a_pair_and_spells_its_columns_out():
    comparison = compared("strict")
    rows = list(csv.DictReader(io.StringIO(csv_text(comparison.listed))))
    assert len(rows) == 148
    assert list(rows[0]) == comparison.pairs.columns
    wanted = ["series_id", "region", "type", "flag"]
    for side in (1, 2):
        wanted += [
            f"{name}_{side}"
            for name in (
                "council_id", "name", "gss_code", "ons_code", "dfe_code", "worst", "best", "worst_rank",
                "best_rank", "status", "flag", "from", "published", "regime", "judgement", "source", "place", "note",
            )
        ]  # fmt: skip
    assert list(rows[0]) == wanted


def test_the_csv_and_the_json_list_the_same_pairs():
    for name in ("strict", "inherit", "three"):
        comparison = compared(name)
        rows = list(csv.DictReader(io.StringIO(csv_text(comparison.listed))))
        pairs = comparison.to_dict()["pairs"]
        assert [list(row.values()) for row in rows] == [
            ["" if value is None else str(value) for value in pair.values()] for pair in pairs
        ]


# HTML


class Reading(html.parser.HTMLParser):
    """Collect the tags and the text of a fragment."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append((tag, attrs))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag not in ("a", "strong"):
            self.text += "\n"

    def handle_data(self, data):
        self.text += data


def read(fragment):
    reading = Reading()
    reading.feed(fragment)
    reading.close()
    assert not reading.open
    return reading


def html_words(comparison):
    return words(read(comparison._repr_html_()).text)


@pytest.mark.parametrize("name", CASES)
def test_html_says_what_the_page_says(name):
    """Every word of the page, for a page laid out in lines breaks sentences and cells."""
    comparison = compared(name)
    plain = [word for word in page(comparison).split() if word.strip("─-")]
    missing = set(plain) - set(html_words(comparison).split())
    assert not missing
    flat = html_words(comparison)
    for crosstab in comparison.every_crosstab():
        for share in (*crosstab.shares, *crosstab.people):
            assert words(share.sentence) in flat
        assert words(crosstab.association.sentence) in flat
    for council, *grades in comparison.lines:
        assert council in flat
        assert all(grade in flat for grade in grades)


@pytest.mark.parametrize(
    ("selectors", "options", "said"),
    [
        (("ssi2003", "ofsted2009"), {"by": "region"}, "region London: 33 paired councils"),
        (("ssi2003", "ofsted2009"), {"weight": "population"}, "By population: of the people of"),
        (("ssi2003", "ofsted2009"), {"inference": "asymptotic"}, "Inference, asymptotic"),
        (("ssi2002", "ssi2003"), {}, "41 rose, 6 fell"),
        (("ssi2003", "ofsted2009"), {"crosswalk": "stars-by-rank"}, "by the crosswalk 'stars-by-rank'"),
        (("ssi2002", "ofsted2009"), {"use_rule": True}, "rule"),
        (("ssi2003", "ofsted2009"), {"councils": ["Hull", "Cheshire"]}, "In no pair: Cheshire: ended on"),
        (("ssi2003", "ofsted2009"), {}, "Like for like: --regime ssi2003:children.serving"),
    ],
)
def test_html_has_the_parts_that_were_asked_for(selectors, options, said):
    assert said in html_words(cr.compare(*selectors, **options))


def test_a_table_of_html_has_a_caption_and_heads_that_say_what_they_head():
    reading = read(cr.compare("ssi2003", "ofsted2009", by="type")._repr_html_())
    tags = [tag for tag, _ in reading.tags]
    assert tags.count("caption") == tags.count("table") > 5
    scopes = [dict(attrs).get("scope") for tag, attrs in reading.tags if tag == "th"]
    assert set(scopes) == {"row", "col"}


def test_html_brings_its_own_spacing_and_no_colour():
    fragment = compared("strict")._repr_html_()
    reading = read(fragment)
    assert all("padding" in dict(attrs)["style"] for tag, attrs in reading.tags if tag in ("td", "th"))
    assert not re.search(r"color|background", fragment)


def test_addresses_in_html_are_links_that_stay_whole():
    reading = read(compared("strict")._repr_html_())
    links = [dict(attrs)["href"] for tag, attrs in reading.tags if tag == "a"]
    assert "http://wired-gov.net/wg/wg-news-1.nsf/0/5758CE52CFA447178025768700360C9D" in links


def test_html_escapes_whatever_text_it_is_given():
    nasty = "<script>alert('x')</script> & \"quotes\""
    position = cr.position("ofsted2009")
    grades = [dataclasses.replace(grade, label=f"{grade.label} {nasty}") for grade in position.scale.grades]
    scale = dataclasses.replace(position.scale, grades=tuple(grades), title=nasty)
    judgement = dataclasses.replace(position.judgement, scale=scale, title=nasty)
    note = dataclasses.replace(position.regime.comparability[0], note=nasty, about="population")
    regime = dataclasses.replace(position.regime, comparability=(note,))
    spoilt = dataclasses.replace(position, judgements=(judgement,), regimes=(regime,))
    fragment = cr.compare("ssi2003", spoilt)._repr_html_()
    reading = read(fragment)
    assert "script" not in {tag for tag, _ in reading.tags}
    assert nasty in reading.text
    assert "<script" not in fragment
