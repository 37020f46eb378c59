"""What every section of a decision text needs: the decision, a language, a reader, and the labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field

from bekymring.calendar_dk import danish_date
from bekymring.decision import Certainty, Decision, Firing, Obligation, OrderOutcome, RuleOutcome
from bekymring.frozen import frozen
from bekymring.model.ruleset import Rule
from bekymring.report.clean import shown
from bekymring.report.facts import Facts
from bekymring.report.names import Names
from bekymring.report.plain import Line, joined, soft
from bekymring.report.say import OR, Both, listed, sentence
from bekymring.report.truths import Truths
from bekymring.report.words import Wording, any_of_phrases
from bekymring.values import Truth

RuleKeys = Iterable[tuple[str, int | None]]

_QUOTED = Both("»{what}«", "»{what}«")
_ANSWER_TO = Both("svaret på »{what}«", "the answer to »{what}«")
_EITHER = Both("enten {what}", "either {what}")
_CERTAIN_ENOUGH: Mapping[Certainty, frozenset[Firing]] = {
    Certainty.HOLDS: frozenset({Firing.FIRED}),
    Certainty.HOLDS_UNLESS: frozenset({Firing.FIRED, Firing.FIRED_UNLESS}),
}
_CHILD_UNITS = frozenset({"", "barn", "child"})
"""What a case is about unless its rule set says otherwise, in the words of both languages."""
NOTHING_SAID = Both("ingen oplyst", "none stated")


class Audience(StrEnum):
    """Who reads: the professional at work, the record, or the family."""

    WORKING_VIEW = "working_view"
    RECORD = "record"
    FAMILY = "family"


def _outcomes(view: View) -> Mapping[tuple[str, int | None], RuleOutcome]:
    return {(one.rule, one.record): one for one in view.decision.rules}


@frozen
class View:
    """One decision for one reader in one language."""

    decision: Decision
    lang: str
    audience: Audience = Audience.WORKING_VIEW
    names: Names = field(init=False)
    facts: Facts = field(init=False)
    outcomes: Mapping[tuple[str, int | None], RuleOutcome] = field(init=False, repr=False)

    truths: Truths = field(init=False, repr=False)

    @names.default
    def _names(self) -> Names:
        return Names(self.decision.ruleset, self.lang)

    @facts.default
    def _facts(self) -> Facts:
        return Facts(self.decision.case, self.names, danish_date(self.decision.moment))

    @truths.default
    def _truths(self) -> Truths:
        return Truths(self.decision)

    @outcomes.default
    def _rule_outcomes(self) -> Mapping[tuple[str, int | None], RuleOutcome]:
        return _outcomes(self)

    @property
    def is_working(self) -> bool:
        """Whether what depends on answers may be shown."""
        return self.audience is Audience.WORKING_VIEW

    @property
    def is_about_a_child(self) -> bool:
        """Whether the unit of case is a child: only then is anything said of concern and of how the child thrives."""
        return self.decision.ruleset.head.unit_of_case in _CHILD_UNITS

    def say(self, words: Both, **arguments: object) -> str:
        """Words in the reader's language."""
        return words.say(self.lang, **arguments)

    def rules(self, keys: RuleKeys) -> tuple[Rule, ...]:
        """The rules of keys, each once."""
        held = self.decision.ruleset.rules
        return tuple(held[key] for key in dict.fromkeys(key for key, _ in keys) if key in held)

    def wording(self, rule: Rule | None = None) -> Wording:
        """Phrases for the conditions of a rule."""
        return Wording(self.names, rule.per_record if rule is not None else None)

    def behind(self, obligation: Obligation) -> tuple[tuple[str, int | None], ...]:
        """The rules as certain as what they conclude, or all where only all of them together make it certain."""
        enough = _CERTAIN_ENOUGH.get(obligation.certainty)
        if enough is None:
            return obligation.rules
        # A reason of a rule that only may hold would say something about the family that nobody has found.
        certain = (
            key
            for key in obligation.rules
            if (one := self.outcomes.get(key)) is not None and one.firing in enough
        )
        return tuple(certain) or obligation.rules

    def reasons(self, keys: RuleKeys) -> str:
        """The reasons of rules, as sentences, each once."""
        said = dict.fromkeys(sentence(shown(rule.reason)) for rule in self.rules(keys) if rule.reason)
        return " ".join(said)

    def exceptions(self, keys: RuleKeys) -> str:
        """The exceptions of rules as one phrase: `a eller b`; of several rules each is said once."""
        said: dict[str, None] = {}
        for rule in self.rules(keys):
            phrase = any_of_phrases(
                (*rule.unless, *(one.unless for one in rule.exceptions)), self.wording(rule)
            )
            if phrase:
                said[phrase] = None
        return "; ".join(said)

    def open_paths(self, keys: RuleKeys) -> tuple[str, ...]:
        """The open answers that rules turn on."""
        return tuple(
            dict.fromkeys(
                path for key in keys if (one := self.outcomes.get(key)) is not None for path in one.open_facts
            )
        )

    def list_of(self, name: str) -> str | None:
        """The list that an action, a level or a rule is kept for each record of."""
        ruleset = self.decision.ruleset
        for held in (ruleset.actions, ruleset.levels, ruleset.rules):
            if name in held:
                return held[name].per_record
        return ruleset.assessed_each(name)

    def record(self, name: str, record: int | None) -> str:
        """`underretning 2 (modtagelse …)` for an outcome of a record; empty for none."""
        list_name = self.list_of(name)
        return self.facts.record(list_name, record) if list_name is not None and record is not None else ""

    def with_record(self, line: Line, name: str, record: int | None) -> Line:
        """A line with the record that it is about."""
        said = self.record(name, record)
        return joined(line, soft(f" – {said}")) if said else line

    def waiting_orders(self) -> tuple[OrderOutcome, ...]:
        """Orders that hold or may hold while what must come first is not certainly done."""
        return tuple(one for one in self.decision.orders if one.done is not Truth.TRUE)

    def first(self, name: str) -> str:
        """What comes first: an action by its infinitive, an assessment by the answer to its question."""
        said = self.names.action(name)
        return self.say(_ANSWER_TO if self.is_assessment(name) else _QUOTED, what=said)

    def firsts(self, names: tuple[str, ...]) -> str:
        """What comes first; of several, one is enough: `enten »plan« eller »ungeplan«`."""
        said = listed([self.first(one) for one in names], self.lang, last=OR)
        return said if len(names) == 1 else self.say(_EITHER, what=said)

    def is_assessment(self, name: str) -> bool:
        """Whether a name is a professional assessment."""
        return self.names.assessment(name) is not None


def secrecy(view: View) -> tuple[tuple[tuple[str, ...], tuple[str, ...], Certainty], ...]:
    """What keeps the text from whom: what must come first (of several one is enough; none: a ban), the parties, and how certain it is.

    WHY: an order or a ban that only may hold counts as well; reading the text can endanger a child.
    """
    found = [(one.names, one.involving, one.certainty) for one in view.waiting_orders() if one.involving]
    actions = view.decision.ruleset.actions
    for group in view.decision.actions.values():
        for one in group.each:
            involved = actions[one.action].involves if one.action in actions else ()
            if one.ban is not None and not one.ban.until_established and involved:
                found.append(((), involved, one.ban.certainty))
    return tuple(dict.fromkeys(found))
