"""RIS: one line a field, read back as it was written."""

from __future__ import annotations

from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.citing.ris import ris
from crossregime.core.citing.work import Work
from crossregime.core.text import one_line

from .reading import read_ris

WORK = Work("a-1", "document", "On care", ("Ann Other", "B. Body"), "The Press", "2003-11-13", "http://a.uk", "OGL", "",
            ("trial: 2 ratings",))  # fmt: skip


def test_a_work_reads_back_field_by_field():
    assert read_ris(ris([WORK])) == [
        [
            ("TY", "ELEC"),
            ("ID", "a-1"),
            ("AU", "Ann Other"),
            ("AU", "B. Body"),
            ("TI", "On care"),
            ("PB", "The Press"),
            ("PY", "2003"),
            ("DA", "2003/11/13/"),
            ("UR", "http://a.uk"),
            ("N1", "OGL"),
            ("N1", "trial: 2 ratings"),
        ]
    ]


def test_a_date_known_to_the_month_or_the_year_leaves_the_rest_open():
    dates = [
        dict(read_ris(ris([Work("k", "document", "t", (), "p", date, "", "")]))[0]) for date in ("2003-02", "2003")
    ]
    assert [each["DA"] for each in dates] == ["2003/02//", "2003///"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_in_a_field_begins_another_or_ends_the_record(title, author):
    work = Work("k", "document", f"x{title}", (f"x{author}",), "p", "2003", "", "")
    (record,) = read_ris(ris([work]))
    assert dict(record)["TI"] == one_line(f"x{title}")
    assert dict(record)["AU"] == one_line(f"x{author}")


def test_every_source_that_is_held_reads_back():
    found = cr.cite("ssi2002", "ssi2003", "csci2004", "ofsted2009")
    records = [dict(each) for each in read_ris(found.to_ris())]
    assert [(each["ID"], each.get("TI", ""), each.get("UR", "")) for each in records] == [
        (work.key, work.title, work.address) for work in found.works
    ]
