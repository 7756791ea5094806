"""The stage (演练场): a shell on a throw-away store, with a simulated person at every post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from bot.applying import apply_home
from bot.clock import VirtualClock
from bot.rehearsal.channel import Delivered, SimulatedChannel
from bot.rehearsal.incoming import decode, encode
from bot.rehearsal.people import People
from bot.shell import Ground, Medium, Shell, wire
from bot.store import NoticeRow, Person, Store, Writer
from bot.store.blobs import Blobs
from bot.virtual import Driver
from config.home import Home
from workflows.calendar import at_office
from workflows.roster import Role

_SECRET = b"rehearsals have no secrets, they send nothing"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One message as it was delivered, with the notices it carried."""

    delivered: Delivered
    post: str
    notices: Sequence[NoticeRow]


class Stage:
    """Opens with everybody enrolled; `close` throws everything away."""

    def __init__(self, home: Home, people: People, start_on: date) -> None:
        self.home = home
        self.people = people
        self.clock = VirtualClock(at_office(start_on, time(0, 0)))
        self.channel = SimulatedChannel(self.clock.now, self._arrived)
        self.sightings: list[Sighting] = []
        self._fresh: list[Delivered] = []

    async def open(self, folder: Path, media: dict[str, Medium] | None = None) -> None:
        """Create the store, apply the home and enrol everybody. `media` adds real channels."""
        self.store = await Store.open(
            f"sqlite://{folder / 'rehearsal.db'}", durable=False, chain_key=_SECRET
        )
        await apply_home(self.store, self.home, self.clock.now())
        blobs = Blobs(folder / "files", durable=False)
        now = self.clock.now()
        ground = Ground(
            home=self.home,
            store=self.store,
            blobs=blobs,
            clock=self.clock,
            secret=_SECRET,
            media={**(media or {}), "rehearsal": Medium(self.channel, decode)},
            window=400,
            applied={programme.code: now for programme in self.home.programmes},
        )
        self.shell: Shell = wire(ground)
        self.driver = Driver(
            self.clock,
            self.store,
            self.shell.engine,
            self.shell.reception,
            self.shell.delivery,
            self._people_act,
        )
        await self._enrol_everybody()

    async def close(self) -> None:
        """Close the store; the folder is the caller's."""
        await self.store.close()

    async def _enrol_everybody(self) -> None:
        posts = [post for post in self.home.roster.posts() if post.role is not Role.AUDITOR]

        async def enrol(writer: Writer) -> None:
            for post in posts:
                await self.bind(writer, post.id, "rehearsal", post.id)

        await self.store.write(enrol)

    async def bind(self, writer: Writer, post: str, channel: str, account: str) -> None:
        """Seat an account at a post."""
        person = Person(channel, account, account, self.home.settings.language)
        await self.store.bind(writer, person, post, "A", self.clock.now())

    def _arrived(self, delivered: Delivered) -> None:
        self._fresh.append(delivered)

    async def _people_act(self, now: datetime) -> datetime | None:
        """Let people read what has arrived and do what they meant to do by now."""
        await self._read()
        for post in (post.id for post in self.home.roster.posts()):
            if self.people.leaves_at(post, now):
                self.channel.gone.add(post)
        updates = self.people.act(now)
        if updates:
            items = [(u.ext_id, u.chat, encode(u)) for u in updates]
            await self.store.write(
                lambda writer: self.store.store_incoming(writer, "rehearsal", items, now)
            )
            await self.driver.settle()
            await self._read()
        return self.people.next_at()

    async def _read(self) -> None:
        fresh, self._fresh = self._fresh, []
        for delivered in fresh:
            row = await self.store.message_by_remote("rehearsal", delivered.chat, delivered.message)
            carried = await self.store.notices_in([row.id]) if row else {}
            notices = carried.get(row.id, []) if row else []
            self.sightings.append(Sighting(delivered, delivered.chat, notices))
            self.people.read(delivered.chat, notices, delivered)
