"""Define what a plugin hands over: regimes, scales, rules and crosswalks."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.model.attainable_counts import (
        AttainableCounts as AttainableCounts,
        share_as_counts as share_as_counts,
    )
    from crossregime.core.model.composition import compose as compose, crossing as crossing, invert as invert
    from crossregime.core.model.crosswalk import (
        CAVEAT as CAVEAT,
        WORKED_OUT as WORKED_OUT,
        Crosswalk as Crosswalk,
        Disagreement as Disagreement,
        rivals as rivals,
    )
    from crossregime.core.model.crosswalk_checks import (
        checked as checked,
        content_faults as content_faults,
        crosswalk_faults as crosswalk_faults,
        id_faults as id_faults,
    )
    from crossregime.core.model.foreign_scales import foreign_scale as foreign_scale, let_find as let_find
    from crossregime.core.model.inspection import Inspection as Inspection, as_of as as_of
    from crossregime.core.model.judgement import (
        KNOWN as KNOWN,
        STATUSES as STATUSES,
        UNGRADED as UNGRADED,
        Area as Area,
        Comparability as Comparability,
        Judgement as Judgement,
        Publication as Publication,
        Scoring as Scoring,
        Source as Source,
        Universe as Universe,
        Unlisted as Unlisted,
        WhyOpen as WhyOpen,
        Withheld as Withheld,
        rank_of as rank_of,
        status_text as status_text,
    )
    from crossregime.core.model.link import Citation as Citation, Link as Link
    from crossregime.core.model.points_rule import Cap as Cap, PointsRule as PointsRule
    from crossregime.core.model.regime import Regime as Regime, RegimeFiles as RegimeFiles, RegimeKind as RegimeKind
    from crossregime.core.model.rule import (
        MOST_PATTERNS as MOST_PATTERNS,
        Example as Example,
        Passage as Passage,
        Pattern as Pattern,
        Ratios as Ratios,
        Rule as Rule,
        Stepping as Stepping,
        Weighing as Weighing,
        swaps as swaps,
        unordered as unordered,
    )
    from crossregime.core.model.scale import GoodFrom as GoodFrom, Grade as Grade, Scale as Scale
    from crossregime.core.model.scales import (
        build_scale as build_scale,
        good_from_faults as good_from_faults,
        scale_faults as scale_faults,
        shared_scales as shared_scales,
    )
    from crossregime.core.model.totals import (
        Change as Change,
        Flow as Flow,
        KnownCount as KnownCount,
        Total as Total,
        bound_grade as bound_grade,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        attainable_counts="AttainableCounts share_as_counts",
        composition="compose crossing invert",
        crosswalk="CAVEAT Crosswalk Disagreement WORKED_OUT rivals",
        crosswalk_checks="checked content_faults crosswalk_faults id_faults",
        foreign_scales="foreign_scale let_find",
        inspection="Inspection as_of",
        judgement=(
            "Area Comparability Judgement KNOWN Publication STATUSES Scoring Source UNGRADED Universe Unlisted "
            "WhyOpen Withheld rank_of status_text"
        ),
        link="Citation Link",
        points_rule="Cap PointsRule",
        regime="Regime RegimeFiles RegimeKind",
        rule="Example MOST_PATTERNS Passage Pattern Ratios Rule Stepping Weighing swaps unordered",
        scale="GoodFrom Grade Scale",
        scales="build_scale good_from_faults scale_faults shared_scales",
        totals="Change Flow KnownCount Total bound_grade",
    )
