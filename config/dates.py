"""Dates, times, spans, periods and day rules as admins write them, in English or Chinese.

Every reader takes text and returns a value, or raises `Refused` with the code of a problem.
Full-width digits and punctuation are taken for their half-width twins.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from workflows.calendar import month_end
from workflows.programme import DayKind, DayRule, Every
from workflows.span import Span, SpanUnit


class Refused(Exception):
    """The text means nothing here; `code` and `params` word the problem."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def half_width(text: str) -> str:
    """`text` with full-width digits and punctuation made half-width, without outer spaces."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")


@lru_cache(maxsize=4096)
def read_date(text: str) -> date:
    """A date: 2024-09-30, 2024/9/30 or 2024年9月30日."""
    found = _DATE.fullmatch(half_width(text))
    if found is None:
        raise Refused("date-unreadable", word=text)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return _real_date(text, year, month, day)


def _real_date(text: str, year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2200:
        raise Refused("date-far-away", word=text)
    if not 1 <= month <= 12:
        raise Refused("date-not-real", word=text, why=f"{month}")
    last = month_end(date(year, month, 1))
    if not 1 <= day <= last.day:
        raise Refused("date-not-real", word=text, suggestion=last.isoformat())
    return date(year, month, day)


_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")


def read_time(text: str) -> time:
    """A wall time: 17:30, 9:00, １７：３０. 24:00 is refused with its reason."""
    found = _TIME.fullmatch(half_width(text))
    if found is None:
        raise Refused("time-unreadable", word=text)
    hour, minute = int(found.group(1)), int(found.group(2))
    if (hour, minute) == (24, 0):
        raise Refused("time-24", word=text, suggestion="23:59")
    if hour > 23 or minute > 59:
        raise Refused("time-not-real", word=text)
    return time(hour, minute)


_SPAN_UNITS = {
    "day": SpanUnit.DAY,
    "days": SpanUnit.DAY,
    "天": SpanUnit.DAY,
    "日": SpanUnit.DAY,
    "个工作日": SpanUnit.WORKING_DAY,
    "工作日": SpanUnit.WORKING_DAY,
    "working-day": SpanUnit.WORKING_DAY,
    "working-days": SpanUnit.WORKING_DAY,
    "working day": SpanUnit.WORKING_DAY,
    "working days": SpanUnit.WORKING_DAY,
    "week": SpanUnit.WEEK,
    "weeks": SpanUnit.WEEK,
    "周": SpanUnit.WEEK,
    "个周": SpanUnit.WEEK,
    "星期": SpanUnit.WEEK,
    "个星期": SpanUnit.WEEK,
    "month": SpanUnit.MONTH,
    "months": SpanUnit.MONTH,
    "个月": SpanUnit.MONTH,
    "月": SpanUnit.MONTH,
}
_LONGEST_SPAN = {
    SpanUnit.DAY: 3_660,
    SpanUnit.WORKING_DAY: 2_600,
    SpanUnit.WEEK: 520,
    SpanUnit.MONTH: 120,
}
_NUMERALS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
SPAN_UNIT_WORDS = ("days", "working-days", "weeks", "months", "个工作日", "天", "周", "个月")


def read_span(text: str) -> Span:
    """A span: "3 working-days", "1 day", "2 weeks", "1 month", 3个工作日, 1天, 2周, 1个月."""
    plain = half_width(text).casefold().strip()
    if plain[:1] in _NUMERALS and plain[1:2] not in _NUMERALS:
        plain = f"{_NUMERALS[plain[0]]}{plain[1:]}"
    found = re.fullmatch(r"(\d+) *(.*)", plain, re.DOTALL)
    if found is None:
        raise Refused("span-unreadable", word=text, suggestion="")
    unit = _SPAN_UNITS.get(found.group(2).strip())
    if unit is None:
        raise Refused("span-unit-unknown", word=found.group(2).strip(), text=text)
    n = int(found.group(1)[:9])
    if n > _LONGEST_SPAN[unit]:
        raise Refused("span-too-long", word=text, suggestion="")
    return Span(n, unit)


def read_span_before(text: str) -> Span:
    """A span that may say "before" or 前: "1 month before", 提前1个月, 1个月前."""
    plain = half_width(text).casefold().strip()
    plain = plain.removesuffix("before").removesuffix("前").removeprefix("提前").strip()
    return read_span(plain)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included."""

    start_on: date
    end_on: date


_PERIOD = re.compile(r"(\d{4})(?:-?(Q[1-4]|H[12]|W\d{1,2}|\d{1,2}))?", re.IGNORECASE)


def read_period(text: str) -> Period:
    """A period: 2023-Q3, 2024-05, 2024-W07, 2024-H1, 2024, or a date (a period of one day)."""
    plain = half_width(text)
    if _DATE.fullmatch(plain):
        day = read_date(text)
        return Period(day, day)
    found = _PERIOD.fullmatch(plain)
    if found is None:
        raise Refused("period-unreadable", word=text)
    year, part = int(found.group(1)), (found.group(2) or "").upper()
    if not 1900 <= year <= 2200:
        raise Refused("date-far-away", word=text)
    return _period(text, year, part)


def _period(text: str, year: int, part: str) -> Period:
    if not part:
        return Period(date(year, 1, 1), date(year, 12, 31))
    if part[0] == "W":
        return _week(text, year, int(part[1:]))
    length = {"Q": 3, "H": 6}.get(part[0], 1)
    n = int(part[1:]) if length > 1 else int(part)
    if not 1 <= n <= 12 // length:
        raise Refused("period-unreadable", word=text)
    first = date(year, (n - 1) * length + 1, 1)
    return Period(first, month_end(date(year, n * length, 1)))


def _week(text: str, year: int, week: int) -> Period:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise Refused("week-not-real", word=text, year=str(year)) from None
    return Period(monday, monday + timedelta(days=6))


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_WORDS = {name: number for number, name in enumerate(_WEEKDAYS, 1)}
WEEKDAY_WORDS |= {f"周{char}": number for number, char in enumerate("一二三四五六日", 1)}
WEEKDAY_WORDS |= {f"星期{char}": number for number, char in enumerate("一二三四五六日", 1)}
WEEKDAY_WORDS |= {"周天": 7, "星期天": 7}
DAY_RULE_WORDS = ("last day", "day 25", "working-day 3", "last working-day", *_WEEKDAYS)

_LAST_DAY = re.compile(r"last[ -]day|最后一[日天]")
_LAST_WORKING = re.compile(r"last working[ -]day|最后一个工作日")
_DAY = re.compile(r"day (\d{1,2})|(\d{1,2})[日号]")
_WORKING = re.compile(r"working[ -]day (-?\d{1,2})|第(\d{1,2})个工作日|倒数第(\d{1,2})个工作日")
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})|(\d{1,2})月(\d{1,2})日")


def read_weekday(text: str) -> int:
    """A weekday, Monday = 1: friday, 周五, 星期五."""
    number = WEEKDAY_WORDS.get(half_width(text).casefold())
    if number is None:
        raise Refused("weekday-unknown", word=text)
    return number


def read_day_rule(text: str) -> DayRule:
    """A day rule: last day, day 25, friday, working-day 3, working-day -2, 03-15, and the same
    in Chinese (最后一日, 25日, 周五, 第3个工作日, 倒数第2个工作日, 3月15日).
    """
    plain = " ".join(half_width(text).casefold().split())
    if _LAST_DAY.fullmatch(plain):
        return DayRule(DayKind.LAST_DAY)
    if _LAST_WORKING.fullmatch(plain):
        return DayRule(DayKind.WORKING_DAY, -1)
    if plain in WEEKDAY_WORDS:
        return DayRule(DayKind.WEEKDAY, WEEKDAY_WORDS[plain])
    if found := _WORKING.fullmatch(plain):
        return _working_day_rule(text, found)
    if found := _MONTH_DAY.fullmatch(plain):
        month, day = (int(part) for part in found.groups() if part is not None)
        return _yearly_rule(text, month, day)
    if found := _DAY.fullmatch(plain):
        n = int(found.group(1) or found.group(2))
        if not 1 <= n <= 31:
            raise Refused("day-not-real", word=text)
        return DayRule(DayKind.DAY, n)
    raise Refused("day-rule-unreadable", word=text)


def _yearly_rule(text: str, month: int, day: int) -> DayRule:
    try:
        real = _real_date(text, 2024, month, day)  # a leap year: 02-29 is a day that comes
    except Refused as refused:
        meant = refused.params.get("suggestion", "")[5:]
        raise Refused("date-not-real", word=text, suggestion=meant) from None
    return DayRule(DayKind.DATE, real.day, real.month)


def _working_day_rule(text: str, found: re.Match[str]) -> DayRule:
    n = int(found.group(1) or found.group(2) or f"-{found.group(3)}")
    if n == 0:
        raise Refused("day-not-real", word=text)
    return DayRule(DayKind.WORKING_DAY, n)


DAY_KINDS = {
    Every.WEEK: (DayKind.LAST_DAY, DayKind.WEEKDAY, DayKind.WORKING_DAY),
    Every.MONTH: (DayKind.LAST_DAY, DayKind.DAY, DayKind.WORKING_DAY),
    Every.QUARTER: (DayKind.LAST_DAY, DayKind.DAY, DayKind.WORKING_DAY),
    Every.HALF_YEAR: (DayKind.LAST_DAY, DayKind.DAY, DayKind.WORKING_DAY),
    Every.YEAR: (DayKind.LAST_DAY, DayKind.DAY, DayKind.WORKING_DAY, DayKind.DATE),
}
"""Which day rules fit which period."""

SHORTEST_WORKING_DAYS = {
    Every.WEEK: 5,
    Every.MONTH: 15,
    Every.QUARTER: 55,
    Every.HALF_YEAR: 99,
    Every.YEAR: 99,
}
"""An n-th working day beyond these may not exist in a period."""
