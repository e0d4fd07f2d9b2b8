"""A plugin is loaded when it is named, held to its contract, and refused with distribution, entry point and cause."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import pytest

import crossregime
from crossregime.core.discovery.fetching import load_together
from crossregime.core.discovery.installed import Plugin
from crossregime.core.errors import PluginError, SelectorError, UsageError
from crossregime.core.files.places import DATASETS

from ...conftest import Site
from ...plugin_crosswalk import CROSSWALK

HERE = Path(__file__).parents[2]


EXAMPLE = HERE / "plugins" / "crossregime-example2010"


PACKAGE = EXAMPLE / "crossregime_example2010"


HOOK = "import crossregime\n@crossregime.hookimpl\n"


MADE = (
    f"import dataclasses\n{HOOK}def crossregime_regime():\n    regime = crossregime.host().load('ssi2003')\n"
    "    return dataclasses.replace(regime, id='broken', {})\n"
)


# A regime that is data alone


def test_the_example_is_one_statement_of_python():
    assert len(ast.parse((PACKAGE / "__init__.py").read_text()).body) == 1


@pytest.mark.slow
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


def test_an_installed_folder_is_the_same_regime_as_the_folder_by_its_path(site_on_path):
    site_on_path.install_example()
    host = crossregime.host()
    assert host.load("example2010").outcomes.equals(host.load(PACKAGE.as_posix()).outcomes)


def test_a_folder_may_be_named_by_its_path_as_text():
    assert crossregime.folder_regime(str(PACKAGE)).id == crossregime.folder_regime(PACKAGE).id == "example2010"
    walks = DATASETS / "crosswalks"
    assert [each.id for each in crossregime.folder_crosswalks(str(walks))] == [
        each.id for each in crossregime.folder_crosswalks(walks)
    ]


def refusal(name):
    """Load a regime that is refused; give the error as JSON holds it."""
    with pytest.raises(PluginError) as caught:
        crossregime.host().load(name)
    return caught.value.as_dict()


def test_data_that_breaks_its_format_is_shown_row_by_row(site_on_path):
    site_on_path.install_example()
    outcomes = site_on_path.path / "crossregime_example2010" / "outcomes.csv"
    outcomes.write_text(outcomes.read_text().replace("Leeds", "Leedz"))
    error = refusal("example2010")
    assert (error["error"], error["exit_code"]) == ("PluginError", 2)
    assert error["distribution"] == "crossregime-example2010 1.0"
    fault = error["faults"][0]
    assert (fault["file"], fault["row"]) == ("crossregime_example2010/outcomes.csv", 3)
    assert "Leeds" in fault["matches"]


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
        "its hook failed: site is not a regime: it has no regime.json",
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
        "'crossregime_regimes' is not a hook",
        "",
    ),
    "misspelt hook that pluggy is told to let pass": (
        "broken = broken",
        "import crossregime\n@crossregime.hookimpl(optionalhook=True)\ndef crossregime_regimes():\n    return None\n",
        "'crossregime_regimes' is not a hook",
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


HOOKLESS = {
    "unmarked": (
        "broken = broken",
        "def crossregime_regime(): ...",
        "mark crossregime_regime with @crossregime.hookimpl",
    ),
    "a function for its module": (
        "broken = broken:crossregime_regime",
        HOOK + "def crossregime_regime(): ...",
        "let the entry point name the module, broken, not the function",
    ),
    "of another group": (
        "broken = broken",
        HOOK + "def crossregime_crosswalks(): ...",
        "crossregime_crosswalks is the hook of another group of entry points",
    ),
    "none at all": ("broken = broken", "", "define crossregime_regime in it, marked with @crossregime.hookimpl"),
}


def named(text, plugin):
    """Write what is said of a plugin called broken with the name of another."""
    return text.replace("broken", plugin)


@pytest.fixture(scope="module")
def refusals(tmp_path_factory):
    """Why each faulty plugin is refused, as JSON holds it: all are of one distribution, and so load in one process."""
    site = Site(tmp_path_factory.mktemp("faulty") / "site")
    plugins = {fault: f"faulty{number}" for number, fault in enumerate([*FAULTS, *HOOKLESS])}
    entry_points, modules = [], {}
    for fault, (entry_point, source, *_) in (FAULTS | HOOKLESS).items():
        entry_points.append(named(entry_point, plugins[fault]))
        modules[plugins[fault]] = named(source, plugins[fault])
    site.install("my-ratings", "\n".join(entry_points), **modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(site.path), *sys.path])
        installed = {each.id: each for each in crossregime.host().plugins()}
        found = load_together([installed[name] for name in plugins.values()], timeout=60)
    return {fault: (name, error.as_dict()) for (fault, name), error in zip(plugins.items(), found, strict=True)}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_plugin_is_refused_with_distribution_entry_point_and_cause(refusals, fault):
    entry_point, _, cause, detail = FAULTS[fault]
    name, error = refusals[fault]
    assert (error["error"], error["exit_code"]) == ("PluginError", 2)
    assert (error["plugin"], error["distribution"]) == (name, "my-ratings 1.0")
    assert error["entry_point"] == named(entry_point, name)
    assert error["cause"].startswith(cause), error["cause"]
    assert named(detail, name) in error["cause"]
    assert error["do"]


@pytest.mark.parametrize("fault", HOOKLESS)
def test_a_plugin_without_its_hook_is_told_what_to_do(refusals, fault):
    name, error = refusals[fault]
    assert error["do"] == named(HOOKLESS[fault][-1], name)


def test_a_misspelt_hook_is_told_the_right_name(refusals):
    _, error = refusals["misspelt hook"]
    assert error["matches"][0] == "crossregime_regime"


def test_the_program_ends_with_exit_code_2_and_no_traceback(site):
    site.install("my-ratings", "broken = broken", broken="import a_module_that_nobody_has")
    done = site.python("-m", "crossregime", "compare", "--regime", "ssi2003", "--regime", "broken")
    assert done.returncode == 2
    assert "distribution my-ratings 1.0, entry point broken = broken" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_faulty_plugin_that_is_not_named_breaks_nothing(site_on_path):
    site_on_path.install_example()
    for number, (_, source, *_) in enumerate(FAULTS.values()):
        site_on_path.install(f"faulty-{number}", f"faulty{number} = faulty{number}", **{f"faulty{number}": source})
    assert crossregime.host().load("example2010").outcomes.height == 152
    assert crossregime.host().load("ssi2003").origin == "regimes/ssi2003"


UNNAMED = {
    "hanging": "import time\ntime.sleep(600)",
    "leaving": "import os\nos._exit(0)",
    "interrupting": "raise KeyboardInterrupt",
    "odd": "raise BaseException('on purpose')",
}


def test_a_question_to_all_regimes_leaves_out_those_that_do_not_load_and_says_so(site_on_path, monkeypatch, capsys):
    from crossregime.cli import main
    from crossregime.core.discovery import doctor

    site_on_path.install_example()
    for name, source in UNNAMED.items():
        site_on_path.install(name, f"{name} = {name}", **{name: source})
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


def test_several_entry_points_of_one_module_each_name_an_object_of_their_own(site_on_path):
    site_on_path.install("several", "one = several:one\ntwo = several:two\nthree = several:one", several=SEVERAL)
    assert crossregime.host().load("one").origin == "several 1.0, several:one"
    assert crossregime.host().load("two").id == "two"
    # One object under two names is refused under the wrong one alone.
    assert refusal("three")["cause"] == "it gives the regime 'one'"


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        (CROSSWALK, ["by-report"]),
        ("from crossregime import folder_crosswalks as crossregime_crosswalks", []),
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
def test_crosswalks_come_through_the_same_door(site_on_path, source, answer):
    site_on_path.install("walks", "walks = walks", group="crossregime.crosswalks", walks=source)
    try:
        found = [walk.id for walk in crossregime.host().crosswalks("walks")]
    except PluginError as error:
        found = error.cause
    assert found == answer


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
