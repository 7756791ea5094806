"""The digest (周报): figures over a programme's cases, changes first, every figure traceable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar, at_office, office_day
from workflows.case import Case
from workflows.deadline import roll_day, working_days_left
from workflows.fold import stand
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of
from workflows.notice import Notice, NoticeKind
from workflows.office import DigestRule
from workflows.programme import Programme
from workflows.roster import post_id
from workflows.standing import FINISHED, Light, Standing, State

RED_LINES = 5
SOON = timedelta(days=7)
_FARTHEST_ROLL = timedelta(days=60)
"""No run of rest days is so long that a digest rolls farther."""


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment as a digest line. `overdue_days` counts working days, 0 where not overdue.

    `light_before` is the light a week ago, None where the assignment had not opened.
    """

    assignment: Assignment
    standing: Standing
    light: Light
    light_before: Light | None
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over opened assignments. `reports` counts reports received in the week."""

    total: int = 0
    finished: int = 0
    in_progress: int = 0
    overdue: int = 0
    blocked: int = 0
    silent: int = 0
    reports: int = 0
    nil: int = 0
    on_time: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The figures of one week. Lists are in the order they are to be read: worst first.

    `changes`: lines whose state or light changed, or that reported, in the week. `red` has at
    most five lines, `red_total` says how many there are. `silent` are units that owe something
    open, were reached, and have not said a word about it since it opened, with the number of
    items. `unreachable` are units with an unreachable post. `due_soon` falls due in seven days.
    `seal` is the ledger seal ("2024-09-13 · 12,345 facts · 9f2c…"), "" where none exists yet.
    """

    programme: str
    programme_title: str
    week_start_on: date
    week_end_on: date
    number: int  # 第×期: which digest of the programme this is
    at: datetime
    now: Counts
    before: Counts
    changes: tuple[Line, ...]
    red: tuple[Line, ...]
    red_total: int
    silent: tuple[tuple[str, int], ...]
    unreachable: tuple[str, ...]
    due_soon: tuple[Line, ...]
    requests: tuple[Line, ...]  # extensions and questions that wait for the office
    seal: str = ""


def tally(programme: Programme, cases: Sequence[Case], look: Look, seal: str = "") -> Digest:
    """The digest of the seven days up to `look.now` over the programme's cases."""
    cases = [case for case in cases if not case.assignment.is_event]
    week_ago = look.now - timedelta(days=7)
    then = Look(week_ago, look.calendar, look.lights)
    pairs = [(case, _line_then(case, then)) for case in cases]
    lines = tuple(line for case, old in pairs if (line := _line(case, look, old)))
    before = tuple(old for _, old in pairs if old)
    red = sorted((line for line in lines if line.light is Light.RED), key=_worst_first)
    changed = {case.assignment.id for case in cases if _spoke(case.facts, week_ago)}
    return Digest(
        programme=programme.code,
        programme_title=programme.short or programme.title,
        week_start_on=office_day(week_ago) + timedelta(days=1),
        week_end_on=office_day(look.now),
        number=digest_number(programme, look),
        at=look.now,
        now=_count(lines, cases, week_ago, look.now),
        before=_count(before, cases, week_ago - timedelta(days=7), week_ago),
        changes=tuple(sorted((ln for ln in lines if _changed(ln, changed)), key=_worst_first)),
        red=tuple(red[:RED_LINES]),
        red_total=len(red),
        silent=_silent(lines),
        unreachable=_unreachable(lines),
        due_soon=tuple(sorted((ln for ln in lines if _is_soon(ln, look.now)), key=_due_first)),
        requests=tuple(line for line in lines if _waits_for_office(line.standing)),
        seal=seal,
    )


def figure_lines(digest: Digest, lines: Sequence[Line], figure: str) -> tuple[Line, ...]:
    """The lines behind a figure named in the digest; all open lines for an unknown name."""
    match figure:
        case "changes":
            return digest.changes
        case "red" | "overdue":
            return tuple(sorted((ln for ln in lines if ln.light is Light.RED), key=_worst_first))
        case "due":
            return digest.due_soon
        case "silent":
            return tuple(line for line in lines if _is_silent(line))
        case "finished":
            return tuple(line for line in lines if line.standing.state in FINISHED)
        case "reports":
            return tuple(line for line in digest.changes if line.standing.reported_at is not None)
        case "blocked":
            return tuple(line for line in lines if line.standing.state is State.BLOCKED)
        case _:
            return tuple(line for line in lines if line.standing.state not in FINISHED)


def digest_lines(cases: Iterable[Case], look: Look) -> tuple[Line, ...]:
    """Every opened assignment as a line, as of `look.now`."""
    then = Look(look.now - timedelta(days=7), look.calendar, look.lights)
    owed = (case for case in cases if not case.assignment.is_event)
    return tuple(line for case in owed if (line := _line(case, look, _line_then(case, then))))


def digest_instants(
    programme: Programme, rule: DigestRule, calendar: WorkCalendar, since: date | None = None
) -> Iterator[datetime]:
    """Every instant at which the rule sends, in order, over the programme's life.

    A week that is all holiday rolls onto its neighbour's day: one digest then stands for both.
    With `since`, instants before that day may be left out.
    """
    first = programme.starts_on
    if since is not None:
        first = max(first, since - _FARTHEST_ROLL)
    day = first + timedelta(days=(rule.weekday - 1 - first.weekday()) % 7)
    waiting: set[date] = set()
    while day <= programme.ends_on:
        rolled = roll_day(day, rule.roll, calendar)
        earliest = min(day, rolled)  # no later week rolls to a day before this
        for ready in sorted(other for other in waiting if other < earliest):
            yield at_office(ready, rule.at_time)
        waiting = {other for other in waiting if other >= earliest} | {rolled}
        day += timedelta(days=7)
    for ready in sorted(waiting):
        yield at_office(ready, rule.at_time)


def due_digests(
    programme: Programme, since: datetime, look: Look
) -> tuple[tuple[Notice, ...], datetime | None]:
    """The digest notices that fell due after `since` up to now, and the next instant.

    After an outage only the latest digest of each rule is sent.
    """
    notices: list[Notice] = []
    coming: list[datetime] = []
    for rule in programme.digests:
        passed: list[datetime] = []
        sending = digest_instants(programme, rule, look.calendar, office_day(since))
        for instant in sending:
            if instant > look.now:
                coming.append(instant)
                break
            if instant > since:
                passed.append(instant)
        for role in rule.to if passed else ():
            to = post_id(programme.office, role)
            rung = f"{rule.name} {office_day(passed[-1]).isoformat()}"
            notices.append(Notice(NoticeKind.DIGEST, rung, to, programme.code, passed[-1]))
    return tuple(notices), min(coming, default=None)


def digest_number(programme: Programme, look: Look) -> int:
    """Which issue of the digest this is, from 1: how often the first rule has sent by now.

    Weeks since the start where the programme has no rule: a roll must not repeat a number.
    """
    for rule in programme.digests[:1]:
        sent = digest_instants(programme, rule, look.calendar)
        return max(sum(instant <= look.now for instant in sent), 1)
    return max((office_day(look.now) - programme.starts_on).days // 7 + 1, 1)


def _line(case: Case, look: Look, then: Line | None) -> Line | None:
    if case.standing.state is State.PLANNED:
        return None
    if then is not None and then.standing is case.standing and case.standing.state in FINISHED:
        return Line(case.assignment, case.standing, then.light, then.light, 0)  # long at rest
    return Line(
        assignment=case.assignment,
        standing=case.standing,
        light=light_of(case.assignment, case.standing, look),
        light_before=then.light if then else None,
        overdue_days=_overdue_days(case.standing, look),
    )


def _line_then(case: Case, look: Look) -> Line | None:
    """The case as it stood at an earlier instant, from the facts known by then."""
    standing = case.standing
    if case.facts and case.facts[-1].at > look.now:
        standing = stand(case.assignment, (fact for fact in case.facts if fact.at <= look.now))
    if standing.state is State.PLANNED:
        return None
    light = light_of(case.assignment, standing, look)
    return Line(case.assignment, standing, light, None, _overdue_days(standing, look))


def _overdue_days(standing: Standing, look: Look) -> int:
    if standing.state in FINISHED or standing.due_at is None or look.now <= standing.due_at:
        return 0
    return -working_days_left(standing.due_at, look.now, look.calendar)


def _count(
    lines: Sequence[Line], cases: Sequence[Case], since: datetime, until: datetime
) -> Counts:
    states = Counter(line.standing.state for line in lines)
    finished = [line for line in lines if line.standing.state in FINISHED]
    return Counts(
        total=len(lines),
        finished=len(finished),
        in_progress=states[State.IN_PROGRESS],
        overdue=sum(line.overdue_days > 0 for line in lines),
        blocked=states[State.BLOCKED],
        silent=sum(_is_silent(line) for line in lines),
        reports=sum(_reports_between(case.facts, since, until) for case in cases),
        nil=states[State.NIL],
        on_time=sum(line.standing.on_time is True for line in finished),
    )


def _reports_between(facts: Sequence[Fact], since: datetime, until: datetime) -> int:
    recent = takewhile(lambda fact: fact.at > since, reversed(facts))
    return sum(fact.kind is FactKind.REPORTED and fact.at <= until for fact in recent)


_SPOKEN = frozenset(FactKind) - {
    FactKind.ISSUED,
    FactKind.DELIVERED,
    FactKind.UNDELIVERED,
    FactKind.ESCALATED,
}


def _spoke(facts: Sequence[Fact], since: datetime) -> bool:
    recent = takewhile(lambda fact: fact.at > since, reversed(facts))
    return any(fact.kind in _SPOKEN for fact in recent)


def _changed(line: Line, spoke: set[str]) -> bool:
    if line.assignment.id in spoke:
        return True
    return line.light is not line.light_before and line.light in (Light.RED, Light.YELLOW)


def _is_silent(line: Line) -> bool:
    standing = line.standing
    spoken = standing.reported_at or standing.extension_asked_until or standing.question
    open_and_reached = standing.state not in FINISHED and standing.reached_at is not None
    return open_and_reached and not spoken


def _silent(lines: Sequence[Line]) -> tuple[tuple[str, int], ...]:
    counts = Counter(line.assignment.unit for line in lines if _is_silent(line))
    return tuple(counts.most_common())


def _unreachable(lines: Sequence[Line]) -> tuple[str, ...]:
    units = (ln.assignment.unit for ln in lines if ln.standing.unreachable_since is not None)
    return tuple(dict.fromkeys(units))


def _is_soon(line: Line, now: datetime) -> bool:
    due_at = line.standing.due_at
    return line.standing.state not in FINISHED and due_at is not None and now < due_at <= now + SOON


def _waits_for_office(standing: Standing) -> bool:
    asked = standing.extension_asked_until is not None or bool(standing.question)
    return asked and standing.state not in FINISHED


_LIGHT_ORDER = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.GREY: 3}


def _worst_first(line: Line) -> tuple[int, int, str, str]:
    assignment = line.assignment
    return (_LIGHT_ORDER[line.light], -line.overdue_days, assignment.task, assignment.unit)


def _due_first(line: Line) -> tuple[datetime, str, str]:
    due_at = line.standing.due_at
    assert due_at is not None, "only lines with a due date are soon"
    return (due_at, line.assignment.task, line.assignment.unit)
