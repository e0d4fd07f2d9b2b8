"""Parse a call: each command has a parser of its own, and mistakes are told as the rest of the program tells them."""

from __future__ import annotations

import argparse
import re
import sys

from crossregime.commands import SUMMARIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    from crossregime.commands.output import Output

ABOUT = (
    "Put ratings of English councils' social care from different inspection regimes side by side: what is known, what"
    " is not, and why."
)
SELECTORS = (
    "A SELECTOR is SOURCE[+SOURCE][@WHEN][:JUDGEMENT], WHEN a date, first, previous or last-graded: ssi2003,"
    " ssi2003:children.serving, ./my-regime@2011-11-08."
)
SUBJECT = re.compile(r"argument (\S+): ")
"""How argparse begins what it says of one argument."""


def usage_error(what: str, **fields: Any) -> Exception:
    """Make a UsageError; what reports mistakes is imported when there is one."""
    from crossregime.core.errors import UsageError

    return UsageError(what, **fields)


class Once(argparse.Action):
    """Keep the value of an option, and refuse a second: the first would be dropped in silence."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Keep the value."""
        if option_string is not None:
            given = namespace.__dict__.setdefault("_given", set())
            if self.dest in given:
                raise usage_error(f"{option_string} was given twice", do=f"give it once; see {parser.prog} --help")
            given.add(self.dest)
        setattr(namespace, self.dest, values)


QUOTES = "a name of several words needs quotes"
LONG_DASH = re.compile("^-?[\u2010-\u2015\u2212]+-?")
"""Dashes that a word processor makes of the hyphens before an option."""
ARGUMENT = re.compile(r"`([a-z_]+)`")
"""How an error of core names an argument of a function."""


class Parser(argparse.ArgumentParser):
    """Report a mistake in the call as the rest of the program does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)
        self.register("action", None, Once)
        self.register("action", "store", Once)

    def error(self, message: str) -> NoReturn:
        """Refuse what argparse refuses, in plain words."""
        raise usage_error(self._plain(message), do=f"see {self.prog} --help")

    def _plain(self, message: str) -> str:
        found = SUBJECT.match(message)
        subject, said = (found[1].split("/")[-1], message[found.end() :]) if found else ("", message)
        if said in ("expected one argument", "expected at least one argument"):
            return f"{subject} needs a value"
        if said.startswith("ignored explicit argument"):
            return f"{subject} takes no value"
        missing = re.fullmatch(r"the following arguments are required: (.*)", said)
        if missing:
            return f"{self.prog} needs {missing[1].replace(', ', ' and ')}"
        return f"{subject}: {said}" if subject else said

    def named(self, text: str) -> str:
        """Write the arguments of functions that a message names as the options of this command."""
        names = {action.dest: action.option_strings[-1] for action in reversed(self._actions) if action.option_strings}
        return ARGUMENT.sub(lambda found: names.get(found[1], found[0]), text)

    def refuse(self, unknown: Sequence[str], arguments: Sequence[str]) -> NoReturn:
        """Refuse those of the arguments that the command doesn't take, with the nearest options."""
        from crossregime.core.text import close_matches

        do = f"see {self.prog} --help"
        option = unknown[0].partition("=")[0]
        if not option.startswith("-"):
            meant = self._meant(list(arguments), unknown[0])
            if meant:
                do = f"write {meant}"
            elif "--regime" in self.options:
                do = f"a regime is named as --regime SELECTOR; {do}"
        matches: Sequence[str] = ()
        if option.startswith("--"):
            begun = [each for each in self.options if each.startswith(option)]
            matches = begun or close_matches(option, self.options)
        raise usage_error(f"unrecognised arguments: {' '.join(unknown)}", do=do, matches=matches)

    def _meant(self, arguments: list[str], stray: str) -> str:
        """Write the part of a call around a stray word as it must have been meant, or nothing."""
        at = arguments.index(stray)
        start = next((each for each in range(at, -1, -1) if arguments[each].startswith("-")), -1)
        end = next((each for each in range(at, len(arguments)) if arguments[each].startswith("-")), len(arguments))
        words = arguments[start + 1 : end]
        if start < 0:
            places = [action for action in self._actions if not action.option_strings]
            return f'{self.prog} "{" ".join(words)}"; {QUOTES}' if [each.metavar for each in places] == ["NAME"] else ""
        option, equals, first = arguments[start].partition("=")
        words = [first, *words] if equals else words
        found = next((action for action in self._actions if option in action.option_strings), None)
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

    def plain_dashes(self, arguments: Sequence[str]) -> list[str]:
        """Write options from a word processor, which makes one long dash of two hyphens, as they were meant."""

        def meant(argument: str) -> str:
            plain = LONG_DASH.sub("--", argument)
            return plain if plain.partition("=")[0] in self.options else argument

        return [meant(each) if LONG_DASH.match(each) else each for each in arguments]

    @property
    def options(self) -> list[str]:
        """The long options that it takes."""
        return [name for action in self._actions for name in action.option_strings if name.startswith("--")]

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help at once, so that a full disk or a closed pipe shows: argparse lets it pass."""
        out = file or sys.stdout
        if out is not None:
            out.write(message)
            out.flush()


def _names_a_regime(selector: str) -> bool:
    """Tell whether a selector begins with the id of a regime, or is of a folder."""
    import crossregime

    return "/" in selector or re.split("[@:+]", selector)[0] in crossregime.regimes()


# Arguments that several commands take


def add_regimes(parser: Parser, times: str) -> None:
    """Add --regime, to be given several times."""
    parser.add_argument("--regime", dest="regimes", metavar="SELECTOR", action="append", default=[],
                        help=f"a position: SOURCE[@WHEN][:JUDGEMENT]; give it {times}")  # fmt: skip


def check_regimes(options: argparse.Namespace) -> None:
    """Refuse fewer regimes than two, which is all that is wrong before anything is read."""
    if any("," in each for each in options.regimes):
        from crossregime.commands.values import selectors

        options.regimes = selectors(options.regimes)
    if len(options.regimes) < 2:
        raise usage_error(
            "a comparison needs two regimes or more",
            do="give --regime twice, for example --regime ssi2003 --regime ofsted2009",
        )


def add_statistics(parser: Parser) -> None:
    """Add --statistic; the plural that many write means the same."""
    parser.add_argument("--statistic", dest="statistics", metavar="NAME", action="append",
                        help="a statistic to measure, or all that the judgements can have; give it again for more (see"
                        " statistics)")  # fmt: skip
    parser.add_argument("--statistics", dest="statistics", action="append", help=argparse.SUPPRESS)


def add_contrast(parser: Parser) -> None:
    """Add --given, --then and --against: the grades of a contrast."""
    parser.add_argument("--given", metavar="GRADES", action="append",
                        help="grades of the first regime, with commas: did these councils do better? By default those"
                        " from which on councils do well")  # fmt: skip
    parser.add_argument("--then", metavar="GRADES", action="append",
                        help="grades of the last regime that are to do well; the same by default")  # fmt: skip
    parser.add_argument("--against", metavar="GRADES", action="append",
                        help="grades of the first regime to set them against; all others by default")  # fmt: skip


def add_between(parser: Parser) -> None:
    """Add --between: the groups of --by that are set against each other."""
    parser.add_argument("--between", metavar="GROUP", action="append", default=[],
                        help="with --by: set this group against all others, or give it twice to set two against each"
                        " other; by default each against all others")  # fmt: skip


def add_facts(parser: Parser) -> None:
    """Add --facts."""
    parser.add_argument("--facts", metavar="FILE",
                        help="add what you found yourself: a CSV with the columns of outcomes.csv, status user",
                        )  # fmt: skip


def add_effort(parser: Parser) -> None:
    """Add --effort: how long a search for a bound may go on."""
    parser.add_argument("--effort", metavar="N", type=whole_number, default=50,
                        help="how far to search for a bound that is not sharp, in boxes (50); more takes"
                        " longer")  # fmt: skip


def add_ages(parser: Parser) -> None:
    """Add --max-age and --uninspected."""
    parser.add_argument("--max-age", metavar="AGE",
                        help="leave out inspections that are older on a rolling position's date: 3y, 18m or"
                        " 90d")  # fmt: skip
    parser.add_argument("--uninspected", default="out", metavar="out|open",
                        help="councils that no inspection speaks of: out (default) leaves them out, open lets them"
                        " have any grade")  # fmt: skip


def add_groups(parser: Parser) -> None:
    """Add --groups."""
    parser.add_argument("--groups", metavar="FILE", action="append", default=[],
                        help="groups of your own for --by and --where, under the name of the file: a CSV with the"
                        " columns council and group")  # fmt: skip


def add_neighbours(parser: Parser) -> None:
    """Add --neighbours-of."""
    parser.add_argument("--neighbours-of", metavar="NAME",
                        help="limit it to a council and its ten statistical neighbours, and mark them")  # fmt: skip


def add_output(parser: Parser, *forms: str) -> None:
    """Add --format, --output and --force, for the forms that the command can write, the first by default."""
    parser.add_argument("--format", metavar="|".join(forms),
                        help=f"{forms[0]} by default, or as the file's name ends")  # fmt: skip
    parser.add_argument("--output", metavar="FILE", help="write to a file instead of the screen")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(forms=forms)


def add_save(parser: Parser) -> None:
    """Add --save, which keeps what makes the result again."""
    parser.add_argument("--save", metavar="FILE.json",
                        help="also keep what makes this result again, for crossregime rerun")  # fmt: skip


def add_show(parser: Parser, **parts: str) -> None:
    """Add --show, which writes more than the first screen; `parts` says what each is."""
    named = {name.replace("_", "-"): what for name, what in parts.items()}
    told = "; ".join(f"{name}: {what}" for name, what in named.items())
    parser.add_argument("--show", metavar="PART", action="append", default=[],
                        help=f"more than the first screen: {told}; all; give it again for more")  # fmt: skip
    parser.set_defaults(showable=tuple(named))


def shown(options: argparse.Namespace) -> list[str]:
    """Read the parts to show, with commas between several in one value; refuse anything that is not a part."""
    parts: list[str] = [part.strip() for text in options.show for part in text.split(",") if part.strip()]
    for part in parts:
        if part not in (*options.showable, "all"):
            from crossregime.core.text import close_matches

            raise usage_error(
                f"there is no part '{part}' to show",
                where="--show",
                do=f"show {', '.join(options.showable)} or all",
                matches=close_matches(part, (*options.showable, "all")),
            )
    return parts


def number(text: str) -> float:
    """Read a number of an option."""
    try:
        return float(text)
    except ValueError:
        raise usage_error(f"'{text}' is not a number", do="write it as in 0.95") from None


def whole_number(text: str) -> int:
    """Read a whole number of an option."""
    try:
        return int(text)
    except ValueError:
        raise usage_error(f"'{text}' is not a whole number", do="write it as in 1000") from None


# The parsers


def command_parser(name: str) -> tuple[Parser, Callable[[argparse.Namespace, Output], int]]:
    """Make the parser of a command, and give what runs it."""
    from importlib import import_module

    command = import_module(f"crossregime.commands.{name}")
    parser = Parser(prog=f"crossregime {name}")
    command.describe(parser)
    return parser, command.run


def program_help() -> str:
    """Write the help of the program: its commands, and what a selector is."""
    parser = Parser(prog="crossregime", description=ABOUT, epilog=SELECTORS)
    parser.add_argument("--version", action="store_true", help="show the program's version number and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in SUMMARIES.items():
        commands.add_parser(name, help=summary, add_help=False)
    return parser.format_help()
