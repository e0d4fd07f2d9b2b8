"""Write a comparison as one HTML page to send: it asks for nothing when it is opened, and computes nothing."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.render.report.facts import gather as gather
    from crossregime.render.report.figures import map_figure as map_figure
    from crossregime.render.report.page import (
        REPORT as REPORT,
        TEMPLATES as TEMPLATES,
        report_page as report_page,
        report_script as report_script,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        facts="gather",
        figures="map_figure",
        page="REPORT TEMPLATES report_page report_script",
    )
