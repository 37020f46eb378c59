"""What a question looks for: the truth that holds of exactly the cases that are asked for, and the copies it speaks of."""

from __future__ import annotations

from attrs import frozen

from bekymring.prove.logic import Truth
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.prover import Reason

TAILS = Reason(
    "to sager kan få hver sin frist eller hver sit ansvar, og det kan ikke afgøres her",
    "two cases may differ in a deadline or a bearer, which is not decided here",
)


@frozen(eq=False)
class Asked:
    """What is looked for: a case with any of `holds`. `perhaps` is wider: what it holds of besides must be tried."""

    holds: tuple[Truth, ...]
    copies: tuple[Outcomes, ...]
    perhaps: tuple[Truth, ...] = ()
    why: Reason = TAILS
