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
    REPORTED = "reported"  # receipt, intent, percent?, text?, until?, value?, unit?, evidence[]
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
    DUE_MOVED = "due_moved"  # due_at, reason: a superior's notice or an edit of the YAML
    QUESTION = "question"  # text: passed to the office
    CLOSED = "closed"  # 销号


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
