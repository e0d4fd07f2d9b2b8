"""new: begin a regime or a crosswalk of one's own, as a package that installs and passes its tests."""

from __future__ import annotations

from pathlib import Path

import crossregime
from crossregime.commands.parser import usage_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser

KINDS = ("annual", "rolling")


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "Begin a regime of your own: a package that installs, validates and passes its tests at once, with an example"
        " that you replace. Exit code 1 when something is left to mend."
    )
    parser.add_argument("id", metavar="ID", help="what users will type: lower-case letters, digits, '-' and '_'")
    parser.add_argument("folder", metavar="DIR", help="a new folder, or an empty one")
    parser.add_argument("--package", action="store_true", help="a package that others can install (the default)")
    parser.add_argument("--data", action="store_true", help="the folder of data alone, to be used from its path")
    parser.add_argument("--crosswalk", action="store_true", help="a crosswalk between two scales in place of a regime;"
                        " with --data its file alone")  # fmt: skip
    parser.add_argument("--kind", metavar="|".join(KINDS),
                        help="annual (the default): all councils at once; rolling: each council on its own"
                        " date")  # fmt: skip
    parser.add_argument("--force", dest="replace", action="store_true",
                        help="write into a folder that holds files, over those of the same names")  # fmt: skip
    parser.add_argument("--format", metavar="text|json", help="text by default")
    parser.set_defaults(forms=("text", "json"), output=None, force=False)


def run(options: Namespace, output: Output) -> int:
    """Begin it, and show what was made, why, and what is left."""
    from crossregime.core.errors import OutputExistsError
    from crossregime.core.host import begin
    from crossregime.render import write_begun

    if options.package and options.data:
        raise usage_error("--package and --data contradict each other", do="leave one of them out")
    if options.crosswalk and options.kind:
        raise usage_error("a crosswalk has no kind", do="leave --kind or --crosswalk out")
    if options.kind not in (None, *KINDS):
        raise usage_error(f"there is no kind '{options.kind}'", where="--kind", do="write annual or rolling")
    try:
        begun = begin(
            crossregime.host(),
            options.id,
            Path(options.folder),
            what="crosswalk" if options.crosswalk else "regime",
            packaged=not options.data,
            kind=options.kind or "annual",
            replace=options.replace,
        )
    except OutputExistsError as error:
        if Path(options.folder).is_dir():
            error.do = "name a new folder, or an empty one; --force writes among what is there"
        raise
    output.show(begun.to_dict, lambda stream: write_begun(begun, stream))
    return 0 if begun.validation.ok else 1
