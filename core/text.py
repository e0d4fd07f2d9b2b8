"""Format words and characters: counts and lists in words, close matches, and text that is safe on a screen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Value = TypeVar("Value")


def many(number: int, noun: str) -> str:
    """Count things in words.

    >>> many(1, "pair"), many(2, "pair")
    ('1 pair', '2 pairs')
    """
    return f"{number} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Form the plural of a noun that has a regular one.

    >>> plural("council"), plural("authority"), plural("survey"), plural("branch")
    ('councils', 'authorities', 'surveys', 'branches')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does.

    >>> joined([]), joined(["Bedford"]), joined(["No", "Some", "Most"], "or")
    ('', 'Bedford', 'No, Some or Most')
    """
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def close_matches(word: object, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Find the known words nearest to a mistyped one, nearest first; non-strings are converted with `str()` first.

    A word in other capitals is meant alone; where none is near, those that begin so are.

    >>> close_matches("ssi2033", ["ssi2003", "ofsted2009"]), close_matches("SSI2003", ["ssi2002", "ssi2003"])
    (('ssi2003',), ('ssi2003',))
    >>> close_matches("child", ["adults.serving", "children.serving", "children.capacity"])
    ('children.serving', 'children.capacity')
    """
    import difflib

    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    try:
        text = str(word)
    except Exception:  # noqa: BLE001  # the text of somebody else's object may do anything
        return ()
    folded = text[:200].casefold()
    if folded in by_fold:
        return (by_fold[folded],)
    found = difflib.get_close_matches(folded, list(by_fold), n=limit, cutoff=0.6)
    if not found and len(folded) > 2:
        found = [name for name in by_fold if name.startswith(folded)][:limit]
    return tuple(by_fold[name] for name in found)


def visible(text: str) -> str:
    r"""Show control characters instead of sending them to a screen.

    >>> visible("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


_UNSEEN = "\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
"""Invisible characters: marks of writing direction, line separators, joiners, non-joiners and byte-order marks."""
UNFIT = re.compile(f"[\x00-\x1f\x7f-\x9f{_UNSEEN}\ud800-\udfff]")
"""Characters not allowed in the text of a file: controls, invisible characters and lone surrogates."""
_ACTING = f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_UNSEEN}]"
_BLANK = "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]"
"""Further characters that show as nothing, beside those of UNFIT."""


def unfit(text: str) -> str:
    r"""Name the first character of a text that is not allowed in a file; empty if there is none.

    >>> unfit("a\x1b[31m"), unfit("Kent\u200b"), unfit("Kent")
    ('the control character U+001B', 'the invisible character U+200B', '')
    """
    found = UNFIT.search(text)
    if found is None:
        return ""
    code = ord(found[0])
    turns = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069  # the controls of the direction of writing
    sort = "control" if code < 0xA0 or 0xD800 <= code <= 0xDFFF or turns else "invisible"
    return f"the {sort} character U+{code:04X}"


def as_seen(text: str) -> str:
    r"""Return a text as a reader sees it: without invisible characters, every kind of space a plain one.

    >>> as_seen(" Per\u00adforms\u00a0 well"), as_seen("\u3164 ")
    ('Performs well', '')
    """
    plain = unicodedata.normalize("NFKC", re.sub(_BLANK, "", UNFIT.sub("", text.replace("\t", " "))))
    return " ".join(plain.split())


def inert(text: str) -> str:
    r"""Escape control and invisible characters as JSON does, except tabs and line ends.

    >>> inert("a\x1b[31m\u202eb")
    'a\\u001b[31m\\u202eb'
    """
    return re.sub(_ACTING, lambda found: "".join(f"\\u{code:04x}" for code in _units(found[0])), text)


def _units(char: str) -> tuple[int, ...]:
    """Return a character's code as JSON writes it: a surrogate pair where it needs more than four digits."""
    code = ord(char)
    return (code,) if code < 0x10000 else (0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF))


def one_line(text: str) -> str:
    r"""Put a text on one line: line ends and control characters become spaces, and runs of spaces become one.

    >>> one_line("two\r\n  lines\u2028and more ")
    'two lines and more'
    """
    return " ".join(UNFIT.sub(" ", text).split())


_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
}  # fmt: skip
_OPENING = re.compile(r'(?<![^\s(\[])"')
_LIGATURE = re.compile(r"([-',])(?=\1)")


def latex_text(text: str) -> str:
    r"""Escape a text for LaTeX, on one line, so that it prints exactly as it is.

    Braces are named, not escaped, for BibTeX counts escaped ones too. Straight quotation marks become opening and
    closing ones.

    >>> latex_text("R&D: 50% of C:\\tmp_{1}")
    'R\\&D: 50\\% of C:\\textbackslash{}tmp\\_\\textbraceleft{}1\\textbraceright{}'
    >>> latex_text('a "well" one -- so')
    'a \\textquotedblleft{}well\\textquotedblright{} one -{}- so'
    """
    escaped = "".join(_LATEX.get(char, char) for char in one_line(text))
    quoted = _OPENING.sub(r"\\textquotedblleft{}", escaped).replace('"', r"\textquotedblright{}")
    return _LIGATURE.sub(r"\1{}", quoted)


def percent_text(share: float) -> str:
    """Write a share as a whole percentage; one that is not exactly 0 or 1 is never written as 0% or 100%.

    >>> percent_text(0.5169), percent_text(0.0), percent_text(0.002), percent_text(0.9996)
    ('52%', '0%', '0.2%', '99.96%')
    """
    for digits in range(6):
        text = f"{100 * share:.{digits}f}"
        if share in (0, 1) or float(text) not in (0, 100):
            return f"{text}%"
    return f"{100 * share:.1e}%"


def points_text(share: float) -> str:
    """Write a difference of shares in whole percentage points with its sign; never 0 unless it is exactly zero.

    >>> points_text(-0.381), points_text(0.0), points_text(0.001)
    ('-38', '0', '+0.1')
    """
    for digits in range(4):
        text = f"{100 * share:+.{digits}f}"
        if float(text):
            return text
    return "0" if not share else f"{100 * share:+.1e}"


def coefficient_text(value: float) -> str:
    """Write a coefficient with two decimals, and with more where two would wrongly show 0 or 1.

    >>> coefficient_text(-0.2629), coefficient_text(0.004), coefficient_text(0.0), coefficient_text(-0.9996)
    ('-0.26', '0.004', '0.00', '-0.9996')
    """
    for digits in range(2, 8):
        text = f"{value:.{digits}f}"
        if value in (-1, 0, 1) or abs(float(text)) not in (0, 1):
            return text.replace("-0.00", "0.00") if not value else text
    return f"{value:.1e}"


def span_text(lowest: Value, highest: Value, text: Callable[[Value], str] = str) -> str:
    """Write a range from its smallest to its largest value, or one value where both are written alike.

    >>> span_text(22, 53), span_text(4, 4), span_text(-0.2629, 0.427, coefficient_text)
    ('22 to 53', '4', '-0.26 to 0.43')
    """
    low, high = text(lowest), text(highest)
    return low if low == high else f"{low} to {high}"


def shortened(words: Sequence[str], last: str = "or") -> str:
    """Join short labels, writing the last word once where all share it.

    >>> shortened(["2 stars", "3 stars"]), shortened(["0 stars", "1 star"]), shortened(["well", "excellently"])
    ('2 or 3 stars', '0 or 1 star', 'well or excellently')
    """
    parts = [word.rsplit(" ", 1) for word in words]
    ends = {part[-1].rstrip("s") for part in parts if len(part) == 2}
    if len(words) < 2 or len(ends) != 1 or any(len(part) == 1 for part in parts):
        return joined(words, last)
    return joined([*(part[0] for part in parts[:-1]), words[-1]], last)


def split_labels(text: str, mark: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Split a list of labels at a mark, but not inside a known label.

    The longest label wins, whatever its case; other text is returned as it stands between two marks. Spaces
    beside a comma are ignored.

    >>> split_labels("Good,Fair, but patchy", ",", ["Fair, but patchy", "Good"])
    ('Good', 'Fair, but patchy')
    """

    def pieces_of(written: str) -> list[str]:
        return [piece.strip() for piece in written.split(",")] if mark == "," else written.split(mark)

    forms = {tuple(pieces_of(label.casefold())): label for label in labels if mark in label}
    pieces = pieces_of(text)
    found: list[str] = []
    while pieces:
        ends = (end for end in range(len(pieces), 1, -1) if tuple(map(str.casefold, pieces[:end])) in forms)
        end = next(ends, 1)
        found.append(forms[tuple(map(str.casefold, pieces[:end]))] if end > 1 else pieces[0])
        pieces = pieces[end:]
    return tuple(found)
