"""Write a result for a paper: its forms, --part, and how it is shown."""

from __future__ import annotations

from functools import partial

from crossregime.commands.parser import OUTPUT
from crossregime.commands.values import separated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.files import ForPaper

PAPER = ("latex", "markdown", "html")
"""The forms of tables and text for a paper."""


def add_parts(parser: Parser) -> None:
    """Add --part."""
    parser.group(OUTPUT).add_argument(
        "--part", dest="parts", metavar="PART", action="append", default=[],
        help="of a paper: methods, counts, statistics, ...; repeat it",
    )  # fmt: skip


def check_parts(options: Namespace, output: Output) -> None:
    """Refuse --part of what is not for a paper, before any work is done."""
    if options.parts and output.form not in PAPER:
        from crossregime.core.errors import UsageError

        raise UsageError("--part is of a paper", do=f"add --format {', '.join(PAPER[:-1])} or {PAPER[-1]}")


def show_paper(found: ForPaper, options: Namespace, output: Output) -> None:
    """Write the parts that were asked for in the form that was."""
    write = {"latex": found.to_latex, "markdown": found.to_markdown, "html": found.to_html}
    parts = separated(options.parts) or "all"
    output.show_text({form: partial(make, parts) for form, make in write.items()})
