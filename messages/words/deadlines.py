"""Explained deadlines (时限依据): rule, rest day, roll, cut-off."""

from __future__ import annotations

import re
from datetime import datetime

from messages.words.clean import clean
from messages.words.days import date_words, day_words, time_words, weekday_words
from messages.words.language import tongue
from workflows.assignment import Deadline
from workflows.roll import Roll

RULE_CHARS = 60

_MOVED_ZH = {
    Roll.NEXT: "顺延至{due}",
    Roll.PREVIOUS: "提前至{due}",
    Roll.NEXT_PLUS_1: "顺延至节后第二个工作日{due}",
    Roll.NONE: "按期{due}",
}
_MOVED_EN = {
    Roll.NEXT: "moved on to {due}",
    Roll.PREVIOUS: "brought forward to {due}",
    Roll.NEXT_PLUS_1: "moved to the second working day after it, {due}",
    Roll.NONE: "kept, {due}",
}
_HOLIDAYS_EN = (
    ("元旦", "New Year"),
    ("春节", "Spring Festival"),
    ("清明节", "Qingming"),
    ("劳动节", "Labour Day"),
    ("端午节", "Dragon Boat Festival"),
    ("中秋节", "Mid-Autumn Festival"),
    ("国庆节", "National Day"),
    ("周六", "a Saturday"),
    ("周日", "a Sunday"),
    ("假期", " holiday"),
    ("、", " and "),
    ("，", ", "),
)
_RULES_EN = (
    (re.compile(r"文件规定的日期"), "the date named in the document"),
    (re.compile(r"最后一个工作日"), "last working day"),
    (re.compile(r"倒数第(\d+)个工作日"), r"working day \1 from the end"),
    (re.compile(r"第(\d+)个工作日"), r"working day \1"),
    (re.compile(r"每年(\d+)月(\d+)日"), r"every year, month \1 day \2"),
    (re.compile(r"末月(\d+)日"), r", day \1 of the last month"),
    (re.compile(r"每月(\d+)日"), r"every month, day \1"),
    (re.compile(r"最后一日"), ", last day"),
    (re.compile(r"每季度"), "every quarter"),
    (re.compile(r"每半年"), "every half-year"),
    (re.compile(r"每月"), "every month"),
    (re.compile(r"每年"), "every year"),
    (re.compile(r"每周"), "every week"),
)
_WEEKLY = {f"每周{c}": w for c, w in zip("一二三四五六日", range(7), strict=True)}
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def explain_deadline(deadline: Deadline, lang: str, now: datetime | None = None) -> str:
    """Why it is due then: 按规则“每季度最后一日”为2023年9月30日（周六，国庆节假期），提前至….

    One sentence without a final stop. Days carry their year where it is not the year of `now`;
    without `now` the first day always does. Days of a year whose official calendar is not
    published yet are called provisional.
    """
    english = tongue(lang) == "en"
    nominal = _nominal(deadline, lang, now)
    cutoff = time_words(deadline.cutoff_time)
    if deadline.rolled_from is None and not deadline.rest:
        body = f"{nominal}, {cutoff}" if english else f"{nominal}{cutoff}"
    else:
        reference = now or deadline.due_at.replace(year=deadline.nominal_on.year)
        due = day_words(deadline.due_on, reference, lang) + (" " if english else "") + cutoff
        moved = (_MOVED_EN if english else _MOVED_ZH)[deadline.roll].format(due=due)
        body = f"{nominal}, {moved}" if english else f"{nominal}，{moved}"
    if not deadline.provisional:
        return body
    year = deadline.due_on.year
    if english:
        return f"{body}; provisional: the official holidays of {year} are not published yet"
    return f"{body}；{year}年放假安排尚未公布，此日期为暂定"


def _nominal(deadline: Deadline, lang: str, now: datetime | None) -> str:
    day, rest = deadline.nominal_on, clean(deadline.rest, RULE_CHARS)
    rule = clean(deadline.rule, RULE_CHARS)
    if tongue(lang) == "en":
        words = day_words(day, now, lang) + (f" ({_rest_en(rest)})" if rest else "")
        return f"by the rule “{_rule_en(rule)}” {words}"
    if not rest:
        words = day_words(day, now, lang)
    else:
        weekday = weekday_words(day, lang)
        inside = rest if rest.startswith(weekday) else f"{weekday}，{rest}"
        words = f"{date_words(day, now, lang)}（{inside}）"
    return f"按规则{f'“{rule}”' if rule else ''}为{words}"


def _rest_en(rest: str) -> str:
    _, comma, holiday = rest.partition("，")
    words = clean(holiday if comma else rest, RULE_CHARS)
    for chinese, english in _HOLIDAYS_EN:
        words = words.replace(chinese, english)
    return words


def _rule_en(rule: str) -> str:
    """The rules that the calendar words itself, in English; a document's own words stay."""
    if rule in _WEEKLY:
        return f"every {_WEEKDAYS_EN[_WEEKLY[rule]]}"
    for pattern, english in _RULES_EN:
        rule = pattern.sub(english, rule)
    return re.sub(r"(?<=[a-z])(?=(?:last working|working) day)", ", ", rule)
