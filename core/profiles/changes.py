"""Say from one headline rating of a council to the next what changed, and where nothing can be said."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossregime.core.profiles.council_profile import Outcome, Profile


def headline_changes(profile: Profile) -> tuple[str, ...]:
    """Give a sentence for each two headline ratings in a row: higher, lower, the same, or why that can't be told.

    Only two ratings on one scale, of the same services and the same aspect, can be higher or lower than each other.

    >>> import crossregime as cr
    >>> from crossregime.core.profiles import profile
    >>> headline_changes(profile(cr.council("Leeds"), [cr.regime("ssi2003"), cr.regime("ofsted2009")]))[0][:64]
    '2003-11-13 to 2009-12-09: they rate different things or on other'
    """
    rated = sorted((each for each in profile.own if each.headline), key=lambda each: each.published)
    return tuple(f"{one.published} to {then.published}: {_change(one, then)}" for one, then in pairwise(rated))


def _change(one: Outcome, then: Outcome) -> str:
    kinds = {(each.judgement.scale.id, each.judgement.service, each.judgement.aspect) for each in (one, then)}
    if len(kinds) > 1:
        return "they rate different things or on other scales, so neither is higher."
    if one.worst is None or one.best is None or then.worst is None or then.best is None:
        return "one of the two is no grade."
    grades = f"{one.grade}, then {then.grade}"
    if then.worst > one.best:
        return f"higher ({grades})."
    if then.best < one.worst:
        return f"lower ({grades})."
    if one.worst == one.best == then.worst == then.best:
        return f"the same ({one.grade})."
    return f"not known which is higher ({grades})."
