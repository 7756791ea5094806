"""Reception: every stored update is understood, decided on and answered, in order per chat.

An inbox row is done in the same transaction as the facts it caused. A row that cannot be
handled is tried again, then put aside, counted, and its sender told; it never stands in the way
of other chats, nor for ever in its own.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import structlog

from bot.answering import Answering, hushed
from bot.clock import Clock
from bot.desks import Desks, Seat, Turn
from bot.doorway import Doorway
from bot.evidence import EvidenceRoom, TooBig, Unreadable
from bot.gate import Gate
from bot.ports import Channel, ChatKind, Incoming, IncomingKind, SendFailure
from bot.store import InboxRow, InboxState, Stale, Store, Writer
from messages.compose import compose_stranger
from messages.dialogue import (
    Asked,
    Command,
    Decision,
    Event,
    Handed,
    Pressed,
    Said,
    Show,
    Sight,
    Speak,
    converse,
    is_secret,
)
from messages.speech import Action, Speech
from messages.words import say

log = structlog.get_logger(__name__)

Decoder = Callable[[bytes, InboxRow], Sequence[Incoming]]
_ChatKey = tuple[str, str]
_BATCH = 64
_LOOKS = 3
"""How often a case that others write to is looked at anew before the row waits."""
_FAULT_WAITS = (0.0, 1.0)
_CHANNEL_WAITS = (2.0, 5.0, 15.0, 60.0, *(300.0,) * 20)
"""Seconds before an update is tried again whose files the channel cannot hand over just now."""


class Reception:
    """Works through the inbox. `decoders` turn a channel's raw updates into Incoming values."""

    def __init__(
        self,
        store: Store,
        desks: Desks,
        answering: Answering,
        doorway: Doorway,
        evidence: EvidenceRoom,
        channels: Mapping[str, Channel],
        decoders: Mapping[str, Decoder],
        clock: Clock,
        gate: Gate,
    ) -> None:
        self._gate = gate
        self._store = store
        self._desks = desks
        self._answering = answering
        self._doorway = doorway
        self._evidence = evidence
        self._channels = channels
        self._decoders = decoders
        self._clock = clock
        self._taking = asyncio.Lock()
        self._busy: set[_ChatKey] = set()
        self._held: dict[_ChatKey, float] = {}

    async def work(self) -> int:
        """Handle what has arrived. Chats run side by side, each in its own order.

        May be called while another call is under way: a chat that is being handled, or that
        waits for a second try, is left alone. Returns how many updates were handled.
        """
        async with self._taking:
            free = await self._take()
            self._busy.update(free)
        return sum(await asyncio.gather(*(self._chat(key, free[key]) for key in free)))

    async def _take(self) -> dict[_ChatKey, list[InboxRow]]:
        """The oldest updates of chats that nobody handles and that wait for nothing.

        Who was busy before we looked is left alone even if he is done by now: what we saw of
        his chat may be handled already.
        """
        busy, now = frozenset(self._busy), self._clock.monotonic()
        free: dict[_ChatKey, list[InboxRow]] = defaultdict(list)
        after = 0
        while not free:
            rows = await self._store.next_incoming(_BATCH, after)
            for row in rows:
                key = (row.channel, row.chat)
                if key not in busy and self._held.get(key, now) <= now:
                    free[key].append(row)
            if len(rows) < _BATCH:
                break
            after = rows[-1].id
        return free

    async def _chat(self, key: _ChatKey, rows: Sequence[InboxRow]) -> int:
        """What one chat has sent, in order; what follows a row that must wait, waits behind it."""
        self._held.pop(key, None)
        handled = 0
        try:
            for row in rows:
                wait = await self._row(row)
                if wait is not None:
                    self._held[key] = self._clock.monotonic() + wait
                    break
                handled += 1
        finally:
            self._busy.discard(key)
        return handled

    async def _row(self, row: InboxRow) -> float | None:
        """Handle one row. Returns the seconds to wait before it is tried again, None when done.

        A channel in trouble is waited for, patiently; a fault of the program is tried three
        times, then the row is put aside and its sender is told.
        """
        try:
            for incoming in self._decoders[row.channel](row.raw, row):
                await self._handle(row, incoming)
            await self._done(row)
        except Exception as problem:
            patient = isinstance(problem, SendFailure)
            log.warning("inbox.failed", row=row.id, tries=row.tries, exc_info=not patient)
            waits = _CHANNEL_WAITS if patient else _FAULT_WAITS
            wait = waits[row.tries] if row.tries < len(waits) else None
            error = f"{type(problem).__name__}: {problem}"[:500]
            await self._store.write(lambda writer: self._not_now(writer, row, wait, error))
            return wait
        return None

    async def _done(self, row: InboxRow) -> None:
        await self._store.write(
            lambda writer: self._store.finish_incoming(writer, row.id, InboxState.DONE)
        )

    async def _not_now(self, writer: Writer, row: InboxRow, wait: float | None, error: str) -> None:
        state = InboxState.QUARANTINED if wait is None else InboxState.NEW
        await self._store.finish_incoming(writer, row.id, state, error)
        await self._store.bump(writer, {f"inbox_failed_{state.value}": 1})
        if wait is None:
            await self._doorway.say_not_handled(writer, row)

    async def _handle(self, row: InboxRow, incoming: Incoming) -> None:
        for _ in range(_LOOKS):
            try:
                return await self._handle_once(row, incoming)
            except Stale:
                continue  # somebody else wrote to the case: look again and decide anew
        raise Stale(f"inbox row {row.id} met a moving case {_LOOKS} times")

    async def _handle_once(self, row: InboxRow, incoming: Incoming) -> None:
        if await self._doorway.housekeeping(incoming):
            return
        if incoming.kind is IncomingKind.IGNORED or not incoming.account:
            return
        if incoming.kind is IncomingKind.COMMAND and await self._enrolled(row, incoming):
            return
        seat, action = await self._doorway.admit(incoming)
        if seat is None:
            await self._turn_away(row, incoming)
            return
        await self._converse(row, incoming, seat, action)

    async def _enrolled(self, row: InboxRow, incoming: Incoming) -> bool:
        """`/start CODE`: bind, then welcome with what is open."""
        command, _, code = incoming.text.partition(" ")
        if command != "/start" or not code.strip():
            return False
        now = self._clock.now()
        admission = await self._doorway.enrol(incoming, code, now)
        seat = admission.seat
        if seat is None:
            await self._say_plainly(row, incoming, admission.refusal)
            return True
        loaded = await self._desks.load(seat, incoming, now)
        turn = Turn(seat, incoming, loaded, now)
        shows: tuple[Show, ...] = (Show(Sight.START),)
        if loaded.desk.cases:
            shows += (Show(Sight.BRIEF if admission.succeeds else Sight.TASKS),)
        await self._carry_out(row, turn, Decision(draft=loaded.desk.draft, answers=shows))
        return True

    async def _turn_away(self, row: InboxRow, incoming: Incoming) -> None:
        """Strangers get one plain sentence in a private chat and nothing in a group."""
        await self._store.write(lambda writer: self._store.bump(writer, {"strangers": 1}))
        if incoming.kind is IncomingKind.TAP:
            await self._toast(incoming, self._doorway.refusal(incoming), alert=True)
        elif incoming.chat_kind is ChatKind.PRIVATE:
            await self._say_plainly(row, incoming, compose_stranger(incoming.lang or "zh").html)

    async def _say_plainly(self, row: InboxRow, incoming: Incoming, html: str) -> None:
        await self._store.write(
            lambda writer: self._doorway.say_plainly(writer, incoming, html, row.id)
        )

    async def _converse(
        self, row: InboxRow, incoming: Incoming, seat: Seat, action: Action | None
    ) -> None:
        now = self._clock.now()
        loaded = await self._desks.load(seat, incoming, now, action)
        turn = Turn(seat, incoming, loaded, now)
        if not self._gate.takes(incoming):
            speech = Speech(self._gate.sentence(seat.binding.lang))
            kept = Decision(draft=loaded.desk.draft, answers=(Speak(speech),), hush=True)
            await self._carry_out(row, turn, kept)
            return
        try:
            event = await self._event(turn, action)
        except TooBig:
            await self._carry_out(
                row, turn, Decision(draft=loaded.desk.draft, answers=(Show(Sight.UPLOADS),))
            )
            return
        except Unreadable:
            speech = Speech(say("file_unreadable", seat.binding.lang))
            await self._carry_out(
                row, turn, Decision(draft=loaded.desk.draft, answers=(Speak(speech),))
            )
            return
        if event is None:
            return
        await self._carry_out(row, turn, converse(event, loaded.desk))

    async def _event(self, turn: Turn, action: Action | None) -> Event | None:
        incoming = turn.incoming
        if action is not None:
            return Pressed(action, incoming.message)
        if incoming.kind is IncomingKind.COMMAND:
            return _command(incoming)
        about, rungs, receipt = await self._replied_to(incoming)
        if incoming.kind is IncomingKind.FILES:
            names = (file.name for file in incoming.files)
            kept = () if is_secret(incoming.text, *names) else incoming.files
            evidence = await self._evidence.take(turn, kept, incoming.files)
            return Handed(evidence, incoming.text, incoming.album, incoming.message, about)
        if incoming.kind in (IncomingKind.TEXT, IncomingKind.EDIT):
            edited = incoming.kind is IncomingKind.EDIT
            forwarded = incoming.forwarded
            return Said(incoming.text, incoming.message, about, receipt, edited, forwarded, rungs)
        return None

    async def _replied_to(self, incoming: Incoming) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """The assignments, what was said of each (rungs), and the receipt of the message that
        this one replies to.
        """
        if not incoming.reply_to:
            return (), (), ""
        old = await self._store.message_by_remote(
            incoming.channel, incoming.chat, incoming.reply_to
        )
        if old is None:
            return (), (), ""
        carried = await self._store.notices_in([old.id])
        about = tuple(row.notice.about for row in carried.get(old.id, ()))
        rungs = tuple(row.notice.rung for row in carried.get(old.id, ()))
        parts = old.key.split(":")
        return about, rungs, parts[1] if parts[0] == "receipt" else ""

    async def _carry_out(self, row: InboxRow, turn: Turn, decision: Decision) -> None:
        incoming = turn.incoming

        async def write(writer: Writer) -> None:
            await self._answering.carry_out(writer, turn, decision)
            if decision.hush:
                await self._store.hush_incoming(writer, row.id)
                await self._gate.report(writer, turn)
                await self._store.bump(writer, {"hushed": 1})
            await self._store.finish_incoming(writer, row.id, InboxState.DONE)

        if decision.hush:
            turn = Turn(turn.seat, hushed(incoming), turn.loaded, turn.now)
        await self._store.write(write)
        if incoming.tap:
            await self._toast(incoming, decision.toast, decision.alert)

    async def _toast(self, incoming: Incoming, text: str, alert: bool = False) -> None:
        channel = self._channels.get(incoming.channel)
        if channel is not None and incoming.tap:
            await channel.answer_tap(incoming.tap, text, alert)


def _command(incoming: Incoming) -> Event | None:
    word, _, rest = incoming.text.strip().lstrip("/").partition(" ")
    known = {command.value: command for command in Command}
    return Asked(known.get(word, Command.HELP), rest.strip())
