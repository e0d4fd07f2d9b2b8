r"""LaTeX holds together: environments and braces are balanced, rows have their columns, and nothing in a text acts.

It is compiled in .ci/run, where there is a TeX.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.render.paper.latex import prose, table
from crossregime.render.paper.tables import PaperTable

NAMED = {"textbackslash", "textbraceleft", "textbraceright", "textasciitilde", "textasciicircum", "textless",
         "textgreater", "textbar", "textasciigrave", "textquotedblleft", "textquotedblright"}  # fmt: skip


def plain(spec):
    """Write columns that wrap as the one letter that they are."""
    return re.sub(r">\{[^}]*\}p\{[^}]*\}", "p", spec)


@pytest.fixture(scope="module", params=["two", "three", "groups"])
def text(request):
    """A comparison of two, of three, and one with groups."""
    calls = {
        "two": (("ssi2003", "ofsted2009"), {}),
        "three": (("ssi2002", "ssi2003", "ofsted2009"), {"statistics": "all"}),
        "groups": (("ssi2003:children.serving", "ofsted2009"), {"by": "region"}),
    }
    selectors, asked = calls[request.param]
    return cr.compare(*selectors, **asked).to_latex()


def test_every_environment_that_opens_closes_in_order(text):
    open_ = []
    for word, name in re.findall(r"\\(begin|end)\{(\w+)\}", text):
        if word == "begin":
            open_.append(name)
        else:
            assert open_.pop() == name
    assert not open_


def test_every_brace_that_opens_closes(text):
    depth = 0
    for char in re.sub(r"\\[\\{}%]", "", text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


def test_every_row_has_as_many_cells_as_there_are_columns(text):
    tables = re.findall(r"\\begin\{(tabular|longtable)\}\{(\S*)\}\n(.*?)\\end\{\1\}", text, re.DOTALL)
    assert len(tables) > 3
    for _, spec, body in tables:
        columns = len(re.sub(r"\[[^]]*\]", "", plain(spec)))
        rows = [line for line in body.splitlines() if " & " in line]
        assert rows
        for row in rows:
            assert len(re.split(r"(?<!\\)&", row)) == columns, row
            assert row.endswith(r" \\")


def test_aligned_columns_hold_plain_numbers_alone(text):
    for spec, body in re.findall(r"\\begin\{tabular\}\{(\S*)\}\n(.*?)\\end\{tabular\}", text, re.DOTALL):
        kinds = re.findall(r"[lrp]|S\[table-format=[-\d.]+\]", plain(spec))
        rows = [line.strip().removesuffix(r"\\").split(" & ") for line in body.splitlines() if " & " in line]
        for row in rows[1:]:
            for kind, cell in zip(kinds, row, strict=True):
                assert kind[0] != "S" or re.fullmatch(r"-?\d+(\.\d+)?", cell.strip()), (spec, row)


@given(st.text(max_size=40))
def test_nothing_in_a_text_acts(text):
    written = prose(text).replace("$-$", "")
    for name in re.findall(r"\\([a-z]+)\{\}", written):
        assert name in NAMED
    left = re.sub(r"\\[a-z]+\{\}|\\[$&#%_]|(?<=[-',])\{\}", "", written)
    assert not set(left) & set('\\{}$&#%_~^<>|"\n'), written


def test_minus_signs_dashes_and_dates_are_told_apart():
    assert prose("-38 to +49 points") == "$-$38 to +49 points"
    assert prose("2003-11-13") == "2003-11-13"
    assert prose("\N{EN DASH}") == "--"


def test_a_table_has_its_notes_under_it_and_its_numbers_aligned():
    small = PaperTable("x", "Care & cost", ("", "n", "share"), (("a", "1", "5%"), ("b", "12", "6%")), ("Note_1.",))
    lines = [line.strip() for line in table(small).splitlines()]
    assert lines == [
        r"\begin{table}[htbp]",
        r"\centering",
        r"\caption{Care \& cost}",
        r"\label{tab:x}",
        r"\begin{tabular}{lS[table-format=2]r}",
        r"\toprule",
        r"& {n} & {share} \\",
        r"\midrule",
        r"a & 1 & 5\% \\",
        r"b & 12 & 6\% \\",
        r"\bottomrule",
        r"\end{tabular}",
        r"\par\smallskip",
        r"\begin{minipage}{\linewidth}\footnotesize",
        r"Note\_1.\par",
        r"\end{minipage}",
        r"\end{table}",
    ]
