"""All cases of a rule set of few answers at once: a truth is a number with one bit for each case.

A third reading of the rules, written from the language reference in two-valued logic; it shares no code with the evaluator or with what
is told to a solver. It knows yes and no, alternatives and steps: no days, records or periods. A case is one choice on every axis; an answer
that does not apply has no value there. Cases where something reads an own assessment that is not made are not `whole`: they leave it open.
"""

from fractions import Fraction
from itertools import product

from attrs import define, field

from bekymring.case import Answer, Case, FactState
from bekymring.model import dependencies as reads
from bekymring.model import ruleset as k
from bekymring.model.ruleset import ActionState, InputKind, Modality, Op
from bekymring.model.types import OnScale, YesNo

STRONGER = (Modality.MUST, Modality.MUST_BY_DEFAULT, Modality.SHOULD, Modality.MAY)
REQUIRED = STRONGER[:2]
COMPARED = {
    Op.EQ: lambda a, b: a == b,
    Op.GE: lambda a, b: a >= b,
    Op.GT: lambda a, b: a > b,
    Op.LE: lambda a, b: a <= b,
    Op.LT: lambda a, b: a < b,
}


@define(eq=False)
class Table:
    """The cases of one rule set, and what holds in which."""

    rules: k.Ruleset
    axes: dict = field(init=False)
    number: int = field(init=False)
    every: int = field(init=False)
    kept: dict = field(factory=dict, init=False)

    def __attrs_post_init__(self):
        asked = [one for one in self.rules.inputs.values() if one.kind is not InputKind.PARAMETER]
        self.axes = {one.name: self._choices(one) for one in sorted(asked, key=lambda one: one.name)}
        self.number = 1
        for choices in self.axes.values():
            self.number *= len(choices)
        self.every = (1 << self.number) - 1

    def _choices(self, one):
        known = self.steps_of(one.type_) if isinstance(one.type_, OnScale) else None
        known = known or ((False, True) if isinstance(one.type_, YesNo) else one.type_.names)
        return (None, *known) if one.kind is InputKind.OWN_LEVEL else tuple(known)

    def steps_of(self, type_):
        return tuple(one.name for one in self.rules.scales[type_.scale].steps)

    def keep(self, key, make):
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    # --- cases --------------------------------------------------------------------------------------------

    def stride(self, name):
        """How far apart two cases lie that differ by one place on an axis."""
        names = list(self.axes)
        found = 1
        for one in names[names.index(name) + 1 :]:
            found *= len(self.axes[one])
        return found

    def chosen(self, name, value):
        """The cases with one choice on an axis."""

        def make():
            stride, place = self.stride(name), self.axes[name].index(value)
            block = ((1 << stride) - 1) << (stride * place)
            period = stride * len(self.axes[name])
            return block * (self.every // ((1 << period) - 1))

        return self.keep(("chosen", name, value), make)

    def place_of(self, *cases):
        """The number of the first case; what it leaves out, or what does not apply, is as in the next, and else may be anything."""
        at = 0
        for name, choices in self.axes.items():
            answers = [one.facts[name] for one in cases if name in one.facts]
            known = [choices.index(one.value) for one in answers if one.state is FactState.KNOWN]
            at = at * len(choices) + next(iter(known), 0)
        return at

    def case(self, at):
        """A case by its number."""
        found, left = {}, at
        for name, choices in reversed(self.axes.items()):
            left, place = divmod(left, len(choices))
            relevant = self.rules.inputs[name].relevant_when
            if relevant is not None and not self.true(relevant) >> at & 1:
                found[name] = Answer(FactState.NOT_RELEVANT)
            elif choices[place] is not None:
                found[name] = Answer(FactState.KNOWN, choices[place], reason="…")
        return Case(dict(sorted(found.items())), {})

    @property
    def whole(self):
        """The cases in which nothing reads an own assessment that is not made."""

        def make():
            roots = [*reads.all_expressions(self.rules), *self._demanded()]
            named = {one.name for root in roots for one in reads.walk(root) if isinstance(one, k.Ref)}
            found = self.every
            for name in named:
                if self.rules.inputs[name].kind is InputKind.OWN_LEVEL:
                    found &= ~self.chosen(name, None)
            return found

        return self.keep("whole", make)

    def _demanded(self):
        for demand in self.rules.demands:
            yield from (one for one in (demand.when, *demand.claims) if isinstance(one, k.Expr))
            for one in demand.claims:
                if isinstance(one, k.Conclusion):
                    yield from reads.conclusion_expressions(one)

    # --- values and truths --------------------------------------------------------------------------------

    def value(self, expr):
        """The cases of each value; a case in none of them has no value."""
        match expr:
            case k.Const(value=value):
                return {value: self.every}
            case k.Ref(name=name):
                return self.keep(("value", name), lambda: self._answered(name))
            case k.Named(name=name) if not isinstance(self.rules.definitions[name].type_, YesNo):
                return self.value(self.rules.definitions[name].expr)
            case k.Count(items=items):
                return self._summed([{1: self.true(one), 0: self.every & ~self.true(one)} for one in items])
            case k.Sum(items=items):
                return self._summed([self.value(one) for one in items])
            case k.Times(factor=factor, item=item):
                return {factor.value * one: held for one, held in self.value(item).items()}
            case _:
                truth = self.true(expr)
                return {True: truth, False: self.every & ~truth}

    def _answered(self, name):
        relevant = self.rules.inputs[name].relevant_when
        applies = self.every if relevant is None else self.true(relevant)
        return {one: self.chosen(name, one) & applies for one in self.axes[name] if one is not None}

    def _summed(self, parts):
        found = {Fraction(0): self.every}
        for part in parts:
            wider = {}
            for (one, held), (other, also) in product(found.items(), part.items()):
                wider[one + other] = wider.get(one + other, 0) | held & also
            found = {one: held for one, held in wider.items() if held}
        return found

    def true(self, expr):
        """The cases in which a condition holds."""
        return self.keep(("true", expr), lambda: self._true(expr))

    def _true(self, expr):
        match expr:
            case k.And(items=items):
                found = self.every
                for one in items:
                    found &= self.true(one)
                return found
            case k.Or(items=items):
                found = 0
                for one in items:
                    found |= self.true(one)
                return found
            case k.Not(item=item):
                return self.every & ~self.true(item)
            case k.Compare():
                return self._compared(expr)
            case k.InSet(item=item, options=options):
                held = self.value(item)
                return self._or(held.get(one, 0) for one in options)
            case k.Named(name=name) if isinstance(self.rules.definitions[name].type_, YesNo):
                return self.true(self.rules.definitions[name].expr)
            case k.LevelIs():
                return self._level_is(expr)
            case k.ActionIs():
                return self._action_is(expr)
            case _:
                return self.value(expr).get(True, 0)

    def _or(self, masks):
        found = 0
        for one in masks:
            found |= one
        return found

    def _compared(self, expr):
        steps = None if expr.scale is None else [one.name for one in self.rules.scales[expr.scale].steps]
        found = 0
        for (one, held), (other, also) in product(
            self.value(expr.left).items(), self.value(expr.right).items()
        ):
            pair = (one, other) if steps is None else (steps.index(one), steps.index(other))
            if COMPARED[expr.op](*pair):
                found |= held & also
        return found

    # --- rules and levels ---------------------------------------------------------------------------------

    def fires(self, key):
        """The cases in which a rule holds."""

        def make():
            rule = self.rules.rules[key]
            met = self.every if rule.when is None else self.true(rule.when)
            return met & ~self._or(self.true(one) for one in rule.unless)

        return self.keep(("fires", key), make)

    def said(self, kind, about):
        """The conclusions of a kind about something, with the cases in which they are drawn."""
        for key, rule in self.rules.rules.items():
            for one in rule.conclusions:
                # WHY: a rule about something else may read what is being worked out.
                if isinstance(one, kind) and about(one):
                    yield one, self.fires(key)

    def at_least(self, name, rank):
        """The cases in which a level is at least so bad; 0 asks for those in which it is assessed."""

        def make():
            level = self.rules.levels[name]
            steps = [one.name for one in self.rules.scales[level.scale].steps]
            found = self.every if level.otherwise is not None and steps.index(level.otherwise) >= rank else 0
            pointing = self.said(k.PointTo, lambda one: one.level == name and steps.index(one.step) >= rank)
            found |= self._or(held for _, held in pointing)
            for step in steps[rank:]:
                found |= self.chosen(name, step)
            return found

        return self.keep(("level", name, rank), make)

    def _level_is(self, expr):
        level = self.rules.levels[expr.level]
        rank = [one.name for one in self.rules.scales[level.scale].steps].index(expr.step)
        least, above = self.at_least(expr.level, rank), self.at_least(expr.level, rank + 1)
        if expr.op is Op.GE:
            return least
        if expr.op is Op.LE:
            return self.at_least(expr.level, 0) & ~above
        assert expr.op is Op.EQ, "generated rules read a level in three ways"
        return least & ~above

    # --- actions ------------------------------------------------------------------------------------------

    def banned(self, name):
        def make():
            found = self._or(held for _, held in self.said(k.Forbid, lambda one: one.action == name))
            limits = self.said(k.OnlyWhen, lambda one: one.action == name)
            return found | self._or(held & ~self.true(one.condition) for one, held in limits)

        return self.keep(("banned", name), make)

    def sources(self, name):
        """What asks for an action or allows it: the modality, the conclusion if one says so, and the cases."""

        def make():
            required = self.said(k.Require, lambda one: one.action == name)
            found = [(one.modality, one, held) for one, held in required]
            routes = self.said(k.Forbid, lambda one: one.instead == name)
            found += [(Modality.MAY, None, held) for _, held in routes]
            for order, held in self.said(k.Order, lambda one: one.first == name and not one.is_assessment):
                for other in self._waiting(order):
                    found += [(m, None, held & self.concluded(other, m)) for m in REQUIRED]
            return found

        return self.keep(("sources", name), make)

    def _waiting(self, order):
        actions = self.rules.actions.values()
        involved = {one.name for one in actions if set(one.involves) & set(order.involving)}
        return sorted({*order.then, *involved} - {order.first})

    def concluded(self, name, modality):
        """The cases in which some rule asks for exactly this modality."""
        return self._or(held for one, _, held in self.sources(name) if one is modality)

    def stands(self, name, modality):
        """The cases in which exactly this modality stands: a ban takes away what is only recommended or allowed."""
        found = self.concluded(name, modality)
        return found if modality in REQUIRED else found & ~self.banned(name)

    def strength(self, name, modality):
        """The cases in which this modality or a stronger one stands."""
        return self._or(self.stands(name, one) for one in STRONGER[: STRONGER.index(modality) + 1])

    def to_decide(self, name):
        return self._or(held for _, held in self.said(k.DecideWhether, lambda one: one.subject == name))

    def against(self, name):
        return self._or(held for _, held in self.said(k.AdviseAgainst, lambda one: one.action == name))

    def _action_is(self, expr):
        match expr.state:
            case ActionState.MUST_NOT:
                return self.banned(expr.action)
            case ActionState.DONE | ActionState.OVERDUE | ActionState.DONE_LATE:
                return 0  # no action of such a rule set has a deadline, or says when it is done
            case ActionState.MUST:
                return self.strength(expr.action, Modality.MUST)
            case ActionState.MUST_BY_DEFAULT:
                return self.strength(expr.action, Modality.MUST_BY_DEFAULT)
            case ActionState.SHOULD:
                return self.strength(expr.action, Modality.SHOULD)
            case ActionState.MAY:
                return self.strength(expr.action, Modality.MAY)

    def looks(self, name):
        """All that two decisions are compared by, of one outcome."""
        return self.keep(("looks", name), lambda: tuple(self._looks(name)))

    def _looks(self, name):
        if name in self.rules.levels:
            steps = self.rules.scales[self.rules.levels[name].scale].steps
            yield from (self.at_least(name, rank) for rank in range(len(steps)))
            return
        yield from (self.banned(name), self.to_decide(name), self.against(name))
        for place, modality in enumerate(STRONGER):
            duty = self._duty(name, modality)
            covered = 0
            for stronger in STRONGER[:place]:
                other = self._duty(name, stronger)
                same = self.every
                for key, held in duty.items():
                    if key == "personally":
                        same &= ~held
                    elif key[0] == "bearer":
                        same &= ~held | other.get(key, 0)
                for key in {*duty, *other}:
                    if key[0] == "departed" and modality is not Modality.MAY:
                        same &= ~(duty.get(key, 0) ^ other.get(key, 0))
                covered |= self.stands(name, stronger) & same
            shown = self.stands(name, modality) & ~covered
            yield shown
            yield from (shown & duty[key] for key in sorted(duty, key=str))

    def _duty(self, name, modality):
        """Who bears a duty, whether personally, and who may decide otherwise: all that ask as much or more say so together."""
        found, borne = {}, 0
        for one, said, held in self.sources(name):
            if one.rank < modality.rank or said is None:
                continue
            if said.bearer is not None:
                found["bearer", said.bearer] = found.get(("bearer", said.bearer), 0) | held
                borne |= held
            if said.personally:
                found["personally"] = found.get("personally", 0) | held
            if said.departed_by is not None:
                found["departed", said.departed_by] = found.get(("departed", said.departed_by), 0) | held
        own = ("bearer", self.rules.actions[name].bearer)
        found[own] = found.get(own, 0) | (self.every & ~borne)
        return found
