"""One decision with a program.

Takes a program, a case and a moment; gives the decision.
Afterwards true: every field is what the reference evaluator gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bekymring.case import Case
from bekymring.decision import Decision, Fingerprint
from bekymring.evaluate.compiled.base import NOTHING_SETTLED, openness_base, work_out_base
from bekymring.evaluate.compiled.matters import matters
from bekymring.evaluate.compiled.program import Program
from bekymring.evaluate.compiled.sheets import Cutting, tighten
from bekymring.evaluate.expressions import Fired, Reading
from bekymring.evaluate.facts import facts_of
from bekymring.evaluate.reference import DEFAULT_CAP, conclude


def decide_with(  # noqa: PLR0913 - as the reference evaluator
    program: Program,
    case: Case,
    moment: datetime,
    *,
    whole_day: bool,
    cap: int = DEFAULT_CAP,
    meaning_hash: str = "",
    made_by: str = "",
    settled: Mapping[str, Fired] = NOTHING_SETTLED,
) -> Decision:
    """What a rule set says about a case at a moment, an aware instant in UTC (of a whole day, its end).

    `settled` are rules of which the caller knows what became of them in this case.
    """
    ruleset = program.ruleset
    facts = facts_of(ruleset, case, moment)
    shape = program.shape(facts)
    kept = program.kept(shape, facts, cap)
    reading = work_out_base(Reading(facts), shape, settled, kept)
    openness = openness_base(reading, shape, kept)
    cutting = Cutting(shape, reading, kept)
    tight = tighten(openness, cutting, cap=cap)
    head = ruleset.head
    return conclude(
        openness,
        tight.refined,
        lambda orders: matters(openness, tight, cutting, orders),
        whole_day=whole_day,
        cap=cap,
        fingerprint=Fingerprint(ruleset.name, head.version, head.text_hash, meaning_hash, made_by),
    )
