"""Lay pages out for a browser: blocks and figures, one style sheet, templates that escape all that they are given."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.render.web.blocks import Block as Block, keep as keep
    from crossregime.render.web.figure import Figure as Figure, named_figure as named_figure
    from crossregime.render.web.look import Look as Look, alone as alone, within as within
    from crossregime.render.web.templates import open_templates as open_templates, style_sheet as style_sheet
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        blocks="Block keep",
        figure="Figure named_figure",
        look="Look alone within",
        templates="open_templates style_sheet",
    )
