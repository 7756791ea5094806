"""What recurs (周期): keys of the period and its day, and their checks, for duties and readings."""

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
from config.nodes import Node
from config.records import Fields, Key
from config.sections.surroundings import Surroundings, outside
from config.words import PERIODS
from workflows.programme import DayKind, DayRule, Every

PERIOD: Final = Parsed("period", read_period)
OPENS: Final = Parsed("span before", read_span_before, SPAN_UNIT_WORDS)
EVERY: Final = Key(
    "every",
    Choice("every", PERIODS),
    "周期",
    "week, month, quarter, half-year or year",
    required=True,
)
ON: Final = Key(
    "on",
    Parsed("day rule", read_day_rule, DAY_RULE_WORDS),
    "报送日",
    "which day of the period it is due",
    default="last day",
)


def day_of(fields: Fields, around: Surroundings) -> DayRule:
    """The rule under `on`, the last day by default; reports one that does not fit the period."""
    day: DayRule = fields.get("on", DayRule(DayKind.LAST_DAY))
    every: Every | None = fields.get("every")
    if every is None or "on" not in fields.values:
        return day
    if day.kind not in DAY_KINDS[every]:
        params = {"word": getattr(fields.at("on"), "text", ""), "every": every.value}
        around.file.refuse("day-rule-unfit", fields.at("on"), params)
    elif day.kind is DayKind.WORKING_DAY and abs(day.n) > SHORTEST_WORKING_DAYS[every]:
        limit = str(SHORTEST_WORKING_DAYS[every])
        around.file.error("working-day-too-far", fields.at("on"), limit=limit, every=every.value)
    return day


def range_of(
    fields: Fields, keys: tuple[str, str], around: Surroundings
) -> tuple[date, date] | None:
    """The first day of the first period and the last day of the last one, written under `keys`
    or those of the programme; None where something about them is wrong.
    """
    first_key, last_key = keys
    start: Period | None = fields.get(first_key)
    end: Period | None = fields.get(last_key)
    for key, period in ((first_key, start), (last_key, end)):
        if period and _is_outside(period, around):
            outside(fields.at(key), period.start_on, around)
            return None
    if any(fields.bad(key) for key in keys):
        return None
    first = start.start_on if start else around.starts_on
    last = end.end_on if end else around.ends_on
    if first is None or last is None:
        return None
    if first > last:
        words = {"first": first.isoformat(), "last": last.isoformat()}
        around.file.refuse("first-after-last", fields.at(last_key if end else first_key), words)
        return None
    return first, last


def _is_outside(period: Period, around: Surroundings) -> bool:
    early = around.starts_on is not None and period.end_on < around.starts_on
    return early or (around.ends_on is not None and period.start_on > around.ends_on)


def mark_years(days: tuple[date, date], node: Node, around: Surroundings) -> None:
    """Remembers the years without an official calendar in which something is due."""
    first, last = days
    for year in range(first.year, min(last.year, first.year + 200) + 1):
        around.mark_provisional(date(year, 7, 1), node)
