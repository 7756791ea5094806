"""Recording (记录): from what was understood to the fact that the ledger keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from messages.dialogue.decision import Record
from messages.dialogue.event import Evidence
from messages.dialogue.needs import Lack
from messages.dialogue.told import Told
from messages.understand import Intent, Reading
from workflows.case import Case
from workflows.ledger import FactKind, ReportKind

REPORTS = {
    Intent.DONE: ReportKind.DONE,
    Intent.PROGRESS: ReportKind.PROGRESS,
    Intent.BLOCKED: ReportKind.BLOCKED,
    Intent.NIL: ReportKind.NIL,
    Intent.VALUE: ReportKind.VALUE,
    Intent.NOT_STARTED: ReportKind.NOT_STARTED,
}
"""The readings that are reports."""


def report(case: Case, reading: Reading, told: Told, lacks: Sequence[Lack] = ()) -> Record:
    """A report, or the correction of one where `told.replaces` names its receipt."""
    data: dict[str, Any] = {"intent": REPORTS[reading.intent].value}
    figures = {
        "percent": reading.percent,
        "value": reading.value,
        "unit": reading.unit if reading.value is not None else None,
        "until": reading.until.isoformat() if reading.until else None,
        "text": told.words or None,
        "message": told.message or None,
        "album": told.album or None,
        "lacking": [str(lack) for lack in lacks] or None,
        "same_as": told.same_as or None,
        "doubt": told.doubt or None,
        "confirmed": told.confirmed,
    }
    data |= {key: value for key, value in figures.items() if value is not None}
    if told.evidence:
        data["evidence"] = evidence_data(told.evidence)
    if told.replaces:
        data["replaces"] = told.replaces
        return Record(case.assignment.id, FactKind.CORRECTED, data)
    return Record(case.assignment.id, FactKind.REPORTED, data)


def extension(case: Case, until: date, reason: str, told: Told, *, late: bool) -> Record:
    """A request for an extension; `late` marks one that came after the due instant."""
    data: dict[str, Any] = {"until": until.isoformat(), "reason": reason}
    if told.words:
        data["text"] = told.words
    if told.message:
        data["message"] = told.message
    if told.evidence:
        data["evidence"] = evidence_data(told.evidence)
    if late:
        data["late"] = True
    return Record(case.assignment.id, FactKind.EXTENSION_ASKED, data)


def added(case: Case, evidence: Sequence[Evidence], told: Told, receipt: str = "") -> Record:
    """More evidence; under `receipt` where it belongs to a report that has one."""
    data: dict[str, Any] = {"evidence": evidence_data(evidence)}
    if told.words:
        data["text"] = told.words
    if told.message:
        data["message"] = told.message
    if told.album:
        data["album"] = told.album
    if receipt:
        data["receipt"] = receipt
    return Record(case.assignment.id, FactKind.EVIDENCE_ADDED, data)


def question(case: Case, told: Told, *, wrong_unit: bool = False) -> Record:
    """Words for the office: a question, or that the item is another unit's."""
    data: dict[str, Any] = {"text": told.words}
    if told.message:
        data["message"] = told.message
    if wrong_unit:
        data["wrong_unit"] = True
    return Record(case.assignment.id, FactKind.QUESTION, data)


def evidence_data(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Evidence as the ledger keeps it; the same file counts once."""
    once = {item.sha256: item for item in evidence}
    return [asdict(item) for item in once.values()]
