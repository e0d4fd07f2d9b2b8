"""The doctor: versions and plugins, each loaded apart, so that one that hangs or crashes is only reported."""

from __future__ import annotations

import json
import os
import sys
import time

import pytest

import crossregime
from crossregime.core.discovery.child import ChildError, run_in_child
from crossregime.core.discovery.doctor import diagnose


def health(diagnosis):
    """Give (health, reason) of the plugins that are not built in, by id."""
    found = (each for each in diagnosis.plugins if each.health != "built-in")
    return {each.plugin.id: (each.health, each.reason) for each in found}


def test_versions_and_built_ins_are_told():
    diagnosis = diagnose(crossregime.host().plugins())
    assert list(diagnosis.versions) == [
        "python", "crossregime", "polars", "pluggy", "jsonschema", "rich", "numpy", "scipy", "highspy",
    ]  # fmt: skip
    assert all(diagnosis.versions.values())
    built_in = [each.plugin.id for each in diagnosis.plugins if each.health == "built-in"]
    assert built_in == [*crossregime.host().builtins]


def test_a_good_plugin_loads_whatever_the_others_do(site_on_path):
    site_on_path.install_example()
    site_on_path.install("failing", "failing = failing", failing="import a_module_that_nobody_has")
    site_on_path.install("usurper", "ssi2003 = usurper", usurper="raise SystemExit")
    found = diagnose(crossregime.host().plugins())
    assert not found.sound
    told = health(found)
    assert told["example2010"] == ("loads", "")
    assert told["failing"][0] == "fails"
    assert "a_module_that_nobody_has" in told["failing"][1]
    assert told["ssi2003"][0] == "refused"


def test_it_is_data_that_json_holds_unchanged(site_on_path):
    site_on_path.install("failing", "failing = failing", failing="import a_module_that_nobody_has")
    document = diagnose(crossregime.host().plugins()).to_dict()
    assert json.loads(json.dumps(document)) == document
    failing = next(each for each in document["plugins"] if each["id"] == "failing")
    assert set(failing) == {"kind", "id", "distribution", "version", "entry_point", "state", "reason"}
    assert failing["state"] == "fails"


def test_a_hanging_plugin_is_stopped_at_the_limit(site_on_path):
    site_on_path.install("hanging", "hanging = hanging", hanging="import time\ntime.sleep(600)")
    start = time.monotonic()
    found = diagnose(crossregime.host().plugins(), timeout=0.5)
    assert time.monotonic() - start < 30
    assert health(found) == {"hanging": ("hangs", "it had not ended after 0.5 seconds")}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\nos._exit(3)", "its process ended with exit code 3 and no answer"),
        ("import os\nos._exit(0)", "its process ended with exit code 0 and no answer"),
        (
            "import os\nos.write(2, b'first\\nthe disk is on fire\\n')\nos._exit(1)",
            "its process ended with exit code 1 and no answer: the disk is on fire",
        ),
        pytest.param(
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            "its process ended with signal 9 and no answer",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals"),
        ),
    ],
)
def test_a_crashing_plugin_is_reported(site_on_path, source, reason):
    site_on_path.install("crashing", "crashing = crashing", crashing=source)
    assert health(diagnose(crossregime.host().plugins())) == {"crashing": ("crashes", reason)}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("raise BaseException('\\x1b[31m')", "it can't be imported: BaseException: \\x1b[31m"),
        ("class Odd(BaseException):\n    __str__ = None\nraise Odd", "it can't be imported: Odd: its message"),
    ],
)
def test_the_cause_is_kept_whatever_is_raised(site_on_path, source, reason):
    site_on_path.install("odd", "odd = odd", odd=source)
    told, cause = health(diagnose(crossregime.host().plugins()))["odd"]
    assert told == "fails"
    assert cause.startswith(reason)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can fork")
def test_a_plugin_that_leaves_a_process_behind_loads(site_on_path):
    site_on_path.install_example()
    module = site_on_path.path / "crossregime_example2010" / "__init__.py"
    module.write_text(f"import os, time\nif not os.fork():\n    time.sleep(20)\n    os._exit(0)\n{module.read_text()}")
    start = time.monotonic()
    assert health(diagnose(crossregime.host().plugins())) == {"example2010": ("loads", "")}
    assert time.monotonic() - start < 15


def test_what_a_plugin_writes_to_the_terminal_does_not_garble_the_answer(site_on_path):
    noisy = "import os\nos.write(1, b'noise')\nprint('noise')\nraise ValueError('on purpose')"
    site_on_path.install("noisy", "noisy = noisy", noisy=noisy)
    told, reason = health(diagnose(crossregime.host().plugins()))["noisy"]
    assert told == "fails"
    assert "ValueError: on purpose" in reason


def test_crosswalk_plugins_are_examined_too(site_on_path):
    site_on_path.install("walks", "walks = walks", group="crossregime.crosswalks", walks="")
    assert health(diagnose(crossregime.host().plugins()))["walks"][0] == "fails"


def test_a_child_takes_this_very_package_wherever_it_lies():
    assert run_in_child("crossregime.core.discovery.installed", "is_id", "ilacs", timeout=60) is True


def test_a_child_that_fails_gives_no_answer():
    with pytest.raises(ChildError, match="exit code 1") as caught:
        run_in_child("crossregime.core.discovery.installed", "no_such_function", timeout=60)
    assert not caught.value.hung


def test_faults_stand_together_each_under_a_name_that_it_has(site_on_path, capsys):
    from crossregime.cli import main

    site_on_path.install("one", "this line is no entry point")
    site_on_path.install("two", "ssi2003 = two")
    for command, code in (("regimes", 0), ("doctor", 1)):
        assert main([command]) == code
        out = capsys.readouterr().out
        assert "\n\n\n" not in out
        assert " of one" not in out
