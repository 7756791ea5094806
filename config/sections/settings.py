"""duban.yaml: the settings of a home, and the office hours that programmes may override."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from config.dates import Refused, half_width, read_time
from config.fields import Choice, ListOf, Parsed, Text
from config.records import Fields, Key, Record, Section
from config.report import FileReport
from config.words import CHANNELS, LANGUAGES
from workflows.office import OfficeHours

TIME: Final = Parsed("time", read_time)


@dataclass(frozen=True, slots=True)
class Settings:
    """What duban.yaml says. `listen` is host:port; folders are relative to the home.

    `notice_only` are channels that carry codes and no content, and take none (只发通知).
    """

    language: Literal["zh", "en"] = "zh"
    title: str = "督办"
    listen: str = "127.0.0.1:8080"
    hours: OfficeHours = OfficeHours()
    calendar: str = "calendar"
    programmes: str = "programmes"
    templates: str = "templates"
    notice_only: frozenset[str] = frozenset()


HOURS: Final = Section(
    "hours",
    (
        Key("send", TIME, "每日消息发出时刻", "when the daily message goes out", default="09:00"),
        Key("start", TIME, "上午上班", "start of the morning", default="08:30"),
        Key("noon", TIME, "上午下班", "end of the morning", default="12:00"),
        Key("afternoon", TIME, "下午上班", "start of the afternoon", default="14:00"),
        Key("end", TIME, "下午下班", "end of the working day", default="17:30"),
    ),
)

_LISTEN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})")


def read_listen(text: str) -> str:
    """host:port; the port from 0 (any free one) to 65535."""
    found = _LISTEN.fullmatch(half_width(text))
    if found is None or int(found.group(2)) > 65_535:
        raise Refused("listen-unreadable", word=text)
    return found.group(0)


_FOLDER = Text("folder")

SETTINGS: Final = Section(
    "settings",
    (
        Key("language", Choice("language", LANGUAGES), "语言", "zh or en", default="zh"),
        Key("title", Text(), "抬头", "shown on pages and digests", default="督办"),
        Key(
            "listen",
            Parsed("listen", read_listen),
            "网页地址",
            "host:port of the web pages",
            default="127.0.0.1:8080",
        ),
        Key("hours", Record(HOURS), "工作时间", "when people may be written to", default="below"),
        Key("calendar", _FOLDER, "工作日历文件夹", "folder of calendar files", default="calendar"),
        Key(
            "programmes",
            _FOLDER,
            "工作方案文件夹",
            "folder of programme files",
            default="programmes",
        ),
        Key(
            "templates",
            _FOLDER,
            "消息模板文件夹",
            "folder of template overrides; may be absent",
            default="templates",
        ),
        Key(
            "notice_only",
            ListOf(Choice("channel", CHANNELS), empty=True),
            "只发通知的通道",
            "channels that carry codes only; content stays on the web pages",
            default="[]",
        ),
    ),
)


def build_settings(fields: Fields, file: FileReport) -> Settings:
    """The settings, with defaults for what is not written."""
    values = dict(fields.values)
    values["hours"] = build_hours(fields, file, OfficeHours())
    values["notice_only"] = frozenset(fields.get("notice_only", ()))
    return Settings(**values)


def build_hours(fields: Fields, file: FileReport, default: OfficeHours) -> OfficeHours:
    """The hours under the key `hours`, over `default`. Reports times that are out of order."""
    written: Fields | None = fields.get("hours")
    if written is None:
        return default
    times = {name: getattr(default, f"{name}_time") for name in HOURS.by_name}
    times |= written.values
    order = ("start", "noon", "afternoon", "end")
    for earlier, later in pairwise(order):
        if times[earlier] > times[later] or (
            later != "afternoon" and times[earlier] == times[later]
        ):
            key = later if later in written.nodes else earlier
            file.error("hours-out-of-order", written.at(key), earlier=earlier, later=later)
            return default
    morning = times["start"] <= times["send"] <= times["noon"]
    if not morning and not times["afternoon"] <= times["send"] <= times["end"]:
        file.error("send-outside-hours", written.at("send"))
    return OfficeHours(**{f"{name}_time": value for name, value in times.items()})
