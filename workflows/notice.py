"""A notice (通知): something one post must be told. It has a key before it has words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workflows.ladder import Slip
from workflows.ledger import Fact


class NoticeKind(StrEnum):
    ISSUE = "issue"  # 交办: the assignment opens
    REMINDER = "reminder"  # 提醒
    NAG = "nag"  # 催办
    ESCALATION = "escalation"  # 升级
    CONTACT = "contact"  # 联络不畅: to the office, a unit cannot be reached
    DECISION = "decision"  # 审批结果: returned, extended, refused, accepted
    REQUEST = "request"  # 请示: what only the office can settle; see workflows.pending
    DIGEST = "digest"  # 周报
    CLEARED = "cleared"  # 销单: to everyone who got a slip, once the work is done
    SECRECY = "secrecy"  # 保密提醒: to the office, that words with a mark of secrecy were sent
    GAP = "gap"  # 停机补报: what may have been lost while the service was down


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `to` is a post id, `about` an assignment id or, for digests, "<programme>".

    `at` is the earliest instant it may leave. `due_revision` counts moves of the due date, so a
    moved deadline is announced anew. `urgent` notices may leave outside working hours.
    """

    kind: NoticeKind
    rung: str
    to: str
    about: str
    at: datetime
    due_revision: int = 0
    slip: Slip | None = None
    urgent: bool = False
    repeat: int = 0  # which repetition of a repeating rung, from 0

    @property
    def key(self) -> str:
        """The deterministic key: equal for equal notices whatever their time, text or order."""
        parts = (
            "v1",
            self.about,
            self.kind.value,
            self.rung,
            str(self.repeat),
            str(self.due_revision),
            self.to,
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Plan:
    """What one assignment asks for now.

    `notices` are due now; repeating them is harmless because their keys repeat too. `facts` are
    to be recorded with them. `wake_at` is the next instant at which the answer changes by time
    alone; None: nothing more until a new fact.
    """

    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    wake_at: datetime | None
