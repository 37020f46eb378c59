"""One record of several, and numbers over all of them, as terms.

Takes the records that a filter lets through and a field of each; gives the field of the latest or earliest, or the largest,
smallest or sum. Afterwards true: where records are of one time, any of them may be the one, and such a case is tried last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import assert_never

from attrs import frozen

from bekymring.model.ruleset import Aggregate, Op, Pick, RecordAggregate
from bekymring.prove.civil import Day
from bekymring.prove.logic import Amount, Truth
from bekymring.prove.space import Space
from bekymring.prove.terms import Amounts, At, Many, NotEncodableError, OneOf, Term, Word, Yes, there

Row = tuple[int, Truth]
"""The place of a record, and whether it is one of those that count."""


@frozen(eq=False)
class Chosen:
    """Records of one space of cases."""

    space: Space

    def outermost(self, pick: Pick, rows: Sequence[Row], dates: Mapping[int, Term]) -> dict[int, Truth]:
        """For each record whether it is the one that no other is later (or earlier) than; the same where it is asked again."""
        key = (pick, *(_identity(place, held, dates.get(place)) for place, held in rows))
        if key not in self.space.chosen:
            self.space.kept += [*(held for _, held in rows), *dates.values()]
            self.space.chosen[key] = self._outermost(pick, rows, dates)
        return self.space.chosen[key]

    def _outermost(self, pick: Pick, rows: Sequence[Row], dates: Mapping[int, Term]) -> dict[int, Truth]:
        logic = self.space.logic
        chosen = {place: self.space.truth("c") for place, _ in rows}
        parts: list[Truth] = [logic.same(logic.any(held for _, held in rows), logic.any(chosen.values()))]
        parts += [logic.no(logic.all([chosen[a], chosen[b]])) for a, b in combinations(chosen, 2)]
        for place, held in rows:
            outermost = [
                logic.any([logic.no(also), self._beyond(pick, dates.get(place), dates.get(other))])
                for other, also in rows
                if other != place
            ]
            parts.append(logic.any([logic.no(chosen[place]), logic.all([held, *outermost])]))
        self.space.claim(logic.all(parts))
        return chosen

    def without_ties(
        self, rows: Sequence[Row], dates: Mapping[int, Term], chosen: Mapping[int, Truth]
    ) -> None:
        """Takes for granted that no two records are of one time: the evaluator would be in doubt."""
        logic = self.space.logic
        for (one, held), (other, also) in combinations(rows, 2):
            tied = logic.all([held, also, self._same_day(dates.get(one), dates.get(other))])
            self.space.assume_all(logic.no(tied), [chosen[one], chosen[other]])

    def _beyond(self, pick: Pick, one: Term | None, other: Term | None) -> Truth:
        if not isinstance(one, At) or not isinstance(other, At):
            return True
        return self.space.comparing.compare_at(Op.GE if pick is Pick.LATEST else Op.LE, one, other)

    def _same_day(self, one: Term | None, other: Term | None) -> Truth:
        if not isinstance(one, At) or not isinstance(other, At):
            return True
        return self.space.comparing.compare_at(Op.EQ, one, other)

    def value(self, chosen: Mapping[int, Truth], terms: Mapping[int, Term]) -> Term:
        """The value of the record that is chosen."""
        logic = self.space.logic
        here = logic.any(logic.all([chosen[n], there(term)]) for n, term in terms.items())
        first = next(iter(terms.values()))
        match first:
            case Yes():
                picked = [(n, one) for n, one in terms.items() if isinstance(one, Yes)]
                return Yes(here, logic.any(logic.all([chosen[n], one.value]) for n, one in picked))
            case Amounts():
                values = {n: one.value for n, one in terms.items() if isinstance(one, Amounts)}
                return Amounts(here, self._one_number(chosen, values))
            case OneOf():
                places = {n: one.place for n, one in terms.items() if isinstance(one, OneOf)}
                return OneOf(here, self._one_number(chosen, places), first.names)
            case Many():
                sets = [(n, one.holds) for n, one in terms.items() if isinstance(one, Many)]
                return Many(
                    here,
                    {
                        name: logic.any(logic.all([chosen[n], holds[name]]) for n, holds in sets)
                        for name in first.holds
                    },
                )
            case At():
                return self._one_day(
                    chosen, {n: one for n, one in terms.items() if isinstance(one, At)}, here
                )
            case Word():
                return first
            case _:
                assert_never(first)

    def _one_number(self, chosen: Mapping[int, Truth], values: Mapping[int, Amount]) -> Amount:
        places = list(values)
        found = values[places[-1]]
        for place in reversed(places[:-1]):
            found = self.space.logic.choose(chosen[place], values[place], found)
        return found

    def _one_day(self, chosen: Mapping[int, Truth], ats: Mapping[int, At], here: Truth) -> At:
        first = next(iter(ats.values()))
        tick = None
        if first.tick is not None:
            tick = self._one_number(chosen, {n: one.tick for n, one in ats.items()})
        if first.day.parts is not None:
            parts = [one.day.parts for one in ats.values() if one.day.parts is not None]
            year, month, day = (
                self._one_number(chosen, dict(zip(ats, (one[n] for one in parts), strict=True)))
                for n in range(3)
            )
            return At(here, Day((year, month, day)), tick)
        number = self._one_number(chosen, {n: one.day.number for n, one in ats.items()})
        return At(here, Day(number=number), tick)

    def aggregated(self, expr: RecordAggregate, rows: Sequence[tuple[Truth, Term]]) -> Amounts:
        """The largest, smallest or sum of a field over records."""
        numbers = [(held, one) for held, one in rows if isinstance(one, Amounts)]
        if len(numbers) < len(rows):
            raise NotEncodableError(
                "den største eller mindste dato", "the largest or smallest date", expr.span
            )
        if expr.aggregate is Aggregate.SUM:
            return self._summed(numbers)
        return self._extreme(numbers, expr.aggregate)

    def _summed(self, numbers: Sequence[tuple[Truth, Amounts]]) -> Amounts:
        logic = self.space.logic
        total: Amount = 0
        for held, one in numbers:
            total = total + logic.choose(held, one.value, 0)
        return Amounts(logic.all(logic.any([logic.no(held), one.there]) for held, one in numbers), total)

    def _extreme(self, numbers: Sequence[tuple[Truth, Amounts]], aggregate: Aggregate) -> Amounts:
        logic = self.space.logic
        held_too = [(logic.all([held, one.there]), one.value) for held, one in numbers]
        some = logic.any(held for held, _ in held_too)
        found = self.space.number_like([value for _, value in held_too])
        largest = aggregate is Aggregate.LARGEST
        beyond = [
            logic.any([logic.no(held), logic.at_most(*((value, found) if largest else (found, value)))])
            for held, value in held_too
        ]
        is_one = logic.any(logic.all([held, logic.equal(found, value)]) for held, value in held_too)
        self.space.claim(logic.any([logic.no(some), logic.all([*beyond, is_one])]))
        return Amounts(some, found)


def _identity(place: int, held: Truth, dated: Term | None) -> tuple[object, ...]:
    """What tells one reading of a record from another: terms of a solver that are the same have one number."""
    parts = (held, dated.there, dated.tick) if isinstance(dated, At) else (held,)
    day = id(dated.day) if isinstance(dated, At) else None
    return (
        place,
        day,
        *(one if one is None or isinstance(one, bool | int) else (one.get_id(),) for one in parts),
    )
