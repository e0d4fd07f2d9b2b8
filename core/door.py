"""Open the door of a package: its names, each imported from the module that holds it when it is first used.

A package lists its door twice: for type checkers as imports, and for Python as one call of `open_door`, so that
importing a package loads none of its modules. A test holds the two lists together.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def open_door(package: str, **modules: str) -> None:
    """Give a package the names of its door: for each of its modules, names with a space between them.

    A name that stands at two modules raises ValueError.

    >>> import sys, types
    >>> sys.modules["shop"], sys.modules["shop.till"] = types.ModuleType("shop"), types.ModuleType("shop.till")
    >>> sys.modules["shop.till"].price = 3
    >>> open_door("shop", till="price")
    >>> sys.modules["shop"].price, dir(sys.modules["shop"])
    (3, ['price'])
    """
    door = {name: module for module, names in modules.items() for name in names.split()}
    if len(door) < sum(len(names.split()) for names in modules.values()):
        raise ValueError(f"a name stands twice at the door of {package}")
    room = sys.modules[package]

    def __getattr__(name: str) -> Any:  # noqa: N807  # it becomes the package's own
        if name not in door:
            raise AttributeError(f"module '{package}' has no attribute '{name}'")
        from importlib import import_module

        value = getattr(import_module(f"{package}.{door[name].replace('__', '.')}"), name)
        setattr(room, name, value)
        return value

    room.__getattr__ = __getattr__  # type: ignore[method-assign]  # PEP 562 reads it from the module
    room.__dir__ = lambda: sorted(door)  # type: ignore[method-assign]  # the same
    room.__all__ = sorted(door)  # type: ignore[attr-defined]  # the same
