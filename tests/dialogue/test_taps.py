"""Stories of taps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from messages.dialogue import Receipt, Refresh, Show, Sight
from messages.speech import Verb
from tests.dialogue.desks import AIR, NEWS, PLAN, RIVER, WETLAND, Chat, case, photo
from workflows.ledger import Fact, FactKind


@pytest.mark.parametrize(
    ("verb", "kind"), [(Verb.DONE, "reported:done"), (Verb.PROGRESS, "reported:progress")]
)
def test_a_tap_is_recorded_at_once_with_one_receipt(verb: Verb, kind: str) -> None:
    chat = Chat([WETLAND, RIVER])
    decision = chat.taps(verb, WETLAND)
    assert chat.kinds == [kind]
    assert [type(a) for a in decision.answers] == [Receipt, Refresh]
    assert len(chat.heard) == 1
    assert "R-0001" in chat.text
    assert "〔3〕湿地保护修复" in chat.text


def test_a_nil_report_is_taken_only_where_it_is_allowed() -> None:
    allowed = case("9", "排查汛期污染", nil_allowed=True)
    chat = Chat([allowed, NEWS])
    chat.taps(Verb.NIL, allowed)
    assert chat.kinds == ["reported:nil"]
    chat.taps(Verb.NIL, NEWS)
    assert chat.kinds == ["reported:nil"]
    assert "不接受零报告" in chat.text


def test_a_double_tap_shows_the_same_receipt_and_records_nothing() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.DONE, WETLAND, message="n1")
    second = chat.taps(Verb.DONE, WETLAND, message="n1")
    assert chat.kinds == ["reported:done"]
    assert "R-0001" in second.toast
    chat = Chat([WETLAND])
    chat.taps(Verb.PROGRESS, WETLAND, message="n1")
    again = chat.taps(Verb.PROGRESS, WETLAND, message="n1")
    assert chat.kinds == ["reported:progress"]
    assert "R-0001" in again.toast
    chat.waits(timedelta(days=1))
    chat.taps(Verb.PROGRESS, WETLAND, message="n2")
    assert chat.kinds == ["reported:progress", "reported:progress"]


def test_progress_without_a_figure_takes_one_by_tapping_the_receipt() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.PROGRESS, WETLAND)
    chat.presses("75%")
    assert chat.kinds == ["reported:progress", "corrected:progress"]
    assert chat.data["percent"] == 75
    assert chat.data["replaces"] == "R-0001"
    assert not any("%" in choice.text for choice in chat.choices())


def test_difficulty_asks_for_one_sentence_and_the_next_text_is_the_reason() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.taps(Verb.BLOCKED, WETLAND)
    assert not chat.kinds
    again = chat.taps(Verb.BLOCKED, WETLAND)
    assert not again.answers
    assert again.toast
    chat.says("征地款没到位，等区财政")
    assert chat.kinds == ["reported:blocked"]
    assert chat.data["text"] == "征地款没到位，等区财政"
    assert chat.case(WETLAND).standing.blocked_reason


def test_after_tapping_difficulty_a_plain_done_is_done_and_thanks_is_no_reason() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.taps(Verb.BLOCKED, WETLAND)
    chat.says("好的")
    assert not chat.kinds
    assert chat.last.draft is not None
    chat.says("已完成")
    assert chat.kinds == ["reported:done"]
    assert chat.facts[0][0] == WETLAND.assignment.id


def test_an_old_question_is_not_answered_by_words_of_the_next_week() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.BLOCKED, WETLAND)
    chat.waits(timedelta(days=7))
    chat.says("谢谢")
    assert not chat.kinds


def test_stale_buttons_say_so_and_record_nothing() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.DONE, WETLAND)
    finished = chat.taps(Verb.PROGRESS, WETLAND, message="old")
    assert "R-0001" in finished.toast
    assert Refresh("old") in finished.answers
    foreign = chat.taps(Verb.DONE, RIVER, message="old")
    assert foreign.alert
    assert Refresh("old") in foreign.answers
    excused = Fact(FactKind.EXCUSED, chat.now, "office", {"reason": "已取消"})
    gone = Chat([replace(RIVER, facts=(*RIVER.facts, excused))])
    assert "豁免" in gone.taps(Verb.DONE, RIVER).toast
    assert not gone.kinds
    assert chat.kinds == ["reported:done"]


def test_buttons_of_an_old_draft_do_not_touch_a_new_one() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.says("已完成")
    old = chat.choices()[0].action
    assert old is not None
    chat.says("推进中，做了一半")
    decision = chat.taps(Verb.PICK, WETLAND, arg=old.arg)
    assert not chat.kinds
    assert "过期" in decision.toast
    chat.presses("湿地")
    assert chat.kinds == ["reported:progress"]


def test_acknowledging_is_silent_and_happens_once() -> None:
    chat = Chat([WETLAND])
    first = chat.taps(Verb.ACK, WETLAND)
    assert first.toast == "已签收"
    chat.taps(Verb.ACK, WETLAND)
    assert chat.kinds == ["acknowledged"]
    assert not chat.heard


def test_a_picked_item_is_shown_and_the_next_words_are_about_it() -> None:
    chat = Chat([WETLAND, RIVER])
    decision = chat.taps(Verb.PICK, RIVER)
    assert Show(Sight.ITEM, RIVER.assignment.id) in decision.answers
    chat.says("推进中，60%")
    assert chat.facts[0][0] == RIVER.assignment.id
    assert chat.data["percent"] == 60


def test_withdrawing_makes_the_item_owed_again_and_only_once() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.DONE, WETLAND)
    chat.presses("撤回")
    assert chat.kinds == ["reported:done", "withdrawn"]
    assert chat.data["receipt"] == "R-0001"
    assert chat.case(WETLAND).standing.receipt is None
    chat.taps(Verb.WITHDRAW, WETLAND, arg="R-0001")
    assert chat.kinds == ["reported:done", "withdrawn"]


def test_nothing_is_withdrawn_after_the_office_accepted_it() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.DONE, WETLAND)
    accepted = Fact(FactKind.ACCEPTED, chat.now, "office")
    chat.cases = [replace(chat.cases[0], facts=(*chat.cases[0].facts, accepted))]
    decision = chat.taps(Verb.WITHDRAW, WETLAND, arg="R-0001")
    assert chat.kinds == ["reported:done"]
    assert "审核通过" in decision.toast


def test_the_correct_button_replaces_the_receipt_by_the_next_words() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.taps(Verb.DONE, WETLAND)
    chat.presses("改正")
    chat.says("其实才做到80%")
    assert chat.kinds == ["reported:done", "corrected:progress"]
    assert chat.data["replaces"] == "R-0001"
    assert chat.data["percent"] == 80
    assert chat.case(WETLAND).standing.percent == 80


def test_done_without_what_the_item_needs_says_exactly_what_is_missing() -> None:
    chat = Chat([NEWS, WETLAND])
    chat.taps(Verb.DONE, NEWS)
    assert not chat.kinds
    assert "还缺：工作动态信息1篇（文字、链接或文件）" in chat.text
    article = "9月2日，区生态环境局组织开展入河排污口排查，出动20余人，发现并整改问题6个。" * 2
    chat.says(article)
    assert chat.kinds == ["reported:done"]
    assert len(chat.heard) == 2


@pytest.mark.parametrize("link", ["https://www.example.gov.cn/news/1.html"])
def test_a_link_is_an_article(link: str) -> None:
    chat = Chat([NEWS, WETLAND])
    chat.taps(Verb.DONE, NEWS)
    chat.says(link)
    assert chat.kinds == ["reported:done"]


def test_a_missing_file_finishes_the_report_as_soon_as_it_arrives() -> None:
    chat = Chat([PLAN, WETLAND])
    chat.taps(Verb.DONE, PLAN)
    assert "规划印发文件（1个文件或照片）" in chat.text
    chat.hands(photo("印发"))
    assert chat.kinds == ["reported:done"]
    assert chat.data["evidence"][0]["name"] == "印发.jpg"
    assert "佐证：1件" in chat.text


@pytest.mark.parametrize("words", ["92.3%", "92.3", "优良天数比例92.3%"])
def test_a_missing_number_finishes_the_report(words: str) -> None:
    chat = Chat([AIR, WETLAND])
    chat.taps(Verb.DONE, AIR)
    chat.says(words)
    assert chat.kinds == ["reported:done"]
    assert chat.data["value"] == 92.3


def test_done_again_without_what_is_missing_offers_to_hand_in_with_a_note() -> None:
    chat = Chat([PLAN, WETLAND])
    chat.taps(Verb.DONE, PLAN)
    chat.says("已完成")
    assert not chat.kinds
    assert "仍缺" in chat.text
    chat.presses("附说明提交")
    if not chat.kinds:
        chat.says("文件还在用印，周五补")
    assert chat.kinds == ["reported:done"]
    assert chat.data["lacking"] == ["files"]
    assert "仍缺" in chat.text


def test_while_something_is_missing_an_unfinished_sentence_is_not_taken_for_it() -> None:
    chat = Chat([NEWS, WETLAND])
    chat.taps(Verb.DONE, NEWS)
    chat.says("还没写完，下周三前报")
    assert "reported:done" not in chat.kinds


def test_the_item_names_of_offline_matters_are_never_shown() -> None:
    secret = case("8", "某专项行动", task="专-08", offline=True)
    chat = Chat([secret])
    decision = chat.says("已完成，处置了三家")
    assert not chat.kinds
    assert decision.hush
    assert "某专项行动" not in chat.text
    assert "线下" in chat.text


def test_due_on_a_rest_day_counts_lateness_in_working_days() -> None:
    chat = Chat([WETLAND])
    chat.waits(timedelta(days=16))  # Wednesday 18 September, after a make-up Saturday and 中秋
    chat.taps(Verb.DONE, WETLAND)
    assert "逾期3个工作日完成" in chat.text
    assert date(2024, 9, 18) == chat.now.date()
