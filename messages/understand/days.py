"""The calendar as far as a reply needs it: today, working days, ends of months, holidays."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from messages.understand import festivals

# Where no calendar is given: the last day people usually have off. The Spring Festival is left
# out on purpose, its rest begins and ends as the year's notice says.
_USUAL_LAST_DAY = {"元旦": (1, 3), "清明": (4, 6), "劳动": (5, 5), "国庆": (10, 7)}
_SEARCH_DAYS = 40


@dataclass(frozen=True, slots=True)
class Days:
    """Day arithmetic around one reference day.

    Without ``is_working_day`` Monday to Friday are working days. ``holidays`` names the last rest
    day of each holiday ("清明" → 6 April); keys may carry 节 and may say 五一 or 劳动节.
    """

    today: date
    is_working_day: Callable[[date], bool] | None = None
    holidays: Mapping[str, date] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        if self.is_working_day is None:
            return day.weekday() < 5
        return self.is_working_day(day)

    def plus(self, count: int) -> date | None:
        """The day ``count`` days from today; None when it is absurdly far."""
        return self.today + timedelta(days=count) if 0 <= count <= 3700 else None

    def working_days_on(self, count: int, start: date | None = None) -> date | None:
        """The ``count``-th working day after ``start``, which is not counted."""
        day = start or self.today
        if not 0 < count <= 250:
            return None
        for _ in range(count * 2 + _SEARCH_DAYS):
            day += timedelta(days=1)
            count -= self.works(day)
            if not count:
                return day
        return None

    def week_end(self, weeks: int) -> date:
        """Last working day of this week (0), next week (1) …; Sunday if that has passed."""
        monday = self.weekday(0, weeks)
        for offset in range(6, -1, -1):
            day = monday + timedelta(days=offset)
            if self.works(day):
                return day if day >= self.today else monday + timedelta(days=6)
        return monday + timedelta(days=6)

    def weekday(self, number: int, weeks: int) -> date:
        """Monday is 0; the week of today is 0, weeks run Monday to Sunday."""
        return self.today + timedelta(days=number - self.today.weekday() + 7 * weeks)

    def month(self, ahead: int) -> tuple[int, int]:
        """Year and month ``ahead`` months from today's."""
        index = self.today.year * 12 + self.today.month - 1 + ahead
        return index // 12, index % 12 + 1

    def month_later(self, ahead: int) -> date | None:
        """The same day ``ahead`` months on, or the last day of that month if it is shorter."""
        if not 0 <= ahead <= 120:
            return None
        year, month = self.month(ahead)
        return date(year, month, min(self.today.day, last_day(year, month).day))

    def after_holiday(self, name: str, nth: int = 1) -> date | None:
        """The nth working day after the holiday; "" is the next one to come."""
        last = self._last_rest_day(festivals.named(name))
        return self.working_days_on(nth, last) if last else None

    def before_holiday(self, name: str) -> date | None:
        """The last working day before the holiday; "" is the next one to come."""
        festival = festivals.named(name)
        known = self._known(festival)
        if known is None and self.is_working_day is None and festival in ("", "春节"):
            return None
        day = known if known and self.is_working_day else festivals.next_day(festival, self.today)
        for _ in range(_SEARCH_DAYS):
            if day is None or day < self.today:
                return None
            if self.works(day) and (known or day != festivals.next_day(festival, self.today)):
                return day
            day -= timedelta(days=1)
        return None

    def _known(self, festival: str) -> date | None:
        """The holiday's last rest day as the calendar names it, not past."""
        known = [
            on
            for key, on in self.holidays.items()
            if on >= self.today and festival in ("", festivals.named(key))
        ]
        return min(known, default=None)

    def _last_rest_day(self, festival: str) -> date | None:
        """A day of the holiday after which the first working day ends the rest."""
        if known := self._known(festival):
            return known
        if self.is_working_day is not None or festival in ("端午", "中秋"):
            return festivals.next_day(festival, self.today)
        if festival not in _USUAL_LAST_DAY:
            return None
        month, day = _USUAL_LAST_DAY[festival]
        this_year = date(self.today.year, month, day)
        return this_year if this_year >= self.today else date(self.today.year + 1, month, day)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def day_of(year: int, month: int, day: int) -> date | None:
    """A date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
