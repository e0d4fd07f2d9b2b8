"""Run crossregime from a terminal: `crossregime ...`, `python -m crossregime ...` or `python cli.py ...`.

Each command is a few lines that call core and hand the result to a renderer. Nothing heavy is imported before a
command needs it.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

if __name__ == "__main__" and not __package__:
    # Run as a file in a checkout: this folder is the package, whatever it is called and whatever is installed.
    import importlib.util

    _spec = importlib.util.spec_from_file_location(
        "crossregime",
        Path(__file__).with_name("__init__.py"),
        submodule_search_locations=[str(Path(__file__).parent)],
    )
    assert _spec is not None  # noqa: S101  # the file is beside this one
    assert _spec.loader is not None  # noqa: S101  # a source file has a loader
    sys.path.pop(0)
    sys.modules["crossregime"] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules["crossregime"])
    __package__ = "crossregime"

import crossregime
from crossregime.core.errors import CrossregimeError, UsageError, close_matches, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    import polars as pl

    from crossregime.core.measurement import Inference
    from crossregime.core.model import Regime

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  # argparse has no public name for it

INTERRUPTED = 130
TABLES = ("csv", "parquet", "xlsx")
"""Formats of which a file has FILE.meta.json beside it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 findings, 2 usage or plugin, 3 data."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a screen that lacks a character shows its code
    try:
        options = _parsed(arguments)
        if sys.stdout is None and getattr(options, "output", None) is None:
            raise UsageError("the output is closed, so there is nowhere to write", do="add --output FILE")
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except CrossregimeError as error:
        _tell(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _drop(sys.stdout)
        _tell("stopped; nothing was half-written")
        return INTERRUPTED
    except BrokenPipeError:
        _drop(sys.stdout)  # the reader has what it wanted, as in `| head`: end in peace
        return 0
    except OSError as error:
        _drop(sys.stdout)
        what = "the output can't be written" if error.filename is None else visible(f"{error.filename} can't be used")
        _tell(f"{what}: {error.strerror or error}")
        return 2
    return code


def _tell(text: str) -> None:
    """Write to the user beside the output; where that is closed or full too, the exit code has to do."""
    if sys.stderr is not None:
        try:
            print(f"crossregime: {text}", file=sys.stderr, flush=True)
        except OSError:
            _drop(sys.stderr)


def _drop(stream: IO[str] | None) -> None:
    """Send what is left of a stream nowhere, so that Python doesn't write it as it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]  # None is suppressed


class _Parser(argparse.ArgumentParser):
    """Report a mistake in the call as the rest of the program does."""

    def error(self, message: str) -> NoReturn:
        import re

        unknown = re.match(r"argument COMMAND: invalid choice: '(.*)' \(choose from (.*)\)", message)
        if unknown:
            commands = re.findall(r"'([^']*)'", unknown[2])
            raise UsageError(
                f"there is no command '{unknown[1]}'",
                do=f"the commands are {', '.join(commands)}; see crossregime --help",
                matches=close_matches(unknown[1], commands),
            )
        raise UsageError(message, do=f"see {self.prog} --help")

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """Refuse arguments that the command doesn't take, with the nearest options."""
        do = f"see {self.prog} --help"
        option = unknown[0].partition("=")[0]
        if not option.startswith("-") and "--regime" in self.options:
            do = f"a regime is named as --regime SELECTOR; {do}"
        matches = close_matches(option, self.options) if option.startswith("--") else ()
        raise UsageError(f"unrecognized arguments: {' '.join(unknown)}", do=do, matches=matches)

    @property
    def options(self) -> list[str]:
        """The long options that it takes."""
        return [name for action in self._actions for name in action.option_strings if name.startswith("--")]

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help and version at once, so that a full disk or a closed pipe shows: argparse lets it pass."""
        out = file or sys.stdout
        if out is not None:
            out.write(message)
            out.flush()


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; each command refuses those that it doesn't take."""
    options, unknown = _parser().parse_known_args(arguments)
    if unknown:
        options.parser.refuse(unknown)
    return options


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="crossregime",
        description="Put ratings of English councils' social care from different inspection regimes side by side:"
        " what is known, what is not, and why.",
        epilog="A SELECTOR is SOURCE[+SOURCE][@DATE or @first][:JUDGEMENT]: ssi2003, ssi2003:children.serving,"
        " ./my-regime@2011-11-08.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"crossregime {crossregime.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _compare_parser(commands)
    _bounds_parser(commands)
    _statistics_parser(commands)
    _map_parser(commands)
    _crosswalks_parser(commands)
    _regimes_parser(commands)
    _validate_parser(commands)
    _reconcile_parser(commands)
    _export_parser(commands)
    _councils_parser(commands)
    _council_parser(commands)
    _doctor_parser(commands)
    _rate_parser(commands)
    for command in commands.choices.values():
        command.set_defaults(parser=command)
    return parser


def _compare_parser(commands: Commands) -> None:
    compare = commands.add_parser(
        "compare",
        help="put two regimes or more side by side",
        description="Put the ratings of two regimes or more side by side: the table, what can be said, what was not"
        " compared and why, every pair, and the sources.",
        allow_abbrev=False,
    )
    compare.add_argument("--regime", dest="regimes", metavar="SELECTOR", action="append", default=[],
                         help="a position: SOURCE[@DATE][:JUDGEMENT]; give it twice or more")  # fmt: skip
    compare.add_argument("--lineage", default="strict", metavar="POLICY",
                         help="strict (default): pair the same series; inherit: also hand a rating on across splits"
                         " and mergers")  # fmt: skip
    compare.add_argument("--by", metavar="region|type", help="a table for each region or type of council")
    compare.add_argument("--where", metavar="region=NAME", help="limit the comparison to one region or type")
    compare.add_argument("--council", dest="councils", metavar="NAME", nargs="+", action="extend", default=[],
                         help="list only the pairs of these councils (name or code)")  # fmt: skip
    compare.add_argument("--weight", metavar="population", help="also give the shares by population")
    compare.add_argument("--crosswalk", metavar="NAME",
                         help="put the judgements on one scale first: a crosswalk's id, its file, equipercentile or"
                         " ridit; all: show how each conclusion moves from one to another")  # fmt: skip
    compare.add_argument("--use-rule", action="store_true",
                         help="let the rating rules of the regimes narrow what is unknown (see rate)")  # fmt: skip
    compare.add_argument("--statistic", dest="statistics", metavar="NAME", action="append",
                         help="a statistic to measure; give it again for more (see statistics)")  # fmt: skip
    compare.add_argument("--statistics", dest="statistics", metavar="all", action="append",
                         help="every statistic that the judgements can have")  # fmt: skip
    compare.add_argument("--inference", metavar="METHOD", action="append", default=[],
                         help="also reckon with chance: asymptotic, bootstrap, permutation or all")  # fmt: skip
    compare.add_argument("--draws", type=int, default=10_000, metavar="N", help="draws of these (10,000)")
    compare.add_argument("--seed", type=int, default=0, metavar="N", help="where the draws start (0)")
    compare.add_argument("--level", type=float, default=0.95, metavar="SHARE", help="level of an interval (0.95)")
    _facts_option(compare)
    _output_options(compare, ("text", "json", "csv", "parquet", "xlsx"))
    compare.set_defaults(run=_compare)


def _bounds_parser(commands: Commands) -> None:
    bounds = commands.add_parser(
        "bounds",
        help="what partly published ratings settle about two regimes, and what they don't",
        description="Give each statistic of two regimes three ways: over the councils with both grades named (a"
        " warning),"
        " over every completion of what was published (the identified interval), and with all completions taken as"
        " equally likely (an assumption); and the shares of councils that were so in one regime and so in the other.",
        allow_abbrev=False,
    )
    bounds.add_argument("--regime", dest="regimes", metavar="SELECTOR", action="append", default=[],
                        help="a position: SOURCE[@DATE][:JUDGEMENT]; give it twice")  # fmt: skip
    bounds.add_argument(
        "--lineage", default="strict", metavar="POLICY", help="strict (default) or inherit, as in compare"
    )
    bounds.add_argument("--by", metavar="region|type", help="also for each region or type of council")
    bounds.add_argument("--where", metavar="region=NAME", help="limit it to one region or type")
    bounds.add_argument(
        "--given",
        metavar="GRADES",
        help="grades of the first regime, with commas; the better half by default",
    )
    bounds.add_argument("--then", metavar="GRADES", help="grades of the second regime: how many of them were so there")
    bounds.add_argument("--weight", metavar="population", help="also give the shares by population")
    bounds.add_argument(
        "--crosswalk", metavar="NAME", help="put both on one scale first: a crosswalk's id, its file, equipercentile"
        " or ridit; that gives agreement and change too"
    )  # fmt: skip
    bounds.add_argument(
        "--use-rule", action="store_true", help="let rating rules narrow what is unknown, as in compare"
    )
    _facts_option(bounds)
    bounds.add_argument(
        "--show-extremes", action="store_true", help="show a completion at each end of the interval of a statistic"
    )
    bounds.add_argument("--what-would-help", action="store_true", help="rank the kinds of fact that would narrow it")
    bounds.add_argument(
        "--statistic", metavar="NAME", help="of what the last two are shown: tau_b by default, or gamma, kappa, ..."
    )
    _output_options(bounds, ("text", "json"))
    bounds.set_defaults(run=_bounds)


def _bounds(options: argparse.Namespace) -> int:
    _check_outputs(options)
    if options.crosswalk == "all":
        raise UsageError(
            "bounds takes one crosswalk", do="name one; `crossregime compare --crosswalk all` shows them all"
        )
    comparison = crossregime.compare(
        *options.regimes,
        lineage=options.lineage,
        by=options.by,
        where=options.where,
        weight=options.weight,
        use_rule=options.use_rule,
        facts=options.facts,
        crosswalk=options.crosswalk,
    )
    _notices(regime for position in comparison.positions for regime in position.regimes)
    from crossregime.core.inquiry import inquire, parse_grades

    inquiry = inquire(
        comparison,
        parse_grades(options.given, "--given"),
        parse_grades(options.then, "--then"),
        extremes=options.show_extremes,
        helping=options.what_would_help,
        statistic=options.statistic,
    )
    if options.format == "json":
        return _json(options, inquiry.to_dict())
    from crossregime.core.render.bounds import write_inquiry

    return _page(options, lambda stream: write_inquiry(inquiry, stream))


def _facts_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--facts", type=Path, metavar="FILE",
                        help="add what you found yourself: a CSV with the columns of outcomes.csv, status user",
                        )  # fmt: skip


def _output_options(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("--format", metavar="|".join(formats), default=formats[0], help=f"{formats[0]} by default")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(formats=formats)


def _check_format(options: argparse.Namespace) -> None:
    if options.format not in options.formats:
        raise UsageError(
            f"there is no format '{options.format}'",
            where="--format",
            do=f"choose {', '.join(options.formats)}",
            matches=close_matches(options.format, options.formats),
        )
    if options.force and options.output is None:
        raise UsageError("--force has no file to replace", do="add --output FILE, or leave --force out")


def _compare(options: argparse.Namespace) -> int:
    _check_outputs(options)
    if options.crosswalk == "all":
        return _sensitivity(options)
    comparison = crossregime.compare(
        *options.regimes,
        lineage=options.lineage,
        by=options.by,
        where=options.where,
        councils=options.councils,
        weight=options.weight,
        use_rule=options.use_rule,
        facts=options.facts,
        statistics=_asked_statistics(options),
        inference=_inference(options),
        crosswalk=options.crosswalk,
    )
    _notices(regime for position in comparison.positions for regime in position.regimes)
    if options.format == "text":
        from crossregime.core.render.text import write_comparison

        return _page(options, lambda stream: write_comparison(comparison, stream))
    if options.format == "json":
        return _text(options, comparison.to_json())
    from crossregime.core.render.json import comparison_dict

    return _table(options, comparison.listed, lambda: comparison_dict(comparison, pairs=False))


def _sensitivity(options: argparse.Namespace) -> int:
    """Compare under every crosswalk that fits."""
    for option in ("by", "councils", "weight", "use_rule", "inference"):
        if getattr(options, option):
            name = {"councils": "council", "use_rule": "use-rule"}.get(option, option)
            raise UsageError(f"--crosswalk all takes no --{name}", do="name one crosswalk, or leave it out")
    found = crossregime.sensitivity(
        *options.regimes,
        lineage=options.lineage,
        where=options.where,
        facts=options.facts,
        statistics=_asked_statistics(options),
    )
    _notices(regime for position in found.positions for regime in position.regimes)
    if options.format == "json":
        return _json(options, found.to_dict())
    if options.format != "text":
        return _table(options, found.frame, found.to_dict)
    from crossregime.core.render.sensitivity import write_sensitivity

    return _page(options, lambda stream: write_sensitivity(found, stream))


def _map_parser(commands: Commands) -> None:
    mapping = commands.add_parser(
        "map",
        help="map every council's grade onto the scale of another regime",
        description="Map every council's grade of one regime onto the scale of another, by a crosswalk: the grade or"
        " the set of grades that it corresponds to, with the link and its reason. A concordance, never an equating.",
        allow_abbrev=False,
    )
    mapping.add_argument("--from", dest="start", metavar="SELECTOR", required=True, help="what is mapped")
    mapping.add_argument("--to", metavar="SELECTOR", required=True, help="onto the scale of this")
    mapping.add_argument("--crosswalk", metavar="NAME",
                         help="a crosswalk's id, its file, equipercentile or ridit; by default the only declared one,"
                         " or equipercentile where there are rivals or none")  # fmt: skip
    _output_options(mapping, ("text", "json", "csv", "parquet", "xlsx"))
    mapping.set_defaults(run=_map)


def _map(options: argparse.Namespace) -> int:
    _check_outputs(options)
    found = crossregime.map_position(options.start, options.to, options.crosswalk)
    _notices(found.position.regimes)
    if options.format == "json":
        return _json(options, found.to_dict())
    if options.format != "text":
        return _table(options, found.frame, lambda: found.to_dict(councils=False))
    from crossregime.core.render.mapping import write_mapping

    return _page(options, lambda stream: write_mapping(found, stream))


def _crosswalks_parser(commands: Commands) -> None:
    listed = commands.add_parser(
        "crosswalks",
        help="list the crosswalks, or set those between two regimes side by side",
        description="List the crosswalks that can be named; or, with two selectors, set those between their judgements"
        " side by side, declared and from totals, with the reason of every link and where they disagree.",
        allow_abbrev=False,
    )
    listed.add_argument("between", metavar="NAME|SELECTOR", nargs="*",
                        help="one crosswalk to show (A+B composes two), or two selectors: from and to")  # fmt: skip
    listed.add_argument("--line", metavar="GRADE", help="of one crosswalk: name the sets on both sides of this grade")
    _output_options(listed, ("text", "json"))
    listed.set_defaults(run=_crosswalks)


def _crosswalks(options: argparse.Namespace) -> int:
    _check_outputs(options)
    from crossregime.core.crosswalklist import Listing, between
    from crossregime.core.render.crosswalk import write_listing, write_rivals

    host = crossregime.host()
    if not options.between and options.line is None:
        listing = Listing(host.known_crosswalks(), host.plugins("crosswalks"))
        if options.format == "json":
            return _json(options, listing.to_dict())
        return _page(options, lambda stream: write_listing(listing, stream))
    if len(options.between) == 1:
        return _crosswalk(options)
    if len(options.between) != 2 or options.line is not None:
        named = f"{len(options.between)} selectors were named"
        raise UsageError(
            named if options.line is None else "--line is for one crosswalk",
            do="name one crosswalk, or two selectors: crossregime crosswalks ssi2003 ofsted2009",
        )
    first, second = (host.position(each) for each in options.between)
    regimes = (*first.regimes, *second.regimes)
    _notices(regimes)
    found = between(first, second, host.known_crosswalks(regimes))
    if options.format == "json":
        return _json(options, found.to_dict())
    return _page(options, lambda stream: write_rivals(found, stream))


def _crosswalk(options: argparse.Namespace) -> int:
    """Show one crosswalk whole."""
    from crossregime.core.crosswalklist import Shown
    from crossregime.core.render.crosswalk import write_shown

    shown = Shown(crossregime.crosswalk(options.between[0]), options.line)
    if options.format == "json":
        return _json(options, shown.to_dict())
    return _page(options, lambda stream: write_shown(shown, stream))


def _asked_statistics(options: argparse.Namespace) -> str | list[str] | None:
    """Read the statistics asked for: "all" stands for every one, and then others need not be named."""
    names: list[str] | None = options.statistics
    return "all" if names and "all" in names else names


def _inference(options: argparse.Namespace) -> Inference | tuple[str, ...]:
    """Read the inference asked for; what belongs to it is of no use without it."""
    if not options.inference:
        if (options.draws, options.seed, options.level) != (10_000, 0, 0.95):
            raise UsageError("--draws, --seed and --level belong to --inference", do="add --inference bootstrap")
        return ()
    from crossregime.core.measurement import METHODS, Inference

    methods = METHODS if "all" in options.inference else tuple(dict.fromkeys(options.inference))
    return Inference(methods, options.draws, options.level, options.seed)


def _statistics_parser(commands: Commands) -> None:
    listed = commands.add_parser(
        "statistics",
        help="list the statistics, or explain one",
        description="List the statistics that a comparison can have, or explain one: what it tells, what it needs, its"
        " range, and where it is from.",
        allow_abbrev=False,
    )
    listed.add_argument("name", metavar="NAME", nargs="?", help="the statistic to explain")
    _output_options(listed, ("text", "json"))
    listed.set_defaults(run=_statistics)


def _statistics(options: argparse.Namespace) -> int:
    _check_outputs(options)
    from crossregime.core.catalogue import ENTRIES, catalogue_dict, entry

    entries = ENTRIES if options.name is None else (entry(options.name),)
    if options.format == "json":
        return _json(options, catalogue_dict(entries))
    from crossregime.core.render.statistics import write_catalogue, write_entry

    if options.name is None:
        return _page(options, lambda stream: write_catalogue(entries, stream))
    return _page(options, lambda stream: write_entry(entries[0], stream))


def _notices(regimes: Iterable[Regime]) -> None:
    for notice in dict.fromkeys(notice for regime in regimes for notice in regime.notices):
        _tell(f"note: {visible(notice)}")


# Where results go: the screen, or a file written whole or not at all


def _check_outputs(options: argparse.Namespace) -> None:
    """Refuse an output before any work is done for it."""
    _check_format(options)
    if options.output is not None:
        from crossregime.core.export import check_outputs

        check_outputs(_outputs(options), force=options.force)


def _outputs(options: argparse.Namespace) -> list[Path]:
    paths = [options.output]
    if options.format in TABLES:
        paths.append(options.output.with_name(f"{options.output.name}.meta.json"))
    return paths


def _page(options: argparse.Namespace, write: Callable[[IO[str] | None], None]) -> int:
    """Write a page for people."""
    if options.output is None:
        write(None)
        return 0
    page = io.StringIO()
    write(page)
    return _text(options, page.getvalue())


def _json(options: argparse.Namespace, document: Mapping[str, Any]) -> int:
    """Write a document as JSON."""
    from crossregime.core.export import json_text

    return _text(options, json_text(document))


def _text(options: argparse.Namespace, text: str) -> int:
    if options.output is None:
        _write(text)
        return 0
    from crossregime.core.export import write_outputs

    # The bytes of a folder's name that are no text show as their code, which JSON takes too.
    write_outputs({options.output: text.encode(errors="backslashreplace")}, force=options.force)
    return 0


def _write(text: str) -> None:
    """Write what programs read: UTF-8 with plain line ends, whatever the screen would take."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.stdout.write(text)


def _table(options: argparse.Namespace, frame: pl.DataFrame, meta: Callable[[], Mapping[str, Any]]) -> int:
    """Write a frame; a file has all the rest beside it, in FILE.meta.json."""
    from crossregime.core.export import csv_text, json_text, table_bytes, write_outputs

    if options.output is None:
        if options.format != "csv":
            raise UsageError(f"{options.format} can't be shown on a screen", do="add --output FILE")
        _write(csv_text(frame))
        return 0
    data, beside = _outputs(options)
    contents = {
        data: table_bytes(frame, options.format),
        beside: json_text(meta()).encode(errors="backslashreplace"),
    }
    write_outputs(contents, force=options.force)
    return 0


# The regimes


def _regimes_parser(commands: Commands) -> None:
    regimes = commands.add_parser(
        "regimes",
        help="list the regimes, or describe one",
        description="List the regimes that can be named; or, with an ID or a folder, describe one: scales, judgements,"
        " publications, how much is known, totals, sources, and what to know before comparing it.",
        allow_abbrev=False,
    )
    regimes.add_argument("regime", nargs="?", metavar="ID|PATH", help="describe this one")
    _output_options(regimes, ("text", "json"))
    regimes.set_defaults(run=_regimes)


def _regimes(options: argparse.Namespace) -> int:
    _check_outputs(options)
    if options.regime is None:
        from crossregime.core.plugins import listing_dict
        from crossregime.core.render.plugins import write_plugins

        plugins = crossregime.host().plugins()  # crosswalk plugins too: they are listed below the regimes
        if options.format == "json":
            return _json(options, listing_dict(plugins))
        return _page(options, lambda stream: write_plugins(plugins, stream))
    regime = crossregime.regime(options.regime)
    _notices([regime])
    from crossregime.core.description import Description

    description = Description(regime)
    if options.format == "json":
        return _json(options, description.to_dict())
    from crossregime.core.render.description import write_description

    return _page(options, lambda stream: write_description(description, stream))


def _validate_parser(commands: Commands) -> None:
    validate = commands.add_parser(
        "validate",
        help="check a regime's files, or a crosswalk's, and say all that is wrong with them",
        description="Check a regime: its files against their schemas, its councils against the register, its totals"
        " against its outcomes, its crosswalks; or one crosswalk's file. Exit code 1 when anything is wrong.",
        allow_abbrev=False,
    )
    validate.add_argument("regime", metavar="ID|PATH", help="a regime's id, a folder, or the .json file of a crosswalk")
    _output_options(validate, ("text", "json"))
    validate.set_defaults(run=_validate)


def _validate(options: argparse.Namespace) -> int:
    _check_outputs(options)
    from crossregime.core.render.validation import write_validation
    from crossregime.core.validation import validate

    validation = validate(crossregime.host(), options.regime)
    if options.format == "json":
        _json(options, validation.to_dict())
    else:
        _page(options, lambda stream: write_validation(validation, stream))
    return 0 if validation.ok else 1


def _reconcile_parser(commands: Commands) -> None:
    reconcile = commands.add_parser(
        "reconcile",
        help="hold what the sources state to the data",
        description="Hold each printed statement that a regime's claims.json collects to the data: it holds, holds"
        " within its rounding, can hold, is contradicted, or can't be checked. Exit code 1 when a contradiction is"
        " not explained.",
        allow_abbrev=False,
    )
    reconcile.add_argument("regimes", nargs="*", metavar="REGIME",
                           help="a regime's id, or a folder; without one, all built-ins")  # fmt: skip
    _output_options(reconcile, ("text", "json", "csv"))
    reconcile.set_defaults(run=_reconcile)


def _reconcile(options: argparse.Namespace) -> int:
    _check_outputs(options)
    reconciliation = crossregime.reconcile(*options.regimes)
    _notices(reconciliation.regimes)
    from crossregime.core.render.reconcile import reconciliation_dict, write_reconciliation

    if options.format == "json":
        _json(options, reconciliation.to_dict())
    elif options.format == "csv":
        _table(options, reconciliation.frame, lambda: reconciliation_dict(reconciliation, findings=False))
    else:
        _page(options, lambda stream: write_reconciliation(reconciliation, stream))
    return 1 if reconciliation.failed else 0


def _export_parser(commands: Commands) -> None:
    export = commands.add_parser(
        "export",
        help="write one position's outcomes to a file",
        description="Write the outcomes of one position with codes, statuses, flags and sources. Beside a table stands"
        " FILE.meta.json with the regime, scale, totals and sources.",
        allow_abbrev=False,
    )
    export.add_argument("regime", metavar="SELECTOR", help="SOURCE[@DATE or @first][:JUDGEMENT]")
    _output_options(export, ("csv", "json", "parquet", "xlsx"))
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    _check_outputs(options)
    position = crossregime.position(options.regime)
    _notices(position.regimes)
    from crossregime.core.render.json import position_dict

    if options.format == "json":
        return _json(options, position_dict(position))
    return _table(options, position.frame, lambda: position_dict(position, outcomes=False))


# The councils


def _councils_parser(commands: Commands) -> None:
    councils = commands.add_parser(
        "councils",
        help="list councils, or resolve a file of names",
        description="List the councils with social services duties, or find which councils the names or codes of a CSV"
        " mean. Exit code 1 when a name resolves to none.",
        allow_abbrev=False,
    )
    councils.add_argument(
        "--on", metavar="DATE", help="on this day (YYYY-MM-DD); without it, all that the register holds"
    )
    councils.add_argument("--region", metavar="NAME", help="only this region")
    councils.add_argument("--type", metavar="NAME", help="only this type of council")
    councils.add_argument(
        "--resolve", type=Path, metavar="NAMES.csv", help="a CSV with a column name, and date if dates differ"
    )
    _output_options(councils, ("text", "json", "csv"))
    councils.set_defaults(run=_councils)


def _councils(options: argparse.Namespace) -> int:
    _check_outputs(options)
    from crossregime.core.selector import parse_day

    on = parse_day(options.on, "--on")
    if options.resolve is not None:
        if options.region or options.type:
            raise UsageError("--resolve takes neither --region nor --type", do="leave them out")
        return _resolve(options, on)
    from crossregime.core.profile import councils_dict, councils_frame, list_councils

    found = list_councils(on, options.region, options.type)
    if options.format == "json":
        return _json(options, councils_dict(found, on))
    if options.format == "csv":
        return _table(options, councils_frame(found, on), lambda: councils_dict(found, on))
    from crossregime.core.render.council import write_councils

    return _page(options, lambda stream: write_councils(found, on, stream))


def _resolve(options: argparse.Namespace, on: date | None) -> int:
    from crossregime.core.render.council import write_resolution
    from crossregime.core.resolution import resolve_file

    resolution = resolve_file(options.resolve, on)
    if options.format == "json":
        _json(options, resolution.to_dict())
    elif options.format == "csv":
        _table(options, resolution.frame(), resolution.to_dict)
    else:
        _page(options, lambda stream: write_resolution(resolution, stream))
    return 1 if resolution.failed else 0


def _council_parser(commands: Commands) -> None:
    council = commands.add_parser(
        "council",
        help="one council: who it is, where it came from and went, every outcome",
        description="One council on one page: its names, codes and dates, the reorganisations that it came from or went"
        " to, and every outcome of it and of them in every regime.",
        allow_abbrev=False,
    )
    council.add_argument("name", metavar="NAME", help="a name or a code")
    council.add_argument("--on", metavar="DATE", help="the council of that name on this day (YYYY-MM-DD)")
    _output_options(council, ("text", "json"))
    council.set_defaults(run=_council)


def _council(options: argparse.Namespace) -> int:
    _check_outputs(options)
    from crossregime.core.selector import parse_day

    parse_day(options.on, "--on")
    council = crossregime.council(options.name, options.on)
    from crossregime.core.profile import profile

    regimes, faults = crossregime.host().load_all()
    for fault in faults:
        _tell(f"note: left out: {fault}")
    found = profile(council, regimes)
    if options.format == "json":
        return _json(options, found.to_dict())
    from crossregime.core.render.council import write_profile

    return _page(options, lambda stream: write_profile(found, stream))


# Rating rules


def _rate_parser(commands: Commands) -> None:
    rate = commands.add_parser(
        "rate",
        help="rate a pattern of judgements by a regime's rule, or explain a rating",
        description="Rate a pattern of judgements by the rule that the regime carries: the answer of the rule, what can"
        " be"
        " said without it, the councils with that pattern, which single better judgement would raise it, and what the"
        " rule rests on.",
        allow_abbrev=False,
    )
    rate.add_argument("selector", metavar="REGIME[@DATE]", help="the regime, and a date where it has several")
    rate.add_argument("grades", metavar="JUDGEMENT=GRADE", nargs="*", help="a grade for every judgement of the rule")
    rate.add_argument("--council", metavar="NAME", help="explain the rating of this council instead")
    rate.add_argument("--all", action="store_true", help="list the councils that are one step from another rating")
    _output_options(rate, ("text", "json"))
    rate.set_defaults(run=_rate)


def _rate(options: argparse.Namespace) -> int:
    _check_outputs(options)
    from crossregime.core.rating import parse_grades
    from crossregime.core.render.rate import write_rating, write_steps

    grades = parse_grades(options.grades)
    if options.all:
        if grades or options.council:
            raise UsageError("--all takes neither judgements nor --council", do="leave them out")
        steps = crossregime.rate_all(options.selector)
        _notices([steps.ground.regime])
        if options.format == "json":
            return _json(options, steps.to_dict())
        return _page(options, lambda stream: write_steps(steps, stream))
    rating = crossregime.rate(options.selector, grades or None, council=options.council)
    _notices([rating.regime])
    if options.format == "json":
        return _json(options, rating.to_dict())
    return _page(options, lambda stream: write_rating(rating, stream))


# The installation


def _doctor_parser(commands: Commands) -> None:
    doctor = commands.add_parser(
        "doctor",
        help="examine the installation: versions, and every plugin",
        description="Give the versions of what the program uses, and load every installed plugin in a process of its"
        " own: one that fails, hangs or crashes is shown, and harms nothing. Exit code 1 when anything needs mending.",
        allow_abbrev=False,
    )
    doctor.add_argument(
        "--timeout", type=float, default=20.0, metavar="SECONDS", help="how long a plugin may take (20)"
    )
    _output_options(doctor, ("text", "json"))
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    _check_outputs(options)
    if not options.timeout > 0:
        raise UsageError(
            f"a plugin can't load in {options.timeout:g} seconds", where="--timeout", do="give more than 0"
        )
    from crossregime.core.doctor import diagnose

    diagnosis = diagnose(crossregime.host(), timeout=options.timeout)
    if options.format == "json":
        _json(options, diagnosis.to_dict())
    else:
        from crossregime.core.render.doctor import write_diagnosis

        _page(options, lambda stream: write_diagnosis(diagnosis, stream))
    return 0 if diagnosis.sound else 1


if __name__ == "__main__":
    sys.exit(main())
