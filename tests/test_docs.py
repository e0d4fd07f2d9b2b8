"""The documentation holds: every example gives what it shows, links lead somewhere, nothing is left out."""

from __future__ import annotations

import ast
import csv
import doctest
import importlib
import inspect
import json
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import crossregime as cr
from crossregime.commands import SUMMARIES
from crossregime.core import errors
from crossregime.core.model.judgement import STATUSES
from crossregime.core.positions.document import FLAGS
from crossregime.core.reading import FILES, TABLES
from crossregime.regimes import BUILTINS

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [each for each in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))) if each.is_file()]
"""The pages of the checkout: beside a wheel there are none, and these tests are left out."""
PROSE = [*PAGES, ROOT / "LICENSE-DATA.md", ROOT / "CHANGELOG.md", ROOT / "benchmarks" / "README.md"]


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def read(*parts):
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def text_of(page):
    """Give a page's text without its blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def refresh(monkeypatch):
    """The script that keeps the pages current."""
    monkeypatch.syspath_prepend(DOCS)
    return importlib.import_module("refresh")


@pytest.fixture
def running(monkeypatch):
    """The module that runs examples."""
    monkeypatch.syspath_prepend(DOCS)
    return importlib.import_module("running")


# Examples


LONG = [
    "claims",
    "contrasts",
    "crosswalks",
    "method",
    "partial-identification",
    "rules",
    "tutorial",
    "choose-a-statistic",
    "files",
    "from-a-spreadsheet",
    "large-tables",
    "map-between-scales",
    "my-council",
    "paper",
    "rolling-regimes",
    "shell",
    "when-something-goes-wrong",
]
"""The pages whose examples take long; `docs/refresh.py --check` tries them, and so do the slow tests."""


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[pytest.mark.slow] * (page.stem in LONG)) for page in PAGES],
    ids=[*map(name_of, PAGES)],
)
def test_the_examples_of_a_page_give_what_it_shows_and_its_generated_parts_are_current(page, refresh):
    text, faults = refresh.refreshed(page)
    assert faults == []
    assert text == page.read_text(encoding="utf-8"), "run docs/refresh.py"


def test_the_script_keeps_just_these_pages(refresh):
    assert refresh.pages() == PAGES


def commands_in_the_text(page):
    return re.findall(r"`crossregime ([^`]+)`", text_of(page))


TELLING = [*filter(commands_in_the_text, PAGES)]


@pytest.mark.parametrize("page", TELLING, ids=[*map(name_of, TELLING)])
def test_the_commands_in_the_text_of_a_page_can_be_run(page, refresh, running, tmp_path, monkeypatch):
    refresh.prepared(tmp_path)
    monkeypatch.chdir(tmp_path)
    for command in commands_in_the_text(page):
        if command.startswith("plot ") and find_spec("altair") is None:
            continue  # the extra `charts` draws
        # Words in capitals and paths stand for what a reader has; one word alone names a command.
        if not re.search(r"\b[A-Z]{2,}\b|\./|\.\.\.", command):
            arguments = running.shlex.split(command)
            output, code = running.called(arguments if len(arguments) > 1 else [*arguments, "--help"])
            assert code == 0, (command, output)


def test_an_example_that_is_out_of_date_is_brought_up_to_date(running, tmp_path):
    page = running.Page(tmp_path)
    stale = "```console\n$ echo one\ntwo\n```\n\n```python\n>>> 1 + 1\n3\n```\n"
    assert page.refreshed(stale) == "```console\n$ echo one\none\n```\n\n```python\n>>> 1 + 1\n2\n```\n"


def test_a_command_that_fails_must_show_its_exit_code(running, tmp_path):
    failing = "```console\n$ crossregime compare\n...\n```\n"
    page = running.Page(tmp_path)
    page.refreshed(failing)
    assert page.faults == ["`crossregime compare`: exit code 2; show `$ echo $?` after it"]
    page = running.Page(tmp_path)
    page.refreshed("```console\n$ crossregime compare\n...\n$ echo $?\n2\n```\n")
    assert page.faults == []


def test_the_lines_around_a_cut_are_compared(running, tmp_path):
    page = running.Page(tmp_path)
    page.refreshed("```console\n$ printf 'a\\nb\\nc\\n'\na\n...\nd\n```\n")
    assert page.faults == ["`printf 'a\\nb\\nc\\n'`: mend the lines around `...` by hand"]


def test_the_examples_of_the_script_itself_run(running):
    failed, tried = doctest.testmod(running)
    assert tried
    assert not failed


@pytest.mark.parametrize("command", SUMMARIES)
def test_every_command_is_shown_at_work_outside_the_reference(command):
    pages = [page for page in PAGES if DOCS / "reference" not in page.parents]
    assert any(re.search(rf"^\$ crossregime {command}\b", read(page), re.MULTILINE) for page in pages)


# Links


def anchors(page):
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    names = re.findall(r"^::: (\S+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads} | set(names)


def links(page):
    found = re.findall(r"\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$", text_of(page), flags=re.MULTILINE)
    return [link for pair in found for link in pair if link and "://" not in link]


def test_every_link_of_a_page_leads_somewhere():
    for page in PROSE:
        for link in links(page):
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), (page, link)
            assert not anchor or anchor in anchors(target), (page, link)


def test_every_page_of_the_documentation_is_reached_from_its_index():
    reached = set()
    queue = [DOCS / "index.md"]
    while queue:
        page = queue.pop()
        if page not in reached and page.suffix == ".md" and page.is_relative_to(DOCS):
            reached.add(page)
            queue += [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
    assert reached == set(DOCS.rglob("*.md"))


def test_every_page_is_in_the_navigation_of_the_site_once():
    navigation = read("docs", "site", "mkdocs.yml").partition("\nnav:\n")[2]
    named = re.findall(r"(\S+\.md)$", navigation, flags=re.MULTILINE)
    own = [name for name in named if not name.startswith("project/")]
    pages = [*DOCS.rglob("*.md"), *(path.with_suffix(".md") for path in DOCS.rglob("*.ipynb"))]
    assert sorted(own) == sorted(page.relative_to(DOCS).as_posix() for page in pages)
    assert all((ROOT / name.removeprefix("project/")).is_file() for name in named if name not in own)


# The site


@pytest.fixture
def site(monkeypatch):
    """The modules that make the site, those that need no more than the program."""
    monkeypatch.syspath_prepend(DOCS)
    monkeypatch.syspath_prepend(DOCS / "site")
    return importlib.import_module


def test_every_picture_that_a_page_asks_for_is_drawn_by_a_command_of_the_page(site):
    pictures = site("pictures")
    asked = {page: [name for name, _ in pictures.PICTURE.findall(page.read_text(encoding="utf-8"))] for page in PAGES}
    assert asked[DOCS / "tutorial.md"]
    for page, names in asked.items():
        commands = {match["file"] for match in pictures.COMMAND.finditer(page.read_text(encoding="utf-8"))}
        assert set(names) <= commands, page


def test_a_picture_that_no_command_draws_is_refused(site):
    pictures = site("pictures")
    with pytest.raises(pictures.NoPictureError, match=r"howto/a\.md: no `crossregime plot` on this page writes b\.svg"):
        pictures.drawn("<!-- picture: b.svg | A map -->\n", "howto/a.md")


def test_links_out_of_the_documentation_lead_to_pages_of_the_site_and_back(site):
    outside = site("outside")
    pages = {"tutorial.md", "howto/paper.md"}.__contains__
    there = outside.relinked("[a](../../core/door.py), [b](paper.md#x)", "howto/cite.md", pages)
    assert there == "[a](../project/core/door.py.md), [b](paper.md#x)"
    back = outside.relinked("[a](docs/tutorial.md)\n```\n[a](docs/x.md)\n```\n", "project/README.md", pages)
    assert back == "[a](../tutorial.md)\n```\n[a](docs/x.md)\n```\n"


@pytest.mark.parametrize("module", ["outside", "docstrings"])
def test_the_examples_in_the_modules_of_the_site_run(site, module):
    failed, tried = doctest.testmod(site(module))
    assert tried
    assert not failed


# The README and continuous integration


def test_the_readme_sets_up_with_two_commands_and_continuous_integration_runs_these_very_ones():
    blocks = re.findall(r"^```sh\n(.*?)\n```$", read("README.md"), flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    compare, test = blocks
    assert compare.endswith("compare --regime ssi2003 --regime ofsted2009")
    assert test.endswith("-m pytest")
    assert all(block.startswith("python3 -m venv .venv && .venv/bin/pip install ") for block in blocks)
    script = read(".ci", "run")
    assert f"readme_compare='{compare}'\n" in script
    assert f"readme_test='{test}'\n" in script


def test_continuous_integration_runs_what_the_default_run_leaves_out():
    script = read(".ci", "run")
    deep = re.findall(r"^run env HYPOTHESIS_PROFILE=deep .*-m pytest .*-m (.+)$", script, flags=re.MULTILINE)
    assert deep == ["checkout", "'not checkout'"]
    # What needs a step of its own, with what is installed for it, is run there as by default.
    alone = [ROOT / name for name in re.findall(r"tests/[\w/.]+", script)]
    files = [file for path in alone for file in (path.rglob("*.py") if path.is_dir() else [path])]
    assert len(files) > 20
    assert [file for file in files if "mark.slow" in file.read_text(encoding="utf-8")] == []


# Nothing is left out


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_documented(status):
    assert f"\n| `{status}` |" in read("docs", "reference", "statuses.md")


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_documented(flag):
    assert f"\n| `{flag}` |" in read("docs", "reference", "statuses.md")


@pytest.mark.parametrize(
    "error",
    [
        name
        for name, member in vars(errors).items()
        if inspect.isclass(member) and issubclass(member, errors.CrossregimeError)
    ],
)
def test_every_error_is_documented(error):
    assert f"\n| `{error}` |" in read("docs", "reference", "errors.md")


def test_every_key_of_the_json_and_every_column_of_the_pairs_is_documented():
    page = read("docs", "reference", "json.md")
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit")
    keys = list(comparison.to_dict())
    columns = [column for column in comparison.pairs.columns if not column.endswith("_2")]
    assert [name for name in keys + columns if f"`{name}`" not in page] == []


def fields(schema):
    """Give every field that a schema describes, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(fields, schema))
    if not isinstance(schema, dict):
        return set()
    return {*schema.get("properties", ())} | set().union(*map(fields, schema.values()))


AUTHORED = {
    "regime": "reference/regime-json.md",
    "crosswalk": "reference/crosswalk-json.md",
    "claims": "claims.md",
    "rule": "rules.md",
    **{schema: "reference/csv.md" for schema, _ in TABLES.values()},
    "inspected": "reference/csv.md",
    "fact": "reference/csv.md",
}


@pytest.mark.parametrize("schema", AUTHORED)
def test_every_field_of_every_file_that_an_author_writes_is_documented(schema):
    page = read("docs", *AUTHORED[schema].split("/"))
    written = fields(json.loads(read("schemas", f"{schema}.schema.json"))) - {"$schema"}
    assert written
    assert [name for name in sorted(written) if f"`{name}`" not in page and f'"{name}"' not in page] == []


@pytest.mark.parametrize("file", FILES)
def test_every_file_of_a_regime_is_named_on_the_page_for_authors_and_has_a_page(file):
    assert f"`{file}`" in read("docs", "plugins.md")
    pages = [read("docs", *page.split("/")) for page in sorted(set(AUTHORED.values()))]
    assert any(re.search(rf"^# .*{re.escape(file)}|^### {re.escape(file)}|`{re.escape(file)}`", page, re.MULTILINE)
               for page in pages)  # fmt: skip


@pytest.mark.parametrize("regime", BUILTINS)
def test_every_regime_has_a_page_that_the_index_names(regime):
    assert f"`{regime}`" in read("docs", "regimes", f"{regime}.md")
    assert f"(regimes/{regime}.md)" in read("docs", "index.md")


def test_every_public_name_is_on_a_page_of_the_python_reference_once():
    pages = [page.read_text(encoding="utf-8") for page in (DOCS / "reference" / "python").glob("*.md")]
    named = re.findall(r"^::: crossregime\.(\S+)$", "\n".join(pages), flags=re.MULTILINE)
    modules = {"__version__", "linking", "statistics"}
    assert sorted(name for name in named if "." not in name) == sorted(set(cr.__all__) - modules)
    each = {name.partition(".")[2] for name in named if name.startswith("statistics.")}
    pages = {page.stem for page in (DOCS / "reference" / "statistics").glob("*.md")}
    assert each | pages == set(cr.statistics.__all__)
    assert not each & pages


def test_the_navigation_has_the_statistics_in_the_order_of_their_page():
    listed = re.findall(
        r"^\| \[\w+\]\((statistics/\w+\.md)\)", read("docs", "reference", "statistics.md"), flags=re.MULTILINE
    )
    navigation = re.findall(
        r": reference/(statistics/\w+\.md)$", read("docs", "site", "mkdocs.yml"), flags=re.MULTILINE
    )
    assert [page for page in navigation if page in listed] == listed


@pytest.mark.parametrize("schema", sorted((ROOT / "schemas").glob("*.schema.json")), ids=lambda path: path.name)
def test_every_file_with_a_schema_is_on_a_page(schema):
    assert f"\n| [`{schema.name}`]" in read("docs", "reference", "files.md")


# Licences, citation, changes


def test_the_page_on_licences_names_whoever_publishes_under_an_open_licence():
    files = [ROOT / "datasets" / "sources.csv", *(ROOT / "regimes").glob("*/sources.csv")]
    rows = [row for file in files for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]
    publishers = {row["publisher"] for row in rows if re.search("Open Government|CC BY", row["licence"])}
    page = read("LICENSE-DATA.md")
    assert publishers
    assert [name for name in publishers if name.split(" (")[0] not in page] == []


def test_the_citation_is_of_this_version_and_names_no_person():
    lines = read("CITATION.cff").splitlines()
    fields = dict(line.split(": ", 1) for line in lines if re.match(r"[a-z-]+: \S", line))
    assert fields["cff-version"] == "1.2.0"
    assert fields["version"] == cr.__version__
    assert fields["license"] == "MIT"
    assert [line for line in lines if line.startswith("  - name: ")] == ["  - name: crossregime contributors"]
    assert not re.search("family-names|given-names|doi", "\n".join(lines))
    assert f"(version {cr.__version__})" in " ".join(read("README.md").split())


def test_the_changelog_and_the_citation_tell_alike_when_this_version_was_released():
    (when,) = re.findall(rf"^## \[{re.escape(cr.__version__)}\] - (.*)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    released = re.findall(r"^date-released: (.*)$", read("CITATION.cff"), flags=re.MULTILINE)
    assert released == ([] if when == "Unreleased" else [when])


def test_the_commands_that_those_who_contribute_are_given_run():
    commands = re.findall(r"\.venv/bin/python -m pytest ([^`\n]+)", read("CONTRIBUTING.md"))
    assert len(commands) > 2
    # All at once: what is wrong with one of them is wrong with all together.
    arguments = [word for command in commands for word in shlex.split(command.replace("=N", "=1"))]
    whole = [sys.executable, "-m", "pytest", *arguments, "--collect-only", "-q"]
    done = subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (commands, done.stdout, done.stderr)


# The house


def test_the_page_on_architecture_names_functions_that_exist_where_it_says():
    page = read("docs", "architecture.md")
    named = re.findall(r"((?:`\w+`(?: and )?)+) in `([\w/]+\.py)`", page)
    assert len(named) > 20
    for names, path in named:
        defined = {getattr(node, "name", None) for node in ast.walk(ast.parse(read(path)))}
        defined |= {target.id for target in constants(ast.parse(read(path)))}
        assert set(re.findall(r"\w+", names.replace(" and ", " "))) <= defined, (names, path)


def constants(tree):
    for node in tree.body:
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            if isinstance(target, ast.Name):
                yield target


def test_the_page_on_architecture_names_files_and_folders_that_exist():
    page = text_of(DOCS / "architecture.md")
    paths = re.findall(r"`((?:\w+/)+(?:\w+\.\w+)?)`", page)
    assert len(paths) > 40
    for path in paths:
        assert (ROOT / path).exists() or (ROOT / "regimes" / "ssi2003" / path).exists(), path


def test_the_drawing_has_every_package_of_the_contract_once():
    page = read("docs", "architecture.md")
    drawing = page[page.index("```text") : page.index("```", page.index("```text") + 3)]
    packages = {path.parent.relative_to(ROOT / "core").parts[0] for path in (ROOT / "core").glob("*/__init__.py")}
    words = re.findall(r"\w+", drawing)
    for name in (*packages, "cli", "commands", "testing", "render", "core", "regimes"):
        assert words.count(name) == 1, name
