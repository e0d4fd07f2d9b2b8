"""The page of a regime: its charts with their numbers, its description, and the pairs that it is in."""

from __future__ import annotations

import crossregime as cr


def test_it_has_its_charts_its_totals_and_its_claims(pages):
    page = pages["regimes/ssi2003.html"]
    assert {"coverage", "map", "known", "about", "claims", "compared"} <= set(page.all("id"))
    for words in ("Printed totals", cr.regime("ssi2003").inspectorate, "printed statements held to the data"):
        assert words in page.text


def test_it_links_to_the_pairs_that_it_is_in(pages):
    assert "../pairs/ssi2003--ofsted2009.html" in pages["regimes/ssi2003.html"].all("href")
