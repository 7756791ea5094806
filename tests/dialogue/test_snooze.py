"""Remind me later: a day and a reason, never beyond the due date, never an answer."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from messages.speech import Verb
from tests.dialogue.desks import RIVER, WETLAND, Chat, case
from workflows.calendar import at_office
from workflows.standing import State


@pytest.mark.parametrize(
    ("words", "until", "reason"),
    [
        ("下周一再提醒我，等会议结果", "2024-09-09", "等会议结果"),
        ("等会议结果，后天提醒我", "2024-09-04", "等会议结果"),
        ("过三天再提醒，等材料", "2024-09-05", "等材料"),
        (
            "remind me on 2024-09-10, waiting for the meeting",
            "2024-09-10",
            "waiting for the meeting",
        ),
    ],
)
def test_a_day_with_a_reason_is_enough(words: str, until: str, reason: str) -> None:
    chat = Chat([WETLAND])
    chat.says(words)
    assert chat.kinds == ["snoozed"]
    assert (chat.data["until"], chat.data["reason"]) == (until, reason)
    assert "时限仍是9月12日（周四）17:30" in chat.text
    assert chat.case(WETLAND).standing.state is State.OPEN, "it is no answer"


@pytest.mark.parametrize("words", ["不用提醒", "别再提醒了", "收到提醒"])
def test_other_talk_of_reminders_is_none(words: str) -> None:
    chat = Chat([WETLAND])
    chat.says(words)
    assert "snoozed" not in chat.kinds


def test_two_taps_and_a_reason() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.BLOCKED, WETLAND)
    chat.presses("稍后提醒")
    assert [c.text for c in chat.choices()] == [
        "明天 9月3日（周二）",
        "时限前三日 9月9日（周一）",
    ]
    chat.presses("明天")
    assert "为什么推后" in chat.text
    chat.presses("等材料")
    assert (chat.data["until"], chat.data["reason"]) == ("2024-09-03", "等材料")
    chat.taps(Verb.SNOOZE, WETLAND, "w1.b2")
    assert chat.kinds == ["snoozed"], "an old button does nothing"


def test_the_reason_may_be_a_sentence() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.says("周四再提醒我")
    chat.presses("5")
    chat.says("验收会还没开")
    assert chat.facts[-1][0] == RIVER.assignment.id
    assert chat.data["reason"] == "验收会还没开"


def test_not_past_the_due_date_an_extension_is_offered() -> None:
    chat = Chat([WETLAND])
    chat.says("9月20日再提醒我，等材料")
    assert chat.kinds == []
    assert "提醒不能推过时限" in chat.text
    chat.presses("申请延期")
    assert "想延到哪天" in chat.text


def test_what_is_overdue_is_not_put_off() -> None:
    chat = Chat([WETLAND], now=at_office(date(2024, 9, 13), time(10)))
    chat.taps(Verb.SNOOZE, WETLAND)
    assert "不能再推后提醒" in chat.text
    assert [c.text for c in chat.choices()] == ["申请延期"]


def test_today_and_the_far_future_are_refused() -> None:
    open_end = case("2", "定期部署推进", None)
    chat = Chat([open_end])
    chat.taps(Verb.SNOOZE, open_end, "2024-09-02")
    assert "不是今天以后的日期" in chat.text
    chat.taps(Verb.SNOOZE, open_end, "2025-03-01")
    assert "最多推后三个月" in chat.text
    assert chat.kinds == []


def test_a_day_later_the_question_is_over() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.SNOOZE, WETLAND)
    chat.waits(timedelta(days=2))
    chat.says("验收会还没开")
    assert "snoozed" not in chat.kinds
