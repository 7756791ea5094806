"""Whole messages as people read them, in golden/*.txt.

DUBAN_WRITE_GOLDEN=1 writes the files anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from messages.speech import Speech
from messages.split import plain
from tests.messages.messages_in_words import all_messages
from tests.messages.telegram_html import assert_sendable

GOLDEN = Path(__file__).parent / "golden"
MESSAGES = {
    f"{name}.{lang}": speech
    for lang in ("zh", "en")
    for name, speech in sorted(all_messages(lang).items())
}


def on_paper(speech: Speech) -> str:
    """The message with its buttons and what they mean."""
    lines = [speech.html, ""]
    for row in speech.choices:
        lines.append("  ".join(f"[{choice.text}]" for choice in row))
    for row in speech.choices:
        for choice in row:
            a = choice.action
            meaning = f"{a.verb.name} {a.about} {a.arg}".rstrip() if a else choice.url
            lines.append(f"    {choice.text} → {meaning}")
    return "\n".join(lines).strip() + "\n"


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_reads_as_agreed(name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    written = on_paper(MESSAGES[name])
    if os.environ.get("DUBAN_WRITE_GOLDEN") == "1":
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_can_be_sent(name: str) -> None:
    assert_sendable(MESSAGES[name])


def test_no_golden_file_outlives_its_message() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(MESSAGES)


@pytest.mark.parametrize(
    "name", ["reminder", "reminder_partners", "reminder_returned", "reminder_extended", "nag"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_single_reminder_has_six_lines_at_most(name: str, lang: str) -> None:
    assert len(MESSAGES[f"{name}.{lang}"].html.splitlines()) <= 6


def test_an_offline_matter_shows_neither_title_nor_text_anywhere() -> None:
    for name, speech in MESSAGES.items():
        labels = [choice.text for row in speech.choices for choice in row]
        assert "不得出现" not in "".join([speech.html, *labels]), name


def test_the_digest_fits_one_phone_screen_and_says_changes_first() -> None:
    text = plain(MESSAGES["digest.zh"].html)
    assert len(text) < 1200
    order = ["本周变化", "红灯事项", "尚未反馈", "七日内到期", "数据", "待办公室处理", "台账封印"]
    assert sorted(order, key=text.index) == order


def test_a_quiet_week_says_that_nothing_is_newly_overdue() -> None:
    assert "无新增逾期" in MESSAGES["digest_quiet.zh"].html
    assert "本周变化" not in MESSAGES["digest_quiet.zh"].html


def test_an_escalation_carries_the_six_fields_of_a_slip() -> None:
    html = MESSAGES["escalation_to_office.zh"].html
    for field in ("工作事项", "工作要求", "责任单位", "责任人", "时限要求", "编号"):
        assert f"{field}：" in html


def test_the_stranger_gets_one_sentence_and_nothing_to_press() -> None:
    speech = MESSAGES["stranger.zh"]
    assert "\n" not in speech.html
    assert speech.choices == ()
