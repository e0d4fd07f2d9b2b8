"""Answer calls: find what a name stands for, and run the public functions."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.host.beginning import Begun as Begun, begin as begin
    from crossregime.core.host.interface import (
        bounds as bounds,
        cite as cite,
        compare as compare,
        council as council,
        crosswalk as crosswalk,
        crosswalks as crosswalks,
        grouping as grouping,
        host as host,
        map_position as map_position,
        panel as panel,
        position as position,
        rate as rate,
        rate_all as rate_all,
        reconcile as reconcile,
        regime as regime,
        regimes as regimes,
        register as register,
        sensitivity as sensitivity,
        standing as standing,
    )
    from crossregime.core.host.naming import Host as Host, Named as Named
    from crossregime.core.host.preparation import (
        prepare_groups as prepare_groups,
        prepare_neighbours as prepare_neighbours,
        prepare_positions as prepare_positions,
    )
    from crossregime.core.host.rerunning import (
        check_again as check_again,
        record_crosstab as record_crosstab,
        record_inspections as record_inspections,
        record_mapped as record_mapped,
        record_outcomes as record_outcomes,
        rerun as rerun,
        run_again as run_again,
    )
    from crossregime.core.host.validation import Validation as Validation, validate as validate
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        beginning="Begun begin",
        interface=(
            "bounds cite compare council crosswalk crosswalks grouping host map_position panel position rate rate_all "
            "reconcile regime regimes register sensitivity standing"
        ),
        naming="Host Named",
        preparation="prepare_groups prepare_neighbours prepare_positions",
        rerunning="check_again record_crosstab record_inspections record_mapped record_outcomes rerun run_again",
        validation="Validation validate",
    )
