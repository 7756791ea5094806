"""One-off submissions and dated doings outside a schedule, and phases told in other ways."""

from __future__ import annotations

import re
from datetime import date

import pytest

from config.drafting.context import DueContext
from config.drafting.milestones import milestones
from config.drafting.model import DraftMilestone, Passage
from config.drafting.phases import phases
from workflows.programme import AfterEvent, FixedDue

ISSUED = DueContext(issued_on=date(2024, 3, 20), year=2024)
_UNIT = re.compile(r"各单位|各成员单位|各镇|各承办单位|[市区县](?:水利局|住建局|财政局|环委办)")


def units_in(text: str) -> tuple[str, ...]:
    """The units of these examples that the text names."""
    return tuple(dict.fromkeys(found.group() for found in _UNIT.finditer(text)))


def passage(line: int, text: str, no: str = "", parent: int | None = None) -> Passage:
    """A passage; its title is its first sentence."""
    level = {"": 0, "一": 1, "三": 1}.get(no, 2)
    return Passage(line, no, level, re.split(r"[。（]", text)[0], text, parent)


def asked(*passages: Passage) -> list[DraftMilestone]:
    """The milestones of these passages."""
    found, _ = phases(passages, ISSUED)
    return list(milestones(passages, found, ISSUED, units_in)[0])


def under(heading: str, text: str, no: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
    """Title, day and units of the milestones of one passage under a heading."""
    found = asked(passage(1, heading, "三"), passage(2, text, no, 0))
    days = [(m.due.rule.on.isoformat() if isinstance(m.due.rule, FixedDue) else "") for m in found]
    return [(m.title, day, m.units) for m, day in zip(found, days, strict=True)]


SENT = [
    ("各单位请于4月10日前将名单报送市环委办。", "将名单报送市环委办", "2024-04-10"),
    ("各单位应于2024年3月31日前报送实施细则。", "报送实施细则", "2024-03-31"),
    ("4月8日前，各单位须提交工作打算。", "提交工作打算", "2024-04-08"),
]


@pytest.mark.parametrize(("text", "title", "day"), SENT)
@pytest.mark.parametrize("heading", ["工作要求", "有关要求", "保障措施"])
def test_what_is_sent_once_is_a_milestone(text: str, title: str, day: str, heading: str) -> None:
    ((found, on, units),) = under(heading, text)
    assert (title in found, on, units) == (True, day, ("各单位",))


def test_two_submissions_in_one_sentence_are_two_milestones() -> None:
    text = "各单位于4月8日前报送工作打算，12月15日前报送总结。"
    assert under("工作要求", text) == [
        ("报送工作打算", "2024-04-08", ("各单位",)),
        ("报送总结", "2024-12-15", ("各单位",)),
    ]


def test_a_recurring_report_beside_it_is_no_milestone() -> None:
    text = "各单位每季度末月28日前报送进展，11月20日前报送全年总结。"
    assert [(title, day) for title, day, _ in under("工作要求", text)] == [
        ("报送全年总结", "2024-11-20")
    ]


def test_a_day_of_every_year_is_no_milestone() -> None:
    text = "每年12月20日前，各单位提交自评报告。市环委办于次年1月15日前提出考核结果。"
    assert under("考核办法", text) == []


def test_a_dated_doing_among_the_requirements_is_a_milestone() -> None:
    text = "2026年4月10日前完成自评，4月下旬申请省级验收。"
    assert [(title, day) for title, day, _ in under("工作要求", text, "3")] == [
        ("完成自评", "2026-04-10"),
        ("申请省级验收", "2026-04-30"),
    ]


def test_the_letter_before_the_plan_may_ask_for_something_once() -> None:
    (stone,) = asked(passage(1, "请各单位于2024年4月12日前将联系人报市环委办。"))
    assert (stone.units, stone.due.text) == (("各单位",), "2024年4月12日前")


def test_a_closing_paragraph_after_the_tasks_may_ask_for_something_once() -> None:
    (stone,) = asked(
        passage(1, "主要任务", "一"),
        passage(2, "落实责任。逐级签订责任书。", "（一）", 0),
        passage(3, "请各承办单位于2024年5月28日前将落实情况报市环委办。", "", 1),
    )
    assert (stone.units, stone.title) == (("各承办单位",), "将落实情况报市环委办")


def test_a_tasks_own_deadline_is_left_to_the_task() -> None:
    label = "开展排查，6月底前报市水利局。（责任单位：市住建局）"
    assert under("主要任务", label, "（一）") == []
    assert under("工作要求", label, "（一）") == []


def test_a_goal_for_a_year_is_no_submission() -> None:
    assert under("保障措施", "到2025年，建立考核机制，各单位逐级报告。") == []


def test_what_is_owed_after_an_event_names_the_event() -> None:
    (stone,) = asked(
        passage(1, "工作要求", "三"),
        passage(2, "各单位在事项办结后3日内书面报市环委办。", "", 0),
    )
    rule = stone.due.rule
    assert isinstance(rule, AfterEvent)
    assert "办结" in rule.event


def test_phases_told_in_one_sentence_are_several() -> None:
    text = "4月至5月为申报阶段，6月至11月为施工阶段，12月为验收阶段。"
    found, _ = phases((passage(1, "时间安排", "三"), passage(2, text, "", 0)), ISSUED)
    assert [(p.title, str(p.start_on), str(p.end_on)) for p in found] == [
        ("申报阶段", "2024-04-01", "2024-05-31"),
        ("施工阶段", "2024-06-01", "2024-11-30"),
        ("验收阶段", "2024-12-01", "2024-12-31"),
    ]


def test_a_phase_named_after_its_ordinal_keeps_its_name() -> None:
    text = "第一阶段：自查整改（2024年4月至6月）。各单位自查。"
    own = Passage(2, "", 0, "第一阶段", text, 0)
    found, _ = phases((passage(1, "步骤安排", "三"), own), ISSUED)
    assert [(p.title, str(p.end_on)) for p in found] == [("自查整改", "2024-06-30")]


def test_an_item_beside_phases_is_a_phase_though_only_its_end_is_printed() -> None:
    found, _ = phases(
        (
            passage(1, "进度安排", "三"),
            passage(2, "课题研究。2024年4月至8月，形成成果。", "（一）", 0),
            passage(3, "思路起草。2024年10月底前，形成思路并上报。", "（二）", 0),
        ),
        ISSUED,
    )
    assert [(p.title, str(p.start_on), str(p.end_on)) for p in found] == [
        ("课题研究", "2024-04-01", "2024-08-31"),
        ("思路起草", "None", "2024-10-31"),
    ]


def test_a_phase_that_begins_in_the_last_third_of_a_month_begins_then() -> None:
    text = "实施阶段（2024年3月下旬至11月）。全面推进。"
    found, _ = phases((passage(1, "实施步骤", "三"), passage(2, text, "（一）", 0)), ISSUED)
    assert [(str(p.start_on), str(p.end_on)) for p in found] == [("2024-03-21", "2024-11-30")]


def test_the_steps_in_a_row_of_phases_are_milestones_and_the_row_is_none() -> None:
    rows = (
        ("阶段", "时间", "主要工作"),
        ("排查摸底", "2024年4月1日—5月31日", "入户排查，5月20日前录入系统"),
        ("总结验收", "2024年11月—12月", "抽查验收，11月25日前报送总结报告"),
    )
    table = [Passage(n, "", 0, row[0], " | ".join(row), 0, row) for n, row in enumerate(rows, 2)]
    found = asked(passage(1, "进度安排", "三"), *table)
    assert [(m.title, m.due.text) for m in found] == [
        ("录入系统", "5月20日前"),
        ("报送总结报告", "11月25日前"),
    ]
