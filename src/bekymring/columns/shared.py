"""What several columns have in common, worked out once.

Takes stages of columns; gives stages in which a larger part that occurs more than once is a column of its own.
Afterwards true: every column means what it meant, and stands in the earliest stage that it can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, evolve, field, fields

from bekymring.columns.deadlines import kind_of
from bekymring.columns.form import (
    All,
    Among,
    Any,
    Case,
    Column,
    Compared,
    First,
    Form,
    Given,
    Kind,
    Listed,
    Not,
    Unknown,
    Word,
    columns_of,
)

WORTH = 4
"""A part of fewer forms is cheaper to repeat."""


def shared(stages: Sequence[Mapping[str, Form]]) -> tuple[Mapping[str, Form], ...]:
    """The same columns, with what they share worked out once."""
    named = {name: form for stage in stages[1:] for name, form in stage.items()}
    seen: Counter[Form] = Counter()
    for form in named.values():
        _count(form, seen)
    sharing = _Sharing({form for form, number in seen.items() if number > 1 and _size(form) >= WORTH})
    place = dict.fromkeys(stages[0], 0)
    found: list[dict[str, Form]] = [dict(stages[0])]
    for name, form in named.items():
        made = sharing.within(form)
        for new, part in (*sharing.taken(), (name, made)):
            here = 1 + max((place[one.name] for one in columns_of(part)), default=0)
            while len(found) <= here:
                found.append({})
            found[here][new] = part
            place[new] = here
    return tuple(found)


def _parts(form: Form) -> Iterator[Form]:
    stack: list[object] = [getattr(form, one.name) for one in fields(type(form))]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, Form):
            yield part


def _count(form: Form, seen: Counter[Form]) -> None:
    seen[form] += 1
    if seen[form] == 1:
        for part in _parts(form):
            _count(part, seen)


def _size(form: Form) -> int:
    """The number of forms in a form, as far as it matters."""
    size, stack = 0, [form]
    while stack and size < WORTH:
        size += 1
        stack.extend(_parts(stack.pop()))
    return size


@define(eq=False)
class _Sharing:
    wanted: set[Form]
    made: dict[Form, Form] = field(factory=dict)
    new: list[tuple[str, Form]] = field(factory=list)
    number: int = 0

    def taken(self) -> list[tuple[str, Form]]:
        """The columns made since this was asked last."""
        new, self.new = self.new, []
        return new

    def within(self, form: Form) -> Form:
        """A form whose shared parts are columns; the form itself stays."""
        if isinstance(form, Column | Given | Word):
            return form
        held = {one.name: self._part(getattr(form, one.name)) for one in fields(type(form))}
        return evolve(form, **held)  # type: ignore[arg-type]  # the same fields again

    def _part(self, part: object) -> object:
        if isinstance(part, tuple):
            return tuple(self._part(one) for one in part)
        if not isinstance(part, Form):
            return part
        if part not in self.made:
            self.made[part] = self._named(part, self.within(part))
        return self.made[part]

    def _named(self, part: Form, made: Form) -> Form:
        if part not in self.wanted or isinstance(part, Listed):
            return made
        self.number += 1
        name = f"delt_{self.number}"
        self.new.append((name, made))
        return Column(name, _kind(part))


def _kind(form: Form) -> Kind:
    match form:
        case All() | Any() | Compared() | Among() | Not() | Unknown():
            return Kind.TRUTH
        case Case(branches=((_, value), *_)) | First(items=(value, *_)):
            return _kind(value)
        case _:
            return kind_of(form)
