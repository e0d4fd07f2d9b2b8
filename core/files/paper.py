"""Give a result the forms that a paper takes; `render/paper` knows the parts of each kind of result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class ForPaper:
    """A result with tables and text for a paper.

    `parts` names some of its parts: of a comparison methods, findings, counts, contrast, contrasts, groups, statistics
    and pairs; of an inquiry methods, findings, counts, contrast, groups, statistics and assumptions; of bounds counts
    and statistics. Each method raises UsageError for a part that there isn't.
    """

    __slots__ = ()

    def to_latex(self, parts: str | Sequence[str] = "all") -> str:
        r"""Return tables and text for a paper as LaTeX: all parts, or those that are named.

        >>> import crossregime as cr
        >>> print(*cr.compare("ssi2003", "ofsted2009").to_latex("counts").splitlines()[9:11], sep=chr(10))
            0 stars & 1 & 1 to 5 & 1 to 5 & -- & 7 \\
            1 star & 2 & 2 to 33 & 15 to 46 & 2 & 52 \\
        """
        from crossregime.render import paper_text

        return paper_text(self, "latex", parts)

    def to_markdown(self, parts: str | Sequence[str] = "all") -> str:
        """Return the same as Markdown."""
        from crossregime.render import paper_text

        return paper_text(self, "markdown", parts)

    def to_html(self, parts: str | Sequence[str] = "all") -> str:
        """Return the same as an HTML fragment."""
        from crossregime.render import paper_text

        return paper_text(self, "html", parts)
