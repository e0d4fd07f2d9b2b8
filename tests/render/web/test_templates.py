"""Templates: whatever they are given stays text."""

from __future__ import annotations

import pytest

pytest.importorskip("jinja2")

from crossregime.core.version import __version__
from crossregime.render.web import open_templates, style_sheet, within


@pytest.fixture
def lay(tmp_path):
    (tmp_path / "one.html.j2").write_text(
        '{% extends "page.html.j2" %}{% block title %}{{ said }}{% endblock %}'
        "{% block main %}<p>{{ said }}</p><p>{{ said | linked }}</p>{% endblock %}"
    )
    return open_templates(tmp_path)


def test_markup_stays_text_and_characters_that_do_not_print_are_spelt_out(lay):
    page = lay("one.html.j2", look=within(""), said="<b>&\u202e\x1b")
    assert "<title>&lt;b&gt;&amp;\\u202e\\x1b</title>" in page
    assert page.count("<b>") == 0


def test_an_address_in_the_text_becomes_a_link(lay):
    assert '<a href="https://example.org/a"' in lay("one.html.j2", look=within(""), said="see https://example.org/a")


def test_a_page_of_a_site_asks_for_the_style_and_the_scripts_that_the_site_shares(lay):
    page = lay("one.html.j2", look=within("../", "site.js"), said="")
    assert '<link rel="stylesheet" href="../assets/style.css">' in page
    assert '<script defer src="../assets/site.js"></script>' in page
    assert f'content="crossregime {__version__}"' in page


def test_the_style_sheet_knows_light_and_dark():
    assert style_sheet().startswith(":root { --chart-paper: #ffffff;")
    assert "prefers-color-scheme: dark" in style_sheet()
