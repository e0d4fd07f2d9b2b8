"""HTML says what the page says, with captions, heads and links that stay whole."""

from __future__ import annotations

import dataclasses
import html.parser
import re

import pytest

import crossregime as cr

from ..pages import CASES, compared, page, words

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
        assert words(crosstab.sentence) in flat
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
