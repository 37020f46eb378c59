"""The proofs of a rule set: the table of contents, and the one function that puts all the questions.

Takes: a rule set without errors, and a prover.
Gives: what was found, how many questions were proved, refuted and not decided, which demands are proved, and every case shown.
Afterwards true: every question has one of three answers; every case shown was confirmed by the evaluator first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from bekymring.checks import (
    above_statute,
    below_the_layer_below,
    complete_only_by_otherwise,
    contradiction,
    deadline_goes_back,
    deadline_on_day_off,
    demand_broken,
    duty_wiped_out,
    fact_decides_nothing,
    level_stays_open,
    measure_gap,
    no_case_at_all,
    protected_fact_decides,
    rule_adds_nothing,
    table_gap,
    table_overlap,
    unreachable,
    worse_is_milder,
)
from bekymring.checks.check import Context
from bekymring.checks.not_decided import ACCEPTED, NOT_SHOWN
from bekymring.checks.not_decided import CODE as NOT_DECIDED
from bekymring.checks.not_decided import CODES as OTHER_CODES
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.reading import subjects
from bekymring.checks.replay import replay
from bekymring.checks.silencing import silence
from bekymring.checks.telling import example_text, story
from bekymring.diagnostics import Code, Diagnostic
from bekymring.frozen import frozen
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import Conclusion, PointTo
from bekymring.prove.apart import Apart
from bekymring.prove.prover import NO_PROVER, NotDecided, Proof, Proved, Prover, Reason, Refuted
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

ALL_PROOFS: tuple[ProofCheck, ...] = (
    no_case_at_all.PROOF,
    demand_broken.PROOF,
    contradiction.PROOF,
    protected_fact_decides.PROOF,
    table_gap.PROOF,
    table_overlap.PROOF,
    measure_gap.PROOF,
    unreachable.PROOF,
    rule_adds_nothing.PROOF,
    worse_is_milder.PROOF,
    below_the_layer_below.PROOF,
    fact_decides_nothing.PROOF,
    deadline_goes_back.PROOF,
    deadline_on_day_off.PROOF,
    above_statute.PROOF,
    duty_wiped_out.PROOF,
    level_stays_open.PROOF,
    complete_only_by_otherwise.PROOF,
)
"""The first is asked before the others: about no cases at all anything can be proved."""

PROOF_CODES: tuple[Code, ...] = (*(one.code for one in ALL_PROOFS), *OTHER_CODES)


@frozen
class Proven:
    """A demand of the rule set that is proved."""

    label: str
    at: Span


@frozen
class Example:
    """A case that a finding shows, as text to paste."""

    at: Span
    text: str


@frozen
class Proofs:
    """All that came of the proofs of one rule set."""

    found: tuple[Diagnostic, ...] = ()
    proved: tuple[Proven, ...] = ()
    examples: tuple[Example, ...] = ()
    holding: int = 0
    """Questions with the answer that the author hopes for."""
    failing: int = 0
    undecided: int = 0
    """Questions not decided, those accepted by name left out."""
    accepted: int = 0

    @property
    def is_faulty(self) -> bool:
        """Whether a proof showed a case that the evaluator does not confirm: an error of this program."""
        return any(one.code is NOT_SHOWN for one in self.found)


@frozen
class _Answered:
    check: ProofCheck
    question: Question
    proof: Proof
    told: Mapping[str, str] | None = None
    """What was told without a prover and without a case, as arguments of the words."""


@frozen
class Step:
    """What is being proved, and how far the proofs have come."""

    done: int
    total: int
    subject: tuple[str, str]
    """What the question is about, in both languages."""


Watch = Callable[[Step], None]


def run_proofs(
    context: Context,
    *,
    prover: Prover | None = None,
    proofs: tuple[ProofCheck, ...] = ALL_PROOFS,
    watch: Watch | None = None,
) -> Proofs:
    """Puts the questions about a rule set to a prover; `watch` is told before each. See the pages under docs/checks."""
    asked = [(check, question) for check in proofs for question in check.asks(context)]
    if not any(question.kind is not Kind.ANY_CASE for _, question in asked) and not context.ruleset.integrity:
        return Proofs()
    answers = (prover or Apart()).answers(
        context.ruleset, [each for check, each in asked if check.told is None]
    )
    judged = [_answered(context, *one, answers) for one in _told(context, asked, watch)]
    return _summed(context, judged)


def _answered(context: Context, check: ProofCheck, question: Question, answers: Iterator[Proof]) -> _Answered:
    if check.told is None:
        return _Answered(check, question, next(answers))
    told = check.told(context, question)
    return _Answered(check, question, told.proof, told.args)


def _told(
    context: Context, asked: list[tuple[ProofCheck, Question]], watch: Watch | None
) -> Iterator[tuple[ProofCheck, Question]]:
    """Tells of each question before it is answered."""
    for number, (check, question) in enumerate(asked):
        if watch is not None:
            watch(Step(number, len(asked), check.subject(context, question)))
        yield check, question


def _summed(context: Context, judged: list[_Answered]) -> Proofs:
    empty = [one for one in judged if one.question.kind is Kind.ANY_CASE and isinstance(one.proof, Proved)]
    parts = [
        *_without_prover(context, judged),
        *(_one(context, each) for each in (empty or _once(context, judged))),
    ]
    found = [each for one in parts for each in one.found]
    numbers = {one.number for one in PROOF_CODES}
    silenced = silence(tuple(found), context.documents, judged=numbers)
    return Proofs(
        silenced,
        tuple(each for one in parts for each in one.proved),
        tuple(each for one in parts for each in one.examples),
        sum(one.holding for one in parts),
        sum(one.failing for one in parts),
        sum(one.undecided for one in parts),
        sum(one.accepted for one in parts),
    )


def _once(context: Context, judged: list[_Answered]) -> Iterator[_Answered]:
    """Without what is said already: rules that add nothing because they never take effect, and steps that only such rules point to."""
    dead = _rules_of(context, judged, Kind.RULE_FIRES, Proved) | _rules_of(
        context, judged, Kind.ROW_HOLDS, Proved
    )
    idle = dead | _rules_of(context, judged, Kind.RULE_ADDS, Proved)
    open_ = _rules_of(context, judged, Kind.RULE_FIRES, NotDecided)
    for one in judged:
        about = one.question.about
        match one.question.kind, one.proof:
            case Kind.RULE_ADDS, Proved() if about[0] in dead:
                continue
            case Kind.STEP_REACHED, Proved() if _pointing(context, *about) <= idle:
                continue
            case Kind.STEP_REACHED, NotDecided() if _pointing(context, *about) & open_:
                continue
            case _:
                yield one


def _rules_of(
    context: Context, judged: list[_Answered], kind: Kind, said: type[Proved | NotDecided]
) -> set[str]:
    """The rules that some questions were about, with one answer; of a row of a table, the rule that it became."""
    found = {
        one.question.about for one in judged if one.question.kind is kind and isinstance(one.proof, said)
    }
    if kind is not Kind.ROW_HOLDS:
        return {about[0] for about in found}
    tables = context.ruleset.tables
    rows = [tables[name].rows[int(number)] for name, number in found]
    return {row.rule for row in rows if row.rule is not None}


def _pointing(context: Context, level: str, step: str) -> set[str]:
    """The rules that point to a step."""
    rules = context.ruleset.rules.items()
    return {key for key, rule in rules if any(one == PointTo(level, step) for one in rule.conclusions)}


def _without_prover(context: Context, judged: list[_Answered]) -> Iterator[Proofs]:
    """One finding for all that only a solver could tell, where none is installed."""
    untold = sum(1 for one in judged if _is_untold(one))
    if untold:
        head = Question(Kind.ANY_CASE, (), at=context.ruleset.head.origin.span)
        subject = ("Om reglerne holder, hvad de lover", "Whether the rules keep what they promise")
        yield Proofs((_undecided(NOT_DECIDED, head, subject, NO_PROVER),), undecided=untold)


def _is_untold(one: _Answered) -> bool:
    return isinstance(one.proof, NotDecided) and one.proof.why is NO_PROVER


def _one(context: Context, answered: _Answered) -> Proofs:
    if _is_untold(answered):
        return Proofs()
    check, question, proof = answered.check, answered.question, answered.proof
    is_case = check.found_by is FoundBy.A_CASE
    match proof:
        case NotDecided(why):
            return _open(context, answered, why)
        case Refuted() if answered.told is not None:
            args = {**check.args(context, question), **answered.told}
            return Proofs((Diagnostic(check.code, question.at, args),), failing=1)
        case Refuted() if is_case:
            return _shown(context, answered, proof)
        case Proved() if is_case:
            return Proofs(proved=tuple(_proven(context, question)), holding=1)
        case Refuted():
            return Proofs(holding=1)
        case Proved():
            return Proofs((Diagnostic(check.code, question.at, check.args(context, question)),), failing=1)
        case _:
            assert_never(proof)


def _proven(context: Context, question: Question) -> Iterator[Proven]:
    if question.kind is Kind.DEMAND:
        demand = demand_broken.demand_of(context, question)
        if context.is_own(demand):
            yield Proven(demand.label, demand.origin.span)


def _shown(context: Context, answered: _Answered, proof: Refuted) -> Proofs:
    """A case, put to the evaluator first."""
    check, question, witness = answered.check, answered.question, proof.witness
    assert witness is not None, "a case that is a finding is shown"
    replayed = replay(context.ruleset, witness)
    more = check.shows(context, question, replayed)
    if more is None:
        if witness.doubt is not None:
            return _open(context, answered, witness.doubt)
        subject = check.subject(context, question)
        args = {"subject_da": subject[0], "subject_en": subject[1]}
        return Proofs((Diagnostic(NOT_SHOWN, question.at, args),), failing=1)
    args = {**check.args(context, question), **more}
    below = below_the_layer_below.below(replayed[0]) if question.kind is Kind.LAYERS else None
    told = story(witness, replayed, _outcomes(context, question, args), below=below)
    found = Diagnostic(check.code, question.at, args, story=told)
    text = example_text(context.ruleset, found.message("da").rstrip("."), witness, replayed)
    return Proofs((found,), examples=(Example(question.at, text),), failing=1)


def _outcomes(context: Context, question: Question, args: Mapping[str, str]) -> frozenset[str]:
    """The outcomes and tables that a finding is about."""
    if question.kind is not Kind.DEMAND:
        return frozenset(args[key] for key in ("outcome", "name") if args.get(key))
    demand = demand_broken.demand_of(context, question)
    named = set(demand.outcomes) | set(context.ruleset.levels if demand.any_level else ())
    for claim in demand.claims:
        if isinstance(claim, Conclusion):
            named |= set(subjects(claim, context.ruleset))
        else:
            named |= {one.name for one in reads.outcomes_read(claim, context.ruleset.definitions)}
    return frozenset(named)


def _open(context: Context, answered: _Answered, why: Reason) -> Proofs:
    question = answered.question
    subject = answered.check.subject(context, question)
    if (
        question.kind is Kind.DEMAND
        and demand_broken.demand_of(context, question).unproved_because is not None
    ):
        return Proofs((_undecided(ACCEPTED, question, subject, why),), accepted=1)
    return Proofs((_undecided(NOT_DECIDED, question, subject, why),), undecided=1)


def _undecided(code: Code, question: Question, subject: tuple[str, str], why: Reason) -> Diagnostic:
    placed = why.at is not None and bool(why.at.file)
    where = ("", "")
    if placed and why.at is not None:
        where = (f" ({why.at.file}, linje {why.at.line})", f" ({why.at.file}, line {why.at.line})")
        if why.at.file == question.at.file:
            where = (f" (linje {why.at.line})", f" (line {why.at.line})")
    args: Mapping[str, str] = {
        "subject_da": subject[0] + ("," if subject[0].startswith("Om ") else ""),
        "subject_en": subject[1],
        "why_da": why.da,
        "why_en": why.en,
        "where_da": where[0],
        "where_en": where[1],
    }
    return Diagnostic(code, question.at, args)
