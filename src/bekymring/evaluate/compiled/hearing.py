"""What a condition of a wide function reads of outcomes: levels, duties, and whether something was done.

Takes conditions; gives conditions about the rules that were written before. Afterwards true: they say what `level_stands` and
`action_stands` say of the outcomes that these rules make.
"""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.evaluate.compiled import nodes, sides
from bekymring.evaluate.compiled.filtering import Filtering
from bekymring.evaluate.compiled.sides import Held, Sides
from bekymring.evaluate.compiled.written import NotCompiledError
from bekymring.evaluate.outcomes import STRENGTH, UNASSESSED
from bekymring.frozen import define
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    Compare,
    LevelIs,
    Modality,
    Moment,
    Op,
    Order,
    PointTo,
    Require,
)


@define(eq=False)
class Hearing(Filtering):
    """Conditions about outcomes."""

    def _level(self, expr: LevelIs) -> Sides:
        level = self.ruleset.levels[expr.level]
        if level.per_record is not None:
            raise NotCompiledError
        rank = self.ruleset.scales[level.scale].rank
        step, otherwise = rank(expr.step), UNASSESSED if level.otherwise is None else rank(level.otherwise)
        pointing: dict[Op, list[str]] = {Op.GT: [], Op.LT: [], Op.EQ: []}
        for key, rule in self.ruleset.rules.items():
            for one in rule.conclusions:
                if isinstance(one, PointTo) and one.level == expr.level:
                    at = rank(one.step)
                    pointing[Op.EQ if at == step else Op.LT if at < step else Op.GT].append(key)
        worse, here, better = (pointing[one] for one in (Op.GT, Op.EQ, Op.LT))
        no_worse = sides.negated(self._fires(worse, anyway=otherwise > step))
        match expr.op:
            case Op.GE:
                self._fires(better)
                return self._fires([*worse, *here], anyway=otherwise >= step)
            case Op.LE:
                there = self._fires([*better, *here], anyway=otherwise != UNASSESSED)
            case Op.EQ:
                self._fires(better)
                there = self._fires(here, anyway=otherwise == step)
            case _:
                raise NotCompiledError
        return sides.all_hold((no_worse, there))

    def _fires(self, rules: Iterable[str], *, anyway: bool = False) -> Sides:
        """Whether one of some rules fires: they were written before."""
        once, found = 0, list[Sides]()
        for key in rules:
            if key not in self.written:
                raise NotCompiledError
            once |= self.once.get(key, 0)
            if key in self.each:
                number = self.each[key]
                found.append(Sides(nodes.load(f"s{number}"), nodes.load(f"p{number}")))
        if anyway:
            return sides.one(nodes.yes())
        if once:
            found.append(Sides(nodes.shared(nodes.load("s"), once), nodes.shared(nodes.load("p"), once)))
        return sides.some_hold(found)

    def _action(self, expr: ActionIs) -> Sides:
        declared = self.ruleset.actions.get(expr.action)
        if declared is not None and declared.per_record is not None:
            return self._action_of_records(expr, declared.per_record)
        if expr.state is ActionState.DONE:
            return self._done(expr.action)
        return self._required(expr)

    def _required(self, expr: ActionIs) -> Sides:
        """A duty that no prohibition takes away: some rule says it."""
        least = STRENGTH.get(expr.state)
        if least is None or least.rank < Modality.MUST_BY_DEFAULT.rank:
            raise NotCompiledError
        rules = []
        for key, rule in self.ruleset.rules.items():
            for one in rule.conclusions:
                if isinstance(one, Order) and not one.is_assessment and one.first == expr.action:
                    raise NotCompiledError
                if isinstance(one, Require) and one.action == expr.action and one.modality.rank >= least.rank:
                    rules.append(key)
        return self._fires(rules)

    def _action_of_records(self, expr: ActionIs, list_: str) -> Sides:
        if expr.state is not ActionState.DONE:
            raise NotCompiledError
        if expr.this_record:
            return self._done(expr.action)
        found = self._numbered("q", 2)
        self.body.append(nodes.assign(nodes.no(), *found))
        with self._loop(list_) as (head, fields, inside):
            with self._scope(this=fields):
                held = self._done(expr.action)
            inside.append(
                nodes.when(nodes.all_hold((head[2], held.sure)), nodes.assign(nodes.yes(), found[0]))
            )
            inside.append(
                nodes.when(nodes.all_hold((head[2], held.possible)), nodes.assign(nodes.yes(), found[1]))
            )
        return Sides(*map(nodes.load, found))

    def _done(self, action: str) -> Sides:
        declared = self.ruleset.actions.get(action)
        if declared is None or declared.done is None:
            return sides.one(nodes.no())
        at = self.value(declared.done.at)
        if not isinstance(at, Held):
            raise NotCompiledError
        expr = Compare(Op.LE, declared.done.at, Moment())
        until = sides.ordered(Op.LE, *self._alike_kinds(at, self.value(Moment()), expr))  # type: ignore[arg-type]  # the moment is an instant
        if declared.done.when is None:
            return until
        return sides.all_hold((self.truth(declared.done.when), until))
