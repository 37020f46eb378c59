"""Reading one declaration: which keyword or name each word is, and what the grammar makes of them.

A word is looked up together with the words after it, the longest phrase first. It becomes the first keyword that
may stand where it stands; if none may, it is a name. Whether a terminal may stand there is asked of the tables of
the parser, with the reductions that would come first played through on a copy of the stack.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field, frozen
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_analysis import Shift

from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.tables import shared_parser


END = "$END"


@frozen(eq=False)
class Stop:
    """Where a declaration could not be read on: at a piece, or (None) at its end."""

    index: int
    found: Lexeme | None
    viable: frozenset[str]
    """The terminals that may stand there."""
    fed: tuple[Lexeme, ...]
    """What was read before it, as keywords and names."""


@define(eq=False)
class Sentence:
    """One declaration being read; `node` is what came out if `stop` is None."""

    lexemes: Sequence[Lexeme]
    reading: Reading
    node: Any = None
    stop: Stop | None = None
    fed: list[Lexeme] = field(factory=list)

    def read(self) -> None:
        """Reads all pieces or stops at the first that cannot stand where it stands."""
        state = shared_parser().parse_interactive("").parser_state
        states, stack = state.parse_conf.states, state.state_stack
        phrases, reserved = self.reading.vocabulary.phrases, self.reading.vocabulary.reserved
        lexemes, fed = self.lexemes, self.fed
        index, count = 0, len(lexemes)
        while index < count:
            lexeme = lexemes[index]
            if lexeme.type == "WORD":
                chosen, used = self._choose(lexeme, index, states, stack, phrases, reserved)
            else:
                chosen, used = lexeme, 1
            if chosen is None or not self._feed(state, chosen):
                self.stop = Stop(index, lexeme, viable_terminals(states, stack), tuple(fed))
                return
            fed.append(chosen)
            index += used
        last = lexemes[-1]
        end = Lexeme(END, "", (last.end, last.end, last.end_line, last.end_column, last.end_line, last.end_column), self.reading)
        self.node = self._feed(state, end)
        if self.node is None:
            self.stop = Stop(count, None, viable_terminals(states, stack), tuple(fed))

    def _feed(self, state: Any, lexeme: Lexeme) -> Any:
        try:
            result = state.feed_token(lexeme, lexeme.type == END)
        except UnexpectedToken:
            return None
        return result if lexeme.type == END else True

    def _choose(
        self, lexeme: Lexeme, index: int, states: Any, stack: list[Any], phrases: Any, reserved: frozenset[str]
    ) -> tuple[Lexeme | None, int]:
        actions = states[stack[-1]]
        word = lexeme.text
        for phrase in phrases.get(word, ()):
            length = len(phrase.words)
            if length > 1 and not self._follows(phrase.words, index):
                continue
            for meaning in phrase.meanings:
                action = actions.get(meaning.terminal)
                if action is None:
                    continue
                if action[0] is Shift or may_stand(meaning.terminal, states, stack):
                    return lexeme.merged(self.lexemes[index + length - 1], meaning.terminal, meaning.key), length
        if word in reserved:
            return None, 1
        return lexeme.merged(lexeme, "NAME", ""), 1

    def _follows(self, words: tuple[str, ...], index: int) -> bool:
        lexemes = self.lexemes
        if index + len(words) > len(lexemes):
            return False
        return all(lexemes[index + offset].text == word for offset, word in enumerate(words))


def may_stand(terminal: str, states: Any, stack: Sequence[Any]) -> bool:
    """Whether a terminal can be read in a state of the parser, the reductions before it played through."""
    kept = len(stack)
    pushed: list[Any] = []
    while True:
        top = pushed[-1] if pushed else stack[kept - 1]
        action = states[top].get(terminal)
        if action is None:
            return False
        if action[0] is Shift:
            return True
        size = len(action[1].expansion)
        from_pushed = min(size, len(pushed))
        del pushed[len(pushed) - from_pushed :]
        kept -= size - from_pushed
        top = pushed[-1] if pushed else stack[kept - 1]
        goto = states[top].get(action[1].origin.name)
        if goto is None:
            return False
        if terminal == END and not pushed and kept == 1:
            return True
        pushed.append(goto[1])


def viable_terminals(states: Any, stack: Sequence[Any]) -> frozenset[str]:
    """All terminals that can be read in a state of the parser."""
    names = (name for name in states[stack[-1]] if name.isupper() or name == END)
    return frozenset(name for name in names if may_stand(name, states, stack))
