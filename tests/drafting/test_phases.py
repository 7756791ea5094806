"""Phases, milestones and stages of review, read from schedules of every customary form."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.context import DueContext
from config.drafting.milestones import milestones
from config.drafting.model import DraftMilestone, DraftPhase, Passage
from config.drafting.phases import phases
from config.drafting.reviews import reviews
from workflows.programme import AfterEvent, FixedDue

ISSUED = DueContext(issued_on=date(2024, 3, 20), year=2024)
_UNIT = re.compile(r"各成员单位|各责任单位|[市区县](?:水利局|住建局|财政局|城管局|政府|环委办)")


def units_in(text: str) -> tuple[str, ...]:
    """The units of these examples that the text names."""
    return tuple(dict.fromkeys(found.group() for found in _UNIT.finditer(text)))


def passages_of(*lines: str) -> tuple[Passage, ...]:
    """Numbered lines (一、 （一） 1.) as the outline gives them; "|" parts the cells of a row."""
    built: list[Passage] = []
    stack: list[tuple[int, int]] = []
    marks = ((1, r"[一二三四五]、"), (2, r"（[一二三四五六]）"), (3, r"\d\."))
    for line, text in enumerate(lines, 1):
        level, no, rest = 0, "", text
        for depth, mark in marks:
            if found := re.match(mark, text):
                level, no, rest = depth, found.group().rstrip("、."), text[found.end() :]
        if level:
            stack = [entry for entry in stack if entry[0] < level]
        parent = stack[-1][1] if stack else None
        cells = tuple(cell.strip() for cell in text.split("|")) if "|" in text else ()
        title = re.split(r"[。（]", rest)[0][:60]
        built.append(Passage(line, no, level, title, rest, parent, cells))
        if level:
            stack.append((level, len(built) - 1))
    return tuple(built)


def spans(*lines: str, context: DueContext = ISSUED) -> list[tuple[str, str, str]]:
    """Title, first and last day of each phase."""
    found, _ = phases(passages_of(*lines), context)
    return [(p.title, str(p.start_on), str(p.end_on)) for p in found]


def steps(*lines: str, context: DueContext = ISSUED) -> list[DraftMilestone]:
    """The milestones of a document."""
    passages = passages_of(*lines)
    found, _ = phases(passages, context)
    return list(milestones(passages, found, context, units_in)[0])


def dated(*lines: str) -> list[tuple[str, str]]:
    """Title and day of each milestone with a day."""
    found = [(m.title, m.due.rule) for m in steps(*lines)]
    return [(title, str(rule.on)) for title, rule in found if isinstance(rule, FixedDue)]


PHASE_FORMS = [
    ("（一）动员部署阶段（2024年4月）。召开会议。", ("动员部署阶段", "2024-04-01", "2024-04-30")),
    ("（一）动员部署阶段（2024年4月—5月）", ("动员部署阶段", "2024-04-01", "2024-05-31")),
    ("（一）动员部署阶段（2024年4月至2024年5月）。", ("动员部署阶段", "2024-04-01", "2024-05-31")),
    ("（一）动员部署（4月—5月）。", ("动员部署", "2024-04-01", "2024-05-31")),
    ("（一）动员部署（4月1日至5月15日）。", ("动员部署", "2024-04-01", "2024-05-15")),
    ("（一）动员部署（2024.4-2024.5）。", ("动员部署", "2024-04-01", "2024-05-31")),
    ("（一）动员部署阶段。（2024年4月底前）", ("动员部署阶段", "None", "2024-04-30")),
    ("（一）巩固提升阶段（2025年）。", ("巩固提升阶段", "2025-01-01", "2025-12-31")),
    ("（一）巩固提升阶段（2025年至2026年）。", ("巩固提升阶段", "2025-01-01", "2026-12-31")),
    ("（一）巩固提升阶段（2025年1月起，长期坚持）。", ("巩固提升阶段", "2025-01-01", "None")),
    ("（一）排查阶段（即日起至2024年6月底）。", ("排查阶段", "2024-03-20", "2024-06-30")),
    ("（一）第一阶段：排查摸底（2024年4月—6月）。", ("排查摸底", "2024-04-01", "2024-06-30")),
    ("（一）排查阶段：2024年4月至6月，摸清底数。", ("排查阶段", "2024-04-01", "2024-06-30")),
    ("（一）排查阶段。2024年4月至6月，摸清底数。", ("排查阶段", "2024-04-01", "2024-06-30")),
    ("（一）排查阶段（2024年4月上旬至5月中旬）", ("排查阶段", "2024-04-01", "2024-05-20")),
    ("（一）总结验收阶段（2024年11月—2025年1月）", ("总结验收阶段", "2024-11-01", "2025-01-31")),
    ("（一）总结验收（2024 年 11 月 － 12 月）", ("总结验收", "2024-11-01", "2024-12-31")),
    ("（一）总结验收（2024年第四季度）", ("总结验收", "2024-10-01", "2024-12-31")),
    ("（一）全面实施阶段（2024年下半年）", ("全面实施阶段", "2024-07-01", "2024-12-31")),
    ("（一）全面实施阶段（二〇二四年五月至十月）", ("全面实施阶段", "2024-05-01", "2024-10-31")),
    ("（一）全面实施阶段【2024年5月—10月】", ("全面实施阶段", "2024-05-01", "2024-10-31")),
]


@pytest.mark.parametrize(("line", "phase"), PHASE_FORMS)
def test_a_phase_has_its_first_and_last_day(line: str, phase: tuple[str, str, str]) -> None:
    assert spans("四、实施步骤", line) == [phase]


@pytest.mark.parametrize(
    "heading",
    ["实施步骤", "进度安排", "时间安排", "工作步骤", "方法步骤", "实施步骤及时间安排", "步骤安排"],
)
def test_a_schedule_is_known_by_its_heading(heading: str) -> None:
    lines = (f"三、{heading}", "（一）排查（2024年4月—5月）", "（二）整治（2024年6月—9月）")
    assert [title for title, _, _ in spans(*lines)] == ["排查", "整治"]


def test_near_and_far_terms_of_a_plan_are_phases() -> None:
    lines = ("（一）规划期限", "近期：2024—2025年", "远期：2026—2030年")
    assert spans(*lines) == [
        ("近期", "2024-01-01", "2025-12-31"),
        ("远期", "2026-01-01", "2030-12-31"),
    ]


def test_phases_in_a_table_are_read_by_its_columns() -> None:
    lines = (
        "四、进度安排",
        "阶段|时间|主要工作",
        "排查阶段|2024年4月—5月|摸清底数",
        "整治阶段|6月—9月|逐一整治",
    )
    assert spans(*lines) == [
        ("排查阶段", "2024-04-01", "2024-05-31"),
        ("整治阶段", "2024-06-01", "2024-09-30"),
    ]


def test_a_phase_without_dates_is_doubted() -> None:
    found, doubts = phases(passages_of("四、实施步骤", "（一）动员部署阶段。召开会议。"), ISSUED)
    assert not found
    assert [doubt.line for doubt in doubts] == [2]


def test_a_name_of_a_plan_is_no_phase() -> None:
    assert spans("二、主要任务", "（一）编制规划。编制《绿地规划（2024—2030年）》。") == []


def test_steps_inside_a_phase_take_their_year_from_it() -> None:
    lines = (
        "四、实施步骤",
        "（一）排查阶段（2024年11月至2025年3月）",
        "1.印发方案。制定并印发方案。（11月底前完成）",
        "2.排查。逐村排查。（2月底前完成）",
    )
    assert dated(*lines) == [("印发方案", "2024-11-30"), ("排查", "2025-02-28")]


def test_a_step_that_starts_and_ends_is_one_milestone_at_its_end() -> None:
    lines = ("四、进度安排", "1.开展调研。分组调研。（2024年4月启动，2024年6月底前完成报告）")
    assert dated(*lines) == [("开展调研", "2024-06-30")]


def test_a_step_that_only_starts_is_a_milestone_at_its_start() -> None:
    assert dated("四、进度安排", "1.启动编制。成立专班。（2024年4月启动）") == [
        ("启动编制", "2024-04-30")
    ]


def test_several_dates_in_one_paragraph_are_several_milestones() -> None:
    lines = (
        "四、实施步骤",
        "（一）排查阶段（2024年4月—6月）。4月15日前，制定排查方案；5月底前，完成逐户排查；6月"
        "20日前建立问题清单。",
    )
    assert dated(*lines) == [
        ("制定排查方案", "2024-04-15"),
        ("完成逐户排查", "2024-05-31"),
        ("建立问题清单", "2024-06-20"),
    ]


def test_a_relative_step_stands_beside_the_dated_one() -> None:
    lines = (
        "四、进度安排",
        "1.审议报批。按程序报批。各县规划原则上在市规划批准后一个月内，由县政府印发实施。（20"
        "24年7月底前完成）",
    )
    relative, fixed = steps(*lines)
    assert isinstance(relative.due.rule, AfterEvent)
    assert (relative.relative_to, relative.units) == ("市规划批准", ("县政府",))
    assert relative.title == "各县规划由县政府印发实施"
    assert (fixed.title, fixed.relative_to) == ("审议报批", "")


def test_each_step_of_a_paragraph_has_the_units_of_its_own_clause() -> None:
    lines = (
        "四、实施步骤",
        "（一）总结阶段（2024年11月—12月）。县水利局于11月15日前上报总结，"
        "县环委办12月10日前形成报告。12月20日前召开总结会。",
    )
    assert [m.units for m in steps(*lines)] == [("县水利局",), ("县环委办",), ()]


def test_a_month_before_who_does_it_is_a_step_in_a_schedule_only() -> None:
    text = "（一）评估。2024年12月，县环委办组织开展评估。"
    assert dated("四、进度安排", text) == [("评估", "2024-12-31")]
    assert dated("二、发展形势", text) == []


def test_a_step_without_a_number_bears_that_of_its_heading() -> None:
    lines = ("四、实施步骤", "（一）排查阶段（2024年4月—5月）", "县水利局4月底前完成排查。")
    assert [m.no for m in steps(*lines)] == ["（一）"]


def test_units_asked_for_their_opinion_do_not_owe_the_step() -> None:
    lines = (
        "四、进度安排",
        "1.征求意见。市水利局形成初稿，征求市财政局、市住建局意见。（2024年5月底前）",
    )
    assert [m.units for m in steps(*lines)] == [("市水利局",)]


def test_two_years_named_together_share_out_two_evaluations() -> None:
    lines = (
        "五、保障措施",
        "（一）规划管理。各责任单位在2023年和2025年分别开展中期评估和终期评估。",
    )
    found = steps(*lines)
    assert [(m.title, m.due.text) for m in found] == [
        ("中期评估", "2023年"),
        ("终期评估", "2025年"),
    ]
    assert {m.units for m in found} == {("各责任单位",)}


def test_a_dated_evaluation_outside_the_schedule_is_a_milestone() -> None:
    assert dated("五、组织实施", "（一）评估。2025年底前组织开展总结评估。") == [
        ("总结评估", "2025-12-31")
    ]


def test_background_goals_and_signatures_give_no_milestones() -> None:
    lines = (
        "一、工作目标",
        "到2025年，建成三个片区。",
        "2024年3月20日",
        "二、形势",
        "2023年完成了普查。",
    )
    assert steps(*lines) == []


def test_a_phases_own_span_is_no_milestone() -> None:
    assert steps("四、实施步骤", "（一）排查阶段（2024年4月—5月）。全面排查。") == []


def test_an_impossible_day_is_a_doubt() -> None:
    passages = passages_of("四、进度安排", "1.排查。（2024年6月31日前完成）")
    found, doubts = milestones(passages, (), ISSUED, units_in)
    assert [m.due.rule for m in found] == [None]
    assert "没有这一天" in doubts[0].why


REVIEWS = [
    ("规划初稿征求市有关部门意见。", ("征求意见", "市有关部门")),
    ("充分听取各县（区）的意见，完善规划。", ("征求意见", "各县（区）")),
    ("规划成果组织专家论证。", ("专家论证", "")),
    ("报请省水利厅组织对规划初稿进行技术咨询。", ("专家论证", "省水利厅")),
    ("规划成果提请局务会审议。", ("审议", "局务会")),
    ("方案报领导小组审定。", ("审议", "领导小组")),
    ("规划按程序报市政府批准实施。", ("报批", "市政府")),
    ("规划报市政府审批。", ("报批", "市政府")),
    ("批准后的规划报市水利局备案。", ("备案", "市水利局")),
    ("规划由县政府印发实施。", ("印发", "县政府")),
]


@pytest.mark.parametrize(("text", "stage"), REVIEWS)
def test_a_stage_of_review_names_who_decides(text: str, stage: tuple[str, str]) -> None:
    found, _ = reviews(passages_of("三、编制程序", f"（一）{text}"), units_in)
    assert stage in [(review.title, review.decider) for review in found]


def test_what_has_been_approved_already_is_no_stage() -> None:
    passages = passages_of("一、工作任务", "（一）方案已经市政府常务会议审议通过。")
    assert reviews(passages, units_in)[0] == ()


_TEXTS = st.lists(
    st.sampled_from(
        [
            "一、实施步骤",
            "（一）阶段（2024年4月—5月）",
            "1.排查（4月底前）",
            "2025年分别开展",
            "阶段|时间",
        ]
    )
    | st.text(max_size=30),
    max_size=12,
)


@given(_TEXTS)
def test_no_document_breaks_the_readers(lines: list[str]) -> None:
    passages = passages_of(*lines)
    found, _ = phases(passages, ISSUED)
    assert all(isinstance(phase, DraftPhase) for phase in found)
    milestones(passages, found, ISSUED, units_in)
    reviews(passages, units_in)
