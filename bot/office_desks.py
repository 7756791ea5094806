"""The office's desk (办公室案头): what waits for its word, and the items that an event speaks of.

Nothing is scanned: what waits has a mark in the store, items are found by their ids or codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.composing import Composer
from bot.engine import Rules
from bot.happening import Happenings
from bot.ports import Incoming, IncomingKind
from bot.store import CaseRow, Store
from messages.dialogue import Desk
from messages.speech import Action, Verb
from workflows.happening import Cause
from workflows.programme import Programme
from workflows.roster import Roster
from workflows.standing import FINISHED, State

_MOST_LISTED = 200
_MOST_NAMED = 12
_SHORTEST_CODE = 2
_CLOSABLE = (State.ACCEPTED, State.DONE, State.NIL)


@dataclass(frozen=True, slots=True)
class OfficeRows:
    """An office's rows by what they are for: waiting, at a stage of review, ready to be closed."""

    waiting: tuple[CaseRow, ...] = ()
    reviewing: tuple[CaseRow, ...] = ()
    closable: tuple[CaseRow, ...] = ()
    spoken_of: tuple[CaseRow, ...] = ()

    def every(self) -> dict[str, CaseRow]:
        """All rows by assignment id."""
        rows = (*self.closable, *self.reviewing, *self.spoken_of, *self.waiting)
        return {row.assignment.id: row for row in rows}


class OfficeDesks:
    """Loads what an office needs to answer one event."""

    def __init__(
        self,
        store: Store,
        rules: Rules,
        composer: Composer,
        roster: Roster,
        happenings: Happenings,
    ) -> None:
        self._store = store
        self._rules = rules
        self._composer = composer
        self._roster = roster
        self._happenings = happenings

    async def around(
        self, desk: Desk, incoming: Incoming, action: Action | None
    ) -> tuple[Desk, OfficeRows]:
        """The desk with the office's cases on it, and their rows."""
        office = desk.post.unit
        waiting = await self._store.cases_awaiting(office)
        named = await self._named(office, incoming)
        ids = [*await self._pointed_at(desk, incoming, action), *named]
        spoken_of = [row for row in await self._store.cases(ids) if row.assignment.office == office]
        rows = OfficeRows(tuple(waiting), spoken_of=tuple(spoken_of))
        if _lists(incoming, action):
            reviewing = await self._store.cases_in_state(office, State.IN_REVIEW, _MOST_LISTED)
            closable: list[CaseRow] = []
            for state in _CLOSABLE:
                found = await self._store.cases_in_state(office, state, _MOST_LISTED)
                closable += [row for row in found if not row.waits]
            rows = replace(rows, reviewing=tuple(reviewing), closable=tuple(closable))
        others = [row for key, row in rows.every().items() if key not in _ids(waiting)]
        desk = replace(
            desk,
            office_requests=self._cases(waiting, desk),
            office_cases=self._cases(others, desk),
            named=tuple(named),
            causes=await self._causes((*waiting, *spoken_of)),
            ends={p.code: p.ends_on for p in self._programmes(office)},
        )
        return desk, rows

    def _programmes(self, office: str) -> list[Programme]:
        return [p for p in self._rules.programmes.values() if p.office == office]

    def _cases(self, rows: Iterable[CaseRow], desk: Desk):
        return tuple(self._composer.case(row, desk.now) for row in rows)

    async def _pointed_at(self, desk: Desk, incoming: Incoming, action: Action | None) -> list[str]:
        """The items of the button, of the message replied to and of the draft."""
        found = [action.about] if action and action.about else []
        if desk.draft is not None and desk.draft.about:
            found.append(desk.draft.about)
        if incoming.reply_to:
            where = (incoming.channel, incoming.chat, incoming.reply_to)
            old = await self._store.message_by_remote(*where)
            carried = await self._store.notices_in([old.id]) if old else {}
            found += [row.notice.about for rows in carried.values() for row in rows]
        return list(dict.fromkeys(found))

    async def _named(self, office: str, incoming: Incoming) -> list[str]:
        """The items whose code stands in the words, of the units named there if any are."""
        if incoming.kind is not IncomingKind.TEXT or not incoming.text:
            return []
        text, found = incoming.text, list[CaseRow]()
        for programme in self._programmes(office):
            codes = [code for code in _codes(programme) if code in text]
            longest = [c for c in codes if not any(c in other and c != other for other in codes)]
            if longest:
                found += await self._store.cases_of_tasks(programme.code, longest)
        units = {
            unit.name
            for unit in self._roster.units
            if any(name and name in text for name in (unit.name, unit.short, *unit.aliases))
        }
        meant = [row for row in found if row.assignment.unit in units] or found
        return [row.assignment.id for row in _present(meant)][:_MOST_NAMED]

    async def _causes(self, rows: Sequence[CaseRow]) -> dict[str, tuple[Cause, ...]]:
        """What must come before the events among these cases."""
        found: dict[str, tuple[Cause, ...]] = {}
        for row in rows:
            programme = self._happenings.programme_of(row)
            if row.assignment.is_event and programme is not None:
                causes = await self._happenings.causes(programme, row.assignment.task)
                found[row.assignment.id] = causes
        return found


def _lists(incoming: Incoming, action: Action | None) -> bool:
    """True where everything may be listed, or closed at once."""
    if action is None:
        return incoming.kind is IncomingKind.COMMAND
    return action.verb is Verb.TASKS or (action.verb is Verb.CLOSE and not action.about)


def _codes(programme: Programme) -> list[str]:
    named = (*programme.tasks, *programme.duties, *programme.indicators)
    codes = [*(one.code for one in named), *(event.name for event in programme.events)]
    return [code for code in dict.fromkeys(codes) if len(code) >= _SHORTEST_CODE]


def _present(rows: Sequence[CaseRow]) -> list[CaseRow]:
    """Of what recurs the occurrences that are open, else the last one of each unit."""
    opened = [
        row for row in rows if row.standing.state is not State.PLANNED or row.assignment.is_event
    ]
    unfinished = [row for row in opened if row.standing.state not in FINISHED]
    busy = {(row.assignment.task, row.assignment.unit) for row in unfinished}
    last = {(row.assignment.task, row.assignment.unit): row for row in opened}
    return [*unfinished, *(row for key, row in last.items() if key not in busy)]


def _ids(rows: Iterable[CaseRow]) -> set[str]:
    return {row.assignment.id for row in rows}
