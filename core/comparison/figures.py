"""Compute each statistic of a comparison's table: the value over fully known pairs, beside the bounds.

Three things are kept apart. The value over the pairs with both grades known is the complete case: a warning where
some are not known. The bounds are what all completions allow. Statistical inference (`Inference`) is another
question, about councils that might have been, and never widens or narrows the bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_choice
from crossregime.core.bounds import BoundedStatistic, Interval, p_text
from crossregime.core.frozen import frozen
from crossregime.core.statistics import (
    ENTRIES,
    Entry,
    StatisticValue,
    Undefined,
    bootstrap,
    check_draws,
    check_level,
    measure,
    parse_names,
    permutation,
)
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.statistics import ConfidenceInterval, Statistic

METHODS = ("asymptotic", "bootstrap", "permutation")
ASSUMPTIONS = {
    "asymptotic": "Takes the councils as a large sample drawn at random from a superpopulation of councils: the value,"
    " and a multiple of the standard error on either side. England's councils are not a sample.",
    "bootstrap": "Takes the councils as a sample drawn at random from a superpopulation with the shares of this table:"
    " the central part of the values in tables drawn from it. England's councils are not a sample.",
    "permutation": "Takes every way to deal the second judgement's grades out among the councils as equally likely:"
    " the share of permutations with a value at least as far from zero (of agreement: at least as large).",
}


@frozen
class Inference:
    """The requested methods of inference, with draws, confidence level and seed.

    >>> Inference(("bootstrap",), draws=2_000, seed=7).level
    0.95
    """

    methods: tuple[str, ...] = ()
    draws: int = 10_000
    level: float = 0.95
    seed: int = 0

    def __post_init__(self) -> None:
        for method in parse_names(self.methods, "methods of inference, in a tuple"):
            check_choice(method, METHODS, f"there is no inference '{method}'")
        check_draws(self.draws, self.seed)
        check_level(self.level)


def parse_inference(asked: str | Sequence[str] | Inference) -> Inference | None:
    """Parse the requested inference methods; return an Inference as it is, and None if there are none."""
    if isinstance(asked, Inference):
        return asked
    methods = parse_methods(asked)
    return Inference(methods) if methods else None


def parse_methods(asked: str | Sequence[str]) -> tuple[str, ...]:
    """Parse the requested methods, one or several, each once; "all" stands for every one.

    >>> parse_methods("bootstrap"), parse_methods(["bootstrap", "all"])
    (('bootstrap',), ('asymptotic', 'bootstrap', 'permutation'))
    """
    names = tuple(dict.fromkeys(parse_names(asked, "methods of inference")))
    return METHODS if "all" in names else names


@frozen
class InferenceResult:
    """The result of one method of inference: the ends of an interval at a `level`, or a p-value.

    `how` describes the method in words, or why there is neither. `exact` says that every way was listed; otherwise
    `draws` were made from a `seed` (None where nothing is drawn). `standard_error` is that of an asymptotic interval.
    """

    figure: str
    title: str
    method: str
    how: str
    lowest: float | None = None
    highest: float | None = None
    p: float | None = None
    level: float | None = None
    standard_error: float | None = None
    exact: bool = False
    draws: int | None = None
    seed: int | None = None

    @property
    def text(self) -> str:
        """Write the interval or the p-value."""
        if self.p is not None:
            return f"p {p_text(self.p)}"
        return "none" if self.lowest is None or self.highest is None else f"[{self.lowest:.4f}, {self.highest:.4f}]"


def table_statistics(crosstab: Crosstab, entries: Sequence[Entry]) -> tuple[BoundedStatistic, ...]:
    """Compute each requested statistic of a table, over the known pairs and over all completions."""
    known, held = crosstab.tabulation.known, crosstab.identification

    def bounds(statistic: Statistic | None, value: float | Undefined) -> Interval | Undefined | None:
        if statistic is None:
            return None
        if crosstab.problem.free:
            return crosstab.solver.interval(statistic)
        # With nothing unknown there is a single completion.
        return value if isinstance(value, Undefined) else Interval(value, value)

    found = []
    for entry in entries:
        table = halves(crosstab) if entry.two_groups else known
        measured = measure(table, [entry.name], common_scale=crosstab.common_scale)[entry.name]
        why = Undefined(measured.reason, measured.code)
        for part, number, error, statistic in _parts(entry, measured, crosstab):
            value = why if number is None else number
            found.append(
                held.beside(
                    entry, part, statistic, value, bounds(statistic, value), measured,
                    standard_error=error, note=_note(measured, crosstab),
                )
            )  # fmt: skip
    return tuple(found)


def _note(measured: StatisticValue, crosstab: Crosstab) -> str:
    """Note what a test dropped, the grades without a threshold, and why there is no standard error."""
    details, said = measured.details, []
    if details.get("dropped"):
        grades = joined([crosstab.first.scale.labels[rank] for rank in details["dropped"]], "and")
        said.append(f"{grades} dropped, for none entered or left; {details['n']} at the grades kept")
    for position, ranks in zip((crosstab.first, crosstab.second), details.get("unused", ()), strict=False):
        if ranks:
            grades = joined([position.scale.labels[rank] for rank in ranks], "and")
            said.append(f"no threshold for {grades} in {position.caption}, which none has")
    if "why_no_standard_error" in details:
        said.append(f"no standard error: {details['why_no_standard_error']}")
    return "; ".join(said)


def complete_case(crosstab: Crosstab) -> str:
    """Describe the councils behind the values, and why that misleads where some grades are unknown."""
    if not crosstab.identification.partly_known:
        return "all pairs have both grades known"
    if not crosstab.identification.complete_case_misleads:
        return "of the pairs with both grades known; of the others a source leaves several grades"
    return f"of the pairs with both grades known alone: a warning, for {crosstab.left_open.selection}"


def halves(crosstab: Crosstab) -> list[list[int]]:
    """Put the known pairs in two rows: the better half of the first judgement, then the others."""
    known, upper = crosstab.tabulation.known, set(crosstab.first.scale.good)
    return [
        [
            sum(row[column] for rank, row in enumerate(known) if (rank in upper) == better)
            for column in range(len(known[0]))
        ]
        for better in (True, False)
    ]


def _parts(
    entry: Entry, measured: StatisticValue, crosstab: Crosstab
) -> Iterator[tuple[str, Any, float | None, Statistic | None]]:
    """Return the figures of a statistic: most have one."""
    bounded = entry.bounded
    if entry.by_grade and measured.value is not None:
        for label, ridit in zip(crosstab.second.scale.labels, measured.value, strict=True):
            yield label, ridit, None, None
        return
    if len(bounded) > 1:
        for statistic in bounded:
            value = None if measured.value is None else getattr(measured.value, statistic.id)
            yield statistic.id, value, None, statistic
        return
    if isinstance(measured.value, tuple):
        errors = measured.standard_error
        names: tuple[str, ...] = getattr(measured.value, "_fields", ())
        for part, value, error in zip(names, measured.value, errors, strict=True):
            yield part, value, error, None
        return
    yield "", measured.value, measured.standard_error, bounded[0] if bounded else None


def chances(crosstab: Crosstab, entries: Sequence[Entry], inference: Inference) -> tuple[InferenceResult, ...]:
    """Run the requested methods of inference for each statistic that supports them, over the known pairs."""
    found: list[InferenceResult] = []
    measured = table_statistics(crosstab, entries) if "asymptotic" in inference.methods else ()
    for method in inference.methods:
        able = [entry for entry in entries if method in entry.inference]
        if method == "asymptotic":
            for each in measured:
                if each.standard_error is None or each.value is None:
                    continue
                ends = StatisticValue(each.entry.name, each.value, each.standard_error).interval(inference.level)
                how = (
                    f"{inference.level:.0%} interval, standard error {each.standard_error:.4f}{_past(each.entry, ends)}"
                )
                found.append(
                    InferenceResult(
                        each.name, each.title, method, how, ends.lowest, ends.highest,
                        level=inference.level, standard_error=each.standard_error,
                    )
                )  # fmt: skip
        elif method == "bootstrap":
            found += _bootstrapped(crosstab, able, inference)
        else:
            for entry in able:
                permuted = permutation(
                    crosstab.tabulation.known, entry.name, draws=inference.draws, seed=inference.seed
                )
                how = permuted.details.get("method") or permuted.reason
                exact = how == "exact"
                drawn = (None, None) if exact or permuted.p is None else (inference.draws, inference.seed)
                found.append(
                    InferenceResult(
                        entry.name, entry.title, method, how, p=permuted.p,
                        exact=exact, draws=drawn[0], seed=drawn[1],
                    )
                )  # fmt: skip
    return tuple(found)


def _past(entry: Entry, ends: ConfidenceInterval) -> str:
    """Note that an interval exceeds the range of the statistic, as an asymptotic one may."""
    low, high = entry.limits
    past = [f"{low:g}"] if low is not None and ends.lowest < low else []
    past += [f"{high:g}"] if high is not None and ends.highest > high else []
    return f"; it reaches past {joined(past, 'and')}, where the statistic ends" if past else ""


def _bootstrapped(crosstab: Crosstab, able: Sequence[Entry], inference: Inference) -> Iterator[InferenceResult]:
    for two_groups in (False, True):
        names = [entry.name for entry in able if entry.two_groups == two_groups]
        if not names:
            continue
        table = halves(crosstab) if two_groups else crosstab.tabulation.known
        drawn = bootstrap(
            table, names, draws=inference.draws, level=inference.level, seed=inference.seed,
            common_scale=crosstab.common_scale,
        )  # fmt: skip
        for name, ends in drawn.items():
            entry, _, part = name.partition(".")
            title = next(each.title for each in able if each.name == entry)
            how = ends.method if ends else "it has no value, or fewer than half of the draws give it one"
            low, high = (None, None) if ends is None else ends[:2]
            yield InferenceResult(
                name, f"{title}: {part}" if part else title, "bootstrap", how, low, high,
                level=inference.level, draws=inference.draws, seed=inference.seed,
            )  # fmt: skip


def left_out(*, common_scale: bool) -> tuple[Entry, ...]:
    """List the statistics that two judgements can't have: without a common scale, those that need one."""
    return () if common_scale else tuple(each for each in ENTRIES if each.common_scale)
