"""Read options that take several values: given again, or with commas where the whole is not one value."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

WHEN = re.compile(r",(?!\s*(?:first|previous|last-graded)\b)")
"""A comma of a list of selectors; the one of `@2023-03-31,last-graded` belongs to its selector."""


def separated(values: Iterable[str], whole: Callable[[str], bool] = lambda _: False) -> list[str]:
    """Part each value at its commas, but where a part with a comma in it is `whole`: a name, a label, a file.

    >>> separated(["gamma, tau_b", "kappa"])
    ['gamma', 'tau_b', 'kappa']
    >>> separated(["Herefordshire, County of,Hull"], lambda text: text == "Herefordshire, County of")
    ['Herefordshire, County of', 'Hull']
    """
    found: list[str] = []
    for value in values:
        parts = value.split(",")
        start = 0
        while start < len(parts):
            ends = range(len(parts), start + 1, -1)
            end = next((end for end in ends if whole(",".join(parts[start:end]).strip())), start + 1)
            found.append(",".join(parts[start:end]).strip())
            start = end
    # A comma at the end is one too many; a value that is empty as a whole is left to be refused.
    return [part for part in found if part] or [value for value in values if not value.strip()]


def selectors(values: Iterable[str]) -> list[str]:
    """Part selectors at commas; a folder that has one in its name stays whole.

    >>> selectors(["ssi2003,ofsted2009", "sif@2016-03-31,last-graded"])
    ['ssi2003', 'ofsted2009', 'sif@2016-03-31,last-graded']
    """
    from pathlib import Path

    found: list[str] = []
    for value in values:
        if "," not in value or ("/" in value and Path(re.split("[@:]", value)[0]).exists()):
            found.append(value)
        else:
            found += [part.strip() for part in WHEN.split(value)]
    return found


def files(values: Iterable[str]) -> list[str]:
    """Part names at commas; a file that has one in its name stays whole."""
    from pathlib import Path

    return separated(values, lambda text: Path(text).exists())


def limits(values: Sequence[str] | None, files: Sequence[str] = ()) -> list[str] | None:
    """Part limits such as region=London,type=unitary; a group that has a comma in its name stays whole.

    `files` are those of groups of one's own.
    """
    return None if values is None else _parted(values, "", files)


def groups_of(values: Sequence[str], by: str | None, files: Sequence[str]) -> list[str]:
    """Part groups of --by at commas; one that has a comma in its name stays whole."""
    return list(values) if by is None else _parted(values, f"{by}=", files)


def _parted(values: Sequence[str], kind: str, files: Sequence[str]) -> list[str]:
    if not any("," in value for value in values):
        return list(values)
    from crossregime.core.councils import parse_where
    from crossregime.core.errors import CrossregimeError
    from crossregime.core.host import prepare_groups

    own = prepare_groups((), files)

    def known(text: str) -> bool:
        try:
            parse_where(f"{kind}{text}", own)
        except CrossregimeError:
            return False
        return True

    return separated(values, known)


def council_names(words: Sequence[str]) -> list[str]:
    """Read words as names: each by itself, or neighbours together where that alone resolves; commas part names too.

    What resolves in no way, or in several, is left as it is, to be refused word by word.
    """
    from crossregime.core.councils import load_register

    known = load_register()

    def named(text: str) -> bool:
        return known.match(text).how != "unknown"

    def readings(start: int) -> list[list[str]]:
        if start == len(words):
            return [[]]
        ends = range(start + 1, len(words) + 1)
        names = ((" ".join(words[start:end]), end) for end in ends)
        return [[name, *rest] for name, end in names if named(name) for rest in readings(end)]

    if not all(named(word) for word in words) and len(words) <= 12:
        found = readings(0)
        if len(found) == 1:
            return found[0]
    return separated(words, named)
