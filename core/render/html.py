"""Write a comparison as HTML for a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from crossregime.core.statements import cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.comparison import Comparison
    from crossregime.core.crosstab import Crosstab
    from crossregime.core.measurement import Figure


NUMBER = '<td style="text-align: right">'


def comparison_html(comparison: Comparison) -> str:
    """Write the tables and what can be said as one HTML fragment; all text is escaped."""
    title = " by ".join(position.label for position in comparison.positions)
    limit = "" if comparison.where is None else f", {escape(comparison.where.label)}"
    parts = [f"<div><p><strong>{escape(title)}</strong>, lineage {escape(comparison.lineage)}{limit}</p>"]
    if comparison.differences:
        parts.append(_break(comparison))
    for crosstab in comparison.crosstabs:
        parts.append(_table(crosstab))
        sentences = [share.sentence for share in crosstab.shares] + [crosstab.association.sentence]
        parts.append("<ul>" + "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences) + "</ul>")
        parts.append(_statistics(crosstab, comparison.figures[crosstab]))
    left = comparison.unpaired
    reasons = "; ".join(f"{name}: {why}" for name, why in left.select("name", "explanation").iter_rows())
    parts.append(f"<p>Not compared: {escape(reasons) or 'none'}.</p>")
    sources = "".join(
        f"<li>{escape(source.cite())}</li>"
        for position in comparison.positions
        for regime in position.regimes
        for source in regime.sources.values()
        if any(key[1:] == (regime.id, source.id) for key in comparison.cited)
    )
    parts.append(f"<details><summary>Sources</summary><ul>{sources}</ul></details></div>")
    return "\n".join(parts)


def _break(comparison: Comparison) -> str:
    """Write the break mark and what differs, folded away until it is opened."""
    heads = "".join(f'<th scope="col">{escape(position.name)}</th>' for position in comparison.positions)
    rows = []
    for each in comparison.differences:
        texts = [" ".join((text, *notes)) for text, notes in zip(each.texts, each.notes, strict=True)]
        cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
        rows.append(f'<tr><th scope="row">{escape(each.about)}</th>{cells}</tr>')
    return (
        "<details><summary><strong>b</strong> Break: what differs between the regimes</summary>"
        f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
    )


def _statistics(crosstab: Crosstab, figures: Sequence[Figure]) -> str:
    """Write the statistics: the complete case marked as a warning, beside the bounds."""
    named, pairs = crosstab.association.named, crosstab.association.pairs
    partly = named < pairs
    heads = (f"the {named} named pairs alone (a warning)", f"all completions of the {pairs} pairs")
    texts = [(each.title, each.text, *((each.bounds_text,) if partly else ())) for each in figures]
    head = "".join(f'<th scope="col">{each}</th>' for each in (heads if partly else ("value",)))
    rows = "".join(
        f'<tr><th scope="row">{escape(title)}</th>{"".join(f"{NUMBER}{escape(cell)}</td>" for cell in cells)}</tr>'
        for title, *cells in texts
    )
    return f"<table><caption>Statistics</caption><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _table(crosstab: Crosstab) -> str:
    tabulation = crosstab.tabulation
    rows, columns = tabulation.categories(0), tabulation.categories(1)
    heads = "".join(f'<th scope="col">{escape(crosstab.second.scale.name(*each))}</th>' for each in columns)
    caption = (
        f"{tabulation.pairs} paired councils: {crosstab.first.name} (rows) by {crosstab.second.name} (columns). Counts"
        " of councils with both grades known; in brackets the smallest and largest number that the cell can have."
    )
    lines = []
    for row, counts, councils in zip(rows, tabulation.matrix, tabulation.row_sums, strict=True):
        cells = []
        for column, count in zip(columns, counts, strict=True):
            single = row[0] == row[1] and column[0] == column[1]
            text = cell(count, crosstab.bounds[row[0]][column[0]]) if single else str(count)
            cells.append(f"{NUMBER}{text}</td>")
        head = escape(crosstab.first.scale.name(*row))
        lines.append(f'<tr><th scope="row">{head}</th>{"".join(cells)}{NUMBER}{councils}</td></tr>')
    sums = "".join(f"{NUMBER}{councils}</td>" for councils in (*tabulation.column_sums, tabulation.pairs))
    lines.append(f'<tr><th scope="row">all</th>{sums}</tr>')
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr><td></td>{heads}"
        f'<th scope="col">all</th></tr></thead><tbody>{"".join(lines)}</tbody></table>'
    )
