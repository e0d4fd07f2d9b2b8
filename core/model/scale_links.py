"""Define the links of a crosswalk: each grade of one scale, and the grades of another that correspond to it."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_rank
from crossregime.core.errors import DataError, UsageError
from crossregime.core.frozen import frozen
from crossregime.core.model.scales import shared_scales
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.model.judgement import Source
    from crossregime.core.model.link import Link
    from crossregime.core.model.scale import Scale


@frozen
class ScaleLinks:
    """The links from the grades of one scale to those of another."""

    id: str
    title: str
    from_scale: str
    to_scale: str
    links: tuple[Link, ...]
    sources: Mapping[str, Source]
    basis: str = ""
    summary: str = ""
    origin: str = ""
    scales: Mapping[str, Scale] = field(default_factory=dict)
    file_hash: str = ""
    service: str = ""

    # The two scales

    @cached_property
    def first(self) -> Scale:
        """The scale that it leads from."""
        return self._scale(self.from_scale)

    @cached_property
    def second(self) -> Scale:
        """The scale that it leads to."""
        return self._scale(self.to_scale)

    def _scale(self, name: str) -> Scale:
        known = {**shared_scales(), **self.scales}
        if name not in known:
            raise DataError(
                f"there is no scale '{name}'",
                where=f"crosswalk '{self.id}'",
                do=f"the scales are {', '.join(known)}",
                matches=close_matches(name, known),
            )
        return known[name]

    # The links

    def links_of(self, rank: int) -> tuple[Link, ...]:
        """Return the links of a grade of the first scale, by its rank."""
        grade = self.first.grades[rank].id
        return tuple(link for link in self.links if link.grade == grade)

    def link_id(self, link: Link) -> str:
        """Name a link: the crosswalk and the grade, with a number where the grade has several links."""
        mine = [each for each in self.links if each.grade == link.grade]
        number = f".{mine.index(link) + 1}" if len(mine) > 1 else ""
        return f"{self.id}/{link.grade}{number}"

    def link_ids(self, worst: int, best: int) -> tuple[str, ...]:
        """Name the links of a range of grades."""
        return tuple(self.link_id(link) for rank in range(worst, best + 1) for link in self.links_of(rank))

    def set_of(self, rank: int) -> tuple[int, ...]:
        """Return the ranks of the second scale that a grade is linked to; empty where nothing corresponds."""
        ranks = self.second.ranks
        return tuple(sorted({ranks[target] for link in self.links_of(rank) for target in link.to}))

    def to_ranks(self, worst: int, best: int | None = None) -> tuple[int, int] | None:
        """Map a grade, or a range of grades, to the range of all linked grades; None if none is linked.

        A range that takes in a grade without a counterpart and one with is refused: DataError. Raises UsageError for
        anything that is not a rank of the first scale.
        """
        ends = [
            check_rank(rank, len(self.first), self.first.title) for rank in (worst, worst if best is None else best)
        ]
        worst, best = ends
        if best < worst:
            raise UsageError(f"the range {worst} to {best} is empty", do="give the worse rank first")
        sets = [self.set_of(rank) for rank in range(worst, best + 1)]
        if not any(sets):
            return None
        if not all(sets):
            raise DataError(
                f"{self.first.name(worst, best)} can't be mapped: a part of the range has"
                f" no counterpart in {self.second.title}",
                where=f"crosswalk '{self.id}'",
                do="use a crosswalk that links every grade of the range",
            )
        return min(each[0] for each in sets), max(each[-1] for each in sets)

    def to_set(self, worst: int, best: int) -> tuple[int, ...]:
        """Return the ranks linked to any grade of a range, gaps included."""
        return tuple(sorted({each for rank in range(worst, best + 1) for each in self.set_of(rank)}))

    def label(self, ranks: Sequence[int] | None) -> str:
        """Name a set of ranks of the second scale, in rising order.

        >>> from crossregime.core.model.crosswalk import identity
        >>> identity("ssi-stars").label((0, 1, 3))
        'Zero Stars or One Star, or Three Stars'
        """
        if not ranks:
            return "nothing"
        runs = _runs(ranks)
        names = [self.second.name(run[0], run[-1]) for run in runs]
        return (", or " if any(len(run) > 1 for run in runs) else " or ").join(names)

    def brief(self, ranks: Sequence[int] | None, between: str = "-") -> str:
        """Name a set of ranks of the second scale by short labels, a run of grades with what stands `between` its ends.

        >>> from crossregime.core.model.crosswalk import identity
        >>> identity("ssi-stars").brief((0, 1, 3))
        '0 stars-1 star, 3 stars'
        """
        if not ranks:
            return "nothing"
        labels = self.second.short_labels
        return ", ".join(between.join(dict.fromkeys((labels[run[0]], labels[run[-1]]))) for run in _runs(ranks))

    def __repr__(self) -> str:
        if not {self.from_scale, self.to_scale} <= {*shared_scales(), *self.scales}:
            return f"Crosswalk {self.id} ({self.from_scale} to {self.to_scale})"
        return f"Crosswalk {self.id} ({self.from_scale} to {self.to_scale}): {self.in_brief}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "id": self.id,
            "title": self.title,
            "from": self.from_scale,
            "to": self.to_scale,
            "basis": self.basis,
            "service": self.service,
            "summary": self.summary,
            "origin": self.origin,
            "file": self.file_hash,
            "links": [
                {
                    "id": self.link_id(link),
                    "grade": self.first.labels[self.first.ranks[link.grade]],
                    "to": [self.second.labels[self.second.ranks[target]] for target in link.to],
                    "kind": link.kind,
                    "reason": link.reason,
                    "source": link.source,
                    "place": link.place,
                    "also": [{"source": each.source, "place": each.place} for each in link.also],
                }
                for link in self.links
            ],
            "sources": [source.as_dict() for source in self.sources.values()],
        }

    @property
    def in_brief(self) -> str:
        """Write all links in one line.

        >>> from crossregime.core.model.crosswalk import identity
        >>> identity("ssi-serving").in_brief
        'No > No; Some > Some; Most > Most; Yes > Yes'
        """
        return "; ".join(f"{grade.label} > {self.label(self.set_of(grade.rank))}" for grade in self.first.grades)


def _runs(ranks: Sequence[int]) -> list[list[int]]:
    """Group ascending ranks into runs without a gap."""
    runs: list[list[int]] = []
    for rank in ranks:
        if runs and rank == runs[-1][-1] + 1:
            runs[-1].append(rank)
        else:
            runs.append([rank])
    return runs
