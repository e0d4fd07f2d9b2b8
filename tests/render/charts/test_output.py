"""Files: SVG with text as text and the same bytes for the same chart, PNG, PDF; and what is said without the extra."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from crossregime.core.errors import UsageError
from crossregime.render.charts import COLUMN, DOUBLE, Caption, CoverageChart, CoverageRow, FlowChart, HeatMap, TileMap
from crossregime.render.charts.output import libraries, tidy
from crossregime.render.charts.theme import INK, NAMES, PAPER

from .conftest import take_apart
from .samples import COVERAGE, FLOW, HEAT, INTERVALS, every, tile_map

HERE = Path(__file__).parent


@pytest.fixture
def charts():
    """The test is skipped without the extra `charts`."""
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")


def named(chart):
    return chart.caption.name


@pytest.mark.parametrize("width", [COLUMN, DOUBLE])
@pytest.mark.parametrize("chart", every(), ids=named)
def test_a_chart_says_its_finding_and_no_text_covers_another_or_leaves_the_page(drawn, chart, width):
    drawing = drawn(chart, width=width)
    assert not drawing.covered
    assert not drawing.cut_off
    words = " ".join(drawing.texts)
    for part in (chart.caption.title, chart.caption.subtitle, *chart.caption.foot):
        assert part in words
    assert drawing.width == width
    assert all(line.bold for line in drawing.written[:1])


@pytest.mark.usefixtures("charts")
@pytest.mark.parametrize("chart", every(), ids=named)
def test_the_same_chart_has_the_same_bytes_whatever_was_drawn_before(chart):
    first = chart.draw()
    svg, png = first.svg(), first.png()
    FLOW.draw().svg()
    again = chart.draw()
    assert again.svg() == svg
    assert again.png() == png


@pytest.mark.usefixtures("charts")
def test_the_same_chart_has_the_same_bytes_in_another_process():
    code = (
        "import hashlib, importlib.util, sys\n"
        "from crossregime.render.charts import Caption, CoverageChart, CoverageRow\n"
        "chart = CoverageChart(Caption('c', 'T', 'S'), (CoverageRow('a', 'b', (('printed', 3), ('range', 4))),))\n"
        "print(hashlib.sha256(chart.draw().svg().encode() + chart.draw().png()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    chart = CoverageChart(Caption("c", "T", "S"), (CoverageRow("a", "b", (("printed", 3), ("range", 4))),))
    drawn = chart.draw()
    assert done.stdout.strip() == hashlib.sha256(drawn.svg().encode() + drawn.png()).hexdigest()


@pytest.mark.usefixtures("charts")
@pytest.mark.parametrize("chart", every(), ids=named)
def test_an_svg_is_one_picture_with_a_title_and_a_description(chart):
    svg = chart.draw().svg()
    root = ET.fromstring(svg)  # noqa: S314 - the chart's own
    ids = re.findall(r'\bid="([^"]*)"', svg)
    assert len(set(ids)) == len(ids)
    assert all(found.startswith(f"{chart.caption.name}-") for found in ids)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [f"{chart.caption.name}-title", f"{chart.caption.name}-desc"]
    assert [child.text for child in list(root)[:2]] == [chart.caption.title, chart.caption.description]
    assert "aria-roledescription" not in svg


def test_ids_of_vega_are_numbered_from_the_name_and_references_follow():
    svg = '<svg a="b"><clipPath id="clip17"/><path clip-path="url(#clip17)" d="M0,0"/><g id="clip18"/></svg>'
    told = tidy(svg, "my map/2003", "T", "D")
    assert 'id="my-map-2003-1"' in told
    assert 'clip-path="url(#my-map-2003-1)"' in told
    assert 'id="my-map-2003-2"' in told


HOSTILE = '</text><script>alert(1)</script> id="clip1" aria-label="x" & <b>'


def test_what_a_council_or_a_grade_is_called_stays_text(drawn):
    chart = CoverageChart(
        Caption("c", HOSTILE, HOSTILE, (HOSTILE,)), (CoverageRow(HOSTILE, "a\x1bb", (("printed", 3),)),)
    )
    drawing = drawn(chart)
    assert "<script" not in drawing.svg
    assert HOSTILE.replace(" ", "") in "".join(drawing.texts).replace(" ", "")
    assert any(shape.note.startswith(HOSTILE) for shape in drawing.shapes)
    assert "a\\x1bb" in drawing.texts


@pytest.mark.usefixtures("charts")
def test_a_png_has_300_dots_to_the_inch_of_a_column_of_89_millimetres():
    png = HEAT.draw().png()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20])[0] == COLUMN / 96 * 300
    at = png.index(b"pHYs") + 4
    assert struct.unpack(">I", png[at : at + 4])[0] == round(300 / 0.0254)


@pytest.mark.usefixtures("charts")
def test_a_pdf_is_as_wide_as_the_column():
    pdf = HEAT.draw().pdf()
    assert pdf.startswith(b"%PDF")
    width = float(re.search(rb"MediaBox ?\[ ?0 0 ([\d.]+)", pdf)[1])
    assert width == pytest.approx(COLUMN * 72 / 96)


@pytest.mark.usefixtures("charts")
def test_the_ending_says_the_format():
    picture = HEAT.draw()
    assert picture.rendered(".SVG") == picture.svg().encode()
    assert picture.rendered("png") == picture.png()
    assert picture.rendered("pdf").startswith(b"%PDF")
    with pytest.raises(UsageError) as caught:
        picture.rendered(".jpg")
    assert caught.value.do == "end the file's name with .svg, .png, .pdf"


@pytest.mark.usefixtures("charts")
def test_a_notebook_shows_the_svg_and_altair_can_take_it_further():
    picture = HEAT.draw()
    assert picture._repr_svg_() == picture.svg()
    opened = picture.altair
    assert type(opened).__name__ == "LayerChart"
    assert opened.to_dict()["width"] == COLUMN  # Altair checks it against the schema of Vega-Lite


@pytest.mark.usefixtures("charts")
def test_on_a_page_the_neutral_colours_are_the_pages():
    inline = HEAT.draw().inline()
    for colour in (PAPER, INK):
        assert f'="{colour}"' not in inline
        assert f'="var({NAMES[colour]}, {colour})"' in inline
    assert take_apart(inline).texts == take_apart(HEAT.draw().svg()).texts


@pytest.mark.parametrize("chart", every(), ids=named)
def test_words_that_turn_light_on_a_dark_page_stand_on_its_paper(drawn, chart):
    drawing = drawn(chart)
    seen = 0
    for line in drawing.written:
        if line.colour in NAMES:
            x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
            below = [shape.fill for shape in drawing.shapes
                     if shape.fill and shape.left < x < shape.right and shape.top < y < shape.bottom]  # fmt: skip
            assert not below or below[-1] == PAPER, line.text
            seen += 1
    assert seen > 5


@pytest.mark.parametrize("name", ["altair", "vl_convert"])
def test_without_the_extra_one_line_says_what_to_install(monkeypatch, name):
    libraries.cache_clear()
    real = importlib.import_module

    def missing(module, package=None):
        if module == name:
            raise ImportError(module)
        return real(module, package) if module not in ("altair", "vl_convert") else object()

    monkeypatch.setattr(importlib, "import_module", missing)
    try:
        with pytest.raises(UsageError) as caught:
            libraries()
    finally:
        libraries.cache_clear()
    package = {"altair": "altair", "vl_convert": "vl-convert-python"}[name]
    assert caught.value.what == f"charts need the package {package}, which is not installed"
    assert caught.value.do == 'pip install "crossregime[charts]"'
    assert caught.value.exit_code == 2


def test_charts_are_described_without_importing_what_draws_them():
    code = (
        "import sys, crossregime.render.charts; print({'altair', 'vl_convert', 'polars', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    "empty",
    [
        HeatMap(Caption("h", "T", "S"), "a", "b", (), (), (), (), (), 0),
        dataclasses.replace(INTERVALS, panels=()),
        TileMap(Caption("m", "T", "S"), ("low", "high"), ()),
        CoverageChart(Caption("c", "T", "S"), ()),
        FlowChart(Caption("f", "T", "S"), (), ()),
    ],
    ids=named,
)
def test_a_chart_of_nothing_is_drawn_with_its_words(drawn, empty):
    words = " ".join(drawn(empty).texts)
    assert empty.caption.title in words


@pytest.mark.parametrize("chart", [COVERAGE, tile_map()], ids=named)
def test_the_parts_of_a_page_are_told_to_who_points_at_them(drawn, chart):
    notes = [shape.note for shape in drawn(chart).shapes if shape.note]
    assert len(notes) > 15
