"""Stories of extensions, and the office's side of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from messages.dialogue import Refresh
from messages.speech import Verb
from tests.dialogue.desks import CLERK, RIVER, WETLAND, Chat, case
from workflows.roster import Post, Role


def offered(chat: Chat) -> list[str]:
    return [c.action.arg for c in chat.choices() if c.action and c.action.verb is Verb.UNTIL]


def asked_for(text: str) -> Chat:
    chat = Chat([WETLAND, RIVER])
    chat.says(text, reply_about=(WETLAND.assignment.id,))
    return chat


def test_days_are_offered_that_make_sense() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.EXTEND, WETLAND)
    days = [date.fromisoformat(day) for day in offered(chat)]
    assert days == sorted(days)
    assert 1 <= len(days) <= 4
    assert all(day > date(2024, 9, 12) for day in days)
    assert date(2024, 9, 30) in days
    assert date(2024, 9, 13) in days  # 下周五, the day after the due day
    assert date(2024, 9, 16) not in days  # 中秋


def test_a_tapped_day_and_a_typed_reason_make_a_request() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.taps(Verb.EXTEND, WETLAND)
    chat.presses("9月30日")
    assert not chat.kinds
    chat.says("人手抽去防汛了")
    assert chat.kinds == ["extension_asked"]
    assert chat.data["until"] == "2024-09-30"
    assert chat.data["reason"] == "人手抽去防汛了"
    assert "late" not in chat.data
    assert "原时限有效" in chat.text


def test_a_typed_day_is_as_good_as_a_tapped_one() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.EXTEND, WETLAND)
    chat.says("9月20日")
    assert not chat.kinds
    chat.says("报告还在专家论证")
    assert chat.data["until"] == "2024-09-20"
    assert chat.data["reason"] == "报告还在专家论证"


@pytest.mark.parametrize(
    ("text", "until", "reason"),
    [
        ("申请延期至月底，原因：报告还在专家论证", "2024-09-30", "报告还在专家论证"),
        ("因防汛抽调人手，申请延期到9月20日", "2024-09-20", "防汛抽调人手"),
        ("能不能缓到9月18日？人手抽去防汛了", "2024-09-18", "人手抽去防汛了"),
    ],
)
def test_one_sentence_with_day_and_reason_is_enough(text: str, until: str, reason: str) -> None:
    chat = asked_for(text)
    assert chat.kinds == ["extension_asked"]
    assert chat.data["until"] == until
    assert chat.data["reason"] == reason


def test_a_reason_typed_first_is_kept_until_the_day_is_tapped() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.EXTEND, WETLAND)
    chat.says("专家评审还没排上")
    assert not chat.kinds
    chat.presses("9月30日")
    assert chat.kinds == ["extension_asked"]
    assert chat.data["reason"] == "专家评审还没排上"


def test_a_day_that_is_no_later_is_not_taken() -> None:
    chat = asked_for("申请延期到9月10日，原因：等批复")
    assert not chat.kinds
    assert "不晚于现时限" in chat.text
    assert offered(chat)


def test_a_request_after_the_deadline_is_recorded_as_late() -> None:
    chat = Chat([WETLAND])
    chat.waits(timedelta(days=11))
    chat.taps(Verb.EXTEND, WETLAND)
    assert "逾期后申请" in chat.text
    chat.presses("9月30日")
    chat.says("等批复")
    assert chat.data["late"] is True
    assert "逾期后申请" in chat.text


def test_the_same_request_is_not_recorded_twice() -> None:
    chat = asked_for("申请延期至月底，原因：报告还在专家论证")
    chat.says("申请延期至月底，原因：报告还在专家论证", reply_about=(WETLAND.assignment.id,))
    assert chat.kinds == ["extension_asked"]


def test_an_item_without_an_end_needs_no_extension() -> None:
    endless = case("2", "定期部署推进", None)
    chat = Chat([endless])
    chat.taps(Verb.EXTEND, endless)
    assert not chat.kinds
    assert "未设时限" in chat.text


def requested() -> Chat:
    chat = asked_for("申请延期至9月20日，原因：报告还在专家论证")
    return Chat(chat.cases, post=CLERK, now=chat.now)


def test_granting_moves_the_due_instant_to_that_days_cutoff() -> None:
    office = requested()
    decision = office.taps(Verb.GRANT, WETLAND, message="r1")
    assert office.kinds == ["extended"]
    assert office.data["due_at"] == "2024-09-20T17:30:00+08:00"
    assert any(isinstance(a, Refresh) and a.message == "r1" for a in decision.answers)
    assert office.case(WETLAND).standing.extensions == 1
    again = office.taps(Verb.REFUSE, WETLAND, message="r1")
    assert office.kinds == ["extended"]
    assert again.toast


def test_refusing_keeps_the_due_instant() -> None:
    office = requested()
    office.taps(Verb.REFUSE, WETLAND)
    assert office.kinds == ["extension_refused"]
    assert office.case(WETLAND).standing.due_at == WETLAND.standing.due_at


def test_the_office_may_answer_in_words_and_name_another_day() -> None:
    office = requested()
    office.says("同意延到9月18日", reply_about=(WETLAND.assignment.id,))
    assert office.data["due_at"].startswith("2024-09-18T17:30")
    office = requested()
    office.says("不同意，已延过一次", reply_about=(WETLAND.assignment.id,))
    assert office.kinds == ["extension_refused"]
    assert office.data["reason"] == "已延过一次"


def test_a_liaison_cannot_grant_his_own_request() -> None:
    chat = asked_for("申请延期至9月20日，原因：报告还在专家论证")
    chat.taps(Verb.GRANT, WETLAND)
    assert chat.kinds == ["extension_asked"]


def test_another_office_decides_nothing_of_this_one() -> None:
    office = requested()
    office.post = Post("另一领导小组办公室", Role.CLERK, "工作人员")
    for verb in (Verb.GRANT, Verb.REFUSE):
        assert office.taps(verb, WETLAND).toast
    office.says("同意", reply_about=(WETLAND.assignment.id,))
    assert not office.kinds


def done() -> Chat:
    chat = Chat([WETLAND])
    chat.taps(Verb.DONE, WETLAND)
    return Chat(chat.cases, post=CLERK, now=chat.now)


def test_a_report_is_accepted_once() -> None:
    office = done()
    office.taps(Verb.ACCEPT, WETLAND)
    office.taps(Verb.ACCEPT, WETLAND)
    assert office.kinds == ["accepted"]


def test_a_report_is_returned_with_a_reason_by_tap_or_words() -> None:
    office = done()
    office.taps(Verb.RETURN, WETLAND)
    assert not office.kinds
    office.presses("材料不全")
    assert office.kinds == ["returned"]
    assert office.data["reason"] == "材料不全"
    office = done()
    office.taps(Verb.RETURN, WETLAND)
    office.says("请补充验收意见")
    assert office.data["reason"] == "请补充验收意见"


def test_a_returned_item_that_is_overdue_gets_three_working_days() -> None:
    office = done()
    office.now += timedelta(days=11)  # Friday 13 September
    office.taps(Verb.RETURN, WETLAND, arg="1")
    assert office.data["due_at"] == "2024-09-19T17:30:00+08:00"
