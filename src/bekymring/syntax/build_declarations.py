"""From what the parser puts together to the head, sources, scales and facts of the document; one function a production."""

from __future__ import annotations

from typing import Any

from bekymring.syntax import document as doc
from bekymring.syntax import mistakes
from bekymring.syntax.build_expressions import Parts, _date, _whole
from bekymring.syntax.lexeme import Lexeme
from bekymring.syntax.pieces import Clause, Clauses, Items, clause, find, has, span_of, text_of, unquoted

# --- the head of a rule set, sources ---


def header(c: Parts) -> doc.Header:
    known = Clauses(c)
    approved_on, approved_by = known.one("approved") or (None, None)
    version: Lexeme = c[4]
    return doc.Header(
        name=c[1],
        title=unquoted(c[2]),
        version=unquoted(version) if version.type == "STRING" else version.text,
        validity=known.one("validity"),
        builds_on=known.flat("builds_on"),
        responsible=known.one("responsible"),
        approved=approved_on,
        approved_by=approved_by,
        revise_by=known.one("revise_by"),
        allowed_uses=known.flat("allowed_uses"),
        not_covered=known.all("not_covered"),
        unit_of_case=known.one("unit_of_case"),
        span=span_of(c),
    )


def validity(c: Parts) -> Clause:
    if c[0].type == "VALID_UNTIL":
        value = doc.Validity(None, _date(c[1]), span=span_of(c))
    else:
        value = doc.Validity(_date(c[1]), _date(c[3]) if len(c) == 4 else None, span=span_of(c))
    return clause("validity", c, value)


def builds_on(c: Parts) -> Clause:
    return clause("builds_on", c, c[1].values)


def responsible(c: Parts) -> Clause:
    return clause("responsible", c, unquoted(c[1]))


def approved(c: Parts) -> Clause:
    return clause("approved", c, (_date(c[1]), text_of(c)))


def revise_by(c: Parts) -> Clause:
    return clause("revise_by", c, _date(c[1]))


def allowed_uses(c: Parts) -> Clause:
    return clause("allowed_uses", c, tuple(doc.AllowedUse(use.key) for use in c[1::2]))


def not_covered(c: Parts) -> Clause:
    return clause("not_covered", c, unquoted(c[1]))


def unit_of_case(c: Parts) -> Clause:
    return clause("unit_of_case", c, c[1])


def law(c: Parts) -> doc.Law:
    return doc.Law(c[1], unquoted(c[2]), Clauses(c).one("validity"), span=span_of(c))


def professional_source(c: Parts) -> doc.ProfessionalSource:
    return doc.ProfessionalSource(c[1], unquoted(c[2]), doc.SourceKind(c[3].key), span=span_of(c))


def statute(c: Parts) -> Clause:
    return clause("citation", c, _citation(c, statute_=True))


def according_to(c: Parts) -> Clause:
    return clause("citation", c, _citation(c, statute_=False))


def _citation(c: Parts, *, statute_: bool) -> doc.Citation:
    paragraph = next((" ".join(one.text.split()) for one in c[2:] if one.type == "PARAGRAPH"), None)
    read = next((_date(one) for one in c[2:] if one.type == "DATE"), None)
    said = has(c, "READ") or has(c, "NOT_READ")
    return doc.Citation(statute_, c[1], paragraph or text_of(c), read, said, span=span_of(c))


# --- scales, levels, roles, parties ---


def scale(c: Parts) -> doc.Scale:
    known = Clauses(c)
    steps = tuple(one for one in c if isinstance(one, doc.Step))
    direction_ = known.one("direction")
    if direction_ is None:
        c[0].reading.add(mistakes.SCALE_WITHOUT_DIRECTION, c[1].span, {"name": c[1].text})
    if not steps:
        c[0].reading.add(mistakes.SCALE_WITHOUT_STEPS, c[1].span, {"name": c[1].text})
    return doc.Scale(
        name=c[1],
        title=unquoted(c[2]),
        direction=direction_ or doc.Direction.IN_ORDER,
        steps=steps,
        tied_to=known.one("tied_to"),
        assessed_by=known.one("assessed_by"),
        span=span_of(c),
    )


def direction(c: Parts) -> Clause:
    return clause("direction", c, doc.Direction(c[0].key))


def step(c: Parts) -> doc.Step:
    known = Clauses(c)
    return doc.Step(
        c[0], text_of(c), known.one("corresponds_to"), known.one("only_after") or (), span=span_of(c)
    )


def level(c: Parts) -> doc.Level:
    known = Clauses(c)
    scale_ = known.one("on_scale")
    if scale_ is None:
        c[0].reading.add(mistakes.LEVEL_WITHOUT_SCALE, c[1].span, {"name": c[1].text})
    return doc.Level(
        name=c[1],
        title=unquoted(c[2]),
        scale=scale_ or c[1],
        per_record=known.one("for_each"),
        otherwise=known.one("otherwise"),
        assessed_by=known.one("assessed_by"),
        span=span_of(c),
    )


def _says_name(kind: str) -> Any:
    def build(c: Parts) -> Clause:
        return clause(kind, c, c[1])

    build.__module__ = __name__
    return build


tied_to = _says_name("tied_to")
assessed_by = _says_name("assessed_by")
corresponds_to = _says_name("corresponds_to")
on_scale = _says_name("on_scale")
for_each = _says_name("for_each")
otherwise = _says_name("otherwise")
dated_by = _says_name("dated_by")
made_by = _says_name("made_by")
decided_by = _says_name("decided_by")


def only_after(c: Parts) -> Clause:
    return clause("only_after", c, tuple(one for one in c if isinstance(one, doc.Name)))


def roles(c: Parts) -> doc.Roles:
    return doc.Roles(c[1].values, has(c, "RANKED"), span=span_of(c))


def parties(c: Parts) -> doc.Parties:
    return doc.Parties(c[1].values, span=span_of(c))


# --- facts ---


def fact(c: Parts) -> doc.Fact:
    measured_for = Clauses(c).one("measured_for")
    return doc.Fact(c[1], _question(c[2]), c[4], _traits(c), measured_for, span=span_of(c))


def measured_for(c: Parts) -> Clause:
    return clause("measured_for", c, doc.CalendarPeriod(c[1].key))


def assessment(c: Parts) -> doc.Assessment:
    known = Clauses(c)
    return doc.Assessment(
        name=c[1],
        question=_question(c[2]),
        type_=c[4],
        weighs=known.flat("weighs"),
        made_by=known.one("made_by"),
        traits=_traits(c),
        per_record=known.one("for_each"),
        span=span_of(c),
    )


def parameter(c: Parts) -> doc.Parameter:
    return doc.Parameter(c[1], _question(c[2]), c[4], Clauses(c).all("citation"), span=span_of(c))


def setting(c: Parts) -> doc.Setting:
    known = Clauses(c)
    values = tuple(one for one in c[3:] if not isinstance(one, Lexeme | Clause))
    reason = known.one("reason")
    if reason is None:
        c[0].reading.add(mistakes.MISSING_REASON, c[1].span, {"name": c[1].text})
    return doc.Setting(c[1], values, reason, known.all("citation"), span=span_of(c))


def integrity(c: Parts) -> doc.Integrity:
    return doc.Integrity(unquoted(c[1]), c[4] if has(c, "WHEN") else None, c[-1], span=span_of(c))


def indicator(c: Parts) -> doc.Indicator:
    kind = doc.IndicatorKind(c[3].key)
    return doc.Indicator(c[1], unquoted(c[2]), kind, Clauses(c).one("when"), _traits(c), span=span_of(c))


def definition(c: Parts) -> doc.Definition:
    return doc.Definition(c[1], text_of(c), c[-1], span=span_of(c))


def record_list(c: Parts) -> doc.RecordList:
    known = Clauses(c)
    return doc.RecordList(
        name=c[1],
        plural=c[3],
        title=unquoted(c[4]),
        fields=tuple(one for one in c if isinstance(one, doc.RecordField)),
        dated_by=known.one("dated_by"),
        maximum=known.one("at_most_records"),
        span=span_of(c),
    )


def at_most_records(c: Parts) -> Clause:
    if c[0].key != "at_most":
        c[0].reading.add(mistakes.MAXIMUM_ONLY, c[0].span, {"found": c[0].text})
    return clause("at_most_records", c, _whole(c[1]))


def record_addition(c: Parts) -> doc.RecordAddition:
    fields = tuple(one for one in c if isinstance(one, doc.RecordField))
    return doc.RecordAddition(c[1], fields, span=span_of(c))


def record_field(c: Parts) -> doc.RecordField:
    return doc.RecordField(c[1], _question(c[2]), c[4], _traits(c), span=span_of(c))


def _question(lexeme: Lexeme) -> str:
    question = unquoted(lexeme)
    if not question.rstrip().endswith("?"):
        suggestion = f'"{question.rstrip().rstrip(".")}?"'
        lexeme.reading.add(mistakes.QUESTION_WITHOUT_MARK, lexeme.span, suggestion=suggestion)
    return question


_TRAITS = (
    "answered_by",
    "protected",
    "may_matter_for",
    "not_collected",
    "not_confidential",
    "worse",
    "relevant_when",
    "birth_date",
    "citation",
)


def _traits(c: Parts) -> doc.FactTraits:
    known = Clauses(one for one in c if isinstance(one, Clause) and one.kind in _TRAITS)
    where = known.span()
    if where is None:
        return doc.FactTraits(span=c[1].span)
    return doc.FactTraits(
        answered_by=known.flat("answered_by"),
        protected=known.said("protected"),
        may_matter_for=known.flat("may_matter_for"),
        not_collected=known.said("not_collected"),
        not_confidential=known.said("not_confidential"),
        worse=known.one("worse"),
        relevant_when=known.one("relevant_when"),
        is_birth_date=known.said("birth_date"),
        citations=known.all("citation"),
        span=where,
    )


def answered_by(c: Parts) -> Clause:
    return clause("answered_by", c, c[1].values)


def protected(c: Parts) -> Clause:
    return clause("protected", c)


def may_matter_for(c: Parts) -> Clause:
    return clause("may_matter_for", c, c[1].values)


def not_collected(c: Parts) -> Clause:
    return clause("not_collected", c)


def not_confidential(c: Parts) -> Clause:
    return clause("not_confidential", c)


def worse(c: Parts) -> Clause:
    return clause("worse", c, doc.Worse(c[0].key))


def relevant_when(c: Parts) -> Clause:
    return clause("relevant_when", c, c[1])


def birth_date(c: Parts) -> Clause:
    return clause("birth_date", c)


def weighs(c: Parts) -> Clause:
    return clause("weighs", c, tuple(unquoted(one) if isinstance(one, Lexeme) else one for one in c[1::2]))


# --- what a fact can be answered with ---


def yes_no_type(c: Parts) -> doc.YesNoType:
    return doc.YesNoType(span=span_of(c))


def integer_type(c: Parts) -> doc.IntegerType:
    return doc.IntegerType(c[2], c[4], _unit(c), span=span_of(c))


def decimal_type(c: Parts) -> doc.DecimalType:
    return doc.DecimalType(c[2], c[4], _unit(c), span=span_of(c))


def percent_type(c: Parts) -> doc.PercentType:
    return doc.PercentType(c[2], c[4], span=span_of(c)) if len(c) == 5 else doc.PercentType(span=span_of(c))


def date_type(c: Parts) -> doc.DateType:
    return doc.DateType(span=span_of(c))


def instant_type(c: Parts) -> doc.InstantType:
    return doc.InstantType(span=span_of(c))


def choice_type(c: Parts) -> doc.ChoiceType:
    return doc.ChoiceType(c[2].values, span=span_of(c))


def set_type(c: Parts) -> doc.SetType:
    return doc.SetType(c[2].values, span=span_of(c))


def scale_type(c: Parts) -> doc.ScaleTypeRef:
    return doc.ScaleTypeRef(c[0], span=c[0].span)


def unit_label(c: Parts) -> Items:
    return Items((unquoted(c[1]),), span_of(c))


def _unit(c: Parts) -> str | None:
    label = find(c, Items)
    return label.values[0] if label else None


# --- clauses that rules share ---


def when(c: Parts) -> Clause:
    return clause("when", c, c[1])


def reason(c: Parts) -> Clause:
    return clause("reason", c, unquoted(c[1]))
