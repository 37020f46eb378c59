"""`bekymring.frozen` makes the classes that `attrs.frozen` makes."""

import copy
import pickle

import attrs
import pytest
from attrs import field

from bekymring import frozen as ours


def kinds(decorator):
    """The same classes by one decorator."""

    @decorator
    class Bare:
        pass

    @decorator
    class One:
        value: object

    @decorator
    class Several:
        first: int
        second: str = "b"
        hidden: int = field(default=1, repr=False)
        place: int = field(default=0, eq=False, repr=False, kw_only=True)

    @decorator(eq=False)
    class Itself:
        value: int

    @decorator(repr=False)
    class Quiet:
        value: int

        def __repr__(self):
            return "…"

    return Bare, One, Several, Itself, Quiet


def made(decorator):
    bare, one, several, itself, quiet = kinds(decorator)
    same = itself(1)
    return [
        bare(),
        bare(),
        *(one(value) for value in (1, 1, (1,), "1", None, 0.5)),
        one(one(1)),
        one(one(1)),
        several(1),
        several(1, place=2),
        several(1, hidden=2),
        several(1, "c"),
        several(2),
        same,
        same,
        itself(1),
        quiet(1),
        quiet(1),
        quiet(2),
    ]


def test_equal_and_hashed_as_attrs_has_it():
    theirs, mine = made(attrs.frozen), made(ours.frozen)
    assert [[a == b for b in mine] for a in mine] == [[a == b for b in theirs] for a in theirs]
    assert [[a != b for b in mine] for a in mine] == [[a != b for b in theirs] for a in theirs]
    for a in mine:
        for b in mine:
            assert a != b or hash(a) == hash(b)
    assert len(set(mine)) == len(set(theirs))


def test_shown_as_attrs_has_it():
    theirs, mine = made(attrs.frozen), made(ours.frozen)
    # An object that is itself and nothing else shows nothing else either, in both.
    assert [repr(one) for one in mine] == [repr(one) for one in theirs]
    assert repr(mine[10]) == "Several(first=1, second='b')"


def test_a_field_that_cannot_be_hashed_is_said():
    _, one, *_ = kinds(ours.frozen)
    with pytest.raises(TypeError):
        hash(one([]))


def test_never_changed_and_copied_with_change():
    _, _, several, *_ = kinds(ours.frozen)
    held = several(1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        held.first = 2
    assert attrs.evolve(held, first=2) == several(2)
    assert copy.deepcopy(held) == held
    assert attrs.has(several)
    assert [one.name for one in attrs.fields(several)] == ["first", "second", "hidden", "place"]


def test_survives_pickling():
    from bekymring.syntax.document import Name

    assert pickle.loads(pickle.dumps(Name("a"))) == Name("a")  # noqa: S301 - our own bytes
