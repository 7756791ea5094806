"""Questions that cross tables: who is written to, what a message carries, what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.store.codec import buttons_text, message_of, notice_of
from bot.store.connected import Connected, marks
from bot.store.fields import from_micros, to_micros
from bot.store.models import Binding
from bot.store.rows import BindingRow, Buttons, MessageRow, NoticeRow
from bot.store.writer import Writer
from workflows.bundle import ANSWERS

_ANSWERS = tuple(sorted(kind.value for kind in ANSWERS))
_ASKING = ("decision", "issue", "nag", "reminder")


class Lookups(Connected):
    """Reading across tables, and the few writes that go with it."""

    async def binding(self, binding_id: int) -> BindingRow | None:
        """A binding, ended or not."""
        async with self._models() as connection:
            row = await Binding.filter(id=binding_id).using_db(connection).first()
        if row is None:
            return None
        return BindingRow(**{name: getattr(row, name) for name in BindingRow.__slots__})

    async def holders(self, posts: Sequence[str]) -> list[BindingRow]:
        """The present holders of many posts, A before B, older before newer."""
        async with self._models() as connection:
            query = Binding.filter(post__in=list(posts), until=None).using_db(connection)
            found = await query.order_by("post", "holder", "id")
        return [BindingRow(**{n: getattr(row, n) for n in BindingRow.__slots__}) for row in found]

    async def posts_in_chats(self, places: Sequence[tuple[str, ...]]) -> list[str]:
        """The posts held now by these people: (channel, chat, thread, account)."""
        if not places:
            return []
        values = ",".join(["(?,?,?,?)"] * len(places))
        rows = await self._fetch(
            'SELECT DISTINCT post FROM binding WHERE "until" IS NULL'
            f" AND (channel, chat, thread, account) IN (VALUES {values}) ORDER BY post",
            tuple(part for place in places for part in place),
        )
        return [row["post"] for row in rows]

    async def written_on(self, posts: Sequence[str]) -> dict[str, datetime]:
        """When each post was last written to unasked (sent or on its way)."""
        rows = await self._fetch(
            "SELECT n.to_post AS post, max(coalesce(m.sent_at, m.created_at)) AS at"
            " FROM notice n JOIN message m ON m.id=n.message_id"
            f" WHERE n.to_post IN ({marks(len(posts))}) AND n.state IN ('bundled','sent')"
            f" AND n.kind NOT IN ({marks(len(_ANSWERS))}) AND n.urgent=0 GROUP BY n.to_post",
            (*posts, *_ANSWERS),
        )
        return {row["post"]: from_micros(row["at"]) for row in rows}

    async def hold_notices(self, w: Writer, keys: Sequence[str], until: datetime) -> None:
        """Let notices wait until an instant."""
        at = to_micros(until)
        await w.change_many(
            "UPDATE notice SET at=? WHERE key=? AND state='ready'", [(at, key) for key in keys]
        )

    async def notices_in(self, messages: Sequence[int]) -> dict[int, list[NoticeRow]]:
        """What messages carry, by message."""
        found: dict[int, list[NoticeRow]] = {}
        if not messages:
            return found
        rows = await self._fetch(
            f"SELECT * FROM notice WHERE message_id IN ({marks(len(messages))}) ORDER BY at, key",
            tuple(messages),
        )
        for row in rows:
            found.setdefault(row["message_id"], []).append(notice_of(row))
        return found

    async def message_keyed(self, prefix: str) -> MessageRow | None:
        """The oldest message whose key begins so."""
        row = await self._fetch_one(
            "SELECT * FROM message WHERE key>=? AND key<? ORDER BY id LIMIT 1",
            (prefix, prefix + "\U0010ffff"),
        )
        return message_of(row) if row else None

    async def asked_in(self, channel: str, chat: str, limit: int) -> list[str]:
        """What the last asking messages to a chat were about, newest first, each once."""
        rows = await self._fetch(
            "SELECT n.about AS about FROM notice n JOIN"
            " (SELECT DISTINCT m.id AS id FROM message m JOIN notice k ON k.message_id=m.id"
            f" WHERE m.channel=? AND m.chat=? AND k.kind IN ({marks(len(_ASKING))})"
            " ORDER BY m.id DESC LIMIT ?) AS last ON last.id=n.message_id"
            " ORDER BY n.message_id DESC, n.at, n.key",
            (channel, chat, *_ASKING, limit),
        )
        return list(dict.fromkeys(row["about"] for row in rows))

    async def set_chat_reachable(
        self, w: Writer, channel: str, chat: str, reachable: bool, reason: str = ""
    ) -> int:
        """Note whether a chat can be written to. Returns how many bindings that changed."""
        return await w.change(
            "UPDATE binding SET reachable=?, unreachable_reason=? WHERE channel=? AND chat=?"
            ' AND "until" IS NULL AND reachable<>?',
            (reachable, "" if reachable else reason, channel, chat, reachable),
        )

    async def may_send(self, lane: int, now: datetime) -> bool:
        """True where a message of this lane may be ready to leave."""
        row = await self._fetch_one(
            "SELECT id FROM message WHERE state='ready' AND lane=? AND not_before<=? LIMIT 1",
            (lane, to_micros(now)),
        )
        return row is not None

    async def rewrite_message(self, w: Writer, message: int, html: str, buttons: Buttons) -> bool:
        """Give a message that nobody has tried to send yet new words. False where it has left."""
        changed = await w.change(
            "UPDATE message SET html=?, buttons=? WHERE id=? AND state='ready' AND attempts=0",
            (html, buttons_text(buttons), message),
        )
        return changed > 0

    async def send_anew(self, w: Writer, message: int) -> None:
        """An edit whose message is gone becomes a message of its own."""
        await w.change("UPDATE message SET edits='' WHERE id=?", (message,))

    async def set_cursor(self, w: Writer, channel: str, position: str) -> None:
        """Remember how far a channel was read, or another small thing under its name."""
        await w.change(
            "INSERT INTO cursor (channel, position) VALUES (?,?)"
            " ON CONFLICT (channel) DO UPDATE SET position=excluded.position",
            (channel, position),
        )

    async def hush_incoming(self, w: Writer, inbox: int) -> None:
        """Forget what an update said; that it came stays on record."""
        await w.change("UPDATE inbox SET raw=? WHERE id=?", (b"{}", inbox))

    async def attach_hashes(
        self, w: Writer, hashes: Sequence[str], unit: str, case: int, receipt: str
    ) -> None:
        """Files of a unit that wait in a draft now belong to a case and a receipt."""
        await w.change_many(
            "UPDATE attachment SET assignment_id=?, receipt=?"
            " WHERE sha256=? AND unit=? AND assignment_id IS NULL",
            [(case, receipt, each, unit) for each in hashes],
        )

    async def unreachable_notices(self) -> list[dict[str, object]]:
        """Posts to which notices could not be delivered, how many, and why."""
        rows = await self._fetch(
            "SELECT to_post AS post, reason, count(*) AS notices FROM notice"
            " WHERE state='undeliverable' GROUP BY to_post, reason ORDER BY to_post, reason"
        )
        return [dict(row) for row in rows]

    async def last_fact_id(self) -> int:
        """The newest fact's row, 0 where nothing has happened yet."""
        row = await self._fetch_one("SELECT max(id) AS id FROM fact")
        return (row["id"] or 0) if row else 0

    async def last_message_id(self) -> int:
        """The newest message's row, 0 where there is none."""
        row = await self._fetch_one("SELECT max(id) AS id FROM message")
        return (row["id"] or 0) if row else 0

    async def notices_sent_after(self, message: int) -> list[tuple[datetime, NoticeRow]]:
        """What was sent by messages newer than this row, in order of time."""
        rows = await self._fetch(
            "SELECT n.*, m.sent_at AS left_at FROM notice n JOIN message m ON m.id=n.message_id"
            " WHERE m.id>? AND n.state='sent' ORDER BY m.sent_at, n.kind, n.key",
            (message,),
        )
        return [(from_micros(row["left_at"]), notice_of(row)) for row in rows]

    async def posts_with_open_cases(
        self, due: tuple[datetime, datetime] | None = None
    ) -> list[str]:
        """Liaison posts that are held and whose unit owes something open, due in this time."""
        near = " AND a.due_at BETWEEN ? AND ?" if due else ""
        rows = await self._fetch(
            "SELECT DISTINCT b.post AS post FROM binding b JOIN assignment a"
            " ON b.post = a.unit || '/liaison' WHERE b.\"until\" IS NULL AND a.closed=0"
            f" AND a.state<>'planned'{near} ORDER BY b.post",
            tuple(map(to_micros, due)) if due else (),
        )
        return [row["post"] for row in rows]

    async def lateness_seconds(self, now: datetime) -> float:
        """How long the oldest due message has waited; 0 where none waits."""
        row = await self._fetch_one(
            "SELECT min(not_before) AS at FROM message WHERE state='ready' AND not_before<=?",
            (to_micros(now),),
        )
        if row is None or row["at"] is None:
            return 0.0
        return max((to_micros(now) - row["at"]) / 1_000_000, 0.0)
