"""One case of many: what was read, and what became of it.

Takes a rule set, a moment and what was read of a row; gives the row with its decision, or with everything that is wrong with it.
Afterwards true: nothing that is wrong with one row is raised, and no row knows of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, cast

from attrs import field, frozen

from bekymring.api.decisions import Decision, Ruleset, checked_moment
from bekymring.api.errors import CaseError, InternalError, without_values
from bekymring.batch.purpose import purpose_of
from bekymring.case import row_mistakes as codes
from bekymring.case.plain import Handed
from bekymring.case.read import read_handed
from bekymring.diagnostics import Diagnostic, in_order

LONGEST_ID: Final = 200
_HALF_SIGN: Final = re.compile("[\ud800-\udfff]")
Id = str | int | None


@frozen
class Read:
    """What was read of a row: a case as it was handed over, and what is wrong with the writing of it."""

    id: Id = field(default=None, repr=False)
    case: object = field(default=None, repr=False)
    found: tuple[Diagnostic, ...] = ()


@frozen
class Row:
    """One case of many with its decision, or with what is wrong with it. Docs: many cases."""

    number: int
    """Of a file its line, as an editor or a spreadsheet shows it; otherwise its number from 1."""
    id: Id = field(repr=False)
    """What the caller knows the case by."""
    decision: Decision | None
    mistakes: tuple[Diagnostic, ...] = ()
    """Everything that is wrong with the case, each with its path and without a value."""


def decided(rules: Ruleset, number: int, read: Read, on: date | datetime) -> Row:
    """What becomes of a row."""
    if read.found:
        return Row(number, read.id, None, in_order((*read.found, *_others(rules, read))))
    try:
        # WHY: whatever was handed over is read as a case is, and a thing that is none is said to be none.
        decision = rules.evaluate(cast("Mapping[str, object]", read.case), on=on)
        _ = decision.rules, decision.missing  # worked out here, so that a fault belongs to its row
    except CaseError as error:
        return Row(number, read.id, None, error.mistakes)
    except InternalError as fault:
        return Row(number, read.id, None, (Diagnostic(codes.NOT_EVALUATED, "$", {"kind": fault.kind}),))
    return Row(number, read.id, decision)


def _others(rules: Ruleset, read: Read) -> tuple[Diagnostic, ...]:
    """What is wrong with the answers of a row in which some cells could not be read."""
    if read.case is None:
        return ()
    handed = Handed(read.case)
    return without_values(lambda: read_handed(handed, rules.kernel)).diagnostics


def with_id(case: object, name: str, rules: Ruleset) -> Read:
    """A case handed over as a mapping, what the caller knows it by taken out of it.

    Where the rule set has a fact of that name, the name is the fact's.
    """
    if not isinstance(case, Mapping) or name in rules.kernel.inputs or name in rules.kernel.lists:
        return Read(None, case)
    known = case.get(name)
    rest = {key: value for key, value in case.items() if key != name}
    return Read(known, rest) if is_id(known) else Read(None, rest, (wrong_id(name),))


def is_id(known: object) -> bool:
    """Whether a case may be known by that."""
    if isinstance(known, str):
        return len(known) <= LONGEST_ID and _HALF_SIGN.search(known) is None
    return known is None or type(known) is int


def wrong_id(name: str) -> Diagnostic:
    """That a case cannot be known by what is given."""
    return Diagnostic(codes.ROW_ID, f"$.{name}", {"limit": str(LONGEST_ID)})


def decide_rows(
    rules: Ruleset,
    cases: Iterable[Mapping[str, object]],
    *,
    purpose: str,
    on: date | datetime,
    id_name: str = "id",
) -> Iterator[Row]:
    """The rows of many cases, one at a time and in their order: a bad case is a row of its own and stops nothing.

    `purpose` begins with a use that the head of the rule set allows, such as `ledelsestilsyn: stikprøve i marts`; a case is a dict in
    the form of the case files, and what stands in it under `id_name` is what its row is known by.
    Raises BatchError where the rule set may not be used so, MomentError for a moment that cannot be used.
    """
    purpose_of(purpose, rules.kernel)
    checked_moment(on, rules.kernel)
    return _rows(rules, cases, on, id_name)


def _rows(rules: Ruleset, cases: Iterable[object], on: date | datetime, id_name: str) -> Iterator[Row]:
    # WHY: wrapped one by one, so that a traceback with local variables shows none of them.
    for number, handed in enumerate(map(Handed, cases), 1):
        yield decided(rules, number, _taken(handed, id_name, rules), on)


def _taken(handed: Handed, id_name: str, rules: Ruleset) -> Read:
    try:
        return with_id(handed.data, id_name, rules)
    except Exception:  # noqa: BLE001 - an object of the caller's may raise anything; the full reading says what is wrong
        return Read(None, handed.data)
