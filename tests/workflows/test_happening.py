"""Events: which claims are refused, and which due dates follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from tests.workflows.worlds import REAL
from workflows.assignment import Assignment
from workflows.calendar import at_office
from workflows.case import Case
from workflows.expand import assignments
from workflows.fold import stand
from workflows.happening import (
    Cause,
    Claim,
    EventRefusal,
    causes_of,
    dependents,
    event_refusal,
    moved,
)
from workflows.ladder import Ladder
from workflows.ledger import Fact, FactKind
from workflows.office import OfficeHours
from workflows.pending import PendingKind, pending
from workflows.plan import Terms, plan
from workflows.programme import (
    AfterEvent,
    AssignmentRole,
    Event,
    FixedDue,
    Programme,
    Responsible,
    Task,
)
from workflows.span import Span, SpanUnit
from workflows.stage import Stage, StageKind
from workflows.standing import Light, Standing

MONTH = Span(1, SpanUnit.MONTH)
LEAD = (Responsible("甲", AssignmentRole.LEAD), Responsible("乙", AssignmentRole.CO))
PASSED = Stage("批准", StageKind.APPROVAL, event="规划批准")
PRINTED = Stage("印发", StageKind.PUBLICATION, event="规划印发")


def _task(code: str, due: AfterEvent | FixedDue, **more: object) -> Task:
    values = {"no": code, "title": code, "responsible": LEAD, "ladder": Ladder("x", ()), **more}
    return Task(code=code, due=due, **values)  # type: ignore[arg-type]


PROGRAMME = Programme(
    "p", "规划", "办公室", date(2023, 6, 1), date(2024, 12, 31),
    tasks=(
        _task("一", FixedDue(date(2023, 7, 1)), stages=(PASSED,)),
        _task("二", AfterEvent("规划批准", MONTH), stages=(PRINTED,)),
        _task("三", AfterEvent("规划批准", MONTH), co_before=Span(5, SpanUnit.WORKING_DAY)),
        _task("四", AfterEvent("规划印发", MONTH)),
    ),
    events=(Event("规划批准", date(2023, 8, 1)), Event("规划印发")),
)  # fmt: skip
FOUND = {one.id: one for one in assignments(PROGRAMME, REAL)}
EVENT = FOUND["p/规划批准/-/办公室"]
TODAY = date(2023, 8, 15)


def _case(assignment: Assignment, *facts: Fact) -> Case:
    return Case(assignment, facts, stand(assignment, facts), Light.GREY)


def _fact(kind: FactKind, at: datetime | None = None, **data: object) -> Fact:
    return Fact(kind, at or at_office(TODAY, time(10)), "办公室/clerk", data)


HAPPENED = replace(Standing(), happened_on=date(2023, 8, 10))


@pytest.mark.parametrize(
    ("standing", "claim", "why"),
    [
        (Standing(), Claim(TODAY, TODAY), None),
        (Standing(), Claim(date(2023, 6, 1), TODAY), None),
        (HAPPENED, Claim(TODAY, TODAY), EventRefusal.TWICE),
        (HAPPENED, Claim(TODAY, TODAY, correct=True), None),
        (Standing(), Claim(TODAY, TODAY, correct=True), EventRefusal.NEVER),
        (Standing(), Claim(date(2023, 8, 16), TODAY), EventRefusal.FUTURE),
        (Standing(), Claim(date(2023, 5, 31), TODAY), EventRefusal.TOO_EARLY),
        (Standing(), Claim(TODAY, TODAY, (Cause("x", None),)), EventRefusal.BEFORE_CAUSE),
        (Standing(), Claim(TODAY, TODAY, (Cause("x", TODAY),)), None),
        (
            Standing(),
            Claim(date(2023, 8, 1), TODAY, (Cause("x", TODAY),)),
            EventRefusal.BEFORE_CAUSE,
        ),
    ],
)
def test_a_claim_is_refused_for_one_reason(
    standing: Standing, claim: Claim, why: EventRefusal | None
) -> None:
    assert event_refusal(EVENT, standing, claim) is why


def test_what_brings_an_event_about_tells_what_must_come_before_it() -> None:
    assert causes_of(PROGRAMME, "规划印发") == ("规划批准",)
    assert causes_of(PROGRAMME, "规划批准") == ()
    assert causes_of(PROGRAMME, "没有") == ()


def test_only_what_counts_from_the_event_depends_on_it() -> None:
    assert [task.code for task in dependents(PROGRAMME, "规划批准")] == ["二", "三"]
    assert [task.code for task in dependents(PROGRAMME, "规划印发")] == ["四"]


def test_due_dates_follow_the_event_and_co_units_are_earlier() -> None:
    task = dependents(PROGRAMME, "规划批准")[1]
    cases = [_case(FOUND[f"p/三/-/{unit}"]) for unit in ("甲", "乙")]
    days = [(case.assignment.unit, d.due_on) for case, d in moved(task, cases, TODAY, REAL)]
    assert days == [("甲", date(2023, 9, 15)), ("乙", date(2023, 9, 8))]


def test_what_is_over_or_due_then_already_does_not_move() -> None:
    task = dependents(PROGRAMME, "规划批准")[0]
    one = FOUND["p/二/-/甲"]
    excused = _case(one, _fact(FactKind.EXCUSED, reason="x"))
    assert moved(task, [excused], TODAY, REAL) == ()
    due = at_office(date(2023, 9, 15), time(17, 30)).isoformat()
    same = _case(one, _fact(FactKind.DUE_MOVED, due_at=due, reason="x"))
    assert moved(task, [same], TODAY, REAL) == ()
    assert len(moved(task, [same], date(2023, 8, 16), REAL)) == 1, "a correction moves it again"


def test_work_reported_before_its_date_was_known_is_judged_by_it() -> None:
    task = dependents(PROGRAMME, "规划批准")[0]
    early = _fact(FactKind.REPORTED, intent="done", receipt="R1")
    done = _case(FOUND["p/三/-/甲"], early)
    assert done.standing.on_time is None
    [(case, deadline)] = moved(task, [done], TODAY, REAL)
    move = _fact(FactKind.DUE_MOVED, due_at=deadline.due_at.isoformat(), reason="x")
    assert stand(case.assignment, (*case.facts, move)).on_time is True


def test_the_office_is_asked_once_it_is_expected_and_again_where_it_put_it_off() -> None:
    bare = _case(EVENT)
    assert pending(EVENT, bare.standing, at_office(date(2023, 7, 31), time(12))) == ()
    [asked] = pending(EVENT, bare.standing, at_office(date(2023, 8, 1), time(12)))
    assert (asked.kind, asked.rung) == (PendingKind.EVENT, "event")
    off = _case(EVENT, _fact(FactKind.SNOOZED, until="2023-08-22", reason="尚未发生"))
    assert pending(EVENT, off.standing, at_office(date(2023, 8, 21), time(12))) == ()
    [again] = pending(EVENT, off.standing, at_office(date(2023, 8, 22), time(12)))
    assert again.rung != asked.rung, "so that it is a new notice"
    terms = Terms(at_office(TODAY, time(12)), REAL, OfficeHours())
    assert plan(off, terms).wake_at == at_office(date(2023, 8, 22), time(9))
    happened = _case(EVENT, _fact(FactKind.EVENT, on="2023-08-10"))
    assert pending(EVENT, happened.standing, at_office(date(2023, 9, 1), time(12))) == ()
