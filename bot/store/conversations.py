"""Conversations: what was said in a chat, both ways."""

from __future__ import annotations

from bot.store.codec import buttons_of, message_of
from bot.store.connected import Connected
from bot.store.fields import from_micros
from bot.store.rows import BubbleRow, MessageRow
from bot.store.sqlite import Row


class Conversations(Connected):
    """Single messages and whole chats."""

    async def message(self, message_id: int) -> MessageRow | None:
        row = await self._fetch_one("SELECT * FROM message WHERE id=?", (message_id,))
        return message_of(row) if row else None

    async def message_by_remote(self, channel: str, chat: str, remote_id: str) -> MessageRow | None:
        """The message that the channel knows under this id in this chat."""
        row = await self._fetch_one(
            "SELECT * FROM message WHERE channel=? AND chat=? AND remote_id=? AND edits=''"
            " ORDER BY id DESC LIMIT 1",
            (channel, chat, remote_id),
        )
        return message_of(row) if row else None

    async def latest_look(self, channel: str, chat: str, remote_id: str) -> MessageRow | None:
        """The newest text of the message known under this id: the last edit, sent or not."""
        row = await self._fetch_one(
            "SELECT * FROM message WHERE channel=? AND chat=? AND (remote_id=? OR edits=?)"
            " ORDER BY id DESC LIMIT 1",
            (channel, chat, remote_id, remote_id),
        )
        return message_of(row) if row and remote_id else None

    async def conversation(self, channel: str, chat: str, limit: int) -> list[BubbleRow]:
        """The last `limit` things said in a chat, both ways, oldest first."""
        sent = await self._fetch(
            "SELECT id, sent_at, html, buttons, remote_id, edits FROM message"
            " WHERE channel=? AND chat=? AND state='sent' ORDER BY sent_at DESC, id DESC LIMIT ?",
            (channel, chat, limit),
        )
        got = await self._fetch(
            "SELECT id, received_at, raw, ext_id FROM inbox WHERE channel=? AND chat=?"
            " ORDER BY id DESC LIMIT ?",
            (channel, chat, limit),
        )
        bubbles = [_sent_bubble(row) for row in sent] + [_got_bubble(row) for row in got]
        bubbles.sort(key=lambda bubble: (bubble.at, bubble.outgoing, bubble.id))
        return bubbles[-limit:] if limit else []


def _sent_bubble(row: Row) -> BubbleRow:
    return BubbleRow(
        id=row["id"],
        outgoing=True,
        at=from_micros(row["sent_at"]),
        html=row["html"],
        buttons=buttons_of(row["buttons"]),
        remote_id=row["remote_id"],
        edits=row["edits"],
    )


def _got_bubble(row: Row) -> BubbleRow:
    return BubbleRow(
        id=row["id"],
        outgoing=False,
        at=from_micros(row["received_at"]),
        raw=bytes(row["raw"]),
        remote_id=row["ext_id"],
    )
