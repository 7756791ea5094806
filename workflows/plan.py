"""plan: one assignment, its facts and the time, in; notices due now and the next waking, out.

Catching up is a rule here, not an accident: of all steps that have passed, each post gets the
latest one only, and a step that has become moot is not in the plan at all. Asking again is
harmless, since a notice's key does not depend on when it was planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflows.calendar import WorkCalendar, office_day
from workflows.case import Case
from workflows.hours import next_open, send_instant
from workflows.ledger import Fact, FactKind
from workflows.light import Look, next_change
from workflows.notice import Notice, NoticeKind, Plan
from workflows.office import Lights, OfficeHours
from workflows.pending import Pending, PendingKind, awaits_review, event_asked_at, pending
from workflows.roster import Role, post_id
from workflows.slips import slip_key
from workflows.span import Span, SpanUnit
from workflows.spells import spells, told_at
from workflows.standing import FINISHED, Standing, State
from workflows.timetable import ISSUE_RUNG, Step, timetable

MACHINE = "duban"
"""Who is named as the author of facts that no person caused."""

UNSIGNED_RUNG = "unacknowledged"
OVERDUE_MARK = "overdue "
"""Begins the name of a request that the office has left undecided too long."""

_ANSWER_HOLDS = Span(3, SpanUnit.WORKING_DAY)
"""A reminder or nag is not sent within three working days of an answer: it was just given."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What planning needs besides the case: the instant, the calendar and the office's rules."""

    now: datetime
    calendar: WorkCalendar
    hours: OfficeHours
    patience: Span = Span(3, SpanUnit.WORKING_DAY)
    lights: Mapping[str, Lights] = field(default_factory=dict)


def plan(case: Case, terms: Terms) -> Plan:
    """The notices due at `terms.now`, facts to record with them, and when to look again."""
    if case.standing.state in FINISHED:
        return _after_the_end(case, terms)
    steps = timetable(case.assignment, case.standing, terms.calendar)
    passed = [step for step in steps if send_instant(step.on, terms.hours) <= terms.now]
    due = [step for step in _latest(passed) if not _answered(case, step, terms)]
    at = next_open(terms.now, terms.hours, terms.calendar)
    waits = (*pending(case.assignment, case.standing, terms.now), *_slips(case, due, terms))
    notices = [_notice(case, step, at) for step in due if _may_go(case, step)]
    notices += [*_contact(case, terms, at), *_requests(case, waits, terms), *_decisions(case, at)]
    wake_at = _wake_at(case, steps, waits, terms)
    return Plan(tuple(notices), _issue_facts(case, passed, terms), wake_at)


def _after_the_end(case: Case, terms: Terms) -> Plan:
    """Nothing more is asked of the unit; the office may owe a word, and slips are cleared."""
    at = next_open(terms.now, terms.hours, terms.calendar)
    waits = pending(case.assignment, case.standing, terms.now)
    notices = (*_requests(case, waits, terms), *_decisions(case, at), *_clearings(case, at))
    coming = (_out_of_patience(one, terms) for one in waits)
    return Plan(notices, (), min((i for i in coming if i > terms.now), default=None))


def awaited(case: Case, terms: Terms) -> tuple[Pending, ...]:
    """What waits for the office at `terms.now`: its word on what units asked, and slips."""
    waits = pending(case.assignment, case.standing, terms.now)
    if case.standing.state in FINISHED:
        return waits
    steps = timetable(case.assignment, case.standing, terms.calendar)
    passed = [step for step in steps if send_instant(step.on, terms.hours) <= terms.now]
    due = [step for step in _latest(passed) if not _answered(case, step, terms)]
    return (*waits, *_slips(case, due, terms))


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
        # The office's decision has just told the new date.
        return standing.decided is not None or _receipt_tells_stage(standing)
    if standing.waiting_for:
        return True  # another unit has the word; its own request has its own ladder
    if step.kind not in (NoticeKind.REMINDER, NoticeKind.NAG):
        return False
    if standing.snoozed_until is not None and office_day(terms.now) < standing.snoozed_until:
        return True
    if standing.extension_asked_until is not None:
        return True  # the office has the word, not the unit
    if standing.promised_until is not None:
        kept = office_day(terms.now) <= standing.promised_until
        return kept and (step.kind is NoticeKind.NAG or step.on < standing.promised_until)
    if standing.reported_at is None or standing.state is State.RETURNED:
        return False
    reported_on = office_day(standing.reported_at)
    return terms.calendar.shift(reported_on, _ANSWER_HOLDS) > step.on


def _receipt_tells_stage(standing: Standing) -> bool:
    """True where the unit's receipt says all there is to say about the stage of review: the first
    one, or one without a day of its own.
    """
    if standing.state is not State.IN_REVIEW:
        return False
    return standing.stage_outcome is None or standing.stages_left[0][1] is None


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


def _contact(case: Case, terms: Terms, at: datetime) -> Iterator[Notice]:
    """The office hears once per spell that a unit cannot be reached or does not sign (签收)."""
    about, standing = case.assignment.id, case.standing
    to = post_id(case.assignment.office, Role.CLERK)
    lost_at = _lost_at(case, terms)
    if lost_at is not None and lost_at <= terms.now and standing.state is not State.PLANNED:
        rung = f"unreachable {office_day(lost_at).isoformat()}"
        yield Notice(NoticeKind.CONTACT, rung, to, about, at)
    expires_at = _signature_expires_at(case, terms)
    if expires_at is not None and expires_at <= terms.now:
        yield Notice(NoticeKind.CONTACT, UNSIGNED_RUNG, to, about, at)


def _lost_at(case: Case, terms: Terms) -> datetime | None:
    """When the office hears that the unit cannot be reached; None while it can be."""
    if case.standing.unreachable_since is None:
        return None
    return told_at(spells(case.assignment, case.facts), terms.hours, terms.calendar)


def _signature_expires_at(case: Case, terms: Terms) -> datetime | None:
    """When an item that was delivered and not acknowledged (未签收) becomes the office's matter."""
    within, standing = case.assignment.acknowledge_within, case.standing
    if within is None or standing.state is not State.OPEN or standing.reached_at is None:
        return None
    last_on = terms.calendar.shift(office_day(standing.reached_at), within)
    return send_instant(terms.calendar.add_working_days(last_on, 1), terms.hours)


def _may_go(case: Case, step: Step) -> bool:
    """False for a step up that nobody of the office has approved."""
    return not step.approve or slip_key(step.rung, case.standing) in case.standing.slips_approved


def _slips(case: Case, due: list[Step], terms: Terms) -> Iterator[Pending]:
    """Steps up (督办单) that wait for somebody's approval, each once whatever its readers."""
    settled = {*case.standing.slips_approved, *case.standing.slips_dropped}
    waiting = {step.rung: step for step in due if step.approve}
    for rung, step in waiting.items():
        if slip_key(step.rung, case.standing) not in settled:
            since = send_instant(step.on, terms.hours)
            yield Pending(PendingKind.SLIP, f"slip {rung}", since)


def _requests(case: Case, waits: Iterable[Pending], terms: Terms) -> Iterator[Notice]:
    """What only the office can settle: to its clerk, and to its director where it stays."""
    office, about = case.assignment.office, case.assignment.id
    at = next_open(terms.now, terms.hours, terms.calendar)
    for one in waits:
        numbered = one.kind is not PendingKind.QUESTION
        revision = case.standing.due_revision if numbered else 0
        clerk, director = post_id(office, Role.CLERK), post_id(office, Role.DIRECTOR)
        yield Notice(NoticeKind.REQUEST, one.rung, clerk, about, at, revision)
        if _out_of_patience(one, terms) <= terms.now:
            rung = f"{OVERDUE_MARK}{one.rung}"
            yield Notice(NoticeKind.REQUEST, rung, director, about, at, revision)


def _out_of_patience(one: Pending, terms: Terms) -> datetime:
    """When the director hears that the office itself is silent."""
    asked_on = terms.calendar.next_working_day(office_day(one.since))
    return send_instant(terms.calendar.shift(asked_on, terms.patience), terms.hours)


def _clearings(case: Case, at: datetime) -> Iterator[Notice]:
    """The end of the matter, to everyone who got a slip about it (销单), once it is the end."""
    standing, about = case.standing, case.assignment.id
    if awaits_review(standing):
        return
    rung = f"cleared {standing.returns}"
    for to in standing.slips_to:
        yield Notice(NoticeKind.CLEARED, rung, to, about, at, slip=standing.slip)


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


def _wake_at(
    case: Case, steps: tuple[Step, ...], waits: Iterable[Pending], terms: Terms
) -> datetime | None:
    instants = {send_instant(step.on, terms.hours) for step in steps}
    instants |= {_out_of_patience(one, terms) for one in waits}
    instants |= {at for at in (_signature_expires_at(case, terms), _lost_at(case, terms)) if at}
    instants |= {at for at in (event_asked_at(case.assignment, case.standing),) if at}
    if case.standing.promised_until is not None:
        instants.add(_morning_after(case.standing.promised_until, terms))
    look = Look(terms.now, terms.calendar, terms.lights)
    turn = next_change(case.assignment, case.standing, look)
    coming = [instant for instant in instants if instant > terms.now]
    return min([*coming, *([turn] if turn else [])], default=None)
