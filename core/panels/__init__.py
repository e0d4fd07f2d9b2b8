"""Hand on everything that regimes hold: long, as a folder of tables, or as a database."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.panels.panel import Panel as Panel
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        panel="Panel",
    )
