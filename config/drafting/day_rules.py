"""Periods and days of recurring duties (周期与报送日): 每月25日前, 每季度末, 次月5日前."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.drafting.compact import number
from workflows.programme import DayKind, DayRule, Every

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
PERIOD = re.compile(
    r"每(?P<times>[两二三四五六2-6])?个?(?P<other>半个?月|旬|日|天|工作日|双周|两周|小时)"
    r"|每(?P<n>[两二三四五六2-6])个?(?P<nunit>年|月|周|季度)"
    r"|每(?:一|1)?个?(?P<unit>半年度?|季度|季|月份?|星期|周|年度?)(?!均|龄|产|薪|限|亩|人|个?百分)"
    r"|(?<![一二三四五六七八九十\d])(?P<each>[按逐])(?P<eunit>季度|季|月|周|半年|年)(?!均)"
    r"|(?P<pair>一(?P<punit>周|月|季度?|年)一(?=调度|通报|报告|汇总|总结|评估|督查|考核|"
    r"会商|研判|例会|汇报|小结))"
    r"|(?<![个\d一二三四五六七八九十上下本当第整])(?P<noun>(?P<nperiod>周|月|季度|季|"
    r"半年)(?:度)?(?=调度|考核(?!办)|排名|评比|点评|报告(?!期|书)|报(?:$|、|，)|"
    r"通报(?!批)|例会|报告制|"
    r"报制|"
    r"督查通报|督导通报|会商))"
    r"|次月(?=\d|上旬|初)"
)
IRREGULAR = re.compile(r"不定期")
VAGUE = re.compile(r"(?<!不)定期|经常性|适时")
_EVERY = {
    "半年": Every.HALF_YEAR,
    "半年度": Every.HALF_YEAR,
    "季度": Every.QUARTER,
    "季": Every.QUARTER,
    "月": Every.MONTH,
    "月份": Every.MONTH,
    "星期": Every.WEEK,
    "周": Every.WEEK,
    "年": Every.YEAR,
    "年度": Every.YEAR,
}
_WEEKDAYS = {char: n for n, char in enumerate("一二三四五六日", 1)} | {"天": 7}
_WEEKDAY = re.compile(r"(?:周|星期)(?P<w>[一二三四五六日天])")
_HEAD = r"^(?:的)?(?:于|在|应于|须于|要于|不迟于|至迟)?"
_WEEK_DAY = re.compile(
    _HEAD + r"(?:星期|周)?(?P<w>[二三四五六日天]|一(?![次期个篇条份轮报小总调会例]))"
    r"(?![次期个篇条份轮])"
)
_LAST_WORK = re.compile(_HEAD + r"(?:末)?的?(?:倒数第(?P<back>[一二三四五1-5])个|最后一?个?)工作日")
_NTH_WORK = re.compile(_HEAD + rf"(?:的)?(?:第|前)(?P<n>{_N})个?工作日")
_LAST = re.compile(
    _HEAD + r"(?:的)?(?:月?底|月?末|年?底|年?末|最后一[天日]|末月底|"
    r"最后一个?月底?前?(?!\d))(?:之?前|以前)?"
)
_LAST_MONTH_DAY = re.compile(
    _HEAD + rf"(?:的)?(?:末月|最后一个?月|第三个?月|季末月)(?P<d>{_N})[日号]"
)
_FIRST_MONTH = re.compile(
    _HEAD + r"(?:的)?(?:首月|第一个?月|结束后|终了后|下一?季度|次季|开始后)(?:" + _N + r"[日号])?"
)
_DAY = re.compile(_HEAD + rf"(?:的)?(?P<d>{_N})[日号](?!内)")
_DAYS = re.compile(_HEAD + rf"(?:的)?{_N}[日号](?:、|和|及|与){_N}[日号]")
_TEN = re.compile(_HEAD + r"(?P<xun>上旬|中旬|下旬|初)")
_MONTH_DAY = re.compile(
    _HEAD + rf"(?:的)?(?P<m>{_N})月(?:份)?(?:(?P<d>{_N})[日号]|(?P<part>底|末|初|上旬|中旬|下旬)?)"
)
_TWO_MONTHS = re.compile(
    _HEAD + rf"(?:的)?(?P<m1>{_N})月(?:份|底|(?P<d1>{_N})日)?(?:前)?(?:、|和|及|与)(?P<m2>{_N})月"
    rf"(?:(?P<d2>{_N})日)?"
)
_SHORT = re.compile(_HEAD + rf"(?:结束后|终了后)的?{_N}个?(?:工作日|日|天)")


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A period as printed: `every` None where Duban has no such period; `why` what is doubtful."""

    every: Every | None
    day: DayRule | None
    length: int  # characters after the period's word that tell the day
    why: str = ""


def period_of(found: re.Match[str], text: str) -> PeriodReading:
    """The period of a `PERIOD` match and the day named after it, in compact text."""
    got = found.groupdict()
    if got["other"] or got["n"]:
        return _odd(found, text)
    if found.group().startswith("次月"):
        return _with_day(Every.MONTH, "次月" + text[found.end() : found.end() + 24], -2)
    word = got["unit"] or got["eunit"] or got["punit"] or got["nperiod"]
    every = _EVERY[word]
    tail = text[found.end() : found.end() + 24]
    return _with_day(every, tail, 0)


def _odd(found: re.Match[str], text: str) -> PeriodReading:
    if found.group("n") in {"2", "两", "二"} and found.group("nunit") == "季度":
        return PeriodReading(Every.HALF_YEAR, None, 0)
    if found.group("n") in {"三", "3"} and found.group("nunit") == "月":
        return PeriodReading(Every.QUARTER, None, 0)
    if found.group("n") in {"六", "6"} and found.group("nunit") == "月":
        return PeriodReading(Every.HALF_YEAR, None, 0)
    why = f"周期“{found.group()}”不是周、月、季、半年或年"
    if found.group("other") in _WITHIN_MONTH or found.group() in _FORTNIGHTS:
        return PeriodReading(Every.MONTH, None, _odd_day(found, text), f"{why}，暂按每月")
    return PeriodReading(None, None, 0, why)


_WITHIN_MONTH = frozenset({"半月", "半个月", "旬", "双周", "两周"})
_FORTNIGHTS = frozenset({"每两周", "每2周", "每二周", "每两个星期"})
_ODD_DAY = re.compile(r"(?:的)?(?:最后一?个?(?:工作日|[天日])|末|底)?(?:之?前|以前)?")


def _odd_day(found: re.Match[str], text: str) -> int:
    day = _ODD_DAY.match(text, found.end())
    return day.end() - day.start() if day else 0


def _with_day(every: Every, tail: str, shift: int) -> PeriodReading:
    """The day rule in the words after the period; `shift` corrects the length for a prefix."""
    tail = tail.removeprefix("次月") if shift else tail
    if found := _LAST_WORK.match(tail):
        back = found.group("back")
        n = number(back) if back else 1
        return PeriodReading(every, DayRule(DayKind.WORKING_DAY, -n), found.end())
    if found := _NTH_WORK.match(tail):
        return PeriodReading(every, DayRule(DayKind.WORKING_DAY, number(found["n"])), found.end())
    if every is Every.WEEK:
        return _weekly(tail)
    if found := _SHORT.match(tail) or _FIRST_MONTH.match(tail):
        return PeriodReading(every, None, found.end(), "报送日在周期结束之后，暂不能定日子")
    if every is Every.YEAR or every is Every.HALF_YEAR:
        return _yearly(every, tail)
    return _monthly(every, tail)


def _weekly(tail: str) -> PeriodReading:
    if found := _WEEK_DAY.match(tail):
        rule = DayRule(DayKind.WEEKDAY, _WEEKDAYS[found["w"]])
        return PeriodReading(Every.WEEK, rule, found.end())
    if found := re.match(r"(?:周)?末", tail):
        return PeriodReading(Every.WEEK, None, found.end(), "“周末”是哪一天没有写明")
    return PeriodReading(Every.WEEK, None, 0)


def _monthly(every: Every, tail: str) -> PeriodReading:
    if found := _DAYS.match(tail):
        return PeriodReading(every, None, found.end(), "一个周期里有几个日子")
    if found := _LAST_MONTH_DAY.match(tail) or _DAY.match(tail):
        day = number(found["d"])
        if not 1 <= day <= 31:
            return PeriodReading(every, None, found.end(), f"没有{day}日")
        return PeriodReading(every, DayRule(DayKind.DAY, day), found.end())
    if found := _LAST.match(tail):
        return PeriodReading(every, DayRule(DayKind.LAST_DAY), found.end())
    if every is Every.MONTH and (found := _TEN.match(tail)):
        return PeriodReading(every, _ten(found["xun"]), found.end())
    return PeriodReading(every, None, 0)


def _ten(word: str) -> DayRule:
    if word == "下旬":
        return DayRule(DayKind.LAST_DAY)
    return DayRule(DayKind.DAY, 20 if word == "中旬" else 10)


def _yearly(every: Every, tail: str) -> PeriodReading:
    if found := _TWO_MONTHS.match(tail):
        if re.match(_HEAD + r"(?:6|六)月(?:底|30日|份)?前?(?:、|和|及|与)(?:12|十二)月", tail):
            return PeriodReading(Every.HALF_YEAR, DayRule(DayKind.LAST_DAY), found.end())
        if (number(found["m1"]), number(found["m2"])) == (6, 12) and found["d1"] != found["d2"]:
            return PeriodReading(Every.HALF_YEAR, None, found.end(), "一个周期里有几个日子")
        if (number(found["m1"]), number(found["m2"])) == (6, 12):
            rule = DayRule(DayKind.DAY, number(found["d1"])) if found["d1"] else None
            return PeriodReading(Every.HALF_YEAR, rule, found.end())
        return PeriodReading(every, None, found.end(), "一个周期里有几个日子")
    if found := _LAST.match(tail):
        return PeriodReading(every, DayRule(DayKind.LAST_DAY), found.end())
    found = _MONTH_DAY.match(tail)
    if found is None or every is Every.HALF_YEAR:
        return PeriodReading(every, None, 0)
    month = number(found["m"])
    if not 1 <= month <= 12:
        return PeriodReading(every, None, found.end(), f"没有{month}月")
    day, why = _day_of(month, found)
    if day is None:
        return PeriodReading(every, None, found.end(), why)
    if (month, day) == (12, 31):
        return PeriodReading(every, DayRule(DayKind.LAST_DAY), found.end())
    return PeriodReading(every, DayRule(DayKind.DATE, day, month), found.end())


_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day_of(month: int, found: re.Match[str]) -> tuple[int | None, str]:
    last = _DAYS_IN[month - 1]
    if found["d"]:
        day = number(found["d"])
        return (day, "") if 1 <= day <= last else (None, f"没有这一天：{month}月{day}日")
    part = {"初": 10, "上旬": 10, "中旬": 20}.get(found["part"] or "")
    return part or (28 if month == 2 else last), ""
