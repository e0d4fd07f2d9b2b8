"""Text is shown by its characters or their codes; close matches are close."""

from __future__ import annotations

from crossregime.core.text import close_matches, visible


def test_what_is_not_printable_is_shown_by_its_code():
    assert visible("\x1b[31m\x07\x9b\u202e\u2028é\n") == r"\x1b[31m\x07\x9b\u202e\u2028é\n"


def test_close_matches_are_found_in_any_case_and_nothing_is_offered_for_what_is_far():
    assert close_matches("SSI2003", ["ssi2002", "ssi2003"]) == ("ssi2003",)
    assert close_matches("zzz", ["ssi2002", "ssi2003"]) == ()
