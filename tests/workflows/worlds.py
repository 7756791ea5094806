"""Worlds to try the laws in: calendars, ladders, assignments, histories of facts and instants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from config.home import default_home, read_calendar
from workflows.assignment import Assignment
from workflows.calendar import CalendarYear, Holiday, WorkCalendar, at_office, days_between
from workflows.case import Case
from workflows.deadline import Timing, resolve
from workflows.fold import stand
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.ledger import Fact, FactKind, ReportKind
from workflows.light import Look, light_of
from workflows.notice import Notice, NoticeKind
from workflows.office import OfficeHours
from workflows.plan import Terms
from workflows.programme import AssignmentRole, Programme
from workflows.roll import Roll
from workflows.roster import Role
from workflows.span import Span, SpanUnit
from workflows.standing import FINISHED, State

REAL, PROBLEMS = read_calendar(default_home() / "calendar")
OFFICE, UNIT = "创建办", "区生态环境局"
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
STEP_KINDS = frozenset(
    {NoticeKind.ISSUE, NoticeKind.REMINDER, NoticeKind.NAG, NoticeKind.ESCALATION}
)
DAY = timedelta(days=1)

_EDGES = [
    day
    for day in days_between(FIRST, LAST)
    if REAL.is_make_up_day(day)
    or (not REAL.is_working_day(day) and day.weekday() < 5)
    or (day.month, day.day) in ((12, 31), (1, 1), (2, 28), (2, 29))
]
days = st.one_of(st.dates(FIRST, LAST), st.sampled_from(_EDGES))
"""Any day, and often one that is not what its weekday says."""
clocks = st.one_of(st.times(), st.sampled_from([time(9), time(10), time(15), time(17, 30)]))
counts = st.integers(0, 25)
rolls = st.sampled_from(Roll)


def span(n: int, unit: SpanUnit = SpanUnit.WORKING_DAY) -> Span:
    """A span, in working days unless said otherwise."""
    return Span(n, unit)


@st.composite
def made_up_calendars(draw: st.DrawFn) -> WorkCalendar:
    """A calendar nobody has published: runs of holidays and working weekends anywhere."""
    years: list[CalendarYear] = []
    for year in range(FIRST.year, LAST.year + 1):
        runs = draw(st.lists(st.tuples(st.integers(0, 350), st.integers(0, 9)), max_size=5))
        holidays = tuple(
            Holiday(f"节{i}", on := date(year, 1, 1) + timedelta(days=start), on + length * DAY)
            for i, (start, length) in enumerate(runs)
        )
        weeks = draw(st.lists(st.tuples(st.integers(1, 51), st.integers(6, 7)), max_size=6))
        make_up = frozenset(date.fromisocalendar(year, week, day) for week, day in weeks)
        years.append(CalendarYear(year, draw(st.booleans()), "编造", holidays, make_up))
    return WorkCalendar(years)


calendars = st.one_of(st.just(REAL), made_up_calendars(), st.just(WorkCalendar(())))


@st.composite
def office_hours(draw: st.DrawFn) -> OfficeHours:
    """Hours in order, with the daily message inside them."""
    picks = draw(st.lists(st.integers(12, 44), min_size=4, max_size=4, unique=True))
    start, noon, afternoon, end = sorted(picks)
    inside = [*range(start, noon), *range(afternoon, end)]
    send = draw(st.sampled_from(inside))
    clock = [time(half // 2, half % 2 * 30) for half in (send, start, noon, afternoon, end)]
    return OfficeHours(*clock)


hours = st.one_of(st.just(OfficeHours()), office_hours())
spans = st.builds(
    Span, st.integers(1, 12), st.sampled_from(SpanUnit).filter(lambda u: u != "month")
)
one_month = st.just(Span(1, SpanUnit.MONTH))
_FORWARD = {
    RungKind.NAG: ((Role.LIAISON,),),
    RungKind.ESCALATION: ((Role.HEAD,), (Role.CLERK, Role.DIRECTOR), (Role.LEADER,)),
}


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """A ladder of reminders, then nags that may repeat, then escalations."""
    before = draw(st.lists(st.one_of(spans, one_month), max_size=3))
    rungs = [
        Rung(f"提醒{i}", RungKind.REMINDER, offset, (Role.LIAISON,))
        for i, offset in enumerate(before)
    ]
    for kind, posts in _FORWARD.items():
        for i in range(draw(st.integers(0, 3))):
            times = draw(st.integers(1, 3))
            rungs.append(
                Rung(
                    f"{kind.value}{i}",
                    kind,
                    draw(spans),
                    draw(st.sampled_from(posts)),
                    every=draw(spans) if times > 1 else None,
                    times=times,
                    slip=draw(st.sampled_from([None, *Slip])),
                )
            )
    return Ladder("试", tuple(rungs))


HOUSE_LADDER = Ladder(
    "督办",
    (
        Rung("提前一个月", RungKind.REMINDER, Span(1, SpanUnit.MONTH), (Role.LIAISON,)),
        Rung("提前五个工作日", RungKind.REMINDER, span(5), (Role.LIAISON,)),
        Rung("催办", RungKind.NAG, span(1), (Role.LIAISON,)),
        Rung("告知负责人", RungKind.ESCALATION, span(3), (Role.HEAD,), slip=Slip.BLUE),
        Rung("报创建办", RungKind.ESCALATION, span(5), (Role.CLERK, Role.DIRECTOR)),
        Rung("报分管领导", RungKind.ESCALATION, span(10), (Role.LEADER,), slip=Slip.RED),
    ),
)


def assignment(due_on: date | None, calendar: WorkCalendar = REAL, **changes: Any) -> Assignment:
    """An assignment with the house ladder, open since three months before its due day."""
    timing = Timing(Roll.NEXT, time(17, 30))
    made = Assignment(
        id=f"honggutan/制-01/-/{UNIT}",
        programme="honggutan",
        task="制-01",
        no="1",
        title="编制规划",
        unit=UNIT,
        role=AssignmentRole.LEAD,
        opens_on=(due_on or FIRST) - timedelta(days=90),
        due=resolve(due_on, "文件规定的日期", timing, calendar) if due_on else None,
        ladder=HOUSE_LADDER,
        office=OFFICE,
    )
    return replace(made, **changes)


@st.composite
def assignments(draw: st.DrawFn, calendar: WorkCalendar) -> Assignment:
    """An assignment that opens some time in 2023–2025; a few open after they are due."""
    opens_on = draw(st.dates(FIRST, date(2025, 12, 31)))
    length = draw(st.one_of(st.none(), st.integers(-5, 150), st.integers(20, 150)))
    timing = Timing(draw(rolls), draw(st.sampled_from([time(12), time(17, 30)])))
    due = None if length is None else resolve(opens_on + length * DAY, "试", timing, calendar)
    code = draw(st.sampled_from(["制-01", "水-03", "气-07"]))
    return replace(
        assignment(None),
        id=f"honggutan/{code}/-/{UNIT}",
        task=code,
        opens_on=opens_on,
        due=due,
        ladder=draw(st.one_of(st.just(HOUSE_LADDER), ladders())),
        wish=draw(st.integers(0, 4)) == 0,
    )


_ALWAYS = (
    FactKind.DELIVERED,
    FactKind.UNDELIVERED,
    FactKind.EVIDENCE_ADDED,
    FactKind.DUE_MOVED,
    FactKind.QUESTION,
    FactKind.HANDED_OVER,
)
_WHILE_OPEN = (
    *_ALWAYS,
    FactKind.ACKNOWLEDGED,
    FactKind.REPORTED,
    FactKind.REPORTED,
    FactKind.EXTENSION_ASKED,
    FactKind.EXTENDED,
    FactKind.EXTENSION_REFUSED,
    FactKind.ESCALATED,
    FactKind.EXCUSED,
    FactKind.ACCEPTED,
    FactKind.CLOSED,
)
_ONCE_FINISHED = (
    *_ALWAYS,
    FactKind.CORRECTED,
    FactKind.WITHDRAWN,
    FactKind.RETURNED,
    FactKind.ACCEPTED,
    FactKind.CLOSED,
)


def _data(draw: st.DrawFn, kind: FactKind, at: datetime, receipt: str | None) -> dict[str, Any]:
    later = at + timedelta(days=draw(st.integers(1, 60)))
    match kind:
        case FactKind.REPORTED | FactKind.CORRECTED:
            intent = draw(st.sampled_from(ReportKind))
            data: dict[str, Any] = {"receipt": f"R-{at:%y%m%d%H%M}", "intent": intent.value}
            data["text"] = draw(st.sampled_from(["", "已完成80%", "卡在审批"]))
            data["percent"] = draw(st.one_of(st.none(), st.integers(0, 100)))
            if intent in (ReportKind.PROGRESS, ReportKind.BLOCKED) and draw(st.booleans()):
                data["until"] = later.date().isoformat()
            return data
        case FactKind.WITHDRAWN:
            return {"receipt": receipt}
        case FactKind.EVIDENCE_ADDED:
            return {"receipt": receipt, "evidence": ["a", "b"][: draw(st.integers(1, 2))]}
        case FactKind.EXTENSION_ASKED:
            return {"until": later.date().isoformat(), "reason": "待批"}
        case FactKind.EXTENDED | FactKind.DUE_MOVED:
            return {"due_at": later.isoformat(), "reason": "调整"}
        case FactKind.RETURNED:
            return {
                "reason": "缺佐证",
                **({"due_at": later.isoformat()} if draw(st.booleans()) else {}),
            }
        case FactKind.ESCALATED:
            return {"rung": "告知负责人", "to": f"{UNIT}/head", "slip": draw(st.sampled_from(Slip))}
        case FactKind.QUESTION:
            return {"text": "报给谁？"}
        case _:
            return {}


@st.composite
def histories(draw: st.DrawFn, owed: Assignment) -> tuple[Fact, ...]:
    """Facts that could follow one another, in order of time; none before the assignment opens."""
    if draw(st.integers(0, 7)) == 0:
        return ()
    at = at_office(owed.opens_on, time(9)) + timedelta(days=draw(st.integers(0, 5)))
    facts = [Fact(FactKind.ISSUED, at, "duban")]
    if draw(st.integers(0, 3)):
        facts.append(Fact(FactKind.DELIVERED, at, "duban"))
    for gap in draw(st.lists(st.integers(0, 60 * 24 * 25), max_size=7)):
        at += timedelta(minutes=gap)
        standing = stand(owed, facts)
        kinds = _ONCE_FINISHED if standing.state in FINISHED else _WHILE_OPEN
        kind = draw(st.sampled_from(kinds))
        facts.append(Fact(kind, at, f"{UNIT}/liaison", _data(draw, kind, at, standing.receipt)))
    return tuple(facts)


def case_of(owed: Assignment, facts: Sequence[Fact], look: Look) -> Case:
    """The case as the facts known at `look.now` make it."""
    known = tuple(fact for fact in facts if fact.at <= look.now)
    standing = stand(owed, known)
    return Case(owed, known, standing, light_of(owed, standing, look))


@dataclass(frozen=True)
class World:
    """One case and the terms it is looked at on. All its facts are known at `terms.now`."""

    case: Case
    terms: Terms

    def at(self, now: datetime) -> World:
        """The same case and facts at another instant."""
        return World(self.case, replace(self.terms, now=now))

    def with_facts(self, *facts: Fact) -> World:
        """The same instant after more facts."""
        look = Look(self.terms.now, self.terms.calendar)
        return replace(self, case=case_of(self.case.assignment, (*self.case.facts, *facts), look))

    def opening(self) -> datetime:
        """An instant before anything can be due."""
        return at_office(self.case.assignment.opens_on - 30 * DAY, time(0))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A case somewhere in its life, all its facts in the past."""
    calendar = draw(calendars)
    owed = draw(assignments(calendar))
    facts = draw(histories(owed))
    start = facts[-1].at if facts else at_office(owed.opens_on - 5 * DAY, time(8))
    now = start + timedelta(minutes=draw(st.integers(0, 60 * 24 * 120)))
    terms = Terms(now, calendar, draw(hours))
    return World(case_of(owed, facts, Look(now, calendar)), terms)


@st.composite
def overdue_worlds(draw: st.DrawFn) -> World:
    """A case that was issued and reached and says nothing, up to three months after its due."""
    world = draw(worlds())
    due_on = draw(st.dates(date(2023, 6, 1), date(2025, 12, 31)))
    owed = assignment(due_on, world.terms.calendar, ladder=world.case.assignment.ladder)
    at = at_office(owed.opens_on, time(9))
    facts = (Fact(FactKind.ISSUED, at, "duban"), Fact(FactKind.DELIVERED, at, "duban"))
    now = at_office(due_on, time(9)) + timedelta(minutes=draw(st.integers(0, 60 * 24 * 90)))
    terms = replace(world.terms, now=now)
    return World(case_of(owed, facts, Look(now, terms.calendar)), terms)


@st.composite
def near_due(draw: st.DrawFn) -> World:
    """A case with a due date, unfinished, a little before or after it is due."""
    world = draw(unfinished)
    due_at = world.case.standing.due_at
    away = timedelta(minutes=draw(st.integers(-60 * 24 * 12, 60 * 24 * 3)))
    return world if due_at is None else world.at(due_at + away)


unfinished = worlds().filter(lambda world: world.case.standing.state not in FINISHED)
opened = unfinished.filter(lambda world: world.case.standing.state is not State.PLANNED)

PROGRAMME = Programme(
    code="honggutan",
    title="创建省级生态区工作实施方案",
    office=OFFICE,
    starts_on=date(2023, 6, 20),
    ends_on=date(2026, 12, 31),
)


Office = tuple[tuple[tuple[Assignment, tuple[Fact, ...]], ...], Look]


def office_of(seed: int) -> Office:
    """Up to twelve assignments of three units with their histories, and a look at them.

    Some facts lie after the look: `case_of` leaves them out. The seed decides everything.
    """
    dice = Random(seed)
    now = at_office(date(2024, 1, 1) + dice.randint(0, 500) * DAY, time(dice.randint(0, 23), 7))
    calendar = dice.choice([REAL, WorkCalendar(())])
    pairs = tuple(_office_pair(dice, i, now, calendar) for i in range(dice.randint(0, 12)))
    return pairs, Look(now, calendar)


def _office_pair(
    dice: Random, i: int, now: datetime, calendar: WorkCalendar
) -> tuple[Assignment, tuple[Fact, ...]]:
    due_on = now.date() + dice.randint(-60, 40) * DAY
    opens_on = due_on - dice.randint(5, 90) * DAY
    made = assignment(due_on if dice.random() < 0.9 else None, calendar, opens_on=opens_on)
    unit, code = f"单位{i % 3}", f"水-{i:02d}"
    owed = replace(
        made,
        id=f"honggutan/{code}/-/{unit}",
        task=code,
        unit=unit,
        wish=dice.random() < 0.1,
    )
    at = at_office(opens_on, time(9))
    facts = [Fact(FactKind.ISSUED, at, "duban")]
    if dice.random() < 0.8:
        facts.append(Fact(FactKind.DELIVERED, at, "duban"))
    for _ in range(dice.randint(0, 3)):
        at += timedelta(minutes=dice.randint(1, 60 * 24 * 35))
        facts.append(_office_fact(dice, at))
    return owed, tuple(facts)


def _office_fact(dice: Random, at: datetime) -> Fact:
    later = at + dice.randint(1, 40) * DAY
    kinds: list[tuple[FactKind, dict[str, Any]]] = [
        (FactKind.REPORTED, {"intent": "done", "receipt": "R-1"}),
        (FactKind.REPORTED, {"intent": "progress", "percent": dice.randint(0, 99)}),
        (FactKind.REPORTED, {"intent": "blocked", "text": "卡在审批"}),
        (FactKind.REPORTED, {"intent": "nil"}),
        (FactKind.EXTENSION_ASKED, {"until": later.date().isoformat(), "reason": "待批"}),
        (FactKind.QUESTION, {"text": "报给谁？"}),
        (FactKind.EXTENDED, {"due_at": later.isoformat(), "reason": "同意"}),
        (FactKind.UNDELIVERED, {"reason": "blocked"}),
        (FactKind.EXCUSED, {"reason": "机构撤并"}),
        (FactKind.RETURNED, {"reason": "缺佐证"}),
    ]
    kind, data = dice.choice(kinds)
    return Fact(kind, at, "x", data)


def steps_of(notices: Sequence[Notice]) -> list[Notice]:
    """The notices that come from the ladder and the issue."""
    return [notice for notice in notices if notice.kind in STEP_KINDS]
