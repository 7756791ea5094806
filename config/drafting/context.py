"""What surrounds a deadline (时限的语境): the dates that a passage leaves to be understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from config.drafting.compact import compact
from workflows.calendar import month_end


@dataclass(frozen=True, slots=True)
class DueContext:
    """Dates that resolve what a deadline leaves out.

    `issued_on` is the day of issue (印发日期); `programme_*` the whole programme's span;
    `phase_*` the span of the phase (阶段) around the passage; `year` the year the document is
    about or the last one named before. Each is None where the document does not say.
    `in_schedule` tells that the passage stands in a schedule (进度安排), where a date before a
    doing is a step even without 前 or 完成.
    """

    issued_on: date | None = None
    programme_start: date | None = None
    programme_end: date | None = None
    phase_start: date | None = None
    phase_end: date | None = None
    year: int | None = None
    in_schedule: bool = False

    def in_phase(self, start_on: date | None, end_on: date | None) -> DueContext:
        """The same context inside a phase of that span."""
        return replace(self, phase_start=start_on, phase_end=end_on)


_YEARS = re.compile(r"(?<!\d)(20\d\d)年?(?:-|至|到)(20\d\d)年?(?!\d|月)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_FIVE_YEARS = re.compile(r"十([一二三四五六七八九])五[”\"’]?")
_PLAN_WORD = re.compile(r"规划|计划|方案|行动|要点|任务|纲要")


def five_year_span(nth: str) -> tuple[date, date]:
    """The span of a five-year plan: 四 of 十四五 is 2021–2025."""
    last = 1955 + 5 * (10 + "一二三四五六七八九".index(nth) + 1)
    return date(last - 4, 1, 1), date(last, 12, 31)


def document_context(title: str, issued_on: date | None) -> DueContext:
    """The context of a whole document, from its title and day of issue.

    A span of years or a five-year plan in the title is the programme's span, a single year its
    year. The plan about *writing* a five-year plan (编制工作方案) is not about those years.
    """
    text = compact(title).text
    if "编制" in text and "方案" in text:
        return DueContext(issued_on, year=issued_on.year if issued_on else None)
    if found := _YEARS.search(text):
        first, last = int(found.group(1)), int(found.group(2))
        if first < last:
            return _spanning(issued_on, date(first, 1, 1), date(last, 12, 31))
    if (found := _FIVE_YEARS.search(text)) and _PLAN_WORD.search(text):
        return _spanning(issued_on, *five_year_span(found.group(1)))
    if (found := _YEAR.search(text)) and _PLAN_WORD.search(text):
        year = int(found.group(1))
        return _spanning(issued_on, date(year, 1, 1), date(year, 12, 31))
    return DueContext(issued_on, year=issued_on.year if issued_on else None)


def _spanning(issued_on: date | None, start: date, end: date) -> DueContext:
    year = start.year if start.year == end.year else None
    return DueContext(issued_on, start, end, year=year)


def year_of(month: int, context: DueContext, previous: date | None) -> tuple[int | None, str]:
    """The year of a month printed without one, and what is doubtful about it ("" if nothing).

    In order: the date before it in the same passage, the phase, the programme, the day of issue,
    the year the document is about. (None, why) where nothing tells.
    """
    if previous is not None:
        turns = month < previous.month
        year = previous.year + (1 if turns else 0)
        return year, "没有写年份，按上文推到下一年" if turns else ""
    spans = (
        (context.phase_start, context.phase_end, "本阶段"),
        (context.programme_start, context.programme_end, "文件"),
    )
    for start, end, whose in spans:
        first, last = start or end, end or start
        if first is not None and last is not None:
            return _year_in(month, (first, last), whose, context.issued_on)
    if context.issued_on is not None:
        return _year_after_issue(month, context.issued_on)
    if context.year is not None:
        return context.year, ""
    return None, "没有写年份"


def _year_in(
    month: int, span: tuple[date, date], whose: str, issued_on: date | None
) -> tuple[int | None, str]:
    start, end = span
    years = range(start.year, end.year + 1)
    fits = [y for y in years if start <= month_end(date(y, month, 1)) and date(y, month, 1) <= end]
    if len(fits) == 1:
        return fits[0], ""
    if not fits:
        return end.year, f"没有写年份，也不在{whose}的起止时间之内"
    if issued_on is not None:
        year, _ = _year_after_issue(month, issued_on)
        if year in fits:
            return year, f"没有写年份，{whose}跨{len(fits)}个年份，暂按印发后的第一个"
    return None, f"没有写年份，{whose}跨{len(fits)}个年份"


def _year_after_issue(month: int, issued_on: date) -> tuple[int, str]:
    if month >= issued_on.month:
        return issued_on.year, ""
    if issued_on.month - month >= 6:
        return issued_on.year + 1, "没有写年份，按印发后的第一个"
    return issued_on.year, "没有写年份，按印发当年则早于印发日期"
