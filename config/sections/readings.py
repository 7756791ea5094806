"""Readings (指标值报送): which units report an indicator's value, and how often."""

from __future__ import annotations

from typing import Final

from config.dates import (
    DAY_KINDS,
    DAY_RULE_WORDS,
    SPAN_UNIT_WORDS,
    read_day_rule,
    read_period,
    read_span_before,
)
from config.fields import Choice, Name, Parsed
from config.records import Fields, Key, Section
from config.sections.settings import TIME
from config.sections.surroundings import (
    ROLL,
    UNIT_LIST,
    Surroundings,
    cutoff_of,
    find_ladder,
    outside,
)
from config.words import PERIODS
from workflows.ladder import Ladder
from workflows.programme import DayKind, DayRule, Every, ReadingRule
from workflows.roll import Roll
from workflows.span import Span, SpanUnit

_PERIOD = Parsed("period", read_period)

READINGS: Final = Section(
    "readings",
    (
        Key("every", Choice("every", PERIODS), "周期", "month, quarter, half-year or year",
            required=True),
        Key("from", UNIT_LIST, "报送单位", "units or {group: NAME}", required=True),
        Key("on", Parsed("day rule", read_day_rule, DAY_RULE_WORDS), "报送日", "which day of the "
            "period it is due", default="last day"),
        Key("first", _PERIOD, "首期", "first period, or any day in it", default="starts_on"),
        Key("last", _PERIOD, "末期", "last period, or any day in it", default="ends_on"),
        Key("ladder", Name("ladder"), "催办升级规则", "name of a ladder",
            default="defaults.ladder"),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="previous"),
        Key("cutoff", TIME, "截止时刻", "clock time on the due day", default="defaults.cutoff"),
        Key("opens", Parsed("span before", read_span_before, SPAN_UNIT_WORDS), "提前预告",
            "how long before the due day it opens", default="10 working-days before"),
    ),
)  # fmt: skip


def build_readings(fields: Fields, around: Surroundings) -> ReadingRule | None:
    """The rule; None where something about it is wrong."""
    units = around.book.expand(fields.get("from", ()), around.file)
    ladder = _ladder(fields, around)
    every: Every | None = fields.get("every")
    day = fields.get("on", DayRule(DayKind.LAST_DAY))
    if every is not None and day.kind not in DAY_KINDS[every]:
        params = {"word": getattr(fields.at("on"), "text", ""), "every": every.value}
        around.file.refuse("day-rule-unfit", fields.at("on"), params)
    first, last = fields.get("first"), fields.get("last")
    for key, period in (("first", first), ("last", last)):
        if period is not None and around.outside(period.start_on) and around.outside(period.end_on):
            outside(fields.at(key), period.start_on, around)
            return None
    start = first.start_on if first else around.starts_on
    end = last.end_on if last else around.ends_on
    if start is None or end is None or every is None or ladder is None or not units:
        return None
    if start > end:
        words = {"first": start.isoformat(), "last": end.isoformat()}
        around.file.refuse("first-after-last", fields.at("last"), words)
        return None
    return ReadingRule(
        every=every,
        units=tuple(unit.name for unit in units),
        day=day,
        first=start,
        last=end,
        ladder=ladder,
        roll=fields.get("roll", Roll.PREVIOUS),
        cutoff_time=cutoff_of(fields, around),
        opens_before=fields.get("opens", Span(10, SpanUnit.WORKING_DAY)),
    )


def _ladder(fields: Fields, around: Surroundings) -> Ladder | None:
    """The ladder named here, else under `defaults`."""
    name = fields.get("ladder", around.defaults.get("ladder"))
    if name is None:
        if not fields.bad("ladder") and not around.defaults.bad("ladder"):
            around.file.error("ladder-missing", fields.node)
        return None
    return find_ladder(name, around) if "ladder" in fields.nodes else around.ladders.get(name.text)
