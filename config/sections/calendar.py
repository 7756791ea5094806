"""calendar/*.yaml: one year's holidays (放假) and make-up working days (调休上班)."""

from __future__ import annotations

from datetime import date
from typing import Final

from config.dates import Refused, half_width, read_date
from config.fields import Choice, ListOf, Parsed, Text
from config.nodes import Node, Sequence
from config.records import Fields, Key, Record, Section
from config.report import FileReport
from config.words import STATUSES
from workflows.calendar import CalendarYear, Holiday

DATE: Final = Parsed("date", read_date)


def read_year(text: str) -> int:
    """A year such as 2024."""
    plain = half_width(text).removesuffix("年")
    if not (plain.isascii() and plain.isdigit() and len(plain) == 4 and 1900 <= int(plain) <= 2200):
        raise Refused("year-unreadable", word=text)
    return int(plain)


YEAR: Final = Parsed("year", read_year)

HOLIDAY: Final = Section(
    "holiday",
    (
        Key("name", Text(), "节日", "name of the holiday", required=True),
        Key("from", DATE, "起", "first rest day", required=True),
        Key("to", DATE, "止", "last rest day, weekends inside included", default="from"),
    ),
)

CALENDAR: Final = Section(
    "calendar",
    (
        Key("year", YEAR, "年份", "the year of the file", required=True),
        Key(
            "status",
            Choice("status", STATUSES),
            "状态",
            "official: by a published notice; provisional: what is computed says so",
            required=True,
        ),
        Key("source", Text(), "依据", "the notice; required where official", default='""'),
        Key(
            "holidays",
            ListOf(Record(HOLIDAY), empty=True),
            "放假",
            "runs of rest days",
            required=True,
        ),
        Key(
            "make_up_days",
            ListOf(DATE, empty=True),
            "调休上班",
            "weekend days on which offices work",
            default="[]",
        ),
    ),
)


def build_year(fields: Fields, file: FileReport) -> CalendarYear | None:
    """One year's data; None where the year itself is not known."""
    year = fields.get("year")
    if year is None:
        return None
    official = fields.get("status", False)
    if official and not fields.get("source") and not fields.bad("source"):
        file.error("source-missing", fields.at("status"))
    taken: dict[date, Node] = {}
    holidays = [_holiday(entry, (year, taken), file) for entry in fields.get("holidays", [])]
    make_up = _make_up_days(fields, (year, taken), file)
    made = tuple(holiday for holiday in holidays if holiday is not None)
    return CalendarYear(year, official, fields.get("source", ""), made, make_up)


def _holiday(
    fields: Fields, known: tuple[int, dict[date, Node]], file: FileReport
) -> Holiday | None:
    year, taken = known
    start, end = fields.get("from"), fields.get("to", fields.get("from"))
    if start is None or end is None or fields.bad("to"):
        return None
    for key, day in (("from", start), ("to", end)):
        if day.year != year:
            file.error("day-of-another-year", fields.at(key), word=day.isoformat(), year=str(year))
            return None
    if end < start:
        file.error(
            "end-before-start", fields.at("to"), start=start.isoformat(), end=end.isoformat()
        )
        return None
    for ordinal in range(start.toordinal(), end.toordinal() + 1):
        day = date.fromordinal(ordinal)
        first = taken.setdefault(day, fields.at("from"))
        if first is not fields.at("from"):
            also = file.place(first)
            file.error("holidays-overlap", fields.at("from"), also=also, word=day.isoformat())
            return None
    return Holiday(fields.get("name", ""), start, end)


def _make_up_days(
    fields: Fields, known: tuple[int, dict[date, Node]], file: FileReport
) -> frozenset[date]:
    year, rest = known
    seen: dict[date, Node] = {}
    listed = fields.at("make_up_days")
    items = listed.items if isinstance(listed, Sequence) else []
    days = fields.get("make_up_days", [])
    if len(items) != len(days):
        return frozenset(days)  # some were refused: what is wrong with those is said already
    for node, day in zip(items, days, strict=True):
        word = day.isoformat()
        if day.year != year:
            file.error("day-of-another-year", node, word=word, year=str(year))
        elif day in seen:
            file.error("day-twice", node, also=file.place(seen[day]), word=word)
        elif day in rest:
            file.error("make-up-day-is-holiday", node, also=file.place(rest[day]), word=word)
        elif day.weekday() < 5:
            file.error("make-up-day-is-weekday", node, word=word)
        seen.setdefault(day, node)
    return frozenset(days)
