"""A shell on a real database with a wave waiting, and a server without limits beside it."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.applying import apply_home
from bot.clock import VirtualClock
from bot.shell import Ground, Medium, Shell, wire
from bot.store import Store
from bot.store.blobs import Blobs
from bot.telegram import TelegramChannel
from bot.telegraph import TELEGRAM, telegram_decoder
from tests.crash.big_home import REMINDED_AT, big_home, enrol

KEY = b"a secret for benchmarks"


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    """The strict local server in a process of its own; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.botapi", "--no-limits", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def open_store() -> AsyncIterator[tuple[Store, Path]]:
    """An empty durable database in a folder that goes away with it."""
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder:
        path = Path(folder) / "bench.db"
        async with await Store.open(f"sqlite://{path}", chain_key=KEY) as store:
            yield store, path


@asynccontextmanager
async def wave(
    units: int, channel: TelegramChannel | None = None, window: int = 64
) -> AsyncIterator[tuple[Shell, Path]]:
    """A shell in which a reminder is due to every unit and nothing is planned yet."""
    home = big_home(units)
    clock = VirtualClock(REMINDED_AT)
    async with open_store() as (store, path):
        await apply_home(store, home, clock.now())
        await enrol(store, units, clock.now())
        media = {TELEGRAM: Medium(channel, telegram_decoder(channel))} if channel else {}
        applied = {programme.code: clock.now() for programme in home.programmes}
        yield (
            wire(
                Ground(
                    home=home,
                    store=store,
                    blobs=Blobs(path.parent / "files"),
                    clock=clock,
                    secret=KEY,
                    media=media,
                    window=window,
                    applied=applied,
                )
            ),
            path,
        )
