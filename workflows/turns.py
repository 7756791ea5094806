"""Turns (变化): the changes of a standing that many kinds of facts share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workflows.ledger import Fact
from workflows.standing import Standing


def heard(standing: Standing, fact: Fact) -> Standing:
    """Whoever speaks has been reached."""
    return replace(standing, reached_at=standing.reached_at or fact.at, unreachable_since=None)


def finished(standing: Standing, at: datetime) -> Standing:
    """Nothing more is asked of the unit since `at`; in time by the due date in force."""
    on_time = None if standing.due_at is None else at <= standing.due_at
    return replace(
        standing, finished_at=at, on_time=on_time, extension_asked_until=None, waiting_for=""
    )


def reopened(standing: Standing) -> Standing:
    """The item is owed again, and no day on which it was finished counts."""
    return replace(standing, finished_at=None, on_time=None)


def decided(standing: Standing, fact: Fact) -> Standing:
    """The office's word, which the unit has not answered yet."""
    reason = str(fact.data.get("reason") or "")
    return replace(standing, decided=fact.kind, decided_at=fact.at, decision_reason=reason)
