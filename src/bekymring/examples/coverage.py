"""What the examples exercise: every rule, exception, *speaks against*, table row and step, in both directions.

Takes a rule set and the decisions about its examples.
Gives an item for each part of the rule set's own layer, with the examples that show it either way.
Afterwards true: only what is certain counts. A rule that perhaps fires is not exercised, and an exception is exercised
only by a case in which its rule's own condition is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from attrs import evolve

from bekymring.calendar_dk import danish_date
from bekymring.decision import Decision, Firing, RuleOutcome
from bekymring.evaluate.compiled import Program, program_of
from bekymring.examples.judge import judge
from bekymring.frozen import frozen
from bekymring.model.ruleset import Expr, Origin, PointTo, Rule, Ruleset
from bekymring.source import Span
from bekymring.values import Truth


class Part(StrEnum):
    """What can be exercised."""

    RULE = "rule"
    ROW = "row"
    EXCEPTION = "exception"
    AGAINST = "against"
    STEP = "step"


@frozen
class Item:
    """One part of a rule set, with the labels of the examples that show it either way."""

    part: Part
    name: str
    """The rule, the table or the level."""
    which: str
    """The number of the exception, *speaks against* or row, from 1; the step; empty for a rule."""
    at: Span
    shown: tuple[str, ...]
    """Where the rule fires, the exception is met, what speaks against holds, the row applies, the step is pointed to."""
    shown_not: tuple[str, ...]
    """Where certainly not."""
    one_way: bool = False
    """Whether there is no other way: a rule without condition and exception always fires."""

    @property
    def is_exercised(self) -> bool:
        """Whether the examples show it both ways."""
        return bool(self.shown) and (self.one_way or bool(self.shown_not))


@frozen
class Coverage:
    """The items of a rule set's own layer, in the order of the text."""

    items: tuple[Item, ...]
    examples: int
    """How many examples were run."""

    @property
    def lacking(self) -> tuple[Item, ...]:
        """What no example shows, or none shows the other way."""
        return tuple(one for one in self.items if not one.is_exercised)


@frozen
class Observed:
    """The decision about one example."""

    label: str
    decision: Decision


def cover(ruleset: Ruleset, seen: Sequence[Observed]) -> Coverage:
    """Measures what the examples exercise. Docs: language reference, *Examples*."""
    probes = _probes(ruleset)
    probing = program_of(_with_probes(ruleset, probes))
    probed = [Observed(one.label, _again(probing, one.decision)) for one in seen] if probes else []
    items = (
        *_rules(ruleset, seen),
        *_against(ruleset, seen),
        *(_probe_item(probe, probed) for probe in probes),
        *_steps(ruleset, seen),
    )
    return Coverage(tuple(sorted(items, key=_place)), len(seen))


def _place(item: Item) -> tuple[str, int, str, str]:
    return (item.at.file, item.at.start, item.part.value, f"{item.name} {item.which:>6}")


def _own_rules(ruleset: Ruleset) -> Iterator[tuple[str, Rule]]:
    for key, rule in ruleset.rules.items():
        if rule.origin.layer == ruleset.name:
            yield key, rule


def _labels(seen: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label, holds in seen if holds))


# --- rules and what speaks against them ---------------------------------------------------------------------

_NOT_FIRED = {Firing.NOT_MET, Firing.EXCEPTED, Firing.OUTSIDE_PERIOD}


def _outcomes(key: str, seen: Sequence[Observed]) -> list[tuple[str, RuleOutcome]]:
    return [(one.label, held) for one in seen for held in one.decision.rules if held.rule == key]


def _rules(ruleset: Ruleset, seen: Sequence[Observed]) -> Iterator[Item]:
    for key, rule in _own_rules(ruleset):
        outcomes = _outcomes(key, seen)
        always = rule.when is None and not rule.unless and not rule.exceptions
        yield Item(
            Part.RULE if rule.table is None else Part.ROW,
            key if rule.table is None else rule.table,
            "" if rule.table is None else _row_number(ruleset, key, rule.table),
            rule.origin.span,
            _labels((label, held.firing is Firing.FIRED) for label, held in outcomes),
            _labels((label, held.firing in _NOT_FIRED) for label, held in outcomes),
            one_way=always,
        )


def _row_number(ruleset: Ruleset, key: str, table: str) -> str:
    rows = ruleset.tables[table].rows if table in ruleset.tables else ()
    return next((str(number) for number, row in enumerate(rows, 1) if row.rule == key), key)


def _against(ruleset: Ruleset, seen: Sequence[Observed]) -> Iterator[Item]:
    for key, rule in _own_rules(ruleset):
        fired = [(label, held) for label, held in _outcomes(key, seen) if held.firing is Firing.FIRED]
        for place, condition in enumerate(rule.against):
            truths = [(label, held.against[place]) for label, held in fired if place < len(held.against)]
            yield Item(
                Part.AGAINST,
                key,
                str(place + 1),
                _span(condition, rule.origin),
                _labels((label, truth is Truth.TRUE) for label, truth in truths),
                _labels((label, truth is Truth.FALSE) for label, truth in truths),
            )


def _span(condition: Expr, origin: Origin) -> Span:
    return condition.span if condition.span != Span.nowhere() else origin.span


# --- exceptions and rows without a demand -------------------------------------------------------------------


@frozen
class _Probe:
    """A condition of the rule set whose truth no decision shows by itself; it is read as a rule that concludes nothing."""

    key: str
    part: Part
    name: str
    which: str
    at: Span
    when: Expr
    per_record: str | None
    under: str | None
    """The rule whose own condition must be met for the probe to count."""
    origin: Origin


def _probes(ruleset: Ruleset) -> tuple[_Probe, ...]:
    return (*_exception_probes(ruleset), *_row_probes(ruleset))


def _exception_probes(ruleset: Ruleset) -> Iterator[_Probe]:
    for key, rule in ruleset.rules.items():
        own = rule.origin.layer == ruleset.name
        conditions = [(one, rule.origin, _span(one, rule.origin)) for one in rule.unless if own]
        conditions += [
            (one.unless, one.origin, one.origin.span)
            for one in rule.exceptions
            if one.origin.layer == ruleset.name
        ]
        for number, (condition, origin, at) in enumerate(conditions, 1):
            # INVARIANT: no name holds a blank, so no rule has such a key.
            probe = f"{key} {Part.EXCEPTION} {number}"
            yield _Probe(probe, Part.EXCEPTION, key, str(number), at, condition, rule.per_record, key, origin)


def _row_probes(ruleset: Ruleset) -> Iterator[_Probe]:
    for table in ruleset.tables.values():
        if table.origin.layer != ruleset.name:
            continue
        per_record = next(
            (
                ruleset.rules[row.rule].per_record
                for row in table.rows
                if row.rule and row.rule in ruleset.rules
            ),
            None,
        )
        for number, row in enumerate(table.rows, 1):
            if row.rule is None:
                probe = f"{table.name} {Part.ROW} {number}"
                at = row.origin.span
                yield _Probe(
                    probe, Part.ROW, table.name, str(number), at, row.when, per_record, None, row.origin
                )


def _with_probes(ruleset: Ruleset, probes: Sequence[_Probe]) -> Ruleset:
    added = {
        one.key: Rule(one.key, conclusions=(), origin=one.origin, per_record=one.per_record, when=one.when)
        for one in probes
    }
    rules = {**ruleset.rules, **added}
    # WHY: last, since a condition may read any outcome, and nothing reads a rule that concludes nothing.
    strata = (*ruleset.strata, tuple(sorted(added)))
    return evolve(ruleset, rules=dict(sorted(rules.items())), strata=strata)


def _again(program: Program, decision: Decision) -> Decision:
    moment = danish_date(decision.moment) if decision.whole_day else decision.moment
    # WHY: unrefined truth is faster and only ever less certain, so a probe may count too little and never too much.
    return judge(program, decision.case, moment, cap=1)


def _probe_item(probe: _Probe, probed: Sequence[Observed]) -> Item:
    truths = [(label, truth) for one in probed for label, truth in _truths(probe, one)]
    return Item(
        probe.part,
        probe.name,
        probe.which,
        probe.at,
        _labels((label, truth is Truth.TRUE) for label, truth in truths),
        _labels((label, truth is Truth.FALSE) for label, truth in truths),
    )


def _truths(probe: _Probe, one: Observed) -> Iterator[tuple[str, Truth]]:
    """The truth of a probe, for the records in which the rule it belongs to has its condition met."""
    met = {
        held.record
        for held in one.decision.rules
        if held.rule == probe.under and held.when is Truth.TRUE and held.firing is not Firing.OUTSIDE_PERIOD
    }
    for held in one.decision.rules:
        if held.rule == probe.key and (probe.under is None or held.record in met):
            yield one.label, held.when


# --- steps --------------------------------------------------------------------------------------------------


def _steps(ruleset: Ruleset, seen: Sequence[Observed]) -> Iterator[Item]:
    pointed: dict[tuple[str, str], Span] = {}
    for _, rule in _own_rules(ruleset):
        for conclusion in rule.conclusions:
            if isinstance(conclusion, PointTo):
                pointed.setdefault((conclusion.level, conclusion.step), rule.origin.span)
    for (level, step), at in pointed.items():
        possible = [(one.label, steps) for one in seen for steps in _possible(level, one.decision)]
        yield Item(
            Part.STEP,
            level,
            step,
            at,
            _labels((label, steps == (step,)) for label, steps in possible),
            _labels((label, step not in steps) for label, steps in possible),
        )


def _possible(level: str, decision: Decision) -> list[tuple[str, ...]]:
    if level in decision.levels:
        return [decision.levels[level].possible]
    return [one.possible for one in decision.levels_each.get(level, ())]


# --- shown --------------------------------------------------------------------------------------------------

_SUBJECTS: Mapping[str, Mapping[Part, str]] = {
    "da": {
        Part.RULE: "reglen {name}",
        Part.ROW: "tabellen {name}, række {which}",
        Part.EXCEPTION: "reglen {name}, undtagelse {which}",
        Part.AGAINST: "reglen {name}, »taler imod« nummer {which}",
        Part.STEP: "{name} peger på {which}",
    },
    "en": {
        Part.RULE: "the rule {name}",
        Part.ROW: "the table {name}, row {which}",
        Part.EXCEPTION: "the rule {name}, exception {which}",
        Part.AGAINST: "the rule {name}, »spoken against« number {which}",
        Part.STEP: "{name} points to {which}",
    },
}
_LACKS: Mapping[str, tuple[str, str, str]] = {
    "da": ("intet eksempel viser det", "intet eksempel, hvor det sker", "intet eksempel, hvor det ikke sker"),
    "en": ("no example shows it", "no example in which it happens", "no example in which it does not happen"),
}
_HEAD: Mapping[str, str] = {
    "da": "{done} af {all} dele af reglerne er vist begge veje (eksempler: {examples}).",
    "en": "{done} of {all} parts of the rules are shown both ways (examples: {examples}).",
}


def coverage_text(coverage: Coverage, lang: str = "da") -> str:
    """What the examples exercise, in words; one line for each part that lacks an example."""
    lang = lang if lang in _HEAD else "da"
    done = len(coverage.items) - len(coverage.lacking)
    head = _HEAD[lang].format(done=done, all=len(coverage.items), examples=coverage.examples)
    return "\n".join((head, *(f"  {_line(one, lang)}" for one in coverage.lacking))) + "\n"


def _line(item: Item, lang: str) -> str:
    both, happens, not_happens = _LACKS[lang]
    lack = both if not item.shown and not item.shown_not else not_happens if item.shown else happens
    if item.one_way:
        lack = both
    subject = _SUBJECTS[lang][item.part].format(name=item.name, which=item.which)
    return f"{item.at.file}:{item.at.line}: {subject}: {lack}"


def coverage_json(coverage: Coverage) -> Mapping[str, object]:
    """What the examples exercise, ready for JSON."""
    return {
        "examples": coverage.examples,
        "parts": len(coverage.items),
        "exercised": len(coverage.items) - len(coverage.lacking),
        "items": [
            {
                "part": one.part.value,
                "name": one.name,
                "which": one.which,
                "file": one.at.file,
                "line": one.at.line,
                "exercised": one.is_exercised,
                "one_way": one.one_way,
                "shown": list(one.shown),
                "shown_not": list(one.shown_not),
            }
            for one in coverage.items
        ],
    }
