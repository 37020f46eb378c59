"""Proofs as JSON and back, between the program and the process that the solver runs in.

Takes what this program itself wrote; gives the same again. Nothing is unpickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bekymring.case import Answer, Case, Departure, FactState, RecordAnswers
from bekymring.model.stored import as_data, read_data
from bekymring.prove.prover import NotDecided, Proof, Proved, Reason, Refuted, Witness
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

Data = dict[str, Any]


def question_data(one: Question) -> Data:
    """A question."""
    return {"kind": one.kind.value, "about": list(one.about), "at": _span_data(one.at)}


def read_question(data: Data) -> Question:
    """A question again."""
    return Question(Kind(data["kind"]), tuple(data["about"]), at=_read_span(data["at"]) or Span.nowhere())


def proof_data(one: Proof) -> Data:
    """An answer."""
    match one:
        case Proved():
            return {"proof": "proved"}
        case Refuted(witness):
            return {"proof": "refuted", "witness": None if witness is None else _witness_data(witness)}
        case NotDecided(why):
            return {"proof": "not_decided", "why": _reason_data(why)}


def read_proof(data: Data) -> Proof:
    """An answer again."""
    match data["proof"]:
        case "proved":
            return Proved()
        case "refuted":
            return Refuted(None if data["witness"] is None else _read_witness(data["witness"]))
        case _:
            return NotDecided(_read_reason(data["why"]))


def _span_data(at: Span | None) -> list[Any] | None:
    return None if at is None else list(as_data(at)["is"])


def _read_span(data: list[Any] | None) -> Span | None:
    return None if data is None else Span(*data)


def _reason_data(one: Reason) -> Data:
    return {"da": one.da, "en": one.en, "at": _span_data(one.at)}


def _read_reason(data: Data) -> Reason:
    return Reason(data["da"], data["en"], _read_span(data["at"]))


def _witness_data(one: Witness) -> Data:
    return {
        "cases": [_case_data(each) for each in one.cases],
        "moment": as_data(one.moment),
        "settings": {name: as_data(value) for name, value in one.settings.items()},
        "doubt": None if one.doubt is None else _reason_data(one.doubt),
    }


def _read_witness(data: Data) -> Witness:
    moment = read_data(data["moment"])
    assert isinstance(moment, date | datetime), "a moment is a day or an instant"
    return Witness(
        tuple(_read_case(one) for one in data["cases"]),
        moment,
        {name: read_data(value) for name, value in data["settings"].items()},
        None if data["doubt"] is None else _read_reason(data["doubt"]),
    )


def _case_data(one: Case) -> Data:
    return {
        "facts": _answers_data(one.facts),
        "records": {name: [_answers_data(each) for each in held.items] for name, held in one.records.items()},
        "departures": [[each.action, each.record, each.by, each.reason] for each in one.departures],
    }


def _read_case(data: Data) -> Case:
    records = {
        name: RecordAnswers(tuple(_read_answers(one) for one in held))
        for name, held in data["records"].items()
    }
    return Case(_read_answers(data["facts"]), records, tuple(Departure(*one) for one in data["departures"]))


def _answers_data(answers: Mapping[str, Answer]) -> Data:
    return {
        name: [one.state.value, as_data(one.value), one.by, as_data(one.on), one.reason]
        for name, one in answers.items()
    }


def _read_answers(data: Data) -> dict[str, Answer]:
    return {
        name: Answer(FactState(state), read_data(value), by=by, on=read_data(on), reason=reason)
        for name, (state, value, by, on, reason) in data.items()
    }
