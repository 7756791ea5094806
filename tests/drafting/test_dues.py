"""Deadlines of official documents, read to the last possible day or doubted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.context import DueContext, document_context
from config.drafting.dues import DueKind, find_dues, read_due
from config.drafting.model import Passage
from config.drafting.years import years_named
from tests.drafting.due_forms import DOUBTED, FIXED, NONE, OPEN, RELATIVE, UNSURE
from workflows.programme import AfterEvent, FixedDue, OpenDue
from workflows.span import Span

ISSUED = DueContext(issued_on=date(2024, 3, 20), year=2024)


@pytest.mark.parametrize(("text", "day"), FIXED)
def test_a_deadline_is_read_to_its_last_possible_day(text: str, day: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert isinstance(reading.rule, FixedDue)
    assert (reading.rule.on.isoformat(), reading.text in text) == (day, True)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_deadline_is_passed_over(text: str) -> None:
    assert read_due(text, ISSUED) is None


@pytest.mark.parametrize(("text", "why"), DOUBTED)
def test_a_deadline_without_a_certain_day_is_doubted_not_guessed(text: str, why: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert reading.rule is None
    assert why in reading.why


@pytest.mark.parametrize(("text", "day", "why"), UNSURE)
def test_a_day_that_may_be_read_otherwise_says_so(text: str, day: str, why: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert isinstance(reading.rule, FixedDue)
    assert reading.rule.on.isoformat() == day
    assert why in reading.why


@pytest.mark.parametrize(("text", "event", "after", "words"), RELATIVE)
def test_a_deadline_after_an_event_names_the_event(
    text: str, event: str, after: Span, words: str
) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert reading.rule == AfterEvent(event, after, words)
    assert reading.text == words


@pytest.mark.parametrize("text", OPEN)
def test_an_open_end_is_open(text: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert isinstance(reading.rule, OpenDue)


@pytest.mark.parametrize(
    "text", ["力争2024年底前建成", "争取到2025年，建成三个片区。", "力争在2025年全部达标"]
)
def test_a_wish_is_marked_as_one(text: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert reading.wish
    assert not read_due("确保2024年底前建成", ISSUED).wish  # type: ignore[union-attr]


def test_the_phase_tells_the_year_before_the_day_of_issue_does() -> None:
    inside = ISSUED.in_phase(date(2025, 1, 1), date(2025, 6, 30))
    reading = read_due("3月底前完成", inside)
    assert reading is not None
    assert (reading.rule, reading.why) == (FixedDue(date(2025, 3, 31), "3月底前"), "")


def test_a_phase_over_new_year_tells_the_year_of_either_month() -> None:
    inside = DueContext().in_phase(date(2024, 10, 1), date(2025, 3, 31))
    days = [find_dues(text, inside)[0].on for text in ("11月底前完成", "2月底前完成")]
    assert days == [date(2024, 11, 30), date(2025, 2, 28)]


def test_without_any_year_nothing_is_resolved() -> None:
    reading = read_due("6月底前完成", DueContext())
    assert reading is not None
    assert (reading.rule, reading.why) == (None, "没有写年份")


def test_a_month_that_no_phase_holds_is_doubted() -> None:
    inside = DueContext().in_phase(date(2024, 3, 1), date(2024, 6, 30))
    reading = read_due("9月底前完成", inside)
    assert reading is not None
    assert "不在" in reading.why


def test_both_dates_of_a_passage_are_kept_with_their_places() -> None:
    text = "2024年4月启动调查，2024年10月底前完成报告。"
    start, done = find_dues(text, ISSUED)
    assert (start.kind, done.kind) == (DueKind.START, DueKind.COMPLETE)
    assert text[done.start : done.end] == "2024年10月底前"
    assert start.on == date(2024, 4, 30)


def test_of_goals_for_several_years_the_last_inside_the_programme_is_the_due() -> None:
    plan = document_context("“十四五”水安全规划", None)
    reading = read_due("到2025年，治理率达到八成。到2035年，全面建成样板。", plan)
    assert reading is not None
    assert reading.rule == FixedDue(date(2025, 12, 31), "到2025年")
    assert "几个目标年份" in reading.why


def test_a_date_in_one_sentence_of_many_is_doubted_for_the_whole() -> None:
    text = "加强治理。开展排查。2024年6月底前完成清单。巩固成果。完善机制。"
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert "其中一句" in reading.why


def test_a_span_and_a_relative_deadline_in_one_passage_are_both_told() -> None:
    text = "各县规划在市规划批准后一个月内印发。（2024年7月底前完成）"
    reading = read_due(text, ISSUED)
    assert len(find_dues(text, ISSUED)) == 2
    assert reading is not None
    assert "批准后一个月内" in reading.why


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("关于印发水污染防治三年行动计划（2023—2025年）的通知", (2023, 2025)),
        ("“十四五”生态环境保护规划", (2021, 2025)),
        ("2024年大气污染防治工作方案", (2024, 2024)),
        ("“十五五”规划编制工作方案", (None, None)),
        ("河道整治工作方案", (None, None)),
    ],
)
def test_the_title_tells_the_programmes_years(
    title: str, span: tuple[int | None, int | None]
) -> None:
    context = document_context(title, None)
    start, end = context.programme_start, context.programme_end
    assert (start.year if start else None, end.year if end else None) == span


def test_the_last_year_named_under_a_heading_is_found() -> None:
    passages = (
        Passage(1, "一", 1, "步骤", "步骤"),
        Passage(2, "1", 2, "排查", "2024年4月排查", 0),
        Passage(3, "2", 2, "整治", "6月底前整治", 0),
        Passage(4, "二", 1, "保障", "保障"),
    )
    assert years_named(passages)[2] == 2024
    assert years_named(passages)[3] is None


_PIECES = st.sampled_from(
    [
        "2024年",
        "6月",
        "30日",
        "底",
        "前",
        "至",
        "-",
        "每",
        "后",
        "一个月内",
        "之日起",
        "（",
        "）",
        "完成",
        "启动",
        "十四五",
        "期间",
        "长期坚持",
        "，",
        "。",
        "到",
        "批准",
        "二〇二四",
        "十十",
        "99月",
        "0日",
        "完成时限：",
        "《",
        "》",
    ]
)


@given(st.lists(_PIECES, max_size=24).map("".join) | st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    for mention in find_dues(text, ISSUED):
        assert text[mention.start : mention.end] == mention.reading.text


def test_a_megabyte_in_one_line_is_read_at_once() -> None:
    text = "2024年6月" * 100_000 + "（" * 100_000
    assert isinstance(find_dues(text, ISSUED), tuple)
