"""Definitions and derived indicators, each read after those that it rests on.

Takes the layers' declarations; fills the draft.
Afterwards true: definitions go in no circle, and each is a condition or a number.

A name may turn out to be a step or a field and no definition, so what rests on what is known for certain only when
an expression is read. The words in it give the order in which to try; where one is wanted that is not read yet, it is
read first and the other again. No step of this goes deeper for a longer chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Draft, Scope, Stop
from bekymring.model.expressions import condition, value
from bekymring.model.mistakes import declared_here
from bekymring.model.typed import YES_NO, Typed
from bekymring.model.types import Number
from bekymring.model.vocabulary import citations
from bekymring.syntax import document as doc

Written = Mapping[str, tuple[Scope, doc.Definition | doc.Indicator]]


def definitions(draft: Draft, written: Written) -> None:
    """Reads every definition and every derived indicator."""
    draft.pending.update(written)
    for name in _order_to_try(written):
        if name in draft.pending:
            _read(draft, written, name)


def _read(draft: Draft, written: Written, first: str) -> None:
    path = [first]
    while path:
        name = path[-1]
        scope, node = written[name]
        mark = draft.begin()
        found: rs.Definition | None = None
        try:
            found = _definition(scope, node)
        except Stop:
            needed = draft.needed
            if needed is not None:
                del draft.findings[mark:]
                if needed not in path:
                    path.append(needed)
                    continue
                _circle(draft, written, path[path.index(needed) :])
                path = path[: path.index(needed)]
                continue
        draft.pending.discard(name)
        if found is not None:
            draft.definitions[name] = found
        path.pop()


def _circle(draft: Draft, written: Written, circle: list[str]) -> None:
    scope, node = written[circle[-1]]
    labels = tuple(declared_here(written[name][1].name.span, name) for name in circle[:-1])
    scope.report(
        mistakes.CIRCULAR_DEFINITION, node.name.span, labels=labels, circle=" → ".join([*circle, circle[0]])
    )
    draft.pending.difference_update(circle)


def _definition(scope: Scope, node: doc.Definition | doc.Indicator) -> rs.Definition:
    origin = scope.origin(node.span)
    match node:
        case doc.Indicator(name=name, label=label, when=when) if when is not None:
            return rs.Definition(name.text, label, condition(scope, when), YES_NO, origin)
        case doc.Definition(name=name, label=label, expr=expr):
            label = label or name.text.replace("_", " ")
            match value(scope, expr):
                case Typed(expr=read, type_=Number() as type_):
                    return rs.Definition(name.text, label, read, type_, origin)
                case _:
                    return rs.Definition(name.text, label, condition(scope, expr), YES_NO, origin)
        case _:
            raise Stop


def indicator(scope: Scope, node: doc.Indicator) -> None:
    """`indikator`: its kind and words; what it rests on is a definition, or an observation."""
    name = node.name.text
    held = scope.draft.definitions.get(name)
    if node.when is not None and held is None:
        return
    when = held.expr if held is not None else None
    # An observed indicator cites through its input; what is wrong with the citations was said there.
    cited = citations(scope, node.traits.citations) if node.when is not None else ()
    if node.when is None and name in scope.draft.inputs:
        cited = scope.draft.inputs[name].citations
    scope.draft.indicators[name] = rs.Indicator(
        name, node.label, node.kind, when, cited, scope.origin(node.span)
    )


def _order_to_try(written: Written) -> Iterator[str]:
    """The names so that, circles apart, each comes after those whose words occur in it."""
    done: set[str] = set()
    for first in written:
        path = [(first, iter(_words(written, first)))]
        entered = {first}
        while path:
            name, rest = path[-1]
            following = next((one for one in rest if one not in done and one not in entered), None)
            if following is not None:
                entered.add(following)
                path.append((following, iter(_words(written, following))))
                continue
            path.pop()
            if name not in done:
                done.add(name)
                yield name


def _words(written: Written, name: str) -> list[str]:
    """The definitions whose names occur in one."""
    _, node = written[name]
    found: dict[str, None] = {}
    kinds: set[doc.IndicatorKind] = set()
    for one in parts_of(node.when if isinstance(node, doc.Indicator) else node.expr):
        match one:
            case doc.NameRef(name=doc.Name(text=text)) if text in written:
                found[text] = None
            case doc.CountOfKind(kind=kind):
                kinds.add(kind)
            case _:
                pass
    if kinds:
        found |= dict.fromkeys(
            text for text, (_, one) in written.items() if isinstance(one, doc.Indicator) and one.kind in kinds
        )
    return list(found)


def parts_of(node: object) -> Iterator[object]:
    """A part of a document and everything in it, without going deeper in Python."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting.extend(one)
        elif attrs.has(kind := type(one)):
            yield one
            waiting.extend(getattr(one, each.name) for each in attrs.fields(kind) if each.name != "span")
