"""Tasks: which items ask for something, who answers for them, and what has to be confirmed."""

from __future__ import annotations

from datetime import date

from config.drafting.responsibility import ORDER_NOTE
from tests.drafting.papers import drafted, tasks
from workflows.programme import FixedDue

A, B, C = "市水利局", "市财政局", "市住建局"


def test_the_deepest_numbered_item_is_the_task() -> None:
    found = tasks(
        "（一）清理河道", f"1.开展清淤。（责任单位：{A}）", f"2.修复护岸。（责任单位：{B}）"
    )
    assert [(task.no, task.title, task.lead) for task in found] == [
        ("1", "开展清淤", (A,)),
        ("2", "修复护岸", (B,)),
    ]
    assert found[0].section == "主要任务 / 清理河道"


def test_items_inherit_the_label_of_their_heading() -> None:
    found = tasks(f"（一）清理河道（责任单位：{A}）", "1.开展清淤。", "2.修复护岸。")
    assert [task.lead for task in found] == [(A,), (A,)]


def test_a_label_on_its_own_line_holds_for_the_items_above_it() -> None:
    found = tasks(
        "（一）清理河道",
        "1.开展清淤。",
        "2.修复护岸。",
        f"责任单位：{A}",
        "（二）净水",
        "3.截污。",
        f"责任单位：{B}",
    )
    assert [task.lead for task in found] == [(A,), (A,), (B,)]


def test_each_item_keeps_a_label_of_its_own() -> None:
    found = tasks("1.开展清淤。", f"责任单位：{A}", "2.修复护岸。", f"责任单位：{B}")
    assert [task.lead for task in found] == [(A,), (B,)]


def test_who_leads_is_asked_where_the_document_does_not_say() -> None:
    asked, told, alone = tasks(
        f"1.清淤。（责任单位：{A}、{B}）",
        f"2.护岸。（{A}牵头，{B}配合）",
        f"3.截污。（责任单位：{C}）",
    )
    assert (asked.lead, asked.co) == ((A,), (B,))
    assert ORDER_NOTE in asked.needs_confirmation
    assert (told.lead, told.co, alone.lead) == ((A,), (B,), (C,))
    assert ORDER_NOTE not in told.needs_confirmation + alone.needs_confirmation


def test_the_first_leads_without_asking_where_the_document_says_so() -> None:
    found = drafted(
        "一、主要任务", f"1.清淤。（责任单位：{A}、{B}）", "责任单位中列第一位的为牵头单位。"
    ).tasks
    assert ORDER_NOTE not in found[0].needs_confirmation


def test_a_member_unit_helps_only_beside_one_that_leads() -> None:
    group = drafted(
        "一、组织领导", f"成员单位：{A}、{B}", "二、主要任务", f"1.清淤。（责任单位：{C}）"
    )
    assert [task.units for task in group.tasks] == [(C,)]
    found = tasks("（一）现场组", f"牵头单位：{A}", f"成员单位：{B}、{C}", "工作职责：布置会场。")
    assert [(task.lead, task.co) for task in found] == [((A,), (B, C))]


def test_units_at_the_head_of_a_line_answer_for_it() -> None:
    found = drafted(
        "一、任务分工", f"{A}：负责河道清淤和护岸修复。", f"{B}：统筹安排整治资金。"
    ).tasks
    assert [(task.title, task.lead) for task in found] == [
        ("负责河道清淤和护岸修复", (A,)),
        ("统筹安排整治资金", (B,)),
    ]


def test_aims_principles_and_support_give_no_tasks() -> None:
    found = drafted(
        "一、指导思想",
        "（一）坚持生态优先。全面推进治理。",
        "二、工作目标",
        "（一）改善水质。到2025年水质达标。",
        "三、主要任务",
        f"（一）清淤。（责任单位：{A}）",
        "四、保障措施",
        "（一）加强领导。各单位要高度重视。",
    ).tasks
    assert [task.title for task in found] == ["清淤"]


def test_an_item_without_units_is_still_a_task_of_its_chapter() -> None:
    found = tasks("（一）开展清淤。六月底前完成。", "（二）修复护岸。")
    assert [(task.title, task.units) for task in found] == [("开展清淤", ()), ("修复护岸", ())]


def test_the_same_item_printed_twice_is_listed_once_and_asked_about() -> None:
    draft = drafted("一、主要任务", "1.清淤。", "1.清淤。")
    assert len(draft.tasks) == 1
    assert any("重复" in doubt.why for doubt in draft.doubts)


def test_a_table_of_tasks_gives_a_task_a_row() -> None:
    found = drafted(
        "一、任务分解",
        "序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限",
        f"1 | 开展清淤 | {A} | {B}、{C} | 2025年6月底",
        f"2 | 修复护岸 | {B} |  | ",
        f"3 | 补水 |  | {C} | 2025年9月底",
    ).tasks
    assert [(task.no, task.title, task.lead, task.co) for task in found] == [
        ("1", "开展清淤", (A,), (B, C)),
        ("2", "修复护岸", (B,), ()),
        ("3", "补水", (), (C,)),
    ]
    due = found[0].due
    assert due is not None
    assert isinstance(due.rule, FixedDue)
    assert due.rule.on == date(2025, 6, 30)


def test_an_empty_units_cell_is_read_as_merged_and_asked_about() -> None:
    found = drafted(
        "一、任务分解", "序号 | 工作任务 | 责任单位", f"1 | 开展清淤 | {A}", "2 | 修复护岸 | "
    ).tasks
    assert found[1].lead == (A,)
    assert "合并" in found[1].needs_confirmation


def test_a_table_of_phases_is_no_table_of_tasks() -> None:
    found = drafted(
        "一、主要任务",
        f"1.清淤。（责任单位：{A}）",
        "二、进度安排",
        "阶段 | 时间 | 主要工作",
        "准备 | 2025年3月 | 制定方案",
        "整治 | 2025年4月—9月 | 组织施工",
    ).tasks
    assert [task.title for task in found] == ["清淤"]


def test_words_that_a_scan_put_into_a_label_become_a_doubt() -> None:
    draft = drafted("一、主要任务", f"1.清淤。（责任单位：{A}、皇冠体育投注网）")
    assert [unit.name for unit in draft.units] == [A]
    assert any("不像单位名称" in doubt.why for doubt in draft.doubts)


def test_who_only_watches_is_no_task() -> None:
    found = drafted(
        "一、主要任务",
        f"1.清淤。（责任单位：{A}）",
        "二、组织实施",
        "市政府督查室对落实情况开展督查。",
    ).tasks
    assert [task.title for task in found] == ["清淤"]
