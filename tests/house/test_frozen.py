"""`bekymring.frozen` makes the classes that `attrs.frozen` makes."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

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


def waiting():
    """Classes of every kind that are made when they are first used, none of them used yet."""

    @ours.frozen
    class Worked:
        first: int
        _second: tuple = ()
        third: int = field(init=False, eq=False)
        place: str = field(kw_only=True, factory=str)

        @third.default
        def _third(self):
            return self.first + 1

        @property
        def twice(self):
            return self.first * 2

    @ours.define(eq=False)
    class Changing:
        found: list = field(factory=list)
        count: int = 0

        def add(self, one):
            self.found.append(one)
            self.count += 1

    return Worked, Changing


def test_the_first_object_is_as_every_other():
    worked, changing = waiting()
    first, second = worked(1, second=(2,), place="a"), worked(1, (2,), place="b")
    assert (first.third, first.twice, first._second, first.place) == (2, 2, (2,), "a")
    assert first != second
    assert first == worked(1, (2,), place="a")
    assert repr(first) == "Worked(first=1, _second=(2,), third=2, place='a')"
    one, other = changing(), changing()
    one.add(3)
    assert (one.found, one.count, other.found, other.count) == ([3], 1, [], 0)
    assert one != changing([3], 1)
    assert repr(one).endswith("Changing(found=[3], count=1)")


def test_asked_for_before_there_is_an_object():
    worked, changing = waiting()
    assert [one.name for one in attrs.fields(worked)] == ["first", "_second", "third", "place"]
    assert attrs.has(changing)
    assert waiting()[0].__match_args__ == ("first", "_second")
    assert worked.__name__ == "Worked"
    assert worked.__doc__ is None
    with pytest.raises(TypeError, match="first"):
        waiting()[0]()


def test_refused_from_the_first_object_on():
    worked, changing = waiting()
    held = worked(1)
    for change in (lambda: setattr(held, "first", 2), lambda: delattr(held, "first")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            change()
    for one in (held, changing()):
        with pytest.raises(AttributeError):
            one.other = 1


def test_threads_that_make_the_first_object_at_once():
    for _ in range(20):
        worked, _ = waiting()
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(worked, [1] * 8))
        assert made == [worked(1)] * 8


def test_many_from_columns_are_as_if_made_one_by_one():
    @ours.frozen
    class Pair:
        first: int
        place: str = field(default="", eq=False, kw_only=True)

    assert ours.is_ours(Pair)
    assert not ours.is_ours(int)
    made = ours.made_of(Pair, ([1, 2], ["a", "b"]), count=2)
    assert [(one.first, one.place) for one in made] == [(1, "a"), (2, "b")]
    assert made == [Pair(1, place="a"), Pair(2, place="b")]
    assert {hash(one) for one in made} == {hash(Pair(1)), hash(Pair(2))}
    assert repr(made[0]) == repr(Pair(1, place="a"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made[0].first = 3
    with pytest.raises(ValueError, match="zip"):
        ours.made_of(Pair, ([1],), count=1)


def test_no_field_of_a_stored_class_does_anything_to_its_value():
    from bekymring.model import ruleset, types
    from bekymring.syntax import document

    for module in (ruleset, types, document):
        for kind in vars(module).values():
            if isinstance(kind, type) and ours.is_ours(kind):
                assert ours.names_of(kind) == tuple(one.name for one in attrs.fields(kind))
                for one in attrs.fields(kind):
                    assert (one.init, one.converter, one.validator) == (True, None, None)
                assert not hasattr(kind, "__attrs_post_init__")


def test_what_cannot_wait_is_made_by_attrs_at_once():
    @ours.frozen
    class Below(waiting()[0]):
        fourth: int = 0

        def third_of(self):
            return super().twice

    @ours.frozen(order=True)
    class Ordered:
        value: int

    @ours.define
    class Compared:
        value: int

    assert (Below(2, fourth=3).fourth, Below(2).third_of()) == (3, 4)
    assert Ordered(1) < Ordered(2)
    assert Compared(1) == Compared(1)


def test_survives_pickling():
    from bekymring.syntax.document import Name

    assert pickle.loads(pickle.dumps(Name("a"))) == Name("a")  # noqa: S301 - our own bytes


def test_what_is_worked_out_once_is_kept_with_the_object():
    worked_out = []

    @ours.frozen
    class Once:
        value: int

        @cached_property
        def doubled(self):
            worked_out.append(self.value)
            return self.value * 2

    one = Once(3)
    assert (one.doubled, one.doubled, worked_out) == (6, 6, [3])
