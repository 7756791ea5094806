"""Editing a home for stories: one programme at a time, a store, and what apply says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.applying import apply_home
from bot.changes import Change
from bot.clock import VirtualClock
from bot.engine import Engine, Rules
from bot.store import CaseRow, Store
from config.home import Home, default_home, read_home
from tests.stories.town import SECRET, at
from workflows.ledger import Fact
from workflows.programme import Programme

START = at("2020-09-02", "10:00")
"""The day on which the Nanchang scheme was issued."""


def shipped(*codes: str) -> Home:
    """The shipped home with some of its programmes."""
    home = read_home(default_home()).home
    assert home is not None
    return replace(home, programmes=tuple(p for p in home.programmes if p.code in codes))


def edited(home: Home, code: str, **changes: object) -> Home:
    """The home with one task of its first programme changed."""
    programme = home.programmes[0]
    assert code in {task.code for task in programme.tasks}
    tasks = tuple(
        replace(task, **changes) if task.code == code else task for task in programme.tasks
    )
    return with_programme(home, replace(programme, tasks=tasks))


def with_programme(home: Home, programme: Programme) -> Home:
    """The home with its first programme replaced."""
    return replace(home, programmes=(programme, *home.programmes[1:]))


class Office:
    """A store, and what happens to it; time moves only where a story says so."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store = store
        self.now = now

    async def apply(self, home: Home) -> list[str]:
        """What changed, of which assignment, in the order in which apply says it."""
        return [f"{change.what} {change.assignment}" for change in await self.changes(home)]

    async def changes(self, home: Home) -> tuple[Change, ...]:
        return await apply_home(self.store, home, self.now)

    async def row(self, assignment: str) -> CaseRow:
        row = await self.store.case(assignment)
        assert row is not None, assignment
        return row

    async def record(self, home: Home, assignment: str, *facts: Fact) -> None:
        """Append facts as the running service does."""
        rules = Rules({p.code: p for p in home.programmes}, home.calendar, home.settings.hours)
        engine = Engine(self.store, rules, VirtualClock(self.now))
        row = await self.row(assignment)
        await self.store.write(lambda writer: engine.record(writer, row, facts, self.now))


@asynccontextmanager
async def office(folder: Path, home: Home, start: datetime = START) -> AsyncIterator[Office]:
    """A store with the home in force since `start`."""
    url = f"sqlite://{folder / 'office.db'}"
    async with await Store.open(url, durable=False, chain_key=SECRET) as store:
        opened = Office(store, start)
        await opened.changes(home)
        yield opened
