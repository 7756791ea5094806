"""The ledger (台账): facts (事实) in order. Everything else is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class FactKind(StrEnum):
    """What can happen to an assignment. The keys that `data` carries stand beside each kind."""

    ISSUED = "issued"  # 交办
    DELIVERED = "delivered"  # notice, post: proof that a notice reached a post
    UNDELIVERED = "undelivered"  # notice, post, reason
    ACKNOWLEDGED = "acknowledged"  # 签收
    # receipt, intent, percent?, text?, until?, value?, unit?, evidence[], on_behalf?
    REPORTED = "reported"
    CORRECTED = "corrected"  # receipt, replaces (receipt), then as REPORTED
    WITHDRAWN = "withdrawn"  # receipt of the report taken back
    EVIDENCE_ADDED = "evidence_added"  # receipt, evidence[]
    EXTENSION_ASKED = "extension_asked"  # receipt, until, reason
    EXTENDED = "extended"  # due_at (ISO), reason
    EXTENSION_REFUSED = "extension_refused"  # reason
    RETURNED = "returned"  # reason, due_at?
    ACCEPTED = "accepted"  # 审核通过
    EXCUSED = "excused"  # reason
    ESCALATED = "escalated"  # rung, to (post), slip?
    HANDED_OVER = "handed_over"  # post
    DUE_MOVED = "due_moved"  # due_at, reason, event?: a superior's notice, an event, an edit
    QUESTION = "question"  # text: passed to the office
    ANSWERED = "answered"  # text: the office's answer to a question
    CLOSED = "closed"  # 销号
    FILED = "filed"  # 归档
    STAGE = "stage"  # stage, outcome, decider?, document?, on?, note?
    SNOOZED = "snoozed"  # until, reason
    WAITING = "waiting"  # for (unit), request (assignment id), until, reason
    # request, for, told?, provided?, reason?, due_at? where the wait moved the due date
    WAITING_OVER = "waiting_over"
    SLIP_APPROVED = "slip_approved"  # rung, slip, receipt: the letter may go up
    SLIP_DROPPED = "slip_dropped"  # rung, reason
    EVENT = "event"  # on (date), note?: what the case stands for has happened


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about one assignment. `by` is a post id, or "duban" for the machine itself.

    `data` holds JSON values only. Instants inside it are ISO 8601 text with an offset.
    """

    kind: FactKind
    at: datetime
    by: str
    data: Mapping[str, Any] = field(default_factory=dict)


class ReportKind(StrEnum):
    """What a report (反馈) says, as the ledger keeps it under `intent`."""

    DONE = "done"
    PROGRESS = "progress"
    BLOCKED = "blocked"
    NIL = "nil"
    VALUE = "value"
    NOT_STARTED = "not_started"
