"""The running service: loops around the shell, each of which does one kind of work.

A loop that fails is logged and tried again; one that fails three times in a minute ends the
process with an error, so that a dead part is never mistaken for a quiet one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.delivery import WORKERS
from bot.heartbeat import heartbeat
from bot.shell import Shell, wire
from bot.store import REPLY, WAVE, Store
from config.home import read_home
from workflows.calendar import office_day
from workflows.notice import Notice, NoticeKind

log = structlog.get_logger(__name__)
STALE_HEARTBEAT = timedelta(seconds=60)
INBOX_WORKERS = 4
"""A chat whose file comes slowly keeps one of them; the others go on."""
_WORDS_LIVE = timedelta(hours=23, minutes=30)
"""After a day the channel forgets words too: then everybody is told."""
_NEAR = timedelta(days=3)
_TAPS_LIVE = timedelta(seconds=120)
"""The channel forgets taps after 150 seconds: a longer outage may have lost some."""


class ServiceDied(Exception):
    """A loop kept failing; the process must end and be started anew."""


@dataclass(slots=True)
class Bells:
    """Wake the loops without waiting for their timeouts."""

    inbox: asyncio.Event = field(default_factory=asyncio.Event)
    outbox: dict[int, asyncio.Event] = field(
        default_factory=lambda: {0: asyncio.Event(), 1: asyncio.Event()}
    )

    def arrived(self) -> None:
        self.inbox.set()

    def to_send(self) -> None:
        for bell in self.outbox.values():
            bell.set()


class Service:
    """Runs a shell until it is told to stop."""

    def __init__(self, shell: Shell, clock: Clock) -> None:
        self.shell = shell
        self.bells = Bells()
        self._clock = clock
        self._stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._last_tick: datetime | None = None
        self._died: BaseException | None = None
        self._versions: dict[str, int] | None = None
        self._scheduler = heartbeat(self._tick, self._seal, self._tidy)

    @property
    def store(self) -> Store:
        """The store the shell stands on."""
        return self.shell.ground.store

    async def start(self) -> None:
        """Recover what a dead process left, tell of the gap, then begin to work."""
        await self.shell.delivery.recover()
        await self._gap()
        loops = [("inbox", self._inbox_loop)] * INBOX_WORKERS
        for lane, words in ((REPLY, "replies"), (WAVE, "wave")):
            loops += [(words, partial(self._lane_loop, lane))] * WORKERS
        for name, work in loops:
            self._tasks.append(asyncio.create_task(self._supervise(name, work), name=name))
        await self._tick()
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop claiming, finish what is in flight (20 seconds at most), let go."""
        self._stopping.set()
        self.bells.arrived()
        self.bells.to_send()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=20)
            for task in late:
                task.cancel()

    async def wait(self) -> None:
        """Until stopped. Raises ServiceDied where a loop kept failing."""
        await self._stopping.wait()
        if self._died is not None:
            raise ServiceDied(str(self._died)) from self._died

    async def arrived(self) -> None:
        """Something was stored in the inbox."""
        self.bells.arrived()

    def heartbeat_fresh(self) -> bool:
        """True while ticks succeed. A process that answers but does not tick is not ready."""
        return self._last_tick is not None and (
            self._clock.now() - self._last_tick < STALE_HEARTBEAT
        )

    async def _take_new_programmes(self) -> None:
        """Another process has applied a home: read it and wire the shell anew."""
        ground = self.shell.ground
        rows = await self.store.programmes()
        versions = {row.code: row.version for row in rows}
        known, self._versions = self._versions, versions
        if known is None or versions == known:
            return
        reading = read_home(ground.home.path)
        if reading.home is None:
            log.error("home.broken", problems=len(reading.problems))
            return
        applied = {row.code: row.applied_at for row in rows}
        self.shell = wire(replace(ground, home=reading.home, applied=applied))

    async def _tick(self) -> None:
        try:
            await self._take_new_programmes()
            planned = await self.shell.engine.tick()
            now = self._clock.now()
            await self.store.write(
                lambda writer: self.store.beat(writer, "tick", self.store.node, now)
            )
            self._last_tick = now
            if planned:
                self.bells.to_send()
        except Exception:
            log.exception("tick.failed")

    async def _seal(self) -> None:
        now = self._clock.now()
        day = office_day(now) - timedelta(days=1)
        await self.store.write(lambda writer: self.store.seal_day(writer, day, now))

    async def _tidy(self) -> None:
        await self.shell.ground.blobs.sweep(
            await self.store.kept_hashes(), self._clock.now() - timedelta(days=1)
        )

    async def _inbox_loop(self) -> None:
        while not self._stopping.is_set():
            if await self.shell.reception.work():
                self.bells.to_send()
                continue
            await _rest(self.bells.inbox, 1.0)

    async def _lane_loop(self, lane: int) -> None:
        while not self._stopping.is_set():
            if not await self.shell.delivery.pump(lane):
                await _rest(self.bells.outbox[lane], 1.0)

    async def _supervise(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        failures: list[float] = []
        while not self._stopping.is_set():
            try:
                await work()
            except Exception as problem:
                log.exception("loop.failed", loop=name)
                now = self._clock.monotonic()
                failures = [at for at in failures if now - at < 60] + [now]
                if len(failures) >= 3:
                    self._died = problem
                    self._stopping.set()
                await self._clock.sleep(0.5)

    async def _gap(self) -> None:
        """After an outage say what may have been lost (停机补报), to those it can matter to.

        Taps are lost after minutes: people with something due about then are told. Words are lost
        after a day: then everybody with something open is.
        """
        last = await self.store.last_beat("tick")
        now = self._clock.now()
        if last is None or now - last <= _TAPS_LIVE:
            return
        rung = f"{last.isoformat()}/{now.isoformat()}"
        near = None if now - last > _WORDS_LIVE else (last - _NEAR, now + _NEAR)
        posts = await self.store.posts_with_open_cases(near)
        notices = [Notice(NoticeKind.GAP, rung, post, "gap", now) for post in posts]
        await self.store.write(lambda writer: self.store.add_notices(writer, notices))


async def _rest(bell: asyncio.Event, seconds: float) -> None:
    """Wait for a bell, at most so long."""
    try:
        await asyncio.wait_for(bell.wait(), seconds)
    except TimeoutError:
        return
    finally:
        bell.clear()
