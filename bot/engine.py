"""The engine: load what is due, plan it, write facts, notices and wake times in one transaction.

A tick costs what is due, not what exists. Planning is pure; this file only loads and writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce

import structlog

from bot.clock import Clock
from bot.store import Append, CaseRow, Stale, Store, Writer
from workflows.calendar import WorkCalendar
from workflows.case import Case
from workflows.digest import due_digests
from workflows.fold import after
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of
from workflows.notice import Notice, NoticeKind, Plan
from workflows.office import Lights, OfficeHours
from workflows.plan import Terms, plan
from workflows.programme import Programme
from workflows.standing import Light, Standing

log = structlog.get_logger(__name__)
_BATCH = 500
_DIGEST_WINDOW = timedelta(days=8)
"""How far back a digest that was missed is still worth sending: the latest one only."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the engine plans by: the applied programmes, the calendar and working hours."""

    programmes: dict[str, Programme]
    calendar: WorkCalendar
    hours: OfficeHours
    applied: dict[str, datetime] = field(default_factory=dict)
    lights: Mapping[str, Lights] = field(init=False, default_factory=dict)

    def applied_at(self, programme: str, now: datetime) -> datetime:
        """When the programme was applied; `now` where it never was."""
        return self.applied.get(programme, now)

    def terms(self, programme: str, now: datetime) -> Terms:
        found = self.programmes.get(programme)
        if found is None:
            return Terms(now, self.calendar, self.hours)
        return Terms(now, self.calendar, found.hours, found.patience, self.lights)

    def look(self, now: datetime) -> Look:
        return Look(now, self.calendar, self.lights)

    def __post_init__(self) -> None:
        own = {c: p.lights for c, p in self.programmes.items() if p.lights != Lights()}
        object.__setattr__(self, "lights", own)


class Engine:
    """Plans cases. Every method is safe to repeat: notice keys make repeats harmless."""

    def __init__(self, store: Store, rules: Rules, clock: Clock) -> None:
        self._store = store
        self.rules = rules
        self._clock = clock
        self._digests_at: datetime | None = None

    async def tick(self) -> int:
        """Plan everything whose time has come. Returns how many cases were looked at."""
        now = self._clock.now()
        looked_at = 0
        while rows := await self._store.due_cases(now, _BATCH):
            await self._plan_batch(rows, now)
            looked_at += len(rows)
        await self._plan_digests(now)
        return looked_at

    async def next_wake(self) -> datetime | None:
        """When something will next be due by time alone: a case, a notice or a digest."""
        if self._digests_at is None:
            await self._plan_digests(self._clock.now())
        wakes = await self._store.next_wake_at(), await self._store.next_notice_at()
        return min((at for at in (*wakes, self._digests_at) if at), default=None)

    async def record(
        self, writer: Writer, row: CaseRow, facts: Sequence[Fact], now: datetime
    ) -> CaseRow:
        """Append facts to a case, plan it anew and enqueue what follows. Returns the case after.

        Raises Stale where somebody else has written to the case since it was loaded.
        """
        append, notices = self._follow(row, facts, now)
        await self._store.append_many(writer, [append])
        await self._store.add_notices(writer, notices)
        return replace(
            row,
            facts=(*row.facts, *append.facts),
            standing=append.standing,
            light=append.light,
            wake_at=append.wake_at,
            waits=row.waits if append.waits is None else append.waits,
        )

    async def record_many(
        self, writer: Writer, news: Sequence[tuple[CaseRow, Sequence[Fact]]], now: datetime
    ) -> None:
        """As `record`, for many cases at once, each of them named once."""
        followed = [self._follow(row, facts, now) for row, facts in news]
        await self._store.append_many(writer, [append for append, _ in followed])
        await self._store.add_notices(writer, [n for _, notices in followed for n in notices])

    def _follow(
        self, row: CaseRow, facts: Sequence[Fact], now: datetime
    ) -> tuple[Append, Sequence[Notice]]:
        """What follows from new facts: what is written to the case, and the notices.

        One more delivery to a unit that has been reached changes nothing that is planned.
        """
        if _says_nothing_new(row.standing, facts):
            return Append(row, facts, row.standing, row.light, row.wake_at), ()
        case = self._after(row, facts, now)
        planned = plan(case, self.rules.terms(row.assignment.programme, now))
        if planned.facts:
            facts = (*facts, *planned.facts)
            case = self._after(row, facts, now)
        waits = _asks_office(planned)
        append = Append(row, facts, case.standing, case.light, planned.wake_at, waits)
        return append, planned.notices

    def _after(self, row: CaseRow, facts: Sequence[Fact], now: datetime) -> Case:
        every = (*row.facts, *facts)
        standing = reduce(after, facts, row.standing)
        light = light_of(row.assignment, standing, self.rules.look(now))
        return Case(row.assignment, every, standing, light)

    async def _plan_batch(self, rows: Sequence[CaseRow], now: datetime) -> None:
        touched: list[tuple[int, Light, datetime | None]] = []
        appends: list[Append] = []
        marked: list[tuple[int, bool]] = []
        notices: list[Notice] = []
        for row in rows:
            planned = self._plan(row, now)
            notices += planned.notices
            waits = _asks_office(planned)
            if planned.facts:
                case = self._after(row, planned.facts, now)
                wake_at = planned.wake_at
                appends.append(
                    Append(row, planned.facts, case.standing, case.light, wake_at, waits)
                )
                continue
            light = light_of(row.assignment, row.standing, self.rules.look(now))
            touched.append((row.pk, light, planned.wake_at))
            if waits is not row.waits:
                marked.append((row.pk, waits))

        async def write(writer: Writer) -> None:
            await self._store.append_many(writer, appends)
            await self._store.touch_cases(writer, touched)
            await self._store.mark_waits(writer, marked)
            await self._store.add_notices(writer, notices)

        try:
            await self._store.write(write)
        except Stale:
            log.info("plan.stale", cases=len(rows))  # somebody replied meanwhile: next round

    def _plan(self, row: CaseRow, now: datetime) -> Plan:
        case = Case(row.assignment, row.facts, row.standing, row.light)
        return plan(case, self.rules.terms(row.assignment.programme, now))

    async def _plan_digests(self, now: datetime) -> None:
        """Enqueue digests that fell due. Keys make repeats harmless; no mark is kept."""
        if self._digests_at is not None and now < self._digests_at:
            return
        notices: list[Notice] = []
        coming: list[datetime] = []
        for programme in self.rules.programmes.values():
            since = max(now - _DIGEST_WINDOW, self.rules.applied_at(programme.code, now))
            found, following = due_digests(programme, since, self.rules.look(now))
            notices += found
            coming += [following] if following else []
        if notices:
            await self._store.write(lambda writer: self._store.add_notices(writer, notices))
        self._digests_at = min(coming, default=now + _DIGEST_WINDOW)


def _asks_office(planned: Plan) -> bool:
    """True where the plan asks the office for a word."""
    return any(notice.kind is NoticeKind.REQUEST for notice in planned.notices)


def _says_nothing_new(standing: Standing, facts: Sequence[Fact]) -> bool:
    reached = standing.reached_at is not None and standing.unreachable_since is None
    return reached and bool(facts) and all(fact.kind is FactKind.DELIVERED for fact in facts)
