"""Ratios of interleaved blocks: each block of a contestant stands between two blocks of the base.

Time is processor time of this process, so that other work on the machine counts less; what it does to caches still counts.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence

from attrs import frozen

ROUNDS = 15


@frozen
class Ratio:
    """How many times as long as the base, over the rounds; and microseconds a case, as illustration."""

    middle: float
    low: float
    high: float
    micros: float


def block(run: Callable, cases: Sequence) -> float:
    """Seconds of the processor a case."""
    start = time.process_time()
    for case in cases:
        run(case)
    return (time.process_time() - start) / len(cases)


def ratios(
    base: Callable, base_cases: Sequence, others: Sequence[tuple[str, Callable, Sequence]], *, rounds=ROUNDS
):
    """The ratio of every contestant to the base."""
    found = {name: [] for name, _, _ in others}
    order = list(others)
    for _, run, cases in others:
        block(run, cases[:3])
    was_on = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            random.shuffle(order)
            for name, run, cases in order:
                before = block(base, base_cases)
                taken = block(run, cases)
                after = block(base, base_cases)
                found[name].append((taken / ((before + after) / 2), taken))
    finally:
        if was_on:
            gc.enable()
    return {name: _ratio(held) for name, held in found.items()}


def _ratio(held: Sequence[tuple[float, float]]) -> Ratio:
    low, middle, high = statistics.quantiles([one for one, _ in held], n=4)
    return Ratio(middle, low, high, statistics.median(taken for _, taken in held) * 1e6)
