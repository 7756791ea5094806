"""From a programme to its assignments: who owes what, from when, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from workflows.assignment import Assignment, Deadline, StageTerms, assignment_id
from workflows.calendar import WorkCalendar
from workflows.deadline import Timing, resolve
from workflows.ladder import Ladder
from workflows.programme import (
    AfterEvent,
    AssignmentRole,
    DueRule,
    Duty,
    Event,
    FixedDue,
    Indicator,
    Milestone,
    Needs,
    Programme,
    ReadingRule,
    Task,
)
from workflows.readings import takes_text
from workflows.recurrence import Period, due_day, period_of, periods, rule_words
from workflows.roll import Roll

_NO_LADDER = Ladder("来事登记", ())
_EVENT_ASKED = Timing(Roll.NEXT, time(9, 0))


def assignments(programme: Programme, calendar: WorkCalendar) -> tuple[Assignment, ...]:
    """Every assignment of the programme: tasks in printed order, duties and readings by period,
    then the records of events.
    """
    return (
        *(found for task in programme.tasks for found in _of_task(programme, task, calendar)),
        *(found for duty in programme.duties for found in _of_duty(programme, duty, calendar)),
        *(found for one in programme.indicators for found in _readings(programme, one, calendar)),
        *(_of_event(programme, event, calendar) for event in programme.events),
    )


def fixed_deadline(due: DueRule, timing: Timing, calendar: WorkCalendar) -> Deadline | None:
    """The deadline of a rule that names a day; None for open ends and events to come."""
    if not isinstance(due, FixedDue):
        return None
    return resolve(due.on, due.text or "文件规定的日期", timing, calendar)


def event_deadline(
    due: AfterEvent, happened_on: date, timing: Timing, calendar: WorkCalendar
) -> Deadline:
    """The deadline of a rule that counts from an event, once it has happened.

    The day of the event is not counted (民法典第二百零一条).
    """
    nominal = calendar.shift(happened_on, due.after)
    rule = due.text or f"{due.event}（{happened_on.isoformat()}）之后"
    return resolve(nominal, rule, timing, calendar)


def deadline_after(
    task: Task, role: AssignmentRole, happened_on: date, calendar: WorkCalendar
) -> Deadline:
    """When a part of a task that counts from an event is due, once the event has happened."""
    assert isinstance(task.due, AfterEvent), "only tasks that count from an event"
    timing = Timing(task.roll, task.cutoff_time)
    deadline = event_deadline(task.due, happened_on, timing, calendar)
    early = None if role is AssignmentRole.LEAD else _for_co(deadline, task, calendar)
    return early or deadline


def milestone_day(milestone: Milestone, calendar: WorkCalendar) -> date | None:
    """The day a milestone falls due, or None where it waits for an event or has no end."""
    deadline = fixed_deadline(milestone.due, Timing(milestone.roll, time.max), calendar)
    return deadline.due_on if deadline else None


def _of_task(programme: Programme, task: Task, calendar: WorkCalendar) -> Iterator[Assignment]:
    deadline = fixed_deadline(task.due, Timing(task.roll, task.cutoff_time), calendar)
    after = task.due.event if isinstance(task.due, AfterEvent) else ""
    for responsible in task.responsible:
        lead = responsible.role is AssignmentRole.LEAD
        yield Assignment(
            id=assignment_id(programme.code, task.code, None, responsible.unit),
            programme=programme.code,
            task=task.code,
            no=task.no,
            title=task.title,
            unit=responsible.unit,
            role=responsible.role,
            opens_on=task.open_on or programme.starts_on,
            due=deadline if lead else _for_co(deadline, task, calendar),
            ladder=task.ladder,
            office=programme.office,
            needs=task.needs,
            nil_allowed=task.nil_allowed,
            wish=task.wish,
            offline=task.offline,
            text=task.text,
            review=task.review and lead,
            stages=_stages(task, calendar) if lead else (),
            after=after,
            leader=task.leader,
            support=task.support,
            acknowledge_within=task.acknowledge_within,
            material=task.material,
        )


def _for_co(deadline: Deadline | None, task: Task, calendar: WorkCalendar) -> Deadline | None:
    """A co unit's part is due before the lead compiles it (配合单位提前报送)."""
    if deadline is None or task.co_before is None:
        return deadline
    early = calendar.shift(deadline.due_on, task.co_before, back=True)
    rule = f"{deadline.rule}，配合单位提前{_span_words(task)}报牵头单位"
    return resolve(early, rule, Timing(Roll.PREVIOUS, task.cutoff_time), calendar)


_SPAN_WORDS = {"day": "天", "working-day": "个工作日", "week": "周", "month": "个月"}


def _span_words(task: Task) -> str:
    span = task.co_before
    return f"{span.n}{_SPAN_WORDS[span.unit.value]}" if span else ""


def _stages(task: Task, calendar: WorkCalendar) -> tuple[StageTerms, ...]:
    timing = Timing(task.roll, task.cutoff_time)
    return tuple(
        StageTerms(
            name=stage.name,
            kind=stage.kind,
            decider=stage.decider,
            document=stage.document,
            due_at=resolve(stage.due_on, "", timing, calendar).due_at if stage.due_on else None,
            event=stage.event,
        )
        for stage in task.stages
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
            yield _occurrence(programme, duty, _When(period, deadline, opens), unit)


@dataclass(frozen=True, slots=True)
class _When:
    """One period of something that recurs: when it is due and when it opens."""

    period: Period
    deadline: Deadline
    opens_on: date


def _occurrence(programme: Programme, duty: Duty, when: _When, unit: str) -> Assignment:
    return Assignment(
        id=assignment_id(programme.code, duty.code, when.period.code, unit),
        programme=programme.code,
        task=duty.code,
        no=duty.no,
        title=duty.title,
        unit=unit,
        role=AssignmentRole.LEAD,
        opens_on=when.opens_on,
        due=when.deadline,
        ladder=duty.ladder,
        office=programme.office,
        occurrence=when.period.code,
        occurrence_words=when.period.words,
        needs=duty.needs,
        nil_allowed=duty.nil_allowed,
        offline=duty.offline,
        text=duty.text,
        review=duty.review,
        material=duty.material,
    )


def _readings(
    programme: Programme, indicator: Indicator, calendar: WorkCalendar
) -> Iterator[Assignment]:
    """One assignment per period and reporting unit: the indicator's value (指标值报送)."""
    rule = indicator.readings
    if rule is None:
        return
    period = period_of(rule.first, rule.every)
    while period.start_on <= rule.last:
        when = _reading_when(programme, rule, period, calendar)
        for unit in rule.units:
            yield _reading(programme, indicator, when, unit)
        period = period_of(period.next_on, rule.every)


def _reading_when(
    programme: Programme, rule: ReadingRule, period: Period, calendar: WorkCalendar
) -> _When:
    nominal = due_day(rule.day, period, calendar)
    words = f"{period.words}（{rule_words(rule.every, rule.day)}）"
    deadline = resolve(nominal, words, Timing(rule.roll, rule.cutoff_time), calendar)
    opens = calendar.shift(deadline.due_on, rule.opens_before, back=True)
    return _When(period, deadline, max(opens, programme.starts_on))


def _reading(programme: Programme, indicator: Indicator, when: _When, unit: str) -> Assignment:
    assert indicator.readings is not None, "only indicators with a reading rule are read"
    return Assignment(
        id=assignment_id(programme.code, indicator.code, when.period.code, unit),
        programme=programme.code,
        task=indicator.code,
        no=indicator.no,
        title=indicator.name,
        unit=unit,
        role=AssignmentRole.LEAD,
        opens_on=when.opens_on,
        due=when.deadline,
        ladder=indicator.readings.ladder,
        office=programme.office,
        occurrence=when.period.code,
        occurrence_words=when.period.words,
        needs=Needs(text_chars=1) if takes_text(indicator) else Needs(number=True),
        indicator=replace(indicator, readings=None),
    )


def _of_event(programme: Programme, event: Event, calendar: WorkCalendar) -> Assignment:
    """The record of an event: owed by nobody, asked of the office once it is expected."""
    due = FixedDue(event.expected_on, "预计日期") if event.expected_on else None
    return Assignment(
        id=event_id(programme, event.name),
        programme=programme.code,
        task=event.name,
        no="",
        title=event.name,
        unit=programme.office,
        role=AssignmentRole.LEAD,
        opens_on=programme.starts_on,
        due=fixed_deadline(due, _EVENT_ASKED, calendar) if due else None,
        ladder=_NO_LADDER,
        office=programme.office,
        text=event.recorded_by,
        is_event=True,
    )


def event_id(programme: Programme, event: str) -> str:
    """The id of the case that records an event of a programme."""
    return assignment_id(programme.code, event, None, programme.office)
