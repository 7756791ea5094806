"""Delivery by webhook: one update at a time per lane, in order, repeated until 2xx or expiry."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson

from tests.botapi.errors import bad_request
from tests.botapi.faults import Faults
from tests.botapi.parameters import Parameters
from tests.botapi.updates import Pending, UpdateQueue

LONGEST_DELAY_SECONDS = 60.0
ANSWER_TIMEOUT_SECONDS = 60.0


@dataclass(slots=True)
class WebhookSettings:
    url: str = ""
    secret_token: str = ""
    max_connections: int = 40


@dataclass(slots=True)
class Delivery:
    """One POST to the bot, for tests to count."""

    update_id: int
    status: int | None
    attempt: int


@dataclass
class WebhookSender:
    """Posts what the queue holds. ``delay_scale`` shortens the waits between repeats in tests."""

    queue: UpdateQueue
    faults: Faults
    now: Callable[[], float]
    delay_scale: float = 1.0
    settings: WebhookSettings = field(default_factory=WebhookSettings)
    deliveries: list[Delivery] = field(default_factory=list)
    last_error: tuple[int, str] | None = None
    call: Callable[[str, Parameters], Awaitable[Any]] | None = None
    on_change: Callable[[], None] = lambda: None
    _lanes: dict[tuple[str, int], asyncio.Task[None]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None
    _slots: asyncio.Semaphore | None = None

    def set(self, parameters: Parameters) -> str:
        """Apply setWebhook; returns the server's description, raises ApiError 400."""
        url = parameters.text("url")
        secret = parameters.text("secret_token")
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise bad_request("invalid webhook URL specified")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        chosen = WebhookSettings(url, secret, parameters.clamped("max_connections", 40, 1, 100))
        if chosen == self.settings and not parameters.flag("drop_pending_updates"):
            return "Webhook is already set"
        self.stop()
        self.settings = chosen
        self._slots = asyncio.Semaphore(chosen.max_connections)
        self.start_lanes()
        return "Webhook was set"

    def delete(self) -> str:
        was_set = bool(self.settings.url)
        self.stop()
        self.settings = WebhookSettings()
        self.last_error = None
        return "Webhook was deleted" if was_set else "Webhook is already deleted"

    def repeat(self, count: int) -> None:
        """Post the last ``count`` accepted updates once more, with the ids they had."""
        self.queue.requeue(count)

    def stop(self) -> None:
        for task in self._lanes.values():
            task.cancel()
        self._lanes.clear()

    async def close(self) -> None:
        tasks = list(self._lanes.values())
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def start_lanes(self) -> None:
        """Start a worker for every lane that has something to deliver and none yet."""
        if not self.settings.url:
            return
        for lane in self.queue.lanes():
            if lane not in self._lanes:
                self._lanes[lane] = asyncio.create_task(self._work(lane))

    async def _work(self, lane: tuple[str, int]) -> None:
        try:
            while (one := self.queue.head(lane)) is not None:
                await self._deliver(one)
        finally:
            if self._lanes.get(lane) is asyncio.current_task():
                del self._lanes[lane]

    async def _deliver(self, one: Pending) -> None:
        delay, attempt = 1.0, 0
        while self.queue.head(one.lane) is one:
            attempt += 1
            status, retry_after = await self._post(one, attempt)
            if status is not None and 200 <= status <= 299:
                if self.faults.pick("webhook", None):
                    await self._post(one, attempt + 1)
                self.queue.forget(one)
                self.on_change()
                return
            wait = min(float(retry_after), 3600.0)
            if not wait and attempt > 1:
                delay = min(delay * 2, LONGEST_DELAY_SECONDS)
                wait = delay
            if self.now() + wait > one.expires_at:
                self.queue.forget(one)
                return
            await asyncio.sleep(wait * self.delay_scale)

    async def _post(self, one: Pending, attempt: int) -> tuple[int | None, int]:
        assert self._slots is not None
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_TIMEOUT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout)
        headers = {"Content-Type": "application/json"}
        if self.settings.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.settings.secret_token
        async with self._slots:
            try:
                async with self._session.post(
                    self.settings.url, data=orjson.dumps(one.update), headers=headers
                ) as answer:
                    body = await answer.read()
            except (aiohttp.ClientError, TimeoutError) as error:
                return self._failed(one, attempt, None, str(error) or "Webhook connection closed")
        retry_after = answer.headers.get("Retry-After", "0")
        if not 200 <= answer.status <= 299:
            words = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            self._failed(one, attempt, answer.status, words)
            return answer.status, int(retry_after) if retry_after.isdigit() else 0
        self.deliveries.append(Delivery(one.update_id, answer.status, attempt))
        await self._reply(body)
        return answer.status, 0

    def _failed(
        self, one: Pending, attempt: int, status: int | None, words: str
    ) -> tuple[int | None, int]:
        self.last_error = (int(self.now()), words)
        self.deliveries.append(Delivery(one.update_id, status, attempt))
        self.on_change()
        return None, 0

    async def _reply(self, body: bytes) -> None:
        """A method named in the answer's body is executed, as the real server does."""
        if not body.startswith(b"{") or self.call is None:
            return
        try:
            document = orjson.loads(body)
        except orjson.JSONDecodeError:
            return
        method = str(document.pop("method", "")).lower()
        if method and method not in ("setwebhook", "deletewebhook", "close", "logout"):
            await self.call(method, Parameters(document))
