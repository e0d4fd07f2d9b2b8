"""The parts of a page kept as data: what a template sets out."""

from __future__ import annotations

from crossregime.render.web import keep


def test_items_in_a_row_are_one_list_and_what_has_a_number_is_a_paragraph():
    def write(page):
        page.item("one")
        page.item("two")
        page.item("ssi2003", mark="1")
        page.item("three")

    found = keep(write)
    assert [(block.kind, block.text, block.rows) for block in found] == [
        ("list", "", [("one",), ("two",)]),
        ("line", "1. ssi2003", []),
        ("list", "", [("three",)]),
    ]


def test_what_folds_holds_what_comes_until_the_next_heading():
    def write(page):
        page.heading("Sources", folded=True)
        page.line("a paper")
        page.heading("Methods")
        page.line("all completions")

    fold, heading, line = keep(write)
    assert (fold.kind, [block.text for block in fold.inside]) == ("fold", ["a paper"])
    assert (heading.kind, line.text) == ("heading", "all completions")


def test_a_table_without_a_caption_is_named_by_its_heading():
    def write(page):
        page.heading("Statistics")
        page.grid(["", "value"], [("tau-b", "0.13")], right=[1])

    table = keep(write)[-1]
    assert (table.text, table.label, table.rows, table.right) == ("", "Statistics", [("tau-b", "0.13")], {1})
