"""From a programme to its assignments: who owes what, from when, until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from workflows.assignment import Assignment, Deadline, assignment_id
from workflows.calendar import WorkCalendar
from workflows.deadline import Timing, resolve
from workflows.programme import (
    AssignmentRole,
    DueRule,
    Duty,
    FixedDue,
    Milestone,
    Programme,
    Task,
)
from workflows.recurrence import Period, due_day, periods, rule_words


def assignments(programme: Programme, calendar: WorkCalendar) -> tuple[Assignment, ...]:
    """Every assignment of the programme: tasks in printed order, then duties by period."""
    return (
        *(found for task in programme.tasks for found in _of_task(programme, task, calendar)),
        *(found for duty in programme.duties for found in _of_duty(programme, duty, calendar)),
    )


def fixed_deadline(due: DueRule, timing: Timing, calendar: WorkCalendar) -> Deadline | None:
    """The deadline of a rule that names a day; None for open ends and events to come."""
    if not isinstance(due, FixedDue):
        return None
    return resolve(due.on, due.text or "文件规定的日期", timing, calendar)


def milestone_day(milestone: Milestone, calendar: WorkCalendar) -> date | None:
    """The day a milestone falls due, or None where it waits for an event or has no end."""
    deadline = fixed_deadline(milestone.due, Timing(milestone.roll, time.max), calendar)
    return deadline.due_on if deadline else None


def _of_task(programme: Programme, task: Task, calendar: WorkCalendar) -> Iterator[Assignment]:
    deadline = fixed_deadline(task.due, Timing(task.roll, task.cutoff_time), calendar)
    for responsible in task.responsible:
        yield Assignment(
            id=assignment_id(programme.code, task.code, None, responsible.unit),
            programme=programme.code,
            task=task.code,
            no=task.no,
            title=task.title,
            unit=responsible.unit,
            role=responsible.role,
            opens_on=task.open_on or programme.starts_on,
            due=deadline,
            ladder=task.ladder,
            office=programme.office,
            needs=task.needs,
            nil_allowed=task.nil_allowed,
            wish=task.wish,
            offline=task.offline,
            text=task.text,
        )


def _of_duty(programme: Programme, duty: Duty, calendar: WorkCalendar) -> Iterator[Assignment]:
    for period in periods(duty):
        nominal = due_day(duty.day, period, calendar)
        rule = f"{period.words}（{rule_words(duty.every, duty.day)}）"
        deadline = resolve(nominal, rule, Timing(duty.roll, duty.cutoff_time), calendar)
        opens = max(
            calendar.shift(deadline.due_on, duty.opens_before, back=True), programme.starts_on
        )
        for unit in duty.units:
            yield _occurrence(programme, duty, (period, deadline, opens), unit)


def _occurrence(
    programme: Programme, duty: Duty, when: tuple[Period, Deadline, date], unit: str
) -> Assignment:
    period, deadline, opens_on = when
    return Assignment(
        id=assignment_id(programme.code, duty.code, period.code, unit),
        programme=programme.code,
        task=duty.code,
        no=duty.no,
        title=duty.title,
        unit=unit,
        role=AssignmentRole.LEAD,
        opens_on=opens_on,
        due=deadline,
        ladder=duty.ladder,
        office=programme.office,
        occurrence=period.code,
        occurrence_words=period.words,
        needs=duty.needs,
        nil_allowed=duty.nil_allowed,
        offline=duty.offline,
        text=duty.text,
    )
