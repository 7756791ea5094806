"""Said (单位所报): what a unit's own words and taps make of a standing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from workflows.ledger import Fact, ReportKind
from workflows.standing import FINISHED, Standing, State
from workflows.turns import decided, finished, heard, reopened

_REPORTED_STATE = {
    ReportKind.DONE: State.DONE,
    ReportKind.NIL: State.NIL,
    ReportKind.PROGRESS: State.IN_PROGRESS,
    ReportKind.VALUE: State.IN_PROGRESS,
    ReportKind.NOT_STARTED: State.IN_PROGRESS,
    ReportKind.BLOCKED: State.BLOCKED,
}


def acknowledged(standing: Standing, fact: Fact) -> Standing:
    """签收: the item was seen; it is no answer to what it asks."""
    standing = heard(standing, fact)
    standing = replace(standing, acknowledged_at=standing.acknowledged_at or fact.at)
    if standing.state is State.OPEN:
        return replace(standing, state=State.ACKNOWLEDGED)
    return standing


def reported(standing: Standing, fact: Fact) -> Standing:
    """A report, or a correction that takes the place of one.

    What the office entered for a unit (代录) proves nothing about reaching it, and is told to it.
    """
    on_behalf = bool(fact.data.get("on_behalf"))
    standing = decided(standing, fact) if on_behalf else _spoken(standing, fact)
    kind = ReportKind(fact.data["intent"])
    state = _REPORTED_STATE[kind]
    if state is State.DONE and standing.stages_left:
        state = State.IN_REVIEW
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
        on_behalf=on_behalf,
        snoozed_until=None,
        **_figure(fact),
    )
    if state is State.IN_REVIEW:
        return at_stage(reopened(standing))
    return finished(standing, fact.at) if state in FINISHED else reopened(standing)


def _figure(fact: Fact) -> dict[str, Any]:
    """The figure of a report (指标值), where it carries one."""
    value = fact.data.get("value")
    if not isinstance(value, int | float):
        return {}
    return {"value": float(value), "value_unit": str(fact.data.get("unit") or "")}


def _spoken(standing: Standing, fact: Fact) -> Standing:
    return replace(heard(standing, fact), decided=None)


def at_stage(standing: Standing) -> Standing:
    """The next stage's due day is now the one that counts, where it has one."""
    due_at = standing.stages_left[0][1]
    if due_at is None or due_at == standing.due_at:
        return standing
    revision = standing.due_revision + 1
    original = standing.original_due_at or due_at
    return replace(standing, due_at=due_at, original_due_at=original, due_revision=revision)


def _percent(kind: ReportKind, said: float | None, before: float | None) -> float | None:
    if kind in (ReportKind.DONE, ReportKind.NIL):
        return 100
    if kind is ReportKind.NOT_STARTED:
        return 0
    return said if said is not None else before


def withdrawn(standing: Standing, fact: Fact) -> Standing:
    """The report in force is taken back: the item is owed again, as if nothing was said."""
    if fact.data.get("receipt") not in (None, standing.receipt):
        return standing
    return reopened(
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


def evidence_added(standing: Standing, fact: Fact) -> Standing:
    """Attachments to what was reported before."""
    more = len(fact.data.get("evidence") or ())
    return replace(heard(standing, fact), evidence=standing.evidence + more)


def extension_asked(standing: Standing, fact: Fact) -> Standing:
    """延期申请: the office has the word."""
    until = date.fromisoformat(fact.data["until"])
    return replace(heard(standing, fact), extension_asked_until=until, asked_at=fact.at)


def questioned(standing: Standing, fact: Fact) -> Standing:
    """A question to the office."""
    question = str(fact.data.get("text") or "")
    asked = replace(heard(standing, fact), questions=standing.questions + 1, asked_at=fact.at)
    return replace(asked, question=question)


def snoozed(standing: Standing, fact: Fact) -> Standing:
    """稍后提醒: no reminder before the day that the unit chose."""
    until = date.fromisoformat(fact.data["until"])
    return replace(heard(standing, fact), snoozed_until=until)


def waiting(standing: Standing, fact: Fact) -> Standing:
    """等待其他单位: the work stands still for another unit."""
    until = fact.data.get("until")
    return replace(
        heard(standing, fact),
        waiting_for=str(fact.data["for"]),
        waiting_request=str(fact.data.get("request") or ""),
        waiting_since=fact.at,
        waiting_until=date.fromisoformat(until) if until else None,
    )
