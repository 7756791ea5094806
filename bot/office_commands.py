"""What an office puts on record by command: an event that happened, an ended programme filed."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

from bot.happening import Happenings, NotRecorded, Telling
from bot.refusal import Refusal
from bot.shell import Shell
from bot.store import CaseRow, Stale, Writer
from workflows.calendar import office_day
from workflows.expand import event_id
from workflows.happening import EventRefusal
from workflows.ledger import Fact, FactKind
from workflows.plan import MACHINE
from workflows.programme import Programme
from workflows.standing import State

_LOOKS = 3
_WHY = {
    EventRefusal.TWICE: "{event} is on record already, for {was}; to put it right add --correct",
    EventRefusal.NEVER: "{event} is not on record yet; there is nothing to correct",
    EventRefusal.FUTURE: "{on} is still to come; record {event} once it has happened",
    EventRefusal.TOO_EARLY: "{on} is before the programme starts ({start}); check the date",
    EventRefusal.BEFORE_CAUSE: "{cause} must come before {event}: record that first",
}


class OfficeRefused(Refusal):
    """What was asked cannot be put on record; the text says why and what to do."""


async def record_event(
    shell: Shell, programme: str, event: str, telling: Telling
) -> dict[str, Any]:
    """Put an event on record and move every due date that counts from it, in one transaction.

    Raises OfficeRefused for an event there is not, one recorded twice, one in the future, before
    the programme starts or before its cause.
    """
    found = _programme(shell, programme)
    names = [one.name for one in found.events]
    if event not in names:
        known = ", ".join(names) or "none"
        raise OfficeRefused(f"{programme} has no event {event}; it has: {known}")
    moved = await _recorded(shell, event_id(found, event), telling)
    return {
        "programme": programme,
        "event": event,
        "on": telling.on.isoformat(),
        "corrected": telling.correct,
        "moved": [
            {
                "assignment": each.assignment.id,
                "due_at": each.standing.due_at.isoformat() if each.standing.due_at else None,
            }
            for each in moved
        ],
    }


async def _recorded(shell: Shell, about: str, telling: Telling) -> list[CaseRow]:
    """The cases that the event has moved; looked at anew where somebody writes meanwhile."""
    store, now = shell.ground.store, shell.ground.clock.now()
    happenings = Happenings(store, shell.engine)
    for _ in range(_LOOKS):
        row = await store.case(about)
        if row is None:
            raise OfficeRefused("the programme is not in force yet: apply it first")
        write = partial(_write, happenings, row, telling, now)
        try:
            return await store.write(write)
        except NotRecorded as problem:
            raise OfficeRefused(_why(problem, row, telling)) from problem
        except Stale:
            continue
    raise OfficeRefused("others are writing to these items just now: please try again")


async def _write(
    happenings: Happenings, row: CaseRow, telling: Telling, now: datetime, writer: Writer
) -> list[CaseRow]:
    return await happenings.record(writer, row, telling, now)


def _why(problem: NotRecorded, row: CaseRow, telling: Telling) -> str:
    was = row.standing.happened_on
    return _WHY[problem.refusal].format(
        event=row.assignment.task,
        on=telling.on.isoformat(),
        was=was.isoformat() if was else "",
        start=row.assignment.opens_on.isoformat(),
        cause=problem.cause,
    )


async def file_programme(shell: Shell, programme: str) -> dict[str, Any]:
    """File (归档) everything that is closed in a programme that has ended.

    Returns how many were filed and how many are left that nobody has closed. Raises
    OfficeRefused while the programme still runs.
    """
    found = _programme(shell, programme)
    store, now = shell.ground.store, shell.ground.clock.now()
    if office_day(now) <= found.ends_on:
        raise OfficeRefused(f"{programme} runs until {found.ends_on.isoformat()}: not filed yet")
    rows = [row async for row in store.cases_of_programme(programme)]
    closed = [row for row in rows if row.standing.state is State.CLOSED]
    done = (State.CLOSED, State.FILED, State.EXCUSED)
    left = [row for row in rows if row.standing.state not in done and not row.assignment.is_event]
    news = [(row, [Fact(FactKind.FILED, now, MACHINE)]) for row in closed]
    if news:
        await store.write(lambda writer: shell.engine.record_many(writer, news, now))
    filed = sum(not row.assignment.is_event for row in closed)
    return {"programme": programme, "filed": filed, "left": len(left)}


def telling(shell: Shell, on: str, *, correct: bool) -> Telling:
    """What a command says: by nobody but the machine's keeper. Raises OfficeRefused for no date."""
    try:
        day = date.fromisoformat(on) if on else office_day(shell.ground.clock.now())
    except ValueError as problem:
        raise OfficeRefused(f"a date is written like 2026-07-31, not {on}") from problem
    return Telling(day, MACHINE, correct)


def _programme(shell: Shell, code: str) -> Programme:
    found = shell.rules.programmes.get(code)
    if found is None:
        known = ", ".join(shell.rules.programmes)
        raise OfficeRefused(f"no programme is called {code}; there are: {known}")
    return found
