"""The regimes that come with the program: one folder each, data alone."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent

BUILTINS = ("ssi2002", "ssi2003", "csci2004", "ofsted2009")
"""The ids of the built-in regimes, in the order of their first publication."""
