"""man: write the manual page of the program."""

from __future__ import annotations

from crossregime.commands.assembled import assembled_parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser

CODES = (
    ("0", "Done."),
    ("1", "Findings: a validation failed, a printed statement is contradicted, a name resolves to none."),
    ("2", "A mistake in the call, or a plugin that fails."),
    ("3", "Data that can't be read or contradict themselves."),
)
"""The exit codes, and what they mean."""


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s"
    parser.description = (
        "Write the manual page, with every command and option, in the form that the program man reads. Put it where man"
        " looks for pages, or read it at once."
    )
    parser.examples = (
        "crossregime man | man -l -",
        "crossregime man > ~/.local/share/man/man1/crossregime.1",
    )
    parser.set_defaults(forms=("text",), format=None, output=None, force=False)


def run(_: Namespace, output: Output) -> int:
    """Write the page."""
    output.show_text({"text": page})
    return 0


def page() -> str:
    """Write the manual page as roff, from the parsers of the commands."""
    from crossregime.commands import SUMMARIES
    from crossregime.commands.help import ABOUT, AFTER, EXAMPLES, GROUPS
    from crossregime.core.version import __version__

    _, parsers = assembled_parser()
    lines = [f'.TH CROSSREGIME 1 "" "crossregime {__version__}" "User Commands"']
    lines += [".SH NAME", _text("crossregime - compare ratings of councils across inspection regimes")]
    lines += [".SH SYNOPSIS", ".B crossregime", _text("COMMAND [option ...]")]
    lines += [".SH DESCRIPTION", _text(ABOUT), ".PP", _text(AFTER), ".SH COMMANDS"]
    for title, names in GROUPS.items():
        lines += [f".SS {_text(title.capitalize())}"]
        for name in names:
            lines += _entry(name, SUMMARIES[name])
    for name, parser in parsers.items():
        lines += [f".SH CROSSREGIME {name.upper()}", *_command(parser)]
    lines += [".SH EXAMPLES", *_examples(EXAMPLES), ".SH EXIT STATUS"]
    for code, meaning in CODES:
        lines += _entry(code, meaning)
    return "\n".join(lines) + "\n"


def _command(parser: Parser) -> list[str]:
    """Write the part of one command: what it does, its options in their groups, and examples."""
    lines = [_text(str(parser.usage) % {"prog": parser.prog}), ".PP", _text(parser.description or "")]
    for title, arguments in parser.grouped():
        lines += [f".SS {_text(title.capitalize())}"]
        for argument in arguments:
            lines += _entry(parser.called(argument), str(argument.help))
    return [*lines, ".SS Examples", *_examples(parser.examples)]


def _entry(term: str, text: str) -> list[str]:
    return [".TP", f".B {_text(term)}", _text(text)]


def _examples(examples: tuple[str, ...]) -> list[str]:
    """Write calls as they are, each on lines of its own."""
    return [".nf", *(_text(line) for example in examples for line in example.split("\n")), ".fi"]


def _text(text: str) -> str:
    """Write text so that roff takes none of it for a request, and shows hyphens that can be copied."""
    plain = " ".join(text.split()) if "\n" not in text else text
    escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", " ")) else escaped
