"""The pairs of a site: what their files are called, and the data beside the page."""

from __future__ import annotations

import json

import crossregime as cr
from crossregime.render import SitePair


def test_the_data_of_a_pair_are_files_beside_its_page(files, positions, pages):
    comparison = cr.compare(*positions, where="region=London")
    assert json.loads(files["pairs/ssi2003--ofsted2009.json"]) == comparison.to_dict()
    assert {"ssi2003--ofsted2009.csv", "ssi2003--ofsted2009.json"} <= set(
        pages["pairs/ssi2003--ofsted2009.html"].all("href")
    )


def test_the_files_of_a_pair_are_named_after_what_is_compared():
    def name(*selectors):
        return SitePair(cr.compare(*selectors), "").name

    assert name("ssi2003", "ofsted2009") == "ssi2003--ofsted2009"
    assert name("ssi2003:children.serving", "ofsted2009") == "ssi2003-children.serving--ofsted2009"
    assert name("ssi2002@2002-05-30", "ssi2003") == "ssi2002-2002-05-30--ssi2003"


def test_a_pair_without_a_council_in_both_says_so():
    pair = SitePair(cr.compare("ssi2003", "ofsted2009", where={"region": "London", "type": "shire county"}), "")
    assert pair.answer == "No council is in both."
