"""Every hook has a page whose example is the plugin that is tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossregime.core.discovery import hooks
from crossregime.core.discovery.installed import HOOKS
from crossregime.core.errors import DataError

from ...plugin_crosswalk import CROSSWALK

HERE = Path(__file__).parents[2]


EXAMPLE = HERE / "plugins" / "crossregime-example2010"


PACKAGE = EXAMPLE / "crossregime_example2010"


DOCS = HERE.parent / "docs" / "plugins.md"


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


def test_a_package_that_was_installed_without_its_data_is_told_the_line_that_it_lacks(tmp_path):
    (tmp_path / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "regime.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"was installed without outcomes\.csv and sources\.csv") as refused:
        hooks.folder_regime(tmp_path)
    assert '[tool.setuptools.package-data] "*" = ["*.json", "*.csv", "crosswalks/*.json"]' in refused.value.do


def test_a_folder_that_is_no_package_is_told_what_it_lacks(tmp_path):
    with pytest.raises(DataError, match=r"is not a regime: it has no regime\.json"):
        hooks.folder_regime(tmp_path)
