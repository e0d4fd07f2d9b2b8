"""The pairs as a table spell their columns out, and are those of the JSON."""

from __future__ import annotations

import csv
import io

from crossregime.core.files.formats import csv_text

from ...pages import compared


def test_the_csv_has_a_row_a_pair_and_spells_its_columns_out():
    comparison = compared("strict")
    rows = list(csv.DictReader(io.StringIO(csv_text(comparison.listed))))
    assert len(rows) == 148
    assert list(rows[0]) == comparison.pairs.columns
    wanted = ["series_id", "region", "type", "flag"]
    for side in (1, 2):
        wanted += [
            f"{name}_{side}"
            for name in (
                "council_id", "name", "gss_code", "ons_code", "dfe_code", "grade", "known", "worst", "best",
                "worst_rank", "best_rank", "status", "flag", "from", "published", "regime", "judgement", "source",
                "place", "note",
            )
        ]  # fmt: skip
    assert list(rows[0]) == wanted


def test_the_csv_and_the_json_list_the_same_pairs():
    for name in ("strict", "inherit", "three"):
        comparison = compared(name)
        rows = list(csv.DictReader(io.StringIO(csv_text(comparison.listed))))
        pairs = comparison.to_dict()["pairs"]
        assert [list(row.values()) for row in rows] == [
            [
                "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                for value in pair.values()
            ]
            for pair in pairs
        ]
