"""Pending (待办公室处理): what a unit has put to the office and only the office can settle.

Silence never grants anything: what stays pending is put before the director.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from workflows.assignment import Assignment
from workflows.calendar import at_office
from workflows.standing import FINISHED, Standing, State

_EVENT_ASKED = time(9, 0)


class PendingKind(StrEnum):
    EXTENSION = "extension"  # 延期申请
    QUESTION = "question"  # 提问
    REVIEW = "review"  # 待审核
    SLIP = "slip"  # 督办单待批准
    EVENT = "event"  # 来事待登记


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing the office owes a word on. `rung` names it for ever; it was asked at `since`."""

    kind: PendingKind
    rung: str
    since: datetime


def pending(assignment: Assignment, standing: Standing, now: datetime) -> tuple[Pending, ...]:
    """What waits for the office at `now`, in the order of asking."""
    found: list[Pending] = []
    asked_at = standing.asked_at
    over = standing.state in FINISHED  # what was asked on the way has lost its point
    if standing.extension_asked_until is not None and asked_at is not None and not over:
        rung = f"extension {standing.extension_asked_until.isoformat()}"
        found.append(Pending(PendingKind.EXTENSION, rung, asked_at))
    if standing.question and asked_at is not None and not over:
        rung = f"question {standing.questions}"
        found.append(Pending(PendingKind.QUESTION, rung, asked_at))
    if awaits_review(standing) and standing.reported_at is not None:
        rung = f"review {standing.receipt or standing.reported_at.isoformat()}"
        found.append(Pending(PendingKind.REVIEW, rung, standing.reported_at))
    event_at = event_asked_at(assignment, standing)
    if event_at is not None and now >= event_at:
        again = standing.snoozed_until
        rung = f"event {again.isoformat()}" if again else "event"
        found.append(Pending(PendingKind.EVENT, rung, event_at))
    return tuple(sorted(found, key=lambda one: one.since))


def event_asked_at(assignment: Assignment, standing: Standing) -> datetime | None:
    """When the office is asked whether an event has happened: once it is expected, and again on
    the day to which the office put it off (尚未发生). None for what is no event or has happened.
    """
    if not assignment.is_event or standing.due_at is None or standing.happened_on is not None:
        return None
    if standing.snoozed_until is None:
        return standing.due_at
    return max(standing.due_at, at_office(standing.snoozed_until, _EVENT_ASKED))


def awaits_review(standing: Standing) -> bool:
    """True where the unit has reported and the office has yet to accept or return it."""
    return standing.reviewed and standing.state in (State.DONE, State.NIL)
