"""Occurrences (期次) of a duty: which periods there are, and the day each one is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.calendar import WorkCalendar, add_months, month_end
from workflows.programme import DayKind, DayRule, Duty, Every

_ORDINALS = "一二三四"
_WEEKDAYS = "一二三四五六日"
_PERIOD_WORDS = {
    Every.WEEK: "每周",
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF_YEAR: "每半年",
    Every.YEAR: "每年",
}
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a duty. `code` is stable ("2023Q3"), `words` are Chinese."""

    code: str
    words: str
    start_on: date
    end_on: date

    @property
    def next_on(self) -> date:
        """The first day of the period that follows."""
        return self.end_on + timedelta(days=1)


def period_of(day: date, every: Every) -> Period:
    """The period that contains `day`. Weeks are ISO weeks, Monday to Sunday."""
    if every is Every.WEEK:
        start = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        end = start + timedelta(days=6)
        return Period(f"{year}W{week:02d}", f"{year}年第{week}周", start, end)
    months = _MONTHS[every]
    index = (day.month - 1) // months
    start = date(day.year, index * months + 1, 1)
    end = month_end(add_months(start, months - 1))
    code, words = _names(day.year, index, every)
    return Period(code, words, start, end)


def _names(year: int, index: int, every: Every) -> tuple[str, str]:
    match every:
        case Every.MONTH:
            return f"{year}-{index + 1:02d}", f"{year}年{index + 1}月"
        case Every.QUARTER:
            return f"{year}Q{index + 1}", f"{year}年第{_ORDINALS[index]}季度"
        case Every.HALF_YEAR:
            return f"{year}H{index + 1}", f"{year}年{'上下'[index]}半年"
        case _:
            return f"{year}", f"{year}年"


def periods(duty: Duty) -> Iterator[Period]:
    """The duty's periods from the one that holds `first` to the one that holds `last`."""
    period = period_of(duty.first, duty.every)
    while period.start_on <= duty.last:
        yield period
        period = period_of(period.next_on, duty.every)


def due_day(rule: DayRule, period: Period, calendar: WorkCalendar) -> date:
    """The day the rule names inside the period, before any roll.

    A day number beyond the month's end means the month's last day.
    """
    last = period.end_on
    match rule.kind:
        case DayKind.LAST_DAY:
            return last
        case DayKind.DAY:
            return last.replace(day=min(rule.n, last.day))
        case DayKind.WEEKDAY:
            return period.start_on + timedelta(days=rule.n - 1)
        case DayKind.DATE:
            first = date(period.start_on.year, rule.month, 1)
            return first.replace(day=min(rule.n, month_end(first).day))
        case DayKind.WORKING_DAY:
            return _nth_working_day(rule.n, period, calendar)


def _nth_working_day(n: int, period: Period, calendar: WorkCalendar) -> date:
    """The n-th working day of the period; negative counts from its end. Clips to the period."""
    one = timedelta(days=1)
    if n > 0:
        return min(calendar.add_working_days(period.start_on - one, n), period.end_on)
    return max(calendar.add_working_days(period.end_on + one, n), period.start_on)


def rule_words(every: Every, rule: DayRule) -> str:
    """The rule in Chinese, for explanations: 每季度最后一日, 每月25日, 每周五."""
    period = _PERIOD_WORDS[every]
    match rule.kind:
        case DayKind.LAST_DAY:
            return f"{period}最后一日"
        case DayKind.DAY if every is Every.MONTH:
            return f"每月{rule.n}日"
        case DayKind.DAY:
            return f"{period}末月{rule.n}日"
        case DayKind.WEEKDAY:
            return f"每周{_WEEKDAYS[rule.n - 1]}"
        case DayKind.DATE:
            return f"每年{rule.month}月{rule.n}日"
        case DayKind.WORKING_DAY:
            return f"{period}{_working_day_words(rule.n)}"


def _working_day_words(n: int) -> str:
    if n == -1:
        return "最后一个工作日"
    return f"第{n}个工作日" if n > 0 else f"倒数第{-n}个工作日"
