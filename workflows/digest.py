"""The digest (周报): figures over a programme's cases, changes first, every figure traceable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from workflows.calendar import WorkCalendar, at_office, office_day
from workflows.case import Case
from workflows.deadline import roll_day
from workflows.digest_ahead import Ahead, ahead_of
from workflows.digest_line import (
    Line,
    due_first,
    is_overdue,
    is_silent,
    is_soon,
    line_now,
    stood,
    worst_first,
)
from workflows.digest_readings import Readings, is_reported, last_readings, tally_readings
from workflows.digest_waits import (
    PendingLine,
    StageCount,
    Talk,
    WaitLine,
    stages_of,
    talks_of,
    waits_for_office,
    waits_for_units,
)
from workflows.ledger import Fact, FactKind
from workflows.light import Look
from workflows.notice import Notice, NoticeKind
from workflows.office import DigestRule
from workflows.programme import Programme
from workflows.roster import post_id
from workflows.standing import FINISHED, Light, Standing, State

RED_LINES = 5
_FARTHEST_ROLL = timedelta(days=60)
"""No run of rest days is so long that a digest rolls farther."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over opened assignments. `reports` counts reports received in the week.

    A request (协办请求) counts for the unit that owes it; what waits for it is not overdue.
    """

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

    `changes`: lines whose state or light changed, or that reported, in the week; readings that
    came in are told as readings. `red` has at most five lines, `red_total` says how many there
    are. `silent` are units that owe something open, were reached, and have not said a word about
    it since it opened, with the number of items. `unreachable` are units with an unreachable
    post, each once. `due_soon` falls due in seven days. `requests` wait for the office, `waits`
    for other units, `stages` in review. `ahead` are milestones and events. `talks` are for the
    director's eyes alone. `messages_each` is how many messages a person got unasked in the week,
    over all programmes, None where nobody did.
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
    requests: tuple[PendingLine, ...]
    seal: str = ""
    waits: tuple[WaitLine, ...] = ()
    stages: tuple[StageCount, ...] = ()
    readings: Readings = Readings()
    ahead: tuple[Ahead, ...] = ()
    talks: tuple[Talk, ...] = ()
    messages_each: float | None = None


def tally(programme: Programme, cases: Iterable[Case], look: Look, seal: str = "") -> Digest:
    """The digest of the seven days up to `look.now` over the programme's cases.

    Records of events are no items: they only say what has happened and what waits for the office.
    """
    cases, events = _apart(cases)
    week_ago = look.now - timedelta(days=7)
    then = Look(week_ago, look.calendar, look.lights)
    before = [stood(case, then) for case in cases]
    both = [(case, line_now(case, look, old)) for case, old in zip(cases, before, strict=True)]
    lines = tuple(line for _, line in both if line)
    still_open = [line for line in lines if line.standing.state not in FINISHED]
    red = sorted((line for line in lines if line.light is Light.RED), key=worst_first)
    asking = [*both, *((event, None) for event in events)]
    return Digest(
        programme=programme.code,
        programme_title=programme.short or programme.title,
        week_start_on=office_day(week_ago) + timedelta(days=1),
        week_end_on=office_day(look.now),
        number=digest_number(programme, look),
        at=look.now,
        now=_count([ln.standing for ln in lines], cases, look.now),
        before=_count([old.standing for old in before if old], cases, week_ago),
        changes=_changes(both, week_ago),
        red=tuple(red[:RED_LINES]),
        red_total=len(red),
        silent=_silent(still_open),
        unreachable=_unreachable(still_open),
        due_soon=tuple(sorted((ln for ln in still_open if is_soon(ln, look.now)), key=due_first)),
        requests=waits_for_office(programme, asking, look),
        seal=seal,
        waits=waits_for_units(still_open, look),
        stages=stages_of(still_open),
        readings=tally_readings(lines, week_ago),
        ahead=ahead_of(programme, events, lines, look),
        talks=talks_of(cases),
    )


def _apart(cases: Iterable[Case]) -> tuple[list[Case], list[Case]]:
    """What is owed, and the records of events."""
    owed: list[Case] = []
    events: list[Case] = []
    for case in cases:
        (events if case.assignment.is_event else owed).append(case)
    return owed, events


def figure_lines(digest: Digest, lines: Sequence[Line], figure: str) -> tuple[Line, ...]:
    """The lines behind a figure named in the digest; all open lines for an unknown name."""
    match figure:
        case "changes":
            return digest.changes
        case "red":
            return tuple(sorted((ln for ln in lines if ln.light is Light.RED), key=worst_first))
        case "overdue":
            return tuple(sorted((ln for ln in lines if ln.overdue_days), key=worst_first))
        case "due":
            return digest.due_soon
        case "silent":
            return tuple(line for line in lines if is_silent(line.standing))
        case "finished":
            return tuple(line for line in lines if line.standing.state in FINISHED)
        case "reports":
            week_ago = digest.at - timedelta(days=7)
            return tuple(ln for ln in lines if (ln.standing.reported_at or week_ago) > week_ago)
        case "blocked":
            return tuple(line for line in lines if line.standing.state is State.BLOCKED)
        case "readings":
            return tuple(one.line for one in last_readings(lines))
        case "waiting":
            return tuple(one.line for one in digest.waits)
        case "review":
            return tuple(line for line in lines if line.standing.state is State.IN_REVIEW)
        case _:
            return tuple(line for line in lines if line.standing.state not in FINISHED)


def digest_lines(cases: Iterable[Case], look: Look) -> tuple[Line, ...]:
    """Every opened assignment as a line, as of `look.now`."""
    then = Look(look.now - timedelta(days=7), look.calendar, look.lights)
    owed, _ = _apart(cases)
    found = (line_now(case, look, stood(case, then)) for case in owed)
    return tuple(line for line in found if line)


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
        last = min(programme.ends_on, office_day(look.now) + _FARTHEST_ROLL)
        rolled = {roll_day(day, rule.roll, look.calendar) for day in _weeks(programme, rule, last)}
        return max(sum(at_office(day, rule.at_time) <= look.now for day in rolled), 1)
    return max((office_day(look.now) - programme.starts_on).days // 7 + 1, 1)


def _weeks(programme: Programme, rule: DigestRule, last: date) -> Iterator[date]:
    """The weekday of the rule in every week up to a day, before any roll."""
    first = programme.starts_on
    day = first + timedelta(days=(rule.weekday - 1 - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def _count(standings: Sequence[Standing], cases: Sequence[Case], until: datetime) -> Counts:
    since = until - timedelta(days=7)
    states = Counter(one.state for one in standings)
    still_open = [one for one in standings if one.state not in FINISHED]
    return Counts(
        total=len(standings),
        finished=len(standings) - len(still_open),
        in_progress=states[State.IN_PROGRESS],
        overdue=sum(is_overdue(one, until) for one in still_open),
        blocked=states[State.BLOCKED],
        silent=sum(is_silent(one) for one in still_open),
        reports=sum(_reports_between(case.facts, since, until) for case in cases),
        nil=states[State.NIL],
        on_time=sum(one.on_time is True for one in standings if one.state in FINISHED),
    )


def _reports_between(facts: Sequence[Fact], since: datetime, until: datetime) -> int:
    if not facts or facts[-1].at <= since:
        return 0  # nearly all cases: nothing has happened since
    recent = takewhile(lambda fact: fact.at > since, reversed(facts))
    return sum(fact.kind is FactKind.REPORTED and fact.at <= until for fact in recent)


_UNSPOKEN = frozenset(
    {FactKind.ISSUED, FactKind.DELIVERED, FactKind.UNDELIVERED, FactKind.ESCALATED}
)


def _spoke(facts: Sequence[Fact], since: datetime) -> bool:
    if not facts or facts[-1].at <= since:
        return False
    recent = takewhile(lambda fact: fact.at > since, reversed(facts))
    return any(fact.kind not in _UNSPOKEN for fact in recent)


def _changes(both: Iterable[tuple[Case, Line | None]], since: datetime) -> tuple[Line, ...]:
    changed = [line for case, line in both if line and _changed(line, case.facts, since)]
    return tuple(sorted(changed, key=worst_first))


def _changed(line: Line, facts: Sequence[Fact], since: datetime) -> bool:
    if _spoke(facts, since):
        return not (line.standing.state in FINISHED and is_reported(line))
    return line.light is not line.light_before and line.light in (Light.RED, Light.YELLOW)


def _silent(lines: Iterable[Line]) -> tuple[tuple[str, int], ...]:
    counts = Counter(line.assignment.unit for line in lines if is_silent(line.standing))
    return tuple(counts.most_common())


def _unreachable(lines: Iterable[Line]) -> tuple[str, ...]:
    units = (ln.assignment.unit for ln in lines if ln.standing.unreachable_since is not None)
    return tuple(dict.fromkeys(units))
