"""Comparisons of every kind, and the page of each as a pipe gets it."""

from __future__ import annotations

import io
from functools import cache
from unittest import mock

import crossregime as cr
from crossregime.render.page import Plain
from crossregime.render.text import write_comparison

CASES = {
    "strict": ("ssi2003 ofsted2009", {}),
    "inherit": (
        "ssi2003 ofsted2009",
        {"lineage": "inherit", "councils": ("Bedford", "Cheshire East", "Cornwall")},
    ),
    "by-type": ("ssi2003 ofsted2009", {"by": "type", "councils": ("Hull", "Isles of Scilly")}),
    "where-london": ("ssi2003 ofsted2009", {"where": "region=London"}),
    "like-for-like": ("ssi2003:children.serving ofsted2009", {"councils": ("Lancashire", "Bedfordshire")}),
    "common-scale": ("ssi2002@first ssi2003", {"councils": ("Merton", "Hull")}),
    # Nobody is at Poor, so the totals link it to nothing.
    "mapped": ("ssi2003:adults.capacity ofsted2009", {"crosswalk": "equipercentile", "councils": ("Hull",)}),
    "three": ("ssi2002 ssi2003 ofsted2009", {"lineage": "inherit", "councils": ("Reading", "Bedford")}),
}


@cache
def compared(name):
    """Give a comparison, which works out its parts once for all the tests that ask for them."""
    selectors, options = CASES[name]
    return cr.compare(*selectors.split(), **options)


def page(comparison, show=("all",)):
    """Give the page as a pipe gets it, with the parts to show."""
    stream = io.StringIO()
    write_comparison(comparison, stream, show)
    return stream.getvalue()


def words(text):
    """Give a text as its words: what wrapping and alignment leave."""
    return " ".join(text.split())


def written(write, *arguments):
    """Give what a function writes as its words, on a pipe so wide that no cell of a table is wrapped."""
    stream = io.StringIO()
    with mock.patch("crossregime.render.page.PIPE_WIDTH", 10_000):
        write(*arguments, stream=stream)
    return words(stream.getvalue())


def laid(lay, result):
    """Give what a function lays on a page as its words, on a page so wide that no cell of a table is wrapped."""
    stream = io.StringIO()
    lay(Plain(stream, 10_000), result)
    return words(stream.getvalue())
