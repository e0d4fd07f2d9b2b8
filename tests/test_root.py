"""The Python interface: what `import crossregime` gives, and how it answers."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import crossregime as cr

PUBLIC = {name: getattr(cr, name) for name in cr.__all__ if name != "__version__"}


def test_every_public_name_is_there_and_documented():
    for name, found in PUBLIC.items():
        text = inspect.getdoc(found)
        assert text, name
        first = text.splitlines()[0]
        assert first.endswith((".", ":")), name
        assert first[0].isupper(), name


def test_every_public_function_and_method_of_a_public_class_is_documented():
    for name, found in PUBLIC.items():
        for attribute, value in vars(found).items() if inspect.isclass(found) else ():
            held = value.func if hasattr(value, "func") else value
            if not attribute.startswith("_") and (inspect.isfunction(held) or isinstance(held, property)):
                assert inspect.getdoc(held), f"{name}.{attribute}"


def test_dir_lists_the_public_names():
    assert set(cr.__all__) <= set(dir(cr))
    assert sorted(cr.__all__) == list(cr.__all__) or len(set(cr.__all__)) == len(cr.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'compre'"):
        cr.compre  # noqa: B018


def test_the_version_is_a_plain_string():
    assert isinstance(cr.__version__, str)
    assert cr.__version__.count(".") == 2


def test_the_package_says_that_it_is_typed():
    assert (Path(cr.__file__).parent / "py.typed").is_file()


def test_importing_the_package_imports_nothing_heavy():
    heavy = {"polars", "rich", "numpy", "scipy", "jsonschema", "pluggy"}
    code = f"import sys, crossregime; print(*sorted({heavy} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
