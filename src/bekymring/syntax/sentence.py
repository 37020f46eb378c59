"""Reading one declaration: which keyword or name each word is, and what the grammar makes of them.

A word is looked up together with the words after it, the longest phrase first. It becomes the first keyword that
may stand where it stands; if none may, it is a name. Whether a terminal may stand there is asked of the tables of
the parser, with the reductions that would come first played through on a copy of the stack.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import field

from bekymring.frozen import define, frozen
from bekymring.syntax.lexeme import Choice, Choices, Lexeme, Reading
from bekymring.syntax.tables import END, START_STATE, Tables

_ASK, _SURE, _NOTHING_ELSE = range(3)
"""Whether a keyword may stand must be asked; it may; it is that or nothing, so that taking it in tells."""
_LOOKED_UP = 2
"""How many words of a phrase are known to stand there, once it was found by them."""


@frozen(eq=False)
class Stop:
    """Where a declaration could not be read on: at a piece, or (None) at its end."""

    index: int
    found: Lexeme | None
    viable: frozenset[str]
    """The terminals that may stand there."""
    fed: tuple[Lexeme, ...]
    """What was read before it, as keywords and names."""
    lexemes: Sequence[Lexeme]
    """All pieces of the declaration."""


@define(eq=False)
class Sentence:
    """One declaration being read; `node` is what came out if `stop` is None."""

    lexemes: Sequence[Lexeme]
    reading: Reading
    tables: Tables
    node: Any = None
    stop: Stop | None = None
    fed: list[Lexeme] = field(factory=list)
    _states: list[int] = field(factory=list)
    _values: list[Any] = field(factory=list)
    _before: list[int] = field(factory=list)

    def read(self) -> None:
        """Reads all pieces or stops at the first that cannot stand where it stands."""
        self._states.append(START_STATE)
        lexemes, fed, feed, choose = self.lexemes, self.fed, self._feed, self._choose
        index, count = 0, len(lexemes)
        while index < count:
            lexeme = lexemes[index]
            used = choose(lexeme, index) if lexeme.kind == "WORD" else 1
            if not used or not feed(lexeme):
                # WHY: a keyword is taken in only if it may stand; one that was tried must not have changed what else may.
                if used and lexeme.last is not None:
                    self._states = self._before
                lexeme.read_as(lexeme.kind)
                self.stop = self._stop(index, lexeme)
                return
            fed.append(lexeme)
            index += used
        if self._ends():
            self.node = self._values[-1]
        else:
            self.stop = self._stop(count, None)

    def _stop(self, index: int, found: Lexeme | None) -> Stop:
        actions = self.tables.actions[self._states[-1]]
        viable = frozenset(name for name in actions if may_stand(name, self.tables, self._states))
        return Stop(index, found, viable, tuple(self.fed), self.lexemes)

    def _feed(self, lexeme: Lexeme) -> bool:
        """Builds what the piece completes, takes it in, and builds what is then complete; False if it cannot stand there."""
        tables, states, values = self.tables, self._states, self._values
        actions, gotos, settled = tables.actions, tables.gotos, tables.settled
        terminal = lexeme.type
        state = states[-1]
        waits = True
        while True:
            production = settled[state]
            if production is None:
                if not waits:
                    return True
                action = actions[state].get(terminal)
                if action is None:
                    return False
                if action >= 0:
                    waits = False
                    values.append(lexeme)
                    states.append(action)
                    state = action
                    continue
                production = tables.productions[~action]
            size, origin, build = production
            if size == 1:
                if build is not None:
                    values[-1] = build(values[-1:])
                state = states[-1] = gotos[states[-2]][origin]
            elif build is not None:
                parts = values[-size:]
                del values[-size:], states[-size:]
                values.append(build(parts))
                state = gotos[states[-1]][origin]
                states.append(state)

    def _ends(self) -> bool:
        """Builds what is complete at the end of the text; False if it cannot end there."""
        tables, states, values = self.tables, self._states, self._values
        while states[-1] != tables.end:
            action = tables.actions[states[-1]].get(END)
            if action is None:
                return False
            size, origin, build = tables.productions[~action]
            if build is not None:
                values[-size:] = [build(values[-size:])]
            del states[-size:]
            states.append(tables.gotos[states[-1]][origin])
        return True

    def _choose(self, lexeme: Lexeme, index: int) -> int:
        """Decides what a word is read as; gives how many words it takes, none if it cannot stand there."""
        word = lexeme.text
        known = self.reading.choices[self._states[-1]]
        found = known.get(word)
        if found is None:
            found = known[word] = self._choices(word)
        after = self.lexemes[index + 1].text if found.longer and index + 1 < len(self.lexemes) else ""
        for words, terminal, key, how in found.longer.get(after, found.alone):
            if not self._follows(words, index):
                continue
            if how == _NOTHING_ELSE:
                self._before = self._states.copy()
            elif how == _ASK and not may_stand(terminal, self.tables, self._states):
                continue
            lexeme.joined(self.lexemes[index + len(words) - 1], terminal, key)
            return len(words)
        if found.is_reserved:
            return 0
        lexeme.read_as("NAME")
        return 1

    def _choices(self, word: str) -> Choices:
        """What a word may begin in this state."""
        actions = self.tables.actions[self._states[-1]]
        vocabulary = self.reading.vocabulary
        longer: dict[str, list[Choice]] = {}
        alone: list[Choice] = []
        for phrase in vocabulary.phrases.get(word, ()):
            for meaning in phrase.meanings:
                if meaning.terminal in actions:
                    group = longer.setdefault(phrase.words[1], []) if len(phrase.words) > 1 else alone
                    how = _SURE if actions[meaning.terminal] >= 0 else _ASK
                    group.append((phrase.words, meaning.terminal, meaning.key, how))
        is_reserved = word in vocabulary.reserved
        # WHY: a word that is no name is its last choice or nothing.
        last = _closed if is_reserved else tuple
        groups = {second: last([*group, *alone]) for second, group in longer.items()}
        return Choices(groups, last(alone), is_reserved)

    def _follows(self, words: tuple[str, ...], index: int) -> bool:
        """Whether the words of a phrase stand from a place on; the first two do."""
        if len(words) <= _LOOKED_UP:
            return True
        lexemes = self.lexemes
        end = index + len(words) - 1
        # WHY: the last word of a phrase rules out most phrases with the same beginning at one glance.
        if end >= len(lexemes) or lexemes[end].text != words[-1]:
            return False
        return all(
            lexemes[index + offset].text == words[offset] for offset in range(_LOOKED_UP, len(words) - 1)
        )


def _closed(group: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices of a word that is one of them or nothing: the last need not be asked about."""
    if not group or group[-1][3] == _SURE:
        return tuple(group)
    return (*group[:-1], (*group[-1][:3], _NOTHING_ELSE))


def may_stand(terminal: str, tables: Tables, states: Sequence[int]) -> bool:
    """Whether a terminal can be read after some states, the reductions before it played through."""
    kept = len(states)
    pushed: list[int] = []
    while True:
        top = pushed[-1] if pushed else states[kept - 1]
        action = tables.actions[top].get(terminal)
        if action is None:
            return False
        if action >= 0:
            return True
        size, origin, _ = tables.productions[~action]
        from_pushed = min(size, len(pushed))
        del pushed[len(pushed) - from_pushed :]
        kept -= size - from_pushed
        top = pushed[-1] if pushed else states[kept - 1]
        pushed.append(tables.gotos[top][origin])
        if terminal == END and pushed[-1] == tables.end:
            return True
