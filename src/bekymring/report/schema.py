"""The published forms of what goes in and what comes out, as JSON Schema 2020-12."""

from bekymring.report.schema_of_cases import case_schema
from bekymring.report.schema_of_decisions import decision_schema

__all__ = ["case_schema", "decision_schema"]
