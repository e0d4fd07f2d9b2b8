"""What users read: golden pages and documents, and the laws that every format keeps.

After a change that is meant, `CROSSREGIME_RENEW_GOLDEN=1 pytest tests/render/test_text.py` writes the golden files
anew; read the difference before it is committed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import crossregime as cr
from crossregime.core.files.formats import csv_text

from ..pages import CASES, compared, page, words
from ..screens import screen

GOLDEN = Path(__file__).parents[1] / "golden"


RENEW = bool(os.environ.get("CROSSREGIME_RENEW_GOLDEN"))


"""Selectors and options of the golden comparisons, by the name of their files."""


DOCUMENTS = ("inherit", "common-scale")


"""Those of which the JSON is golden too."""


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


@pytest.mark.parametrize("name", CASES)
def test_nothing_on_a_page_is_cut(name):
    comparison = compared(name)
    text = page(comparison)
    assert "…" not in text
    flat, last = words(text), len(comparison.positions)
    for crosstab in comparison.every_crosstab():
        for share in crosstab.shares:
            assert share.sentence in flat
        assert crosstab.sentence in flat
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
    starts = ["Pairs:", "b  Break", "Table:", "What can be said", "Statistics", "Not compared:", "Sources"]
    starts.append("What is compared")
    heads = [head for head in headings(page(compared(name))) if head.startswith(tuple(starts))]
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
