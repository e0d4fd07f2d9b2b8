"""What is wrong with the files of a folder is gathered, so that one error tells it all."""

from __future__ import annotations

import pytest

from crossregime.core.errors import DataError, Fault, UsageError
from crossregime.core.files.faults import Faults

ONE, TWO, THREE = (Fault("./mine/a.csv", what) for what in ("is empty", "is UTF-16", "is missing"))


def test_faults_of_several_files_come_out_in_the_order_in_which_they_were_found():
    faults = Faults("./mine")
    with faults.gathering():
        raise DataError("a.csv breaks its format", faults=[ONE, TWO])
    with faults.gathering():
        pass
    with faults.gathering():
        raise DataError("b.csv breaks its format", faults=[THREE])
    with pytest.raises(DataError, match=r"\./mine can't be read") as caught:
        faults.refuse_if_any()
    assert caught.value.faults == (ONE, TWO, THREE)
    assert caught.value.exit_code == 3


def test_an_error_without_faults_of_its_own_becomes_one_of_the_folder():
    faults = Faults("./mine")
    with faults.gathering():
        raise DataError("there is no folder", do="make it")
    assert faults.found == [Fault("./mine", "there is no folder", do="make it")]


def test_without_a_fault_nothing_is_refused():
    faults = Faults("./mine")
    faults.refuse_if_any()
    assert faults.found == []


def test_a_mistake_in_the_call_is_no_fault_of_the_data_and_is_told_at_once():
    faults = Faults("./mine")
    with pytest.raises(UsageError, match="no such option"), faults.gathering():
        raise UsageError("no such option")
    assert faults.found == []
