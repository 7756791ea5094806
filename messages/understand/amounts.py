"""Percentages of progress and figures of indicators (指标值) named in a reply."""

import re
from dataclasses import dataclass

from messages.understand.numerals import CN, number
from messages.understand.patterns import guarded

_CN_DIGIT = "一二两三四五六七八九"
_PERCENT = guarded(
    rf"百分之(?P<bai>\d{{1,3}}(?:\.\d{{1,2}})?|{CN}(?:点[零〇{_CN_DIGIT}]{{1,3}})?)"
    r"|(?<![\d.])(?P<sign>\d{1,4}(?:\.\d{1,3})?) ?(?:%|个点(?!位)|percent|pct|per cent)"
    rf"|(?<![差有剩])(?P<dots>{CN})个点(?!位)"
    rf"|(?<![{_CN_DIGIT}十分])(?P<range>[{_CN_DIGIT}](?=[{_CN_DIGIT}]成))?(?P<tenths>[{_CN_DIGIT}]"
    rf"|\d(?:\.\d)?)成(?P<more>半|[{_CN_DIGIT}])?"
    r"(?![立为员本果效熟功长都品交分片份套型绩像活])"
    rf"|(?P<of>[{_CN_DIGIT}]|\d{{1,2}})分之(?P<share>[{_CN_DIGIT}]|\d{{1,2}})"
    r"|(?:(?<=[成了约])|(?=\d/\d了))(?P<num>\d)/(?P<den>\d{1,2})(?![\d/日号前])"
    r"|(?P<word>(?:a|one|two|three)[ -](?:third|quarter|fifth)s?)|(?P<half>过半|一半|半数|对半"
    r"|(?<![a-z])half(?:way)?(?![a-z]))"
)
_POINTS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?(?:%|个百分点)|百分点")
_BARE = guarded(
    r"(?:进度|完成度|完成率|完成|做到|干到|推进到|改到|应该?[是为]|实际(?:上)?[是为]?|其实[是为]?"
    r"|改[成为报]|更正为"
    r"|progress(?: is)?)"
    r"(?:大概|大约|已经?|现在|目前|约|差不多|才|到|达到|了|是|为|在|:)* ?"
    r"(\d{1,3}(?:\.\d)?)(?=$|[了,。;!的]|左右|多|吧|(?: ?$))"
)
_DELTA = guarded(
    r"(?:提高|提升|上升|下降|降低|同比|环比|增长|增加|减少|滞后|落后|高于|低于|超序时|[快慢]了"
    r"|差距|增幅|降幅|涨)"
    r"(?:了|约|进度|序时)*$"
)
_OLD = guarded(
    r"(?:不是|并非|而非|原来|原先|之前|上次|上期|上月|上周|昨天|刚才|写成了?|写的|报成了?"
    r"|报的|填成了?|填的|误写|误报"
    r"|误为|目标(?!的)|计划(?!的)|序时|要求|应达|从|由|原报|是按|not|from"
    r"|instead of)[^,;。%到]{0,6}$"
)
_LEFT = guarded(
    r"(?:剩|差|余|欠|缺|(?<!不)剩余|remaining|left)(?:下|余|了|的|大概|大约|约|不到|最后|个)*$"
)
_LEFT_AFTER = re.compile(r"^(?:没|未)(?:完|做|弄|办|干)|^ ?(?:left|remaining|to go)")
_ODDS = re.compile(r"^(?:是|会|不|完不成|要|没|可能|把握|的把握|希望)")
_INDICATOR_TAIL = (
    r"(?:从\d[\d.]*%?(?:提高|提升|上升|升高|下降|降低|降|升|增长|增加|减少)(?:到|至|为)|应该?[为是]"
    r"|应当[为是]|实为|实际|改为|更正为|为|是|:|=|达标|达|到|约|在|目前|现在|已"
    r"|已经|本月|升至|降至|提升到|提高到|下降到|降到|均值|平均|值|average|avg|mean|is|was|at"
    r"|累计"
    r"|控制在|保持在|稳定在|了|完成|不低于| )*"
)
_NOUN = (
    r"(?:PM ?2\.5|PM ?10|细颗粒物|可吸入颗粒物|AQI|EQI|EI|COD(?:cr|mn)?|BOD5?|NH3-?N|氨氮"
    r"|总磷|总氮|SO2|NO2|NOx|CO2?|O3"
    r"|VOCs?|臭氧|[一二]氧化[硫氮碳]|(?<!工作)(?<![力质])量(?!化)"
    r"|(?<!completion )(?<!progress )(?:\brate|ratio|coverage|concentration|index|density"
    r"|emissions?)|氮氧化物"
    r"|化学需氧量|天数|[人户件次分]数|得分|评分|(?:比例|比率|占比|比重|浓度|均值|指数|覆盖|负荷"
    r"|总量|排放量|含量|蓄积量|强度|能耗|水耗|降幅|增幅|面积|(?<![效功])率(?!先|领)"
    r"|(?<![进年季月力制程成限难角态温])度(?!假)))"
)
_INDICATOR = guarded(rf"{_NOUN}{_INDICATOR_TAIL}$", re.IGNORECASE)
_FALL = re.compile(  # where the fall itself is the indicator
    r"(?:能耗|水耗|强度|排放)量?(?:较?(?:上年|去年|同期|基期)?)?(?:累计)?(?:下降|降低|减少"
    r"|削减)了?$"
)
_OWN_PROGRESS = re.compile(
    r"(?:^|[,;。 :到了项目务作程体号块]|总体|整体|目前|当前|本项|任务|工程|项目|形象|工作"
    r"|我们|现在|的)"
    r"(?:任务|工作|项目|工程|形象|整体|总体)?(?:完成率|完成比例|完工率|推进率|进度完成率"
    r"|开工率|办结率|完成度)"
    rf"{_INDICATOR_TAIL}$|进度|(?<!达标)完成$"
)
_POLLUTANT = guarded(
    r"PM ?2\.5|PM ?10|AQI|EQI|COD(?:cr|mn)?|BOD5?|NH3-?N|SO2|NO2|NOx|O3|VOCs?|氨氮|总磷|总氮"
    r"|臭氧|细颗粒物"
    r"|可吸入颗粒物|二氧化[硫氮]|一氧化碳|氮氧化物|化学需氧量",
    re.IGNORECASE,
)
_UNIT = (
    r"(?P<unit>(?:ug ?/ ?m3|ug/立方米?|微克(?:/|每)(?:立方米?|m3)|mg ?/ ?(?:m3|L|l)|毫克(?:/"
    r"|每)(?:升|立方米)|微克|毫克|%"
    r"|个百分点|万吨标准煤|吨标准煤|[万亿]?立方米|公斤|千克|平方公里|平方千米|[万亿]?平方米|㎡|km2"
    r"|m2|m3|公里|千米|km|万?公顷|万?亩|(?:万|千)?吨(?:/[日天年])?"
    r"|万?千瓦时|度电|kwh|分贝|db|万株|株|棵|万元|亿元|元|万?人次|万?家次|万?户次"
    r"|万(?=[户家个件人次处棵份])[户家个件人次处棵份]|天|户|家|个|件|人|次"
    r"|起|处|篇|条|台|辆|座|份|场|宗"
    r"|支|套|批|米|分(?!钟|之)|‰)(?:/(?:万?元|人|日|天|年|平方公里|公顷|亩|户))?)?"
)
_FIGURE = guarded(
    rf"(?<![\d.A-Za-z-])(?P<number>-?\d{{1,9}}(?:\.\d{{1,4}})?"
    rf"|百分之{CN}(?:点[零〇{_CN_DIGIT}]{{1,3}})?|[{_CN_DIGIT}]成[半{_CN_DIGIT}]?"
    rf"|{CN}(?:点[零〇{_CN_DIGIT}]{{1,3}})?(?= ?(?:微克|毫克|天|吨|公顷|亩|$)))"
    rf" ?(?:多(?=[户家个件人次处]))?{_UNIT}(?![\d年月日号周])",
    re.IGNORECASE,
)
_MICROGRAM = re.compile(r"^(?:ug ?/ ?m3|ug/立方米?|微克(?:/|每)(?:立方米?|m3))$", re.IGNORECASE)
_COUNT_LEAD = guarded(
    r"(?:查处|约谈|签订|发现|下发|印发)[^,;。\d]{0,8}$|"
    r"(?:建成|完成|安装|拆除|新建|改造|修复|建设|种植|投放|走访|开展|组织|召开|举办|办件|接待|服务"
    r"|收到|整改|销号|关停|淘汰|更换|铺设|新增|植树|造林|巡[查河林]|排查|检查|出动|清运|清理|处理"
    r"|处置|受理|办理|收集|回收"
    r"|整治|治理|立案|处罚|抽检|监测"
    r"|发放|培训|宣传|巡查|接报|投诉|共|累计|合计|总计|数量|总数)[^,;。\d]{0,8}$"
)
_NOUN_STOP = re.compile(
    r".*(?:本[月季周年]度?|目前|截[至止](?:目前|今天|今日)?|[全我本](?:区|市|县|镇|街道|年"
    r"|局)的?|累计|今年以来|以来|今年|共|月份?|季度|上半年|现在"
    r"|更正|错了|应该|现报|为准|报告|:|是|城市(?=优良|空气|环境)|的(?=.)|[,;。 ])"
)


_COUNTED = re.compile(f"[0-9半成分点百{CN[1 : CN.index(']')]}]|half|third|quarter|fifth")


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of progress at ``start``; ``sure`` is false for a guess or a range."""

    start: int
    value: float
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's figure: the noun as said, value and unit (None when not stated)."""

    noun: str
    value: float
    unit: str | None
    strong: bool  # the noun is a known kind of indicator


_OF_ALL = guarded(
    r"(?P<part3>\d{1,5}) ?(?:out )?of (?:the |all )?(?P<all3>\d{1,5})|"
    r"(?P<all>\d{1,5})(?P<measure>[个处家户项件村条台座])[^,;。\d]{0,8}?(?:完成|整改|办结|弄完|销号"
    r"|拆除|搞定|做完|修好|建成)"
    r"了?(?P<part>\d{1,5})(?P=measure)?(?!\d)"
    r"|(?:完成|整改|办结|弄完|销号|拆除|搞定|做完|修好"
    r"|建成)了?(?P<part2>\d{1,5})(?P<measure2>[个处家户项件村条台座])?"
    r"[^,;。\d]{0,4},?(?:总共|一共|总数|全部|共)(?:有|是)?(?P<all2>\d{1,5})"
)


def share_of_all(text: str) -> float | None:
    """The share in percent where things are counted: "10个村完成了8个", "完成80个，总共100个"."""
    m = _OF_ALL.search(text)
    if not m:
        return None
    whole, done = (
        int(m["all"] or m["all2"] or m["all3"]),
        int(m["part"] or m["part2"] or m["part3"]),
    )
    return round(done / whole * 100, 1) if 0 < done <= whole else None


def percents(clause: str) -> list[Percent]:
    """The percentages that can be progress: no differences, old figures, odds or indicators."""
    found: list[Percent] = []
    if not _COUNTED.search(clause):
        return found
    for m in _PERCENT.finditer(clause):
        before, after = clause[max(0, m.start() - 24) : m.start()], clause[m.end() : m.end() + 8]
        if _DELTA.search(before) or _OLD.search(before) or after.startswith("的目标"):
            continue
        value = _percent_value(m)
        odds = m["tenths"] and _ODDS.search(after) and not _LEFT_AFTER.search(after)
        if value is None or odds or _is_indicator(before):
            continue
        if _LEFT.search(before) or _LEFT_AFTER.search(after):
            value = round(100 - value, 2)
            if value < 0:
                continue
        ranged = (
            after[:1] in ("-", "~", "到", "至")
            or before.endswith(("不到", "不足", "不满", "-", "~"))
            or bool(m["range"])
        )
        found.append(Percent(m.start(), value, not ranged))
    if not found and (bare := _BARE.search(clause)) and float(bare[1]) <= 100:
        found.append(Percent(bare.start(1), float(bare[1])))
    return found


def figures(clause: str) -> list[Figure]:
    """Indicator figures in the clause ("优良天数比例 91.6%")."""
    found: list[Figure] = []
    if not _COUNTED.search(clause):
        return found
    for m in _FIGURE.finditer(clause):
        before = clause[max(0, m.start() - 40) : m.start()]
        if _OLD.search(before) or (_DELTA.search(before) and not _FALL.search(before)):
            continue
        strong = _is_indicator(before) or bool(_FALL.search(before))
        if strong or (m["unit"] and m["unit"] != "%" and _COUNT_LEAD.search(before)):
            value = _figure_value(m["number"].removeprefix("-"))
            if value is not None:
                value = -value if m["number"].startswith("-") else value
                found.append(Figure(_noun(before), value, _unit(m), strong))
    return found


_ANY_INDICATOR = guarded(r"[\u4e00-\u9fff]{2,10}(?:(?<![效功])率(?!先|领)|比例|浓度|指数|占比)")


def indicator_in(text: str) -> str | None:
    """The indicator named anywhere in the text, or None."""
    m = _POLLUTANT.search(text) or _ANY_INDICATOR.search(text)
    return _NOUN_STOP.sub("", m[0]) if m else None


def loose_figure(clause: str) -> Figure | None:
    """The last figure in a clause, whatever stands before it; for corrections of a value."""
    last = None
    for m in _FIGURE.finditer(clause):
        if not _OLD.search(clause[max(0, m.start() - 24) : m.start()]):
            last = m
    if last is None or not last["number"][0].isdigit() or not last["number"].isascii():
        return None
    return Figure("", float(last["number"]), _unit(last), False)


def _figure_value(text: str) -> float | None:
    if "成" in text and (share := _PERCENT.search(text)):
        return _percent_value(share)
    return number(text.removeprefix("百分之"))


def _is_indicator(before: str) -> bool:
    return bool(_INDICATOR.search(before)) and not _OWN_PROGRESS.search(before)


def _percent_value(m: re.Match[str]) -> float | None:
    if m["word"]:
        share, whole = re.split("[ -]", m["word"])
        part = {"two": 2, "three": 3}.get(share, 1)
        return round(part / {"t": 3, "q": 4, "f": 5}[whole[0]] * 100, 1)
    if m["half"]:
        return 50.0
    if m["tenths"]:
        more = m["more"]
        extra = 5.0 if more == "半" else (number(more) or 0.0) if more else 0.0
        return (number(m["tenths"]) or 0.0) * 10 + extra
    if m["of"] or m["num"]:
        whole, share = number(m["of"] or m["den"]), number(m["share"] or m["num"])
        return round(share / whole * 100, 1) if whole and share and share <= whole else None
    value = number(m["bai"] or m["sign"] or m["dots"] or "")
    return value if value is not None and value <= 1000 else None


def _unit(m: re.Match[str]) -> str | None:
    unit = m["unit"]
    if "成" in m["number"] or m["number"].startswith("百分之"):
        return "%"
    if unit and _MICROGRAM.match(unit):
        return "微克/立方米"
    return unit or None


def _noun(before: str) -> str:
    if pollutant := list(_POLLUTANT.finditer(before)):
        return pollutant[-1][0]
    noun = re.sub(rf"{_INDICATOR_TAIL}$", "", before) or before
    noun = re.sub("(?:累计)?(?:下降|降低|减少|削减)了?$", "", noun)
    noun = _NOUN_STOP.sub("", noun)
    return noun.strip(" ,;。、:()了有到")[-20:]
