"""councils: list councils, or resolve a file of names."""

from __future__ import annotations

from crossregime.commands.parser import COUNCILS, add_groups, add_output, add_where
from crossregime.commands.values import files, limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [option ...]"
    parser.description = (
        "List the councils with social services duties, or find which councils the names or codes of a CSV mean. Exit"
        " code 1 when a name resolves to none."
    )
    parser.examples = (
        "crossregime councils --region London --on 2009-12-09",
        "crossregime councils --on 2009-12-09 --where deprivation=1 --format csv",
        "crossregime councils --resolve names.csv --output resolved.csv",
    )
    listed = parser.group(COUNCILS)
    listed.add_argument("--on", metavar="DATE",
                        help="on this day (YYYY-MM-DD); without it, all that the register holds")  # fmt: skip
    listed.add_argument("--region", metavar="NAME", help="only this region")
    listed.add_argument("--type", metavar="NAME", help="only this type of council")
    add_where(parser)
    add_groups(parser)
    names = parser.group("a file of names")
    names.add_argument("--resolve", metavar="FILE",
                       help="a CSV (- for standard input) with a column name, and date if dates differ")  # fmt: skip
    names.add_argument("--column", metavar="NAME", help="the column of names or codes, if it is not name")
    names.add_argument("--scheme", metavar="SCHEME", help="the column has codes of one scheme: gss, ons or dfe")
    add_output(parser, "text", "json", "csv")


def run(options: Namespace, output: Output) -> int:
    """Show the list, or which councils the names mean."""
    from crossregime.core.councils import councils_dict, councils_frame, list_councils, parse_where
    from crossregime.core.dates import parse_day
    from crossregime.core.errors import UsageError
    from crossregime.core.host import prepare_groups
    from crossregime.render import write_councils

    on = parse_day(options.on, "--on")
    if options.resolve is not None:
        if options.region or options.type or options.where or options.groups:
            what = "--resolve takes none of --region, --type, --where and --groups"
            raise UsageError(what, do="leave them out")
        return _resolve(options, on, output)
    if options.column or options.scheme:
        raise UsageError("--column and --scheme say how --resolve reads its file", do="add --resolve NAMES.csv")
    options.groups = files(options.groups)
    own = prepare_groups((), options.groups)
    found = list_councils(on, options.region, options.type, parse_where(limits(options.where, options.groups), own))
    output.show(
        lambda: councils_dict(found, on),
        lambda stream: write_councils(found, on, stream),
        lambda: councils_frame(found, on),
    )
    return 0


def _resolve(options: Namespace, on: date | None, output: Output) -> int:
    from pathlib import Path

    from crossregime.core.councils import resolve_file
    from crossregime.render import write_resolution

    column = "name" if options.column is None else options.column
    resolution = resolve_file(Path(options.resolve), on, column=column, scheme=options.scheme)
    output.show(resolution.to_dict, lambda stream: write_resolution(resolution, stream), resolution.frame)
    return 1 if resolution.failed else 0
