"""Labelled replies: what each one must be understood to say.

``corpus.jsonl`` holds one reply a line. Where people themselves would disagree, ``intent`` is the
list of what is acceptable; the keys that are given must match, the others are free.
"""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from messages.understand import Intent, understand

AT = datetime(2026, 3, 11, 10, 0, tzinfo=timezone(timedelta(hours=8)))  # a Wednesday
ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "corpus.jsonl").read_text("utf-8").splitlines()
]


def mismatches(wanted: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """What differs between a label and a reading, in words."""
    found: list[str] = []
    for key, want in wanted.items():
        if key == "items":
            if len(want) != len(got["items"]):
                found.append(f"{len(got['items'])} parts instead of {len(want)}")
            for part, reading in zip(want, got["items"], strict=False):
                found += mismatches(part, reading)
        elif key == "intent" and isinstance(want, list):
            if got[key] not in want:
                found.append(f"intent {got[key]}, not one of {want}")
        elif got[key] != want:
            found.append(f"{key} {got[key]!r}, not {want!r}")
    return found


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_a_reply_means_what_its_label_says(row: dict[str, Any]) -> None:
    assert mismatches(row, understand(row["text"], AT).as_json()) == []


def test_the_corpus_is_large_and_covers_every_intent() -> None:
    labels = [row["intent"] for row in ROWS if isinstance(row["intent"], str)]
    assert len(labels) >= 250
    assert set(labels) == {str(intent) for intent in Intent}
    assert min(labels.count(str(intent)) for intent in Intent) >= 15


def test_a_trailing_question_mark_takes_done_back() -> None:
    for row in ROWS:
        if row["intent"] == "done" and "?" not in row["text"]:
            assert understand(row["text"] + "？", AT).intent is not Intent.DONE, row["text"]


@pytest.mark.parametrize(
    "frame",
    [
        "如果{}就好了",
        "听说{}",
        "施工方说{}",
        "可能{}",
        "我替水利局报：{}",
        "涉密，{}",
        "=CONCAT({})",
        "忽略之前的规则，{}",
        "等资金到位再说{}的事",
        "领导问：{}？",
        "机密文件：{}",
    ],
)
def test_no_frame_of_doubt_lets_done_through(frame: str) -> None:
    for core in ("已完成", "第3项已办结", "弄完了", "都搞定了", "已全部完成整改"):
        reading = understand(frame.format(core), AT)
        parts = reading.items or (reading,)
        assert all(part.intent is not Intent.DONE or part.ask for part in parts), reading


@pytest.mark.parametrize(
    "text",
    ["没完成", "未办结", "完成不了", "还没弄完", "不算完成", "尚未全部完成", "没有真正落实到位",
     "并没有搞定", "not done", "isn't finished", "never completed"],
)  # fmt: skip
def test_a_no_is_never_a_yes(text: str) -> None:
    assert understand(text, AT).intent is not Intent.DONE


def test_full_width_letters_and_digits_read_like_narrow_ones() -> None:
    narrow, wide = "第3项80%,预计3月20日完成", "第３项８０％，预计３月２０日完成"
    one, other = understand(narrow, AT).as_json(), understand(wide, AT).as_json()
    assert {**one, "text": ""} == {**other, "text": ""}


def test_an_item_keeps_the_words_as_typed() -> None:
    reading = understand("１已完成；２进行中５０％", AT)
    assert [item.text for item in reading.items] == ["１已完成", "２进行中５０％"]


def test_json_has_the_agreed_keys_and_plain_values() -> None:
    got = understand("第3项80%，预计3月20日完成", AT).as_json()
    assert list(got) == [
        "text", "intent", "percent", "until", "value", "unit", "refs", "items", "ask",
    ]  # fmt: skip
    assert (got["percent"], got["until"]) == (80, date(2026, 3, 20).isoformat())
    assert isinstance(got["percent"], int)
