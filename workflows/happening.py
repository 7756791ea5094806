"""Happening (来事登记): whether an event may be recorded, and which due dates it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.assignment import Assignment, Deadline
from workflows.calendar import WorkCalendar
from workflows.case import Case
from workflows.expand import deadline_after
from workflows.programme import AfterEvent, Programme, Task
from workflows.standing import Standing, State

_OVER = frozenset({State.EXCUSED, State.CLOSED, State.FILED, State.IN_REVIEW})
"""Nothing is owed any more, or a stage of review has the word."""


class EventRefusal(StrEnum):
    """Why an event cannot be recorded."""

    TWICE = "twice"  # it is on record; only a correction moves it
    NEVER = "never"  # there is nothing to correct
    FUTURE = "future"  # the day has not come
    TOO_EARLY = "too_early"  # before the programme starts
    BEFORE_CAUSE = "before_cause"  # what brings it about waits for another event


@dataclass(frozen=True, slots=True)
class Cause:
    """An event that must come first, and the day on which it happened (None: not recorded)."""

    event: str
    happened_on: date | None


@dataclass(frozen=True, slots=True)
class Claim:
    """That an event happened `on` a day, said `today`; `correct`: in place of what was said."""

    on: date
    today: date
    causes: tuple[Cause, ...] = ()
    correct: bool = False


def event_refusal(event: Assignment, standing: Standing, claim: Claim) -> EventRefusal | None:
    """Why the claim cannot be recorded of this event, or None where it can."""
    if standing.happened_on is not None and not claim.correct:
        return EventRefusal.TWICE
    if standing.happened_on is None and claim.correct:
        return EventRefusal.NEVER
    if claim.on > claim.today:
        return EventRefusal.FUTURE
    if claim.on < event.opens_on:
        return EventRefusal.TOO_EARLY
    return EventRefusal.BEFORE_CAUSE if first_cause(claim) else None


def first_cause(claim: Claim) -> Cause | None:
    """The first event that has not happened by the day claimed, though it must."""
    for cause in claim.causes:
        if cause.happened_on is None or claim.on < cause.happened_on:
            return cause
    return None


def causes_of(programme: Programme, event: str) -> tuple[str, ...]:
    """The events that must come first: what the work waits for whose stage brings `event` about."""
    found = [
        task.due.event
        for task in programme.tasks
        if isinstance(task.due, AfterEvent) and any(stage.event == event for stage in task.stages)
    ]
    return tuple(dict.fromkeys(found))


def dependents(programme: Programme, event: str) -> tuple[Task, ...]:
    """The tasks whose due date counts from the event, in the order of the document."""
    return tuple(
        task
        for task in programme.tasks
        if isinstance(task.due, AfterEvent) and task.due.event == event
    )


def moved(
    task: Task, cases: Sequence[Case], on: date, calendar: WorkCalendar
) -> tuple[tuple[Case, Deadline], ...]:
    """The task's cases with the due dates that follow from the event on that day.

    Left out are cases in which nothing is owed any more, and those that are due then already.
    """
    found: list[tuple[Case, Deadline]] = []
    for case in cases:
        if case.standing.state in _OVER:
            continue
        deadline = deadline_after(task, case.assignment.role, on, calendar)
        if deadline.due_at != case.standing.due_at:
            found.append((case, deadline))
    return tuple(found)
