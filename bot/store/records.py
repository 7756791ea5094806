"""What stands beside the ledger: receipts, drafts, files, links, heartbeats, counters, weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from datetime import date, datetime
from typing import Any

from bot.store.codec import from_json, to_json
from bot.store.connected import Connected
from bot.store.fields import to_micros
from bot.store.models_records import Attachment, Heartbeat, Receipt, UploadLink
from bot.store.rows_records import AttachmentRow, NewAttachment, ReceiptRow, UploadLinkRow, WeekRow
from bot.store.writer import Writer

_COUNT = (
    "INSERT INTO counter (name, value) VALUES (?,?)"
    " ON CONFLICT (name) DO UPDATE SET value=counter.value+excluded.value RETURNING value"
)
_ATTACHMENT_FIELDS = tuple(field.name for field in fields(NewAttachment))


class Records(Connected):
    """Everything small."""

    # receipts

    async def next_receipt(
        self, w: Writer, day: date, assignment_id: int | None, at: datetime, by: str
    ) -> str:
        """Give out the day's next receipt number, such as "R-20240911-0007"."""
        rows = await w.fetch(_COUNT, (f"receipt/{day:%Y%m%d}", 1))
        number = f"R-{day:%Y%m%d}-{rows[0]['value']:04d}"
        await w.change(
            'INSERT INTO receipt (number, assignment_id, at, "by") VALUES (?,?,?,?)',
            (number, assignment_id, to_micros(at), by),
        )
        return number

    async def next_number(self, w: Writer, counter: str) -> int:
        """Count on: the next number of a series, from 1."""
        rows = await w.fetch(_COUNT, (counter, 1))
        return rows[0]["value"]

    async def receipt(self, number: str) -> ReceiptRow | None:
        async with self._models() as connection:
            row = await Receipt.filter(number=number).using_db(connection).first()
        if row is None:
            return None
        return ReceiptRow(row.number, row.assignment_id, row.at, row.by)  # type: ignore[attr-defined]

    # drafts

    async def load_draft(self, channel: str, account: str, chat: str) -> Any | None:
        """What was being written in a chat, or None."""
        row = await self._fetch_one(
            "SELECT body FROM draft WHERE channel=? AND account=? AND chat=?",
            (channel, account, chat),
        )
        return from_json(row["body"]) if row else None

    async def save_draft(
        self, w: Writer, where: tuple[str, str, str], body: Mapping[str, Any], at: datetime
    ) -> None:
        """Keep a draft; `where` is (channel, account, chat)."""
        await w.change(
            "INSERT INTO draft (channel, account, chat, body, updated_at) VALUES (?,?,?,?,?)"
            " ON CONFLICT (channel, account, chat) DO UPDATE SET body=excluded.body,"
            " updated_at=excluded.updated_at",
            (*where, to_json(body), to_micros(at)),
        )

    async def clear_draft(self, w: Writer, channel: str, account: str, chat: str) -> None:
        await w.change(
            "DELETE FROM draft WHERE channel=? AND account=? AND chat=?", (channel, account, chat)
        )

    # files

    async def add_attachment(self, w: Writer, attachment: NewAttachment) -> int:
        """Record a file whose blob is on disk; the row's id."""
        values = list(astuple(attachment))
        values[_ATTACHMENT_FIELDS.index("at")] = to_micros(attachment.at)
        names = ",".join(f'"{name}"' for name in _ATTACHMENT_FIELDS)
        marks = ",".join("?" * len(values))
        rows = await w.fetch(
            f"INSERT INTO attachment ({names}) VALUES ({marks}) RETURNING id", values
        )
        return rows[0]["id"]

    async def attach(
        self, w: Writer, ids: Sequence[int], assignment_id: int, receipt: str | None
    ) -> None:
        """Say to which assignment and receipt stored files belong."""
        await w.change_many(
            "UPDATE attachment SET assignment_id=?, receipt=? WHERE id=?",
            [(assignment_id, receipt, each) for each in ids],
        )

    async def attachments_of(self, assignment_id: int) -> list[AttachmentRow]:
        """The files of an assignment (its row key), in the order of arrival."""
        async with self._models() as connection:
            query = Attachment.filter(assignment_id=assignment_id).using_db(connection)
            return [_attachment(row) for row in await query.order_by("id")]

    async def attachment(self, attachment_id: int) -> AttachmentRow | None:
        async with self._models() as connection:
            row = await Attachment.filter(id=attachment_id).using_db(connection).first()
        return _attachment(row) if row else None

    async def attachments_with(self, *, sha256: str = "", same_as: str = "") -> list[AttachmentRow]:
        """Files of equal content, by hash or by the channel's own sign of equality."""
        wanted = {"sha256": sha256} if sha256 else {"same_as": same_as}
        async with self._models() as connection:
            query = Attachment.filter(**wanted).using_db(connection)
            return [_attachment(row) for row in await query.order_by("id")]

    async def kept_hashes(self) -> set[str]:
        """The hashes of all files that rows speak of."""
        return {r["sha256"] for r in await self._fetch("SELECT DISTINCT sha256 FROM attachment")}

    # upload links

    async def add_upload_link(self, w: Writer, token_hash: str, link: UploadLinkRow) -> None:
        """Keep a link under the hash of its token (`token_hash`)."""
        await w.change(
            "INSERT INTO upload_link (token_hash, post, assignment_id, expires_at)"
            " VALUES (?,?,?,?)",
            (token_hash, link.post, link.assignment_id, to_micros(link.expires_at)),
        )

    async def upload_link(self, token_hash: str) -> UploadLinkRow | None:
        async with self._models() as connection:
            row = await UploadLink.filter(token_hash=token_hash).using_db(connection).first()
        if row is None:
            return None
        return UploadLinkRow(row.post, row.assignment_id, row.expires_at, row.used_at)  # type: ignore[attr-defined]

    async def use_upload_link(self, w: Writer, token_hash: str, at: datetime) -> bool:
        """Use a link up. False where it is unknown, used or over."""
        instant = to_micros(at)
        changed = await w.change(
            "UPDATE upload_link SET used_at=? WHERE token_hash=? AND used_at IS NULL"
            " AND expires_at>?",
            (instant, token_hash, instant),
        )
        return changed > 0

    # heartbeats and counters

    async def beat(self, w: Writer, role: str, node: str, at: datetime) -> None:
        """Note that a role of a node is alive."""
        await w.change(
            "INSERT INTO heartbeat (role, node, at) VALUES (?,?,?)"
            " ON CONFLICT (role, node) DO UPDATE SET at=excluded.at",
            (role, node, to_micros(at)),
        )

    async def last_beat(self, role: str, node: str | None = None) -> datetime | None:
        """When a role was last alive, on a node or anywhere; None where it never was."""
        async with self._models() as connection:
            query = Heartbeat.filter(role=role).using_db(connection)
            query = query.filter(node=node) if node else query
            row = await query.order_by("-at").first()
        return row.at if row else None

    async def bump(self, w: Writer, amounts: Mapping[str, int]) -> None:
        """Add to counters; a counter that is not there begins at zero."""
        await w.change_many(_COUNT.removesuffix(" RETURNING value"), list(amounts.items()))

    async def counters(self, prefix: str = "") -> dict[str, int]:
        """All counters whose name begins with `prefix`."""
        rows = await self._fetch(
            "SELECT name, value FROM counter WHERE substr(name, 1, ?)=? ORDER BY name",
            (len(prefix), prefix),
        )
        return {row["name"]: row["value"] for row in rows}

    # weeks

    async def save_week(
        self, w: Writer, programme: str, week_start: date, body: Mapping[str, Any]
    ) -> None:
        """Keep the counts of a programme's week; the same week again replaces them."""
        await w.change(
            "INSERT INTO week_count (programme, week_start, body) VALUES (?,?,?)"
            " ON CONFLICT (programme, week_start) DO UPDATE SET body=excluded.body",
            (programme, week_start.isoformat(), to_json(body)),
        )

    async def weeks(self, programme: str) -> list[WeekRow]:
        """The kept weeks of a programme, oldest first."""
        rows = await self._fetch(
            "SELECT programme, week_start, body FROM week_count WHERE programme=?"
            " ORDER BY week_start",
            (programme,),
        )
        return [WeekRow(r["programme"], r["week_start"], from_json(r["body"])) for r in rows]


def _attachment(row: Attachment) -> AttachmentRow:
    return AttachmentRow(**{name: getattr(row, name) for name in AttachmentRow.__slots__})
