"""What one post is told now: its notices, with their cases, as one speech."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.engine import Rules
from bot.store import CaseRow, Store
from messages.compose import (
    Addressee,
    Ask,
    compose_asks,
    compose_cleared,
    compose_contacts,
    compose_decisions,
    compose_digest,
    compose_escalations,
    compose_gap,
    compose_requests,
    compose_secrecy,
    join,
)
from messages.speech import Speech
from workflows.burden import burden
from workflows.calendar import at_office, office_day
from workflows.case import Case
from workflows.deadline import working_days_left
from workflows.digest import Digest, tally
from workflows.expand import event_id
from workflows.light import light_of
from workflows.notice import Notice, NoticeKind
from workflows.plan import OVERDUE_MARK, awaited
from workflows.programme import AssignmentRole, Programme
from workflows.roster import Role, post_id
from workflows.standing import State

_ASKS = frozenset({NoticeKind.ISSUE, NoticeKind.REMINDER, NoticeKind.NAG})


@dataclass(frozen=True, slots=True)
class Letter:
    """One post's notices and the cases they are about, by assignment id."""

    to: Addressee
    notices: Sequence[Notice]
    rows: Mapping[str, CaseRow]
    now: datetime


class Composer:
    """Composes letters; loads only what a digest needs."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules
        self._together = {
            (programme.code, task.code): tuple(one.unit for one in task.responsible)
            for programme in rules.programmes.values()
            for task in programme.tasks
        }
        self._latest: tuple[tuple[str, datetime, int], Digest] | None = None
        self._each: tuple[tuple[date, datetime], float | None] | None = None

    async def compose(self, letter: Letter) -> Speech:
        """The letter as one speech: decisions first, then asks, then what the office reads."""
        asks = [self.ask(letter.rows[n.about], n, letter.now) for n in self._about_cases(letter)]
        asks = await self._with_neighbours(asks, letter.now)
        kinds = (
            ({NoticeKind.DECISION}, compose_decisions),
            ({NoticeKind.REQUEST}, compose_requests),
            (_ASKS, compose_asks),
            ({NoticeKind.ESCALATION}, compose_escalations),
            ({NoticeKind.CONTACT}, compose_contacts),
            ({NoticeKind.CLEARED}, compose_cleared),
        )
        parts: list[Speech] = []
        for wanted, compose in kinds:
            found = [ask for ask in asks if ask.notice.kind in wanted]
            if found:
                parts.append(compose(found, letter.to, letter.now))
        parts += [await self._special(notice, letter) for notice in self._special_of(letter)]
        return join(parts)

    def ask(self, row: CaseRow, notice: Notice, now: datetime) -> Ask:
        """A case as it stands at `now`, with the notice that speaks of it."""
        case = self.case(row, now)
        since = self._since(case, notice, now) if notice.kind is NoticeKind.REQUEST else None
        left, partners = self.days_left(row, now), self._partners(row)
        return Ask(notice, case, left, partners, since=since)

    def requests(self, row: CaseRow, now: datetime) -> list[Ask]:
        """What waits for the office on a case, as its clerk would be asked."""
        case = self.case(row, now)
        terms = self._rules.terms(row.assignment.programme, now)
        to = post_id(row.assignment.office, Role.CLERK)
        about = row.assignment.id
        return [
            self.ask(row, Notice(NoticeKind.REQUEST, one.rung, to, about, now), now)
            for one in awaited(case, terms)
        ]

    def _since(self, case: Case, notice: Notice, now: datetime) -> datetime | None:
        """When what a request asks for began to wait."""
        rung = notice.rung.removeprefix(OVERDUE_MARK)
        waits = awaited(case, self._rules.terms(case.assignment.programme, now))
        return next((one.since for one in waits if one.rung == rung), None)

    async def with_neighbours(self, ask: Ask, now: datetime) -> Ask:
        """The ask with the occurrence before it, or the parts of its co units."""
        about = ask.case.assignment
        if about.request_of:
            return ask
        if about.occurrence is not None:
            rows = await self._store.occurrences_of(about.programme, about.unit, [about.task])
            return replace(ask, last=self._last(ask.case, rows, now))
        if about.role is AssignmentRole.LEAD and ask.partners:
            rows = await self._store.co_parts_of(about.programme, about.task)
            return replace(ask, parts=tuple(self.case(row, now) for row in rows))
        return ask

    async def _with_neighbours(self, asks: Sequence[Ask], now: datetime) -> list[Ask]:
        """As `with_neighbours`, for what asks the unit itself."""
        return [
            await self.with_neighbours(ask, now) if ask.notice.kind in _ASKS else ask
            for ask in asks
        ]

    def _last(self, case: Case, rows: Sequence[CaseRow], now: datetime) -> Case | None:
        """The occurrence before this one, where it has a report."""
        before = [
            row
            for row in rows
            if row.standing.receipt and row.assignment.opens_on < case.assignment.opens_on
        ]
        return self.case(before[-1], now) if before else None

    def case(self, row: CaseRow, now: datetime) -> Case:
        light = light_of(row.assignment, row.standing, self._rules.look(now))
        return Case(row.assignment, row.facts, row.standing, light)

    def days_left(self, row: CaseRow, now: datetime) -> int | None:
        """Working days to the due day, negative once overdue, None without an end."""
        due_at = row.standing.due_at
        return None if due_at is None else working_days_left(due_at, now, self._rules.calendar)

    async def digest(self, programme: str, now: datetime) -> Digest:
        """The programme's digest of the week up to `now`; readers of one instant share it."""
        key = (programme, now, await self._store.last_fact_id())
        if self._latest is not None and self._latest[0] == key:
            return self._latest[1]
        rules = self._rules.programmes[programme]
        rows = self._store.cases_of_programme(programme, opened=True)
        cases = [self.case(row, now) async for row in rows]
        cases += [self.case(row, now) for row in await self._expected(rules)]
        seal = await self._store.last_seal()
        words = f"{seal.day} · {seal.count} · {seal.short}" if seal else ""
        made = tally(rules, cases, self._rules.look(now), words)
        made = replace(made, messages_each=await self._messages_each(made.week_start_on, now))
        self._latest = (key, made)
        return made

    async def _expected(self, programme: Programme) -> list[CaseRow]:
        """The records of events that have not happened yet."""
        ids = [event_id(programme, event.name) for event in programme.events]
        rows = await self._store.cases(ids) if ids else []
        return [row for row in rows if row.standing.state is State.PLANNED]

    async def _messages_each(self, first: date, now: datetime) -> float | None:
        """How many messages a person got unasked since a day, over all programmes."""
        if self._each is None or self._each[0] != (first, now):
            loads = await self._store.loads(at_office(first, time.min), now)
            found = burden(loads, (first, office_day(now)))
            self._each = (first, now), found.messages_each if found.people else None
        return self._each[1]

    async def _special(self, notice: Notice, letter: Letter) -> Speech:
        if notice.kind is NoticeKind.DIGEST:
            digest = await self.digest(notice.about, letter.now)
            return compose_digest(digest, letter.to, letter.now)
        if notice.kind is NoticeKind.SECRECY:
            return compose_secrecy(notice.rung, letter.to, letter.now)
        since, _, until = notice.rung.partition("/")
        return compose_gap(datetime.fromisoformat(since), datetime.fromisoformat(until), letter.to)

    @staticmethod
    def _special_of(letter: Letter) -> Iterable[Notice]:
        special = (NoticeKind.DIGEST, NoticeKind.GAP, NoticeKind.SECRECY)
        return (notice for notice in letter.notices if notice.kind in special)

    @staticmethod
    def _about_cases(letter: Letter) -> Iterable[Notice]:
        return (notice for notice in letter.notices if notice.about in letter.rows)

    def _partners(self, row: CaseRow) -> tuple[str, ...]:
        """The other units on the same task, in the order the document prints them."""
        units = self._together.get((row.assignment.programme, row.assignment.task), ())
        return tuple(unit for unit in units if unit != row.assignment.unit)
