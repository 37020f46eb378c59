"""Conditions of a rule set as boxes of cells.

Takes a rule set and a condition; gives the boxes in which it is true, or false.
Afterwards true: over the exact dimensions the boxes hold just those complete cases. Whatever compares more than one answer with
constants is a dimension of its own that is not exact: it can take values there that no case has, and none that a case has is
missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from attrs import define, field, frozen

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    ActionIs,
    And,
    AnsweredAt,
    Compare,
    Const,
    Count,
    Expr,
    InputKind,
    InSet,
    KnownTest,
    LevelIs,
    Moment,
    Named,
    Not,
    Op,
    Or,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Rule,
    Ruleset,
    SetCount,
    ThisField,
)
from bekymring.model.type_of import setting_of, type_of
from bekymring.model.types import Day, Instant, OnScale, SetOf, Type, YesNo
from bekymring.prove.boxes import EVERYWHERE, NOWHERE, Boxes, Effort, OverBudgetError, all_of, any_of
from bekymring.prove.boxes_cells import Dimension, Held, cells_of, is_day, moments
from bekymring.values import SetValue, Value

MOMENT = "@"
"""Among the answers that something rests on, the moment of assessment."""

_TURNED = {Op.EQ: Op.EQ, Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE}
_YES: Value = True
_BY_CONSTANTS = (Ref, Moment)

Key = tuple[object, ...]
"""What a dimension is of: the kind, the expression, and the list whose record it is read for."""


@frozen(eq=False)
class _Side:
    """One side of a comparison: its dimension, and where it applies."""

    dimension: Dimension
    applies: Expr | None


@define(eq=False)
class Conditions:
    """The dimensions of one rule set, and its conditions over them."""

    ruleset: Ruleset
    budget: int
    """Steps for one condition."""
    more: Sequence[Expr] = ()
    """Conditions besides those of the rule set."""
    dimensions: list[Dimension] = field(factory=list, init=False)
    _numbers: dict[Key, Dimension | None] = field(factory=dict, init=False)
    _cuts: dict[Key, set[Value]] = field(factory=dict, init=False)
    _known: dict[tuple[int, str | None, bool], tuple[Expr, Boxes | None]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        for root, per_record in _roots(self.ruleset, self.more):
            for one in reads.walk(root):
                for term, constant in self._compared(one):
                    self._cuts.setdefault(("value", term, per_record), set()).add(constant)

    def _compared(self, expr: Expr) -> Iterator[tuple[Expr, Value]]:
        match expr:
            case Compare(left=left, right=right):
                for one, other in ((left, right), (right, left)):
                    constant = self.constant(other)
                    if constant is not None:
                        yield self.plain(one), constant
            case InSet(item=item, options=options):
                yield from ((self.plain(item), one) for one in options)
            case _:
                return

    # --- what stands in a comparison ----------------------------------------------------------------------

    def plain(self, expr: Expr) -> Expr:
        """An expression, with the meaning in place of a name for a value."""
        while isinstance(expr, Named):
            definition = self.ruleset.definitions[expr.name]
            if isinstance(definition.type_, YesNo):
                break
            expr = definition.expr
        return expr

    def constant(self, expr: Expr) -> Value | None:
        """The value that an expression has in every case, if that is seen at once."""
        expr = self.plain(expr)
        match expr:
            case Const(value=value):
                return value
            case Ref(name=name):
                one = self.ruleset.inputs[name]
                return one.setting.value if one.kind is InputKind.PARAMETER and one.setting else None
            case _:
                return None

    def _side(self, expr: Expr, per_record: str | None) -> _Side | None:
        expr = self.plain(expr)
        applies = self._relevance(expr)
        key = ("value", expr, per_record)
        if key not in self._numbers:
            type_ = self._type(expr, per_record)
            cells = None if type_ is None else self._cells(expr, type_, key)
            self._numbers[key] = None if cells is None else self._new(expr, cells, names=self._steps(type_))
        found = self._numbers[key]
        return None if found is None else _Side(found, applies)

    def _relevance(self, expr: Expr) -> Expr | None:
        if not isinstance(expr, Ref) or self.ruleset.inputs[expr.name].kind is InputKind.OWN_LEVEL:
            return None
        return self.ruleset.inputs[expr.name].relevant_when

    def _type(self, expr: Expr, per_record: str | None) -> Type | None:
        try:
            return type_of(expr, setting_of(self.ruleset, per_record=per_record))
        except TypeError:
            return None

    def _steps(self, type_: Type | None) -> tuple[str, ...]:
        return self.ruleset.scales[type_.scale].names if isinstance(type_, OnScale) else ()

    def _cells(self, expr: Expr, type_: Type, key: Key) -> tuple[Held, ...] | None:
        cuts = self._cuts.get(key, set())
        if isinstance(expr, Moment):
            return moments(self.ruleset.head.period, cuts)
        scale = self.ruleset.scales[type_.scale] if isinstance(type_, OnScale) else None
        found = cells_of(type_, cuts, scale)
        if found is None:
            return None
        always = isinstance(expr, RecordCount | Count) or (
            isinstance(expr, Ref) and not isinstance(type_, Day | Instant)
        )
        return found if always else (*found, None)

    def _new(
        self, expr: Expr | None, cells: tuple[Held, ...], *, names: tuple[str, ...] = (), member: str = ""
    ) -> Dimension:
        exact = isinstance(expr, _BY_CONSTANTS) and not (
            isinstance(expr, Ref) and isinstance(self.ruleset.inputs[expr.name].type_, Instant)
        )
        number = len(self.dimensions)
        paths = frozenset() if expr is None else self._paths(expr)
        self.dimensions.append(Dimension(number, expr, cells, exact, paths, names, member))
        return self.dimensions[-1]

    def _paths(self, expr: Expr) -> frozenset[str]:
        found: set[str] = set()
        for one in reads.walk_through(expr, self.ruleset.definitions):
            match one:
                case Ref(name=name):
                    found.add(name)
                case Moment() | AnsweredAt() | RecordCount() | RecordValue() | RecordAggregate():
                    found.add(MOMENT)
                case _:
                    pass
        lists = reads.paths_read(expr, self.ruleset.definitions)
        return frozenset(found | {one.partition("[]")[0] for one in lists})

    # --- conditions ---------------------------------------------------------------------------------------

    def boxes(self, expr: Expr, per_record: str | None = None, *, want: bool = True) -> Boxes:
        """Where a condition is true (or, with `want=False`, where it is not)."""
        key = (id(expr), per_record, want)
        if key not in self._known:
            try:
                found = self._truth(expr, per_record, Effort(self.budget), want=want)
            except OverBudgetError:
                self._known[key] = (expr, None)
                raise
            self._known[key] = (expr, found)
        known = self._known[key][1]
        if known is None:
            raise OverBudgetError
        return known

    def _truth(self, expr: Expr, per_record: str | None, effort: Effort, *, want: bool) -> Boxes:
        match expr:
            case Const(value=bool() as value):
                return EVERYWHERE if value is want else NOWHERE
            case Not(item=item):
                return self._truth(item, per_record, effort, want=not want)
            case And(items=items) | Or(items=items):
                parts = [self._truth(one, per_record, effort, want=want) for one in items]
                return (all_of if isinstance(expr, And) is want else any_of)(parts, effort)
            case Named(name=name):
                definition = self.ruleset.definitions[name]
                if isinstance(definition.type_, YesNo):
                    return self.boxes(definition.expr, want=want)
                return self._compare(Op.EQ, expr, _YES, (per_record, effort), want=want)
            case Ref() | ThisField() | RecordValue():
                return self._compare(Op.EQ, expr, _YES, (per_record, effort), want=want)
            case Compare(op=op, left=left, right=right):
                fixed = self.constant(right)
                if fixed is not None:
                    return self._compare(op, left, fixed, (per_record, effort), want=want)
                fixed = self.constant(left)
                if fixed is not None:
                    return self._compare(_TURNED[op], right, fixed, (per_record, effort), want=want)
            case InSet(item=item, options=options):
                parts = [self._compare(Op.EQ, item, one, (per_record, effort), want=want) for one in options]
                return (any_of if want else all_of)(parts, effort)
            case LevelIs(op=op, step=step):
                place = self._level(expr, per_record)
                return _at(place, place.mask(op, step), want=want)
            case _:
                pass
        return self._on_its_own("truth", expr, per_record, want=want)

    def _on_its_own(self, kind: str, expr: Expr, per_record: str | None, *, want: bool) -> Boxes:
        """Something that is true or not, whatever holds of the rest."""
        key = (kind, expr, per_record)
        made = self._numbers.get(key)
        if made is None:
            number = len(self.dimensions)
            made = Dimension(number, expr, (False, True), exact=False, paths=self._paths(expr))
            self.dimensions.append(made)
            self._numbers[key] = made
        return _at(made, made.mask(Op.EQ, _YES), want=want)

    def unknown(self, kind: str, name: str) -> Boxes:
        """Something outside these conditions that may be true or not."""
        return self._on_its_own(kind, Const(name), None, want=True)

    def _level(self, expr: LevelIs, per_record: str | None) -> Dimension:
        here = per_record if expr.this_record else None
        key = ("level", expr.level, here)
        made = self._numbers.get(key)
        if made is None:
            names = self.ruleset.scales[self.ruleset.levels[expr.level].scale].names
            made = self._new(None, (*names, None), names=names)
            self._numbers[key] = made
        return made

    def _compare(
        self, op: Op, item: Expr, value: Value, at: tuple[str | None, Effort], *, want: bool
    ) -> Boxes:
        """A comparison with a constant."""
        per_record, effort = at
        item = self.plain(item)
        whole = Compare(op, item, Const(value))
        fixed = self.constant(item)
        if fixed is not None:
            return self._of_constants(whole, fixed, value, per_record, want=want)
        if isinstance(item, Count | SetCount) and isinstance(value, Fraction):
            return self._counted(op, item, value, at, want=want)
        if isinstance(value, SetValue):
            return self._same_set(whole, value, at, want=want)
        if isinstance(value, bool) and _is_condition(item):
            return self._truth(item, per_record, effort, want=want is value)
        side = self._side(item, per_record)
        if side is None or not self._is_cut(side, value, per_record):
            return self._on_its_own("truth", whole, per_record, want=want)
        return self._where_applies(side, side.dimension.mask(op, value), effort, want=want)

    def _of_constants(
        self, whole: Compare, left: Value, right: Value, per_record: str | None, *, want: bool
    ) -> Boxes:
        plain = isinstance(left, Fraction) and isinstance(right, Fraction)
        if not plain and whole.op is not Op.EQ:
            return self._on_its_own("truth", whole, per_record, want=want)
        pair = Dimension(0, None, (left,), exact=False, paths=frozenset())
        return EVERYWHERE if bool(pair.mask(whole.op, right)) is want else NOWHERE

    def _is_cut(self, side: _Side, value: Value, per_record: str | None) -> bool:
        """Whether the cells were cut for a constant."""
        one = side.dimension
        first = next((held for held in one.cells if held is not None), None)
        if isinstance(first, bool) or isinstance(value, bool):
            return isinstance(first, bool) and isinstance(value, bool)
        if isinstance(first, str):
            return value in one.cells
        cut = value in self._cuts.get(("value", one.expr, per_record), ())
        return cut and (isinstance(value, Fraction) or is_day(value))

    def _where_applies(self, side: _Side, mask: int, effort: Effort, *, want: bool) -> Boxes:
        """Where the cells are right and it applies; or, of what is not wanted, where either fails."""
        here = _at(side.dimension, mask, want=want)
        if side.applies is None:
            return here
        applies = self.boxes(side.applies, want=want)
        return (all_of if want else any_of)([here, applies], effort)

    # --- sets and counts ----------------------------------------------------------------------------------

    def _member(self, item: Ref, name: str, effort: Effort, *, want: bool) -> Boxes:
        """Whether an alternative is in a set that applies."""
        key = ("member", item, name)
        made = self._numbers.get(key)
        if made is None:
            made = self._new(item, (False, True), member=name)
            self._numbers[key] = made
        mask = made.mask(Op.EQ, _YES)
        return self._where_applies(_Side(made, None), mask, effort, want=want)

    def _set(self, item: Expr) -> tuple[Ref, SetOf] | None:
        item = self.plain(item)
        if isinstance(item, Ref) and self.constant(item) is None:
            type_ = self.ruleset.inputs[item.name].type_
            return (item, type_) if isinstance(type_, SetOf) else None
        return None

    def _same_set(
        self, whole: Compare, value: SetValue, at: tuple[str | None, Effort], *, want: bool
    ) -> Boxes:
        per_record, effort = at
        found = self._set(whole.left)
        if found is None or whole.op is not Op.EQ or value.certain != value.possible:
            return self._on_its_own("truth", whole, per_record, want=want)
        item, type_ = found
        if not value.certain <= set(type_.names):
            return NOWHERE if want else EVERYWHERE
        parts = [
            self._member(item, name, effort, want=want is (name in value.certain)) for name in type_.names
        ]
        applies = self._relevance(item)
        if applies is not None:
            parts.append(self.boxes(applies, want=want))
        return (all_of if want else any_of)(parts, effort)

    def _counted(
        self, op: Op, item: Count | SetCount, value: Fraction, at: tuple[str | None, Effort], *, want: bool
    ) -> Boxes:
        per_record, effort = at
        pairs: list[tuple[Boxes, Boxes]] = []
        applies: Expr | None = None
        if isinstance(item, Count):
            for one in item.items:
                both = [self._truth(one, per_record, effort, want=sign) for sign in (True, False)]
                pairs.append((both[0], both[1]))
        else:
            found = self._set(item.item)
            if found is None:
                return self._on_its_own("truth", Compare(op, item, Const(value)), per_record, want=want)
            applies = self._relevance(found[0])
            for name in item.options:
                if name in found[1].names:
                    both = [self._member(found[0], name, effort, want=sign) for sign in (True, False)]
                    pairs.append((both[0], both[1]))
        parts = [_Tally(pairs, effort).of(least, want=sign is want) for least, sign in _bounds(op, value)]
        if applies is not None:
            parts.append(self.boxes(applies, want=want))
        return (all_of if want else any_of)(parts, effort)

    # --- whether there is a value -------------------------------------------------------------------------

    def there(self, expr: Expr) -> Boxes:
        """Where what a column of a table asks has an answer; not exact for what is worked out."""
        expr = self.plain(expr)
        if isinstance(expr, LevelIs):
            return self.boxes(expr)
        if self.constant(expr) is not None:
            return EVERYWHERE
        effort = Effort(self.budget)
        found = self._set(expr)
        if found is not None:
            applies = self._relevance(found[0])
            return EVERYWHERE if applies is None else self.boxes(applies)
        side = None if _is_condition(expr) else self._side(expr, None)
        if side is None:
            return self._on_its_own("there", expr, None, want=True)
        return self._where_applies(side, side.dimension.happened, effort, want=True)


@frozen(eq=False)
class _Tally:
    """Conditions that are counted: where each is true, and where it is not."""

    pairs: Sequence[tuple[Boxes, Boxes]]
    effort: Effort

    def of(self, least: int, start: int = 0, *, want: bool = True) -> Boxes:
        """Where at least so many hold of those from a place on."""
        if least <= 0:
            return EVERYWHERE if want else NOWHERE
        if least > len(self.pairs) - start:
            return NOWHERE if want else EVERYWHERE
        self.effort.spend()
        true, false = self.pairs[start]
        one_less = self.of(least - 1, start + 1, want=want)
        as_many = self.of(least, start + 1, want=want)
        if want:
            return any_of([all_of([true, one_less], self.effort), as_many], self.effort)
        return any_of([all_of([false, as_many], self.effort), one_less], self.effort)


def _bounds(op: Op, value: Fraction) -> tuple[tuple[int, bool], ...]:
    """A comparison of a count as *at least so many*, or (False) not."""
    match op:
        case Op.GE:
            return ((ceil(value), True),)
        case Op.GT:
            return ((floor(value) + 1, True),)
        case Op.LE:
            return ((floor(value) + 1, False),)
        case Op.LT:
            return ((ceil(value), False),)
        case Op.EQ:
            return ((ceil(value), True), (floor(value) + 1, False))


def _at(dimension: Dimension, mask: int, *, want: bool) -> Boxes:
    held = mask if want else dimension.full & ~mask
    if held == dimension.full:
        return EVERYWHERE
    return ({dimension.number: held},) if held else NOWHERE


def _is_condition(expr: Expr) -> bool:
    # Of names only those of conditions are left: the others were followed.
    return isinstance(expr, And | Or | Not | Compare | InSet | KnownTest | LevelIs | ActionIs | Named)


def _roots(ruleset: Ruleset, more: Iterable[Expr]) -> Iterator[tuple[Expr, str | None]]:
    """Every condition, with the list whose record it is read for."""
    for rule in ruleset.rules.values():
        yield from ((one, rule.per_record) for one in (*reads.expressions_of(rule), *in_period(rule)))
    for one in (*reads.all_expressions(ruleset), *more):
        yield one, None
    for table in ruleset.tables.values():
        yield from ((row.when, None) for row in table.rows)


def in_period(rule: Rule) -> tuple[Expr, ...]:
    """The period of a rule as conditions."""
    day = Moment() if rule.measured_on is None else rule.measured_on
    limits = ((Op.GE, rule.period.start), (Op.LE, rule.period.end))
    return tuple(Compare(op, day, Const(limit)) for op, limit in limits if limit is not None)
