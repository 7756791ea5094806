"""The last day that words for a date allow: 2024年6月底, 9月上旬, 第三季度, 上半年, 年底."""

from __future__ import annotations

import re
from datetime import date, timedelta

from workflows.calendar import month_end

_WORDED = re.compile(
    r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?P<part>上旬|中旬|下旬|初|中|底|末)?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?|(?P<half>上半年|下半年)(?:末|底)?|(?P<end>年?[底末]))?"
    r"(?:前|之前|以前|完成)?"
)
_PART_DAYS = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}
_QUARTERS = {char: n for n, char in enumerate("一二三四", 1)} | {str(n): n for n in range(1, 5)}


def read_last_day(text: str) -> date | None:
    """The last day that half-width words allow; None where they are no such words.

    初 and 上旬 end on the 10th, 中 and 中旬 on the 20th, as offices use them; a quarter, a half
    year and a year on their last day.
    """
    found = _WORDED.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"])
    if not 1900 <= year <= 2200:
        return None
    if found["month"]:
        return _in_month(year, int(found["month"]), found["part"] or "")
    if found["quarter"]:
        return month_end(date(year, _QUARTERS[found["quarter"]] * 3, 1))
    if found["half"]:
        return date(year, 6, 30) if found["half"] == "上半年" else date(year, 12, 31)
    return date(year + 1, 1, 1) - timedelta(days=1)


def _in_month(year: int, month: int, part: str) -> date | None:
    if not 1 <= month <= 12:
        return None
    first = date(year, month, 1)
    day = _PART_DAYS.get(part)
    return first.replace(day=day) if day else month_end(first)
