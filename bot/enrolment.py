"""Enrolment (绑定): one-time invites that bind a chat account to a post."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine import Engine
from bot.ports import Incoming
from bot.store import BindingRow, InviteResult, InviteRow, Person, Store, Writer
from workflows.ledger import Fact, FactKind
from workflows.plan import MACHINE
from workflows.roster import Role
from workflows.standing import FINISHED, State

INVITE_LIFE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invite:
    """A fresh invite. The code is shown once; the store keeps its hash alone."""

    post: str
    code: str
    expires_at: datetime


class Enrolment:
    """Issues invites and binds those who bring one."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine

    async def invite(self, post: str, holder: str, now: datetime) -> Invite:
        """A one-time invite for a post; 96 random bits, valid for three days."""
        code = secrets.token_urlsafe(12)
        row = InviteRow(post, holder, now, now + INVITE_LIFE, None, None)
        await self._store.write(lambda writer: self._store.add_invite(writer, code, row))
        return Invite(post, code, row.expires_at)

    async def bind(
        self, writer: Writer, incoming: Incoming, code: str, now: datetime
    ) -> tuple[InviteResult, BindingRow | None]:
        """Use a code. Returns the outcome and, where it bound, the binding.

        Who held the post before, in the same part (A or B), is unbound: his buttons die with it.
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
            return outcome.result, None
        held = await self._store.binding_for(incoming.channel, incoming.account)
        binding = next(row for row in held if row.post == outcome.post)
        await self._reached(writer, outcome.post, now)
        return outcome.result, binding

    async def _reached(self, writer: Writer, post: str, now: datetime) -> None:
        """The welcome lists what is open: from now on the unit is reached."""
        unit, _, role = post.rpartition("/")
        if role != Role.LIAISON.value:
            return
        for row in await self._store.cases_of_unit(unit, unfinished=True):
            if row.standing.state in FINISHED or row.standing.state is State.PLANNED:
                continue
            data = {"notice": "welcome", "post": post}
            await self._engine.record(
                writer, row, [Fact(FactKind.DELIVERED, now, MACHINE, data)], now
            )


def _language(code: str) -> str:
    """English for those whose client says so, Chinese for everybody else."""
    return "en" if code.lower().startswith("en") else "zh"
