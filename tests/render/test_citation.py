"""The page of what to cite has the program, the regimes and the documents, in that order."""

from __future__ import annotations

import io

import crossregime as cr
from crossregime.render.citation import write_bibliography


def test_the_parts_stand_in_order():
    page = io.StringIO()
    write_bibliography(cr.cite("ssi2003", "ofsted2009"), page)
    lines = page.getvalue().splitlines()
    places = [lines.index(head) for head in ("What to cite", "The program", "The regimes", "The documents")]
    assert places == sorted(places)
    assert max(map(len, (line for line in lines if "://" not in line))) <= 79
