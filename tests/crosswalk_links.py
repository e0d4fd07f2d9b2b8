"""A small crosswalk to break: its links, sources and scales."""

from __future__ import annotations

import dataclasses

from crossregime.core.model.crosswalk import Crosswalk
from crossregime.core.model.judgement import Source
from crossregime.core.model.link import Link
from crossregime.core.model.scale import Grade, Scale

SOURCES = {"report": Source("report", "An inspectorate", "A report", "2010", "", "")}


LETTERS = Scale("letters", "Letters", tuple(Grade(each, each.upper(), rank) for rank, each in enumerate("edcba")))


def link(grade, *to, kind="close", **changes):
    return dataclasses.replace(Link(grade, to, kind, "report", "p. 1", "so it says"), **changes)


GOOD = (link("no", "1"), link("some", "2"), link("most", "2", "3", kind="broader"), link("yes", "4"))


def walk(*links, **changes):
    whole = {"from_scale": "ssi-serving", "to_scale": "ofsted-performs", "scales": {}, **changes}
    return Crosswalk("trial", "Trial", links=links, sources=SOURCES, **whole)
