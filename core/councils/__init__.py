"""Tell who a council was on a date."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.councils.council import Council as Council, Name as Name, Succession as Succession
    from crossregime.core.councils.groups import Where as Where, label as label, parse_where as parse_where
    from crossregime.core.councils.listing import (
        council_dict as council_dict,
        councils_dict as councils_dict,
        councils_frame as councils_frame,
        list_councils as list_councils,
        succession_dict as succession_dict,
    )
    from crossregime.core.councils.population import Populations as Populations, populations as populations
    from crossregime.core.councils.register import (
        COMPLETE_FROM as COMPLETE_FROM,
        SCHEMES as SCHEMES,
        Register as Register,
        check_dimension as check_dimension,
        load_register as load_register,
    )
    from crossregime.core.councils.resolution import Resolution as Resolution, resolve_file as resolve_file
    from crossregime.core.councils.tiles import Tile as Tile, tiles_on as tiles_on
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        council="Council Name Succession",
        groups="Where label parse_where",
        listing="council_dict councils_dict councils_frame list_councils succession_dict",
        population="Populations populations",
        register="COMPLETE_FROM Register SCHEMES check_dimension load_register",
        resolution="Resolution resolve_file",
        tiles="Tile tiles_on",
    )
