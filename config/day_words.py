"""The last day that words for a date allow: 2024年6月底, 9月上旬, 第三季度, 上半年, 年底."""

from __future__ import annotations

import re
from datetime import date

from config.dates import Refused
from workflows.calendar import month_end

_WORDED = re.compile(
    r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?P<part>上旬|中旬|下旬|初|中|底|末)?"
    r"|第?(?P<quarter>[一二三四1-4])季度[底末]?|(?P<half>[上下])半年[底末]?|年?[底末]?)"
)
_BY = re.compile(r"(?:之前|以前|前|内)?(?:完成)?$")
_BEFORE = ("前", "前完成")
_PART_DAYS = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}
_QUARTERS = {char: n for n, char in enumerate("一二三四", 1)} | {str(n): n for n in range(1, 5)}


def without_by(text: str) -> str:
    """Words for a date without the 前, 之前, 以前, 内 or 完成 at their end."""
    return _BY.sub("", text, count=1)


def read_last_day(text: str) -> date | None:
    """The last day that half-width words allow; None where they are no such words.

    初 and 上旬 end on the 10th, 中 and 中旬 on the 20th, as offices use them; a quarter, a half
    year and a year on their last day. Raises `Refused` for a month or a year that there is not,
    and for 2024年6月前, which may mean the end of May as well as that of June.
    """
    plain = without_by(text)
    found = _WORDED.fullmatch(plain)
    if found is None:
        return None
    year = int(found["year"])
    if not 1900 <= year <= 2200:
        raise Refused("date-far-away", word=text)
    if found["month"]:
        if not found["part"] and text.endswith(_BEFORE):
            raise Refused("due-month-unclear", word=text, suggestion=f"{plain}底")
        return _in_month(text, int(found["month"]), found)
    last = 12
    if found["quarter"]:
        last = _QUARTERS[found["quarter"]] * 3
    elif found["half"]:
        last = 6 if found["half"] == "上" else 12
    return month_end(date(year, last, 1))


def _in_month(text: str, month: int, found: re.Match[str]) -> date:
    if not 1 <= month <= 12:
        raise Refused("date-not-real", word=text)
    first = date(int(found["year"]), month, 1)
    day = _PART_DAYS.get(found["part"] or "")
    return first.replace(day=day) if day else month_end(first)
