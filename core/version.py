"""Name the version of the program, and of the interfaces that it reads: the one place where they stand."""

__version__ = "0.1.0"

INTERFACE = 1
"""The interface of plugins: a plugin for a later one is refused, one for an earlier one is read."""
FORMAT = 1
"""The format of regime.json."""
LATER = "made for a later version of crossregime"
"""What is said of a plugin or a folder that is ahead of this program."""
