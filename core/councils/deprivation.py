"""Group councils by how many of their small areas are among England's most deprived.

An Index of Multiple Deprivation ranks small areas, not councils. The measure used here is the share of a council's
areas in England's most deprived 20 per cent: an exact count by this project, not an official score.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from crossregime.core.councils.citation import cite_dataset_source
from crossregime.core.councils.grouping import Grouping, Membership, fifths
from crossregime.core.files import DATASETS, Folder

SINCE = {"2004": None, "2007": dt.date(2007, 12, 1), "2010": dt.date(2010, 1, 1)}
"""The first day on which each index is used: that of 2007 appeared in December 2007."""
NOTE = "Derived by this project by counting areas; not the official score of a council"


def by_deprivation() -> Grouping:
    """Group councils into fifths of the councils in an index, 1 the most deprived.

    The councils of 2003 have the index of 2004, those of 2009 the indices of 2007 and 2010. The middle of a set of
    ties says where it goes (see `fifths`).

    >>> grouping = by_deprivation()
    >>> grouping.group("hackney", dt.date(2003, 11, 13)), grouping.group("rutland", dt.date(2003, 11, 13))
    ('1', '5')
    """
    shares: dict[str, dict[str, Fraction]] = {}
    sources: dict[str, str] = {}
    table = Folder(DATASETS, "datasets", trusted=True).rows("deprivation.csv", "deprivation")
    for index, _on, council, areas, _in_10, in_20, _mean, _rank, source in table:
        shares.setdefault(index, {})[council] = Fraction(int(in_20), int(areas))
        sources[index] = source
    return Grouping(
        "deprivation",
        "fifths by the share of areas in England's most deprived fifth",
        ("1", "2", "3", "4", "5"),
        tuple(
            Membership(fifths(shares[index]), since, f"index of {index}", cite_dataset_source(sources[index]), NOTE)
            for index, since in SINCE.items()
        ),
        {"1": "1 (most)", "5": "5 (least)"},
        {"most deprived": "1", "least deprived": "5"},
    )
