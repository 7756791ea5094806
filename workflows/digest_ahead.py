"""Ahead in the digest (周报·节点): milestones and events that come, and those nobody recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from workflows.calendar import WorkCalendar, office_day
from workflows.case import Case
from workflows.deadline import Timing
from workflows.digest_line import Line
from workflows.expand import event_deadline, milestone_day
from workflows.light import Look
from workflows.programme import AfterEvent, Milestone, Programme
from workflows.standing import FINISHED

AHEAD = timedelta(days=14)
_REMEMBERED = timedelta(days=90)
"""A milestone that passed a quarter ago is old news, recorded or not."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A milestone (节点) or an event (来事) on its day. `is_wish` marks 力争.

    `days` are calendar days from today, negative once the day has passed without a record.
    """

    title: str
    on: date
    units: tuple[str, ...]
    is_wish: bool
    is_event: bool
    days: int


def ahead_of(
    programme: Programme, events: Sequence[Case], lines: Sequence[Line], look: Look
) -> tuple[Ahead, ...]:
    """What comes in the next 14 days, soonest first, then what passed without a record, latest
    first. Events that have passed are the office's to record and wait for it elsewhere.

    A milestone is recorded where an event, or every part of a task, of its title is.
    """
    if not programme.milestones and not programme.events:
        return ()
    happened = _happened(events)
    today = office_day(look.now)
    found = [*_milestones(programme, happened, lines, look), *_events(programme, events, today)]
    coming = sorted((one for one in found if one.days >= 0), key=lambda one: (one.days, one.title))
    passed = sorted((one for one in found if one.days < 0), key=lambda one: (-one.days, one.title))
    return (*coming, *passed)


def _happened(events: Sequence[Case]) -> dict[str, date]:
    found: dict[str, date] = {}
    for event in events:
        if event.standing.happened_on is not None:
            found[event.assignment.task] = event.standing.happened_on
    return found


def _milestones(
    programme: Programme, happened: Mapping[str, date], lines: Sequence[Line], look: Look
) -> Iterator[Ahead]:
    today = office_day(look.now)
    for milestone in programme.milestones:
        on = _day(milestone, happened, look.calendar)
        if on is None or not today - _REMEMBERED <= on <= today + AHEAD:
            continue
        if milestone.title not in happened and not _is_done(milestone.title, lines):
            days = (on - today).days
            yield Ahead(milestone.title, on, milestone.units, milestone.wish, False, days)


def _day(milestone: Milestone, happened: Mapping[str, date], calendar: WorkCalendar) -> date | None:
    due = milestone.due
    if isinstance(due, AfterEvent):
        if due.event not in happened:
            return None
        timing = Timing(milestone.roll, time.max)
        return event_deadline(due, happened[due.event], timing, calendar).due_on
    return milestone_day(milestone, calendar)


def _is_done(title: str, lines: Sequence[Line]) -> bool:
    parts = [line for line in lines if line.assignment.title == title]
    return bool(parts) and all(line.standing.state in FINISHED for line in parts)


def _events(programme: Programme, events: Sequence[Case], today: date) -> Iterator[Ahead]:
    """Events expected in the next 14 days, or put off to a day in them."""
    standings = {event.assignment.task: event.standing for event in events}
    for event in programme.events:
        standing = standings.get(event.name)
        if event.expected_on is None or (standing and standing.happened_on):
            continue
        put_off = standing.snoozed_until if standing else None
        on = max(event.expected_on, put_off) if put_off else event.expected_on
        if today < on <= today + AHEAD:
            yield Ahead(event.name, on, (), False, True, (on - today).days)
