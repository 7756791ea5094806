"""Stories of photos, files, albums and voice."""

from __future__ import annotations

from messages.dialogue import Evidence, Receipt, Refresh, Speak
from messages.speech import Verb
from tests.dialogue.desks import PLAN, RIVER, WETLAND, Chat, photo


def test_a_photo_with_a_clear_caption_is_recorded_at_once() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.hands(photo(), caption="第3项已完成")
    assert chat.kinds == ["reported:done"]
    assert chat.data["evidence"][0]["sha256"] == "sha-现场"
    assert len(chat.heard) == 1


def test_files_without_words_are_gathered_behind_one_answer() -> None:
    chat = Chat([WETLAND, RIVER])
    for n in range(3):
        decision = chat.hands(photo(str(n)))
        assert not decision.records
        (answer,) = decision.answers
        assert isinstance(answer, Speak)
        assert answer.in_place
    assert "照片3张" in chat.text
    chat.presses("湿地")
    assert chat.kinds == ["evidence_added"]
    assert len(chat.data["evidence"]) == 3
    chat.presses("已完成")
    assert chat.kinds == ["evidence_added", "reported:done"]


def test_files_for_the_only_item_are_handed_in_by_one_tap() -> None:
    chat = Chat([PLAN])
    chat.hands(photo())
    chat.presses("提交：已完成")
    assert chat.kinds == ["reported:done"]
    assert len(chat.data["evidence"]) == 1


def test_words_after_the_files_hand_them_in() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.hands(photo("1"))
    chat.hands(photo("2"))
    chat.says("第5项已完成")
    assert chat.kinds == ["reported:done"]
    assert len(chat.data["evidence"]) == 2
    assert chat.last.draft is None


def test_an_album_ends_in_one_report_whatever_the_order() -> None:
    first, second, third = (photo(str(n), "alb") for n in range(3))
    before = Chat([WETLAND, RIVER])
    before.hands(first, album="alb")
    before.hands(second, caption="第3项已完成", album="alb")
    before.hands(third, album="alb")
    after = Chat([WETLAND, RIVER])
    after.hands(first, caption="第3项已完成", album="alb")
    after.hands(second, album="alb")
    after.hands(third, album="alb")
    for chat in (before, after):
        assert chat.kinds[0] == "reported:done"
        assert set(chat.kinds[1:]) == {"evidence_added"}
        assert {assignment for assignment, _ in chat.facts} == {WETLAND.assignment.id}
        assert chat.case(WETLAND).standing.evidence == 3
        assert chat.last.answers == (Refresh(receipt="R-0001"),)
        assert "佐证：3件" in chat.recalled(WETLAND, "R-0001").html


def test_the_same_album_item_twice_is_added_once() -> None:
    chat = Chat([WETLAND])
    chat.hands(photo("1", "alb"), caption="已完成", album="alb")
    chat.hands(photo("1", "alb"), album="alb")
    assert chat.kinds == ["reported:done"]


def test_photos_sent_after_the_report_are_offered_to_it_first() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.says("第3项已完成")
    chat.hands(photo())
    chat.presses("湿地")
    assert chat.kinds == ["reported:done", "evidence_added"]
    assert chat.facts[1][0] == WETLAND.assignment.id


def test_voice_is_evidence_and_asks_for_one_word() -> None:
    chat = Chat([WETLAND])
    chat.hands(Evidence("sha-v", "", "voice", 900))
    assert "没有读取" in chat.text
    chat.presses("推进中")
    assert chat.kinds == ["reported:progress"]
    assert chat.data["evidence"][0]["kind"] == "voice"


def test_a_file_seen_before_is_pointed_out_and_taken() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.hands(photo("同一张"), caption="第3项已完成")
    chat.hands(photo("同一张"), caption="第5项已完成")
    assert chat.kinds == ["reported:done", "reported:done"]
    assert "R-0001" in chat.text
    assert "相同" in chat.text


def test_a_question_asked_while_files_wait_does_not_lose_them() -> None:
    chat = Chat([WETLAND])
    chat.hands(photo())
    chat.says("附件要盖章吗？")
    assert chat.kinds == ["question"]
    chat.says("已完成")
    assert chat.kinds == ["question", "reported:done"]
    assert len(chat.data["evidence"]) == 1


def test_a_photo_joins_words_that_wait_for_their_item() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.says("已完成")
    chat.hands(photo())
    assert not chat.kinds
    chat.presses("湿地")
    assert chat.kinds == ["reported:done"]
    assert len(chat.data["evidence"]) == 1


def test_a_photo_joins_the_reason_that_is_asked_for() -> None:
    chat = Chat([WETLAND])
    chat.taps(Verb.BLOCKED, WETLAND)
    chat.hands(photo())
    chat.says("道路塌方进不去")
    assert chat.kinds == ["reported:blocked"]
    assert len(chat.data["evidence"]) == 1


def test_a_caption_that_says_nothing_of_the_state_keeps_its_item() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.hands(photo(), caption="湿地现场照片", album="")
    assert "reported:done" not in chat.kinds


def test_files_in_two_hands_of_one_caption_give_one_receipt() -> None:
    chat = Chat([PLAN, RIVER])
    decision = chat.hands(photo("1"), photo("2"), caption="第1项已完成，文件见附件")
    assert [type(a) for a in decision.answers] == [Receipt]
    assert len(chat.data["evidence"]) == 2


def test_files_that_wait_outlive_taps_on_other_items() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.taps(Verb.PROGRESS, RIVER)
    chat.hands(photo("1"))
    chat.taps(Verb.CORRECT, RIVER, arg="R-0001")
    assert chat.last.draft is not None
    assert len(chat.last.draft.evidence) == 1
    chat.taps(Verb.DISCARD, arg=chat.last.draft.key)
    assert chat.last.draft is None
