"""A duty that comes again and falls due later than another, in a case that shows it.

Takes a copy of the outcomes and two conclusions about one action; gives a truth: the answers are such as `recurring` says.
Afterwards true: where it holds, the first conclusion lets the action wait longer than the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from bekymring.model.ruleset import Expr, Op, Pick, RecordValue, Require
from bekymring.prove.answers import Scope
from bekymring.prove.civil import Day
from bekymring.prove.dates import Later
from bekymring.prove.logic import Truth
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.recurring import Rarer, longer, rarer
from bekymring.prove.space import TICKS
from bekymring.prove.standing import Saying
from bekymring.prove.terms import SURELY, At, Term

_LONG = 3
"""So many years before a day every first period is over."""


def later_again(above: Outcomes, own: Saying, below: Saying, place: int | None) -> Truth:
    """Whether the own duty falls due again on a later day than the one below."""
    one, other = own.conclusion, below.conclusion
    if not isinstance(one, Require) or not isinstance(other, Require):
        return False
    shown = _Shown(above, one.action, above.scope(above.space.ruleset.rules[own.rule].per_record, place))
    found: list[Truth] = []
    if one.interval is not None and other.interval is not None:
        later = longer(one.interval, other.interval, above.space.dates)
        same = one.interval.start == other.interval.start
        if later is not None:
            found += [shown.never(one.interval.start if same else None, later), shown.done(later)]
    if one.frequency is not None and other.frequency is not None:
        seldom = rarer(one, other)
        found += [] if seldom is None else [shown.seldom(one, seldom)]
    return above.space.logic.any(found)


@frozen(eq=False)
class _Shown:
    """Answers that show it, of one action; of a record, that of the scope."""

    above: Outcomes
    action: str
    scope: Scope

    @property
    def place(self) -> int | None:
        return None if self.scope.this is None else self.scope.this[1]

    def never(self, start: Expr | None, later: Later) -> Truth:
        """It was never done, and both are counted from one day."""
        if start is None:
            return False
        done = self.above.done(self.action, self.place)[0]
        return self._all(
            [self.above.space.logic.no(done), self._is_on(self.above.value(start, self.scope), later)]
        )

    def done(self, later: Later) -> Truth:
        """It was done on a day from which both are counted."""
        done, at = self.above.done(self.action, self.place)
        return False if at is None else self._all([done, self._is_on(at, later)])

    def seldom(self, one: Require, rarer_: Rarer) -> Truth:
        """It was done so often, on one day; or it is counted from that day and was never done."""
        day = Later(rarer_.day, at_end=False)
        if not rarer_.times:
            return self.never(one.frequency_start, day)
        declared = self.above.space.ruleset.actions.get(one.action)
        at = None if declared is None or declared.done is None else declared.done.at
        before = self._is_counted_before(one.frequency_start, rarer_.day)
        if isinstance(at, RecordValue) and at.pick is Pick.LATEST:
            return self._all([self._so_often(at, rarer_.times, day), before])
        return self._all([self.done(day), before]) if rarer_.times == 1 else False

    def _so_often(self, at: RecordValue, times: int, day: Later) -> Truth:
        """A list tells how often it was done: so many times, on that day."""
        rows = self.above.rows(at, self.scope)
        on_it = [
            self._all([held, self._is_on(self.above.field((at.list_, number), at.field_name), day)])
            for number, held in rows
        ]
        more = self.above.space.logic.any(held for _, held in rows[times:])
        return self._all([len(rows) >= times, *on_it[:times], self.above.space.logic.no(more)])

    def _is_counted_before(self, start: Expr | None, day: date) -> Truth:
        """Whether the first period is over long before a day, where it is said when the first begins."""
        if start is None:
            return True
        from_ = self.above.value(start, self.scope)
        assert isinstance(from_, At), "it is counted from a day"
        early = At(SURELY, Day.of(date(day.year - _LONG, 1, 1)))
        return self._all([from_.there, self.above.space.comparing.compare_at(Op.LE, from_, early)])

    def _is_on(self, term: Term, later: Later) -> Truth:
        """Whether a day, or an instant at its edge, is the one that shows it."""
        assert isinstance(term, At), "it is counted from a day"
        tick = None if term.tick is None else (TICKS - 1 if later.at_end else 0)
        when, comparing = At(SURELY, Day.of(later.start), tick), self.above.space.comparing
        return self._all([term.there, comparing.at_most(when, term), comparing.at_most(term, when)])

    def _all(self, truths: Iterable[Truth]) -> Truth:
        return self.above.space.logic.all(truths)
