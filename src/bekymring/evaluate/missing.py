"""Which answers still matter: what each can settle, and of whom it may be asked now.

Takes refined outcomes with the completions behind them; gives the missing facts, weightiest first, and the assessments to be made.
Afterwards true: where an outcome is exact, an answer is listed for it only if two completions that differ in it alone differ in the
outcome. Points of attention and rules that only find out ask for nothing. Docs: language reference, *A decision*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import field

from bekymring.calendar_dk import add_days
from bekymring.case import Answer, FactState
from bekymring.decision import (
    ActionOutcome,
    AssessmentOutcome,
    Certainty,
    LevelOutcome,
    MissingFact,
    Obligation,
    OrderOutcome,
)
from bekymring.evaluate.cells import cells_of
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.facts import field_answer, field_path, split_path
from bekymring.evaluate.moving import period_start
from bekymring.evaluate.openness import Openness
from bekymring.evaluate.plan import Kind, Node
from bekymring.evaluate.refine import Outcome, Refined, Table, described_by
from bekymring.evaluate.uses import Use
from bekymring.frozen import frozen
from bekymring.model.ruleset import InputKind, Modality
from bekymring.values import Truth


@frozen
class Matter:
    """Why an answer matters."""

    settles: set[Node] = field(factory=set)
    weight: int = 0


def matters(openness: Openness, refined: Refined, orders: Iterable[OrderOutcome]) -> dict[str, Matter]:
    """For each open path that still matters, what it can settle and the least that one answer settles."""
    found: dict[str, Matter] = {}
    by_path: dict[str, list[tuple[Table, int]]] = {}
    for table in refined.tables:
        for node in table.outcomes:
            for path in _relevant(table, node, _refined(refined, node)):
                found.setdefault(path, Matter()).settles.add(node)
        for place, path in enumerate(table.cells):
            by_path.setdefault(path, []).append((table, place))
    firsts = {name for order in orders if order.done is Truth.UNKNOWN for name in order.names}
    for node, paths in openness.dates.items():
        for path in paths if node.name in firsts or dates_matter(refined.actions[node]) else ():
            found.setdefault(path, Matter()).settles.add(node)
    weigh = {path: _weight(openness.reading, refined, path, by_path.get(path, ())) for path in found}
    return {path: Matter(matter.settles, weigh[path]) for path, matter in found.items()}


def _refined(refined: Refined, node: Node) -> Outcome:
    return refined.levels[node] if node.kind is Kind.LEVEL else refined.actions[node]


def _relevant(table: Table, node: Node, outcome: Outcome) -> Iterator[str]:
    """The facts tried that alone can change an outcome; while it is undecided, those not tried too."""
    views = {row: view_of(outcomes[node]) for row, outcomes in table.rows.items()}
    for place, path in enumerate(table.cells):
        first: dict[tuple[int, ...], object] = {}
        for row, view in views.items():
            if first.setdefault((*row[:place], *row[place + 1 :]), view) != view:
                yield path
                break
    if any(undecided(one) for one in (views.values() if table.rows else (view_of(outcome),))):
        yield from (path for path in table.open_ if path not in table.cells)


def view_of(outcome: Outcome) -> tuple[frozenset[tuple[str, Certainty | None]], object]:
    """What counts as a change: steps and certainties, and beside them deadlines, states and who decides."""
    if isinstance(outcome, LevelOutcome):
        sure = Certainty.HOLDS if outcome.decided else Certainty.DEPENDS
        return frozenset((step, sure) for step in outcome.possible), None
    tails = tuple((one.deadline, one.states, one.bearers, one.frequencies) for one in outcome.obligations)
    return frozenset(_items(outcome)), (tails, outcome.decided_by, outcome.ban and outcome.ban.instead)


def _items(outcome: ActionOutcome) -> Iterator[tuple[str, Certainty]]:
    for one in outcome.obligations:
        yield one.modality.value, one.certainty
    held = {"ban": outcome.ban, "against": outcome.advised_against, "whether": outcome.decide_whether}
    yield from ((name, one.certainty) for name, one in held.items() if one is not None)


def undecided(view: tuple[frozenset[tuple[str, Certainty | None]], object]) -> bool:
    """Whether something of a view is not certain."""
    return any(certainty is not Certainty.HOLDS for _, certainty in view[0])


def dates_matter(outcome: ActionOutcome) -> bool:
    """Whether it is open when a duty is due or how far it is met."""
    duties = [one for one in outcome.obligations if one.modality.rank >= Modality.SHOULD.rank]
    return any(
        _open_dates(one) for one in (*duties, *((outcome.decide_whether,) if outcome.decide_whether else ()))
    )


def _open_dates(duty: Obligation) -> bool:
    return len(duty.states) > 1 or (duty.deadline is not None and bool(duty.deadline.durations))


# --- Weight -----------------------------------------------------------------------------------------------


def _weight(reading: Reading, refined: Refined, path: str, tables: Sequence[tuple[Table, int]]) -> int:
    """The smallest number of steps and duties that an answer settles."""
    if not tables:
        return 0
    settled = [
        [_settled(refined, table, place, cell) for cell in range(len(table.cells[path].pieces))]
        for table, place in tables
    ]
    uses: dict[Use, None] = {use: None for table, _ in tables for use in table.cells[path].uses}
    bound, type_ = described_by(reading, path)
    together = cells_of(reading, bound, type_, tuple(uses))
    values = together.values if together is not None else tables[0][0].cells[path].values
    return min(
        sum(
            counts[table.cells[path].place(reading, held)]
            for (table, _), counts in zip(tables, settled, strict=True)
        )
        for held in values
    )


def _settled(refined: Refined, table: Table, place: int, cell: int) -> int:
    rows = [outcomes for row, outcomes in table.rows.items() if row[place] == cell]
    return sum(settled_of(_refined(refined, node), [row[node] for row in rows]) for node in table.outcomes)


def settled_of(before: Outcome, after: Sequence[Outcome]) -> int:
    """How many steps and duties of an outcome are settled where it can only become one of some outcomes."""
    if isinstance(before, LevelOutcome):
        able = {step for one in after if isinstance(one, LevelOutcome) for step in one.possible}
        return len([step for step in before.possible if step not in able])
    open_ = [name for name, certainty in _items(before) if certainty is not Certainty.HOLDS]
    known = [dict(_items(one)) for one in after if isinstance(one, ActionOutcome)]
    return len([name for name in open_ if {one.get(name) for one in known} in ({None}, {Certainty.HOLDS})])


# --- Facts ------------------------------------------------------------------------------------------------


def missing_facts(
    reading: Reading, found: Mapping[str, Matter], orders: Iterable[OrderOutcome]
) -> tuple[MissingFact, ...]:
    """The answers to ask for, weightiest first, then by path; assessments and what is not collected apart."""
    waits = _waits(orders)
    facts = (
        _fact(reading, path, matter, waits) for path, matter in found.items() if _is_asked_for(reading, path)
    )
    return tuple(sorted(facts, key=lambda one: (-one.weight, one.fact)))


def _is_asked_for(reading: Reading, path: str) -> bool:
    ruleset = reading.facts.ruleset
    if path.endswith("[]"):
        return True
    if "[" in path:
        list_, _, name = split_path(path)
        asked = ruleset.lists[list_].fields[name]
        return asked.collected and not asked.is_assessment
    declared = ruleset.inputs[path]
    return declared.collected and declared.kind not in {InputKind.ASSESSMENT, InputKind.OWN_LEVEL}


def _waits(orders: Iterable[OrderOutcome]) -> dict[str, set[tuple[str, ...]]]:
    """By party, what must come first before anybody asks it; of several names one is enough."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for order in orders:
        if order.certainty is not Certainty.DEPENDS and order.done is not Truth.TRUE:
            for party in order.involving:
                found.setdefault(party, set()).add(order.names)
    return found


def _fact(
    reading: Reading, path: str, matter: Matter, waits: Mapping[str, set[tuple[str, ...]]]
) -> MissingFact:
    question, parties, state = _described(reading, path)
    free = tuple(party for party in parties if party not in waits)
    now = bool(free) or not parties
    firsts = [] if now else sorted({names for party in parties for names in waits[party]})
    return MissingFact(
        fact=path,
        question=question,
        asked=state is FactState.ASKED,
        doubted=state is FactState.DOUBTED,
        ask_of=free if now else parties,
        may_ask_now=now,
        not_now_because=tuple(names[0] for names in firsts if len(names) == 1),
        settles=_names(matter.settles),
        weight=matter.weight,
        asked_for=_period_asked_for(reading, path),
        given_through=_given_through(reading, path),
        not_now_before_one_of=tuple(names for names in firsts if len(names) > 1),
    )


def _period_asked_for(reading: Reading, path: str) -> tuple[date, date] | None:
    declared = reading.facts.ruleset.inputs.get(path)
    if declared is None or declared.measured_for is None:
        return None
    begins, after = (period_start(declared.measured_for, reading.facts.moment, one) for one in (0, 1))
    return begins, add_days(after, -1)


def _given_through(reading: Reading, path: str) -> date | None:
    answer = reading.facts.case.answer(path)
    return answer.through if answer.state is FactState.OTHER_PERIOD else None


def _described(reading: Reading, path: str) -> tuple[str, tuple[str, ...], FactState]:
    ruleset = reading.facts.ruleset
    if path.endswith("[]"):
        list_ = ruleset.lists[path[:-2]]
        able = (party for one in list_.fields.values() for party in one.answered_by)
        return list_.title, tuple(dict.fromkeys(able)), FactState.NOT_ASKED
    if "[" in path:
        name, number, part = split_path(path)
        one = ruleset.lists[name].fields[part]
        return one.question, one.answered_by, field_answer(reading.facts, name, number, part).state
    declared = ruleset.inputs[path]
    return declared.question, declared.answered_by, reading.facts.case.answer(path).state


def _names(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({node.name for node in nodes}))


# --- Assessments ------------------------------------------------------------------------------------------


def assessments(
    reading: Reading,
    found: Mapping[str, Matter],
    required: Mapping[str, Obligation],
    levels: Mapping[Node, LevelOutcome],
) -> tuple[AssessmentOutcome, ...]:
    """The professional assessments still to be made: those without a reason first, then the weightiest."""
    listed = []
    for path, answer in _unmade(reading):
        matter = found.get(path, Matter())
        settles = {*matter.settles, *_own_levels(reading, path, levels)}
        outcome = _assessment(path, answer, settles, required.get(path))
        if outcome.reason_missing or outcome.required or outcome.settles:
            listed.append((not outcome.reason_missing, -matter.weight, path, outcome))
    return tuple(outcome for *_, outcome in sorted(listed, key=lambda one: one[:3]))


def _unmade(reading: Reading) -> Iterator[tuple[str, Answer]]:
    """The paths of the assessments that are open: of the case, then of each record that is seen."""
    facts = reading.facts
    for name, one in facts.ruleset.inputs.items():
        if one.kind in {InputKind.ASSESSMENT, InputKind.OWN_LEVEL} and facts.case.answer(name).is_open:
            yield name, facts.case.answer(name)
    for list_ in facts.ruleset.lists.values():
        for name in (one.name for one in list_.fields.values() if one.is_assessment):
            for number in facts.seen[list_.name]:
                answer = field_answer(facts, list_.name, number, name)
                if answer.is_open:
                    yield field_path(list_.name, number, name), answer


def _own_levels(reading: Reading, name: str, levels: Mapping[Node, LevelOutcome]) -> tuple[Node, ...]:
    """The level that an assessment is the professional's own of, if somebody is named to make it."""
    list_, record, own = split_path(name) if "[" in name else (None, None, name)
    level = reading.facts.ruleset.levels.get(own)
    if level is None or level.assessed_by is None or level.own_in != list_:
        return ()
    return tuple(node for node in levels if node.name == own and node.record == record)


def _assessment(
    name: str, answer: Answer, settles: Iterable[Node], required: Obligation | None
) -> AssessmentOutcome:
    reason_missing = answer.state is FactState.DOUBTED and not answer.reason
    return AssessmentOutcome(name, reason_missing, required, _names(settles))
