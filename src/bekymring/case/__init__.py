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
from bekymring.case.read import read_case
from bekymring.case.text import read_case_text
from bekymring.case.write import case_to_dict

__all__ = [
    "NOT_ASKED",
    "Answer",
    "Case",
    "Departure",
    "FactState",
    "Provenance",
    "RecordAnswers",
    "case_to_dict",
    "read_case",
    "read_case_text",
]
