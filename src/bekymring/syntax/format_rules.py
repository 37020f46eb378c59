"""How rules, tables, demands and what they conclude are laid out.

Takes: a declaration of the document.
Gives: its lines, without comments.
Afterwards true: a conclusion stands on its own line, with what follows from it indented below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bekymring.frozen import frozen
from bekymring.syntax import document as doc
from bekymring.syntax.format_declarations import bearer, citations, going_on, validity
from bekymring.syntax.format_expressions import amount, clause, expression, factor, is_one, record_ref, value
from bekymring.syntax.format_lines import STEP, WIDTH, Line, fits, listing
from bekymring.syntax.format_words import Writer, joined, listed, quoted

_K = doc.ConclusionKind
_SIDES = frozenset(
    {
        doc.Comparison.OR_WORSE,
        doc.Comparison.OR_BETTER,
        doc.Comparison.OR_MORE_INTRUSIVE,
        doc.Comparison.OR_LESS_INTRUSIVE,
    }
)
_QUANTITIES = frozenset({doc.Comparison.AT_LEAST, doc.Comparison.AT_MOST})

# --- rules --------------------------------------------------------------------------------------------------


def rule(w: Writer, d: doc.Rule) -> Iterator[Line]:
    """`regel x`, when it holds, what follows, and why."""
    measured = None if d.measured_on is None else f"{w.word('MEASURED_ON')} {value(w, d.measured_on)}"
    yield from _first_line(w, f"{w.word('RULE')} {w.name(d.name)}", d, measured)
    if d.when is not None:
        yield from clause(w, w.word("WHEN"), d.when)
    for one in d.unless:
        yield from clause(w, w.word("UNLESS"), one)
    for one in d.against:
        yield from clause(w, w.word("AGAINST"), one)
    for conclusion in d.conclusions:
        yield from so(w, conclusion)
    yield from _ground(w, d)


def _first_line(w: Writer, head: str, d: doc.Rule | doc.Table, measured: str | None = None) -> Iterator[Line]:
    head = joined(head, w.for_each(d.per_record) if d.per_record else None)
    parts = [part for part in (d.validity and validity(w, d.validity), measured) if part]
    whole = joined(head, *parts)
    if fits(0, whole):
        yield Line(0, whole)
        return
    yield Line(0, head)
    yield from (Line(STEP, part) for part in parts)


def _ground(w: Writer, d: doc.Rule | doc.Table) -> Iterator[Line]:
    yield from _because(w, d.reason)
    if d.considerations:
        texts = [quoted(one) for one in d.considerations]
        yield from listing(STEP, w.word("CONSIDERATIONS"), texts)
    yield from citations(w, d.citations)
    if d.locked:
        yield Line(STEP, w.word("LOCKED"))
    if d.exceptions_allowed:
        yield Line(STEP, w.word("EXCEPTIONS_ALLOWED"))


def _because(w: Writer, reason: str | None) -> Iterator[Line]:
    if reason is not None:
        yield Line(STEP, f"{w.word('BECAUSE')} {quoted(reason)}")


def rule_exception(w: Writer, d: doc.RuleException) -> Iterator[Line]:
    """`undtagelse x fra regel y`, when, and why."""
    yield Line(0, joined(w.word("RULE_EXCEPTION"), w.name(d.name), w.word("FROM_RULE"), w.name(d.rule)))
    yield from clause(w, w.word("UNLESS"), d.unless)
    yield from _because(w, d.reason)
    yield from citations(w, d.citations)


# --- conclusions --------------------------------------------------------------------------------------------


@frozen
class Said:
    """A conclusion in words: what it says, how soon or often, a condition, and what stands below it."""

    core: str
    times: tuple[str, ...] = ()
    condition: doc.Expr | None = None
    tails: tuple[str, ...] = ()


def said(w: Writer, c: doc.Conclusion) -> Said:
    """The words of a conclusion."""
    match c.kind:
        case _K.POINTS_TO:
            return Said(joined(w.word("POINTS_TO"), w.name(c.subject), w.step(c.step) if c.step else None))
        case _K.DECIDED_BY:
            by = f"{w.last_form('OF')} {w.name(c.role)}" if c.role else None
            return Said(joined(w.word("IS_DECIDED"), w.name(c.subject), by))
        case _K.ATTENTION:
            return Said(f"{w.word('ATTENTION')} {w.name(c.subject)}")
        case _:
            core = _core(w, c.kind, _subjects(w, c))
            return Said(core, tuple(_times(w, c)), c.condition, tuple(_tails(w, c)))


def _subjects(w: Writer, c: doc.Conclusion) -> str:
    every = (doc.Subject(c.subject, c.record), *c.alternatives)
    return f" {w.word('OR')} ".join(_subject(w, one) for one in every)


def _subject(w: Writer, one: doc.Subject) -> str:
    if one.record is None:
        return w.name(one.name)
    return f"{w.name(one.name)} {w.word('OF')} {record_ref(w, one.record)}"


def _core(w: Writer, kind: doc.ConclusionKind, subject: str) -> str:
    before, after = _AROUND[kind]
    match kind:
        case _K.MUST_NOT:
            verb = w.vocabulary.forbids
        case _K.MAY_ONLY_WHEN:
            verb = w.vocabulary.restricts
        case _:
            verb = w.word(before)
    return joined(verb, subject, *(w.word(one) for one in after))


_AROUND: dict[doc.ConclusionKind, tuple[str, tuple[str, ...]]] = {
    _K.MUST: ("MUST", ("HAPPEN",)),
    _K.BEFORE: ("MUST", ("HAPPEN",)),
    _K.MUST_BY_DEFAULT: ("MUST", ("BY_DEFAULT", "HAPPEN")),
    _K.SHOULD: ("SHOULD", ("HAPPEN",)),
    _K.SHOULD_NOT: ("SHOULD", ("NOT_HAPPEN",)),
    _K.MAY: ("MAY", ("HAPPEN",)),
    _K.MAY_ONLY_WHEN: ("ALLOWED", ("ONLY_WHEN",)),
    _K.MUST_NOT: ("ALLOWED", ("NOT_HAPPEN",)),
    _K.DECIDE_WHETHER: ("DECIDE_WHETHER", ()),
}


def _times(w: Writer, c: doc.Conclusion) -> Iterator[str]:
    if c.deadline:
        yield _deadline(w, c.deadline)
    if c.interval:
        yield _interval(w, c.interval)
    if c.frequency:
        yield _frequency(w, c.frequency)
    match c.before:
        case doc.Involving(parties=parties):
            names = listed(w.names(parties))
            yield f"{w.word('BEFORE')} {w.word('EVERY_ACTION_INVOLVING')} {names}"
        case doc.Subject():
            yield f"{w.word('BEFORE')} {_subject(w, c.before)}"
        case None:
            return


def _tails(w: Writer, c: doc.Conclusion) -> Iterator[str]:
    if c.instead:
        yield f"{w.word('INSTEAD')} {w.name(c.instead)}"
    if c.departed_by:
        yield f"{w.word('DEPARTED_BY')} {w.name(c.departed_by)}"
    if c.bearer:
        yield bearer(w, c.bearer, personally=c.personally)


def _deadline(w: Writer, d: doc.Deadline) -> str:
    terms = [_term(w, one) for one in d.terms]
    match d.kind, terms:
        case doc.DeadlineKind.BY, [term]:
            return f"{w.word('BY')} {term}"
        case doc.DeadlineKind.BY, _:
            return f"{w.word('BY')} {w.word('EARLIEST_OF')} ({listed(terms)})"
        case doc.DeadlineKind.SAME_DAY, [_, *_]:
            return f"{w.word('SAME_DAY_AS')} {factor(w, d.terms[0].anchor)}"
        case kind, _:
            return w.word("SPEED", kind.value)


def _term(w: Writer, t: doc.DeadlineTerm) -> str:
    if t.amount is None or t.unit is None:
        return factor(w, t.anchor)
    how = w.word("COUNTED_FROM_AND_INCLUDING") if t.first_day_counts else w.word("SHIFT", "later")
    return f"{amount(w, t.amount, t.unit)} {how} {factor(w, t.anchor)}"


def _frequency(w: Writer, f: doc.Frequency) -> str:
    start = None if f.start is None else f"{w.word('COUNTED_FROM')} {factor(w, f.start)}"
    return joined(w.word("QUANTITY", "at_least"), _in_each(w, f), start)


def _in_each(w: Writer, f: doc.Frequency) -> str:
    match f.period:
        case doc.CountedPeriod(amount=size, unit=unit):
            return f"{w.times_in_each_period_of(f.times)} {size} {w.unit(unit, one=size == 1)}"
        case _:
            return w.times_in_each(f.times, f.period)


def _interval(w: Writer, i: doc.Interval) -> str:
    start = None if i.start is None else f"{w.word('COUNTED_FROM')} {factor(w, i.start)}"
    if i.between:
        return joined(w.word("WITH_AT_MOST"), amount(w, i.amount, i.unit, terminal="APART"), start)
    danish = w.vocabulary.language == "da"
    size = None if is_one(i.amount) else _size(w, i.amount)
    return joined(w.every(i.unit), size, w.unit(i.unit, one=danish or size is None), start)


def _size(w: Writer, expr: doc.Expr) -> str:
    whole = isinstance(expr, doc.Number) and expr.value.denominator == 1
    return w.ordinal(int(expr.value)) if whole and isinstance(expr, doc.Number) else factor(w, expr)


def so(w: Writer, c: doc.Conclusion) -> Iterator[Line]:
    """`så …` on a line; what does not fit, and what stands below it, indented deeper."""
    then, words = w.word("THEN"), said(w, c)
    if words.condition is not None:
        yield from clause(w, f"{then} {words.core}", words.condition)
    else:
        whole = joined(then, words.core, *words.times)
        if fits(STEP, whole):
            yield Line(STEP, whole)
        else:
            yield Line(STEP, f"{then} {words.core}")
            for part, time in zip(words.times, _deadline_parts(w, c, words.times), strict=True):
                yield from going_on(_time_lines(part, time))
    yield from (Line(2 * STEP, tail) for tail in words.tails)


def _deadline_parts(w: Writer, c: doc.Conclusion, times: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """For each time, a head and a list that it may be broken into; no list if there is none."""
    for index, _ in enumerate(times):
        if index == 0 and c.deadline and len(c.deadline.terms) > 1:
            yield (
                f"{w.word('BY')} {w.word('EARLIEST_OF')} (",
                [_term(w, one) for one in c.deadline.terms],
            )
        else:
            yield "", []


def _time_lines(whole: str, parts: tuple[str, list[str]]) -> Iterator[Line]:
    head, terms = parts
    if fits(2 * STEP, whole) or not terms:
        yield Line(2 * STEP, whole)
        return
    yield Line(2 * STEP, head)
    for index, term in enumerate(terms):
        end = ")" if index == len(terms) - 1 else ","
        yield Line(3 * STEP, f"{term}{end}")


def inline(w: Writer, c: doc.Conclusion) -> str:
    """A conclusion on one line, as in a table."""
    words = said(w, c)
    condition = None if words.condition is None else expression(w, words.condition)
    return joined(words.core, condition, *words.times, *words.tails)


# --- tables -------------------------------------------------------------------------------------------------


def table(w: Writer, d: doc.Table) -> Iterator[Line]:
    """`tabel x`, why, and its rows in columns of one width."""
    yield from _first_line(w, f"{w.word('TABLE')} {w.name(d.name)}", d)
    yield from _ground(w, d)
    head = [*(f"{w.word('WHEN')} {value(w, one)}" for one in d.columns), w.word("THEN")]
    rows = [head, *([*(cell(w, one) for one in row.cells), _outcome(w, row)] for row in d.rows)]
    yield from (Line(STEP, text) for text in _in_columns(rows))


def _in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    if STEP + sum(widths) + 3 * len(widths) + 1 > WIDTH:
        widths[-1] = 0
    for row in rows:
        yield f"| {' | '.join(text.ljust(width) for text, width in zip(row, widths, strict=True))} |"


def cell(w: Writer, c: doc.Cell) -> str:
    """One cell: `uanset`, `gul, rød`, `gul eller værre`, `mindst 3`."""
    if isinstance(c, doc.Whatever):
        return w.word("WHATEVER")
    options = listed(factor(w, one) for one in c.options)
    if c.comparison is doc.Comparison.IS:
        return options
    if c.comparison in _SIDES:
        return f"{options} {w.word('SCALE_SIDE', c.comparison.value)}"
    family = "QUANTITY" if c.comparison in _QUANTITIES else "CELL_COMPARISON"
    return f"{w.word(family, c.comparison.value)} {options}"


def _outcome(w: Writer, row: doc.TableRow) -> str:
    return "; ".join(inline(w, one) for one in row.conclusions) or w.word("NO_DEMAND")


# --- demands on the rules -----------------------------------------------------------------------------------


def demand(w: Writer, d: doc.Demand) -> Iterator[Line]:
    """`krav til reglerne "…": …`, on one line if it fits."""
    head = f"{w.word('DEMAND')} {quoted(d.label)}:"
    conclusions = [one for one in d.claims if isinstance(one, doc.Conclusion)]
    whole = f"{head} {_body(w, d, conclusions)}"
    # WHY: several conclusions, or one with something below it, are laid out as in a rule whatever the width.
    simple = not conclusions or (len(conclusions) == 1 and not said(w, conclusions[0]).tails)
    if simple and fits(0, whole):
        yield Line(0, whole)
    else:
        yield Line(0, head)
        lines = _body_lines(w, d, conclusions)
        yield from going_on(lines) if simple else lines
    for one in d.waivers:
        yield from _waiver(w, one)
    if d.unproved_because is not None:
        yield Line(STEP, f"{w.word('UNPROVED_BECAUSE')} {quoted(d.unproved_because)}")


def _waiver(w: Writer, one: doc.Waiver) -> Iterator[Line]:
    because = f"{w.word('BECAUSE')} {quoted(one.reason)}"
    whole = joined(w.word("EXCEPT_WHEN"), expression(w, one.when), because)
    if fits(STEP, whole):
        yield Line(STEP, whole)
        return
    yield from clause(w, w.word("EXCEPT_WHEN"), one.when)
    yield Line(2 * STEP, because)


def _body(w: Writer, d: doc.Demand, conclusions: Sequence[doc.Conclusion]) -> str:
    match d.kind:
        case doc.DemandKind.ALWAYS:
            when = None if d.when is None else expression(w, d.when)
            follows = [f"{w.word('THEN')} {inline(w, one)}" for one in conclusions]
            holds = [
                f"{w.word('HOLDS')} {expression(w, one)}"
                for one in d.claims
                if not isinstance(one, doc.Conclusion)
            ]
            return joined(w.word("ALWAYS_WHEN"), when, *follows, *holds)
        case doc.DemandKind.NEVER_BETTERS:
            subject = listed(w.names(d.subjects))
            return f"{w.word('MORE')} {subject} {w.word('NEVER_BETTERS')} {listed(w.names(d.outcomes))}"
        case doc.DemandKind.NO_INFLUENCE:
            on = w.word("ANY_LEVEL") if d.any_level else listed(w.names(d.outcomes))
            return f"{listed(w.names(d.subjects))} {w.word('NO_INFLUENCE_ON')} {on}"
        case doc.DemandKind.NEVER_BOTH if len(d.outcomes) == 2:  # noqa: PLR2004 - both are two
            first, second = w.names(d.outcomes)
            return f"{w.word('NEVER_BOTH')} {first} {w.word('AND')} {second}"
        case doc.DemandKind.NEVER_BOTH:
            return f"{w.word('NEVER_TOGETHER')} ({_claims(w, d)})"
        case doc.DemandKind.AT_LEAST_ONE:
            return f"{w.word('ALWAYS_ONE_OF', 'at_least_one')} ({_claims(w, d)})"
        case doc.DemandKind.EXACTLY_ONE:
            return f"{w.word('ALWAYS_ONE_OF', 'exactly_one')} ({_claims(w, d)})"


def _claims(w: Writer, d: doc.Demand) -> str:
    claims = [expression(w, one) for one in d.claims if not isinstance(one, doc.Conclusion)]
    return listed([*w.names(d.outcomes), *claims])


def _body_lines(w: Writer, d: doc.Demand, conclusions: Sequence[doc.Conclusion]) -> Iterator[Line]:
    if d.kind is not doc.DemandKind.ALWAYS or d.when is None:
        yield Line(STEP, _body(w, d, conclusions))
        return
    yield from clause(w, w.word("ALWAYS_WHEN"), d.when)
    for one in d.claims:
        if isinstance(one, doc.Conclusion):
            yield from so(w, one)
        else:
            yield from clause(w, w.word("HOLDS"), one)
