"""Notices: added once under their keys, settled once, never dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.store.codec import notice_of
from bot.store.connected import Connected, marks
from bot.store.fields import from_micros_or_none, to_micros, to_micros_or_none
from bot.store.rows import NoticeRow, NoticeState
from bot.store.writer import Writer
from workflows.notice import Notice

_INSERT = (
    "INSERT INTO notice (key, kind, rung, to_post, about, assignment_id, at, state, urgent, slip,"
    " repeat, due_revision, created_at, reason) VALUES (?,?,?,?,?,"
    "(SELECT id FROM assignment WHERE code=?),?,'ready',?,?,?,?,?,'')"
    " ON CONFLICT (key) DO NOTHING"
)


class Notices(Connected):
    """What people must be told."""

    async def add_notices(
        self, w: Writer, notices: Sequence[Notice], created_at: datetime | None = None
    ) -> int:
        """Add what is new and return how many that were; a known key changes nothing."""
        created = to_micros_or_none(created_at)
        return await w.change_many(_INSERT, [(*_values(notice), created) for notice in notices])

    async def due_notices(self, now: datetime, limit: int) -> list[NoticeRow]:
        """Notices whose time has come and that nothing carries yet, earliest first."""
        rows = await self._fetch(
            "SELECT * FROM notice WHERE state='ready' AND at<=? ORDER BY at, key LIMIT ?",
            (to_micros(now), limit),
        )
        return [notice_of(row) for row in rows]

    async def due_notices_to(self, posts: Sequence[str], now: datetime) -> list[NoticeRow]:
        """As `due_notices`, for these posts alone and without a limit."""
        if not posts:
            return []
        rows = await self._fetch(
            f"SELECT * FROM notice WHERE to_post IN ({marks(len(posts))}) AND state='ready'"
            " AND at<=? ORDER BY at, key",
            (*posts, to_micros(now)),
        )
        return [notice_of(row) for row in rows]

    async def next_notice_at(self) -> datetime | None:
        """When the next waiting notice may leave."""
        row = await self._fetch_one("SELECT min(at) AS at FROM notice WHERE state='ready'")
        return from_micros_or_none(row["at"]) if row else None

    async def notices_of_message(self, message_id: int) -> list[NoticeRow]:
        """What a message carries."""
        rows = await self._fetch(
            "SELECT * FROM notice WHERE message_id=? ORDER BY at, key", (message_id,)
        )
        return [notice_of(row) for row in rows]

    async def notices_about(self, about: str) -> list[NoticeRow]:
        """Everything that was ever to be said about an assignment or a programme."""
        rows = await self._fetch("SELECT * FROM notice WHERE about=? ORDER BY at, key", (about,))
        return [notice_of(row) for row in rows]

    async def count_notices(self) -> dict[NoticeState, int]:
        """How many notices are in each state."""
        rows = await self._fetch("SELECT state, count(*) AS n FROM notice GROUP BY state")
        return {NoticeState(row["state"]): row["n"] for row in rows}

    async def settle_notices(
        self,
        w: Writer,
        keys: Sequence[str],
        state: NoticeState,
        at: datetime,
        reason: str = "",
        message_id: int | None = None,
    ) -> None:
        """Say what became of notices. Those that were sent stay sent."""
        instant = to_micros(at)
        await w.change_many(
            "UPDATE notice SET state=?, settled_at=?, reason=?,"
            " message_id=coalesce(?, message_id) WHERE key=? AND state<>'sent'",
            [(state.value, instant, reason, message_id, key) for key in keys],
        )

    async def carry_notices(
        self, w: Writer, carried: Sequence[tuple[str, int]], at: datetime
    ) -> None:
        """Notices (key, message id) are now carried by messages. Those that were sent stay sent."""
        instant = to_micros(at)
        await w.change_many(
            "UPDATE notice SET state='bundled', settled_at=?, reason='', message_id=?"
            " WHERE key=? AND state<>'sent'",
            [(instant, message, key) for key, message in carried],
        )


def _values(notice: Notice) -> tuple[object, ...]:
    return (
        notice.key,
        notice.kind.value,
        notice.rung,
        notice.to,
        notice.about,
        notice.about,
        to_micros(notice.at),
        notice.urgent,
        notice.slip.value if notice.slip else None,
        notice.repeat,
        notice.due_revision,
    )
