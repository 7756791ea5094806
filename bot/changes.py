"""What an edit of the YAML changes: what it asks for, against what is in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from bot.store import CaseRow, Store
from config.home import Home
from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar
from workflows.expand import assignments, deadline_after, event_id
from workflows.ledger import Fact, FactKind
from workflows.plan import MACHINE
from workflows.programme import AfterEvent, Programme
from workflows.standing import FINISHED, State

Happened = Mapping[str, date]
"""The day on which each recorded event (来事) happened, by the id of its case."""

NOTHING: Final[Happened] = MappingProxyType({})
_OVER: Final = frozenset({State.EXCUSED, State.CLOSED, State.FILED})
"""Nothing is owed and nothing is judged any more: an edit changes nothing."""
_KEPT: Final = frozenset({"id", "title", "ladder", "first_due_at"})
_WAITING: Final = _KEPT | {"due"}
_DATED: Final = _WAITING | {"opens_on"}

EDITED = {"reason": "工作方案已修改", "cause": "programme-edited"}
"""What a moved due date says of itself: `cause` is stable, `reason` is for people."""
TASK_GONE = {"reason": "工作方案修改后不再包含本事项", "cause": "task-removed"}
PROGRAMME_GONE = {"reason": "本事项所属的工作方案已停止执行", "cause": "programme-removed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the YAML and what is in force.

    `what` is added, removed, due, title, details or terms; `before` and `after` are words for
    people. A running case keeps the ladder it began with, so a changed ladder shows as "terms"
    and is not applied; "details" names the other parts of the assignment that change.
    """

    what: str
    assignment: str
    before: str = ""
    after: str = ""


async def in_force(store: Store, home: Home) -> dict[str, CaseRow]:
    """Every case by its assignment's id, those of programmes that have left the home too."""
    codes = [programme.code for programme in home.programmes]
    codes += [row.code for row in await store.programmes()]
    return {
        row.assignment.id: row
        for code in dict.fromkeys(codes)
        async for row in store.cases_of_programme(code)
    }


def happened(rows: Iterable[CaseRow]) -> Happened:
    """The events that are on record."""
    return {
        row.assignment.id: row.standing.happened_on
        for row in rows
        if row.assignment.is_event and row.standing.happened_on is not None
    }


def asked_of(
    programme: Programme, calendar: WorkCalendar, happened: Happened = NOTHING
) -> Iterator[Assignment]:
    """Every assignment of a programme; what counts from a recorded event has its due date."""
    tasks = {task.code: task for task in programme.tasks if isinstance(task.due, AfterEvent)}
    for found in assignments(programme, calendar):
        on = happened.get(event_id(programme, found.after)) if found.after else None
        if on is None:
            yield found
        else:
            due = deadline_after(tasks[found.task], found.role, on, calendar)
            yield replace(found, due=due)


def wanted(home: Home, happened: Happened = NOTHING) -> tuple[Assignment, ...]:
    """Every assignment of every programme of the home."""
    return tuple(
        found
        for programme in home.programmes
        for found in asked_of(programme, home.calendar, happened)
    )


def pending(rows: Iterable[CaseRow], asked: Iterable[Assignment]) -> tuple[Change, ...]:
    """What applying `asked` would change, in the order of the YAML, removals last.

    What is finished is neither removed nor changed in its details, and what is over not at all.
    A request (协办请求) that a unit made stays while what it was made for is asked.
    """
    old = {row.assignment.id: row for row in rows}
    changes: list[Change] = []
    seen: set[str] = set()
    for assignment in asked:
        seen.add(assignment.id)
        row = old.get(assignment.id)
        if row is None:
            changes.append(Change("added", assignment.id, after=_words(_due(assignment))))
        elif row.standing.state not in _OVER:
            changes += _differences(row, assignment)
    for code, row in old.items():
        over = row.standing.state in FINISHED or code in seen
        if not over and _root(row.assignment, old) not in seen:
            changes.append(Change("removed", code, _words(row.standing.due_at)))
    return tuple(changes)


def moved(row: CaseRow, asked: Assignment, now: datetime) -> tuple[Assignment, tuple[Fact, ...]]:
    """The assignment as an edit leaves it, and the fact that its due date has moved, if it has.

    It keeps its ladder, and the due date it was issued with. What is finished takes the new title
    and date alone.
    """
    base, first = asked, row.assignment.first_due_at
    if row.standing.state in FINISHED:
        base = replace(row.assignment, title=asked.title, due=asked.due, opens_on=asked.opens_on)
    if not _due_moves(row, asked):
        due = row.assignment.due if asked.after else base.due
        return replace(base, ladder=row.assignment.ladder, due=due, first_due_at=first), ()
    if rule_due(row) is not None:
        first = first or row.standing.original_due_at
    kept = replace(base, ladder=row.assignment.ladder, first_due_at=first)
    after = _due(asked)
    if after is None:
        return kept, ()
    data = {"due_at": after.isoformat(), **EDITED}
    if asked.after:
        data["event"] = asked.after
    return kept, (Fact(FactKind.DUE_MOVED, now, MACHINE, data),)


def rule_due(row: CaseRow) -> datetime | None:
    """The due instant that the rule in force gives, whatever extensions were granted since."""
    if row.assignment.after:
        for fact in reversed(row.facts):
            if fact.kind is FactKind.DUE_MOVED and fact.data.get("event") == row.assignment.after:
                return datetime.fromisoformat(fact.data["due_at"])
    return _due(row.assignment)


def _due_moves(row: CaseRow, asked: Assignment) -> bool:
    """True where the edit names another due instant, and that still matters."""
    reviewed = row.standing.state is State.IN_REVIEW and bool(asked.after)
    return not reviewed and rule_due(row) != _due(asked)


def _differences(row: CaseRow, asked: Assignment) -> Iterator[Change]:
    before, code = row.assignment, asked.id
    moves = _due_moves(row, asked)
    if moves:
        yield Change("due", code, _words(rule_due(row)), _words(_due(asked)))
    if before.title != asked.title:
        yield Change("title", code, before.title, asked.title)
    if row.standing.state in FINISHED:
        return
    details = _details(before, asked, _DATED if moves else _WAITING if asked.after else _KEPT)
    if details:
        yield Change("details", code, after=", ".join(details))
    if before.ladder != asked.ladder:
        yield Change("terms", code, before.ladder.name, asked.ladder.name)


def _details(before: Assignment, asked: Assignment, passed_over: frozenset[str]) -> list[str]:
    """The parts of an assignment that differ, apart from what is compared by itself."""
    return [
        part.name
        for part in fields(Assignment)
        if part.name not in passed_over and getattr(before, part.name) != getattr(asked, part.name)
    ]


def _root(assignment: Assignment, old: Mapping[str, CaseRow]) -> str:
    """The id of the assignment that a chain of requests began with; its own where it is none."""
    code, passed = assignment.id, set[str]()
    while code in old and old[code].assignment.request_of and code not in passed:
        passed.add(code)
        code = old[code].assignment.request_of
    return code


def _due(assignment: Assignment) -> datetime | None:
    return assignment.due.due_at if assignment.due else None


def _words(due_at: datetime | None) -> str:
    return due_at.isoformat() if due_at else "-"
