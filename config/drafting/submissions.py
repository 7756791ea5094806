"""One-off submissions (一次性报送): what is owed once, by a day, outside the schedule.

请于4月10日前将名单报送… stands in the last chapter, in the closing paragraph or in the letter
that comes before the plan; in a chapter of requirements (工作要求) any dated doing counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.drafting.actors import UnitFinder, actors
from config.drafting.clauses import sentence_at
from config.drafting.context import DueContext
from config.drafting.dues import DueKind, DueMention, find_dues
from config.drafting.labels import find_labels
from config.drafting.model import Passage
from config.drafting.regions import ENUMERATED, Region
from workflows.programme import AfterEvent

_SENDS = re.compile(
    r"报送|上报|呈报|提交|填报|反馈|报告|报备|汇报|推送|报名|送达|备案|回复|"
    r"(?<![通公播简日月周季情申])报(?!道|废|警|刊|纸|批|建|审|考|销|酬)"
)
_ASKS = re.compile(r"请|各[^，。；]{0,16}(?:单位|部门|政府|办|街道|镇|园区|科室|处室|局|委)")
_PLANNED = re.compile(r"(?:将|拟|计划|定)于")
_YEARLY = re.compile(r"每年|每季度|每月|年度")
_CALLS = re.compile(r"请|以上|上述|各[^，。]{0,16}(?:单位|部门|办|政府|局|科室)")
_PRECISE = re.compile(r"月|日|季度|半年|年中|[底末]|旬|前")
_NEAR = 40
_GOAL = re.compile(r"(?:力争|争取)?到?20\d\d年")


def submissions(
    passages: tuple[Passage, ...],
    where: tuple[int, Region],
    context: DueContext,
    unit_finder: UnitFinder,
) -> Iterator[DueMention]:
    """The mentions of passage `where[0]` by which something is owed once; none of a task's own."""
    index, region = where
    passage = passages[index]
    if not _may_ask(passages, index, region):
        return
    for mention in find_dues(passage.text, context):
        if not _is_deadline(mention):
            continue
        sentence = sentence_at(passage.text, mention.start)
        if _is_aside(passage.text, mention):
            continue
        sends = _SENDS.search(passage.text, mention.start, mention.end + 80) is not None
        if (
            (region is Region.SUPPORT and (mention.on is not None or sends))
            or (sends and (_ASKS.search(sentence) or actors(sentence, unit_finder)))
            or (
                region is Region.WORK
                and mention.on is not None
                and (_PLANNED.search(sentence) or actors(sentence, unit_finder))
            )
        ):
            yield mention


def _is_aside(text: str, mention: DueMention) -> bool:
    """True for a day of every year (每年…次年1月) and for the day printed with the imprint."""
    if mention.reading.text.startswith(("次年", "翌年", "次月")):
        return _YEARLY.search(text[: mention.start]) is not None
    return re.fullmatch(r"印发。?", text[mention.end :].strip()) is not None


def _is_deadline(mention: DueMention) -> bool:
    """True for a day that can be kept: not an open end, nor a year that a goal aims at."""
    if mention.kind in {DueKind.OPEN, DueKind.SPAN, DueKind.START}:
        return False
    words = mention.reading.text
    if _GOAL.fullmatch(words) or ("五" in words and "十" in words and "规划" in words):
        return False
    return isinstance(mention.reading.rule, AfterEvent) or _PRECISE.search(words) is not None


def _may_ask(passages: tuple[Passage, ...], index: int, region: Region) -> bool:
    """True where what the passage asks for is no task of its own."""
    passage = passages[index]
    if passage.cells or len(passage.text.strip()) <= 12 or find_labels(passage.text[:4_000]):
        return False
    if region is Region.SUPPORT:
        return True
    if passage.no or ENUMERATED.match(passage.text):
        return False
    if region is Region.FRONT:
        return True
    return region is Region.WORK and _closes(passages, index)


def _closes(passages: tuple[Passage, ...], index: int) -> bool:
    """True for a paragraph after the items of a chapter, not the body of a heading."""
    parent = passages[index].parent
    if parent is None or _CALLS.match(passages[index].text):
        return True
    above = passages[parent]
    has_body = len(above.text) > len(above.title) + 8 or above.text.rstrip().endswith("。")
    near = passages[max(parent + 1, index - _NEAR) : index]
    return has_body or any(p.parent == parent and p.no for p in near)
