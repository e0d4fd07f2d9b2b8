"""Bound the statistics of a partly known table."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.bounds.asked import (
        DOING_WELL as DOING_WELL,
        Asked as Asked,
        GradeNames as GradeNames,
        OwnScale as OwnScale,
        parse_names_of_grades as parse_names_of_grades,
    )
    from crossregime.core.bounds.assumptions import (
        AssumedRange as AssumedRange,
        amount_text as amount_text,
        in_points as in_points,
        settled_sign as settled_sign,
    )
    from crossregime.core.bounds.between import (
        REST as REST,
        GroupContrast as GroupContrast,
        Of as Of,
        check_contrast_kind as check_contrast_kind,
        check_named_groups as check_named_groups,
        groups_in as groups_in,
    )
    from crossregime.core.bounds.breakdown import Breakdown as Breakdown
    from crossregime.core.bounds.conflict import contradicting_totals as contradicting_totals
    from crossregime.core.bounds.contrast import (
        ANSWERS as ANSWERS,
        Contrast as Contrast,
        ContrastBounds as ContrastBounds,
        ContrastVerdict as ContrastVerdict,
        GroupShare as GroupShare,
        graded_group as graded_group,
    )
    from crossregime.core.bounds.effort import EFFORT as EFFORT, check_effort as check_effort
    from crossregime.core.bounds.fact_kinds import FactKind as FactKind, FactsValue as FactsValue
    from crossregime.core.bounds.figure import BoundedStatistic as BoundedStatistic, p_text as p_text
    from crossregime.core.bounds.identification import (
        METHODS as METHODS,
        Extreme as Extreme,
        Identification as Identification,
    )
    from crossregime.core.bounds.interval import Counts as Counts, Interval as Interval
    from crossregime.core.bounds.own_table import bounds_of_rows as bounds_of_rows
    from crossregime.core.bounds.problem import (
        Cell as Cell,
        FlowConstraint as FlowConstraint,
        GradeImage as GradeImage,
        Problem as Problem,
        Sets as Sets,
        Stratum as Stratum,
        TotalConstraint as TotalConstraint,
        Variable as Variable,
    )
    from crossregime.core.bounds.search.branch_and_bound import BranchAndBound as BranchAndBound
    from crossregime.core.bounds.search.integer_program import IntegerProgram as IntegerProgram
    from crossregime.core.bounds.search.programs import Allocation as Allocation, possible as possible
    from crossregime.core.bounds.solver import Solver as Solver, solve as solve
    from crossregime.core.bounds.value_of_information import (
        Help as Help,
        what_would_help as what_would_help,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        asked="Asked DOING_WELL GradeNames OwnScale parse_names_of_grades",
        assumptions="AssumedRange amount_text in_points settled_sign",
        between="GroupContrast Of REST check_named_groups check_contrast_kind groups_in",
        breakdown="Breakdown",
        conflict="contradicting_totals",
        contrast="ANSWERS Contrast ContrastBounds ContrastVerdict GroupShare graded_group",
        effort="EFFORT check_effort",
        figure="BoundedStatistic p_text",
        fact_kinds="FactKind FactsValue",
        identification="Extreme Identification METHODS",
        interval="Counts Interval",
        own_table="bounds_of_rows",
        problem="Cell FlowConstraint GradeImage Problem Sets Stratum TotalConstraint Variable",
        search__branch_and_bound="BranchAndBound",
        search__integer_program="IntegerProgram",
        search__programs="Allocation possible",
        solver="Solver solve",
        value_of_information="Help what_would_help",
    )
