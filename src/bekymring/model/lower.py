"""Documents to kernel: everything that is written becomes what it means.

Takes the layers of a rule set, lowest first; gives the rule set.
Afterwards true: what `invariants.py` says of every rule set. With an error in any layer there is none, and the findings
say why; all of them at once.

The order below is the order in which one thing needs another: names, words without expressions, questions, levels,
definitions, what holds expressions, rules, demands, and at last what may read what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import field

from bekymring.diagnostics import Checked, has_errors, in_order
from bekymring.frozen import define
from bekymring.model import actions as on_actions
from bekymring.model import answers, demands, mistakes, reading
from bekymring.model import rules as on_rules
from bekymring.model import ruleset as rs
from bekymring.model import vocabulary as words
from bekymring.model.definitions import definitions, indicator
from bekymring.model.draft import Draft, Scope, Stop
from bekymring.model.layers import LayerDocuments
from bekymring.model.mistakes import declared_here
from bekymring.model.permissions import named_as_law, permissions
from bekymring.model.resolve import Kind, declare
from bekymring.syntax import document as doc

Labelled = doc.Integrity | doc.Demand | doc.Example

N = TypeVar("N")
V = TypeVar("V")


def lower(layers: tuple[LayerDocuments, ...]) -> Checked[rs.Ruleset]:
    """The rule set that the layers make, or None with what is wrong."""
    names, findings = declare(layers)
    documents = (document for layer in layers for document in layer.documents)
    english = frozenset(one.span.file for one in documents if one.language == "en")
    work = _Work(layers, Draft(names, english, list(findings)))
    _vocabulary(work)
    _levels(work)
    _definitions(work)
    _with_expressions(work)
    _rules(work)
    strata = _reads(work)
    _labels(work)
    work.draft.findings += named_as_law(layers, work.draft.laws)
    heads = tuple(_layer(Scope(work.draft, index), one) for index, one in enumerate(layers))
    found = in_order(work.draft.findings)
    if has_errors(found) or work.draft.broken or any(one.is_broken for one in layers):
        return Checked(None, found)
    return Checked(_ruleset(work, heads, strata), found)


@define
class _Work:
    layers: tuple[LayerDocuments, ...]
    draft: Draft
    book: on_rules.Rulebook = field(factory=on_rules.Rulebook)
    integrity: list[rs.Integrity] = field(factory=list)
    demands: list[rs.Demand] = field(factory=list)

    def every(self, wanted: type[N]) -> Iterator[tuple[Scope, N]]:
        held = [(index, layer.documents) for index, layer in enumerate(self.layers)]
        return words.all_of(held, self.draft, wanted)

    def read(self, wanted: type[N], reader: Callable[[Scope, N], object]) -> None:
        """Reads every declaration of a class; one with a finding does not keep the others from being read."""
        for scope, node in self.every(wanted):
            name = getattr(node, "name", None)
            if isinstance(name, doc.Name) and not words.is_first(scope, name):
                continue
            try:
                reader(scope, node)
            except Stop:
                continue


# --- words and questions ------------------------------------------------------------------------------------


def _vocabulary(work: _Work) -> None:
    work.read(doc.Law, words.law)
    work.read(doc.ProfessionalSource, words.professional_source)
    work.read(doc.Roles, words.roles)
    work.read(doc.Parties, words.parties)
    work.read(doc.AttentionPoint, words.attention_point)
    work.read(doc.Calendar, words.calendar)
    work.read(doc.Scale, words.scale)
    work.read(doc.Scale, words.tie)
    work.read(doc.RecordList, answers.record_list)
    work.read(doc.RecordAddition, answers.record_addition)
    work.read(doc.Fact, answers.fact)
    work.read(doc.Assessment, answers.assessment)
    work.read(doc.Parameter, answers.parameter)
    work.read(doc.Level, words.level)
    work.read(doc.Action, on_actions.action)
    for scope, node in work.every(doc.Indicator):
        if node.when is None and words.is_first(scope, node.name):
            answers.observed(scope, node)


def _levels(work: _Work) -> None:
    """A scale that a rule points to, or that is assessed by a role, is a level of its own name where it bears none."""
    for scope, one in _conclusions(work):
        if one.kind is doc.ConclusionKind.POINTS_TO:
            words.implied_level(scope, one.subject.text, None)
    for scope, node in work.every(doc.Scale):
        if node.assessed_by is not None and words.is_first(scope, node.name):
            words.implied_level(scope, node.name.text, scope.name_of(node.assessed_by, Kind.ROLE))
    words.own_levels(work.draft)


def _conclusions(work: _Work) -> Iterator[tuple[Scope, doc.Conclusion]]:
    for scope, rule in work.every(doc.Rule):
        yield from ((scope, one) for one in rule.conclusions)
    for scope, table in work.every(doc.Table):
        yield from ((scope, one) for row in table.rows for one in row.conclusions)


def _definitions(work: _Work) -> None:
    written: dict[str, tuple[Scope, doc.Definition | doc.Indicator]] = {}
    for scope, definition in work.every(doc.Definition):
        if words.is_first(scope, definition.name):
            written[definition.name.text] = (scope, definition)
    for scope, node in work.every(doc.Indicator):
        if node.when is not None and words.is_first(scope, node.name):
            written[node.name.text] = (scope, node)
    # An observed indicator is known as such before anything asks whether it may stand as a condition.
    for scope, node in work.every(doc.Indicator):
        if node.when is None and words.is_first(scope, node.name):
            indicator(scope, node)
    definitions(work.draft, written)
    for scope, node in work.every(doc.Indicator):
        if node.when is not None and words.is_first(scope, node.name):
            indicator(scope, node)


# --- what holds expressions ---------------------------------------------------------------------------------


def _with_expressions(work: _Work) -> None:
    work.read(doc.Fact, answers.relevance)
    work.read(doc.Assessment, answers.relevance)
    work.read(doc.Indicator, answers.relevance)
    work.read(doc.RecordList, answers.field_relevance)
    work.read(doc.RecordAddition, answers.field_relevance)
    work.read(doc.Action, on_actions.done)
    work.read(doc.Measure, on_actions.measure)
    work.read(doc.Setting, demands.setting)
    work.read(doc.Integrity, lambda scope, node: work.integrity.append(on_actions.integrity(scope, node)))


def _rules(work: _Work) -> None:
    for scope, rule in work.every(doc.Rule):
        on_rules.rule(scope, rule, work.book)
    work.read(doc.Table, lambda scope, node: on_rules.table(scope, node, work.book))
    work.read(doc.RuleException, lambda scope, node: on_rules.exception(scope, node, work.book))
    work.read(doc.Demand, lambda scope, node: work.demands.append(demands.demand(scope, node)))


# --- what may read what -------------------------------------------------------------------------------------


def _reads(work: _Work) -> tuple[tuple[str, ...], ...]:
    draft, rules = work.draft, work.book.rules
    reads = reading.reads_of(rules, draft.definitions)
    strata, circles = reading.strata(rules, draft.actions, reads)
    draft.findings += circles
    draft.findings += reading.may_read(rules, draft.actions, reads)
    draft.findings += reading.facts_only(_facts_only(work), draft.definitions)
    tails = [one for rule in rules.values() for one in reading.tails(rule)]
    draft.findings += reading.facts_only(tails, draft.definitions, done_too=True)
    draft.findings += reading.circular_relevance(draft.inputs, draft.definitions)
    draft.findings += permissions(rules, draft.actions, draft.names)
    return strata


def _facts_only(work: _Work) -> Iterator[rs.Expr]:
    """Where only facts and assessments may stand: relevance, *done*, what must hold."""
    draft = work.draft
    for one in draft.inputs.values():
        yield from _given(one.relevant_when)
    for list_ in draft.lists.values():
        for each in list_.fields.values():
            yield from _given(each.relevant_when)
    for action in draft.actions.values():
        if action.done is not None:
            yield from _given(action.done.at, action.done.when)
    yield from (one.claim for one in work.integrity)


def _given(*exprs: rs.Expr | None) -> Iterator[rs.Expr]:
    return (one for one in exprs if one is not None)


def _labels(work: _Work) -> None:
    """Demands, preconditions and examples are told apart by their words, within one rule set."""
    every: list[tuple[Scope, Labelled]] = [*work.every(doc.Integrity), *work.every(doc.Demand)]
    every += work.every(doc.Example)
    seen: dict[tuple[type, int, str], Labelled] = {}
    for scope, node in every:
        earlier = seen.setdefault((type(node), scope.layer, node.label), node)
        if earlier is not node:
            labels = (declared_here(earlier.span, node.label),)
            scope.report(mistakes.DECLARED_TWICE, node.span, labels=labels, name=node.label)


# --- the rule set -------------------------------------------------------------------------------------------


def _layer(scope: Scope, layer: LayerDocuments) -> rs.Layer:
    head = layer.header
    return rs.Layer(
        head.name.text,
        head.title,
        head.version,
        words.period(scope, head.validity),
        tuple(one.text for one in head.builds_on),
        scope.origin(head.span),
        responsible=head.responsible or "",
        approved=head.approved,
        approved_by=head.approved_by or "",
        revise_by=head.revise_by,
        allowed_uses=head.allowed_uses or (rs.AllowedUse.SINGLE_CASES,),
        not_covered=head.not_covered,
        unit_of_case=head.unit_of_case.text if head.unit_of_case is not None else "",
        text_hash=layer.text_hash,
    )


def by_name(held: Mapping[str, V]) -> dict[str, V]:
    """The same, ordered by name."""
    return {name: held[name] for name in sorted(held)}


def _ruleset(work: _Work, heads: tuple[rs.Layer, ...], strata: tuple[tuple[str, ...], ...]) -> rs.Ruleset:
    draft = work.draft
    return rs.Ruleset(
        layers=heads,
        laws=by_name(draft.laws),
        sources=by_name(draft.sources),
        scales=by_name(draft.scales),
        levels=by_name(draft.levels),
        roles=by_name(draft.roles),
        parties=by_name(draft.parties),
        inputs=by_name(draft.inputs),
        lists=by_name(draft.lists),
        indicators=by_name(draft.indicators),
        definitions=by_name(draft.definitions),
        actions=by_name(draft.actions),
        measures=by_name(draft.measures),
        attention=by_name(draft.attention),
        calendars=by_name(draft.calendars),
        integrity=tuple(work.integrity),
        rules=by_name(work.book.rules),
        tables=by_name(work.book.tables),
        demands=tuple(work.demands),
        examples=tuple(_examples(work)),
        strata=strata,
    )


def _examples(work: _Work) -> Iterable[rs.ExampleCase]:
    for scope, node in work.every(doc.Example):
        yield rs.ExampleCase(node.label, node, scope.origin(node.span))
