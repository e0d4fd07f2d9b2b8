"""Run crossregime from a terminal: `crossregime ...`, `python -m crossregime ...` or `python cli.py ...`.

The first argument names a command, whose module in `crossregime.commands` is imported then. Nothing is imported before
it is needed, and what is imported stands where an interrupt is caught.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 findings, 2 usage or plugin, 3 data."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a screen that lacks a character shows its code
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return _stopped(INTERRUPTED, "stopped; nothing was half-written")
    except BrokenPipeError:
        return _stopped(0)  # the reader has what it wanted, as in `| head`: end in peace
    except OSError as error:
        from crossregime.core.text import visible

        what = "the output can't be written" if error.filename is None else visible(f"{error.filename} can't be used")
        return _stopped(2, f"{what}: {error.strerror or error}")
    except Exception as error:
        from crossregime.core.errors import CrossregimeError

        if not isinstance(error, CrossregimeError):
            raise
        from crossregime.commands.screen import tell

        tell(str(error))
        return error.exit_code
    return code


def _stopped(code: int, said: str = "") -> int:
    """Drop what is left of the output, and say why."""
    from crossregime.commands.screen import drop, tell

    drop(sys.stdout)
    if said:
        tell(said)
    return code


def _run(arguments: list[str]) -> int:
    import gc

    from crossregime.commands import SUMMARIES

    # What is imported stays: looking through it for what can be thrown away is a tenth of a short call's time.
    gc.set_threshold(50_000, 20, 20)

    name = arguments[0] if arguments else ""
    if name not in SUMMARIES:
        return _about(name)
    from crossregime.commands.parser import command_parser

    parser, run = command_parser(name)
    given = parser.plain_dashes(arguments[1:])
    try:
        options, unknown = parser.parse_known_intermixed_args(given)
    except SystemExit as ended:  # argparse ends so when it has shown the help
        return int(ended.code or 0)
    if unknown:
        parser.refuse(unknown, given)
    from crossregime.commands.output import Output
    from crossregime.commands.screen import Busy
    from crossregime.core.errors import CrossregimeError

    try:
        with Busy(name) as busy:
            return run(
                options,
                Output(
                    options.forms, options.format, options.output, force=options.force, quiet=busy.stop,
                    save=getattr(options, "save", None),
                ),
            )  # fmt: skip
    except CrossregimeError as error:
        from crossregime.commands.screen import tell

        tell(parser.named(str(error)))
        return error.exit_code


def _about(name: str) -> int:
    """Show the help or the version, or refuse a command that there isn't."""
    if name == "--version":
        from crossregime.core.version import __version__

        _say(f"crossregime {__version__}\n")
        return 0
    if name in ("-h", "--help"):
        from crossregime.commands.help import program_help

        _say(program_help())
        return 0
    from crossregime.commands import SUMMARIES
    from crossregime.core.errors import UsageError
    from crossregime.core.text import close_matches

    if not name:
        from crossregime.commands.help import program_help

        if sys.stderr is not None:
            sys.stderr.write(program_help())
        return 2
    known = ("--help", "--version") if name.startswith("-") else tuple(SUMMARIES)
    raise UsageError(
        f"there is no {'option' if name.startswith('-') else 'command'} '{name}'",
        do=f"the commands are {', '.join(SUMMARIES)}; see crossregime --help",
        matches=("--help",) if name == "help" else close_matches(name, known),
    )


def _say(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)


def _started_as_a_file() -> int:
    """Run the program of this checkout: this folder is the package, whatever it is called and whatever is installed."""
    try:
        import importlib.util
        import os

        folder = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  # help needs no pathlib
        init = os.path.join(folder, "__init__.py")  # noqa: PTH118  # the same
        spec = importlib.util.spec_from_file_location("crossregime", init, submodule_search_locations=[folder])
        if spec is None or spec.loader is None:  # the file is beside this one
            return 2
        sys.path.pop(0)
        sys.modules["crossregime"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["crossregime"])
        from crossregime.cli import main as run
    except KeyboardInterrupt:
        return INTERRUPTED
    return run()


if __name__ == "__main__":
    sys.exit(main() if __package__ else _started_as_a_file())
