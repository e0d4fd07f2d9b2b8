"""Plugins: found by metadata, loaded by name, and refused with distribution, entry point and cause."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from pathlib import Path

import pytest

import crossregime
from crossregime.core.discovery import hooks
from crossregime.core.discovery.installed import HOOKS, Plugin
from crossregime.core.errors import PluginError, SelectorError, UsageError
from crossregime.core.files.places import DATASETS

HERE = Path(__file__).parents[2]
EXAMPLE = HERE / "plugins" / "crossregime-example2010"
PACKAGE = EXAMPLE / "crossregime_example2010"
DOCS = HERE.parent / "docs" / "plugins.md"

HOOK = "import crossregime\n@crossregime.hookimpl\n"
MADE = (
    f"import dataclasses\n{HOOK}def crossregime_regime():\n    regime = crossregime.host().load('ssi2003')\n"
    "    return dataclasses.replace(regime, id='broken', {})\n"
)
"""A plugin that gives a built-in with some fields changed."""


def installed() -> dict[str, Plugin]:
    """List the plugins that are not built in, by id."""
    plugins = crossregime.host().plugins()
    return {plugin.id: plugin for plugin in plugins if plugin.state != "built-in"}


# Listing


def test_listing_gives_built_ins_first_and_then_what_is_installed(site_on_path):
    site_on_path.install_example()
    plugins = crossregime.host().plugins()
    assert [plugin.id for plugin in plugins] == [*crossregime.host().builtins, "example2010"]
    assert plugins[0] == Plugin(
        "regime", "ssi2002", "crossregime", crossregime.__version__, "regimes/ssi2002", "built-in"
    )
    assert plugins[-1].as_dict() == {
        "kind": "regime",
        "id": "example2010",
        "distribution": "crossregime-example2010",
        "version": "1.0",
        "entry_point": "crossregime_example2010",
        "state": "installed",
        "reason": "",
    }


def test_listing_imports_no_plugin_and_neither_polars_nor_pluggy(site):
    site.install("bomb", "bomb = bomb", bomb="raise SystemExit('imported')")
    code = """
import sys, crossregime
print(crossregime.host().ids()[-1], [name for name in ("bomb", "polars", "pluggy") if name in sys.modules])
"""
    done = site.python("-c", code)
    assert done.stdout == "bomb []\n", done.stderr


def test_built_ins_are_compared_without_pluggy_and_without_a_look_at_plugins(site):
    site.install("bomb", "bomb = bomb", bomb="raise SystemExit('imported')")
    code = """
import sys, crossregime
crossregime.compare("ssi2003", "ofsted2009")
print([name for name in ("bomb", "pluggy", "crossregime.core.discovery.installed") if name in sys.modules])
"""
    done = site.python("-c", code)
    assert done.stdout == "[]\n", done.stderr


# A regime that is data alone


def test_the_example_is_one_statement_of_python():
    assert len(ast.parse((PACKAGE / "__init__.py").read_text()).body) == 1


def test_a_wheel_installed_by_pip_brings_its_regime(site, make_wheel):
    pytest.importorskip("pip")
    site.pip_install(make_wheel(EXAMPLE))
    assert site.load("example2010") == {
        "id": "example2010",
        "origin": "crossregime-example2010 1.0, crossregime_example2010",
        "outcomes": 152,
    }
    done = site.python("-m", "crossregime", "compare", "--regime", "ssi2003", "--regime", "example2010")
    assert done.returncode == 0, done.stderr


def test_an_installed_folder_is_the_same_regime_as_the_folder_by_its_path(site):
    site.install_example()
    code = f"""
import crossregime
host = crossregime.host()
print(host.load("example2010").outcomes.equals(host.load("{PACKAGE.as_posix()}").outcomes))
"""
    done = site.python("-c", code)
    assert done.stdout == "True\n", done.stderr


def test_a_folder_may_be_named_by_its_path_as_text():
    assert crossregime.folder_regime(str(PACKAGE)).id == crossregime.folder_regime(PACKAGE).id == "example2010"
    walks = DATASETS / "crosswalks"
    assert [each.id for each in crossregime.folder_crosswalks(str(walks))] == [
        each.id for each in crossregime.folder_crosswalks(walks)
    ]


def test_data_that_breaks_its_format_is_shown_row_by_row(site):
    site.install_example()
    outcomes = site.path / "crossregime_example2010" / "outcomes.csv"
    outcomes.write_text(outcomes.read_text().replace("Leeds", "Leedz"))
    error = site.load("example2010")
    assert (error["error"], error["exit_code"]) == ("PluginError", 2)
    assert error["distribution"] == "crossregime-example2010 1.0"
    problem = error["problems"][0]
    assert (problem["file"], problem["row"]) == ("crossregime_example2010/outcomes.csv", 3)
    assert "Leeds" in problem["matches"]


# What pluggy is silent about, and what it says without saying whose fault it is

FAULTS = {
    "import error": (
        "broken = broken",
        "import a_module_that_nobody_has",
        "it can't be imported: ModuleNotFoundError: No module named 'a_module_that_nobody_has'",
        "broken.py, line 1",
    ),
    "syntax error": ("broken = broken", "def", "it can't be imported: SyntaxError", "broken.py, line 1"),
    "exit at import": ("broken = broken", "raise SystemExit(0)", "it can't be imported: SystemExit: 0", ""),
    "no such object": ("broken = broken:missing", "", "it can't be imported: AttributeError", "missing"),
    "no such module": ("broken = nowhere", "", "it can't be imported: ModuleNotFoundError", "nowhere"),
    "exception in the hook": (
        "broken = broken",
        HOOK + "def crossregime_regime():\n    return 1 / 0\n",
        "its hook failed: ZeroDivisionError: division by zero",
        "broken.py, line 4",
    ),
    "exit in the hook": (
        "broken = broken",
        HOOK + "def crossregime_regime():\n    raise SystemExit\n",
        "its hook failed: SystemExit",
        "broken.py, line 4",
    ),
    "a folder without data": (
        "broken = broken",
        "from crossregime import folder_regime as crossregime_regime",
        "its hook failed: site is no regime: it has no regime.json",
        "",
    ),
    "wrong return type": (
        "broken = broken",
        HOOK + "def crossregime_regime():\n    return {}\n",
        "its hook crossregime_regime gives an object of type dict where a Regime is due",
        "",
    ),
    "no return value": (
        "broken = broken",
        HOOK + "def crossregime_regime():\n    pass\n",
        "its hook crossregime_regime gives nothing where a Regime is due",
        "",
    ),
    "a regime of another id": (
        "broken = broken",
        HOOK + "def crossregime_regime():\n    return crossregime.host().load('ssi2003')\n",
        "it gives the regime 'ssi2003'",
        "",
    ),
    "a regime that breaks its contract": (
        "broken = broken",
        "import dataclasses\n"
        + HOOK
        + "def crossregime_regime():\n"
        + "    regime = crossregime.host().load('ssi2003')\n"
        + "    return dataclasses.replace(regime, id='broken', outcomes=regime.outcomes.drop('status'))\n",
        "it breaks the contract of a regime: outcomes has the columns published Date, series_id String",
        "",
    ),
    "a regime with nothing in it": (
        "broken = broken",
        "import inspect\n"
        + HOOK
        + "def crossregime_regime():\n"
        + "    names = inspect.signature(crossregime.Regime).parameters\n"
        + "    regime = crossregime.host().load('ssi2003')\n"
        + "    nothing = dict.fromkeys(names) | {'id': 'broken', 'outcomes': regime.outcomes}\n"
        + "    return crossregime.Regime(**nothing)\n",
        "it breaks the contract of a regime: title is None where a text is due",
        "",
    ),
    "a regime that publishes nothing": (
        "broken = broken",
        MADE.format("publications=()"),
        "it breaks the contract of a regime: an annual regime needs a publication",
        "",
    ),
    "a regime of no known kind": (
        "broken = broken",
        MADE.format("kind='weekly'"),
        "it breaks the contract of a regime: kind is 'weekly' where one of 'annual', 'rolling' is due",
        "",
    ),
    "a title that acts on the screen": (
        "broken = broken",
        MADE.format("title='\\x9b31m'"),
        "it breaks the contract of a regime: title has the control character U+009B",
        "",
    ),
    "a regime of the named councils alone": (
        "broken = broken",
        MADE.format("outcomes=regime.outcomes.filter(printed=regime.outcomes['printed'].max())"),
        "it breaks the contract of a regime: stars on 2003-11-13: no outcome of",
        "",
    ),
    "a regime of doubled rows": (
        "broken = broken",
        MADE.format("outcomes=regime.outcomes.select(__import__('polars').all().repeat_by(2).explode())"),
        "it breaks the contract of a regime: a second outcome of one judgement, series and date",
        "",
    ),
    "a total that the outcomes can't have": (
        "broken = broken",
        MADE.format("totals=tuple(dataclasses.replace(each, lowest=149, highest=149) for each in regime.totals)"),
        "it breaks the contract of a regime: no completion of",
        "",
    ),
    "misspelt hook": (
        "broken = broken",
        HOOK + "def crossregime_regimes():\n    return None\n",
        "'crossregime_regimes' is no hook",
        "",
    ),
    "misspelt hook that pluggy is told to let pass": (
        "broken = broken",
        "import crossregime\n@crossregime.hookimpl(optionalhook=True)\ndef crossregime_regimes():\n    return None\n",
        "'crossregime_regimes' is no hook",
        "",
    ),
    "an exception of no ordinary kind, with colours": (
        "broken = broken",
        "raise BaseException('\\x1b[31m' + 'x' * 1_000_000)",
        "it can't be imported: BaseException: \\x1b[31mxxx",
        "xxx... (",
    ),
    "an interrupt that nobody pressed": (
        "broken = broken",
        "raise KeyboardInterrupt",
        "it can't be imported: KeyboardInterrupt",
        "broken.py, line 1",
    ),
    "an exit of a generator in the hook": (
        "broken = broken",
        HOOK + "def crossregime_regime():\n    raise GeneratorExit\n",
        "its hook failed: GeneratorExit",
        "broken.py, line 4",
    ),
    "an exception that can't be shown": (
        "broken = broken",
        "class Odd(Exception):\n    def __str__(self):\n        raise self\nraise Odd",
        "it can't be imported: Odd: its message can't be shown",
        "broken.py, line 4",
    ),
    "a regime that computes its id": (
        "broken = broken",
        HOOK
        + "def crossregime_regime():\n    return object.__new__(Odd)\n"
        + "class Odd(crossregime.Regime):\n    id = property(lambda self: 1 / 0)\n",
        "its hook crossregime_regime gives an object of type Odd where a Regime is due",
        "",
    ),
    "no hook": ("broken = broken", "", "it does not implement the hook crossregime_regime", ""),
    "an argument that the hook lacks": (
        "broken = broken",
        HOOK + "def crossregime_regime(path):\n    return None\n",
        "pluggy refuses it",
        "path",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_plugin_is_refused_with_distribution_entry_point_and_cause(site, fault):
    entry_point, source, cause, detail = FAULTS[fault]
    site.install("my-ratings", entry_point, broken=source)
    error = site.load("broken")
    assert (error["error"], error["exit_code"]) == ("PluginError", 2)
    assert (error["plugin"], error["distribution"]) == ("broken", "my-ratings 1.0")
    assert error["entry_point"] == entry_point
    assert error["cause"].startswith(cause), error["cause"]
    assert detail in error["cause"]
    assert error["do"]


@pytest.mark.parametrize(
    ("entry_point", "source", "advice"),
    [
        (
            "broken = broken",
            "def crossregime_regime(): ...",
            "mark crossregime_regime with @crossregime.hookimpl",
        ),
        (
            "broken = broken:crossregime_regime",
            HOOK + "def crossregime_regime(): ...",
            "let the entry point name the module, broken, not the function",
        ),
        (
            "broken = broken",
            HOOK + "def crossregime_crosswalks(): ...",
            "crossregime_crosswalks is the hook of another group of entry points",
        ),
        ("broken = broken", "", "define crossregime_regime in it, marked with @crossregime.hookimpl"),
    ],
)
def test_a_plugin_without_its_hook_is_told_what_to_do(site, entry_point, source, advice):
    site.install("my-ratings", entry_point, broken=source)
    assert site.load("broken")["do"] == advice


def test_a_misspelt_hook_is_told_the_right_name(site):
    site.install("my-ratings", "broken = broken", broken=HOOK + "def crossregime_regmie(): ...")
    assert site.load("broken")["matches"][0] == "crossregime_regime"


def test_the_program_ends_with_exit_code_2_and_no_traceback(site):
    site.install("my-ratings", "broken = broken", broken="import a_module_that_nobody_has")
    done = site.python("-m", "crossregime", "compare", "--regime", "ssi2003", "--regime", "broken")
    assert done.returncode == 2
    assert "distribution my-ratings 1.0, entry point broken = broken" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_faulty_plugin_that_is_not_named_breaks_nothing(site):
    site.install_example()
    for number, (_, source, *_) in enumerate(FAULTS.values()):
        site.install(f"faulty-{number}", f"faulty{number} = faulty{number}", **{f"faulty{number}": source})
    assert site.load("example2010")["outcomes"] == 152
    assert site.load("ssi2003")["origin"] == "regimes/ssi2003"


@pytest.mark.parametrize(
    "write",
    ["print('hello')", "import sys; sys.__stdout__.write('hello\\n')", "import os; os.write(1, b'hello\\n')"],
)
def test_what_a_plugin_writes_stays_out_of_the_output_through_whichever_door(site, write):
    site.install_example()
    module = site.path / "crossregime_example2010" / "__init__.py"
    module.write_text(f"{write}\n{module.read_text()}")
    code = "import crossregime; print('before'); crossregime.host().load('example2010'); print('after')"
    done = site.python("-c", code)
    assert (done.stdout, done.stderr) == ("before\nafter\n", "hello\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_press_of_ctrl_c_is_no_fault_of_the_plugin(site):
    # The signal that the keys send, while the plugin is at work.
    site.install("my-ratings", "slow = slow", slow="import os, signal\nos.kill(os.getpid(), signal.SIGINT)")
    done = site.python("-m", "crossregime", "compare", "--regime", "ssi2003", "--regime", "slow")
    assert (done.returncode, done.stderr) == (130, "crossregime: stopped; nothing was half-written\n")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can fork")
def test_a_process_that_a_plugin_forks_off_is_not_a_second_program(site):
    site.install_example()
    module = site.path / "crossregime_example2010" / "__init__.py"
    module.write_text(f"import os\nos.fork()\n{module.read_text()}")
    done = site.python("-c", "import crossregime; crossregime.host().load('example2010'); print('once')")
    assert done.stdout == "once\n"


UNNAMED = {
    "hanging": "import time\ntime.sleep(600)",
    "leaving": "import os\nos._exit(0)",
    "interrupting": "raise KeyboardInterrupt",
    "odd": "raise BaseException('on purpose')",
}


def test_a_question_to_all_regimes_leaves_out_those_that_do_not_load_and_says_so(site, monkeypatch, capsys):
    from crossregime.cli import main
    from crossregime.core.discovery import doctor

    site.install_example()
    for name, source in UNNAMED.items():
        site.install(name, f"{name} = {name}", **{name: source})
    monkeypatch.setattr(sys, "path", [str(site.path), *sys.path])
    monkeypatch.setattr(doctor, "TIMEOUT", 6.0)
    assert main(["council", "Barnet"]) == 0
    told = capsys.readouterr()
    assert "example2010" in told.out
    for name, cause in {
        "hanging": f"it had not ended after {doctor.TIMEOUT:.0f} seconds",
        "leaving": "its process ended with exit code 0 and no answer",
        "interrupting": "it can't be imported: KeyboardInterrupt",
        "odd": "it can't be imported: BaseException: on purpose",
    }.items():
        assert f"note: left out: the plugin '{name}' can't be used: {cause}" in told.err


def test_an_unknown_id_is_refused_with_the_nearest_installed_one(site_on_path):
    site_on_path.install("my-ratings", "my-ratings = nowhere")
    with pytest.raises(SelectorError) as caught:
        crossregime.host().load("my-rating")
    assert caught.value.matches == ("my-ratings",)
    assert "my-ratings" in caught.value.do


# Who owns an id


def test_an_id_that_two_distributions_claim_is_refused_naming_both_and_harms_nothing_else(site, make_wheel):
    pytest.importorskip("pip")
    site.pip_install(make_wheel(EXAMPLE))
    site.pip_install(make_wheel(EXAMPLE, name="another-example"))
    site.install("third", "third = third", third=HOOK + "def crossregime_regime(): ...")
    error = site.load("example2010")
    assert (error["error"], error["exit_code"]) == ("PluginError", 2)
    claim = "the id is claimed by 2 distributions: another-example 1.0 and crossregime-example2010 1.0"
    assert error["cause"] == claim
    assert site.load("ssi2003")["id"] == "ssi2003"
    assert "gives nothing" in site.load("third")["cause"]


def test_both_claims_on_an_id_are_listed_as_refused(site_on_path):
    site_on_path.install("one", "mine = one")
    site_on_path.install("two", "mine = two")
    claims = [plugin for plugin in crossregime.host().plugins() if plugin.id == "mine"]
    assert [(plugin.distribution, plugin.state) for plugin in claims] == [
        ("one", "refused"),
        ("two", "refused"),
    ]
    assert "mine" not in crossregime.host().ids()


def test_an_id_that_stands_twice_in_one_distribution_is_refused(site_on_path):
    site_on_path.install("one", "mine = one\nmine = two")
    assert installed()["mine"].reason == "the id stands twice in its entry points"


def test_a_built_in_keeps_its_id_and_the_claim_is_never_loaded_but_shown(site):
    site.install("usurper", "ssi2003 = usurper", usurper="raise SystemExit('imported')")
    assert site.load("ssi2003")["origin"] == "regimes/ssi2003"
    code = """
import crossregime
claims = [each for each in crossregime.host().plugins() if each.id == "ssi2003"]
print([(each.distribution, each.state, each.reason) for each in claims])
"""
    done = site.python("-c", code)
    assert ast.literal_eval(done.stdout) == [
        ("crossregime", "built-in", ""),
        ("usurper", "refused", "'ssi2003' is built in, and a built-in's id is always the built-in"),
    ]


def test_a_checkout_with_egg_info_beside_dist_info_is_one_distribution(site_on_path):
    # The egg-info of the checkout is older: it still names the module that the author has renamed since.
    site_on_path.install("My.Ratings", "mine = before", egg=True, version="0.9")
    site_on_path.install("my-ratings", "mine = after")
    assert [(each.id, each.state, each.version, each.entry_point) for each in installed().values()] == [
        ("mine", "installed", "1.0", "after")
    ]


def test_a_checkout_with_egg_info_alone_is_found(site_on_path):
    site_on_path.install("my-ratings", "mine = mine", egg=True)
    assert installed()["mine"].state == "installed"


def test_one_distribution_on_two_paths_is_one_and_the_first_counts(site, tmp_path, monkeypatch):
    later = type(site)(tmp_path / "later")
    site.install("my-ratings", "mine = mine", version="2.0")
    later.install("My_Ratings", "mine = mine", version="1.0")
    monkeypatch.setattr("sys.path", [str(site.path), str(later.path)])
    assert [(each.id, each.version, each.state) for each in installed().values()] == [("mine", "2.0", "installed")]


# Several entry points in one module


SEVERAL = """
import crossregime, dataclasses
class Copy:
    def __init__(self, id):
        self.id = id
    @crossregime.hookimpl
    def crossregime_regime(self, folder):
        return dataclasses.replace(crossregime.host().load("ssi2003"), id=self.id)
one, two = Copy("one"), Copy("two")
"""


def test_several_entry_points_of_one_module_each_name_an_object_of_their_own(site):
    site.install("several", "one = several:one\ntwo = several:two", several=SEVERAL)
    assert site.load("one")["origin"] == "several 1.0, several:one"
    assert site.load("two")["id"] == "two"


def test_one_object_under_two_names_is_refused_under_the_wrong_one_alone(site):
    site.install("several", "one = several:one\ntwo = several:one", several=SEVERAL)
    assert site.load("one")["id"] == "one"
    assert site.load("two")["cause"] == "it gives the regime 'one'"


# Odd metadata


@pytest.mark.parametrize("name", ["My Ratings", "UPPER", "a+b", "ssi2003@first", "a:b", "./a", "-a", "ésprit", "2010"])
def test_a_name_that_no_selector_can_hold_is_listed_as_a_fault(site_on_path, name):
    site_on_path.install("odd", f"{name} = odd\nfine = odd")
    assert installed()[name].state == "refused"
    assert "can't be an id" in installed()[name].reason
    assert installed()["fine"].state == "installed"


@pytest.mark.parametrize("value", ["", "two words", "a:b:c", "path/to.py"])
def test_an_entry_point_that_names_no_object_is_listed_as_a_fault(site_on_path, value):
    site_on_path.install("odd", f"mine = {value}")
    assert installed()["mine"].reason == "it names no object: write module or module:object"


def test_control_characters_never_reach_the_screen(site_on_path):
    site_on_path.install("odd", "a\x1b[31m = odd\x1b[0m\nb = \x07", version="1\x1b[5m")
    for plugin in installed().values():
        assert plugin.state == "refused"
        for text in (*plugin.as_dict().values(), str(plugin.error(plugin.reason)).replace("\n", "")):
            assert text.isprintable()


def test_broken_metadata_hides_no_other_plugin(site_on_path):
    site_on_path.install("fine", "fine = fine")
    site_on_path.install("one", "this line is no entry point")
    site_on_path.install("two", "this line is no entry point")
    site_on_path.install("nameless", "mine = mine")
    (site_on_path.path / "nameless-1.0.dist-info" / "METADATA").unlink()
    site_on_path.install("garbled", "mine = mine")
    (site_on_path.path / "garbled-1.0.dist-info" / "entry_points.txt").write_bytes(b"\xff\xfe[crossregime")
    plugins = [plugin for plugin in crossregime.host().plugins() if plugin.state != "built-in"]
    assert [plugin.id for plugin in plugins if plugin.state == "installed"] == ["fine"]
    faults = {plugin.distribution: plugin.reason for plugin in plugins if plugin.state == "refused"}
    assert set(faults) == {"one", "two", "(a distribution without a name)"}
    assert "metadata can't be read" in faults["one"]
    assert "metadata can't be read" in faults["two"]


# Crosswalks


CROSSWALK = """
import crossregime as cr

SOURCES = {"report": cr.Source("report", "An inspectorate", "A report", "2010-01-31", "", "")}
GRADES = {"no": "1", "some": "2", "most": "3", "yes": "4"}
LINKS = tuple(
    cr.Link(grade, (to,), "close", "report", "table 1", "the report names them side by side")
    for grade, to in GRADES.items()
)

@cr.hookimpl
def crossregime_crosswalks():
    return (cr.Crosswalk("by-report", "By the report", "ssi-serving", "ofsted-performs", LINKS, SOURCES),)
"""

_CROSSWALKS = """
import crossregime
try:
    print([walk.id for walk in crossregime.host().crosswalks("walks")])
except crossregime.PluginError as error:
    print(error.cause)
"""


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        (CROSSWALK, "['by-report']"),
        ("from crossregime import folder_crosswalks as crossregime_crosswalks", "[]"),
        (
            HOOK + "def crossregime_crosswalks(): return ['a']",
            "its hook crossregime_crosswalks gives an object of type list where a tuple of Crosswalk is due",
        ),
        (
            CROSSWALK.replace('"table 1"', '""'),
            "its crosswalks break their contract: the crosswalk 'by-report' can't be used",
        ),
        (
            CROSSWALK.replace('"by-report"', "7").replace("LINKS, S", "3, S"),
            (
                "its crosswalks break their contract: id is of type int where a text is due;"
                " links is of type int where a tuple is due"
            ),
        ),
        (
            CROSSWALK.replace("return (", "return 2 * ("),
            "two of its crosswalks have the id 'by-report'",
        ),
    ],
)
def test_crosswalks_come_through_the_same_door(site, source, answer):
    site.install("walks", "walks = walks", group="crossregime.crosswalks", walks=source)
    done = site.python("-c", _CROSSWALKS)
    assert done.stdout.strip() == answer, done.stderr


def test_a_crosswalk_plugin_may_have_the_id_of_a_regime_and_is_no_regime(site_on_path):
    site_on_path.install("walks", "ssi2003 = walks", group="crossregime.crosswalks")
    host = crossregime.host()
    assert host.ids("crosswalks") == ("ssi2003",)
    assert [plugin.kind for plugin in host.plugins() if plugin.id == "ssi2003"] == ["regime", "crosswalks"]


def test_an_unknown_crosswalk_plugin_is_refused():
    with pytest.raises(UsageError, match="there is no crosswalk plugin 'walks'"):
        crossregime.host().crosswalks("walks")


# The error


def test_a_plugin_error_holds_its_fields_first_and_its_text_second():
    plugin = Plugin("regime", "mine", "my-ratings", "1.0", "mine", "installed")
    error = plugin.error("it is broken", do="mend it")
    assert isinstance(error, PluginError)
    assert str(error) == (
        "the plugin 'mine' can't be used: it is broken\n"
        "  where: distribution my-ratings 1.0, entry point mine = mine\n"
        "  what to do: mend it"
    )
    assert json.loads(json.dumps(error.as_dict()))["cause"] == "it is broken"


# The documentation


def blocks(language: str) -> list[str]:
    """Give the code blocks of docs/plugins.md in a language."""
    return re.findall(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.checkout
@pytest.mark.parametrize("hook", HOOKS.values())
def test_every_hook_has_a_page_with_signature_time_of_call_and_example(hook):
    _, _, page = DOCS.read_text(encoding="utf-8").partition(f"\n### `{hook}(")
    page = page.partition("\n### ")[0]
    for part in ("**Arguments**", "**Called**", "**Smallest example**", "```python"):
        assert part in page
    assert getattr(hooks, hook).__doc__


@pytest.mark.checkout
@pytest.mark.parametrize(
    ("language", "file"),
    [
        ("toml", EXAMPLE / "pyproject.toml"),
        ("python", PACKAGE / "__init__.py"),
        ("json", PACKAGE / "regime.json"),
        ("csv", PACKAGE / "outcomes.csv"),
        ("csv", PACKAGE / "totals.csv"),
        ("csv", PACKAGE / "sources.csv"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_example_in_the_documentation_is_the_plugin_that_is_tested(language, file):
    assert file.read_text(encoding="utf-8") in blocks(language)


@pytest.mark.checkout
def test_the_crosswalk_in_the_documentation_is_the_one_that_is_tested():
    assert CROSSWALK.lstrip() in blocks("python")


@pytest.mark.checkout
def test_the_regime_with_code_in_the_documentation_loads(site):
    source = next(block for block in blocks("python") if "dataclasses.replace" in block)
    site.install_example()
    package = site.path / "crossregime_example2010"
    (package / "ratings").mkdir()
    for file in package.glob("*.*"):
        if file.suffix in (".json", ".csv"):
            file.rename(package / "ratings" / file.name)
    (package / "__init__.py").write_text(source)
    assert site.load("example2010")["outcomes"] == 152


def test_a_distribution_without_metadata_on_two_paths_is_one_and_refused_for_what_it_lacks(site, tmp_path, monkeypatch):
    site.install("nameless", "mine = mine")
    (site.path / "nameless-1.0.dist-info" / "METADATA").unlink()
    (tmp_path / "again").symlink_to(site.path)
    copy = type(site)(tmp_path / "copy")
    copy.install("nameless", "mine = mine")
    (copy.path / "nameless-1.0.dist-info" / "METADATA").unlink()
    monkeypatch.setattr("sys.path", [str(site.path), str(tmp_path / "again"), str(copy.path)])
    plugins = [plugin for plugin in crossregime.host().plugins() if plugin.state != "built-in"]
    assert [(plugin.id, plugin.reason) for plugin in plugins] == [("mine", "its distribution has no name")]


# Loading in a process of its own

NOISE = {
    "from a thread": "import threading, time\ndef run():\n    while True:\n        print('noise'); time.sleep(.01)\n"
    "threading.Thread(target=run).start()",
    "from a daemon": "import threading\nthreading.Thread(target=lambda: print('noise'), daemon=True).start()",
    "at the end": "import atexit, os\natexit.register(lambda: (print('noise'), os.write(1, b'noise')))",
    "from a fork": "import os, time\nif not os.fork():\n    while 1:\n        os.write(1, b'noise'); time.sleep(.01)",
}


@pytest.mark.parametrize("noise", NOISE)
def test_what_a_plugin_leaves_running_reaches_no_output_and_keeps_nobody_waiting(site, noise):
    site.install_example()
    module = site.path / "crossregime_example2010" / "__init__.py"
    module.write_text(f"{NOISE[noise]}\n{module.read_text()}")
    done = site.python("-m", "crossregime", "export", "example2010", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert "noise" not in done.stdout
    assert done.stdout.count("\n") == 153


MISBEHAVING = {
    "import os\nos._exit(0)": "its process ended with exit code 0 and no answer",
    "import os\nos._exit(7)": "its process ended with exit code 7 and no answer",
    "import ctypes\nctypes.string_at(0)": "its process ended with signal",
    HOOK + "def crossregime_regime():\n    import os\n    os._exit(0)\n": "its process ended with exit code 0",
    "import sys\nsys.exit(0)": "it can't be imported: SystemExit: 0",
}


@pytest.mark.parametrize("source", MISBEHAVING)
@pytest.mark.parametrize("command", [("compare", "--regime", "ssi2003", "--regime", "broken"), ("validate", "broken")])
def test_a_named_plugin_that_ends_the_process_is_reported(site, source, command):
    site.install("my-ratings", "broken = broken", broken=source)
    done = site.python("-m", "crossregime", *command)
    assert MISBEHAVING[source] in done.stderr + done.stdout
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "where", ["import time\ntime.sleep(600)", HOOK + "def crossregime_regime():\n    while 1: pass"]
)
def test_a_named_plugin_that_hangs_is_stopped_with_a_clear_message(site_on_path, monkeypatch, where):
    from crossregime.core.discovery import fetching

    site_on_path.install("my-ratings", "slow = slow", slow=where)
    monkeypatch.setattr(fetching, "TIME_LIMIT", 2)
    with pytest.raises(
        PluginError, match="the plugin 'slow' can't be used: it had not ended after 2 seconds"
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
    return dataclasses.replace(regime, id="ruled", read_rule=lambda _: crossregime.host().load("ssi2003").rule)
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
    monkeypatch.setattr(fetching, "TIME_LIMIT", 1)
    with pytest.raises(PluginError, match="it had not ended after 1 seconds"):
        regime.rule  # noqa: B018  # asking for it reads it


def test_what_was_left_out_of_a_council_s_page_stands_in_its_text_and_its_json(site):
    site.install("leaving", "leaving = leaving", leaving="import os\nos._exit(0)")
    page = " ".join(site.python("-m", "crossregime", "council", "Barnet").stdout.split())
    assert "Left out: leaving, which could not be read: its process ended with exit code 0" in page
    document = json.loads(site.python("-m", "crossregime", "council", "Barnet", "--format", "json").stdout)
    assert [each["regime"] for each in document["left_out"]] == ["leaving"]
    assert "exit code 0" in document["left_out"][0]["why"]
