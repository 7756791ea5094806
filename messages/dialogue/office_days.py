"""Days gone by (已过的日子): the day on which the office says that something happened."""

from __future__ import annotations

import re
from datetime import date, timedelta

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?!\d)")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_WORDS = (
    (re.compile(r"前天|前日|day before yesterday", re.IGNORECASE), 2),
    (re.compile(r"昨天|昨日|昨晚|yesterday", re.IGNORECASE), 1),
    (re.compile(r"今天|今日|今早|刚刚|today", re.IGNORECASE), 0),
)


def past_day(text: str, today: date) -> date | None:
    """The day that the words name, None where they name none. A bare month and day is the nearest
    such day; a day to come is for the caller to refuse.
    """
    written = _ISO.search(text)
    if written:
        return _day(*(int(part) for part in written.groups()))
    short = _MONTH_DAY.search(text)
    if short:
        month, day = (int(part) for part in short.groups())
        years = (today.year, today.year - 1, today.year + 1)
        days = [found for year in years if (found := _day(year, month, day))]
        return min(days, key=lambda found: abs(found - today), default=None)
    return next((today - timedelta(days=n) for word, n in _WORDS if word.search(text)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
