"""How a programme's office works: thresholds of lights (红黄绿灯), patience, weekly digests."""

from __future__ import annotations

from typing import Final

from config.dates import WEEKDAY_WORDS, Refused, half_width, read_weekday
from config.fields import ListOf, Parsed, Text
from config.records import Fields, Key, Section
from config.report import FileReport
from config.sections.ladders import ROLE, SPAN, check_roles
from config.sections.settings import TIME
from config.sections.surroundings import ROLL
from workflows.office import DigestRule, Lights
from workflows.roll import Roll
from workflows.roster import Unit


def read_points(text: str) -> float:
    """Percentage points from 1 to 100."""
    plain = half_width(text)
    if not (plain.isascii() and plain.isdigit() and 1 <= int(plain[:4]) <= 100):
        raise Refused("points-unreadable", word=text)
    return float(plain)


_POINTS: Final = Parsed("points", read_points)

LIGHTS: Final = Section(
    "lights",
    (
        Key("near", SPAN, "临近", "yellow so long before the due day", default="3 working-days"),
        Key("yellow_gap", _POINTS, "黄灯差距", "percentage points behind the pace (序时进度)",
            default="10"),
        Key("red_gap", _POINTS, "红灯差距", "percentage points behind the pace", default="30"),
    ),
)  # fmt: skip

DIGEST: Final = Section(
    "digest",
    (
        Key("name", Text(), "名称", "such as 周报", required=True),
        Key(
            "on",
            Parsed("weekday", read_weekday, tuple(WEEKDAY_WORDS)),
            "星期",
            "weekday on which it goes out",
            required=True,
        ),
        Key("at", TIME, "时刻", "clock time", required=True),
        Key("to", ListOf(ROLE), "读者", "roles in the programme's office", required=True),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="previous"),
    ),
)


def build_lights(fields: Fields | None, file: FileReport) -> Lights:
    """The thresholds; the customary ones where nothing else is written."""
    if fields is None:
        return Lights()
    usual = Lights()
    yellow = fields.get("yellow_gap", usual.yellow_gap)
    red = fields.get("red_gap", usual.red_gap)
    if red <= yellow:
        written = "red_gap" if "red_gap" in fields.nodes else "yellow_gap"
        file.error("gap-out-of-order", fields.at(written))
    return Lights(fields.get("near", usual.near), yellow, red)


def build_digest(fields: Fields, office: Unit | None, file: FileReport) -> DigestRule | None:
    """A digest; None where something about it is wrong."""
    if office is not None:
        check_roles(fields, office, file, own=False)
    weekday, at_time, to = fields.get("on"), fields.get("at"), fields.get("to")
    if weekday is None or at_time is None or not to:
        return None
    roll = fields.get("roll", Roll.PREVIOUS)
    return DigestRule(fields.get("name", ""), weekday, at_time, tuple(to), roll)
