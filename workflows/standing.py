"""Standing (现状): what the facts of one assignment add up to. A projection, never a truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from workflows.assignment import Assignment
from workflows.ledger import Fact, FactKind, ReportKind
from workflows.programme import Slip


class State(StrEnum):
    PLANNED = "planned"  # 未开始: not open yet
    OPEN = "open"  # 待反馈
    ACKNOWLEDGED = "acknowledged"  # 已签收
    IN_PROGRESS = "in_progress"  # 推进中
    BLOCKED = "blocked"  # 有困难
    RETURNED = "returned"  # 已退回
    DONE = "done"  # 已报完成
    NIL = "nil"  # 零报告
    ACCEPTED = "accepted"  # 审核通过
    EXCUSED = "excused"  # 豁免
    CLOSED = "closed"  # 销号


FINISHED = frozenset({State.DONE, State.NIL, State.ACCEPTED, State.EXCUSED, State.CLOSED})
"""States in which nothing more is asked of the unit."""

_REPORTED_OR_ACCEPTED = frozenset({State.DONE, State.NIL, State.ACCEPTED})
"""Finished states that are in time or late; what was excused is neither."""


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
    `question` is the last one asked. `decided` is the office's last decision that the unit has
    not answered yet (extended, refused, returned), None where there is none.
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


def stand(assignment: Assignment, facts: Iterable[Fact]) -> Standing:
    """Fold facts, in order, into the standing. No facts: planned, with the rule's due date."""
    due_at = assignment.due.due_at if assignment.due else None
    standing = Standing(due_at=due_at, original_due_at=due_at)
    for fact in facts:
        standing = after(standing, fact)
    return standing


def after(standing: Standing, fact: Fact) -> Standing:
    """The standing after one more fact: `stand` of all facts is `after` of one at a time."""
    return _APPLY[fact.kind](standing, fact)


def _issued(standing: Standing, fact: Fact) -> Standing:
    del fact
    if standing.state is State.PLANNED:
        return replace(standing, state=State.OPEN)
    return standing


def _delivered(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, reached_at=standing.reached_at or fact.at, unreachable_since=None)


def _undelivered(standing: Standing, fact: Fact) -> Standing:
    since = standing.unreachable_since or fact.at
    return replace(standing, reached_at=None, unreachable_since=since)


def _acknowledged(standing: Standing, fact: Fact) -> Standing:
    standing = _heard(standing, fact)
    if standing.state is State.OPEN:
        return replace(standing, state=State.ACKNOWLEDGED)
    return standing


_REPORTED_STATE = {
    ReportKind.DONE: State.DONE,
    ReportKind.NIL: State.NIL,
    ReportKind.PROGRESS: State.IN_PROGRESS,
    ReportKind.VALUE: State.IN_PROGRESS,
    ReportKind.NOT_STARTED: State.IN_PROGRESS,
    ReportKind.BLOCKED: State.BLOCKED,
}


def _reported(standing: Standing, fact: Fact) -> Standing:
    """A report, or a correction that takes the place of one."""
    standing = replace(_heard(standing, fact), decided=None)
    kind = ReportKind(fact.data["intent"])
    state = _REPORTED_STATE[kind]
    until = fact.data.get("until")
    percent = fact.data.get("percent")
    standing = replace(
        standing,
        state=state,
        percent=_percent(kind, percent, standing.percent),
        reported_at=fact.at,
        promised_until=date.fromisoformat(until) if until else None,
        receipt=fact.data.get("receipt"),
        last_words=fact.data.get("text") or "",
        blocked_reason=(fact.data.get("text") or "") if kind is ReportKind.BLOCKED else "",
        evidence=standing.evidence + len(fact.data.get("evidence") or ()),
    )
    return _finished(standing, fact.at) if state in FINISHED else _reopened(standing)


def _percent(kind: ReportKind, said: float | None, before: float | None) -> float | None:
    if kind in (ReportKind.DONE, ReportKind.NIL):
        return 100
    if kind is ReportKind.NOT_STARTED:
        return 0
    return said if said is not None else before


def _withdrawn(standing: Standing, fact: Fact) -> Standing:
    """The report in force is taken back: the item is owed again, as if nothing was said."""
    if fact.data.get("receipt") not in (None, standing.receipt):
        return standing
    return _reopened(
        replace(
            standing,
            state=State.OPEN,
            percent=None,
            reported_at=None,
            promised_until=None,
            receipt=None,
            last_words="",
            blocked_reason="",
        )
    )


def _evidence_added(standing: Standing, fact: Fact) -> Standing:
    more = len(fact.data.get("evidence") or ())
    return replace(_heard(standing, fact), evidence=standing.evidence + more)


def _extension_asked(standing: Standing, fact: Fact) -> Standing:
    until = date.fromisoformat(fact.data["until"])
    return replace(_heard(standing, fact), extension_asked_until=until)


def _extended(standing: Standing, fact: Fact) -> Standing:
    moved = _decided(_due_moved(standing, fact), fact)
    return replace(moved, extensions=standing.extensions + 1, extension_asked_until=None)


def _extension_refused(standing: Standing, fact: Fact) -> Standing:
    return replace(_decided(standing, fact), extension_asked_until=None)


def _decided(standing: Standing, fact: Fact) -> Standing:
    reason = str(fact.data.get("reason") or "")
    return replace(standing, decided=fact.kind, decided_at=fact.at, decision_reason=reason)


def _due_moved(standing: Standing, fact: Fact) -> Standing:
    """A new due date opens the ladder anew; a finished item is judged by it too."""
    due_at = datetime.fromisoformat(fact.data["due_at"])
    moved = replace(standing, due_at=due_at, due_revision=standing.due_revision + 1)
    judged = moved.state in _REPORTED_OR_ACCEPTED or moved.on_time is not None
    return _finished(moved, moved.finished_at) if judged and moved.finished_at else moved


def _returned(standing: Standing, fact: Fact) -> Standing:
    returned = _reopened(
        replace(
            _decided(standing, fact),
            state=State.RETURNED,
            returns=standing.returns + 1,
            percent=None,
            promised_until=None,
        )
    )
    return _due_moved(returned, fact) if fact.data.get("due_at") else returned


def _accepted(standing: Standing, fact: Fact) -> Standing:
    finished_at = standing.finished_at or fact.at
    return _finished(replace(standing, state=State.ACCEPTED), finished_at)


def _excused(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, state=State.EXCUSED, finished_at=fact.at, on_time=None)


def _closed(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, state=State.CLOSED, finished_at=standing.finished_at or fact.at)


def _escalated(standing: Standing, fact: Fact) -> Standing:
    slip = fact.data.get("slip")
    return replace(
        standing,
        escalated=(*standing.escalated, str(fact.data["rung"])),
        slip=Slip(slip) if slip else standing.slip,
    )


def _handed_over(standing: Standing, fact: Fact) -> Standing:
    """A new holder has not been reached yet: proof of delivery starts anew."""
    del fact
    return replace(standing, reached_at=None)


def _questioned(standing: Standing, fact: Fact) -> Standing:
    question = str(fact.data.get("text") or "")
    return replace(_heard(standing, fact), questions=standing.questions + 1, question=question)


def _heard(standing: Standing, fact: Fact) -> Standing:
    """Whoever speaks has been reached."""
    return replace(standing, reached_at=standing.reached_at or fact.at, unreachable_since=None)


def _finished(standing: Standing, at: datetime) -> Standing:
    on_time = None if standing.due_at is None else at <= standing.due_at
    return replace(standing, finished_at=at, on_time=on_time, extension_asked_until=None)


def _reopened(standing: Standing) -> Standing:
    return replace(standing, finished_at=None, on_time=None)


_APPLY: dict[FactKind, Callable[[Standing, Fact], Standing]] = {
    FactKind.ISSUED: _issued,
    FactKind.DELIVERED: _delivered,
    FactKind.UNDELIVERED: _undelivered,
    FactKind.ACKNOWLEDGED: _acknowledged,
    FactKind.REPORTED: _reported,
    FactKind.CORRECTED: _reported,
    FactKind.WITHDRAWN: _withdrawn,
    FactKind.EVIDENCE_ADDED: _evidence_added,
    FactKind.EXTENSION_ASKED: _extension_asked,
    FactKind.EXTENDED: _extended,
    FactKind.EXTENSION_REFUSED: _extension_refused,
    FactKind.RETURNED: _returned,
    FactKind.ACCEPTED: _accepted,
    FactKind.EXCUSED: _excused,
    FactKind.ESCALATED: _escalated,
    FactKind.HANDED_OVER: _handed_over,
    FactKind.DUE_MOVED: _due_moved,
    FactKind.QUESTION: _questioned,
    FactKind.CLOSED: _closed,
}
