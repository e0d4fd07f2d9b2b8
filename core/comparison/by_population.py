"""Contrast two groups of councils by their people: shares of population in place of shares of councils."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.comparison.contrasts import contrast_of
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    from crossregime.core.bounds import Asked, Contrast, ContrastBounds, Solver
    from crossregime.core.positions import Position

OPEN = "grades of the first are open, so the populations of the two groups are not fixed"
FOUND = {
    "settled higher": "higher",
    "settled lower": "lower",
    "settled equal": "equal",
    "settled not lower": "not lower",
    "settled not higher": "not higher",
}


@frozen(eq=False)
class PopulationContrast:
    """The contrast of a table by population: people of councils at some grades set against people of the others.

    `contrast` counts people: its `first` and `second` are the two groups, and `difference`, `ratio` and the rest have
    their possible ranges over all completions. Where grades of the first are open the groups' populations vary from
    completion to completion; then there is none, and `reason` says so.

    >>> import crossregime as cr
    >>> found = cr.compare("ssi2003", "ofsted2009", weight="population").crosstab.by_population
    >>> found.difference.text(), found.verdict
    ('[-0.5321, 0.5933]', 'not settled')
    """

    contrast: Contrast

    @classmethod
    def of(cls, solver: Solver, sides: tuple[Position, Position], asked: Asked) -> PopulationContrast:
        """Contrast the people of two groups; `solver` is that of the weighed problem."""
        return cls(contrast_of(solver, sides, asked))

    @cached_property
    def reason(self) -> str:
        """Why there is no range; empty where there is one."""
        solver, columns = self.contrast.solver, range(self.contrast.problem.sizes[1])
        for rows in (self.contrast.given, self.contrast.against):
            people = solver.cells(frozenset((row, column) for row in rows for column in columns))
            if people.lowest < people.highest:
                return OPEN
        return ""

    @property
    def difference(self) -> ContrastBounds | None:
        """The share of people of the first group less that of the second; None where there is none."""
        return None if self.reason else self.contrast.difference

    @property
    def verdict(self) -> str:
        """What is settled of the difference."""
        return "not worked out" if self.reason else self.contrast.verdict

    @property
    def sentence(self) -> str:
        """Say what is settled, in one sentence."""
        of = self.contrast
        given, against = (of.name(0, ranks) for ranks in (of.given, of.against))
        said = (
            f"By population, the share at {of.name(1, of.then)} in {of.problem.names[1]}, of people of councils at"
            f" {given} less of people of councils at {against}"
        )
        if self.reason:
            return f"{said}: not worked out, for {self.reason}."
        settled = FOUND.get(self.verdict)
        return f"{said}: {of.range_text}{f', so {settled}' if settled else ', so not settled'}."

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it: numbers of people, and null for what is not worked out."""
        of, grade = self.contrast, self.contrast.problem.grade
        return {
            "given": [grade(0, rank) for rank in of.given],
            "against": [grade(0, rank) for rank in of.against],
            "then": [grade(1, rank) for rank in of.then],
            "verdict": self.verdict,
            "sentence": self.sentence,
            "reason": self.reason,
            "first": None if self.reason else of.first.to_dict(),
            "second": None if self.reason else of.second.to_dict(),
            **{
                measure: None if self.reason else getattr(of, measure).to_dict()
                for measure in ("difference", "ratio", "odds_ratio", "superiority")
            },
        }
