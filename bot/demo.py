"""The demo: the shipped programme on a virtual clock that the visitor moves, three seats on a page.

The same store, engine, bundler, reception and delivery as the service; only the clock and the
people behind the other posts are simulated.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

from bot.clock import VirtualClock
from bot.rehearsal.people import Mix, People, Temper
from bot.rehearsal.stage import Stage
from bot.shell import Medium
from bot.store import CaseRow, Writer
from bot.web.demo_port import ItemView, MoveReport, SeatView, UnitView
from config.home import Home
from messages.words import explain_deadline, kind_words
from workflows.calendar import at_office, month_end, office_day
from workflows.deadline import working_days_left
from workflows.light import Look, light_of
from workflows.programme import Programme
from workflows.roster import Role, post_id
from workflows.standing import FINISHED, State

LIAISON_UNIT = "沙井街道"
SILENT_UNIT = "区城管执法局"
SILENCE_AT = at_office(date(2024, 11, 1), time(8, 0))
"""From here on the two units of the story leave everything to the visitor."""
START_AT = at_office(date(2024, 12, 26), time(8, 30))
_FARTHEST = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class _Chair:
    key: str
    title: str
    role: Role


_CHAIRS = (
    _Chair("liaison", "联络员", Role.LIAISON),
    _Chair("office", "领导小组办公室", Role.CLERK),
    _Chair("director", "办公室主任", Role.DIRECTOR),
)


def _shown(home: Home) -> Programme:
    """The programme of the story: the one in which the liaison's unit owes something."""
    for programme in home.programmes:
        owed = [one.unit for task in programme.tasks for one in task.responsible]
        if LIAISON_UNIT in (*owed, *(unit for duty in programme.duties for unit in duty.units)):
            return programme
    return home.programmes[0]


class Demo:
    """Implements bot.web.demo_port.DemoDesk over a rehearsal stage with three real web seats."""

    def __init__(self, home: Home) -> None:
        self._programme = _shown(home)
        home = replace(home, programmes=(self._programme,))
        self._home = home
        people = People(home, Mix(late=10, silent=0, leaving=0), 7)
        self._turn = asyncio.Lock()  # the driver does one thing at a time
        self._unit_seated = self._unit(LIAISON_UNIT)
        names = (self._unit(SILENT_UNIT), self._unit_seated)
        self._silent = [post_id(name, Role.LIAISON) for name in names]
        for post in self._silent:
            people.set_temper(post, Temper.PUNCTUAL)
        self.stage = Stage(home, people, self._programme.starts_on)

    @property
    def clock(self) -> VirtualClock:
        return self.stage.clock

    async def open(self, folder: Path, media: dict[str, Medium]) -> None:
        """Live from the programme's first day to the demo's first morning, then hand over seats."""
        await self.stage.open(folder, media)
        await self.stage.driver.run_to(SILENCE_AT)
        for post in self._silent:
            self.stage.people.set_temper(post, Temper.SILENT)
        await self.stage.driver.run_to(START_AT)
        await self._hand_over_seats()

    async def close(self) -> None:
        await self.stage.close()

    def now(self) -> datetime:
        return self.clock.now()

    def title(self) -> str:
        return self._programme.title

    def seats(self) -> Sequence[SeatView]:
        """The three seats with their present posts."""
        return [self._seat_view(chair) for chair in _CHAIRS]

    async def sit(self, seat: str, unit: str) -> None:
        """Move the liaison's seat to another unit; the old unit is simulated again."""
        known = self._home.roster.unit(unit)
        if seat != "liaison" or known is None or known.is_office:
            return
        old, new = (post_id(name, Role.LIAISON) for name in (self._unit_seated, unit))
        self._unit_seated = unit
        self.stage.people.set_temper(new, Temper.SILENT)
        async with self._turn:
            await self._bind(old, "rehearsal", old)
            await self._bind(new, "web", self._account(_CHAIRS[0]))

    async def move(self, step: Literal["event", "day", "quarter"]) -> MoveReport:
        """Move the clock and live through everything on the way."""
        async with self._turn:
            return await self._move(step)

    async def _move(self, step: Literal["event", "day", "quarter"]) -> MoveReport:
        before = self.now()
        start = await self._mark()
        limit = self._limit(step)
        if step == "event":
            await self._to_next_message(limit)
        else:
            await self.stage.driver.run_to(limit)
        return MoveReport(before, self.now(), await self._what_happened(start))

    async def settle(self) -> None:
        """Work through what the visitor has just done."""
        async with self._turn:
            await self.stage.driver.settle()

    def day_mark(self, day: date) -> str:
        """工作日, 调休上班 or why it is a rest day."""
        calendar = self._home.calendar
        if calendar.is_make_up_day(day):
            return "调休上班"
        return calendar.rest_name(day) or "工作日"

    async def board(self) -> Sequence[UnitView]:
        """Every unit with its open and finished items."""
        code = self._programme.code
        rows = [row async for row in self.stage.store.cases_of_programme(code)]
        look = Look(self.now(), self._home.calendar)
        views = []
        for unit in self._home.roster.units:
            mine = [
                row
                for row in rows
                if row.assignment.unit == unit.name
                and row.standing.state is not State.PLANNED
                and not row.assignment.is_event
            ]
            if not mine:
                continue
            items = [self._item(row, look) for row in mine]
            counts = Counter(item.light for item in items)
            views.append(UnitView(unit.name, unit.short, dict(counts), items))
        return views

    def _item(self, row: CaseRow, look: Look) -> ItemView:
        standing, assignment = row.standing, row.assignment
        overdue = 0
        if standing.due_at and standing.state not in FINISHED and look.now > standing.due_at:
            overdue = -working_days_left(standing.due_at, look.now, look.calendar)
        return ItemView(
            code=assignment.task,
            title=assignment.title,
            occurrence_words=assignment.occurrence_words,
            light=light_of(assignment, standing, look).value,
            state=standing.state.value,
            due_on=office_day(standing.due_at) if standing.due_at else None,
            why=explain_deadline(assignment.due, "zh") if assignment.due else "",
            overdue_days=overdue,
            last_words=standing.last_words,
        )

    def _unit(self, name: str) -> str:
        """The full name of a unit known by any of its names."""
        for unit in self._home.roster.units:
            if name in (unit.name, unit.short, *unit.aliases):
                return unit.name
        return next(unit.name for unit in self._home.roster.units if not unit.is_office)

    def _post(self, chair: _Chair) -> str:
        unit = self._unit_seated if chair.role is Role.LIAISON else self._programme.office
        return post_id(unit, chair.role)

    def _account(self, chair: _Chair) -> str:
        return f"demo-{chair.key}"

    def _seat_view(self, chair: _Chair) -> SeatView:
        post = self._home.roster.post(self._post(chair))
        account = self._account(chair)
        return SeatView(chair.key, chair.title, post.title if post else "", account, account)

    async def _hand_over_seats(self) -> None:
        for chair in _CHAIRS:
            await self._bind(self._post(chair), "web", self._account(chair))

    async def _bind(self, post: str, channel: str, account: str) -> None:
        store, now = self.stage.store, self.now()

        async def write(writer: Writer) -> None:
            for old in await store.bindings_of(post):
                await store.unbind(writer, old.id, now)
            await self.stage.bind(writer, post, channel, account)

        await store.write(write)

    def _limit(self, step: str) -> datetime:
        today = office_day(self.now())
        if step == "day":
            return at_office(today + timedelta(days=1), time(9, 0))
        quarter_end = month_end(date(today.year, (today.month - 1) // 3 * 3 + 3, 1))
        if step == "quarter" and quarter_end > today:
            return at_office(quarter_end, time(18, 0))
        return self.now() + _FARTHEST

    async def _to_next_message(self, limit: datetime) -> None:
        """On to the next instant at which somebody is told something unasked."""
        mark = await self._mark()
        while await self.stage.driver.step(limit):
            if await self.stage.store.notices_sent_after(mark):
                return

    async def _mark(self) -> int:
        return await self.stage.store.last_message_id()

    async def _what_happened(self, since: int) -> list[str]:
        """“09:00 提醒 22 条（22人）”, by instant and kind."""
        notices = await self.stage.store.notices_sent_after(since)
        counted: dict[tuple[str, str], set[str]] = {}
        totals: Counter[tuple[str, str]] = Counter()
        for at, row in notices:
            notice = row.notice
            key = (f"{at:%m-%d %H:%M}", kind_words(notice.kind, "zh"))
            totals[key] += 1
            counted.setdefault(key, set()).add(notice.to)
        return [
            f"{when} {kind} {totals[(when, kind)]} 条（{len(people)}人）"
            for (when, kind), people in counted.items()
        ]
