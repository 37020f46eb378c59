"""The evaluator that programs use: what the reference evaluator decides, decided faster.

Takes a rule set once, then cases; gives decisions. The reference evaluator stays the definition: every field of a decision is the same.
"""

from bekymring.evaluate.compiled.light import LightDecision, ReadCase, Session, read_with
from bekymring.evaluate.compiled.program import Program, program_of
from bekymring.evaluate.compiled.run import decide_with

__all__ = ["LightDecision", "Program", "ReadCase", "Session", "decide_with", "program_of", "read_with"]
