"""The timetable (催办时间表) of one assignment: every step of its ladder with its day and posts.

Reminders count back from the due day, nags forward from it, or from the day of issue where that
is later: nobody is chased for what was not issued. Escalations also wait for the day the unit
was first proven to be reached: no one is reported for what never arrived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar, office_day
from workflows.ladder import Rung, RungKind, Slip
from workflows.notice import NoticeKind
from workflows.roster import Role, post_id
from workflows.standing import FINISHED, Standing

ISSUE_RUNG = "交办"
SNOOZE_RUNG = "稍后提醒"

_KINDS = {
    RungKind.REMINDER: NoticeKind.REMINDER,
    RungKind.NAG: NoticeKind.NAG,
    RungKind.ESCALATION: NoticeKind.ESCALATION,
}
_OFFICE_ROLES = frozenset({Role.CLERK, Role.DIRECTOR, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Step:
    """One step on one working day to one post."""

    on: date
    kind: NoticeKind
    rung: str
    repeat: int
    to: str
    slip: Slip | None = None
    approve: bool = False  # not before somebody of the office has approved it


def timetable(
    assignment: Assignment, standing: Standing, calendar: WorkCalendar
) -> tuple[Step, ...]:
    """All steps in order of time; none for a finished assignment.

    The issue comes first. Reminders that would fall on or before its day are left out: the issue
    says the same. A wish (力争) is never escalated.
    """
    if standing.state in FINISHED or assignment.is_event:
        return ()
    issue = _issue(assignment, calendar)
    again = _snoozed(assignment, standing, calendar)
    if standing.due_at is None:
        return (issue, *again)
    steps = [
        *again,
        *(
            step
            for rung in assignment.ladder.rungs
            for step in _rung_steps(assignment, standing, rung, calendar)
            if step.kind is not NoticeKind.REMINDER or step.on > issue.on
        ),
    ]
    return (issue, *sorted(steps, key=lambda step: step.on))


def _issue(assignment: Assignment, calendar: WorkCalendar) -> Step:
    on = calendar.next_working_day(assignment.opens_on)
    to = post_id(assignment.unit, Role.LIAISON)
    return Step(on, NoticeKind.ISSUE, ISSUE_RUNG, 0, to)


def _snoozed(
    assignment: Assignment, standing: Standing, calendar: WorkCalendar
) -> tuple[Step, ...]:
    """The reminder on the day that the unit chose for itself (稍后提醒)."""
    if standing.snoozed_until is None:
        return ()
    on = calendar.next_working_day(standing.snoozed_until)
    rung = f"{SNOOZE_RUNG} {standing.snoozed_until.isoformat()}"
    to = post_id(assignment.unit, Role.LIAISON)
    return (Step(on, NoticeKind.REMINDER, rung, 0, to),)


def _rung_steps(
    assignment: Assignment, standing: Standing, rung: Rung, calendar: WorkCalendar
) -> Iterator[Step]:
    day = _first_day(assignment, standing, rung, calendar)
    if day is None:
        return
    for repeat in range(rung.times):
        for role in rung.to:
            to = _post(assignment, role)
            yield Step(day, _KINDS[rung.kind], rung.name, repeat, to, rung.slip, rung.approve)
        if rung.every is not None:
            day = calendar.next_working_day(calendar.shift(day, rung.every))


def _first_day(
    assignment: Assignment, standing: Standing, rung: Rung, calendar: WorkCalendar
) -> date | None:
    if standing.due_at is None:
        return None
    due_on = office_day(standing.due_at)
    if rung.kind is RungKind.REMINDER:
        return calendar.previous_working_day(calendar.shift(due_on, rung.offset, back=True))
    due_on = max(due_on, _issue(assignment, calendar).on)
    if rung.kind is RungKind.ESCALATION:
        if assignment.wish or standing.reached_at is None:
            return None
        due_on = max(due_on, office_day(standing.reached_at))
    return calendar.next_working_day(calendar.shift(due_on, rung.offset))


def _post(assignment: Assignment, role: Role) -> str:
    owner = assignment.office if role in _OFFICE_ROLES else assignment.unit
    return post_id(owner, role)
