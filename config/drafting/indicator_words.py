"""Indicators set in words (定性指标): 完成上级下达的…任务, 面积不减少, 确保…稳步提升."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.drafting.compact import compact
from config.drafting.indicator_names import clean_name
from config.drafting.indicator_sentences import SentenceFigure, year_before
from config.drafting.model import Passage
from workflows.programme import Op

_SUPERIOR = re.compile(
    r"完成(?:国家|上级|上级部门|[省市县区]|省、市|省市|国家、省、市|国家和省|省和市|"
    r"上级主管部门|、|和|政府|委|厅|局){1,8}下达的?(?P<name>[^，。；、]{0,24}?)"
    r"(?:目标任务|考核任务|任务目标|指标任务|指标要求|目标要求|任务|目标|指标)"
)
_KEEPS = re.compile(
    r"(?:确保|保证|实现|保持)(?P<name>[^，。；、（）]{2,24}?(?:面积|数量|总量|指数|率|"
    r"比例|质量|功能))"
    r"(?P<how>不减少|不降低|不下降|只增不减|保持稳定|稳步提升|逐步提高|逐步提升|持续提升|"
    r"持续改善|稳中有升|不断提高)"
)
_NONE = re.compile(
    r"(?P<how>无|基本消除|全面消除|消除)(?:(?P<name>劣[ⅤV]类水体(?:和黑臭水体)?|黑臭水体|"
    r"劣[ⅤV]类断面)|(?P<event>[^，。；、无]{2,16}?(?:事故|事件))发生)"
)
_CLASS = re.compile(
    r"(?:确保|实现|保证|保持)(?P<name>[^，。；、]{0,16}?水质)(?:稳定)?(?:达到|保持|"
    r"维持)(?:在|或优于)?(?P<goal>(?:国家|地表水)?[ⅠⅡⅢⅣIVX]{1,3}类(?:及以上|以上)?)"
)
_NO_DECREASE = frozenset({"不减少", "不降低", "不下降", "只增不减"})
_SUBJECT = re.compile(
    r"(?:确保|保证|持续|全面|稳步)?(?P<name>[^，。；、]{2,20}?(?:质量|总量|能耗|用水量|"
    r"指数|水质|率))(?:持续|稳步|逐步|不断|进一步)?(?:改善|提升|下降|提高|好转|削减|降低)"
)


def worded_figures(passage: Passage) -> Iterator[SentenceFigure]:
    """Goals of a passage that are set in words, not numbers, and plainly name their quantity."""
    text = compact(passage.text[:20_000]).text
    handed_down = list(_handed_down(text))
    yield from handed_down
    names = {figure.name for figure in handed_down}
    for found in _KEEPS.finditer(text):
        how, name = found["how"], clean_name(found["name"])
        goal = (Op.NO_DECREASE, None) if how in _NO_DECREASE else (Op.TEXT, how)
        if name not in names:
            yield _figure(text, found, name, goal)
    for found in _CLASS.finditer(text):
        yield _figure(text, found, clean_name(found["name"]), (Op.TEXT, found["goal"]))
    for found in _NONE.finditer(text):
        yield _figure(text, found, found["name"] or found["event"], (Op.TEXT, found["how"]))


def _handed_down(text: str) -> Iterator[SentenceFigure]:
    for found in _SUPERIOR.finditer(text):
        name = clean_name(found["name"]) or _subject(text, found.start())
        if len(name) >= 2 and not re.fullmatch(r"(?:年度|各项|相关|工作|目标|考核)*", name):
            yield _figure(text, found, name, (Op.SUPERIOR_TARGET, None))


def _figure(
    text: str, found: re.Match[str], name: str, goal: tuple[Op, str | None]
) -> SentenceFigure:
    op, value = goal
    return SentenceFigure(name, op, value, "", year_before(text, found.start()), found.start())


def _subject(text: str, at: int) -> str:
    """What the clause before is about: 确保环境空气质量持续改善，完成上级下达的任务."""
    low = at
    while low > 0 and at - low < 60 and text[low - 1] not in "。；":
        low -= 1
    found = list(_SUBJECT.finditer(text, low, at))
    return clean_name(found[-1]["name"]) if found else ""
