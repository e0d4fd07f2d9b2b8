"""Apply rating rules, and explain their results."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.rules.applying import apply_rule as apply_rule, apply_rules as apply_rules
    from crossregime.core.rules.evidence import misfits as misfits
    from crossregime.core.rules.ground import CouncilRating as CouncilRating, Move as Move, RuleContext as RuleContext
    from crossregime.core.rules.near_threshold import NearThreshold as NearThreshold, Step as Step
    from crossregime.core.rules.rating import (
        Rating as Rating,
        parse_assignments as parse_assignments,
        rate_council as rate_council,
        rate_pattern as rate_pattern,
        rule_context as rule_context,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        applying="apply_rule apply_rules",
        evidence="misfits",
        ground="CouncilRating Move RuleContext",
        near_threshold="NearThreshold Step",
        rating="Rating parse_assignments rate_pattern rate_council rule_context",
    )
