"""The examples of a rule set, put to its rules.

Takes a checked rule set.
Gives a result for each of its own examples: met, not met, or not run because something in it does not fit.
Afterwards true: an example without findings met every expectation; the examples of the layers below are theirs to run.
"""

from __future__ import annotations

from enum import StrEnum

from bekymring.decision import Decision
from bekymring.diagnostics import Checked, Diagnostic, in_order
from bekymring.evaluate.compiled import Program, program_of
from bekymring.examples.coverage import Coverage, Observed, cover
from bekymring.examples.expect import unmet
from bekymring.examples.given import Situation, situation
from bekymring.examples.judge import judge
from bekymring.frozen import frozen
from bekymring.model.ruleset import ExampleCase, Ruleset
from bekymring.source import Span


class Outcome(StrEnum):
    """What became of an example."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_RUN = "not_run"
    """Something that it gives does not fit the rule set."""


@frozen
class ExampleResult:
    """One example with its findings, in the order of their lines."""

    label: str
    at: Span
    outcome: Outcome
    findings: tuple[Diagnostic, ...]
    decision: Decision | None
    """None where the example was not run."""

    @property
    def failed(self) -> bool:
        """Whether it was not run, or an expectation is not met."""
        return self.outcome is not Outcome.MET


@frozen
class ExampleReport:
    """The results of a rule set's own examples, and what they exercise."""

    ruleset: str
    version: str
    results: tuple[ExampleResult, ...]
    coverage: Coverage

    @property
    def failed(self) -> tuple[ExampleResult, ...]:
        """The examples that were not met or not run."""
        return tuple(one for one in self.results if one.failed)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All findings of all examples, in order."""
        return in_order(found for one in self.results for found in one.findings)


def own_examples(ruleset: Ruleset) -> tuple[ExampleCase, ...]:
    """The examples that the rule set itself carries, those of the layers below left out."""
    return tuple(one for one in ruleset.examples if one.origin.layer == ruleset.name)


def run_examples(ruleset: Ruleset) -> ExampleReport:
    """Runs a rule set's own examples. Docs: language reference, *Examples*."""
    program = program_of(ruleset)
    results = tuple(run_example(program, one) for one in own_examples(ruleset))
    seen = tuple(Observed(one.label, one.decision) for one in results if one.decision is not None)
    return ExampleReport(ruleset.name, ruleset.head.version, results, cover(ruleset, seen))


def run_example(program: Program, one: ExampleCase) -> ExampleResult:
    """Runs one example on a rule set that is made ready."""
    built = situation(program.ruleset, one.example)
    if built.value is None:
        return ExampleResult(one.label, one.origin.span, Outcome.NOT_RUN, in_order(built.diagnostics), None)
    decision = judge(program, built.value.case, built.value.moment)
    found = in_order(each for line in one.example.expectations for each in unmet(line, decision))
    outcome = Outcome.NOT_MET if found else Outcome.MET
    return ExampleResult(one.label, one.origin.span, outcome, found, decision)


def example_findings(ruleset: Ruleset) -> tuple[Diagnostic, ...]:
    """What in a rule set's own examples does not fit it: the findings of those that cannot be run."""
    checked: list[Checked[Situation]] = [situation(ruleset, one.example) for one in own_examples(ruleset)]
    return in_order(found for one in checked for found in one.diagnostics)
