"""Duties (例行报送): owed once per period, on a day that a rule names."""

from __future__ import annotations

from datetime import date
from typing import Final

from config.dates import (
    DAY_KINDS,
    DAY_RULE_WORDS,
    SHORTEST_WORKING_DAYS,
    SPAN_UNIT_WORDS,
    Period,
    read_day_rule,
    read_period,
    read_span_before,
)
from config.fields import Choice, Parsed
from config.records import Fields, Key, Section
from config.sections.surroundings import (
    ROLL,
    Surroundings,
    confirm,
    cutoff_of,
    outside,
    pick_ladder,
    units_of,
)
from config.sections.tasks import COMMON_KEYS, needs_of
from config.words import PERIODS
from workflows.programme import DayKind, DayRule, Duty, Every
from workflows.roll import Roll
from workflows.span import Span, SpanUnit

_PERIOD = Parsed("period", read_period)

DUTY: Final = Section(
    "duty",
    (
        *COMMON_KEYS,
        Key("every", Choice("every", PERIODS), "周期", "week, month, quarter, half-year or year",
            required=True),
        Key("on", Parsed("day rule", read_day_rule, DAY_RULE_WORDS), "报送日", "which day of the "
            "period it is due", default="last day"),
        Key("from", _PERIOD, "首期", "first period, or any day in it", default="starts_on"),
        Key("until", _PERIOD, "末期", "last period, or any day in it", default="ends_on"),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="defaults.roll, "
            "else previous"),
        Key("opens", Parsed("span before", read_span_before, SPAN_UNIT_WORDS), "提前预告",
            "how long before the due day it opens", default="1 month before"),
    ),
)  # fmt: skip


def build_duty(fields: Fields, around: Surroundings) -> Duty | None:
    """A duty; None where it is assigned to nobody or something about it is wrong."""
    units = units_of(fields, around)
    ladder = pick_ladder(fields, around)
    first, last = _range(fields, around)
    day = fields.get("on", DayRule(DayKind.LAST_DAY))
    _check_day(fields, day, around)
    confirm(fields, around)
    no, every = fields.get("no"), fields.get("every")
    if no is None or every is None or ladder is None or first is None or last is None or not units:
        return None
    _mark_provisional_years(fields, (first, last), around)
    get = fields.get
    return Duty(
        code=get("code", ""),
        no=no.text,
        title=get("title", ""),
        units=tuple(unit.name for unit in units),
        every=every,
        day=day,
        first=first,
        last=last,
        ladder=ladder,
        roll=get("roll", around.defaults.get("roll", Roll.PREVIOUS)),
        cutoff_time=cutoff_of(fields, around),
        opens_before=get("opens", Span(1, SpanUnit.MONTH)),
        section=get("section", ""),
        needs=needs_of(fields),
        nil_allowed=get("nil", False),
        offline=get("offline", False),
        text=get("text", ""),
        needs_confirmation=get("needs_confirmation", ""),
        review=get("review", around.defaults.get("review", False)),
    )


def _range(fields: Fields, around: Surroundings) -> tuple[date | None, date | None]:
    """The first day of the first period and the last day of the last one."""
    start: Period | None = fields.get("from")
    end: Period | None = fields.get("until")
    for key, period in (("from", start), ("until", end)):
        if period and _outside(period, around):
            outside(fields.at(key), period.start_on, around)
            return None, None
    if start and end and start.start_on > end.end_on:
        words = {"first": start.start_on.isoformat(), "last": end.end_on.isoformat()}
        around.file.refuse("first-after-last", fields.at("until"), words)
    first = start.start_on if start else None if fields.bad("from") else around.starts_on
    last = end.end_on if end else None if fields.bad("until") else around.ends_on
    return first, last


def _outside(period: Period, around: Surroundings) -> bool:
    early = around.starts_on is not None and period.end_on < around.starts_on
    return early or (around.ends_on is not None and period.start_on > around.ends_on)


def _check_day(fields: Fields, day: DayRule, around: Surroundings) -> None:
    every: Every | None = fields.get("every")
    if every is None or "on" not in fields.values:
        return
    if day.kind not in DAY_KINDS[every]:
        params = {"word": getattr(fields.at("on"), "text", ""), "every": every.value}
        around.file.refuse("day-rule-unfit", fields.at("on"), params)
    elif day.kind is DayKind.WORKING_DAY and abs(day.n) > SHORTEST_WORKING_DAYS[every]:
        limit = str(SHORTEST_WORKING_DAYS[every])
        around.file.error("working-day-too-far", fields.at("on"), limit=limit, every=every.value)


def _mark_provisional_years(fields: Fields, days: tuple[date, date], around: Surroundings) -> None:
    first, last = days
    for year in range(first.year, min(last.year, first.year + 200) + 1):
        around.mark_provisional(date(year, 7, 1), fields.at("until"))
