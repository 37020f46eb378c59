"""How many records of a list can matter: as many as its thresholds mention, and one more for every other way of reading it.

Takes a rule set and a list; gives a number of records, and why more could matter.
Afterwards true: with that many records (where no reason is given) every answer about cases with more records is found too.
A count compared with a constant needs as many records as tell it apart from the constant; the latest, the earliest, and a rule
read for each record need one each; and one is the record that a question is about. See docs/proofs.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    Aggregate,
    Compare,
    Const,
    Expr,
    Named,
    Op,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Rule,
    Ruleset,
    ThisField,
)
from bekymring.prove.prover import Reason

MOST = 10
"""More records than this are not looked at."""


def everything(ruleset: Ruleset) -> Iterator[Expr]:
    """Every expression that an answer can turn on."""
    for rule in ruleset.rules.values():
        yield from reads.expressions_of(rule)
    for definition in ruleset.definitions.values():
        yield definition.expr
    for action in ruleset.actions.values():
        if action.done is not None:
            yield from (one for one in (action.done.at, action.done.when) if one is not None)
    yield from (one.target_group for one in ruleset.measures.values() if one.target_group is not None)
    yield from (one.relevant_when for one in ruleset.inputs.values() if one.relevant_when is not None)
    yield from (one.claim for one in ruleset.integrity)
    yield from (row.when for table in ruleset.tables.values() for row in table.rows)
    for demand in ruleset.demands:
        yield from (one for one in (demand.when, *(w.when for w in demand.waivers)) if one is not None)
        yield from (one for one in demand.claims if isinstance(one, Expr))


def slots_of(ruleset: Ruleset, list_: str, *, beside: int = 0) -> tuple[int, Reason | None]:
    """The number of records to look at, and why more could matter."""
    maximum = ruleset.lists[list_].maximum
    needed, plain, reason = 1 + beside, beside, None
    for expr, enough in _counted(ruleset, list_).items():
        if isinstance(expr, RecordCount) and expr.where is None and enough > 0:
            # Every record that is looked at for another reason counts here too.
            plain = max(plain, enough + beside)
            continue
        # Where a filter reads facts, two cases that are compared may count differently.
        needed += max(enough, 1) * (2 if any(isinstance(one, Ref | Named) for one in reads.walk(expr)) else 1)
        if enough < 0 or _reads_this(expr):
            reason = Reason(
                "her regnes på alle poster i en liste; der er kun set på sager med få poster",
                "this counts over all records of a list; only cases with few records were looked at",
                expr.span,
            )
    read = {one.name for root in everything(ruleset) for one in reads.outcomes_read(root, {})}
    own = [rule for rule in ruleset.rules.values() if rule.per_record == list_]
    needed = max(plain, needed + sum(1 for rule in own if _joined(ruleset, rule, read)))
    if maximum <= (min(needed, MOST) if reason is None else MOST):
        return maximum, None
    if needed > MOST and reason is None:
        reason = Reason(
            f"reglerne kan se forskel på sager med op til {needed} poster i »{list_}«; der er set på {MOST}",
            f'the rules can tell cases apart by up to {needed} records of "{list_}"; {MOST} were looked at',
            ruleset.lists[list_].origin.span,
        )
    return min(needed, MOST, maximum), reason


def _counted(ruleset: Ruleset, list_: str) -> dict[Expr, int]:
    """Every way of reading the records of a list, with as many records as tell its answers apart; -1 where none do."""
    counted: dict[Expr, int] = {}
    for one in (part for root in everything(ruleset) for part in reads.walk(root)):
        match one:
            case Compare():
                for count, enough in _thresholds(one, list_):
                    counted[count] = max(counted.get(count, 0), enough)
            case RecordCount(list_=name) if name == list_:
                counted.setdefault(one, -1)
            case RecordValue(list_=name) if name == list_:
                # Whatever fields are read of it, it is one record.
                counted.setdefault(evolve(one, field_name=""), 1)
            case RecordAggregate(list_=name, aggregate=kind) if name == list_:
                counted.setdefault(one, -1 if kind is Aggregate.SUM else 1)
            case _:
                continue
    return counted


def _thresholds(expr: Compare, list_: str) -> Iterator[tuple[Expr, int]]:
    pairs = ((expr.left, expr.right, expr.op), (expr.right, expr.left, _TURNED[expr.op]))
    for count, constant, op in pairs:
        if isinstance(count, RecordCount) and count.list_ == list_ and isinstance(constant, Const):
            limit = int(constant.value)  # type: ignore[arg-type]  # a count is compared with numbers
            yield count, limit if op in {Op.GE, Op.LT} else limit + 1


_TURNED = {Op.EQ: Op.EQ, Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE}


def _reads_this(expr: Expr) -> bool:
    return any(isinstance(one, ThisField) for one in reads.walk(expr))


def _joined(ruleset: Ruleset, rule: Rule, read: set[str]) -> bool:
    """Whether a rule read for each record moves something that is not kept per record, or that is read of any record."""
    names = {name for one in rule.conclusions for name in reads.concluded(one)}
    kept = {name for name, one in ruleset.actions.items() if one.per_record == rule.per_record}
    kept |= {name for name, one in ruleset.levels.items() if one.per_record == rule.per_record}
    return bool(names - kept) or bool(names & read)
