"""The working calendar (工作日历) with make-up working days (调休).

Years come from data files. A year whose State Council notice is not published yet is
*provisional*: weekends and statutory days only, and everything computed from it says so. A year
without any data falls back to Monday–Friday and is provisional too.

Counting follows the Civil Code (民法典 201, 203): the first day is not counted; a last day that
is a rest day is rolled as the task's rule says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import accumulate

from workflows.span import Span, SpanUnit

OFFICE_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
"""All offices keep Beijing time, which has had no summer time since 1991."""

_DAY = timedelta(days=1)
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of rest days with its name, both ends included."""

    name: str
    start_on: date
    end_on: date


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's data. `make_up_days` are weekend days on which people work."""

    year: int
    official: bool
    source: str
    holidays: tuple[Holiday, ...]
    make_up_days: frozenset[date]


class WorkCalendar:
    """Answers questions about days. Immutable; all answers are pure functions of the data."""

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        self._years = {year.year: year for year in years}
        self._rest: dict[date, str] = {}
        self._make_up: set[date] = set()
        self._running: dict[int, list[int]] = {}
        for year in self._years.values():
            self._make_up |= year.make_up_days
            for holiday in year.holidays:
                for day in days_between(holiday.start_on, holiday.end_on):
                    self._rest[day] = holiday.name

    def is_working_day(self, day: date) -> bool:
        """True where offices work on `day`: weekdays and make-up days that are no holiday."""
        if day in self._make_up:
            return True
        return day not in self._rest and day.weekday() < 5

    def rest_name(self, day: date) -> str:
        """Why `day` is a rest day: the holiday's name or the weekday; "" on working days."""
        if self.is_working_day(day):
            return ""
        return self._rest.get(day) or _WEEKDAYS[day.weekday()]

    def is_make_up_day(self, day: date) -> bool:
        """True for a weekend day on which offices work (调休上班)."""
        return day in self._make_up

    def is_official(self, day: date) -> bool:
        """True where the day's year has a published notice."""
        year = self._years.get(day.year)
        return year is not None and year.official

    def holiday_end(self, day: date) -> date | None:
        """The last day of the run of rest days around `day`, or None on a working day."""
        if self.is_working_day(day):
            return None
        while not self.is_working_day(day + _DAY):
            day += _DAY
        return day

    def next_working_day(self, day: date) -> date:
        """The first working day on or after `day`."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """The last working day on or before `day`."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """`n` working days after `day` (before it where `n` is negative); `day` is not counted.

        Zero returns `day` itself, even where it is a rest day.
        """
        step = _DAY if n >= 0 else -_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, earlier: date, later: date) -> int:
        """Working days after `earlier` up to and including `later`; negative when reversed."""
        if later < earlier:
            return -self.working_days_between(later, earlier)
        whole = sum(self._counts(year)[-1] for year in range(earlier.year, later.year))
        return whole + self._up_to(later) - self._up_to(earlier)

    def _up_to(self, day: date) -> int:
        """Working days of the day's year up to and including it."""
        return self._counts(day.year)[day.timetuple().tm_yday]

    def _counts(self, year: int) -> list[int]:
        """Running counts of a year's working days, by day of the year; made once."""
        counts = self._running.get(year)
        if counts is None:
            days = days_between(date(year, 1, 1), date(year, 12, 31))
            counts = [0, *accumulate(int(self.is_working_day(day)) for day in days)]
            self._running[year] = counts
        return counts

    def shift(self, day: date, span: Span, *, back: bool = False) -> date:
        """`day` moved by `span`, forwards or back. Months clip to the month's last day."""
        n = -span.n if back else span.n
        match span.unit:
            case SpanUnit.DAY:
                return day + timedelta(days=n)
            case SpanUnit.WEEK:
                return day + timedelta(weeks=n)
            case SpanUnit.WORKING_DAY:
                return self.add_working_days(day, n)
            case SpanUnit.MONTH:
                return add_months(day, n)


def at_office(day: date, wall_time: time) -> datetime:
    """The aware instant at which clocks in the office show `wall_time` on `day`."""
    return datetime.combine(day, wall_time, OFFICE_ZONE)


def office_day(instant: datetime) -> date:
    """The calendar day in the office at `instant`, which must be aware."""
    return instant.astimezone(OFFICE_ZONE).date()


def add_months(day: date, n: int) -> date:
    """The same day `n` months on, or the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + n
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, month_end(date(year, month + 1, 1)).day))


def month_end(day: date) -> date:
    """The last day of the day's month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - _DAY


def days_between(start: date, end: date) -> Iterator[date]:
    """Every day from `start` to `end`, both included; nothing where `end` is earlier."""
    for offset in range((end - start).days + 1):
        yield start + timedelta(days=offset)
