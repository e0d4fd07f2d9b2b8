"""doctor: examine the installation."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [option ...]"
    parser.description = (
        "Give the versions of what the program uses, and load every installed plugin in a process of its own: one that"
        " fails, hangs or crashes is shown, and harms nothing. Exit code 1 when anything needs mending."
    )
    parser.examples = ("crossregime doctor", "crossregime doctor --format json")
    parser.group("plugins").add_argument("--timeout", type=number, default=20.0, metavar="SECONDS",
                                         help="how long a plugin may take (20)")  # fmt: skip
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Examine it, and show what was found."""
    from crossregime.core.discovery import diagnose
    from crossregime.core.errors import UsageError
    from crossregime.render import write_diagnosis

    if not options.timeout > 0:
        raise UsageError(
            f"a plugin can't load in {options.timeout:g} seconds", where="--timeout", do="give more than 0"
        )
    diagnosis = diagnose(crossregime.host().plugins(), timeout=options.timeout)
    output.show(diagnosis.to_dict, lambda stream: write_diagnosis(diagnosis, stream))
    return 0 if diagnosis.sound else 1
