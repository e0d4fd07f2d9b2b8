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
    from crossregime.core.runs import Call, Run


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
    from crossregime.core.host import check_again, run_again

    check = run_again(options.run)[1] if options.result is None else check_again(options.run, _writing(options))

    def page(stream: IO[str] | None) -> None:
        from crossregime.render import write_rerun

        write_rerun(check, options.run, call_text(check.run.call), stream)

    output.show(check.to_dict, page)
    return 0 if check.same else 1


def _writing(options: Namespace) -> Callable[[Call], Run]:
    """Make the result by the command itself, which writes it to a file; whether it can is checked before any work."""

    def make(call: Call) -> Run:
        from crossregime.commands.calls import call_words
        from crossregime.commands.output import Output
        from crossregime.commands.parser import command_parser

        parser, command = command_parser(call.command)
        asked = parser.parse_intermixed_args(call_words(call)[2:])
        runs: list[Run] = []
        path = options.result
        if "folder" in call.options:  # export --all writes a folder, which is not what --output names
            asked.folder, path = path, None
        command(asked, Output(asked.forms, None, path, force=options.force and path is not None, take=runs.append))
        return runs[0]

    return make
