"""Chunks of work over several processes: in order, with a bounded window, and never hanging.

Takes chunks; gives what became of them in the order in which they came. Afterwards true: no more chunks are under way than the window
holds; a process that ends by itself is said; when the caller stops, so do the processes.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, TypeVar

from attrs import define, field

from bekymring.api.decisions import Ruleset
from bekymring.api.errors import BekymringError, InternalError
from bekymring.batch.errors import BatchError
from bekymring.batch.reading import Raw
from bekymring.batch.work import Done, Setup, work
from bekymring.model.stored import from_json

P = TypeVar("P")
MOST_WORKERS: Final = 256
_NOT_LOADED: Final = 78
_WINDOW: Final = 3
"""Chunks under way or waiting to be written, a worker."""


def serve(line: Connection) -> None:
    """The work of a process: the rule set once, then chunks until nobody asks any more."""
    with contextlib.suppress(EOFError, OSError):
        stored, setup = line.recv()
        kernel = from_json(stored).value
        if kernel is None:
            raise SystemExit(_NOT_LOADED)
        rules = Ruleset(kernel)
        while True:
            number, raws = line.recv()
            line.send((number, work(rules, setup, raws)))


@define
class _Worker:
    process: BaseProcess
    line: Connection
    busy: bool = False


@define
class Pool:
    """Processes with a rule set each."""

    workers: list[_Worker] = field(factory=list)

    def start(self, rules: Ruleset, setup: Setup, count: int) -> None:
        """Starts the processes; each begins as a new program, whatever the caller's threads are doing."""
        stored = rules.to_stored()
        context = multiprocessing.get_context("spawn")
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs,), daemon=True)
            with _no_interrupts():
                process.start()
            theirs.close()
            self.workers.append(_Worker(process, ours))
        for one in self.workers:
            self._send(one, (stored, setup))

    def stop(self) -> None:
        """Ends the processes."""
        for one in self.workers:
            one.line.close()
            one.process.terminate()
        for one in self.workers:
            one.process.join()

    def results(self, chunks: Iterable[tuple[Sequence[Raw], P]]) -> Iterator[tuple[Done, P]]:
        """What became of each chunk, in order, with what came beside it."""
        waiting, held, beside = enumerate(chunks), dict[int, Done](), dict[int, P]()
        following, more = 0, True
        while True:
            idle = [one for one in self.workers if not one.busy]
            while more and idle and len(beside) < _WINDOW * len(self.workers):
                found = next(waiting, None)
                if found is None:
                    more = False
                    break
                number, (raws, place) = found
                beside[number] = place
                one = idle.pop()
                one.busy = True
                self._send(one, (number, raws))
            if following in held:
                yield held.pop(following), beside.pop(following)
                following += 1
            elif not beside:
                return
            else:
                held.update(self._finished())

    def _finished(self) -> Iterator[tuple[int, Done]]:
        """Waits until at least one chunk is done."""
        lines = {one.line: one for one in self.workers if one.busy}
        for line in wait(list(lines)):
            one = lines[line]  # type: ignore[index]  # only our own lines are waited for
            try:
                number, done = one.line.recv()
            except (EOFError, OSError):
                raise _gone(one.process) from None
            one.busy = False
            yield number, done

    @staticmethod
    def _send(one: _Worker, what: object) -> None:
        try:
            one.line.send(what)
        except OSError:
            raise _gone(one.process) from None


def _gone(process: BaseProcess) -> BekymringError:
    process.join(1)
    if process.exitcode == _NOT_LOADED:
        return InternalError("a rule set that was stored could not be loaded", ())
    code = "" if process.exitcode is None else f" ({process.exitcode})"
    return BatchError(
        f"En af processerne holdt op af sig selv{code}, måske fordi der manglede hukommelse. "
        "Det, der er skrevet, er helt; fortsæt med --resume, gerne med færre --workers.",
        f"One of the processes ended by itself{code}, perhaps for want of memory. "
        "What is written is whole; go on with --resume, perhaps with fewer --workers.",
    )


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """A process started here never hears Ctrl-C: the one that started it decides what is to be done."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    # WHY: the helper process that this starts once would let the signal through again.
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
