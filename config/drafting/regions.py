"""Regions (文件部位): what kind of chapter a passage stands in, told by the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from config.drafting.model import Passage


class Region(StrEnum):
    """What a chapter is for."""

    BACKGROUND = "background"  # 指导思想, 基本原则, 形势, 现状
    GOALS = "goals"  # 工作目标
    SCHEDULE = "schedule"  # 实施步骤, 进度安排
    SUPPORT = "support"  # 组织领导, 保障措施
    WORK = "work"  # 主要任务 and whatever else asks for something
    FRONT = "front"  # before the first heading


_BACKGROUND = re.compile(
    r"指导思想|基本原则|编制原则|工作原则|总体思路|工作思路|形势|现状|基础|成效|成绩|回顾|"
    r"机遇|挑战|存在问题|主要问题|突出问题|问题分析|编制依据|背景|前言|"
    r"概况|规划范围|编制目的|重要意义|规划衔接|总体考虑|面临"
)
_GOALS = re.compile(r"目标|指标|愿景")
_SCHEDULE = re.compile(
    r"(?:实施|工作|方法|推进|行动|活动|创建|整治|时间|任务|具体|阶段)步骤|进度安排|"
    r"时间安排|阶段安排|实施阶段|时间步骤|进度计划|工作进度|"
    r"时间进度|工作安排及|实施进度|实施安排|实施计划|推进计划|步骤安排|步骤与|步骤及|"
    r"阶段划分|时间节点|工作阶段|时间计划|步骤和|工作安排|^安排$|^步骤$"
)
_SUPPORT = re.compile(
    r"保障措施|组织保障|组织领导|组织实施|工作要求|实施保障|保障机制|有关要求|工作保障|"
    r"相关要求|几点要求|规划实施|保障体系|强化保障|监督考核|督导|考核|^(?:活动|办理|整改|纪律|会议|报送|时间)(?:工作)?要求$"
)
_NO_GOALS = re.compile(r"目标责任|目标考核|目标任务部署|指标体系建设|目标任务$")
_DOING = re.compile(r"夯实|打牢|筑牢|基础设施|强化|建设$|提升|改善")
_WORK = re.compile(
    r"(?:主要|重点|工作|规划|具体|整治|建设|创建|实施|编制|目标)任务|任务分工|任务分解|"
    r"任务清单|主要措施|工作措施|重点措施|"
    r"重点工作|主要工作|工作内容|重点工程|重大工程|重点项目|主要内容|整治内容|^任务|"
    r"工作重点|重点领域|"
    r"主要举措|重点举措"
)
ENUMERATED = re.compile(
    r"^(?:第?(?P<no>[一二三四五六七八九十]{1,3})(?:是|要)|第[一二三四五六七八九十]{1,3}[，、])"
)
"""Tells an item that is counted in words: 一是…, 第二，…."""
_HEADING_CHARS = 40


def heading_of(passage: Passage) -> str:
    """The heading's words, a long sentence cut short."""
    return passage.title[:_HEADING_CHARS]


def ancestors(passages: tuple[Passage, ...], index: int) -> Iterator[int]:
    """Indexes of the passages above `index`, nearest first; a wrong parent ends the walk."""
    parent = passages[index].parent
    while parent is not None and 0 <= parent < index:
        yield parent
        index, parent = parent, passages[parent].parent


def number_of(passages: tuple[Passage, ...], index: int) -> str:
    """The printed number of a passage, or of the nearest numbered one it stands under."""
    places = (index, *ancestors(passages, index))
    return next((passages[place].no for place in places if passages[place].no), "")


def region_of(passages: tuple[Passage, ...], index: int) -> Region:
    """The region by the outermost heading that tells; WORK where numbered headings do not.

    A heading that names several things (指导思想和工作目标) leaves it to those inside it.
    """
    path = [*reversed(list(ancestors(passages, index)))]
    if _is_heading(passages[index]):
        path.append(index)
    loose: Region | None = None
    for place in path:
        told = _told_by(heading_of(passages[place]))
        if len(told) == 1:
            return told[0]
        loose = told[-1] if told else loose
    if loose is not None:
        return loose
    return Region.WORK if path or passages[index].no else Region.FRONT


def _is_heading(passage: Passage) -> bool:
    return bool(passage.no) and len(passage.text) <= _HEADING_CHARS


def _told_by(heading: str) -> list[Region]:
    """What the heading names; of several the last is where an undivided chapter's text counts."""
    told = []
    if _BACKGROUND.search(heading) and not _DOING.search(heading):
        told.append(Region.BACKGROUND)
    if _GOALS.search(heading) and not _NO_GOALS.search(heading):
        told.append(Region.GOALS)
    if _SCHEDULE.search(heading):
        told.append(Region.SCHEDULE)
    elif _SUPPORT.search(heading):
        told.append(Region.SUPPORT)
    if _WORK.search(heading):
        told.append(Region.WORK)
    return told
