"""The Chinese words for days, and what each resolves to; see :mod:`messages.understand.dates`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from messages.understand.days import Days, day_of, last_day
from messages.understand.numerals import INT, integer
from messages.understand.patterns import guarded

_PAST = date.min
Resolver = Callable[[re.Match[str], Days], date | None]
_PART = r"(底|末|初|中旬|上旬|下旬|中(?!午|的|有|央|心)|内)"


def _month_day(year: int, month: int, part: str | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    if part in ("初", "上旬"):
        return date(year, month, 10)
    if part in ("中", "中旬"):
        return date(year, month, 20)
    return last_day(year, month)


def _year(text: str | None, days: Days) -> int | None:
    if not text:
        return None
    named = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1, "前": -2}
    if text[0] in named:
        return days.today.year + named[text[0]]
    value = integer(text.removesuffix("年"))
    return value + 2000 if 0 <= value < 100 else value if 1900 <= value < 2200 else None


def _full(m: re.Match[str], days: Days) -> date | None:
    year = _year(m[1], days)
    return day_of(year, integer(m[2]), integer(m[3])) if year else None


def _compact(m: re.Match[str], _: Days) -> date | None:
    return day_of(int(m[1]), int(m[2]), int(m[3]))


def _named_month(m: re.Match[str], days: Days) -> date | None:
    year, month = _year(m[1], days), integer(m[2])
    if not 1 <= month <= 12:
        return None

    def resolve(year: int) -> date | None:
        day = m[4] or m[3]
        return day_of(year, month, integer(day)) if day else _month_day(year, month, m[5])

    return resolve(year) if year else _nearest(resolve, days)


def _nearest(resolve: Callable[[int], date | None], days: Days) -> date | None:
    """This year's day; next year's when this year's is more than a quarter behind."""
    this = resolve(days.today.year)
    if this is None or this >= days.today - timedelta(days=90):
        return this
    return resolve(days.today.year + 1)


def _relative_month(m: re.Match[str], days: Days) -> date | None:
    ahead = {"本": 0, "这": 0, "当": 0, "上": -1, "下": 1}[m[1][0]]
    year, month = days.month(2 if m[1].startswith("下下") else ahead)
    return day_of(year, month, integer(m[2])) if m[2] else _month_day(year, month, m[3])


def _part_of_month(m: re.Match[str], days: Days) -> date | None:
    part = m[0].removeprefix("月") if m[0][0] == "月" else m[0]
    for ahead in (0, 1):
        day = _month_day(*days.month(ahead), part)
        if day and day >= days.today:
            return day
    return None


_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "末": 6}


def _weekday(m: re.Match[str], days: Days) -> date | None:
    which = m[1] or ""
    named = m[3] or m[2]
    weekday = _WEEKDAYS[named] if named in _WEEKDAYS else int(named) - 1
    if which.startswith("上"):
        return _PAST
    if which.startswith("下"):
        return days.weekday(weekday, which.count("下"))
    day = days.weekday(weekday, 0)
    return days.weekday(weekday, 1) if day < days.today and not which else day


def _week(m: re.Match[str], days: Days) -> date | None:
    which = m[1] or ""
    return _PAST if which.startswith("上") else days.week_end(which.count("下"))


def _near_day(m: re.Match[str], days: Days) -> date | None:
    ahead = {"大后": 3, "后": 2, "明": 1, "次": 1, "今": 0, "当": 0}.get(m[1])
    return _PAST if ahead is None else days.plus(ahead)


def _count(text: str) -> float:
    """How many: "半" is a half, "两三" the larger of the two, "几" nothing to count with."""
    if text == "半":
        return 0.5
    if text == "个把":
        return 1
    if len(text) == 2 and all(c in "一二两三四五六七八九" for c in text):
        return integer(text[1])
    return integer(text)


def _span(m: re.Match[str], days: Days) -> date | None:
    count = _count(m[2]) + (0.5 if m[4] or "个半" in m[0] else 0)
    return _later(count, m[3], days) if 0 < count <= 999 else None


def _later(count: float, unit: str, days: Days) -> date | None:
    if unit.endswith("工作日"):
        return days.working_days_on(int(count))
    if unit in ("天", "日"):
        return days.plus(int(count + 0.5))
    if unit in ("周", "星期", "礼拜"):
        return days.plus(round(count * 7 + 0.1))
    if unit in ("小时", "钟头"):
        return days.plus(int(count // 24))
    months = count * {"月": 1, "季度": 3, "年": 12}[unit]
    day = days.month_later(int(months))
    return day + timedelta(days=15) if day and months % 1 else day


def _bare_day(m: re.Match[str], days: Days) -> date | None:
    number_ = integer(m[2] or m[1])
    for ahead in range(3):
        day = day_of(*days.month(ahead), number_)
        if day and day >= days.today:
            return day
    return None


def _quarter(m: re.Match[str], days: Days) -> date | None:
    now = (days.today.month - 1) // 3
    year, which = _year(m[1], days) or days.today.year, m[2] or "本"
    if which[0] in "本这当":
        index = now
    elif which[0] in "上下":
        index = now + (1 if which[0] == "下" else -1)
    else:
        index = integer(which.removeprefix("第")) - 1
        if not 0 <= index <= 3:
            return None
    return last_day(year + index // 4, index % 4 * 3 + 3)


def _year_part(m: re.Match[str], days: Days) -> date | None:
    year = _year(m[1], days) or days.today.year
    if (m[2] and m[2][0] == "上") or m[2] in ("中", "年中"):
        return date(year, 6, 30)
    if m[2] in ("初", "年初"):
        day = date(year, 1, 31)
        return day if m[1] or day >= days.today else date(year + 1, 1, 31)
    return date(year, 12, 31)


def _holiday(m: re.Match[str], days: Days) -> date | None:
    name = m[1]
    name = "" if name in ("节", "假", "假期", "长假", "放假", "节假日", "小长假") else name
    if m[2][0] == "前":
        return days.before_holiday(name)
    return days.after_holiday(name, max(1, integer(m[3])) if m[3] else 1)


def _eve(m: re.Match[str], days: Days) -> date | None:
    """The day before 1 June, 1 July or 1 August, which are days of note and no holidays."""
    month = "六七八".index(m[1][0]) + 6
    return _nearest(lambda year: date(year, month, 1) - timedelta(days=1), days)


def _slashed(m: re.Match[str], days: Days) -> date | None:
    return _nearest(lambda year: day_of(year, int(m[1]), int(m[2])), days)


def _today(_: re.Match[str], days: Days) -> date | None:
    return days.today


_NOT_A_DAY = (
    r"(?![和与及、]\d{1,3}号?(?:任务|事项)|任务|事项|项|楼|线|文|地块|点位|断面|井|站|工单"
    r"|台账|那|这|码|召|称|的(?:任务|事))"
)
_SPAN_LEAD = (
    r"(再给?我?们?|给我?们?|延期?|延长|延后|拖|耽搁|展期|宽限|缓|推迟|推后|再有|有个|往后[推挪延放]"
    r"|推"
    r"|晚"
    r"|多给?|过|需要?|还得|还要|要|大概|大约|约|预计|顺延"
    r"|争取|最多|最快|最迟|至少|花|等|宽)?(?:个|他|上(?!半年)|一下|至少|大概|大约|约)?"
)
# (any of these characters must be present, pattern, what it means), more specific first
RULES: tuple[tuple[frozenset[str], re.Pattern[str], Resolver], ...] = tuple(
    (frozenset(gate), guarded(pattern), resolve)
    for gate, pattern, resolve in (
        ("年-./", rf"(?<![\d.])(20\d\d|\d\d(?=年))[年\-/.]({INT})[月\-/.]({INT})[日号]?(?![\d.%])",
         _full),
        ("2", r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)", _compact),
        ("月", r"(?<![A-Za-z\d.一二三四五六七八九十])(?:(20\d\d年?|\d\d年|[今明后去前]年)的?)?"
         rf"({INT})月(?!均|度|份?月)份?(?:({INT})(?:[日号]?[-~至到](?:\d{{1,2}}月)?({INT}))?[日号]?"
         rf"(?![%\d.个项天万家条户件次篇亩吨处台起株人公])|{_PART})?", _named_month),
        ("月", r"(本|这个?|当|上个?|下下个?|下个?)月份?"
         rf"(?:({INT})[日号]|{_PART})?", _relative_month),
        ("旬月", r"月[底末初](?!期)|(?<![个半几\d一二两三四五六七八九十])月内"
         r"|月中(?!旬)|[上中下]旬", _part_of_month),
        ("周星礼", r"(上上个?|上个?|下下个?|下个?|本|这个?)?(?:周|星期|礼拜)"
         r"([一二三四五六日天末]|[1-6](?![\d个天次项.%]))(?:[-~至到](?:本|这|下)?(?:周|星期|礼拜)"
         r"([一二三四五六日天末]))?(?!期|边|年|次)", _weekday),
        ("周星礼", r"(上上个?|上个?|下下个?|下个?|本|这个?)(?:周|星期|礼拜)(?:之?内|末|底)?"
         r"|(?<![\d一二两三四五六七八九十几])周内", _week),
        ("今明后昨前当次", r"(大后|大前|今|明|后|昨|前|当|次)"
         r"(?:天|日(?!程)|儿个?|早|晚)(?:[上下]午|早上?|晚上?)?",
         _near_day),
        ("节假前后", r"(清明|五一|劳动|端午|中秋|国庆|十一|元旦|春节|过年"
         r"|(?<![今明后去前往来近历多每])年"
         r"|节假日|小长假|长假|假期|放假|(?<![环细调章情季春])节|假)(?:节|假期|长假|小长假"
         r"|放假|假)?"
         rf"(之后|以后|过后|后|之前|以前|前)(?!期|续|端|景|面|段)"
         rf"(?:的?第?({INT})个?工作日)?", _holiday),
        ("六七八", r"(?<!\d)(六一|七一|八一)(?:节)?(之前|以前|前)", _eve),
        ("天日周星礼月年季时头", rf"{_SPAN_LEAD}(半|几|个把|{INT})(?:来|多)?个?半?"
         r"(工作日|天|日|周|星期|礼拜|月|季度|年|小时|钟头)(半)?(?!前|[一二三四五六日]|次|度)"
         r"(之?内|以内|(?:之|以)?后(?!期)|左右|时间|的时间)?", _span),
        ("日号", rf"(?<![\d第.-])(?<!\d[至到])(?:({INT})[日号]?[-~至到])?({INT})[日号](?!内)"
         rf"{_NOT_A_DAY}",
         lambda m, days: _bare_day(m, days)),
        ("季", rf"(?:([今明后去]年)?的?(本|这个?|当|上个?|下个?|第?{INT})季度|(?<!雨)(?<!旺)季)"
         r"(?:末|底|之?内)?", _quarter),
        ("Qq", r"(?:([今明后去]年)?)(?<![A-Za-z])[Qq]([1-4])(?!\d)", _quarter),
        ("年", r"([今本明后去]|20\d\d|(?<![\d-])\d\d)?"
         r"(年底|年末|年终|年内|年中|年初|年?[上下]半年)", _year_part),
        ("年", r"([今明后本])年()(?!度)", _year_part),
        ("/", r"(?<![\d/.成了])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/%了])", _slashed),
        (".-", r"(?:(?<=[到至于在])|(?<=预计)|(?<=延期)|(?<=截止)|(?<=争取))"
         r"(1[0-2]|0?[1-9])[.-](3[01]|[12]\d|0?[1-9])(?![\d.%-])", _slashed),
        (".-", r"(?<![\d.A-Za-z-])(1[0-2]|0?[1-9])[.-](3[01]|[12]\d|0?[1-9])"
         r"(?=之?前|[日号]|完成|办结|能|可|上?报|提?交|弄|搞|办|行)", _slashed),
    )
)  # fmt: skip
SPAN = next(pattern for _, pattern, resolve in RULES if resolve is _span)  # a length of time
