"""Write the results of a comparison as frames: its tables, their cells, its statistics and its inference.

One row a grade, a cell, a figure, or a figure and method. The columns are those that `Comparison` names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from crossregime.core.bounds import BoundedStatistic, Contrast, GroupContrast
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.comparison.figures import InferenceResult


def table_frame(crosstabs: Iterable[Crosstab]) -> pl.DataFrame:
    """Count by grade and range: a row a grade or range of the first position, a column one of the second."""
    import polars as pl

    frames = []
    for crosstab in crosstabs:
        tabulation = crosstab.tabulation
        heads = [crosstab.second.scale.name(*each) for each in tabulation.categories(1)]
        rows = zip(tabulation.categories(0), tabulation.matrix, tabulation.row_sums, strict=True)
        for category, counts, councils in rows:
            frames.append(
                pl.DataFrame(
                    {
                        **dict(zip(("sides", "group"), _place(crosstab), strict=True)),
                        "grade": crosstab.first.scale.name(*category),
                        **dict(zip(heads, counts, strict=True)),
                        "all": councils,
                    }
                )
            )
    table = pl.concat(frames, how="diagonal")
    return table.select(pl.exclude("all"), "all")


def cells_frame(crosstabs: Iterable[Crosstab]) -> pl.DataFrame:
    """Return each cell with the councils known to be in it and its bounds."""
    import polars as pl

    rows = [
        (
            *_place(crosstab),
            crosstab.first.scale.labels[i],
            crosstab.second.scale.labels[j],
            crosstab.tabulation.known[i][j],
            counts.lowest,
            counts.highest,
        )
        for crosstab in crosstabs
        for i, line in enumerate(crosstab.bounds)
        for j, counts in enumerate(line)
    ]
    return pl.DataFrame(
        rows,
        schema={"sides": pl.Int64, "group": pl.String, "first": pl.String, "second": pl.String}
        | dict.fromkeys(("known", "lowest", "highest"), pl.Int64),
        orient="row",
    )


def statistics_frame(figures: Mapping[Crosstab, Sequence[BoundedStatistic]]) -> pl.DataFrame:
    """Return each figure of each table beside its bounds."""
    import polars as pl

    rows = [
        (
            *_place(crosstab),
            *_figure_row(figure),
            figure.named,
            figure.pairs,
            crosstab.identification.complete_case_misleads,
            *_bounds_row(figure),
        )
        for crosstab, of_table in figures.items()
        for figure in of_table
    ]
    return pl.DataFrame(rows, schema=_OF_STATISTICS, orient="row")


def inferences_frame(chances: Mapping[Crosstab, Sequence[InferenceResult]]) -> pl.DataFrame:
    """Return the result of each method of inference for each figure."""
    import polars as pl

    rows = [
        (
            *_place(crosstab),
            each.figure,
            each.method,
            each.how,
            each.lowest,
            each.highest,
            each.p,
            each.level,
            each.standard_error,
            each.exact,
            each.draws,
            each.seed,
        )
        for crosstab, of_table in chances.items()
        for each in of_table
    ]
    text, number = dict.fromkeys(("group", "statistic", "method", "how"), pl.String), pl.Float64
    schema = {
        "sides": pl.Int64, **text, **dict.fromkeys(("lowest", "highest", "p", "level", "standard_error"), number),
        "exact": pl.Boolean, "draws": pl.Int64, "seed": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def contrasts_frame(found: Iterable[tuple[Crosstab, Iterable[Contrast]]]) -> pl.DataFrame:
    """Write contrasts as a frame: a row a contrast and measure, in the given order."""
    import polars as pl

    rows: list[tuple[Any, ...]] = []
    for crosstab, every in found:
        for contrast in every:
            groups = contrast.name(0, contrast.given), contrast.name(0, contrast.against)
            for each in contrast.measures:
                inner = each.inner or (None, None)
                rows.append((
                    *_place(crosstab), *groups, contrast.name(1, contrast.then), each.measure, each.lowest,
                    each.highest, each.sharp, *inner, each.infinite, each.undefined, each.verdict,
                ))  # fmt: skip
    return pl.DataFrame(rows, schema=_OF_CONTRASTS, orient="row")


def group_contrasts_frame(found: Iterable[GroupContrast]) -> pl.DataFrame:
    """Write contrasts of groups of councils as a frame: a row each, in the given order."""
    import polars as pl

    rows: list[tuple[Any, ...]] = []
    for each in found:
        shares: list[float | int | None] = []
        for group in (each.first, each.second):
            ends = (None, None) if group.share is None else (group.share.lowest, group.share.highest)
            shares += [group.of.lowest, *ends]
        labels = [each.search.problem.grade(0 if each.of == "first" else 1, rank) for rank in each.then]
        found_ = each.difference
        rows.append(
            (each.of, each.group, joined(labels, "or"), *shares, found_.lowest, found_.highest, found_.sharp,
             found_.verdict)
        )  # fmt: skip
    return pl.DataFrame(rows, schema=_OF_GROUPS, orient="row")


def _place(crosstab: Crosstab) -> tuple[int, str]:
    """Return the first side and the group of a table; the group is empty for all councils."""
    return crosstab.sides[0], "" if crosstab.group is None else crosstab.group.value


def _figure_row(figure: BoundedStatistic) -> tuple[Any, ...]:
    measured, error = figure.measured, figure.standard_error
    value = None if figure.value is None else float(figure.value)
    return (
        figure.entry.name, figure.part, figure.entry.title, figure.entry.family, value, error, measured.df, measured.p,
        measured.code or "", measured.reason or "",
    )  # fmt: skip


def _bounds_row(figure: BoundedStatistic) -> tuple[Any, ...]:
    bounds = figure.interval
    if bounds is None:
        return (None,) * 5 + (figure.why_no_bounds, figure.note)
    inner = bounds.inner or (None, None)
    return float(bounds.lowest), float(bounds.highest), bounds.sharp, *inner, "", figure.note


_OF_STATISTICS: dict[str, Any] = {
    "sides": int, "group": str, "statistic": str, "part": str, "title": str, "family": str, "value": float,
    "standard_error": float, "df": int, "p": float, "code": str, "reason": str, "named": int, "pairs": int,
    "complete_case_is_a_warning": bool, "lowest": float, "highest": float, "sharp": bool, "inner_lowest": float,
    "inner_highest": float, "why_no_bounds": str, "note": str,
}  # fmt: skip
_OF_GROUPS: dict[str, Any] = {
    "of": str, "group": str, "then": str, "councils": int, "lowest_share": float, "highest_share": float, "others": int,
    "lowest_share_of_others": float, "highest_share_of_others": float, "lowest": float, "highest": float, "sharp": bool,
    "verdict": str,
}  # fmt: skip
_OF_CONTRASTS: dict[str, Any] = {
    "sides": int, "group": str, "given": str, "against": str, "then": str, "measure": str, "lowest": float,
    "highest": float, "sharp": bool, "inner_lowest": float, "inner_highest": float, "infinite": str, "undefined": str,
    "verdict": str,
}  # fmt: skip
