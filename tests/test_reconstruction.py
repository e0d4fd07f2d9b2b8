"""November 2002 and May 2002: what the print leaves, step by step, and that the project ships just that.

The method is in tests/reconstruction.py and, in words, in docs/reconstruction.md.
"""

from __future__ import annotations

import ast
from collections import Counter
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.councils.register import load_register

from . import reconstruction
from .enumeration import how_many, table_counts
from .reconstruction import (
    JUDGEMENTS,
    KINDS,
    MAY,
    NEXT_YEAR,
    NOVEMBER,
    Assumption,
    changes,
    evidence,
    facts,
    fewest_kinds,
    fixed_by,
    left,
    marked,
    may_stars,
    next_stars,
    november_choices,
    outcomes,
    patterns,
    regime,
    stars_left,
    steps,
)

PAGE = Path(__file__).parent.parent / "docs" / "reconstruction.md"
ZERO, ONE, TWO, THREE = range(4)
THE_ASSUMPTION = "a better judgement never lowers the star and that adults and children count alike"


def stars(published, *statuses):
    """Give each council's star as shipped, of some statuses."""
    rows = outcomes(published).filter(pl.col("status").is_in(statuses))
    assert rows.filter(pl.col("worst") != pl.col("best")).is_empty()
    return dict(rows.select("council_id", "worst").iter_rows())


def noting(published, words):
    """Name the councils whose note on the star has some words."""
    rows = outcomes(published).filter(pl.col("note").str.contains(words, literal=True))
    return set(rows.get_column("council_id"))


def open_in(given):
    """Give the councils that the tables leave open, and the stars that they leave them."""
    return {council: found for council, found in stars_left(given).items() if len(found) > 1}


def places(given, *places):
    """Give, for each table, what it has at some places, as a set of rows."""
    wide = given.filter(pl.col("council_id").is_in(places)).pivot("council_id", index="table", values="before")
    return set(wide.select(places).iter_rows())


# What the document of November 2003 shows


def test_every_cell_of_2003_says_whether_it_changed():
    assert changes().height == 150 * 5
    assert changes().get_column("changed").sum() == 220
    assert not changes().select("council_id", "judgement").is_duplicated().any()
    assert set(changes().get_column("council_id")) == set(patterns())
    assert set(changes().get_column("judgement")) == {"stars", *JUDGEMENTS}
    assert set(changes().get_column("source")) == {"ssi-2003"} <= set(regime("ssi2003").sources)


def test_the_marks_at_the_stars_are_as_many_as_the_printed_rises_and_falls():
    moves = {flow.move: flow.count for flow in regime("ssi2003").flows}
    assert (moves["rise"], moves["fall"]) == (41, 6)
    assert len(marked("stars")) == 41 + 6


def test_the_marks_at_zero_stars_are_as_many_as_the_councils_printed_as_newly_zero():
    zero = {council for council, star in next_stars().items() if star == ZERO}
    moves = {flow.move: flow.count for flow in regime("ssi2003").flows}
    assert zero & marked("stars") == {"cumbria", "oldham", "plymouth"}
    assert moves["One Star|Two Stars|Three Stars>Zero Stars"] == 3
    assert len(zero - marked("stars")) == moves["Zero Stars>Zero Stars"] == 5


def test_the_shares_printed_for_november_2002_each_fit_one_number_of_councils():
    printed = facts(NOVEMBER)
    assert Counter(fact.kind for fact in printed) == {
        "totals": 4,
        "rises and falls": 2,
        "para 19": 2,
        "para 21": 2,
        "shares by region": 36,
        "shares by type": 20,
    }
    assert all(fact.lowest == fact.highest for fact in printed)


# Step by step


STEPS = [
    ([], 3**47),
    (["totals"], 249_431_814),
    (["totals", "rises and falls"], 149_940),
    (["totals", "rises and falls", "para 19", "para 21"], 141_120),
    (["totals", "rises and falls", "para 19", "para 21", "shares by region"], 420),
    (KINDS, 36),
]


@pytest.mark.parametrize(("kinds", "count"), STEPS)
def test_each_kind_of_print_leaves_fewer_tables(kinds, count):
    printed = [fact for fact in facts(NOVEMBER) if fact.kind in kinds]
    assert how_many(table_counts(november_choices(), printed)) == count


def test_the_print_leaves_36_tables():
    assert left(steps()["print"]) == 36


def test_the_36_tables_are_listed_and_counted_alike_by_two_methods():
    listed = steps()["print"].group_by("council_id", "before").len("tables").sort("council_id", "before")
    counted = table_counts(november_choices(), facts(NOVEMBER)).filter(pl.col("tables") > 0)
    assert listed.rows() == counted.rows()


def test_each_of_the_36_tables_reproduces_every_printed_number_when_counted_again():
    groups = load_register().frame.select("council_id", "region", "type")
    after = pl.DataFrame([*next_stars().items()], ["council_id", "after"], orient="row")
    full = steps()["print"].join(groups, on="council_id").join(after, on="council_id")
    totals = [each for each in regime("ssi2002").totals if (each.published, each.judgement) == (NOVEMBER, "stars")]
    assert Counter(total.dimension for total in totals) == {"": 4, "region": 9 * 4, "type": 5 * 4}
    for _, table in full.group_by("table"):
        assert table.height == 150
        for total in totals:
            inside = table.filter(pl.col(total.dimension) == total.group) if total.dimension else table
            number = inside.filter(pl.col("before").is_in(total.ranks)).height
            # A printed share is held to the number itself; halves may have been rounded either way.
            assert total.count in {None, number}
            assert total.percent is None or abs(100 * number - total.percent * inside.height) * 2 <= inside.height
        moves = Counter(table.select("before", "after").iter_rows())
        for flow in regime("ssi2003").flows:
            if flow.judgement == "stars":
                assert sum(moves[pair] for pair in flow.pairs) == flow.count


def test_the_36_tables_differ_in_four_places_and_have_every_combination_of_them():
    from_zero_to_two = ("east-sussex", "oxfordshire", "surrey")
    yorkshire = ("rotherham", "wakefield")
    berkshire = ("reading", "windsor-and-maidenhead")
    north_west = ("bolton", "knowsley", "oldham")
    given = steps()["print"]
    assert open_in(given).keys() == {*from_zero_to_two, *yorkshire, *berkshire, *north_west}
    assert places(given, *from_zero_to_two) == {(ZERO, ONE, ONE), (ONE, ZERO, ONE), (ONE, ONE, ZERO)}
    assert places(given, *yorkshire) == {(ZERO, TWO), (TWO, ZERO)}
    assert places(given, *berkshire) == {(ZERO, TWO), (TWO, ZERO)}
    assert places(given, *north_west) == {(TWO, TWO, ONE), (ONE, TWO, TWO), (TWO, ONE, TWO)}
    assert left(given) == 3 * 2 * 2 * 3


def test_monotonicity_and_symmetry_leave_12():
    given = steps()["assumption"]
    assert left(given) == 12
    assert places(given, "bolton", "knowsley", "oldham") == {(TWO, TWO, ONE)}
    assert left(given) == 3 * 2 * 2


def test_the_assumption_works_through_oldham_alone():
    # Only one judgement of Oldham changed, and whatever it was before, 2003 shows councils at one star that
    # were judged no worse, and councils at one star that were judged no better.
    assert [name for name in JUDGEMENTS if "oldham" in marked(name)] == ["children.capacity"]
    kept = set(steps()["assumption"].get_column("table"))
    oldham = steps()["print"].filter(pl.col("council_id") == "oldham")
    assert set(oldham.filter(pl.col("before") == ONE).get_column("table")) == kept


@pytest.mark.parametrize("half", [Assumption(symmetric=False), Assumption(monotone=False)], ids=str)
def test_either_half_of_the_assumption_alone_decides_nothing(half):
    assert left(half.keep(steps()["print"])) == 36


def test_the_refresh_leaves_6_without_the_assumption():
    given = steps()["refresh"]
    assert left(given) == 6
    assert places(given, "east-sussex", "oxfordshire", "surrey") == {(ZERO, ONE, ONE)}
    assert places(given, "rotherham", "wakefield") == {(TWO, ZERO)}
    assert left(given) == 2 * 3


def test_the_refresh_and_the_assumption_leave_2():
    given = steps()["both"]
    assert left(given) == 2
    assert open_in(given) == {"reading": [ZERO, TWO], "windsor-and-maidenhead": [ZERO, TWO]}


def test_only_merton_left_zero_stars_in_the_refresh():
    may = outcomes(MAY).filter((pl.col("status") == "printed") & (pl.col("best") == ZERO))
    zero_in_may = set(may.get_column("council_id"))
    assert len(zero_in_may) == 10
    # Three of the six falls ended at one star, so at most three councils came to zero: of the twelve at zero
    # in November nine or more had zero in May. Merton, at one star in every table, is the one that left.
    moves = {flow.move: flow.count for flow in regime("ssi2002").flows}
    assert 12 - (moves["fall"] - moves["Two Stars>One Star"]) == len(zero_in_may) - 1
    assert stars_left(steps()["print"])["merton"] == [ONE]
    assert {"merton", "east-sussex", "wakefield"} <= zero_in_may
    for found in (steps()["refresh"], steps()["both"]):
        assert {council for council in zero_in_may if ZERO not in stars_left(found)[council]} == {"merton"}


def test_paragraph_20_points_the_same_way_and_is_not_needed():
    # Three councils did not serve adults well in 2002 and all rose to some. In 2003 every council with a no
    # has zero stars. If so in 2002 too, the three are among those at zero whose judgement is marked and some.
    adults = JUDGEMENTS.index("adults.serving")
    children = JUDGEMENTS.index("children.serving")
    noes = [council for council, each in patterns().items() if 0 in (each[adults], each[children])]
    assert {next_stars()[council] for council in noes} == {ZERO}
    moves = {flow.move: flow.count for flow in regime("ssi2003").flows if flow.judgement == "adults.serving"}
    assert moves["No>Some"] == 3
    able = {
        council
        for council in marked("adults.serving")
        if patterns()[council][adults] == 1 and ZERO in stars_left(steps()["print"])[council]
    }
    assert able == {"east-sussex", "wakefield", "walsall"}
    assert all(stars_left(steps()["both"])[council] == [ZERO] for council in able)


def test_no_rule_that_makes_stars_of_judgements_is_used():
    used = {fact.kind for fact in facts(NOVEMBER)} | {fact.kind for fact in facts(MAY)}
    assert used == {*KINDS}
    tree = ast.parse(Path(reconstruction.__file__).read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {module for module in modules if module.startswith("crossregime")}
    known = {"files.folder", "model.regime", "model.totals", "reading.reader", "councils.register"}
    assert own == {f"crossregime.core.{name}" for name in known} | {"crossregime.regimes"}


# What the project ships


def test_the_shipped_stars_are_what_the_last_tables_have_in_common():
    shipped = {
        council: [*range(worst, best + 1)]
        for council, worst, best in outcomes(NOVEMBER).select("council_id", "worst", "best").iter_rows()
    }
    found = stars_left(steps()["both"])
    assert {council: (each[0], each[-1]) for council, each in found.items()} == {
        council: (each[0], each[-1]) for council, each in shipped.items()
    }
    ranges = outcomes(NOVEMBER).filter(pl.col("status") == "range").get_column("council_id")
    assert set(ranges) == {"reading", "windsor-and-maidenhead"}
    assert Counter(outcomes(NOVEMBER).get_column("status")) == {
        "printed": 26,
        "deduced": 1,
        "reconstructed": 121,
        "range": 2,
    }


def test_every_star_printed_for_a_council_agrees_with_the_tables_before_it_is_used():
    printed = stars(NOVEMBER, "printed", "deduced")
    assert len(printed) == 27
    before = stars_left(steps()["print"])
    assert all(star in before[council] for council, star in printed.items())
    # All but one were fixed already; East Sussex, one of three until the refresh, is printed as that has it.
    assert {council for council in printed if len(before[council]) > 1} == {"east-sussex"}
    assert all(stars_left(steps()["both"])[council] == [star] for council, star in printed.items())


def test_nine_of_the_printed_stars_are_of_councils_whose_star_changed():
    assert stars(NOVEMBER, "printed").keys() & marked("stars") == {
        "blackburn-with-darwen",
        "bury",
        "coventry",
        "durham-county",
        "east-sussex",
        "haringey",
        "north-yorkshire-county",
        "plymouth",
        "somerset-county",
    }


def test_judgements_without_a_mark_are_carried_back_and_the_others_are_not_what_they_became():
    carried = 0
    for name in JUDGEMENTS:
        then = outcomes(NOVEMBER, name).filter(pl.col("status") != "printed")
        now = dict(outcomes(NEXT_YEAR, name).select("council_id", "worst").iter_rows())
        for council, worst, best, status in then.select("council_id", "worst", "best", "status").iter_rows():
            if council in marked(name):
                # Not the grade that it changed to: a range can say so where that is an end of the scale.
                assert (worst, best, status) == (int(now[council] == 0), 3 - int(now[council] == 3), "range")
            else:
                assert (worst, best, status) == (now[council], now[council], "reconstructed")
                carried += 1
    assert carried == 427


def test_the_marks_are_flows_so_that_every_marked_judgement_is_another_than_in_2003():
    changed = {flow.judgement: flow for flow in regime("ssi2003").flows if flow.move == "change"}
    for name in JUDGEMENTS:
        flow = changed[name]
        assert flow.count == len(marked(name))
        assert flow.pairs == tuple((before, after) for before in range(4) for after in range(4) if before != after)
        moved = cr.compare(f"ssi2002:{name}", f"ssi2003:{name}").movements[1, 2]
        assert (moved.unchanged.lowest, moved.unchanged.highest) == (150 - flow.count,) * 2


def test_each_mark_says_what_the_judgement_was_in_2003():
    stated = {
        (council, name): grade
        for council, grade, name in changes().select("council_id", "grade", "judgement").iter_rows()
    }
    for judgement in regime("ssi2003").judgements:
        for council, rank in outcomes(NEXT_YEAR, judgement.id).select("council_id", "worst").iter_rows():
            assert stated[council, judgement.id] == judgement.scale.labels[rank]


# Which evidence each outcome needs


def test_each_star_rests_on_the_least_evidence_that_fixes_it():
    rests_on = evidence()
    assert Counter(rests_on.get_column("rests_on")) == {
        "mark": 103,
        "print": 37,
        "refresh": 5,
        "assumption": 3,
        "open": 2,
    }
    by_evidence = {name: set(rows.get_column("council_id")) for (name,), rows in rests_on.group_by("rests_on")}
    assert by_evidence["refresh"] == {"east-sussex", "oxfordshire", "rotherham", "surrey", "wakefield"}
    assert by_evidence["assumption"] == {"bolton", "knowsley", "oldham"}
    assert by_evidence["open"] == {"reading", "windsor-and-maidenhead"}


def test_the_notes_say_what_each_reconstructed_star_rests_on():
    rests_on = dict(evidence().select("council_id", "rests_on").iter_rows())

    def resting_on(name):
        return {council for council in stars(NOVEMBER, "reconstructed") if rests_on[council] == name}

    assert noting(NOVEMBER, THE_ASSUMPTION) == resting_on("assumption") == {"bolton", "knowsley", "oldham"}
    assert noting(NOVEMBER, "two blanks follow this star is the trace of none") == resting_on("mark")
    assert noting(NOVEMBER, "leave only this star, once") == resting_on("refresh")
    only_print = noting(NOVEMBER, "leave only this star") - noting(NOVEMBER, "leave only this star, once")
    assert only_print == resting_on("print")


def test_the_shares_and_one_print_of_moves_are_enough_and_the_rest_agrees():
    shares = {"shares by region", "shares by type"}
    alone = fixed_by(frozenset(KINDS))
    assert len(alone) == 37
    for one in ("rises and falls", "para 19"):
        assert fixed_by(frozenset(shares | {one})) == alone
    for several in combinations(KINDS, len(KINDS) - 1):
        assert (fixed_by(frozenset(several)) == alone) == (shares <= {*several})


# May 2002


def test_the_shipped_stars_of_may_are_all_that_the_print_and_november_leave():
    found = may_stars(steps()["both"])
    shipped = outcomes(MAY).select("council_id", "worst", "best").iter_rows()
    assert {council: (each[0], each[-1]) for council, each in found.items()} == {
        council: (worst, best) for council, worst, best in shipped
    }
    assert Counter(outcomes(MAY).get_column("status")) == {
        "printed": 45,
        "deduced": 1,
        "reconstructed": 60,
        "range": 44,
    }


def test_of_the_60_stars_of_may_59_are_one_star_and_north_lincolnshire_has_two():
    followed = stars(MAY, "reconstructed")
    assert Counter(followed.values()) == {ONE: 59, TWO: 1}
    assert followed["north-lincolnshire"] == TWO
    in_november = stars_left(steps()["both"])
    assert all(in_november[council] == [ONE] for council, star in followed.items() if star == ONE)


def test_all_falls_of_the_refresh_are_known_but_one_of_the_soft_pair():
    may, november = may_stars(steps()["both"]), stars_left(steps()["both"])
    falls = {council for council in may if min(may[council]) > max(november[council])}
    to_one = {council for council in falls if november[council] == [ONE]}
    assert to_one == {"bradford", "somerset-county", "wiltshire-county"}
    assert falls - to_one == {"bedfordshire", "waltham-forest"}
    rises_to_one = {council for council in may if may[council] == [ZERO] and november[council] == [ONE]}
    assert rises_to_one == {"merton"}


def test_only_oldham_rests_on_the_assumption_in_may():
    without = may_stars(steps()["refresh"])
    assert {council: without[council] for council in stars(MAY, "printed", "deduced", "reconstructed")} == {
        **{council: [star] for council, star in stars(MAY, "printed", "deduced", "reconstructed").items()},
        "oldham": [ONE, TWO],
    }
    assert noting(MAY, THE_ASSUMPTION) == {"oldham"}


def test_waltham_forest_follows_from_print_alone():
    (council,) = stars(MAY, "deduced")
    assert council == "waltham-forest"
    assert stars(NOVEMBER, "printed")[council] == ZERO
    # Not in the complete lists of May, it had one star or two; and every fall of the refresh was of one star.
    counts = {flow.move: flow.count for flow in regime("ssi2002").flows}
    assert counts["fall"] == counts["fall by 1"]
    (of_one,) = (flow.pairs for flow in regime("ssi2002").flows if flow.move == "fall by 1")
    assert [star for star in (ONE, TWO) if (star, ZERO) in of_one] == [ONE]


# The page that tells it in words


def rows_under(heading):
    """Read the table under a heading of the page: its rows as lists of cells."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def in_words(council):
    """Say what a changed star rests on, as the page does."""
    resting = dict(evidence().select("council_id", "rests_on").iter_rows())[council]
    if resting != "print":
        return {"open": "nothing: open"}.get(resting, resting)
    # Wherever the rises and falls do, paragraph 19 does as well: one word stands for either.
    found = fewest_kinds(council)
    assert all(kinds - {"rises and falls"} | {"para 19"} in found for kinds in found if "rises and falls" in kinds)
    words = ("region", "type", "moves")
    place = {"shares by region": 0, "shares by type": 1, "rises and falls": 2, "para 19": 2}
    sets = sorted({tuple(sorted(place[kind] for kind in kinds)) for kinds in found})
    return ", or ".join(" and ".join(words[index] for index in each) for each in sets)


@pytest.mark.checkout
def test_the_page_counts_the_tables_at_each_step():
    assert [int(count.replace(",", "")) for *_, count in rows_under("Step by step")] == [
        *(number for _, number in STEPS),
        left(steps()["assumption"]),
        left(steps()["both"]),
    ]


@pytest.mark.checkout
def test_the_page_has_a_row_for_each_changed_star_as_the_tables_have_it():
    found = stars_left(steps()["both"])
    expected = [
        [
            load_register().council(council).name,
            " or ".join(map(str, found[council])),
            str(next_stars()[council]),
            in_words(council),
        ]
        for council in sorted(marked("stars"), key=lambda council: load_register().council(council).name)
    ]
    assert rows_under("What each changed star rests on") == expected
