"""Laws of working hours and bundling: when a message may leave, and what leaves together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import REAL, calendars, clocks, days, hours
from workflows.bundle import ANSWERS, bundle, is_unasked
from workflows.calendar import OFFICE_ZONE, WorkCalendar, at_office, office_day
from workflows.hours import is_open, next_open
from workflows.notice import Notice, NoticeKind
from workflows.office import OfficeHours
from workflows.plan import Terms

notices = st.lists(
    st.builds(
        Notice,
        st.sampled_from(NoticeKind),
        st.sampled_from(["催办", "提醒"]),
        st.just("甲/liaison"),
        st.uuids().map(str),
        st.just(at_office(date(2024, 1, 1), time(9))),
        urgent=st.booleans(),
    ),
    max_size=6,
)


def within(instant: datetime, window: OfficeHours, calendar: WorkCalendar) -> bool:
    """The rule in other words: a working day, before noon or in the afternoon."""
    local = instant.astimezone(OFFICE_ZONE)
    clock = local.time()
    morning = window.start_time <= clock < window.noon_time
    afternoon = window.afternoon_time <= clock < window.end_time
    return calendar.is_working_day(local.date()) and (morning or afternoon)


@law(calendar=calendars, day=days, clock=clocks, window=hours)
def test_the_next_open_instant_is_open_and_never_earlier(
    calendar: WorkCalendar, day: date, clock: time, window: OfficeHours
) -> None:
    instant = at_office(day, clock)
    opens_at = next_open(instant, window, calendar)
    assert opens_at >= instant
    assert within(opens_at, window, calendar)
    assert next_open(opens_at, window, calendar) == opens_at
    assert is_open(instant, window, calendar) == within(instant, window, calendar)


@law(calendar=calendars, day=days, clock=clocks, window=hours)
def test_what_waited_leaves_on_the_first_working_day(
    calendar: WorkCalendar, day: date, clock: time, window: OfficeHours
) -> None:
    instant = at_office(day, clock)
    opens_on = office_day(next_open(instant, window, calendar))
    over = clock >= window.end_time
    assert opens_on == calendar.next_working_day(day + timedelta(days=int(over)))


@law(
    examples=250,
    calendar=calendars,
    day=days,
    clock=clocks,
    window=hours,
    found=notices,
    ago=st.sampled_from([None, 0, 0, 1, 3]),
)
def test_bundling_loses_nothing_and_writes_unasked_once_a_day(
    calendar: WorkCalendar,
    day: date,
    clock: time,
    window: OfficeHours,
    found: list[Notice],
    ago: int | None,
) -> None:
    now = at_office(day, clock)
    written_on = None if ago is None else day - timedelta(days=ago)
    bundled = bundle(found, written_on, Terms(now, calendar, window))
    left = list(found)
    for notice in (*bundled.now, *bundled.held):
        left.remove(notice)
    assert not left
    assert all(notice in bundled.now for notice in found if notice.urgent)
    assert (bundled.until is None) == (not bundled.held)
    assert bundled.until is None or bundled.until > now
    assert bundled.until is None or within(bundled.until, window, calendar)
    if not within(now, window, calendar):
        assert all(notice.urgent for notice in bundled.now)
    elif written_on == day:
        assert not is_unasked(bundled.now)
        assert all(notice in bundled.now for notice in found if notice.kind in ANSWERS)
    else:
        assert not bundled.held


def test_noon_and_the_evening_are_left_alone() -> None:
    monday = date(2026, 3, 16)
    for clock, opens in [
        (time(7), at_office(monday, time(9))),
        (time(8, 45), at_office(monday, time(8, 45))),
        (time(12), at_office(monday, time(14))),
        (time(13, 59), at_office(monday, time(14))),
        (time(17, 30), at_office(date(2026, 3, 17), time(9))),
    ]:
        assert next_open(at_office(monday, clock), OfficeHours(), REAL) == opens
    friday = at_office(date(2026, 9, 18), time(18))
    assert next_open(friday, OfficeHours(), REAL) == at_office(date(2026, 9, 20), time(9))


def test_a_second_unasked_message_waits_for_the_next_working_day() -> None:
    at = at_office(date(2026, 3, 13), time(10))
    nag = Notice(NoticeKind.NAG, "催办", "甲/liaison", "a", at)
    decision = replace(nag, kind=NoticeKind.DECISION)
    bundled = bundle([nag, decision], date(2026, 3, 13), Terms(at, REAL, OfficeHours()))
    assert bundled.now == (decision,)
    assert bundled.until == at_office(date(2026, 3, 16), time(9))
