"""Open the door of a package: import each public name from its module when it is first used.

A package lists its door twice: for type checkers as imports, and for Python as one call of `open_door`, so that
importing a package loads none of its modules. A test holds the two lists together.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def open_door(package: str, **modules: str) -> None:
    """Define the names of a package's door: for each of its modules, names separated by spaces.

    A module of a package inside it is written with two underscores, as in `search__milp`; an asterisk in place of names
    puts the module itself at the door. A name that stands at two modules raises ValueError.

    >>> import sys, types
    >>> sys.modules["shop"], sys.modules["shop.till"] = types.ModuleType("shop"), types.ModuleType("shop.till")
    >>> sys.modules["shop.till"].price = 3
    >>> open_door("shop", till="price")
    >>> sys.modules["shop"].price, dir(sys.modules["shop"])
    (3, ['price'])
    """
    door: dict[str, tuple[str, bool]] = {}
    for place, names in modules.items():
        module, whole = f"{package}.{place.replace('__', '.')}", names == "*"
        for name in [module.rpartition(".")[2]] if whole else names.split():
            if name in door:
                raise ValueError(f"'{name}' stands twice at the door of {package}")
            door[name] = (module, whole)
    room: Any = sys.modules[package]
    for name in door:
        vars(room).pop(name, None)  # a package of that name, imported already, gives way

    def __getattr__(name: str) -> Any:  # noqa: N807  # it becomes the package's own (PEP 562)
        if name not in door:
            raise AttributeError(f"module '{package}' has no attribute '{name}'")
        from importlib import import_module

        module, whole = door[name]
        found = import_module(module)
        value = found if whole else getattr(found, name)
        setattr(room, name, value)
        return value

    room.__getattr__ = __getattr__
    room.__dir__ = lambda: sorted(door)
    room.__all__ = sorted(door)
