"""Read a regime from its folder: descriptor, outcomes, totals and sources, checked and completed.

One reader serves the built-ins, a path given by a user and packages. It collects every problem of a file before
it raises, and leaves no outcome out: councils that no row names get the range that their publication's
`unlisted` rule states, or the whole scale.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import DataError, Problem, close_matches
from crossregime.core.files import Folder, read_schema
from crossregime.core.model import (
    KNOWN,
    UNGRADED,
    Area,
    Comparability,
    Flow,
    Judgement,
    Publication,
    Regime,
    Scale,
    Scoring,
    Source,
    Total,
    Universe,
    Unlisted,
)
from crossregime.core.register import Register, register
from crossregime.core.scales import build_scale, scale_problems, shared_scales

if TYPE_CHECKING:
    import polars as pl

TABLES = {
    "sources.csv": ("source", True),
    "outcomes.csv": ("outcome", True),
    "corrections.csv": ("correction", False),
    "totals.csv": ("total", True),
    "flows.csv": ("flow", False),
}
"""The files of rows in a regime's folder: the schema of a row, and whether a folder needs the file."""


def read_regime(path: Path, shown: str | None = None, *, validate: bool = True) -> Regime:
    """Read the regime in a folder.

    `shown` is how messages name the folder. `validate` holds regime.json to its JSON Schema; it may be left out
    only for folders that the tests have validated. Raises DataError with every problem found.
    """
    folder = Folder(path, (shown if shown is not None else str(path)).rstrip("/") or "/")
    try:
        found = path.is_dir()
    except OSError:  # a name that is too long, or a folder that may not be entered
        found = False
    if not found:
        joined = "; to join it with another, name the id first: ID+./FOLDER" if "+" in folder.shown else ""
        raise DataError(
            f"there is no folder {folder.shown}", do=f"give the path of a folder with a regime.json{joined}"
        )
    if not folder.has("regime.json"):
        raise DataError(
            f"{folder.shown} is no regime: it has no regime.json",
            do="a regime is a folder with regime.json, outcomes.csv, totals.csv and sources.csv",
        )
    reading = _Reading(folder, register())
    with reading.gathering():
        reading.descriptor = folder.json("regime.json")
        if validate:
            hold_to_schema(reading.descriptor, folder, "regime")
    for name, (schema, needed) in TABLES.items():
        with reading.gathering():
            if needed or folder.has(name):
                reading.tables[name] = folder.table(name, schema)
    reading.refuse_if_any()
    return reading.regime()


def hold_to_schema(document: Any, folder: Folder, name: str) -> None:
    """Hold a folder's NAME.json to schemas/NAME.schema.json, all problems at once."""
    from jsonschema import Draft202012Validator

    problems = []
    for error in Draft202012Validator(read_schema(name)).iter_errors(document):
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
        known: Sequence[str] = ()
        do = str(error.schema.get("description", ""))
        if error.validator == "enum":
            known, do = error.validator_value, ""
        elif error.validator == "additionalProperties":
            known = tuple(error.schema["properties"])
        words = [word for word in error.message.split("'")[1::2] if word not in known]
        matches = close_matches(words[0], known) if words and known else ()
        what = error.message if len(error.message) <= 200 else error.message[:200] + "..."
        problems.append(Problem(f"{folder.shown}/{name}.json", what, column=place[1:] or None, do=do, matches=matches))
    if problems:
        problems.sort(key=lambda problem: (problem.column or "", problem.what))
        raise DataError(f"{folder.shown}/{name}.json breaks its format", problems=problems)


class _Reading:
    """Read one folder: what the steps below share."""

    def __init__(self, folder: Folder, known: Register) -> None:
        self.folder = folder
        self.descriptor: Mapping[str, Any] = {}
        self.tables: dict[str, pl.DataFrame] = {}
        self.register = known
        self.problems: list[Problem] = []

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Keep what is wrong with one file, so that the others are looked at too."""
        try:
            yield
        except DataError as error:
            self.problems += error.problems

    def refuse_if_any(self) -> None:
        if self.problems:
            raise DataError(f"{self.folder.shown} can't be read", problems=self.problems)

    def regime(self) -> Regime:
        entry = self.descriptor
        sources = self._sources()
        judgements = self._judgements(self._scales())
        scorings = self._scorings(judgements)
        publications = self._publications(judgements)
        self._cited(sources)
        given = (entry["judgements"], entry.get("publications", ()))
        if [len(judgements), len(publications)] != [len(each) for each in given]:
            self.refuse_if_any()  # rows that name what is at fault here would all seem wrong
        outcomes = self._outcomes(judgements, publications, sources)
        totals = self._totals(judgements, publications, sources, outcomes)
        flows = self._flows(judgements, publications, sources)
        self.refuse_if_any()
        return Regime(
            id=entry["id"],
            title=entry["title"],
            inspectorate=entry["inspectorate"],
            kind=entry["kind"],
            headline=entry["headline"],
            summary=entry["summary"],
            judgements=tuple(judgements.values()),
            publications=tuple(publications.values()),
            comparability=tuple(
                Comparability(note["about"], note["note"], note["source"], note.get("place", ""))
                for note in entry.get("comparability", ())
            ),
            sources=sources,
            totals=tuple(totals),
            outcomes=outcomes,
            areas=tuple(Area(area["id"], area["title"], area.get("note", "")) for area in entry.get("areas", ())),
            flows=tuple(flows),
            scorings=scorings,
            licence=entry["licence"],
            origin=self.folder.shown,
            folder=self.folder.path,
            hashes=dict(sorted(self.folder.hashes.items())),
            notices=tuple(self.folder.notices),
        )

    # The descriptor

    def _fault(self, what: str, column: str, do: str = "", matches: Sequence[str] = ()) -> None:
        file = f"{self.folder.shown}/regime.json"
        self.problems.append(Problem(file, what, column=column, do=do, matches=tuple(matches)))

    def _sources(self) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        for row, *cells in self.tables["sources.csv"].iter_rows():
            source = Source(*cells)
            if source.id in sources:
                self._row_fault("sources.csv", row, "source", f"'{source.id}' stands in two rows", "keep one of them")
            sources[source.id] = source
        return sources

    def _scales(self) -> dict[str, Scale]:
        scales = dict(shared_scales())
        file = f"{self.folder.shown}/regime.json"
        for entry in self.descriptor.get("scales", ()):
            scale = build_scale(entry)
            self.problems += sorted(scale_problems(scale, file))
            shared = shared_scales().get(scale.id)
            if shared is None and scale.id in scales:
                self._fault(f"scale '{scale.id}' is defined twice", "scales", "give each an id of its own")
            if shared is not None and shared.labels != scale.labels:
                self._fault(
                    f"scale '{scale.id}' has other grades than the shared scale of that id",
                    "scales",
                    "give it an id of its own: one id means one scale everywhere",
                )
            scales.setdefault(scale.id, scale)  # a shared scale stays as it is everywhere
        return scales

    def _declared(self) -> set[str]:
        """Give the ids of the judgements, those that are at fault included: a fault should bring no other with it."""
        return {entry["id"] for entry in self.descriptor["judgements"]}

    def _judgements(self, scales: Mapping[str, Scale]) -> dict[str, Judgement]:
        judgements: dict[str, Judgement] = {}
        areas = [area["id"] for area in self.descriptor.get("areas", ())]
        for area in sorted({area for area in areas if areas.count(area) > 1}):
            self._fault(f"area '{area}' is defined twice", "areas", "keep one of them")
        for index, entry in enumerate(self.descriptor["judgements"]):
            column = f"judgements[{index}]"
            name, scale = entry["id"], entry["scale"]
            if name in judgements:
                self._fault(f"judgement '{name}' is defined twice", column, "give each an id of its own")
            if scale not in scales:
                self._fault(f"unknown scale '{scale}'", column, "define it under scales", close_matches(scale, scales))
                continue
            area = entry.get("area")
            if area is not None and area not in areas:
                self._fault(f"unknown area '{area}'", column, "define it under areas", close_matches(area, areas))
            judgements[name] = Judgement(
                name, entry["title"], entry["service"], entry["aspect"], scales[scale], area
            )
        headline = self.descriptor["headline"]
        if headline not in self._declared():
            self._fault(
                f"the headline '{headline}' is no judgement of the regime",
                "headline",
                f"name one of {', '.join(judgements)}",
                close_matches(headline, judgements),
            )
        return judgements

    def _scorings(self, judgements: Mapping[str, Judgement]) -> tuple[Scoring, ...]:
        found = []
        for index, entry in enumerate(self.descriptor.get("scorings", ())):
            column = f"scorings[{index}]"
            judgement = judgements.get(entry["judgement"])
            if judgement is None:
                matches = close_matches(entry["judgement"], judgements)
                self._fault(f"unknown judgement '{entry['judgement']}'", column, "define it under judgements", matches)
            elif len(entry["scores"]) != len(judgement.scale):
                what = f"{len(entry['scores'])} scores for the {len(judgement.scale)} grades of '{judgement.scale.id}'"
                self._fault(what, column, "give one score a grade, worst first")
            else:
                found.append(Scoring(judgement.id, tuple(entry["scores"]), entry["source"], entry["place"]))
        return tuple(found)

    def _publications(self, judgements: Mapping[str, Judgement]) -> dict[dt.date, Publication]:
        publications: dict[dt.date, Publication] = {}
        if self.descriptor["kind"] == "rolling" and self.descriptor.get("publications"):
            what = "a rolling regime has no publications: each council is rated on a date of its own"
            self._fault(what, "publications", "leave them out, or let the kind be annual")
        for index, entry in enumerate(self.descriptor.get("publications", ())):
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
            publications[date] = Publication(
                date, entry["title"], entry["source"], Universe(on, found), tuple(unlisted)
            )
        return dict(sorted(publications.items()))

    def _unlisted(
        self, entries: Sequence[Mapping[str, str]], column: str, judgements: Mapping[str, Judgement]
    ) -> list[Unlisted]:
        rules: list[Unlisted] = []
        for index, entry in enumerate(entries):
            place = f"{column}[{index}]"
            judgement = judgements.get(entry["judgement"])
            if judgement is None:
                if entry["judgement"] not in self._declared():
                    what, matches = f"unknown judgement '{entry['judgement']}'", close_matches(entry["judgement"], judgements)
                    self._fault(what, place, "define it under judgements", matches)
                continue
            if any(rule.judgement == judgement.id for rule in rules):
                self._fault(f"two rules for the judgement '{judgement.id}'", place, "keep one of them")
            ranks = [judgement.scale.ranks.get(entry[end]) for end in ("worst", "best")]
            for end, rank in zip(("worst", "best"), ranks, strict=True):
                if rank is None:
                    labels = judgement.scale.labels
                    do = f"the grades of '{judgement.scale.id}' are {', '.join(labels)}"
                    self._fault(f"unknown grade '{entry[end]}'", f"{place}.{end}", do, close_matches(entry[end], labels))
            worst, best = ranks
            if worst is None or best is None:
                continue
            if worst >= best:
                self._fault("the worst grade must be worse than the best", place, "a rule leaves several grades")
            rules.append(
                Unlisted(judgement.id, worst, best, entry["reason"], entry["source"], entry["place"])
            )
        return rules

    def _day(self, text: str, column: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self._fault(f"'{text}' is not a date of the calendar", column, "write YYYY-MM-DD")
            return None

    def _cited(self, sources: Mapping[str, Source]) -> None:
        """Hold every source that the descriptor names to sources.csv."""
        cited = [
            (f"{part}[{i}]", entry["source"])
            for part in ("comparability", "scorings")
            for i, entry in enumerate(self.descriptor.get(part, ()))
        ]
        for i, publication in enumerate(self.descriptor.get("publications", ())):
            cited.append((f"publications[{i}]", publication["source"]))
            cited += [(f"publications[{i}].unlisted[{j}]", rule["source"]) for j, rule in enumerate(publication.get("unlisted", ()))]
        for column, source in cited:
            if source not in sources:
                self._fault(f"unknown source '{source}'", column, "add it to sources.csv", close_matches(source, sources))

    # Outcomes

    def _row_fault(
        self, name: str, row: int | None, column: str | None, what: str, do: str = "", matches: Sequence[str] = ()
    ) -> None:
        self.problems.append(Problem(f"{self.folder.shown}/{name}", what, row, column, do, tuple(matches)))

    def _outcomes(
        self,
        judgements: Mapping[str, Judgement],
        publications: Mapping[dt.date, Publication],
        sources: Mapping[str, Source],
    ) -> pl.DataFrame:
        """Make the outcomes of every council; an empty frame without columns where anything is wrong."""
        import polars as pl

        rows = self._corrected(self.tables["outcomes.csv"], sources)
        checked = _Rows(self, "outcomes.csv", rows)
        if self.descriptor["kind"] == "rolling" and rows.is_empty():
            self._row_fault("outcomes.csv", None, None, "a rolling regime needs a report", "add one")
        dates = checked.dates([*publications] if self.descriptor["kind"] == "annual" else None)
        councils = checked.councils(dates, publications)
        checked.judgements(judgements)
        checked.sources(sources)
        ranks = checked.ranks(judgements)
        named = rows.select(
            dates.alias("published"),
            councils.alias("council_id"),
            pl.col("council").alias("printed"),
            "judgement",
            *ranks,
            *(pl.col(name) for name in ("status", "source", "place", "note")),
            pl.col("row"),
        )
        checked.unique(named)
        checked.statuses(named)
        if self.problems:
            return pl.DataFrame()
        order = pl.Enum([*judgements])
        series = self.register.frame.select("council_id", "series_id")
        return (
            pl.concat([named.drop("row"), *self._unlisted_rows(named, judgements, publications)], how="vertical")
            .join(series, on="council_id", how="left")
            .sort(pl.col("published"), pl.col("judgement").cast(order), pl.col("series_id"))
            .select(
                "published", "series_id", "council_id", "printed", "judgement",
                "worst", "best", "status", "source", "place", "note",
            )
        )  # fmt: skip

    def _corrected(self, rows: pl.DataFrame, sources: Mapping[str, Source]) -> pl.DataFrame:
        """Apply corrections.csv, each guarded by the value that it expects to find.

        A corrected row says so in its note. The rows are held to their schema again afterwards.
        """
        import polars as pl

        from crossregime.core.rowschema import check_rows

        corrections = self.tables.get("corrections.csv")
        if corrections is None or corrections.is_empty():
            return rows
        _Rows(self, "corrections.csv", corrections).sources(sources)
        notes: dict[int, list[str]] = {}
        for row, published, council, judgement, column, expect, value, reason, source in corrections.iter_rows():
            here = (
                (pl.col("published") == published) & (pl.col("council") == council) & (pl.col("judgement") == judgement)
            )
            found = rows.filter(here)
            if found.get_column(column).to_list() != [expect]:
                stands = [f"'{cell}'" for cell in found.get_column(column)]
                what = f"expects '{expect}' but finds {' and '.join(stands) or 'no such row'}"
                self._row_fault("corrections.csv", row, "expect", what, "the source has changed: check the correction")
                continue
            rows = rows.with_columns(pl.when(here).then(pl.lit(value)).otherwise(pl.col(column)).alias(column))
            note = f"{column} corrected from '{expect}' ({source}): {reason}"
            notes.setdefault(found.item(0, "row"), []).append(note)
        problems = check_rows(rows, "outcome", f"{self.folder.shown}/outcomes.csv")
        self.problems += [problem._replace(what=f"as corrected, {problem.what}") for problem in problems]
        added = [
            "; ".join(filter(None, (note, *notes.get(row, ())))) for row, note in rows.select("row", "note").iter_rows()
        ]
        return rows.with_columns(pl.Series("note", added, dtype=pl.String))

    def _unlisted_rows(
        self, named: pl.DataFrame, judgements: Mapping[str, Judgement], publications: Mapping[dt.date, Publication]
    ) -> list[pl.DataFrame]:
        """Make the rows of the councils that no row names, one frame for each publication and judgement."""
        import polars as pl

        made = []
        seen = named.select("published", "council_id", "judgement")
        for publication in publications.values():
            universe = pl.DataFrame(
                {"council_id": [council.id for council in self.register.active(publication.universe.on)]}
            )
            rules = {rule.judgement: rule for rule in publication.unlisted}
            for judgement in judgements.values():
                here = seen.filter(
                    (pl.col("published") == publication.date) & (pl.col("judgement") == judgement.id)
                )
                if here.height == universe.height:
                    continue
                rule = rules.get(judgement.id) or Unlisted(
                    judgement.id,
                    0,
                    len(judgement.scale) - 1,
                    "no row names this council, so any grade of the scale",
                    publication.source,
                    "not printed for this council",
                )
                made.append(
                    universe.join(here, on="council_id", how="anti").select(
                        pl.lit(publication.date).alias("published"),
                        "council_id",
                        pl.lit("").alias("printed"),
                        pl.lit(judgement.id).alias("judgement"),
                        pl.lit(rule.worst, pl.Int8).alias("worst"),
                        pl.lit(rule.best, pl.Int8).alias("best"),
                        pl.lit("range").alias("status"),
                        pl.lit(rule.source).alias("source"),
                        pl.lit(rule.place).alias("place"),
                        pl.lit(rule.reason).alias("note"),
                    )
                )
        return made

    # Totals

    def _totals(
        self,
        judgements: Mapping[str, Judgement],
        publications: Mapping[dt.date, Publication],
        sources: Mapping[str, Source],
        outcomes: pl.DataFrame,
    ) -> list[Total]:
        rows = self.tables["totals.csv"]
        checked = _Rows(self, "totals.csv", rows)
        dates = checked.dates([*publications] if self.descriptor["kind"] == "annual" else None).to_list()
        checked.judgements(judgements)
        checked.sources(sources)
        # Where the outcomes are at fault there is nothing to hold the numbers to: only the rows are checked.
        counted = None if self.problems else Counted(outcomes, self.register)
        entries = [
            (row["row"], total)
            for date, row in zip(dates, rows.iter_rows(named=True), strict=True)
            if date is not None and row["judgement"] in judgements
            if (total := self._total(date, row, judgements, counted)) is not None
        ]
        if self.problems or counted is None:
            return []
        with_count = {total.thing for _, total in entries if total.count is not None}
        totals = [
            replace(total, binds=total.count is not None or total.thing not in with_count) for _, total in entries
        ]
        binding = [(row, total) for (row, _), total in zip(entries, totals, strict=True) if total.binds]
        for row, total in binding:
            self._agree(row, total, judgements[total.judgement], counted)
        self._agree_on_one_thing(binding)
        if not self.problems:
            self._agree_together(binding, judgements, counted)
        return totals

    def _total(
        self, date: dt.date, row: Mapping[str, Any], judgements: Mapping[str, Judgement], counted: Counted | None
    ) -> Total | None:
        """Make one total from its row; a row with both count and percent binds by the count."""
        scale = judgements[row["judgement"]].scale
        ranks = []
        for label in row["grades"].split("|"):
            rank = scale.ranks.get(label)
            if rank is None:
                do = f"the grades of '{scale.id}' are {', '.join(scale.labels)}"
                self._row_fault("totals.csv", row["row"], "grades", f"unknown grade '{label}'", do, close_matches(label, scale.ranks))
                return None
            ranks.append(rank)
        dimension, _, group = row["group"].partition("=")
        if dimension and group not in self.register.group_values(dimension):
            known = self.register.group_values(dimension)
            what = f"unknown {dimension} '{group}'"
            self._row_fault("totals.csv", row["row"], "group", what, f"write one of {', '.join(known)}", close_matches(group, known))
            return None
        count = int(row["count"]) if row["count"] else None
        percent = int(row["percent"]) if row["percent"] else None
        if count is not None:
            lowest = highest = count
        else:
            graded = 0 if counted is None else counted.graded(date, row["judgement"], dimension, group)
            lowest, highest = share_as_counts(percent or 0, graded)
            if lowest > highest and counted is not None:
                what = f"no number of {graded} councils is {percent}% of them"
                self._row_fault("totals.csv", row["row"], "percent", what, "check it against its source")
                return None
        return Total(
            date, row["judgement"], tuple(sorted(set(ranks))), lowest, highest,
            row["source"], row["place"], dimension, group, count, percent, note=row["note"],
        )  # fmt: skip

    def _agree(self, row: int, total: Total, judgement: Judgement, counted: Counted) -> None:
        """Refuse a total that no reading of the outcomes can reach."""
        least, most = counted.possible(total)
        if total.highest < least or total.lowest > most:
            printed = total.printed()
            if total.count is None:
                printed += f" ({total.lowest} to {total.highest} councils)"
            where = f" in {total.group}" if total.group else ""
            grades = " or ".join(judgement.scale.labels[rank] for rank in total.ranks)
            counts = f"{least}" if least == most else f"{least} to {most}"
            self._row_fault(
                "totals.csv", row, "count" if total.count is not None else "percent",
                f"the total contradicts the outcomes: {printed} printed at {grades}{where}, the outcomes have {counts}",
                "check both against their sources",
            )  # fmt: skip

    def _agree_on_one_thing(self, binding: Sequence[tuple[int, Total]]) -> None:
        """Refuse two totals of one thing that no number meets."""
        seen: dict[tuple[Any, ...], tuple[int, Total]] = {}
        for row, total in binding:
            first, other = seen.setdefault(total.thing, (row, total))
            if total.highest < other.lowest or total.lowest > other.highest:
                what = f"the total contradicts row {first}: {total.printed()} here, {other.printed()} there"
                column = "count" if total.count is not None else "percent"
                self._row_fault("totals.csv", row, column, what, "check both against their sources")

    def _agree_together(
        self, binding: Sequence[tuple[int, Total]], judgements: Mapping[str, Judgement], counted: Counted
    ) -> None:
        """Refuse totals of single grades that no completion of the outcomes reaches together.

        Ranges are runs of grades, so Hall's condition on every run of grades is enough.
        """
        single: dict[tuple[dt.date, str, str, str], dict[int, tuple[int, Total]]] = {}
        for row, total in binding:
            if len(total.ranks) == 1:
                single.setdefault((total.published, total.judgement, total.dimension, total.group), {})[
                    total.ranks[0]
                ] = (row, total)
        for (date, name, dimension, group), by_rank in single.items():
            labels = judgements[name].scale.labels
            ranges = counted.ranges(date, name, dimension, group)
            everyone = sum(councils for *_, councils in ranges)
            runs = ((low, high) for low in range(len(labels)) for high in range(low, len(labels)))
            for low, high in runs:
                known = [by_rank[rank] for rank in range(low, high + 1) if rank in by_rank]
                least = sum(total.lowest for _, total in known)
                most = sum(total.highest for _, total in known) + everyone * (high - low + 1 - len(known))
                within = sum(councils for worst, best, councils in ranges if low <= worst and best <= high)
                touching = sum(councils for worst, best, councils in ranges if worst <= high and best >= low)
                if within <= most and least <= touching:
                    continue
                where = f" in {group}" if group else ""
                said = f"{most}" if most == least else f"{least} to {most}"
                have = f"{within}" if within == touching else f"{within} to {touching}"
                self._row_fault(
                    "totals.csv", max(row for row, _ in known), "count",
                    f"the totals of {name} on {date}{where} contradict the outcomes: from {labels[low]} to"
                    f" {labels[high]} they add to {said}, the outcomes have {have}",
                    "check both against their sources",
                )  # fmt: skip
                break  # one contradiction of these totals brings others with it

    # Flows

    def _flows(
        self,
        judgements: Mapping[str, Judgement],
        publications: Mapping[dt.date, Publication],
        sources: Mapping[str, Source],
    ) -> list[Flow]:
        """Read flows.csv, which a regime may do without."""
        rows = self.tables.get("flows.csv")
        if rows is None:
            return []
        checked = _Rows(self, "flows.csv", rows)
        checked.judgements(judgements)
        checked.sources(sources)
        flows = (self._flow(row, judgements, publications) for row in rows.iter_rows(named=True))
        return [flow for flow in flows if flow is not None]

    def _flow(
        self,
        row: Mapping[str, Any],
        judgements: Mapping[str, Judgement],
        publications: Mapping[dt.date, Publication],
    ) -> Flow | None:
        """Make one flow from its row; None, with its faults, where it can't be."""
        from_regime, from_date = self._flow_end(row, "from", publications)
        to_regime, to_date = self._flow_end(row, "to", publications)
        judgement = judgements.get(row["judgement"])
        pairs = None if judgement is None else self._flow_pairs(row, judgement.scale)
        if self.descriptor["id"] not in (from_regime, to_regime):
            what = f"neither publication is of {self.descriptor['id']}"
            self._row_fault("flows.csv", row["row"], "from", what, "one of the two must be of this regime")
        if from_date is None or to_date is None or pairs is None:
            return None
        if from_date >= to_date:
            what = f"{row['to']} is not later than {row['from']}"
            self._row_fault("flows.csv", row["row"], "to", what, "write the earlier publication under from")
        return Flow(
            from_regime, from_date, to_regime, to_date, row["judgement"], row["move"], pairs,
            int(row["count"]), row["source"], row["place"], row["note"],
        )  # fmt: skip

    def _flow_end(
        self, row: Mapping[str, Any], column: str, publications: Mapping[dt.date, Publication]
    ) -> tuple[str, dt.date | None]:
        """Split REGIME@DATE; a date of this regime, if it is an annual one, must be a publication's."""
        regime, _, day = row[column].rpartition("@")
        try:
            date = dt.date.fromisoformat(day)
        except ValueError:
            self._row_fault("flows.csv", row["row"], column, f"'{day}' is not a date of the calendar")
            return regime, None
        own = regime == self.descriptor["id"] and self.descriptor["kind"] == "annual"
        if own and date not in publications:
            do = f"regime.json has {', '.join(map(str, publications))}"
            self._row_fault("flows.csv", row["row"], column, f"no publication has the date {date}", do)
        return regime, date

    def _flow_pairs(self, row: Mapping[str, Any], scale: Scale) -> tuple[tuple[int, int], ...] | None:
        """List the ranks before and after that a move counts; None, with a fault, for an unknown label."""
        every = [(before, after) for before in range(len(scale)) for after in range(len(scale))]
        befores, arrow, afters = row["move"].partition(">")
        if not arrow:
            way, _, steps = row["move"].partition(" by ")
            rises = {pair: pair[1] - pair[0] if way == "rise" else pair[0] - pair[1] for pair in every}
            return tuple(pair for pair, by in rises.items() if (by == int(steps) if steps else by > 0))
        for label in [*befores.split("|"), *afters.split("|")]:
            if label not in scale.ranks:
                do = f"the grades of '{scale.id}' are {', '.join(scale.labels)}"
                matches = close_matches(label, scale.ranks)
                self._row_fault("flows.csv", row["row"], "move", f"unknown grade '{label}'", do, matches)
                return None
        ranks = [{scale.ranks[label] for label in side.split("|")} for side in (befores, afters)]
        return tuple(pair for pair in every if pair[0] in ranks[0] and pair[1] in ranks[1])


def share_as_counts(percent: int, of: int) -> tuple[int, int]:
    """Turn a printed whole-number share into the least and greatest count that round to it, halves either way.

    >>> share_as_counts(81, 150), share_as_counts(13, 16)
    ((121, 122), (2, 2))
    """
    return max(0, math.ceil((2 * percent - 1) * of / 200)), min(of, math.floor((2 * percent + 1) * of / 200))


class Counted:
    """Count what the outcomes allow, to hold totals to them."""

    def __init__(self, outcomes: pl.DataFrame, known: Register) -> None:
        self._groups = known.frame.select("council_id", "region", "type")
        self._outcomes = outcomes
        self._by: dict[tuple[dt.date, str, str, str], list[tuple[int, int, int]]] = {}

    def ranges(self, date: dt.date, judgement: str, dimension: str, group: str) -> list[tuple[int, int, int]]:
        """Give (worst, best, councils) of the graded outcomes of a group."""
        import polars as pl

        key = (date, judgement, dimension, group)
        if not self._by:
            for columns in ((), ("region",), ("type",)):
                grid = (
                    self._outcomes.filter(pl.col("worst").is_not_null())
                    .join(self._groups, on="council_id")
                    .group_by("published", "judgement", *columns, "worst", "best")
                    .len()
                )
                for published, name, *rest in grid.iter_rows():
                    where = (columns[0], rest[0]) if columns else ("", "")
                    self._by.setdefault((published, name, *where), []).append(tuple(rest[len(columns) :]))
        return self._by.get(key, [])

    def graded(self, date: dt.date, judgement: str, dimension: str, group: str) -> int:
        return sum(councils for *_, councils in self.ranges(date, judgement, dimension, group))

    def possible(self, total: Total) -> tuple[int, int]:
        """Give the least and the greatest number of councils that can be at the grades of a total."""
        least = most = 0
        for worst, best, councils in self.ranges(total.published, total.judgement, total.dimension, total.group):
            inside = sum(worst <= rank <= best for rank in total.ranks)
            most += councils if inside else 0
            least += councils if inside == best - worst + 1 else 0
        return least, most


class _Rows:
    """Check the columns that outcomes.csv and totals.csv share, adding to the reading's problems."""

    def __init__(self, reading: _Reading, name: str, rows: pl.DataFrame) -> None:
        self.reading = reading
        self.name = name
        self.rows = rows

    def _each(self, mask: pl.Expr, column: str) -> list[tuple[int, str]]:
        return list(self.rows.filter(mask).select("row", column).iter_rows())

    def dates(self, published: Sequence[dt.date] | None) -> pl.Series:
        """Read the dates; those of an annual regime must be publications of its descriptor."""
        dates = self.rows.get_column("published").str.to_date("%Y-%m-%d", strict=False)
        for row, text in self._each(dates.is_null(), "published"):  # type: ignore[arg-type]  # a boolean series filters as an expression does
            self.reading._row_fault(self.name, row, "published", f"'{text}' is not a date of the calendar")
        if published is not None:
            known = ", ".join(str(date) for date in published)
            for row, text in self._each(dates.is_not_null() & ~dates.is_in([*published]), "published"):  # type: ignore[arg-type]  # as above
                self.reading._row_fault(
                    self.name, row, "published", f"no publication has the date {text}", f"regime.json has {known}"
                )
        return dates

    def judgements(self, judgements: Mapping[str, Judgement]) -> None:
        import polars as pl

        for row, text in self._each(~pl.col("judgement").is_in([*judgements]), "judgement"):
            matches = close_matches(text, judgements)
            do = f"the judgements are {', '.join(judgements)}"
            self.reading._row_fault(self.name, row, "judgement", f"unknown judgement '{text}'", do, matches)

    def sources(self, sources: Mapping[str, Source]) -> None:
        import polars as pl

        for row, text in self._each(~pl.col("source").is_in([*sources]), "source"):
            matches = close_matches(text, sources)
            self.reading._row_fault(self.name, row, "source", f"unknown source '{text}'", "add it to sources.csv", matches)

    def councils(self, dates: pl.Series, publications: Mapping[dt.date, Publication]) -> pl.Series:
        """Resolve each council on its date (for an annual regime, the date of the universe)."""
        import polars as pl

        found: dict[tuple[str, dt.date], str | None] = {}
        ids: list[str | None] = []
        cells = zip(self.rows.get_column("row"), self.rows.get_column("council"), dates, strict=True)
        for row, text, date in cells:
            if date is None:
                ids.append(None)
                continue
            on = publications[date].universe.on if date in publications else date
            if (text, on) not in found:
                match = self.reading.register.match(text, on)
                found[text, on] = match.council.id if match.council else None
                if match.council is None:
                    do = f"name one of {'; '.join(match.candidates)}" if match.how == "ambiguous" else ""
                    matches = () if do else match.candidates
                    self.reading._row_fault(self.name, row, "council", match.explanation, do, matches)
            ids.append(found[text, on])
        return pl.Series("council_id", ids, dtype=pl.String)

    def ranks(self, judgements: Mapping[str, Judgement]) -> list[pl.Series]:
        """Turn labels into ranks; an unknown label is refused with those that are allowed."""
        import polars as pl

        forms = {
            (judgement.id, form): rank for judgement in judgements.values() for form, rank in judgement.scale.ranks.items()
        }
        columns = []
        for end in ("worst", "best"):
            ranks: list[int | None] = []
            for row, name, label in self.rows.select("row", "judgement", end).iter_rows():
                rank = forms.get((name, label))
                ranks.append(rank)
                if rank is None and label and name in judgements:
                    scale = judgements[name].scale
                    do = f"the grades of '{scale.id}' are {', '.join(scale.labels)}"
                    matches = close_matches(label, scale.labels)
                    self.reading._row_fault(self.name, row, end, f"unknown grade '{label}'", do, matches)
            columns.append(pl.Series(end, ranks, dtype=pl.Int8))
        return columns

    def unique(self, named: pl.DataFrame) -> None:
        """Refuse two rows for one council, publication and judgement."""
        import polars as pl

        key = ["published", "council_id", "judgement"]
        known = named.drop_nulls(key)
        doubled = known.filter(pl.struct(key).is_duplicated()).group_by(key, maintain_order=True).agg("row", "printed")
        for _, council, judgement, rows, printed in doubled.iter_rows():
            for row, name in zip(rows[1:], printed[1:], strict=True):
                names = " and ".join(dict.fromkeys((printed[0], name)))
                what = f"a second outcome for {names} ({council}), {judgement}: row {rows[0]} has the first"
                self.reading._row_fault(self.name, row, "council", what, "keep one of them")

    def statuses(self, named: pl.DataFrame) -> None:
        """Hold worst and best to each other and to the status."""
        import polars as pl

        graded = ~pl.col("status").is_in(UNGRADED)
        upside = graded & (pl.col("worst") > pl.col("best"))
        known = graded & ~upside & pl.col("status").is_in(KNOWN) & (pl.col("worst") != pl.col("best"))
        single = graded & (pl.col("status") == "range") & (pl.col("worst") == pl.col("best"))
        for mask, what, do in (
            (upside, "the range is upside down: worst is better than best", "swap the two"),
            (known, "a known grade needs worst and best to be the same", "or give the status range"),
            (single, "a range needs a worst that is worse than its best", "or give the status printed or deduced"),
        ):
            for row in named.filter(mask).get_column("row"):
                self.reading._row_fault(self.name, row, "worst", what, do)
