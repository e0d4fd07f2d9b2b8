"""Random tables for holding statistics to other programs: 2x2 to 7x7, with zeros, empty grades, and one grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .depth import cases

if TYPE_CHECKING:
    from collections.abc import Iterator

HOW_MANY = cases(1000)


def random_tables(seed: int, *, square: bool = False, how_many: int = HOW_MANY) -> Iterator[list[list[int]]]:
    """Give tables of every kind in turn: full, with zeros, with an empty grade on a side or both, with one grade."""
    generator = np.random.default_rng(seed)
    for number in range(how_many):
        rows = int(generator.integers(2, 8))
        columns = rows if square else int(generator.integers(2, 8))
        table = generator.integers(0, int(generator.integers(2, 30)), size=(rows, columns))
        kind = number % 8
        if kind in (1, 2, 3):
            table[generator.random(table.shape) < 0.2 * kind] = 0
        if kind in (3, 4, 6):
            table[generator.integers(rows)] = 0
        if kind in (3, 5, 6):
            empty = int(generator.integers(columns))
            table[:, empty] = 0
            if square and kind == 6:
                table[empty] = 0
        if kind == 7:
            keep = int(generator.integers(rows))
            table[np.arange(rows) != keep] = 0
        yield table.tolist()
