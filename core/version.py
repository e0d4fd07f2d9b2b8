"""Define the versions of the program and of the interfaces that it reads, in one place."""

__version__ = "0.1.0"

INTERFACE = 1
"""The interface of plugins: a plugin for a later one is refused, one for an earlier one is read."""
FORMAT = 1
"""The format of regime.json."""
LATER = "made for a later version of crossregime"
"""The message for a plugin or folder made for a later version."""
