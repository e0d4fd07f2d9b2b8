"""Read the rating rule that a regime's folder states in rule.json: checked only when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.errors import DataError, Fault, unknown_source
from crossregime.core.files import Folder, hold_to_schema
from crossregime.core.model import MOST_PATTERNS, Cap, Example, Passage, PointsRule, swaps, unordered
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from crossregime.core.model import Judgement, Regime, Rule

NAME = "rule.json"


def has_rule(folder: Path) -> bool:
    """Tell whether a folder has a rating rule, without reading it."""
    return Folder(folder, str(folder)).has(NAME)


def rule_of(regime: Regime) -> Rule | None:
    """Read the rule of a regime from its folder; None where it has no folder, or the folder no rule.

    rule.json is held to its JSON Schema where the regime is not trusted. Raises DataError with every fault found.
    """
    if regime.files.folder is None:
        return None
    folder = Folder(regime.files.folder, regime.origin or str(regime.files.folder))
    if not folder.holds(NAME):
        return None
    entry = folder.json(NAME)
    if not regime.files.trusted:
        hold_to_schema(entry, folder.shown, "rule")
    return _Reading(regime, entry, f"{folder.shown}/{NAME}").rule(folder.hashes[NAME])


class _Reading:
    """Make a rule of an entry that keeps to the schema, gathering every fault."""

    def __init__(self, regime: Regime, entry: Mapping[str, Any], file: str) -> None:
        self.regime = regime
        self.entry = entry
        self.file = file
        self.faults: list[Fault] = []

    def rule(self, file_hash: str) -> PointsRule:
        """Make the rule, or raise DataError."""
        entry, regime = self.entry, self.regime
        gives = regime.judgement()
        judgements = self._judgements()
        self._refuse_if_any()
        rule = PointsRule(
            id=entry["id"],
            title=entry["title"],
            kind=entry["kind"],
            basis=self._citation(entry["basis"], "basis"),
            judgements=tuple(judgements.values()),
            gives=gives,
            printed=tuple(
                self._citation(each, f"printed[{index}]") for index, each in enumerate(entry.get("printed", ()))
            ),
            alike=self._alike(judgements),
            recovered_from=self._dates(),
            examples=self._examples(judgements, gives),
            one_wording=tuple(entry.get("one_wording", ())),
            limits=tuple(entry.get("limits", ())),
            file_hash=file_hash,
            weights=tuple(each["weight"] for each in entry["judgements"]),
            thresholds=self._thresholds(gives),
            caps=self._caps(judgements, gives),
        )
        self._refuse_if_any()
        self._symmetric(rule)
        self._refuse_if_any()
        return rule

    def _refuse_if_any(self) -> None:
        if self.faults:
            raise DataError(f"{self.file} is not a rule of {self.regime.id}", faults=self.faults)

    def _fault(self, what: str, column: str, do: str = "", matches: Sequence[str] = ()) -> None:
        self.faults.append(Fault(self.file, what, column=column, do=do, matches=tuple(matches)))

    # The parts

    def _judgements(self) -> dict[str, Judgement]:
        judgements: dict[str, Judgement] = {}
        patterns = 1
        headline = self.regime.headline
        known = {each.id: each for each in self.regime.judgements if each.id != headline}
        for index, each in enumerate(self.entry["judgements"]):
            column, name = f"judgements[{index}]", each["id"]
            if name in judgements:
                self._fault(f"judgement '{name}' stands twice", column, "keep one of them")
            elif name == headline:
                self._fault(f"'{name}' is the headline, which the rule gives", column, "leave it out")
            elif name not in known:
                do = f"the judgements of {self.regime.id} are {', '.join(known)}"
                self._fault(f"unknown judgement '{name}'", column, do, close_matches(name, known))
            else:
                judgements[name] = known[name]
                patterns *= len(known[name].scale)
        if patterns > MOST_PATTERNS:
            self._fault(
                f"the judgements make {patterns:,} patterns; a rule may have {MOST_PATTERNS:,}",
                "judgements",
                "a rule takes fewer judgements",
            )
        return judgements

    def _citation(self, entry: Mapping[str, str], column: str) -> Passage:
        self._cited(entry["source"], column)
        return Passage(entry["words"], entry["source"], entry["place"])

    def _cited(self, source: str, column: str) -> None:
        if source not in self.regime.sources:
            what, do, matches = unknown_source(source, self.regime.sources)
            self._fault(what, column, do, matches)

    def _rank(self, judgement: Judgement, label: str, column: str) -> int:
        rank = judgement.scale.ranks.get(label)
        if rank is None:
            what, do, matches = judgement.scale.unknown(label)
            self._fault(what, column, do, matches)
        return rank or 0

    def _dates(self) -> tuple[dt.date, ...]:
        known = {str(date): date for date in self.regime.dates()}
        found = []
        for index, text in enumerate(self.entry.get("recovered_from", ())):
            if text in known:
                found.append(known[text])
            else:
                self._fault(f"the regime has nothing of {text}", f"recovered_from[{index}]", "name its dates")
        return tuple(found)

    def _thresholds(self, gives: Judgement) -> tuple[int, ...]:
        thresholds = self.entry["thresholds"]
        labels = gives.scale.labels[1:]
        ranks = [gives.scale.ranks.get(each["grade"]) for each in thresholds]
        points = [each["points"] for each in thresholds]
        if ranks != list(range(1, len(gives.scale))) or points != sorted(set(points)):
            do = f"give the least points of {', '.join(labels)}, in this order and ascending"
            self._fault("the thresholds don't lead through the grades of the headline", "thresholds", do)
        return tuple(points)

    def _caps(self, judgements: Mapping[str, Judgement], gives: Judgement) -> tuple[Cap, ...]:
        caps = []
        for index, each in enumerate(self.entry.get("caps", ())):
            column = f"caps[{index}]"
            names = self._inputs(each["judgements"], judgements, column)
            ranks = {self._rank(judgements[name], each["grade"], column) for name in names}
            if len(ranks) > 1:
                what = f"'{each['grade']}' is not the same step of the scale of each judgement"
                self._fault(what, column, "give each scale a cap of its own")
            result = self._rank(gives, each["gives"], f"{column}.gives")
            caps.append(Cap(each["name"], names, max(ranks, default=0), result))
        return tuple(caps)

    def _inputs(self, names: Iterable[str], judgements: Mapping[str, Judgement], column: str) -> tuple[str, ...]:
        found = []
        for name in names:
            if name in judgements:
                found.append(name)
            else:
                do = f"the rule takes {', '.join(judgements)}"
                self._fault(f"unknown judgement '{name}'", column, do, close_matches(name, judgements))
        return tuple(found)

    def _alike(self, judgements: Mapping[str, Judgement]) -> tuple[tuple[str, ...], ...]:
        groups = [
            self._inputs(group, judgements, f"alike[{index}]")
            for index, group in enumerate(self.entry.get("alike", ()))
        ]
        every = [name for group in groups for name in group]
        if len(set(map(len, groups))) > 1 or len(every) != len(set(every)):
            do = "list as many judgements in each group, each judgement once"
            self._fault("the groups can't be swapped for each other", "alike", do)
        return tuple(groups)

    def _symmetric(self, rule: PointsRule) -> None:
        """Refuse groups that the rule itself does not treat alike."""
        scales = {each.id: each.scale.id for each in rule.judgements}
        same = all(
            scales[name] == scales[other]
            for group in rule.alike
            for name, other in zip(group, rule.alike[0], strict=True)
        )
        if same:
            orders = swaps(len(rule.sizes), rule.places)
            same = all(
                rule.headline(pattern) == rule.headline(unordered(pattern, orders)) for pattern in rule.patterns()
            )
        if not same:
            do = "groups are alike when swapping them leaves every headline as it is"
            self._fault("the groups don't count alike under this rule", "alike", do)

    def _examples(self, judgements: Mapping[str, Judgement], gives: Judgement) -> tuple[Example, ...]:
        examples = []
        for index, each in enumerate(self.entry.get("examples", ())):
            column = f"examples[{index}]"
            self._cited(each["source"], column)
            given = self._inputs(each["judgements"], judgements, column)
            missing = [name for name in judgements if name not in given]
            if missing:
                self._fault(f"the example lacks {', '.join(missing)}", column, "give every judgement a grade")
            pattern = tuple(
                self._rank(judgement, each["judgements"].get(name, judgement.scale.labels[0]), column)
                for name, judgement in judgements.items()
            )
            headline = self._rank(gives, each["headline"], f"{column}.headline")
            examples.append(Example(each["name"], pattern, headline, each["source"], each["place"]))
        return tuple(examples)
