"""Indicators in sentences: what a goal reaches, by when, and what is no goal at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.context import DueContext
from config.drafting.indicators import indicators
from config.drafting.model import Doubt, DraftIndicator, Passage
from workflows.programme import Op

PLAN = DueContext(programme_start=date(2021, 1, 1), programme_end=date(2025, 12, 31))
HEADER = "序号|指标名称|单位|2020年现状值|2025年目标值|指标属性"


def prose(text: str, heading: str = "工作目标") -> tuple[list[DraftIndicator], list[Doubt]]:
    """The indicators of one paragraph under a heading."""
    passages = (
        Passage(1, "二", 1, heading, heading),
        Passage(2, "", 0, text.split("。")[0], text, 0),
    )
    found, doubts = indicators(passages, PLAN)
    return list(found), list(doubts)


SENTENCES = [
    ("到2025年，优良天数比例达到92%以上。", "优良天数比例", Op.GE, 92, "%", 2025),
    ("到2024年，优良天数比例达到92%。", "优良天数比例", Op.GE, 92, "%", 2024),
    ("到2023年底，优良天数比例达92%以上。", "优良天数比例", Op.GE, 92, "%", 2023),
    ("生态文明考核占比不低于20%。", "生态文明考核占比", Op.GE, 20, "%", 2025),
    ("优良天数比例不得低于90%。", "优良天数比例", Op.GE, 90, "%", 2025),
    ("优良天数比例提高到92%。", "优良天数比例", Op.GE, 92, "%", 2025),
    ("优良天数比例提升至92%以上。", "优良天数比例", Op.GE, 92, "%", 2025),
    ("优良天数比例稳定在92%以上。", "优良天数比例", Op.GE, 92, "%", 2025),
    ("优良天数比例保持在92%以上。", "优良天数比例", Op.GE, 92, "%", 2025),
    ("确保优良天数比例高于92%。", "优良天数比例", Op.GT, 92, "%", 2025),
    ("优良天数比例超过92%。", "优良天数比例", Op.GT, 92, "%", 2025),
    ("优良天数比例≥92%。", "优良天数比例", Op.GE, 92, "%", 2025),
    ("力争到2024年全市优良天数比例达到92%。", "全市优良天数比例", Op.GE, 92, "%", 2024),
    ("细颗粒物浓度控制在28微克/立方米以内。", "细颗粒物浓度", Op.LE, 28, "微克/立方米", 2025),
    ("细颗粒物浓度下降到28微克/立方米。", "细颗粒物浓度", Op.LE, 28, "微克/立方米", 2025),
    ("细颗粒物浓度降至28微克/立方米以下。", "细颗粒物浓度", Op.LE, 28, "微克/立方米", 2025),
    ("细颗粒物浓度不高于28微克/立方米。", "细颗粒物浓度", Op.LE, 28, "微克/立方米", 2025),
    ("细颗粒物浓度低于28微克/立方米。", "细颗粒物浓度", Op.LT, 28, "微克/立方米", 2025),
    ("PM2.5年均浓度控制在30微克/立方米。", "PM2.5年均浓度", Op.LE, 30, "微克/立方米", 2025),
    ("饮用水源地水质达标率100%。", "饮用水源地水质达标率", Op.EQ, 100, "%", 2025),
    ("污水处理率95%以上。", "污水处理率", Op.GE, 95, "%", 2025),
    ("信息公开率达100%。", "信息公开率", Op.GE, 100, "%", 2025),
    ("森林覆盖率为60%。", "森林覆盖率", Op.GE, 60, "%", 2025),
    ("公众对环境的满意度不低于80%。", "公众对环境的满意度", Op.GE, 80, "%", 2025),
    (
        "单位地区生产总值能耗比2020年下降14%。",
        "单位地区生产总值能耗比2020年下降",
        Op.GE,
        14,
        "%",
        2025,
    ),
    ("碳排放强度较2020年下降18%以上。", "碳排放强度较2020年下降", Op.GE, 18, "%", 2025),
    ("绿道里程达到1,200公里。", "绿道里程", Op.GE, 1200, "公里", 2025),
    ("绿地面积达到120公顷。", "绿地面积", Op.GE, 120, "公顷", 2025),
    ("人均公园绿地面积达到12平方米/人。", "人均公园绿地面积", Op.GE, 12, "平方米/人", 2025),
    ("新能源车占比不少于三成，公交分担率达到40%。", "公交分担率", Op.GE, 40, "%", 2025),
    ("湿地保护率由2020年的50%提高到2025年的60%。", "湿地保护率", Op.GE, 60, "%", 2025),
    ("湿地保护率从50%提高到60%以上。", "湿地保护率", Op.GE, 60, "%", 2025),
    (
        "断面水质优良（达到或优于Ⅲ类）比例达到100%。",
        "断面水质优良（达到或优于Ⅲ类）比例",
        Op.GE,
        100,
        "%",
        2025,
    ),
    ("受污染耕地安全利用率达到９５％以上。", "受污染耕地安全利用率", Op.GE, 95, "%", 2025),
    ("受污染耕地安全利用率 达到 95 % 以上。", "受污染耕地安全利用率", Op.GE, 95, "%", 2025),
    ("“十四五”末，污水处理率达到95%。", "污水处理率", Op.GE, 95, "%", 2025),
    ("年用水总量控制在3.5亿立方米以内。", "年用水总量", Op.LE, 3.5, "亿立方米", 2025),
    ("化肥施用量减少到2万吨。", "化肥施用量", Op.LE, 2, "万吨", 2025),
    ("空气质量优良天数达到330天以上。", "空气质量优良天数", Op.GE, 330, "天", 2025),
    ("城镇污水处理率不低于85%。", "城镇污水处理率", Op.GE, 85, "%", 2025),
    ("政府绿色采购比例保持在80%左右。", "政府绿色采购比例", Op.EQ, 80, "%", 2025),
    (
        "将环保考核作为实绩考核的重要内容，比例不低于20%。",
        "环保考核占实绩考核的比例",
        Op.GE,
        20,
        "%",
        2025,
    ),
    ("到2024年，A区绿化率达到40%；到2025年，B区绿化率达到45%。", "B区绿化率", Op.GE, 45, "%", 2025),
    ("完成市下达的用水总量目标任务。", "用水总量", Op.SUPERIOR_TARGET, None, "", 2025),
    (
        "确保大气环境质量持续改善，完成上级部门下达的目标任务。",
        "大气环境质量",
        Op.SUPERIOR_TARGET,
        None,
        "",
        2025,
    ),
    ("节水器具普及率100%。", "节水器具普及率", Op.EQ, 100, "%", 2025),
    ("亩均投资不低于3000元。", "亩均投资", Op.GE, 3000, "元", 2025),
    ("全年新增普惠贷款不少于5亿元。", "新增普惠贷款", Op.GE, 5, "亿元", 2025),
    ("完成粮食播种面积62万亩。", "粮食播种面积", Op.EQ, 62, "万亩", 2025),
    ("新建高标准农田3.5万亩。", "新建高标准农田", Op.EQ, 3.5, "万亩", 2025),
    ("公益广告数量不低于广告总量的30%。", "公益广告数量", Op.GE, 30, "%", 2025),
    ("事故起数较上年下降，工程完成率达到100%。", "工程完成率", Op.GE, 100, "%", 2025),
    ("确保湿地面积不减少、性质不改变、主导功能不降低。", "湿地性质", Op.TEXT, "不改变", "", 2025),
    (
        "确保湿地面积不减少、性质不改变、主导功能不降低。",
        "湿地主导功能",
        Op.NO_DECREASE,
        None,
        "",
        2025,
    ),
    ("确保外来物种入侵不明显。", "外来物种入侵", Op.TEXT, "不明显", "", 2025),
    ("确保生态保护红线面积不减少。", "生态保护红线面积", Op.NO_DECREASE, None, "", 2025),
    ("确保森林覆盖率稳步提升。", "森林覆盖率", Op.TEXT, "稳步提升", "", 2025),
    ("确保湖区水质达到Ⅲ类及以上标准。", "湖区水质", Op.TEXT, "Ⅲ类及以上", "", 2025),
    ("建成区无黑臭水体。", "黑臭水体", Op.TEXT, "无", "", 2025),
    ("确保无重大环境事件发生。", "重大环境事件", Op.TEXT, "无", "", 2025),
]


@pytest.mark.parametrize(("text", "name", "op", "value", "unit", "year"), SENTENCES)
def test_a_goal_in_a_sentence_is_an_indicator(
    text: str, name: str, op: Op, value: float | str | None, unit: str, year: int
) -> None:
    found, _ = prose(text)
    read = [(i.name, i.targets[0].op, i.targets[0].value, i.unit, i.targets[0].year) for i in found]
    assert (name, op, value, unit, year) in read


NO_GOALS = [
    "5000平方米以上的施工工地安装在线设备。",
    "营业面积100平方米以上的餐饮单位安装净化设施。",
    "300户以上村庄建设公厕。",
    "推动规模以上企业改造。",
    "新建改造37条道路。",
    "护栏高度不低于1.1米。",
    "保存期限不少于3年。",
    "三次产业比例达到1：4：5。",
    "对排放浓度超过50毫克/立方米的企业限产。",
    "2022年优良天数比例同比提高2.1个百分点。",
    "目前污水处理率达到80%。",
    "一年内召开2次会议。",
    "完善各项制度。",
    "落实《行动计划（2023—2025年）》。",
]


@pytest.mark.parametrize("text", NO_GOALS)
def test_a_threshold_a_quantity_or_history_is_no_indicator(text: str) -> None:
    assert prose(text, "主要任务")[0] == []


def test_several_names_share_out_their_values() -> None:
    found, _ = prose("秸秆、畜禽粪污综合利用率分别达到90%、85%以上。")
    assert [(i.name, i.targets[0].value) for i in found] == [
        ("秸秆综合利用率", 90),
        ("畜禽粪污综合利用率", 85),
    ]


def test_a_value_for_all_names_counts_for_each() -> None:
    found, _ = prose("污水处理率和垃圾处理率均达到95%以上。")
    assert [(i.name, i.targets[0].value) for i in found] == [("污水处理率", 95), ("垃圾处理率", 95)]


def test_a_baseline_in_the_sentence_is_kept() -> None:
    (indicator,), _ = prose("湿地保护率由2020年的50%提高到2025年的60%。")
    assert (indicator.baseline_value, indicator.baseline_year) == (50, 2020)


def test_the_goals_year_is_that_of_tasks_without_one() -> None:
    passages = (
        Passage(1, "二", 1, "工作目标", "工作目标"),
        Passage(2, "", 0, "力争", "力争在2024年全部达到标准。", 0),
        Passage(3, "三", 1, "重点任务", "重点任务"),
        Passage(4, "1", 2, "治水", "治水。污水处理率不低于85%。", 2),
    )
    (indicator,), _ = indicators(passages, DueContext())
    assert (indicator.no, indicator.targets[0].year) == ("1", 2024)


def test_a_sentence_that_contradicts_the_table_is_a_doubt_not_a_second_indicator() -> None:
    passages = (
        Passage(1, "二", 1, "工作目标", "工作目标"),
        Passage(2, "", 0, "到", "到2025年，城市优良天数比例不低于88%。", 0),
        Passage(3, "", 0, "", "", 0, tuple(HEADER.split("|"))),
        Passage(4, "", 0, "", "", 0, ("1", "优良天数比率", "%", "85", ">90", "约束性")),
    )
    found, doubts = indicators(passages, PLAN)
    assert [indicator.line for indicator in found] == [4]
    assert [doubt.line for doubt in doubts] == [2]


def test_reaching_what_ought_to_fall_is_doubted() -> None:
    (indicator,), doubts = prose("细颗粒物浓度达到28微克/立方米。")
    assert indicator.targets[0].op is Op.EQ
    assert "方向相反" in doubts[0].why


@pytest.mark.parametrize("heading", ["发展基础", "面临形势", "存在问题", "指导思想"])
def test_the_state_of_things_sets_no_goal(heading: str) -> None:
    assert prose("优良天数比例达到92%以上。", heading) == ([], [])


_PIECES = st.sampled_from(
    [
        "到2025年",
        "，",
        "。",
        "比例",
        "率",
        "达到",
        "不低于",
        "90%",
        "、",
        "和",
        "分别",
        "以上",
        "下降",
        "由",
        "（",
        "）",
        "为",
        "80%、90%",
    ]
)


@given(st.lists(_PIECES, max_size=20).map("".join) | st.text(max_size=40))
def test_no_sentence_breaks_the_reader(text: str) -> None:
    prose(text)
