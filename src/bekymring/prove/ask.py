"""What each question means: the truth that holds of exactly the cases that are asked for.

Takes the outcomes of a rule set and a question; gives what to look for, and the copies of the answers that it speaks of.
"""

from __future__ import annotations

from typing import assert_never

from bekymring.prove.answers import NOWHERE
from bekymring.prove.ask_demands import any_standing, broken, conflict, only_otherwise
from bekymring.prove.ask_layers import above_statute, layers
from bekymring.prove.ask_pairs import every_outcome, influence, not_channels, path_of, worsening
from bekymring.prove.ask_records import wiped_out
from bekymring.prove.ask_rules import adds, exception, gap, level_gap, measure_gap, step_reached
from bekymring.prove.looking import Asked
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.question import Kind, Question


def asked(first: Outcomes, question: Question) -> Asked:  # noqa: C901, PLR0912 - one line a kind of question
    """What a question looks for."""
    about = question.about
    match question.kind:
        case Kind.ANY_CASE:
            claims = [first.truth(one.claim, NOWHERE) for one in first.space.ruleset.integrity]
            return Asked((first.space.logic.all(claims),), (first,))
        case Kind.DEMAND:
            return broken(first, first.space.ruleset.demands[int(about[0])])
        case Kind.CONTRADICTION:
            return Asked((any_standing(first, about[0], conflict),), (first,))
        case Kind.PROTECTED:
            return influence(first, [path_of(first, about[0])], not_channels(first.space.ruleset, about[0]))
        case Kind.FACT_MATTERS:
            return influence(first, [path_of(first, about[0])], every_outcome(first.space.ruleset))
        case Kind.TABLE_GAP:
            return Asked((gap(first, about[0]),), (first,))
        case Kind.TABLE_OVERLAP:
            rows = first.space.ruleset.tables[about[0]].rows
            both = [first.truth(rows[int(one)].when, NOWHERE) for one in about[1:]]
            return Asked((first.space.logic.all(both),), (first,))
        case Kind.ROW_HOLDS:
            row = first.space.ruleset.tables[about[0]].rows[int(about[1])]
            return Asked((first.truth(row.when, NOWHERE),), (first,))
        case Kind.MEASURE_GAP:
            return Asked((measure_gap(first, about[0], about[1]),), (first,))
        case Kind.RULE_FIRES:
            rule = first.space.ruleset.rules[about[0]]
            fires = [first.fires(about[0], place) for place in first.places(rule)]
            return Asked((first.space.logic.any(fires),), (first,))
        case Kind.EXCEPTION_HOLDS:
            return Asked((exception(first, about[0], int(about[1])),), (first,))
        case Kind.INDICATOR_HOLDS:
            return Asked((first.truth(first.space.ruleset.definitions[about[0]].expr, NOWHERE),), (first,))
        case Kind.STEP_REACHED:
            return Asked((step_reached(first, about[0], about[1]),), (first,))
        case Kind.RULE_ADDS:
            return Asked((adds(first, about[0]),), (first,))
        case Kind.WORSENING:
            return worsening(first, about[0], about[1:])
        case Kind.LAYERS:
            return layers(first)
        case Kind.WIPED_OUT:
            return wiped_out(first, about[0], about[1:])
        case Kind.LEVEL_GAP:
            return Asked((level_gap(first, about[0]),), (first,))
        case Kind.ONLY_OTHERWISE:
            return only_otherwise(first, first.space.ruleset.demands[int(about[0])])
        case Kind.ABOVE_STATUTE:
            return above_statute(first, about[0])
        case Kind.DEADLINE_ORDER | Kind.DEADLINE_DAY:
            raise AssertionError("these are counted, not proved")
        case _:
            assert_never(question.kind)
