"""Waiting for another unit: understood, asked for, refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from messages.dialogue.waiting import due_after_wait
from messages.speech import Verb
from tests.dialogue.desks import CALENDAR, RIVER, UNIT, WETLAND, Chat, case, photo
from workflows.calendar import at_office
from workflows.fold import after
from workflows.ledger import Fact, FactKind
from workflows.standing import Standing


@pytest.mark.parametrize(
    ("words", "unit", "what", "until"),
    [
        ("等区财政局拨款", "区财政局", "拨款", "2024-09-05"),
        ("等财政局拨款", "区财政局", "拨款", "2024-09-05"),
        ("卡在城管局那边，缺数据", "区城管执法局", "数据", "2024-09-05"),
        ("还在等住建局提供名单，9月20日前", "区住房和城乡建设局", "名单", "2024-09-20"),
        ("需要区城管局提供执法数据", "区城管执法局", "执法数据", "2024-09-05"),
        ("财政局一直没拨款", "区财政局", "拨款", "2024-09-05"),
        ("waiting for 区财政局 to send the funds", "区财政局", "the funds", "2024-09-05"),
    ],
)
def test_words_of_waiting_are_a_wait(words: str, unit: str, what: str, until: str) -> None:
    chat = Chat([WETLAND])
    chat.says(words)
    assert chat.kinds == ["waiting"]
    assert (chat.data["for"], chat.data["reason"], chat.data["until"]) == (unit, what, until)
    assert f"等{unit}提供“{what}”" in chat.text
    assert [c.text for c in chat.choices()] == ["不等了"]


@pytest.mark.parametrize(
    "words", ["正在与区财政局对接", "已完成，感谢区财政局拨款", "已报区财政局审核，推进中60%"]
)
def test_a_unit_that_is_only_mentioned_is_not_waited_for(words: str) -> None:
    chat = Chat([WETLAND])
    chat.says(words)
    assert "waiting" not in chat.kinds


def test_what_is_not_said_is_asked_for() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.BLOCKED, WETLAND)
    chat.presses("等其他单位")
    chat.says("财政")
    assert "需要区财政局提供什么" in chat.text
    chat.says("第一批资金，下周五前")
    assert (chat.data["reason"], chat.data["until"]) == ("第一批资金", "2024-09-13")


def test_progress_in_the_same_breath_is_recorded_too() -> None:
    chat = Chat([WETLAND])
    chat.says("等区财政局拨款，推进中60%")
    assert chat.kinds == ["reported:progress", "waiting"]
    assert chat.data["reason"] == "拨款"


def test_the_item_is_asked_for_where_it_is_not_clear() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.says("等区财政局拨款")
    assert chat.kinds == []
    chat.presses("5")
    assert chat.facts[-1][0] == RIVER.assignment.id
    assert chat.kinds == ["waiting"]


def test_a_name_of_no_roster_gets_did_you_mean() -> None:
    chat = Chat([WETLAND])
    chat.says("等区住房建设局批复")
    assert "名册里没有“区住房建设局”。您是说：" in chat.text
    chat.presses("住建局")
    assert (chat.data["for"], chat.data["reason"]) == ("区住房和城乡建设局", "批复")


def test_another_level_of_the_same_office_is_another_unit() -> None:
    chat = Chat([WETLAND])
    chat.says("等市财政局批复")
    assert chat.kinds == []
    assert "名册里没有“市财政局”" in chat.text
    chat.presses("只报有困难")
    assert chat.kinds == ["reported:blocked"]


def test_a_strange_unit_can_be_reported_as_a_difficulty() -> None:
    chat = Chat([WETLAND])
    chat.says("等区水务局批复")
    assert "请求发不出去" in chat.text
    chat.presses("只报有困难")
    assert chat.data["text"] == "等区水务局批复"


def test_nobody_waits_for_himself() -> None:
    chat = Chat([WETLAND])
    chat.says(f"等{UNIT}的意见")
    assert chat.kinds == []
    assert "不能等本单位" in chat.text


def test_waiting_for_the_office_is_a_question() -> None:
    chat = Chat([WETLAND])
    chat.says("等创建办答复")
    assert chat.kinds == ["question"]


def test_two_units_cannot_wait_for_each_other() -> None:
    asked = case("", "提供：拨款", task="文-28+1")
    request = replace(asked.assignment, request_of="honggutan/文-28/-/区财政局")
    chat = Chat([WETLAND, replace(asked, assignment=request)])
    chat.says("第3项等财政局批复")
    assert "正在等贵单位" in chat.text
    assert chat.kinds == []


def test_a_chain_of_requests_is_no_circle() -> None:
    asked = case("", "提供：拨款", task="文-28+1+1")
    request = replace(asked.assignment, request_of="honggutan/文-28+1/-/区财政局")
    chat = Chat([replace(asked, assignment=request)])
    chat.waited_by = {request.id: ("区财政局", "区城管执法局")}
    chat.says("等城管局的账号")
    assert "正在等贵单位" in chat.text


def test_one_unit_at_a_time_and_an_end_by_one_tap() -> None:
    chat = Chat([WETLAND])
    chat.says("等区财政局拨款")
    chat.says("等区财政局拨款")
    assert "已在等区财政局" in chat.text
    chat.says("等城管局数据")
    assert "一次只能等一个单位" in chat.text
    chat.presses("不等了")
    assert chat.kinds == ["waiting", "waiting_over"]
    chat.taps(Verb.WAIT, WETLAND, "stop")
    assert chat.kinds == ["waiting", "waiting_over"]


def test_files_with_words_of_waiting_are_not_lost() -> None:
    chat = Chat([WETLAND])
    chat.hands(photo(), caption="等区财政局拨款")
    assert "waiting" not in chat.kinds
    assert chat.draft_json or chat.data["evidence"]


def _waiting(since: date, due_on: date) -> Standing:
    standing = Standing(due_at=at_office(due_on, time(17, 30)))
    data = {"for": "区财政局", "reason": "拨款", "request": "r", "until": "2024-09-05"}
    return after(standing, Fact(FactKind.WAITING, at_office(since, time(10)), "x", data))


def test_the_due_date_moves_by_the_working_days_waited() -> None:
    waiting = _waiting(date(2024, 9, 10), date(2024, 9, 12))
    now = at_office(date(2024, 9, 18), time(9))  # 14 September is worked, 15–17 are holidays
    assert due_after_wait(waiting, now, CALENDAR) == at_office(date(2024, 9, 20), time(17, 30))


def test_a_wait_that_began_too_late_or_ended_at_once_moves_nothing() -> None:
    late = _waiting(date(2024, 9, 13), date(2024, 9, 12))
    assert due_after_wait(late, at_office(date(2024, 9, 20), time(9)), CALENDAR) is None
    short = _waiting(date(2024, 9, 10), date(2024, 9, 12))
    assert due_after_wait(short, at_office(date(2024, 9, 10), time(16)), CALENDAR) is None
