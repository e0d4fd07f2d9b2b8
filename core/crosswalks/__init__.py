"""Map positions onto other scales."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.crosswalks.listing import (
        Bringing as Bringing,
        Listing as Listing,
        Rivals as Rivals,
        Shown as Shown,
        crosswalks_between as crosswalks_between,
    )
    from crossregime.core.crosswalks.mapping import (
        Mapped as Mapped,
        choose as choose,
        fitting as fitting,
        map_between as map_between,
        map_onto as map_onto,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        listing="Bringing Listing Rivals Shown crosswalks_between",
        mapping="Mapped choose fitting map_between map_onto",
    )
