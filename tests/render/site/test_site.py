"""A site: every link leads to a page of it, every page shares one style, and no text is taken for markup."""

from __future__ import annotations

import json
import posixpath
from urllib.parse import unquote

import pytest

pytest.importorskip("vl_convert")
pytest.importorskip("jinja2")

import crossregime as cr
from crossregime.core.councils import load_register
from crossregime.render import site_files

from .conftest import NASTY


def test_each_regime_council_and_pair_has_a_page(files):
    paths = set(files)
    assert {f"councils/{name}.html" for name in load_register().councils} <= paths
    assert {"index.html", "regimes/ssi2003.html", "regimes/ofsted2009.html"} <= paths
    assert {f"pairs/ssi2003--ofsted2009.{ending}" for ending in ("html", "csv", "json")} <= paths


def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_on_its_page(files, pages):
    ids = {path: set(page.all("id")) for path, page in pages.items()}
    for path, page in pages.items():
        for link in (*page.all("href"), *page.all("src")):
            if link.startswith(("https://", "http://")):
                continue
            to, _, place = link.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(to))) if to else path
            assert there in files, f"{path}: {link}"
            assert not place or place in ids[there], f"{path}: {link}"


def test_every_page_has_its_style_and_scripts_from_the_site_alone(pages):
    for page in pages.values():
        (policy,) = [attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv")]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert not [tag for tag, _ in page.tags if tag == "style"]
        inside = [attrs for tag, attrs in page.tags if tag == "script" and "src" not in attrs]
        assert all(attrs["type"] == "application/json" for attrs in inside)


def test_no_id_stands_twice_on_a_page(pages):
    for path, page in pages.items():
        ids = page.all("id")
        assert len(ids) == len(set(ids)), path


def test_text_of_a_regime_stays_text(pages):
    for path, page in pages.items():
        assert not {tag for tag, _ in page.tags} & {"img"}, path
        assert not page.all("onerror"), path
    assert NASTY in pages["regimes/ofsted2009.html"].text
    assert NASTY in pages["councils/leeds.html"].text


def test_the_search_index_is_a_script_with_every_page(files):
    text = files["assets/search-index.js"].decode()
    start = "window.crossregimeIndex = "
    assert text.startswith(start)
    entries = json.loads(text[len(start) :].rstrip().removesuffix(";"))
    found = {path for _, _, path, _ in entries}
    assert found == {path for path in files if path.endswith(".html")} - {"index.html"}
    (leeds,) = [entry for entry in entries if entry[1] == "Leeds"]
    assert "E08000035" in leeds[3]


def test_the_same_regimes_give_the_same_bytes(files, positions):
    again = site_files(positions, [], {each.regime.id: cr.reconcile("ssi2003") for each in positions})
    same = [path for path in again if path.startswith(("councils/", "assets/style"))]
    assert len(same) > 160
    assert all(again[path] == files[path] for path in same)
