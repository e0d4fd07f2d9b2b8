"""Check a frozen object against the declared types of its fields: for objects made in code, which no schema checks."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from crossregime.core.dates import Period
from crossregime.core.files import sensible
from crossregime.core.text import unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_NUMBER = 1e9
"""The largest number of any count, measurement or score, as in the schemas."""
_WORDS = {str: "a text", int: "a whole number", float: "a number", dt.date: "a date", NoneType: "None", bool: "a bool"}


def field_findings(thing: object, kind: type) -> list[str]:
    r"""List the fields of an object that hold something else than `kind` declares, in order.

    `kind` is a class of the model; what its fields hold is looked through in full. A text must have no control
    character, and a number must be finite. A subclass of a class of the model is refused: it could answer anything.

    >>> from crossregime.core.model.scale import Grade
    >>> field_findings(Grade("low", None, 0, "a\x1b[31m"), Grade)
    ['label is None where a text is due', 'meaning has the control character U+001B']
    """
    return list(_misfits(thing, kind, ""))


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Return the types of a class's fields, resolving names that its module imports for type checkers alone."""
    import polars as pl

    from crossregime.core import councils, model

    names = {
        "dt": dt,
        "pl": pl,
        "Period": Period,
        "Callable": Callable,
        "Path": Path,
        "Mapping": Mapping,
        "Sequence": Sequence,
    }
    for room in (councils, model):
        names |= {name: getattr(room, name) for name in dir(room)}
    every = get_type_hints(kind, localns=names)
    return {each.name: every[each.name] for each in fields(kind)}


def _misfits(value: object, hint: Any, place: str) -> Iterator[str]:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is not None or NoneType not in inside:
            yield from _misfits(value, next(each for each in inside if each is not NoneType), place)
    elif origin is Literal:
        if value not in inside:
            yield f"{place} is {_shown(value)} where one of {', '.join(map(repr, inside))} is due"
    elif origin in _CONTAINERS:
        yield from _CONTAINERS[origin](value, inside, place)
    else:
        yield from _of_class(value, hint, place)


def _of_tuple(value: object, inside: tuple[Any, ...], place: str) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield f"{place} is {_shown(value)} where a tuple is due"
        return
    hints = inside[:1] * len(value) if inside[-1] is Ellipsis else inside
    if len(hints) != len(value):
        yield f"{place} has {len(value)} parts where {len(hints)} are due"
        return
    for index, (each, wanted) in enumerate(zip(value, hints, strict=True)):
        yield from _misfits(each, wanted, f"{place}[{index}]")


def _of_mapping(value: object, inside: tuple[Any, ...], place: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{place} is {_shown(value)} where a mapping is due"
        return
    for key, each in value.items():
        yield from _misfits(key, inside[0], f"a key of {place}")
        yield from _misfits(each, inside[1], f"{place}[{_shown(key)}]")


def _of_function(value: object, inside: tuple[Any, ...], place: str) -> Iterator[str]:
    del inside  # its signature can't be checked
    if not callable(value):
        yield f"{place} is {_shown(value)} where a function is due"


_CONTAINERS = {tuple: _of_tuple, Mapping: _of_mapping, Callable: _of_function}


def _of_class(value: object, kind: type, place: str) -> Iterator[str]:
    is_model = is_dataclass(kind)
    # A float may be an int; a datetime is not a date.
    allowed: tuple[type, ...] = (int, float) if kind is float else (kind,)
    fits = type(value) is kind if is_model and not inspect.isabstract(kind) else isinstance(value, allowed)
    if not fits or (kind is dt.date and isinstance(value, dt.datetime)):
        due = _WORDS.get(kind, f"a {kind.__name__}")
        yield f"{place or 'it'} is {_shown(value)} where {due} is due"
    elif isinstance(value, str) and (found := unfit(value)):
        yield f"{place} has {found}"
    elif isinstance(value, float) and not (sensible(value) and abs(value) <= LARGEST_NUMBER):
        yield f"{place} is {value} where a number of sensible size is due"
    elif is_model:
        for name, hint in _hints(kind).items():
            yield from _misfits(getattr(value, name), hint, f"{place}.{name}" if place else name)


def _shown(value: object) -> str:
    """Describe a value in a few safe words."""
    if value is None:
        return "None"
    if type(value) is str:
        return ascii(value if len(value) <= 40 else value[:40] + "...")
    return f"of type {type(value).__name__}"
