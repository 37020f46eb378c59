"""How two decisions are compared: inside the bounds of, at least as strict as, the same as. Gives what is wrong as text."""

import re
from collections.abc import Iterator

from attrs import fields, has

from bekymring.decision import NOT_ASSESSED, ActionOutcome, Certainty, DeadlineOutcome, Decision
from bekymring.evaluate.reference import decide
from bekymring.model.ruleset import Attend, KnownTest, Modality
from bekymring.values import Truth
from reference_model.dates import end_of_day
from reference_model.model import REQUIRED, Model

STRENGTH = {Certainty.DEPENDS: 0, Certainty.HOLDS_UNLESS: 1, Certainty.HOLDS: 2}


def decide_at(ruleset, case, when, cap=1024) -> Decision:
    moment = end_of_day(when.day) if when.whole_day else when.instant
    return decide(ruleset, case, moment, whole_day=when.whole_day, cap=cap)


def model_at(ruleset, case, when, readings=None) -> Model:
    return Model(ruleset, case, when.day if when.whole_day else when.instant, readings)


def outcomes(decision) -> dict[tuple[str, int | None], ActionOutcome]:
    return {(one.action, one.record): one for group in decision.actions.values() for one in group.each}


def tests_known(part: object) -> bool:
    """Whether a part of a rule set asks whether something is known."""
    if isinstance(part, KnownTest):
        return True
    if isinstance(part, tuple):
        return any(map(tests_known, part))
    return (
        not isinstance(part, type)
        and has(type(part))
        and any(tests_known(getattr(part, one.name)) for one in fields(type(part)))
    )


def points_left_out(ruleset) -> set[str]:
    """Points of attention that some rule makes depend on what is known."""
    return {
        one.point
        for rule in ruleset.rules.values()
        if tests_known(rule)
        for one in rule.conclusions
        if isinstance(one, Attend)
    }


def left_out(ruleset) -> set[str]:
    return {name for name, one in ruleset.actions.items() if one.finds_out}


def soft_actions(ruleset) -> set[str]:
    return {name for name in ruleset.actions if name.startswith("følge")} | left_out(ruleset)


# --- inside the bounds ------------------------------------------------------------------------------------


def outside(wide: Decision, narrow: Decision) -> list[str]:
    """What of a decision about a case that knows more lies outside the bounds of the one that knows less."""
    return [*_levels(wide, narrow), *_actions(wide, narrow), *_others(wide, narrow)]


def _levels(wide, narrow) -> Iterator[str]:
    for name, level in wide.levels.items():
        if not set(narrow.levels[name].possible) <= set(level.possible):
            yield f"level {name}: {narrow.levels[name].possible} not in {level.possible}"
    for name, each in wide.levels_each.items():
        later = {one.record: one for one in narrow.levels_each.get(name, ())}
        for level in each:
            # A record whose date was open and is now told may lie after the moment: then it is not seen.
            if level.record in later and not set(later[level.record].possible) <= set(level.possible):
                yield f"level {name}[{level.record}]: {later[level.record].possible} not in {level.possible}"


def _held(decision, key) -> bool:
    action, record = key
    per_record = decision.ruleset.actions[action].per_record
    return per_record is None or record <= len(decision.case.list(per_record).items)


def _actions(wide, narrow) -> Iterator[str]:
    before, after = outcomes(wide), outcomes(narrow)
    for key, one in after.items():
        if key[0] in left_out(wide.ruleset) or not _held(wide, key):
            continue
        if key not in before:
            if one.obligations or one.ban or one.advised_against or one.decide_whether or one.blocked_by:
                yield f"{key} appears: {one}"
            continue
        yield from (f"{key}: {text}" for text in _action(wide.ruleset, before[key], one))
    for key, one in before.items():
        if key[0] not in left_out(wide.ruleset) and key not in after and _certain(one):
            yield f"{key} goes away: {one}"


def _certain(one: ActionOutcome) -> bool:
    # Not by what blocks it: an action of which nothing else is said is not listed, and its order stands among the orders.
    parts = (*one.obligations, one.ban, one.advised_against, one.decide_whether)
    return any(part is not None and part.certainty is Certainty.HOLDS for part in parts)


def _action(ruleset, wide: ActionOutcome, narrow: ActionOutcome) -> Iterator[str]:
    before = {one.modality: one for one in wide.obligations}
    after = {one.modality: one for one in narrow.obligations}
    yield from (f"{m} appears" for m in after if m not in before)
    for modality, one in before.items():
        if modality not in after:
            # A weaker modality holds by a stronger one, and is listed only where some rule for it is possible.
            if one.certainty is Certainty.HOLDS and not any(
                holds_at_least(o, modality) for o in after.values()
            ):
                yield f"{modality} goes away"
            continue
        yield from (f"{modality}: {text}" for text in _obligation(one, after[modality]))
    for name in ("ban", "advised_against", "decide_whether", "conflict"):
        yield from (f"{name}: {text}" for text in _kept(getattr(wide, name), getattr(narrow, name)))
    if wide.decide_whether and narrow.decide_whether:
        yield from (
            f"decide whether: {text}" for text in _obligation(wide.decide_whether, narrow.decide_whether)
        )
    if not rank(ruleset, narrow.decided_by) >= rank(ruleset, wide.decided_by):
        yield f"role {wide.decided_by} -> {narrow.decided_by}"
    firsts = {one.names: one for one in wide.blocked_by}
    for one in narrow.blocked_by:
        if one.names not in firsts:
            yield f"blocked by {one.names} appears"
    later = {one.names: one for one in narrow.blocked_by}
    for first, one in firsts.items():
        yield from (f"blocked by {first}: {text}" for text in _stays(one, later.get(first)))
    if wide.done is not Truth.UNKNOWN and narrow.done is not wide.done:
        yield f"done {wide.done} -> {narrow.done}"


def holds_at_least(one, modality: Modality) -> bool:
    return one.modality.rank >= modality.rank and one.certainty is Certainty.HOLDS


def _kept(wide, narrow) -> Iterator[str]:
    if narrow is not None and wide is None:
        yield "appears"
    yield from _stays(wide, narrow)


def _stays(wide, narrow) -> Iterator[str]:
    def certain(one):
        return one is not None and (one if isinstance(one, Certainty) else one.certainty) is Certainty.HOLDS

    if certain(wide) and not certain(narrow):
        yield "no longer holds"


def _obligation(wide, narrow) -> Iterator[str]:
    if wide.certainty is Certainty.HOLDS and narrow.certainty is not Certainty.HOLDS:
        yield "no longer holds"
    if not set(narrow.states) <= set(wide.states):
        yield f"states {narrow.states} not in {wide.states}"
    if wide.certainty is Certainty.HOLDS:
        if not set(wide.bearers) <= set(narrow.bearers) and narrow.certainty is Certainty.HOLDS:
            pass  # bearers of possible rules are listed too
        latest, due = _latest(wide.deadline), _latest(narrow.deadline)
        if latest is not None and (due is None or due > latest):
            yield f"deadline {latest} is relaxed to {due}"
    earliest, due = _earliest(wide.deadline), _earliest(narrow.deadline)
    if due is not None and not _durations(wide.deadline) and (earliest is None or due < earliest):
        yield f"deadline {due} lies before {earliest}"


def _latest(deadline: DeadlineOutcome | None):
    return deadline.no_later_than if deadline else None


def _durations(deadline: DeadlineOutcome | None) -> bool:
    return bool(deadline and deadline.durations)


def _earliest(deadline: DeadlineOutcome | None):
    known = [one for one in (deadline.no_later_than, deadline.perhaps) if one] if deadline else []
    return min(known, default=None)


def rank(ruleset, role) -> int:
    """Where a role stands among those that may decide; 0 for one that stands in no order."""
    return -1 if role is None else ruleset.roles[role].rank or 0


def _others(wide, narrow) -> Iterator[str]:
    left = points_left_out(wide.ruleset)
    before = {one.point: one for one in wide.attention if one.point not in left}
    after = {one.point: one for one in narrow.attention if one.point not in left}
    yield from (f"attention {point} appears" for point in after if point not in before)
    for point, one in before.items():
        yield from (f"attention {point}: {text}" for text in _stays(one, after.get(point)))
    broken_before, broken_after = dict(wide.broken_integrity), dict(narrow.broken_integrity)
    for index, truth in broken_after.items():
        if index not in broken_before:
            yield f"integrity {index} appears as {truth}"
    for index, truth in broken_before.items():
        if truth is Truth.FALSE and broken_after.get(index) is not Truth.FALSE:
            yield f"integrity {index} no longer broken"
    orders = {(one.first, one.then, one.involving): one for one in wide.orders}
    for one in narrow.orders:
        if (one.first, one.then, one.involving) not in orders:
            yield f"order {one.first} appears"


# --- agreement with the reference model -------------------------------------------------------------------


def disagreement(decision: Decision, model: Model) -> list[str]:
    """Where a decision about a complete case does not say what the reference model says."""
    return [
        *_level_disagreement(decision, model),
        *_action_disagreement(decision, model),
        *_rest(decision, model),
    ]


def _level_disagreement(decision, model) -> Iterator[str]:
    for name, level in decision.levels.items():
        if model.rules.levels[name].per_record is None and level.possible != (model.level_name(name),):
            yield f"level {name}: {level.possible}, model {model.level_name(name)}"
    for name, each in decision.levels_each.items():
        for level in each:
            if level.possible != (model.level_name(name, level.record),):
                yield f"level {name}[{level.record}]: {level.possible}, model {model.level_name(name, level.record)}"


def _action_disagreement(decision, model) -> Iterator[str]:
    said = outcomes(decision)
    keys = set(model.keys())
    yield from (f"{key}: said of a record that is not seen" for key in said if key not in keys)
    for key in keys:
        if key[0] in left_out(decision.ruleset):
            continue
        yield from (f"{key}: {text}" for text in _one_action(said.get(key), model, key))


def _one_action(one: ActionOutcome | None, model: Model, key) -> Iterator[str]:
    standing = model.standing(*key)
    said = {o.modality: o for o in one.obligations} if one else {}
    if set(said) != standing:
        yield f"modalities {sorted(said)}, model {sorted(standing)}"
        return
    for modality, obligation in said.items():
        yield from (f"{modality}: {text}" for text in _one_duty(obligation, model.duty(*key, modality)))
    if (one is not None and one.ban is not None) != model.banned(*key):
        yield f"banned: model {model.banned(*key)}"
    if (
        one is not None
        and one.ban is not None
        and set(one.ban.instead) != {n for n, _ in model.instead(*key)}
    ):
        yield f"instead {one.ban.instead}, model {model.instead(*key)}"
    if (one is not None and one.advised_against is not None) != model.advised_against(*key):
        yield f"advised against: model {model.advised_against(*key)}"
    if (one is not None and one.conflict is not None) != model.conflict(*key):
        yield f"conflict: model {model.conflict(*key)}"
    if (one is not None and one.decide_whether is not None) != model.decide_whether(*key):
        yield f"decide whether: model {model.decide_whether(*key)}"
    blocked = {" eller ".join(b.names) for b in one.blocked_by} if one else set()
    if one is not None and blocked != model.blocked(*key):
        yield f"blocked by {blocked}, model {model.blocked(*key)}"
    if one is not None and one.decided_by != model.decided_by(*key):
        yield f"decided by {one.decided_by}, model {model.decided_by(*key)}"


def _one_duty(one, duty) -> Iterator[str]:
    if one.certainty is not Certainty.HOLDS:
        yield f"certainty {one.certainty}"
    if _latest(one.deadline) != duty.due:
        yield f"due {_latest(one.deadline)}, model {duty.due}"
    # What an order hands on does not tell a start that does not apply from one that is open: the states are then wider.
    wider = duty.handed_on and _durations(one.deadline) and set(one.states) > duty.states
    if set(one.states) != duty.states and not wider:
        yield f"states {one.states}, model {sorted(duty.states)}"
    if set(one.bearers) != duty.bearers:
        yield f"bearers {one.bearers}, model {sorted(duty.bearers)}"
    if set(one.frequencies) != duty.frequencies:
        yield f"frequencies {one.frequencies}"
    periods = {(p.frequency, p.begins, p.ends, p.least, p.most) for p in one.periods}
    if periods != duty.periods:
        yield f"periods {periods}, model {duty.periods}"
    if set(one.departed_by) != duty.departed_by:
        yield f"departed by {one.departed_by}, model {sorted(duty.departed_by)}"


def _rest(decision, model) -> Iterator[str]:
    left = points_left_out(decision.ruleset)
    points = {one.point for one in decision.attention}
    if points - left != model.attention() - left:
        yield f"attention {points}, model {model.attention()}"
    broken = {index for index, truth in decision.broken_integrity if truth is Truth.FALSE}
    if broken != model.broken():
        yield f"integrity {broken}, model {model.broken()}"


def not_admitted(decision: Decision, model: Model) -> list[str]:
    """What the model says of one completion and a decision about the open case rules out."""
    made = []
    for name, level in decision.levels.items():
        if model.rules.levels[name].per_record is None and model.level_name(name) not in level.possible:
            made.append(f"level {name}: {model.level_name(name)} not in {level.possible}")
    said = outcomes(decision)
    for key in tuple(model.keys()):
        if key[0] in left_out(decision.ruleset) or not _held(decision, key):
            continue
        standing = model.standing(*key)
        listed = {o.modality: o for o in said[key].obligations} if key in said else {}
        made += [f"{key}: {m} not possible" for m in standing if m not in listed]
        made += [
            f"{key}: {m} does not hold"
            for m, o in listed.items()
            if o.certainty is Certainty.HOLDS and not any(s.rank >= m.rank for s in standing)
        ]
        for modality in standing & set(listed):
            states = model.duty(*key, modality).states
            if not states <= set(listed[modality].states):
                made.append(f"{key}: {modality} states {sorted(states)} not in {listed[modality].states}")
        ban = said[key].ban if key in said else None
        if model.banned(*key) and ban is None:
            made.append(f"{key}: ban not possible")
        if not model.banned(*key) and ban is not None and ban.certainty is Certainty.HOLDS:
            made.append(f"{key}: ban does not hold")
    return made


def place(ruleset, level, step) -> int:
    """The rank of a step of a level; not assessed lies below all."""
    return (NOT_ASSESSED, *ruleset.scales[ruleset.levels[level].scale].names).index(step)


# --- at least as strict -----------------------------------------------------------------------------------


def relaxed(looser: Decision, tighter: Decision) -> list[str]:
    """What an added rule has bettered, dropped, relaxed or lowered; soft outcomes left out."""
    made = [
        f"level {name}: {end} is better"
        for name, level in looser.levels.items()
        for end in ("least", "worst")
        if place(looser.ruleset, name, getattr(tighter.levels[name], end))
        < place(looser.ruleset, name, getattr(level, end))
    ]
    before, after = outcomes(looser), outcomes(tighter)
    for key, one in before.items():
        if key[0] in soft_actions(looser.ruleset):
            continue
        made += [f"{key}: {text}" for text in _relaxed_action(looser.ruleset, one, after.get(key))]
    return made


def _relaxed_action(ruleset, one, other) -> Iterator[str]:
    now = {o.modality: o for o in other.obligations} if other else {}
    for obligation in one.obligations:
        if obligation.modality in REQUIRED:
            stronger = [o for m, o in now.items() if m.rank >= obligation.modality.rank]
            yield from (f"{obligation.modality}: {text}" for text in _relaxed_duty(obligation, stronger))
    if one.ban and (
        not other or not other.ban or STRENGTH[other.ban.certainty] < STRENGTH[one.ban.certainty]
    ):
        yield f"ban {one.ban.certainty} is dropped or weakened"
    if rank(ruleset, one.decided_by) > rank(ruleset, other.decided_by if other else None):
        yield "role is lowered"
    firsts = {b.names: b for b in other.blocked_by} if other else {}
    for blocked in one.blocked_by:
        later = firsts.get(blocked.names)
        if later is None or STRENGTH[later.certainty] < STRENGTH[blocked.certainty]:
            yield f"no longer blocked by {blocked.names}"


def _relaxed_duty(one, stronger) -> Iterator[str]:
    if max((STRENGTH[o.certainty] for o in stronger), default=-1) < STRENGTH[one.certainty]:
        yield f"{one.certainty} is dropped or weakened"
        return
    dues = [d for o in stronger if (d := _earliest(o.deadline)) is not None]
    due = _earliest(one.deadline)
    if due is not None and (not dues or min(dues) > due):
        yield f"deadline {due} is relaxed to {dues}"
    latest = _latest(one.deadline)
    held = [o for o in stronger if o.certainty is Certainty.HOLDS and o.modality is one.modality]
    if (
        one.certainty is Certainty.HOLDS
        and latest
        and held
        and (_latest(held[0].deadline) or latest) > latest
    ):
        yield f"deadline {latest} is relaxed to {_latest(held[0].deadline)}"


# --- the same ---------------------------------------------------------------------------------------------


def summary(decision: Decision, renumbered=None):
    """All that a decision says, without the case, places and hashes; records renumbered, ties by name."""
    numbers = renumbered or {}
    skipped = {"ruleset", "case", "fingerprint", "refinement_cap"}
    return {
        one.name: _plain(getattr(decision, one.name), numbers)
        for one in fields(type(decision))
        if one.name not in skipped
    }


def _plain(part, numbers):
    if isinstance(part, str) and not isinstance(part, Modality | Certainty):
        return re.sub(
            r"^underretning\[(\d+)\]",
            lambda found: f"underretning[{numbers.get(int(found[1]), int(found[1]))}]",
            part,
        )
    if isinstance(part, tuple):
        return _tuple(part, numbers)
    if isinstance(part, dict) or hasattr(part, "items"):
        return {key: _plain(value, numbers) for key, value in part.items()}
    if has(type(part)):
        made = {one.name: _plain(getattr(part, one.name), numbers) for one in fields(type(part))}
        if isinstance(made.get("record"), int):
            made["record"] = numbers.get(part.record, part.record)
        if "records" in made:
            made["records"] = tuple(sorted(numbers.get(n, n) for n in part.records))
        return made
    return part


def _tuple(part, numbers):
    if len(part) in {2, 3} and isinstance(part[0], str) and isinstance(part[1], int | None):
        return (part[0], numbers.get(part[1], part[1]), *part[2:])
    return sorted((_plain(one, numbers) for one in part), key=repr)
