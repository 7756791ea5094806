"""Laws of what the life of an assignment adds to the digest: readings, waits, reviews, talks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import (
    DAY,
    HOUSE_LADDER,
    OFFICE,
    PROGRAMME,
    REAL,
    assignment,
    case_of,
    office_of,
)
from workflows.assignment import Assignment, StageTerms
from workflows.calendar import at_office
from workflows.case import Case
from workflows.digest import Digest, digest_lines, figure_lines, tally
from workflows.digest_ahead import AHEAD
from workflows.digest_readings import READING_LINES
from workflows.expand import event_id
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.ledger import Fact, FactKind
from workflows.light import Look
from workflows.pending import PendingKind
from workflows.plan import Terms, awaited
from workflows.programme import Attribute, Event, FixedDue, Indicator, Milestone, Op, Target
from workflows.readings import light_of_reading, list_key, reading_on
from workflows.roster import Role
from workflows.span import Span, SpanUnit
from workflows.stage import StageKind
from workflows.standing import FINISHED, Light, State

NOW = at_office(date(2024, 9, 13), time(16))
LOOK = Look(NOW, REAL)
WATER, MONEY = "区水利局", "区财政局"
seeds = st.integers(0, 2**32)
_APPROVED = replace(
    HOUSE_LADDER,
    rungs=tuple(replace(rung, approve=rung.slip is Slip.RED) for rung in HOUSE_LADDER.rungs),
)


def owed(code: str, unit: str, due_on: date | None, **more: Any) -> Assignment:
    """An assignment of a unit, open since June."""
    made = assignment(due_on, opens_on=date(2024, 6, 3))
    ident = f"honggutan/{code}/-/{unit}"
    return replace(made, id=ident, task=code, title=code, unit=unit, **more)


def fact(kind: FactKind, days_ago: float, **data: Any) -> Fact:
    return Fact(kind, NOW - days_ago * DAY, "x", data)


def case(about: Assignment, *facts: Fact, look: Look = LOOK) -> Case:
    """Issued and delivered in June, then the facts."""
    at = at_office(date(2024, 6, 3), time(9))
    begun = (Fact(FactKind.ISSUED, at, "duban"), Fact(FactKind.DELIVERED, at, "duban"))
    return case_of(about, (*begun, *facts), look)


def digest_of(*cases: Case, **programme: Any) -> Digest:
    return tally(replace(PROGRAMME, **programme), cases, LOOK)


# waiting


@law(due_ago=st.integers(-30, 40), since_ago=st.integers(1, 60), asked_ago=st.integers(-30, 40))
def test_a_unit_that_waits_is_not_overdue_and_its_delay_is_the_other_units(
    due_ago: int, since_ago: int, asked_ago: int
) -> None:
    about = owed("水-03", WATER, NOW.date() - due_ago * DAY)
    asked = owed("水-03+1", MONEY, NOW.date() - asked_ago * DAY, request_of=about.id)
    data = {"for": MONEY, "request": asked.id, "reason": "拨款"}
    waits = case(about, fact(FactKind.WAITING, since_ago, **data))
    digest = digest_of(waits, case(asked))
    (one,) = digest.waits
    late = {ln.assignment.unit for ln in digest.changes if ln.overdue_days}
    late |= {ln.assignment.unit for ln in digest.red if ln.overdue_days}
    assert late <= {MONEY}
    assert digest.now.overdue == len(late)
    assert (one.line.assignment.unit, one.unit) == (WATER, MONEY)
    if one.held_days:
        began_on = max(NOW.date() - (due_ago + 3) * DAY, NOW.date() - since_ago * DAY)
        most = max(REAL.working_days_between(began_on, NOW.date()), asked_ago, 1)
        assert one.held_days <= most
    asked_line = next(ln for ln in digest_lines([case(asked)], LOOK))
    assert one.held_days >= asked_line.overdue_days
    assert digest.silent == ((MONEY, 1),)


def test_a_wait_that_is_over_is_no_longer_told_and_its_unit_is_not_silent() -> None:
    about = owed("水-03", WATER, date(2024, 9, 30))
    waited = fact(FactKind.WAITING, 9, **{"for": MONEY, "request": "r"})
    over = fact(FactKind.WAITING_OVER, 2, request="r", told=True, **{"for": MONEY})
    digest = digest_of(case(about, waited, over))
    assert digest.waits == ()
    assert digest.silent == ()


@law(seed=seeds, examples=40)
def test_who_asked_and_was_answered_is_not_silent(seed: int) -> None:
    dice = Random(seed)
    asked = fact(FactKind.QUESTION, dice.randint(5, 30), text="报给谁？")
    answered = fact(FactKind.ANSWERED, dice.randint(1, 4), text="报办公室")
    about = owed("水-03", WATER, date(2024, 9, 30))
    digest = digest_of(case(about, asked, answered))
    assert digest.silent == ()
    assert digest.now.silent == 0
    assert digest.requests == ()  # a question answered leaves the list


# what waits for the office


def _waiting_case(dice: Random, n: int) -> Case:
    """A case that may wait for the office in one way or another, or be settled."""
    past = dice.randint(-20, 60)
    more = {"review": dice.random() < 0.5, "ladder": _APPROVED}
    about = owed(f"水-{n:02d}", f"单位{n % 3}", NOW.date() - past * DAY, **more)
    until = (NOW + 30 * DAY).date().isoformat()
    facts = {
        "extension": [fact(FactKind.EXTENSION_ASKED, dice.uniform(0, 9), until=until)],
        "question": [fact(FactKind.QUESTION, dice.uniform(0, 9), text="？")],
        "done": [fact(FactKind.REPORTED, dice.uniform(0, 9), intent="done", receipt=f"R{n}")],
        "silent": [],
        "approved": [
            fact(FactKind.SLIP_APPROVED, 1, rung=f"{rung.name} 0", slip="red", receipt="D")
            for rung in _APPROVED.rungs
            if rung.approve
        ],
    }
    return case(about, *dice.choice(list(facts.values())))


@law(seed=seeds, examples=120)
def test_the_digest_lists_all_that_waits_for_the_office_the_longest_wait_first(seed: int) -> None:
    dice = Random(seed)
    cases = [_waiting_case(dice, n) for n in range(dice.randint(1, 9))]
    terms = Terms(NOW, REAL, PROGRAMME.hours, PROGRAMME.patience)
    wanted = sorted(
        (one.since, each.assignment.id, one.kind) for each in cases for one in awaited(each, terms)
    )
    digest = digest_of(*cases)
    found = [(one.since, one.line.assignment.id, one.kind) for one in digest.requests]
    assert found == wanted
    days = [one.days for one in digest.requests]
    assert days == sorted(days, reverse=True)


# reviews


def test_what_is_in_review_is_counted_by_stage_and_decider() -> None:
    terms = [
        StageTerms("专家论证", StageKind.EXPERT_REVIEW, "专家组", "", NOW + 9 * DAY),
        StageTerms("报批", StageKind.APPROVAL, "区政府"),
    ]
    done = fact(FactKind.REPORTED, 5, intent="done", receipt="R1")
    passed = fact(FactKind.STAGE, 3, stage="专家论证", outcome="passed")
    first, second, third = (owed(f"制-{n}", WATER, None, stages=tuple(terms)) for n in range(3))
    cases = [case(first, done), case(second, done), case(third, done, passed)]
    digest = digest_of(*cases)
    counts = [(one.stage, one.decider, one.count, one.due_at) for one in digest.stages]
    assert counts == [("专家论证", "专家组", 2, NOW + 9 * DAY), ("报批", "区政府", 1, None)]
    lines = digest_lines(cases, LOOK)
    assert len(figure_lines(digest, lines, "review")) == 3
    assert all(ln.standing.state is State.IN_REVIEW for ln in figure_lines(digest, lines, "review"))
    assert digest.now.finished == 0


# readings


def _indicator(dice: Random, n: int) -> Indicator:
    attribute = dice.choice([*Attribute, None])
    op = dice.choice([Op.GE, Op.LE])
    return Indicator(
        str(n), f"指标{n}", "%", (Target(2025, op, 50),), attribute=attribute,
        baseline_value=dice.choice([None, 40, 60]), baseline_year=2021,
    )  # fmt: skip


def _reading_cases(dice: Random) -> list[Case]:
    cases: list[Case] = []
    for n in range(dice.randint(0, 9)):
        indicator = _indicator(dice, n)
        for month in range(6, 10):
            about = owed(f"指-{n:02d}", WATER, date(2024, month, 12))
            ident = f"honggutan/指-{n:02d}/2024-{month:02d}/{WATER}"
            about = replace(about, id=ident, indicator=indicator, occurrence=f"2024-{month:02d}")
            value = dice.uniform(30, 70)
            data = {"intent": "done", "value": value, "unit": "%", "receipt": ident}
            said = [Fact(FactKind.REPORTED, at_office(date(2024, month, 10), time(9)), "x", data)]
            if dice.random() < 0.4:
                said = []
            elif dice.random() < 0.2:
                said.append(
                    Fact(FactKind.WITHDRAWN, said[0].at + DAY / 24, "x", {"receipt": ident})
                )
            cases.append(case(about, *said))
    return cases


@law(seed=seeds, examples=100)
def test_readings_are_judged_by_arithmetic_and_the_worst_binding_ones_come_first(
    seed: int,
) -> None:
    cases = _reading_cases(Random(seed))
    digest, lines = digest_of(*cases), digest_lines(cases, LOOK)
    every = figure_lines(digest, lines, "readings")
    assert len(every) == digest.readings.total == sum(n for _, n in digest.readings.lights)
    order = []
    for line in every:
        indicator, value = line.assignment.indicator, line.standing.value
        assert indicator is not None
        assert value is not None
        light = light_of_reading(indicator, value, reading_on(line.assignment))
        order.append((list(Light).index(light) * -1, list_key(indicator)))
    assert order == sorted(order)
    shown = [one.line for one in digest.readings.shown]
    assert len(shown) <= READING_LINES
    for one in digest.readings.shown:
        news = one.line.standing.reported_at and one.line.standing.reported_at > NOW - 7 * DAY
        assert one.light in (Light.RED, Light.YELLOW) or news
        assert one.met is (one.short == 0)
    assert digest.readings.reported <= digest.readings.owed
    assert digest.readings.owed == len({each.assignment.task for each in cases})
    told = {line.assignment.id for line in digest.changes if line.standing.state in FINISHED}
    assert not told  # readings that came in are told as readings


def _air(month: int, *facts: Fact) -> Case:
    indicator = Indicator(
        "1", "PM2.5浓度", "微克/立方米", (Target(2025, Op.LE, 28),), baseline_value=34,
        baseline_year=2021,
    )  # fmt: skip
    about = owed("气-01", WATER, date(2024, month, 12), indicator=indicator)
    ident = f"honggutan/气-01/2024-{month:02d}/{WATER}"
    return case(replace(about, id=ident, occurrence=f"2024-{month:02d}"), *facts)


def test_a_reading_says_how_far_it_is_from_its_target() -> None:
    data = {"intent": "done", "value": 31, "unit": "微克/立方米", "receipt": "R1"}
    digest = digest_of(_air(9, fact(FactKind.REPORTED, 2, **data)))
    (one,) = digest.readings.shown
    assert (one.light, one.met, one.short, one.is_old) == (Light.YELLOW, False, 3, False)
    assert (digest.readings.reported, digest.readings.owed) == (1, 1)


def test_a_withdrawn_reading_is_not_counted_as_reported() -> None:
    data = {"intent": "done", "value": 31, "receipt": "R1"}
    said = fact(FactKind.REPORTED, 40, **data)
    back = [fact(FactKind.REPORTED, 2, **data), fact(FactKind.WITHDRAWN, 1, receipt="R1")]
    digest = digest_of(_air(8, said), _air(9, *back))
    assert (digest.readings.reported, digest.readings.owed) == (0, 1)
    (one,) = digest.readings.shown
    assert one.is_old  # the last one in force is last month's


# milestones and events


@law(away=st.integers(-120, 40), is_done=st.booleans(), is_event=st.booleans(), examples=80)
def test_a_milestone_is_told_before_its_day_and_after_it_until_recorded(
    away: int, is_done: bool, is_event: bool
) -> None:
    on = NOW.date() + away * DAY
    milestone = Milestone("1", "规划颁布", FixedDue(on), (WATER,), wish=True)
    cases: list[Case] = []
    if is_event:
        cases.append(_event("规划颁布", happened=is_done))
    elif is_done:
        about = replace(owed("规-01", WATER, on), title="规划颁布")
        cases.append(case(about, fact(FactKind.REPORTED, 1, intent="done", receipt="R")))
    digest = digest_of(*cases, milestones=(milestone,))
    told = [one for one in digest.ahead if not one.is_event]
    is_near = -90 <= away <= AHEAD.days
    assert bool(told) is (is_near and not is_done)
    for one in told:
        assert (one.on, one.days, one.units, one.is_wish) == (on, away, (WATER,), True)


def _event(name: str, *, happened: bool, expected: date | None = None) -> Case:
    programme = replace(PROGRAMME, events=(Event(name, expected),))
    about = owed(name, OFFICE, None, is_event=True, ladder=Ladder("来事登记", ()))
    due = assignment(expected).due if expected else None
    about = replace(about, id=event_id(programme, name), due=due)
    facts = (fact(FactKind.EVENT, 2, on="2024-09-11"),) if happened else ()
    return case_of(about, facts, LOOK)


@law(away=st.integers(-40, 40), happened=st.booleans(), examples=60)
def test_events_are_no_items_and_wait_for_the_office_once_expected(
    away: int, happened: bool
) -> None:
    on = NOW.date() + away * DAY
    event = _event("规划批准", happened=happened, expected=on)
    digest = digest_of(event, events=(Event("规划批准", on),))
    assert digest.now.total == digest.before.total == 0
    assert (digest.changes, digest.silent, digest.due_soon, digest.red) == ((), (), (), ())
    assert digest_lines([event], LOOK) == ()
    asked = [one.kind for one in digest.requests]
    due = event.assignment.due
    assert due is not None
    assert asked == ([PendingKind.EVENT] if due.due_at <= NOW and not happened else [])
    assert bool(digest.ahead) is (0 < away <= AHEAD.days and not happened)


# talks, requests, contacts


@law(seed=seeds, examples=100)
def test_a_talk_is_suggested_after_a_red_slip_or_two_yellow_ones_on_open_items(seed: int) -> None:
    dice = Random(seed)
    cases: list[Case] = []
    yellow, red = 0, 0
    for n in range(dice.randint(1, 4)):
        slips = [dice.choice(["blue", "yellow", "red"]) for _ in range(dice.randint(0, 2))]
        facts = [
            fact(FactKind.ESCALATED, 20 - at, rung=f"r{at}", to=f"{OFFICE}/{role}", slip=slip)
            for at, slip in enumerate(slips)
            for role in ("clerk", "director")
        ]
        is_done = dice.random() < 0.4
        if is_done:
            facts.append(fact(FactKind.REPORTED, 1, intent="done", receipt=f"R{n}"))
        else:
            yellow, red = yellow + slips.count("yellow"), red + slips.count("red")
        cases.append(case(owed(f"水-{n}", WATER, date(2024, 8, 1)), *facts))
    talks = [(talk.unit, talk.yellow, talk.red) for talk in digest_of(*cases).talks]
    assert talks == ([(WATER, yellow, red)] if red or yellow > 1 else [])


def test_a_request_counts_for_the_unit_that_owes_it() -> None:
    about = owed("水-03", WATER, date(2024, 9, 30))
    asked = owed("水-03+1", MONEY, date(2024, 9, 2), request_of=about.id)
    data = {"for": MONEY, "request": asked.id}
    digest = digest_of(case(about, fact(FactKind.WAITING, 9, **data)), case(asked))
    assert digest.now.total == 2
    assert [ln.assignment.unit for ln in digest.red] == [MONEY]
    assert digest.silent == ((MONEY, 1),)


@law(seed=seeds, examples=60)
def test_a_unit_that_cannot_be_reached_is_named_once(seed: int) -> None:
    cases = [
        case_of(about, facts, office[1])
        for office in [office_of(seed)]
        for about, facts in office[0]
    ]
    look = office_of(seed)[1]
    digest = tally(PROGRAMME, cases, look)
    assert len(set(digest.unreachable)) == len(digest.unreachable)
    lost = {
        each.assignment.unit
        for each in cases
        if each.standing.unreachable_since and each.standing.state not in FINISHED
    }
    assert set(digest.unreachable) == lost


def test_a_programme_with_none_of_it_has_nothing_more_to_tell() -> None:
    digest = digest_of(case(owed("水-03", WATER, date(2024, 9, 30))))
    assert not any((digest.waits, digest.stages, digest.ahead, digest.talks, digest.requests))
    assert digest.readings.total == digest.readings.owed == 0
    assert digest.messages_each is None


def test_two_rungs_that_go_up_wait_for_approval_once_each() -> None:
    rungs = tuple(
        Rung(f"报{role}", RungKind.ESCALATION, Span(n, SpanUnit.WORKING_DAY), (role,), approve=True)
        for n, role in ((1, Role.DIRECTOR), (2, Role.LEADER))
    )
    about = owed("水-03", WATER, date(2024, 8, 1), ladder=Ladder("报", rungs))
    digest = digest_of(case(about))
    assert [one.kind for one in digest.requests] == [PendingKind.SLIP] * 2
    since: list[datetime] = [one.since for one in digest.requests]
    assert since == sorted(since)
