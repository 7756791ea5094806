"""The inbox: everything that came in, stored before it is acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.store.codec import incoming_of
from bot.store.connected import Connected
from bot.store.fields import to_micros
from bot.store.rows import InboxRow, InboxState
from bot.store.writer import Writer

_INSERT = (
    "INSERT INTO inbox (channel, ext_id, chat, raw, received_at, state, error, tries)"
    " VALUES (?,?,?,?,?,'new','',0) ON CONFLICT (channel, ext_id) DO NOTHING RETURNING id"
)
_SET_CURSOR = (
    "INSERT INTO cursor (channel, position) VALUES (?,?)"
    " ON CONFLICT (channel) DO UPDATE SET position=excluded.position"
)


class Inbox(Connected):
    """Raw updates and how far each channel has been read."""

    async def store_incoming(
        self,
        w: Writer,
        channel: str,
        items: Sequence[tuple[str, str, bytes]],
        received_at: datetime,
        cursor: str | None = None,
    ) -> list[int]:
        """Store raw updates (ext_id, chat, raw) and the cursor together.

        Returns the ids of those that are new; one that was stored before is ignored.
        """
        instant = to_micros(received_at)
        added: list[int] = []
        for ext_id, chat, raw in items:
            rows = await w.fetch(_INSERT, (channel, ext_id, chat, raw, instant))
            added += [row["id"] for row in rows]
        if cursor is not None:
            await w.change(_SET_CURSOR, (channel, cursor))
        return added

    async def next_incoming(self, limit: int, after: int = 0) -> list[InboxRow]:
        """What waits to be processed, in the order of arrival, beyond the id `after`."""
        rows = await self._fetch(
            "SELECT * FROM inbox WHERE state='new' AND id>? ORDER BY id LIMIT ?", (after, limit)
        )
        return [incoming_of(row) for row in rows]

    async def finish_incoming(self, w: Writer, id: int, state: InboxState, error: str = "") -> None:
        """Say what became of an update. NEW with an error: it failed and will be tried again."""
        await w.change(
            "UPDATE inbox SET state=?, error=?, tries=tries+1 WHERE id=?", (state.value, error, id)
        )

    async def cursor(self, channel: str) -> str | None:
        """How far the channel has been read; None where it never was."""
        row = await self._fetch_one("SELECT position FROM cursor WHERE channel=?", (channel,))
        return row["position"] if row else None

    async def count_incoming(self) -> dict[InboxState, int]:
        """How many updates are in each state."""
        rows = await self._fetch("SELECT state, count(*) AS n FROM inbox GROUP BY state")
        return {InboxState(row["state"]): row["n"] for row in rows}

    async def forget_incoming(self, w: Writer, before: datetime, limit: int = 1000) -> int:
        """Delete processed updates received before an instant; at most `limit` at a time."""
        return await w.change(
            "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE state='done'"
            " AND received_at<? ORDER BY id LIMIT ?)",
            (to_micros(before), limit),
        )
