"""Lights (红黄绿灯): the state of the work by arithmetic, not by mood.

Defaults follow common practice of supervision offices: yellow within three working days of the
due date or 10 percentage points behind the pace, red once overdue or more than 30 points behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar, at_office, office_day
from workflows.deadline import working_days_left
from workflows.programme import Span, SpanUnit
from workflows.standing import FINISHED, Light, Standing, State

NEAR = Span(3, SpanUnit.WORKING_DAY)
YELLOW_GAP, RED_GAP = 10.0, 30.0  # percentage points behind the pace (序时进度)


@dataclass(frozen=True, slots=True)
class Look:
    """From where and when something is looked at."""

    now: datetime
    calendar: WorkCalendar


def light_of(assignment: Assignment, standing: Standing, look: Look) -> Light:
    """The light at `look.now`. Finished late stays yellow: the lateness remains visible."""
    if standing.state is State.PLANNED:
        return Light.GREY
    if standing.state in FINISHED:
        return Light.YELLOW if standing.on_time is False else Light.GREEN
    if standing.due_at is None:
        return Light.YELLOW if standing.state is State.BLOCKED else Light.GREY
    worst = Light.YELLOW if assignment.wish else Light.RED  # a wish (力争) warns, no more
    if look.now > standing.due_at:
        return worst
    gap = pace_gap(assignment, standing, look.now)
    if gap is not None and gap > RED_GAP:
        return worst
    near = working_days_left(standing.due_at, look.now, look.calendar) <= NEAR.n
    stuck = standing.state in (State.BLOCKED, State.RETURNED)
    behind = gap is not None and gap >= YELLOW_GAP
    return Light.YELLOW if near or stuck or behind else Light.GREEN


def pace_gap(assignment: Assignment, standing: Standing, now: datetime) -> float | None:
    """Percentage points behind an even pace from opening to due (positive is behind).

    None where no percentage was reported or there is no end to pace towards.
    """
    if standing.percent is None or standing.due_at is None:
        return None
    opened_at = at_office(assignment.opens_on, _MORNING)
    whole = (standing.due_at - opened_at).total_seconds()
    if whole <= 0:
        return None
    elapsed = min(max((now - opened_at).total_seconds() / whole, 0.0), 1.0)
    return elapsed * 100 - standing.percent


_MORNING = datetime.min.time()
_ONE_SECOND = timedelta(seconds=1)


def next_change(assignment: Assignment, standing: Standing, look: Look) -> datetime | None:
    """The next instant at which the light changes by time alone, or None.

    That is when the due day comes near, when the pace runs ahead of the percentage reported, and
    when the item becomes overdue. An instant may be named at which nothing changes after all.
    """
    if standing.state in FINISHED or standing.due_at is None:
        return None
    due_on = look.calendar.previous_working_day(office_day(standing.due_at))
    near_on = look.calendar.shift(due_on, NEAR, back=True)
    turns = [at_office(near_on, _MORNING), standing.due_at + _ONE_SECOND]
    if standing.percent is not None:
        opened_at = at_office(assignment.opens_on, _MORNING)
        whole = max(standing.due_at - opened_at, timedelta(0))
        shares = ((standing.percent + gap) / 100 for gap in (YELLOW_GAP, RED_GAP))
        turns += [opened_at + whole * share + _ONE_SECOND for share in shares if share <= 1]
    return min((turn for turn in turns if turn > look.now), default=None)
