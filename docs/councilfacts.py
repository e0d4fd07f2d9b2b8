"""Make the rows of datasets/ from facts: councils, their codes, names and links, and figures of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factsfolder import Facts, FactsError, Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def councils(facts: Facts) -> Iterator[Row]:
    """Make the register of councils."""
    for row in facts.table("councils"):
        yield row | {
            "official_name": " ".join(row["official_name"].split()), "start": row["start_date"], "end": row["end_date"],
        }  # fmt: skip


def codes(facts: Facts) -> Iterator[Row]:
    """Make the codes of councils, with the days from and to which each stands where the register says so."""
    for row in facts.table("councils"):
        # Of a council that is older than the codes it is not recorded from when on it had one.
        start = row["start_date"] if row["start_date"] >= "2009" else ""
        for scheme, column in (("dfe", "dfe_code"), ("gss", "gss_code"), ("ons", "ons_old_code")):
            spans = [(row[column], start, row["end_date"])]
            if scheme == "gss" and row["gss_code_later"]:
                later, _, since = row["gss_code_later"].rstrip(")").partition(" (")
                spans = [(row[column], start, day_before(since)), (later, since, row["end_date"])]
            for code, first, last in spans:
                if code:
                    yield {
                        "scheme": scheme, "code": code, "council_id": row["council_id"], "start": first, "end": last,
                    }  # fmt: skip


def day_before(first: str) -> str:
    """Give the last day before the first of April on which a code changed."""
    if not first.endswith("-04-01"):
        raise FactsError(f"a code changed on {first}; codes are expected to change on 1 April")
    return f"{first[:4]}-03-31"


def lineage(facts: Facts) -> Iterator[Row]:
    """Make the links between councils; their notes and sources are the project's own."""
    return (row | {"source": "dfe-gias"} for row in facts.table("council_lineage"))


SEEN = {
    "register": "register", "mysociety": "mysociety-names", "dfeR(GIAS)": "dfe-gias", "GIAS dump": "dfe-gias",
    "DfE LAIT": "dfe-lait", "ONS CHD": "ons-chd", "odileeds hexjson": "odileeds-hexjson",
    "openregister": "openregister",
    "geography-code-adder": "geography-code-adder", "common short or formal form": "common-form",
    "ratings_ofsted.csv (stripped match)": "ofsted-reports", "ratings_ssi_csci.csv": "press-reports",
    "hesonline/E10000005 (statistical county)": "hes-online", "seed002": "communitycare-2002-05-29",
}  # fmt: skip
"""Where forms of names were seen, as facts write it."""


def names(facts: Facts) -> Iterator[Row]:
    """Make the forms of councils' names."""
    for row in facts.table("council_names"):
        seen = [SEEN.get(place) or facts.source(place) for place in row["where_seen"].split("|")]
        yield {
            "name": row["alias"], "council_id": row["council_id"], "start": row["valid_from"], "end": row["valid_to"],
            "source": "|".join(seen),
        }  # fmt: skip


def points(facts: Facts) -> Iterator[Row]:
    """Make the points inside councils."""
    return iter(facts.table("council_points"))


def population(facts: Facts) -> Iterator[Row]:
    """Make the populations of councils."""
    for row in facts.table("council_population"):
        method = row["method"].replace("BCP total", "total of Bournemouth, Christchurch and Poole")
        yield row | {"method": method, "source": "ons-mye-2021"}


def deprivation(facts: Facts) -> Iterator[Row]:
    """Make the counts of small areas that were among England's most deprived: whole numbers, from rounded shares.

    Raises FactsError where a share is of no whole number of areas.
    """
    for row in facts.table("council_deprivation"):
        areas = int(row["lsoas"])
        counts = {}
        for share in ("10", "20"):
            printed = row[f"share_in_most_deprived_{share}pc"]
            counts[share] = round(float(printed) * areas)
            if abs(counts[share] / areas - float(printed)) > 0.00005001:  # the shares are rounded to four places
                raise FactsError(f"{printed} of {areas} areas is no whole number of them ({row['council_id']})")
        yield {
            "index": row["index"].removeprefix("IMD"), "councils_on": row["councils_as_at"],
            "council_id": row["council_id"], "areas": row["lsoas"], "in_most_deprived_10": str(counts["10"]),
            "in_most_deprived_20": str(counts["20"]), "mean_of_areas": row["mean_score"],
            "rank_of_mean": row["rank_of_mean"], "source": "imd-areas",
        }  # fmt: skip


def neighbours(facts: Facts) -> Iterator[Row]:
    """Make each council's statistical neighbours.

    A code means the council that had it in the month of the edition; one that had gone out of use by then means the
    council that had it last. Raises FactsError where a code means none.
    """
    held: dict[str, list[Row]] = {}
    for code in codes(facts):
        if code["scheme"] == "dfe":
            held.setdefault(code["code"], []).append(code)

    def council(code: str, edition: str) -> str:
        begun = [row for row in held.get(code, ()) if row["start"][:7] <= edition]
        if not begun:
            raise FactsError(f"no council had the DfE code {code} in {edition}")
        return max(begun, key=lambda row: row["start"])["council_id"]

    for row in facts.table("council_neighbours"):
        edition = row["edition"]
        yield {
            "edition": edition, "council_id": council(row["dfe_code"], edition), "rank": row["rank"],
            "neighbour_id": council(row["neighbour_dfe_code"], edition),
            "closeness": row["closeness_printed"].capitalize(), "source": "dfe-neighbours",
        }  # fmt: skip
