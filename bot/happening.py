"""Happenings (来事登记): an event goes on record, and every due date that counts from it moves.

Everything happens in one transaction: nobody sees the event without its due dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.engine import Engine
from bot.store import CaseRow, Store, Writer
from workflows.calendar import office_day
from workflows.case import Case
from workflows.expand import event_id
from workflows.happening import (
    Cause,
    Claim,
    EventRefusal,
    causes_of,
    dependents,
    event_refusal,
    first_cause,
    moved,
)
from workflows.ledger import Fact, FactKind
from workflows.programme import Programme
from workflows.stage import Outcome


@dataclass(frozen=True, slots=True)
class Telling:
    """Who says that an event happened `on` a day; `correct`: in place of what was said before."""

    on: date
    by: str
    correct: bool = False


class NotRecorded(Exception):
    """Why an event was not recorded. `cause` is the event that must come first, or ""."""

    def __init__(self, refusal: EventRefusal, cause: str = "") -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.cause = cause


class Happenings:
    """Records events. Methods that take a writer run inside the caller's transaction."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine

    def programme_of(self, row: CaseRow) -> Programme | None:
        """The programme in force to which the case belongs."""
        return self._engine.rules.programmes.get(row.assignment.programme)

    async def causes(self, programme: Programme, event: str) -> tuple[Cause, ...]:
        """The events that must come before this one, with the days on which they happened."""
        names = causes_of(programme, event)
        rows = await self._store.cases([event_id(programme, name) for name in names])
        days = {row.assignment.task: row.standing.happened_on for row in rows}
        return tuple(Cause(name, days.get(name)) for name in names)

    async def record(
        self, writer: Writer, row: CaseRow, telling: Telling, now: datetime
    ) -> list[CaseRow]:
        """Put an event on record. Returns the cases whose due dates have moved.

        Raises NotRecorded, and Stale where a case has changed meanwhile.
        """
        programme = self.programme_of(row)
        causes = await self.causes(programme, row.assignment.task) if programme else ()
        claim = Claim(telling.on, office_day(now), causes, telling.correct)
        refusal = event_refusal(row.assignment, row.standing, claim)
        if refusal is not None:
            cause = first_cause(claim)
            raise NotRecorded(refusal, cause.event if cause else "")
        data = {"on": telling.on.isoformat()} | ({"correct": True} if telling.correct else {})
        fact = Fact(FactKind.EVENT, now, telling.by, data)
        row = await self._engine.record(writer, row, [fact], now)
        return await self.follow(writer, row, fact)

    async def follow(self, writer: Writer, row: CaseRow, fact: Fact) -> list[CaseRow]:
        """What a recorded fact means for events: an event moves due dates, and a stage that has
        passed may be an event. Returns the cases whose due dates have moved.
        """
        if fact.kind is FactKind.EVENT:
            return await self._move(writer, row, fact)
        event = _brought_about(row, fact)
        programme = self.programme_of(row)
        if not event or programme is None:
            return []
        record = await self._store.case(event_id(programme, event))
        if record is None or record.standing.happened_on is not None:
            return []
        data = {"on": fact.data["on"], "note": f"{row.assignment.task} {fact.data['stage']}"}
        happened = Fact(FactKind.EVENT, fact.at, fact.by, data)
        record = await self._engine.record(writer, record, [happened], fact.at)
        return await self._move(writer, record, happened)

    async def _move(self, writer: Writer, row: CaseRow, fact: Fact) -> list[CaseRow]:
        programme, event = self.programme_of(row), row.assignment.task
        if programme is None:
            return []
        on = date.fromisoformat(fact.data["on"])
        news: list[tuple[CaseRow, list[Fact]]] = []
        for task in dependents(programme, event):
            rows = await self._store.cases_of_tasks(programme.code, [task.code])
            by_id = {each.assignment.id: each for each in rows}
            cases = [Case(r.assignment, r.facts, r.standing, r.light) for r in rows]
            for case, deadline in moved(task, cases, on, self._engine.rules.calendar):
                data = {
                    "due_at": deadline.due_at.isoformat(),
                    "reason": deadline.rule,
                    "event": event,
                }
                due = Fact(FactKind.DUE_MOVED, fact.at, fact.by, data)
                news.append((by_id[case.assignment.id], [due]))
        return [await self._engine.record(writer, each, facts, fact.at) for each, facts in news]


def _brought_about(row: CaseRow, fact: Fact) -> str:
    """The event that the passing of a stage is, "" for none."""
    if fact.kind is not FactKind.STAGE or fact.data.get("outcome") != Outcome.PASSED:
        return ""
    stages = {stage.name: stage.event for stage in row.assignment.stages}
    return stages.get(str(fact.data.get("stage")), "")
