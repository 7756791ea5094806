"""Dates, times, spans, periods and day rules, in English and Chinese."""

from __future__ import annotations

from datetime import date, time

import pytest

from config.dates import Refused, read_date, read_day_rule, read_period, read_span, read_time
from workflows.programme import DayKind, DayRule
from workflows.span import Span, SpanUnit


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-09-30", date(2024, 9, 30)),
        ("2024-9-3", date(2024, 9, 3)),
        ("2024/9/30", date(2024, 9, 30)),
        ("2024年9月30日", date(2024, 9, 30)),
        ("２０２４-09-30", date(2024, 9, 30)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_dates_are_read(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["17:30", "１７：３０", "17：30", "17:30:00"])
def test_clock_times_are_read(text: str) -> None:
    assert read_time(text) == time(17, 30)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("3 working-days", Span(3, SpanUnit.WORKING_DAY)),
        ("1 working-day", Span(1, SpanUnit.WORKING_DAY)),
        ("3个工作日", Span(3, SpanUnit.WORKING_DAY)),
        ("1 day", Span(1, SpanUnit.DAY)),
        ("0 days", Span(0, SpanUnit.DAY)),
        ("1天", Span(1, SpanUnit.DAY)),
        ("2 weeks", Span(2, SpanUnit.WEEK)),
        ("2周", Span(2, SpanUnit.WEEK)),
        ("1 month", Span(1, SpanUnit.MONTH)),
        ("1个月", Span(1, SpanUnit.MONTH)),
        ("一个月", Span(1, SpanUnit.MONTH)),
        ("十天", Span(10, SpanUnit.DAY)),
        ("３个工作日", Span(3, SpanUnit.WORKING_DAY)),
    ],
)
def test_spans_are_read_in_both_languages(text: str, span: Span) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
        ("2024-W07", date(2024, 2, 12), date(2024, 2, 18)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_periods_are_read(text: str, start: date, end: date) -> None:
    period = read_period(text)
    assert (period.start_on, period.end_on) == (start, end)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("last day", DayRule(DayKind.LAST_DAY)),
        ("最后一日", DayRule(DayKind.LAST_DAY)),
        ("day 25", DayRule(DayKind.DAY, 25)),
        ("25日", DayRule(DayKind.DAY, 25)),
        ("friday", DayRule(DayKind.WEEKDAY, 5)),
        ("星期日", DayRule(DayKind.WEEKDAY, 7)),
        ("working-day 3", DayRule(DayKind.WORKING_DAY, 3)),
        ("第3个工作日", DayRule(DayKind.WORKING_DAY, 3)),
        ("last working-day", DayRule(DayKind.WORKING_DAY, -1)),
        ("working-day -2", DayRule(DayKind.WORKING_DAY, -2)),
        ("倒数第2个工作日", DayRule(DayKind.WORKING_DAY, -2)),
        ("03-15", DayRule(DayKind.DATE, 15, 3)),
        ("3月15日", DayRule(DayKind.DATE, 15, 3)),
    ],
)
def test_day_rules_are_read_in_both_languages(text: str, rule: DayRule) -> None:
    assert read_day_rule(text) == rule


@pytest.mark.parametrize("text", ["", "2024", "2024-13-01", "24-09-30", "2023-02-29", "0000-01-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_date(text)
