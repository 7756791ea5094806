"""The bundler: due notices become messages, one a person, just before they are sent.

A person is a chat, whatever posts he holds: the liaison of two units is written to once a day.

Recipients and state are looked at again here, at the last moment: who has answered is not
reminded, who has left is not written to, what cannot be delivered goes to the office.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.composing import Composer, Letter
from bot.engine import Engine
from bot.speaking import Speaker, Wording
from bot.store import (
    BindingRow,
    CaseRow,
    MessageDraft,
    NoticeRow,
    NoticeState,
    Store,
    Writer,
)
from messages.compose import Addressee
from workflows.bundle import Bundle, bundle
from workflows.calendar import office_day
from workflows.ledger import Fact, FactKind
from workflows.notice import Notice, NoticeKind
from workflows.plan import MACHINE, is_moot
from workflows.roster import Post, Role, Roster

WAVE = 1
_SCAN = 400
_UNIT_ROLES = frozenset({Role.LIAISON.value, Role.HEAD.value})
_PLANNED = frozenset(NoticeKind) - {NoticeKind.DIGEST, NoticeKind.GAP, NoticeKind.SECRECY}
"""Kinds that the plan of a case gives, and whose truth can be asked again."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A person with the posts he is written to at; a post that nobody holds is a reader alone."""

    posts: tuple[str, ...]
    bindings: Mapping[str, BindingRow]


@dataclass(slots=True)
class Outcome:
    """What one reader's due notices came to."""

    held: list[str] = field(default_factory=list)
    held_until: datetime | None = None
    moot: list[str] = field(default_factory=list)
    lost: list[Notice] = field(default_factory=list)
    lost_reason: str = ""
    drafts: list[MessageDraft] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)


class Bundler:
    """Turns due notices into message rows. Safe to repeat: message keys come from notice keys."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        speaker: Speaker,
        roster: Roster,
        clock: Clock,
        wording: Wording | None = None,
        turn: asyncio.Lock | None = None,
    ) -> None:
        self._store = store
        self._engine = engine
        self._speaker = speaker
        self._posts = {post.id: post for post in roster.posts()}
        self._clock = clock
        self.composer = Composer(store, engine.rules)
        self._wording = wording or Wording()
        self._turn = turn or asyncio.Lock()

    async def fill(self, room: int) -> int:
        """Bundle for at most `room` posts. Returns how many posts were dealt with.

        One at a time: two bundlings of the same notices would be two messages.
        """
        async with self._turn:
            return await self._fill(room)

    async def _fill(self, room: int) -> int:
        now = self._clock.now()
        found = await self._store.due_notices(now, _SCAN)
        posts = _units_first(list(dict.fromkeys(row.notice.to for row in found)))[:room]
        if not posts:
            return 0
        readers = await self._readers(posts)
        every = [post for reader in readers for post in reader.posts]
        rows = await self._store.due_notices_to(every, now)
        by_post: dict[str, list[NoticeRow]] = defaultdict(list)
        for row in rows:
            by_post[row.notice.to].append(row)
        cases = await self._cases(rows)
        written = await self._store.written_on(every)
        outcomes = []
        for reader in readers:
            notices = [row.notice for post in reader.posts for row in by_post[post]]
            days = [written[post] for post in reader.posts if post in written]
            sorted_out = self._sort(notices, max(days, default=None), now)
            outcomes.append(await self._deal(reader, sorted_out, cases))
        await self._store.write(lambda writer: self._save(writer, outcomes, now))
        return len(posts)

    async def _readers(self, posts: Sequence[str]) -> list[Reader]:
        """The people behind these posts, each with all the posts at which he is written to."""
        held = await self._bindings(posts)
        chats = {_place(binding): None for binding in held.values()}
        more = await self._bindings(await self._store.posts_in_chats(list(chats)))
        together: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for post in dict.fromkeys((*posts, *more)):
            binding = held.get(post) or more.get(post)
            together[_place(binding) if binding else (post,)].append(post)
        found = {**more, **held}
        return [Reader(tuple(group), found) for group in together.values()]

    def _sort(self, notices: Sequence[Notice], written: datetime | None, now: datetime) -> Bundle:
        programme = notices[0].about.split("/")[0]
        day = office_day(written) if written else None
        return bundle(notices, day, self._engine.rules.terms(programme, now))

    async def _cases(self, rows: Sequence[NoticeRow]) -> dict[str, CaseRow]:
        codes = {row.notice.about for row in rows if row.notice.kind in _PLANNED}
        return {row.assignment.id: row for row in await self._store.cases(sorted(codes))}

    async def _bindings(self, posts: Sequence[str]) -> dict[str, BindingRow]:
        """The reachable holder of each post who is written to: A before B, older before newer,
        and who is at work before who is on leave.
        """
        today = office_day(self._clock.now())
        reachable = [row for row in await self._store.holders(posts) if row.reachable]
        found: dict[str, BindingRow] = {}
        for row in sorted(reachable, key=lambda row: row.is_away(today)):
            found.setdefault(row.post, row)
        return found

    async def _deal(self, reader: Reader, sorted_out: Bundle, cases: dict[str, CaseRow]) -> Outcome:
        now = self._clock.now()
        outcome = Outcome(
            held=[notice.key for notice in sorted_out.held], held_until=sorted_out.until
        )
        live: list[Notice] = []
        for notice in sorted_out.now:
            if self._moot(notice, cases, now):
                outcome.moot.append(notice.key)
            else:
                live.append(notice)
        if not live:
            return outcome
        letters: list[tuple[Letter, BindingRow]] = []
        for post in reader.posts:
            mine = [notice for notice in live if notice.to == post]
            known, binding = self._posts.get(post), reader.bindings.get(post)
            if known is not None and binding is not None and mine:
                letters.append((Letter(self._to(known, binding), mine, cases, now), binding))
            else:
                outcome.lost += mine
                outcome.lost_reason = "nobody holds this post in any channel"
        if letters:
            await self._draft(outcome, letters)
        return outcome

    def _moot(self, notice: Notice, cases: Mapping[str, CaseRow], now: datetime) -> bool:
        if notice.kind not in _PLANNED:
            return False
        row = cases.get(notice.about)
        if row is None:
            return True
        terms = self._engine.rules.terms(row.assignment.programme, now)
        return is_moot(notice, self.composer.case(row, now), terms)

    def _to(self, post: Post, binding: BindingRow) -> Addressee:
        now = self._clock.now()
        return self._wording.addressee(post, binding.lang, now, binding.channel)

    async def _draft(self, outcome: Outcome, letters: list[tuple[Letter, BindingRow]]) -> None:
        letter, binding = letters[0]
        speeches = [(await self.composer.compose(each), row.id) for each, row in letters]
        pks = {code: row.pk for code, row in letter.rows.items()}
        parts = self._speaker.render_joined(speeches, pks, binding.chat)
        carried = [notice for each, _ in letters for notice in each.notices]
        key = message_key(carried, binding.id)
        outcome.carried = [notice.key for notice in carried]
        for index, part in enumerate(parts):
            outcome.drafts.append(
                MessageDraft(
                    key=f"{key}/{index}",
                    lane=WAVE,
                    channel=binding.channel,
                    chat=binding.chat,
                    thread=binding.thread,
                    post=binding.post,
                    account=binding.account,
                    html=part.html,
                    buttons=part.buttons,
                    not_before=letter.now,
                    created_at=letter.now,
                )
            )

    async def _save(
        self,
        writer: Writer,
        outcomes: Sequence[Outcome],
        now: datetime,
    ) -> None:
        moot = [key for outcome in outcomes for key in outcome.moot]
        await self._store.settle_notices(writer, moot, NoticeState.MOOT, now)
        drafts = [draft for outcome in outcomes for draft in outcome.drafts]
        ids = await self._store.add_messages(writer, drafts)
        carried = [
            (key, ids[outcome.drafts[-1].key])
            for outcome in outcomes
            if outcome.drafts
            for key in outcome.carried
        ]
        await self._store.carry_notices(writer, carried, now)
        for outcome in outcomes:
            if outcome.held and outcome.held_until:
                await self._store.hold_notices(writer, outcome.held, outcome.held_until)
            if outcome.lost:
                await self._save_lost(writer, outcome, now)

    async def _save_lost(self, writer: Writer, outcome: Outcome, now: datetime) -> None:
        keys = [notice.key for notice in outcome.lost]
        await self._store.settle_notices(
            writer, keys, NoticeState.UNDELIVERABLE, now, outcome.lost_reason
        )
        await record_undelivered(
            (self._store, self._engine), writer, outcome.lost, outcome.lost_reason, now
        )


def _place(binding: BindingRow) -> tuple[str, ...]:
    """Where a person is met: what tells one reader from another."""
    return binding.channel, binding.chat, binding.thread, binding.account


def _units_first(posts: Sequence[str]) -> Sequence[str]:
    """Units before offices: what cannot be delivered to a unit belongs in the office's message."""
    units = [post for post in posts if post.rpartition("/")[2] in _UNIT_ROLES]
    return units or posts


async def record_undelivered(
    shell: tuple[Store, Engine],
    writer: Writer,
    notices: Sequence[Notice],
    reason: str,
    now: datetime,
) -> None:
    """Put on record that a unit's liaison could not be reached: the office will hear of it."""
    store, engine = shell
    for notice in notices:
        if not notice.to.endswith(f"/{Role.LIAISON.value}"):
            continue
        row = await store.case(notice.about)
        if row is None or row.standing.unreachable_since is not None:
            continue
        data = {"notice": notice.key, "post": notice.to, "reason": reason}
        await engine.record(writer, row, [Fact(FactKind.UNDELIVERED, now, MACHINE, data)], now)


def message_key(notices: Sequence[Notice], binding: int) -> str:
    """The key of the message that carries exactly these notices to this binding."""
    joined = "\x1f".join(sorted(notice.key for notice in notices))
    return hashlib.sha256(f"{binding}\x1f{joined}".encode()).hexdigest()[:40]
