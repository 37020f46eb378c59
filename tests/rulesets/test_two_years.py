"""One invented child over two years, read by every rule set whose unit of case is a child, at five moments.

The golden files hold what each decision says in short: levels, what must, should and must not happen, deadlines, states.
Each moment sees the case as it stood then: what is dated later is not known yet, and `på_vejen.json` says what was otherwise.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import bekymring
from bekymring.api.decisions import Decision
from bekymring.decision import ActionOutcome, Ban, Certainty, LevelOutcome, Obligation
from bekymring.model.ruleset import Origin
from bekymring.resources import ruleset_names

HERE = Path(__file__).with_name("two_years")
CASE = json.loads((HERE / "to_år.json").read_text(encoding="utf-8"))
ON_THE_WAY = json.loads((HERE / "på_vejen.json").read_text(encoding="utf-8"))
MOMENTS = (
    "2023-11-01T12:00+01:00",
    "2024-04-08T18:00+02:00",
    "2024-09-20T12:00+02:00",
    "2025-07-02T12:00+02:00",
    "2026-03-09T10:00+01:00",
    "2026-11-02T10:00+01:00",
)
DENMARK = ZoneInfo("Europe/Copenhagen")
ABOUT_SOMETHING_ELSE = {"rådgivningsforløb"}
WITH_ALL_BELOW = {"landsregler", "eksempelkommune"}
CERTAINTY = {Certainty.HOLDS: "", Certainty.HOLDS_UNLESS: " (indtil videre)", Certainty.DEPENDS: " (måske)"}
SETS = [name for name in ruleset_names() if name not in ABOUT_SOMETHING_ELSE]


def moments(rules: bekymring.Ruleset) -> Iterator[datetime]:
    """Those at which the law of a rule set holds."""
    for moment in map(datetime.fromisoformat, MOMENTS):
        if rules.kernel.head.period.holds_on(moment.date()):
            yield moment


def as_it_stood(day: date) -> str:
    """The case file on that day: the last change of a fact that had not come yet is undone first."""
    known = dict(CASE)
    for change in ON_THE_WAY:
        if change.get("fra", "") <= day.isoformat() < change.get("til", "9"):
            known |= change["oplysninger"]
            known = {name: said for name, said in known.items() if name not in change.get("ukendt", ())}
    return json.dumps({name: said for name, said in known.items() if not is_said_after(said, day)})


def is_said_after(said: object, day: date) -> bool:
    return isinstance(said, dict) and said.get("dato", "") > day.isoformat()


@pytest.fixture(scope="module", params=SETS)
def rules(request: pytest.FixtureRequest) -> bekymring.Ruleset:
    return bekymring.load(request.param)


def test_two_years_of_one_child(golden: Callable[[Path, str], None], rules: bekymring.Ruleset) -> None:
    told: list[str] = []
    for moment in moments(rules):
        decision, _ = rules.evaluate_known(as_it_stood(moment.date()), on=moment)
        told.extend((moment.isoformat(" ", "minutes"), *(f"  {line}" for line in in_short(decision)), ""))
    golden(HERE / f"{rules.name}.txt", "\n".join(told))


def test_nothing_that_a_rule_set_asks_is_left_out(rules: bekymring.Ruleset) -> None:
    _, left_out = rules.evaluate_known(json.dumps(CASE), on=next(moments(rules)))
    declared = {*rules.kernel.inputs, *rules.kernel.lists}
    assert not declared & set(left_out)


def in_short(decision: Decision) -> Iterator[str]:
    """What the rule set itself says; what it builds on speaks in the files of those."""
    for name, level in decision.levels.items():
        if is_own(decision.ruleset.levels[name].origin, decision) or speaks(level.for_, decision):
            yield said_of_level(name, level)
    for name, levels in decision.levels_each.items():
        for level in levels:
            if is_own(decision.ruleset.levels[name].origin, decision) or speaks(level.for_, decision):
                yield said_of_level(f"{name}[{level.record}]", level)
    for group in decision.actions.values():
        for one in group.each:
            yield from said_of(one, decision)
    for asked in decision.assessments:
        if asked.required is not None and speaks(asked.required.rules, decision):
            yield f"tag stilling til {asked.name}{CERTAINTY[asked.required.certainty]}"


def said_of_level(name: str, level: LevelOutcome) -> str:
    return f"{name}: mindst {level.least}; kan være {', '.join(level.possible)}"


def is_own(origin: Origin, decision: Decision) -> bool:
    name = decision.ruleset.name
    return name in WITH_ALL_BELOW or origin.layer == name


def speaks(keys: Iterable[tuple[str, int | None]], decision: Decision) -> bool:
    return any(is_own(decision.ruleset.rules[key].origin, decision) for key, _ in keys)


def said_of(one: ActionOutcome, decision: Decision) -> Iterator[str]:
    what = one.action if one.record is None else f"{one.action}[{one.record}]"
    for said in one.obligations:
        if said.certainty is not Certainty.DEPENDS and speaks(said.rules, decision):
            yield f"{said.modality.value} {what}{CERTAINTY[said.certainty]}{when(said)}"
    decides = one.decide_whether
    if decides is not None and decides.certainty is not Certainty.DEPENDS and speaks(decides.rules, decision):
        yield f"tag stilling til {what}{CERTAINTY[decides.certainty]}{when(decides)}"
    for word, ban in bans(one):
        if speaks(ban.rules, decision):
            yield f"{word} {what}{CERTAINTY[ban.certainty]}"


def bans(one: ActionOutcome) -> Iterator[tuple[str, Ban]]:
    for word, ban in (("må ikke", one.ban), ("bør ikke", one.advised_against)):
        if ban is not None and ban.certainty is not Certainty.DEPENDS:
            yield word, ban


def when(said: Obligation) -> str:
    due = said.deadline.no_later_than if said.deadline is not None else None
    states = " eller ".join(state.value for state in said.states)
    in_denmark = f" senest {due.astimezone(DENMARK):%Y-%m-%d %H:%M}" if due is not None else ""
    return in_denmark + (f": {states}" if states else "")
