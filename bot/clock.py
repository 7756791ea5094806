"""The only file that reads the clock. Everybody else is handed `now` or a Clock."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta
from typing import Protocol

from workflows.calendar import OFFICE_ZONE


class Clock(Protocol):
    """`now` is aware, in the office's zone. `monotonic` is seconds for spans, never for dates."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class WallClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(OFFICE_ZONE)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class PretendClock:
    """Starts at `start` and runs `pace` times faster than the machine's clock."""

    def __init__(self, start: datetime, pace: float = 1.0) -> None:
        self._start = start.astimezone(OFFICE_ZONE)
        self._pace = pace
        self._zero = time.monotonic()

    def now(self) -> datetime:
        elapsed = (time.monotonic() - self._zero) * self._pace
        return self._start + timedelta(seconds=elapsed)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._pace)


class VirtualClock:
    """Stands still until somebody moves it: rehearsals, the demo and tests.

    `sleep` gives way to other tasks once and returns: virtual waiting costs nothing.
    """

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(OFFICE_ZONE)

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        del seconds
        await asyncio.sleep(0)

    def move_to(self, instant: datetime) -> None:
        """Move forward to `instant`; raises ValueError on a move backwards."""
        if instant < self._now:
            raise ValueError(f"the clock cannot go back from {self._now} to {instant}")
        self._now = instant.astimezone(OFFICE_ZONE)
