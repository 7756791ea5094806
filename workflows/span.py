"""Spans (期间): lengths of calendar time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpanUnit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of calendar time such as 3 working days (3个工作日). `n` is zero or positive."""

    n: int
    unit: SpanUnit
