"""Laws of duties: periods, their codes and the day each one is due."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import DAY, HOUSE_LADDER, REAL, calendars, days
from workflows.calendar import CalendarYear, Holiday, WorkCalendar, days_between
from workflows.deadline import Timing, resolve
from workflows.programme import DayKind, DayRule, Duty, Every
from workflows.recurrence import due_day, period_of, periods, rule_words
from workflows.roll import Roll

every = st.sampled_from(Every)
_RULES = {
    Every.WEEK: [DayRule(DayKind.WEEKDAY, n) for n in range(1, 8)],
    Every.YEAR: [DayRule(DayKind.DATE, n, m) for m in (2, 6, 12) for n in (1, 30, 31)],
}
_ANY = [
    DayRule(DayKind.LAST_DAY),
    *(DayRule(DayKind.WORKING_DAY, n) for n in (1, 2, 5, 30, -1, -2, -30)),
]


def _rules(kind: Every) -> list[DayRule]:
    months = [] if kind is Every.WEEK else [DayRule(DayKind.DAY, n) for n in (1, 15, 28, 30, 31)]
    return [*_ANY, *months, *_RULES.get(kind, [])]


def _duty(kind: Every, first: date, last: date) -> Duty:
    rule = DayRule(DayKind.LAST_DAY)
    return Duty("动态", "—", "动态信息", ("甲",), kind, rule, first, last, HOUSE_LADDER)


@law(kind=every, first=days, length=st.integers(0, 900))
def test_periods_tile_time_without_gap_or_overlap(kind: Every, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(periods(_duty(kind, first, last)))
    assert found
    assert found[0].start_on <= first <= found[0].end_on
    assert found[-1].start_on <= last <= found[-1].end_on
    for before, after in pairwise(found):
        assert after.start_on == before.end_on + DAY


@law(kind=every, first=days, length=st.integers(0, 900))
def test_the_codes_of_periods_are_unique_and_in_order(
    kind: Every, first: date, length: int
) -> None:
    found = list(periods(_duty(kind, first, first + timedelta(days=length))))
    codes = [period.code for period in found]
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes)
    assert len({period.words for period in found}) == len(found)


@law(kind=every, day=days)
def test_every_day_of_a_period_belongs_to_it(kind: Every, day: date) -> None:
    period = period_of(day, kind)
    assert period.start_on <= day <= period.end_on
    assert period_of(period.start_on, kind) == period == period_of(period.end_on, kind)


def test_every_due_day_lies_in_its_period() -> None:
    spring = Holiday("长假", date(2024, 2, 1), date(2024, 2, 29))
    idle = WorkCalendar([CalendarYear(2024, True, "", (spring,), frozenset())])
    for kind in Every:
        found = list(periods(_duty(kind, date(2023, 12, 1), date(2026, 12, 31))))
        for rule, period, calendar in product(_rules(kind), found, (REAL, idle)):
            assert period.start_on <= due_day(rule, period, calendar) <= period.end_on
            assert rule_words(kind, rule)


@law(day=days, calendar=calendars, kind=every, n=st.integers(1, 4))
def test_the_nth_working_day_is_counted_from_either_end(
    day: date, calendar: WorkCalendar, kind: Every, n: int
) -> None:
    period = period_of(day, kind)
    working = [
        d for d in days_between(period.start_on, period.end_on) if calendar.is_working_day(d)
    ]
    if len(working) < n:
        return
    assert due_day(DayRule(DayKind.WORKING_DAY, n), period, calendar) == working[n - 1]
    assert due_day(DayRule(DayKind.WORKING_DAY, -n), period, calendar) == working[-n]


@pytest.mark.parametrize(
    ("kind", "rule", "day", "expected"),
    [
        (Every.MONTH, DayRule(DayKind.DAY, 31), date(2024, 2, 3), date(2024, 2, 29)),
        (Every.MONTH, DayRule(DayKind.DAY, 31), date(2023, 4, 3), date(2023, 4, 30)),
        (Every.MONTH, DayRule(DayKind.WORKING_DAY, -1), date(2026, 2, 1), date(2026, 2, 28)),
        (Every.MONTH, DayRule(DayKind.WORKING_DAY, 1), date(2026, 10, 1), date(2026, 10, 8)),
        (Every.QUARTER, DayRule(DayKind.DAY, 25), date(2026, 7, 9), date(2026, 9, 25)),
        (Every.HALF_YEAR, DayRule(DayKind.LAST_DAY), date(2026, 3, 1), date(2026, 6, 30)),
        (Every.YEAR, DayRule(DayKind.DATE, 30, 2), date(2024, 7, 1), date(2024, 2, 29)),
        (Every.WEEK, DayRule(DayKind.WEEKDAY, 5), date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_named_due_days(kind: Every, rule: DayRule, day: date, expected: date) -> None:
    assert due_day(rule, period_of(day, kind), REAL) == expected


@pytest.mark.parametrize(
    ("kind", "day", "code", "words"),
    [
        (Every.WEEK, date(2026, 12, 31), "2026W53", "2026年第53周"),
        (Every.WEEK, date(2027, 1, 3), "2026W53", "2026年第53周"),
        (Every.WEEK, date(2024, 12, 30), "2025W01", "2025年第1周"),
        (Every.MONTH, date(2024, 2, 29), "2024-02", "2024年2月"),
        (Every.QUARTER, date(2023, 9, 30), "2023Q3", "2023年第三季度"),
        (Every.HALF_YEAR, date(2023, 7, 1), "2023H2", "2023年下半年"),
        (Every.YEAR, date(2023, 7, 1), "2023", "2023年"),
    ],
)
def test_named_periods(kind: Every, day: date, code: str, words: str) -> None:
    period = period_of(day, kind)
    assert (period.code, period.words) == (code, words)


HONGGUTAN = {
    "2023Q3": (date(2023, 9, 28), "周六，中秋节、国庆节假期"),
    "2023Q4": (date(2023, 12, 29), "周日，元旦假期"),
    "2024Q1": (date(2024, 3, 29), "周日"),
    "2024Q2": (date(2024, 6, 28), "周日"),
    "2024Q3": (date(2024, 9, 30), ""),
    "2024Q4": (date(2024, 12, 31), ""),
    "2025Q1": (date(2025, 3, 31), ""),
    "2026Q4": (date(2026, 12, 31), ""),
}


def test_the_quarters_of_honggutan_are_due_on_the_working_day_before() -> None:
    duty = _duty(Every.QUARTER, date(2023, 7, 1), date(2026, 12, 31))
    found = {}
    for period in periods(duty):
        nominal = due_day(duty.day, period, REAL)
        found[period.code] = resolve(nominal, "", Timing(Roll.PREVIOUS, time(17, 30)), REAL)
    assert len(found) == 14
    for code, (due_on, rest) in HONGGUTAN.items():
        assert (found[code].due_on, found[code].rest) == (due_on, rest)
