"""Days, times and what is left of them, in words. All times are office time (Beijing)."""

from __future__ import annotations

from datetime import date, datetime, time

from messages.words.language import tongue
from workflows.calendar import OFFICE_ZONE, office_day
from workflows.span import Span, SpanUnit

_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPANS = {
    "zh": {
        SpanUnit.DAY: "{}天",
        SpanUnit.WORKING_DAY: "{}个工作日",
        SpanUnit.WEEK: "{}周",
        SpanUnit.MONTH: "{}个月",
    },
    "en": {
        SpanUnit.DAY: "{} day",
        SpanUnit.WORKING_DAY: "{} working day",
        SpanUnit.WEEK: "{} week",
        SpanUnit.MONTH: "{} month",
    },
}


def weekday_words(day: date, lang: str) -> str:
    """周四 / Thu."""
    return _WEEKDAYS[tongue(lang)][day.weekday()]


def date_words(day: date, now: datetime | None, lang: str) -> str:
    """9月28日 / 28 Sep; with the year where it is not the year of `now` (None: always)."""
    year = "" if now is not None and day.year == office_day(now).year else str(day.year)
    if tongue(lang) == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {year}".rstrip()
    return f"{year and year + '年'}{day.month}月{day.day}日"


def day_words(day: date, now: datetime | None, lang: str) -> str:
    """9月28日（周四） / Thu 28 Sep; the year as in `date_words`."""
    if tongue(lang) == "en":
        return f"{weekday_words(day, lang)} {date_words(day, now, lang)}"
    return f"{date_words(day, now, lang)}（{weekday_words(day, lang)}）"


def time_words(moment: time | datetime) -> str:
    """17:30, of an instant in office time."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(OFFICE_ZONE).time()
    return f"{moment.hour:02d}:{moment.minute:02d}"


def instant_words(at: datetime, now: datetime, lang: str) -> str:
    """9月28日 17:30 / 28 Sep 17:30: when something happened."""
    return f"{date_words(office_day(at), now, lang)} {time_words(at)}"


def due_words(due_at: datetime, now: datetime, lang: str) -> str:
    """今天（9月28日）17:30, 9月29日（周五）17:30 / today (28 Sep) 17:30: a due instant, absolute.

    The day is printed even where it is today, because messages are read again later.
    """
    day = office_day(due_at)
    if day != office_day(now):
        space = " " if tongue(lang) == "en" else ""
        return f"{day_words(day, now, lang)}{space}{time_words(due_at)}"
    if tongue(lang) == "en":
        return f"today ({date_words(day, now, lang)}) {time_words(due_at)}"
    return f"今天（{date_words(day, now, lang)}）{time_words(due_at)}"


def before_words(due_at: datetime, now: datetime, lang: str) -> str:
    """9月28日（周四）17:30前 / by Thu 28 Sep 17:30."""
    due = due_words(due_at, now, lang)
    return f"by {due}" if tongue(lang) == "en" else f"{due}前"


def left_words(working_days_left: int, lang: str) -> str:
    """还有3个工作日, 今天截止 left out, 逾期2个工作日; "" for 0, which the due day says itself."""
    if tongue(lang) == "en":
        n = abs(working_days_left)
        days = f"{n} working day" if n == 1 else f"{n} working days"
        return "" if not n else f"{days} {'left' if working_days_left > 0 else 'overdue'}"
    if working_days_left > 0:
        return f"还有{working_days_left}个工作日"
    return f"逾期{-working_days_left}个工作日" if working_days_left < 0 else ""


def span_words(span: Span, lang: str) -> str:
    """3个工作日 / 3 working days."""
    words = _SPANS[tongue(lang)][span.unit].format(span.n)
    return f"{words}s" if tongue(lang) == "en" and span.n != 1 else words


def period_words(start_on: date, end_on: date, now: datetime, lang: str) -> str:
    """9月11日—9月17日 / 11 Sep – 17 Sep."""
    dash = " – " if tongue(lang) == "en" else "—"
    return f"{date_words(start_on, now, lang)}{dash}{date_words(end_on, now, lang)}"
