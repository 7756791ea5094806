"""A line of the digest (周报行): one assignment as it stands, and as it stood a week before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.assignment import Assignment
from workflows.case import Case
from workflows.deadline import working_days_left
from workflows.fold import stand
from workflows.ledger import FactKind
from workflows.light import Look, light_of
from workflows.standing import FINISHED, Light, Standing, State

SOON = timedelta(days=7)
LIGHT_ORDER = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.GREY: 3}


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment as a digest line. `overdue_days` counts working days, 0 where not overdue.

    A unit that waits for another one is not overdue: the delay is the other unit's.
    `light_before` is the light a week ago, None where the assignment had not opened.
    """

    assignment: Assignment
    standing: Standing
    light: Light
    light_before: Light | None
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Then:
    """How an assignment stood at an earlier instant."""

    standing: Standing
    light: Light


def line_now(case: Case, look: Look, then: Then | None) -> Line | None:
    """The case at `look.now`, None where it has not opened; `then` is how it stood a week ago."""
    standing = case.standing
    if standing.state is State.PLANNED:
        return None
    if then is not None and then.standing is standing and standing.state in FINISHED:
        return Line(case.assignment, standing, then.light, then.light, 0)  # long at rest
    return Line(
        assignment=case.assignment,
        standing=standing,
        light=light_of(case.assignment, standing, look),
        light_before=then.light if then else None,
        overdue_days=overdue_days(standing, look),
    )


def stood(case: Case, look: Look) -> Then | None:
    """The case as it stood at an earlier instant, from the facts known by then."""
    standing = case.standing
    if case.facts and case.facts[-1].at > look.now:
        standing = stand(case.assignment, (fact for fact in case.facts if fact.at <= look.now))
    if standing.state is State.PLANNED:
        return None
    return Then(standing, light_of(case.assignment, standing, look))


def is_overdue(standing: Standing, at: datetime) -> bool:
    """True where the unit owes it past its due instant and no other unit has the word."""
    if standing.state in FINISHED or standing.due_at is None or standing.waiting_for:
        return False
    return at > standing.due_at


def overdue_days(standing: Standing, look: Look) -> int:
    """Working days overdue, at least one where it is; 0 where it is not."""
    if standing.due_at is None or not is_overdue(standing, look.now):
        return 0
    return -working_days_left(standing.due_at, look.now, look.calendar)


def is_silent(standing: Standing) -> bool:
    """True where the unit was reached and has said nothing at all about what it owes."""
    if standing.state in FINISHED or standing.reached_at is None:
        return False
    if standing.reported_at or standing.asked_at or standing.snoozed_until:
        return False
    return not standing.waiting_for and standing.decided is not FactKind.WAITING_OVER


def is_soon(line: Line, now: datetime) -> bool:
    """True where the line falls due in seven days."""
    due_at = line.standing.due_at
    return line.standing.state not in FINISHED and due_at is not None and now < due_at <= now + SOON


def worst_first(line: Line) -> tuple[int, int, str, str]:
    """Sorts lines by light, then by days overdue."""
    assignment = line.assignment
    return (LIGHT_ORDER[line.light], -line.overdue_days, assignment.task, assignment.unit)


def due_first(line: Line) -> tuple[datetime, str, str]:
    """Sorts lines with a due date by it."""
    due_at = line.standing.due_at
    assert due_at is not None, "only lines with a due date are soon"
    return (due_at, line.assignment.task, line.assignment.unit)
