"""Laws of deadlines: the due instant, its explanation, and the days that are left."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import REAL, calendars, days, rolls
from workflows.calendar import WorkCalendar, at_office, days_between, office_day
from workflows.deadline import Timing, resolve, roll_day, working_days_left
from workflows.roll import Roll

cutoffs = st.sampled_from([time(12), time(17), time(17, 30)])


@law(examples=150, calendar=calendars, day=days, roll=rolls, cutoff=cutoffs)
def test_a_deadline_is_its_due_day_at_the_cut_off_and_explains_itself(
    calendar: WorkCalendar, day: date, roll: Roll, cutoff: time
) -> None:
    deadline = resolve(day, "规则", Timing(roll, cutoff), calendar)
    assert deadline.due_at == at_office(deadline.due_on, cutoff)
    assert deadline.due_on == roll_day(day, roll, calendar)
    assert (deadline.nominal_on, deadline.roll, deadline.rule) == (day, roll, "规则")
    assert bool(deadline.rest) != calendar.is_working_day(day)
    assert deadline.rolled_from == (day if deadline.due_on != day else None)
    official = calendar.is_official(day) and calendar.is_official(deadline.due_on)
    assert deadline.provisional != official


@law(
    examples=150,
    calendar=calendars,
    due_on=days,
    hour=st.one_of(st.integers(-40, 40), st.integers(-2000, 2000)),
)
def test_days_left_are_zero_on_the_day_and_negative_only_once_overdue(
    calendar: WorkCalendar, due_on: date, hour: int
) -> None:
    due_at = at_office(due_on, time(17, 30))
    now = due_at + timedelta(hours=hour)
    left = working_days_left(due_at, now, calendar)
    assert (left < 0) == (now > due_at)
    if office_day(now) == due_on:
        assert left == (0 if now <= due_at else -1)
    today = office_day(now)
    if now <= due_at:
        between = days_between(today + timedelta(days=1), due_on)
        assert left == sum(map(calendar.is_working_day, between))


@law(calendar=calendars, due_on=days, hours=st.lists(st.integers(-999, 999), min_size=2))
def test_days_left_never_grow_as_time_goes_on(
    calendar: WorkCalendar, due_on: date, hours: list[int]
) -> None:
    due_at = at_office(due_on, time(17, 30))
    left = [working_days_left(due_at, due_at + timedelta(hours=h), calendar) for h in sorted(hours)]
    assert left == sorted(left, reverse=True)


def test_a_deadline_is_provisional_where_either_of_its_days_is() -> None:
    for day, roll, provisional in [
        (date(2027, 1, 1), Roll.PREVIOUS, True),
        (date(2027, 6, 9), Roll.NEXT, True),
        (date(2026, 12, 31), Roll.NEXT, False),
    ]:
        assert resolve(day, "", Timing(roll, time(17)), REAL).provisional is provisional


def test_an_item_is_overdue_from_the_second_after_the_cut_off() -> None:
    due_at = at_office(date(2026, 3, 13), time(17, 30))
    assert working_days_left(due_at, due_at, REAL) == 0
    assert working_days_left(due_at, due_at + timedelta(seconds=1), REAL) == -1
    assert working_days_left(due_at, at_office(date(2026, 3, 16), time(9)), REAL) == -1
    assert working_days_left(due_at, at_office(date(2026, 3, 17), time(9)), REAL) == -2
