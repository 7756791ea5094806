"""Moments (时点): every way in which a document prints a day, a month, a season or a stretch.

A moment is the stretch from its first to its last possible day: 6月底 ends on the 30th, 9月初 on
the 10th, 中旬 on the 20th, 上半年 on June 30th. Nothing is said here of whether it is a deadline.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from config.drafting.compact import Compact, number
from config.drafting.context import DueContext, five_year_span, year_of
from config.drafting.moment_forms import BARE_DAY, DOTTED, PERIODIC, POINT, TIE
from workflows.calendar import month_end


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days at compact positions start to end.

    `last` is None where no certain day follows, and `why` then says why; `why` may also doubt a
    day that is given. `grain` is "day", "month", "quarter", "year", "plan" or "feast"; `ranged`
    marks a stretch with two printed ends, `closed` one whose end is printed (底, 末, 内, 旬).
    """

    start: int
    end: int
    first: date | None
    last: date | None
    grain: str
    why: str = ""
    ranged: bool = False
    closed: bool = False


def moments(paper: Compact, context: DueContext) -> Iterator[Moment]:
    """Every moment in the text in reading order, years filled in from what precedes it."""
    text, at, previous = paper.text, 0, None
    for found in _matches(text):
        if found.start() < at or _recurring(text, found):
            continue
        moment = _stretched(text, _read(found, context, previous), context)
        at = moment.end
        previous = _leading(moment, context) or previous
        yield moment


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Points and dotted dates in the order in which they stand."""
    dotted = deque(DOTTED.finditer(text))
    for plain in POINT.finditer(text):
        while dotted and dotted[0].start() <= plain.start():
            yield dotted.popleft()
        yield plain
    yield from dotted


def _recurring(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 2) : found.start()]
    return _yearless(found) and PERIODIC.search(before) is not None


def _leading(moment: Moment, context: DueContext) -> date | None:
    """The day that later moments without a year follow; history leads nowhere."""
    if moment.last is None or moment.grain == "plan":
        return None
    if context.issued_on and moment.last.year < context.issued_on.year:
        return None
    return moment.first if moment.ranged or moment.grain == "year" else moment.last


def _next(text: str, at: int) -> re.Match[str] | None:
    plain, dotted = POINT.search(text, at), DOTTED.search(text, at)
    if plain is None or dotted is None:
        return plain or dotted
    return dotted if dotted.start() < plain.start() else plain


def _yearless(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    return not (groups.get("y") or groups.get("y2"))


def _stretched(text: str, moment: Moment, context: DueContext) -> Moment:
    """The moment joined with the one that a dash or 至 ties to it."""
    if moment.last is None and not moment.why:
        return moment
    if found := BARE_DAY.match(text, moment.end):
        return _to_day(moment, found)
    sep = TIE.match(text, moment.end)
    if sep is None:
        return moment
    found = POINT.match(text, sep.end()) or DOTTED.match(text, sep.end())
    if found is None:
        return moment
    second = _read(found, context, moment.first)
    whys = [why for why in (moment.why, second.why) if why]
    why = "" if _printed_year(found) else "；".join(dict.fromkeys(whys))
    if _printed_year(found):
        why = second.why
    first = moment.first
    if first and second.last and first > second.last:
        why = why or "结束早于开始"
    end = second.end + text.startswith("止", second.end)
    return Moment(moment.start, end, first, second.last, second.grain, why, True)


def _printed_year(found: re.Match[str]) -> bool:
    return not _yearless(found)


def _to_day(moment: Moment, found: re.Match[str]) -> Moment:
    if moment.last is None:
        return moment
    month = moment.last.replace(day=1)
    last, why = _day(month.year, month.month, number(found.group("d")))
    return Moment(moment.start, found.end(), moment.first, last, "day", why or moment.why, True)


def _read(found: re.Match[str], context: DueContext, previous: date | None) -> Moment:
    got = {name.rstrip("_"): value for name, value in found.groupdict().items() if value}
    start, end = found.start(), found.end()
    if "five" in got:
        return _five(got, start, end)
    if "fest" in got:
        year, why = year_of(12 if got["fest"] == "元旦" else 10, context, previous)
        turn = 1 if got["fest"] == "元旦" and year is not None else 0
        return _feast(got["fest"], (start, end), (year + turn if year else None, why))
    if "mw" in got or "me" in got:
        return _this_month(got, (start, end), context)
    if (feast := got.get("ye", "").removesuffix("节")) in {*_FEASTS, "春节", "春"}:
        return _feast(feast, (start, end), _year(got, 12, context, previous))
    month = _first_month(got)
    year, why = _year(got, month, context, previous)
    if year is None:
        return Moment(start, end, None, None, "month", why)
    first, last, grain, vague = _span(got, year)
    ranged = any(name in got for name in ("y0", "m0", "d0"))
    closed = bool(got.get("part") or got.get("qe") or got.get("ye"))
    return Moment(start, end, first, last, grain, vague or why, ranged, closed)


def _first_month(got: dict[str, str]) -> int:
    if "m" in got:
        return min(max(number(got["m"]), 1), 12)
    if "q" in got:
        return _quarter(got["q"]) * 3
    return 6 if got.get("half") == "上半年" else 12


def _year(
    got: dict[str, str], month: int, context: DueContext, previous: date | None
) -> tuple[int | None, str]:
    if "y" in got:
        return number(got["y"].replace("零", "〇").replace("○", "〇").replace("O", "〇")), ""
    if "y2" in got:
        return 2000 + int(got["y2"]), ""
    if "ry" in got:
        return _relative_year(got["ry"], context, previous)
    if "ye" in got and previous is None and context.phase_end and context.phase_start:
        if context.phase_start.year == context.phase_end.year:
            return context.phase_end.year, ""
    elif "ye" in got and previous is not None:
        return previous.year, ""
    return year_of(month, context, previous)


_YEARS_ON = {
    "明年": 1,
    "来年": 1,
    "次年": 1,
    "翌年": 1,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "前年": -2,
}


def _relative_year(word: str, context: DueContext, previous: date | None) -> tuple[int | None, str]:
    here = previous.year if previous and word in {"同年", "当年", "次年", "翌年"} else None
    here = here or (context.issued_on.year if context.issued_on else context.year)
    if here is None and context.programme_start and context.programme_end:
        only = context.programme_start.year == context.programme_end.year
        here = context.programme_start.year if only else None
    if here is None:
        return None, f"“{word}”是哪一年没有写明"
    return here + _YEARS_ON.get(word, 0), ""


def _quarter(word: str) -> int:
    return int(word) if word.isascii() else "一二三四".index(word) + 1


def _span(got: dict[str, str], year: int) -> tuple[date | None, date | None, str, str]:
    """First and last possible day, grain, and what is doubtful."""
    if "m" in got:
        return _months(got, year)
    if "q" in got:
        last = _quarter(got["q"]) * 3
        return date(year, last - 2, 1), month_end(date(year, last, 1)), "quarter", ""
    if "half" in got:
        first, last = ((1, 6), (7, 12))[got["half"] == "下半年"]
        return date(year, first, 1), month_end(date(year, last, 1)), "quarter", ""
    word = got.get("ye", "")
    if word == "年中":
        return date(year, 1, 1), date(year, 6, 30), "quarter", ""
    if word in {"年初", "初"}:
        return date(year, 1, 1), None, "year", "“年初”没有具体日期"
    first_year = number(got["y0"]) if "y0" in got else year
    return date(first_year, 1, 1), date(year, 12, 31), "year", ""


def _months(got: dict[str, str], year: int) -> tuple[date | None, date | None, str, str]:
    month = number(got["m"])
    if not 1 <= month <= 12:
        return None, None, "month", f"没有{month}月"
    first_month = number(got.get("m0", got["m"]))
    if not 1 <= first_month <= month:
        first_year, first_month = (year - 1, min(max(first_month, 1), 12))
    else:
        first_year = year
    begins = {"下旬": 21, "中旬": 11, "中下旬": 11}.get(got.get("part", ""), 1)
    start = date(first_year, first_month, begins if "m0" not in got else 1)
    if "d" in got:
        last, why = _day(year, month, number(got["d"]))
        first, _ = _day(year, month, number(got.get("d0", got["d"])))
        return first or last, last, "day", why
    end = month_end(date(year, month, 1))
    part = got.get("part", "")
    if part in {"初", "上旬"}:
        return start, date(year, month, 10), "month", ""
    if part in {"中旬", "上中旬", "中"}:
        return start, date(year, month, 20), "month", ""
    return start, end, "month", ""


def _day(year: int, month: int, day: int) -> tuple[date | None, str]:
    if not 1 <= day <= month_end(date(year, month, 1)).day:
        return None, f"没有这一天：{year}年{month}月{day}日"
    return date(year, month, day), ""


def _five(got: dict[str, str], start: int, end: int) -> Moment:
    first, last = five_year_span(got["five"])
    if got["fe"] == "中期":
        return Moment(start, end, first, None, "plan", "“中期”没有具体日期")
    return Moment(start, end, first, last, "plan", closed="末" in got["fe"])


_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "七一": (7, 1), "国庆": (10, 1)}


def _feast(word: str, where: tuple[int, int], named: tuple[int | None, str]) -> Moment:
    """The eve of a feast on a fixed day; `named` is its year and what is doubtful about it."""
    year, why = named
    word = "春节" if word == "春" else word
    if word not in _FEASTS:
        return Moment(*where, None, None, "feast", f"“{word}”没有具体日期")
    if year is None:
        return Moment(*where, None, None, "feast", why)
    eve = date(year, *_FEASTS[word]) - timedelta(days=1)
    return Moment(*where, None, eve, "feast", why)


def _this_month(got: dict[str, str], where: tuple[int, int], context: DueContext) -> Moment:
    here = context.issued_on
    if here is None:
        return Moment(*where, None, None, "month", "没有写是哪个月")
    if got.get("mw", "").startswith("下"):
        here = month_end(here) + timedelta(days=1)
    fields = {"m": str(here.month)} | {k: got[k] for k in ("d", "part") if k in got}
    fields |= {k: got[v] for k, v in (("d", "dm"), ("part", "partm")) if v in got}
    return Moment(*where, *_months(fields, here.year))
