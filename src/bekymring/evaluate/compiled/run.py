"""One decision with a program.

Takes a program, a case and a moment; gives the decision.
Afterwards true: every field is what the reference evaluator gives.
"""

from __future__ import annotations

from datetime import datetime

from bekymring.case import Case
from bekymring.decision import Decision, Fingerprint
from bekymring.evaluate.compiled.base import NOTHING_SETTLED, Settled, openness_base, work_out_base
from bekymring.evaluate.compiled.matters import matters
from bekymring.evaluate.compiled.program import Program
from bekymring.evaluate.compiled.sheets import Cutting, tighten
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.facts import facts_of
from bekymring.evaluate.openness import Openness
from bekymring.evaluate.outline import Outline, outline_in
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
    settled: Settled = NOTHING_SETTLED,
) -> Decision:
    """What a rule set says about a case at a moment, an aware instant in UTC (of a whole day, its end).

    `settled` are rules of which the caller knows what became of them in this case.
    """
    openness, cutting = _worked_out(program, case, moment, (cap, settled))
    tight = tighten(openness, cutting, cap=cap)
    ruleset, head = program.ruleset, program.ruleset.head
    return conclude(
        openness,
        tight.refined,
        lambda orders: matters(openness, tight, cutting, orders),
        whole_day=whole_day,
        cap=cap,
        fingerprint=Fingerprint(ruleset.name, head.version, head.text_hash, meaning_hash, made_by),
    )


def outline_with(program: Program, case: Case, moment: datetime, *, cap: int, settled: Settled) -> Outline:
    """What strong Kleene truth says by itself of a case at a moment."""
    return outline_in(_worked_out(program, case, moment, (cap, settled))[0])


def _worked_out(
    program: Program, case: Case, moment: datetime, how: tuple[int, Settled]
) -> tuple[Openness, Cutting]:
    cap, settled = how
    facts = facts_of(program.ruleset, case, moment)
    shape = program.shape(facts)
    kept = program.kept(shape, facts, cap)
    steady = program.steady_acts(shape, facts, kept)
    reading = work_out_base(Reading(facts), shape, settled, kept, acts_of=steady)
    return openness_base(reading, shape, kept), Cutting(shape, reading, kept, steady)
