"""The decorator of classes that never change: attrs, with equality, hash and representation that are not written anew.

Takes: a class, as `attrs.frozen` does.
Gives: the class that attrs makes of it.
Afterwards true: it compares, hashes and shows itself as attrs would have it, field by field.

attrs writes these methods as source text for every class and compiles it when the class is made, which takes longer than
all the rest of making it. A program that opens some hundred classes to decide one case feels that; so the files that
hold many classes use this decorator, and the others `attrs.frozen`.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

T = TypeVar("T")

if TYPE_CHECKING:  # WHY: type checkers know the decorators of attrs by name, and these are the same classes
    from attrs import frozen
else:

    def frozen(made: type | None = None, /, **options: Any) -> type | Callable[[type], type]:
        """A class whose objects never change; options as of `attrs.frozen`."""
        return _made(made, **options) if made is not None else lambda one: _made(one, **options)


__all__ = ["frozen"]


# WHY: `repr` and `eq` are what attrs calls them.
def _made(written: type[T], *, eq: bool = True, repr: bool = True, **options: Any) -> type[T]:  # noqa: A002
    own = vars(written)
    made: Any = attrs.frozen(written, eq=False, repr=False, **options)
    if eq and "__eq__" not in own:
        made.__eq__, made.__hash__ = _comparing(made)
    if repr and "__repr__" not in own:
        made.__repr__ = _showing(made)
    kind: type[T] = made
    return kind


def _comparing(made: Any) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    names = [one.name for one in attrs.fields(made) if one.eq]
    parts: Callable[[Any], object] = attrgetter(*names) if names else lambda _: ()
    salt = hash(made.__qualname__)

    def equal(self: Any, other: object) -> bool:
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(parts(self)) ^ salt

    return equal, hashed


def _showing(made: Any) -> Callable[[Any], str]:
    names = [one.name for one in attrs.fields(made) if one.repr]

    def shown(self: Any) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__.rpartition('>.')[2]}({parts})"

    return shown
