"""The office reviews, answers, waives, enters for a unit and closes, by taps and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from messages.dialogue import Refresh
from messages.speech import Verb
from tests.dialogue.desks import CLERK, RIVER, UNIT, WETLAND, Chat, case, photo
from workflows.case import Case
from workflows.programme import Needs
from workflows.roster import Post, Role

REVIEWED = case("3", "湿地保护修复", review=True)
ALSO = case("5", "入河排污口整治", review=True)


def reported(*cases: Case) -> Chat:
    """The office's chat after the unit has reported these items done."""
    chat = Chat(list(cases or (REVIEWED,)))
    for each in chat.cases:
        chat.taps(Verb.DONE, each)
    return office_of(chat)


def office_of(chat: Chat) -> Chat:
    return Chat(chat.cases, post=CLERK, now=chat.now)


def about(*cases: Case) -> tuple[str, ...]:
    return tuple(each.assignment.id for each in cases)


@pytest.mark.parametrize("words", ["通过", "同意", "审核通过", "可以", "ok", "Approved."])
def test_a_word_in_reply_accepts(words: str) -> None:
    office = reported()
    office.says(words, reply_about=about(REVIEWED))
    assert office.kinds == ["accepted"]
    assert "审核通过" in office.text


@pytest.mark.parametrize("words", ["退回：材料未盖章", "不通过，材料未盖章", "不同意 材料未盖章"])
def test_a_reason_in_reply_returns(words: str) -> None:
    office = reported()
    office.says(words, reply_about=about(REVIEWED))
    assert office.kinds == ["returned"]
    assert office.data["reason"] == "材料未盖章"


def test_a_return_without_a_reason_is_asked_for_one() -> None:
    office = reported()
    office.says("退回", reply_about=about(REVIEWED))
    assert not office.kinds
    assert "原因" in office.text


def test_the_reason_may_set_the_day() -> None:
    office = reported()
    office.says("退回：请于9月20日前补盖章重报", reply_about=about(REVIEWED))
    assert office.data["due_at"] == "2024-09-20T17:30:00+08:00"
    assert "9月20日" in office.text


def test_a_day_in_the_reason_that_is_no_deadline_sets_none() -> None:
    office = reported()
    office.says("退回：9月20日的会议纪要没有附", reply_about=about(REVIEWED))
    assert "due_at" not in office.data


def test_accepting_refreshes_the_receipt_of_the_unit() -> None:
    office = reported()
    decision = office.taps(Verb.ACCEPT, REVIEWED, message="r1")
    receipts = [a.receipt for a in decision.answers if isinstance(a, Refresh) and a.receipt]
    assert receipts == ["R-0001"]
    notes = [a.note for a in decision.answers if isinstance(a, Refresh) and a.message == "r1"]
    assert "审核通过" in notes[0]


def test_all_reviews_of_a_message_are_accepted_by_one_word() -> None:
    office = reported(REVIEWED, ALSO)
    office.says("全部通过", reply_about=about(REVIEWED, ALSO))
    assert office.kinds == ["accepted", "accepted"]
    assert "2项" in office.text


def test_one_word_for_two_reviews_is_asked_about() -> None:
    office = reported(REVIEWED, ALSO)
    office.says("通过", reply_about=about(REVIEWED, ALSO))
    assert not office.kinds
    assert len(office.choices()) == 2


def test_the_reply_is_about_what_its_message_asked() -> None:
    """An extension and a question wait on one item; the message was about the extension."""
    chat = Chat([REVIEWED])
    chat.says("第3项申请延期至9月20日，原因：报告还在专家论证")
    chat.says("第3项要盖章吗？")
    office = office_of(chat)
    office.says("同意", reply_about=about(REVIEWED), reply_rungs=("extension 2024-09-20",))
    assert office.kinds == ["extended"]
    office = office_of(chat)
    office.says("同意", reply_about=about(REVIEWED), reply_rungs=("question 1",))
    assert office.kinds == ["answered"]


def test_a_second_word_decides_nothing() -> None:
    office = reported()
    office.says("通过", reply_about=about(REVIEWED))
    office.says("退回：重做", reply_about=about(REVIEWED))
    assert office.kinds == ["accepted"]
    assert "已经处理过" in office.text


def test_a_question_is_answered_word_for_word() -> None:
    chat = Chat([WETLAND])
    chat.says("第3项附件要盖章吗？")
    office = office_of(chat)
    office.taps(Verb.ANSWER, WETLAND)
    office.says("要盖公章，<b>一式三份</b>")
    assert office.kinds == ["answered"]
    assert office.data["text"] == "要盖公章，<b>一式三份</b>"
    assert not office.case(WETLAND).standing.question
    office.taps(Verb.ANSWER, WETLAND)
    assert office.kinds == ["answered"]


def test_a_waiver_needs_its_reason() -> None:
    office = Chat([WETLAND], post=CLERK)
    office.taps(Verb.WAIVE, WETLAND)
    office.says("机构调整，并入区级方案")
    assert office.kinds == ["excused"]
    assert office.data["reason"] == "机构调整，并入区级方案"
    office.taps(Verb.WAIVE, WETLAND)
    assert office.kinds == ["excused"]
    office = Chat([WETLAND], post=CLERK)
    office.says("豁免", reply_about=about(WETLAND))
    assert not office.kinds
    office.says("豁免：已并入区级方案", reply_about=about(WETLAND))
    assert office.data["reason"] == "已并入区级方案"


def test_an_entry_is_read_as_the_units_own_words() -> None:
    office = Chat([WETLAND], post=CLERK)
    office.taps(Verb.PROXY, WETLAND)
    office.says("推进中60%，预计9月11日完成")
    assert office.kinds == ["reported:progress"]
    assert office.data["percent"] == 60
    assert office.data["on_behalf"] is True
    assert office.data["for"] == UNIT
    assert office.data["receipt"] == "R-0001"
    assert "由办公室代区生态环境局登记" in office.text
    assert not office.choices(), "the office corrects nothing for the unit"


def test_an_entry_in_doubt_is_not_made() -> None:
    office = Chat([WETLAND], post=CLERK)
    office.taps(Verb.PROXY, WETLAND)
    office.says("他们说基本完成了，差个签字")
    assert not office.kinds
    office.says("有困难，经费没到位")
    assert office.kinds == ["reported:blocked"], "the question still stands"


def test_what_an_entry_lacks_is_noted_and_not_asked_for() -> None:
    item = case("1", "编制规划", needs=Needs(files=1, note="规划文件"))
    office = Chat([item], post=CLERK)
    office.says("代录：已完成", reply_about=about(item))
    assert office.kinds == ["reported:done"]
    assert office.data["lacking"] == ["files"]


def test_words_about_an_offline_matter_are_not_kept() -> None:
    item = case("8", "某专项", task="专-08", offline=True)
    office = Chat([item], post=CLERK)
    decision = office.says("代录：已完成", reply_about=about(item))
    assert decision.hush
    assert not office.kinds


def test_only_accepted_or_unreviewed_work_is_closed() -> None:
    office = reported()
    office.taps(Verb.CLOSE, REVIEWED)
    assert not office.kinds, "it waits to be reviewed"
    office.taps(Verb.ACCEPT, REVIEWED)
    office.taps(Verb.CLOSE, REVIEWED)
    office.taps(Verb.CLOSE, REVIEWED)
    assert office.kinds == ["accepted", "closed"]
    plain = reported(RIVER)
    plain.says("销号", reply_about=about(RIVER))
    assert plain.kinds == ["closed"]


@pytest.mark.parametrize(
    "verb", [Verb.ACCEPT, Verb.RETURN, Verb.CLOSE, Verb.ANSWER, Verb.WAIVE, Verb.PROXY]
)
def test_another_office_can_do_nothing(verb: Verb) -> None:
    office = reported()
    office.post = Post("另一领导小组办公室", Role.CLERK, "工作人员")
    decision = office.taps(verb, REVIEWED, arg="1")
    assert decision.toast
    assert not office.kinds
    assert not office.heard


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.CLOSE, Verb.WAIVE, Verb.PROXY])
def test_a_unit_cannot_decide_on_its_own_work(verb: Verb) -> None:
    chat = Chat([REVIEWED])
    chat.taps(Verb.DONE, REVIEWED)
    chat.taps(verb, REVIEWED)
    assert chat.kinds == ["reported:done"]


def test_a_question_to_the_office_dies_after_a_day() -> None:
    office = reported()
    office.taps(Verb.RETURN, REVIEWED)
    office.waits(timedelta(days=2))
    office.says("材料不全")
    assert not office.kinds


def test_files_that_the_unit_handed_in_stay_its_own() -> None:
    office = reported()
    office.hands(photo())
    assert not office.kinds
    assert "不收佐证" in office.text


def test_the_office_may_speak_english() -> None:
    office = replace(reported(), lang="en")
    office.says("return: not sealed", reply_about=about(REVIEWED))
    assert office.data["reason"] == "not sealed"
    assert "Returned" in office.text
