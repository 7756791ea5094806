"""Refreshing (更新回执): a unit's receipt shows what became of it, wherever the unit reads it.

An edit, not a message: nobody is rung up for it.
"""

from __future__ import annotations

from datetime import datetime

from bot.composing import Composer
from bot.engine import Rules
from bot.speaking import Speaker
from bot.store import BindingRow, MessageDraft, MessageRow, Store, Writer
from messages.dialogue import Desk, compose_receipt, recall
from workflows.case import Case
from workflows.roster import Post, Role

_REPLY = 0


class Refreshing:
    """Gives receipts in other people's chats their new look."""

    def __init__(self, store: Store, rules: Rules, speaker: Speaker, composer: Composer) -> None:
        self._store = store
        self._rules = rules
        self._speaker = speaker
        self._composer = composer

    async def receipt(
        self, writer: Writer, case: Case, old: MessageRow, key: str, now: datetime
    ) -> None:
        """Show the receipt anew in its own chat; nothing where its reader has left."""
        receipt = old.key.split(":")[1]
        recorded = recall(case, receipt)
        binding = await self._reader(old)
        if recorded is None or binding is None or not old.remote_id:
            return
        unit, _, role = binding.post.rpartition("/")
        post = Post(unit, Role(role), "")
        speech = compose_receipt([recorded], Desk(post, binding.lang, now, self._rules.calendar))
        row = await self._store.case(case.assignment.id)
        pks = {case.assignment.id: row.pk} if row else {}
        part = self._speaker.render(speech, pks, binding.id, old.chat)[0]
        draft = MessageDraft(
            key=f"{key}/0",
            lane=_REPLY,
            channel=old.channel,
            chat=old.chat,
            thread=old.thread,
            post=old.post,
            account=old.account,
            html=part.html,
            buttons=part.buttons,
            edits=old.remote_id,
            not_before=now,
            created_at=now,
        )
        await self._store.add_message(writer, draft)

    async def _reader(self, old: MessageRow) -> BindingRow | None:
        held = await self._store.bindings_of(old.post)
        mine = [
            b
            for b in held
            if (b.channel, b.chat, b.account) == (old.channel, old.chat, old.account)
        ]
        return mine[0] if mine else None
