"""Deadlines counted from an event (相对时限): 批准后一个月内, 印发之日起30日内."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from config.drafting.compact import Compact, number
from config.drafting.context import DueContext
from config.drafting.model import DueReading
from workflows.calendar import add_months
from workflows.programme import AfterEvent, DueRule, FixedDue
from workflows.span import Span, SpanUnit

_LENGTH = (
    r"(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,3}|半)个?"
    r"(?P<unit>工作日|自然日|小时|季度|星期|日|天|周|月|年)"
)
_AFTER = re.compile(
    r"(?:之日起|之日后|之时起|当日起|日起|之后|以后|后|起)的?[，,]?(?:在|于|应在|须在)?"
    rf"{_LENGTH}(?:时间)?(?:以内|之内|内)"
)
_WITHIN = re.compile(
    rf"(?:在|于|应|须|限|限期)?(?<![\d第每近前过]){_LENGTH}(?:时间)?(?:以内|之内|内)"
)
_AT_ONCE = re.compile(rf"(?:自?即日起|从?即日起)[，,]?(?:在)?{_LENGTH}(?:以内|之内|内)")
_EVENT_AHEAD = re.compile(
    r"(?:^|(?<=[，。；：（|]))(?:应|须|要|必须|务必)?(?:在|于)?(?P<due>[^，。；：（）\d月年日|]{0,10}?"
    r"(?:开工|竣工|投产|验收|召开|启动|批准|印发|到期|复核|开学|入住|拆除|供暖|移交|测评|评估|"
    r"开幕|开园|通车|假期|交付)前(?:[一两三四\d]{1,2}个?(?:周|天|日|月|工作日))?)(?=完成|$|）|。|；)"
)
_EVENT_VERB = re.compile(
    r"批准实施|批复实施|印发实施|发布实施|审批通过|审议通过|评审通过|论证通过|验收通过|验收合格|"
    r"批准|批复|印发|下发|发布|公布|颁布|出台|施行|实施|收到|接到|收文|接报|接件|通过|"
    r"备案|验收|受理|"
    r"结束|完成|到位|签订|立项|届满|期满|成立|启动|下达|交办|发现|审定|同意|公示|开工|"
    r"竣工|投产|召开|移交"
)
_TAKING = frozenset(
    {"收到", "接到", "受理", "发现", "完成", "下达", "通过", "签订"}
)  # an object follows
_LEAD_IN = re.compile(
    r"(?:(?:原则上|应当|必须|务必|力争|争取|统一|分别|要|须|应|自(?!然)|(?<!存)(?<!现)(?<!所)在|"
    r"(?<![关由对])于|(?<!来)从))+"
)
_OWN_PAPER = re.compile(
    r"(?:本|该|此|自|各)?(?:实施|工作|行动|具体)?(?:方案|通知|意见|文件|文|计划|行动计划|实施意见|"
    r"办法|函|清单|细则)?"
)
_PERIODIC = re.compile(r"(?:^|[每各上])个?(?:季度?|月度?|年度?|半年|周)(?:结束|终了)?$")
_EACH_TIME = re.compile(r"[每各][^，。；]{0,12}$")
_ISSUE_VERBS = frozenset({"印发", "下发", "发布", "公布", "颁布", "出台", "印发实施", "发布实施"})
_ACTION = re.compile(
    r"完成|报|整改|印发|制定|提交|实现|建成|办结|答复|反馈|公布|落实|组织|召开|编制|送|到位|销号"
)
_STOPS = "，。；：！？（）、,\n"
_LOOK_BACK = 48


@dataclass(frozen=True, slots=True)
class RelativeDue:
    """A deadline counted from an event, at compact positions start to end."""

    start: int
    end: int
    reading: DueReading


def relative_dues(paper: Compact, context: DueContext) -> Iterator[RelativeDue]:
    """Every deadline that counts from an event, from the day of issue, or from nothing named."""
    taken = 0
    for found in _AFTER.finditer(paper.text):
        if (due := _after(paper, found, context)) is not None:
            taken = found.end()
            yield due
    for found in _AT_ONCE.finditer(paper.text):
        yield _from_issue(paper, (found.start(), found.end()), _span(found), context)
    for found in _EVENT_AHEAD.finditer(paper.text):
        yield _ahead(paper, found.span("due"))
    if not taken:
        yield from _within(paper)


def _ahead(paper: Compact, where: tuple[int, int]) -> RelativeDue:
    """开工前完成, 复核前一周完成: the event's day is not known."""
    text = paper.printed(*where)
    event = re.split(r"前", text)[0]
    return RelativeDue(*where, DueReading(None, text, why=f"没有写{event}是哪一天"))


def _after(paper: Compact, found: re.Match[str], context: DueContext) -> RelativeDue | None:
    event_at, verb_at = _event(paper.text, found.start())
    words = paper.text[event_at : found.start()]
    if not words or words.startswith("每") or "即日" in words + found.group(0)[:1] or words == "即":
        return None
    span = _span(found)
    verb = paper.text[verb_at : found.start()]
    subject = paper.text[event_at:verb_at].replace("之", "")
    if verb in _ISSUE_VERBS and _OWN_PAPER.fullmatch(subject):
        return _from_issue(paper, (verb_at, found.end()), span, context)
    text = paper.printed(verb_at, found.end())
    if span is None:
        why = "这样的期限换算不成天数"
        return RelativeDue(verb_at, found.end(), DueReading(None, text, why=why))
    if _periodic(words):
        return None
    rule = AfterEvent(_clean(paper.printed(event_at, found.start())), span, text)
    return RelativeDue(verb_at, found.end(), DueReading(rule, text))


def _periodic(words: str) -> bool:
    """True for 季度结束后, 年度终了后: a duty's day, not an event."""
    return _PERIODIC.search(words) is not None


def _clean(event: str) -> str:
    return "".join(event.split()).removesuffix("之")


def _event(text: str, end: int) -> tuple[int, int]:
    """Where the event's name begins and where its verb does, both before `end`."""
    low = max(0, end - _LOOK_BACK)
    start = end
    while start > low and text[start - 1] not in _STOPS:
        start -= 1
    piece = text[start:end]
    found = tuple(_EVENT_VERB.finditer(piece))
    closing = [verb for verb in found if verb.end() == len(piece)]
    verbs = closing or [verb for verb in found if verb.group() in _TAKING]
    verb_at = start + verbs[0].start() if verbs else start
    for lead in _LEAD_IN.finditer(piece):
        if start + lead.end() <= verb_at:
            event_at = start + lead.end()
            break
    else:
        event_at = start
    return event_at, verb_at if verbs else event_at


def _span(found: re.Match[str]) -> Span | None:
    word, unit = found.group("n"), found.group("unit")
    if word == "半":
        halves = {"月": Span(15, SpanUnit.DAY), "年": Span(6, SpanUnit.MONTH)}
        return halves.get(unit)
    n = number(word)
    if unit == "小时":
        return Span(n // 24, SpanUnit.DAY) if n and n % 24 == 0 else None
    if unit in {"年", "季度"}:
        return Span(n * (12 if unit == "年" else 3), SpanUnit.MONTH)
    return Span(n, _UNITS[unit])


_UNITS = {
    "工作日": SpanUnit.WORKING_DAY,
    "自然日": SpanUnit.DAY,
    "日": SpanUnit.DAY,
    "天": SpanUnit.DAY,
    "周": SpanUnit.WEEK,
    "星期": SpanUnit.WEEK,
    "月": SpanUnit.MONTH,
}
_ISSUE = "本文件印发"


def _from_issue(
    paper: Compact, where: tuple[int, int], span: Span | None, context: DueContext
) -> RelativeDue:
    text = paper.printed(*where)
    if span is None:
        return RelativeDue(*where, DueReading(None, text, why="这样的期限换算不成天数"))
    day = _counted(context.issued_on, span)
    rule: DueRule = FixedDue(day, text) if day else AfterEvent(_ISSUE, span, text)
    return RelativeDue(*where, DueReading(rule, text))


def _counted(issued_on: date | None, span: Span) -> date | None:
    """The last day of a span from the day of issue, which is not counted (民法典 201).

    None where the day is unknown or working days would need a calendar.
    """
    if issued_on is None or span.unit is SpanUnit.WORKING_DAY:
        return None
    if span.unit is SpanUnit.MONTH:
        return add_months(issued_on, span.n)
    return issued_on + timedelta(days=span.n * (7 if span.unit is SpanUnit.WEEK else 1))


def _within(paper: Compact) -> Iterator[RelativeDue]:
    for found in _WITHIN.finditer(paper.text):
        after = paper.text[found.end() : found.end() + 24]
        if _EACH_TIME.search(paper.text[max(0, found.start() - 16) : found.start()]):
            continue
        if found.group("unit") in {"小时"} or not _ACTION.search(_clause_head(after)):
            continue
        text = paper.printed(found.start("n"), found.end())
        why = "没有写从哪一天起算"
        yield RelativeDue(found.start("n"), found.end(), DueReading(None, text, why=why))


def _clause_head(text: str) -> str:
    for n, char in enumerate(text):
        if char in "。；":
            return text[:n]
    return text
