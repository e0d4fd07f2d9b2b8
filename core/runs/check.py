"""Hold a result that was made anew to the run that it was made from: what went into it, and what came out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.files import head
from crossregime.core.text import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crossregime.core.runs.run import Run

CLOSE = 1e-7
"""How far apart two numbers may be that are called the same: solvers differ in the last digits."""


class Unlike(NamedTuple):
    """Something that was so in the run and is otherwise now; empty for what was not there."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class RunCheck:
    """What a run and its result made anew have alike.

    `inputs` say what went into it that has changed: the program, a regime's file, a dataset, a file of one's own.
    `figures` and `grades` are those that came out otherwise; `checked` counts the figures that were held together.
    `whole` says whether all the rest of the result, sources and notes included, is as it was.
    """

    run: Run
    inputs: tuple[Unlike, ...]
    figures: tuple[Unlike, ...]
    grades: tuple[Unlike, ...]
    whole: bool

    @property
    def same(self) -> bool:
        """Tell whether the result is the same."""
        return self.whole and not self.figures and not self.grades

    @property
    def checked(self) -> int:
        """Count the figures of the run."""
        return len(self.run.figures)

    @property
    def answer(self) -> str:
        """Say in a few words whether the result is the same."""
        if self.same:
            return "THE SAME RESULT"
        return "ANOTHER RESULT" if self.figures or self.grades else "THE SAME FIGURES; something beside them differs"

    @property
    def sentence(self) -> str:
        """Say what is alike and what is not.

        >>> import crossregime as cr
        >>> comparison = cr.compare("ssi2003", "ofsted2009")
        >>> check_run(comparison.as_run(), comparison.as_run()).sentence
        'All 21 figures and the grades of 148 councils are as they were.'
        """
        unlike = len(self.figures)
        if not self.checked:
            told = "What came out is as it was." if self.whole else "What came out is not as it was."
        elif self.same or not (self.figures or self.grades):
            councils = f" and the grades of {many(len(self.run.grades), 'council')}" if self.run.grades else ""
            told = f"All {self.checked} figures{councils} are as they were."
            if not self.whole:
                told += " A source, a status, a note or a row beside them is not."
        else:
            councils = f", and the grades of {many(len(self.grades), 'council')}" if self.run.grades else ""
            told = f"{unlike} of {self.checked} figures differ{councils}."
        return told

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it (schemas/rerun.schema.json)."""
        return {
            **head("rerun"),
            "call": self.run.call.to_dict(),
            "same": self.same,
            "checked": self.checked,
            "sentence": self.sentence,
            "inputs": [each._asdict() for each in self.inputs],
            "figures": [each._asdict() for each in self.figures],
            "grades": [each._asdict() for each in self.grades],
            "rest_is_the_same": self.whole,
        }


def check_run(run: Run, anew: Run) -> RunCheck:
    """Hold a run to the same call made anew."""
    figures = tuple(
        Unlike(name, _number(run.figures.get(name)), _number(anew.figures.get(name)))
        for name in dict.fromkeys((*run.figures, *anew.figures))
        if not _alike(run.figures.get(name, ""), anew.figures.get(name, ""))
    )
    grades = tuple(
        Unlike(name, "; ".join(run.grades.get(name, ())), "; ".join(anew.grades.get(name, ())))
        for name in dict.fromkeys((*run.grades, *anew.grades))
        if list(run.grades.get(name, ())) != list(anew.grades.get(name, ()))
    )
    return RunCheck(run, tuple(_inputs(run, anew)), figures, grades, run.result == anew.result)


def _inputs(run: Run, anew: Run) -> Iterator[Unlike]:
    if run.program != anew.program:
        yield Unlike("crossregime", run.program, anew.program)
    for was, now in zip(run.regimes, anew.regimes, strict=False):
        release = [each["origin"].partition(",")[0] for each in (was, now)]
        if release[0] != release[1] and "/" not in was["origin"]:  # that of a folder is where it lies
            yield Unlike(f"the plugin of {was['id']}", *release)
        yield from _hashes(was["files"], now["files"], f"{was['id']}: ")
    yield from _hashes(run.datasets, anew.datasets, "datasets: ")
    yield from _hashes(run.files, anew.files)


def _hashes(was: Mapping[str, str], now: Mapping[str, str], before: str = "") -> Iterator[Unlike]:
    """Compare the SHA-256 of files by name; enough of each is shown to tell them apart."""
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) != now.get(name):
            yield Unlike(f"{before}{name}", was.get(name, "")[:12], now.get(name, "")[:12])


def _alike(was: Any, now: Any) -> bool:
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(map(_alike, was, now))
    if isinstance(was, int | float) and isinstance(now, int | float):
        return math.isclose(was, now, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(was == now)


def _number(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " to ".join(map(_number, value))
    return f"{value:.4f}" if isinstance(value, float) else str(value)
