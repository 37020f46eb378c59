"""An invented child told to a reader, and written as an example to paste.

Takes a rule set and a witness; gives a few lines in each language, and text in the rule language.
Afterwards true: only what differs from nothing-to-report is told; the example gives all that the case holds, and reads again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Final

from bekymring.calendar_dk import age_on, danish_date, format_date, to_danish
from bekymring.case import Answer, Case, FactState
from bekymring.checks.reading import subjects
from bekymring.checks.replay import Replayed
from bekymring.decision import NOT_ASSESSED, Firing
from bekymring.frozen import frozen
from bekymring.model.ruleset import InputKind, Ruleset, Worse
from bekymring.model.types import Choice, Number, OnScale, SetOf, Type
from bekymring.prove.prover import Witness
from bekymring.syntax.words import Vocabulary, vocabulary
from bekymring.values import SetValue, Value

TOLD_WHOLE = 6
"""A child of at most so many answers is told with all of them; of more, only what there is to report."""


@frozen
class _Tongue:
    """The words of one language."""

    lang: str
    child: str
    pair: tuple[str, str]
    plain: str
    assessed: str
    says: str
    says_below: str
    nothing: str
    found: str
    yes: str
    no: str
    not_happened: str
    not_relevant: str
    age: str
    empty: str
    fixed: str
    is_: str


_DANISH: Final = _Tongue(
    lang="da",
    child="Et opdigtet barn, der viser det:",
    pair=("Et opdigtet barn:", "Det samme barn, hvor kun dette er anderledes:"),
    plain="der er intet at melde om barnet",
    assessed="vurderet {when}",
    says="Reglerne siger:",
    says_below="Det, de bygger på, siger:",
    nothing="ingenting",
    found="Barnet er fundet ved at prøve alle sager, som reglerne kan beskrive. Det er ikke et virkeligt barn.",
    yes="ja",
    no="nej",
    not_happened="ikke sket",
    not_relevant="ikke relevant",
    age="barnet er {years} år",
    empty="tom",
    fixed="{name} er fastsat til {value}",
    is_="er",
)
_ENGLISH: Final = _Tongue(
    lang="en",
    child="An invented child that shows it:",
    pair=("An invented child:", "The same child, where only this is different:"),
    plain="there is nothing to report of the child",
    assessed="assessed {when}",
    says="The rules say:",
    says_below="What they build on says:",
    nothing="nothing",
    found="The child was found by trying all cases that the rules can describe. It is not a real child.",
    yes="yes",
    no="no",
    not_happened="not happened",
    not_relevant="does not apply",
    age="the child is {years} years old",
    empty="empty",
    fixed="{name} is set to {value}",
    is_="is",
)


def story(
    witness: Witness,
    replayed: tuple[Replayed, ...],
    about: frozenset[str],
    *,
    below: Replayed | None = None,
) -> tuple[str, str]:
    """The child of a witness in Danish and in English, with what the rules, and those below, say of some outcomes."""
    return (
        _story(witness, replayed, about, _DANISH, below=below),
        _story(witness, replayed, about, _ENGLISH, below=below),
    )


def _story(
    witness: Witness,
    replayed: tuple[Replayed, ...],
    about: frozenset[str],
    tongue: _Tongue,
    *,
    below: Replayed | None,
) -> str:
    ruleset = replayed[0].ruleset
    lines: list[str] = []
    cases = _apart(witness)
    told = [list(_told(ruleset, one, witness, tongue)) for one in cases]
    heads = (tongue.child,) if len(told) == 1 else tongue.pair
    for number, (head, parts) in enumerate(zip(heads, told, strict=True)):
        shown = parts if not number else [one for one in parts if one not in told[0]] or [tongue.plain]
        lines.append(head)
        if not number:
            shown = [*_settings(ruleset, witness, tongue), *shown] or [tongue.plain]
            shown.append(tongue.assessed.format(when=_when(witness.moment, tongue)))
        lines.append("   " + " · ".join(shown))
        if about:
            lines.append(f"   {tongue.says} {_rules_said(replayed[number], about, tongue)}")
    if below is not None:
        lines.append(f"   {tongue.says_below} {_rules_said(below, about, tongue)}")
    return "\n".join([*lines, tongue.found])


def _apart(witness: Witness) -> tuple[Case, ...]:
    """The cases of a witness; one where both are the same child, judged by two rule sets."""
    first, *others = witness.cases
    return witness.cases if any(one != first for one in others) else (first,)


def _rules_said(one: Replayed, about: frozenset[str], tongue: _Tongue) -> str:
    """The rules that say something about some outcomes."""
    rules = sorted(key for key, _ in one.fired() if _speaks_of(one.ruleset, key, about))
    return ", ".join(f"»{key.partition('@')[0]}«" for key in dict.fromkeys(rules)) or tongue.nothing


def _speaks_of(ruleset: Ruleset, key: str, about: frozenset[str]) -> bool:
    """Whether a rule says something about an outcome or table that a finding is about."""
    rule = ruleset.rules[key]
    names = {name for one in rule.conclusions for name in subjects(one, ruleset)}
    return rule.table in about or bool(names & about)


def _told(ruleset: Ruleset, case: Case, witness: Witness, tongue: _Tongue) -> Iterator[str]:
    # A child of few answers is told whole: that there is nothing to report may be just what no rule speaks of.
    whole = len(case.facts) <= TOLD_WHOLE
    for name, answer in case.facts.items():
        declared = ruleset.inputs[name]
        if declared.is_birth_date and isinstance(answer.value, date):
            years = age_on(answer.value, _day(witness.moment))
            yield tongue.age.format(years=years)
        own = declared.kind is InputKind.OWN_LEVEL
        if whole or own or not _is_plain(answer, declared.type_, declared.worse, ruleset):
            yield f"{_spoken(name)}: {_said(answer, declared.type_, ruleset, tongue)}"
    for name, held in case.records.items():
        for number, fields in enumerate(held.items, 1):
            told = [
                f"{_spoken(part)} {_said(answer, ruleset.lists[name].fields[part].type_, ruleset, tongue)}"
                for part, answer in fields.items()
                if part == ruleset.lists[name].dated_by
                or not _is_plain(
                    answer,
                    ruleset.lists[name].fields[part].type_,
                    ruleset.lists[name].fields[part].worse,
                    ruleset,
                )
            ]
            yield f"{_spoken(name)} {number}" + (f" ({', '.join(told)})" if told else "")
    for departure in case.departures:
        yield f"{_spoken(departure.action)}: {'fraveget' if tongue.lang == 'da' else 'departed from'}"


def _settings(ruleset: Ruleset, witness: Witness, tongue: _Tongue) -> Iterator[str]:
    for name, value in witness.settings.items():
        text = _value(value, ruleset.inputs[name].type_, ruleset, tongue)
        yield tongue.fixed.format(name=_spoken(name), value=text)


def _is_plain(answer: Answer, type_: Type, worse: Worse | None, ruleset: Ruleset) -> bool:
    """Whether an answer says that there is nothing to report."""
    value = answer.value
    if answer.state is not FactState.KNOWN:
        return True
    if isinstance(value, bool):
        return value is (worse is Worse.NO)
    if isinstance(value, SetValue):
        return not value.certain
    if isinstance(type_, Number):
        return value == (type_.high if worse is Worse.LOWER else min(max(Fraction(0), type_.low), type_.high))
    if isinstance(type_, OnScale):
        steps = ruleset.scales[type_.scale].names
        return value == steps[-1 if worse is Worse.LOWER else 0]
    return False


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _said(answer: Answer, type_: Type, ruleset: Ruleset, tongue: _Tongue) -> str:
    match answer.state:
        case FactState.NOT_HAPPENED:
            return tongue.not_happened
        case FactState.NOT_RELEVANT:
            return tongue.not_relevant
        case _ if answer.value is None:
            return tongue.nothing
        case _:
            return _value(answer.value, type_, ruleset, tongue)


def _value(value: Value, type_: Type, ruleset: Ruleset, tongue: _Tongue) -> str:
    match value:
        case bool():
            return tongue.yes if value else tongue.no
        case Fraction() | int():
            unit = f" {type_.unit}" if isinstance(type_, Number) and type_.unit else ""
            return _number(Fraction(value), type_, tongue.lang) + unit
        case str():
            return _label(value, type_, ruleset)
        case SetValue():
            return ", ".join(_label(one, type_, ruleset) for one in sorted(value.certain)) or tongue.empty
        case _:
            return _when(value, tongue)


def _label(name: str, type_: Type, ruleset: Ruleset) -> str:
    match type_:
        case Choice() | SetOf():
            return next((one.label or one.name for one in type_.alternatives if one.name == name), name)
        case OnScale():
            return next(
                (one.label or one.name for one in ruleset.scales[type_.scale].steps if one.name == name), name
            )
        case _:
            return name


def _when(value: date | datetime, tongue: _Tongue) -> str:
    if not isinstance(value, datetime):
        return format_date(value, tongue.lang)
    civil = to_danish(value)
    clock = (
        f"kl. {civil.hour}.{civil.minute:02}"
        if tongue.lang == "da"
        else f"at {civil.hour:02}:{civil.minute:02}"
    )
    return f"{format_date(civil.date(), tongue.lang)} {clock}"


def _day(moment: date | datetime) -> date:
    return danish_date(moment) if isinstance(moment, datetime) else moment


def _number(number: Fraction, type_: Type, lang: str = "da") -> str:
    sign = " %" if isinstance(type_, Number) and type_.percent else ""
    if number.denominator == 1:
        return f"{number.numerator}{sign}"
    whole, rest = divmod(abs(number.numerator) * 10**6 // number.denominator, 10**6)
    text = f"{'-' if number < 0 else ''}{whole}{',' if lang == 'da' else '.'}{f'{rest:06d}'.rstrip('0')}"
    return text + sign


# --- an example to paste ----------------------------------------------------------------------------------


def example_text(ruleset: Ruleset, label: str, witness: Witness, replayed: tuple[Replayed, ...]) -> str:
    """The case (each of two) as `eksempel`, expecting what the rules say today."""
    number = len(_apart(witness))
    names = ("",) if number == 1 else (" (1)", " (2)")
    blocks = [
        "\n".join(_example(ruleset, f"{label}{name} (opdigtet)", one, witness))
        for name, one in zip(names, replayed[:number], strict=True)
    ]
    return "\n\n".join(blocks) + "\n"


def _example(ruleset: Ruleset, label: str, one: Replayed, witness: Witness) -> Iterator[str]:
    text = label.replace('"', "'").replace("»", "").replace("«", "")
    yield f'eksempel "{text}"'
    for name, value in witness.settings.items():
        yield f"    # forudsætter: fastsat {name} til {_value(value, ruleset.inputs[name].type_, ruleset, _DANISH)}"
    given = list(_given(ruleset, one.case))
    if any(not line.startswith("#") for line in given):
        yield "    i en sag hvor"
    yield from (f"        {line}" for line in given)
    yield f"    vurderet {_when(witness.moment, _DANISH)}"
    yield "    forventes"
    yield "        # Sådan siger reglerne i dag. Ret det til, hvad der skal gælde for barnet."
    yield from (f"        {line}" for line in _expected(ruleset, one))


def _given(ruleset: Ruleset, case: Case) -> Iterator[str]:
    for name, answer in case.facts.items():
        declared = ruleset.inputs[name]
        written = _written(answer, declared.type_)
        own = "vurderet " if declared.kind is InputKind.OWN_LEVEL else ""
        if not declared.collected:
            yield f"# {name} er {written} (indhentes ikke, så et eksempel kan ikke give det)"
        else:
            yield f"{own}{_name(name)} er {written}{_made(answer)}"
    for name, held in case.records.items():
        fields = ruleset.lists[name].fields
        if not held.items:
            yield f"der er ingen {_name(ruleset.lists[name].plural)}"
        for number, each in enumerate(held.items, 1):
            pairs = [
                f"{_name(part)} {_in_record(answer, fields[part].type_)}" for part, answer in each.items()
            ]
            yield f"{_name(name)} {number} har {', '.join(pairs)}"
    for departure in case.departures:
        record = (
            ""
            if departure.record is None
            else f" af {_list_of(ruleset, departure.action)} {departure.record}"
        )
        yield f'fraviget {_name(departure.action)}{record} fordi "…"'


def _list_of(ruleset: Ruleset, action: str) -> str:
    return _name(ruleset.actions[action].per_record or "")


def _made(answer: Answer) -> str:
    if not answer.by or not isinstance(answer.on, date):
        return ""
    return f' den {_when(answer.on, _DANISH)} fordi "…"'


def _written(answer: Answer, type_: Type) -> str:
    match answer.state:
        case FactState.NOT_HAPPENED:
            return "ikke sket"
        case FactState.NOT_RELEVANT:
            return "ikke relevant"
        case FactState.KNOWN if answer.value is not None:
            return _literal(answer.value, type_)
        case _:
            return "ikke oplyst"


def _in_record(answer: Answer, type_: Type) -> str:
    written = _written(answer, type_)
    return f"({written})" if isinstance(type_, SetOf) and isinstance(answer.value, SetValue) else written


def _literal(value: Value, type_: Type) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case Fraction() | int():
            return _number(Fraction(value), type_)
        case str():
            return _name(value)
        case SetValue():
            return ", ".join(_name(one) for one in sorted(value.certain)) or "tom"
        case _:
            return _when(value, _DANISH)


@cache
def _words() -> Vocabulary:
    return vocabulary("da")


def _name(name: str) -> str:
    return _words().name(name)


def _quiet(ruleset: Ruleset, one: Replayed) -> Iterator[str]:
    """The rules that certainly do not hold."""
    silent = {Firing.NOT_MET, Firing.EXCEPTED, Firing.OUTSIDE_PERIOD}
    for (key, record), fired in one.reading.rules.items():
        if record is None and ruleset.rules[key].table is None and fired.firing in silent:
            yield key


def _step(step: str) -> str:
    return "ikke vurderet" if step == NOT_ASSESSED else _name(step)


def _expected(ruleset: Ruleset, one: Replayed) -> Iterable[str]:
    fired = sorted(
        {key for key, record in one.fired() if record is None and ruleset.rules[key].table is None}
    )
    lines = [f"reglen {_name(ruleset.rules[key].name)} gælder" for key in fired if "@" not in key]
    lines += [f"modstrid om {_name(name)}" for name, record in one.decision.conflicts if record is None]
    quiet = [f"reglen {_name(key)} gælder ikke" for key in sorted(_quiet(ruleset, one)) if "@" not in key][:1]
    levels = [
        f"{_name(name)} er {' eller '.join(_step(step) for step in held.possible)}"
        for name, held in sorted(one.decision.levels.items())
    ]
    fallback = quiet or levels[:1]
    return lines or fallback or ["der mangler intet"]
