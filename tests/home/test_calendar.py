"""Promises of the shipped calendars, checked against data that was made apart from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from workflows.calendar import WorkCalendar, days_between

BITS = Path(__file__).with_name("working_days.txt")
YEARS = range(2004, 2027)


def year_days(year: int) -> Iterator[date]:
    return days_between(date(year, 1, 1), date(year, 12, 31))


def expected() -> dict[int, str]:
    lines = BITS.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {int(year): bits for year, bits in rows}


def test_the_fixture_covers_every_day_from_2004_to_2026() -> None:
    bits = expected()
    assert list(bits) == list(YEARS)
    assert all(len(bits[year]) == len(list(year_days(year))) for year in YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_an_official_year_is_answered_right(year: int, calendar: WorkCalendar) -> None:
    bits = dict(zip(year_days(year), expected()[year], strict=True))
    wrong = [day for day, bit in bits.items() if calendar.is_working_day(day) is not (bit == "1")]
    assert wrong == []


def test_2026_has_the_published_number_of_working_days_in_every_month(
    calendar: WorkCalendar,
) -> None:
    months = [0] * 12
    for day in year_days(2026):
        months[day.month - 1] += calendar.is_working_day(day)
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(months) == 248


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2005-12-31", True),  # a Saturday, by the notice of the following year
        ("2015-09-03", False),  # the one-off day of commemoration
        ("2015-09-04", False),
        ("2015-09-06", True),
        ("2019-05-02", False),  # Labour Day was lengthened in March
        ("2019-05-05", True),
        ("2020-01-31", False),  # Spring Festival was lengthened to 2 February
        ("2020-02-01", False),  # first announced as a make-up day, then taken back
        ("2020-02-03", True),
        ("2022-12-31", False),  # belongs to New Year 2023
        ("2023-09-30", False),
        ("2023-10-07", True),  # Saturday
        ("2024-02-04", True),  # Sunday
        ("2024-02-09", True),  # New Year's Eve of the lunar year was no day off in 2024
        ("2024-12-31", True),
        ("2026-09-20", True),  # Sunday
        ("2026-10-10", True),  # Saturday
    ],
)
def test_days_that_are_easily_got_wrong(day: str, works: bool, calendar: WorkCalendar) -> None:
    assert calendar.is_working_day(date.fromisoformat(day)) is works


def test_make_up_days_fall_on_weekends_and_outside_holidays(calendar: WorkCalendar) -> None:
    made_up = [day for year in YEARS for day in year_days(year) if calendar.is_make_up_day(day)]
    assert len(made_up) == 151
    assert all(day.weekday() >= 5 for day in made_up)
    assert all(calendar.rest_name(day) == "" for day in made_up)


def test_a_rest_day_says_which_holiday_it_is(calendar: WorkCalendar) -> None:
    assert calendar.rest_name(date(2023, 9, 30)) == "中秋节、国庆节"
    assert calendar.rest_name(date(2023, 12, 30)) == "元旦"
    assert calendar.rest_name(date(2024, 6, 8)) == "端午节"
    assert calendar.rest_name(date(2024, 6, 15)) == "周六"


def test_years_with_a_published_notice_are_official_and_2027_is_not(
    calendar: WorkCalendar,
) -> None:
    assert [year for year in range(2003, 2029) if calendar.is_official(date(year, 6, 1))] == list(
        YEARS
    )


def test_2027_rests_on_statutory_days_and_works_on_no_weekend(calendar: WorkCalendar) -> None:
    days = list(year_days(2027))
    weekday_rests = [day for day in days if day.weekday() < 5 and not calendar.is_working_day(day)]
    assert weekday_rests == [
        date(2027, month, day)
        for month, day in [
            (1, 1),
            (2, 5), (2, 8), (2, 9), (2, 10),
            (4, 5),
            (5, 3), (5, 4),
            (6, 9),
            (9, 15),
            (10, 1), (10, 4), (10, 5),
        ]
    ]  # fmt: skip
    assert not any(calendar.is_working_day(day) for day in days if day.weekday() >= 5)


def test_no_holiday_runs_on_for_more_than_twelve_days(calendar: WorkCalendar) -> None:
    """A mistyped month in a file would show here before it moves a deadline by weeks."""
    for year in range(2004, 2028):
        for day in year_days(year):
            end = calendar.holiday_end(day)
            assert end is None or end - day < timedelta(days=12)
