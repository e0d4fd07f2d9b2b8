"""A plugin is loaded in a process of its own: nothing of it runs on in the program, and what it gives arrives whole."""

from __future__ import annotations

import pytest

import crossregime
from crossregime.cli import main
from crossregime.core.errors import PluginError

HOOK = "import crossregime\n@crossregime.hookimpl\n"


# What it leaves behind

NOISE = {
    "from a thread": "import threading, time\ndef run():\n    while True:\n        print('noise'); time.sleep(.01)\n"
    "threading.Thread(target=run).start()",
    "from a daemon": "import threading\nthreading.Thread(target=lambda: print('noise'), daemon=True).start()",
    "at the end": "import atexit, os\natexit.register(lambda: (print('noise'), os.write(1, b'noise')))",
    "from a fork": "import os, time\nif not os.fork():\n    while 1:\n        os.write(1, b'noise'); time.sleep(.01)",
}


@pytest.mark.parametrize("noise", NOISE)
def test_what_a_plugin_leaves_running_reaches_no_output_and_keeps_nobody_waiting(site_on_path, capfd, noise):
    site_on_path.install_example()
    module = site_on_path.path / "crossregime_example2010" / "__init__.py"
    module.write_text(f"{NOISE[noise]}\n{module.read_text()}")
    code = main(["export", "example2010", "--format", "csv"])
    said = capfd.readouterr()
    assert code == 0, said.err
    assert "noise" not in said.out
    assert said.out.count("\n") == 153


MISBEHAVING = {
    "import os\nos._exit(0)": "its process ended with exit code 0 and no answer",
    "import os\nos._exit(7)": "its process ended with exit code 7 and no answer",
    "import ctypes\nctypes.string_at(0)": "its process ended with signal",
    HOOK + "def crossregime_regime():\n    import os\n    os._exit(0)\n": "its process ended with exit code 0",
    "import sys\nsys.exit(0)": "it can't be imported: SystemExit: 0",
}


@pytest.mark.parametrize("source", MISBEHAVING)
@pytest.mark.parametrize("command", [("compare", "--regime", "ssi2003", "--regime", "broken"), ("validate", "broken")])
def test_a_named_plugin_that_ends_the_process_is_reported(site_on_path, capsys, source, command):
    site_on_path.install("my-ratings", "broken = broken", broken=source)
    assert main(command) in (1, 2)
    assert MISBEHAVING[source] in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "where", ["import time\ntime.sleep(600)", HOOK + "def crossregime_regime():\n    while 1: pass"]
)
def test_a_named_plugin_that_hangs_is_stopped_with_a_clear_message(site_on_path, monkeypatch, where):
    from crossregime.core.discovery import fetching

    site_on_path.install("my-ratings", "slow = slow", slow=where)
    monkeypatch.setattr(fetching, "TIME_LIMIT", 0.5)
    with pytest.raises(
        PluginError, match=r"the plugin 'slow' can't be used: it had not ended after 0\.5 seconds"
    ) as caught:
        crossregime.host().load("slow")
    assert "crossregime doctor" in caught.value.do


def test_data_of_a_plugin_is_taken_over_without_importing_it(site):
    site.install_example()
    code = """
import sys, crossregime
regime = crossregime.host().load("example2010")
print(regime.outcomes.height, regime.rule, len(regime.crosswalks), "crossregime_example2010" in sys.modules)
"""
    done = site.python("-c", code)
    assert done.stdout == "152 None 0 False\n", done.stderr


RULED = f"""
import dataclasses, sys
print("imported", file=sys.stderr)
{HOOK}def crossregime_regime():
    regime = crossregime.host().load("ssi2003")
    files = dataclasses.replace(regime.files, read_rule=lambda _: crossregime.host().load("ssi2003").rule)
    return dataclasses.replace(regime, id="ruled", files=files)
"""


def test_a_rule_that_is_code_is_imported_once_and_only_when_it_is_asked_for(site):
    site.install("my-ratings", "ruled = ruled", ruled=RULED)
    code = """
import sys, crossregime
regime = crossregime.host().load("ruled")
print("ruled" in sys.modules, flush=True)
print(regime.rule.id, regime.rule is regime.rule, "ruled" in sys.modules)
"""
    done = site.python("-c", code)
    assert done.stdout.splitlines()[0] == "False", done.stderr
    assert done.stdout.splitlines()[1].endswith("True True")
    assert done.stderr == "imported\nimported\n"


def test_a_rule_that_hangs_here_is_stopped_too(site_on_path, monkeypatch):
    from crossregime.core.discovery import fetching

    slow = RULED.replace("lambda _: crossregime", "lambda _: __import__('time').sleep(600) or crossregime")
    site_on_path.install("my-ratings", "ruled = ruled", ruled=slow)
    regime = crossregime.host().load("ruled")
    monkeypatch.setattr(fetching, "TIME_LIMIT", 0.5)
    with pytest.raises(PluginError, match=r"it had not ended after 0\.5 seconds"):
        regime.rule  # noqa: B018  # asking for it reads it


# Several of one distribution


def of_one_distribution(site, **sources):
    """Install modules of one distribution, a regime each, beside the example that is part of it."""
    site.install_example()
    entries = "\n".join(["example2010 = crossregime_example2010", *(f"{name} = {name}" for name in sources)])
    site.install("of-one", entries.replace("example2010 =", "other ="), **sources)
    return [plugin for plugin in crossregime.host().plugins() if plugin.distribution == "of-one"]


def test_the_regimes_of_one_distribution_are_loaded_in_one_process(site_on_path, monkeypatch):
    from crossregime.core.discovery import fetching

    started = []
    monkeypatch.setattr(fetching, "run_in_child", lambda *call, **limit: started.append(call) or run(*call, **limit))
    run = crossregime.core.discovery.child.run_in_child
    plugins = of_one_distribution(site_on_path, wrong="raise ValueError('on purpose')")
    found = {plugin.id: each for plugin, each in zip(plugins, fetching.load_together(plugins, timeout=60), strict=True)}
    assert len(started) == 1
    assert "it gives the regime 'example2010'" in found["other"].cause
    assert "ValueError: on purpose" in found["wrong"].cause


def test_one_that_ends_the_process_takes_no_other_of_its_distribution_with_it(site_on_path):
    from crossregime.core.discovery import fetching

    plugins = of_one_distribution(site_on_path, leaving="import os\nos._exit(0)")
    found = {plugin.id: each for plugin, each in zip(plugins, fetching.load_together(plugins, timeout=60), strict=True)}
    assert "no answer" in found["leaving"].cause
    assert "it gives the regime 'example2010'" in found["other"].cause
