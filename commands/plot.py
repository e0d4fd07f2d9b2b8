"""plot: draw a comparison, a position, councils or a regime as a picture."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import (
    COUNCILS,
    add_by,
    add_contrast,
    add_crosswalk,
    add_facts,
    add_groups,
    add_lineage,
    add_neighbours,
    add_output,
    add_regimes,
    add_save,
    add_where,
    usage_error,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.comparison import Comparison
    from crossregime.core.profiles import Profile
    from crossregime.core.runs import Run
    from crossregime.render import Picture

KINDS = {
    "heatmap": "the table of two regimes, with what is open hatched",
    "flow": "from each grade to each of the next regime",
    "intervals": "shares and association as intervals, overall and --by group",
    "map": "a hexagon for each council: its grade, --of movement, or --of open",
    "timeline": "one council or several (--council) over all regimes",
    "standing": "where a council (--council) stood among others (--against)",
    "coverage": "how much of a regime is known, and how",
}


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s KIND [--regime SELECTOR ...] --output FILE [option ...]"
    parser.description = (
        "Draw a picture as SVG, PNG or PDF: the ending of --output says which. Needs the extra `charts`."
    )
    parser.examples = (
        "crossregime plot heatmap --regime ssi2003 --regime ofsted2009 --output t.svg",
        "crossregime plot map --regime ofsted2009 --output map.png",
        "crossregime plot timeline --council Leeds --output leeds.pdf",
    )
    drawn = parser.group("what to draw")
    drawn.add_argument("kind", metavar="KIND", help="; ".join(f"{kind}: {what}" for kind, what in KINDS.items()))
    drawn.add_argument("--of", metavar="WHAT", default="grades", help="map: by grades (default), movement or open")
    drawn.add_argument("--against", default="neighbours", metavar="WHOM",
                       help="standing: neighbours (default), a grouping such as region, or all")  # fmt: skip
    drawn.add_argument("--wide", action="store_true", help="as wide as two columns of a journal")
    add_regimes(parser, "once for map and coverage, twice or more for the others")
    add_lineage(parser)
    add_crosswalk(parser)
    parser.group(COUNCILS).add_argument("--council", dest="councils", metavar="NAME", action="append", default=[],
                                        help="timeline, standing: a council; repeat it for more")  # fmt: skip
    add_where(parser)
    add_by(parser)
    add_groups(parser)
    add_neighbours(parser)
    drawn.add_argument("--weight", metavar="population", help="intervals: also the difference of the shares of people")
    add_contrast(parser, against=False)
    add_facts(parser)
    add_save(parser)
    add_output(parser, "svg", "png", "pdf")


def run(options: Namespace, output: Output) -> int:
    """Draw it."""
    from crossregime.core.arguments import check_choice

    check_choice(options.kind, KINDS, f"there is no picture '{options.kind}'", do=f"draw {', '.join(KINDS)}")
    several = options.kind in ("heatmap", "flow", "intervals") or (options.kind == "map" and len(options.regimes) > 1)
    if options.save is not None and not several:
        raise usage_error("--save keeps pictures of a comparison alone", do="leave --save out")
    for name in ("given", "then"):
        if getattr(options, name) and not several:
            raise usage_error(f"--{name} asks about two regimes", do=f"leave it out of a {options.kind}")
    comparison = _comparison(options) if several else None
    output.picture(lambda: _draw(options) if comparison is None else _compared(options, comparison))
    if comparison is not None:
        output.keep(lambda: _run(comparison, options))
    return 0


def _run(comparison: Comparison, options: Namespace) -> Run:
    """Record it with what was drawn of it."""
    assert comparison.call is not None  # noqa: S101  # compare notes its call
    of = None if options.of == "grades" else options.of
    return comparison.as_run(comparison.call.asking("plot", kind=options.kind, of=of, wide=options.wide))


def _compared(options: Namespace, comparison: Comparison) -> Picture:
    """Draw a comparison."""
    from crossregime.render import COLUMN, DOUBLE

    width, plot = DOUBLE if options.wide else COLUMN, comparison.plot
    if options.kind == "map":
        return plot.map(of=options.of, width=width)
    if options.kind == "intervals":
        return plot.intervals(width=width)
    return plot.flow(width) if options.kind == "flow" else plot.heatmap(width)


def _draw(options: Namespace) -> Picture:
    """Draw councils, or one regime."""
    from crossregime.render import COLUMN, DOUBLE, draw_coverage, draw_map, draw_standing, draw_timeline

    width = DOUBLE if options.wide else COLUMN
    if options.kind == "timeline":
        return draw_timeline(_profiles(options), width)
    if options.kind == "standing":
        if len(options.councils) != 1:
            raise usage_error("a standing is of one council", do='give --council once, for example --council "Leeds"')
        regimes, _ = crossregime.host().load_all()
        stood = crossregime.standing(
            options.councils[0], against=options.against, regimes=regimes, groups=options.groups
        )
        return draw_standing(stood, width)
    if options.kind == "coverage":
        return draw_coverage(crossregime.regime(_one(options)), width)
    if options.of == "movement":
        return _comparison(options).plot.map(of=options.of, width=width)  # refused: movement is between two
    return draw_map(crossregime.position(_one(options)), of=options.of, width=width)


def _comparison(options: Namespace) -> Comparison:
    from crossregime.commands.comparing import compared

    return compared(options, against=None)  # here --against is of a standing


def _one(options: Namespace) -> str:
    if len(options.regimes) != 1:
        raise usage_error(
            f"{options.kind} draws one regime, and {len(options.regimes)} are named",
            do="give --regime once, for example --regime ofsted2009",
        )
    return str(options.regimes[0])


def _profiles(options: Namespace) -> list[Profile]:
    """Find the councils, and their outcomes in every regime that loads."""
    from crossregime.commands.screen import tell_left_out
    from crossregime.core.profiles import profile

    if not options.councils:
        raise usage_error("a timeline needs a council", do='give --council, for example --council "Leeds"')
    councils = [crossregime.council(name) for name in options.councils]
    regimes, faults = crossregime.host().load_all()
    tell_left_out(faults)
    return [profile(each, regimes) for each in councils]
