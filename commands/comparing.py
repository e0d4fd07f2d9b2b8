"""Make the comparison that options ask for, in one way for every command that compares."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import check_regimes
from crossregime.commands.screen import tell_notices
from crossregime.commands.values import files, groups_of, limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from crossregime.core.comparison import Comparison

ASKED = (
    "lineage", "by", "where", "groups", "neighbours_of", "weight", "use_rule", "facts", "crosswalk", "given", "then",
    "against", "between", "max_age", "uninspected", "effort",
)  # fmt: skip
"""The options that are arguments of `compare` under the same name."""


def asked(options: Namespace) -> dict[str, Any]:
    """Read the arguments of `compare` from those of its options that the command takes.

    Raises UsageError for fewer regimes than two, and for a group or file that can't be read as one.
    """
    check_regimes(options)
    options.groups = files(options.groups)
    options.where = limits(options.where, options.groups)
    if hasattr(options, "between"):
        options.between = groups_of(options.between, options.by, options.groups)
    return {name: getattr(options, name) for name in ASKED if hasattr(options, name)}


def compared(options: Namespace, **more: Any) -> Comparison:
    """Compare what the options name, with `more` arguments in place of theirs, and tell what regimes have to say."""
    comparison = crossregime.compare(*options.regimes, **asked(options) | more)
    tell_notices(regime for position in comparison.positions for regime in position.regimes)
    return comparison
