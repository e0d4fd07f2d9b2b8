"""Mark what an author has not finished: the words that `new` writes and `validate` looks for."""

from __future__ import annotations

EXAMPLE = "EXAMPLE:"
"""What stands before a text of an example, which the author replaces."""
TO_DO = "TO DO:"
"""What stands before a text that the author confirms or writes."""
UNFINISHED = (EXAMPLE, TO_DO)
