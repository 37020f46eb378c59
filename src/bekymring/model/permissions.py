"""What a layer may not do to those below it. Docs: language reference, *Layers*.

Takes the rules with the layers that they come from; gives findings.
Afterwards true: no layer bars what must or by default must happen below it, moves a personal duty, or bears a law's name.

Whether a rule without legal basis says more about a family than the law does is a question of meaning: see `checks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.diagnostics import Diagnostic
from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.dependencies import waiting_for
from bekymring.model.layers import LayerDocuments
from bekymring.model.mistakes import declared_here, finding
from bekymring.model.resolve import Names

_DUTIES = frozenset({rs.Modality.MUST, rs.Modality.MUST_BY_DEFAULT})


def permissions(
    rules: Mapping[str, rs.Rule], actions: Mapping[str, rs.Action], names: Names
) -> Iterator[Diagnostic]:
    """Rules that bar a duty of a layer below, or move a personal one."""
    layers = {name: index for index, name in enumerate(names.layers)}
    duties = _duties(rules)
    personal = _personal(rules, actions)
    for rule in rules.values():
        own = layers[rule.origin.layer]
        below = names.below[own] - {own}
        for one in rule.conclusions:
            for action in _barred(rule, one, actions):
                for duty in duties.get(action, ()):
                    if layers[duty.origin.layer] in below:
                        labels = (declared_here(duty.origin.span, duty.name),)
                        yield finding(
                            mistakes.FORBIDS_DUTY, one.span, labels=labels, name=action, below=duty.name
                        )
                        break
            if isinstance(one, rs.Require) and one.bearer is not None:
                for layer, bearer, origin in personal.get(one.action, ()):
                    if layers[layer] in below and bearer != one.bearer:
                        labels = (declared_here(origin.span, one.action),)
                        args = {"name": one.action, "bearer": bearer, "below": layer}
                        yield finding(mistakes.MOVES_DUTY, one.span, labels=labels, more=args)
                        break


def _duties(rules: Mapping[str, rs.Rule]) -> Mapping[str, tuple[rs.Rule, ...]]:
    found: dict[str, tuple[rs.Rule, ...]] = {}
    for rule in rules.values():
        for one in rule.conclusions:
            if isinstance(one, rs.Require) and one.modality in _DUTIES:
                found[one.action] = (*found.get(one.action, ()), rule)
    return found


def _personal(
    rules: Mapping[str, rs.Rule], actions: Mapping[str, rs.Action]
) -> Mapping[str, tuple[tuple[str, str, rs.Origin], ...]]:
    """The actions that rest on somebody personally: the layer that says so, the role, and where."""
    found: dict[str, tuple[tuple[str, str, rs.Origin], ...]] = {}
    for name, action in actions.items():
        if action.personally and action.bearer is not None:
            found[name] = ((action.origin.layer, action.bearer, action.origin),)
    for rule in rules.values():
        for one in rule.conclusions:
            if isinstance(one, rs.Require) and one.personally and one.bearer is not None:
                said = (rule.origin.layer, one.bearer, rule.origin)
                found[one.action] = (*found.get(one.action, ()), said)
    return found


def _barred(rule: rs.Rule, conclusion: rs.Conclusion, actions: Mapping[str, rs.Action]) -> tuple[str, ...]:
    match conclusion:
        case rs.Forbid(action=action) | rs.OnlyWhen(action=action):
            return (action,)
        case rs.Order() | rs.OneFirst() if not rule.has_statute:
            # WHY: an order that the law sets holds back what must wait; that is no local bar.
            return waiting_for(conclusion, actions)
        case _:
            return ()


def named_as_law(layers: tuple[LayerDocuments, ...], laws: Mapping[str, rs.Law]) -> Iterator[Diagnostic]:
    """Rule sets that bear the name or the title of a law."""
    titles = {law.title.casefold().strip(): law for law in laws.values()}
    for layer in layers:
        law = laws.get(layer.name) or titles.get(layer.header.title.casefold().strip())
        if law is not None:
            labels = (declared_here(law.origin.span, law.name),)
            yield finding(mistakes.NAMED_AS_LAW, layer.header.name.span, labels=labels, name=law.title)
