"""Names (指标名称) of indicators in running text: where they begin and what is left off."""

from __future__ import annotations

import re

_STOPS = "，。；：！？|\n"
_LEAD = re.compile(
    r"^(?:(?:到|至|截至|截止|力争|争取|确保|在|于)*(?:20\d\d年(?:底|末|年底)?(?:前|内|"
    r"起)?(?:、|和|及|与)?)+|[“\"]?十[一二三四五六七八九]五[”\"]?(?:期间|末|时期)"
    r"|\d{1,2}月底前?|年底前?|确保|保证|力争|争取|努力|实现|使得?|促进|推动(?!力)|保持|"
    r"维持|推进|不断|继续|进一步|加快|稳步|同时|并|且|其中|"
    r"还要|要|将|须|应|必须|以及|和|及|与|、|一是|二是|三是|四是|五是|规划期间|"
    r"全面(?=实现|达到)|基本(?=实现)|全年(?!龄)|[（）])+"
)
_TAIL = re.compile(
    r"(?:稳定|均|都|分别|总体|力争|争取|确保|要|应|须|必须|不断|逐步|得到|全部|累计|将|的|"
    r"已|基本|持续|进一步|年均|平均|"
    r"实现|原则上|至少|就|也|稳步|总量(?=控制)|普遍|明显|显著|大幅|有效|全面|达标|连续|"
    r"始终|改为|调整为)+$"
)
_NOUN = re.compile(
    r"(?:率|比例|比重|占比|比率|比|面积|浓度|总量|数量|指数|强度|能耗|水耗|用水量|排放量|"
    r"满意度|参与度|知晓度|认可度|天数|规模|人数|产值|增加值|总值|"
    r"里程|容量|能力|水平|蓄积量|密度|总数|金额|销售额|交易额|消费量|施用量|使用量|储量|"
    r"产量|流量|水量|幅度|降幅|增幅|收入|投入|均值|"
    r"高标准农田|用量|个数|家数|户数|PM2\.5|PM10|O3|GDP|得分|碳汇|总和|减排量|投资|总产|贷款|税收|产能|储备量|收集量|"
    r"处理量|处置量|绿地|覆盖|床位)"
    r"(?:（[^（）]{1,24}）)?(?:比|较|同比|年均|累计)?(?:20\d\d年|上年)?(?:平均)?(?:下降|"
    r"降低|减少|削减|压减|提高|增长|增加|提升|上升)?$"
)
_MEASURES = re.compile(
    r"(?:高度|宽度|厚度|深度|长度|温度|角度|坡度|速度|距离|间隔|间距|直径|年限|期限|时间|"
    r"时长|标准|年龄|学历)$"
)
_BARE_NAMES = frozenset(
    {
        "比例",
        "占比",
        "比重",
        "比率",
        "浓度",
        "面积",
        "总量",
        "覆盖率",
        "达标率",
        "完成率",
        "所占比例",
        "数量",
    }
)
_MADE_OF = re.compile(
    r"(?:将|把)(?P<part>[^，。；]{2,30}?)(?:作为|纳入|"
    r"列入)(?P<whole>[^，。；]{2,30}?)(?:的?(?:重要|主要|核心)?内容|范围|体系|重点)?$"
)


def name_before(text: str, at: int, low: int) -> str:
    """The words before `at` back to the clause's beginning; brackets inside a name are kept.

    A bare 比例 takes what it is a share of from the clause before.
    """
    start = _clause_start(text, at, low)
    name = text[start:at]
    if clean_name(name) in _BARE_NAMES and start > 1 and text[start - 1] == "，":
        before = text[_clause_start(text, start - 1, low) : start - 1]
        if found := _MADE_OF.search(before):
            return f"{found['part']}占{found['whole']}的{clean_name(name)}"
    return name


def _clause_start(text: str, at: int, low: int) -> int:
    start, far = at, max(low, at - 80)
    while start > far and text[start - 1] not in _STOPS:
        if text[start - 1] == "）":
            opening = text.rfind("（", max(far, start - 40), start)
            if opening < 0:
                break
            start = opening
            continue
        if text[start - 1] == "（":
            break
        start -= 1
    return start


def clean_name(raw: str) -> str:
    """A name without the time, the wish before it and the adverbs after it."""
    name, before = raw.strip(), ""
    while name != before:
        before = name
        name = _TAIL.sub("", _LEAD.sub("", name)).strip('，、：； “”"')
        name = re.split(r"确保|力争|规划期间", name)[-1] if len(name) > 12 else name
        name = re.sub(r"^(?:20\d\d年|到|力争)+", "", name)
    return name


_WEIGHED = re.compile(
    r"[万亿]?(?:元|吨|亩|立方米|平方米|千瓦时?|吨标准煤)|(?:平方)?公里|公顷|[万亿][人户]"
)


def is_indicator_name(name: str, unit: str, signed: bool = False) -> bool:
    """True for what names a quantity: it ends like one, or a share is named of something.

    `signed` tells that the value has a sign (不少于, 达到): an amount of money, mass or area is
    then a quantity whatever its name ends with.
    """
    if not 2 <= len(name) <= 48 or _MEASURES.search(name):
        return False
    if name in {"比例", "占比", "比重", "比率"} or re.fullmatch(r"[\d.%年月日]+", name):
        return False
    if re.search(r"(?:每年|每月|每季度|每周|每个?)[^率]{0,6}$", name):
        return False
    if _NOUN.search(name):
        return True
    if signed and _WEIGHED.fullmatch(unit) and len(name) >= 4:
        return not re.search(r"[的了在对约每按]|按照|根据|超过|标准", name)
    return unit.startswith("%") and len(name) >= 4 and not re.search(r"[的了在对]$", name)


def split_names(name: str, values: int, each: str) -> list[str] | None:
    """甲率、乙率 parted where each has a value of its own or 均 speaks of all; else None."""
    parts = [part for part in re.split(r"、|和(?!谐)|及|与(?!度)|以及", name) if part]
    if len(parts) < 2:
        return None
    if values == len(parts) or each in {"均", "都"}:
        whole = all(_NOUN.search(part) for part in parts)
        if whole:
            return parts
        return _sharing(parts) if values == len(parts) or each else None
    return None


def _sharing(parts: list[str]) -> list[str] | None:
    """秸秆、畜禽粪污综合利用率 → 秸秆综合利用率 and 畜禽粪污综合利用率."""
    found = re.search(
        r"(?:综合|安全|无害化|集中|有效|资源化)?(?:利用|处理|处置|覆盖|达标|回收|普及|收集|"
        r"知晓|保护|参与|满意)?(?:率|度|比例|面积|总量|浓度)$",
        parts[-1],
    )
    if found is None or not found.start():
        return None
    return [part if _NOUN.search(part) else part + found.group() for part in parts]
