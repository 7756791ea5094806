"""Surroundings (周边): what a unit's desk knows besides its own items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.asking import Asking
from bot.composing import Composer
from bot.engine import Engine
from bot.store import CaseRow, Store
from messages.dialogue import Desk
from workflows.case import Case
from workflows.programme import Programme
from workflows.roster import Roster, Unit


class Surroundings:
    """Units that may be waited for, chains of requests, earlier occurrences, programmes' ends."""

    def __init__(self, store: Store, engine: Engine, composer: Composer, roster: Roster) -> None:
        self._asking = Asking(store, engine)
        self._composer = composer
        known = {unit.name: unit for unit in roster.units}
        self._units: dict[str, tuple[Unit, ...]] = {}
        self._ends: dict[str, date] = {}
        for programme in engine.rules.programmes.values():
            named = (known.get(name) for name in _names(programme))
            self._units[programme.code] = tuple(unit for unit in named if unit)
            self._ends[programme.code] = programme.ends_on

    async def around(self, desk: Desk, rows: Sequence[CaseRow]) -> Desk:
        """The desk with all that; `rows` are all cases of its unit."""
        codes = dict.fromkeys(case.assignment.programme for case in desk.own())
        units = (unit for code in codes for unit in self._units.get(code, ()))
        return replace(
            desk,
            units=tuple(dict.fromkeys(units)),
            ends={code: self._ends[code] for code in codes if code in self._ends},
            earlier=self._earlier(desk, rows),
            waited_by=await self._waited_by(desk, rows),
        )

    def _earlier(self, desk: Desk, rows: Sequence[CaseRow]) -> tuple[Case, ...]:
        """Occurrences with a report, of what is open or was just finished on this desk."""
        tasks = {
            (case.assignment.programme, case.assignment.task)
            for case in desk.own()
            if case.assignment.occurrence is not None
        }
        return tuple(
            self._composer.case(row, desk.now)
            for row in rows
            if row.standing.receipt and (row.assignment.programme, row.assignment.task) in tasks
        )

    async def _waited_by(
        self, desk: Desk, rows: Sequence[CaseRow]
    ) -> Mapping[str, tuple[str, ...]]:
        open_ids = {case.assignment.id for case in desk.cases if case.assignment.request_of}
        asked = [row for row in rows if row.assignment.id in open_ids]
        return {row.assignment.id: await self._asking.waited_by(row) for row in asked}


def _names(programme: Programme) -> tuple[str, ...]:
    """Every unit that owes something in a programme, and its office, in printed order."""
    owing = [one.unit for task in programme.tasks for one in task.responsible]
    owing += [unit for duty in programme.duties for unit in duty.units]
    rules = (indicator.readings for indicator in programme.indicators)
    owing += [unit for rule in rules if rule for unit in rule.units]
    return tuple(dict.fromkeys((*owing, programme.office)))
