"""People: who holds which post on which channel, and how they came to it."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.store.connected import Connected
from bot.store.fields import to_micros
from bot.store.models import Binding, Invite
from bot.store.rows import (
    BindingRow,
    InviteOutcome,
    InviteResult,
    InviteRow,
    Person,
)
from bot.store.writer import Writer

WRONG_CODES = 10
"""How many wrong codes an account may try in an hour."""

_LIVE = '"until" IS NULL'
_UPSERT_COUNTER = (
    "INSERT INTO counter (name, value) VALUES (?,?)"
    " ON CONFLICT (name) DO UPDATE SET value=counter.value+excluded.value RETURNING value"
)


class People(Connected):
    """Bindings and invites."""

    async def bindings_of(self, post: str) -> list[BindingRow]:
        """Who holds a post now, holder A first, then in the order of binding."""
        async with self._models() as connection:
            query = Binding.filter(post=post, until=None).using_db(connection)
            return [_binding(row) for row in await query.order_by("holder", "id")]

    async def bindings(self) -> list[BindingRow]:
        """Everybody who holds a post now."""
        async with self._models() as connection:
            query = Binding.filter(until=None).using_db(connection)
            return [_binding(row) for row in await query.order_by("post", "holder", "id")]

    async def binding_for(self, channel: str, account: str) -> list[BindingRow]:
        """The posts that an account holds now; empty for strangers."""
        async with self._models() as connection:
            query = Binding.filter(channel=channel, account=account, until=None)
            return [_binding(row) for row in await query.using_db(connection).order_by("id")]

    async def bind(
        self, w: Writer, person: Person, post: str, holder: str, at: datetime
    ) -> BindingRow:
        """Make a person the holder of a post on a channel. Whoever held it there before, leaves.

        Binding the same person again renews chat, language and name and changes nothing else.
        """
        instant = to_micros(at)
        await self._end_others(w, person, (post, holder), at)
        renewed = await w.change(
            "UPDATE binding SET chat=?, thread=?, lang=?, display=?, reachable=?,"
            " unreachable_reason='' WHERE channel=? AND post=? AND holder=? AND account=?"
            f" AND {_LIVE}",
            (*_shown(person), True, person.channel, post, holder, person.account),
        )
        if not renewed:
            await w.change(
                "INSERT INTO binding (chat, thread, lang, display, reachable, channel, account,"
                " post, holder, since, unreachable_reason) VALUES (?,?,?,?,?,?,?,?,?,?,'')",
                (*_shown(person), True, person.channel, person.account, post, holder, instant),
            )
        held = await self.binding_for(person.channel, person.account)
        return next(row for row in held if row.post == post and row.holder == holder)

    async def _end_others(
        self,
        w: Writer,
        person: Person,
        seat: tuple[str, str],
        at: datetime,
        everywhere: bool = False,
    ) -> list[BindingRow]:
        """End the bindings of who held this post and part before, here or on all channels."""
        post, holder = seat
        gone = [
            row
            for row in await self.bindings_of(post)
            if row.holder == holder
            and (row.channel, row.account) != (person.channel, person.account)
            and (everywhere or row.channel == person.channel)
        ]
        for row in gone:
            await self.unbind(w, row.id, at)
        return gone

    async def set_away(self, w: Writer, binding_id: int, away: tuple[date, date] | None) -> None:
        """Note a leave from its first to its last day; None: back at work."""
        first, last = (day.isoformat() for day in away) if away else (None, None)
        await w.change(
            "UPDATE binding SET away_from=?, away_until=? WHERE id=?", (first, last, binding_id)
        )

    async def unbind(self, w: Writer, binding_id: int, at: datetime) -> bool:
        """End a binding. False where it had ended already."""
        changed = await w.change(
            f'UPDATE binding SET "until"=? WHERE id=? AND {_LIVE}', (to_micros(at), binding_id)
        )
        return changed > 0

    async def set_reachable(
        self, w: Writer, channel: str, account: str, reachable: bool, reason: str = ""
    ) -> int:
        """Note whether an account can be written to. Returns how many bindings that changed."""
        return await w.change(
            "UPDATE binding SET reachable=?, unreachable_reason=?"
            f" WHERE channel=? AND account=? AND {_LIVE} AND reachable<>?",
            (reachable, "" if reachable else reason, channel, account, reachable),
        )

    async def move_chat(self, w: Writer, channel: str, old: str, new: str) -> None:
        """A chat has a new id: bindings, drafts and messages that wait follow it."""
        await w.change("UPDATE binding SET chat=? WHERE channel=? AND chat=?", (new, channel, old))
        await w.change("UPDATE draft SET chat=? WHERE channel=? AND chat=?", (new, channel, old))
        await w.change(
            "UPDATE message SET chat=? WHERE channel=? AND chat=? AND state IN ('ready','sending')",
            (new, channel, old),
        )

    # invites

    async def add_invite(self, w: Writer, code: str, invite: InviteRow) -> None:
        """Keep an invite under its code, of which only a keyed hash is stored."""
        await w.change(
            "INSERT INTO invite (code_hash, post, holder, created_at, expires_at, handed_by,"
            " attempts) VALUES (?,?,?,?,?,?,0)",
            (
                self.token_hash(code),
                invite.post,
                invite.holder,
                to_micros(invite.created_at),
                to_micros(invite.expires_at),
                invite.handed_by,
            ),
        )

    async def use_invite(self, w: Writer, code: str, person: Person, at: datetime) -> InviteOutcome:
        """Bind a person by an invite. A code works once; a repeat by the holder is harmless.

        Wrong codes are counted per account and hour, and past WRONG_CODES nothing is looked up.
        """
        limit = f"wrong_codes/{person.channel}/{person.account}/{at:%Y-%m-%dT%H}"
        tried = await w.fetch("SELECT value FROM counter WHERE name=?", (limit,))
        if tried and tried[0]["value"] >= WRONG_CODES:
            return InviteOutcome(InviteResult.LIMITED)
        hashed = self.token_hash(code)
        async with self._models(w) as connection:
            invite = await Invite.filter(code_hash=hashed).using_db(connection).first()
        if invite is None:
            await w.fetch(_UPSERT_COUNTER, (limit, 1))
            return InviteOutcome(InviteResult.UNKNOWN)
        await w.change("UPDATE invite SET attempts=attempts+1 WHERE code_hash=?", (hashed,))
        return await self._bind_invited(w, invite, person, at)

    async def _bind_invited(
        self, w: Writer, invite: Invite, person: Person, at: datetime
    ) -> InviteOutcome:
        who = f"{person.channel}/{person.account}"
        known = InviteOutcome(InviteResult.BOUND, invite.post, invite.holder)
        if invite.used_by == who and await self._holds(person, invite):
            return known
        if invite.handed_by == who:
            return InviteOutcome(InviteResult.SELF, invite.post, invite.holder)
        if invite.used_at is not None:
            return InviteOutcome(InviteResult.USED, invite.post, invite.holder)
        if invite.expires_at <= at:
            return InviteOutcome(InviteResult.EXPIRED, invite.post, invite.holder)
        await w.change(
            "UPDATE invite SET used_at=?, used_by=? WHERE code_hash=?",
            (to_micros(at), who, invite.code_hash),
        )
        seat = (invite.post, invite.holder)
        ended = await self._end_others(w, person, seat, at, everywhere=bool(invite.handed_by))
        await self.bind(w, person, invite.post, invite.holder, at)
        return replace(known, ended=tuple(ended))

    async def _holds(self, person: Person, invite: Invite) -> bool:
        held = await self.binding_for(person.channel, person.account)
        return any(row.post == invite.post and row.holder == invite.holder for row in held)

    async def open_invites(self, now: datetime) -> list[InviteRow]:
        """Invites that can still be used, the one that ends first at the head."""
        async with self._models() as connection:
            query = Invite.filter(used_at=None, expires_at__gt=now).using_db(connection)
            rows: Sequence[Invite] = await query.order_by("expires_at")
        return [
            InviteRow(
                r.post, r.holder, r.created_at, r.expires_at, r.used_at, r.used_by, r.handed_by
            )
            for r in rows
        ]

    def token_hash(self, secret: str) -> str:
        """What is kept of an invite code or a link's token: useless to who reads the database."""
        return hmac.digest(self._chain_key or b"-", b"token\x1f" + secret.encode(), "sha256").hex()


def _shown(person: Person) -> tuple[str, str, str, str]:
    return person.chat, person.thread, person.lang, person.display


def _binding(row: Binding) -> BindingRow:
    return BindingRow(**{name: getattr(row, name) for name in BindingRow.__slots__})
