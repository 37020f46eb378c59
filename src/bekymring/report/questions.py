"""Point 3 and point 5: the child's own view, and what is not known, of whom it may be asked now, and what it decides.

Afterwards true: questions only; no answer is guessed, and what an answer would lead to is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.decision import AssessmentOutcome, MissingFact
from bekymring.model.ruleset import Input, InputKind, RecordField
from bekymring.report.authority import cited_all
from bekymring.report.clean import shown
from bekymring.report.plain import Block, Bullets, Line, Para, Room, Section, joined, plain, soft, strong
from bekymring.report.reads import paths_read
from bekymring.report.say import Both, listed, sentence, upper_first
from bekymring.report.view import View

CHILD_TITLE = Both("3. Barnets egen holdning", "3. The child's own view")
_CHILD = Both(
    "Barnets syn på sin situation står her med barnets egne ord. Er det ikke indhentet endnu, så skriv hvornår og hvordan "
    "det sker, eller hvad der taler imod. Det barnet siger, flytter ikke noget trin.",
    "What the child says of its own situation stands here in the child's own words. If it has not been heard yet, write when "
    "and how that will happen, or what speaks against it. What the child says moves no step.",
)
_CHILD_WORDS = Both("Barnets egne ord:", "The child's own words:")
_CHILD_WHEN = Both("Indhentet hvornår, hvordan og af hvem:", "Heard when, how and by whom:")

TITLE = Both("5. Det er ikke oplyst – og hvad svaret afgør", "5. Not known – and what the answer decides")
RECORD_TITLE = Both("5. Det er ikke oplyst", "5. Not known")
_NOW = Both("Kan spørges nu", "May be asked now")
_FURTHER = Both("Kan også spørges nu", "May also be asked now")
_DONE = Both("Er det allerede gjort? (kan spørges nu)", "Is it done already? (may be asked now)")
_NOT_NOW = Both("Må ikke spørges nu", "Must not be asked now")
_NOT_NOW_FOR = Both(
    "Må ikke spørges nu ({first} kommer først)", "Must not be asked now ({first} comes first)"
)
_YOURS = Both("Kun en fagperson kan vurdere", "Only a professional can assess")
_YOURS_FURTHER = Both("Også det kan kun en fagperson vurdere", "This, too, only a professional can assess")
_LOCAL = Both("Fastsættes lokalt, men er ikke fastsat", "To be set locally, but not set")
_NOTHING = Both(
    "Reglerne mangler ingen svar for det, de dækker. Det siger ikke, at sagen er oplyst.",
    "The rules lack no answers for what they cover. That does not say that the case is clear.",
)
_SETTLES = Both("Svaret har betydning for: {those}.", "The answer matters for: {those}.")
_ANYBODY = Both("Alle, der ved det", "Whoever knows")
_DOUBTED = Both("besvaret, men usikkert", "answered, but uncertain")
_ASKED = Both("spurgt, ikke oplyst", "asked, not known")
_NO_CONCERN_FROM_IT = Both("Svaret øger ikke bekymringen.", "The answer does not add to concern.")
_WEIGHS = Both("Læg vægt på: {those}.", "Give weight to: {those}.")
_BY = Both("{who}: ", "{who}: ")
_REASON_MISSING = Both("begrundelse mangler", "reason missing")
_SETTLED_SHOWN = 3
_IN_FULL = 6
"""So many questions of a kind are said with all that their answers have to do with; further ones as questions alone."""
_AND_MORE = Both("{n} mere", "{n} more")


def child(view: View) -> Section | None:
    """Point 3: always there where a case is about a child, with room for the child's own words."""
    if not view.is_about_a_child:
        return None
    rooms = (Room(view.say(_CHILD_WORDS)), Room(view.say(_CHILD_WHEN)))
    return Section(view.say(CHILD_TITLE), (Para(plain(view.say(_CHILD))), *rooms))


def section(view: View) -> Section:
    """Point 5."""
    facts = [one for one in view.decision.missing if _kind(one, view) is InputKind.FACT]
    marks = _marks_of_done(view)
    asked_now = [one for one in facts if one.may_ask_now]
    open_now = [one for one in asked_now if not _only_marks_done(one, marks, view)]
    now = tuple(_asked(one, view) for one in open_now[:_IN_FULL])
    further = tuple(_done(open_now[_IN_FULL:], view))
    done = tuple(_done([one for one in asked_now if _only_marks_done(one, marks, view)], view))
    groups: list[tuple[str, tuple[Line, ...]]] = [
        (view.say(_NOW), now),
        (view.say(_FURTHER), further),
        (view.say(_DONE), done),
    ]
    groups.extend(_not_now(facts, view))
    yours = view.decision.assessments
    groups.append((view.say(_YOURS), tuple(_assessed(one, view) for one in yours[:_IN_FULL])))
    groups.append((view.say(_YOURS_FURTHER), tuple(_assessed_in_brief(yours[_IN_FULL:], view))))
    unset = (one for one in view.decision.missing if _kind(one, view) is InputKind.PARAMETER)
    groups.append((view.say(_LOCAL), tuple(_unset(one, view) for one in unset)))
    blocks: list[Block] = []
    for title, items in groups:
        if items:
            blocks.extend((Para(joined(strong(title))), Bullets(items)))
    heading = TITLE if view.is_working else RECORD_TITLE
    return Section(view.say(heading), tuple(blocks) or (Para(plain(view.say(_NOTHING))),))


def _kind(one: MissingFact, view: View) -> InputKind:
    """How a missing answer is asked for; assessments and levels have their own place."""
    declared = view.names.input_or_field(one.fact)
    kind = declared.kind if isinstance(declared, Input) else InputKind.FACT
    return InputKind.FACT if kind is InputKind.OBSERVED else kind


def _marks_of_done(view: View) -> Mapping[str, tuple[str, ...]]:
    """By action, the open answers that say whether and when it was done."""
    paths = [one.fact for one in view.decision.missing]
    ruleset = view.decision.ruleset
    return {
        name: tuple(
            path for expr in (one.done.at, one.done.when) for path in paths_read(expr, paths, ruleset)
        )
        for name, one in ruleset.actions.items()
        if one.done is not None
    }


def _only_marks_done(one: MissingFact, marks: Mapping[str, tuple[str, ...]], view: View) -> bool:
    """Whether an answer matters for nothing but whether an action is done already."""
    declared = view.names.input_or_field(one.fact)
    mute = declared is not None and not declared.protected
    return mute and bool(one.settles) and all(one.fact in marks.get(name, ()) for name in one.settles)


def _done(facts: list[MissingFact], view: View) -> Iterator[Line]:
    """One line for everything that may be done already, a line for each record and who knows."""
    groups: dict[tuple[str, tuple[str, ...]], list[MissingFact]] = {}
    for one in facts:
        groups.setdefault((view.facts.record_at(one.fact), one.ask_of), []).append(one)
    for (record, ask_of), held in groups.items():
        whom = ", ".join(view.names.role(name) for name in ask_of) or view.say(_ANYBODY)
        asked = " · ".join(view.facts.bare_question(one.fact) for one in held)
        yield joined(strong(f"{upper_first(whom)}: "), soft(f"{record}: " if record else ""), asked)


def _not_now(facts: list[MissingFact], view: View) -> Iterator[tuple[str, tuple[Line, ...]]]:
    waiting = [one for one in facts if not one.may_ask_now]
    for firsts in dict.fromkeys(_firsts(one) for one in waiting):
        named = listed([view.firsts(names) for names in firsts], view.lang)
        title = view.say(_NOT_NOW_FOR, first=named) if named else view.say(_NOT_NOW)
        yield title, tuple(_asked(one, view) for one in waiting if _firsts(one) == firsts)


def _firsts(one: MissingFact) -> tuple[tuple[str, ...], ...]:
    return (*((name,) for name in one.not_now_because), *one.not_now_before_one_of)


def _asked(one: MissingFact, view: View) -> Line:
    whom = ", ".join(view.names.role(name) for name in one.ask_of) or view.say(_ANYBODY)
    states = [
        view.say(word)
        for word, holds in ((_DOUBTED, one.doubted), (_ASKED, one.asked and not one.doubted))
        if holds
    ] + [said for said in (view.facts.of_other_period(one.fact),) if said]
    state = f" ({states[0]})" if states else ""
    declared = view.names.input_or_field(one.fact)
    quiet = f" {view.say(_NO_CONCERN_FROM_IT)}" if declared is not None and declared.protected else ""
    asked = view.facts.question(one.fact)
    return joined(
        strong(f"{upper_first(whom)}: "), asked, soft(state), f" {settles(one.settles, view)}".rstrip(), quiet
    )


def _unset(one: MissingFact, view: View) -> Line:
    """A choice that the rule set leaves open: it is made by whoever answers for the rules, and nobody is to be asked in a case."""
    return joined(view.facts.question(one.fact), f" {settles(one.settles, view)}".rstrip())


def settles(names: tuple[str, ...], view: View) -> str:
    """What an answer matters for, by label; nothing in what is kept."""
    if not names or not view.is_working:
        return ""
    said = [f"»{view.names.outcome(one)}«" for one in names[:_SETTLED_SHOWN]]
    if len(names) > _SETTLED_SHOWN:
        said.append(view.say(_AND_MORE, n=len(names) - _SETTLED_SHOWN))
    return view.say(_SETTLES, those=listed(said, view.lang))


def _assessed(one: AssessmentOutcome, view: View) -> Line:
    declared = view.names.input_or_field(one.name)
    by = view.names.role(declared.made_by) if declared is not None and declared.made_by else ""
    lead = strong(upper_first(view.say(_BY, who=by))) if by else ""
    missing = soft(f" ({view.say(_REASON_MISSING)})") if one.reason_missing else ""
    factors = " · ".join(_factors(declared, view)) if declared is not None else ""
    weighs = f" {view.say(_WEIGHS, those=factors)}" if factors else ""
    sources = cited_all(declared.citations, view.names) if declared is not None else ""
    others = tuple(name for name in one.settles if name != one.name)
    tail = f" {settles(others, view)}".rstrip()
    asked = view.facts.question(one.name)
    return joined(
        lead,
        asked if missing else sentence(asked),
        missing,
        weighs,
        tail,
        soft(f" {sources}" if sources else ""),
    )


def _assessed_in_brief(assessments: tuple[AssessmentOutcome, ...], view: View) -> Iterator[Line]:
    """One line for each who assesses."""
    groups: dict[str, list[str]] = {}
    for one in assessments:
        declared = view.names.input_or_field(one.name)
        by = view.names.role(declared.made_by) if declared is not None and declared.made_by else ""
        missing = f" ({view.say(_REASON_MISSING)})" if one.reason_missing else ""
        groups.setdefault(by, []).append(f"{view.facts.question(one.name)}{missing}")
    for by, asked in groups.items():
        yield joined(strong(upper_first(view.say(_BY, who=by))) if by else "", " · ".join(asked))


def _factors(declared: Input | RecordField, view: View) -> Iterator[str]:
    for text, is_name in declared.weighs:
        if not is_name:
            yield shown(text)
        elif text in view.decision.ruleset.inputs and text not in view.decision.ruleset.indicators:
            yield f"{view.names.fact(text)} {view.facts.value(text)}"
        else:
            yield view.names.named(text)
