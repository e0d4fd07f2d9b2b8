"""Check a regime against the contract that the rest of the program relies on.

Each check gives its findings as sentences; none means that the contract is kept. The host makes those of
`contract_findings` on every plugin that it loads, `crossregime.testing` makes each of them by itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.dates import day_fault, is_partial_day
from crossregime.core.discovery.fieldtypes import field_findings
from crossregime.core.discovery.together import contradictions
from crossregime.core.model import KNOWN, STATUSES, UNGRADED, scale_faults, shared_scales
from crossregime.core.text import UNFIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

    from crossregime.core.model import Regime

SHOWN = 5
"""The most examples named in a finding."""


def outcome_schema() -> dict[str, pl.DataType]:
    """Return the columns of `Regime.outcomes` and their types, in order."""
    import polars as pl

    texts = ("series_id", "council_id", "printed", "judgement")
    more = ("status", "source", "place", "note")
    return {
        "published": pl.Date(),
        **dict.fromkeys(texts, pl.String()),
        **dict.fromkeys(("worst", "best"), pl.Int8()),
        **dict.fromkeys(more, pl.String()),
    }


def contract_findings(regime: Regime) -> list[str]:
    """Check everything that depends on the regime alone, skipping checks that build on a faulty part.

    >>> import crossregime
    >>> contract_findings(crossregime.host().load("ofsted2009"))
    []
    """
    return (
        schema_findings(regime)
        or [finding for check in (order_findings, coverage_findings, council_findings) for finding in check(regime)]
        or total_findings(regime)
    )


def schema_findings(regime: Regime) -> list[str]:
    """Check every field against its type, and that every cell of the outcomes is one that its column may hold.

    >>> import crossregime
    >>> schema_findings(crossregime.host().load("ssi2003"))
    []
    """
    import polars as pl

    misfits = field_findings(regime, type(regime))
    if misfits:
        return misfits[:SHOWN]
    outcomes = regime.outcomes
    if dict(outcomes.schema) != outcome_schema():
        wanted = ", ".join(f"{name} {kind}" for name, kind in outcome_schema().items())
        return [f"outcomes has the columns {_columns(outcomes)}; the contract is {wanted}"]
    known = {judgement.id: len(judgement.scale) for judgement in regime.judgements}
    findings = [] if regime.headline in known else [f"the headline '{regime.headline}' is not a judgement"]
    findings += [*_scale_faults(regime), *_source_faults(regime), *_part_faults(regime)]
    texts = pl.col(pl.String)
    worst, best, status = pl.col("worst"), pl.col("best"), pl.col("status")
    ungraded = status.is_in(UNGRADED)
    highest = pl.col("judgement").replace_strict(known, default=None, return_dtype=pl.Int64) - 1
    for what, bad in (
        ("a null where a text or a date is due", pl.any_horizontal(pl.exclude("worst", "best").is_null())),
        ("a control character, or an invisible one", pl.any_horizontal(texts.str.contains(UNFIT.pattern))),
        ("an unknown judgement", ~pl.col("judgement").is_in([*known])),
        ("an unknown status", ~status.is_in(STATUSES)),
        ("a source that the regime doesn't list", ~pl.col("source").is_in([*regime.sources])),
        ("a grade beside a status that has none", ungraded & ~(worst.is_null() & best.is_null())),
        ("no grade beside a status that has one", ~ungraded & (worst.is_null() | best.is_null())),
        ("a grade outside the judgement's scale", (worst < 0) | (best > highest)),
        ("a worst grade that is better than the best", worst > best),
        ("a known grade with worst and best apart", status.is_in(KNOWN) & (worst != best)),
        ("a range of one grade", (status == "range") & (worst == best)),
    ):  # fmt: skip
        findings += _rows(what, outcomes.filter(bad))
    cited = {note.source for note in regime.comparability} | {total.source for total in regime.totals}
    cited |= {publication.source for publication in regime.publications}
    cited |= {each.source for each in regime.flows} | {each.source for each in regime.scorings}
    for publication in regime.publications:
        cited |= {each.source for each in publication.unlisted} | {each.source for each in publication.withheld}
    unlisted = sorted(cited - {*regime.sources})
    return findings + [f"the source '{source}' is cited but not listed" for source in unlisted]


def _scale_faults(regime: Regime) -> Iterator[str]:
    """Find duplicate judgements, and scales with faulty grades."""
    ids = [judgement.id for judgement in regime.judgements]
    for name in dict.fromkeys(each for each in ids if ids.count(each) > 1):
        yield f"two judgements have the id '{name}'"
    for scale in dict.fromkeys(judgement.scale for judgement in regime.judgements):
        if not scale.grades or [grade.rank for grade in scale.grades] != [*range(len(scale))]:
            yield f"the grades of the scale '{scale.id}' don't have the ranks 0, 1, 2 and so on, worst first"
        shared = shared_scales().get(scale.id)
        if shared is not None and shared.labels != scale.labels:
            yield f"the scale '{scale.id}' has other grades than the shared scale of that id"
        yield from (fault.what for fault in scale_faults(scale, regime.id))


def _source_faults(regime: Regime) -> Iterator[str]:
    """Find sources under another id, and those whose date is not in the calendar."""
    for source_id, source in regime.sources.items():
        if source.id != source_id:
            yield f"the source '{source.id}' stands under the id '{source_id}'"
        if not is_partial_day(source.published):
            yield f"the source '{source.id}': {day_fault(source.published)[0]}"


def _part_faults(regime: Regime) -> Iterator[str]:
    """Find rules, scorings and flows with unknown grades, and two scorings of one judgement."""
    sizes = {judgement.id: len(judgement.scale) for judgement in regime.judgements}
    for publication in regime.publications:
        for rule in publication.unlisted:
            if not 0 <= rule.worst <= rule.best < sizes.get(rule.judgement, 0):
                yield f"the unlisted rule of {rule.judgement} on {publication.date} leaves no grade of its scale"
    for scoring in regime.scorings:
        if len(scoring.scores) != sizes.get(scoring.judgement):
            yield f"the scoring of {scoring.judgement} has not one score for each of its grades"
    scored = [scoring.judgement for scoring in regime.scorings]
    for name in dict.fromkeys(each for each in scored if scored.count(each) > 1):
        yield f"there are two scorings of {name}"
    for flow in regime.flows:
        ranks = {rank for pair in flow.pairs for rank in pair}
        if not ranks <= {*range(sizes.get(flow.judgement, 0))}:
            yield f"the flow '{flow.move}' of {flow.judgement} counts grades outside its scale"


def order_findings(regime: Regime) -> list[str]:
    """Check that publications and outcomes are in their declared order, each outcome once."""
    import polars as pl

    findings = []
    dates = [publication.date for publication in regime.publications]
    if dates != sorted(set(dates)):
        findings.append(f"the publications are not in the order of their dates: {', '.join(map(str, dates))}")
    key = ("published", "judgement", "series_id")
    found = regime.outcomes.select(key)
    rank = pl.Enum([judgement.id for judgement in regime.judgements])
    if not found.equals(found.sort("published", pl.col("judgement").cast(rank, strict=False), "series_id")):
        findings.append("the outcomes are not sorted by published, judgement (as listed) and series_id")
    doubled = regime.outcomes.filter(found.is_duplicated())
    return findings + _rows("a second outcome of one judgement, series and date", doubled)


def coverage_findings(regime: Regime) -> list[str]:
    """Check that each publication of an annual regime has every judgement's outcome for its whole universe.

    A rolling regime promises no coverage: it must have outcomes, and no publications.
    """
    import polars as pl

    if regime.kind == "rolling":
        findings = ["a rolling regime has no publications"] if regime.publications else []
        seen = set(regime.outcomes.select("council_id", "published").iter_rows())
        strays = [f"{council} {date}" for council, date in seen - {*regime.inspection_of}]
        if regime.inspections and strays:
            findings.append(f"outcomes of no inspection that is listed: {_some(strays)}")
        return findings if regime.outcomes.height else [*findings, "the regime has no outcomes"]
    findings = [] if regime.publications else ["an annual regime needs a publication"]
    for publication in regime.publications:
        universe = {council.id for council in load_register().active(publication.universe.on)}
        if len(universe) != publication.universe.councils:
            findings.append(
                f"the universe of {publication.date} is said to be {publication.universe.councils} councils;"
                f" the register has {len(universe)}"
            )
        for judgement in regime.judgements:
            here = (pl.col("published") == publication.date) & (pl.col("judgement") == judgement.id)
            held = set(regime.outcomes.filter(here).get_column("council_id"))
            where = f"{judgement.id} on {publication.date}"
            if universe - held:
                findings.append(f"{where}: no outcome of {_some(universe - held)}")
            if held - universe:
                findings.append(f"{where}: outside the universe is {_some(held - universe)}")
    dates = {publication.date for publication in regime.publications}
    stray = set(regime.outcomes.get_column("published")) - dates
    return findings + [f"outcomes of {date}, on which nothing was published" for date in sorted(stray)]


def council_findings(regime: Regime) -> list[str]:
    """Check that every council is in the register, active when it was rated, and under its own series.

    A name that the regime adds must stand for a council, and for no other at the time.
    """
    on = {publication.date: publication.universe.on for publication in regime.publications}
    known = load_register().councils
    findings = []
    rated = regime.outcomes.select("council_id", "series_id", "published").unique()
    for name, series, date in sorted(rated.iter_rows()):
        council, day = known.get(name), on.get(date, date)
        if council is None:
            findings.append(f"'{name}' is not a council of the register")
        elif council.series != series:
            findings.append(f"'{name}' is of the series '{council.series}', not '{series}'")
        elif not council.active(day):
            findings.append(f"'{name}' did not exist on {day}: it existed {council.lifetime()}")
    unknown = [each for each in regime.names if each.council not in known]
    findings += [f"the name '{each.form}' is for '{each.council}', no council of the register" for each in unknown]
    if not unknown:
        others = {each.form: regime.register.others(each) for each in regime.names}
        findings += [f"the name '{form}' stands for {', '.join(also)} too" for form, also in others.items() if also]
    for grouping in regime.groupings:
        strangers = {each for held in grouping.memberships for each in held.of if each not in known}
        findings += [f"the grouping '{grouping.id}' has '{each}', no council of the register" for each in strangers]
        if not grouping.memberships:
            findings.append(f"the grouping '{grouping.id}' has no members")
    return list(dict.fromkeys(findings))


def total_findings(regime: Regime) -> list[str]:
    """Check that some completion of the outcomes meets all printed totals of a judgement together."""
    findings = []
    sizes = {judgement.id: len(judgement.scale) for judgement in regime.judgements}
    for total in regime.totals:
        name = f"the total '{total.printed()}' of {total.judgement} on {total.published}"
        early = regime.kind == "rolling" and total.published < regime.dates()[0]
        if total.judgement not in sizes or early or (regime.kind == "annual" and total.published not in regime.dates()):
            findings.append(f"{name} is of a judgement or a date that the regime lacks")
        elif not total.ranks or not {*total.ranks} <= {*range(sizes[total.judgement])}:
            findings.append(f"{name} counts grades outside the scale: {total.ranks}")
        elif not 0 <= total.lowest <= total.highest:
            findings.append(f"{name} has no count between {total.lowest} and {total.highest}")
    return findings or [each.sentence for each in contradictions(regime)]


def rule_findings(regime: Regime) -> list[str]:
    """Check a rating rule: its judgements, its sources, and a grade of the headline for every pattern.

    A regime without a rule keeps the contract. Raises DataError for a rule.json that can't be read.
    """
    rule = regime.rule
    if rule is None:
        return []
    known = {judgement.id: judgement for judgement in regime.judgements}
    findings = [
        f"the rule is about {judgement.id}, which is not that judgement of the regime"
        for judgement in (*rule.judgements, rule.gives)
        if known.get(judgement.id) != judgement
    ]
    if rule.gives.id != regime.headline or rule.gives.id in rule.names:
        findings.append(f"the rule gives {rule.gives.id} from {', '.join(rule.names)}")
    findings += [
        f"the rule cites '{source}', which is not listed" for source in rule.sources() if source not in regime.sources
    ]
    grades = {rule.headline(pattern) for pattern in rule.patterns()}
    if not grades <= {*range(len(rule.gives.scale))}:
        findings.append(f"the rule gives grades outside the scale of {rule.gives.id}: {_some(map(str, grades))}")
    return findings


def change_findings(regime: Regime) -> list[str]:
    """Check the change marks: each about a publication, a judgement, a grade and a source of the regime.

    A regime without any keeps the contract.
    """
    dates = {publication.date for publication in regime.publications}
    known = {judgement.id: len(judgement.scale) for judgement in regime.judgements}
    return [
        f"the change of {each.series}, {each.judgement}, {each.published} names what the regime lacks"
        for each in regime.changes
        if each.published not in dates
        or not 0 <= each.rank < known.get(each.judgement, 0)
        or each.source not in regime.sources
    ]


def fingerprint(regime: Regime) -> str:
    """Return a hash of all that a regime holds: equal for two loads of the same data, in any process."""
    parts = [getattr(regime, each.name) for each in fields(regime) if each.name != "outcomes"]
    text = repr([parts, dict(regime.outcomes.schema), regime.outcomes.rows()])
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(frame: pl.DataFrame) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in frame.schema.items()) or "(none)"


def _some(words: Iterable[str]) -> str:
    listed = sorted(words)
    more = len(listed) - SHOWN
    return ", ".join(listed[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _rows(what: str, bad: pl.DataFrame) -> list[str]:
    if bad.is_empty():
        return []
    places = [
        f"{council} {judgement} {date}"
        for council, judgement, date in bad.select("council_id", "judgement", "published").rows()
    ]
    return [f"{what}, in {bad.height} outcomes: {_some(places)}"]
