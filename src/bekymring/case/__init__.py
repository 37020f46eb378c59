"""Facts about one child (or other unit of case) on one date, as a rule set can read them."""

from bekymring.case.answers import (
    NOT_ASKED,
    Answer,
    Case,
    Departure,
    FactState,
    Provenance,
    RecordAnswers,
)

__all__ = ["NOT_ASKED", "Answer", "Case", "Departure", "FactState", "Provenance", "RecordAnswers"]
