"""Lights (红黄绿灯): the state of the work by arithmetic, not by mood. Thresholds are in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar, at_office, office_day
from workflows.office import Lights
from workflows.standing import FINISHED, Light, Standing, State


@dataclass(frozen=True, slots=True)
class Look:
    """From where and when something is looked at. `lights` are thresholds by programme code."""

    now: datetime
    calendar: WorkCalendar
    lights: Mapping[str, Lights] = field(default_factory=dict)

    def thresholds(self, programme: str) -> Lights:
        """The thresholds of a programme; the customary ones where it sets none."""
        return self.lights.get(programme, _CUSTOMARY)


_CUSTOMARY = Lights()


def light_of(assignment: Assignment, standing: Standing, look: Look) -> Light:
    """The light at `look.now`. Finished late stays yellow: the lateness remains visible."""
    if standing.state is State.PLANNED:
        return Light.GREY
    if standing.state in FINISHED:
        return Light.YELLOW if standing.on_time is False else Light.GREEN
    if standing.due_at is None:
        return Light.YELLOW if standing.state is State.BLOCKED else Light.GREY
    worst = Light.YELLOW if assignment.wish else Light.RED  # a wish (力争) warns, no more
    if standing.waiting_for:
        worst = Light.YELLOW  # the delay is another unit's
    if look.now > standing.due_at:
        return worst
    at = look.thresholds(assignment.programme)
    gap = pace_gap(assignment, standing, look.now)
    if gap is not None and gap > at.red_gap:
        return worst
    near = office_day(look.now) >= _near_on(standing.due_at, at, look)
    stuck = standing.state in (State.BLOCKED, State.RETURNED) or bool(standing.waiting_for)
    behind = gap is not None and gap >= at.yellow_gap
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


def _near_on(due_at: datetime, at: Lights, look: Look) -> date:
    """The first day that counts as near the due day (临近时限)."""
    due_on = look.calendar.previous_working_day(office_day(due_at))
    return look.calendar.shift(due_on, at.near, back=True)


_MORNING = datetime.min.time()
_ONE_SECOND = timedelta(seconds=1)


def next_change(assignment: Assignment, standing: Standing, look: Look) -> datetime | None:
    """The next instant at which the light changes by time alone, or None.

    That is when the due day comes near, when the pace runs ahead of the percentage reported, and
    when the item becomes overdue. An instant may be named at which nothing changes after all.
    """
    if standing.state in FINISHED or standing.due_at is None:
        return None
    at = look.thresholds(assignment.programme)
    near_on = _near_on(standing.due_at, at, look)
    turns = [at_office(near_on, _MORNING), standing.due_at + _ONE_SECOND]
    if standing.percent is not None:
        opened_at = at_office(assignment.opens_on, _MORNING)
        whole = max(standing.due_at - opened_at, timedelta(0))
        shares = ((standing.percent + gap) / 100 for gap in (at.yellow_gap, at.red_gap))
        turns += [opened_at + whole * share + _ONE_SECOND for share in shares if share <= 1]
    return min((turn for turn in turns if turn > look.now), default=None)
