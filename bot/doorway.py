"""The doorway: who is it, may he, and which post does he speak for? Checked at every use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.desks import Seat
from bot.enrolment import Enrolment
from bot.ports import ChatKind, Incoming, IncomingKind
from bot.store import BindingRow, InboxRow, InboxState, InviteOutcome, MessageDraft, Store, Writer
from bot.tokens import Pressed, Tokens
from messages.speech import Action
from messages.words import say
from workflows.roster import Role, Roster, post_id


@dataclass(frozen=True, slots=True)
class Admission:
    """What became of an invite: a seat, or why there is none. `succeeds`: it was somebody's."""

    seat: Seat | None
    refusal: str
    succeeds: bool = False


class Doorway:
    """Admits holders of posts, binds bearers of invites, turns everybody else away."""

    def __init__(
        self, store: Store, enrolment: Enrolment, tokens: Tokens, roster: Roster, clock: Clock
    ) -> None:
        self._store = store
        self._enrolment = enrolment
        self._tokens = tokens
        self._roster = roster
        self._clock = clock

    async def housekeeping(self, incoming: Incoming) -> bool:
        """Chats that moved, bots that were blocked or let back in: nobody to answer."""
        match incoming.kind:
            case IncomingKind.MIGRATED:
                await self._store.write(
                    lambda w: self._store.move_chat(
                        w, incoming.channel, incoming.chat, incoming.text
                    )
                )
            case IncomingKind.BLOCKED | IncomingKind.UNBLOCKED:
                reachable = incoming.kind is IncomingKind.UNBLOCKED
                reason = "" if reachable else "the bot was blocked or removed"
                await self._store.write(
                    lambda w: self._store.set_chat_reachable(
                        w, incoming.channel, incoming.chat, reachable, reason
                    )
                )
            case _:
                return False
        return True

    async def admit(self, incoming: Incoming) -> tuple[Seat | None, Action | None]:
        """The seat of this person here, and the action if a button was pressed.

        (None, None) where he holds no post that may do this.
        """
        if incoming.kind is IncomingKind.TAP:
            return await self._admit_tap(incoming)
        held = await self._store.binding_for(incoming.channel, incoming.account)
        here = [binding for binding in held if binding.chat == incoming.chat]
        chosen = here or (held if incoming.chat_kind is ChatKind.PRIVATE else [])
        return (self._seat(await self._meant(chosen, incoming)) if chosen else None), None

    async def _meant(self, held: list[BindingRow], incoming: Incoming) -> BindingRow:
        """The post for which a person of several posts speaks: that of the message he replies
        to, else of what he was last asked, else the first he was bound to.
        """
        if len(held) == 1:
            return held[0]
        posts = await self._posts_replied_to(incoming)
        if not posts:
            asked = await self._store.asked_in(incoming.channel, incoming.chat, 1)
            posts = [post_id(about.rpartition("/")[2], Role.LIAISON) for about in asked]
        by_post = {binding.post: binding for binding in reversed(held)}
        return next((by_post[post] for post in posts if post in by_post), held[0])

    async def _posts_replied_to(self, incoming: Incoming) -> list[str]:
        if not incoming.reply_to:
            return []
        old = await self._store.message_by_remote(
            incoming.channel, incoming.chat, incoming.reply_to
        )
        if old is None:
            return []
        carried = await self._store.notices_in([old.id])
        return [row.notice.to for row in carried.get(old.id, ())] or [old.post]

    async def _admit_tap(self, incoming: Incoming) -> tuple[Seat | None, Action | None]:
        pressed = self._tokens.check(incoming.data, incoming.chat)
        if pressed is None:
            await self._store.write(lambda w: self._store.bump(w, {"taps_tampered": 1}))
            return None, None
        issued_to = await self._store.binding(pressed.binding)
        if issued_to is None or issued_to.until is not None:
            await self._store.write(lambda w: self._store.bump(w, {"taps_stale": 1}))
            return None, None
        holders = await self._store.bindings_of(issued_to.post)
        mine = [b for b in holders if _is(b, incoming)]
        if not mine:
            await self._store.write(lambda w: self._store.bump(w, {"taps_not_holder": 1}))
            return None, None
        return self._seat(mine[0]), await self._action(pressed)

    async def _action(self, pressed: Pressed) -> Action:
        if not pressed.case:
            return Action(pressed.verb, pressed.about, pressed.arg)
        row = await self._store.case_by_pk(pressed.case)
        return Action(pressed.verb, row.assignment.id if row else "", pressed.arg)

    def _seat(self, binding: BindingRow) -> Seat | None:
        post = self._roster.post(binding.post)
        return Seat(binding, post) if post else None

    def refusal(self, incoming: Incoming) -> str:
        """What a tap is told that may not act."""
        return say("tap_refused", incoming.lang or "zh")

    async def enrol(self, incoming: Incoming, code: str, now: datetime) -> Admission:
        """Bind the bearer of an invite, or say why not. Ten wrong codes an hour, no more.

        Who held the post before is told in the same transaction.
        """
        lang = incoming.lang or "zh"

        async def bind(writer: Writer) -> tuple[InviteOutcome, BindingRow | None]:
            outcome, binding = await self._enrolment.bind(writer, incoming, code, now)
            for gone in outcome.ended:
                await self._say_goodbye(writer, gone, now)
            return outcome, binding

        outcome, binding = await self._store.write(bind)
        if binding is None:
            name = f"invites_{outcome.result.value}"
            await self._store.write(lambda w: self._store.bump(w, {name: 1}))
            return Admission(None, say(f"invite_{outcome.result.value}", lang))
        return Admission(self._seat(binding), "", bool(outcome.ended))

    async def _say_goodbye(self, writer: Writer, gone: BindingRow, now: datetime) -> None:
        """Tell an old holder that his post has been taken over; his draft goes with it."""
        post = self._roster.post(gone.post)
        title = post.title if post else gone.post
        await self._store.clear_draft(writer, gone.channel, gone.account, gone.chat)
        draft = MessageDraft(
            key=f"goodbye:{gone.id}",
            lane=0,
            channel=gone.channel,
            chat=gone.chat,
            thread=gone.thread,
            post=gone.post,
            account=gone.account,
            html=say("handed_over", gone.lang, post=title),
            not_before=now,
            created_at=now,
        )
        await self._store.add_message(writer, draft)

    async def say_plainly(self, writer: Writer, incoming: Incoming, html: str, row: int) -> None:
        """One plain sentence to somebody who holds no post."""
        now = self._clock.now()
        draft = MessageDraft(
            key=f"in:{incoming.channel}:{incoming.ext_id}:plain",
            lane=0,
            channel=incoming.channel,
            chat=incoming.chat,
            thread=incoming.thread,
            account=incoming.account,
            html=html,
            not_before=now,
            created_at=now,
        )
        await self._store.add_message(writer, draft)
        await self._store.finish_incoming(writer, row, InboxState.DONE)

    async def say_not_handled(self, writer: Writer, row: InboxRow) -> None:
        """Tell a chat that we know that something it sent could not be handled."""
        here = [
            b
            for b in await self._store.bindings()
            if (b.channel, b.chat) == (row.channel, row.chat)
        ]
        if not here:
            return
        now = self._clock.now()
        draft = MessageDraft(
            key=f"in:{row.channel}:{row.ext_id}:failed",
            lane=0,
            channel=row.channel,
            chat=row.chat,
            thread=here[0].thread,
            account=here[0].account,
            html=say("not_handled", here[0].lang),
            not_before=now,
            created_at=now,
        )
        await self._store.add_message(writer, draft)


def _is(binding: BindingRow, incoming: Incoming) -> bool:
    return binding.channel == incoming.channel and binding.account == incoming.account
