"""Read a number of councils as a source prints it: in full, suppressed, as a range, rounded, or as a share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crossregime.core.frozen import frozen
from crossregime.core.model import share_as_counts

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class PrintedNumber:
    """The number of a total, as the cells of `totals.csv` have it; empty cells are None."""

    count: str
    percent: int | Decimal | None
    lowest: int | None
    highest: int | None
    rounded: int | None

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> PrintedNumber:
        """Take the cells of a row; a column missing from the file is empty."""

        def whole(column: str) -> int | None:
            cell = row.get(column) or ""
            return int(cell) if cell else None

        share = row["percent"]
        percent = None if not share else Decimal(share) if "." in share else int(share)
        return cls(row["count"], percent, whole("lowest"), whole("highest"), whole("rounded"))

    @property
    def exact(self) -> int | None:
        """The count, where it is printed in full and not rounded."""
        return int(self.count) if self.count.isdigit() and self.rounded is None else None

    @property
    def counts(self) -> bool:
        """Tell whether more than a share is printed."""
        return bool(self.count) or self.lowest is not None or self.highest is not None

    @property
    def problem(self) -> tuple[str, str, str] | None:
        """Return the first inconsistency: the column, what is wrong and what to do; None if there is none."""
        ends = self.lowest is not None or self.highest is not None
        if self.count.isdigit() and ends:
            return "lowest", "a range stands beside a count", "write what was printed: the one or the other"
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            return "lowest", f"the range is upside down: {self.lowest} is more than {self.highest}", "swap the two"
        if self.rounded is not None and self.count and not self.count.isdigit():
            return "rounded", f"'{self.count}' is not a rounded number", "leave the cell empty"
        if self.rounded is not None and not self.count and self.percent is None:
            return "rounded", "a range is not rounded", "leave the cell empty, and widen the range"
        if self.rounded is not None and self.count and int(self.count) % self.rounded:
            return "rounded", f"{self.count} is not rounded to {self.rounded}", "check both against the source"
        return None

    @property
    def text(self) -> str:
        """Write the number as it was printed; empty for a share alone."""
        if self.count.isdigit():
            return self.count if self.rounded is None else f"{self.count} (rounded to {self.rounded})"
        if self.lowest is None and self.highest is None:
            return self.count
        if self.highest is None:
            return f"{self.lowest} or more"
        return f"{self.highest} or fewer" if self.lowest is None else f"{self.lowest} to {self.highest}"

    def within(self, most: int) -> tuple[int, int]:
        """Return the smallest and the largest number that it can mean, of `most` councils.

        >>> PrintedNumber("<5", None, None, None, None).within(150)
        (0, 4)
        >>> PrintedNumber("35", None, None, None, 5).within(150)
        (33, 37)
        """
        lowest, highest = self.lowest or 0, most if self.highest is None else self.highest
        if self.count.isdigit():
            half = self.rounded or 0  # twice the half, so that it is whole
            return max(0, -((half - 2 * int(self.count)) // 2)), (2 * int(self.count) + half) // 2
        sign = self.count.rstrip("0123456789")
        if sign in ("<", "<="):
            highest = min(highest, int(self.count.lstrip("<=")) - (sign == "<"))
        elif sign in (">", ">="):
            lowest = max(lowest, int(self.count.lstrip(">=")) + (sign == ">"))
        return lowest, highest

    def of_share(self, base: int) -> tuple[int, int]:
        """Return the smallest and the largest number out of `base` councils that round to the printed share."""
        return share_as_counts(self.percent or 0, base, None if self.count else self.rounded)
