"""export: write one position's outcomes to a file, or all that regimes hold."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, add_save, usage_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    import polars as pl

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [SELECTOR ...] [option ...]"
    parser.description = (
        "Write the outcomes of one position with codes, statuses, flags and sources; or all outcomes of regimes, as"
        " one long table, a folder of tables or a database. Beside a table stands FILE.meta.json with the scales,"
        " totals and sources."
    )
    parser.examples = (
        "crossregime export ssi2003 --output ssi2003.xlsx",
        "crossregime export ssi2003 ofsted2009 --panel --output panel.csv",
        "crossregime export --all ratings",
        "crossregime export --output ratings.sqlite",
    )
    what = parser.group("what to write")
    what.add_argument("regimes", metavar="SELECTOR", nargs="*",
                      help="SOURCE[@WHEN][:JUDGEMENT]; with --panel, --all or sqlite the regimes, all built-ins by"
                      " default")  # fmt: skip
    what.add_argument("--panel", action="store_true",
                      help="every judgement and date: one row a council, date and judgement")  # fmt: skip
    what.add_argument("--inspections", action="store_true",
                      help="of rolling regimes: every inspection, with all of its grades")  # fmt: skip
    what.add_argument("--all", dest="folder", metavar="DIR",
                      help="all that the regimes hold, as CSV and Parquet with datapackage.json in a new folder"
                      )  # fmt: skip
    add_save(parser)
    add_output(parser, "csv", "json", "parquet", "xlsx", "stata", "sqlite")


def run(options: Namespace, output: Output) -> int:
    """Write the outcomes."""
    if options.folder is not None:
        return _package(options, output)
    if output.form == "sqlite":
        panel = _panel(options)
        output.data(panel.database)
        _keep(panel, options, output, panel=True)
        return 0
    if options.panel:
        return _long(options, output)
    if len(options.regimes) != 1:
        named = f"{len(options.regimes)} are" if options.regimes else "none is"
        raise usage_error(
            f"export writes one position, and {named} named",
            do="name one, as in crossregime export ssi2003; or add --panel for every outcome of several regimes",
        )
    from crossregime.commands.screen import tell_notices
    from crossregime.core.host import record_inspections
    from crossregime.core.positions import position_dict
    from crossregime.core.runs import Call

    position = crossregime.position(options.regimes[0])
    tell_notices(position.regimes)
    if options.inspections:
        from crossregime.core.profiles import list_inspections

        found = list_inspections(position)
        output.show(found.to_dict, frame=lambda: found.frame, beside=lambda: found.to_dict(inspections=False))
        output.keep(
            lambda: record_inspections(found, position, Call("export", tuple(options.regimes), {"inspections": True}))
        )
        return 0

    def book(outcomes: pl.DataFrame) -> bytes:
        from crossregime.render import lay_position, workbook_bytes

        return workbook_bytes(outcomes, "outcomes", lambda page: lay_position(page, position))

    output.show(
        lambda: position_dict(position),
        frame=lambda: position.frame,
        beside=lambda: position_dict(position, outcomes=False),
        book=book,
    )
    _keep(position, options, output)
    return 0


def _panel(options: Namespace) -> crossregime.Panel:
    from crossregime.commands.screen import tell_notices

    panel = crossregime.panel(*options.regimes)
    tell_notices(panel.regimes)
    return panel


def _long(options: Namespace, output: Output) -> int:
    """Write the long table."""
    panel = _panel(options)

    def book(outcomes: pl.DataFrame) -> bytes:
        from crossregime.render import lay_panel, workbook_bytes

        return workbook_bytes(outcomes, "outcomes", lambda page: lay_panel(page, panel))

    output.show(
        panel.to_dict,
        frame=lambda: panel.frame,
        beside=lambda: panel.to_dict(outcomes=False),
        book=book,
    )
    _keep(panel, options, output, panel=True)
    return 0


def _package(options: Namespace, output: Output) -> int:
    """Write the data package."""
    for name, given in (("--panel", options.panel), ("--format", options.format), ("--output", output.path)):
        if given:
            raise usage_error(f"--all writes a folder and takes no {name}", do=f"leave {name} out, or --all")
    from pathlib import Path

    from crossregime.core.errors import OutputError
    from crossregime.core.files import write_folder

    folder = Path(options.folder)
    try:
        panel = _panel(options)
        write_folder(folder, panel.package())
    except OutputError as error:
        error.where = f"--all {folder}"
        raise
    _keep(panel, options, output, folder=folder.name)
    return 0


def _keep(found: crossregime.Position | crossregime.Panel, options: Namespace, output: Output, **asked: Any) -> None:
    """Keep what makes it again."""
    from crossregime.core.host import record_outcomes
    from crossregime.core.runs import Call

    output.keep(lambda: record_outcomes(found, Call("export", tuple(options.regimes), asked)))
