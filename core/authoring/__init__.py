"""Begin a regime or a crosswalk: write the files that its author goes on from."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.authoring.decision import Decision as Decision
    from crossregime.core.authoring.draft import Draft as Draft, draft_regime as draft_regime
    from crossregime.core.authoring.example import (
        example_crosswalk as example_crosswalk,
        example_regime as example_regime,
    )
    from crossregime.core.authoring.marks import UNFINISHED as UNFINISHED
    from crossregime.core.authoring.project import (
        crosswalk_project as crosswalk_project,
        id_fault as id_fault,
        id_of as id_of,
        module_of as module_of,
        regime_project as regime_project,
        with_schema as with_schema,
    )
    from crossregime.core.authoring.wishes import Wishes as Wishes
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        decision="Decision",
        draft="Draft draft_regime",
        example="example_crosswalk example_regime",
        marks="UNFINISHED",
        project="crosswalk_project id_fault id_of module_of regime_project with_schema",
        wishes="Wishes",
    )
