"""Deadlines (时限): rolling off rest days, cut-off, and the derivation that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from workflows.assignment import Deadline
from workflows.calendar import WorkCalendar, at_office, office_day
from workflows.roll import Roll


@dataclass(frozen=True, slots=True)
class Timing:
    """How a nominal day becomes a due instant: the roll rule, then the cut-off."""

    roll: Roll
    cutoff_time: time


def roll_day(day: date, roll: Roll, calendar: WorkCalendar) -> date:
    """Where `day` goes by `roll`. A working day never moves.

    NEXT_PLUS_1 is the second working day after the rest days (节后第二个工作日).
    """
    if calendar.is_working_day(day):
        return day
    match roll:
        case Roll.NEXT:
            return calendar.next_working_day(day)
        case Roll.PREVIOUS:
            return calendar.previous_working_day(day)
        case Roll.NEXT_PLUS_1:
            return calendar.add_working_days(calendar.next_working_day(day), 1)
        case Roll.NONE:
            return day


def resolve(nominal_on: date, rule: str, timing: Timing, calendar: WorkCalendar) -> Deadline:
    """The deadline for the day a rule names. `rule` is kept for the explanation."""
    due_on = roll_day(nominal_on, timing.roll, calendar)
    return Deadline(
        due_at=at_office(due_on, timing.cutoff_time),
        due_on=due_on,
        nominal_on=nominal_on,
        roll=timing.roll,
        cutoff_time=timing.cutoff_time,
        rule=rule,
        rest=_rest_words(nominal_on, calendar),
        provisional=not (calendar.is_official(nominal_on) and calendar.is_official(due_on)),
    )


def _rest_words(day: date, calendar: WorkCalendar) -> str:
    name = calendar.rest_name(day)
    weekday = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")[day.weekday()]
    if not name or name == weekday:
        return name
    return f"{weekday}，{name}假期"


def working_days_left(due_at: datetime, now: datetime, calendar: WorkCalendar) -> int:
    """Working days from today until the due day: 0 on the day itself, negative once overdue.

    Past the cut-off of the due day the item is overdue by at least one (negative one), even
    before the next working day begins.
    """
    days = calendar.working_days_between(office_day(now), office_day(due_at))
    if now <= due_at:
        return max(days, 0)
    return min(days, -1)
