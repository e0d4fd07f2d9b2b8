"""Help: a screen or two for each command, in groups, with examples that run."""

from __future__ import annotations

import shlex
from importlib.util import find_spec

import pytest

from crossregime.commands import SUMMARIES
from crossregime.commands.help import EXAMPLES, GROUPS
from crossregime.commands.parser import command_parser

LONGEST = 60
FILES = {
    "names.csv": "name\nHull\n",
    "2003.csv": "code,grade\na,low\nb,high\nc,high\n",
    "2009.csv": "code,grade\na,low\nb,low\nc,high\n",
}
"""The files that the examples name."""


def help_of(call, name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    answer = call(name, "--help")
    assert answer.code == 0
    return answer.out.splitlines()


@pytest.mark.parametrize("name", SUMMARIES)
def test_help_of_a_command_is_short_fits_eighty_columns_and_ends_with_examples(call, name, monkeypatch):
    lines = help_of(call, name, monkeypatch)
    assert len(lines) <= LONGEST
    assert [line for line in lines if len(line) > 80] == []
    examples = command_parser(name)[0].examples
    assert 2 <= len(examples) <= 4
    assert lines[-len("\n".join(examples).split("\n")) - 1] == "examples:"


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_argument_stands_in_a_group_that_says_what_it_is_about(call, name, monkeypatch):
    lines = help_of(call, name, monkeypatch)
    assert not {"options:", "positional arguments:"} & set(lines)
    assert "output:" in lines


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_example_runs(call, name, annual, tmp_path):
    if name in ("plot", "report", "site") and find_spec("altair") is None:
        pytest.skip("the extra `charts` draws")
    if name == "completion" and find_spec("shtab") is None:
        pytest.skip("the extra `completion` is needed")
    for file, text in FILES.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    annual.path.rename(tmp_path / "my-regime")
    if name == "rerun":
        assert call("compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--save", "run.json").code == 0
    for example in command_parser(name)[0].examples:
        words = shlex.split(example.replace("\\\n", " "), comments=True)
        ends = [words.index(sign) for sign in (">", "|") if sign in words]  # what the shell does with it
        assert words[:2] == ["crossregime", name]
        answer = call(*words[1 : min(ends, default=None)])
        assert answer.code == 0, (example, answer.err)


def test_the_help_of_the_program_lists_each_command_once_by_what_one_comes_with(call, monkeypatch):
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(SUMMARIES)
    monkeypatch.setenv("COLUMNS", "80")
    lines = call("--help").out.splitlines()
    assert len(lines) <= LONGEST
    assert [line for line in lines if len(line) > 80] == []
    for name, summary in SUMMARIES.items():
        assert f"  {name:12}{summary}" in lines
    assert lines[-len(EXAMPLES) :] == [f"  {example}" for example in EXAMPLES]
    for example in EXAMPLES:
        assert call(*shlex.split(example)[1:]).code == 0
