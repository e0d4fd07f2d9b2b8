r"""Write tables and text as LaTeX: booktabs, notes under the table, numbers aligned (siunitx).

Columns of plain numbers alone are `S` columns; a range is text, set to the right. A table that may run over pages is a
longtable, its notes a paragraph after it. Everything is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossregime.core.text import latex_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.render.paper.tables import PaperTable

OPENING = "% Needs \\usepackage{booktabs,longtable,siunitx}."
"""What stands before everything."""
WRAPPED = 28
"""Characters of the first column beyond which it wraps."""
SHORTEST = 12
"""Characters of a column of words that has fewer, so that its words are not broken."""
LINE = 76
"""Characters, with the space between columns, that fit on a line of an article in ten points."""
SMALLER_LINE = 84
"""As many in a table that is set smaller."""
_NUMBER = re.compile(r"-?(\d+)(?:\.(\d+))?")
_MINUS = re.compile(r"(?<![\w.)}-])-(?=\d)")


def prose(text: str) -> str:
    r"""Escape a text for LaTeX; a hyphen before a number is a minus, an en dash two hyphens.

    >>> prose("-0.26 to 0.43"), prose("R&D"), prose("2003-11-13")
    ('$-$0.26 to 0.43', 'R\\&D', '2003-11-13')
    """
    return _MINUS.sub("$-$", latex_text(text)).replace("\N{EN DASH}", "--")


def section(title: str) -> str:
    """Head a part."""
    return f"\\subsection*{{{prose(title)}}}\n"


def paragraphs(texts: Sequence[str]) -> str:
    """Write paragraphs."""
    return "\n\n".join(prose(text) for text in texts) + "\n"


def findings(items: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Write sentences as items, the assumptions of each in small print under it."""
    lines = ["\\begin{itemize}"]
    for text, assumptions in items:
        lines.append(f"  \\item {prose(text)}")
        if assumptions:
            lines.append(f"    {{\\footnotesize {prose(' '.join(assumptions))}}}")
    return "\n".join([*lines, "\\end{itemize}", ""])


def table(each: PaperTable) -> str:
    """Write a table."""
    return _long(each) if each.long else _float(each)


def _float(each: PaperTable) -> str:
    return "\n".join(
        [
            "\\begin{table}[htbp]",
            "  \\centering",
            f"  \\caption{{{prose(each.caption)}}}",
            f"  \\label{{tab:{each.name}}}",
            *(f"  {line}" for line in _smaller(each)),
            f"  \\begin{{tabular}}{{{''.join(_columns(each))}}}",
            "    \\toprule",
            f"    {_heads(each)}",
            "    \\midrule",
            *(f"    {_row(row, _columns(each))}" for row in each.rows),
            "    \\bottomrule",
            "  \\end{tabular}",
            "  \\par\\smallskip",
            "  \\begin{minipage}{\\linewidth}\\footnotesize",
            *(f"    {prose(note)}\\par" for note in each.notes),
            "  \\end{minipage}",
            "\\end{table}",
            "",
        ]
    )


def _long(each: PaperTable) -> str:
    return "\n".join(
        [
            "\\begingroup\\footnotesize",
            f"\\begin{{longtable}}{{{''.join(_columns(each))}}}",
            f"  \\caption{{{prose(each.caption)}}}\\label{{tab:{each.name}}}\\\\",
            "  \\toprule",
            f"  {_heads(each)}",
            "  \\midrule",
            "  \\endhead",
            "  \\bottomrule",
            "  \\endfoot",
            *(f"  {_row(row, _columns(each))}" for row in each.rows),
            "\\end{longtable}",
            "\\endgroup",
            *(f"\\noindent{{\\footnotesize {prose(note)}\\par}}" for note in each.notes),
            "",
        ]
    )


def _columns(each: PaperTable) -> list[str]:
    """Give the columns: `l` for the first, `S` for plain numbers alone, else `r`; in a table of words all may wrap."""
    if not each.right:
        lengths = [max(SHORTEST, *(len(row[place]) for row in each.rows)) for place in range(len(each.heads))]
        room = 1 - 0.035 * len(lengths)  # the rest is the space between columns
        return [_wrapped(room * length / sum(lengths)) for length in lengths]
    long = max((len(row[0]) for row in each.rows), default=0) > WRAPPED
    first = _wrapped(_first_share(each)) if long or _smaller(each) else "l"
    places = range(1, len(each.heads))
    return [first, *(_aligned([row[place] for row in each.rows]) or "r" for place in places)]


def _first_share(each: PaperTable) -> float:
    """Give the first column what the others leave of the line, within bounds."""
    widths = [max(len(row[place]) for row in (each.heads, *each.rows)) + 2 for place in range(1, len(each.heads))]
    left = 1 - sum(widths) / (SMALLER_LINE if _smaller(each) else LINE)
    return min(0.4, max(0.2, left))


def _wrapped(share: float) -> str:
    """Give a column of words that wraps at a share of the line, set to the left."""
    return f">{{\\raggedright\\arraybackslash}}p{{{share:.2f}\\linewidth}}"


def _smaller(each: PaperTable) -> list[str]:
    """Set a table smaller that would be wider than the line."""
    widths = [max(len(row[place]) for row in (each.heads, *each.rows)) for place in range(len(each.heads))]
    return ["\\footnotesize\\setlength{\\tabcolsep}{4pt}"] if sum(widths) + 2 * len(widths) > LINE else []


def _aligned(cells: Sequence[str]) -> str:
    """Return the `S` column of cells that are plain numbers alone; empty for any other."""
    found = [_NUMBER.fullmatch(cell) for cell in cells]
    if not cells or not all(found):
        return ""
    whole = max(len(each[1]) for each in found if each)
    part = max(len(each[2] or "") for each in found if each)
    minus = "-" if any(cell.startswith("-") for cell in cells) else ""
    return f"S[table-format={minus}{whole}{f'.{part}' if part else ''}]"


def _heads(each: PaperTable) -> str:
    first, *rest = each.heads
    return " & ".join([prose(first), *(f"{{{prose(head)}}}" for head in rest)]) + " \\\\"


def _row(cells: Sequence[str], columns: Sequence[str]) -> str:
    """Write a row: what stands in an `S` column is siunitx's to set, which takes a hyphen as a minus."""
    texts = [cell if column[0] == "S" else prose(cell) for cell, column in zip(cells, columns, strict=True)]
    return " & ".join(texts) + " \\\\"
