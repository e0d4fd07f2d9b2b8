"""Where the pages of a site stand."""

from __future__ import annotations

from crossregime.render.site.links import Link, council_path, pair_path, regime_path


def test_each_kind_of_page_has_a_folder():
    assert (council_path("leeds"), regime_path("sif")) == ("councils/leeds.html", "regimes/sif.html")
    assert (pair_path("a--b"), pair_path("a--b", "csv")) == ("pairs/a--b.html", "pairs/a--b.csv")


def test_a_link_needs_no_note():
    assert Link("Leeds", "councils/leeds.html").note == ""
