"""Every public result shows itself in a notebook, as a page of the same words."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import crossregime as cr

RESULTS = {
    "a comparison": (lambda: cr.compare("ssi2003", "ofsted2009"), "NOT SETTLED"),
    "bounds": (lambda: cr.bounds("ssi2003", "ofsted2009"), "Kendall"),
    "bounds of rows": (lambda: cr.bounds([(0, 0, 1), (1, (0, 1), 1)], (2, 2)), "possible range"),
    "a regime": (lambda: cr.regime("ofsted2009"), "Office for Standards in Education"),
    "a council": (lambda: cr.council("Ealing"), "Performs well"),
    "a crosswalk": (lambda: cr.crosswalk("stars-by-rank"), "never an equating"),
    "a mapped position": (lambda: cr.map_position("ssi2003", "ofsted2009", "stars-by-rank"), "stars-by-rank"),
    "a rating": (lambda: cr.rate("ssi2003", council="Ealing"), "By the rule"),
    "councils near a threshold": (lambda: cr.rate_all("ssi2003"), "one step from another"),
    "a reconciliation": (lambda: cr.reconcile("ofsted2009"), "printed statements"),
    "sensitivity": (lambda: cr.sensitivity("ssi2003", "ofsted2009", statistics="gamma"), "stars-by-rank"),
    "a position": (lambda: cr.position("ofsted2009"), "Performs excellently"),
    "a standing": (lambda: cr.standing("Leeds"), "among its statistical neighbours"),
    "what to cite": (lambda: cr.cite("ssi2003"), "What to cite"),
    "a panel": (lambda: cr.panel("ofsted2009"), "One row a council, date and judgement"),
}


class Balanced(HTMLParser):
    """Hold every tag that opens to one that closes."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # the parser's own arguments
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_one_element_of_html_that_says_what_it_is(name):
    make, said = RESULTS[name]
    html = make()._repr_html_()
    page = Balanced()
    page.feed(html)
    assert page.open == []
    assert html.startswith("<div>")
    assert said in html
