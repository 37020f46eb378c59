"""Rule set, case and moment to decision: the reference that every other evaluator is compared with."""

from bekymring.evaluate.reference import DEFAULT_CAP, decide

__all__ = ["DEFAULT_CAP", "decide"]
