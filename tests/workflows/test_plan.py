"""Laws of planning: what is due, to whom, once, and when to look again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.test_hours import within
from tests.workflows.worlds import (
    DAY,
    OFFICE,
    REAL,
    STEP_KINDS,
    UNIT,
    World,
    assignment,
    case_of,
    near_due,
    opened,
    overdue_worlds,
    steps_of,
    unfinished,
    worlds,
)
from workflows.calendar import at_office, office_day
from workflows.deadline import Timing, resolve
from workflows.hours import send_instant
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of
from workflows.notice import Notice, NoticeKind
from workflows.office import OfficeHours
from workflows.plan import Terms, is_moot, plan, planned
from workflows.roll import Roll
from workflows.roster import Role, post_id
from workflows.standing import FINISHED, Light, State
from workflows.timetable import timetable

LIAISON = post_id(UNIT, Role.LIAISON)
finished = worlds().filter(lambda world: world.case.standing.state in FINISHED)
unpromised = unfinished.filter(lambda world: world.case.standing.promised_until is None)


def plan_of(world: World) -> tuple[Notice, ...]:
    """The notices of the world's case at its instant."""
    return plan(world.case, world.terms).notices


def step_instants(world: World) -> dict[datetime, set[str]]:
    """When each step is due, and to which posts."""
    found: dict[datetime, set[str]] = {}
    for step in timetable(world.case.assignment, world.case.standing, world.terms.calendar):
        found.setdefault(send_instant(step.on, world.terms.hours), set()).add(step.to)
    return found


def keys(notices: Sequence[Notice]) -> set[str]:
    return {notice.key for notice in notices}


@law(world=finished, more=st.integers(0, 400))
def test_nothing_is_asked_about_what_is_finished(world: World, more: int) -> None:
    later = world.at(world.terms.now + more * DAY)
    assert timetable(world.case.assignment, world.case.standing, world.terms.calendar) == ()
    assert {notice.key for notice in plan_of(later)} == {notice.key for notice in plan_of(world)}
    told = {NoticeKind.DECISION, NoticeKind.CLEARED}
    assert {notice.kind for notice in plan_of(later)} <= told
    assert plan(later.case, later.terms).wake_at is None


@law(world=unfinished, examples=150)
def test_a_post_gets_one_step_and_it_is_the_latest_that_has_passed(world: World) -> None:
    case, terms = world.case, world.terms
    found = steps_of(plan_of(world))
    assert max(Counter(notice.to for notice in found).values(), default=1) == 1
    table = timetable(case.assignment, case.standing, terms.calendar)
    passed = [step for step in table if send_instant(step.on, terms.hours) <= terms.now]
    for notice in found:
        latest = [step for step in passed if step.to == notice.to][-1]
        assert (latest.rung, latest.repeat, latest.kind) == (
            notice.rung,
            notice.repeat,
            notice.kind,
        )
        assert latest.on == max(step.on for step in passed if step.to == notice.to)


@law(world=overdue_worlds(), examples=100)
def test_a_silent_unit_is_always_told_the_latest_step(world: World) -> None:
    passed: set[str] = set()
    for instant, posts in step_instants(world).items():
        passed |= posts if instant <= world.terms.now else set()
    assert {notice.to for notice in steps_of(plan_of(world))} == passed


@law(world=worlds())
def test_steps_come_in_order_of_time_on_working_days_after_the_issue(world: World) -> None:
    case, calendar = world.case, world.terms.calendar
    table = timetable(case.assignment, case.standing, calendar)
    on = [step.on for step in table]
    assert on == sorted(on)
    assert all(map(calendar.is_working_day, on))
    assert not table or table[0].kind is NoticeKind.ISSUE
    assert all(step.on > on[0] for step in table if step.kind is NoticeKind.REMINDER)
    if case.standing.due_at is not None:
        due_on = office_day(case.standing.due_at)
        after_due = {NoticeKind.NAG, NoticeKind.ESCALATION}
        assert all(step.on > due_on for step in table if step.kind in after_due)
        assert all(step.on <= due_on for step in table if step.kind is NoticeKind.REMINDER)


@law(world=worlds())
def test_the_preview_holds_every_step_once_in_order(world: World) -> None:
    found = planned(world.case, world.terms)
    at = [notice.at for notice in found]
    assert at == sorted(at)
    table = timetable(world.case.assignment, world.case.standing, world.terms.calendar)
    assert [(n.rung, n.repeat, n.to) for n in found] == [(s.rung, s.repeat, s.to) for s in table]
    assert len(keys(found)) == len(found)


@law(world=worlds(), minutes=st.integers(0, 600))
def test_planning_twice_asks_for_the_same(world: World, minutes: int) -> None:
    again = world.at(world.terms.now + timedelta(minutes=minutes))
    assert keys(plan_of(world)) == keys(plan_of(world.at(world.terms.now)))
    crossed = any(world.terms.now < at <= again.terms.now for at in step_instants(world))
    promise = world.case.standing.promised_until
    lapsed = promise and office_day(world.terms.now) <= promise < office_day(again.terms.now)
    if not crossed and not lapsed:
        assert keys(plan_of(world)) == keys(plan_of(again))


@law(world=unfinished, examples=40)
def test_sleeping_until_woken_skips_no_step(world: World) -> None:
    now: datetime | None = world.opening()
    wanted = {instant for instant in step_instants(world) if instant > now}
    visited: list[datetime] = []
    while now is not None:
        wake_at = plan(world.case, world.at(now).terms).wake_at
        assert wake_at is None or wake_at > now
        now = wake_at
        visited += [wake_at] if wake_at else []
        assert len(visited) < 200
    assert wanted <= set(visited)


@law(world=st.one_of(unfinished, near_due()), share=st.floats(0, 1), examples=150)
def test_the_light_changes_only_at_wakings(world: World, share: float) -> None:
    case, terms = world.case, world.terms
    wake_at = plan(case, terms).wake_at
    until = wake_at - timedelta(seconds=2) if wake_at else terms.now + 400 * DAY
    looked_at = terms.now + max(until - terms.now, timedelta(0)) * share
    lights = [
        light_of(case.assignment, case.standing, Look(at, terms.calendar))
        for at in (terms.now, looked_at)
    ]
    turned_this_second = light_of(
        case.assignment, case.standing, Look(terms.now + timedelta(seconds=2), terms.calendar)
    )
    assert lights[1] in (lights[0], turned_this_second)


@law(world=unpromised)
def test_catching_up_gives_what_a_constant_watcher_saw_last(world: World) -> None:
    seen: dict[str, set[str]] = {}
    for instant, posts in sorted(step_instants(world).items()):
        if instant > world.terms.now:
            break
        told = steps_of(plan_of(world.at(instant)))
        for post in posts:
            seen[post] = keys([notice for notice in told if notice.to == post])
    assert keys(steps_of(plan_of(world))) == set().union(*seen.values())


@law(world=unfinished, examples=150)
def test_nobody_is_escalated_without_proof_nor_for_a_wish(world: World) -> None:
    case = world.case
    for found in (steps_of(plan_of(world)), planned(case, world.terms)):
        raised = [notice for notice in found if notice.kind is NoticeKind.ESCALATION]
        if case.assignment.wish or case.standing.reached_at is None:
            assert not raised


@law(world=overdue_worlds(), days=st.integers(0, 60))
def test_the_clock_for_escalation_stands_still_while_a_unit_cannot_be_reached(
    world: World, days: int
) -> None:
    lost = world.with_facts(Fact(FactKind.UNDELIVERED, world.terms.now, "duban"))
    later = lost.at(lost.terms.now + days * DAY)
    assert all(notice.kind is not NoticeKind.ESCALATION for notice in plan_of(later))
    contacts = [notice for notice in plan_of(later) if notice.kind is NoticeKind.CONTACT]
    assert [notice.to for notice in contacts] == [post_id(OFFICE, Role.CLERK)]
    back = later.with_facts(Fact(FactKind.DELIVERED, later.terms.now, "duban"))
    assert all(notice.kind is not NoticeKind.ESCALATION for notice in plan_of(back))
    assert all(notice.kind is not NoticeKind.CONTACT for notice in plan_of(back))


@law(world=unfinished)
def test_notices_leave_within_working_hours_on_working_days(world: World) -> None:
    for notice in plan_of(world):
        assert notice.at >= world.terms.now
        assert within(notice.at, world.terms.hours, world.terms.calendar)
    for notice in planned(world.case, world.terms):
        assert within(notice.at, world.terms.hours, world.terms.calendar)


@law(world=unfinished, later=st.integers(0, 90))
def test_a_planned_notice_is_moot_once_it_is_finished_overtaken_or_answered(
    world: World, later: int
) -> None:
    told = plan_of(world)
    done = Fact(FactKind.REPORTED, world.terms.now, "x", {"intent": "done", "receipt": "R-9"})
    finished_world = world.with_facts(done)
    due_at = (world.terms.now + 500 * DAY).isoformat()
    moved = world.with_facts(Fact(FactKind.DUE_MOVED, world.terms.now, "x", {"due_at": due_at}))
    ahead = world.at(world.terms.now + later * DAY)
    instants = step_instants(world).items()
    overtaken = {p for at, ps in instants if world.terms.now < at <= ahead.terms.now for p in ps}
    for notice in told:
        assert not is_moot(notice, world.case, world.terms)
        if notice.kind is not NoticeKind.CLEARED:
            assert is_moot(notice, finished_world.case, finished_world.terms)
    for notice in steps_of(told):
        assert is_moot(notice, moved.case, moved.terms)
        lapse = world.case.standing.promised_until
        if lapse is None:
            assert is_moot(notice, ahead.case, ahead.terms) == (notice.to in overtaken)


@law(world=overdue_worlds(), asked=st.booleans())
def test_who_has_just_answered_or_asked_for_time_is_not_chased(world: World, asked: bool) -> None:
    until = office_day(world.terms.now + 30 * DAY).isoformat()
    answer = {"intent": "progress", "receipt": "R-9", "percent": 50}
    fact = Fact(FactKind.REPORTED, world.terms.now, "x", answer)
    if asked:
        fact = Fact(FactKind.EXTENSION_ASKED, world.terms.now, "x", {"until": until})
    told = plan_of(world)
    heard = world.with_facts(fact)
    chasing = {NoticeKind.REMINDER, NoticeKind.NAG}
    assert not chasing & {notice.kind for notice in plan_of(heard)}
    for notice in told:
        if notice.kind in chasing:
            assert is_moot(notice, heard.case, heard.terms)
    requests = [notice for notice in plan_of(heard) if notice.kind is NoticeKind.REQUEST]
    assert len(requests) == asked


@law(world=opened)
def test_a_moved_date_is_announced_anew(world: World) -> None:
    due_at = (world.terms.now + 40 * DAY).isoformat()
    extended = world.with_facts(Fact(FactKind.EXTENDED, world.terms.now, "x", {"due_at": due_at}))
    before = keys(planned(world.case, world.terms)) | keys(steps_of(plan_of(world)))
    after = keys(planned(extended.case, extended.terms)) | keys(steps_of(plan_of(extended)))
    assert not before & after
    assert NoticeKind.DECISION in {notice.kind for notice in plan_of(extended)}


@law(world=worlds())
def test_the_issue_is_recorded_exactly_once_it_is_due(world: World) -> None:
    case, terms = world.case, world.terms
    opens_on = terms.calendar.next_working_day(case.assignment.opens_on)
    due = terms.now >= send_instant(opens_on, terms.hours)
    facts = plan(case, terms).facts
    wanted = [FactKind.ISSUED] if due and case.standing.state is State.PLANNED else []
    assert [fact.kind for fact in facts] == wanted
    assert all(fact.at == terms.now for fact in facts)
    if case.standing.state is State.PLANNED and not due:
        assert not steps_of(plan_of(world))


# ——— named examples ———

OWED = assignment(date(2026, 3, 13))  # a Friday
ISSUED_AT = at_office(OWED.opens_on, time(9))
REACHED = (
    Fact(FactKind.ISSUED, ISSUED_AT, "duban"),
    Fact(FactKind.DELIVERED, ISSUED_AT, "duban"),
)


def told(day: date, *facts: Fact, clock: time = time(9)) -> list[tuple[str, str]]:
    """Who is told which rung on a day, with the facts known by then."""
    terms = Terms(at_office(day, clock), REAL, OfficeHours())
    case = case_of(OWED, (*REACHED, *facts), Look(terms.now, REAL))
    return [(notice.rung, notice.to) for notice in plan(case, terms).notices]


def test_the_house_ladder_day_by_day() -> None:
    assert told(date(2026, 3, 6)) == [("提前五个工作日", LIAISON)]
    assert told(date(2026, 3, 13), clock=time(23)) == [("提前五个工作日", LIAISON)]
    assert told(date(2026, 3, 16)) == [("催办", LIAISON)]
    assert told(date(2026, 3, 16), clock=time(8, 59)) == [("提前五个工作日", LIAISON)]
    assert told(date(2026, 3, 18)) == [("催办", LIAISON), ("告知负责人", f"{UNIT}/head")]
    assert ("报分管领导", f"{OFFICE}/leader") in told(date(2026, 3, 27))
    assert ("报分管领导", f"{OFFICE}/leader") not in told(date(2026, 3, 26))


def promise(on: date, until: date) -> Fact:
    data = {"intent": "progress", "receipt": "R-1", "percent": 80, "until": until.isoformat()}
    return Fact(FactKind.REPORTED, at_office(on, time(15)), LIAISON, data)


def test_a_promise_holds_the_nag_back_and_a_broken_one_is_asked_about_next_morning() -> None:
    word = promise(date(2026, 3, 13), date(2026, 3, 20))
    assert told(date(2026, 3, 16), word) == []
    assert ("催办", LIAISON) not in told(date(2026, 3, 20), word)
    assert ("催办", LIAISON) in told(date(2026, 3, 23), word)
    terms = Terms(at_office(date(2026, 3, 20), time(10)), REAL, OfficeHours())
    case = case_of(OWED, (*REACHED, word), Look(terms.now, REAL))
    wakes = [terms.now]
    while (wake_at := plan(case, replace(terms, now=wakes[-1])).wake_at) is not None:
        wakes.append(wake_at)
    assert at_office(date(2026, 3, 23), time(9)) in wakes


def test_a_case_due_on_a_rest_day_wakes_when_it_comes_near() -> None:
    sunday = resolve(date(2026, 3, 15), "", Timing(Roll.NONE, time(17, 30)), REAL)
    owed = replace(OWED, due=sunday)
    terms = Terms(at_office(date(2026, 3, 9), time(9)), REAL, OfficeHours())
    case = case_of(owed, REACHED, Look(terms.now, REAL))
    assert case.light is Light.GREEN
    wake_at = plan(case, terms).wake_at
    near_at = at_office(date(2026, 3, 10), time(0))
    assert wake_at == near_at
    assert light_of(owed, case.standing, Look(near_at, REAL)) is Light.YELLOW


def test_a_case_that_falls_behind_its_pace_wakes_when_it_does() -> None:
    half = {"intent": "progress", "receipt": "R-1", "percent": 50}
    report = Fact(FactKind.REPORTED, at_office(date(2026, 1, 5), time(9)), LIAISON, half)
    terms = Terms(at_office(date(2026, 1, 20), time(9)), REAL, OfficeHours())
    case = case_of(OWED, (*REACHED, report), Look(terms.now, REAL))
    lights = [case.light]
    wake_at = plan(case, terms).wake_at
    while wake_at is not None:
        just_before = Look(wake_at - timedelta(seconds=2), REAL)
        assert light_of(OWED, case.standing, just_before) is lights[-1]
        lights.append(light_of(OWED, case.standing, Look(wake_at, REAL)))
        if lights[-1] is Light.RED:
            break
        assert office_day(wake_at) < date(2026, 3, 10)
        wake_at = plan(case, replace(terms, now=wake_at)).wake_at
    assert lights[0] is Light.GREEN
    assert Light.YELLOW in lights
    assert lights[-1] is Light.RED


def test_nobody_is_chased_before_the_item_was_issued() -> None:
    late = replace(OWED, opens_on=date(2026, 4, 1))
    terms = Terms(at_office(date(2026, 3, 25), time(9)), REAL, OfficeHours())
    assert plan(case_of(late, (), Look(terms.now, REAL)), terms).notices == ()
    table = timetable(late, case_of(late, REACHED, Look(terms.now, REAL)).standing, REAL)
    assert {s.on for s in table if s.rung == "催办"} == {date(2026, 4, 2)}


def test_a_reminder_on_the_day_of_issue_or_before_is_left_out() -> None:
    short = replace(OWED, opens_on=date(2026, 3, 6))
    terms = Terms(at_office(date(2026, 3, 6), time(9)), REAL, OfficeHours())
    rungs = [notice.rung for notice in planned(case_of(short, (), Look(terms.now, REAL)), terms)]
    assert rungs == ["交办", "催办"]
    assert STEP_KINDS.isdisjoint({NoticeKind.CONTACT, NoticeKind.REQUEST})
