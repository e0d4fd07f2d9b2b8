"""Write the help of the program: its commands, by what one comes with."""

from __future__ import annotations

from crossregime.commands import SUMMARIES
from crossregime.commands.parser import Parser

ABOUT = (
    "Put ratings of English councils' social care from different inspection regimes side by side: what is known, what"
    " is not, and why."
)
AFTER = (
    "A SELECTOR names ratings: SOURCE[+SOURCE][@WHEN][:JUDGEMENT], WHEN a date, first, previous or last-graded."
    " crossregime COMMAND --help shows a command's options and examples."
)
GROUPS = {
    "with a question about two regimes or more": ("compare", "bounds", "plot", "report", "site"),
    "with a council": ("council", "councils", "rate"),
    "with a regime": ("regimes", "reconcile", "export", "rerun"),
    "with two scales": ("crosswalks", "map"),
    "with files of your own": ("new", "validate", "crosstab"),
    "with a paper to write": ("statistics", "cite"),
    "this program": ("doctor", "completion", "man"),
}
"""The commands by what one comes with."""
EXAMPLES = (
    "crossregime compare --regime ssi2003 --regime ofsted2009",
    "crossregime council Leeds",
    "crossregime regimes",
)


def program_help() -> str:
    """Write the help of the program: what it is for, its commands, and examples."""
    parser = Parser(prog="crossregime", usage="crossregime COMMAND [option ...]", description=ABOUT, epilog=AFTER)
    for title, names in GROUPS.items():
        for name in names:
            parser.group(title).add_argument(name, help=SUMMARIES[name])
    parser.group("this program").add_argument("--version", action="store_true", help="show the version")
    parser.offer_help("this program")
    parser.examples = EXAMPLES
    return parser.format_help()
