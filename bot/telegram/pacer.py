"""The pacer (限速): two lanes, one budget. Nothing is sent before Telegram allows it.

A refusal (429) does not say whom it stops. The chat it came from waits, and the next message to
another chat goes alone as a probe: if it passes, the others flow again; if it is refused too, the
whole bot waits. So a ban of the bot costs one request, and a ban of a chat stops that chat only.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.clock import Clock
from bot.ports import FailureKind, Lane, SendFailure
from bot.telegram.budget import FOREVER, Budget, Limits

_WHOLE_BOT = ""


class _Ticket:
    """One message that waits for its turn."""

    __slots__ = ("chat", "granted", "granted_after", "granted_at", "lane")

    def __init__(self, chat: str, lane: Lane, granted: asyncio.Future[None]) -> None:
        self.chat = chat
        self.lane = lane
        self.granted = granted
        self.granted_at = 0.0
        self.granted_after = 0  # refusals seen when it was granted


class _Queue:
    """The tickets of one lane: per chat first come first served, chats by their free instant."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._chats: dict[str, deque[_Ticket]] = {}
        self._order: list[tuple[float, int, str]] = []
        self._count = 0

    def add(self, ticket: _Ticket, free_at: float) -> None:
        line = self._chats.get(ticket.chat)
        if line is None:
            self._chats[ticket.chat] = deque((ticket,))
            self._push(ticket.chat, free_at)
        else:
            line.append(ticket)

    def next_ready(self, budget: Budget, now: float) -> _Ticket | None:
        """Take the first ticket whose chat is free now."""
        while self._order and self._order[0][0] <= now:
            chat = heapq.heappop(self._order)[2]
            line = self._chats[chat]
            while line and line[0].granted.done():  # given up while waiting
                line.popleft()
            if not line:
                del self._chats[chat]
                continue
            free_at = budget.chat_at(chat, self.lane, now)
            if free_at > now:
                self._push(chat, free_at)
                continue
            ticket = line.popleft()
            if line:
                self._push(chat, now)
            else:
                del self._chats[chat]
            return ticket
        return None

    def free_at(self) -> float:
        """When the first chat may become free (never later than it does)."""
        return self._order[0][0] if self._order else FOREVER

    def _push(self, chat: str, free_at: float) -> None:
        self._count += 1
        heapq.heappush(self._order, (free_at, self._count, chat))


class Pacer:
    """Hands out turns to send. `clock` must run at the server's pace: the machine's clock in
    service, a virtual one in tests."""

    def __init__(self, clock: Clock, limits: Limits | None = None) -> None:
        self._clock = clock
        self._budget = Budget(limits or Limits())
        self._queues = (_Queue(Lane.REPLY), _Queue(Lane.WAVE))
        self._pump: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._refusals = 0
        self._suspect_until = float("-inf")  # a refusal whose scope is not known yet
        self._probe: _Ticket | None = None

    @asynccontextmanager
    async def slot(self, chat: str, lane: Lane = Lane.WAVE) -> AsyncIterator[None]:
        """Wait for a turn, then send inside the block.

        A SendFailure with `retry_after` that leaves the block is taken note of.
        """
        ticket = await self._wait(chat, lane)
        try:
            yield
        except SendFailure as failure:
            answered = failure.kind in (FailureKind.REFUSED, FailureKind.UNREACHABLE)
            self._finish(ticket, failure.retry_after, passed=answered)
            raise
        except BaseException:
            self._finish(ticket, None, passed=False)
            raise
        self._finish(ticket, None, passed=True)

    def wait_hint(self, chat: str, lane: Lane = Lane.WAVE) -> float:
        """Seconds for which a message to this chat could not go, whoever else waits; 0 = now."""
        now = self._clock.monotonic()
        free_at = max(self._budget.chat_at(chat, lane, now), self._budget.blocked_until)
        return max(0.0, free_at - now)

    def refused(self, chat: str, retry_after: float) -> None:
        """Take note of a 429 that did not pass through `slot`: an upload, a menu."""
        self._learn(chat, retry_after, is_probe=False)
        self._wake()

    def pauses(self) -> dict[str, float]:
        """Who is blocked for how many seconds more, to be kept over a restart; "" is the bot."""
        now = self._clock.monotonic()
        pauses = self._budget.blocked_chats(now)
        if self._budget.blocked_until > now:
            pauses[_WHOLE_BOT] = self._budget.blocked_until - now
        return pauses

    def resume(self, pauses: Mapping[str, float]) -> None:
        """Put back what `pauses` returned, less the time that has passed since."""
        now = self._clock.monotonic()
        for chat, seconds in pauses.items():
            if seconds <= 0:
                continue
            if chat == _WHOLE_BOT:
                self._budget.block_all(now + seconds)
            else:
                self._budget.block_chat(chat, now + seconds, now)

    async def close(self) -> None:
        """Stop handing out turns; those who still wait are cancelled by their owners."""
        if self._pump is not None:
            self._pump.cancel()
            await asyncio.gather(self._pump, return_exceptions=True)
            self._pump = None

    async def _wait(self, chat: str, lane: Lane) -> _Ticket:
        now = self._clock.monotonic()
        ticket = _Ticket(chat, lane, asyncio.get_running_loop().create_future())
        if lane is Lane.REPLY:
            self._budget.asks_to_answer(chat, now)
        queue = self._queues[0 if lane is Lane.REPLY else 1]
        queue.add(ticket, max(now, self._budget.chat_at(chat, lane, now)))
        self._grant(now)
        if not ticket.granted.done():
            self._wake()
        try:
            await ticket.granted
        except asyncio.CancelledError:
            if ticket.granted.done() and not ticket.granted.cancelled():
                self._finish(ticket, None, passed=False)
            ticket.granted.cancel()
            raise
        return ticket

    def _grant(self, now: float) -> None:
        """Give every turn that can be given now, answers first."""
        while self._budget.overall_at() <= now and self._probe is None:
            ticket = self._queues[0].next_ready(self._budget, now)
            ticket = ticket or self._queues[1].next_ready(self._budget, now)
            if ticket is None:
                return
            self._budget.spend(ticket.chat, ticket.lane, now)
            ticket.granted_at, ticket.granted_after = now, self._refusals
            ticket.granted.set_result(None)
            if now < self._suspect_until:
                self._probe = ticket

    def _finish(self, ticket: _Ticket, retry_after: float | None, passed: bool) -> None:
        now = self._clock.monotonic()
        self._budget.landed(ticket.chat, ticket.granted_at, now)
        is_probe = self._probe is ticket
        if is_probe:
            self._probe = None
        if retry_after is not None:
            self._learn(ticket.chat, retry_after, is_probe)
        elif passed and ticket.granted_after == self._refusals:
            self._suspect_until = float("-inf")  # sent after the refusal, and it went through
        self._wake()

    def _learn(self, chat: str, retry_after: float, is_probe: bool) -> None:
        now = self._clock.monotonic()
        self._refusals += 1
        until = now + retry_after
        self._budget.block_chat(chat, until, now)
        if is_probe:
            self._budget.block_all(until)
            self._suspect_until = until + 1.0  # and begin again with a probe
        else:
            self._suspect_until = max(self._suspect_until, until)

    def _wake(self) -> None:
        if all(queue.free_at() == FOREVER for queue in self._queues):
            return
        self._changed.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        """Grant, then sleep until the next turn or a change; ends when nobody waits."""
        while True:
            self._changed.clear()
            now = self._clock.monotonic()
            self._grant(now)
            next_at = min(queue.free_at() for queue in self._queues)
            if next_at == FOREVER:
                return
            if self._probe is not None:
                await self._changed.wait()
            else:
                await self._nap(max(next_at, self._budget.overall_at()) - now)

    async def _nap(self, seconds: float) -> None:
        sleep = asyncio.ensure_future(self._clock.sleep(max(0.0, seconds)))
        change = asyncio.ensure_future(self._changed.wait())
        try:
            await asyncio.wait((sleep, change), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            change.cancel()
