"""Map a position onto another scale by a crosswalk, declared or made from totals; statuses and links are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.crosswalks.empirical import empirical
from crossregime.core.errors import UsageError
from crossregime.core.files import head
from crossregime.core.model import CAVEAT, Crosswalk, checked, invert
from crossregime.core.positions import AppliedCrosswalk, Difference, differences
from crossregime.core.statistics import LINKING_METHODS
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import polars as pl

    from crossregime.core.model import Link
    from crossregime.core.positions import Position
    from crossregime.core.statistics import Concordance

OF_OUTCOME = ("source", "place", "note")
"""The columns of an outcome in a row of `map`."""


# Applying


def mapped(position: Position, crosswalk: Crosswalk, concordance: Concordance | None = None) -> Position:
    """Map a position onto the second scale of a crosswalk.

    A range becomes the range that holds all that its grades are linked to; statuses stay. The outcomes keep the grades
    that were given as given_worst and given_best, and the printed totals stay as they are: they bind those. Raises
    UsageError for a position on another scale, or one that is mapped already, DataError for a crosswalk with a fault.
    """
    checked(crosswalk)
    if position.scale.id != crosswalk.from_scale:
        raise UsageError(
            f"{position.label} is on the scale {position.scale.id}, and '{crosswalk.id}' leads from"
            f" {crosswalk.from_scale}",
            do="name a crosswalk that leads from its scale; crossregime crosswalks lists them",
        )
    if position.mapping is not None:
        raise UsageError(
            f"{position.label} is mapped already, by '{position.mapping.crosswalk.id}'",
            do=f"compose the two, as {position.mapping.crosswalk.id}+{crosswalk.id}, and map it once",
        )
    import polars as pl

    def onto(outcomes: pl.DataFrame) -> pl.DataFrame:
        given = outcomes.with_columns(given_worst=pl.col("worst"), given_best=pl.col("best"))
        return apply(given, crosswalk).drop("link")

    target = crosswalk.second
    judgements = tuple(replace(each, scale=target) for each in position.judgements)
    return replace(
        position,
        judgements=judgements,
        outcomes=onto(position.outcomes),
        former=None if position.former is None else onto(position.former),
        mapping=AppliedCrosswalk(crosswalk, position, concordance),
    )


def apply(outcomes: pl.DataFrame, crosswalk: Crosswalk) -> pl.DataFrame:
    """Map outcomes (worst and best as ranks): ranges and sets combine, statuses stay, `link` names the links.

    An outcome at a grade that is linked to nothing gets no grade, and the status not_applicable.
    """
    import polars as pl

    checked(crosswalk)
    found = outcomes.select("worst", "best").unique().drop_nulls().sort("worst", "best")
    rows = []
    for worst, best in found.iter_rows():
        ends = crosswalk.to_ranks(worst, best)
        low, high = ends or (None, None)
        rows.append((worst, best, low, high, "|".join(crosswalk.link_ids(worst, best))))
    types = {"worst": pl.Int8, "best": pl.Int8, "_worst": pl.Int8, "_best": pl.Int8, "link": pl.String}
    table = pl.DataFrame(rows, schema=types, orient="row")
    linked = outcomes.join(table, on=["worst", "best"], how="left", maintain_order="left", nulls_equal=True)
    nothing = pl.col("worst").is_not_null() & pl.col("_worst").is_null()
    return linked.with_columns(
        pl.col("_worst").alias("worst"),
        pl.col("_best").alias("best"),
        pl.when(nothing).then(pl.lit("not_applicable")).otherwise(pl.col("status")).alias("status"),
        pl.col("link").fill_null(""),
    ).select(*outcomes.columns, "link")


# The table of `map`


@dataclass(frozen=True, eq=False)
class Mapped:
    """Every council of a position with its mapped grade or set, the link and its reason.

    `target` is the position onto whose scale it was mapped. `rivals` are the ids of other crosswalks between the same
    scales; `chosen` says that none was named.

    >>> import crossregime as cr
    >>> found = cr.map_position("ssi2003", "ofsted2009", "stars-by-rank")
    >>> found.frame.height, found.chosen
    (150, False)
    """

    position: Position
    target: Position
    rivals: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def mapping(self) -> AppliedCrosswalk:
        """What it was mapped by."""
        assert self.position.mapping is not None  # noqa: S101  # only mapped positions are put here
        return self.position.mapping

    @property
    def choice(self) -> str:
        """State whether the crosswalk was named, and which others exist; empty if there is nothing to state."""
        walk = self.mapping.crosswalk
        if self.chosen and self.rivals:
            return f"No crosswalk was named. Declared ones are {joined(self.rivals)}."
        if self.chosen:
            declared = self.mapping.concordance is None
            return "No crosswalk was named: " + (f"'{walk.id}' is the only one." if declared else "none is declared.")
        return f"Rivals: {joined(self.rivals)}." if self.rivals else ""

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """The councils known to be at each grade of the first scale, worst first."""
        rows = self.mapping.before.outcomes.select("worst", "best").iter_rows()
        known = [worst for worst, best in rows if worst is not None and worst == best]
        return tuple(known.count(grade.rank) for grade in self.mapping.crosswalk.first.grades)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How the two positions differ in what they rate; empty where both are of one regime."""
        return differences((self.mapping.before, self.target))

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row a council, sorted by series_id.

        Columns: series_id, council_id, name, gss_code, ons_code, dfe_code, region, type, worst and best (labels of the
        first scale), status, flag, to_worst and to_best (labels of the second), to_worst_rank and to_best_rank,
        link (ids, joined by |), kind, reason, link_source and link_place (of the links, joined by |), outcome_source,
        outcome_place and outcome_note (of the outcome that is mapped), break (`b` where the position and the target are
        of different regimes).
        """
        import polars as pl

        walk, before = self.mapping.crosswalk, self.mapping.before
        links = {walk.link_id(link): link for link in walk.links}

        def told(ids: str, what: Callable[[Link], Iterable[str]]) -> str:
            return " | ".join(dict.fromkeys(text for each in ids.split("|") if each for text in what(links[each])))

        of_links: dict[str, Callable[[Link], Iterable[str]]] = {
            "kind": lambda link: (link.kind,),
            "reason": lambda link: (link.reason,),
            "link_source": lambda link: (each.source for each in link.citations),
            "link_place": lambda link: (each.place for each in link.citations),
        }

        after = self.position.frame.select(
            "series_id",
            *(pl.col(end).alias(f"to_{end}") for end in ("worst", "best", "worst_rank", "best_rank")),
        )
        ids = apply(before.outcomes, walk).select("series_id", "link")
        rows = (
            before.frame.select(
                "series_id", "council_id", "name", "gss_code", "ons_code", "dfe_code", "region", "type", "worst",
                "best", "status", "flag", *(pl.col(name).alias(f"outcome_{name}") for name in OF_OUTCOME),
            )
            .join(after, on="series_id", how="left", maintain_order="left")
            .join(ids, on="series_id", how="left", maintain_order="left")
        )  # fmt: skip
        ids_of_rows = rows.get_column("link")
        return rows.with_columns(
            *(
                pl.Series(name, [told(each, what) for each in ids_of_rows], dtype=pl.String)
                for name, what in of_links.items()
            ),
            pl.lit("b" if self.differences else "").alias("break"),
        ).select(
            pl.exclude("break", *(f"outcome_{name}" for name in OF_OUTCOME)),
            *(f"outcome_{name}" for name in OF_OUTCOME),
            "break",
        )

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_mapping

        return html_page(lambda page: lay_mapping(page, self))

    def __repr__(self) -> str:
        mapping = self.mapping
        rivals = f"\n  {self.choice}" if self.choice else ""
        return (
            f"{mapping.before.label} on {mapping.crosswalk.second.title}: {self.position.outcomes.height} councils"
            f"\n  {mapping.crosswalk!r}{rivals}\n  {CAVEAT}"
        )

    @property
    def shares(self) -> list[dict[str, Any]]:
        """The shares of an empirical link, a row a grade; empty for a declared one."""
        found, walk = self.mapping.concordance, self.mapping.crosswalk
        if found is None:
            return []
        return [
            {
                "grade": grade.label,
                "councils": int(size),
                "shares": [float(share) for share in row],
                "set": None if ends is None else [walk.second.labels[rank] for rank in range(ends[0], ends[1] + 1)],
            }
            for grade, size, row, ends in zip(walk.first.grades, found.first, found.shares, found.sets, strict=True)
        ]

    def to_dict(self, *, councils: bool = True) -> dict[str, Any]:
        """Return it as JSON data (schemas/mapping.schema.json)."""
        document: dict[str, Any] = {
            **head("mapping"),
            "from": str(self.mapping.before.selector),
            "crosswalk": self.mapping.crosswalk.to_dict(),
            "caveat": CAVEAT,
            "chosen": self.chosen,
            "rivals": list(self.rivals),
            "break": [each.to_dict() for each in self.differences],
            "shares": self.shares,
        }
        if councils:
            document["councils"] = list(self.frame.iter_rows(named=True))
        return document


def map_between(positions: Sequence[Position], name: str, known: Sequence[Crosswalk]) -> tuple[Position, ...]:
    """Put positions on one scale by a crosswalk: declared, or equipercentile or ridit.

    A declared one maps every position on its first scale, where another is on its second. An empirical one maps the
    first of two positions onto the scale of the second. Raises UsageError where that can't be.
    """
    if name in LINKING_METHODS:
        if len(positions) != 2:
            raise UsageError(f"{name} links two positions, and there are {len(positions)}", do="compare two at a time")
        if positions[0].scale.id == positions[1].scale.id:
            raise UsageError("both judgements are on one scale already", do="leave `crosswalk` out")
        walk, concordance = empirical(name, *positions)
        return mapped(positions[0], walk, concordance), positions[1]
    walk = choose(name, known)
    scales = [position.scale.id for position in positions]
    if walk.from_scale not in scales or walk.to_scale not in scales:
        raise _elsewhere(walk, scales, known)
    return tuple(mapped(each, walk) if each.scale.id == walk.from_scale else each for each in positions)


def map_onto(first: Position, second: Position, name: str, known: Sequence[Crosswalk]) -> Position:
    """Map one position onto the scale of another by a named crosswalk, inverted if it leads the other way.

    Raises UsageError where it leads elsewhere.
    """
    if name in LINKING_METHODS:
        if first.scale.id == second.scale.id:
            raise UsageError("both judgements are on one scale already", do="there is nothing to map; compare them")
        walk, concordance = empirical(name, first, second)
        return mapped(first, walk, concordance)
    walk = choose(name, known)
    if walk.from_scale != first.scale.id and (walk.to_scale, walk.from_scale) == (first.scale.id, second.scale.id):
        walk = invert(walk)
    if walk.to_scale != second.scale.id:
        raise _elsewhere(walk, [first.scale.id, second.scale.id], known)
    return mapped(first, walk)


def _elsewhere(walk: Crosswalk, scales: Sequence[str], known: Sequence[Crosswalk]) -> UsageError:
    return UsageError(
        f"'{walk.id}' leads from {walk.from_scale} to {walk.to_scale}, and these judgements are on"
        f" {' and '.join(dict.fromkeys(scales))}",
        where="`crosswalk`",
        do=_instead(scales, known),
    )


def choose(name: str, known: Sequence[Crosswalk]) -> Crosswalk:
    """Find the crosswalk of an id; raise UsageError where there is none, or two."""
    found = [each for each in known if each.id == name]
    if name in LINKING_METHODS:
        raise UsageError(
            f"'{name}' is worked out from the totals of two positions, and there are none here",
            do="name it where two are compared or mapped; crossregime crosswalks A B shows it",
        )
    if name == "all":
        raise UsageError(
            "'all' stands for every crosswalk that fits, and a single one is needed here",
            do="name one; crossregime compare and cr.sensitivity take all of them",
        )
    if not found:
        ids = [*(each.id for each in known), *LINKING_METHODS]
        begun = tuple(each for each in ids if name and each.startswith(name))
        raise UsageError(f"there is no crosswalk '{name}'", do=f"there are {', '.join(ids)};"
                         " a path names a file of your own", matches=close_matches(name, ids) or begun)  # fmt: skip
    if len(found) > 1:
        origins = " and ".join(each.origin for each in found)
        raise UsageError(f"two crosswalks have the id '{name}': {origins}", do="give one of them another id")
    return checked(found[0])


def fitting(scales: Sequence[str], known: Sequence[Crosswalk]) -> tuple[Crosswalk, ...]:
    """List the crosswalks that put judgements on two scales onto one."""
    return tuple(
        each for each in known if each.from_scale != each.to_scale and {each.from_scale, each.to_scale} <= set(scales)
    )


def _instead(scales: Sequence[str], known: Sequence[Crosswalk]) -> str:
    fit = [each.id for each in fitting(scales, known)]
    if len(set(scales)) == 1:
        return "both are on one scale already: leave `crosswalk` out"
    return f"those that fit are {', '.join((*fit, *LINKING_METHODS))}"
