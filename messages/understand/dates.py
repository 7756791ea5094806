"""Days named in a reply, resolved against the day it was written.

How the words resolve (documented because people rely on it):

* "25号" is the next 25th not yet past, today included; "本月25日" is this month's.
* "周五" is this week's Friday, or next week's once it is past; "下周五" is the Friday of the
  calendar week (Monday to Sunday) after this one, "下下周一" one week further; "下周" alone is the
  last working day of that week.
* "月底" and "下旬" are the last day of the month, "月初" and "上旬" the 10th, "月中" and "中旬" the
  20th; without a month, the first such day not yet past. "3月" alone is its last day.
* "年底" is 31 December, "季度末" the last day of the quarter, "上半年" 30 June.
* "3月20日" without a year is this year's; if more than 90 days ago, next year's.
* "三天内", "再给一周" count from today; "3个工作日" counts working days, today not counted.
* "节后" is the first working day after the next holiday, "清明后" after that one.
* "前" ("周五前") keeps the day itself: a time limit includes its last day.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from messages.understand import dates_english
from messages.understand.day_words import RULES, SPAN, Resolver
from messages.understand.days import Days


class Kind(StrEnum):
    """How a named day lies to the reference day."""

    COMING = "coming"  # resolved, today or later
    PAST = "past"
    VAGUE = "vague"  # ahead, but no day can be told
    RECURRING = "recurring"  # 每周五


@dataclass(frozen=True, slots=True)
class Mention:
    """A day named at ``text[start:end]``; ``day`` is set only when ``kind`` is COMING."""

    start: int
    end: int
    kind: Kind
    day: date | None = None


_END_OF_DAY = re.compile("下班前|下班之前|中午前|天黑前|晚点报|晚些时候")
_SOME_DATE = re.compile(
    r"[\d年月日号周旬天节假季底]|清明|[五六七八]一|端午|中秋|国庆|十一|元旦|星期|礼拜|小时|工作日"
    r"|[今明后当][早晚儿]|下班|中午前|晚[点些]"
)
_MOST = 40  # days in one clause; more is no reply
_LATIN = re.compile("[a-zA-Z]{3}")
_VAGUE = re.compile("过几天|这几天|这两天|近期|过阵子|过段时间|改天|有空|不日")


def mentions(clause: str, days: Days) -> list[Mention]:
    """Every day named in the clause (folded and tidied), in order, without overlaps."""
    found: list[Mention] = []
    if _SOME_DATE.search(clause):
        present = frozenset(clause)
        for gate, pattern, resolve in RULES:
            if not gate.isdisjoint(present):
                for match in pattern.finditer(clause):
                    _add(found, match, _resolve(match, resolve, pattern is SPAN, clause, days))
        if not found and (match := _END_OF_DAY.search(clause)):
            _add(found, match, (Kind.COMING, days.today))
    if _LATIN.search(clause):
        for start, end, day in dates_english.spans(clause, days):
            if len(found) < _MOST and not any(m.start < end and start < m.end for m in found):
                found.append(_mention(start, end, day, days))
    if not found and (vague := _VAGUE.search(clause)):
        found.append(Mention(vague.start(), vague.end(), Kind.VAGUE))
    return sorted(found, key=lambda m: m.start)


def _resolve(
    m: re.Match[str], resolve: Resolver, is_span: bool, clause: str, days: Days
) -> tuple[Kind, date | None] | None:
    before = clause[max(0, m.start() - 4) : m.start()]
    if before.endswith(_EVERY) or m[0].startswith("每"):
        return Kind.RECURRING, None
    if is_span:
        whole = m.start() == 0 and _AND_NO_MORE.match(clause, m.end())
        if not (m[1] or m[5] or whole) or before.endswith(_SPENT):
            return None
        if m[3] == "日" and not m[5] and not (m[1] or "").startswith(_GRANTED):
            return None
    try:
        day = resolve(m, days)
    except (ValueError, OverflowError):
        return None
    if day is None:
        return Kind.VAGUE, None
    return (Kind.PAST, None) if day < days.today else (Kind.COMING, day)


_EVERY = ("每", "每个", "每逢", "每月", "每周", "每个月", "每季度", "每年")
_GRANTED = (
    "再",
    "展期",
    "延",
    "宽",
    "缓",
    "推迟",
    "推后",
    "顺延",
    "给",
    "多给",
)  # "宽限两日" is a length of time
_AND_NO_MORE = re.compile("吧|就|能|$")
_SPENT = tuple(
    "用了 花了 已 已经 耗时 逾期 超期 晚了 拖了 连续 过去 近 迟了 超了 前 最近 停了".split()  # noqa: SIM905
)


def _add(found: list[Mention], m: re.Match[str], what: tuple[Kind, date | None] | None) -> None:
    if (
        what
        and len(found) < _MOST
        and not any(f.start < m.end() and m.start() < f.end for f in found)
    ):
        found.append(Mention(m.start(), m.end(), *what))


def _mention(start: int, end: int, day: date | None, days: Days) -> Mention:
    if day is None:
        return Mention(start, end, Kind.VAGUE)
    if day < days.today:
        return Mention(start, end, Kind.PAST)
    return Mention(start, end, Kind.COMING, day)
