"""Laws of the digest: its figures add up, and it is due once a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import (
    DAY,
    OFFICE,
    PROGRAMME,
    REAL,
    Office,
    calendars,
    case_of,
    office_of,
    rolls,
)
from workflows.calendar import WorkCalendar, at_office, days_between, office_day
from workflows.case import Case
from workflows.deadline import roll_day
from workflows.digest import (
    RED_LINES,
    digest_instants,
    digest_lines,
    digest_number,
    due_digests,
    figure_lines,
    tally,
)
from workflows.light import Look
from workflows.office import DigestRule
from workflows.roll import Roll
from workflows.roster import Role
from workflows.standing import FINISHED, Light

weekdays = st.integers(1, 7)
seeds = st.integers(0, 2**32)
AT = time(16)


def cases_of(office: Office, look: Look) -> list[Case]:
    """The office's cases as they stood at the look."""
    return [case_of(owed, facts, look) for owed, facts in office[0]]


@law(seed=seeds, examples=120)
def test_the_figures_of_a_digest_add_up(seed: int) -> None:
    office = office_of(seed)
    look = office[1]
    cases = cases_of(office, look)
    digest, lines = tally(PROGRAMME, cases, look), digest_lines(cases, look)
    unfinished = [line for line in lines if line.standing.state not in FINISHED]
    assert digest.now.total == len(lines)
    assert digest.now.finished + len(unfinished) == digest.now.total
    assert digest.now.finished == len(figure_lines(digest, lines, "finished"))
    assert set(figure_lines(digest, lines, "")) == set(unfinished)
    past = [ln for ln in unfinished if ln.standing.due_at and ln.standing.due_at < look.now]
    late = [line for line in past if not line.standing.waiting_for]
    assert digest.now.overdue == len(late) == sum(line.overdue_days > 0 for line in lines)
    assert digest.now.on_time <= digest.now.finished
    assert digest.now.in_progress + digest.now.blocked <= len(unfinished)
    assert sum(n for _, n in digest.silent) == digest.now.silent
    assert digest.now.silent == len(figure_lines(digest, lines, "silent"))
    assert digest.now.overdue == len(figure_lines(digest, lines, "overdue"))
    for line in figure_lines(digest, lines, "reports"):
        assert line.standing.reported_at is not None
        assert look.now - 7 * DAY < line.standing.reported_at <= look.now


@law(seed=seeds, examples=120)
def test_the_red_list_is_short_sorted_and_counted(seed: int) -> None:
    office = office_of(seed)
    look = office[1]
    cases = cases_of(office, look)
    digest = tally(PROGRAMME, cases, look)
    reds = [case for case in cases if case.light is Light.RED]
    assert digest.red_total == len(reds)
    assert len(digest.red) == min(len(reds), RED_LINES)
    overdue = [line.overdue_days for line in digest.red]
    assert overdue == sorted(overdue, reverse=True)
    rest = {case.assignment.id for case in reds} - {line.assignment.id for line in digest.red}
    by_id = {ln.assignment.id: ln for ln in digest_lines(cases, look)}
    assert all(by_id[one].overdue_days <= min(overdue) for one in rest)


@law(seed=seeds, examples=120)
def test_before_is_the_digest_of_a_week_earlier(seed: int) -> None:
    office = office_of(seed)
    look = office[1]
    week_ago = replace(look, now=look.now - 7 * DAY)
    now, then = (tally(PROGRAMME, cases_of(office, at), at) for at in (look, week_ago))
    assert now.before == then.now
    assert now.week_start_on == then.week_end_on + DAY
    lines = digest_lines(cases_of(office, look), look)
    earlier = {
        ln.assignment.id: ln.light for ln in digest_lines(cases_of(office, week_ago), week_ago)
    }
    assert all(line.light_before == earlier.get(line.assignment.id) for line in lines)


@law(seed=seeds, examples=120)
def test_what_waits_for_the_office_and_what_is_soon_due_is_not_finished(seed: int) -> None:
    office = office_of(seed)
    digest = tally(PROGRAMME, cases_of(office, office[1]), office[1])
    for line in (*(one.line for one in digest.requests), *digest.due_soon, *digest.red):
        assert line.standing.state not in FINISHED
    due = [line.standing.due_at for line in digest.due_soon]
    assert due == sorted(due, key=lambda at: at or office[1].now)


@law(calendar=calendars, weekday=weekdays, roll=rolls, examples=30)
def test_a_digest_is_due_once_for_every_week_of_the_programme(
    calendar: WorkCalendar, weekday: int, roll: Roll
) -> None:
    rule = DigestRule("周报", weekday, AT, (Role.DIRECTOR,), roll)
    instants = list(digest_instants(PROGRAMME, rule, calendar))
    assert all(before < after for before, after in pairwise(instants))
    nominal = [
        day
        for day in days_between(PROGRAMME.starts_on, PROGRAMME.ends_on)
        if day.isoweekday() == weekday
    ]
    assert set(instants) == {at_office(roll_day(day, roll, calendar), AT) for day in nominal}
    if roll is Roll.NONE:
        assert len(instants) == len(nominal)


@law(
    calendar=calendars,
    weekday=weekdays,
    roll=rolls,
    gaps=st.lists(st.one_of(st.none(), st.integers(1, 60 * 24 * 25)), min_size=1, max_size=8),
    examples=30,
)
def test_each_digest_is_sent_once_and_only_the_latest_after_an_outage(
    calendar: WorkCalendar, weekday: int, roll: Roll, gaps: list[int | None]
) -> None:
    rule = DigestRule("周报", weekday, AT, (Role.DIRECTOR, Role.CLERK), roll)
    programme = replace(PROGRAMME, digests=(rule,))
    instants = list(digest_instants(programme, rule, calendar))
    since = at_office(date(2024, 1, 1), time(9))
    for gap in gaps:
        coming = next(instant for instant in instants if instant > since)
        now = since + timedelta(minutes=gap) if gap else coming
        passed = [instant for instant in instants if since < instant <= now]
        notices, wake_at = due_digests(programme, since, Look(now, calendar))
        assert [notice.at for notice in notices] == 2 * passed[-1:]
        assert {notice.to for notice in notices} <= {f"{OFFICE}/director", f"{OFFICE}/clerk"}
        assert len({notice.key for notice in notices}) == len(notices)
        assert wake_at == min((at for at in instants if at > now), default=None)
        since = now


@law(calendar=calendars, weekday=weekdays, roll=rolls, examples=20)
def test_digests_are_numbered_one_by_one(calendar: WorkCalendar, weekday: int, roll: Roll) -> None:
    rule = DigestRule("周报", weekday, AT, (Role.DIRECTOR,), roll)
    programme = replace(PROGRAMME, digests=(rule,), ends_on=date(2024, 6, 30))
    instants = list(digest_instants(programme, rule, calendar))
    numbers = [digest_number(programme, Look(at, calendar)) for at in instants]
    assert numbers == list(range(1, len(instants) + 1))


def test_a_friday_digest_in_the_national_holiday_leaves_before_it() -> None:
    rule = DigestRule("周报", 5, AT, (Role.DIRECTOR,))
    days = [office_day(at) for at in digest_instants(PROGRAMME, rule, REAL)]
    assert date(2026, 9, 30) in days
    assert date(2026, 10, 2) not in days
    assert date(2026, 9, 24) in days
