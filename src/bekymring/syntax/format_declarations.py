"""How the declarations that are not rules are laid out: the first line, then each clause on its own.

Takes: a declaration of the document.
Gives: its lines, without comments.
Afterwards true: clauses stand in the order of docs/language.md, whatever the order they were written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bekymring.syntax import document as doc
from bekymring.syntax.format_expressions import clause, expression, value
from bekymring.syntax.format_lines import STEP, Line, broken, fits, listing, with_commas
from bekymring.syntax.format_words import Writer, joined, number, quoted

# --- the head of a rule set, sources ------------------------------------------------------------------------


def header(w: Writer, d: doc.Header) -> Iterator[Line]:
    """`regelsæt navn "titel" version 1.0` and its clauses."""
    start = joined(w.word("HEADER"), w.name(d.name), quoted(d.title), w.word("VERSION"), w.version(d.version))
    yield Line(0, start)
    if d.validity:
        yield Line(STEP, validity(w, d.validity))
    if d.builds_on:
        yield from listing(STEP, w.word("BUILDS_ON"), w.names(d.builds_on))
    if d.responsible is not None:
        yield Line(STEP, f"{w.word('RESPONSIBLE')} {quoted(d.responsible)}")
    if d.approved:
        by = None if d.approved_by is None else f"{w.last_form('OF')} {quoted(d.approved_by)}"
        yield Line(STEP, joined(w.word("APPROVED"), w.day(d.approved), by))
    if d.revise_by:
        yield Line(STEP, f"{w.word('REVISE_BY')} {w.day(d.revise_by)}")
    if d.allowed_uses:
        uses = tuple(w.word("USE", one.value) for one in d.allowed_uses)
        yield from listing(STEP, w.word("ALLOWED_USES"), uses)
    for text in d.not_covered:
        yield Line(STEP, f"{w.word('NOT_COVERED')} {quoted(text)}")
    if d.unit_of_case:
        yield Line(STEP, f"{w.word('UNIT_OF_CASE')} {w.name(d.unit_of_case)}")


def validity(w: Writer, v: doc.Validity) -> str:
    """`gælder fra D til og med D`."""
    if v.start is None:
        return joined(w.word("VALID_UNTIL"), w.day(v.end) if v.end else None)
    until = f"{w.word('UNTIL')} {w.day(v.end)}" if v.end else None
    return joined(w.word("VALID_FROM"), w.day(v.start), until)


def law(w: Writer, d: doc.Law) -> Iterator[Line]:
    """`lov navn "titel" gælder fra D`."""
    when = validity(w, d.validity) if d.validity else None
    yield Line(0, joined(w.word("LAW"), w.name(d.name), quoted(d.title), when))


def professional_source(w: Writer, d: doc.ProfessionalSource) -> Iterator[Line]:
    """`kilde navn "titel" er vejledning`."""
    kind = w.word("SOURCE_KIND", d.kind.value)
    yield Line(0, joined(w.word("PROFESSIONAL_SOURCE"), w.name(d.name), quoted(d.title), kind))


def citations(w: Writer, cited: Iterable[doc.Citation], indent: int = STEP) -> Iterator[Line]:
    """`hjemmel lov <sted> læst D`, `ifølge kilde ikke læst`, in the order of the author."""
    for one in cited:
        opener = w.word("STATUTE" if one.statute else "ACCORDING_TO")
        read = None
        if one.read:
            read = f"{w.word('READ')} {w.day(one.read)}"
        elif one.read_said:
            read = w.word("NOT_READ")
        yield Line(indent, joined(opener, w.name(one.source), w.place(one), read))


# --- scales, levels, roles, parties -------------------------------------------------------------------------


def scale(w: Writer, d: doc.Scale) -> Iterator[Line]:
    """A scale: which way it goes, then each step on its own line."""
    tied = f"{w.word('TIED_TO')} {w.name(d.tied_to)}" if d.tied_to else None
    direction = w.word("DIRECTION", d.direction.value)
    yield Line(0, joined(w.word("SCALE"), w.name(d.name), quoted(d.title), direction, tied))
    for step in d.steps:
        yield Line(STEP, _step(w, step))
    yield from _name_clause(w, "ASSESSED_BY", d.assessed_by)


def _step(w: Writer, step: doc.Step) -> str:
    label = None if step.label is None else quoted(step.label)
    other = f"{w.word('CORRESPONDS_TO')} {w.step(step.corresponds_to)}" if step.corresponds_to else None
    return joined(w.step(step.name), label, other, _only_after(w, step.only_after))


def _only_after(w: Writer, names: Sequence[doc.Name]) -> str | None:
    """`kun efter a eller b`; None where nothing need come first."""
    either = f" {w.word('OR')} ".join(w.names(names))
    return f"{w.word('ONLY_AFTER')} {either}" if names else None


def level(w: Writer, d: doc.Level) -> Iterator[Line]:
    """A level on a scale."""
    on = f"{w.word('ON_SCALE')} {w.name(d.scale)}"
    yield Line(0, joined(w.word("LEVEL"), w.name(d.name), quoted(d.title), on))
    if d.per_record:
        yield Line(STEP, w.for_each(d.per_record))
    if d.otherwise:
        yield Line(STEP, f"{w.word('OTHERWISE')} {w.step(d.otherwise)}")
    yield from _name_clause(w, "ASSESSED_BY", d.assessed_by)


def roles(w: Writer, d: doc.Roles) -> Iterator[Line]:
    """Roles; ranked ones end with saying so."""
    parts = [w.labelled(one) for one in d.roles]
    whole = f"{w.word('ROLES')} {', '.join(parts)}"
    ranked = [w.word("RANKED")] if d.ranked else []
    if fits(0, joined(whole, *ranked)):
        yield Line(0, joined(whole, *ranked))
    else:
        rest = [(STEP, part) for part in (*with_commas(parts), *ranked)]
        yield from broken(0, [(0, w.word("ROLES")), *rest])


def parties(w: Writer, d: doc.Parties) -> Iterator[Line]:
    """Parties."""
    yield from listing(0, w.word("PARTIES"), [w.labelled(one) for one in d.parties])


def _name_clause(w: Writer, terminal: str, name: doc.Name | None) -> Iterator[Line]:
    if name:
        yield Line(STEP, f"{w.word(terminal)} {w.name(name)}")


# --- facts --------------------------------------------------------------------------------------------------


def fact(w: Writer, d: doc.Fact) -> Iterator[Line]:
    """`oplysning x "…?": procent` and what is said of it."""
    yield from _asked(w, w.word("FACT"), d)
    if d.measured_for is not None:
        yield Line(STEP, w.measured_for_each(d.measured_for))
    yield from traits(w, d.traits)


def assessment(w: Writer, d: doc.Assessment) -> Iterator[Line]:
    """`faglig vurdering x "…?": vished`, what it weighs and who makes it."""
    yield from _asked(w, w.word("ASSESSMENT"), d)
    if d.per_record:
        yield Line(STEP, w.for_each(d.per_record))
    if d.weighs:
        weighed = [quoted(one) if isinstance(one, str) else w.name(one) for one in d.weighs]
        yield from listing(STEP, w.word("WEIGHS"), weighed)
    yield from _name_clause(w, "MADE_BY", d.made_by)
    yield from traits(w, d.traits)


def parameter(w: Writer, d: doc.Parameter) -> Iterator[Line]:
    """`fastsættes lokalt x "…?": procent`."""
    yield from _asked(w, w.word("PARAMETER"), d)
    yield from citations(w, d.citations)


def _asked(
    w: Writer,
    opener: str,
    d: doc.Fact | doc.Assessment | doc.Parameter | doc.RecordField,
    indent: int = 0,
) -> Iterator[Line]:
    head = f"{opener} {w.name(d.name)} {quoted(d.question)}:"
    whole = f"{head} {_type(w, d.type_)}"
    match d.type_:
        case doc.ChoiceType(options=options) | doc.SetType(options=options) if not fits(indent, whole):
            kind = w.word("ONE_OF" if isinstance(d.type_, doc.ChoiceType) else "SEVERAL_OF")
            parts = with_commas([w.labelled(one) for one in options], end=")")
            rest = [(2 * STEP, part) for part in parts]
            yield from broken(indent, [(0, f"{head} {kind} ("), *rest])
        case _:
            yield Line(indent, whole)


def _type(w: Writer, of: doc.Type) -> str:
    match of:
        case doc.YesNoType():
            return f"{w.word('YES')}/{w.word('NO')}"
        case doc.IntegerType(low=low, high=high, unit=unit):
            return joined(w.word("INTEGER"), _bounds(w, low, high), _unit(w, unit))
        case doc.DecimalType(low=low, high=high, unit=unit):
            return joined(w.word("DECIMAL"), _bounds(w, low, high), _unit(w, unit))
        case doc.PercentType(low=low, high=high):
            return joined(w.word("PERCENT_TYPE"), _bounds(w, low, high) if low and high else None)
        case doc.DateType():
            return w.word("DATE_TYPE")
        case doc.InstantType():
            return w.word("INSTANT_TYPE")
        case doc.ChoiceType(options=options):
            return f"{w.word('ONE_OF')} ({', '.join(w.labelled(one) for one in options)})"
        case doc.SetType(options=options):
            return f"{w.word('SEVERAL_OF')} ({', '.join(w.labelled(one) for one in options)})"
        case doc.ScaleTypeRef(scale=scale_):
            return w.name(scale_)


def _bounds(w: Writer, low: doc.Number, high: doc.Number) -> str:
    return f"{w.word('FROM')} {number(low)} {w.word('TO')} {number(high)}"


def _unit(w: Writer, unit: str | None) -> str | None:
    return None if unit is None else f"{w.word('UNIT_LABEL')} {quoted(unit)}"


def traits(w: Writer, t: doc.FactTraits, indent: int = STEP) -> Iterator[Line]:
    """What is said of a fact, a field, an assessment or an indicator."""
    for said, terminal in (
        (t.is_birth_date, "BIRTH_DATE"),
        (t.protected, "PROTECTED"),
    ):
        if said:
            yield Line(indent, w.word(terminal))
    if t.may_matter_for:
        yield from listing(indent, w.word("MAY_MATTER_FOR"), w.names(t.may_matter_for))
    for said, terminal in ((t.not_collected, "NOT_COLLECTED"), (t.not_confidential, "NOT_CONFIDENTIAL")):
        if said:
            yield Line(indent, w.word(terminal))
    if t.answered_by:
        yield from listing(indent, w.word("ANSWERED_BY"), w.names(t.answered_by))
    if t.worse:
        yield Line(indent, w.word("WORSE", t.worse.value))
    if t.relevant_when is not None:
        yield from clause(w, w.word("RELEVANT_WHEN"), t.relevant_when, indent=indent)
    yield from citations(w, t.citations, indent)


def setting(w: Writer, d: doc.Setting) -> Iterator[Line]:
    """`fastsat x til værdi` and why."""
    head = f"{w.word('SETTING')} {w.name(d.parameter)} {w.word('TO')}"
    yield from listing(0, head, [value(w, one) for one in d.values], deeper=2 * STEP)
    if d.reason is not None:
        yield Line(STEP, f"{w.word('BECAUSE')} {quoted(d.reason)}")
    yield from citations(w, d.citations)


def integrity(w: Writer, d: doc.Integrity) -> Iterator[Line]:
    """`forudsætning "…": når a så gælder b`, on one line if it fits."""
    head = f"{w.word('INTEGRITY')} {quoted(d.label)}:"
    when = None if d.when is None else f"{w.word('WHEN')} {expression(w, d.when)} {w.word('HOLDS')}"
    whole = joined(head, when, expression(w, d.claim))
    if fits(0, whole):
        yield Line(0, whole)
        return
    yield Line(0, head)
    if d.when is not None:
        yield from going_on(clause(w, w.word("WHEN"), d.when))
        yield from going_on(clause(w, w.word("HOLDS"), d.claim))
    else:
        yield from going_on(bare(w, d.claim))


def going_on(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that only the width has broken off."""
    for line in lines:
        yield Line(line.indent, line.text, goes_on=True)


def bare(w: Writer, expr: doc.Expr) -> Iterator[Line]:
    """A condition on lines of its own."""
    chained = isinstance(expr, doc.And | doc.Or)
    for line in clause(w, "", expr, deeper=0 if chained else STEP):
        yield Line(line.indent, line.text.lstrip(), line.goes_on)


def record_list(w: Writer, d: doc.RecordList) -> Iterator[Line]:
    """A list of records: its clauses, then its fields with what is said of each indented deeper."""
    plural = f"{w.word('PLURAL')} {w.name(d.plural)}"
    yield Line(0, joined(w.word("RECORD_LIST"), w.name(d.name), plural, quoted(d.title)))
    yield from _name_clause(w, "DATED_BY", d.dated_by)
    if d.maximum is not None:
        yield Line(STEP, f"{w.word('QUANTITY', 'at_most')} {d.maximum}")
    if d.fields:
        yield Line(STEP, w.word("WITH"))
    yield from _fields(w, d.fields)


def record_addition(w: Writer, d: doc.RecordAddition) -> Iterator[Line]:
    """`hændelse underretning også med`, then the fields that are added."""
    yield Line(0, joined(w.word("RECORD_LIST"), w.name(d.list_), w.word("ALSO_WITH")))
    yield from _fields(w, d.fields)


def _fields(w: Writer, fields: tuple[doc.RecordField, ...]) -> Iterator[Line]:
    for one in fields:
        yield from _asked(w, w.word("FIELD"), one, STEP)
        yield from traits(w, one.traits, 2 * STEP)


def indicator(w: Writer, d: doc.Indicator) -> Iterator[Line]:
    """`indikator x "…" er et tegn på mistrivsel`, when it holds, and what is said of it."""
    kind = w.word("INDICATOR_KIND", d.kind.value)
    yield Line(0, joined(w.word("INDICATOR"), w.name(d.name), quoted(d.label), kind))
    if d.when is not None:
        yield from clause(w, w.word("WHEN"), d.when)
    yield from traits(w, d.traits)


def definition(w: Writer, d: doc.Definition) -> Iterator[Line]:
    """`definition x <udtryk>`, on one line if it fits."""
    label = None if d.label is None else quoted(d.label)
    head = joined(w.word("DEFINITION"), w.name(d.name), label)
    whole = f"{head} {expression(w, d.expr)}"
    if fits(0, whole):
        yield Line(0, whole)
        return
    yield Line(0, head)
    yield from going_on(bare(w, d.expr))


# --- actions, measures, attention, calendars ----------------------------------------------------------------


def action(w: Writer, d: doc.Action) -> Iterator[Line]:
    """`handling x "<navnemåde>" for hver underretning` and what is said of it."""
    each = w.for_each(d.per_record) if d.per_record else None
    yield Line(0, joined(w.word("ACTION"), w.name(d.name), quoted(d.infinitive), each))
    yield from _action_traits(w, d.traits)


def measure(w: Writer, d: doc.Measure) -> Iterator[Line]:
    """`indsats x "…" på <skala> <trin>`, whom it is for, and what is said of it."""
    on = f"{w.word('ON')} {w.name(d.scale)} {w.step(d.step)}"
    yield Line(0, joined(w.word("MEASURE"), w.name(d.name), quoted(d.title), on))
    if d.target_group is not None:
        yield from clause(w, w.word("TARGET_GROUP_WHEN"), d.target_group)
    yield from _action_traits(w, d.traits)


def bearer(w: Writer, name: doc.Name, *, personally: bool) -> str:
    """`påhviler rådgiver personligt`."""
    return joined(w.word("BEARER"), w.name(name), w.word("PERSONALLY") if personally else None)


def _action_traits(w: Writer, t: doc.ActionTraits) -> Iterator[Line]:
    if t.bearer:
        yield Line(STEP, bearer(w, t.bearer, personally=t.personally))
    if t.involves:
        yield from listing(STEP, w.word("INVOLVES"), w.names(t.involves))
    for said, key in (
        (t.is_offer, "offer"),
        (t.is_decision, "decision"),
        (t.is_intervention, "intervention"),
        (t.finds_out, "finds_out"),
    ):
        if said:
            yield Line(STEP, w.word("ACTION_NATURE", key))
    if t.done:
        yield from _done(w, t.done)
    yield from _name_clause(w, "DECIDED_BY", t.decided_by)
    if after := _only_after(w, t.only_after):
        yield Line(STEP, after)
    for text in t.limits:
        yield Line(STEP, f"{w.word('LIMIT')} {quoted(text)}")
    yield from citations(w, t.citations)


def _done(w: Writer, done: doc.Done) -> Iterator[Line]:
    at = f"{w.word('DONE')} {value(w, done.at)}"
    if done.when is None:
        yield Line(STEP, at)
        return
    whole = f"{at} {w.word('WHEN')} {expression(w, done.when)}"
    if fits(STEP, whole):
        yield Line(STEP, whole)
        return
    yield Line(STEP, at)
    yield from going_on(clause(w, w.word("WHEN"), done.when, indent=2 * STEP))


def attention_point(w: Writer, d: doc.AttentionPoint) -> Iterator[Line]:
    """`opmærksomhedspunkt x "…"`."""
    yield Line(0, joined(w.word("ATTENTION_POINT"), w.name(d.name), quoted(d.text)))


def calendar(w: Writer, d: doc.Calendar) -> Iterator[Line]:
    """`kalender x "…"` and the days that it leaves out."""
    yield Line(0, joined(w.word("CALENDAR"), w.name(d.name), quoted(d.title)))
    days = [w.vocabulary.weekday_names[number_] for number_ in d.weekdays]
    days += [f"{w.ordinal(day)} {w.vocabulary.month_names[month - 1]}" for month, day in d.days]
    yield from listing(STEP, w.word("WITHOUT"), days)
    yield from citations(w, d.citations)
