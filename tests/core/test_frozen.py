"""A frozen class is a dataclass in all that a program can see."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field
from typing import Any

import pytest

from crossregime.core.frozen import frozen


@frozen
class Written:
    """A class by the decorator here."""

    first: int
    second: tuple[int, ...] = (2,)
    third: list[int] = field(default_factory=list, compare=False, repr=False)
    fourth: str = field(kw_only=True, default="d")


@dataclasses.dataclass(frozen=True)
class Standard:
    """The same by the standard one."""

    first: int
    second: tuple[int, ...] = (2,)
    third: list[int] = field(default_factory=list, compare=False, repr=False)
    fourth: str = field(kw_only=True, default="d")


@frozen(eq=False, repr=False)
class Child(Written):
    """One that has fields of another, and more."""

    fifth: int = 5

    def __post_init__(self) -> None:
        if self.fifth < 0:
            raise ValueError("below zero")


@pytest.mark.parametrize(
    ("values", "named"),
    [((1,), {}), ((), {"first": 1}), ((1, (3,)), {"fourth": "e"}), ((1, (3,), [4]), {}), ((1,), {"third": [7]})],
)
def test_it_holds_equals_and_shows_what_a_dataclass_does(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    one, other = Written(*values, **named), Standard(*values, **named)
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert repr(one) == repr(other).replace("Standard", "Written")
    assert hash(one) == hash(other)
    assert one == Written(*values, **named)
    assert one != other


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1,), {"first": 1}), ((1, 2, 3, 4), {}), ((1,), {"fifth": 5}), ((), {"second": (1,)})],
)
def test_a_call_that_a_dataclass_refuses_is_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (Standard, Written):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_no_attribute_can_be_set_or_deleted() -> None:
    one = Written(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.first = 2  # type: ignore[misc]  # what is refused
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.first
    assert one.first == 1


def test_a_default_that_is_made_is_made_for_each() -> None:
    assert Written(1).third is not Written(1).third


def test_what_takes_dataclasses_takes_it() -> None:
    one = Written(1, fourth="e")
    assert dataclasses.replace(one, first=2) == Written(2, fourth="e")
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # its own bytes
    assert Written.__match_args__ == Standard.__match_args__  # type: ignore[attr-defined]  # mypy knows only the other


def test_its_signature_is_that_of_a_dataclass() -> None:
    ours, theirs = inspect.signature(Written).parameters, inspect.signature(Standard).parameters
    assert [(each.name, each.kind) for each in ours.values()] == [(each.name, each.kind) for each in theirs.values()]


def test_a_field_that_takes_no_part_in_equality_takes_none() -> None:
    assert Written(1, third=[1]) == Written(1, third=[2])


def test_a_class_adds_its_fields_to_those_of_another_and_keeps_how_that_compares() -> None:
    child = Child(1, fifth=6)
    assert (child.first, child.fifth) == (1, 6)
    assert child == Child(1, fifth=7)
    assert child != Written(1)
    with pytest.raises(ValueError, match="below zero"):
        Child(1, fifth=-1)
