"""Standing (现状): what the facts of one assignment add up to. A projection, never a truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflows.ladder import Slip
from workflows.ledger import FactKind
from workflows.stage import Outcome


class State(StrEnum):
    PLANNED = "planned"  # 未开始: not open yet
    OPEN = "open"  # 待反馈
    ACKNOWLEDGED = "acknowledged"  # 已签收
    IN_PROGRESS = "in_progress"  # 推进中
    BLOCKED = "blocked"  # 有困难
    RETURNED = "returned"  # 已退回
    IN_REVIEW = "in_review"  # 审核环节中: reported done, stages of review are still open
    DONE = "done"  # 已报完成
    NIL = "nil"  # 零报告
    ACCEPTED = "accepted"  # 审核通过
    EXCUSED = "excused"  # 豁免
    CLOSED = "closed"  # 销号
    FILED = "filed"  # 归档


FINISHED = frozenset(
    {State.DONE, State.NIL, State.ACCEPTED, State.EXCUSED, State.CLOSED, State.FILED}
)
"""States in which nothing more is asked of the unit."""


class Light(StrEnum):
    """The state of the work (红黄绿灯), a scale apart from slips. GREY: not open, or no end."""

    GREY = "grey"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Standing:
    """`due_at` is the effective due instant after extensions; `original_due_at` the first one.

    `reported_at` is the report that counts (the one in force); `on_time` is None until finished.
    `reached_at` is the first proof that any notice reached the unit; None means unproven.
    `last_words` is the raw text of the report in force. `evidence` counts attachments.
    `question` is the last one asked and not answered. `decided` is the office's last word that
    the unit has not answered yet (extended, refused, returned, answered, excused, reported on
    its behalf, or a wait that is over), None where there is none. `asked_at` is when the office
    was last asked for a decision. `reviewed` says that a report done waits for the office until
    it is accepted; `stages_left` are the stages of review still open, each with its due instant.
    `waiting_for` is the unit that the work waits for, "" for none. `slips_to` are the posts that
    got a slip.
    """

    state: State = State.PLANNED
    percent: float | None = None
    due_at: datetime | None = None
    original_due_at: datetime | None = None
    due_revision: int = 0
    extensions: int = 0
    extension_asked_until: date | None = None
    reported_at: datetime | None = None
    finished_at: datetime | None = None
    on_time: bool | None = None
    promised_until: date | None = None
    reached_at: datetime | None = None
    unreachable_since: datetime | None = None
    receipt: str | None = None
    last_words: str = ""
    blocked_reason: str = ""
    evidence: int = 0
    returns: int = 0
    questions: int = 0
    question: str = ""
    decided: FactKind | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""
    slip: Slip | None = None
    escalated: tuple[str, ...] = ()
    slips_to: tuple[str, ...] = ()
    slips_approved: tuple[str, ...] = ()
    slips_dropped: tuple[str, ...] = ()
    asked_at: datetime | None = None
    acknowledged_at: datetime | None = None
    reviewed: bool = False
    stages_left: tuple[tuple[str, datetime | None], ...] = ()
    stage_outcome: Outcome | None = None
    on_behalf: bool = False
    snoozed_until: date | None = None
    waiting_for: str = ""
    waiting_request: str = ""
    waiting_since: datetime | None = None
    waiting_until: date | None = None
    value: float | None = None
    value_unit: str = ""
    happened_on: date | None = None
