"""Indicators in sentences (文中指标) of goals and tasks: 到2025年，优良天数比例达到92%以上."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from config.drafting.compact import compact
from config.drafting.figures import as_number, bare_op, directed_op, direction_of
from config.drafting.indicator_names import clean_name, is_indicator_name, name_before, split_names
from workflows.programme import Op

_NUM = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?"
_MEASURE = (
    r"(?:%|‰|个百分点|(?:毫克|微克|吨标准煤|万吨标准煤|万吨|亿吨|千克|公斤|吨|千瓦时|"
    r"亿立方米|万立方米|立方米|万平方米|平方米|"
    r"平方公里|公里|万公顷|公顷|万亩|亩|亿元|万元|元|分贝|天|万人|人|万户|户|个|家|座|处|"
    r"条|项|起|次|件|辆|台|套|株|分|名|岁|"
    r"μg|µg|ug|mg)(?:/(?:立方米|平方米|升|万元|元|人|年|日|天|m3|m³|万枚|万人|千人|公顷|"
    r"亩|L|l|公里))?)?"
)
_VALUE = rf"{_NUM}{_MEASURE}"
_OP = {
    Op.GE: r"不得低于|不低于|不得少于|不少于|不小于|达到或超过|稳定达到|达到|提高到|提高至|"
    r"提升到|提升至|增加到|增加至|增长到|增至|"
    r"上升到|上升至|扩大到|扩大至|恢复到|≥|至少|达",
    Op.GT: r"高于|大于|超过|突破|>",
    Op.LE: r"不得超过|不超过|不得高于|不高于|不大于|不多于|下降到|下降至|降低到|降低至|降至|降到|"
    r"减少到|减少至|压减到|压减至|控制在|"
    r"控制到|≤",
    Op.LT: r"低于|小于|少于|<",
}
_HOLD = r"保持在|稳定在|维持在|稳定保持在|保持|为|是"
_MOVE = r"压缩|下降|降低|减少|削减|压减|提高|增长|增加|提升|上升"
_ALL_OPS = "|".join(
    sorted({word for words in _OP.values() for word in words.split("|")}, key=len, reverse=True)
)
_CUE = re.compile(
    rf"(?P<each>分别|均|都)?(?:要|应|须|必须)?(?:稳定)?(?P<op>{_ALL_OPS}|{_HOLD}|"
    rf"{_MOVE})(?:到|至|约)?"
    rf"(?P<year>20\d\d年(?:底)?的)?(?:[^，。；、（）\d]{{2,12}}的)?(?P<values>{_VALUE}(?:(?:、|和|与|"
    rf"及){_VALUE}){{0,5}})(?P<after>及?以上|及?以下|以内|之内|左右)?"
    rf"|(?<=[率例重度])(?P<bare>{_NUM}%)(?P<bafter>及?以上)?"
    rf"|(?:面积|产量|总产|高标准农田|减排量|蓄积量)(?P<plain>{_NUM}(?:[万亿]?(?:亩|吨|公斤|立方米|"
    rf"平方米|公顷)|平方公里))(?![/每])"
)
_ONE = re.compile(rf"(?P<n>{_NUM})(?P<unit>{_MEASURE})")
_AFTER = {
    "以上": Op.GE,
    "及以上": Op.GE,
    "以下": Op.LE,
    "及以下": Op.LE,
    "以内": Op.LE,
    "之内": Op.LE,
}
_NOT_A_GOAL = re.compile(
    r"[：:]\d|的(?!目标|要求|水平|标准|任务|比例)|施工|工地|企业|单位(?!能耗)|项目(?!$)|村庄|餐饮"
)
_YEAR = re.compile(r"(?<![比较从自由])(?<!\d)(20\d\d)年(?!度?现状|基准|的[\d])")
_COMPARED = re.compile(r"(?:比|较|与|由|从|自|以)(?:上年)?20\d\d年")
_FIVE = re.compile(r"十([一二三四五六七八九])五[”\"’']?(?:规划)?(?:期间|时期|期?末)")
_HISTORY = re.compile(
    r"同比|已达|已经|目前|现有|现状|累计达|(?<![较比])上年|(?<![较比])去年|近年|历年|年以来|仅为|尚未"
)


@dataclass(frozen=True, slots=True)
class SentenceFigure:
    """An indicator found in a sentence; `at` is where its words begin in the compact text."""

    name: str
    op: Op
    value: float | str | None
    unit: str
    year: int | None
    at: int
    why: str = ""
    baseline: float | None = None
    baseline_year: int | None = None
    wish: bool = False


def sentence_figures(text: str) -> Iterator[SentenceFigure]:
    """Every figure that a sentence sets as a goal, in reading order; history is passed over."""
    plain = compact(text[:20_000]).text
    last = 0
    for found in _CUE.finditer(plain):
        reader = _bare if found["bare"] else _plain if found["plain"] else _cued
        read = list(reader(plain, found, last))
        if read:
            last = found.end()
        yield from read


def _bare(text: str, found: re.Match[str], last: int) -> Iterator[SentenceFigure]:
    """达标率100%: nothing but name and number."""
    start = found.start("bare")
    name = clean_name(name_before(text, start, last))
    if not is_indicator_name(name, "%") or _is_history(text, start, found.end()):
        return
    value = as_number(found["bare"].rstrip("%"))
    op, why = (Op.GE, "") if found["bafter"] else bare_op(name)
    yield SentenceFigure(name, op, value, "%", year_before(text, start), start, why)


def _plain(text: str, found: re.Match[str], last: int) -> Iterator[SentenceFigure]:
    """新建高标准农田3.5万亩: a quantity with its value and no sign, which stays as printed."""
    start = found.start("plain")
    name = clean_name(_DONE.sub("", name_before(text, start, last)))
    value = _ONE.fullmatch(found["plain"])
    tail = text[found.end() : found.end() + 6]
    if value is None or not is_indicator_name(name, value["unit"]):
        return
    if _NOT_A_GOAL.match(tail) or tail.startswith(("以上", "以下", "及以", "以内")):
        return
    if _is_history(text, start, found.end()):
        return
    why = "目标值没有比较符号，是不低于还是不高于没有写明"
    year = year_before(text, found.start())
    yield SentenceFigure(name, Op.EQ, as_number(value["n"]), value["unit"], year, start, why)


_DONE = re.compile(r"^(?:要|须|确保|力争)?完成")


def _cued(text: str, found: re.Match[str], last: int) -> Iterator[SentenceFigure]:
    values = list(_ONE.finditer(found["values"]))
    unit = values[-1]["unit"]
    raw = name_before(text, found.start(), last)
    raw, baseline, base_year = _from(raw)
    move = found["op"] if re.fullmatch(_MOVE, found["op"]) else ""
    if _passes(text, found, raw, (move, unit)):
        return
    op, why = _op(found, clean_name(raw) + move)
    years = [int(year) for year in _YEAR.findall(raw)]
    names = split_names(clean_name(raw), len(values), found["each"] or "") or [clean_name(raw)]
    year = int(found["year"][:4]) if found["year"] else year_before(text, found.start())
    pairs = _paired(names, values, years or [year])
    if pairs is None:
        pairs, why = [(names[0], values[-1], year)], "几个数值与几个名称或年份对不上"
    for name, value, at_year in pairs:
        named = f"{name}{move}"
        if is_indicator_name(named, value["unit"] or unit, signed=not move):
            yield SentenceFigure(
                named, op, as_number(value["n"]), value["unit"] or unit, at_year, found.start(),
                why, baseline, base_year,
            )  # fmt: skip


def _paired(
    names: list[str], values: list[re.Match[str]], years: list[int] | list[int | None]
) -> list[tuple[str, re.Match[str], int | None]] | None:
    if len(values) == 1:
        return [(name, values[0], years[-1]) for name in names]
    if len(names) == len(values):
        return [(name, value, years[-1]) for name, value in zip(names, values, strict=True)]
    if len(years) == len(values):
        return [(names[0], value, year) for value, year in zip(values, years, strict=True)]
    return None


def _passes(text: str, found: re.Match[str], raw: str, how: tuple[str, str]) -> bool:
    """True for what only looks like a goal."""
    move, unit = how
    if not raw or _is_history(text, found.start(), found.end()):
        return True
    tail = text[found.end() : found.end() + 6]
    if _NOT_A_GOAL.match(tail):
        return True
    if move and not unit.startswith(("%", "个百分点")):
        return not found["after"]
    if found["op"] in {"为", "是", "保持"} and unit != "%":
        return True
    return re.match(r"(?:对|凡|如|若|当|每)[^，。；]{0,24}$", raw) is not None


def _op(found: re.Match[str], name: str) -> tuple[Op, str]:
    word, after = found["op"], found["after"] or ""
    if after == "左右":
        return Op.EQ, "“左右”没有写明上下限"
    if re.fullmatch(_HOLD, word):
        return (_AFTER[after], "") if after else directed_op(name)
    if re.fullmatch(_MOVE, word):
        return _AFTER.get(after, Op.GE), ""
    op = next(op for op, words in _OP.items() if word in words.split("|"))
    if op in {Op.GT, Op.LT}:
        return op, ""
    op = _AFTER.get(after, op)
    direction = direction_of(name)
    if word in {"达到", "达"} and not after and direction is Op.LE:
        return Op.EQ, "“达到”与指标的好坏方向相反，是不低于还是不高于没有写明"
    return op, ""


_FROM = re.compile(
    rf"(?:由|从)(?:(?P<y>20\d\d)年(?:底)?的?)?(?P<v>{_NUM})(?P<u>{_MEASURE})(?:稳步|逐步|持续)?$"
)


def _from(raw: str) -> tuple[str, float | None, int | None]:
    """The name without 由2020年的85%, and that baseline."""
    if found := _FROM.search(raw):
        year = int(found["y"]) if found["y"] else None
        return raw[: found.start()], as_number(found["v"]), year
    return raw, None, None


def _is_history(text: str, start: int, end: int) -> bool:
    low = start
    while low > 0 and start - low < 60 and text[low - 1] not in "。；":
        low -= 1
    return _HISTORY.search(text[low:end]) is not None


def year_before(text: str, at: int) -> int | None:
    """The year that the figure at `at` belongs to: the last goal year before it in the passage."""
    low = max(0, at - 1_200)
    years = [(m.start(), int(m.group(1))) for m in _YEAR.finditer(text, low, at)]
    compared = {m.end() - 5 for m in _COMPARED.finditer(text, low, at)}
    years = [(place, year) for place, year in years if place not in compared]
    for found in _FIVE.finditer(text, low, at):
        years.append((found.start(), 1955 + 5 * (11 + "一二三四五六七八九".index(found.group(1)))))
    return max(years)[1] if years else None


def cue_free(text: str) -> list[tuple[int, int]]:
    """Stretches of compact text between figures, for what is said without numbers."""
    ends = [0, *(found.end() for found in _CUE.finditer(text)), len(text)]
    return list(pairwise(ends))
