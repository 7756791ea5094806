"""A clock that tests move: sleepers wake in order, nothing really waits."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
T = TypeVar("T")
MOST_STEPS = 20_000


class SteppedClock:
    """Implements bot.clock.Clock. `run` moves time on from sleeper to sleeper."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        done = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.seconds + seconds, next(self._order), done))
        await done

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, with time jumping whenever everybody sleeps."""
        task = asyncio.ensure_future(work)
        for _ in range(MOST_STEPS):
            await settle()
            if task.done():
                return await task
            if not self._wake_next():
                task.cancel()
                raise AssertionError("nobody sleeps and nothing moves: a deadlock")
        task.cancel()
        raise AssertionError(f"not finished after {self.seconds:.0f} virtual seconds")

    def _wake_next(self) -> bool:
        while self._sleepers:
            at, _, done = heapq.heappop(self._sleepers)
            if not done.done():
                self.seconds = max(self.seconds, at)
                done.set_result(None)
                return True
        return False


async def settle() -> None:
    """Let every task run until it waits."""
    for _ in range(12):
        await asyncio.sleep(0)
