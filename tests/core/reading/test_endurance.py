"""Files that are hard to refuse, and folders changed at random: a message each time, soon and in little memory."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time

import pytest

import crossregime
from crossregime.core.errors import CrossregimeError
from crossregime.core.files.places import ROOT
from crossregime.core.reading.reader import read_regime

from ...depth import cases

pytestmark = pytest.mark.checkout  # the examples of the documentation are changed at random

EXAMPLES = ROOT / "docs" / "examples"
if not EXAMPLES.exists():
    pytest.skip("the examples of the documentation are in the checkout alone", allow_module_level=True)
SAMPLE = EXAMPLES / "ofsted2010"
MOST_MEMORY, MOST_SECONDS = 300, 10
"""Megabytes and seconds of processor time that any file may take."""

MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, encoding="utf-8", timeout=300)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stdout, done.stderr, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime]))
"""


def measured(folder, *arguments):
    """Run the program in a process of its own: exit code, what it said, megabytes, seconds of processor time."""
    command = [sys.executable, "-c", MEASURED, sys.executable, str(ROOT / "cli.py"), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=310, check=True)
    code, out, err, memory, seconds = json.loads(done.stdout)
    return code, " ".join((out + err).split()), memory, seconds


def header(name, folder=SAMPLE):
    return (folder / name).read_text(encoding="utf-8").splitlines()[0]


DESCRIPTOR = json.loads((SAMPLE / "regime.json").read_text(encoding="utf-8"))


def described(**changes):
    return json.dumps({**DESCRIPTOR, **changes})


OUTCOMES = header("outcomes.csv")
DAY, HEADLINE = DESCRIPTOR["publications"][0]["date"], DESCRIPTOR["headline"]
ROW = f"{DAY},{{}},{HEADLINE},Performs well,Performs well,printed,x,p. 1,\n"
HARD = {
    "blank lines": ("outcomes.csv", lambda: OUTCOMES + "\n" * 8 * 2**20),
    "rows of commas": ("outcomes.csv", lambda: OUTCOMES + "\n" + ",,,,,,,,\n" * 1_800_000),
    "cells of rare characters": ("outcomes.csv", lambda: OUTCOMES + "\n" + ("\U0001f600a," * 8 + "b\n") * 99_000),
    "unknown councils": ("outcomes.csv", lambda: OUTCOMES + "\n" + "".join(map(ROW.format, range(20_000)))),
    "totals": ("totals.csv", lambda: header("totals.csv") + "\n" * 2_000_000),
    "unknown keys": ("regime.json", lambda: described(**{f"key{number}": 1 for number in range(100_000)})),
    "fewer unknown keys": ("regime.json", lambda: described(**{f"key{number}": 1 for number in range(20_000)})),
    "scales": ("regime.json", lambda: described(scales=[{}] * 200_000)),
    "fewer scales": ("regime.json", lambda: described(scales=[{}] * 9_000)),
    "lists": ("regime.json", lambda: "[" + "[]," * 690_000 + "[]]"),
}  # fmt: skip


EACH_RUN = ("rows of commas", "fewer unknown keys")
"""The hard files that each run tries; the slow one tries all."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other units")
@pytest.mark.parametrize(
    "name", [name if name in EACH_RUN else pytest.param(name, marks=pytest.mark.slow) for name in HARD]
)
def test_a_file_under_the_limit_is_refused_soon_and_in_little_memory(tmp_path, name):
    shutil.copytree(SAMPLE, tmp_path / "hard")
    file, make = HARD[name]
    (tmp_path / "hard" / file).write_text(make(), encoding="utf-8")
    code, said, memory, seconds = measured(tmp_path, "validate", "./hard")
    assert code == 1, said
    assert file in said
    assert len(said) < 20_000
    assert memory < MOST_MEMORY
    assert seconds < MOST_SECONDS


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other units")
def test_files_of_names_and_of_facts_are_too(tmp_path):
    facts = "published,council,judgement,worst,best,status,source,place,note"
    (tmp_path / "facts.csv").write_text(facts + "\n" * 8 * 2**20)
    (tmp_path / "names.csv").write_text("name" + "\n" * 8 * 2**20)
    two = ("--regime", "ssi2003", "--regime", "ofsted2009")
    for call in (("compare", *two, "--facts", "facts.csv"), ("councils", "--resolve", "names.csv")):
        code, said, memory, seconds = measured(tmp_path, *call)
        assert (code, "has more than" in said) == (3, True)
        assert (memory < MOST_MEMORY, seconds < MOST_SECONDS) == (True, True)


def test_eight_thousand_unknown_names_are_refused_in_two_seconds_and_counted(tmp_path):
    folder = tmp_path / "many"
    shutil.copytree(SAMPLE, folder)
    (folder / "outcomes.csv").write_text(OUTCOMES + "\n" + "".join(ROW.format(f"Town {n}") for n in range(8_000)))
    crossregime.register().match("Leeds")
    started = time.process_time()
    with pytest.raises(CrossregimeError) as caught:
        read_regime(folder)
    assert time.process_time() - started < 2
    councils = [each for each in caught.value.faults if each.column == "council"]
    assert councils[0].row == 2
    assert councils[-1].what == "7,800 more faults of this column"


# Folders changed at random

ODD = (
    "", " ", "x", "-1", "1e999", "2003-02-30", "\u202e", "\ufeff", "\x00", "\x1b[2J", "|", ">", "=1+1", "null", "Leeds",
    "9" * 30, "a" * 3000, '"', ",", "\n", "é", "\U0001f600", "NaN", "2010-12-09", "Performs well", "region=London",
)  # fmt: skip
VALUES = (
    None, True, 0, -1, 1.5, 1e308, float("inf"), 10**30, "", " ", "x", [], {}, [[]], [None], {"a": 1}, "2003-02-30",
    ["x"] * 300,
)  # fmt: skip


def spoil_json(chance, value):
    """Change one place of a document: put something else there, take it out, or double it."""
    places = []

    def walk(node):
        for key in node if isinstance(node, dict) else range(len(node)):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(value)
    node, key = chance.choice(places)
    how = chance.randrange(4)
    if how == 0:
        del node[key]
    elif how == 1 and isinstance(node, list):
        node.append(node[key])
    elif how == 2 and isinstance(node, dict):
        node[chance.choice(ODD)] = chance.choice(VALUES)
    else:
        node[key] = chance.choice(VALUES) if chance.random() < 0.6 else chance.choice(ODD)


def spoil_text(chance, text):
    """Change one place of a CSV: a cell, a row, the header, or a few characters anywhere."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    how = chance.randrange(6)
    if how == 0:
        cells = lines[at].split(",")
        cells[chance.randrange(len(cells))] = chance.choice(ODD)
        lines[at] = ",".join(cells)
    elif how == 1:
        lines.insert(at, chance.choice(lines))
    elif how == 2:
        del lines[at]
    elif how == 3:
        lines[at] += chance.choice([",", '"', ",x", "\r"])
    elif how == 4:
        lines[at] = chance.choice(ODD)
    else:
        place = chance.randrange(len(text) + 1)
        return text[:place] + chance.choice(ODD) + text[place + chance.randrange(3) :]
    return "\n".join(lines)


def spoil_folder(chance, folder):
    """Change a folder in one to three places."""
    for _ in range(chance.randint(1, 3)):
        path = chance.choice(sorted(each for each in folder.iterdir() if each.is_file()))
        how = chance.random()
        if how < 0.05:
            path.unlink()
            return
        if how < 0.08:
            path.rename(path.with_name(path.name.upper()))
            return
        if how < 0.11:
            data = bytearray(path.read_bytes())
            data[chance.randrange(len(data))] = chance.randrange(256)
            path.write_bytes(data)
            return
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            document = json.loads(text)
            spoil_json(chance, document)
            path.write_text(json.dumps(document), encoding="utf-8")
        else:
            path.write_text(spoil_text(chance, text), encoding="utf-8", newline="")


CASES = cases(300)
"""How many folders are tried."""


@pytest.mark.parametrize("example", ["ofsted2010", "sif-part"])
def test_a_folder_changed_at_random_is_read_or_refused_in_a_second(tmp_path, example):
    from crossregime.core.host.validation import validate

    slowest = 0.0
    validate(crossregime.host(), f"{EXAMPLES / example}")
    refused = 0
    for seed in range(CASES // 2):
        folder = tmp_path / f"case{seed}"
        shutil.copytree(EXAMPLES / example, folder)
        spoil_folder(random.Random(f"{example}{seed}"), folder)  # noqa: S311  # nothing is secret
        started = time.process_time()
        try:
            found = validate(crossregime.host(), str(folder))
            refused += not found.ok
            json.dumps(found.to_dict(), allow_nan=False)
            assert all(str(fault).isprintable() for fault in found.faults)
            if found.regime is not None:
                position = crossregime.host().position(found.regime)
                assert position.outcomes.height <= found.regime.outcomes.height
        except CrossregimeError as error:
            refused += 1
            json.dumps(error.as_dict(), allow_nan=False)
        except Exception as error:
            raise AssertionError(f"{example}, seed {seed}") from error
        slowest = max(slowest, time.process_time() - started)
        shutil.rmtree(folder)
    assert slowest < 1
    assert refused > CASES / 5
