"""Messages: claimed under a lease, finished in groups, every attempt on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.store.codec import buttons_text, message_of
from bot.store.connected import Connected, marks
from bot.store.fields import from_micros_or_none, to_micros, to_micros_or_none
from bot.store.rows import (
    MessageDraft,
    MessageRow,
    MessageState,
    SendOutcome,
    SendResult,
)
from bot.store.writer import Writer

COPIES = 3
"""How often one message may leave at most, the first time included."""
_MANY = 10_000  # parameters in one statement

_INSERT = (
    "INSERT INTO message (key, lane, channel, chat, thread, post, account, html, buttons, reply_to,"
    " edits, silent, state, not_before, fence, node, attempts, copies, remote_id, failure,"
    " created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,'ready',?,0,'',0,0,'','',?)"
    " ON CONFLICT (key) DO NOTHING"
)
# A message may leave when nothing of its chat is under way and nothing that belongs before it
# waits: replies before waves, then in the order written. One that is being tried again keeps its
# place and holds up its own chat alone.
_CLAIM = """
UPDATE message SET state='sending', fence=fence+1, attempts=attempts+1, lease_until=?, node=?
WHERE id IN (
  SELECT m.id FROM message m WHERE m.state='ready' AND m.not_before<=? {narrow}
  AND NOT EXISTS (SELECT 1 FROM message s
    WHERE s.channel=m.channel AND s.chat=m.chat AND s.state='sending')
  AND NOT EXISTS (SELECT 1 FROM message b
    WHERE b.channel=m.channel AND b.chat=m.chat AND b.state='ready'
    AND (b.lane<m.lane OR (b.lane=m.lane AND b.id<m.id))
    AND (b.not_before<=? OR b.attempts>0))
  ORDER BY m.lane, m.not_before, m.id LIMIT ?)
RETURNING *
"""
_FINISH = (
    "UPDATE message SET state=?, remote_id=?, failure=?, sent_at=?,"
    " not_before=coalesce(?, not_before), lease_until=NULL"
    " WHERE id=? AND fence=? AND (state='sending' OR (? AND state IN ('ready','ambiguous')))"
)
_COPY = "copies + CASE WHEN edits='' THEN 1 ELSE 0 END"  # an edit repeated is the same edit
_FINISH_AMBIGUOUS = (
    f"UPDATE message SET state=CASE WHEN ? AND {_COPY} < ? THEN 'ready' ELSE 'ambiguous' END,"
    f" copies={_COPY}, failure=?, not_before=coalesce(?, not_before), lease_until=NULL"
    " WHERE id=? AND fence=? AND state='sending'"
)
_END_ATTEMPT = "UPDATE attempt SET ended_at=?, outcome=?, detail=? WHERE message_id=? AND n=?"
_SETTLE = (
    "UPDATE notice SET state=?, settled_at=?, reason=? WHERE message_id=? AND state='bundled'"
    " AND EXISTS (SELECT 1 FROM message m WHERE m.id=notice.message_id AND m.state=? AND m.fence=?)"
)
_RECLAIM = f"""
UPDATE message SET state=CASE WHEN {_COPY} < ? THEN 'ready' ELSE 'ambiguous' END,
  copies={_COPY}, not_before=?, lease_until=NULL, failure='no answer was recorded'
WHERE state='sending' AND (lease_until<? OR node=?) RETURNING id, fence, state
"""
# message state → (notice state, reason where the result gives none)
_NOTICE_AFTER = {
    MessageState.SENT: ("sent", ""),
    MessageState.REFUSED: ("undeliverable", "the channel refused the message"),
    MessageState.UNDELIVERABLE: ("undeliverable", "the person cannot be written to"),
    MessageState.AMBIGUOUS: ("undeliverable", "delivery was never confirmed"),
    MessageState.MOOT: ("moot", ""),
}
_STATE_AFTER = {
    SendOutcome.SENT: MessageState.SENT,
    SendOutcome.RETRY: MessageState.READY,
    SendOutcome.REFUSED: MessageState.REFUSED,
    SendOutcome.UNDELIVERABLE: MessageState.UNDELIVERABLE,
    SendOutcome.MOOT: MessageState.MOOT,
}


class Messages(Connected):
    """The outbox."""

    node: str = ""

    async def add_message(self, w: Writer, draft: MessageDraft) -> int:
        """Put a message into the outbox; its id, or the id of the one that has this key already."""
        return (await self.add_messages(w, [draft]))[draft.key]

    async def add_messages(self, w: Writer, drafts: Sequence[MessageDraft]) -> dict[str, int]:
        """As `add_message`, for many at once; their ids by key."""
        await w.change_many(_INSERT, [_draft_values(draft) for draft in drafts])
        keys = [draft.key for draft in drafts]
        found: dict[str, int] = {}
        for start in range(0, len(keys), _MANY):
            part = keys[start : start + _MANY]
            rows = await w.fetch(
                f"SELECT key, id FROM message WHERE key IN ({marks(len(part))})", part
            )
            found |= {row["key"]: row["id"] for row in rows}
        return found

    async def claim_messages(
        self,
        w: Writer,
        now: datetime,
        lease_until: datetime,
        limit: int,
        lane: int | None = None,
        channel: str | None = None,
    ) -> list[MessageRow]:
        """Take messages that may leave now, at most one per chat; nobody else gets them.

        An attempt is on record before the caller can send. A result must come before
        `lease_until`, or the message counts as possibly sent.
        """
        narrow, values = _narrow(lane, channel)
        instant = to_micros(now)
        rows = await w.fetch(
            _CLAIM.format(narrow=narrow),
            (to_micros(lease_until), self.node, instant, *values, instant, limit),
        )
        await w.change_many(
            "INSERT INTO attempt (message_id, n, started_at, outcome, detail) VALUES (?,?,?,'','')",
            [(row["id"], row["fence"], instant) for row in rows],
        )
        claimed = [message_of(row) for row in rows]
        return sorted(claimed, key=lambda message: (message.lane, message.not_before, message.id))

    async def finish_messages(
        self, w: Writer, results: Sequence[SendResult]
    ) -> dict[int, MessageState]:
        """Record what became of claimed messages and settle the notices they carry.

        A result under an old fence changes nothing but its own attempt. Returns the state after,
        by message id, of those messages whose fence still fits.
        """
        await w.change_many(_FINISH, [_finish_values(r) for r in results if not _ambiguous(r)])
        await w.change_many(
            _FINISH_AMBIGUOUS, [_ambiguous_values(r) for r in results if _ambiguous(r)]
        )
        await w.change_many(
            _END_ATTEMPT,
            [(to_micros(r.at), r.outcome.value, r.reason, r.id, r.fence) for r in results],
        )
        states = await self._states_under_fence(w, results)
        await self._settle(w, [(r, states[r.id]) for r in results if r.id in states])
        return states

    async def reclaim_expired(self, w: Writer, now: datetime, node: str | None = None) -> int:
        """Take back messages whose lease ran out, and all that `node` had when it died.

        They may have arrived: each goes out once more as a marked copy while copies are allowed.
        """
        instant = to_micros(now)
        rows = await w.fetch(_RECLAIM, (COPIES, instant, instant, node))
        lost = [SendResult(r["id"], r["fence"], SendOutcome.AMBIGUOUS, now) for r in rows]
        detail = "no answer was recorded"
        await w.change_many(
            _END_ATTEMPT, [(instant, "ambiguous", detail, r.id, r.fence) for r in lost]
        )
        states = {r["id"]: MessageState(r["state"]) for r in rows}
        await self._settle(w, [(r, states[r.id]) for r in lost])
        return len(rows)

    async def withdraw_messages(
        self, w: Writer, ids: Sequence[int], at: datetime, reason: str
    ) -> int:
        """Messages that need not leave any more, with the notices they carry. Only waiting ones."""
        changed = await w.change_many(
            "UPDATE message SET state='moot', failure=? WHERE id=? AND state='ready'",
            [(reason, each) for each in ids],
        )
        await w.change_many(
            "UPDATE notice SET state='moot', settled_at=?, reason=? WHERE message_id=?"
            " AND state='bundled' AND EXISTS (SELECT 1 FROM message m"
            " WHERE m.id=notice.message_id AND m.state='moot')",
            [(to_micros(at), reason, each) for each in ids],
        )
        return changed

    async def _states_under_fence(
        self, w: Writer, results: Sequence[SendResult]
    ) -> dict[int, MessageState]:
        fences = {result.id: result.fence for result in results}
        if not fences:
            return {}
        rows = await w.fetch(
            f"SELECT id, fence, state FROM message WHERE id IN ({marks(len(fences))})",
            tuple(fences),
        )
        return {
            row["id"]: MessageState(row["state"])
            for row in rows
            if row["fence"] == fences[row["id"]]
        }

    async def _settle(self, w: Writer, settled: Sequence[tuple[SendResult, MessageState]]) -> None:
        batches: list[tuple[Any, ...]] = []
        for result, state in settled:
            if state in _NOTICE_AFTER:
                notice_state, why = _NOTICE_AFTER[state]
                reason = (result.reason or why) if notice_state != "sent" else ""
                at = to_micros(result.at)
                batches.append((notice_state, at, reason, result.id, state.value, result.fence))
        await w.change_many(_SETTLE, batches)

    # reading

    async def next_message_at(self) -> datetime | None:
        """When the next waiting message may leave, or a lease runs out, whichever is first."""
        row = await self._fetch_one(
            "SELECT min(at) AS at FROM (SELECT min(not_before) AS at FROM message"
            " WHERE state='ready' UNION ALL SELECT min(lease_until) FROM message"
            " WHERE state='sending') AS next"
        )
        return from_micros_or_none(row["at"]) if row else None

    async def count_messages(self) -> dict[MessageState, int]:
        """How many messages are in each state."""
        rows = await self._fetch("SELECT state, count(*) AS n FROM message GROUP BY state")
        return {MessageState(row["state"]): row["n"] for row in rows}


def _narrow(lane: int | None, channel: str | None) -> tuple[str, tuple[object, ...]]:
    asked = [("m.lane", lane), ("m.channel", channel)]
    chosen = [(column, value) for column, value in asked if value is not None]
    return "".join(f" AND {column}=?" for column, _ in chosen), tuple(v for _, v in chosen)


def _draft_values(draft: MessageDraft) -> tuple[object, ...]:
    return (
        draft.key,
        draft.lane,
        draft.channel,
        draft.chat,
        draft.thread,
        draft.post,
        draft.account,
        draft.html,
        buttons_text(draft.buttons),
        draft.reply_to,
        draft.edits,
        draft.silent,
        to_micros(draft.not_before),
        to_micros(draft.created_at),
    )


def _ambiguous(result: SendResult) -> bool:
    return result.outcome is SendOutcome.AMBIGUOUS


def _finish_values(result: SendResult) -> tuple[object, ...]:
    sent = result.outcome is SendOutcome.SENT
    if result.outcome is SendOutcome.RETRY and result.not_before is None:
        raise ValueError(f"message {result.id}: a retry needs the instant not_before")
    return (
        _STATE_AFTER[result.outcome].value,
        result.remote_id,
        result.reason,
        to_micros(result.at) if sent else None,
        to_micros_or_none(result.not_before),
        result.id,
        result.fence,
        sent,  # a late answer that it was sent still counts while nobody has sent it again
    )


def _ambiguous_values(result: SendResult) -> tuple[object, ...]:
    return (
        result.not_before is not None,
        COPIES,
        result.reason,
        to_micros_or_none(result.not_before),
        result.id,
        result.fence,
    )
