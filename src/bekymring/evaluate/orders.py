"""What must come first, and what waits for it.

Takes a reading and the outcomes of actions; gives the orders that hold or may hold, and for each action what blocks it.
Afterwards true: an action is blocked while what comes first is not certainly done; blocked is not forbidden, and moves no deadline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bekymring.decision import ActionOutcome, Blocked, Certainty, OrderOutcome
from bekymring.evaluate.bounds import Bound
from bekymring.evaluate.expressions import NOWHERE, Fired, Reading, Scope, done, happened, value
from bekymring.evaluate.facts import LACKING
from bekymring.evaluate.obligations import CERTAINTIES, Key, best, weaker
from bekymring.evaluate.plan import (
    Kind,
    Node,
    blocked_names,
    first_records,
    rule_records,
    same_record,
    waiting_for,
)
from bekymring.frozen import frozen
from bekymring.model.ruleset import AnsweredAt, First, Modality, OneFirst, Ordering
from bekymring.values import Truth, all_of, any_of

Actions = Mapping[Node, ActionOutcome]


@frozen
class Standing:
    """An order as one rule (read for one record) makes it."""

    order: Ordering
    rule: str
    record: int | None
    certainty: Certainty

    @property
    def key(self) -> Key:
        """The rule and its record, as a decision shows them."""
        return self.rule, None if self.record == LACKING else self.record


def standing_orders(reading: Reading, rules: Mapping[Node, Fired]) -> tuple[Standing, ...]:
    """Every order that holds or may hold."""
    found = []
    for key, rule in reading.facts.ruleset.rules.items():
        for order in rule.conclusions:
            if isinstance(order, Ordering):
                for record in rule_records(rule, reading.facts):
                    certainty = rules[Node(Kind.RULE, key, record)].certainty
                    if certainty is not None:
                        found.append(Standing(order, key, record, certainty))
    return tuple(found)


def answered_at(reading: Reading, name: str, number: int | None = None) -> Bound:
    """When a professional assessment was answered; of one made for each record, that of a record."""
    list_ = reading.facts.ruleset.assessed_each(name) if number is not None else None
    scope = Scope(this=(list_, number)) if list_ is not None and number is not None else NOWHERE
    return value(reading, AnsweredAt(name, list_), scope)


def assessment_made(reading: Reading, name: str, number: int | None = None) -> Truth:
    """Whether a professional assessment is answered at the moment."""
    return happened(answered_at(reading, name, number), Truth.TRUE, reading.facts)[0]


def _firsts(
    reading: Reading, actions: Actions, one: Standing
) -> tuple[tuple[int | None, Truth, Certainty], ...]:
    """What comes first, by record: whether it is done, and how certain it is that it must be; one of several is one thing."""
    order, rule = one.order, reading.facts.ruleset.rules[one.rule]
    if isinstance(order, OneFirst):
        made = any_of(_is_done(reading, actions, first, one.record) for first in order.firsts)
        return ((None, made, one.certainty),)
    if order.is_assessment:
        numbers = first_records(order, one.record, rule, reading.facts)
        return tuple(
            (number, assessment_made(reading, order.first, number), one.certainty) for number in numbers
        )
    found: list[tuple[int | None, Truth, Certainty]] = []
    for number in same_record(order.first, one.record, rule, reading.facts):
        outcome = actions.get(Node(Kind.ACTION, order.first, number))
        made = outcome.done if outcome is not None else done(reading, order.first, number)[0]
        if number is None:
            found.append((number, made, one.certainty))
            continue
        duties = (
            [duty.certainty for duty in outcome.obligations if _is_duty(duty.modality)] if outcome else []
        )
        if duties:
            found.append((number, made, weaker(one.certainty, best(duties))))
    return tuple(found)


def _is_done(reading: Reading, actions: Actions, first: First, record: int | None) -> Truth:
    """Whether one of several is done; one kept for each record, of the record that the rule is read for."""
    ruleset = reading.facts.ruleset
    if first.is_assessment:
        number = None if ruleset.assessed_each(first.name) is None else record
        return Truth.UNKNOWN if number == LACKING else assessment_made(reading, first.name, number)
    number = None if ruleset.actions[first.name].per_record is None else record
    if number == LACKING:
        return Truth.UNKNOWN
    outcome = actions.get(Node(Kind.ACTION, first.name, number))
    return outcome.done if outcome is not None else done(reading, first.name, number)[0]


def _is_duty(modality: Modality) -> bool:
    return modality.rank >= Modality.MUST_BY_DEFAULT.rank


def blocked_by(
    reading: Reading, actions: Actions, standing: Sequence[Standing]
) -> dict[Node, tuple[Blocked, ...]]:
    """For each action (and record), what must come first and is not certainly done."""
    found: dict[Node, dict[tuple[str, ...], list[tuple[Standing, int | None, Certainty]]]] = {}
    for one in standing:
        waits = [
            # Not known to be done, it blocks until that is established.
            (number, how if made is Truth.FALSE else weaker(how, Certainty.HOLDS_UNLESS))
            for number, made, how in _firsts(reading, actions, one)
            if made is not Truth.TRUE
        ]
        rule = reading.facts.ruleset.rules[one.rule]
        for number, how in waits:
            for node in waiting_for(one.order, number, record=one.record, rule=rule, facts=reading.facts):
                held = found.setdefault(node, {}).setdefault(one.order.names, [])
                held.append((one, number, how))
    return {
        node: tuple(_blocked(names, held) for names, held in sorted(firsts.items()))
        for node, firsts in found.items()
    }


def _blocked(names: tuple[str, ...], held: Sequence[tuple[Standing, int | None, Certainty]]) -> Blocked:
    ordered = sorted(held, key=lambda one: (CERTAINTIES.index(one[2]), one[0].rule, one[0].record or 0))
    return Blocked(
        first=names[0],
        is_assessment=_is_assessment(ordered[0][0].order),
        records=tuple(sorted({number for _, number, _ in held if number is not None})),
        certainty=ordered[0][2],
        rules=tuple(dict.fromkeys(one.key for one, _, _ in ordered)),
        alternatives=names[1:],
    )


def _is_assessment(order: Ordering) -> bool:
    """Whether what comes first, or the first of several, is an assessment."""
    return order.firsts[0].is_assessment if isinstance(order, OneFirst) else order.is_assessment


def order_outcomes(
    reading: Reading, actions: Actions, standing: Sequence[Standing]
) -> tuple[OrderOutcome, ...]:
    """The orders, each once, whether or not anything waits."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], list[Standing]] = {}
    for one in standing:
        order = one.order
        key = (order.names, tuple(sorted(order.then)), tuple(sorted(order.involving)))
        groups.setdefault(key, []).append(one)
    return tuple(_order(reading, actions, held) for _, held in sorted(groups.items()))


def _order(reading: Reading, actions: Actions, held: Sequence[Standing]) -> OrderOutcome:
    ordered = sorted(held, key=lambda one: (CERTAINTIES.index(one.certainty), one.rule, one.record or 0))
    order = ordered[0].order
    return OrderOutcome(
        first=order.names[0],
        is_assessment=_is_assessment(order),
        then=tuple(sorted(order.then)),
        involving=tuple(sorted(order.involving)),
        blocks=blocked_names(order, reading.facts.subjects),
        certainty=ordered[0].certainty,
        done=all_of(made for one in ordered for _, made, _ in _firsts(reading, actions, one)),
        rules=tuple(dict.fromkeys(one.key for one in ordered)),
        alternatives=order.names[1:],
    )
