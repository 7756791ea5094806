"""Working hours (工作时间): when people may be written to without being asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workflows.calendar import OFFICE_ZONE, WorkCalendar, at_office
from workflows.office import OfficeHours


def is_open(instant: datetime, hours: OfficeHours, calendar: WorkCalendar) -> bool:
    """True where an unasked message may leave at `instant`."""
    return next_open(instant, hours, calendar) == instant


def next_open(instant: datetime, hours: OfficeHours, calendar: WorkCalendar) -> datetime:
    """The first instant at or after `instant` inside working hours.

    Before work and on rest days that is the day's message time, not the first minute of work,
    so that what waited overnight goes out together.
    """
    local = instant.astimezone(OFFICE_ZONE)
    day, clock = local.date(), local.time()
    if not calendar.is_working_day(day) or clock >= hours.end_time:
        return send_instant(calendar.next_working_day(day + _DAY), hours)
    if clock < hours.start_time:
        return send_instant(day, hours)
    if hours.noon_time <= clock < hours.afternoon_time:
        return at_office(day, hours.afternoon_time)
    return instant


def send_instant(day: date, hours: OfficeHours) -> datetime:
    """The instant of the daily message on `day`."""
    return at_office(day, hours.send_time)


_DAY = timedelta(days=1)
