"""The words of a rule set that hold no expression: laws, sources, roles, parties, scales, levels, calendars, attention.

Takes the layers' declarations; fills the draft.
Afterwards true: every scale is in order of rank, every level is on a scale, every citation names its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import evolve

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Draft, Scope, Stop
from bekymring.model.mistakes import declared_here
from bekymring.model.resolve import Kind
from bekymring.model.types import OnScale
from bekymring.syntax import document as doc

N = TypeVar("N")


def all_of(
    layers: Iterable[tuple[int, tuple[doc.Document, ...]]], draft: Draft, wanted: type[N]
) -> Iterator[tuple[Scope, N]]:
    """Every declaration of a class with the scope of its layer, in the order of layers, files and lines."""
    for index, documents in layers:
        scope = Scope(draft, index)
        for document in documents:
            yield from ((scope, one) for one in document.declarations if isinstance(one, wanted))


def is_first(scope: Scope, name: doc.Name) -> bool:
    """Whether this declaration is the one that its name stands for; a doublet is left out."""
    found = scope.draft.names.by_name.get(name.text)
    return found is not None and found.at == name.span and found.layer == scope.layer


def period(scope: Scope, written: doc.Validity | None) -> rs.Period:
    """The period that is written; without one, always."""
    if written is None:
        return rs.ALWAYS
    if written.start is not None and written.end is not None and written.end < written.start:
        scope.report(mistakes.PERIOD_REVERSED, written.span)
        return rs.ALWAYS
    return rs.Period(written.start, written.end)


def citations(scope: Scope, written: tuple[doc.Citation, ...]) -> tuple[rs.Citation, ...]:
    """Who says so; a law is cited with one word and every other source with another."""
    return tuple(one for one in (_citation(scope, each) for each in written) if one is not None)


def _citation(scope: Scope, written: doc.Citation) -> rs.Citation | None:
    source = scope.name_of(written.source, Kind.LAW, Kind.SOURCE)
    if source is None:
        return None
    is_law = scope.draft.names.by_name[source].kind is Kind.LAW
    if is_law != written.statute:
        da, en = ("en lov", "a law") if is_law else ("ikke en lov", "not a law")
        word = ("hjemmel", "statute") if is_law else ("ifølge", "according to")
        more = {"found_da": da, "found_en": en, "word_da": word[0], "word_en": word[1]}
        suggestion = f"{word[0]} {source}"
        scope.report(mistakes.CITES_WRONG, written.span, suggestion=suggestion, more=more, name=source)
        return None
    if not written.read_said:
        scope.report(mistakes.READ_NOT_SAID, written.span, name=source)
    return rs.Citation(written.statute, source, written.paragraph, written.read, span=written.span)


# --- sources, people, attention -----------------------------------------------------------------------------


def law(scope: Scope, node: doc.Law) -> None:
    """`lov`."""
    name = node.name.text
    scope.draft.laws[name] = rs.Law(name, node.title, period(scope, node.validity), scope.origin(node.span))


def professional_source(scope: Scope, node: doc.ProfessionalSource) -> None:
    """`kilde`."""
    name = node.name.text
    scope.draft.sources[name] = rs.ProfessionalSource(name, node.title, node.kind, scope.origin(node.span))


def roles(scope: Scope, node: doc.Roles) -> None:
    """`rolle`; the ranked ones stand in one declaration."""
    ranked = [one for one in scope.draft.roles.values() if one.rank is not None]
    if node.ranked and ranked:
        labels = (declared_here(ranked[0].origin.span, ranked[0].name),)
        scope.report(mistakes.RANKED_TWICE, node.span, labels=labels)
    for rank, one in enumerate(node.roles):
        name = one.name.text
        if is_first(scope, one.name):
            label = one.label or spoken(name)
            rank_ = rank if node.ranked and not ranked else None
            scope.draft.roles[name] = rs.Role(name, label, rank_, scope.origin(one.span))


def parties(scope: Scope, node: doc.Parties) -> None:
    """`part`."""
    for one in node.parties:
        name = one.name.text
        if is_first(scope, one.name):
            label = one.label or spoken(name)
            scope.draft.parties[name] = rs.Party(name, label, scope.origin(one.span))


def spoken(name: str) -> str:
    """A name as people say it, where the author gave no words for it."""
    return name.replace("_", " ")


def attention_point(scope: Scope, node: doc.AttentionPoint) -> None:
    """`opmærksomhedspunkt`."""
    name = node.name.text
    scope.draft.attention[name] = rs.AttentionPoint(name, node.text, scope.origin(node.span))


def calendar(scope: Scope, node: doc.Calendar) -> None:
    """`kalender`."""
    name = node.name.text
    cited = citations(scope, node.citations)
    days = tuple(sorted(set(node.days)))
    weekdays = tuple(sorted(set(node.weekdays)))
    scope.draft.calendars[name] = rs.Calendar(
        name, node.title, weekdays, days, cited, scope.origin(node.span)
    )


# --- scales and levels --------------------------------------------------------------------------------------


def scale(scope: Scope, node: doc.Scale) -> None:
    """`skala`: the steps are put in order of rank, the best first."""
    name = node.name.text
    tied_to = scope.name_of(node.tied_to, Kind.SCALE)
    steps = [_step(scope, one, is_tied=tied_to is not None) for one in unique_steps(scope, node.steps)]
    if node.direction is doc.Direction.WORST_TO_BEST:
        steps.reverse()
    scope.draft.scales[name] = rs.Scale(
        name, node.title, node.direction, tuple(steps), tied_to, scope.origin(node.span)
    )


def unique_steps(scope: Scope, steps: tuple[doc.Step, ...]) -> tuple[doc.Step, ...]:
    """The steps, each once."""
    seen: dict[str, doc.Step] = {}
    for one in steps:
        if seen.setdefault(one.name.text, one) is not one:
            scope.report(mistakes.DUPLICATE_OPTION, one.name.span, name=one.name.text)
    return tuple(seen.values())


def _step(scope: Scope, node: doc.Step, *, is_tied: bool) -> rs.Step:
    name = node.name.text
    corresponds_to = node.corresponds_to.text if node.corresponds_to is not None and is_tied else None
    return rs.Step(name, node.label or spoken(name), corresponds_to, _only_after(scope, node.only_after))


def _only_after(scope: Scope, names: tuple[doc.Name, ...]) -> tuple[str, ...]:
    """The assessments of which one must come first, each once."""
    found = [one for name in names if (one := assessed_once(scope, name)) is not None]
    for number, name in enumerate(names):
        if name.text in {one.text for one in names[:number]}:
            scope.report(mistakes.NAMED_TWICE_AS_FIRST, name.span, name=name.text)
    return tuple(sorted(set(found)))


def assessed_once(scope: Scope, name: doc.Name) -> str | None:
    """A professional assessment that is made once for a case; one made for each record is a finding."""
    found = scope.name_of(name, Kind.ASSESSMENT)
    written = scope.draft.names.by_name[found].node if found is not None else None
    if not isinstance(written, doc.Assessment) or written.per_record is None:
        return found
    args = {"name": name.text, "list": written.per_record.text}
    scope.report(mistakes.PER_RECORD_ELSEWHERE, name.span, more=args)
    return None


def tie(scope: Scope, node: doc.Scale) -> None:
    """A ladder tied to another: from the first step that is tied, every step is, never to a lower one than the step before.

    Steps below the first that is tied lie below the other ladder: help that needs no decision there.
    """
    own = scope.draft.scales.get(node.name.text)
    if own is None or own.tied_to is None or own.tied_to not in scope.draft.scales:
        return
    other = scope.draft.scales[own.tied_to]
    spans = {one.name.text: one.name.span for one in node.steps}
    least = 0
    untied = next((at for at, one in enumerate(own.steps) if one.corresponds_to is not None), 0)
    for step in own.steps[untied:]:
        if step.corresponds_to not in other.names or other.rank(step.corresponds_to or "") < least:
            scope.report(mistakes.LADDERS_DISAGREE, spans[step.name], step=step.name, scale=other.name)
            return
        least = other.rank(step.corresponds_to or "")


def level(scope: Scope, node: doc.Level) -> None:
    """`niveau`."""
    scale_name = scope.name_of(node.scale, Kind.SCALE)
    if scale_name is None or scale_name not in scope.draft.scales:
        return
    per_record = list_name(scope, node.per_record)
    held = scope.draft.scales[scale_name]
    otherwise = None
    if node.otherwise is not None:
        otherwise = step_of(scope, held, node.otherwise)
    assessed_by = scope.name_of(node.assessed_by, Kind.ROLE)
    name = node.name.text
    scope.draft.levels[name] = rs.Level(
        name, node.title, scale_name, per_record, otherwise, assessed_by, scope.origin(node.span)
    )


def list_name(scope: Scope, name: doc.Name | None) -> str | None:
    """The list's own name, from its singular or plural."""
    if name is None:
        return None
    try:
        return scope.record_list(name).name
    except Stop:
        return None


def step_of(scope: Scope, held: rs.Scale, name: doc.Name) -> str | None:
    """A step of a scale, where it has it."""
    if name.text in held.names:
        return name.text
    near = scope.draft.near(name.text, held.names)
    more = {
        "options": ", ".join(held.names),
        "hint_da": f" Mente du »{near}«?" if near else "",
        "hint_en": f" Did you mean »{near}«?" if near else "",
    }
    scope.report(
        mistakes.UNKNOWN_STEP, name.span, suggestion=near or "", more=more, name=name.text, scale=held.name
    )
    return None


def implied_level(scope: Scope, name: str, assessed_by: str | None) -> None:
    """A scale used as a level by its own name, where the layer that does so sees no level on it."""
    draft = scope.draft
    held = draft.scales.get(name)
    bearing = [one.name for one in draft.levels.values() if one.scale == name and one.name != name]
    if held is None or any(draft.names.find(one, scope.layer) is not None for one in bearing):
        return
    if name not in draft.levels or assessed_by is not None:
        draft.levels[name] = rs.Level(name, held.title, name, None, None, assessed_by, held.origin)


def own_levels(draft: Draft) -> None:
    """The professional's own assessment: of a level of the whole case an input, of one per record a field of the list."""
    for one in draft.levels.values():
        if one.own_in is not None:
            _own_level_each(draft, one, draft.lists[one.own_in])
        if one.per_record is None:
            draft.inputs[one.name] = rs.Input(
                one.name,
                one.title,
                OnScale(one.scale),
                rs.InputKind.OWN_LEVEL,
                one.origin,
                made_by=one.assessed_by,
            )


def _own_level_each(draft: Draft, level: rs.Level, list_: rs.RecordList) -> None:
    """The own assessment of a level kept per record: a field of its name, which no other field may bear."""
    other = list_.fields.get(level.name)
    if other is not None:
        labels = (declared_here(other.origin.span, other.name),)
        args = {"name": level.name, "list": list_.name}
        draft.report(mistakes.finding(mistakes.FIELD_THERE, level.origin.span, labels=labels, more=args))
        return
    type_, by = OnScale(level.scale), level.assessed_by
    own = rs.RecordField(level.name, level.title, type_, level.origin, is_assessment=True, made_by=by)
    draft.lists[list_.name] = evolve(list_, fields={**list_.fields, own.name: own})
