"""Parse a call: each command has a parser of its own, and mistakes are told as the rest of the program tells them."""

from __future__ import annotations

import argparse
import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    from crossregime.commands.output import Output


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


LONG_DASH = re.compile("^-?[\u2010-\u2015\u2212]+-?")
"""Dashes that a word processor makes of the hyphens before an option."""
ARGUMENT = re.compile(r"`([a-z_]+)`")
"""How an error of core names an argument of a function."""


class Layout(argparse.HelpFormatter):
    """Lay help out as wide as the terminal, with the options in a column that most of them fit."""

    def __init__(self, prog: str, **options: Any) -> None:
        from shutil import get_terminal_size

        super().__init__(prog, max_help_position=24, width=get_terminal_size().columns - 1, **options)

    def _format_args(self, action: argparse.Action, default_metavar: str) -> str:
        """Write `NAME ...` for an option that takes several values."""
        if action.nargs == "+" and action.option_strings:
            return f"{action.metavar} ..."
        return super()._format_args(action, default_metavar)


class Parser(argparse.ArgumentParser):
    """Report a mistake in the call as the rest of the program does, and write help in groups, with examples."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, formatter_class=Layout, **options)
        self.examples: tuple[str, ...] = ()
        self._titled: dict[str, argparse._ArgumentGroup] = {}
        self.register("action", None, Once)
        self.register("action", "store", Once)

    def group(self, title: str) -> argparse._ArgumentGroup:
        """Give the group of arguments of this title; help shows groups in the order in which they are first named."""
        if title not in self._titled:
            self._titled[title] = self.add_argument_group(title)
        return self._titled[title]

    def offer_help(self, title: str) -> None:
        """Add --help to a group."""
        self.group(title).add_argument("-h", "--help", action="help", help="show this page")

    def grouped(self) -> list[tuple[str, list[argparse.Action]]]:
        """List the groups that help shows, with the arguments in each."""
        groups = ((title, group._group_actions) for title, group in self._titled.items())  # noqa: SLF001  # as argparse
        return [(title, [each for each in held if each.help != argparse.SUPPRESS]) for title, held in groups]

    def called(self, argument: argparse.Action) -> str:
        """Write an argument as help does: `--regime SELECTOR`."""
        return self._get_formatter()._format_action_invocation(argument)  # noqa: SLF001  # argparse has no public one

    def format_help(self) -> str:
        """Write the help, which ends with the examples, each on a line of its own."""
        lines = "".join(f"  {example}\n" for example in self.examples)
        return super().format_help() + (f"\nexamples:\n{lines}" if lines else "")

    def error(self, message: str) -> NoReturn:
        """Refuse what argparse refuses, in plain words."""
        from crossregime.commands.mistakes import plain_words

        call = self.format_usage().removeprefix("usage: ").strip()
        do = f"write {call}; see" if "are required" in message else "see"
        raise usage_error(plain_words(message, self.prog), do=f"{do} {self.prog} --help")

    def named(self, text: str) -> str:
        """Write the arguments of functions that a message names as the options of this command."""
        names = {action.dest: action.option_strings[-1] for action in reversed(self._actions) if action.option_strings}
        return ARGUMENT.sub(lambda found: names.get(found[1], found[0]), text)

    def refuse(self, unknown: Sequence[str], arguments: Sequence[str]) -> NoReturn:
        """Refuse those of the arguments that the command doesn't take, with the nearest options."""
        from crossregime.commands.mistakes import refusal

        raise refusal(self.prog, self._actions, unknown, arguments)

    def plain_dashes(self, arguments: Sequence[str]) -> list[str]:
        """Write options from a word processor, which makes one long dash of two hyphens, as they were meant."""

        def meant(argument: str) -> str:
            plain = LONG_DASH.sub("--", argument)
            return plain if plain.partition("=")[0] in self.options else argument

        return [meant(each) if LONG_DASH.match(each) else each for each in arguments]

    @property
    def arguments(self) -> list[argparse.Action]:
        """The arguments that it takes, those that help leaves out too."""
        return self._actions

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


# Groups of arguments, as help shows them

COMPARED = "what to compare"
COUNCILS = "which councils"
QUESTION = "what to ask"
KNOWN = "what counts as known"
SHOWN = "what to show"
OUTPUT = "output"

# Arguments that several commands take


def add_regimes(parser: Parser, times: str) -> None:
    """Add --regime, to be given several times."""
    parser.group(COMPARED).add_argument("--regime", dest="regimes", metavar="SELECTOR", action="append", default=[],
                                        help=f"SOURCE[@WHEN][:JUDGEMENT]; {times}")  # fmt: skip


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


def add_lineage(parser: Parser) -> None:
    """Add --lineage."""
    parser.group(COMPARED).add_argument("--lineage", default="strict", metavar="POLICY",
                                        help="strict (default), or inherit: across splits too"
                                        )  # fmt: skip


def add_crosswalk(parser: Parser) -> None:
    """Add --crosswalk, for one."""
    parser.group(COMPARED).add_argument(
        "--crosswalk", metavar="NAME",
        help="put both on one scale first: a crosswalk's id or file, equipercentile or ridit",
    )  # fmt: skip


def add_where(parser: Parser) -> None:
    """Add --where."""
    parser.group(COUNCILS).add_argument("--where", metavar="KIND=GROUP", action="append",
                                        help="only one group, as in region=London; repeat it")  # fmt: skip


def add_by(parser: Parser) -> None:
    """Add --by."""
    parser.group(COUNCILS).add_argument("--by", metavar="KIND",
                                        help="by region, type, deprivation, size, or --groups")  # fmt: skip


def add_effort(parser: Parser) -> None:
    """Add --effort: how long a search for a bound may go on."""
    parser.group(QUESTION).add_argument("--effort", metavar="N", type=whole_number, default=50,
                                        help="boxes to search for a bound that is not sharp (50)")  # fmt: skip


def add_groups(parser: Parser) -> None:
    """Add --groups."""
    parser.group(COUNCILS).add_argument("--groups", metavar="FILE", action="append", default=[],
                                        help="groups of your own: a CSV of council and group")  # fmt: skip


def add_neighbours(parser: Parser) -> None:
    """Add --neighbours-of."""
    parser.group(COUNCILS).add_argument("--neighbours-of", metavar="NAME",
                                        help="only a council and its ten statistical neighbours")  # fmt: skip


def add_contrast(parser: Parser, *, against: bool = True) -> None:
    """Add --given, --then and, unless the command uses the word otherwise, --against: the grades of a contrast."""
    group = parser.group(QUESTION)
    group.add_argument("--given", metavar="GRADES", action="append",
                       help="grades of the first regime, as in low,fair: did these do better? (default: those that"
            " count as doing well)")  # fmt: skip
    group.add_argument("--then", metavar="GRADES", action="append",
                       help="grades of the last regime that count as doing well")  # fmt: skip
    if against:
        group.add_argument("--against", metavar="GRADES", action="append",
                           help="set --given against these, not all others")  # fmt: skip


def add_between(parser: Parser) -> None:
    """Add --between: the groups of --by that are set against each other."""
    parser.group(QUESTION).add_argument("--between", metavar="GROUP", action="append", default=[],
                                        help="a group of --by against the rest, or two of them")  # fmt: skip


def add_use_rule(parser: Parser) -> None:
    """Add --use-rule."""
    parser.group(KNOWN).add_argument("--use-rule", action="store_true",
                                     help="let rating rules narrow what is unknown (see rate)")  # fmt: skip


def add_ages(parser: Parser) -> None:
    """Add --max-age and --uninspected."""
    group = parser.group(KNOWN)
    group.add_argument("--max-age", metavar="AGE", help="leave out inspections older than 3y, 18m or 90d")
    group.add_argument("--uninspected", default="out", metavar="HOW",
                       help="councils never inspected: out (default), or open")  # fmt: skip


def add_facts(parser: Parser) -> None:
    """Add --facts."""
    parser.group(KNOWN).add_argument("--facts", metavar="FILE",
                                     help="what you found: a CSV with outcomes.csv's columns")  # fmt: skip


def add_show(parser: Parser, **parts: str) -> None:
    """Add --show, which writes more than the first screen; `parts` says what each is, or nothing where it is plain."""
    named = {name.replace("_", "-"): what for name, what in parts.items()}
    told = ", ".join(f"{name} ({what})" if what else name for name, what in named.items())
    parser.group(SHOWN).add_argument("--show", metavar="PART", action="append", default=[],
                                     help=f"more than the first screen: {told} or all; repeat it")  # fmt: skip
    parser.set_defaults(showable=tuple(named))


def add_statistics(parser: Parser) -> None:
    """Add --statistic; the plural that many write means the same."""
    group = parser.group(SHOWN)
    group.add_argument("--statistic", dest="statistics", metavar="NAME", action="append",
                       help="measure this, or all (see statistics); repeat it")  # fmt: skip
    group.add_argument("--statistics", dest="statistics", action="append", help=argparse.SUPPRESS)


def add_save(parser: Parser) -> None:
    """Add --save, which keeps what makes the result again."""
    parser.group(OUTPUT).add_argument("--save", metavar="FILE.json",
                                      help="also keep what makes this again, for rerun")  # fmt: skip


def add_output(parser: Parser, *forms: str) -> None:
    """Add --format, --output and --force, for the forms that the command can write, the first by default."""
    group = parser.group(OUTPUT)
    told = f"{', '.join((f'{forms[0]} (default)', *forms[1:]))}; or as FILE ends"
    group.add_argument("--format", metavar="FORMAT", help=told if len(forms) > 1 else forms[0])
    group.add_argument("--output", metavar="FILE", help="write to a file instead of the screen")
    group.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(forms=forms)


def shown(options: argparse.Namespace) -> list[str]:
    """Read the parts to show, with commas between several in one value; refuse anything that is not a part."""
    parts: list[str] = [part.strip() for text in options.show for part in text.split(",") if part.strip()]
    for part in parts:
        if part not in (*options.showable, "all"):
            from crossregime.core.arguments import check_choice

            check_choice(part, (*options.showable, "all"), f"there is no part '{part}' to show", where="--show")
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


def command_parser(
    name: str, parser: Parser | None = None
) -> tuple[Parser, Callable[[argparse.Namespace, Output], int]]:
    """Make the parser of a command, or fill the one that is given, and give what runs the command."""
    from importlib import import_module

    command = import_module(f"crossregime.commands.{name}")
    parser = parser or Parser(prog=f"crossregime {name}")
    command.describe(parser)
    parser.offer_help(OUTPUT)
    return parser, command.run
