"""A bare name in an expression: a fact, a definition, a level, a field, a step or an alternative.

Afterwards true: the name stands for one of these, and inside a filter it could not have been read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Scope, Stop
from bekymring.model.mistakes import declared_here
from bekymring.model.resolve import INPUTS, WORDS, Declared, Kind
from bekymring.model.suggest import meant
from bekymring.model.typed import LevelValue, Meant, Typed
from bekymring.model.types import Choice, OnScale, SetOf, Type
from bekymring.source import Span
from bekymring.syntax import document as doc

VALUES = INPUTS | {Kind.INDICATOR, Kind.DEFINITION, Kind.LEVEL, Kind.SCALE}
_WANTED = (
    "en oplysning, en vurdering, en indikator, en definition eller et niveau",
    "a fact, an assessment, an indicator, a definition or a level",
)


def named(scope: Scope, name: doc.Name, hint: Meant | None) -> Meant:
    """What a bare name means where it stands; `hint` is what it is compared with."""
    if name.text in _options(scope, hint):
        return step_or_alternative(scope, name, hint)
    found = scope.draft.names.find(name.text, scope.layer)
    if scope.item_list is not None:
        if name.text in scope.fields(scope.item_list):
            return _field(scope, name, found)
        if found is None and not has_options(hint):
            raise unknown_field(scope, name, scope.item_list)
    if has_options(hint) and (found is None or found.kind not in VALUES):
        return step_or_alternative(scope, name, hint)
    if found is not None and found.kind is Kind.ACTION:
        raise _an_action(scope, name, found)
    return _value(scope, name, scope.declared(name, VALUES, _WANTED))


def _value(scope: Scope, name: doc.Name, found: Declared) -> Meant:
    draft, at = scope.draft, name.span
    each = scope.assessed_each(name)
    if each is not None:
        raise assessed_each(scope, name, each)
    match found.kind:
        case Kind.LEVEL | Kind.SCALE:
            if scope.item_list is not None:
                raise scope.stop(mistakes.IN_A_FILTER, at, found_da="Et niveau", found_en="A level")
            level = level_named(scope, name)
            return LevelValue(
                level, level.per_record is not None and level.per_record == scope.per_record, at
            )
        case Kind.DEFINITION | Kind.INDICATOR if name.text in draft.definitions:
            return Typed(rs.Named(name.text, span=at), draft.definitions[name.text].type_, at, name.text)
        case _ if name.text in draft.inputs and name.text not in draft.pending:
            return Typed(rs.Ref(name.text, span=at), draft.inputs[name.text].type_, at, name.text)
        case _:
            if name.text in draft.pending:
                draft.needed = draft.needed or name.text
            raise Stop  # it is not read yet, or its declaration has a finding of its own


def assessed_each(scope: Scope, name: doc.Name, list_: rs.RecordList) -> Stop:
    """An assessment made for each record, where it is not said of which."""
    da, en = f"{name.text} af denne {list_.name}", f"{name.text} of this {list_.name}"
    suggestion = scope.wording(name.span, da, en) if scope.per_record == list_.name else ""
    return scope.stop(
        mistakes.ASSESSED_EACH,
        name.span,
        suggestion=suggestion,
        name=name.text,
        list=list_.name,
        plural=list_.plural,
    )


def _an_action(scope: Scope, name: doc.Name, found: Declared) -> Stop:
    da, en = WORDS[found.kind]
    forms = f"{name.text} skal ske", f"{name.text} must happen"
    return scope.stop(
        mistakes.WRONG_KIND,
        name.span,
        labels=(declared_here(found.at, name.text),),
        suggestion=scope.wording(name.span, *forms),
        name=name.text,
        found_da=da,
        found_en=en,
        wanted_da="en oplysning eller noget, der kan være rigtigt eller forkert",
        wanted_en="a fact or something that can be true or false",
        hint_da=f"Skriv »{forms[0]}« eller »{name.text} er udført«.",
        hint_en=f"Write »{forms[1]}« or »{name.text} is done«.",
    )


def _field(scope: Scope, name: doc.Name, found: Declared | None) -> Typed:
    list_ = scope.draft.lists[scope.item_list or ""]
    own = list_.fields[name.text]
    if found is not None and found.kind in VALUES and not own.is_assessment:
        da, en = WORDS[found.kind]
        labels = (declared_here(found.at, name.text),)
        args = {"name": name.text, "list": list_.name, "other_da": da, "other_en": en}
        raise scope.stop(mistakes.FIELD_OR_FACT, name.span, labels=labels, more=args)
    return Typed(rs.ItemField(name.text, span=name.span), own.type_, name.span, name.text)


def unknown_field(scope: Scope, name: doc.Name, list_name: str) -> Stop:
    """A field that a list does not have."""
    list_ = scope.draft.lists[list_name]
    fields = scope.fields(list_name)
    near = scope.draft.near(name.text, fields)
    labels = (declared_here(list_.origin.span, list_.name),)
    args = {"name": name.text, "list": list_name, "options": _listed(fields), **meant(near, lead=" ")}
    return scope.stop(mistakes.UNKNOWN_FIELD, name.span, labels=labels, suggestion=near or "", more=args)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


# --- steps and alternatives ---------------------------------------------------------------------------------


def _options(scope: Scope, hint: Meant | None) -> tuple[str, ...]:
    match hint:
        case Typed(type_=(Choice() | SetOf()) as type_):
            return type_.names
        case Typed(type_=OnScale(scale=scale)):
            return scope.draft.scales[scale].names
        case LevelValue(level=level):
            return scope.draft.scales[level.scale].names
        case _:
            return ()


def has_options(hint: Meant | None) -> bool:
    """Whether what something is compared with has named answers or steps, one at a time."""
    match hint:
        case LevelValue() | Typed(type_=Choice() | OnScale()):
            return True
        case _:
            return False


def step_or_alternative(scope: Scope, name: doc.Name, hint: Meant | None) -> Typed:
    """A step of a scale, or one of the answers to a question."""
    options = _options(scope, hint)
    if name.text not in options:
        raise _no_option(scope, name, hint, options)
    type_: Type
    match hint:
        case LevelValue(level=level):
            type_ = OnScale(level.scale)
        case Typed(type_=SetOf(alternatives=alternatives)):
            type_ = Choice(alternatives)
        case Typed(type_=type_):
            pass
        case _:
            raise Stop
    return Typed(rs.Const(name.text, span=name.span), type_, name.span)


def _no_option(scope: Scope, name: doc.Name, hint: Meant | None, options: tuple[str, ...]) -> Stop:
    near = scope.draft.near(name.text, options)
    suggestion = near or ""
    args = {"name": name.text, "options": _listed(options), **meant(near, lead=" ")}
    match hint:
        case Typed(type_=OnScale(scale=scale)):
            return scope.stop(mistakes.UNKNOWN_STEP, name.span, suggestion=suggestion, scale=scale, more=args)
        case LevelValue(level=level):
            return scope.stop(
                mistakes.UNKNOWN_STEP, name.span, suggestion=suggestion, scale=level.scale, more=args
            )
        case Typed(name=asked):
            return scope.stop(
                mistakes.UNKNOWN_ALTERNATIVE, name.span, suggestion=suggestion, fact=asked or "…", more=args
            )
        case _:
            return Stop()


# --- levels -------------------------------------------------------------------------------------------------


def level_named(scope: Scope, name: doc.Name) -> rs.Level:
    """The level of a name; a scale that bears no level of another name, and that a rule points to, is one itself."""
    found = scope.declared(name, frozenset({Kind.LEVEL, Kind.SCALE}))
    level = scope.draft.levels.get(name.text)
    if level is not None:
        return level
    if found.kind is Kind.LEVEL:
        raise Stop
    bearing = sorted(one.name for one in scope.draft.levels.values() if one.scale == name.text)
    if bearing:
        raise scope.stop(
            mistakes.SCALE_BEARS_LEVELS,
            name.span,
            suggestion=bearing[0],
            name=name.text,
            levels=_listed(bearing),
        )
    raise scope.stop(mistakes.SCALE_NO_LEVEL, name.span, name=name.text)


def own_level(scope: Scope, name: doc.Name, *, at: Span) -> Typed:
    """The professional's own assessment of a level; of one kept per record, that of the record that the rule is read for."""
    level = level_named(scope, name)
    if level.per_record is not None and level.own_in is None:
        raise scope.stop(mistakes.NOBODY_ASSESSES, at, name=level.name)
    if level.per_record is not None:
        if level.per_record != scope.per_record:
            raise scope.stop(mistakes.PER_RECORD_ELSEWHERE, at, name=level.name, list=level.per_record)
        return Typed(rs.ThisField(level.name, span=at), OnScale(level.scale), at, level.name)
    return Typed(rs.Ref(level.name, span=at), OnScale(level.scale), at, level.name)
