"""Write a comparison as one HTML page to send: it asks for nothing when it is opened, and computes nothing."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.render.report.page import report_page as report_page
else:
    from crossregime.core.door import open_door

    open_door(__name__, page="report_page")
