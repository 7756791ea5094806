"""Delivery: claim messages, pace, send, record each outcome, in groups.

Two lanes share one budget: answers to people (lane 0) never wait behind a wave (lane 1). A
started attempt is on disk before its request leaves, so a crash leaves at most `window` messages
of unknown fate; those are sent once more, marked and silent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.bundler import Bundler, record_undelivered
from bot.clock import Clock
from bot.engine import Engine
from bot.ports import Channel, FailureKind, Lane, Outgoing, SendFailure
from bot.store import REPLY, WAVE, MessageRow, MessageState, SendOutcome, SendResult, Store, Writer
from messages.words import resent_mark
from workflows.ledger import Fact, FactKind
from workflows.notice import Notice, NoticeKind
from workflows.plan import MACHINE
from workflows.roster import Role

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than the wait for a turn and two whole attempts: a slow send is never re-claimed."""
WORKERS = 2
AMBIGUOUS_WAIT = timedelta(seconds=60)
_BACKOFF = (2, 5, 15, 60, 300)
_SETTLED = frozenset(
    {
        MessageState.SENT,
        MessageState.REFUSED,
        MessageState.UNDELIVERABLE,
        MessageState.AMBIGUOUS,
    }
)
_PATIENCE = 5.0
"""Longer waits for a chat's limit give the place to others (seconds)."""


class Delivery:
    """Sends what is ready. `window` bounds the messages in flight per lane.

    A lane may be pumped by WORKERS at once, each with its share of the window: while one records
    what became of its messages, the other sends.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        bundler: Bundler,
        channels: Mapping[str, Channel],
        clock: Clock,
        window: int = 4,
        lang: str = "zh",
    ) -> None:
        self._store = store
        self._engine = engine
        self._bundler = bundler
        self._channels = channels
        self._clock = clock
        self._window = max(window // WORKERS, 1)
        self._lang = lang
        self._moved: dict[int, str] = {}
        self._edits_lost: set[int] = set()

    async def recover(self) -> int:
        """After a start: what a dead process was sending is of unknown fate. Returns how many."""
        now = self._clock.now()
        return await self._store.write(
            lambda writer: self._store.reclaim_expired(writer, now, self._store.node)
        )

    async def pump(self, lane: int) -> int:
        """Send one window of a lane. Returns how much work was found: posts and messages."""
        now = self._clock.now()
        bundled = await self._bundler.fill(self._window) if lane == WAVE else 0
        if not await self._store.may_send(lane, now):
            return bundled
        claimed = await self._store.write(
            lambda writer: self._store.claim_messages(writer, now, now + LEASE, self._window, lane)
        )
        if not claimed:
            return bundled
        results = await asyncio.gather(*(self._send(message) for message in claimed))
        await self._store.write(lambda writer: self._finish(writer, claimed, results))
        return bundled + len(claimed)

    async def _send(self, message: MessageRow) -> SendResult:
        channel = self._channels.get(message.channel)
        lane = Lane.REPLY if message.lane == REPLY else Lane.WAVE
        now = self._clock.now()
        result = SendResult(message.id, message.fence, SendOutcome.SENT, now)
        if channel is None:
            reason = "this service does not speak on that channel"
            return replace(result, outcome=SendOutcome.UNDELIVERABLE, reason=reason)
        wait = channel.wait_hint(message.chat, lane)
        if wait > _PATIENCE:
            later = now + timedelta(seconds=wait)
            return replace(result, outcome=SendOutcome.RETRY, not_before=later)
        try:
            sent = await channel.send(_outgoing(message, self._lang), lane)
        except SendFailure as failure:
            return self._failed(message, failure)
        return replace(result, remote_id=sent.message, at=self._clock.now())

    def _failed(self, message: MessageRow, failure: SendFailure) -> SendResult:
        """What a failure means for the message; decided by its cause."""
        now = self._clock.now()
        log.info("send.failed", message=message.id, kind=failure.kind, reason=failure.reason)
        result = SendResult(
            message.id, message.fence, SendOutcome.RETRY, now, reason=failure.reason, not_before=now
        )
        if failure.moved_to is not None:
            self._moved[message.id] = failure.moved_to
            return result
        match failure.kind:
            case FailureKind.NOT_SENT | FailureKind.PAUSED:
                wait = failure.retry_after or _BACKOFF[min(message.attempts, len(_BACKOFF)) - 1]
                return replace(result, not_before=now + timedelta(seconds=wait))
            case FailureKind.AMBIGUOUS:
                later = now + AMBIGUOUS_WAIT
                return replace(result, outcome=SendOutcome.AMBIGUOUS, not_before=later)
            case FailureKind.REFUSED if message.edits:
                self._edits_lost.add(message.id)
                return result
            case FailureKind.REFUSED:
                return replace(result, outcome=SendOutcome.REFUSED, not_before=None)
            case _:
                return replace(result, outcome=SendOutcome.UNDELIVERABLE, not_before=None)

    async def _finish(
        self, writer: Writer, claimed: Sequence[MessageRow], results: Sequence[SendResult]
    ) -> None:
        states = await self._store.finish_messages(writer, results)
        by_id = {message.id: message for message in claimed}
        for message in claimed:
            if message.id in self._moved:
                new = self._moved.pop(message.id)
                await self._store.move_chat(writer, message.channel, message.chat, new)
            if message.id in self._edits_lost:
                self._edits_lost.discard(message.id)
                await self._store.send_anew(writer, message.id)
        settled = [result for result in results if states.get(result.id) in _SETTLED]
        carried = await self._store.notices_in([result.id for result in settled])
        delivered: list[tuple[Notice, SendResult]] = []
        for result in settled:
            notices = [row.notice for row in carried.get(result.id, [])]
            if result.outcome is SendOutcome.SENT:
                delivered += [(notice, result) for notice in notices]
            else:
                await self._record_failed(writer, by_id[result.id], notices, result)
        await self._record_delivered(writer, delivered)

    async def _record_failed(
        self, writer: Writer, message: MessageRow, notices: Sequence[Notice], result: SendResult
    ) -> None:
        if result.outcome is SendOutcome.UNDELIVERABLE and message.account:
            await self._store.set_chat_reachable(
                writer, message.channel, message.chat, False, result.reason
            )
        shell = (self._store, self._engine)
        await record_undelivered(shell, writer, notices, result.reason, result.at)

    async def _record_delivered(
        self, writer: Writer, delivered: Sequence[tuple[Notice, SendResult]]
    ) -> None:
        """Proof of delivery goes on record where the ledger judges by it; a group at a time."""
        facts: dict[str, list[Fact]] = {}
        for notice, result in delivered:
            fact = _delivery_fact(notice, result.at)
            if fact is not None:
                facts.setdefault(notice.about, []).append(fact)
        if not facts:
            return
        rows = await self._store.cases(list(facts))
        news = [(row, facts[row.assignment.id]) for row in rows]
        now = max(result.at for _, result in delivered)
        await self._engine.record_many(writer, news, now)


def _delivery_fact(notice: Notice, now: datetime) -> Fact | None:
    if notice.kind is NoticeKind.ESCALATION:
        data = {"rung": notice.rung, "to": notice.to, "slip": notice.slip}
        return Fact(FactKind.ESCALATED, now, MACHINE, data)
    if notice.to.endswith(f"/{Role.LIAISON.value}"):
        data = {"notice": notice.key, "post": notice.to}
        return Fact(FactKind.DELIVERED, now, MACHINE, data)
    return None


def _outgoing(message: MessageRow, lang: str) -> Outgoing:
    """The message as the channel gets it; a repeat after an unknown outcome says so, silently."""
    html = message.html
    if message.copies:
        html = f"{html}\n\n{resent_mark(lang)}"
    return Outgoing(
        chat=message.chat,
        html=html,
        buttons=message.buttons,
        thread=message.thread,
        reply_to=message.reply_to,
        edits=message.edits,
        silent=message.silent or message.copies > 0,
    )
