"""Hold a regime to the contract that the rest of the program builds on.

Each check gives its findings as sentences; none means that the contract is kept. The host makes the first check
of every plugin that it loads, `crossregime.testing` makes them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError
from crossregime.core.model import KNOWN, STATUSES, UNGRADED, Regime
from crossregime.core.register import register

if TYPE_CHECKING:
    import polars as pl

SHOWN = 5
"""How many examples a finding names."""


def outcome_schema() -> dict[str, pl.DataType]:
    """Give the columns of `Regime.outcomes` and their types, in order."""
    import polars as pl

    texts = ("series_id", "council_id", "printed", "judgement")
    more = ("status", "source", "place", "note")
    return {
        "published": pl.Date(),
        **dict.fromkeys(texts, pl.String()),
        **dict.fromkeys(("worst", "best"), pl.Int8()),
        **dict.fromkeys(more, pl.String()),
    }


def schema_findings(regime: Regime) -> list[str]:
    """Check the frame of outcomes: its columns, and that every cell is one that its column may hold.

    >>> import crossregime
    >>> schema_findings(crossregime.host().load("ssi2003"))
    []
    """
    import polars as pl

    outcomes = regime.outcomes
    if not isinstance(outcomes, pl.DataFrame):
        return [f"outcomes is a {type(outcomes).__name__}, not a polars DataFrame"]
    if dict(outcomes.schema) != outcome_schema():
        wanted = ", ".join(f"{name} {kind}" for name, kind in outcome_schema().items())
        return [f"outcomes has the columns {_columns(outcomes)}; the contract is {wanted}"]
    known = {judgement.id: len(judgement.scale) for judgement in regime.judgements}
    findings = [] if regime.headline in known else [f"the headline '{regime.headline}' is no judgement"]
    worst, best, status = pl.col("worst"), pl.col("best"), pl.col("status")
    highest = pl.col("judgement").replace_strict(known, default=None, return_dtype=pl.Int64) - 1
    for what, bad in (
        ("an empty cell (null) stands in a column that can't have one", pl.any_horizontal(pl.exclude("worst", "best").is_null())),
        ("an unknown judgement", ~pl.col("judgement").is_in([*known])),
        ("an unknown status", ~status.is_in(STATUSES)),
        ("a source that the regime doesn't list", ~pl.col("source").is_in([*regime.sources])),
        ("a grade beside a status that says that there is none", status.is_in(UNGRADED) & (worst.is_not_null() | best.is_not_null())),
        ("no grade beside a status that says that there is one", ~status.is_in(UNGRADED) & (worst.is_null() | best.is_null())),
        ("a grade outside the judgement's scale", (worst < 0) | (best < 0) | (worst > highest) | (best > highest)),
        ("a worst grade that is better than the best", worst > best),
        ("a known grade with worst and best apart", status.is_in(KNOWN) & (worst != best)),
        ("a range of one grade", (status == "range") & (worst == best)),
    ):  # fmt: skip
        findings += _rows(what, outcomes.filter(bad))
    cited = {note.source for note in regime.comparability} | {total.source for total in regime.totals}
    cited |= {publication.source for publication in regime.publications}
    findings += [f"the source '{source}' is cited but not listed" for source in sorted(cited - {*regime.sources})]
    return findings


def order_findings(regime: Regime) -> list[str]:
    """Check that publications and outcomes stand in their declared order, each outcome once."""
    import polars as pl

    findings = []
    dates = [publication.date for publication in regime.publications]
    if dates != sorted(set(dates)):
        findings.append(f"the publications are not in the order of their dates: {', '.join(map(str, dates))}")
    key = ("published", "judgement", "series_id")
    found = regime.outcomes.select(key)
    rank = pl.Enum([judgement.id for judgement in regime.judgements])
    if not found.equals(found.sort("published", pl.col("judgement").cast(rank), "series_id")):
        findings.append("the outcomes are not sorted by published, judgement (in the regime's order) and series_id")
    return findings + _rows("a second outcome of one judgement, series and date", regime.outcomes.filter(found.is_duplicated()))


def coverage_findings(regime: Regime) -> list[str]:
    """Check that every publication of an annual regime has an outcome of every judgement for its whole universe.

    A rolling regime promises no coverage: it must have outcomes, and no publications.
    """
    import polars as pl

    if regime.kind == "rolling":
        findings = ["a rolling regime has no publications"] if regime.publications else []
        return findings if regime.outcomes.height else [*findings, "the regime has no outcomes"]
    findings = []
    for publication in regime.publications:
        universe = {council.id for council in register().active(publication.universe.on)}
        if len(universe) != publication.universe.councils:
            findings.append(
                f"the universe of {publication.date} is said to be {publication.universe.councils} councils;"
                f" the register has {len(universe)}"
            )
        for judgement in regime.judgements:
            here = (pl.col("published") == publication.date) & (pl.col("judgement") == judgement.id)
            held = set(regime.outcomes.filter(here).get_column("council_id"))
            for what, councils in (("no outcome", universe - held), ("an outcome outside the universe", held - universe)):
                if councils:
                    findings.append(f"{judgement.id} on {publication.date}: {what} of {_some(sorted(councils))}")
    dates = {publication.date for publication in regime.publications}
    stray = set(regime.outcomes.get_column("published")) - dates
    return findings + [f"outcomes of {date}, on which nothing was published" for date in sorted(stray)]


def council_findings(regime: Regime) -> list[str]:
    """Check that every council is one of the register, active when it was rated, under its own series."""
    on = {publication.date: publication.universe.on for publication in regime.publications}
    known = register().councils
    findings: dict[str, None] = {}
    for name, series, date in regime.outcomes.select("council_id", "series_id", "published").unique().sort("council_id", "published").iter_rows():
        council = known.get(name)
        if council is None:
            findings[f"'{name}' is no council of the register"] = None
        elif council.series != series:
            findings[f"'{name}' is of the series '{council.series}', not '{series}'"] = None
        elif not council.active(on.get(date, date)):
            findings[f"'{name}' did not exist on {on.get(date, date)}: it existed {council.lifetime()}"] = None
    return [*findings]


def total_findings(regime: Regime) -> list[str]:
    """Check that some completion of the outcomes meets all printed totals of a judgement together."""
    findings = []
    sizes = {judgement.id: len(judgement.scale) for judgement in regime.judgements}
    for total in regime.totals:
        name = f"the total '{total.printed()}' of {total.judgement} on {total.published}"
        if total.judgement not in sizes or total.published not in regime.dates():
            findings.append(f"{name} is of a judgement or a date that the regime lacks")
        elif not total.ranks or not {*total.ranks} <= {*range(sizes[total.judgement])}:
            findings.append(f"{name} counts grades outside the scale: {total.ranks}")
        elif not 0 <= total.lowest <= total.highest:
            findings.append(f"{name} has no count between {total.lowest} and {total.highest}")
    return findings or [*_contradictions(regime)]


def _contradictions(regime: Regime) -> Iterator[str]:
    import polars as pl

    from crossregime.core.completions import Kind, Limit, Problem, Variable
    from crossregime.core.programs import Programs

    graded = regime.outcomes.filter(pl.col("worst").is_not_null()).join(
        register().frame.select("council_id", "region", "type"), on="council_id", how="left"
    )
    for date, judgement in sorted({(total.published, total.judgement) for total in regime.totals}):
        totals = [each for each in regime.totals if each.binds and (each.published, each.judgement) == (date, judgement)]
        here = graded.filter((pl.col("published") == date) & (pl.col("judgement") == judgement))
        kinds = []
        for row in here.group_by("worst", "best", "region", "type").len().to_dicts():
            bound = [index for index, each in enumerate(totals) if not each.dimension or row[each.dimension] == each.group]
            kinds.append(Kind(row["len"], (Variable(0, (row["worst"], row["best"]), tuple(bound)),)))
        limits = [Limit(0, frozenset(each.ranks), each.lowest, each.highest, each.printed()) for each in totals]
        size = len(regime.judgement(judgement).scale)
        try:
            Programs(Problem((size, 1), tuple(kinds), tuple(limits)))
        except DataError:
            yield f"no completion of {judgement} on {date} meets all of its printed totals"


def fingerprint(regime: Regime) -> str:
    """Give a hash of all that a regime holds: equal for two loads of the same data, in any process."""
    parts = [getattr(regime, each.name) for each in fields(regime) if each.name != "outcomes"]
    text = repr([parts, dict(regime.outcomes.schema), regime.outcomes.rows()])
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(frame: pl.DataFrame) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in frame.schema.items()) or "(none)"


def _some(words: list[str]) -> str:
    more = len(words) - SHOWN
    return ", ".join(words[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _rows(what: str, bad: pl.DataFrame) -> list[str]:
    if bad.is_empty():
        return []
    places = [f"{council} {judgement} {date}" for council, judgement, date in bad.select("council_id", "judgement", "published").rows()]
    return [f"{what}, in {bad.height} outcomes: {_some(places)}"]
