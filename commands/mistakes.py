"""Tell a mistake in a call in plain words, with the call that was meant where that can be known."""

from __future__ import annotations

import argparse
import re

from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Actions = Sequence[argparse.Action]

SUBJECT = re.compile(r"argument (\S+): ")
"""How argparse begins what it says of one argument."""
KINDS = ("region", "type", "deprivation", "size")
"""What councils are grouped by, which some write as an option."""
QUOTES = "a name of several words needs quotes"


def plain_words(message: str, prog: str) -> str:
    """Write what argparse says of a call in plain words."""
    found = SUBJECT.match(message)
    subject, said = (found[1].split("/")[-1], message[found.end() :]) if found else ("", message)
    if said in ("expected one argument", "expected at least one argument"):
        return f"{subject} needs a value"
    if said.startswith("ignored explicit argument"):
        return f"{subject} takes no value"
    missing = re.fullmatch(r"the following arguments are required: (.*)", said)
    if missing:
        return f"{prog} needs {missing[1].replace(', ', ' and ')}"
    return f"{subject}: {said}" if subject else said


def refusal(prog: str, actions: Actions, unknown: Sequence[str], arguments: Sequence[str]) -> UsageError:
    """Make the error for arguments that a command doesn't take, with the nearest options."""
    options = [name for action in actions for name in action.option_strings if name.startswith("--")]
    do = f"see {prog} --help"
    option = unknown[0].partition("=")[0]
    if not option.startswith("-"):
        meant = _meant(prog, actions, list(arguments), unknown[0])
        if meant:
            do = f"write {meant}"
        elif "--regime" in options:
            do = f"a regime is named as --regime SELECTOR; {_as_regimes(unknown) or do}"
    matches: Sequence[str] = ()
    if option.startswith("--"):
        begun = [each for each in options if each.startswith(option)]
        singular = option.removesuffix("s")
        if option[2:] in KINDS and "--where" in options:
            group = unknown[0].partition("=")[2] or (unknown[1] if len(unknown) > 1 else "GROUP")
            limit = f"{option[2:]}={group}"
            do = f'write --where "{limit}"' if " " in limit else f"write --where {limit}"
        elif singular in options:
            matches = (singular,)
            do = (option == "--regimes" and _as_regimes(unknown[1:])) or do
        else:
            matches = begun or close_matches(option, options)
    return UsageError(f"unrecognised arguments: {' '.join(unknown)}", do=do, matches=matches)


def _meant(prog: str, actions: Actions, arguments: list[str], stray: str) -> str:
    """Write the part of a call around a stray word as it must have been meant, or nothing."""
    at = arguments.index(stray)
    start = next((each for each in range(at, -1, -1) if arguments[each].startswith("-")), -1)
    end = next((each for each in range(at, len(arguments)) if arguments[each].startswith("-")), len(arguments))
    words = arguments[start + 1 : end]
    if start < 0:
        places = [action for action in actions if not action.option_strings]
        return f'{prog} "{" ".join(words)}"; {QUOTES}' if [each.metavar for each in places] == ["NAME"] else ""
    option, equals, first = arguments[start].partition("=")
    words = [first, *words] if equals else words
    found = next((action for action in actions if option in action.option_strings), None)
    if found is None or found.nargs is not None or len(words) < 2:
        return ""
    if found.metavar == "SELECTOR" or any(" " in word for word in words):
        if not isinstance(found, argparse._AppendAction):  # noqa: SLF001  # argparse has no public name for it
            return ""
        if found.metavar == "SELECTOR" and not all(_names_a_regime(word) for word in words):
            together = "".join(words)  # as in ssi 2003
            return f"{option} {together}" if _names_a_regime(together) else ""
        return " ".join(f'{option} "{word}"' if " " in word else f"{option} {word}" for word in words)
    if "=" in str(found.metavar) and "=" not in words[0]:
        words = [f"{words[0]}={words[1]}", *words[2:]]
    text = " ".join(words)
    return f'{option} "{text}"; {QUOTES}' if " " in text else f"{option} {text}"


def _as_regimes(words: Sequence[str]) -> str:
    """Write words that all name regimes with the option before each; nothing where one doesn't."""
    return f"write {' '.join(f'--regime {word}' for word in words)}" if all(map(_names_a_regime, words)) else ""


def _names_a_regime(selector: str) -> bool:
    """Tell whether a selector begins with the id of a regime, or is of a folder."""
    import crossregime

    return "/" in selector or re.split("[@:+]", selector)[0] in crossregime.regimes()
