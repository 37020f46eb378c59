"""The checks of a rule set: the table of contents, and the one function that puts them all.

Takes: a rule set that became meaning, its documents, and the day of the check if the caller gives one.
Gives: what was found, in the order in which findings are shown.
Afterwards true: every check was put; what an author allowed with a reason is left out, and no error is.
"""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.checks import (
    added_exception,
    advice_both_ways,
    catch_all_row,
    channel_without_statute,
    citation_outside_period,
    deadline_never_met,
    deadline_start_nobody_knows,
    deadline_wiped_out,
    discretion_under_rule,
    duplicate_row,
    duplicate_rule,
    duty_nobody_bears,
    gap_between_versions,
    identity_number,
    incomplete_assessment,
    incomplete_head,
    incomplete_measure,
    label_instead_of_question,
    leading_question,
    level_nobody_assesses,
    local_duty_on_family,
    measured_on_without_period,
    near_identical_names,
    no_examples,
    nothing_not_covered,
    one_sided_signs,
    overdue_revision,
    power_without_statute,
    prohibition_without_route,
    protected_fact_matters,
    record_rule_without_measured_on,
    rule_outside_ruleset,
    rule_without_authority,
    shadowing_name,
    shouting_name,
    slogan_in_reason,
    step_nothing_points_to,
    suspicion_as_yes_no,
    uncollected_fact_read,
    unguarded_step,
    unread_citation,
    unused_action,
    unused_assessment,
    unused_attention_point,
    unused_definition,
    unused_fact,
    unused_indicator,
    unused_law,
    unused_parameter,
    unused_source,
)
from bekymring.checks.check import Check, Context, Run
from bekymring.checks.silencing import CODES as SILENCING_CODES
from bekymring.checks.silencing import silence
from bekymring.diagnostics import Diagnostic

__all__ = ["ALL_CHECKS", "SILENCING_CODES", "Check", "Context", "Run", "run_checks", "silence"]

ALL_CHECKS: tuple[Check, ...] = (
    unused_fact.CHECK,
    unused_indicator.CHECK,
    unused_definition.CHECK,
    unused_action.CHECK,
    unused_assessment.CHECK,
    unused_parameter.CHECK,
    unused_source.CHECK,
    unused_law.CHECK,
    unused_attention_point.CHECK,
    rule_without_authority.CHECK,
    citation_outside_period.CHECK,
    unread_citation.CHECK,
    protected_fact_matters.CHECK,
    channel_without_statute.CHECK,
    discretion_under_rule.CHECK,
    local_duty_on_family.CHECK,
    deadline_wiped_out.CHECK,
    suspicion_as_yes_no.CHECK,
    one_sided_signs.CHECK,
    label_instead_of_question.CHECK,
    leading_question.CHECK,
    shouting_name.CHECK,
    slogan_in_reason.CHECK,
    overdue_revision.CHECK,
    incomplete_head.CHECK,
    nothing_not_covered.CHECK,
    duplicate_rule.CHECK,
    near_identical_names.CHECK,
    shadowing_name.CHECK,
    deadline_start_nobody_knows.CHECK,
    no_examples.CHECK,
    catch_all_row.CHECK,
    duplicate_row.CHECK,
    advice_both_ways.CHECK,
    prohibition_without_route.CHECK,
    power_without_statute.CHECK,
    duty_nobody_bears.CHECK,
    incomplete_measure.CHECK,
    step_nothing_points_to.CHECK,
    incomplete_assessment.CHECK,
    unguarded_step.CHECK,
    identity_number.CHECK,
    uncollected_fact_read.CHECK,
    measured_on_without_period.CHECK,
    record_rule_without_measured_on.CHECK,
    gap_between_versions.CHECK,
    rule_outside_ruleset.CHECK,
    added_exception.CHECK,
    deadline_never_met.CHECK,
    level_nobody_assesses.CHECK,
)


def run_checks(
    context: Context, checks: tuple[Check, ...] = ALL_CHECKS, *, before: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """What the checks find in a rule set, less what its comments allow; see the pages under docs/checks.

    `before` is what reading and meaning found; comments may allow its warnings too, and it is given back with the rest.
    """
    earlier = tuple(before)
    found = (one for check in checks for one in check.run(context))
    judged = {check.code.number for check in checks} | {one.code.number for one in earlier}
    return silence((*earlier, *found), context.documents, judged=judged)
