"""The decorators of classes: attrs, with what attrs makes of a class made when the class is first used.

Takes: a class, as `attrs.frozen` and `attrs.define` do.
Gives: a class with the same fields, that behaves as the one attrs would have made.
Afterwards true: it compares, hashes, shows itself and refuses changes as attrs would have it, field by field.

attrs writes the methods of a class as source text and compiles it when the class is made, which takes ten times as long as
all the rest of making it. A program that opens some hundred classes to decide one case feels that, and it uses a part of
them. So a class has its fields and its own methods at once, and the rest when its first object is made or somebody asks for
its fields: then attrs makes the same class once more, and what it wrote is taken over from there. Equality, hash and
representation are three small functions that are not compiled at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

T = TypeVar("T")

if TYPE_CHECKING:  # WHY: type checkers know the decorators of attrs by name, and these are the same classes
    from attrs import define, frozen
else:

    def frozen(made: type | None = None, /, **options: Any) -> type | Callable[[type], type]:
        """A class whose objects never change; options as of `attrs.frozen`."""
        return _frozen(made, **options) if made is not None else lambda one: _frozen(one, **options)

    def define(made: type | None = None, /, **options: Any) -> type | Callable[[type], type]:
        """A class whose objects may change; options as of `attrs.define`."""
        return _define(made, **options) if made is not None else lambda one: _define(one, **options)


__all__ = ["define", "frozen", "is_ours", "made_of", "names_of"]

_LEFT_TO_A_CLASS = frozenset({"__getstate__", "__hash__", "__init__", "__setattr__", "__setstate__"})
"""What attrs leaves to a class that has it itself; nothing is put off for such a class."""
_ASKED_FOR = ("__match_args__", "__attrs_attrs__")
"""What is asked of a class, beside its objects."""


# WHY: `repr` and `eq` are what attrs calls them.
def _frozen(written: type[T], *, eq: bool = True, repr: bool = True, **options: Any) -> type[T]:  # noqa: A002
    if options:
        return attrs.frozen(written, eq=eq, repr=repr, **options)

    def made() -> Any:
        return attrs.frozen(written, eq=False, repr=False)

    refusing = {"__setattr__": _refused, "__delattr__": _refused}
    kind: Any = _waiting(written, made, refusing) if _can_wait(written) else made()
    if eq and "__eq__" not in vars(written):
        kind.__eq__, kind.__hash__ = _comparing(kind)
    if repr and "__repr__" not in vars(written):
        kind.__repr__ = _showing(kind)
    found: type[T] = kind
    return found


def _define(written: type[T], **options: Any) -> type[T]:
    if options != {"eq": False} or not _can_wait(written):
        return attrs.define(written, **options)

    def made() -> Any:
        return attrs.define(written, eq=False, repr=False)

    kind: Any = _waiting(written, made, {})
    if "__repr__" not in vars(written):
        kind.__repr__ = _showing(kind)
    found: type[T] = kind
    return found


# --- putting off --------------------------------------------------------------------------------------------


def _can_wait(written: type) -> bool:
    """Whether all that a class has comes from itself, in the plain way."""
    own = vars(written)
    return (
        written.__bases__ == (object,)
        and not own.keys() & _LEFT_TO_A_CLASS
        and not any(
            isinstance(one, cached_property) for one in own.values()
        )  # attrs makes room for what it keeps
        and not any("ClassVar" in str(one) for one in written.__annotations__.values())
        and not any("__class__" in one.co_freevars for one in map(_code, own.values()) if one is not None)
    )


def _code(member: Any) -> Any:
    inner = getattr(member, "fget", None) or getattr(member, "__func__", member)
    return getattr(inner, "__code__", None)


def _waiting(written: type, made: Callable[[], Any], refusing: Mapping[str, Any]) -> type:
    """The class with its fields and its own methods, and with what makes the rest of it."""
    names = tuple(written.__annotations__)
    left = {*names, "__dict__", "__weakref__"}
    body: dict[str, Any] = {name: one for name, one in vars(written).items() if name not in left}
    body |= {"__qualname__": written.__qualname__, "__slots__": (*names, "__weakref__")}
    body |= {"__getstate__": _state, "__setstate__": _restored}
    kind: Any = type(written.__name__, (), body | dict(refusing))

    def put() -> None:
        # WHY: two threads may both come here; the second puts the same in place. The initialiser comes last, so that
        # whoever finds it there finds the rest as well.
        twin = made()
        for name in (*_ASKED_FOR, "__init__"):
            setattr(kind, name, getattr(twin, name))

    def initialised(self: Any, *given: Any, **named: Any) -> None:
        put()
        kind.__init__(self, *given, **named)

    kind.__init__ = initialised
    for name in _ASKED_FOR:
        setattr(kind, name, _Asked(name, put))
    made_now: type = kind
    return made_now


class _Asked:
    """Something about a class that is put in place when it is asked for."""

    def __init__(self, name: str, put: Callable[[], None]) -> None:
        self.name = name
        self.put = put

    def __get__(self, held: object, kind: type) -> Any:
        self.put()
        return getattr(kind, self.name)


def _refused(*_: object) -> None:
    raise attrs.exceptions.FrozenInstanceError


def _state(self: Any) -> dict[str, Any]:
    return {
        name: getattr(self, name) for name in self.__slots__ if name != "__weakref__" and hasattr(self, name)
    }


def _restored(self: Any, state: Mapping[str, Any]) -> None:
    for name, one in state.items():
        object.__setattr__(self, name, one)


# --- many objects at once -----------------------------------------------------------------------------------


def names_of(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class, for which the rest of it need not be there."""
    return tuple(kind.__annotations__)


def is_ours(kind: type) -> bool:
    """Whether a class has fields, for which the rest of it need not be there either."""
    return "__attrs_attrs__" in vars(kind)


def made_of(kind: type, columns: Sequence[Iterable[Any]], *, count: int) -> list[Any]:
    """So many objects of a class, from a column for each of its fields in their order.

    Nothing is called for an object: no initialiser, and none of what a field may do to its value.
    """
    made: list[Any] = list(map(object.__new__, repeat(kind, count)))
    for name, column in zip(names_of(kind), columns, strict=True):
        deque(map(vars(kind)[name].__set__, made, column), maxlen=0)
    return made


# --- comparing and showing ----------------------------------------------------------------------------------


def _comparing(kind: Any) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """Equality and hash, which look up what they compare when they are first called."""

    def equal(self: Any, other: object) -> bool:
        kind.__eq__, kind.__hash__ = _by_parts(kind)
        same: bool = kind.__eq__(self, other)
        return same

    def hashed(self: Any) -> int:
        kind.__eq__, kind.__hash__ = _by_parts(kind)
        return hash(self)

    return equal, hashed


def _by_parts(kind: Any) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    names = [one.name for one in attrs.fields(kind) if one.eq]
    parts: Callable[[Any], object] = attrgetter(*names) if names else lambda _: ()
    salt = hash(kind.__qualname__)

    def equal(self: Any, other: object) -> bool:
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(parts(self)) ^ salt

    return equal, hashed


def _showing(kind: Any) -> Callable[[Any], str]:
    def shown(self: Any) -> str:
        names = [one.name for one in attrs.fields(kind) if one.repr]
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__.rpartition('>.')[2]}({parts})"

    return shown
