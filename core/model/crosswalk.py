"""Define a crosswalk: cited links from the grades of one scale to grades of another.

A crosswalk states what somebody has written of two scales, or what their printed totals say. It never follows from
equal labels or ranks alone without saying so. One checker, `diagnose`, is behind every verb: nothing is
applied, composed or inverted that it finds a fault with (core/model/crosswalk_checks.py, core/model/composition.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.frozen import frozen
from crossregime.core.model.link import Link
from crossregime.core.model.scale_links import ScaleLinks
from crossregime.core.model.scales import shared_scales

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.errors import Fault
    from crossregime.core.model.composition import Composition

WORKED_OUT = "worked out"
"""The origin of a crosswalk that was made from totals."""
CAVEAT = (
    "A concordance, never an equating: it says which grades are taken to correspond, not that they measure the same"
    " thing."
)


@frozen(repr=False)
class Crosswalk(ScaleLinks):
    """Link the grades of one scale to those of another; scales are given by their global ids.

    `basis` says in a few words what it rests on, which distinguishes rivals; `service` whose judgements it is
    meant for (children, adults, both), where the scale serves others too. `scales` holds scales of its own
    that are not among the shared ones. Making one checks nothing: `diagnose` finds every fault, and each verb
    refuses one that has any.

    >>> from crossregime.core.model.judgement import Source
    >>> sources = {"report": Source("report", "An inspectorate", "A report", "2010", "", "")}
    >>> pairs = zip(("no", "some", "most", "yes"), "1234", strict=True)
    >>> links = tuple(Link(one, (other,), "close", "report", "table 1", "as printed") for one, other in pairs)
    >>> walk = Crosswalk("by-report", "By the report", "ssi-serving", "ofsted-performs", links, sources)
    >>> walk.validate(), walk.to_ranks(0), walk.link_ids(1, 2)
    (True, (0, 0), ('by-report/some', 'by-report/most'))
    """

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_crosswalk

        return html_page(lambda page: lay_crosswalk(page, self))

    # The verbs

    def diagnose(self) -> tuple[Fault, ...]:
        """Find every fault: see core/model/crosswalk_checks.py."""
        from crossregime.core.model.crosswalk_checks import crosswalk_faults

        return crosswalk_faults(self)

    def validate(self) -> bool:
        """Tell whether it has no fault."""
        return not self.diagnose()

    def compose(self, second: Crosswalk, line: str | None = None) -> Composition[Crosswalk]:
        """Compose with another crosswalk: see core/model/composition.py."""
        from crossregime.core.model.composition import compose

        return compose(self, second, line)

    def invert(self) -> Crosswalk:
        """Invert it: see core/model/composition.py."""
        from crossregime.core.model.composition import invert

        return invert(self)


def identity(scale: str) -> Crosswalk:
    """Return the crosswalk from a shared scale to itself: each grade to that grade."""
    from crossregime.core.model.judgement import Source

    grades = shared_scales()[scale].grades
    links = tuple(Link(each.id, (each.id,), "exact", "scale", each.label, "it is the same grade") for each in grades)
    sources = {"scale": Source("scale", "", "The scale itself", "", "", "")}
    return Crosswalk(f"{scale}-itself", "The scale itself", scale, scale, links, sources)


@frozen
class Disagreement:
    """How several crosswalks map one grade: the set of each, and whether they differ or exclude each other."""

    grade: str
    sets: tuple[tuple[int, ...], ...]

    @property
    def differ(self) -> bool:
        """Tell whether any two give different sets."""
        return len(set(self.sets)) > 1

    @property
    def exclude(self) -> bool:
        """Tell whether any two have no grade in common."""
        return any(one != other and not set(one) & set(other) for one in self.sets for other in self.sets)


def rivals(crosswalks: Sequence[Crosswalk]) -> tuple[Disagreement, ...]:
    """Compare crosswalks between the same two scales, grade by grade."""
    first = crosswalks[0].first
    return tuple(
        Disagreement(grade.label, tuple(walk.set_of(grade.rank) for walk in crosswalks)) for grade in first.grades
    )
