"""A deadline that falls earlier although it is counted from later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bekymring.calendar_dk import format_date
from bekymring.checks.check import Context
from bekymring.checks.deadlines import Written, base_name, deadlines_of, own_deadlines, written
from bekymring.checks.proof import FoundBy, ProofCheck, Told
from bekymring.diagnostics import Code, Severity, Words
from bekymring.frozen import frozen
from bekymring.model.ruleset import Rule, Ruleset
from bekymring.prove.dates import FIRST_START, LAST_START, Counting, Dates
from bekymring.prove.prover import NotDecided, Proved, Reason, Refuted
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK412",
    "deadline-goes-back",
    Severity.WARNING,
    Words(
        "Fristen i reglen »{name}« går tilbage: regnet fra {start} er den {end}, men regnet fra {later_start} allerede {later_end}.",
        "Den, der begynder senere, får kortere tid. Giv den nye udgave en overgang, eller skriv grunden her, hvis det er meningen.",
    ),
    Words(
        'The deadline in the rule "{name}" goes back: counted from {start_en} it is {end_en}, but counted from {later_start_en} already {later_end_en}.',
        "Who begins later gets less time. Give the new version a transition, or write the reason here if it is meant.",
    ),
)


@frozen
class _Version:
    """One way of counting, and the starts that it is for."""

    first: date
    last: date
    counting: Counting


def asks(context: Context) -> Iterator[Question]:
    """One question each distinct deadline; of a rule in several versions one, about all of them."""
    versions: dict[str, int] = {}
    for key in context.ruleset.rules:
        versions[base_name(key)] = versions.get(base_name(key), 0) + 1
    asked = set[tuple[str, int, int]]()
    for one in own_deadlines(context):
        name = base_name(one.key)
        if versions[name] == 1 and one.term.unit is not None:
            yield Question(Kind.DEADLINE_ORDER, one.about, at=one.at)
    for key, rule in context.ruleset.rules.items():
        for one in deadlines_of(rule, key):
            name, place = base_name(key), (base_name(key), *one.place)
            if versions[name] > 1 and context.is_own(rule) and place not in asked:
                asked.add(place)
                yield Question(Kind.DEADLINE_ORDER, one.about, at=one.at)


def told(context: Context, question: Question) -> Told:
    """Counts from every day."""
    rules = context.ruleset
    one = written(rules, question)
    found: list[_Version] = []
    for key, rule in _versions(rules, one):
        each = next((held for held in deadlines_of(rule, key) if held.place == one.place), None)
        if each is None or each.term.anchor != one.term.anchor:
            continue
        countings = context.dates.countings(each.term, each.deadline.kind)
        if countings is None:
            return Told(NotDecided(_many(each)))
        found += [_Version(*_starts(rule), counting) for counting in countings]
    return _backwards(context.dates, found, alone=len(_versions(rules, one)) == 1)


def _versions(rules: Ruleset, one: Written) -> list[tuple[str, Rule]]:
    same = [(key, rule) for key, rule in rules.rules.items() if base_name(key) == base_name(one.key)]
    # Only where its period is judged by what the deadline is counted from do versions follow each other by start.
    by_start = [(key, rule) for key, rule in same if rule.measured_on == one.term.anchor]
    return by_start if len(by_start) > 1 else [(one.key, rules.rules[one.key])]


def _starts(rule: Rule) -> tuple[date, date]:
    return max(FIRST_START, rule.period.start or FIRST_START), min(LAST_START, rule.period.end or LAST_START)


def _many(one: Written) -> Reason:
    at = getattr(one.term.amount, "span", one.at)
    return Reason(
        "længden af fristen er ikke et tal med få muligheder",
        "the length of the deadline is not a number with few possibilities",
        at,
    )


def _backwards(dates: Dates, found: list[_Version], *, alone: bool) -> Told:
    for one in found:
        start = dates.goes_back(one.counting)
        if start is not None:
            before = _Version(one.first, start - timedelta(days=1), one.counting)
            return _told(dates, before, _Version(start, one.last, one.counting))
    pairs = [] if alone else [(a, b) for a in found for b in found if a.last < b.first]
    for before, after in sorted(pairs, key=lambda pair: (pair[0].last, pair[1].first)):
        if _end(dates, before.counting, before.last) > _end(dates, after.counting, after.first):
            return _told(dates, before, after)
    return Told(Proved())


def _end(dates: Dates, counting: Counting, start: date) -> date:
    return date.fromordinal(dates.ends(counting)[(start - FIRST_START).days])


def _told(dates: Dates, before: _Version, after: _Version) -> Told:
    days = {
        "start": before.last,
        "end": _end(dates, before.counting, before.last),
        "later_start": after.first,
        "later_end": _end(dates, after.counting, after.first),
    }
    danish = {name: format_date(day) for name, day in days.items()}
    english = {f"{name}_en": format_date(day, lang="en") for name, day in days.items()}
    return Told(Refuted(None), {**danish, **english})


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The rule."""
    del context
    return {"name": base_name(question.about[0])}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The rule."""
    name = args(context, question)["name"]
    return (
        f"Om fristen i reglen »{name}« aldrig går tilbage",
        f'Whether the deadline in the rule "{name}" never goes back',
    )


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, told=told)
