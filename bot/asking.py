"""Asking another unit (协办请求): a wait becomes a request, and the request's end ends the wait.

Everything happens in the transaction that records what the units did.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.engine import Engine
from bot.store import CaseRow, Store, Writer
from messages.dialogue import due_after_wait
from workflows.assignment import Assignment, assignment_id
from workflows.calendar import office_day
from workflows.deadline import Timing, resolve
from workflows.ledger import Fact, FactKind, ReportKind
from workflows.plan import MACHINE
from workflows.programme import AssignmentRole
from workflows.roll import Roll
from workflows.standing import FINISHED, State

_REPORTS = frozenset({FactKind.REPORTED, FactKind.CORRECTED})
_CUTOFF = time(17, 30)


class Asking:
    """Makes requests and ends waits. Methods that take a writer run inside its transaction."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine

    async def named(self, row: CaseRow, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data of a wait with the id of the request that it makes: the next free number."""
        asked, n = str(data["for"]), 1
        while await self._store.case(_request_id(row.assignment, n, asked)) is not None:
            n += 1
        return {**data, "request": _request_id(row.assignment, n, asked)}

    async def follow(
        self, writer: Writer, before: CaseRow, row: CaseRow, fact: Fact
    ) -> dict[str, CaseRow]:
        """What a recorded fact means for waits and requests. Returns the cases that changed."""
        if fact.kind is FactKind.WAITING:
            await self._make(writer, row.assignment, fact)
            return {}
        changed: dict[str, CaseRow] = {}
        if before.standing.waiting_for and _ends_wait(row, fact):
            changed |= await self._end_wait(writer, before, row, fact)
        finished = row.standing.state in FINISHED and before.standing.state not in FINISHED
        if row.assignment.request_of and finished:
            changed |= await self._provided(writer, row, fact)
        return changed

    async def _make(self, writer: Writer, of: Assignment, fact: Fact) -> None:
        """The request, due as the wait says; it wakes at once, so that the unit is told."""
        asked, what = str(fact.data["for"]), str(fact.data["reason"])
        cutoff = of.due.cutoff_time if of.due else _CUTOFF
        timing = Timing(Roll.NEXT, cutoff)
        until = date.fromisoformat(str(fact.data["until"]))
        code = str(fact.data["request"]).split("/")[1]
        request = Assignment(
            id=str(fact.data["request"]),
            programme=of.programme,
            task=code,
            no="",
            title=f"提供：{what}",
            unit=asked,
            role=AssignmentRole.CO,
            opens_on=office_day(fact.at),
            due=resolve(until, f"{of.unit}请求的日期", timing, self._engine.rules.calendar),
            ladder=of.ladder,
            office=of.office,
            occurrence=of.occurrence,
            occurrence_words=of.occurrence_words,
            text=f"{of.unit}办理〔{of.task}〕{of.title}，等贵单位提供：{what}",
            request_of=of.id,
        )
        await self._store.add_assignments(writer, [request], {request.id: fact.at})

    async def _end_wait(
        self, writer: Writer, before: CaseRow, row: CaseRow, fact: Fact
    ) -> dict[str, CaseRow]:
        """The unit goes on by itself: its wait is over, and the request is withdrawn."""
        standing, changed = before.standing, {}
        if fact.kind is not FactKind.WAITING_OVER:
            data = {"request": standing.waiting_request, "for": standing.waiting_for}
            over = Fact(FactKind.WAITING_OVER, fact.at, MACHINE, data)
            row = await self._store.case(row.assignment.id) or row  # with its newest link
            row = await self._engine.record(writer, row, [over], fact.at)
            changed[row.assignment.id] = row
        request = await self._store.case(standing.waiting_request)
        if request is None or request.standing.state in FINISHED:
            return changed
        reason = f"{row.assignment.unit}已不再等待，无需提供"
        excused = Fact(FactKind.EXCUSED, fact.at, fact.by, {"reason": reason})
        request = await self._engine.record(writer, request, [excused], fact.at)
        return {**changed, request.assignment.id: request}

    async def _provided(self, writer: Writer, row: CaseRow, fact: Fact) -> dict[str, CaseRow]:
        """The unit asked has delivered, or owes it no more: who waited is told and goes on."""
        waiting = await self._store.case(row.assignment.request_of)
        if waiting is None or waiting.standing.waiting_request != row.assignment.id:
            return {}
        if waiting.standing.state in FINISHED:
            return {}
        data = {
            "request": row.assignment.id,
            "for": row.assignment.unit,
            "provided": row.standing.state is not State.EXCUSED,
            "told": True,
            "reason": str(fact.data.get("text") or fact.data.get("reason") or ""),
        }
        due_at = due_after_wait(waiting.standing, fact.at, self._engine.rules.calendar)
        data |= {"due_at": due_at.isoformat()} if due_at else {}
        over = Fact(FactKind.WAITING_OVER, fact.at, MACHINE, data)
        waiting = await self._engine.record(writer, waiting, [over], fact.at)
        return {waiting.assignment.id: waiting}

    async def waited_by(self, row: CaseRow) -> tuple[str, ...]:
        """The units that wait for a request, the nearest first, along the whole chain."""
        units: list[str] = []
        asked = row.assignment.request_of
        while asked:
            units.append(asked.rpartition("/")[2])
            above = await self._store.case(asked)
            asked = above.assignment.request_of if above else ""
        return tuple(units)


def _request_id(of: Assignment, n: int, asked: str) -> str:
    return assignment_id(of.programme, f"{of.task}+{n}", of.occurrence, asked)


def _ends_wait(row: CaseRow, fact: Fact) -> bool:
    if fact.kind is FactKind.WAITING_OVER or row.standing.state in FINISHED:
        return True
    return fact.kind in _REPORTS and fact.data.get("intent") != ReportKind.BLOCKED
