"""Find the ends of a contrast by search, where there is no closed form and no short list of completions."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from crossregime.core.bounds.contrast_ends import ContrastEnd, ContrastKinds, no_value
from crossregime.core.bounds.interval import Interval
from crossregime.core.bounds.search.contrasts import Numbers, aim_of, greatest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.bounds.search.contrasts import NumberBox
    from crossregime.core.bounds.search.programs import Programs
    from crossregime.core.statistics import ContrastForm, Measure, Undefined, Vector


class SearchedEnds:
    """The ends found by integer programs over linear numbers of councils.

    `inside` limits the completions to those in a box.
    """

    def __init__(self, numbers: Numbers, measure: Measure, grades: int, inside: NumberBox | None = None) -> None:
        self.numbers, self._measure, self._grades = numbers, measure, grades
        self._inside: NumberBox = inside or {}

    @cached_property
    def _finite(self) -> NumberBox:
        names = {"ratio": ("n", "m", "b"), "odds_ratio": ("b", "c")}.get(self._measure, ("n", "m"))
        return {**self._inside, **dict.fromkeys(names, (1, inf))}

    @cached_property
    def kinds(self) -> ContrastKinds:
        """Which kinds of value occur."""
        zero, some = (0, 0), (1, inf)

        def holds(box: NumberBox) -> bool:
            return self.numbers.holds({**self._inside, **box})

        infinite, undefined = False, holds({"n": zero}) or holds({"m": zero})
        if self._measure == "ratio":
            infinite = holds({"a": some, "b": zero, "m": some})
            undefined = undefined or holds({"a": zero, "b": zero})
        if self._measure == "odds_ratio":
            infinite = holds({"a": some, "d": some, "b": zero}) or holds({"a": some, "d": some, "c": zero})
            undefined = undefined or holds({"a": zero, "b": zero}) or holds({"c": zero, "d": zero})
        return ContrastKinds(holds(self._finite), infinite, undefined)

    def end(self, sign: int) -> ContrastEnd:
        """Find the largest (1) or the smallest (-1) finite value."""
        box, inverted = self._finite, False
        if sign < 0 and self._measure in ("ratio", "odds_ratio"):
            # The smallest ratio is one over the largest inverse ratio, unless it is zero.
            for name in ("a",) if self._measure == "ratio" else ("a", "d"):
                if self.numbers.holds({**box, name: (0, 0)}):
                    found = self.numbers.best({}, {**box, name: (0, 0)})
                    assert found is not None  # noqa: S101  # the box holds a completion
                    return self._end(Fraction(0), Fraction(0), found.solution)
            box, inverted = {**box, "a": (1, inf), **({} if self._measure == "ratio" else {"d": (1, inf)})}, True
        most = greatest(self.numbers, aim_of(self._measure, self._grades, turned=sign < 0), box)
        assert most is not None  # noqa: S101  # there are finite values
        outer, inner = most.outer, most.inner
        if inverted:
            outer, inner = 1 / outer, 1 / inner
        elif sign < 0:
            whole = 1 if self._measure == "superiority" else 0
            outer, inner = whole - outer, whole - inner
        return self._end(outer, inner, most.attained.solution)

    def _end(self, outer: Fraction, inner: Fraction, solution: Vector) -> ContrastEnd:
        return ContrastEnd(outer, inner, self.numbers.programs.table(solution))


def interval_of(ends: SearchedEnds) -> Interval | Undefined:
    """Return the range of a contrast over the completions in which it is finite; Undefined where there are none."""
    why = no_value(ends.kinds)
    if why is not None:
        return why
    low, high = ends.end(-1), ends.end(1)
    sharp = low.outer == low.inner and high.outer == high.inner
    assert low.table is not None and high.table is not None  # noqa: PT018, S101  # a search holds its completions
    return Interval(
        float(low.outer),
        float(high.outer),
        sharp,
        None if sharp else (float(low.inner), float(high.inner)),
        "it has none in some completions" if ends.kinds.infinite or ends.kinds.undefined else "",
        (low.table, high.table),
    )


def numbers_of(programs: Programs, form: ContrastForm) -> Numbers:
    """Return the linear numbers that a contrast of two groups of rows depends on."""
    grades = programs.problem.sizes[1]

    def counted(rows: Sequence[int], columns: Sequence[int]) -> Vector:
        return programs.weighed({(row, column): 1 for row in rows for column in columns})

    every = range(grades)
    others = [column for column in every if column not in form.then]
    forms: Mapping[str, Vector] = {
        "a": counted(form.given, form.then),
        "n": counted(form.given, every),
        "c": counted(form.given, others),
        "b": counted(form.against, form.then),
        "m": counted(form.against, every),
        "d": counted(form.against, others),
        **{f"A{cut}": counted(form.given, range(cut, grades)) for cut in range(1, grades)},
        **{f"B{cut}": counted(form.against, range(cut, grades)) for cut in range(1, grades)},
    }
    return Numbers(programs, forms)
