"""statistics: the list, and those that are named."""

from __future__ import annotations

import subprocess
import sys

import crossregime as cr

from ..documents import valid

# statistics


def test_statistics_lists_them_and_explains_those_that_are_named(call):
    answer = call("statistics")
    assert answer.code == 0
    assert all(name in answer.out for name in cr.statistics.names())
    one = call("statistics", "bhapkar")
    assert "V. P. Bhapkar (1966)" in one.out
    document = valid(call("statistics", "--format", "json").out, "statistics")
    assert [each["id"] for each in document["statistics"]] == list(cr.statistics.names())
    both = call("statistics", "probability_of_superiority", "gamma", "gamma")
    assert both.out == call("statistics", "probability_of_superiority").out + "\n" + call("statistics", "gamma").out
    assert "E. R. DeLong" in both.out
    document = valid(call("statistics", "gamma", "bhapkar", "--format", "json").out, "statistics")
    assert [each["id"] for each in document["statistics"]] == ["gamma", "bhapkar"]
    wrong = call("statistics", "bhapkr")
    assert (wrong.code, "did you mean 'bhapkar'" in wrong.err) == (2, True)


def test_statistics_imports_nothing_heavy():
    code = (
        "import sys; from crossregime.cli import main; main(['statistics', 'tau_b']);"
        "print(sorted({'polars', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
