"""Cite the program itself: the content of CITATION.cff, for installations without that file."""

from __future__ import annotations

from crossregime.core.citing.work import Work
from crossregime.core.version import __version__

TITLE = "crossregime: ratings from any inspection regime, on one footing"
AUTHORS = ("crossregime contributors",)
YEAR = "2026"
"""The year of the copyright: no release has a date yet."""
PROGRAM = Work("crossregime", "software", TITLE, AUTHORS, "", YEAR, "", "MIT licence", __version__)
