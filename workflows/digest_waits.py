"""Waiting in the digest (周报·等待): for another unit, at a stage of review, for the office.

And what is only ever put before the director: units with which a talk (约谈) might be had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflows.assignment import Assignment
from workflows.calendar import office_day
from workflows.case import Case
from workflows.digest_line import Line
from workflows.ladder import Ladder, Slip
from workflows.ledger import FactKind
from workflows.light import Look
from workflows.pending import PendingKind, pending
from workflows.plan import Terms, awaited
from workflows.programme import Programme
from workflows.slips import slip_key
from workflows.standing import FINISHED, Light, Standing, State

_YELLOW_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class WaitLine:
    """An item that waits for another unit. `held_days` are the working days by which that unit
    holds it up: past its own deadline, or past the item's since the wait began.
    """

    line: Line
    unit: str
    since: datetime
    held_days: int


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many items stand at a stage of review, before whom, and the next due instant of it."""

    stage: str
    decider: str
    count: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class PendingLine:
    """One thing that only the office can settle, and the working days it has waited."""

    line: Line
    kind: PendingKind
    since: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A unit with two yellow slips or a red one on what it still owes. Suggested, never more."""

    unit: str
    yellow: int
    red: int


def waits_for_units(lines: Sequence[Line], look: Look) -> tuple[WaitLine, ...]:
    """Who waits for whom: the longest delay first, then the longest wait."""
    waiting = [line for line in lines if is_waiting(line)]
    if not waiting:
        return ()
    by_id = {line.assignment.id: line for line in lines if line.assignment.request_of}
    found = [_wait(line, by_id, look) for line in waiting]
    return tuple(sorted(found, key=lambda one: (-one.held_days, one.since, one.line.assignment.id)))


def is_waiting(line: Line) -> bool:
    """True where the work stands still for another unit."""
    return bool(line.standing.waiting_for) and line.standing.state not in FINISHED


def _wait(line: Line, requests: Mapping[str, Line], look: Look) -> WaitLine:
    standing = line.standing
    since = standing.waiting_since or look.now
    request = requests.get(standing.waiting_request)
    held = request.overdue_days if request else 0
    if standing.due_at is not None and standing.due_at < look.now:
        from_on = office_day(max(standing.due_at, since))
        held = max(held, look.calendar.working_days_between(from_on, office_day(look.now)))
    return WaitLine(line, standing.waiting_for, since, held)


def stages_of(lines: Iterable[Line]) -> tuple[StageCount, ...]:
    """What stands in review, by stage and decider, the next due first."""
    found: dict[tuple[str, str], list[datetime | None]] = {}
    for line in lines:
        if line.standing.state is not State.IN_REVIEW or not line.standing.stages_left:
            continue
        name, due_at = line.standing.stages_left[0]
        found.setdefault((name, _decider(line.assignment, name)), []).append(due_at)
    counts = [
        StageCount(stage, decider, len(dues), min((at for at in dues if at), default=None))
        for (stage, decider), dues in found.items()
    ]
    return tuple(sorted(counts, key=_next_due_first))


def _next_due_first(one: StageCount) -> tuple[bool, float, str, str]:
    at = one.due_at
    return (at is None, at.timestamp() if at else 0.0, one.stage, one.decider)


def _decider(assignment: Assignment, stage: str) -> str:
    return next((one.decider for one in assignment.stages if one.name == stage), "")


def waits_for_office(
    programme: Programme, cases: Iterable[tuple[Case, Line | None]], look: Look
) -> tuple[PendingLine, ...]:
    """What only the office can settle, the longest wait first. Events have no line of their own."""
    terms = Terms(look.now, look.calendar, programme.hours, programme.patience, look.lights)
    found: list[PendingLine] = []
    for case, line in cases:
        if not _may_ask(case, look.now):
            continue
        shown = line or Line(case.assignment, case.standing, Light.GREY, None, 0)
        waits = (
            awaited(_upward(case), terms)
            if _may_go_up(case, look.now)
            else pending(case.assignment, case.standing, look.now)
        )
        for one in waits:
            found.append(PendingLine(shown, one.kind, one.since, _waited(one.since, look)))
    return tuple(sorted(found, key=lambda one: (one.since, one.line.assignment.id, one.kind)))


def _waited(since: datetime, look: Look) -> int:
    return max(look.calendar.working_days_between(office_day(since), office_day(look.now)), 0)


def _may_ask(case: Case, now: datetime) -> bool:
    """False where nothing can wait for the office, which is true of nearly all cases."""
    standing = case.standing
    if standing.question or standing.extension_asked_until is not None or standing.reviewed:
        return True
    return case.assignment.is_event or _may_go_up(case, now)


def _may_go_up(case: Case, now: datetime) -> bool:
    """True where a slip may wait for somebody's approval; only then is the timetable worth it."""
    standing = case.standing
    if standing.due_at is None or now <= standing.due_at or standing.state in FINISHED:
        return False
    if case.assignment.wish or standing.reached_at is None or standing.waiting_for:
        return False
    settled = (*standing.slips_approved, *standing.slips_dropped)
    rungs = (rung for rung in case.assignment.ladder.rungs if rung.approve)
    return any(slip_key(rung.name, standing) not in settled for rung in rungs)


def _upward(case: Case) -> Case:
    """The case with no more of its ladder than what goes to posts that a slip may go to.

    What waits for approval is the same: each post's latest step decides, apart from the others.
    """
    ladder = case.assignment.ladder
    roles = {role for rung in ladder.rungs if rung.approve for role in rung.to}
    rungs = tuple(rung for rung in ladder.rungs if not roles.isdisjoint(rung.to))
    return replace(case, assignment=replace(case.assignment, ladder=Ladder(ladder.name, rungs)))


def talks_of(cases: Iterable[Case]) -> tuple[Talk, ...]:
    """Units that got a red slip or two yellow ones on what they still owe, the worst first.

    A slip that went to several posts is one slip; what is finished is cleared (销单).
    """
    found: dict[str, tuple[int, int]] = {}
    for case in cases:
        if not _has_slips(case.standing):
            continue
        unit = case.assignment.unit
        yellow, red = found.get(unit, (0, 0))
        found[unit] = (yellow + _slips(case, Slip.YELLOW), red + _slips(case, Slip.RED))
    talks = [Talk(unit, *counts) for unit, counts in found.items()]
    advised = [talk for talk in talks if talk.red or talk.yellow >= _YELLOW_ENOUGH]
    return tuple(sorted(advised, key=lambda talk: (-talk.red, -talk.yellow, talk.unit)))


def _has_slips(standing: Standing) -> bool:
    return standing.slip is not None and standing.state not in FINISHED


def _slips(case: Case, slip: Slip) -> int:
    """How many letters of this level went out: each rung counts once, whatever its readers."""
    by_post: dict[str, int] = {}
    for fact in case.facts:
        if fact.kind is FactKind.ESCALATED and fact.data.get("slip") == slip:
            to = str(fact.data.get("to"))
            by_post[to] = by_post.get(to, 0) + 1
    return max(by_post.values(), default=0)
