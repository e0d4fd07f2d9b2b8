"""Implement the public functions of `import crossregime`."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from crossregime.core.bounds import EFFORT
from crossregime.core.host.naming import Host
from crossregime.core.host.preparation import prepare_groups, prepare_neighbours, prepare_positions
from crossregime.regimes import BUILTINS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

    from crossregime.core.bounds import Identification
    from crossregime.core.citing import Bibliography
    from crossregime.core.claims import Reconciliation
    from crossregime.core.comparison import Comparison, Inference, Sensitivity
    from crossregime.core.councils import Grouping, Limits, Register
    from crossregime.core.crosswalks import Mapped
    from crossregime.core.host.naming import Named
    from crossregime.core.model import Crosswalk, Regime
    from crossregime.core.panels import Panel
    from crossregime.core.positions import Position
    from crossregime.core.profiles import RatedCouncil, Standing
    from crossregime.core.rules import NearThreshold, Rating, RuleContext


@lru_cache(maxsize=1)
def host() -> Host:
    """Return the host that knows the built-in regimes.

    >>> host().builtins[-1]
    'ofsted2009'
    """
    from crossregime.regimes import FOLDER

    return Host({name: FOLDER / name for name in BUILTINS})


def register() -> Register:
    """Return the register of councils, with their dates, names, codes and lineage.

    >>> register().resolve("Hull").id
    'kingston-upon-hull'
    """
    from crossregime.core.councils import load_register

    return load_register()


def regimes() -> tuple[str, ...]:
    """List the ids of the regimes that can be named, without loading any.

    >>> regimes()[0]
    'ssi2002'
    """
    return host().ids()


def regime(source: str | Path) -> Regime:
    """Load a regime by id, or the one in a folder: a Path, or a text with a slash in it.

    >>> regime("ssi2003").judgement().id
    'stars'
    """
    return host().load(source)


def position(selector: Named) -> Position:
    """Find the outcomes that a selector names, one row a series.

    The folder of a regime (a Path), a regime that was loaded, or a position stand for their headline of the last date.

    >>> position("ofsted2009").outcomes.height
    152
    """
    return host().position(selector)


def panel(*regimes: str | Path | Regime) -> Panel:
    """Collect every outcome of several regimes (ids, folders or loaded ones; by default all built-ins) in one table.

    One row a council, date and judgement: `frame`; `tables`, `package()` and `database()` give the same with keys.
    Raises UsageError for an unknown regime, or one named with a date or a judgement, DataError where two
    define one scale differently.

    >>> panel("ssi2003").frame.select("name", "judgement", "grade", "status").row(0)
    ('Barking and Dagenham', 'stars', 'One Star', 'printed')
    """
    from crossregime.core.errors import UsageError
    from crossregime.core.model import Regime
    from crossregime.core.panels import Panel

    known = host()
    loaded = [each if isinstance(each, Regime) else known.load(each) for each in regimes or known.builtins]
    once = {each.id: each for each in reversed(loaded)}
    if any(once[each.id] is not each for each in loaded):
        raise UsageError(
            "two of these regimes have one id, which would be one regime in a table", do="leave one of them out"
        )
    return Panel(tuple(once[name] for name in dict.fromkeys(each.id for each in loaded)))


def council(name: str, on: str | date | None = None) -> RatedCouncil:
    """Find the council that a printed name or code stands for, on a date (YYYY-MM-DD, or a date) if one is given.

    `history` has every outcome of it and its relatives in the regimes that can be loaded, and `frame` the same as a
    frame; they are read when they are asked for. Raises UnknownCouncilError with the candidates when there is none or
    more than one.

    >>> council("Hull").id
    'kingston-upon-hull'
    """
    from crossregime.core.councils import load_register
    from crossregime.core.dates import parse_day
    from crossregime.core.profiles import RatedCouncil

    found = load_register().resolve(name, parse_day(on))
    held = {each.name: getattr(found, each.name) for each in fields(found)}
    return RatedCouncil(**held, load=lambda: host().load_all()[0])


def cite(*selectors: Named) -> Bibliography:
    """List what to cite: the program, and with selectors each regime and every document that their comparison rests on.

    Selectors are as `compare` takes them, one or more. Gives a `Bibliography`: `program`, `regimes`, `documents`,
    `to_bibtex`, `to_ris` and `to_csl`. Raises the errors of `position` for a faulty selector.

    >>> cite().program.title
    'crossregime: ratings from any inspection regime, on one footing'
    >>> len(cite("ofsted2009").documents)
    10
    """
    from crossregime.core.citing import cite_positions

    known = host()
    positions = [known.position(selector) for selector in selectors]
    regimes = [regime for position in positions for regime in position.regimes]
    return cite_positions(positions, {regime.id: known.holder(regime) for regime in regimes})


def grouping(name: str, groups: str | Path | Sequence[str | Path] = ()) -> Grouping:
    """Find a grouping of councils by its name: region, type, deprivation, size, or one of a file of `groups`.

    It gives the group of a council on a date. Raises UsageError for an unknown name, with the nearest, and DataError
    for a file that can't be used.

    >>> import datetime
    >>> deprivation = grouping("deprivation")
    >>> deprivation.values, deprivation.on(datetime.date(2003, 11, 13)).edition
    (('1', '2', '3', '4', '5'), 'index of 2004')
    """
    from crossregime.core.councils import find_grouping

    return find_grouping(name, prepare_groups((), groups))


def standing(
    name: str,
    against: str | Grouping = "neighbours",
    on: str | date | None = None,
    regimes: Sequence[str | Path | Regime] | None = None,
    groups: str | Path | Grouping | Sequence[str | Path | Grouping] = (),
) -> Standing:
    """Say where a council stood among others in each regime: how many were rated above it, alike and below.

    `against` is neighbours (its ten statistical neighbours), all, or a grouping as `compare` takes it by: region, type,
    deprivation, size, or one of a file of `groups`. `on` says on which day the name is the council's; `regimes` are
    those to look at, every one that can be loaded by default. Gives a `Standing`: `placings`, `frame`, `to_dict`.
    Raises UnknownCouncilError for the name, UsageError for an unknown grouping, DataError for a council of which no
    neighbours are held.

    >>> standing("Leeds", regimes=["ssi2003", "ofsted2009"])
    Leeds among its statistical neighbours
      ssi2003: Two Stars; of 10: 2 above, 5 alike, 3 below
      ofsted2009: Performs poorly; of 10: 10 above, 0 alike, 0 below
    """
    from crossregime.core.model import Regime
    from crossregime.core.profiles import standing_of

    known, left_out = host(), []
    if regimes is None:
        loaded, faults = known.load_all()
        left_out = [f"Left out: {fault}" for fault in faults]
    else:
        loaded = [each if isinstance(each, Regime) else known.load(each) for each in regimes]
    whole = [known.position(each) for each in loaded]
    return standing_of(council(name, on), loaded, against, prepare_groups(whole, groups), left_out)


def compare(  # noqa: PLR0913  # each thing that can be asked has a name of its own
    *selectors: Named,
    lineage: str = "strict",
    by: str | Grouping | None = None,
    where: Limits = None,
    groups: str | Path | Grouping | Sequence[str | Path | Grouping] = (),
    neighbours_of: str | None = None,
    councils: str | Sequence[str] = (),
    weight: str | None = None,
    use_rule: bool = False,
    facts: str | Path | None = None,
    statistics: str | Sequence[str] | None = None,
    inference: str | Sequence[str] | Inference = (),
    crosswalk: str | Crosswalk | None = None,
    given: str | Sequence[str] | None = None,
    then: str | Sequence[str] | None = None,
    against: str | Sequence[str] | None = None,
    between: str | Sequence[str] = (),
    max_age: str | None = None,
    uninspected: str = "out",
    effort: int = EFFORT,
) -> Comparison:
    """Put two or more positions side by side.

    A selector is `SOURCE[+SOURCE][@WHEN][:JUDGEMENT]`; the folder of a regime (a Path), a regime that was
    loaded and a position will do too. `lineage` is strict or inherit; `by` a grouping: region, type,
    deprivation, size, or the name of one in a file of `groups` (see `grouping`) or that a regime brings; `where` one of
    its groups such as "region=London", or several, of which a council must meet all; `groups` are CSV files with the
    columns council and group, or `Grouping` objects; `neighbours_of` limits it to a council and its statistical
    neighbours, and marks them in the pairs; `councils` limits the pairs that are listed; `weight` may
    be population; `use_rule` lets the rating rules of the regimes narrow what is unknown; `facts` is a CSV file of what
    you found yourself (the columns of outcomes.csv, status `user`). `statistics` names those to measure ("all" for
    every one that the judgements can have; a few by default): they are in `comparison.statistics`, a frame. `inference`
    may be asymptotic, bootstrap or permutation, several or "all" (an `Inference` also says how many draws): it is in
    `comparison.inferences`. `crosswalk` puts the judgements on one scale first: the id of a crosswalk, its file, a
    `Crosswalk`, equipercentile or ridit (see `sensitivity` for all of them). `given` and `then` name the grades of the
    headline contrast, by label, short label or id: did councils at `given` in the first do better (`then`) in the
    last than the others, or than those `against`? See `comparison.contrast()`, `contrasts` and `who()`. `between` names
    one or two groups of `by` to set against each other. `max_age` ("3y", "18m" or "90d") leaves
    older inspections of rolling regimes out; `uninspected` "open" lets the councils that no inspection speaks of have
    any grade, where by default they are left out. `effort` is how many boxes the search for one bound may open where no
    closed form gives it: more narrows what is not sharp, and takes longer. What is known of the table is in
    `comparison.crosstab.identification`. Raises UsageError for what can't be asked, DataError for data that can't
    be read and for facts that go against what is known.

    >>> compare("ssi2003", "ofsted2009").pairs.height
    148
    """
    asked_for = dict(locals())  # before anything else has a name here
    from crossregime.core.comparison import compare_positions, parse_inference
    from crossregime.core.runs import asked

    positions, held = prepare_positions(
        host(), selectors, facts=facts, use_rule=use_rule, crosswalk=crosswalk, max_age=max_age, uninspected=uninspected
    )
    found = compare_positions(
        positions, lineage=lineage, by=by, where=where, groupings=prepare_groups(positions, groups),
        neighbours=prepare_neighbours(positions, neighbours_of), councils=councils,
        weight=weight, facts=held,
        statistics=statistics, inference=parse_inference(inference), given=given, then=then, against=against,
        between=between, effort=effort,
    )  # fmt: skip
    del asked_for["selectors"]
    return replace(found, call=asked("compare", selectors, asked_for, compare.__kwdefaults__ or {}))


def bounds(rows: Any, sizes: Any, **asked: Any) -> Identification:
    """Bound every statistic of two regimes, or of a table of your own.

    With two selectors it takes what `compare` takes, and gives what is known of their table. With rows and sizes no
    regime is needed. Each row is (grade in the first, grade in the second, number of councils): a grade is a rank,
    0 the worst, or a range of ranks (worst, best) where only that is known; the sizes are the numbers of grades of
    the two scales. `row_totals` and `column_totals` say how many councils are at a rank, or at one of several (a
    tuple): a whole number, or (smallest, largest). They count `unpaired_rows` and `unpaired_columns` too, the
    (grade, number) of the councils that only one side has. `flows` say how many pairs made one of some moves, as
    ((before, after), ...). With `common_scale` there are agreement and change too. `names` and `labels` are what
    the sides and their grades are called, and `unit` is what sentences call one of those that are counted
    ("school"). A frame of polars or pandas, or an array, may hold the rows too; there ranges are lists or tuples.

    Bounds that need integer programs are sure to be found for a million councils; for more, one may be refused with
    UsageError when it is asked for.

    Gives an `Identification`: `figures` with each statistic three ways, `cells`, `share`, `extremes`, `to_dict`. Raises
    UsageError for ranks outside the scale and for what `compare` refuses, DataError where the facts contradict each
    other, naming them.

    >>> bounds("ssi2003", "ofsted2009").figure("tau_b").bounds.text()
    '[-0.2629, 0.4270]'
    >>> bounds([(0, 0, 1), (1, (0, 1), 1)], (2, 2)).figure("tau_b").bounds.highest
    1.0
    """
    from collections.abc import Iterable

    if isinstance(rows, Iterable) and not isinstance(rows, str):
        from crossregime.core.bounds import bounds_of_rows

        return bounds_of_rows(rows, sizes, **asked)
    from crossregime.core.comparison import notes_in_brief

    comparison = compare(rows, sizes, **asked)
    return replace(comparison.crosstab.identification, notes=notes_in_brief(comparison))


def crosswalks(*selectors: Named) -> tuple[Crosswalk, ...]:
    """List the crosswalks that can be named, installed plugins' too; with two selectors those between their scales.

    >>> [each.id for each in crosswalks("ssi2003:children.serving", "ofsted2009")]
    ['serving-by-rank', 'serving-by-wording']
    """
    from crossregime.core.crosswalks import fitting

    known = host()
    if len(selectors) not in (0, 2):
        from crossregime.core.errors import UsageError

        what = f"crosswalks lead between two judgements, not {len(selectors)}"
        raise UsageError(what, do="name two selectors, or none")
    positions = [known.position(selector) for selector in selectors]
    found = known.all_crosswalks(regime for position in positions for regime in position.regimes)
    return fitting([position.scale.id for position in positions], found) if selectors else found


def crosswalk(name: str) -> Crosswalk:
    """Find a crosswalk by its id, the path of its file, or the plugin that brings it (PLUGIN or PLUGIN:ID).

    Several joined by + are composed: "serving-by-wording+performs-to-inspection".

    Raises UsageError for an unknown one, DataError for one with a fault.

    >>> crosswalk("stars-by-rank").in_brief.split("; ")[0]
    'Zero Stars > Performs poorly'
    """
    from crossregime.core.crosswalks import choose

    wanted, known = host().crosswalk_named(name)
    return choose(wanted, known)


def map_position(selector: Named, to: Named, crosswalk: str | Crosswalk | None = None) -> Mapped:
    """Map every council of one position onto the scale of another, with the link and its reason.

    `crosswalk` is as in `compare`; without it the only declared crosswalk that leads there, or where there are
    rivals or none, equipercentile. Gives a `Mapped`: `frame`, `mapping`, `shares`, `rivals`, `to_dict`. Raises what
    `compare` raises for a crosswalk that can't be used.

    >>> found = map_position("ssi2003", "ofsted2009", "stars-by-rank")
    >>> found.frame.select("name", "worst", "to_worst", "link").row(0)
    ('Barking and Dagenham', 'One Star', 'Performs adequately', 'stars-by-rank/1')
    """
    from crossregime.core.crosswalks import Mapped, fitting, map_onto

    known = host()
    both = (known.position(selector), known.position(to))
    regimes = [regime for position in both for regime in position.regimes]
    scales = [position.scale.id for position in both]
    fit = fitting(scales, known.known_crosswalks(regimes))
    straight = [each.id for each in fit if each.from_scale == scales[0]]
    chosen = (straight[0] if len(straight) == 1 else "equipercentile") if crosswalk is None else crosswalk
    name, among = known.crosswalk_named(chosen, regimes)
    found = map_onto(*both, name, among)
    return Mapped(found, both[1], tuple(each.id for each in fit if each.id != name), crosswalk is None)


def sensitivity(  # noqa: PLR0913  # each thing that can be asked has a name of its own
    *selectors: Named,
    lineage: str = "strict",
    by: str | None = None,
    where: Limits = None,
    groups: str | Path | Grouping | Sequence[str | Path | Grouping] = (),
    neighbours_of: str | None = None,
    facts: str | Path | None = None,
    statistics: str | Sequence[str] | None = None,
    crosswalks: str | Crosswalk | Sequence[str | Crosswalk] = "all",
    max_age: str | None = None,
    uninspected: str = "out",
    effort: int = EFFORT,
) -> Sensitivity:
    """Compare two positions under several crosswalks, and say which conclusions depend on the choice.

    `crosswalks` are named as in `compare`; "all" stands for every declared one that fits and the two methods by totals,
    alone or beside your own: ["all", "./mine.json"].
    `by` adds a table for each group of councils, `max_age` leaves old inspections out, `uninspected` opens what was not
    inspected, and `effort` is that of a search, as in `compare`. Returns a `Sensitivity`: `contrasts`, `conclusions`,
    `sentences`, `groups`, `frame`, `comparisons` by crosswalk. Raises UsageError for what is not a crosswalk, and where
    none fits.

    >>> found = sensitivity("ssi2003", "ofsted2009", statistics=["percent_agreement"])
    >>> found.names
    ('stars-by-consequences', 'stars-by-examples', 'stars-by-rank', 'equipercentile', 'ridit')
    """
    asked_for = dict(locals())  # before anything else has a name here
    from collections.abc import Iterable

    from crossregime.core.comparison import over_crosswalks
    from crossregime.core.runs import asked

    known = host()
    positions, held = prepare_positions(known, selectors, facts=facts, max_age=max_age, uninspected=uninspected)
    if isinstance(crosswalks, str) or not isinstance(crosswalks, Iterable):
        crosswalks = (crosswalks,)
    walks = known.crosswalks_between(positions, tuple(crosswalks))
    found = over_crosswalks(
        positions, walks, lineage=lineage, by=by, where=where, groupings=prepare_groups(positions, groups),
        neighbours=prepare_neighbours(positions, neighbours_of), facts=held, statistics=statistics,
        effort=effort,
    )  # fmt: skip
    del asked_for["selectors"], asked_for["crosswalks"]
    call = asked("compare", selectors, asked_for, sensitivity.__kwdefaults__ or {})
    return replace(found, call=call.asking(crosswalk=list(crosswalks)))


def rate(selector: str, grades: Mapping[str, str] | None = None, *, council: str | None = None) -> Rating:
    """Rate a pattern of judgements, or explain the rating of a council, by the rule that the regime carries.

    `selector` names a regime and perhaps a date; `grades` gives a grade, by label or id, to every judgement that the
    rule takes; `council` (a name or code) stands in their place. Raises UsageError for a regime without a rule, and for
    judgements or grades that are unknown or too few.

    >>> rating = rate("ssi2003", {"adults.serving": "most", "adults.capacity": "promising",
    ...                           "children.serving": "some", "children.capacity": "uncertain"})
    >>> rating.by_rule, rating.without_rule[-1].range
    ((1, 1), (1, 1))
    """
    from crossregime.core.rules import rate_council, rate_pattern

    if (grades is None) == (council is None):
        from crossregime.core.errors import UsageError

        if council is not None:
            raise UsageError(
                "a rating takes judgements or a council, not both",
                do="leave out the judgements, or leave out `council`",
            )
        raise UsageError(
            "a rating needs either judgements or a council",
            do="give every judgement a grade, as in adults.serving=most, or name a `council`",
        )
    on = _ground(selector)
    return rate_council(on, council) if council is not None else rate_pattern(on, grades)  # type: ignore[arg-type]  # the one or the other is there


def rate_all(selector: str) -> NearThreshold:
    """Find the councils of a position that are one step from another headline by the rule of its regime.

    >>> rate_all("ssi2003").known
    150
    """
    from crossregime.core.rules import NearThreshold

    return NearThreshold(_ground(selector))


def _ground(selector: str) -> RuleContext:
    from crossregime.core.reading import has_rule
    from crossregime.core.rules import rule_context
    from crossregime.regimes import FOLDER

    known = host()
    # A plugin that is not named is never loaded: evidence from other regimes is that of the built-ins alone.
    others = [known.load(name) for name in BUILTINS if has_rule(FOLDER / name)]
    return rule_context(known.position(selector), others)


def reconcile(*regimes: str | Regime) -> Reconciliation:
    """Check the claims of regimes (ids, folders or loaded ones; by default all built-ins) against the data.

    Raises DataError for a claims.json that can't be read.

    >>> reconcile("ofsted2009").failed
    ()
    """
    from crossregime.core.claims import reconcile_claims
    from crossregime.core.model import Regime

    known = host()
    named = regimes or tuple(known.builtins)
    # A regime named twice is checked once.
    once = [
        each for place, each in enumerate(named) if not any(each is one or _same(each, one) for one in named[:place])
    ]
    loaded = [each if isinstance(each, Regime) else known.load(each) for each in once]
    return reconcile_claims(loaded, known.load)


def _same(one: object, other: object) -> bool:
    """Tell whether two names are the same text, or the same object."""
    return one is other or (isinstance(one, str) and isinstance(other, str) and one == other)
