"""Indicators of tables in any wording and of sentences: name, sign, value, unit and year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.context import DueContext
from config.drafting.figures import read_figure
from config.drafting.indicators import indicators
from config.drafting.model import Doubt, DraftIndicator, Passage
from workflows.programme import Attribute, Op

PLAN = DueContext(programme_start=date(2021, 1, 1), programme_end=date(2025, 12, 31))

FIGURES = [
    (">90", "优良天数比率", Op.GT, 90),
    ("＞93", "安全利用率", Op.GT, 93),
    ("≥95", "利用率", Op.GE, 95),
    ("≥ 95%", "利用率", Op.GE, 95),
    ("＜0.5", "事故发生率", Op.LT, 0.5),
    ("≤28", "PM2.5浓度", Op.LE, 28),
    ("≦28", "PM2.5浓度", Op.LE, 28),
    ("28以下", "PM2.5浓度", Op.LE, 28),
    ("控制在28以内", "PM2.5浓度", Op.LE, 28),
    ("不高于28", "PM2.5浓度", Op.LE, 28),
    ("不超过28微克/立方米", "PM2.5浓度", Op.LE, 28),
    ("低于28", "PM2.5浓度", Op.LT, 28),
    ("92以上", "优良天数比率", Op.GE, 92),
    ("92%及以上", "优良天数比率", Op.GE, 92),
    ("不低于92%", "优良天数比率", Op.GE, 92),
    ("达到92", "优良天数比率", Op.GE, 92),
    ("大于1,200", "绿道里程", Op.GT, 1200),
    ("=100", "完成率", Op.EQ, 100),
    ("92", "优良天数比率", Op.EQ, 92),
    ("100", "污水处理率", Op.EQ, 100),
    ("28", "PM2.5浓度", Op.EQ, 28),
    ("0.4", "单位地区生产总值能耗", Op.EQ, 0.4),
    ("18", "单位地区生产总值能耗降低", Op.EQ, 18),
    ("3", "地下水V类水比例", Op.EQ, 3),
    ("12", "人均公园绿地", Op.EQ, 12),
    ("约12", "人均公园绿地", Op.EQ, 12),
    ("12左右", "人均公园绿地", Op.EQ, 12),
    ("完成上级下达", "氨氮", Op.SUPERIOR_TARGET, None),
    ("完成省、市下达指标", "氨氮", Op.SUPERIOR_TARGET, None),
    ("完成上级下达的目标任务", "氨氮", Op.SUPERIOR_TARGET, None),
    ("达到省级考核要求", "氨氮", Op.SUPERIOR_TARGET, None),
    ("按市下达计划", "氨氮", Op.SUPERIOR_TARGET, None),
    ("省下达任务数", "氨氮", Op.SUPERIOR_TARGET, None),
    ("不降低", "森林覆盖率", Op.NO_DECREASE, None),
    ("面积不减少", "生态保护红线", Op.NO_DECREASE, None),
    ("只增不减", "湿地", Op.NO_DECREASE, None),
    ("保持稳定", "森林覆盖率", Op.TEXT, "保持稳定"),
    ("稳步提升", "生态质量指数", Op.TEXT, "稳步提升"),
    ("基本消除", "黑臭水体", Op.TEXT, "基本消除"),
    ("建立", "应急机制", Op.TEXT, "建立"),
    ("60-70", "处理率", Op.TEXT, "60-70"),
    ("--", "氨氮", None, None),
    ("—", "氨氮", None, None),
    ("/", "氨氮", None, None),
    ("", "氨氮", None, None),
    ("+5", "绿地率", Op.EQ, 5),
    ("ΔEQI≥-1", "生态质量指数", Op.GE, -1),
]


@pytest.mark.parametrize(("cell", "name", "op", "value"), FIGURES)
def test_a_cell_is_read_with_its_sign(
    cell: str, name: str, op: Op | None, value: float | str | None
) -> None:
    figure = read_figure(cell, name)
    assert (figure.op, figure.value) == (op, value)


def test_a_bare_number_stays_as_printed_and_the_doubt_says_what_is_likely_meant() -> None:
    assert "没有写明" in read_figure("12", "人均公园绿地").why
    assert "不低于" in read_figure("92", "优良天数比率").why
    assert "不高于" in read_figure("28", "PM2.5浓度").why


def table(*rows: str, context: DueContext = PLAN) -> tuple[list[DraftIndicator], list[Doubt]]:
    """A table of rows whose cells are parted by "|", under a heading."""
    passages = [Passage(1, "二", 1, "规划目标", "规划目标")]
    for line, row in enumerate(rows, 2):
        cells = tuple(cell.strip().replace("~", "\n") for cell in row.split("|"))
        passages.append(Passage(line, "", 0, row, row, 0, cells))
    found, doubts = indicators(tuple(passages), context)
    return list(found), list(doubts)


HEADERS = [
    ("序号|指标名称|单位|2020年现状值|2025年目标值|指标属性", "1|甲率|%|80|≥90|约束性"),
    ("序号|目标类型|指标名称|单位|2020现状值|2025年目标值|指标属性", "1|水|甲率|%|80|≥90|约束性"),
    ("领域|序号|指标|单位|2020年|2025年|属性", "水|1|甲率|%|80|≥90|约束性"),
    (
        "类别|序号|指标名称|计量单位|现状值（2020年）|目标值（2025年）|指标性质",
        "水|1|甲率|%|80|≥90|约束性",
    ),
    ("序号|具体指标|单位|2020年实际|2025年规划目标|属性", "1|甲率|%|80|≥90|约束性"),
    ("序号|主要指标|单位|基准年（2020年）|2025年|指标属性", "1|甲率|%|80|≥90|约束性"),
    ("编号|指标|单位|2020年基数|目标值|属性", "1|甲率|%|80|≥90|约束性"),
    ("序号|指标名称（单位）|单位|2020 年现状值|2025 年目标值|指标 属性", "1|甲率|%|80|≥90|约束性"),
    ("序号|一级指标|二级指标|单位|2020年现状|2025年目标|属性", "1|水|甲率|%|80|≥90|约束性"),
    (
        "序号|指标名称|单位|标准值|2020年现状值|达标情况|2025年目标值|指标属性",
        "1|甲率|%|≥95|80|未达标|≥90|约束性",
    ),
    (
        "序号|指标名称|单位|指标值|2020年现状值|是否达标|2025年目标值|责任单位|指标属性",
        "1|甲率|%|≥95|80|否|≥90|某局|约束性",
    ),
    ("序号|指标名称|单位|2020年现状值|2025年目标值|年均增速|指标属性", "1|甲率|%|80|≥90|2%|约束性"),
]


@pytest.mark.parametrize(("header", "row"), HEADERS)
def test_a_table_is_read_whatever_its_header_says(header: str, row: str) -> None:
    (indicator,), _ = table(header, row)
    assert (indicator.no, indicator.name, indicator.unit) == ("1", "甲率", "%")
    assert (indicator.baseline_value, indicator.baseline_year) == (80, 2020)
    assert [(t.year, t.op, t.value) for t in indicator.targets] == [(2025, Op.GE, 90)]
    assert indicator.attribute is Attribute.BINDING


HEADER = "序号|指标名称|单位|2020年现状值|2025年目标值|指标属性"


def test_a_header_of_two_lines_is_one_header() -> None:
    found, _ = table(
        "序号|指标名称|单位|现状值|目标值||属性",
        "|||2020年|2023年|2025年|",
        "1|甲率|%|80|≥85|≥90|预期性",
    )
    assert [(t.year, t.value) for t in found[0].targets] == [(2023, 85), (2025, 90)]
    assert (found[0].baseline_value, found[0].baseline_year) == (80, 2020)
    assert found[0].attribute is Attribute.EXPECTED


def test_a_header_repeated_on_the_next_page_is_passed_over() -> None:
    found, doubts = table(HEADER, "1|甲率|%|80|≥90|约束性", HEADER, "2|乙率|%|80|≥90|约束性")
    assert [indicator.no for indicator in found] == ["1", "2"]
    assert doubts == []


def test_rows_of_one_merged_number_become_a_b_c_and_share_its_target() -> None:
    found, doubts = table(
        HEADER,
        "9|氨氮|%|--|完成上级下达任务|约束性",
        "|总磷|%|--||",
        "|总氮|%|--||",
        "10|甲率|%|80|≥90|预期性",
    )
    assert [(i.no, i.sub, i.targets[0].op) for i in found] == [
        ("9", "a", Op.SUPERIOR_TARGET),
        ("9", "b", Op.SUPERIOR_TARGET),
        ("9", "c", Op.SUPERIOR_TARGET),
        ("10", "", Op.GE),
    ]
    assert [i.attribute for i in found] == [Attribute.BINDING] * 3 + [Attribute.EXPECTED]
    assert [d.line for d in doubts if "合并" in d.why] == [4, 5]


def test_numbered_lines_of_one_cell_become_indicators_of_their_own() -> None:
    found, _ = table(
        HEADER, "7|水环境质量~（1）优良水体比例~（2）劣Ⅴ类水体比例|%|70~3|≥80~≤1|约束性"
    )
    assert [(i.no, i.sub, i.name) for i in found] == [
        ("7", "（1）", "优良水体比例"),
        ("7", "（2）", "劣Ⅴ类水体比例"),
    ]
    assert [(i.baseline_value, i.targets[0].op, i.targets[0].value) for i in found] == [
        (70, Op.GE, 80),
        (3, Op.LE, 1),
    ]


def test_a_row_whose_merged_first_cell_was_left_out_is_moved_into_place() -> None:
    header = "领域|序号|指标名称|单位|2020年现状值|2025年目标值|指标属性"
    found, _ = table(header, "水|1|甲率|%|80|≥90|约束性", "2|乙率|%|70|≥80|约束性")
    assert [(i.no, i.name, i.baseline_value) for i in found] == [
        ("1", "甲率", 80),
        ("2", "乙率", 70),
    ]


def test_a_row_that_only_names_a_group_is_no_indicator() -> None:
    for group in ("一、环境质量|||||", "一|环境质量||||", "（二）|水环境||||"):
        found, _ = table(HEADER, group, "1|甲率|%|80|≥90|约束性")
        assert [indicator.name for indicator in found] == ["甲率"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1|甲率|%|95|≥90|约束性", "已高于目标值"),
        ("1|PM2.5浓度|微克/立方米|25|≤28|约束性", "已低于目标值"),
        ("1|PM2.5浓度|微克/立方米|30|≥28|约束性", "方向相反"),
        ("1|甲率（%）|%|80|≥90|约束性", "都印了百分号"),
        ("1|甲率|%|27.7（2019）|≥90|约束性", "2019年"),
        ("1|甲率|%|96（全市）|≥97|约束性", "全市"),
        ("1|甲率|%|80|—|约束性", "没有目标值"),
        ("1|人均公园绿地|平方米|10|12|约束性", "没有比较符号"),
    ],
)
def test_what_a_row_says_unclearly_is_doubted(row: str, why: str) -> None:
    found, doubts = table(HEADER, row)
    assert len(found) == 1
    assert any(why in doubt.why for doubt in doubts)


def test_a_number_used_twice_is_doubted_and_kept() -> None:
    found, doubts = table(
        HEADER, "16|甲率|%|80|≥90|约束性", "17|乙率|%|80|≥90|约束性", "16|丙率|%|80|≥90|约束性"
    )
    assert [indicator.no for indicator in found] == ["16", "17", "16"]
    assert any("用了两次" in doubt.why for doubt in doubts)


def test_a_standard_is_no_target() -> None:
    found, _ = table(
        "序号|指标名称|单位|指标值|2020年现状值|2025年目标值|指标属性", "1|甲率|%|≥60|80|—|参考性"
    )
    assert found[0].targets == ()
    assert found[0].attribute is Attribute.REFERENCE


def test_a_table_of_projects_is_no_table_of_indicators() -> None:
    assert table(
        "序号|项目名称|建设内容|责任单位|完成时限", "1|绿道|十公里|县住建局|2024年6月"
    ) == ([], [])


_CELLS = st.sampled_from(
    [
        "序号",
        "指标名称",
        "单位",
        "2025年目标值",
        "现状值",
        "1",
        "甲率",
        "≥90",
        "约束性",
        "",
        "a\nb",
        "（1）甲\n（2）乙",
        "2020年",
    ]
)


@given(st.lists(st.lists(_CELLS | st.text(max_size=8), min_size=1, max_size=7), max_size=8))
def test_no_table_breaks_the_reader(rows: list[list[str]]) -> None:
    passages = tuple(
        Passage(n, "", 0, "", "|".join(r), None, tuple(r)) for n, r in enumerate(rows, 1)
    )
    indicators(passages, PLAN)
