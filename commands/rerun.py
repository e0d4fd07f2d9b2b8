"""rerun: make a result again that --save kept, and say what differs."""

from __future__ import annotations

from crossregime.commands.parser import OUTPUT, add_output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from typing import IO

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s FILE.json [option ...]"
    parser.description = (
        "Make a result again that --save kept: whether it is the same, which figures and grades differ, and what has"
        " changed since of what it was made from. Ends with 1 where the result is another."
    )
    parser.examples = (
        "crossregime rerun run.json",
        "crossregime rerun run.json --format json",
        "crossregime rerun run.json --result pairs.csv",
    )
    parser.group("what to make again").add_argument("run", metavar="FILE.json", help="a file that --save wrote")
    add_output(parser, "text", "json")
    parser.group(OUTPUT).add_argument("--result", metavar="FILE",
                                      help="also write the result itself, in the form of the ending")  # fmt: skip


def run(options: Namespace, output: Output) -> int:
    """Make it again, and show what differs."""
    from crossregime.commands.calls import call_text
    from crossregime.core.host import run_again

    write = None if options.result is None else _result(options)
    _, check = run_again(options.run)

    def page(stream: IO[str] | None) -> None:
        from crossregime.render import write_rerun

        write_rerun(check, options.run, call_text(check.run.call), stream)

    if write is not None:
        write()
    output.show(check.to_dict, page)
    return 0 if check.same else 1


def _result(options: Namespace) -> Callable[[], int]:
    """Prepare the command of the run to write its result to a file, which is checked before any work is done."""
    from crossregime.commands.calls import call_words
    from crossregime.commands.output import Output
    from crossregime.commands.parser import command_parser
    from crossregime.core.runs import read_run

    call = read_run(options.run).call
    parser, command = command_parser(call.command)
    asked = parser.parse_intermixed_args(call_words(call)[2:])
    where = Output(asked.forms, None, options.result, force=options.force)
    return lambda: command(asked, where)
