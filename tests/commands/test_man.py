"""The manual page: every command and option, without a warning of the program that lays it out."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from crossregime.commands import SUMMARIES
from crossregime.commands.man import page
from crossregime.commands.parser import command_parser


def laid_out():
    """Give the page as man shows it, in plain characters."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed here")
    answer = subprocess.run(
        ["groff", "-man", "-Tascii", "-ww", "-P-cbou"], input=page(), capture_output=True, text=True, check=True
    )
    assert answer.stderr == ""
    return answer.stdout


def test_the_page_is_laid_out_without_a_warning_and_has_every_command_and_option():
    text = laid_out()
    for name in SUMMARIES:
        assert f"CROSSREGIME {name.upper()}" in text
        for option in command_parser(name)[0].options:
            assert option == "--statistics" or re.search(rf"{option}\b", text), option


def test_examples_and_quotes_reach_the_reader_as_they_are_typed():
    text = laid_out()
    assert 'crossregime council "Cheshire East" --show relatives' in text
    assert "councils' social care" in text


def test_the_command_writes_the_page_and_the_page_has_no_date(call):
    answer = call("man")
    assert (answer.code, answer.out) == (0, page())
    assert answer.out.startswith('.TH CROSSREGIME 1 ""')
    assert "\t" not in answer.out
