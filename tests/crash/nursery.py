"""Starts processes quickly: they are forked from one that has imported everything already."""

from __future__ import annotations

import asyncio
import multiprocessing
from multiprocessing.context import ForkServerProcess

from tests.crash.sender import Life, live

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crash.sender"])


class Victim:
    """A living process. Use as ``async with Victim(life) as victim``; it never outlives that."""

    def __init__(self, life: Life) -> None:
        self._process: ForkServerProcess = _CONTEXT.Process(target=live, args=(life,), daemon=True)

    async def __aenter__(self) -> Victim:
        await asyncio.to_thread(self._process.start)
        return self

    async def __aexit__(self, *failure: object) -> None:
        del failure
        await self.kill()

    @property
    def is_dead(self) -> bool:
        return not self._process.is_alive()

    async def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self._process.kill()
        await self.gone()

    async def gone(self) -> int | None:
        """Wait until it has died; its exit code, negative for a signal."""
        await asyncio.to_thread(self._process.join, 40)
        return self._process.exitcode
