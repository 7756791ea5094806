"""Duties (例行报送): owed once per period, on a day that a rule names."""

from __future__ import annotations

from typing import Final

from config.records import Fields, Key, Section
from config.sections.recurring import EVERY, ON, OPENS, PERIOD, day_of, mark_years, range_of
from config.sections.surroundings import (
    ROLL,
    Surroundings,
    confirm,
    cutoff_of,
    pick_ladder,
    units_of,
)
from config.sections.tasks import COMMON_KEYS, material_of, needs_of
from workflows.programme import Duty
from workflows.roll import Roll
from workflows.span import Span, SpanUnit

DUTY: Final = Section(
    "duty",
    (
        *COMMON_KEYS,
        EVERY,
        ON,
        Key("from", PERIOD, "首期", "first period, or any day in it", default="starts_on"),
        Key("until", PERIOD, "末期", "last period, or any day in it", default="ends_on"),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="defaults.roll, "
            "else previous"),
        Key("opens", OPENS, "提前预告", "how long before the due day it opens",
            default="1 month before"),
    ),
)  # fmt: skip


def build_duty(fields: Fields, around: Surroundings) -> Duty | None:
    """A duty; None where it is assigned to nobody or something about it is wrong."""
    units = units_of(fields, around)
    ladder = pick_ladder(fields, around)
    between = range_of(fields, ("from", "until"), around)
    day = day_of(fields, around)
    confirm(fields, around)
    no, every = fields.get("no"), fields.get("every")
    if no is None or every is None or ladder is None or between is None or not units:
        return None
    mark_years(between, fields.at("until"), around)
    get = fields.get
    return Duty(
        code=get("code", ""),
        no=no.text,
        title=get("title", ""),
        units=tuple(unit.name for unit in units),
        every=every,
        day=day,
        first=between[0],
        last=between[1],
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
        material=material_of(fields),
        review=get("review", around.defaults.get("review", False)),
    )
