"""Whatever is typed: no crash, the same answer twice, sane fields, time in step with length."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.understand import EXAMINED_CHARACTERS, Intent, OpenTask, Reading, understand
from messages.understand.folding import fold

AT = datetime(2026, 3, 11, 10, 0, tzinfo=timezone(timedelta(hours=8)))
PIECES = [
    *"第项13、，；。？ 没未不下前到无吗“”👌✅①=(零十千万半年号0./%-İ\n\u200b",
    *[
        "12",
        "已完成",
        "完成",
        "80%",
        "七成",
        "百分之八十",
        "3月20日",
        "周五",
        "月底",
        "申请延期",
        "收到",
        "本月",
        "PM2.5",
        "31ug/m3",
    ],
    *[
        "优良天数比例",
        "写错了",
        "应是",
        "卡住了",
        "其余",
        "全部",
        "水-03",
        "湿地那块",
        "如果",
        "差不多",
        "基本",
        "再给三天",
    ],
    *["节后", "done", "分之", "99999"],
    "by Friday",
    "task ",
]
texts = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)
instants = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001
    datetime(2190, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
tasks = st.lists(st.builds(OpenTask, st.text(max_size=4), st.text(max_size=6)), max_size=4)


def sane(reading: Reading, on: date) -> None:
    assert reading.percent is None or 0 <= reading.percent <= 1000
    assert reading.until is None or on <= reading.until
    assert len(set(reading.refs)) == len(reading.refs)
    assert all(ref and len(ref) <= 40 for ref in reading.refs)
    assert reading.unit is None or reading.value is not None
    assert bool(reading.items) == (reading.intent is Intent.MULTI)
    if reading.intent is Intent.DONE:
        assert reading.percent == 100
    if reading.intent is Intent.NOT_STARTED:
        assert reading.percent == 0
    if reading.intent is Intent.MULTI:
        assert (reading.percent, reading.until, reading.value) == (None, None, None)
        assert len(reading.items) >= 2
    for item in reading.items:
        assert item.intent is not Intent.MULTI
        assert item.text in reading.text
        sane(item, on)


@settings(max_examples=600, deadline=None)
@given(texts, instants, tasks)
def test_no_text_crashes_and_every_field_is_sane(
    text: str, at: datetime, open_tasks: list[OpenTask]
) -> None:
    reading = understand(text, at, open_tasks)
    assert reading.text == text
    refs = {task.ref for task in open_tasks}
    if not refs - {""} or all(refs):
        sane(reading, at.date())
    assert understand(text, at, open_tasks) == reading


@given(st.text(max_size=300))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        understand("收到", datetime(2026, 3, 11))  # noqa: DTZ001


def test_a_very_long_reply_is_asked_back_and_read_no_further_than_the_limit() -> None:
    text = "第3项已完成。" + "说明" * 50_000
    reading = understand(text, AT)
    assert reading.ask
    assert reading.text == text
    hidden = understand("说" * EXAMINED_CHARACTERS + "第3项已完成", AT)
    assert hidden.intent is Intent.OTHER
    assert hidden.ask


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        understand(text, AT)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        *"第没能①a“的9 ",
        *[
            "1、",
            "完成",
            "已完成5%",
            "3天",
            "《已完成",
            "一十",
            "率达到",
            "PM2.5",
            "不是",
            "第3项完成;",
            "再给",
            "1已",
            "达达到",
        ],
        *["水-", "(1)", "周五", "完成了吗", "本报"],
    ],
)
def test_time_grows_in_step_with_length(unit: str) -> None:
    whole = unit * (EXAMINED_CHARACTERS // len(unit))
    assert seconds(whole) < 1.0  # an exponential or cubic pattern would take minutes
    assert seconds(unit * (100_000 // len(unit))) < 1.0
