"""Stages of review: who may say how one ended, in which words, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from messages.speech import Verb
from tests.dialogue.desks import CLERK, Chat, case
from workflows.assignment import StageTerms
from workflows.calendar import at_office
from workflows.case import Case
from workflows.programme import AssignmentRole
from workflows.stage import StageKind

BOARD = StageTerms("局办公会审议", StageKind.DELIBERATION, "局办公会", "送审稿")
EXPERTS = StageTerms("专家论证", StageKind.EXPERT_REVIEW, "咨询委员会", "文本")
STAGED = case("1", "编制规划", stages=(BOARD, EXPERTS))


def in_review(item: Case = STAGED) -> Chat:
    chat = Chat([item])
    chat.taps(Verb.DONE, item)
    return chat


def office(item: Case = STAGED) -> Chat:
    chat = in_review(item)
    return Chat(chat.cases, post=CLERK, now=chat.now)


def test_what_is_reported_done_enters_the_first_stage() -> None:
    chat = in_review()
    assert chat.case(STAGED).standing.state == "in_review"
    assert "局办公会审议（局办公会）" in chat.text
    assert [choice.text for choice in chat.choices()][:3] == [
        "局办公会审议 通过",
        "退回修改",
        "不需要",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "局办公会已通过",
        "局办公会审议通过了",
        "9月2日局办公会审议通过，会议纪要〔2024〕7号",
        "局办公会原则同意",
        "The board: 局办公会 passed it",
    ],
)
def test_plain_words_pass_the_stage(words: str) -> None:
    chat = in_review()
    chat.says(words)
    assert chat.kinds[-1] == "stage"
    assert chat.data["outcome"] == "passed"
    assert chat.data["stage"] == BOARD.name
    assert chat.data["decider"] == "局办公会"
    assert chat.data["on"] == "2024-09-02"
    assert chat.data["note"] == words


@pytest.mark.parametrize(
    "words",
    [
        "局办公会还没通过",
        "局办公会下周审议通过",
        "局办公会通过了吗？",
        "正在报局办公会审议",
        "局办公会预计9月通过",
        "已提请局办公会审议",
        "专家论证通过了",
    ],
)
def test_what_is_to_come_or_about_another_stage_passes_nothing(words: str) -> None:
    chat = in_review()
    chat.says(words)
    assert "stage" not in chat.kinds


def test_the_paper_and_the_day_are_kept() -> None:
    chat = in_review()
    chat.says("8月30日局办公会已通过《局办公会会议纪要》")
    assert chat.data["document"] == "《局办公会会议纪要》"
    assert chat.data["on"] == "2024-08-30"


def test_a_day_to_come_is_refused() -> None:
    chat = in_review()
    chat.says("9月9日局办公会已通过")
    assert "stage" not in chat.kinds
    assert "还没有到" in chat.text


def test_a_stage_that_sends_the_work_back_needs_a_reason() -> None:
    chat = in_review()
    chat.presses("退回修改")
    assert "stage" not in chat.kinds
    chat.says("指标依据不足，请于9月20日前补充")
    assert chat.data["outcome"] == "returned"
    assert chat.data["reason"] == "指标依据不足，请于9月20日前补充"
    assert chat.data["due_at"].startswith("2024-09-20")
    standing = chat.case(STAGED).standing
    assert standing.state == "returned"
    assert standing.decided is None, "who has said it himself is not told it"
    chat.taps(Verb.DONE, STAGED, message="b9")
    assert chat.case(STAGED).standing.stages_left[0][0] == BOARD.name, "the stage is still open"


def test_the_office_records_a_stage_by_tap_or_in_reply() -> None:
    chat = office()
    chat.taps(Verb.STAGE, STAGED, "0")
    chat.says("已通过", reply_about=(STAGED.assignment.id,))
    assert [fact.data["stage"] for _, fact in chat.facts] == [BOARD.name, EXPERTS.name]
    assert chat.case(STAGED).standing.state == "accepted"
    assert "全部完成" in chat.text


def test_a_stage_not_needed_leads_to_the_next() -> None:
    chat = office()
    chat.taps(Verb.STAGE_SKIP, STAGED, "0")
    assert chat.data["outcome"] == "skipped"
    assert chat.case(STAGED).standing.stages_left == ((EXPERTS.name, None),)


@pytest.mark.parametrize("number", ["1", "7", "", "x", "-1"])
def test_only_the_present_stage_is_recorded(number: str) -> None:
    chat = office()
    decision = chat.taps(Verb.STAGE, STAGED, number)
    assert decision.toast
    assert not chat.kinds


def test_a_double_tap_records_one_stage() -> None:
    chat = office()
    chat.taps(Verb.STAGE, STAGED, "0")
    chat.taps(Verb.STAGE, STAGED, "0")
    assert chat.kinds == ["stage"]


def test_a_co_unit_records_no_stage() -> None:
    lead = STAGED.assignment
    co = replace(STAGED, assignment=replace(lead, role=AssignmentRole.CO))
    chat = Chat([co])
    chat.taps(Verb.DONE, co)
    chat.taps(Verb.STAGE, co, "0")
    chat.says("局办公会已通过")
    assert "stage" not in chat.kinds


def test_the_next_stage_is_named_with_its_day() -> None:
    due_at = at_office(date(2024, 9, 18), time(17, 30))
    dated = case("1", "编制规划", stages=(BOARD, replace(EXPERTS, due_at=due_at)))
    chat = office(dated)
    decision = chat.taps(Verb.STAGE, dated, "0", message="r1")
    notes = [getattr(answer, "note", "") for answer in decision.answers]
    assert any("专家论证（咨询委员会，9月18日（周三）17:30）" in note for note in notes)
    assert chat.case(dated).standing.due_at == due_at
