"""Compute the width of a text, and break or shorten it to fit.

Vega lays out no paragraphs. The widths are those of Helvetica, which Arial and Liberation Sans share.
"""

from __future__ import annotations

_WIDTHS = {
    278: " !,./:;I[\\]ft", 355: '"', 556: "#$0123456789?L_abdeghnopqu\u2013", 889: "%", 667: "&ABEKPSVXY", 191: "'",
    333: "()-`r", 389: "*", 584: "+<=>~\u00b1\u2212\u00d7\u2265\u2264", 1015: "@", 722: "CDHNRUw", 611: "FTZ",
    778: "GOQ", 500: "Jcksvxyz", 833: "Mm", 944: "W", 469: "^", 222: "ijl\u2019\u2018", 334: "{}", 260: "|",
    1000: "\u2026\u2014\u2192",
}  # fmt: skip
_WIDTH = {letter: width / 1000 for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 0.65
"""The width of a letter that is not listed: an accented capital has about so much."""
_BOLD = 1.07
_LEAST_LEFT = 4
"""The fewest letters, with what follows them, that are left of a word that is broken."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Compute the width of a text in pixels.

    >>> round(text_width("2 stars", 10.0), 1)
    30.0
    """
    return sum(_WIDTH.get(letter, _OTHER) for letter in text) * size * (_BOLD if bold else 1.0)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit a width, at blanks; a word that is wider is broken, with a hyphen.

    >>> wrapped("Ofsted children's services rating", 10.0, 90.0)
    ["Ofsted children's", 'services rating']
    >>> wrapped("Effectiveness", 10.0, 40.0)
    ['Effectiv-', 'eness']
    >>> wrapped("adequately-excellently", 10.0, 60.0)
    ['adequately-', 'excellently']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
            continue
        rest = word
        while text_width(rest, size, bold=bold) > width and len(rest) > 1:
            fitting = [at for at in range(1, len(rest)) if text_width(_first_part(rest, at), size, bold=bold) <= width]
            hyphens = [at for at in fitting if rest[at - 1] == "-"]
            inside = [at for at in fitting if len(rest) - at >= _LEAST_LEFT and rest[at] != "-"]
            at = max(hyphens or inside or fitting or [1])
            lines.append(_first_part(rest, at))
            rest = rest[at:]
        lines.append(rest)
    return lines


def _first_part(word: str, at: int) -> str:
    return word[:at] if word[at - 1] == "-" else f"{word[:at]}-"


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return a text that fits a width: as it is, or cut with an ellipsis.

    >>> shortened("Bath and North East Somerset", 10.0, 80.0)
    'Bath and North\u2026'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(f"{text}\u2026", size, bold=bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}\u2026"
