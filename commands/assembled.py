"""Assemble one parser of the whole program, from which shell completion and the manual page are made."""

from __future__ import annotations

from crossregime.commands import SUMMARIES
from crossregime.commands.help import ABOUT
from crossregime.commands.parser import OUTPUT, Parser, command_parser


def assembled_parser() -> tuple[Parser, dict[str, Parser]]:
    """Make one parser of the whole program, and give those of its commands too; for completion and the man page."""
    parser = Parser(prog="crossregime", description=ABOUT)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    own = {name: commands.add_parser(name, help=summary) for name, summary in SUMMARIES.items()}
    for name, each in own.items():
        command_parser(name, each)
    parser.group(OUTPUT).add_argument("--version", action="store_true", help="show the version")
    parser.offer_help(OUTPUT)
    return parser, own
