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
_KEEPS = re.compile(r"确保|保证|实现|保持")
_HELD = re.compile(
    r"(?:[、和且]|以及)?(?P<name>[^，。；、（）]{1,24}?)(?:(?P<held>不减少|不降低|不下降|不退化|只增不减|"
    r"不得减少|不得降低)|(?P<kept>不改变|不明显|不突破|不扩大|不反弹)|(?P<moves>保持稳定|稳步提升|逐步提高|"
    r"逐步提升|持续提升|持续改善|稳中有升|不断提高))"
)
_QUANTITY = re.compile(r"面积|数量|总量|指数|率|比例|质量|功能|性质|水平")
_PRONOUN = re.compile(r"^其")
_NONE = re.compile(
    r"(?P<how>无|基本消除|全面消除|消除)(?:(?P<name>劣[ⅤV]类水体(?:和黑臭水体)?|黑臭水体|"
    r"劣[ⅤV]类断面)|(?P<event>[^，。；、无]{2,16}?(?:事故|事件))发生)"
)
_CLASS = re.compile(
    r"(?:确保|实现|保证|保持)(?P<name>[^，。；、]{0,16}?水质)(?:稳定)?(?:达到|保持|"
    r"维持)(?:在|或优于)?(?P<goal>(?:国家|地表水)?[ⅠⅡⅢⅣIVX]{1,3}类(?:及以上|以上)?)"
)
_HEADING_VERB = re.compile(
    r"^(?:进一步|持续|全面|切实|着力|扎实)?(?:强化|加强|推进|严控|严格|深化|提升|优化|加快|实施|开展|做好|抓好)"
)
_HEADING_TAIL = re.compile(r"(?:保护|管理|建设|治理|管控|监管|修复|工作)$")
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
    yield from (figure for figure in _kept(text, passage) if figure.name not in names)
    for found in _CLASS.finditer(text):
        yield _figure(text, found, clean_name(found["name"]), (Op.TEXT, found["goal"]))
    for found in _NONE.finditer(text):
        yield _figure(text, found, found["name"] or found["event"], (Op.TEXT, found["how"]))


def _kept(text: str, passage: Passage) -> Iterator[SentenceFigure]:
    """确保湿地面积不减少、性质不改变: each part a goal, the later ones of the first's matter."""
    at = 0
    for trigger in _KEEPS.finditer(text):
        if trigger.start() < at:
            continue
        at, whose = trigger.end(), ""
        while (found := _HELD.match(text, at)) is not None:
            name = clean_name(found["name"])
            last = _last_quantity(name)
            if found["moves"] and not name.endswith(("面积", "总量", "指数", "率", "比例", "质量")):
                break
            if _PRONOUN.match(name):
                whose, name = _matter(passage), name[1:]
            elif last is not None and last.start() > 1:
                whose = whose or name[: last.start()]
            named = name if name.startswith(whose) else f"{whose}{name}"
            how = found["kept"] or found["moves"]
            if len(named) >= 3:
                yield _figure(text, found, named, (Op.TEXT, how) if how else (Op.NO_DECREASE, None))
            at = found.end()


def _last_quantity(name: str) -> re.Match[str] | None:
    """The quantity that the name ends with."""
    found = list(_QUANTITY.finditer(name))
    return found[-1] if found and found[-1].end() == len(name) else None


def _matter(passage: Passage) -> str:
    """What a passage is about, by its heading: 强化湿地公园保护 → 湿地公园."""
    heading = _HEADING_VERB.sub("", compact(passage.title).text)
    return _HEADING_TAIL.sub("", heading) if len(heading) <= 16 else ""


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
