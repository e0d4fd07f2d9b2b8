"""new: begin a regime or a crosswalk of one's own, as a package that installs and passes its tests."""

from __future__ import annotations

from pathlib import Path

import crossregime
from crossregime.commands.parser import OUTPUT, usage_error
from crossregime.core.arguments import check_choice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.authoring import Wishes

KINDS = ("annual", "rolling")
COLUMNS = {
    "council": "names of councils",
    "code": "codes of councils",
    "judgement": "what is judged, where each row is one judgement of a council",
    "date": "dates of publication",
    "address": "addresses of the documents",
    "note": "notes",
}
"""The columns that an option names, one each."""
OF_A_SPREADSHEET = (
    "title", "inspectorate", *(f"{role}_column" for role in COLUMNS), "grade_columns", "date", "month_first", "scale",
    "order", "statuses", "encoding", "separator",
)  # fmt: skip


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "Begin a regime of your own: a package that installs, validates and passes its tests at once, with an example"
        " that you replace, or with the ratings of a spreadsheet (--from). It says what it took each column for, and"
        " why; the options below say otherwise. Exit code 1 when something is left to mend."
    )
    parser.usage = "%(prog)s ID DIR [option ...]"
    parser.examples = (
        "crossregime new my-ratings my-package",
        "crossregime new my-inspections my-data --data --kind rolling",
        "crossregime new my-walk my-walk --crosswalk",
    )
    what = parser.group("what to begin")
    what.add_argument("id", metavar="ID", help="what users will type: lower-case letters, digits, '-' and '_'")
    what.add_argument("--package", action="store_true", help="a package that others can install (the default)")
    what.add_argument("--data", action="store_true", help="the folder of data alone, to be used from its path")
    what.add_argument("--crosswalk", action="store_true", help="a crosswalk, no regime; with --data its file")
    what.add_argument("--kind", metavar="KIND", help="annual (default): all at once; rolling: each on its day")
    _describe_spreadsheet(parser)
    where = parser.group(OUTPUT)
    where.add_argument("folder", metavar="DIR", help="a new folder, or an empty one")
    where.add_argument("--force", dest="replace", action="store_true", help="write over files of the same names")
    where.add_argument("--format", metavar="FORMAT", help="text (default), json")
    parser.set_defaults(forms=("text", "json"), output=None, force=False)


def _describe_spreadsheet(parser: Parser) -> None:
    """Add the arguments that say what a spreadsheet holds."""
    add = parser.group("a spreadsheet, and what it means").add_argument
    add("--from", dest="source", metavar="FILE", help="a spreadsheet saved as CSV")
    add("--title", metavar="TEXT", help="what the regime is called")
    add("--inspectorate", metavar="TEXT", help="who rated")
    for role, holds in COLUMNS.items():
        add(f"--{role}-column", metavar="NAME", help=f"the column of {holds}")
    add("--grade-column", dest="grade_columns", metavar="NAME", action="append", default=[],
        help="a column of grades; repeat it")  # fmt: skip
    add("--date", metavar="DAY", help="the day of all, where no column says it")
    add("--month-first", action="store_true", help="03/04/2015 is 4 March")
    add(
        "--scale", metavar="ID", help="a shared scale, REGIME:SCALE of a regime that is installed, or own for a new one"
    )
    add("--order", metavar="GRADES", action="append", default=[],
        help="the grades of a new scale, worst first, with commas")  # fmt: skip
    add("--status", dest="statuses", metavar="WORD=STATUS", action="append", default=[],
        help="a word that is not a grade: not_judged, not_applicable, not_published")  # fmt: skip
    add("--encoding", metavar="NAME", help="the encoding of the file: utf-8, cp1252, ...")
    add("--separator", metavar="NAME", help="what stands between its cells: comma, semicolon, tab or bar")


def _wishes(options: Namespace) -> Wishes:
    """Gather what was said of the spreadsheet."""
    from crossregime.core.authoring import Wishes
    from crossregime.core.model import UNGRADED

    statuses = {}
    for each in options.statuses:
        word, equals, status = each.rpartition("=")
        if not equals or status not in UNGRADED:
            raise usage_error(
                f"'{each}' says no status", where="--status", do=f"write WORD=STATUS, one of {', '.join(UNGRADED)}"
            )
        statuses[word.casefold()] = status
    return Wishes(
        kind=options.kind, encoding=options.encoding, separator=options.separator,
        grade_columns=tuple(options.grade_columns), date=options.date, month_first=options.month_first,
        scale=options.scale, order=tuple(grade.strip() for each in options.order for grade in each.split(",")),
        statuses=statuses, title=options.title, inspectorate=options.inspectorate,
        **{f"{role}_column": getattr(options, f"{role}_column") for role in COLUMNS},
    )  # fmt: skip


def _refuse(options: Namespace) -> None:
    """Refuse what contradicts itself, before anything is read."""
    if options.package and options.data:
        raise usage_error("--package and --data contradict each other", do="leave one of them out")
    if options.crosswalk and (options.kind or options.source):
        raise usage_error(f"a crosswalk has no {'kind' if options.kind else 'spreadsheet'}",
                          do=f"leave {'--kind' if options.kind else '--from'} or --crosswalk out")  # fmt: skip
    if options.kind is not None:
        check_choice(options.kind, KINDS, f"there is no kind '{options.kind}'", where="--kind")
    said = [f"--{name.replace('_', '-')}" for name in OF_A_SPREADSHEET if getattr(options, name)]
    if said and not options.source:
        raise usage_error(f"{said[0]} says something of a spreadsheet, and none is given", do="add --from FILE")


def run(options: Namespace, output: Output) -> int:
    """Begin it, and show what was made, why, and what is left."""
    from crossregime.core.errors import OutputExistsError
    from crossregime.core.host import begin
    from crossregime.render import write_begun

    _refuse(options)
    try:
        begun = begin(
            crossregime.host(),
            options.id,
            Path(options.folder),
            what="crosswalk" if options.crosswalk else "regime",
            packaged=not options.data,
            kind=options.kind,
            replace=options.replace,
            source=Path(options.source) if options.source else None,
            wishes=_wishes(options) if options.source else None,
        )
    except OutputExistsError as error:
        if Path(options.folder).is_dir():
            error.do = "name a new folder, or an empty one; --force writes among what is there"
        raise
    output.show(begun.to_dict, lambda stream: write_begun(begun, stream))
    return 0 if begun.validation.ok else 1
