"""Contrast two groups of councils by their people: shares of population in place of shares of councils."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds import ContrastBounds
from crossregime.core.comparison.contrasts import contrast_of
from crossregime.core.frozen import frozen
from crossregime.core.text import points_text, span_text

if TYPE_CHECKING:
    from crossregime.core.bounds import Asked, Contrast, ContrastVerdict, Solver
    from crossregime.core.positions import Position

OPEN = "grades of the first are open, so that the populations of both groups vary"
FOUND = {
    "settled higher": "higher",
    "settled lower": "lower",
    "settled equal": "equal",
    "settled not lower": "not lower",
    "settled not higher": "not higher",
}


@frozen(eq=False, repr=False)
class PopulationContrast:
    """The contrast of a table by population: people of councils at some grades set against people of the others.

    `contrast` counts people: its `first` and `second` are the two groups, and `difference`, `ratio` and the rest have
    their possible ranges over all completions. Where grades of the first are open the groups' populations vary from
    completion to completion, and the joint range is beyond a search; the difference then has the outer range that
    follows from those of the two shares, the other measures have none, and `reason` says so.

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
        """Why the range is an outer one; empty where it is the possible range."""
        solver, columns = self.contrast.solver, range(self.contrast.problem.sizes[1])
        for rows in (self.contrast.given, self.contrast.against):
            people = solver.cells(frozenset((row, column) for row in rows for column in columns))
            if people.lowest < people.highest:
                return OPEN
        return ""

    @cached_property
    def difference(self) -> ContrastBounds:
        """The share of people of the first group less that of the second."""
        first, second = self.contrast.first, self.contrast.second
        if not self.reason:
            return self.contrast.difference
        if first.share is None or second.share is None:
            return ContrastBounds("difference", None, None, True, None, "none", "all", "a group is empty")
        # Each share keeps within its own range in every completion, so their difference keeps within this.
        lowest, highest = first.share.lowest - second.share.highest, first.share.highest - second.share.lowest
        empty = not (first.of.lowest and second.of.lowest)
        return ContrastBounds(
            "difference", lowest, highest, False, None, "none", "some" if empty else "none", f"outer: {self.reason}"
        )

    @property
    def verdict(self) -> ContrastVerdict:
        """What is settled of the difference."""
        return self.difference.verdict

    @property
    def sentence(self) -> str:
        """Say what is settled, in one sentence."""
        of = self.contrast
        given, against = (of.name(0, ranks) for ranks in (of.given, of.against))
        said = (
            f"By population, the share at {of.name(1, of.then)} in {of.problem.names[1]}, of people of councils at"
            f" {given} less of people of councils at {against}"
        )
        found = self.difference
        if self.reason and found.lowest is not None and found.highest is not None:
            points = span_text(found.lowest, found.highest, points_text)
            settled = FOUND.get(self.verdict, "its sign is not worked out")
            return (
                f"{said}: within {points} points, so {settled}; an outer range, made of those of the two shares:"
                f" {self.reason}."
            )
        settled = FOUND.get(self.verdict, "not settled")
        return f"{said}: {of.range_text}, so {settled}." if not self.reason else f"{said}: none, for {found.reason}."

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        from crossregime.render import html_page

        return html_page(lambda page: page.line(self.sentence))

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
            "first": of.first.to_dict(),
            "second": of.second.to_dict(),
            "difference": self.difference.to_dict(),
            **{
                measure: None if self.reason else getattr(of, measure).to_dict()
                for measure in ("ratio", "odds_ratio", "superiority")
            },
        }
