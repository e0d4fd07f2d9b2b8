"""Write a comparison as HTML for a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossregime.core.comparison import Comparison, Crosstab


def comparison_html(comparison: Comparison) -> str:
    """Write the tables and what can be said as one HTML fragment; all text is escaped."""
    title = " by ".join(position.label for position in comparison.positions)
    parts = [f"<div><p><strong>{escape(title)}</strong>, lineage {escape(comparison.lineage)}</p>"]
    for crosstab in comparison.crosstabs:
        parts.append(_table(crosstab))
        sentences = [share.sentence for share in crosstab.shares] + [crosstab.association.sentence]
        parts.append("<ul>" + "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences) + "</ul>")
    left = comparison.unpaired
    reasons = "; ".join(f"{name}: {why}" for name, why in left.select("name", "explanation").iter_rows())
    parts.append(f"<p>Not compared: {escape(reasons) or 'none'}.</p></div>")
    return "\n".join(parts)


def _table(crosstab: Crosstab) -> str:
    tabulation = crosstab.tabulation
    rows, columns = tabulation.categories(0), tabulation.categories(1)
    heads = "".join(f'<th scope="col">{escape(crosstab.second.scale.name(*each))}</th>' for each in columns)
    caption = (
        f"{tabulation.pairs} paired councils: {crosstab.first.name} (rows) by {crosstab.second.name} (columns). Counts"
        " of councils with both grades known; in brackets the smallest and largest number that the cell can have."
    )
    lines = []
    for row, counts in zip(rows, tabulation.matrix, strict=True):
        cells = []
        for column, count in zip(columns, counts, strict=True):
            text = str(count)
            if row[0] == row[1] and column[0] == column[1]:
                bounds = crosstab.bounds[row[0]][column[0]]
                if bounds.lowest != bounds.highest:
                    text = f"{count} ({bounds.lowest} to {bounds.highest})"
            cells.append(f"<td>{text}</td>")
        head = escape(crosstab.first.scale.name(*row))
        lines.append(f'<tr><th scope="row">{head}</th>{"".join(cells)}<td>{sum(counts)}</td></tr>')
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr><td></td>{heads}"
        f'<th scope="col">all</th></tr></thead><tbody>{"".join(lines)}</tbody></table>'
    )
