"""Read what regime.json states of a regime: judgements, scales, scorings and publications, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from crossregime.core.dates import day_fault, is_partial_day, read_day
from crossregime.core.errors import CrossregimeError, Fault, unknown_source
from crossregime.core.frozen import frozen
from crossregime.core.model import (
    Judgement,
    Publication,
    Scoring,
    Source,
    Universe,
    Unlisted,
    Withheld,
    build_scale,
    foreign_scale,
    good_from_faults,
    scale_faults,
    shared_scales,
)
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from crossregime.core.councils import Register
    from crossregime.core.files import Faults
    from crossregime.core.model import Scale, WhyOpen
    from crossregime.core.reading.rows import Rows


@frozen
class Descriptor:
    """The content of regime.json and sources.csv, without its faulty parts.

    `entry` is regime.json itself, which has kept to its schema.
    """

    entry: Mapping[str, Any]
    sources: Mapping[str, Source]
    judgements: Mapping[str, Judgement]
    scorings: tuple[Scoring, ...]
    publications: Mapping[dt.date, Publication]

    @property
    def annual(self) -> bool:
        """Tell whether the regime is one of publications on fixed dates."""
        return bool(self.entry["kind"] == "annual")

    @property
    def complete(self) -> bool:
        """Tell whether every judgement and publication of the entry could be read."""
        given = (self.entry["judgements"], self.entry.get("publications", ()))
        return [len(self.judgements), len(self.publications)] == [len(each) for each in given]


def read_descriptor(entry: Mapping[str, Any], rows: Rows, known: Register) -> Descriptor:
    """Read a descriptor that meets its schema, and the rows of sources.csv.

    Faults are added to the faults that `rows` carries.
    """
    sources = _sources(rows)
    reading = _Reading(entry, rows.faults, known)
    judgements = reading.judgements(reading.scales())
    scorings = reading.scorings(judgements)
    publications = reading.publications(judgements)
    reading.cited(sources)
    return Descriptor(entry, sources, judgements, scorings, publications)


def _sources(rows: Rows) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for row, *cells in rows.frame.iter_rows():
        source = Source(*cells)
        if source.id in sources:
            rows.fault(row, "source", f"'{source.id}' stands in two rows", "keep one of them")
        if not is_partial_day(source.published):
            rows.fault(row, "published", *day_fault(source.published), ())
        sources[source.id] = source
    return sources


class _Reading:
    """The state shared by the steps of reading one regime.json."""

    def __init__(self, entry: Mapping[str, Any], faults: Faults, known: Register) -> None:
        self.entry = entry
        self.faults = faults
        self.register = known
        self.file = f"{faults.shown}/regime.json"

    def _fault(self, what: str, column: str, do: str = "", matches: Sequence[str] = ()) -> None:
        self.faults.add(Fault(self.file, what, column=column, do=do, matches=tuple(matches)))

    def scales(self) -> dict[str, Scale]:
        scales = dict(shared_scales())
        for entry in self.entry.get("scales", ()):
            scale = build_scale(entry)
            self.faults.add(*sorted(scale_faults(scale, self.file)), *good_from_faults(entry, self.file))
            shared = shared_scales().get(scale.id)
            if shared is None and scale.id in scales:
                self._fault(f"scale '{scale.id}' is defined twice", "scales", "give each an id of its own")
            if shared is not None and shared.labels != scale.labels:
                self._fault(
                    f"scale '{scale.id}' has other grades than the shared scale of that id",
                    "scales",
                    "give it an id of its own: one id means one scale everywhere",
                )
            scales.setdefault(scale.id, scale)  # a shared scale is the same everywhere
        return scales

    def _declared(self) -> set[str]:
        """Return the ids of the judgements, including faulty ones, so that one fault causes no others."""
        return {entry["id"] for entry in self.entry["judgements"]}

    def judgements(self, scales: Mapping[str, Scale]) -> dict[str, Judgement]:
        judgements: dict[str, Judgement] = {}
        areas = [area["id"] for area in self.entry.get("areas", ())]
        for area in sorted({area for area in areas if areas.count(area) > 1}):
            self._fault(f"area '{area}' is defined twice", "areas", "keep one of them")
        for index, entry in enumerate(self.entry["judgements"]):
            column = f"judgements[{index}]"
            name, scale = entry["id"], entry["scale"]
            if name in judgements:
                self._fault(f"judgement '{name}' is defined twice", column, "give each an id of its own")
            held = self._scale(scale, scales, column)
            if held is None:
                continue
            area = entry.get("area")
            if area is not None and area not in areas:
                self._fault(f"unknown area '{area}'", column, "define it under areas", close_matches(area, areas))
            judgements[name] = Judgement(
                name, entry["title"], entry["service"], entry["aspect"], held, area, entry.get("name", ""),
                tuple(entry.get("equivalent", ())), entry.get("part_of", ""),
            )  # fmt: skip
            self._related(entry, column)
        headline = self.entry["headline"]
        if headline not in self._declared():
            self._fault(
                f"the headline '{headline}' is not a judgement of the regime",
                "headline",
                f"name one of {', '.join(judgements)}",
                close_matches(headline, judgements),
            )
        return judgements

    def _scale(self, name: str, scales: Mapping[str, Scale], column: str) -> Scale | None:
        """Find a scale by its id, or another regime's as REGIME:SCALE; None, with a fault, where there is none."""
        try:
            found = scales.get(name) or foreign_scale(name)
        except CrossregimeError as error:
            self._fault(str(error.what), f"{column}.scale", error.do, error.matches)
            return None
        if found is None:
            do = "define it under scales, or write REGIME:SCALE for that of another regime"
            self._fault(f"unknown scale '{name}'", column, do, close_matches(name, scales))
        return found

    def _related(self, entry: Mapping[str, Any], column: str) -> None:
        """Check the wholes and equivalents of judgements against the judgements that exist."""
        declared = {each["id"]: each.get("part_of", "") for each in self.entry["judgements"]}
        whole = entry.get("part_of", "")
        if whole and (whole not in declared or whole == entry["id"]):
            what = f"unknown judgement '{whole}'" if whole not in declared else f"'{whole}' can't be part of itself"
            self._fault(
                what, f"{column}.part_of", "name another judgement of this regime", close_matches(whole, declared)
            )
        elif whole and declared[whole]:
            what = f"'{whole}' is itself part of '{declared[whole]}'"
            self._fault(what, f"{column}.part_of", f"name the whole: {declared[whole]}")
        for name in entry.get("equivalent", ()):
            if name.partition(":")[0] == self.entry["id"]:
                what = f"'{name}' is of this regime, and one regime does not rate one thing twice"
                self._fault(what, f"{column}.equivalent", "name a judgement of another regime as REGIME:JUDGEMENT")

    def scorings(self, judgements: Mapping[str, Judgement]) -> tuple[Scoring, ...]:
        found: list[Scoring] = []
        for index, entry in enumerate(self.entry.get("scorings", ())):
            column = f"scorings[{index}]"
            judgement = judgements.get(entry["judgement"])
            if judgement is None:
                matches = close_matches(entry["judgement"], judgements)
                self._fault(f"unknown judgement '{entry['judgement']}'", column, "define it under judgements", matches)
            elif len(entry["scores"]) != len(judgement.scale):
                what = f"{len(entry['scores'])} scores for the {len(judgement.scale)} grades of '{judgement.scale.id}'"
                self._fault(what, column, "give one score a grade, worst first")
            elif any(each.judgement == judgement.id for each in found):
                self._fault(f"two scorings of the judgement '{judgement.id}'", column, "keep one of them")
            else:
                found.append(Scoring(judgement.id, tuple(entry["scores"]), entry["source"], entry["place"]))
        return tuple(found)

    def publications(self, judgements: Mapping[str, Judgement]) -> dict[dt.date, Publication]:
        publications: dict[dt.date, Publication] = {}
        if self.entry["kind"] == "rolling" and self.entry.get("publications"):
            what = "a rolling regime has no publications: each council is rated on a date of its own"
            self._fault(what, "publications", "leave them out, or let the kind be annual")
        for index, entry in enumerate(self.entry.get("publications", ())):
            column = f"publications[{index}]"
            date = self._day(entry["date"], column)
            on = self._day(entry["universe"]["on"], f"{column}.universe")
            if date is None or on is None:
                continue
            if date in publications:
                self._fault(f"two publications have the date {date}", column, "join them, or give each its date")
            expected, found = entry["universe"]["councils"], len(self.register.active(on))
            if expected != found:
                self._fault(
                    f"the universe is said to be {expected} councils; the register has {found} on {on}",
                    f"{column}.universe",
                    "check the date and the number",
                )
            unlisted = self._unlisted(entry.get("unlisted", ()), f"{column}.unlisted", judgements)
            withheld = self._withheld(entry.get("withheld", ()), f"{column}.withheld", judgements)
            publications[date] = Publication(
                date, entry["title"], entry["source"], Universe(on, found), tuple(unlisted), tuple(withheld)
            )
        return dict(sorted(publications.items()))

    def _withheld(
        self, entries: Sequence[Mapping[str, Any]], column: str, judgements: Mapping[str, Judgement]
    ) -> list[Withheld]:
        found: list[Withheld] = []
        for index, entry in enumerate(entries):
            name = entry["judgement"]
            if name not in self._declared():
                what, matches = f"unknown judgement '{name}'", close_matches(name, judgements)
                self._fault(what, f"{column}[{index}]", "define it under judgements", matches)
            elif any(each.judgement == name for each in found):
                self._fault(f"two counts for the judgement '{name}'", f"{column}[{index}]", "add them up")
            else:
                found.append(Withheld(name, entry["count"], entry["source"], entry["place"]))
        return found

    def _unlisted(
        self, entries: Sequence[Mapping[str, str]], column: str, judgements: Mapping[str, Judgement]
    ) -> list[Unlisted]:
        rules: list[Unlisted] = []
        for index, entry in enumerate(entries):
            place = f"{column}[{index}]"
            judgement = judgements.get(entry["judgement"])
            if judgement is None:
                if entry["judgement"] not in self._declared():
                    what, matches = (
                        f"unknown judgement '{entry['judgement']}'",
                        close_matches(entry["judgement"], judgements),
                    )
                    self._fault(what, place, "define it under judgements", matches)
                continue
            if any(rule.judgement == judgement.id for rule in rules):
                self._fault(f"two rules for the judgement '{judgement.id}'", place, "keep one of them")
            ranks = [judgement.scale.ranks.get(entry[end]) for end in ("worst", "best")]
            for end, rank in zip(("worst", "best"), ranks, strict=True):
                if rank is None:
                    what, do, matches = judgement.scale.unknown(entry[end])
                    self._fault(what, f"{place}.{end}", do, matches)
            worst, best = ranks
            if worst is None or best is None:
                continue
            if worst >= best:
                self._fault("the worst grade must be worse than the best", place, "a rule leaves several grades")
            rules.append(Unlisted(judgement.id, worst, best, entry["reason"], entry["source"], entry["place"],
                                  cast("WhyOpen", entry.get("why", ""))))  # fmt: skip
        return rules

    def _day(self, text: str, column: str) -> dt.date | None:
        day = read_day(text)
        if day is None:
            what, do = day_fault(text)
            self._fault(what, column, do)
        return day

    def cited(self, sources: Mapping[str, Source]) -> None:
        """Check every source that the descriptor names against sources.csv."""
        cited = [
            (f"{part}[{i}]", entry["source"])
            for part in ("comparability", "scorings")
            for i, entry in enumerate(self.entry.get(part, ()))
        ]
        cited += [
            (f"scales[{i}].good_from", entry["good_from"]["source"])
            for i, entry in enumerate(self.entry.get("scales", ()))
            if "good_from" in entry
        ]
        for i, publication in enumerate(self.entry.get("publications", ())):
            cited.append((f"publications[{i}]", publication["source"]))
            cited += [
                (f"publications[{i}].{part}[{j}]", rule["source"])
                for part in ("unlisted", "withheld")
                for j, rule in enumerate(publication.get(part, ()))
            ]
        for column, source in cited:
            if source not in sources:
                what, do, matches = unknown_source(source, sources)
                self._fault(what, column, do, matches)
