"""Set positions side by side and say what follows."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.comparison.across_crosswalks import (
        Sensitivity as Sensitivity,
        over_crosswalks as over_crosswalks,
    )
    from crossregime.core.comparison.averages import scoring as scoring
    from crossregime.core.comparison.comparison import Comparison as Comparison, compare_positions as compare_positions
    from crossregime.core.comparison.crosstab import Crosstab as Crosstab
    from crossregime.core.comparison.events import Events as Events, find_events as find_events
    from crossregime.core.comparison.figures import (
        ASSUMPTIONS as ASSUMPTIONS,
        Inference as Inference,
        left_out as left_out,
        parse_inference as parse_inference,
        parse_methods as parse_methods,
    )
    from crossregime.core.comparison.inquiry import (
        Inquiry as Inquiry,
        Known as Known,
        inquire as inquire,
        parse_grades as parse_grades,
    )
    from crossregime.core.comparison.movement import Movement as Movement
    from crossregime.core.comparison.statements import cell as cell, list_grades as list_grades
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        across_crosswalks="Sensitivity over_crosswalks",
        averages="scoring",
        comparison="Comparison compare_positions",
        crosstab="Crosstab",
        events="Events find_events",
        figures="ASSUMPTIONS Inference left_out parse_inference parse_methods",
        inquiry="Inquiry Known inquire parse_grades",
        movement="Movement",
        statements="cell list_grades",
    )
