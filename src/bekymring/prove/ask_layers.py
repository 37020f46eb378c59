"""What is looked for between layers: less of a duty than the layers below ask for, or an intervention that no statute gives.

Takes the outcomes of a rule set; gives what to look for. The moment is any day of the rule set's period, so every pair of
versions that are valid at once is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.model.ruleset import Ruleset
from bekymring.prove.ask_pairs import every_outcome, milder
from bekymring.prove.ask_tails import DATES, unmatched
from bekymring.prove.copies import another
from bekymring.prove.logic import Truth
from bekymring.prove.looking import Asked
from bekymring.prove.outcomes import Outcomes


def layers(first: Outcomes) -> Asked:
    """The rule set with all its layers asks for less than the layers below do."""
    ruleset, logic = first.space.ruleset, first.space.logic
    own = {key for key, rule in ruleset.rules.items() if rule.origin.layer == ruleset.name}
    excepted = {
        key
        for key, rule in ruleset.rules.items()
        if any(one.origin.layer == ruleset.name for one in rule.exceptions)
    }
    below = another(first, {}, rules=own, unless=excepted)
    names = [name for name in every_outcome(ruleset) if name in below.touched]
    found = tuple(
        logic.any([*milder(below, first, name), *_dropped_bans(below, first, name)]) for name in names
    )
    later = tuple(logic.any(unmatched(below, first, name, on_a_day=True)) for name in names)
    unlike = tuple(logic.any(unmatched(below, first, name, on_a_day=False)) for name in names)
    return Asked(found, (first, below), (*later, *unlike), DATES)


def _dropped_bans(below: Outcomes, above: Outcomes, name: str) -> Iterator[Truth]:
    if name not in below.space.ruleset.levels:
        logic = below.space.logic
        for place, seen in below.any_record(name):
            bans = below.standing(name, place).ban, above.standing(name, place).ban
            yield logic.all([seen, bans[0], logic.no(bans[1])])


# --- upwards ----------------------------------------------------------------------------------------------


def own_without_statute(ruleset: Ruleset) -> tuple[frozenset[str], frozenset[str]]:
    """The rule set's own rules that no statute gives, and the rules to which it adds exceptions that none gives."""
    own = {
        key
        for key, rule in ruleset.rules.items()
        if rule.origin.layer == ruleset.name and not rule.has_statute
    }
    excepted = {
        key
        for key, rule in ruleset.rules.items()
        for one in rule.exceptions
        if one.origin.layer == ruleset.name and not any(each.statute for each in one.citations)
    }
    return frozenset(own), frozenset(excepted)


def above_statute(first: Outcomes, name: str) -> Asked:
    """An intervention may happen by what the rule set itself says without statute, and not by the rest."""
    logic = first.space.logic
    own, excepted = own_without_statute(first.space.ruleset)
    rest = another(first, {}, rules=own, unless=excepted)
    found = []
    for place, seen in first.any_record(name):
        one, other = first.standing(name, place), rest.standing(name, place)
        lifted = logic.all([other.ban, logic.no(one.ban), one.may])
        found.append(logic.all([seen, logic.any([logic.all([one.may, logic.no(other.may)]), lifted])]))
    return Asked((logic.any(found),), (first, rest))
