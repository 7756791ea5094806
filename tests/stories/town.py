"""A town for stories: the shipped home, a virtual clock, and Telegram's protocol on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time
from pathlib import Path

from bot.applying import apply_home
from bot.clock import VirtualClock
from bot.commands import Commands
from bot.shell import Ground, Medium, Shell, wire
from bot.store import Store
from bot.store.blobs import Blobs
from bot.telegram import Item, Poller, TelegramSettings, open_telegram
from bot.telegraph import TELEGRAM, telegram_decoder
from bot.virtual import Driver
from config.home import Home, default_home, read_home
from tests.botapi import BotApiServer, Person
from workflows.calendar import OFFICE_ZONE, at_office

SECRET = b"a secret for stories, nothing else"


def at(day: str, clock: str = "00:00") -> datetime:
    """An instant in the office's time."""
    hours, minutes = clock.split(":")
    return at_office(date.fromisoformat(day), time(int(hours), int(minutes)))


class Town:
    """Everything a story touches. Nothing here decides anything: the real shell does."""

    def __init__(
        self, server: BotApiServer, store: Store, shell: Shell, clock: VirtualClock
    ) -> None:
        self.server = server
        self.store = store
        self.shell = shell
        self.clock = clock
        self.driver = Driver(clock, store, shell.engine, shell.reception, shell.delivery)

    async def invite(self, unit: str, role: str = "liaison") -> str:
        """The code of a fresh invite."""
        return (await Commands(self.shell).invite(unit, role))["code"]

    async def enrol(self, person: Person, unit: str, role: str = "liaison") -> None:
        """Invite a post's holder and let him bring the code."""
        await person.start(await self.invite(unit, role))
        await self.hear()

    async def hear(self) -> None:
        """Until everything people did has been received, decided and answered."""
        await self.server.wait_for(lambda: self.server.pending_updates == 0)
        await self.driver.settle()

    async def pass_to(self, instant: datetime) -> None:
        """Let time pass, living through everything on the way."""
        await self.driver.run_to(instant)

    async def facts(self, assignment: str) -> list[str]:
        """The kinds of the facts about an assignment, in order."""
        row = await self.store.case(assignment)
        assert row is not None, assignment
        return [fact.kind.value for fact in row.facts]


@asynccontextmanager
async def town(folder: Path, start: datetime, home: Home | None = None) -> AsyncIterator[Town]:
    """Open the town at an instant, with the shipped programme in force."""
    if home is None:
        reading = read_home(default_home())
        assert reading.home is not None, reading.problems
        home = reading.home
    clock = VirtualClock(start)
    async with BotApiServer(now=lambda: clock.now().timestamp(), limits=False) as server:
        store = await Store.open(f"sqlite://{folder / 'town.db'}", chain_key=SECRET)
        channel = await open_telegram(TelegramSettings(server.token, server.url), paced=False)
        try:
            await apply_home(store, home, clock.now())
            shell = wire(
                Ground(
                    home=home,
                    store=store,
                    blobs=Blobs(folder / "files"),
                    clock=clock,
                    secret=SECRET,
                    media={TELEGRAM: Medium(channel, telegram_decoder(channel))},
                    public_url="http://127.0.0.1:8080",
                    applied={programme.code: start for programme in home.programmes},
                )
            )

            async def sink(items: list[Item], cursor: str) -> None:
                await store.write(
                    lambda writer: store.store_incoming(
                        writer, TELEGRAM, items, clock.now(), cursor or None
                    )
                )

            poller = Poller(channel.api, sink, clock, poll_seconds=5)
            poller.start()
            try:
                yield Town(server, store, shell, clock)
            finally:
                await poller.stop()
        finally:
            await channel.close()
            await store.close()


__all__ = ["OFFICE_ZONE", "Town", "at", "town"]
