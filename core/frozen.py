"""Define frozen dataclasses that cost next to nothing to define.

The standard decorator writes and compiles six functions for every class. Of the hundred classes of a comparison that is
a third of a short call. Here all classes share the same few functions, which read the fields. Everything else is as of
`dataclass(frozen=True)`: `fields`, `replace` and `asdict` take these classes as any others.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable
    from inspect import Signature

T = TypeVar("T")


@overload
def frozen(kind: type[T]) -> type[T]: ...
@overload
def frozen(*, eq: bool = True, repr: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    kind: type[T] | None = None,
    *,
    eq: bool = True,
    repr: bool = True,  # noqa: A002  # as dataclass calls it
    kw_only: bool = False,
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a frozen dataclass: without `eq` each object equals itself alone; `repr` writes its fields.

    A call that leaves out a field, or gives one twice or one that there isn't, raises TypeError; setting or deleting an
    attribute raises FrozenInstanceError.

    >>> @frozen
    ... class Pair:
    ...     first: int
    ...     second: int = 2
    >>> Pair(1), Pair(1) == Pair(1, second=2)
    (Pair(first=1, second=2), True)
    """

    def define(kind: type[T]) -> type[T]:
        own = vars(kind)
        written = "__repr__" in own or not repr
        compared = eq and "__eq__" not in own
        made: Any = dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(kind)
        made.__init__ = _initialiser(made)
        made.__setattr__, made.__delattr__ = _set, _delete
        made.__signature__ = _Signature()
        if not written:
            made.__repr__ = _representation
        if compared:
            made.__eq__, made.__hash__ = _comparison(made)
        return kind

    return define if kind is None else define(kind)


def _initialiser(kind: Any) -> Callable[..., None]:
    held = fields(kind)
    order = [each.name for each in held if not each.kw_only]
    names = {each.name for each in held}
    defaults = {each.name: each.default for each in held if each.default is not MISSING}
    factories = [(each.name, each.default_factory) for each in held if each.default_factory is not MISSING]
    finish = hasattr(kind, "__post_init__")

    def __init__(self: Any, /, *values: Any, **named: Any) -> None:  # noqa: N807  # it becomes the class's own
        given = {**dict(zip(order, values, strict=False)), **named}
        state = {**defaults, **given}
        for name, make in factories:
            if name not in given:
                state[name] = make()
        if state.keys() != names or len(given) != len(values) + len(named):
            type(self).__signature__.bind(*values, **named)  # raises TypeError, and says what is wrong
        vars(self).update(state)
        if finish:
            self.__post_init__()

    return __init__


def _comparison(kind: Any) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """Make equality and hash from the fields that take part."""
    compared = [each.name for each in fields(kind) if each.compare]
    values: Callable[[Any], object] = attrgetter(*compared) if compared else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807  # the same
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807  # the same
        return hash(values(self))

    return __eq__, __hash__


def _set(self: Any, name: str, value: object) -> None:  # noqa: ARG001  # as of any class
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:  # noqa: ARG001  # the same
    raise FrozenInstanceError(f"cannot delete field {name!r}")


@recursive_repr()
def _representation(self: Any) -> str:
    shown = [f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


class _Signature:
    """What `inspect.signature` and `help` show of a class, made when it is asked for."""

    def __get__(self, thing: object, kind: Any) -> Signature:
        from inspect import Parameter, Signature

        def parameter(each: Any) -> Parameter:
            how = Parameter.KEYWORD_ONLY if each.kw_only else Parameter.POSITIONAL_OR_KEYWORD
            factory = each.default_factory
            default = each.default if factory is MISSING else factory
            return Parameter(each.name, how, default=Parameter.empty if default is MISSING else default,
                             annotation=each.type)  # fmt: skip

        return Signature(sorted(map(parameter, fields(kind)), key=lambda each: each.kind), return_annotation=None)
