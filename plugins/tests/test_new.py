"""What `crossregime new` makes is installed for real, in an environment of its own, and passes its own tests."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from crossregime.cli import main

TIMEOUT = 600
MADE = {"annual": (), "rolling": ("--kind", "rolling"), "walks": ("--crosswalk",)}


@pytest.fixture
def scratch(tmp_path) -> Path:
    """The Python of a new environment, which sees what this one has installed and nothing that it gets is seen here."""
    venv.create(tmp_path / "env")  # pip and setuptools are those of this environment
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = tmp_path / "env" / scripts / "python"
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True).stdout.strip()
    (Path(found) / "beside.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    return python


@pytest.mark.parametrize("made", MADE)
def test_a_made_package_installs_and_passes_its_own_tests(scratch, tmp_path, made):
    project = tmp_path / made
    assert main(["new", f"made-{made}", str(project), *MADE[made]]) == 0
    pip = [scratch, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    environment = os.environ | {"PYTHONSAFEPATH": "1"}
    for command in ([*pip, project], [scratch, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]):
        done = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    done = subprocess.run(
        [scratch, "-m", "crossregime", "regimes"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert f"made-{made}" in done.stdout
