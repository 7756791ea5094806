"""Deadlines (时限) in running text and in table cells, resolved to the last possible day.

Read as the document prints them; what is no deadline (history, baselines, issue dates, names of
plans, recurring days) is passed over, and what is doubtful says so in `DueReading.why`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from config.drafting.compact import Compact, compact
from config.drafting.context import DueContext
from config.drafting.cues import (
    LABEL,
    OPEN_CLAUSE,
    UNREADABLE_LABEL,
    Cue,
    cue_of,
    quoted_stretches,
)
from config.drafting.model import DueReading
from config.drafting.moments import Moment, moments
from config.drafting.relative import relative_dues
from workflows.programme import AfterEvent, FixedDue, OpenDue

_LONGEST = 20_000
"""Characters of a passage that are read for deadlines; no passage of a real paper is longer."""


class DueKind(StrEnum):
    """What a mention is about; the due of a task is the completing one."""

    LABELLED = "labelled"  # 完成时限：…
    COMPLETE = "complete"  # 6月底前完成
    SPAN = "span"  # 4月至6月
    START = "start"  # 3月启动
    OPEN = "open"  # 长期坚持


@dataclass(frozen=True, slots=True)
class DueMention:
    """A deadline where it stands: `start` and `end` cut the words from the text as given.

    `on` is the day, where one is certain; a starting mention has one too, though no rule.
    """

    start: int
    end: int
    kind: DueKind
    reading: DueReading
    on: date | None = None


def find_dues(text: str, context: DueContext) -> tuple[DueMention, ...]:
    """Every deadline in the text, in reading order."""
    paper = compact(text[:_LONGEST])
    found = [*_absolute(paper, context), *_relative(paper, context), *_open(paper)]
    if not found:
        found = list(_unreadable(paper))
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return tuple(_apart(found))


def _apart(found: list[DueMention]) -> Iterator[DueMention]:
    end = -1
    for mention in found:
        if mention.start >= end:
            end = mention.end
            yield mention


def read_due(text: str, context: DueContext) -> DueReading | None:
    """The deadline of a passage or table cell, None where it names none.

    A labelled one (完成时限：…) beats those in the sentences, a completing one a starting one, an
    absolute one an open end. Of several completing ones in rising order it is the last.
    """
    mentions = find_dues(text, context)
    for kinds in (
        (DueKind.LABELLED,),
        (DueKind.COMPLETE, DueKind.SPAN),
        (DueKind.OPEN,),
        (DueKind.START,),
    ):
        chosen = [mention for mention in mentions if mention.kind in kinds]
        if chosen:
            goals = [mention for mention in chosen if _is_goal(mention)]
            if len(goals) == len(chosen) > 1 and any("到" in m.reading.text for m in goals):
                return _goal(goals, context)
            return _for_the_whole(text, _settled(chosen), chosen)
    return None


_GOAL_YEAR = re.compile(r"(?:力争|争取)?到?20\d\d年")


def _is_goal(mention: DueMention) -> bool:
    return _GOAL_YEAR.fullmatch(mention.reading.text) is not None


def _goal(goals: list[DueMention], context: DueContext) -> DueReading:
    """Of goals for several years (到2025年…到2035年…) the last that the programme reaches."""
    end = context.programme_end
    within = [goal for goal in goals if end is None or (goal.on is not None and goal.on <= end)]
    last = (within or goals)[-1]
    words = "、".join(goal.reading.text for goal in goals)
    return replace(last.reading, why=f"列有几个目标年份（{words}），哪一个是时限待确认")


_FEW_SENTENCES = 4
_LABEL_TAIL = re.compile(r"[（(【][^（）()【】]{0,300}[）)】]。?$")


def _for_the_whole(text: str, reading: DueReading, mentions: list[DueMention]) -> DueReading:
    """The reading, doubted where only one sentence in the middle of many names it."""
    mention = next((m for m in mentions if m.reading.text == reading.text), mentions[-1])
    sentences = [len(s) for s in re.split(r"(?<=。)", _LABEL_TAIL.sub("", text.rstrip())) if s]
    if mention.kind is not DueKind.COMPLETE or reading.why or len(sentences) < _FEW_SENTENCES:
        return reading
    if mention.start < sentences[0] or mention.start >= sum(sentences[:-1]):
        return reading
    if "（" in text[max(0, mention.start - 2) : mention.start]:
        return reading
    return replace(reading, why="时限只写在其中一句里，是不是整项的时限待确认")


def _settled(mentions: list[DueMention]) -> DueReading:
    dated = [mention for mention in mentions if mention.on is not None]
    if not dated:
        return mentions[-1].reading
    last = max(dated, key=lambda mention: (mention.on, mention.start))
    days = [mention.on for mention in dated]
    rest = [m for m in mentions if m.on is None and isinstance(m.reading.rule, AfterEvent)]
    if rest and last.reading.why == "":
        also = "、".join(m.reading.text for m in rest)
        return replace(last.reading, why=f"另有相对时限：{also}")
    if days != sorted(days, key=lambda day: day or date.min) and last.reading.why == "":
        words = "、".join(mention.reading.text for mention in dated)
        return replace(last.reading, why=f"列有几个时限（{words}），暂取最后一天")
    return last.reading


def _absolute(paper: Compact, context: DueContext) -> Iterator[DueMention]:
    quoted = quoted_stretches(paper.text)
    for moment in moments(paper, context):
        if any(start <= moment.start < end for start, end in quoted):
            continue
        cue = cue_of(paper.text, moment, context)
        if cue is not None:
            yield _mention(paper, moment, cue)


def _mention(paper: Compact, moment: Moment, cue: Cue) -> DueMention:
    text = paper.printed(cue.start, cue.end)
    whys = [why for why in (moment.why, cue.why) if why]
    rule = FixedDue(moment.last, text) if moment.last else None
    kind = DueKind(cue.kind)
    if kind is DueKind.START:
        whys.append("只写了启动时间，没有写完成时间")
        rule = None
    if kind is DueKind.OPEN:
        rule = OpenDue(text)
        whys = []
    reading = DueReading(rule, text, cue.wish, "；".join(dict.fromkeys(whys)))
    on = None if kind is DueKind.OPEN else moment.last
    return _placed(paper, (cue.start, cue.end), kind, reading, on)


def _placed(
    paper: Compact,
    where: tuple[int, int],
    kind: DueKind,
    reading: DueReading,
    on: date | None = None,
) -> DueMention:
    start, end = where
    return DueMention(paper.at[start], paper.at[end - 1] + 1, kind, reading, on)


def _relative(paper: Compact, context: DueContext) -> Iterator[DueMention]:
    for due in relative_dues(paper, context):
        labelled = LABEL.search(paper.text[max(0, due.start - 24) : due.start]) is not None
        kind = DueKind.LABELLED if labelled else DueKind.COMPLETE
        rule = due.reading.rule
        on = rule.on if isinstance(rule, FixedDue) else None
        yield _placed(paper, (due.start, due.end), kind, due.reading, on)


def _open(paper: Compact) -> Iterator[DueMention]:
    for found in OPEN_CLAUSE.finditer(paper.text):
        text = paper.printed(found.start("open"), found.end("open"))
        labelled = LABEL.search(paper.text[max(0, found.start("open") - 12) : found.start("open")])
        kind = DueKind.LABELLED if labelled else DueKind.OPEN
        reading = DueReading(OpenDue(text), text)
        yield _placed(paper, found.span("open"), kind, reading)


def _unreadable(paper: Compact) -> Iterator[DueMention]:
    for found in UNREADABLE_LABEL.finditer(paper.text):
        text = paper.printed(found.start("what"), found.end("what"))
        if "每" in text:
            continue
        reading = DueReading(None, text, why="时限读不出具体日期")
        yield _placed(paper, found.span("what"), DueKind.LABELLED, reading)
