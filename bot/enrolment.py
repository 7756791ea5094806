"""Enrolment (绑定): one-time invites that bind a chat account to a post."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine import Engine
from bot.ports import Incoming
from bot.store import (
    BindingRow,
    InviteOutcome,
    InviteResult,
    InviteRow,
    Person,
    Store,
    Writer,
)
from workflows.ledger import Fact, FactKind
from workflows.plan import MACHINE
from workflows.roster import Role
from workflows.standing import FINISHED, State

INVITE_LIFE = timedelta(hours=72)
WEB = "web"
BOT_NAME = "telegram.username"
"""Under which cursor the service keeps the name of its bot, for invite links."""


@dataclass(frozen=True, slots=True)
class Invite:
    """A fresh invite. The code is shown once; the store keeps its hash alone."""

    post: str
    code: str
    expires_at: datetime


class Enrolment:
    """Issues invites and binds those who bring one. `public_url` is where the web pages are."""

    def __init__(self, store: Store, engine: Engine, public_url: str = "") -> None:
        self._store = store
        self._engine = engine
        self._public_url = public_url

    async def invite(self, post: str, holder: str, now: datetime, handed_by: str = "") -> Invite:
        """A one-time invite for a post; 96 random bits, valid for three days.

        `handed_by` is who hands the post over by it: whoever uses it takes his place everywhere.
        """
        made, row = _fresh(post, holder, now, handed_by)
        await self._store.write(lambda writer: self._store.add_invite(writer, made.code, row))
        return made

    async def handover(self, writer: Writer, held: BindingRow, now: datetime) -> Invite:
        """An invite by which a successor takes a post over from its holder (移交)."""
        made, row = _fresh(held.post, held.holder, now, held.who)
        await self._store.add_invite(writer, made.code, row)
        return made

    async def link(self, code: str, channel: str = "") -> str:
        """Where to tap: the bot's deep link, or the web chat where there is no bot.

        `channel` is where it was asked for: who is met on the pages is followed by somebody who
        is met there too.
        """
        bot = await self._store.cursor(BOT_NAME) if channel != WEB else None
        return f"https://t.me/{bot}?start={code}" if bot else f"{self._public_url}/join/{code}"

    async def bind(
        self, writer: Writer, incoming: Incoming, code: str, now: datetime
    ) -> tuple[InviteOutcome, BindingRow | None]:
        """Use a code. Returns the outcome and, where it bound, the binding.

        Who held the post before, in the same part (A or B), is unbound: his buttons die with it,
        and the open cases know of the handover.
        """
        person = Person(
            channel=incoming.channel,
            account=incoming.account,
            chat=incoming.chat,
            lang=_language(incoming.lang),
            display=incoming.display_name[:64],
            thread=incoming.thread,
        )
        outcome = await self._store.use_invite(writer, code.strip(), person, now)
        if outcome.result is not InviteResult.BOUND:
            return outcome, None
        held = await self._store.binding_for(incoming.channel, incoming.account)
        binding = next(row for row in held if row.post == outcome.post)
        await self._reached(writer, outcome, binding, now)
        return outcome, binding

    async def _reached(
        self, writer: Writer, outcome: InviteOutcome, binding: BindingRow, now: datetime
    ) -> None:
        """The welcome lists what is open: from now on the unit is reached."""
        post = outcome.post
        handed = [
            Fact(FactKind.HANDED_OVER, now, post, {"post": post, "from": row.id, "to": binding.id})
            for row in outcome.ended
        ]
        unit, _, role = post.rpartition("/")
        if role != Role.LIAISON.value:
            return
        for row in await self._store.cases_of_unit(unit, unfinished=True):
            if row.standing.state in FINISHED or row.standing.state is State.PLANNED:
                continue
            data = {"notice": "welcome", "post": post}
            welcomed = Fact(FactKind.DELIVERED, now, MACHINE, data)
            await self._engine.record(writer, row, [*handed, welcomed], now)


def _language(code: str) -> str:
    """English for those whose client says so, Chinese for everybody else."""
    return "en" if code.lower().startswith("en") else "zh"


def _fresh(post: str, holder: str, now: datetime, handed_by: str) -> tuple[Invite, InviteRow]:
    row = InviteRow(post, holder, now, now + INVITE_LIFE, None, None, handed_by)
    return Invite(post, secrets.token_urlsafe(12), row.expires_at), row
