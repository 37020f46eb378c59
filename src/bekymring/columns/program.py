"""A rule set as columns: READ THIS FIRST of the room.

Takes a rule set, a moment and what the table has columns for; gives stages of columns, and which of them say something.
Afterwards true: in every row the columns say what the evaluator says of the case of that row before it refines its bounds,
or the rule set was refused with the file and line of every construct that columns cannot say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from functools import partial

from attrs import define, field, frozen

from bekymring.columns.building import FALSE, all_of, any_of, case, certain, negated, possible, unknown
from bekymring.columns.deadlines import Claim, claims_of, decisions_of, due_by, earlier, kind_of
from bekymring.columns.form import Form, Kind, Listed, Word
from bekymring.columns.inputs import Inputs
from bekymring.columns.missing import Node, asked_for
from bekymring.columns.outcomes import Outcomes
from bekymring.columns.refusal import ColumnsError, NotInColumns
from bekymring.columns.said import Statement, spoken_of
from bekymring.columns.shared import shared
from bekymring.columns.sheet import Sheet
from bekymring.columns.states import state_of
from bekymring.decision import NOT_ASSESSED
from bekymring.evaluate.outcomes import UNASSESSED
from bekymring.model import ruleset as rs


@frozen
class Program:
    """What is worked out, in stages, and the columns that come out."""

    stages: tuple[Mapping[str, Form], ...]
    """The first stage reads the table; every other one only columns of earlier stages."""
    outputs: tuple[str, ...]
    reads: Mapping[str, Kind]
    """The columns of the table."""
    kinds: Mapping[str, Kind]
    """The kinds of the columns that come out."""


def program_of(  # noqa: PLR0913 - what is asked, of which table
    ruleset: rs.Ruleset,
    moment: datetime,
    *,
    states: Collection[str] = (),
    not_asked: Collection[str] = (),
    outcomes: Collection[str] | None = None,
    lists: bool = False,
    checked: Collection[str] = (),
) -> Program:
    """The rule set as columns at a moment.

    `states` are the columns that hold states, `outcomes` the levels and actions wanted (None: all, and points of attention); with `lists` what is missing,
    broken or no answer is moreover listed by name. What stands in the columns `checked` is looked at though no rule reads it.
    """
    sheet = Sheet()
    inputs = Inputs(ruleset, sheet, frozenset(states), frozenset(not_asked))
    made = _Making(Outcomes(ruleset, moment, inputs, sheet, state_of), outcomes, lists, checked)
    made.everything()
    if not made.outputs and not made.outcomes.refused:
        raise ColumnsError(
            "Regelsættet siger ikke noget, der kan stå i kolonner.",
            "The rule set says nothing that can stand in columns.",
        )
    if made.outcomes.refused:
        found = sorted(made.outcomes.refused, key=lambda one: (one[0].file, one[0].line, one[1].da))
        raise NotInColumns(tuple(found))
    kept = tuple(dict.fromkeys(made.outputs))
    return Program(shared(sheet.stages), kept, dict(inputs.read), made.kinds)


@define(eq=False)
class _Making:
    outcomes: Outcomes
    wanted: Collection[str] | None
    lists: bool
    checked: Collection[str]
    outputs: list[str] = field(factory=list)
    kinds: dict[str, Kind] = field(factory=dict)
    undecided: dict[Node, Form] = field(factory=dict)

    def everything(self) -> None:
        ruleset = self.outcomes.ruleset
        names = (*ruleset.levels, *subjects_of(ruleset))
        self._known(names)
        for name in names:
            if self.wanted is None or name in self.wanted:
                span = _origin(ruleset, name).span
                self.outcomes.guarded(
                    span, partial(self._level if name in ruleset.levels else self._action, name)
                )
        if self.wanted is None:
            self._attention()
            self._integrity()
        if not self.outcomes.refused:
            for name in sorted(self.checked):
                self.outcomes.expressions.input(name)
            self._rules()
            self._asked()

    def _known(self, names: tuple[str, ...]) -> None:
        strange = sorted(set(self.wanted or ()) - set(names))
        if strange:
            listed = ", ".join(strange)
            raise ColumnsError(
                f"Regelsættet siger ikke noget om: {listed}.", f"The rule set says nothing about: {listed}."
            )

    def put(self, name: str, form: Form, kind: Kind) -> None:
        """An output column."""
        sheet = self.outcomes.sheet
        if name not in sheet.place:
            sheet.put(name, form, kind)
        self.outputs.append(name)
        self.kinds[name] = kind

    # --- Levels -------------------------------------------------------------------------------------------

    def _level(self, name: str) -> None:
        steps = self.outcomes.level(name)
        words = (NOT_ASSESSED, *steps.names)
        base = UNASSESSED if steps.otherwise == UNASSESSED else steps.otherwise
        ends = {"least": certain, "worst": possible}
        for end, holds in ends.items():
            ranks = reversed(range(base + 1, len(steps.names)))
            chosen = case(
                ((holds(steps.at_least[rank]), Word(steps.names[rank], words)) for rank in ranks),
                Word(words[base + 1], words),
            )
            self.put(f"{name}.{end}", chosen, Kind.TEXT)
        open_ = any_of(unknown(one) for one in steps.at_least)
        self.put(f"{name}.exact", negated(open_), Kind.TRUTH)
        self.undecided["level", name] = open_

    # --- Actions ------------------------------------------------------------------------------------------

    def _action(self, name: str) -> None:
        said = self.outcomes.action(name)
        open_: list[Form] = []
        for modality, pair in sorted(said.modalities.items(), key=lambda one: -one[0].rank):
            claims = claims_of(self.outcomes, said, modality)
            open_.append(self._said(f"{name}.{modality.value}", pair, claims))
        for word, pair in (("must_not", said.ban), ("should_not", said.against)):
            open_.append(self._said(f"{name}.{word}", pair, ()))
        open_.append(self._said(f"{name}.decide_whether", said.whether, decisions_of(self.outcomes, said)))
        self.undecided["action", name] = any_of(open_)
        self._states(name)

    def _states(self, name: str) -> None:
        """Whether the duty is overdue or was done late; not said where nothing that a row holds can make it so, nor of what recurs."""
        for state in () if self._recurs(name) else (rs.ActionState.OVERDUE, rs.ActionState.DONE_LATE):
            stands = self.outcomes.state_of(self.outcomes, rs.ActionIs(name, state))
            if stands != FALSE:
                self.put(f"{name}.{state.value}", stands, Kind.TRUTH)

    def _recurs(self, name: str) -> bool:
        said = (one.source for one in self.outcomes.action(name).claims)
        held = (one.conclusion for one in said if isinstance(one, Statement))
        return any(isinstance(one, rs.Require) and (one.interval or one.frequency) for one in held)

    def _said(self, name: str, pair: tuple[Form, Form], claims: tuple[Claim, ...]) -> Form:
        """The columns of one thing said, and whether it is open."""
        fires, until = pair
        if fires == FALSE:
            return FALSE
        self.put(name, fires, Kind.TRUTH)
        if until != FALSE:
            self.put(f"{name}.unless", all_of((until, unknown(fires))), Kind.TRUTH)
        due = due_by(claims, fires)
        if due is not None:
            kind = kind_of(due.by)
            by = self.outcomes.sheet.add(f"{name}.by", due.by, kind)
            self.put(f"{name}.by", by, kind)
            if due.perhaps is not None:
                self.put(f"{name}.perhaps_by", earlier(by, due.perhaps, kind), kind)
        return unknown(fires)

    # --- The rest -----------------------------------------------------------------------------------------

    def _attention(self) -> None:
        for point in self.outcomes.ruleset.attention:
            fired = [
                self.outcomes.rule(key)
                for key, rule in sorted(self.outcomes.ruleset.rules.items())
                if any(isinstance(one, rs.Attend) and one.point == point for one in rule.conclusions)
            ]
            pair = any_of(one.fires for one in fired), any_of(one.until for one in fired)
            self._said(f"{point}.attention", pair, ())

    def _integrity(self) -> None:
        judged = []
        for number, one in enumerate(self.outcomes.ruleset.integrity, 1):
            holds = self.outcomes.guarded(
                one.origin.span, partial(self.outcomes.expressions.truth, one.claim)
            )
            broken = negated(FALSE if holds is None else possible(holds))
            self.put(f"{number}.broken", broken, Kind.TRUTH)
            judged.append((broken, one.label))
        self._list("broken", judged)

    def _rules(self) -> None:
        for key, fired in sorted(self.outcomes.rules.items()):
            self.put(f"{key}.holds", fired.fires, Kind.TRUTH)
            if fired.until != FALSE:
                self.put(f"{key}.unless", fired.until, Kind.TRUTH)

    def _asked(self) -> None:
        missing = sorted(asked_for(self.outcomes, self.undecided), key=lambda one: one[0])
        for name, form in missing:
            self.put(f"{name}.missing", form, Kind.TRUTH)
        self._list("missing", [(form, name) for name, form in missing])
        wrong = sorted(self.outcomes.inputs.invalid.items())
        for name, form in wrong:
            self.put(f"{name}.invalid", form, Kind.TRUTH)
        self._list("invalid", [(form, name) for name, form in wrong])

    def _list(self, name: str, items: list[tuple[Form, str]]) -> None:
        if self.lists:
            self.put(name, Listed(tuple(items)), Kind.TEXTS)


def subjects_of(ruleset: rs.Ruleset) -> Iterator[str]:
    """The actions and measures that rules say something of, by name."""
    said = {name for rule in ruleset.rules.values() for one in rule.conclusions for name in spoken_of(one)}
    return iter(sorted(said))


def _origin(ruleset: rs.Ruleset, name: str) -> rs.Origin:
    for held in (ruleset.levels, ruleset.actions, ruleset.measures):
        if name in held:
            return held[name].origin
    raise KeyError(name)
