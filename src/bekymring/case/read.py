"""A case as data becomes a `Case` that a rule set can read. Docs: language reference, *Facts*.

Takes a mapping from names to answers, and a rule set; gives the case, or every mistake of it at once.
Afterwards true: each answer has the type its question declares, nothing was converted, nothing was guessed, what may
not be collected is not there; a finding names a path (`$.underretning[2].modtagelse`, records counted from 1) and
never a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from attrs import field

from bekymring.case import mistakes
from bekymring.case.answers import Answer, Case, Departure, RecordAnswers
from bekymring.case.forms import ASSESSMENT_PARTS, FORMS, PROVENANCE_PARTS, THROUGH, Question, read_answer
from bekymring.case.plain import Handed, Members, plain
from bekymring.case.records import (
    COMPLETE,
    DEPARTURE_PARTS,
    DEPARTURES,
    RECORDS,
    near,
    not_collected,
    read_departures,
    read_records,
)
from bekymring.diagnostics import Checked, Diagnostic, in_order
from bekymring.frozen import frozen
from bekymring.model.ruleset import InputKind
from bekymring.model.types import Choice, SetOf

if TYPE_CHECKING:
    from bekymring.model.ruleset import Input, Ruleset
    from bekymring.model.types import Type

MOST_SHOWN: Final = 100
"""How many mistakes of one case are shown."""
_MOST_SUGGESTIONS: Final = 20


def read_case(data: Mapping[str, object], ruleset: Ruleset) -> Checked[Case]:
    """Reads a case; the value is None where anything is wrong, and then every mistake stands beside it."""
    handed = Handed(data)
    # WHY: should anything below fail, its traceback holds what shows no value, and not the caller's data.
    del data
    return read_handed(handed, ruleset)


def read_handed(handed: Handed, ruleset: Ruleset) -> Checked[Case]:
    """Reads a case from whatever was handed over."""
    made = plain(handed, declared=declared_names(ruleset))
    node = made.value
    if node is None:
        return Checked(None, made.diagnostics)
    if not isinstance(node, Members):
        return _closed(None, (Diagnostic(mistakes.NOT_AN_OBJECT, "$"), *made.diagnostics))
    facts, records, departures = _facts(node, ruleset), _records(node, ruleset), _departures(node, ruleset)
    found = (
        *made.diagnostics,
        *_unknown(node, ruleset),
        *facts.found,
        *records.found,
        *departures.diagnostics,
    )
    return _closed(Case(facts.held, records.held, departures.value or ()), found)


def _closed(case: Case | None, found: tuple[Diagnostic, ...]) -> Checked[Case]:
    """At most `MOST_SHOWN` mistakes, then how many more there are."""
    if not found:
        return Checked(case)
    shown = in_order(found)
    if len(shown) > MOST_SHOWN:
        more = Diagnostic(mistakes.MORE_MISTAKES, "$", {"count": str(len(shown) - MOST_SHOWN)})
        shown = (*shown[:MOST_SHOWN], more)
    return Checked(None, shown)


@frozen
class _Facts:
    held: Mapping[str, Answer] = field(repr=False)
    found: tuple[Diagnostic, ...]


@frozen
class _Lists:
    held: Mapping[str, RecordAnswers]
    found: tuple[Diagnostic, ...]


def _facts(node: Members, ruleset: Ruleset) -> _Facts:
    held: dict[str, Answer] = {}
    found: list[Diagnostic] = []
    for name in sorted(node.items.keys() & ruleset.inputs.keys()):
        asked, at = ruleset.inputs[name], node.paths[name]
        refusal = _refused(asked, at)
        if refusal is not None:
            found.append(refusal)
            continue
        read = read_answer(node.items[name], Question.of(asked), at, ruleset)
        found.extend(read.diagnostics)
        if read.value is not None:
            held[name] = read.value
    return _Facts(held, tuple(found))


def _refused(asked: Input, at: str) -> Diagnostic | None:
    """Why a declared input may not stand in a case."""
    if not asked.collected:
        return not_collected(asked, at)
    if asked.kind is InputKind.PARAMETER and asked.setting is not None:
        return Diagnostic(mistakes.PARAMETER_FIXED, at)
    return None


def _records(node: Members, ruleset: Ruleset) -> _Lists:
    names = sorted(node.items.keys() & ruleset.lists.keys())
    read = {
        name: read_records(node.items[name], ruleset.lists[name], node.paths[name], ruleset) for name in names
    }
    return _Lists(
        {name: one.value for name, one in read.items() if one.value is not None},
        tuple(found for one in read.values() for found in one.diagnostics),
    )


def _departures(node: Members, ruleset: Ruleset) -> Checked[tuple[Departure, ...]]:
    given = node.items.get(DEPARTURES)
    if given is None:
        return Checked(())
    lists = {name: node.items[name] for name in node.items.keys() & ruleset.lists.keys()}
    return read_departures(given, lists, ruleset, at=node.paths[DEPARTURES])


def _unknown(node: Members, ruleset: Ruleset) -> Iterator[Diagnostic]:
    strangers = sorted(node.items.keys() - ruleset.inputs.keys() - ruleset.lists.keys() - {DEPARTURES})
    own = _answerable(ruleset)
    plurals = {one.plural: one.name for one in ruleset.lists.values()}
    for number, name in enumerate(strangers):
        at = node.paths[name]
        if _is_derived(name, ruleset):
            yield Diagnostic(mistakes.DERIVED, at, {"name": name})
            continue
        # WHY: a hostile case has thousands of unknown names, and a search a name would make it slow.
        meant = plurals.get(name) or (near(name, own) if number < _MOST_SUGGESTIONS else None)
        if meant is None:
            yield Diagnostic(mistakes.UNKNOWN_FACT, at)
        else:
            yield Diagnostic(mistakes.MISTYPED_FACT, at, {"suggestion": meant})


def _answerable(ruleset: Ruleset) -> tuple[str, ...]:
    """Every name that a case may answer by."""
    inputs = (one.name for one in ruleset.inputs.values() if _refused(one, "") is None)
    return (*inputs, *ruleset.lists, DEPARTURES)


def _is_derived(name: str, ruleset: Ruleset) -> bool:
    return any(name in names for names in _derived(ruleset))


def _derived(ruleset: Ruleset) -> tuple[Collection[str], ...]:
    return (ruleset.definitions, ruleset.indicators, ruleset.levels, ruleset.actions, ruleset.measures)


def names_told_apart(ruleset: Ruleset) -> frozenset[str]:
    """Every name at the top of a case that a rule set has something to say about, were it only that it may not stand there."""
    plurals = (one.plural for one in ruleset.lists.values())
    return frozenset((*ruleset.inputs, *ruleset.lists, DEPARTURES, *plurals)).union(*_derived(ruleset))


def declared_names(ruleset: Ruleset) -> frozenset[str]:
    """Every name that may stand in a case, so that a path may show it."""
    lists = ruleset.lists.values()
    types = (
        *(one.type_ for one in ruleset.inputs.values()),
        *(one.type_ for list_ in lists for one in list_.fields.values()),
    )
    return frozenset((
        *ruleset.inputs,
        *ruleset.lists,
        *(name for list_ in lists for name in list_.fields),
        *(name for type_ in types for name in _alternatives(type_)),
        *FORMS, *PROVENANCE_PARTS, THROUGH, *ASSESSMENT_PARTS, *DEPARTURE_PARTS, RECORDS, COMPLETE, DEPARTURES,
    ))  # fmt: skip


def _alternatives(type_: Type) -> tuple[str, ...]:
    return type_.names if isinstance(type_, Choice | SetOf) else ()
