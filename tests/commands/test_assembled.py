"""One parser of the whole program, made of those of its commands."""

from __future__ import annotations

from crossregime.commands import SUMMARIES
from crossregime.commands.assembled import assembled_parser
from crossregime.commands.parser import command_parser


def test_one_parser_of_the_whole_program_has_the_arguments_of_each_command():
    _, parsers = assembled_parser()
    assert tuple(parsers) == tuple(SUMMARIES)
    for name, parser in parsers.items():
        alone = command_parser(name)[0]
        assert [each.dest for each in parser.arguments] == [each.dest for each in alone.arguments]
        assert parser.format_help() == alone.format_help()
