"""A flow: blocks as tall as their counts, ribbons that fill them, unknown moves hatched."""

from __future__ import annotations

import dataclasses

import pytest

from crossregime.render.charts import (
    Caption,
    FlowBlock,
    FlowChart,
    FlowRibbon,
    FlowStage,
)
from crossregime.render.charts.theme import PAPER

from .samples import FLOW


def test_blocks_are_as_tall_as_their_counts_and_the_best_stands_highest(drawn):
    drawing = drawn(FLOW)
    for stage in FLOW.stages:
        blocks = [drawing.told(f"{stage.title}, {block.label}:") for block in stage.blocks]
        units = {round((shape.bottom - shape.top) / block.count, 2)
                 for shape, block in zip(blocks, stage.blocks, strict=True)}  # fmt: skip
        assert max(units) - min(units) < 0.02
        tops = [shape.top for shape in blocks]
        assert tops == sorted(tops, reverse=True)
        for block in stage.blocks:
            assert f"{block.label}: {block.count}" in drawing.texts


def test_known_moves_are_bands_of_their_colour_and_unknown_ones_are_hatched(drawn):
    drawing = drawn(FLOW)
    first, second = FLOW.stages
    for ribbon in FLOW.ribbons:
        before, after = first.blocks[ribbon.source], second.blocks[ribbon.target]
        if not ribbon.count:
            continue
        band = drawing.told(f"{before.label} to {after.label}: {ribbon.count}")
        if after.known:
            assert band.fill is not None
            assert band.fill != PAPER
        else:
            assert band.note.endswith("not known which")
            assert band.fill is None
            assert drawing.hatches(band)


def test_ribbons_fill_their_blocks_from_end_to_end(drawn):
    drawing = drawn(FLOW)
    for number, block in enumerate(FLOW.stages[0].blocks):
        box = drawing.told(f"{FLOW.stages[0].title}, {block.label}:")
        assert sum(each.count for each in FLOW.ribbons if each.source == number) == block.count
        bands = [drawing.told(f"{block.label} to {FLOW.stages[1].blocks[each.target].label}: {each.count}")
                 for each in FLOW.ribbons if each.source == number and each.count]  # fmt: skip
        assert min(band.left for band in bands) == pytest.approx(box.right)


def test_the_order_in_which_ribbons_are_given_changes_nothing(drawn):
    turned = dataclasses.replace(FLOW, ribbons=tuple(reversed(FLOW.ribbons)))
    assert drawn(turned).svg == drawn(FLOW).svg


def test_a_flow_over_three_regimes_keeps_its_words_apart(drawn):
    third = FlowStage("ILACS, March 2023", 4, (
        FlowBlock("Inadequate", 0, 0, 9), FlowBlock("Requires improvement to be good", 1, 1, 69),
        FlowBlock("not inspected", 0, 3, 70)))  # fmt: skip
    later = tuple(FlowRibbon(1, source, source % 3, block.count) for source, block in enumerate(FLOW.stages[1].blocks))
    chart = FlowChart(FLOW.caption, (*FLOW.stages, third), (*FLOW.ribbons, *later))
    for width in (336.0, 680.0):
        drawing = drawn(chart, width=width)
        assert not drawing.covered
        assert not drawing.cut_off


def test_labels_of_small_blocks_do_not_cover_each_other(drawn):
    blocks = tuple(FlowBlock(f"grade {place}", place, place, 1) for place in range(6))
    stage = FlowStage("A", 7, (*blocks, FlowBlock("grade 6", 6, 6, 400)))
    chart = FlowChart(Caption("f", "T", "S"), (stage, stage), tuple(FlowRibbon(0, each, each, 1) for each in range(6)))
    drawing = drawn(chart)
    assert not drawing.covered
    assert not drawing.cut_off


def test_the_heads_of_two_ratings_with_long_names_keep_apart(drawn):
    names = ("SIF overall effectiveness, latest inspection by 24 August 2018",
             "ILACS overall effectiveness, latest inspection by 20 August 2026")  # fmt: skip
    block = (FlowBlock("Requires improvement", 0, 0, 9),)
    stages = tuple(FlowStage(name, 4, block) for name in names)
    drawing = drawn(FlowChart(FLOW.caption, stages, (FlowRibbon(0, 0, 0, 9),)))
    assert not drawing.covered
    assert not drawing.cut_off
