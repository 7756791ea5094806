"""English days: by Friday, end of next month, April 15, within 3 working days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from messages.understand.days import Days, day_of, last_day
from messages.understand.patterns import guarded

_MONTHS = {
    name: i + 1
    for i, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    )
}
_DAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_WORDS = {"a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "three": 3, "four": 4, "five": 5,
          "six": 6, "ten": 10, "couple of": 2, "a couple of": 2}  # fmt: skip
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_PATTERN = guarded(
    r"\b(?:"
    rf"(?P<month_day>{_MONTH} ?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? ?(20\d\d))?)"
    rf"|(?P<day_month>(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: ?(20\d\d))?)"
    rf"|(?P<part>(end of|late|mid|middle of|early|beginning of|start of|in|by)[ -]{_MONTH}(?! ?\d))"
    r"|(?P<ending>(?:(?:the )?end of|by the end of|later|within) ?(the|this|next|the next)? ?"
    r"(day|week|month|quarter|year))"
    r"|(?P<short>(eod|eow|eom|eoy|eoq)\b)"
    r"|(?P<near>(today|tonight|tomorrow|the day after tomorrow|yesterday)\b)"
    r"|(?P<weekday>(next |this |coming |last )?"
    r"(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r)?\b)"
    r"|(?P<span>(?:in|within|give (?:us|me)|need|extra|extension of|by) "
    r"(\d{1,3}|a couple of|couple of|another|one|two|three|four|five|six|ten|an?) "
    r"(?:more )?((?:working |business )?)(day|week|month)s?"
    r"|(\d{1,3})-()(day|week|month)|another (\d{1,3}|two|three|four|five|six|ten)? ?((?:working "
    r"|business )?)(day|week|month)s?"
    r"|(\d{1,3}|two|three|four|five|six|ten) more ((?:working |business )?)(day|week|month)s?)"
    r"|(?P<coming>next (week|month|quarter|year))"
    r"|(?P<ordinal>(?:the )?(\d{1,2})(?:st|nd|rd|th)\b)"
    r")"
)


def spans(text: str, days: Days) -> Iterator[tuple[int, int, date | None]]:
    """Start, end and day of each English date; None where the day cannot be told."""
    for m in _PATTERN.finditer(text.lower()):
        try:
            yield m.start(), m.end(), _resolve(m, days)
        except (ValueError, OverflowError):
            yield m.start(), m.end(), None


def _resolve(m: re.Match[str], days: Days) -> date | None:
    kind = m.lastgroup or ""
    parts = [g for g in m.groups()[m.re.groupindex[kind] :] if g]
    return {
        "month_day": _month_day, "day_month": _day_month, "part": _part, "ending": _ending,
        "short": _short, "near": _near, "weekday": _weekday, "span": _span, "coming": _coming,
        "ordinal": _ordinal,
    }[kind](parts, days)  # fmt: skip


def _on(month: int, day: int, year: str | None, days: Days) -> date | None:
    if year:
        return day_of(int(year), month, day)
    this = day_of(days.today.year, month, day)
    if this and this < days.today - timedelta(days=90):
        return day_of(days.today.year + 1, month, day)
    return this


def _month_day(parts: list[str], days: Days) -> date | None:
    return _on(_MONTHS[parts[0][:3]], int(parts[1]), parts[2] if parts[2:] else None, days)


def _day_month(parts: list[str], days: Days) -> date | None:
    return _on(_MONTHS[parts[1][:3]], int(parts[0]), parts[2] if parts[2:] else None, days)


def _part(parts: list[str], days: Days) -> date | None:
    month = _MONTHS[parts[1][:3]]
    if parts[0].startswith("mid"):
        day = 20
    elif parts[0].startswith(("early", "begin", "start")):
        day = 10
    else:
        day = last_day(days.today.year, month).day
    return _on(month, day, None, days)


def _ending(parts: list[str], days: Days) -> date | None:
    ahead = 1 if "next" in parts[0] else 0
    return _period_end(parts[-1], ahead, days)


def _period_end(period: str, ahead: int, days: Days) -> date | None:
    if period == "day":
        return days.plus(ahead)
    if period == "week":
        return days.week_end(ahead)
    if period == "month":
        return last_day(*days.month(ahead))
    if period == "quarter":
        index = (days.today.month - 1) // 3 + ahead
        return last_day(days.today.year + index // 4, index % 4 * 3 + 3)
    return date(days.today.year + ahead, 12, 31)


def _coming(parts: list[str], days: Days) -> date | None:
    return _period_end(parts[0], 1, days)


def _short(parts: list[str], days: Days) -> date | None:
    periods = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
    return _period_end(periods[parts[0][-1]], 0, days)


def _near(parts: list[str], days: Days) -> date | None:
    ahead = {"tomorrow": 1, "the day after tomorrow": 2}.get(parts[0], 0)
    return date.min if parts[0] == "yesterday" else days.plus(ahead)


def _weekday(parts: list[str], days: Days) -> date | None:
    which = parts[0].strip() if len(parts) > 1 else ""
    weekday = _DAYS[parts[-1]]
    if which == "last":
        return date.min
    if which == "next":
        return days.weekday(weekday, 1)
    day = days.weekday(weekday, 0)
    return day if day >= days.today else days.weekday(weekday, 1)


def _span(parts: list[str], days: Days) -> date | None:
    unit = parts[-1]
    count = next(
        (int(p) if p.isdigit() else _WORDS[p] for p in parts if p.isdigit() or p in _WORDS), 1
    )
    if any(p.startswith(("working", "business")) for p in parts):
        return days.working_days_on(count)
    if unit == "month":
        return days.month_later(count)
    return days.plus(count * (7 if unit == "week" else 1))


def _ordinal(parts: list[str], days: Days) -> date | None:
    for ahead in range(3):
        day = day_of(*days.month(ahead), int(parts[0]))
        if day and day >= days.today:
            return day
    return None
