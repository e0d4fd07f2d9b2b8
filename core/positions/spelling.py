"""Write outcomes in full: who the council was, its grade in words, and the flag of what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.councils import SCHEMES, load_register

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import polars as pl


def council_columns(council_ids: Sequence[str], dates: Sequence[dt.date]) -> list[pl.Series]:
    """Return name, gss_code, ons_code, dfe_code (in force on the date), region and type of councils, each with a date.

    >>> import datetime as dt
    >>> [column[0] for column in council_columns(["leeds"], [dt.date(2009, 12, 9)])]
    ['Leeds', 'E08000035', '00DA', '383', 'Yorkshire and The Humber', 'metropolitan']
    """
    import polars as pl

    known = load_register()
    councils = [known.council(each) for each in council_ids]
    columns = {
        "name": [each.name for each in councils],
        **{
            f"{scheme}_code": [each.code(scheme, on) for each, on in zip(councils, dates, strict=True)]
            for scheme in SCHEMES
        },
        "region": [each.region for each in councils],
        "type": [each.type for each in councils],
    }
    return [pl.Series(name, values, dtype=pl.String) for name, values in columns.items()]


def grade_columns(grades: Sequence[str], worst: pl.Expr, best: pl.Expr) -> list[pl.Expr]:
    """Return grade (null unless known), known, worst and best in words, and worst_rank and best_rank, from ranks."""
    import polars as pl

    labels = pl.lit(pl.Series("label", grades))
    return [
        pl.when(worst == best).then(labels.gather(worst)).alias("grade"),
        (worst == best).fill_null(value=False).alias("known"),
        labels.gather(worst).alias("worst"),
        labels.gather(best).alias("best"),
        worst.alias("worst_rank"),
        best.alias("best_rank"),
    ]


def flag(worst: pl.Expr, best: pl.Expr, status: pl.Expr) -> pl.Expr:
    """Flag an outcome in the GSS shorthand, from the columns of its ranks and its status.

    `z` where no grade was given, `x` where only a range is available, `e` where a rule supplies the grade.
    """
    import polars as pl

    return (
        pl.when(worst.is_null())
        .then(pl.lit("z"))
        .when(worst != best)
        .then(pl.lit("x"))
        .when(status == "rule")
        .then(pl.lit("e"))
        .otherwise(pl.lit(""))
    )
