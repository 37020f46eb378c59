"""Rules, levels and what is said of actions, as forms: `evaluate.firing`, `levels` and `obligations` written once for all rows.

Takes expressions; gives for every rule and outcome its truth: true where it is certain, not known where it may be.
Afterwards true: a truth is true exactly where the evaluator says *certain*, false where it says nothing, else not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from attrs import define, field, frozen

from bekymring.columns.building import (
    FALSE,
    NOT_KNOWN,
    TRUE,
    all_of,
    any_of,
    case,
    certain,
    compared,
    given,
    negated,
    possible,
    unknown,
)
from bekymring.columns.expressions import Expressions, reading_of
from bekymring.columns.form import Form, Kind, Order
from bekymring.columns.inputs import Inputs
from bekymring.columns.refusal import LEVEL_PER_RECORD, PER_RECORD, Construct, Refused
from bekymring.columns.said import (
    NEVER,
    Claimed,
    Pair,
    Said,
    Statement,
    Waiting,
    both,
    claimed,
    joined,
    only,
    spoken_of,
)
from bekymring.columns.sheet import Sheet
from bekymring.evaluate.expressions import NOWHERE
from bekymring.evaluate.firing import in_period
from bekymring.evaluate.outcomes import STRENGTH, UNASSESSED
from bekymring.evaluate.plan import blocked_names
from bekymring.model import ruleset as rs
from bekymring.source import Span


@frozen
class Fired:
    """What becomes of a rule: true where it holds, not known where it may."""

    fires: Form
    met: Form
    period: Form
    until: Form
    """Whether it holds until further notice: only an exception is open; itself always known."""


@frozen
class Steps:
    """A level: by rank whether it is at least that bad, and what points to the rank itself."""

    names: tuple[str, ...]
    at_least: tuple[Form, ...]
    pointed: tuple[Form, ...]
    rules: tuple[tuple[str, int], ...]
    """Which rule points to which rank."""
    otherwise: int


T = TypeVar("T")


@define(eq=False)
class Outcomes:
    """The outcomes of one rule set at one moment, worked out when they are first asked for."""

    ruleset: rs.Ruleset
    moment: object
    inputs: Inputs
    sheet: Sheet
    state_of: Callable[[Outcomes, rs.ActionIs], Form]
    """How it is read whether the duty of an action is overdue or was done late."""
    rules: dict[str, Fired] = field(factory=dict)
    levels: dict[str, Steps] = field(factory=dict)
    actions: dict[str, Said] = field(factory=dict)
    refused: dict[tuple[Span, Construct], None] = field(factory=dict)
    expressions: Expressions = field(init=False)

    def __attrs_post_init__(self) -> None:
        """The expressions read outcomes through this."""
        reading = reading_of(self.ruleset, self.moment)
        self.expressions = Expressions(reading, self.inputs, self.sheet, self.read)

    # --- Rules --------------------------------------------------------------------------------------------

    def rule(self, key: str) -> Fired:
        """What becomes of a rule."""
        if key not in self.rules:
            rule = self.ruleset.rules[key]
            found = self.guarded(rule.origin.span, lambda: self._fired(key, rule)) or Fired(
                *(NOT_KNOWN,) * 3, FALSE
            )
            self.rules[key] = found
            self.expressions.order["rule", key] = None
        return self.rules[key]

    def guarded(self, span: Span, make: Callable[[], T]) -> T | None:
        """What is made, or None where columns cannot say it; that is kept, to be told with everything else."""
        try:
            return make()
        except Refused as refused:
            place = refused.span if refused.span is not None and refused.span.file else span
            self.refused[place, refused.construct] = None
            return None

    def _fired(self, key: str, rule: rs.Rule) -> Fired:
        if rule.per_record is not None:
            raise Refused(PER_RECORD)
        period = self._period(rule)
        met = all_of((period, TRUE if rule.when is None else self.expressions.truth(rule.when)))
        exceptions = [*rule.unless, *(one.unless for one in rule.exceptions)]
        unless = any_of(self.expressions.truth(one) for one in exceptions)
        if unless == FALSE:
            fires = self.sheet.add(f"{key}.holds", met, Kind.TRUTH)
            return Fired(fires, fires, period, FALSE)
        met = self.sheet.add(f"{key}.when", met, Kind.TRUTH)
        fires = self.sheet.add(f"{key}.holds", all_of((met, negated(unless))), Kind.TRUTH)
        until = all_of((certain(met), unknown(fires)))
        return Fired(fires, met, period, self.sheet.add(f"{key}.unless", until, Kind.TRUTH))

    def _period(self, rule: rs.Rule) -> Form:
        if (
            rule.period == rs.ALWAYS
            or rule.measured_on is None
            or self.expressions.is_constant(rule.measured_on)
        ):
            truth = in_period(self.expressions.reading, rule, NOWHERE)
            return given(truth.is_certain) if truth.is_certain or not truth.is_possible else NOT_KNOWN
        limits = ((rs.Op.GE, rule.period.start), (rs.Op.LE, rule.period.end))
        return all_of(
            self.expressions.truth(rs.Compare(op, rule.measured_on, rs.Const(day)))
            for op, day in limits
            if day is not None
        )

    # --- Levels -------------------------------------------------------------------------------------------

    def level(self, name: str) -> Steps:
        """A level, as the rules, its `ellers` and the professional's own assessment leave it."""
        if name not in self.levels:
            level = self.ruleset.levels[name]
            if level.per_record is not None:
                raise Refused(LEVEL_PER_RECORD)
            self.levels[name] = self._steps(level)
            self.expressions.order["level", name] = None
        return self.levels[name]

    def _steps(self, level: rs.Level) -> Steps:
        scale = self.ruleset.scales[level.scale]
        rules = tuple(
            (key, scale.rank(one.step))
            for key, rule in sorted(self.ruleset.rules.items())
            for one in rule.conclusions
            if isinstance(one, rs.PointTo) and one.level == level.name
        )
        own = self._own(level)
        pointed = tuple(
            any_of((*(self.rule(key).fires for key, at in rules if at == rank), own(rank)))
            for rank in range(len(scale.steps))
        )
        otherwise = UNASSESSED if level.otherwise is None else scale.rank(level.otherwise)
        at_least: list[Form] = []
        for rank in reversed(range(len(scale.steps))):
            above = at_least[-1] if at_least else FALSE
            form = TRUE if rank <= otherwise else any_of((above, pointed[rank]))
            at_least.append(
                self.sheet.add(f"{level.name}.at_least.{scale.steps[rank].name}", form, Kind.TRUTH)
            )
        return Steps(scale.names, tuple(reversed(at_least)), pointed, rules, otherwise)

    def _own(self, level: rs.Level) -> Callable[[int], Form]:
        """Whether the professional's own assessment is a rank."""
        if level.name not in self.ruleset.inputs:
            return lambda _rank: FALSE
        told = self.expressions.input(level.name)

        def is_rank(rank: int) -> Form:
            here = certain(compared(Order.SAME, told.given, given(rank)))
            return all_of((here, case(((told.doubted, NOT_KNOWN),), TRUE)))

        return is_rank

    # --- Actions ------------------------------------------------------------------------------------------

    def action(self, name: str) -> Said:
        """What is said of an action."""
        if name not in self.actions:
            self.actions[name] = self._said(name)
            self.expressions.order["action", name] = None
        return self.actions[name]

    def _said(self, name: str) -> Said:
        declared = self.ruleset.actions.get(name)
        if declared is not None and declared.per_record is not None:
            raise Refused(PER_RECORD)
        statements = tuple(self._statements(name))
        ban = joined(self._ban(one, name) for one in statements)
        found: dict[rs.Modality, Pair] = {}
        claims = tuple(claim for one in statements for claim in self._claims(one, name))
        for modality in sorted({one.modality for one in claims}, key=lambda one: -one.rank):
            same = any_of(one.fires for one in claims if one.modality is modality)
            fires, until = joined(
                (one.fires, one.until) for one in claims if one.modality.rank >= modality.rank
            )
            weak = modality.rank <= rs.Modality.SHOULD.rank
            unbanned = negated(ban[0]) if weak else TRUE
            able = TRUE if same == fires else possible(same)
            concluded = all_of((fires, able, unbanned))
            until = all_of((until, able, certain(unbanned)))
            form = self.sheet.add(f"{name}.{modality.value}", concluded, Kind.TRUTH)
            found[modality] = form, until
        against = joined(only(one, rs.AdviseAgainst) for one in statements)
        whether = joined(only(one, rs.DecideWhether) for one in statements)
        return Said(statements, claims, found, ban, against, whether)

    def _claims(self, one: Statement, name: str) -> Iterator[Claimed]:
        """What a statement claims of an action; what must come first is required as what waits for it is."""
        for modality in claimed(one.conclusion, name):
            yield Claimed(modality, one.fires, one.until, one)
        if isinstance(one.conclusion, rs.Order) and one.conclusion.first == name:
            for waiting in self.waiting(one.conclusion):
                for modality, pair in self.action(waiting).modalities.items():
                    if modality.rank >= rs.Modality.MUST_BY_DEFAULT.rank:
                        pair_ = both((one.fires, one.until), pair)
                        yield Claimed(modality, *pair_, Waiting(waiting, modality))

    def waiting(self, order: rs.Order) -> tuple[str, ...]:
        """The actions that wait for what comes first."""
        subjects = self.expressions.reading.facts.subjects
        return blocked_names(order, subjects)

    def _statements(self, name: str) -> Iterator[Statement]:
        for key, rule in sorted(self.ruleset.rules.items()):
            for place, conclusion in enumerate(rule.conclusions):
                if name in spoken_of(conclusion) and not self._of_a_measure(conclusion):
                    fired = self.rule(key)
                    yield Statement(key, place, conclusion, fired.fires, fired.until)

    def _of_a_measure(self, conclusion: rs.Conclusion) -> bool:
        return isinstance(conclusion, rs.Competence) and conclusion.subject not in self.ruleset.actions

    def _ban(self, one: Statement, name: str) -> Pair:
        match one.conclusion:
            case rs.Forbid(action=action) if action == name:
                return one.fires, one.until
            case rs.OnlyWhen(condition=condition):
                span = self.ruleset.rules[one.rule].origin.span
                limit = self.guarded(span, lambda: self.expressions.truth(condition)) or NOT_KNOWN
                stands = any_of((one.until, certain(one.fires)))
                return all_of((one.fires, negated(limit))), all_of((stands, negated(certain(limit))))
            case _:
                return NEVER

    # --- What conditions read -----------------------------------------------------------------------------

    def read(self, expr: rs.LevelIs | rs.ActionIs) -> Form:
        """The truth of a condition on a level or an action."""
        if isinstance(expr, rs.LevelIs):
            return self._level_is(expr)
        if expr.state is rs.ActionState.DONE:
            return self._done(expr)
        if expr.state in {rs.ActionState.OVERDUE, rs.ActionState.DONE_LATE}:
            return self.state_of(self, expr)
        said = self.action(expr.action)
        if expr.state is rs.ActionState.MUST_NOT:
            return said.ban[0]
        least = STRENGTH[expr.state].rank
        return any_of(form for modality, (form, _) in said.modalities.items() if modality.rank >= least)

    def _level_is(self, expr: rs.LevelIs) -> Form:
        steps = self.level(expr.level)
        asked = steps.names.index(expr.step)
        reached = steps.at_least[asked]
        if expr.op is rs.Op.GE:
            return reached
        ranks = range(UNASSESSED, len(steps.names))
        able = {rank: rank_possible(steps, rank) for rank in ranks}
        stands = {rank: rank != UNASSESSED and _by_rank(expr.op, rank, asked) for rank in ranks}
        some, other = (any_of(able[rank] for rank in ranks if stands[rank] is how) for how in (True, False))
        return case(((negated(other), TRUE), (some, NOT_KNOWN)), FALSE)

    def _done(self, expr: rs.ActionIs) -> Form:
        condition = done_condition(self.ruleset, expr.action)
        return FALSE if condition is None else self.expressions.truth(condition)


def rank_possible(steps: Steps, rank: int) -> Form:
    """Whether a level may be exactly so; itself always known."""
    if rank == UNASSESSED:
        return negated(certain(steps.at_least[0]))
    higher = steps.at_least[rank + 1] if rank + 1 < len(steps.names) else FALSE
    base = all_of((certain(steps.at_least[rank]), negated(certain(higher))))
    return any_of((base, all_of((possible(steps.pointed[rank]), unknown(steps.at_least[rank])))))


def _by_rank(op: rs.Op, rank: int, asked: int) -> bool:
    return {
        rs.Op.EQ: rank == asked,
        rs.Op.LT: rank < asked,
        rs.Op.LE: rank <= asked,
        rs.Op.GT: rank > asked,
        rs.Op.GE: rank >= asked,
    }[op]


def done_condition(ruleset: rs.Ruleset, name: str) -> rs.Expr | None:
    """When an action counts as done, as a condition."""
    declared = ruleset.actions.get(name)
    if declared is None or declared.done is None:
        return None
    come = rs.Compare(rs.Op.LE, declared.done.at, rs.Moment())
    return come if declared.done.when is None else rs.And((come, declared.done.when))
