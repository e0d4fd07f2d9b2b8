"""A plugin of one crosswalk, as the documentation shows it."""

from __future__ import annotations

CROSSWALK = """
import crossregime as cr

SOURCES = {"report": cr.Source("report", "An inspectorate", "A report", "2010-01-31", "", "")}
GRADES = {"no": "1", "some": "2", "most": "3", "yes": "4"}
LINKS = tuple(
    cr.Link(grade, (to,), "close", "report", "table 1", "the report names them side by side")
    for grade, to in GRADES.items()
)

@cr.hookimpl
def crossregime_crosswalks():
    return (cr.Crosswalk("by-report", "By the report", "ssi-serving", "ofsted-performs", LINKS, SOURCES),)
"""
