"""What is looked for between layers: a case in which the rule set asks for less than what it builds on.

Takes the outcomes of a rule set; gives what to look for.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.prove.ask_pairs import dropped, every_outcome, milder
from bekymring.prove.copies import another
from bekymring.prove.logic import Truth
from bekymring.prove.looking import Asked
from bekymring.prove.outcomes import Outcomes


def layers(first: Outcomes) -> Asked:
    """The rule set with all its layers asks for less than the layers below do."""
    ruleset = first.space.ruleset
    own = {key for key, rule in ruleset.rules.items() if rule.origin.layer == ruleset.name}
    excepted = {
        key
        for key, rule in ruleset.rules.items()
        if any(one.origin.layer == ruleset.name for one in rule.exceptions)
    }
    below = another(first, {}, rules=own, unless=excepted)
    found = tuple(
        first.space.logic.any([*milder(below, first, name), *_dropped_bans(below, first, name)])
        for name in every_outcome(ruleset)
        if name in below.touched
    )
    late = tuple(
        first.space.logic.any(dropped(below, first, name))
        for name in every_outcome(ruleset)
        if name in below.touched
    )
    return Asked(found, (first, below), late)


def _dropped_bans(below: Outcomes, above: Outcomes, name: str) -> Iterator[Truth]:
    if name not in below.space.ruleset.levels:
        logic = below.space.logic
        for place, seen in below.any_record(name):
            bans = below.standing(name, place).ban, above.standing(name, place).ban
            yield logic.all([seen, bans[0], logic.no(bans[1])])
