"""Make the rows of regimes/ from facts: outcomes, marks of change, printed totals and sources."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from factsfolder import ROOT, Facts, Row, read

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGEMENTS = [
    "stars", "adults.serving", "adults.capacity", "children.serving", "children.capacity", "childrens_services",
]  # fmt: skip
SCALES = {
    "stars": ["Zero Stars", "One Star", "Two Stars", "Three Stars"],
    "serving": ["No", "Some", "Most", "Yes"],
    "capacity": ["Poor", "Uncertain", "Promising", "Excellent"],
    "childrens_services": ["Performs poorly", "Performs adequately", "Performs well", "Performs excellently"],
}
FACTS_OF = {
    "regimes/ssi2002": ["ssi2002_may", "ssi2002_nov"],
    "regimes/ssi2003": ["ssi2003"],
    "regimes/csci2004": ["csci2004"],
    "regimes/ofsted2009": ["ofsted2009"],
}
"""The files of facts behind the outcomes of each regime's folder."""
PRINTED = {
    "ssi2002may": ("regimes/ssi2002", "2002-05-30"),
    "ssi2002nov": ("regimes/ssi2002", "2002-11-14"),
    "ssi2003": ("regimes/ssi2003", "2003-11-13"),
    "csci2004": ("regimes/csci2004", "2004-11-18"),
    "ofsted2009": ("regimes/ofsted2009", "2009-12-09"),
}
"""The folder and publication of each name in printed_totals.csv; what has no folder here is left alone."""


def grades_of(judgement: str) -> list[str]:
    """Give the labels of a judgement's scale, worst first."""
    return SCALES[judgement.rpartition(".")[2]]


def label(judgement: str, grade: str) -> str:
    """Give the printed label of a grade that facts write in short: '0' to '3', '1' to '4', or in small letters."""
    if not grade:
        return ""
    grades = grades_of(judgement)
    if grade.isdigit():
        return grades[int(grade) - (judgement == "childrens_services")]
    return next(each for each in grades if each.lower() == grade)


@cache
def unlisted(folder: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Give the range that each publication's rule leaves to the councils that no row names."""
    entry = json.loads((ROOT / folder / "regime.json").read_text(encoding="utf-8"))
    return {
        (publication["date"], rule["judgement"]): (rule["worst"], rule["best"])
        for publication in entry["publications"]
        for rule in publication.get("unlisted", ())
    }


def outcomes(facts: Facts, folder: str) -> Iterator[Row]:
    """Make the outcomes of a regime's folder: a range that its `unlisted` rule leaves needs no row."""
    stars = {row["council_id"]: row["best"] for row in facts.table("ssi2003") if row["judgement"] == "stars"}
    for row in (row for name in FACTS_OF[folder] for row in facts.table(name)):
        judgement = row["judgement"]
        worst, best = label(judgement, row["worst"]), label(judgement, row["best"])
        if row["status"] == "range" and unlisted(folder).get((row["published"], judgement)) == (worst, best):
            continue
        place, note = facts.words(folder.rpartition("/")[2], row)
        yield {
            "published": row["published"], "council": row["council_printed"] or row["council_id"],
            "judgement": judgement, "worst": worst, "best": best, "status": row["status"],
            "source": facts.source(row["source"]),
            "place": place.format(star=label("stars", stars.get(row["council_id"], ""))), "note": note,
        }  # fmt: skip
    if folder == "regimes/ssi2002":
        yield from changed_to_an_end(facts)


def marks(facts: Facts) -> Iterator[tuple[Row, str]]:
    """Give each cell of the table of 2003, in the form of a change, and whether it is marked as changed."""
    changed = {(row["council_id"], row["judgement"]): row for row in facts.table("ssi2003_changes")}
    cells = facts.table("ssi2003")
    stars = {row["council_id"]: label("stars", row["best"]) for row in cells if row["judgement"] == "stars"}
    for cell in cells:
        yield {
            "from": "ssi2002@2002-11-14", "to": "ssi2003@2003-11-13", "council": cell["council_printed"],
            "judgement": cell["judgement"],
            "changed": changed[cell["council_id"], cell["judgement"]]["changed_since_2002_11"],
            "grade": label(cell["judgement"], cell["best"]), "source": facts.source(cell["source"]),
            "place": f"Annex 1, under {stars[cell['council_id']]}",
        }, cell["council_id"]  # fmt: skip


def changes(facts: Facts) -> Iterator[Row]:
    """Make changes.csv: one row a cell of the table of 2003."""
    return (row for row, _ in marks(facts))


def changed_to_an_end(facts: Facts) -> Iterator[Row]:
    """Make the ranges of November 2002 of the judgements that had come to the end of their scale by 2003.

    One that was printed for November (a fact of its own) has no range.
    """
    known = {(row["council_id"], row["judgement"]) for row in facts.table("ssi2002_nov")}
    for row, council in marks(facts):
        grade, grades = row["grade"], grades_of(row["judgement"])
        at_end = grade in (grades[0], grades[-1])
        if row["judgement"] == "stars" or row["changed"] == "no" or not at_end or (council, row["judgement"]) in known:
            continue
        left = grades[1:] if grade == grades[0] else grades[:-1]
        note = (
            f"the document of November 2003 marks this judgement as changed and has {grade} there,"
            f" so it was not {grade} in November 2002"
        )
        yield {
            "published": "2002-11-14", "council": row["council"], "judgement": row["judgement"], "worst": left[0],
            "best": left[-1], "status": "range", "source": row["source"], "place": row["place"], "note": note,
        }  # fmt: skip


REGIONS = {"Eastern": "East of England", "Yorkshire & Humber": "Yorkshire and The Humber"}
TYPES = {
    "Inner London": "inner_london", "Outer London": "outer_london", "Metropolitan District": "metropolitan",
    "Shire County": "shire_county", "Unitary Authority": "unitary",
}  # fmt: skip
LEVELS = {
    "0 stars": "Zero Stars", "1 star": "One Star", "2 stars": "Two Stars", "3 stars": "Three Stars",
    "2 or 3 stars": "Two Stars|Three Stars", "Most or better": "Most|Yes",
    "expected to improve (promising+excellent)": "Promising|Excellent",
}  # fmt: skip
DIMENSIONS = {"star rating": "stars", "overall": "childrens_services"} | {
    f"{service}: {aspect}": f"{service}.{short}"
    for service in ("adults", "children")
    for aspect, short in (("serving people well", "serving"), ("capacity for improvement", "capacity"))
}


def totals(facts: Facts, folder: str) -> Iterator[Row]:
    """Make the printed totals of a regime's folder; what is printed of anything else has a line in departures.csv."""
    for row in facts.table("printed_totals"):
        if PRINTED.get(row["regime"], ("", ""))[0] != folder:
            continue
        dimension, _, group = row["dimension"].partition(" | ")
        axis, _, value = group.partition("=")
        value = {"region": REGIONS, "type": TYPES}.get(axis, {}).get(value, value)
        level = row["level"]
        if dimension == "overall" and level[0].isdigit():
            level = level[2:].capitalize()
        yield {
            "published": PRINTED[row["regime"]][1], "judgement": DIMENSIONS.get(dimension, dimension),
            "group": f"{axis}={value}" if group else "", "grades": LEVELS.get(level, level), "count": row["count"],
            "percent": row["percent"].removesuffix("%"), "source": facts.source(row["source"]),
            "place": row["place"] or "article", "note": row["note"],
        }  # fmt: skip


def sources(facts: Facts, folder: str) -> Iterator[Row]:
    """Make the sources that a folder lists or its outcomes cite, as their pages name and date them."""
    held = {row["source"] for row in read(ROOT / folder / "sources.csv")}
    cited = {row["source"] for row in outcomes(facts, folder)} if folder in FACTS_OF else set()
    found: dict[str, Row] = {}
    for row in facts.table("sources"):
        name = facts.ids.get(row["source"], "")
        # An address that was cut off stands a second time: the longer is the whole one.
        if name in held | cited and (name not in found or len(row["address"]) > len(found[name]["address"])):
            found[name] = row | {"source": name, "licence": "cited for single facts"}
    yield from found.values()
