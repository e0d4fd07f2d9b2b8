"""Write a call as words of the program, so that anyone can make it again."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Iterator
    from typing import Any

    from crossregime.core.runs import Call


def call_words(call: Call) -> list[str]:
    """Give the words of a call, as a shell hands them over.

    >>> from crossregime.core.runs import Call
    >>> call_words(Call("compare", ("ssi2003", "ofsted2009"), {"by": "region"}))[1:]
    ['compare', '--regime', 'ssi2003', '--regime', 'ofsted2009', '--by', 'region']
    """
    from crossregime.commands.parser import command_parser

    parser, _ = command_parser(call.command)
    actions: dict[str, Action] = {action.dest: action for action in reversed(parser._actions)}  # noqa: SLF001
    words = ["crossregime", call.command]
    options = dict(call.options)
    if call.command == "map":
        options = {"start": call.selectors[0], "to": call.selectors[1], **options}
    elif "regimes" in actions:
        options = {"regimes": list(call.selectors), **options}
    # What stands without an option comes first: after an option of several values it would be one of them.
    for name in sorted(options, key=lambda name: bool(actions[name].option_strings)):
        words += _words(actions[name], options[name])
    return words


def call_text(call: Call) -> str:
    """Write a call as a line for a shell."""
    from shlex import join

    return join(call_words(call))


def _words(action: Action, value: Any) -> Iterator[str]:
    """Give the words of one option, once for each of its values."""
    for each in value if isinstance(value, list | tuple) else [value]:
        if action.option_strings:
            yield action.option_strings[-1]
        if each is not True:
            yield str(each)
