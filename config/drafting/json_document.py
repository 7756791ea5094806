"""A draft as one JSON document (`duban draft --json`)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from config.drafting.model import (
    Draft,
    DraftDuty,
    DraftIndicator,
    DraftMilestone,
    DraftTask,
    DueReading,
)
from config.drafting.settled import fixed_day
from config.drafting.yaml_words import rule_of, span_of
from workflows.programme import AfterEvent, OpenDue


def draft_json(draft: Draft) -> dict[str, Any]:
    """Everything in a draft; dates in ISO 8601, null where the document is silent."""
    return {
        "title": draft.title,
        "document_no": draft.document_no,
        "issuer": draft.issuer,
        "issued_on": _iso(draft.issued_on),
        "office": draft.office,
        "units": [
            {
                "name": unit.name,
                "aliases": list(unit.aliases),
                "is_group": unit.is_group,
                "members": list(unit.members),
                "line": unit.line,
            }
            for unit in draft.units
        ],
        "phases": [
            {
                "no": phase.no,
                "title": phase.title,
                "start_on": _iso(phase.start_on),
                "end_on": _iso(phase.end_on),
                "line": phase.line,
            }
            for phase in draft.phases
        ],
        "tasks": [_task(task) for task in draft.tasks],
        "duties": [_duty(duty) for duty in draft.duties],
        "milestones": [_milestone(milestone) for milestone in draft.milestones],
        "indicators": [_indicator(indicator) for indicator in draft.indicators],
        "reviews": [asdict(review) for review in draft.reviews],
        "supervision": [
            {"no": passage.no, "text": passage.text, "line": passage.line}
            for passage in draft.supervision
        ],
        "problems": [
            {"line": doubt.line, "text": doubt.text, "why": doubt.why} for doubt in draft.doubts
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _due(due: DueReading | None) -> dict[str, Any]:
    """`due_on` and `due_text`; a deadline that follows an event has `due_after` too."""
    rule = due.rule if due is not None else None
    after = None
    if isinstance(rule, AfterEvent):
        after = {"event": rule.event, "within": span_of(rule.after)}
    return {
        "due_on": _iso(fixed_day(due)),
        "due_text": due.text if due is not None else "",
        "due_after": after,
        "due_open": isinstance(rule, OpenDue),
        "due_why": due.why if due is not None else "",
        "wish": due.wish if due is not None else False,
    }


def _task(task: DraftTask) -> dict[str, Any]:
    return {
        "no": task.no,
        "title": task.title,
        "text": task.text,
        "section": task.section,
        "units": list(task.units),
        "lead": list(task.lead),
        "co": list(task.co),
        **_due(task.due),
        "needs_confirmation": task.needs_confirmation,
        "line": task.line,
    }


def _duty(duty: DraftDuty) -> dict[str, Any]:
    return {
        "title": duty.title,
        "every": duty.every.value,
        "day": rule_of(duty.day) if duty.day is not None else None,
        "due_text": duty.due_text,
        "units": list(duty.units),
        "line": duty.line,
    }


def _milestone(milestone: DraftMilestone) -> dict[str, Any]:
    return {
        "no": milestone.no,
        "title": milestone.title,
        **_due(milestone.due),
        "relative_to": milestone.relative_to,
        "units": list(milestone.units),
        "line": milestone.line,
    }


def _indicator(indicator: DraftIndicator) -> dict[str, Any]:
    """Targets under their year; one that names no year stands under ""."""
    baseline = None
    if indicator.baseline_value is not None:
        baseline = {"value": indicator.baseline_value, "year": indicator.baseline_year}
    targets: dict[str, Any] = {}
    for target in indicator.targets:
        year = str(target.year) if target.year is not None else ""
        targets.setdefault(year, {"op": target.op.value, "value": target.value})
    return {
        "no": indicator.no,
        "sub": indicator.sub,
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": baseline,
        "targets": targets,
        "attribute": indicator.attribute.value if indicator.attribute is not None else None,
        "line": indicator.line,
    }
