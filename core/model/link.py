"""Define a link of a crosswalk: from one grade to those that correspond to it, with the reason and the source."""

from __future__ import annotations

from typing import Literal, get_args

from crossregime.core.frozen import frozen

LinkKind = Literal["exact", "close", "broader", "narrower", "none"]
LINK_KINDS: tuple[str, ...] = get_args(LinkKind)


@frozen
class Citation:
    """A place in a document: the id of one of the crosswalk's sources, and where in it the evidence is.

    >>> import crossregime as cr
    >>> link = cr.crosswalk("stars-by-rank").links[0]
    >>> link.citations[0] == Citation(link.source, link.place)
    True
    """

    source: str
    place: str


@frozen
class Link:
    """A link from one grade to the grade or grades that are taken to correspond to it.

    Grades are given by id. `kind` is that of the target: the same thing (exact), nearly so (close), more than
    the grade (broader), part of it (narrower), or none where nothing corresponds: then `to` is empty. `reason` says
    why in words; `source` is the id of one of the crosswalk's sources, `place` where in it the evidence is. `also`
    cites further evidence.

    >>> import crossregime as cr
    >>> cr.crosswalk("stars-by-rank").links[0].kind
    'close'
    """

    grade: str
    to: tuple[str, ...]
    kind: LinkKind
    source: str
    place: str
    reason: str = ""
    also: tuple[Citation, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Everything that it cites, the main evidence first."""
        return (Citation(self.source, self.place), *self.also)
