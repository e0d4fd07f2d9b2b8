"""rate: rate a pattern of judgements by a regime's rule, or explain a rating."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, add_show, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s REGIME[@DATE] [JUDGEMENT=GRADE ...] [option ...]"
    parser.description = (
        "Rate a pattern of judgements by the rule that the regime carries: the answer of the rule, what can be said"
        " without it, the councils with that pattern, which single better judgement would raise it, and what the rule"
        " rests on."
    )
    parser.examples = (
        "crossregime rate ssi2003 --council Ealing",
        "crossregime rate ssi2003 --all",
        (
            "crossregime rate ssi2003 children.serving=most children.capacity=promising \\\n"
            "      adults.serving=some adults.capacity=promising"
        ),
    )
    rated = parser.group("what to rate")
    rated.add_argument("selector", metavar="REGIME[@DATE]", help="the regime, and a date where it has several")
    rated.add_argument("grades", metavar="JUDGEMENT=GRADE", nargs="*", default=[],
                       help="a grade for every judgement of the rule")  # fmt: skip
    rated.add_argument("--council", metavar="NAME", help="explain the rating of this council instead")
    rated.add_argument("--all", action="store_true", help="list the councils one step from another rating")
    add_show(
        parser, without_rule="what is left", same="councils with the same judgements", rule="and what it rests on",
        councils="with --all",
    )  # fmt: skip
    add_output(parser, "text", "json", "csv")


def run(options: Namespace, output: Output) -> int:
    """Rate, and show the rating; or list the councils one step from another."""
    show = shown(options)
    from crossregime.commands.screen import tell_notices
    from crossregime.core.errors import UsageError
    from crossregime.core.rules import parse_assignments
    from crossregime.render import write_rating, write_steps

    grades = parse_assignments(options.grades)
    if options.all:
        if grades or options.council:
            raise UsageError("--all takes neither judgements nor --council", do="leave them out")
        steps = crossregime.rate_all(options.selector)
        tell_notices([steps.ground.regime])
        output.show(steps.to_dict, lambda stream: write_steps(steps, stream, show), lambda: steps.frame)
        return 0
    if output.form == "csv":
        raise UsageError("one rating is not a table", where="--format csv", do="take text or json, or add --all")
    rating = crossregime.rate(options.selector, grades or None, council=options.council)
    tell_notices([rating.regime])
    output.show(rating.to_dict, lambda stream: write_rating(rating, stream, show))
    return 0
