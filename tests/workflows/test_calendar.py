"""Laws of working days: counting, rolling and months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import DAY, PROBLEMS, REAL, calendars, counts, days, rolls, spans
from workflows.calendar import (
    WorkCalendar,
    add_months,
    at_office,
    days_between,
    month_end,
    office_day,
)
from workflows.deadline import roll_day
from workflows.roll import Roll
from workflows.span import Span, SpanUnit

COUNTING = [
    (date(2026, 3, 11), 3, date(2026, 3, 16)),
    (date(2026, 3, 11), 5, date(2026, 3, 18)),
    (date(2026, 4, 1), 3, date(2026, 4, 7)),
    (date(2026, 9, 18), 2, date(2026, 9, 21)),
]


def test_the_shipped_calendars_read_without_problems() -> None:
    assert not PROBLEMS


def test_working_days_are_counted_as_the_civil_code_does() -> None:
    for start, n, end in COUNTING:
        assert REAL.add_working_days(start, n) == end
        assert REAL.working_days_between(start, end) == n


def test_2026_has_its_248_working_days() -> None:
    year = days_between(date(2026, 1, 1), date(2026, 12, 31))
    per_month = [0] * 12
    for day in year:
        per_month[day.month - 1] += REAL.is_working_day(day)
    assert per_month == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


def test_make_up_days_are_worked_and_holidays_are_not() -> None:
    assert REAL.is_working_day(date(2026, 9, 20))
    assert REAL.is_make_up_day(date(2026, 9, 20))
    assert not REAL.is_working_day(date(2026, 9, 25))
    assert REAL.rest_name(date(2026, 9, 25)) == "中秋节"
    assert REAL.rest_name(date(2026, 9, 19)) == "周六"
    assert REAL.rest_name(date(2026, 9, 20)) == ""


def test_a_year_without_a_notice_is_never_called_official() -> None:
    assert REAL.is_official(date(2026, 5, 5))
    assert not REAL.is_official(date(2027, 5, 5))
    assert not REAL.is_official(date(2031, 5, 5))


@law(calendar=calendars, day=days, n=counts)
def test_adding_and_taking_away_working_days_is_the_way_back(
    calendar: WorkCalendar, day: date, n: int
) -> None:
    day = calendar.next_working_day(day)
    there = calendar.add_working_days(day, n)
    assert calendar.is_working_day(there)
    assert calendar.add_working_days(there, -n) == day
    assert calendar.working_days_between(day, there) == n
    assert calendar.working_days_between(there, day) == -n


@law(calendar=calendars, day=days, length=st.integers(0, 1100))
def test_working_days_between_two_days_are_those_one_can_count(
    calendar: WorkCalendar, day: date, length: int
) -> None:
    later = day + timedelta(days=length)
    counted = sum(map(calendar.is_working_day, days_between(day + DAY, later)))
    assert calendar.working_days_between(day, later) == counted
    assert calendar.working_days_between(later, day) == -counted


@law(calendar=calendars, day=days, more=counts, n=counts)
def test_a_later_start_never_ends_earlier(
    calendar: WorkCalendar, day: date, more: int, n: int
) -> None:
    later = day + timedelta(days=more)
    assert calendar.add_working_days(day, n) <= calendar.add_working_days(later, n)
    assert calendar.add_working_days(day, -n) <= calendar.add_working_days(later, -n)
    if n:
        assert calendar.add_working_days(day, n) > calendar.add_working_days(day, n - 1) >= day


@law(calendar=calendars, day=days, roll=rolls)
def test_rolling_lands_on_working_days_and_leaves_working_days_alone(
    calendar: WorkCalendar, day: date, roll: Roll
) -> None:
    rolled = roll_day(day, roll, calendar)
    assert rolled == day or not calendar.is_working_day(day)
    assert roll is Roll.NONE or calendar.is_working_day(rolled)
    if calendar.is_working_day(day) or roll is Roll.NONE:
        assert rolled == day
        return
    first_after = min(d for d in days_between(day, day + 60 * DAY) if calendar.is_working_day(d))
    last_before = max(d for d in days_between(day - 60 * DAY, day) if calendar.is_working_day(d))
    second = first_after + DAY
    while not calendar.is_working_day(second):
        second += DAY
    named = {Roll.NEXT: first_after, Roll.PREVIOUS: last_before, Roll.NEXT_PLUS_1: second}
    assert rolled == named[roll]


@law(calendar=calendars, day=days)
def test_a_run_of_rest_days_ends_before_a_working_day(calendar: WorkCalendar, day: date) -> None:
    end = calendar.holiday_end(day)
    assert (end is None) == calendar.is_working_day(day)
    if end is not None:
        assert not any(calendar.is_working_day(d) for d in days_between(day, end))
        assert calendar.next_working_day(day) == end + DAY


@law(calendar=calendars, day=days)
def test_a_day_is_named_as_rest_exactly_where_nobody_works(
    calendar: WorkCalendar, day: date
) -> None:
    assert bool(calendar.rest_name(day)) != calendar.is_working_day(day)


@law(day=days, n=st.integers(-40, 40), m=st.integers(-40, 40))
def test_months_keep_the_day_or_clip_to_the_last_one(day: date, n: int, m: int) -> None:
    moved = add_months(day, n)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == n
    assert moved.day == min(day.day, month_end(moved).day)
    first = day.replace(day=1)
    assert add_months(add_months(first, n), m) == add_months(first, n + m)
    assert (month_end(day) + DAY).day == 1


@law(calendar=calendars, day=days, span=spans)
def test_a_span_moves_forwards_and_back_in_its_own_unit(
    calendar: WorkCalendar, day: date, span: Span
) -> None:
    there, back = calendar.shift(day, span), calendar.shift(day, span, back=True)
    assert back < day < there
    lengths = {SpanUnit.DAY: span.n, SpanUnit.WEEK: 7 * span.n}
    if span.unit in lengths:
        assert (there - day).days == (day - back).days == lengths[span.unit]
    else:
        assert calendar.working_days_between(day, there) == span.n


@law(day=days, clock=st.times())
def test_an_office_instant_falls_on_its_office_day(day: date, clock) -> None:
    assert office_day(at_office(day, clock)) == day


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 12, 31), -6, date(2024, 6, 30)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
    ],
)
def test_named_months(day: date, n: int, expected: date) -> None:
    assert add_months(day, n) == expected
