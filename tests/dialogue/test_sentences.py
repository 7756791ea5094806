"""Both languages say the same things, and everything that is said exists."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

from messages.compose.markup import markup_problem
from messages.dialogue import sentences_en, sentences_zh
from messages.dialogue.needs import Lack
from messages.speech import Verb
from messages.understand import Intent
from tests.dialogue.desks import NEWS, PLAN, RIVER, WETLAND, Chat, case, photo
from workflows.standing import State

ZH, EN = sentences_zh.CHINESE, sentences_en.ENGLISH
SOURCES = Path(sentences_zh.__file__).parent


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    assert ZH.keys() == EN.keys()
    for key, sentence in ZH.items():
        assert fields(sentence) == fields(EN[key]), key


def test_every_sentence_named_in_the_code_exists() -> None:
    for path in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("say", "plain", "tell", "button") and len(node.args) > 1:
                key = node.args[1]
                if isinstance(key, ast.Constant):
                    assert key.value in ZH, f"{path.name}:{node.lineno} {key.value}"


def test_every_member_of_a_closed_set_has_its_sentence() -> None:
    wanted = {f"state_{state.value}" for state in State}
    wanted |= {f"lack_{lack.value}_how" for lack in Lack} | {f"lack_{lack.value}" for lack in Lack}
    silent = (Intent.ACK, Intent.MULTI, Intent.CORRECTION, Intent.OTHER)
    wanted |= {f"reading_{intent.value}" for intent in Intent if intent not in silent}
    assert wanted <= ZH.keys()


def test_a_receipt_reads_like_this() -> None:
    chat = Chat([WETLAND])
    chat.hands(photo(), caption="已完成，验收材料见附件")
    assert chat.text == (
        "✓ <b>回执 R-0001</b>　9月2日 10:00\n"
        "〔3〕湿地保护修复\n"
        "我理解为：<b>已完成</b>\n"
        "原话：已完成，验收材料见附件\n"
        "按时完成（时限9月12日（周四）17:30）\n"
        "佐证：1件\n"
        "下一步：已入台账，不用再报。"
    )
    assert [c.text for c in chat.choices()] == ["改正", "撤回"]


def test_a_receipt_of_progress_reads_like_this() -> None:
    chat = Chat([WETLAND])
    chat.says("推进中60%，预计9月11日完成")
    assert chat.text == (
        "✓ <b>回执 R-0001</b>　9月2日 10:00\n"
        "〔3〕湿地保护修复\n"
        "我理解为：<b>推进中、60%、预计9月11日（周三）完成</b>\n"
        "原话：推进中60%，预计9月11日完成\n"
        "时限9月12日（周四）17:30，还有8个工作日\n"
        "下一步：办完回复“已完成”。"
    )


def test_a_receipt_for_two_items_reads_like_this() -> None:
    chat = Chat([WETLAND, RIVER])
    chat.says("3已完成；5进行中50%")
    assert chat.text == (
        "✓ <b>已记录2项</b>　9月2日 10:00\n\n"
        "<b>R-0001</b> 〔3〕湿地保护修复\n"
        "我理解为：<b>已完成</b>\n"
        "按时完成（时限9月12日（周四）17:30）\n\n"
        "<b>R-0002</b> 〔5〕入河排污口整治\n"
        "我理解为：<b>推进中、50%</b>\n"
        "时限9月12日（周四）17:30，还有8个工作日"
    )


def test_english_is_english() -> None:
    chat = Chat([PLAN, NEWS], lang="en")
    chat.taps(Verb.DONE, PLAN)
    chat.hands(photo())
    assert chat.text == (
        "✓ <b>Receipt R-0001</b>  2 Sep 10:00\n"
        "〔1〕编制示范区规划\n"
        "I understood: <b>Done</b>\n"
        "On time (due Thu 12 Sep 17:30)\n"
        "Evidence: 1\n"
        "Next: it is on record; nothing more to report."
    )


def test_what_people_write_can_break_no_message() -> None:
    evil = '<b>&"\u202e</b><script>x</script>' + "长" * 5000
    chat = Chat([case("3", evil), case("5", "<i>" * 40)])
    chat.says(f"{evil}已完成")
    chat.says("第3项遇到困难，<a href='x'>&&& 卡在审批")
    chat.says("第5项已完成" + evil[:60])
    assert chat.heard
    for speech in chat.heard:
        assert not markup_problem(speech.html)
        assert "<script" not in speech.html
        assert len(speech.html) <= 4096
