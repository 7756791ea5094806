"""Roll rules (遇休息日): where a due day goes that falls on a rest day."""

from __future__ import annotations

from enum import StrEnum


class Roll(StrEnum):
    """Where a due day goes that falls on a rest day (遇休息日)."""

    NEXT = "next"  # 顺延至下一工作日
    PREVIOUS = "previous"  # 提前至上一工作日
    NEXT_PLUS_1 = "next+1"  # 顺延至节后第二个工作日
    NONE = "none"  # 不调整
