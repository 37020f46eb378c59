"""Reading one declaration: which keyword or name each word is, and what the grammar makes of them.

A word is looked up together with the words after it, the longest phrase first. It becomes the first keyword that
may stand where it stands; if none may, it is a name. Whether a terminal may stand there is asked of the tables of
the parser, with the reductions that would come first played through on a copy of the stack.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field, frozen

from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.tables import END, START_STATE, Tables


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

    def read(self) -> None:
        """Reads all pieces or stops at the first that cannot stand where it stands."""
        self._states.append(START_STATE)
        lexemes, fed = self.lexemes, self.fed
        index, count = 0, len(lexemes)
        while index < count:
            lexeme = lexemes[index]
            used = self._choose(lexeme, index) if lexeme.kind == "WORD" else 1
            if not used or not self._feed(lexeme, lexeme.type):
                lexeme.read_as(lexeme.kind)
                self.stop = self._stop(index, lexeme)
                return
            fed.append(lexeme)
            index += used
        if not self._feed(lexemes[-1], END):
            self.stop = self._stop(count, None)

    def _stop(self, index: int, found: Lexeme | None) -> Stop:
        actions = self.tables.actions[self._states[-1]]
        viable = frozenset(name for name in actions if may_stand(name, self.tables, self._states))
        return Stop(index, found, viable, tuple(self.fed), self.lexemes)

    def _feed(self, lexeme: Lexeme, terminal: str) -> bool:
        """Reduces what the terminal completes and takes it in; False if it cannot stand there."""
        actions, gotos, productions = self.tables.actions, self.tables.gotos, self.tables.productions
        states, values = self._states, self._values
        while True:
            action = actions[states[-1]].get(terminal)
            if action is None:
                return False
            if action >= 0:
                states.append(action)
                values.append(lexeme)
                return True
            size, origin, build = productions[~action]
            if build is not None:
                parts = values[-size:] if size else []
                del values[len(values) - size :]
                values.append(build(parts))
            del states[len(states) - size :]
            states.append(gotos[states[-1]][origin])
            if terminal == END and states[-1] == self.tables.end:
                self.node = values[-1]
                return True

    def _choose(self, lexeme: Lexeme, index: int) -> int:
        """Decides what a word is read as; gives how many words it takes, none if it cannot stand there."""
        actions = self.tables.actions[self._states[-1]]
        word = lexeme.text
        vocabulary = self.reading.vocabulary
        lexemes, count = self.lexemes, len(self.lexemes)
        for phrase in vocabulary.phrases.get(word, ()):
            words = phrase.words
            length = len(words)
            # WHY: the last word of a phrase rules out most phrases with the same beginning at one glance.
            if length > 1 and (
                index + length > count
                or lexemes[index + length - 1].text != words[-1]
                or not self._follows(words, index)
            ):
                continue
            for meaning in phrase.meanings:
                action = actions.get(meaning.terminal)
                if action is None:
                    continue
                if action >= 0 or may_stand(meaning.terminal, self.tables, self._states):
                    lexeme.joined(lexemes[index + length - 1], meaning.terminal, meaning.key)
                    return length
        if word in vocabulary.reserved:
            return 0
        lexeme.read_as("NAME")
        return 1

    def _follows(self, words: tuple[str, ...], index: int) -> bool:
        lexemes = self.lexemes
        return all(lexemes[index + offset].text == words[offset] for offset in range(1, len(words) - 1))


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
