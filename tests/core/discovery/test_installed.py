"""Plugins: found by metadata, loaded by name, and refused with distribution, entry point and cause."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossregime
from crossregime.core.discovery.installed import Plugin, installed_plugins
from crossregime.core.errors import PluginError
from crossregime.core.host.naming import Host
from crossregime.regimes import FOLDER

HERE = Path(__file__).parents[2]


EXAMPLE = HERE / "plugins" / "crossregime-example2010"


HOOK = "import crossregime\n@crossregime.hookimpl\n"


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


# Who owns an id


def test_an_id_that_two_distributions_claim_is_refused_naming_both_and_harms_nothing_else(site_on_path):
    site_on_path.install_example()
    site_on_path.install("another-example", "example2010 = crossregime_example2010")
    site_on_path.install("third", "third = third", third=HOOK + "def crossregime_regime(): ...")
    with pytest.raises(PluginError) as caught:
        crossregime.host().load("example2010")
    assert caught.value.exit_code == 2
    claim = "the id is claimed by 2 distributions: another-example 1.0 and crossregime-example2010 1.0"
    assert caught.value.cause == claim
    assert crossregime.host().load("ssi2003").id == "ssi2003"
    with pytest.raises(PluginError, match="gives nothing"):
        crossregime.host().load("third")


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


def test_a_built_in_keeps_its_id_and_the_claim_is_never_loaded_but_shown(site_on_path):
    site_on_path.install("usurper", "ssi2003 = usurper", usurper="raise SystemExit('imported')")
    host = Host({"ssi2003": FOLDER / "ssi2003"})
    assert host.load("ssi2003").origin == "regimes/ssi2003"
    claims = [each for each in host.plugins() if each.id == "ssi2003"]
    assert [(each.distribution, each.state, each.reason) for each in claims] == [
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


def test_a_distribution_without_metadata_on_two_paths_is_one_and_refused_for_what_it_lacks(site, tmp_path, monkeypatch):
    site.install("nameless", "mine = mine")
    (site.path / "nameless-1.0.dist-info" / "METADATA").unlink()
    (tmp_path / "again").symlink_to(site.path)
    copy = type(site)(tmp_path / "copy")
    copy.install("nameless", "mine = mine")
    (copy.path / "nameless-1.0.dist-info" / "METADATA").unlink()
    monkeypatch.setattr("sys.path", [str(site.path), str(tmp_path / "again"), str(copy.path)])
    plugins = [plugin for plugin in crossregime.host().plugins() if plugin.state != "built-in"]
    (plugin,) = plugins
    # A backport of importlib.metadata, where some package has loaded it, refuses to read such a distribution at all.
    told = {"mine": "its distribution has no name", "": "its metadata can't be read: MetadataNotFound"}
    assert plugin.reason.startswith(told[plugin.id])


# The interface that a plugin was made for


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("", ""),
        ("[crossregime.interface]\n1 = mine\n", ""),
        ("[crossregime.interface]\n2 = mine\n", "it was made for a later version of crossregime (interface 2; this"),
        ("[crossregime.interface]\nnext = mine\n", "'next' is not a number of an interface"),
    ],
)
def test_a_plugin_for_a_later_interface_is_refused_without_importing_it(site_on_path, lines, reason):
    site_on_path.install("ahead", f"mine = mine\n{lines}", mine="raise RuntimeError('imported')\n")
    (plugin,) = [each for each in installed_plugins() if each.id == "mine"]
    assert plugin.state == ("refused" if reason else "installed")
    assert plugin.reason.startswith(reason)
