"""Describe one regime, or one council, on a page."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.profiles.council_profile import (
        Outcome as Outcome,
        Profile as Profile,
        profile as profile,
        profiles_dict as profiles_dict,
    )
    from crossregime.core.profiles.description import Checked as Checked, Description as Description
    from crossregime.core.profiles.rated_council import RatedCouncil as RatedCouncil
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        council_profile="Outcome Profile profile profiles_dict",
        description="Checked Description",
        rated_council="RatedCouncil",
    )
