"""A program that embeds the library: never run, but it must type-check as it stands."""

from datetime import UTC, date, datetime

import bekymring


def decide(case: dict[str, object]) -> str:
    """Everything that the documents promise, used once."""
    try:
        rules = bekymring.load("egedal")
    except bekymring.RulesetError as error:
        return "\n".join(str(finding) for finding in error.findings)
    try:
        decision = rules.evaluate(case, on=datetime(2026, 11, 22, 9, 15, tzinfo=UTC))
        rules.evaluate(case, on=date(2026, 11, 22))
    except bekymring.CaseError as error:
        return str(error)
    for action in (*decision.required, *decision.recommended):
        print(action)  # noqa: T201 - shows that a view can be walked
    if rules.replay(decision.to_json()):
        return "another answer"
    for one in rules.evaluate_many([case], on=date(2026, 11, 22)):
        one.to_dict()
    return decision.explain(lang="da", to="working_view")
