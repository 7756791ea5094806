"""Readings (指标值报送): which units report an indicator's value, and how often."""

from __future__ import annotations

from typing import Final

from config.fields import ListOf, Name
from config.records import Fields, Key, Section
from config.sections.book import UnitItem
from config.sections.recurring import EVERY, ON, OPENS, PERIOD, day_of, mark_years, range_of
from config.sections.settings import TIME
from config.sections.surroundings import ROLL, Surroundings, cutoff_of, pick_ladder
from workflows.programme import ReadingRule
from workflows.roll import Roll
from workflows.span import Span, SpanUnit

READINGS: Final = Section(
    "readings",
    (
        EVERY,
        Key("from", ListOf(UnitItem()), "报送单位", "units or {group: NAME}", required=True),
        ON,
        Key("first", PERIOD, "首期", "first period, or any day in it", default="starts_on"),
        Key("last", PERIOD, "末期", "last period, or any day in it", default="ends_on"),
        Key("ladder", Name("ladder"), "催办升级规则", "name of a ladder",
            default="defaults.ladder"),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="previous"),
        Key("cutoff", TIME, "截止时刻", "clock time on the due day", default="defaults.cutoff"),
        Key("opens", OPENS, "提前预告", "how long before the due day it opens",
            default="10 working-days before"),
    ),
)  # fmt: skip


def build_readings(fields: Fields, around: Surroundings) -> ReadingRule | None:
    """The rule; None where something about it is wrong."""
    units = around.book.expand(fields.get("from", ()), around.file)
    ladder = pick_ladder(fields, around)
    day = day_of(fields, around)
    between = range_of(fields, ("first", "last"), around)
    every = fields.get("every")
    if between is None or every is None or ladder is None or not units:
        return None
    mark_years(between, fields.at("last"), around)
    return ReadingRule(
        every=every,
        units=tuple(unit.name for unit in units),
        day=day,
        first=between[0],
        last=between[1],
        ladder=ladder,
        roll=fields.get("roll", Roll.PREVIOUS),
        cutoff_time=cutoff_of(fields, around),
        opens_before=fields.get("opens", Span(10, SpanUnit.WORKING_DAY)),
    )
