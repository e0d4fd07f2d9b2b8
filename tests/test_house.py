"""The rules of the house: layers, start-up, where files are opened, and what the wheel holds."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from crossregime.core.discovery.doctor import LIBRARIES

from .untested import UNTESTED

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parent.parent
PACKAGE = "crossregime"
HEAVY = {"polars", "pluggy", "rich", "jsonschema", "numpy", "scipy", "highspy"}


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join((PACKAGE, *(part for part in parts if part != "__init__")))


CODE = (ROOT / folder for folder in ("commands", "core", "regimes", "render", "testing"))
PATHS = sorted([*ROOT.glob("*.py"), *(path for folder in CODE for path in folder.rglob("*.py"))], key=module_name)
TREES = {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in PATHS}
FOLDERS = {module_name(path) for path in PATHS if path.name == "__init__.py"}


def for_types_only(node):
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def nodes(tree, *, functions, types):
    """Walk a module's code: with or without the bodies of functions, and what is there for types alone."""
    for node in ast.iter_child_nodes(tree):
        if for_types_only(node) and not types:
            for other in node.orelse:
                yield from nodes(other, functions=functions, types=types)
            continue
        yield node
        if functions or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from nodes(node, functions=functions, types=types)


def imported(name, *, functions=True, types=True):
    """Give the modules that a module imports in full: `from a import b` is a.b where that is a module."""
    found = set()
    for node in nodes(TREES[name], functions=functions, types=types):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = name.split(".") if name in FOLDERS else name.split(".")[:-1]
                base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [node.module])])
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                found.add(deeper if deeper in TREES else base)
    return found


def within(module, package):
    return module == package or module.startswith(f"{package}.")


CORE = [name for name in TREES if within(name, "crossregime.core")]
RENDERERS = [name for name in TREES if within(name, "crossregime.render")]
REGIMES = [name for name in TREES if within(name, "crossregime.regimes")]


# Layers


def test_the_reading_of_imports_finds_imports():
    """Guard the tests below: what they look for would be seen."""
    assert "crossregime.core.councils" in imported("crossregime.core.positions.pairing")
    assert "crossregime.regimes" in imported("crossregime.core.host.interface")
    assert "polars" in imported("crossregime.core.positions.pairing")
    assert "polars" not in imported("crossregime.core.positions.pairing", functions=False, types=False)
    assert len(CORE) > 20
    assert len(RENDERERS) > 3


def test_core_decides_nothing_by_the_name_of_a_regime():
    from crossregime.regimes import BUILTINS

    for name in CORE:
        texts = {node.value for node in ast.walk(TREES[name]) if isinstance(node, ast.Constant)}
        assert not texts & set(BUILTINS), name


@pytest.mark.parametrize("name", RENDERERS)
def test_a_renderer_computes_nothing(name):
    """A renderer handles no frames and asks no solver: it writes the numbers that it is given."""
    runs = imported(name, types=False)
    for module in ("polars", "numpy", "scipy", "math", "statistics"):
        assert not any(within(each, module) for each in runs), module
    solvers = ("bounds.solver", "bounds.search", "bounds.problem", "comparison.constraints", "comparison.tabulation")
    for module in (*solvers, "positions.pairing", "reading"):
        assert not any(within(each, f"crossregime.core.{module}") for each in runs), module
    calls = {
        node.func.attr
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & {"group_by", "with_columns", "filter", "agg", "solve", "interval"}


def test_one_module_solves_integer_programs():
    calls = {name for name in CORE if any(getattr(node, "id", None) == "milp" for node in ast.walk(TREES[name]))}
    assert calls == {"crossregime.core.bounds.search.milp"}
    kept = {name for name in CORE if any(within(each, "highspy") for each in imported(name, types=False))}
    assert kept == {"crossregime.core.bounds.search.integer_program"}


def test_the_packages_keep_to_the_order_to_the_doors_and_out_of_circles():
    """Run the contracts of pyproject.toml; on an install that sees every module, or they would say nothing."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Analyzed {len(TREES)} files" in done.stdout


def door_of(name):
    """Give the names that a package lists for type checkers, by module."""
    found = {}
    for node in TREES[name].body:
        if for_types_only(node):
            for each in node.body:
                if isinstance(each, ast.ImportFrom) and within(each.module, PACKAGE):
                    found.setdefault(each.module, []).extend(alias.asname for alias in each.names)
    return found


DOORS = sorted(name for name in FOLDERS if door_of(name))


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_the_same_for_type_checkers_and_for_python(name):
    listed = door_of(name)
    names = [each for names in listed.values() for each in names]
    room = importlib.import_module(name)
    assert sorted(names) == dir(room) == sorted(set(names))
    for module, own in listed.items():
        held = importlib.import_module(module)
        for each in own:
            if within(module, name) and f"{module}.{each}" not in TREES:
                assert getattr(room, each) is getattr(held, each), each


@pytest.mark.parametrize("name", sorted(FOLDERS - {PACKAGE, "crossregime.commands", "crossregime.regimes"}))
def test_no_name_at_a_door_is_that_of_a_module_behind_it(name):
    """The import would give the module, and a type checker would not notice."""
    modules = {each.rpartition(".")[2] for each in TREES if within(each, name) and each != name}
    assert not modules & {each for names in door_of(name).values() for each in names}


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_package_says_in_a_sentence_what_it_is_for_and_holds_no_logic(name):
    tree = TREES[name]
    assert ast.get_docstring(tree).count(". ") == 0 or name in (PACKAGE, "crossregime.core", "crossregime.commands")
    kinds = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.With, ast.Try)
    allowed = {"crossregime.regimes": {"__getattr__"}}
    found = {getattr(node, "name", type(node).__name__) for node in ast.walk(tree) if isinstance(node, kinds)}
    assert found == allowed.get(name, set())


def public_names():
    """Give each public class, function and type alias of core, with the modules that define it."""
    found = {}
    for name in CORE:
        for node in TREES[name].body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                words = [node.name]
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                words = [each.id for each in targets if isinstance(each, ast.Name) and not each.id.isupper()]
            else:
                words = []
            for word in words:
                if not word.startswith("_"):
                    found.setdefault(word, []).append(name)
    return found


def test_no_two_public_classes_functions_or_types_of_core_share_a_name():
    """Constants are told apart by their module."""
    for word, where in public_names().items():
        assert len(set(where)) == 1, (word, where)


def test_core_knows_no_option_of_the_command_line():
    """An error of core says what is wrong; the command adds which option said so."""
    for name in CORE:
        prose = {id(node.value) for node in ast.walk(TREES[name]) if isinstance(node, ast.Expr)}
        for node in ast.walk(TREES[name]):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                assert not re.search(r"(?<![\w-])--[a-z]", node.value), (name, node.value)


# Tests


def test_every_module_has_a_test_file_of_its_name_or_is_listed_with_what_tests_it():
    """The mapping: core/x/y.py has tests/core/x/test_y.py. The list is exact: no line too few, and none too many."""
    listed = [module for _, modules in UNTESTED.values() for module in modules]
    lacking = [
        path.relative_to(ROOT)
        for path in PATHS
        if path.name != "__init__.py"
        and not (ROOT / "tests" / path.relative_to(ROOT)).with_name(f"test_{path.name}").exists()
    ]
    assert sorted(listed) == sorted(path.as_posix() for path in lacking), "see tests/untested.py"


@pytest.mark.parametrize("file", sorted({file for files, _ in UNTESTED.values() for file in files}))
def test_what_is_said_to_test_a_module_is_there(file):
    assert (ROOT / file).is_file()


# Files

READS = {"read_text", "read_bytes", "open", "read_csv", "scan_csv", "read_json", "read_parquet", "load"}
WRITES = {"write_text", "write_bytes", "write_csv", "write_json", "write_parquet", "fdopen", "open"}
WRITERS = ("crossregime.core.files.atomic", "crossregime.core.files.formats")
OTHER_FILES = {
    "crossregime.core.files.schema": "the project's own schemas, which say what a data file is",
    "crossregime.core.files.tree": "pages that the program wrote, to leave those that have not changed",
    "crossregime.core.engines.files": "files of a user's own, which an engine scans where they are",
    "crossregime.core.discovery.installed": "the metadata of an installed distribution, which importlib reads",
    "crossregime.core.discovery.child": "what a process of its own answers",
    "crossregime.core.discovery.guard": "the null device, where standard error is closed",
    "crossregime.commands.screen": "the null device, when the reader of the output has gone",
}


def file_calls(name, words):
    """Give the calls in a module that open a file: by a method of these names, or by open()."""
    found = []
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "open":
                found.append(ast.unparse(node))
            if isinstance(node.func, ast.Attribute) and node.func.attr in words:
                owner = ast.unparse(node.func.value)
                if node.func.attr != "load" or owner in ("json", "pickle", "tomllib"):
                    found.append(ast.unparse(node))
    return found


def test_data_files_are_read_in_one_place_and_written_in_one():
    reader = "crossregime.core.files.folder"
    for name in set(TREES) - {*OTHER_FILES, *WRITERS, reader}:
        assert not file_calls(name, READS | WRITES), name
    assert not file_calls(reader, WRITES - {"open"})


def test_the_two_places_open_files():
    """Guard the test above: what it looks for would be seen."""
    assert file_calls("crossregime.core.files.folder", READS)
    assert all(file_calls(name, WRITES) for name in WRITERS)


CLOCKS = {"crossregime.core.host.advice": "validate tells of inspections in the future, which is advice and no result"}


def test_nothing_asks_what_time_it_is_or_for_chance_without_a_start():
    """No clock is in any output, and the same call gives the same bytes."""
    for name in set(TREES) - set(CLOCKS):
        texts = {ast.unparse(node.func) for node in ast.walk(TREES[name]) if isinstance(node, ast.Call)}
        for word in ("time.time", "now", "today", "utcnow", "uuid4", "urandom", "random.random"):
            assert not [text for text in texts if text == word or text.endswith(f".{word}")], (name, word)


def test_there_are_no_utils():
    words = {part for name in TREES for part in name.split(".")}
    assert not words & {"util", "utils", "helpers", "common", "misc"}


# Start-up

_RUN = """
import contextlib, io, sys
from crossregime.cli import main
for call in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            code = main(call.split())
        except SystemExit as ended:
            code = ended.code or 0
    assert out.getvalue()
    assert code == 0, (call, code)
print(*sorted({each.partition(".")[0] for each in sys.modules}))
"""


def modules_of(*calls):
    """Run the program in a process of its own, call after call, and give the top names of what it imported."""
    command = [sys.executable, "-c", _RUN, *calls]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_help_version_and_the_list_of_regimes_import_nothing_heavy():
    calls = ("--help", "--version", "compare --help", "regimes", "regimes --format json")
    assert not modules_of(*calls) & HEAVY


def test_comparing_built_in_regimes_imports_neither_jsonschema_nor_scipy_nor_numpy():
    calls = [f"compare --regime ssi2003 --regime ofsted2009 --format {form}" for form in ("text", "json", "csv")]
    used = modules_of(*calls)
    assert "polars" in used
    assert not used & {"jsonschema", "scipy", "numpy"}
    assert "rich" not in used, "only a screen needs it"


def test_the_program_runs_as_a_module_and_as_a_file():
    for start in (["-m", "crossregime"], [str(ROOT / "cli.py")]):
        command = [sys.executable, *start, "--version"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.startswith("crossregime ")


# The wheel


def settings():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_and_kind_of_data_file_is_named_in_the_settings():
    """Packages are listed by hand, so a new folder of code must be added."""
    assert set(settings()["tool"]["setuptools"]["packages"]) == FOLDERS


def test_the_doctor_gives_the_version_of_every_package_that_the_program_depends_on():
    needed = [re.split("[<>=~! ]", each)[0] for each in settings()["project"]["dependencies"]]
    assert sorted(LIBRARIES) == sorted(needed)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """Build the wheel, offline, from a copy of the checkout."""
    needed = (77,)
    version = importlib.metadata.version("setuptools")
    if tuple(int(part) for part in version.split(".")[:1]) < needed:
        pytest.skip(f"building the wheel needs setuptools 77 or later; {version} is installed")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist")
    shutil.copytree(ROOT, source, ignore=ignored)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation", "--no-index",
         "--disable-pip-version-check", "--quiet", "--wheel-dir", folder],
        cwd=source, check=True, capture_output=True, env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def held(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


@pytest.mark.slow
def test_the_only_top_level_name_of_the_wheel_is_crossregime(held):
    tops = {name.split("/")[0] for name in held}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"crossregime"}
    assert len(tops) == 2


@pytest.mark.slow
def test_the_wheel_holds_all_code_schemas_datasets_and_regimes(held):
    wanted = {path.relative_to(ROOT).as_posix() for path in PATHS}
    for folder in ("schemas", "datasets", "regimes"):
        found = (path for path in (ROOT / folder).rglob("*") if path.suffix in (".json", ".csv"))
        wanted |= {path.relative_to(ROOT).as_posix() for path in found}
    templates = (path for path in (ROOT / "core" / "authoring" / "templates").rglob("*") if path.is_file())
    wanted |= {path.relative_to(ROOT).as_posix() for path in templates}
    pages = (path for path in (ROOT / "render").rglob("*") if path.suffix in (".j2", ".css", ".js"))
    wanted |= {"py.typed", *(path.relative_to(ROOT).as_posix() for path in pages)}
    inside = {name.removeprefix("crossregime/") for name in held if name.startswith("crossregime/")}
    assert inside == wanted


@pytest.mark.slow
def test_the_wheel_holds_no_tests_documentation_or_benchmarks(held):
    for name in held:
        assert not {"tests", "docs", "benchmarks"} & set(name.split("/")), name


@pytest.mark.slow
def test_the_wheel_works_where_there_is_no_checkout(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import crossregime as cr; print(cr.__file__);"
        " print(cr.compare('ssi2003', 'ofsted2009').pairs.height)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    where, pairs = done.stdout.split()
    assert Path(where).is_relative_to(tmp_path)
    assert pairs == "148"
