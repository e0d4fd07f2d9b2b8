"""Write a result for a paper: tables with notes, sentences and a methods paragraph, as LaTeX, Markdown or HTML."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.render.paper.paper import paper_text as paper_text
else:
    from crossregime.core.door import open_door

    open_door(__name__, paper="paper_text")
