"""How an office works (领导小组办公室): its hours, its digests, its thresholds and its patience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from workflows.roll import Roll
from workflows.roster import Role
from workflows.span import Span, SpanUnit


@dataclass(frozen=True, slots=True)
class DigestRule:
    """When the digest (周报) goes out and to which posts of the office. Monday = 1."""

    name: str
    weekday: int
    at_time: time
    to: tuple[Role, ...]
    roll: Roll = Roll.PREVIOUS


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When people may be written to (工作时间), and when the daily message goes out.

    No unasked message leaves outside start–noon and afternoon–end on working days.
    """

    send_time: time = time(9, 0)
    start_time: time = time(8, 30)
    noon_time: time = time(12, 0)
    afternoon_time: time = time(14, 0)
    end_time: time = time(17, 30)


@dataclass(frozen=True, slots=True)
class Lights:
    """When a light (红黄绿灯) turns. Gaps are percentage points behind an even pace (序时进度).

    Defaults follow common practice of supervision offices: yellow within three working days of
    the due date or 10 points behind, red once overdue or more than 30 points behind.
    """

    near: Span = Span(3, SpanUnit.WORKING_DAY)
    yellow_gap: float = 10.0
    red_gap: float = 30.0
