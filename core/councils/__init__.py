"""Identify councils on a date: register, names, lineage and groups."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.councils.council import (
        SCHEMES as SCHEMES,
        Council as Council,
        Name as Name,
        Succession as Succession,
    )
    from crossregime.core.councils.grouping import (
        NO_GROUP as NO_GROUP,
        Grouping as Grouping,
        Membership as Membership,
        fifths as fifths,
    )
    from crossregime.core.councils.groups import (
        Limits as Limits,
        Where as Where,
        label as label,
        parse_where as parse_where,
    )
    from crossregime.core.councils.known_groupings import (
        built_in as built_in,
        check_names as check_names,
        find_grouping as find_grouping,
    )
    from crossregime.core.councils.listing import (
        council_dict as council_dict,
        councils_dict as councils_dict,
        councils_frame as councils_frame,
        list_councils as list_councils,
        succession_dict as succession_dict,
    )
    from crossregime.core.councils.lookup import normalise as normalise
    from crossregime.core.councils.neighbours import (
        WARNING as WARNING,
        Neighbour as Neighbour,
        Neighbours as Neighbours,
        neighbours_of as neighbours_of,
    )
    from crossregime.core.councils.own_groups import groupings_of as groupings_of, read_groups as read_groups
    from crossregime.core.councils.population import Populations as Populations, populations as populations
    from crossregime.core.councils.register import (
        COMPLETE_FROM as COMPLETE_FROM,
        Register as Register,
        load_register as load_register,
    )
    from crossregime.core.councils.resolution import Resolution as Resolution, resolve_file as resolve_file
    from crossregime.core.councils.tiles import Tile as Tile, tiles_on as tiles_on
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        council="Council Name SCHEMES Succession",
        grouping="Grouping Membership NO_GROUP fifths",
        groups="Limits Where label parse_where",
        listing="council_dict councils_dict councils_frame list_councils succession_dict",
        known_groupings="built_in check_names find_grouping",
        lookup="normalise",
        neighbours="Neighbour Neighbours WARNING neighbours_of",
        own_groups="groupings_of read_groups",
        population="Populations populations",
        register="COMPLETE_FROM Register load_register",
        resolution="Resolution resolve_file",
        tiles="Tile tiles_on",
    )
