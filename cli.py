"""Run crossregime from a terminal: `crossregime ...`, `python -m crossregime ...` or `python cli.py ...`.

Each command is a few lines that call core and hand the result to a renderer. Nothing heavy is imported before a
command needs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

if __name__ == "__main__" and not __package__:
    # Run as a file in a checkout: this folder is the package, whatever it is called and whatever is installed.
    import importlib.util

    _spec = importlib.util.spec_from_file_location(
        "crossregime", Path(__file__).with_name("__init__.py"), submodule_search_locations=[str(Path(__file__).parent)]
    )
    assert _spec is not None  # noqa: S101  # the file is beside this one
    assert _spec.loader is not None  # noqa: S101  # a source file has a loader
    sys.path.pop(0)
    sys.modules["crossregime"] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules["crossregime"])
    __package__ = "crossregime"

import crossregime
from crossregime.core.errors import CrossregimeError, UsageError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 findings, 2 usage or plugin, 3 data."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a screen that lacks a character shows its code
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        sys.stdout.flush()
    except CrossregimeError as error:
        print(f"crossregime: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("crossregime: stopped; nothing was half-written", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has what it wanted, as in `| head`: end in peace, and keep Python from writing again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"crossregime: the output can't be written: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return code


class _Parser(argparse.ArgumentParser):
    """Report a mistake in the call as the rest of the program does."""

    def error(self, message: str) -> None:  # type: ignore[override]  # it raises, as the original exits
        raise UsageError(message, do=f"see {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
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
    return parser


def _compare_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    _output_options(compare, ("text", "json", "csv"))
    compare.set_defaults(run=_compare)


def _output_options(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("--format", metavar="|".join(formats), default=formats[0], help=f"{formats[0]} by default")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(formats=formats)


def _check_format(options: argparse.Namespace) -> None:
    if options.format not in options.formats:
        from crossregime.core.errors import close_matches

        raise UsageError(
            f"there is no format '{options.format}'",
            where="--format",
            do=f"choose {', '.join(options.formats)}",
            matches=close_matches(options.format, options.formats),
        )
    if options.force and options.output is None:
        raise UsageError("--force has no file to replace", do="add --output FILE, or leave --force out")


def _compare(options: argparse.Namespace) -> int:
    _check_format(options)
    outputs = [] if options.output is None else [options.output]
    if options.format == "csv" and outputs:
        outputs.append(options.output.with_name(options.output.name + ".meta.json"))
    if outputs:
        from crossregime.core.export import check_outputs

        check_outputs(outputs, force=options.force)
    comparison = crossregime.compare(
        *options.regimes, lineage=options.lineage, by=options.by, where=options.where, councils=options.councils
    )
    for position in comparison.positions:
        for regime in position.regimes:
            for notice in regime.notices:
                print(f"crossregime: note: {notice}", file=sys.stderr)
    if options.format == "text":
        import io

        from crossregime.core.render.text import write_comparison

        if options.output is None:
            write_comparison(comparison)
            return 0
        page = io.StringIO()
        write_comparison(comparison, page)
        text = page.getvalue()
    elif options.format == "json":
        text = comparison.to_json()
    else:
        from crossregime.core.export import csv_text

        text = csv_text(comparison.listed)
    if options.output is None:
        sys.stdout.write(text)
        return 0
    from crossregime.core.export import meta_json, write_outputs
    from crossregime.core.render.json import comparison_dict

    contents = {options.output: text.encode()}
    if options.format == "csv":
        contents[outputs[1]] = meta_json(comparison_dict(comparison, pairs=False))
    write_outputs(contents, force=options.force)
    return 0


if __name__ == "__main__":
    sys.exit(main())
