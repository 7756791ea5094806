"""plan: one assignment, its facts and the time, in; notices due now and the next waking, out.

Catching up is a rule here, not an accident: of all steps that have passed, each post gets the
latest one only, and a step that has become moot is not in the plan at all. Asking again is
harmless, since a notice's key does not depend on when it was planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workflows.calendar import WorkCalendar, office_day
from workflows.case import Case
from workflows.hours import next_open, send_instant
from workflows.ledger import Fact, FactKind
from workflows.light import Look, next_change
from workflows.notice import Notice, NoticeKind, Plan
from workflows.programme import OfficeHours, Span, SpanUnit
from workflows.roster import Role, post_id
from workflows.standing import FINISHED, State
from workflows.timetable import ISSUE_RUNG, Step, timetable

MACHINE = "duban"
"""Who is named as the author of facts that no person caused."""

_ANSWER_HOLDS = Span(3, SpanUnit.WORKING_DAY)
"""A reminder or nag is not sent within three working days of an answer: it was just given."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What planning needs besides the case: the calendar, working hours and the instant."""

    now: datetime
    calendar: WorkCalendar
    hours: OfficeHours


def plan(case: Case, terms: Terms) -> Plan:
    """The notices due at `terms.now`, facts to record with them, and when to look again."""
    if case.standing.state in FINISHED:
        return Plan((), (), None)
    steps = timetable(case.assignment, case.standing, terms.calendar)
    passed = [step for step in steps if send_instant(step.on, terms.hours) <= terms.now]
    due = [step for step in _latest(passed) if not _answered(case, step, terms)]
    at = next_open(terms.now, terms.hours, terms.calendar)
    notices = [_notice(case, step, at) for step in due]
    notices += [*_contact(case, at), *_requests(case, at), *_decisions(case, at)]
    return Plan(tuple(notices), _issue_facts(case, passed, terms), _wake_at(case, steps, terms))


def planned(case: Case, terms: Terms) -> tuple[Notice, ...]:
    """Every notice of the case's whole life if nobody answers, for previews. In order of time."""
    steps = timetable(case.assignment, case.standing, terms.calendar)
    return tuple(_notice(case, step, send_instant(step.on, terms.hours)) for step in steps)


def is_moot(notice: Notice, case: Case, terms: Terms) -> bool:
    """True where a notice planned earlier no longer says anything true at `terms.now`.

    It is moot when the same plan, made now, would not contain it: the case is finished, its date
    has moved, a later step has overtaken it, or the unit has just answered.
    """
    return all(notice.key != wanted.key for wanted in plan(case, terms).notices)


def _latest(passed: list[Step]) -> Iterator[Step]:
    """The last passed step for each post; steps are in order of time."""
    by_post = {step.to: step for step in passed}
    yield from by_post.values()


def _answered(case: Case, step: Step, terms: Terms) -> bool:
    """True where the unit's own answer already says what this step would ask for."""
    standing = case.standing
    if step.kind is NoticeKind.ISSUE:
        return standing.decided is not None  # the office's decision has just told the new date
    if step.kind not in (NoticeKind.REMINDER, NoticeKind.NAG):
        return False
    if standing.extension_asked_until is not None:
        return True  # the office has the word, not the unit
    if standing.promised_until is not None:
        kept = office_day(terms.now) <= standing.promised_until
        return kept and (step.kind is NoticeKind.NAG or step.on < standing.promised_until)
    if standing.reported_at is None or standing.state is State.RETURNED:
        return False
    reported_on = office_day(standing.reported_at)
    return terms.calendar.shift(reported_on, _ANSWER_HOLDS) > step.on


def _notice(case: Case, step: Step, at: datetime) -> Notice:
    return Notice(
        kind=step.kind,
        rung=step.rung,
        to=step.to,
        about=case.assignment.id,
        at=at,
        due_revision=case.standing.due_revision,
        slip=step.slip,
        repeat=step.repeat,
    )


def _contact(case: Case, at: datetime) -> list[Notice]:
    """The office hears once per spell that a unit cannot be reached."""
    since = case.standing.unreachable_since
    if since is None or case.standing.state is State.PLANNED:
        return []
    to = post_id(case.assignment.office, Role.CLERK)
    rung = f"unreachable {office_day(since).isoformat()}"
    return [Notice(NoticeKind.CONTACT, rung, to, case.assignment.id, at)]


def _requests(case: Case, at: datetime) -> Iterator[Notice]:
    """What the unit has asked of the office and the office has not answered."""
    standing, about = case.standing, case.assignment.id
    to = post_id(case.assignment.office, Role.CLERK)
    revision = standing.due_revision
    if standing.extension_asked_until is not None:
        rung = f"extension {standing.extension_asked_until.isoformat()}"
        yield Notice(NoticeKind.REQUEST, rung, to, about, at, revision)
    if standing.question:
        yield Notice(NoticeKind.REQUEST, f"question {standing.questions}", to, about, at)


def _decisions(case: Case, at: datetime) -> Iterator[Notice]:
    """The office's decision, to the unit that asked or was returned."""
    standing = case.standing
    if standing.decided is None or standing.decided_at is None:
        return
    to = post_id(case.assignment.unit, Role.LIAISON)
    rung = f"{standing.decided.value} {standing.decided_at.isoformat()}"
    yield Notice(NoticeKind.DECISION, rung, to, case.assignment.id, at, standing.due_revision)


def _issue_facts(case: Case, passed: list[Step], terms: Terms) -> tuple[Fact, ...]:
    opened = any(step.rung == ISSUE_RUNG for step in passed)
    if case.standing.state is not State.PLANNED or not opened:
        return ()
    return (Fact(FactKind.ISSUED, terms.now, MACHINE),)


def _morning_after(promised_until: date, terms: Terms) -> datetime:
    """When a promise that was not kept is asked about."""
    return send_instant(terms.calendar.add_working_days(promised_until, 1), terms.hours)


def _wake_at(case: Case, steps: tuple[Step, ...], terms: Terms) -> datetime | None:
    instants = {send_instant(step.on, terms.hours) for step in steps}
    if case.standing.promised_until is not None:
        instants.add(_morning_after(case.standing.promised_until, terms))
    turn = next_change(case.assignment, case.standing, Look(terms.now, terms.calendar))
    coming = [instant for instant in instants if instant > terms.now]
    return min([*coming, *([turn] if turn else [])], default=None)
