"""Find what a selector names, and pair two positions."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.positions.ages import (
        check_uninspected as check_uninspected,
        open_uninspected as open_uninspected,
        parse_age as parse_age,
        within_age as within_age,
    )
    from crossregime.core.positions.difference import (
        Difference as Difference,
        LikeForLike as LikeForLike,
        differences as differences,
        like_for_like as like_for_like,
    )
    from crossregime.core.positions.document import (
        FLAGS as FLAGS,
        compared_dict as compared_dict,
        position_dict as position_dict,
        regime_dict as regime_dict,
    )
    from crossregime.core.positions.facts import Facts as Facts, apply_facts as apply_facts
    from crossregime.core.positions.inspected import Inspected as Inspected, years as years
    from crossregime.core.positions.pairing import (
        LINEAGES as LINEAGES,
        Lineage as Lineage,
        align as align,
        check_lineage as check_lineage,
        hand_on as hand_on,
        inherit as inherit,
        one_inspection as one_inspection,
        unpaired as unpaired,
    )
    from crossregime.core.positions.pairs import (
        PairWeights as PairWeights,
        pairs_frame as pairs_frame,
        readable as readable,
    )
    from crossregime.core.positions.position import (
        CHOSEN as CHOSEN,
        AppliedCrosswalk as AppliedCrosswalk,
        Position as Position,
        check_scales as check_scales,
        disambiguate as disambiguate,
    )
    from crossregime.core.positions.rule_use import RuleUse as RuleUse
    from crossregime.core.positions.selection import (
        find_position as find_position,
        rolling_rows as rolling_rows,
    )
    from crossregime.core.positions.selector import (
        Selector as Selector,
        is_folder as is_folder,
        parse_selector as parse_selector,
    )
    from crossregime.core.positions.spelling import (
        council_columns as council_columns,
        flag as flag,
        grade_columns as grade_columns,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        ages="check_uninspected open_uninspected parse_age within_age",
        difference="Difference LikeForLike differences like_for_like",
        document="FLAGS compared_dict position_dict regime_dict",
        facts="Facts apply_facts",
        inspected="Inspected years",
        pairing="LINEAGES Lineage align check_lineage hand_on inherit one_inspection unpaired",
        pairs="PairWeights pairs_frame readable",
        position="AppliedCrosswalk CHOSEN Position check_scales disambiguate",
        rule_use="RuleUse",
        selection="find_position rolling_rows",
        selector="Selector is_folder parse_selector",
        spelling="council_columns flag grade_columns",
    )
