"""Every public result shows itself in a notebook, as a page of the same words."""

from __future__ import annotations

import inspect
import re
from html.parser import HTMLParser

import polars as pl
import pytest

import crossregime as cr

from ..pages import compared

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
    "a grouping": (lambda: cr.grouping("region"), "region of England"),
    "a table": (lambda: compared("strict").crosstab, "possible range -0.26 to 0.43"),
    "a table of frames": (lambda: cr.crosstab(ROWS, ROWS, on="id", grade="grade", scale=["low", "top"]), "2 units"),
    "a contrast": (lambda: compared("strict").contrast(), "Probability of superiority"),
    "a contrast of groups": (lambda: cr.compare("ssi2003", "ofsted2009", by="region").between("London"), "London"),
    "a contrast by population": (
        lambda: cr.compare("ssi2003", "ofsted2009", weight="population").crosstab.by_population,
        "-53 to +59 points",
    ),
    "what would have to be believed": (lambda: compared("strict").contrast().breakdown(), "did better if at most 15"),
    "a range under an assumption": (lambda: compared("strict").contrast().assume("monotone")[0], "Assuming that"),
    "what would help": (lambda: cr.bounds("ssi2003", "ofsted2009").what_would_help(), "Guaranteed"),
}
ROWS = pl.DataFrame({"id": [1, 2], "grade": ["low", "top"]})
DATA = {  # parts of results that are read, not shown, and what an author writes
    "Area", "Cap", "Change", "Citation", "Comparability", "Council", "Flow", "GoodFrom", "Grade", "Host", "Inference",
    "Inspection", "Judgement", "Link", "Name", "Passage", "PointsRule", "Publication", "Register", "Rule", "Scale",
    "Scoring", "Source", "Total", "Universe", "Unlisted", "Withheld",
}  # fmt: skip


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


def test_every_public_result_shows_itself():
    public = {name: getattr(cr, name) for name in cr.__all__}
    classes = {name for name, each in public.items() if inspect.isclass(each) and not issubclass(each, Exception)}
    assert {name for name in classes - DATA if not hasattr(public[name], "_repr_html_")} == set()
    returned = {
        part
        for each in public.values()
        if inspect.isfunction(each)
        for part in re.findall(r"\w+", str(inspect.signature(each).return_annotation))
    }
    # A rated council is one of those above, and a Result of rerun is any of them.
    assert returned - classes - {"tuple", "str", "RatedCouncil", "Result"} == set()
