"""A site of two regimes, made once: one as it is built in, and one whose titles are hostile."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser

import pytest

import crossregime as cr

NASTY = "</script><script>alert('x')</script><img src=x onerror=alert(1)> & \"quotes\" {{ 7 * 7 }}"


@pytest.fixture(scope="session")
def positions():
    first, second = cr.position("ssi2003"), cr.position("ofsted2009")
    judgement = dataclasses.replace(second.judgement, title=NASTY, name=NASTY)
    regime = dataclasses.replace(second.regime, title=NASTY, inspectorate=NASTY, judgements=(judgement,))
    return [first, dataclasses.replace(second, judgements=(judgement,), regimes=(regime,))]


@pytest.fixture(scope="session")
def files(positions):
    """The files of the site by their paths."""
    pytest.importorskip("vl_convert")
    pytest.importorskip("jinja2")
    from crossregime.render import SitePair, site_files

    pair = SitePair(cr.compare(*positions, where="region=London"), "crossregime compare")
    claims = {each.regime.id: cr.reconcile("ssi2003") for each in positions}
    return site_files(positions, [pair], claims)


class Page(HTMLParser):
    """The tags of a page and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, name):
        return [attrs[name] for _, attrs in self.tags if name in attrs]


@pytest.fixture(scope="session")
def pages(files):
    """The pages of the site, read, by their paths."""
    return {path: Page(data.decode()) for path, data in files.items() if path.endswith(".html")}
