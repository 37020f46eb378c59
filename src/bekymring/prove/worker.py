"""The process that the solver runs in: it reads a rule set and questions, and writes one answer a line.

Run as `python -m bekymring.prove.worker`. If the solver crashes, this process ends and the program that started it goes on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from bekymring.model.stored import from_json
from bekymring.prove.prover import STOPPED, Budget, NotDecided
from bekymring.prove.solve import Answering
from bekymring.prove.wire import proof_data, read_question


def main(lines: Iterable[str]) -> int:
    """Answers the questions of one order; the exit status says only whether the order could be read."""
    import z3

    order = json.loads("".join(lines))
    ruleset = from_json(order["ruleset"]).value
    if ruleset is None:
        return 2
    budget = Budget(units=order["units"], megabytes=order["megabytes"])
    z3.set_param("memory_max_size", budget.megabytes)
    solving = Answering(ruleset, budget)
    for data in order["questions"]:
        try:
            proof = solving.answer(read_question(data))
        except (MemoryError, RecursionError):
            proof = NotDecided(STOPPED)
        sys.stdout.write(json.dumps(proof_data(proof), ensure_ascii=True) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin))
