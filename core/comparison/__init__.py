"""Compare positions, and state what follows."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.comparison.across_crosswalks import (
        Sensitivity as Sensitivity,
        over_crosswalks as over_crosswalks,
    )
    from crossregime.core.comparison.averages import scoring as scoring
    from crossregime.core.comparison.comparison import Comparison as Comparison, compare_positions as compare_positions
    from crossregime.core.comparison.conclusions import (
        Conclusion as Conclusion,
        TableUnderCrosswalks as TableUnderCrosswalks,
    )
    from crossregime.core.comparison.constraints import CountedRow as CountedRow, problem_of as problem_of
    from crossregime.core.comparison.crosstab import Crosstab as Crosstab
    from crossregime.core.comparison.events import Events as Events, find_events as find_events
    from crossregime.core.comparison.figures import (
        ASSUMPTIONS as ASSUMPTIONS,
        Inference as Inference,
        InferenceResult as InferenceResult,
        chances as chances,
        left_out as left_out,
        parse_inference as parse_inference,
        parse_methods as parse_methods,
        table_statistics as table_statistics,
    )
    from crossregime.core.comparison.frames import (
        cells_frame as cells_frame,
        statistics_frame as statistics_frame,
        table_frame as table_frame,
    )
    from crossregime.core.comparison.inquiry import (
        Inquiry as Inquiry,
        Known as Known,
        inquire as inquire,
    )
    from crossregime.core.comparison.movement import Movement as Movement, directions as directions
    from crossregime.core.comparison.record import record_events as record_events
    from crossregime.core.comparison.sentences import Sentence as Sentence
    from crossregime.core.comparison.statements import Share as Share, cell as cell, list_grades as list_grades
    from crossregime.core.comparison.summary import (
        grades_in_brief as grades_in_brief,
        known_in_brief as known_in_brief,
        notes_in_brief as notes_in_brief,
        pairs_in_brief as pairs_in_brief,
        pairs_of_the_others as pairs_of_the_others,
        paths as paths,
        short_range as short_range,
        sources_in_brief as sources_in_brief,
        unlike_in_brief as unlike_in_brief,
    )
    from crossregime.core.comparison.tabulation import tabulation_of as tabulation_of
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        across_crosswalks="Sensitivity over_crosswalks",
        averages="scoring",
        comparison="Comparison compare_positions",
        conclusions="Conclusion TableUnderCrosswalks",
        constraints="CountedRow problem_of",
        crosstab="Crosstab",
        events="Events find_events",
        figures=(
            "ASSUMPTIONS Inference InferenceResult chances left_out parse_inference parse_methods table_statistics"
        ),
        frames="cells_frame statistics_frame table_frame",
        inquiry="Inquiry Known inquire",
        movement="Movement directions",
        record="record_events",
        sentences="Sentence",
        statements="Share cell list_grades",
        summary=(
            "grades_in_brief known_in_brief notes_in_brief pairs_in_brief pairs_of_the_others paths "
            "short_range sources_in_brief unlike_in_brief"
        ),
        tabulation="tabulation_of",
    )
