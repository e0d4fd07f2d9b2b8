"""validate: check a regime's files, or a crosswalk's, and say all that is wrong with them."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s ID|PATH [option ...]"
    parser.description = (
        "Check a regime: its files against their schemas, its councils against the register, its totals against its"
        " outcomes, its crosswalks; or one crosswalk's file. Exit code 1 when anything is wrong."
    )
    parser.examples = ("crossregime validate ./my-regime", "crossregime validate ssi2003 --format json")
    parser.group("what to check").add_argument(
        "regime", metavar="ID|PATH", help="a regime's id, its folder, or the .json file of a crosswalk"
    )
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Check it, and show what was found."""
    from crossregime.core.host import validate
    from crossregime.render import write_validation

    validation = validate(crossregime.host(), options.regime)
    output.show(validation.to_dict, lambda stream: write_validation(validation, stream))
    return 0 if validation.ok else 1
