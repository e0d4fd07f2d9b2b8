r"""Write tables and text as LaTeX: booktabs, notes under the table (threeparttable), numbers aligned (siunitx).

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

OPENING = "% Needs \\usepackage{booktabs,longtable,siunitx,threeparttable}."
"""What stands before everything."""
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
            "  \\begin{threeparttable}",
            f"  \\caption{{{prose(each.caption)}}}",
            f"  \\label{{tab:{each.name}}}",
            f"  \\begin{{tabular}}{{{''.join(_columns(each))}}}",
            "    \\toprule",
            f"    {_heads(each)}",
            "    \\midrule",
            *(f"    {_row(row, _columns(each))}" for row in each.rows),
            "    \\bottomrule",
            "  \\end{tabular}",
            "  \\begin{tablenotes}[flushleft]\\footnotesize",
            *(f"    \\item {prose(note)}" for note in each.notes),
            "  \\end{tablenotes}",
            "  \\end{threeparttable}",
            "\\end{table}",
            "",
        ]
    )


def _long(each: PaperTable) -> str:
    return "\n".join(
        [
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
            *(f"\\noindent{{\\footnotesize {prose(note)}\\par}}" for note in each.notes),
            "",
        ]
    )


def _columns(each: PaperTable) -> list[str]:
    """Return the columns: `l` for the first, `S` for plain numbers alone, else `r`, or `l` in a table of words."""
    places = range(1, len(each.heads))
    return ["l", *(_aligned([row[place] for row in each.rows]) or ("r" if each.right else "l") for place in places)]


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
