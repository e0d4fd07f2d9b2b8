"""What the tests share: distributions put on the path, small regimes to break, and the program."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import crossregime
from crossregime.cli import main
from crossregime.core.errors import DataError, Fault
from crossregime.core.files.places import ROOT
from crossregime.core.reading.reader import read_regime

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.model.regime import Regime

# Property tests try the same cases each time, so that a run says the same wherever it is made: by default a share of
# them (depth.py). HYPOTHESIS_PROFILE=deep tries all, and "deepest" ten times as many.
for profile, tried in (("quick", 25), ("deep", 100), ("deepest", 1000)):
    settings.register_profile(profile, derandomize=True, deadline=None, max_examples=tried)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# A plugin that is installed where the tests run is in none of their listings, here or in a process that they start.
ISOLATION = Path(__file__).parent / "isolation"
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ISOLATION), os.environ.get("PYTHONPATH"))))
runpy.run_path(str(ISOLATION / "sitecustomize.py"))

PLUGINS = Path(__file__).parent / "plugins"
EXAMPLE = PLUGINS / "crossregime-example2010"

_LOAD = """
import json, sys, crossregime
try:
    regime = crossregime.host().load(sys.argv[1])
except crossregime.CrossregimeError as error:
    answer = error.as_dict()
else:
    answer = {"id": regime.id, "origin": regime.origin, "outcomes": regime.outcomes.height}
print(json.dumps(answer))
"""


class Site:
    """A folder of installed distributions, and Python processes that find them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(exist_ok=True)

    def install(
        self,
        name: str,
        entry_points: str,
        *,
        group: str = "crossregime.regimes",
        version: str = "1.0",
        egg: bool = False,
        **modules: str,
    ) -> None:
        """Write what an installer writes: modules, and metadata with the lines of one entry-point group."""
        stem = name.replace("-", "_")
        folder = self.path / (f"{stem}.egg-info" if egg else f"{stem}-{version}.dist-info")
        folder.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (folder / ("PKG-INFO" if egg else "METADATA")).write_text(metadata)
        (folder / "entry_points.txt").write_text(f"[{group}]\n{entry_points}\n")
        for module, source in modules.items():
            (self.path / f"{module}.py").write_text(source)

    def install_example(self) -> None:
        """Install the example plugin as it stands."""
        with zipfile.ZipFile(build_wheel(EXAMPLE, self.path)) as wheel:
            wheel.extractall(self.path)

    def pip_install(self, package: Path) -> None:
        """Install a wheel, or build and install a project, with pip and without a network."""
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index"]
        options = ["--no-deps", "--no-build-isolation", "--target", self.path]
        subprocess.run([*pip, *options, package], check=True, capture_output=True)

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these distributions installed."""
        path = os.pathsep.join(filter(None, (str(self.path), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
        return subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, env=environment,
        )  # fmt: skip

    def load(self, name: str) -> dict[str, Any]:
        """Load a regime in a process of its own: what it is, or the error as JSON holds it."""
        done = self.python("-c", _LOAD, name)
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def build_wheel(project: Path, folder: Path, *, name: str | None = None) -> Path:
    """Zip a wheel as a build tool does: the packages of a project and the metadata of its pyproject.toml."""
    settings = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    name = name or settings["name"]
    stem = f"{name.replace('-', '_')}-{settings['version']}"
    info = f"{stem}.dist-info"
    files = {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(project.glob("*/*"))
        # What an installer left in the checkout is no part of the package.
        if path.is_file() and path.parent.suffix != ".egg-info"
    }
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {settings['version']}\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/entry_points.txt"] = "".join(
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
        for group, entries in settings["entry-points"].items()
    )
    files[f"{info}/RECORD"] = "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"])
    wheel = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return wheel


@pytest.fixture
def make_wheel(tmp_path: Path) -> Callable[..., Path]:
    """A function that builds the wheel of a project, under its own name or another."""
    return partial(build_wheel, folder=tmp_path)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty folder to install distributions into."""
    return Site(tmp_path / "site")


@pytest.fixture
def site_on_path(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The same, found by this very process too, which has loaded nothing of it: for what imports nothing of it."""
    monkeypatch.setattr(sys, "path", [str(site.path), *sys.path])
    host = crossregime.host()
    built_in = {name: regime for name, regime in host._loaded.items() if name in host.builtins}
    for name, value in {"_loaded": built_in, "_positions": {}, "_free_standing": None}.items():
        monkeypatch.setattr(host, name, value)
    return site


# Small regimes in folders, for a test to break


class RegimeFolder:
    """A small regime in a folder: good until a test breaks one thing in it."""

    def __init__(self, path: Path, descriptor: dict[str, Any], **tables: str) -> None:
        self.path = path
        path.mkdir()
        self.describe(lambda whole: whole.update(descriptor))
        for name, text in tables.items():
            self.write(f"{name}.csv", text)

    def __str__(self) -> str:
        """Name it as a user beside it would: ./NAME."""
        return f"./{self.path.name}"

    def text(self, name: str) -> str:
        """Give a file's text."""
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file, byte for byte."""
        (self.path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace what stands in a file exactly once."""
        assert self.text(name).count(old) == 1, (name, old)
        self.write(name, self.text(name).replace(old, new))

    def add(self, name: str, *rows: str) -> None:
        """Add rows at the end of a file."""
        self.write(name, self.text(name) + "".join(f"{row}\n" for row in rows))

    def describe(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Change the descriptor in place."""
        file = self.path / "regime.json"
        whole: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        change(whole)
        self.write("regime.json", json.dumps(whole, ensure_ascii=False, indent=2))

    def read(self) -> Regime:
        """Read the regime."""
        return read_regime(self.path, str(self))

    def faults(self) -> list[Fault]:
        """Give the problems for which it can't be read."""
        with pytest.raises(DataError) as caught:
            self.read()
        assert caught.value.exit_code == 3
        return list(caught.value.faults)


_SOURCES = """\
source,publisher,title,published,address,licence
paper,The Paper,Ratings of councils,2003-11-14,,cited for single facts
"""

_CARE = {
    "id": "trial-care",
    "title": "Trial scale",
    "grades": [{"id": label.lower(), "label": label} for label in ("Low", "Fair", "Good", "Top")],
}


@pytest.fixture
def annual(tmp_path: Path) -> RegimeFolder:
    """An annual regime: 150 councils on 2003-11-13 and 152 on 2009-12-09, few of them named."""
    universes = (("2003-11-13", 150), ("2009-12-09", 152))
    rule = {
        "judgement": "care", "worst": "Low", "best": "Good", "reason": "all at the top are named",
        "source": "paper", "place": "p. 9",
    }  # fmt: skip
    descriptor = {
        "format": 1,
        "id": "trial",
        "title": "Trial ratings",
        "inspectorate": "The Inspectorate",
        "kind": "annual",
        "headline": "care",
        "summary": "Ratings for trial.",
        "scales": [_CARE],
        "judgements": [
            {"id": "care", "title": "Care", "service": "children", "aspect": "overall", "scale": _CARE["id"]},
            {
                "id": "capacity", "title": "Capacity", "service": "children", "aspect": "capacity",
                "scale": "ssi-capacity",
            },
        ],
        "publications": [
            {
                "date": date,
                "title": f"Ratings of {date[:4]}",
                "source": "paper",
                "universe": {"on": date, "councils": councils},
                "unlisted": [rule] if date < "2009" else [],
            }
            for date, councils in universes
        ],
        "comparability": [{"about": "definitions", "note": "Nothing defines the grades.", "source": "paper"}],
        "licence": "Open Government Licence v3.0.",
    }  # fmt: skip
    outcomes = """\
published,council,judgement,worst,best,status,source,place,note
2003-11-13,Barnet,care,Top,Top,printed,paper,p. 1,
2003-11-13,Hull,care,Low,Fair,range,paper,p. 2,one of the two
2003-11-13,Leeds,care,,,not_judged,paper,p. 3,
2003-11-13,Kent,care,Fair,Fair,deduced,paper,p. 3,
2003-11-13,Barnet,capacity,Poor,Poor,printed,paper,p. 1,
2009-12-09,Barnet,care,Good,Good,printed,paper,p. 4,
2009-12-09,Kent,care,Low,Low,printed,paper,p. 4,
"""
    totals = """\
published,judgement,group,grades,count,percent,source,place,note
2003-11-13,care,,Low,29,19,paper,p. 9,
2003-11-13,care,,Fair|Good,,80,paper,p. 9,
2003-11-13,care,,Top,1,,paper,p. 9,
2003-11-13,care,region=London,Low,5,,paper,p. 10,
"""
    return RegimeFolder(tmp_path / "trial", descriptor, sources=_SOURCES, outcomes=outcomes, totals=totals)


@pytest.fixture
def make_rolling(tmp_path: Path) -> Callable[..., RegimeFolder]:
    """A function that makes a rolling regime of an id, with the rows of its outcomes."""

    def make(name: str, *rows: str, **changes: Any) -> RegimeFolder:
        descriptor = {
            "format": 1,
            "id": name,
            "title": f"Inspections of {name}",
            "inspectorate": "The Inspectorate",
            "kind": "rolling",
            "headline": "care",
            "summary": "Inspections, each on its own date.",
            "scales": [_CARE],
            "judgements": [
                {
                    "id": "care",
                    "title": "Care",
                    "service": "children",
                    "aspect": "overall",
                    "scale": "trial-care",
                },
                {
                    "id": "help",
                    "title": "Help",
                    "service": "children",
                    "aspect": "performance",
                    "scale": "trial-care",
                },
            ],
            "licence": "Open Government Licence v3.0.",
            **changes,
        }
        header = "published,council,judgement,worst,best,status,source,place,note"
        return RegimeFolder(
            tmp_path / name,
            descriptor,
            sources=_SOURCES,
            outcomes="".join(f"{line}\n" for line in (header, *rows)),
            totals="published,judgement,group,grades,count,percent,source,place,note\n",
        )

    return make


# The program


@dataclass(frozen=True)
class Answer:
    """What the program answered: its exit code, what it wrote, and what it said beside."""

    code: int
    out: str
    err: str

    @property
    def flat(self) -> str:
        """The output in one line, wherever its lines end."""
        return " ".join(self.out.split())


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """A function that runs the program in this process, in the folder of the test."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Answer:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Answer]:
    """A function that runs the program in a process of its own, in the folder of the test.

    It takes the arguments of the program, and by name those of `subprocess.run`.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]

    def run(*arguments: object, **options: Any) -> Answer:
        command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
        given: dict[str, Any] = {
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "env": environment,
            **options,
        }
        done = subprocess.run(command, cwd=tmp_path, timeout=120, check=False, encoding="utf-8", **given)
        return Answer(done.returncode, done.stdout or "", done.stderr or "")

    return run
