"""Columns (表头) of indicator tables in any wording, one header line or two."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from config.drafting.compact import compact
from config.drafting.context import DueContext

_NO = re.compile(r"序号?|编号|号|NO\.?|No\.?")
_DOMAIN = re.compile(
    r"领域|类别|目标类型|指标类型|指标类别|类型|分类|一级指标|准则层|目标层|要素|方面|"
    r"任务领域|指标分类|大类"
)
_NAME = re.compile(
    r"(?:具体|主要|核心|二级|三级|考核|规划|评价|绩效|目标|任务|建设|创建|约束性|"
    r"控制)?指标(?:名称|内容|项目|项)?(?:（[^（）]{1,8}）)?|名称|指标名|项目|指标层"
)
_UNIT = re.compile(r"(?:计量)?单位|量纲")
_STANDARD = re.compile(
    r"指标值|[^\d]{0,8}标准值?|参考值|标准要求|建设要求|考核要求|指标要求|基本要求|"
    r"指标标准|国家要求|省级要求|考核标准"
)
_MET = re.compile(r"达标情况|是否达标|达标与否|完成情况|达到情况|达标状况|评估结果|是否达到.{0,6}")
_ATTRIBUTE = re.compile(r"(?:指标)?(?:属性|性质)")
_BASELINE = re.compile(r"现状|基准|基期|实际|基数|现值|完成值|完成数|底数|初始值|现有")
_TARGET = re.compile(r"目标|规划值|计划|期望值|指标任务|近期|远期|中期|终期|期末|考核值|年度任务")
_OTHER = re.compile(r"责任|牵头|配合|备注|来源|说明|依据|累计|年均|增速|增长|\[|部门|数据|计算")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|$|[^\d])")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what. `targets` holds (column, year or None), `baselines` likewise."""

    width: int
    name: tuple[int, ...]
    targets: tuple[tuple[int, int | None], ...]
    no: int | None = None
    domain: int | None = None
    unit: int | None = None
    baselines: tuple[tuple[int, int | None], ...] = ()
    attribute: int | None = None
    met: int | None = None


@dataclass(slots=True)
class _Draft:
    no: int | None = None
    domain: int | None = None
    unit: int | None = None
    attribute: int | None = None
    met: int | None = None
    name: list[int] = field(default_factory=list)
    targets: list[tuple[int, int | None]] = field(default_factory=list)
    baselines: list[tuple[int, int | None]] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)


def merged_header(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...] | None:
    """The two lines of a header as one, None where the second is no part of it.

    A cell that a merge covers is empty; its heading is the one to its left.
    """
    if len(first) != len(second) or not any(second):
        return None
    if any(re.search(r"约束性|预期性|参考性", cell) for cell in second):
        return None
    told = [cell for cell in second if cell]
    plain = [compact(cell).text for cell in told]
    if not all(_YEAR.search(c) or _is_header_word(c) for c in plain):
        return None
    joined, left = [], ""
    for above, below in zip(first, second, strict=True):
        left = above or left
        joined.append(f"{left}{below}" if below and below != above else above)
    return tuple(joined)


def _is_header_word(cell: str) -> bool:
    if len(cell) > 14:
        return False
    patterns = (_BASELINE, _ATTRIBUTE, _UNIT, _NO, _NAME, _MET)
    return bool(_TARGET.search(cell)) or any(pattern.fullmatch(cell) for pattern in patterns)


def read_columns(cells: tuple[str, ...], context: DueContext) -> Columns | None:
    """The columns of a header row, None where the row heads no indicator table."""
    draft = _Draft()
    for place, cell in enumerate(cells):
        _place(draft, place, compact(cell).text)
    _share_years(draft, context)
    if not draft.name or not draft.targets:
        return None
    told = draft.unit is not None or draft.attribute is not None or draft.baselines
    if not told and not any("指标" in cells[place] for place in draft.name):
        return None
    names = [draft.name[-1] if "指标" not in cells[draft.name[0]] else draft.name[0]]
    following = names[0] + 1
    if following < len(cells) and not cells[following]:
        names.append(following)
    return Columns(
        len(cells), tuple(names), tuple(draft.targets), draft.no, draft.domain, draft.unit,
        tuple(draft.baselines), draft.attribute, draft.met,
    )  # fmt: skip


def _place(draft: _Draft, place: int, word: str) -> None:
    year = _YEAR.search(word)
    if not word or _OTHER.search(word):
        return
    if _NO.fullmatch(word):
        draft.no = place if draft.no is None else draft.no
    elif _UNIT.fullmatch(word):
        draft.unit = place
    elif _ATTRIBUTE.fullmatch(word):
        draft.attribute = place
    elif _MET.fullmatch(word):
        draft.met = place
    elif _BASELINE.search(word):
        draft.baselines.append((place, int(year.group(1)) if year else None))
    elif _DOMAIN.fullmatch(word):
        draft.domain = place
    elif _NAME.fullmatch(word):
        draft.name.append(place)
    elif _TARGET.search(word):
        draft.targets.append((place, int(year.group(1)) if year else None))
    elif _STANDARD.fullmatch(word):
        return
    elif year is not None and len(word) <= 8:
        draft.years.append((place, int(year.group(1))))


def _share_years(draft: _Draft, context: DueContext) -> None:
    """Columns that print a year alone: before the programme's years a baseline, else a target."""
    start = context.programme_start
    years = sorted(draft.years, key=lambda item: item[1])
    for n, (place, year) in enumerate(years):
        before = year < start.year if start else False
        lone_first = start is None and n == 0 and len(years) > 1 and not draft.baselines
        if before or (lone_first and not draft.targets):
            draft.baselines.append((place, year))
        else:
            draft.targets.append((place, year))
    draft.targets.sort()
