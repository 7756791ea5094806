"""Duties (例行报送): what is owed every week, month, quarter, half-year or year, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from config.drafting.actors import UnitFinder, actors
from config.drafting.clauses import sentence_span
from config.drafting.compact import compact
from config.drafting.context import DueContext
from config.drafting.day_rules import IRREGULAR, PERIOD, VAGUE, PeriodReading, period_of
from config.drafting.duty_rows import is_header, row_duty
from config.drafting.model import Doubt, DraftDuty, Passage
from config.drafting.regions import Region, region_of

_DOING = (
    r"报送|上报|呈报|汇报|报告|通报|调度|汇总|总结|小结|评估|召开|编制|制定|制订|开展|"
    r"组织|检查|督查|督导|督办|"
    r"考核|更新|公布|公开|公示|发布|研究|听取|反馈|巡查|提交|填报|自查|报备|报|抽查|监测|"
    r"会商|研判|例会|"
    r"统计|分析|清理|排查|演练|培训|举办|完善|审议|核查|走访|约谈|排名|晾晒|推送|报道|"
    r"印发|形成|梳理|下达"
)
_DO = re.compile(_DOING)
_SENDS = re.compile(
    r"报送|上报|呈报|提交|填报|反馈|报告|报备|汇报|推送|(?<![通公播简日月周季情])报(?!道|"
    r"废|警|名|刊|纸|批)"
)
_QUANTITY = re.compile(
    r"(?:至少|不少于|不低于|原则上|各|最少)?(?:\d{1,3}|"
    r"[一二三四五六七八九十两]{1,2})(?:篇|次|期|份|条|个|场|件|轮|批|项)(?:以上)?(?:的)?"
)
_FIGURE = re.compile(
    r"\d(?:\.\d+)?(?:%|个百分点|万|亿|吨|公顷|亩|平方|公里|毫克|微克)|递增|递减|增长率"
)
_PAST = re.compile(r"近年|历年|已|以来|连续|均达到|分别为|累计")
_TIMES = re.compile(r"(?:至少|不少于|不低于)?(?P<n>[两二三四2-9])次")
_LEAD = re.compile(
    r"^(?:的)?(?:底|末|初)?(?:之?前|以前|内)?(?:都?要|应当|应|须|需|将|均|至少|分别|定期|"
    r"统一|各|原则上|必须|前|按时|及时)*"
)
_TO_WHOM = re.compile(
    r"(?:向|给)[^，。；]{2,40}?(?=至少|不少于|报送|上报|报告|提交|反馈|通报|汇报|报)"
)
_MOVED = re.compile(
    r"(?:将|把)(?P<what>[^，]{2,40}?)(?:以[^，]{2,12}?形式|经[^，]{2,20}?后|统一|及时|汇总后)?"
    r"(?P<verb>报送|上报|呈报|提交|反馈|报告|报备|汇总|通报|公布|(?<!通)报)"
)
_STOPS = "，。；：（）！？"


@dataclass(frozen=True, slots=True)
class _Found:
    """A period word at compact position `start`, the day words ending at `end`."""

    start: int
    end: int
    reading: PeriodReading


def duties(
    passages: tuple[Passage, ...], context: DueContext, unit_finder: UnitFinder
) -> tuple[tuple[DraftDuty, ...], tuple[Doubt, ...]]:
    """Recurring duties in printed order; 定期 and 不定期 are no duties but doubts."""
    del context  # a duty's first and last period are for the person who adopts the draft
    found: list[DraftDuty] = []
    doubts: list[Doubt] = []
    header: tuple[str, ...] = ()
    for index, passage in enumerate(passages):
        region = region_of(passages, index)
        header = _header(passage, header)
        if region is Region.BACKGROUND or header == passage.cells != ():
            continue
        read = list(_in_row(passage, header, unit_finder) or _in_passage(passage, unit_finder))
        kept: list[DraftDuty] = []
        for duty, whys in read:
            if region is Region.FRONT and not (duty.units and duty.day):
                continue
            if any(_same(duty, other) for other in kept) or _names_another(duty, read):
                continue
            if duty.every is not None:
                kept.append(duty)
            doubts += [Doubt(passage.line, duty.due_text, why) for why in whys]
        found += kept
        if region is Region.FRONT:
            continue
        doubts += _vague(passage)
    return tuple(found), tuple(doubts)


_Read = tuple[DraftDuty, list[str]]


def _header(passage: Passage, before: tuple[str, ...]) -> tuple[str, ...]:
    """The header of the table that the passage is a row of, () outside tables."""
    if not passage.cells:
        return ()
    return passage.cells if is_header(passage) else before


def _in_row(passage: Passage, header: tuple[str, ...], unit_finder: UnitFinder) -> list[_Read]:
    """The duty of a table's row whose time is a period; none where its words tell one."""
    row = row_duty(passage, header, unit_finder) if passage.cells else None
    if row is None or row.reading.every is None:
        return []
    every, day = row.reading.every, row.reading.day
    duty = DraftDuty(row.title, every, day, row.printed, row.units, passage.line)
    return [(duty, _doubts(row.reading, row.units, "报送"))]


def _names_another(duty: DraftDuty, read: list[_Read]) -> bool:
    """True for a system's name (周报告, 月通报) beside the duty of that period itself."""
    if duty.units or duty.day is not None or "每" in duty.due_text:
        return False
    return any(other is not duty and other.every == duty.every for other, _ in read)


def _same(duty: DraftDuty, other: DraftDuty) -> bool:
    """True for the same duty said twice in one passage (建立月调度制度，每月调度)."""
    said_twice = duty.title[:2] == other.title[:2] and None in (duty.day, other.day)
    return (duty.line, duty.every) == (other.line, other.every) and (
        said_twice or duty.title == other.title
    )


def _in_passage(passage: Passage, unit_finder: UnitFinder) -> Iterator[_Read]:
    paper = compact(passage.text[:20_000])
    taken = -1
    for match in PERIOD.finditer(paper.text):
        if match.start() < taken:
            continue
        reading = period_of(match, paper.text)
        found = _Found(match.start(), match.end() + reading.length, reading)
        start, end = sentence_span(paper.text, match.start())
        clause = _reach(paper.text, found.end, end)
        if not _is_duty(paper.text, found, clause, start):
            continue
        title = _title(paper.text, found, clause, start)
        if not title:
            continue
        taken = found.end
        printed = paper.printed(found.start, found.end + _before(paper.text, found.end))
        units = _who(paper.text, (start, found.start, clause), unit_finder)
        whys = _doubts(reading, units, paper.text[found.end : clause])
        if reading.every is None:
            yield DraftDuty(title, None, None, printed, units, passage.line), whys  # type: ignore[arg-type]
        else:
            yield DraftDuty(title, reading.every, reading.day, printed, units, passage.line), whys


def _before(text: str, at: int) -> int:
    found = _DAY_TAIL.match(text, at)
    return found.end() - at if found else 0


_DAY_TAIL = re.compile(
    r"(?:上午|下午|中午)?(?:\d{1,2}(?:时|点|：\d\d))?(?:下班)?(?:之前|以前|底?前)|"
    r"调度|通报|报告|考核|例会|会商|排名|评比|点评"
)


_TIMED = re.compile(r"(?:上午|下午|中午)?(?:\d{1,2}(?:时|点|：\d\d))?(?:下班)?(?:之前|以前|底?前)")
_ASIDE = re.compile(r"（[^（）]{1,14}）")


_CLOCK = re.compile(r"\d{1,2}：\d\d")


def _reach(text: str, at: int, end: int) -> int:
    """Where the clause that the period governs ends: one comma may stand after the day."""
    stop, commas = at, 0
    while stop < end and text[stop] not in "：）|":
        if clock := _CLOCK.match(text, stop):
            stop = clock.end()
            continue
        if text[stop] == "（":
            aside = _ASIDE.match(text, stop)
            if aside is None or aside.end() >= end:
                break
            stop = aside.end()
            continue
        if text[stop] == "，":
            if commas or _DO.search(text[at:stop]):
                break
            commas += 1
        stop += 1
    return stop


def _is_duty(text: str, found: _Found, clause: int, start: int) -> bool:
    words = text[found.end : clause]
    if _FIGURE.search(words) and not _SENDS.search(words):
        return False
    if _PAST.search(text[start : found.start][-16:]) or _PAST.search(words[:8]):
        return False
    return _DO.search(words) is not None or _DO.search(text[start : found.start]) is not None


def _title(text: str, found: _Found, clause: int, start: int) -> str:
    """What recurs, without who, to whom, how many and when."""
    words = text[found.end : clause]
    if (more := PERIOD.search(words)) and more.start():
        words = words[: more.start()].rstrip("、和及与，")
    words = words[_before(words, 0) if _TIMED.match(words) else 0 :].lstrip("，")
    if moved := _MOVED.search(words):
        return _trimmed(moved.group("verb") + moved.group("what"))
    words = _TO_WHOM.sub("", _LEAD.sub("", words))
    do = _DO.search(words)
    back = _back(text[start : found.start])
    if do is None:
        return _trimmed(back + words) if _DO.search(back) else ""
    sends = _SENDS.search(words)
    if sends is not None:
        words = words[sends.start() :]
    elif do.start() > 12:
        words = words[do.start() :]
    title = _trimmed(words)
    return title + back if _SENDS.fullmatch(title) and back else title


def _back(before: str) -> str:
    """The clause before the period without its subject's leading words."""
    clause = re.split(r"[，。；：（）|]", before)[-1]
    return re.sub(r"^(?:各[^，]{0,8}?(?:单位|部门))?(?:应|须|要|将|对)?", "", clause)[-30:]


def _trimmed(words: str) -> str:
    plain = _QUANTITY.sub("", words, count=2)
    return re.split(r"[，。；“”]|、[周旬月季年](?!度)|制度$", plain)[0].strip("的，、 ")[:50]


def _who(text: str, where: tuple[int, int, int], unit_finder: UnitFinder) -> tuple[str, ...]:
    """Units before the period in its sentence, else after it, else none."""
    start, at, clause = where
    before = re.split(r"[，：]", text[start:at])
    for piece in (*reversed(before), text[at:clause]):
        named = actors(piece, unit_finder)
        if named:
            return named
    return ()


def _doubts(reading: PeriodReading, units: tuple[str, ...], words: str) -> list[str]:
    whys = [reading.why] if reading.why else []
    if not units:
        whys.append("没有写由谁来做")
    if reading.day is None and not reading.why and _SENDS.search(words):
        whys.append("只写了周期，没有写哪一天")
    if (times := _TIMES.search(words)) and not reading.why:
        whys.append(f"一个周期{times.group('n')}次，没有写是哪几天")
    return whys


def _vague(passage: Passage) -> Iterator[Doubt]:
    text = compact(passage.text[:20_000]).text
    seen: set[str] = set()
    for pattern, why in ((IRREGULAR, "“不定期”没有周期"), (VAGUE, "没有写明周期")):
        for found in pattern.finditer(text):
            stop = next(
                (
                    n
                    for n in range(found.end(), min(len(text), found.end() + 24))
                    if text[n] in _STOPS
                ),
                found.end() + 24,
            )
            words = text[found.start() : stop]
            head = text[max(0, found.start() - 12) : found.start()]
            if (
                _DO.search(words) is None
                or "每" in head
                or found.group() == "适时"
                or words in seen
            ):
                continue
            seen.add(words)
            yield Doubt(passage.line, words, why)
