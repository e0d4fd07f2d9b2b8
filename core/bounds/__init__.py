"""Bound what a table can be when only part of it is known."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.bounds.contrast import (
        ANSWERS as ANSWERS,
        Contrast as Contrast,
        ContrastBounds as ContrastBounds,
        GroupShare as GroupShare,
        group_of as group_of,
        groups_of as groups_of,
        points_text as points_text,
    )
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
    from crossregime.core.bounds.search.integer_program import IntegerProgram as IntegerProgram
    from crossregime.core.bounds.search.programs import Allocation as Allocation, possible as possible
    from crossregime.core.bounds.solver import Solver as Solver, solve as solve
    from crossregime.core.bounds.value_of_information import (
        FactKind as FactKind,
        Help as Help,
        what_would_help as what_would_help,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        contrast="ANSWERS Contrast ContrastBounds GroupShare group_of groups_of points_text",
        identification="Extreme Identification METHODS",
        interval="Counts Interval",
        own_table="bounds_of_rows",
        problem="Cell FlowConstraint GradeImage Problem Sets Stratum TotalConstraint Variable",
        search__integer_program="IntegerProgram",
        search__programs="Allocation possible",
        solver="Solver solve",
        value_of_information="FactKind Help what_would_help",
    )
