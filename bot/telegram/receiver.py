"""Polling: every update is stored before the server may forget it.

The library's own updater confirms a batch before anybody has handled it and stops for ever at a
malformed update; so the loop here deals in raw bytes and leaves understanding to the reader.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import orjson

from bot.clock import Clock
from bot.ports import FailureKind, SendFailure
from bot.telegram import failures
from bot.telegram.api import BotApi
from bot.telegram.raw import digest, update_id
from bot.telegram.request import ApiRefused
from bot.telegram.translate import ALLOWED_UPDATES, chat_of, ext_id

Item = tuple[str, str, bytes]  # ext_id, chat ("" where none is named), the update as it came
Sink = Callable[[list[Item], str], Awaitable[None]]

POLL_SECONDS = 25
BATCH = 100
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 1.0, 30.0
ANSWER_GRACE_SECONDS = 10.0
# After a week without updates the server numbers them from anywhere: forget the offset before.
FORGET_OFFSET_AFTER = timedelta(days=6)

log = logging.getLogger(__name__)


class Poller:
    """Long polling for one bot.

    `sink(items, cursor)` must return only when the items are on disk; the next request confirms
    them. What it raises is retried with the same updates. The first request carries no offset:
    it repeats what was not confirmed, and rows are unique. `on_conflict` hears why another
    poller or a webhook stands in the way. `clock` only dates; waiting is by the machine's clock.
    """

    def __init__(
        self,
        api: BotApi,
        sink: Sink,
        clock: Clock,
        on_conflict: Callable[[str], None] = lambda _: None,
        poll_seconds: int = POLL_SECONDS,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._api = api
        self._sink = sink
        self._clock = clock
        self._on_conflict = on_conflict
        self._poll_seconds = poll_seconds
        self._sleep = rest  # the server's pace, whatever the pretended one
        self._offset: int | None = None
        self._heard_at: datetime | None = None
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.asked_at: datetime | None = None  # the last answer of the server, for readiness

    def start(self) -> asyncio.Task[None]:
        """Run in a task of its own."""
        self._stopping.clear()
        self._task = asyncio.get_running_loop().create_task(self.run())
        return self._task

    async def stop(self) -> None:
        """Give up the request under way, let a batch that is being stored finish."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def run(self) -> None:
        """Poll until `stop`. A webhook left behind is deleted first, its updates kept."""
        wait = FIRST_WAIT_SECONDS
        is_clear = False
        while not self._stopping.is_set():
            try:
                if not is_clear:
                    await self._unless_stopped(self._api.call("deleteWebhook"))
                    is_clear = True
                await self._turn()
                wait = FIRST_WAIT_SECONDS
            except _Stopped:
                return
            except Exception as error:
                is_clear = is_clear and not _is_webhook(error)
                pause = max(wait, self._judge(error))
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)
                await self._rest(pause)

    async def _turn(self) -> None:
        """One request, one batch stored."""
        data: dict[str, Any] = {
            "timeout": self._poll_seconds,
            "limit": BATCH,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        self._forget_old_offset()
        if self._offset is not None:
            data["offset"] = self._offset
        patience = self._poll_seconds + ANSWER_GRACE_SECONDS
        call = self._api.call("getUpdates", data, read_timeout=patience)
        batch = await self._unless_stopped(call)
        self.asked_at = self._clock.now()
        if not isinstance(batch, list) or not batch:
            return
        offset = next_offset(batch, self._offset)
        await self._sink([item(update) for update in batch], "" if offset is None else str(offset))
        self._offset = offset
        self._heard_at = self.asked_at

    def _forget_old_offset(self) -> None:
        quiet_since = self._heard_at
        if quiet_since is not None and self._clock.now() - quiet_since > FORGET_OFFSET_AFTER:
            self._offset = None

    def _judge(self, error: Exception) -> float:
        """Report a failed turn; the seconds that the server asks us to wait."""
        if isinstance(error, ApiRefused) and error.code == 409:
            log.warning("another poller or a webhook stands in the way: %s", error.description)
            self._on_conflict(error.description)
            return 0.0
        failure = failures.classify(error)
        level = logging.ERROR if failure.kind is FailureKind.PAUSED else logging.WARNING
        log.log(level, "receiving failed, trying again: %s", failure.reason)
        return failure.retry_after or 0.0

    async def _unless_stopped(self, call: Any) -> Any:
        """The result of a request, or _Stopped as soon as `stop` is called."""
        request = asyncio.ensure_future(call)
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((request, stop), return_when=asyncio.FIRST_COMPLETED)
            if request.done():
                return request.result()
            raise _Stopped
        finally:
            stop.cancel()
            if not request.done():
                request.cancel()
                await asyncio.gather(request, return_exceptions=True)

    async def _rest(self, seconds: float) -> None:
        sleep = asyncio.ensure_future(self._sleep(seconds))
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((sleep, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            stop.cancel()


class _Stopped(Exception):
    """`stop` was called while a request was under way."""


def item(update: Any) -> Item:
    """What is stored of one update, malformed ones included."""
    raw = orjson.dumps(update)
    if not isinstance(update, dict) or update_id(update) is None:
        return digest(raw), "", raw
    return ext_id(update), chat_of(update), raw


def next_offset(batch: list[Any], offset: int | None) -> int | None:
    """The offset that confirms `batch`; the old one where no update has a sound number."""
    numbers = [update_id(update) for update in batch if isinstance(update, dict)]
    known = [number for number in numbers if number is not None]
    return max(known) + 1 if known else offset


def _is_webhook(error: Exception) -> bool:
    """Whether somebody has set a webhook while we poll."""
    refused = isinstance(error, ApiRefused) and error.code == 409
    return refused and "webhook" in str(error).lower()


async def register_webhook(api: BotApi, url: str, secret: str) -> None:
    """Tell the server where to deliver. Raises SendFailure."""
    data = {"url": url, "secret_token": secret, "allowed_updates": list(ALLOWED_UPDATES)}
    failure: SendFailure | None = None
    try:
        await api.call("setWebhook", data)
    except Exception as error:
        failure = failures.classify(error)
    if failure is not None:
        raise failure
