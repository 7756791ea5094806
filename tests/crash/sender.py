"""The process that is killed: the whole service on a real database and a real channel."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import PretendClock
from bot.service import Service
from bot.shell import Ground, Medium, wire
from bot.store import Store
from bot.store.blobs import Blobs
from bot.telegram import Item, Poller, TelegramChannel, TelegramSettings, open_telegram
from bot.telegraph import TELEGRAM, telegram_decoder
from tests.crash.big_home import REMINDED_AT, big_home

SECRET = b"a secret for crashes, nothing else"


@dataclass(frozen=True, slots=True)
class Life:
    """One life of the process.

    `dies` is where it kills itself: "fetched" and "stored" are just before and just after the
    updates it received are on disk; "" leaves that to others. `ends`: stop in order once nothing
    is left to process or to send.
    """

    folder: Path
    url: str
    token: str
    now: datetime
    units: int
    window: int = 4
    receives: bool = False
    dies: str = ""
    ends: bool = False


def database(folder: Path) -> str:
    return f"sqlite://{folder / 'crash.db'}"


def live(life: Life) -> None:
    """Serve until killed."""
    asyncio.run(_serve(life))


def die() -> None:
    """No clean-up, no goodbye."""
    os.kill(os.getpid(), signal.SIGKILL)


async def _serve(life: Life) -> None:
    home = big_home(life.units)
    clock = PretendClock(life.now)
    store = await Store.open(database(life.folder), chain_key=SECRET, service=True)
    channel = await open_telegram(TelegramSettings(life.token, life.url), paced=False)
    shell = wire(
        Ground(
            home=home,
            store=store,
            blobs=Blobs(life.folder / "files"),
            clock=clock,
            secret=SECRET,
            media={TELEGRAM: Medium(channel, telegram_decoder(channel))},
            window=life.window,
            applied={programme.code: REMINDED_AT for programme in home.programmes},
        )
    )
    service = Service(shell, clock)
    await service.start()
    poller = _receiver(life, service, channel, clock)
    if life.receives:
        poller.start()
    if not life.ends:
        await service.wait()
    await _nothing_left(store, clock)
    await poller.stop()
    await service.stop()
    await channel.close()
    await store.close()


async def _nothing_left(store: Store, clock: PretendClock) -> None:
    while (
        await store.next_incoming(1)
        or await store.next_notice_at() is not None
        or await store.next_message_at() is not None
    ):
        await clock.sleep(0.02)


def _receiver(
    life: Life, service: Service, channel: TelegramChannel, clock: PretendClock
) -> Poller:
    store = service.store

    async def sink(items: list[Item], cursor: str) -> None:
        if life.dies == "fetched":
            die()
        await store.write(
            lambda writer: store.store_incoming(writer, TELEGRAM, items, clock.now(), cursor)
        )
        if life.dies == "stored":
            die()
        await service.arrived()

    return Poller(channel.api, sink, clock, poll_seconds=5)
