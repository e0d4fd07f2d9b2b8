"""Make a result again from the run that was kept of it, and say what differs."""

from __future__ import annotations

import inspect
import warnings
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import CrossregimeError, PluginError
from crossregime.core.host import interface
from crossregime.core.runs import Call, RunCheck, check_run, make_run, read_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crossregime.core.comparison import Comparison, Events, Sensitivity
    from crossregime.core.crosswalks import Mapped
    from crossregime.core.engines import FrameCrosstab
    from crossregime.core.panels import Panel
    from crossregime.core.positions import Position
    from crossregime.core.profiles import InspectionList
    from crossregime.core.runs import Run

    Result = Comparison | Sensitivity | Events | Mapped | Position | Panel | InspectionList | FrameCrosstab

INQUIRY = ("extremes", "helping", "assume", "breakdown", "statistic")
"""What `bounds` is asked beside what it compares."""


def rerun(path: str | Path) -> Result:
    """Make the result again that was kept with `comparison.save_run(path)` or `--save`.

    Gives what the call gave: a `Comparison`; under several crosswalks a `Sensitivity`, of `--events` an `Events`; of
    `map` a `Mapped`, of `export` a `Position`, a `Panel` or an `InspectionList`, of `crosstab` a `FrameCrosstab`. Warns
    (UserWarning) where the result is not as it was; `comparison.check_run(path)` then says what differs. Raises
    DataError for a file that is no run or names files that are not there, PluginError for a regime that is not
    installed any more.

    >>> import tempfile
    >>> from crossregime import compare
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     compare("ssi2003", "ofsted2009", where="region=London").save_run(f"{folder}/run.json")
    ...     rerun(f"{folder}/run.json").pairs.height
    33
    """
    result, check = run_again(path)
    if not check.same:
        warnings.warn(f"{path}: {check.sentence}", stacklevel=2)
    return result


def run_again(path: str | Path) -> tuple[Result, RunCheck]:
    """Make the result of a run again, and hold it to the run.

    Raises DataError for a file that is no run and for what is not where it was; PluginError for a regime that is not
    installed any more, with what brought it; and what the call itself raises.
    """
    results: list[Result] = []

    def make(call: Call) -> Run:
        result, anew = _made(call)
        results.append(result)
        return anew

    check = check_again(path, make)
    return results[0], check


def check_again(path: str | Path, make: Callable[[Call], Run]) -> RunCheck:
    """Hold a run to the same call made again by `make`; raise the errors of `run_again`."""
    run = read_run(path)
    try:
        anew = make(run.call)
    except CrossregimeError as error:
        raise _with_plugins(error, run) from None
    return check_run(run, anew)


def _made(call: Call) -> tuple[Any, Run]:
    """Make the result of a call, and record it."""
    if call.command in ("map", "export", "crosstab"):
        return _of_one(call)
    if call.options.get("events"):
        from crossregime.core.comparison import find_events, record_events
        from crossregime.core.dates import parse_day

        since, until = (parse_day(call.options.get(name), f"--{name}") for name in ("since", "until"))
        events = find_events(interface.position(*call.selectors), since, until)
        return events, record_events(events, call)
    crosswalks = call.options.get("crosswalk")
    if isinstance(crosswalks, list):
        asked = _options(call, interface.sensitivity)
        found = interface.sensitivity(*call.selectors, **asked, crosswalks=crosswalks)
        return found, found.as_run()
    from crossregime.core.comparison import inquire

    comparison = interface.compare(*call.selectors, **_options(call, interface.compare))
    document = None
    if call.command == "bounds":
        asked = {name: call.options[name] for name in INQUIRY if name in call.options}
        document = inquire(comparison, call.options.get("given", ()), call.options.get("then", ()), **asked).to_dict()
    return comparison, comparison.as_run(call, document)


def _of_one(call: Call) -> tuple[Any, Run]:
    """Make what a call that compares no regimes gives: a mapping, outcomes, or a table of files."""
    if call.command == "map":
        start, to = call.selectors
        mapped = interface.map_position(start, to, call.options.get("crosswalk"))
        return mapped, record_mapped(mapped, call)
    if call.command == "crosstab":
        from crossregime.core.engines import crosstab_of_files

        table = crosstab_of_files(call.options)
        return table, record_crosstab(table, call)
    if call.options.get("panel") or call.options.get("folder"):
        panel = interface.panel(*call.selectors)
        return panel, record_outcomes(panel, call)
    position = interface.position(*call.selectors)
    if call.options.get("inspections"):
        from crossregime.core.profiles import list_inspections

        inspections = list_inspections(position)
        return inspections, record_inspections(inspections, position, call)
    return position, record_outcomes(position, call)


def record_mapped(mapped: Mapped, call: Call) -> Run:
    """Record a mapping under its call."""
    return make_run(call, mapped.position.regimes, mapped.to_dict())


def record_inspections(found: InspectionList, position: Position, call: Call) -> Run:
    """Record the inspections of a position under their call."""
    return make_run(call, position.regimes, found.to_dict())


def record_crosstab(found: FrameCrosstab, call: Call) -> Run:
    """Record a table of files under its call: the counts as a whole, and each statistic."""
    statistics = call.options.get("statistics")
    figures: dict[str, Any] = {"pairs": found.tabulation.pairs}
    for each in found.figures(statistics):
        figures[each.title] = each.value if each.interval is None else [each.interval.lowest, each.interval.highest]
    return make_run(call, (), found.to_dict(statistics), figures)


def record_outcomes(found: Position | Panel, call: Call) -> Run:
    """Record outcomes under their call."""
    from crossregime.core.panels import Panel
    from crossregime.core.positions import position_dict

    document = found.to_dict() if isinstance(found, Panel) else position_dict(found)
    return make_run(call, found.regimes, document)


def _options(call: Call, function: Any) -> dict[str, Any]:
    """Give the options that a function takes; how chance is reckoned with is put together again."""
    from crossregime.core.comparison import Inference

    options = {name: call.options[name] for name in inspect.signature(function).parameters if name in call.options}
    if "inference" in options and not isinstance(options["inference"], str):
        how = {name: call.options[name] for name in ("draws", "level", "seed") if name in call.options}
        options["inference"] = Inference(tuple(options["inference"]), **how)
    return options


def _with_plugins(error: CrossregimeError, run: Run) -> CrossregimeError:
    """Say of a regime that is not there any more what brought it."""
    known = interface.host().ids()
    gone = [each for each in run.regimes if each["id"] not in known and "/" not in each["origin"]]
    if not gone:
        return error
    what = "; ".join(f"'{each['id']}' was of {each['origin'].partition(',')[0]}" for each in gone)
    return PluginError(f"a regime of this run is not installed: {what}", do="install that plugin")
