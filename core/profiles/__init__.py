"""Profile a regime or a council."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.profiles.changes import headline_changes as headline_changes
    from crossregime.core.profiles.council_profile import (
        Outcome as Outcome,
        Profile as Profile,
        histories as histories,
        profile as profile,
        profiles_dict as profiles_dict,
    )
    from crossregime.core.profiles.description import Checked as Checked, Description as Description
    from crossregime.core.profiles.inspections import (
        InspectionList as InspectionList,
        list_inspections as list_inspections,
    )
    from crossregime.core.profiles.placing import Placing as Placing
    from crossregime.core.profiles.rated_council import RatedCouncil as RatedCouncil
    from crossregime.core.profiles.standing import (
        BREAK as BREAK,
        HOW as HOW,
        Standing as Standing,
        standing_of as standing_of,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        changes="headline_changes",
        council_profile="Outcome Profile histories profile profiles_dict",
        description="Checked Description",
        inspections="InspectionList list_inspections",
        placing="Placing",
        rated_council="RatedCouncil",
        standing="BREAK HOW Standing standing_of",
    )
