"""Remove the words of style from a council's name: London Borough of, City of, County Council, MBC.

The list is closed, and a style matches only a council that may have it: Durham City Council was a district, and does
not match the county.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossregime.core.councils.council import Council

Style = Literal["any", "borough", "city", "county", "london", "metropolitan", "royal", "unitary"]

_BEFORE: dict[str, tuple[Style, ...]] = {
    "borough of": ("borough",),
    "city of": ("city",),
    "county of": ("county",),
    "lb of": ("london",),
    "lb": ("london",),
    "london borough of": ("london",),
    "metropolitan borough of": ("metropolitan",),
    "rb of": ("royal",),
    "rb": ("royal",),
    "royal borough of": ("royal",),
}
_AFTER: dict[str, tuple[Style, ...]] = {
    **_BEFORE,
    "bc": ("borough",),
    "borough": ("borough",),
    "borough council": ("borough",),
    "cc": ("city", "county"),
    "city": ("city",),
    "city council": ("city",),
    "council": ("any",),
    "county": ("county",),
    "county council": ("county",),
    "lbc": ("london",),
    "london borough": ("london",),
    "london borough council": ("london",),
    "mbc": ("metropolitan",),
    "mdc": ("metropolitan",),
    "metropolitan borough": ("metropolitan",),
    "metropolitan borough council": ("metropolitan",),
    "metropolitan district council": ("metropolitan",),
    "ua": ("unitary",),
    "unitary authority": ("unitary",),
}


_SHORT = {
    "beds": "bedfordshire", "bucks": "buckinghamshire", "cambs": "cambridgeshire", "ches": "cheshire", "co": "county",
    "derbys": "derbyshire", "glos": "gloucestershire", "hants": "hampshire", "herefs": "herefordshire",
    "herts": "hertfordshire",
    "lancs": "lancashire", "leics": "leicestershire", "lincs": "lincolnshire", "northants": "northamptonshire",
    "northumb": "northumberland", "notts": "nottinghamshire", "oxon": "oxfordshire", "salop": "shropshire",
    "shrops": "shropshire", "staffs": "staffordshire", "warks": "warwickshire", "wilts": "wiltshire",
    "worcs": "worcestershire", "yorks": "yorkshire", "berks": "berkshire", "som": "somerset",
    "n": "north", "s": "south", "e": "east", "w": "west", "ne": "north east", "nw": "north west", "se": "south east",
    "sw": "south west",
}  # fmt: skip
"""Unambiguous abbreviations of counties and compass points."""


def spelt_out(folded: str) -> Iterator[str]:
    """Return a normalised name with its initials joined, and with its abbreviations spelt out.

    >>> [*spelt_out("hackney l b")], [*spelt_out("n e lincs")]
    (['hackney lb'], ['ne lincs', 'north east lincolnshire'])
    """
    drawn = re.sub(r"\b(?:[a-z] )+[a-z]\b", lambda found: found[0].replace(" ", ""), folded)
    long = " ".join(_SHORT.get(word, word) for word in drawn.split())
    yield from (form for form in dict.fromkeys((drawn, long)) if form != folded)


def without_style(folded: str) -> Iterator[tuple[str, tuple[tuple[Style, ...], ...]]]:
    """Strip words of style from a normalised name; return the rest, and the styles that each stripped word may mean.

    >>> [*without_style("the london borough of hackney")][-1]
    ('hackney', (('london',),))
    """
    plain = folded.removeprefix("the ")
    # Take the longest match: 'county council' before 'council'.
    before = max((words for words in _BEFORE if plain.startswith(f"{words} ")), key=len, default="")
    after = max((words for words in _AFTER if plain.endswith(f" {words}")), key=len, default="")
    for start, end in (("", ""), ("", after), (before, ""), (before, after)):
        taken = tuple(styles for styles in (_BEFORE.get(start), _AFTER.get(end)) if styles)
        core = plain[len(start) : len(plain) - len(end)].strip()
        if core and core != folded:
            yield core, taken


def may_be(council: Council, taken: tuple[tuple[Style, ...], ...]) -> bool:
    """Tell whether a council may have each of the styles stripped from its name.

    >>> import crossregime as cr
    >>> leeds = cr.register().council("leeds")
    >>> may_be(leeds, (("city",),)), may_be(leeds, (("county",),)), may_be(leeds, (("city", "county"),))
    (True, False, True)
    """
    styles = _styles(council)
    return all(not styles.isdisjoint(each) for each in taken)


def _styles(council: Council) -> set[Style]:
    """Return the styles that a council may have, from its type and its official name."""
    official = council.official_name.casefold().split()
    styles: set[Style] = {"any"}
    styles |= {style for style in ("borough", "city", "county", "royal") if style in official}
    if council.type in ("inner_london", "outer_london"):
        styles |= {"london", "borough"}
    elif council.type == "metropolitan":
        styles |= {"metropolitan"} if "city" in styles else {"metropolitan", "borough"}
    else:
        styles.add("county" if council.type == "shire_county" else "unitary")
    return styles
