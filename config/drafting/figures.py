"""Figures (指标值) as cells print them: >90, ≥95, 27.7（2019）, 完成上级下达, 不降低, 稳步提升."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.drafting.compact import compact
from workflows.programme import Attribute, Op

_BLANK = re.compile(r"[-/\\*—.…]*|无数据|暂无|缺")
_NUMBER = r"(?P<value>[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d{1,12}(?:\.\d{1,8})?)"
_UNIT = (
    r"(?P<unit>%|‰|个百分点|(?:毫克|微克|纳克|克|千克|公斤|吨|万吨|亿吨|吨标准煤|"
    r"万吨标准煤|千瓦时|立方米|万立方米|亿立方米|"
    r"平方米|万平方米|平方公里|公里|千米|公顷|万公顷|亩|万亩|元|万元|亿元|分贝|度|天|日|"
    r"小时|分钟|人|万人|户|个|家|座|处|"
    r"条|项|起|次|件|辆|台|套|株|分|名|所|张|升|年|岁|μg|µg|ug|mg|kg|km|m3|m³|t|"
    r"kWh)(?:/[^，。；（）()\s\d|]{1,8})?(?:m3|m³)?)?"
)
_NOTE = r"(?:（(?P<note>[^（）]{1,30})）)?"
_OPS = {
    "≥": Op.GE,
    "不低于": Op.GE,
    "不少于": Op.GE,
    "不小于": Op.GE,
    "不得低于": Op.GE,
    "至少": Op.GE,
    "达到": Op.GE,
    "不得少于": Op.GE,
    "达": Op.GE,
    ">=": Op.GE,
    ">": Op.GT,
    "大于": Op.GT,
    "高于": Op.GT,
    "超过": Op.GT,
    "优于": Op.GT,
    "≤": Op.LE,
    "不高于": Op.LE,
    "不大于": Op.LE,
    "不超过": Op.LE,
    "不多于": Op.LE,
    "不得超过": Op.LE,
    "不得高于": Op.LE,
    "控制在": Op.LE,
    "降至": Op.LE,
    "下降到": Op.LE,
    "<=": Op.LE,
    "<": Op.LT,
    "小于": Op.LT,
    "低于": Op.LT,
    "少于": Op.LT,
    "=": Op.EQ,
    "": None,
    "约": None,
}
_AFTER = {
    "以上": Op.GE,
    "及以上": Op.GE,
    "以下": Op.LE,
    "及以下": Op.LE,
    "以内": Op.LE,
    "之内": Op.LE,
    "左右": None,
    "": None,
}
_FIGURE = re.compile(
    rf"(?:[ΔA-Za-z]{{1,8}}(?=[≥≤<>=]))?(?P<op>"
    rf"{'|'.join(sorted((re.escape(o) for o in _OPS if o), key=len, reverse=True))})?"
    rf"{_NUMBER}{_UNIT}"
    rf"(?P<after>及?以上|及?以下|以内|之内|左右)?{_NOTE}"
)
_SUPERIOR = re.compile(
    r"(?:完成|达到|按照?|执行|落实|满足|以|符合)[^，。；]{0,16}(?:下达|规定|分解|核定|"
    r"考核|上级|国家|[省市县区]级?|确定)[^，。；]{0,10}"
    r"(?:目标|指标|任务|要求|考核|计划|数|标准|为准)?|(?:上级|省|市|"
    r"国家)[^，。；]{0,8}(?:下达|分解|核定)[^，。；]{0,10}"
)
_NO_DECREASE = re.compile(
    r"(?:面积|数量|总量|比例|水平)?(?:不降低|不减少|不下降|不低于现状|不低于现状值|"
    r"不低于上年|只增不减|不减|不得降低|不得减少|"
    r"保持不下降|稳定不降|不退化|不降|较现状不降低|不低于基准年)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?!\d)")
_ATTRIBUTES = {
    "约束": Attribute.BINDING,
    "预期": Attribute.EXPECTED,
    "参考": Attribute.REFERENCE,
    "指导": Attribute.REFERENCE,
}

_DOWN = re.compile(
    r"浓度|排放(?:量|总量|强度)|能耗|水耗|用水量|死亡|发生率|事故|漏损|劣[ⅤV5五]|[ⅤV]类|"
    r"黑臭|重污染天|污染天数|超标|失业|流失(?:面积|率)?$|"
    r"强度|消费量|施用量|使用量|违法|投诉|化肥|农药(?!.*率)|破碎化"
)
_REDUCES = re.compile(r"降低|下降|削减|减排|减少|降幅|消减")
_REMEDIES = re.compile(r"治理|利用率|处理率|处置率|消除|回收|达标|整治|修复")
_UP = re.compile(r"率(?:（[^（）]*）)?$|比例|比重|占比|比率|覆盖|满意度|参与度|普及|优良天数|达标")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell as read: `op` None where the cell is blank; `unit`, `note` as printed in the cell."""

    op: Op | None
    value: float | str | None
    unit: str = ""
    note: str = ""
    why: str = ""

    @property
    def blank(self) -> bool:
        """True where the cell prints nothing that could be reached."""
        return self.op is None

    @property
    def year(self) -> int | None:
        """A year named in the cell's note: 27.7（2019）."""
        found = _YEAR.search(self.note)
        return int(found.group(1)) if found else None


def read_figure(cell: str, name: str) -> Figure:
    """A cell of an indicator table; `name` tells the direction of a bare number.

    A bare number stays `eq`, as printed; the doubt says ≥ where more is plainly better (率,
    比例) and ≤ where less is (浓度, 排放).
    """
    text = compact(cell).text.strip("；。，、 ").replace("　", "")
    if _BLANK.fullmatch(text):
        return Figure(None, None)
    found = _FIGURE.fullmatch(text)
    if found is not None:
        return _numeric(found, name)
    if _NO_DECREASE.fullmatch(text):
        return Figure(Op.NO_DECREASE, None)
    if _SUPERIOR.fullmatch(text):
        return Figure(Op.SUPERIOR_TARGET, None)
    return Figure(Op.TEXT, " ".join(cell.split()).strip("；。，、 "))


def _numeric(found: re.Match[str], name: str) -> Figure:
    value, unit = as_number(found["value"]), found["unit"] or ""
    note = found["note"] or ""
    before, after = _OPS[found["op"] or ""], _AFTER[found["after"] or ""]
    if before and after and before is not after and before in {Op.LT, Op.GT}:
        return Figure(before, value, unit, note, "比较词前后不一")
    op = after or before
    if found["after"] == "左右" or found["op"] == "约":
        return Figure(Op.EQ, value, unit, note, "“左右”没有写明上下限")
    if op is not None:
        return Figure(op, value, unit, note)
    op, why = bare_op(name)
    return Figure(op, value, unit, note, why)


def as_number(text: str) -> float:
    """28, 30.97, 1,200 as a number; a whole number stays whole."""
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def bare_op(name: str) -> tuple[Op, str]:
    """A number without a comparison sign stays as printed; the doubt says what is likely meant."""
    op, why = directed_op(name)
    if why:
        return op, why
    means = "不低于" if op is Op.GE else "不高于"
    return Op.EQ, f"目标值没有比较符号，按常理是{means}，请确认"


def directed_op(name: str) -> tuple[Op, str]:
    """≥ or ≤ as the name makes plain, `eq` and a doubt where it does not."""
    direction = direction_of(name)
    if direction is None:
        return Op.EQ, "目标值没有比较符号，是不低于还是不高于没有写明"
    return direction, ""


def direction_of(name: str) -> Op | None:
    """GE where more of it is plainly better, LE where less is, None where that is open."""
    plain = compact(name).text
    if _REDUCES.search(plain):
        return Op.GE
    down, up = _DOWN.search(plain), _UP.search(plain)
    if down and not _REMEDIES.search(plain):
        return Op.LE
    return Op.GE if up else None


def read_attribute(cell: str) -> Attribute | None:
    """约束性, 预期性, 参考性, 指导性."""
    for word, attribute in _ATTRIBUTES.items():
        if word in cell:
            return attribute
    return None


def contradiction(baseline: float | str | None, figure: Figure, name: str) -> str:
    """Why baseline, sign and name of an indicator do not go together, "" where they do."""
    direction = direction_of(name)
    rising, falling = figure.op in {Op.GE, Op.GT}, figure.op in {Op.LE, Op.LT}
    if (direction is Op.GE and falling) or (direction is Op.LE and rising):
        return "比较符号与指标的好坏方向相反"
    if isinstance(baseline, str) or isinstance(figure.value, str):
        return ""
    if baseline is None or figure.value is None:
        return ""
    if rising and baseline > figure.value:
        return "现状值已高于目标值"
    if falling and baseline < figure.value:
        return "现状值已低于目标值"
    return ""
