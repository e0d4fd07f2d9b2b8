"""HTML is well formed, and what heads a row or a column says so."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import crossregime as cr
from crossregime.render.paper.html import table
from crossregime.render.paper.tables import PaperTable


def test_a_comparison_is_well_formed_and_each_row_has_its_cells():
    text = cr.compare("ssi2003", "ofsted2009").to_html().replace('<meta charset="utf-8">', "").replace("<br>", "<br/>")
    page = ET.fromstring(f"<div>{text}</div>")  # noqa: S314  # our own text
    tables = page.findall("table")
    assert [each.get("id") for each in tables] == ["counts", "contrast", "contrasts", "statistics", "pairs"]
    for each in tables:
        columns = len(each.find("thead/tr"))
        assert {len(row) for row in each.findall("tbody/tr")} == {columns}
        assert all(row[0].tag == "th" for row in each.findall("tbody/tr"))
        assert {cell.get("colspan") for cell in each.findall("tfoot/tr/td")} == {str(columns)}


def test_a_text_is_escaped():
    written = table(PaperTable("x", "a < b", ("", "<n>"), (("c & d", "1"),), ('"e"',)))
    for part in ("a &lt; b", "&lt;n&gt;", "c &amp; d", "&quot;e&quot;"):
        assert part in written
