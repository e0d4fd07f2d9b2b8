"""A page to send: it says what the comparison says, asks for nothing when opened, and takes no text for markup."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from html.parser import HTMLParser

import pytest

import crossregime as cr

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
pytest.importorskip("jinja2")

from crossregime.core.files import csv_text, with_grades
from crossregime.render import report_page
from crossregime.render.web import alone

NASTY = "</script><script>alert('x')</script><img src=x onerror=alert(1)> & \"quotes\" {{ 7 * 7 }}"


class Reading(HTMLParser):
    """What a browser takes from a page: its tags, its text outside scripts and styles, and what each script holds."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.scripts, self.style = [], "", {}, ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._inside = dict(attrs).get("id", tag)

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self._inside = ""

    def handle_data(self, data):
        if self._inside == "style":
            self.style += data
        elif self._inside:
            self.scripts[self._inside] = self.scripts.get(self._inside, "") + data
        else:
            self.text += data

    def attributes(self, *names):
        return [attrs[name] for _, attrs in self.tags for name in names if name in attrs]


def regimes():
    return [cr.regime(name) for name in cr.regimes()]


@pytest.fixture(scope="module")
def comparison():
    return cr.compare("ssi2003:children.serving", "ofsted2009")


@pytest.fixture(scope="module")
def page(comparison):
    return report_page(comparison, regimes(), "crossregime compare")


@pytest.fixture(scope="module")
def reading(page):
    return Reading(page)


def test_the_answer_is_that_of_the_comparison_and_comes_first(comparison, reading):
    found = comparison.headline
    assert found.answer == "NOT SETTLED by what is held"
    head = reading.text.index(f"{found.answer}.")
    assert head < reading.text.index(found.sentence) < reading.text.index("How many councils went")


def test_it_asks_for_nothing_when_it_is_opened(reading):
    tags = {tag for tag, _ in reading.tags}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "video", "audio"}
    assert not reading.attributes("src", "style", "srcset", "action", "onclick", "onload")
    assert not re.search(r"url\(|@import", reading.style)
    assert not re.search(r"\b(fetch|XMLHttpRequest|import|eval)\b *\(", reading.scripts["script"])


def test_its_policy_lets_in_its_own_style_and_script_alone(reading):
    (given,) = (attrs["content"] for tag, attrs in reading.tags if attrs.get("http-equiv"))
    assert given == alone(reading.style, reading.scripts["script"]).policy
    assert given.startswith("default-src 'none';")
    assert "unsafe" not in given


def test_it_is_small_and_the_same_bytes_each_time(page):
    assert len(page.encode()) < 3_000_000
    again = cr.compare("ssi2003:children.serving", "ofsted2009")
    assert report_page(again, regimes(), "crossregime compare") == page


def test_no_two_parts_share_an_id_and_every_link_within_leads_somewhere(reading):
    ids = reading.attributes("id")
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in reading.attributes("href") if link.startswith("#")]
    named = " ".join(reading.attributes("aria-labelledby", "aria-controls")).split()
    assert len(inside) > 100
    assert set(inside) | set(named) <= set(ids)


def test_every_chart_has_a_text_alternative_and_its_numbers(comparison, reading, page):
    drawn = re.findall(r"<svg[^>]*role=\"img\"[^>]*aria-labelledby=\"[^\"]+\"", page)
    groups = sum(len(comparison.grouped_by(by).groups) for by in ("region", "type"))
    assert len(drawn) == reading.text.count("The numbers of this chart")
    assert len(drawn) == 3 + 2 + 2 + groups


def test_each_council_has_a_row_with_its_history_over_all_regimes(comparison, reading):
    rows = [attrs for tag, attrs in reading.tags if tag == "tr" and attrs.get("class") == "council"]
    assert len(rows) == comparison.pairs.height
    history = re.search(
        r"Leeds: Metropolitan District, Yorkshire and The Humber(.*?)Leicester", reading.text, re.DOTALL
    )
    for words in ("2002-05-30", "2003-11-13", "2004-11-18", "2009-12-09", "Performs poorly", "Two Stars"):
        assert words in history[1]


def test_what_is_left_out_and_what_one_would_have_to_believe_stand_on_the_page(comparison, reading):
    for name, why in comparison.unpaired.select("name", "explanation").iter_rows():
        assert name in reading.text
        assert why in reading.text
    for sentence in comparison.headline.breakdown().sentences:
        assert sentence in reading.text


def test_the_data_come_out_of_the_page_as_the_program_writes_them(comparison, reading):
    assert json.loads(reading.scripts["pairs-csv"]) == csv_text(with_grades(comparison.pairs))
    assert json.loads(reading.scripts["comparison-json"]) == json.loads(comparison.to_json())


def test_text_of_a_regime_stays_text(comparison):
    position = comparison.positions[1]
    grades = [dataclasses.replace(each, label=f"{each.label} {NASTY}", short=NASTY) for each in position.scale.grades]
    scale = dataclasses.replace(position.scale, grades=tuple(grades), title=NASTY)
    judgement = dataclasses.replace(position.judgement, scale=scale, title=NASTY, name=NASTY)
    regime = dataclasses.replace(position.regime, title=NASTY, inspectorate=NASTY)
    spoilt = dataclasses.replace(position, judgements=(judgement,), regimes=(regime,))
    page = report_page(cr.compare("ssi2003", spoilt, where="region=London"), [cr.regime("ssi2003"), regime], NASTY)
    reading = Reading(page)
    assert [attrs for tag, attrs in reading.tags if tag == "script" and "id" not in attrs] == [{}]
    assert not {tag for tag, _ in reading.tags} & {"img"}
    assert not reading.attributes("onerror")
    assert NASTY in reading.text
    assert json.loads(reading.scripts["comparison-json"])["positions"]


def test_three_regimes_have_a_table_of_each_two_neighbours_and_of_the_ends():
    reading = Reading(report_page(cr.compare("ssi2002", "ssi2003", "ofsted2009", where="region=London"), regimes()))
    ids = set(reading.attributes("id"))
    assert {"counts-1-2", "counts-2-3", "counts-ends", "map-1", "map-2", "map-3"} <= ids
    assert not any(each.startswith("group-region") for each in ids), "one region is no grouping"


def test_without_a_pair_the_page_says_so():
    found = cr.compare("ssi2003", "ofsted2009", where={"region": "London", "type": "shire county"})
    reading = Reading(report_page(found, regimes()))
    assert "nothing to compare" in reading.text
    assert "counts" not in reading.attributes("id")


def test_without_jinja_one_line_says_what_to_install(comparison, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(cr.UsageError, match="Jinja2, which is not installed") as caught:
        report_page(comparison, [])
    assert "crossregime[charts]" in caught.value.do
