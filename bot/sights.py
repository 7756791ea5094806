"""What a person may look at: open items, one item, help, the digest and the replies behind it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from bot.composing import Composer
from bot.desks import Turn
from bot.engine import Rules
from bot.enrolment import Enrolment
from bot.speaking import Wording
from bot.store import CaseRow, Store, UploadLinkRow, Writer
from messages.compose import (
    Addressee,
    Ask,
    Queue,
    Reply,
    compose_digest,
    compose_event,
    compose_handover,
    compose_help,
    compose_item,
    compose_queue,
    compose_source,
    compose_taken_over,
    compose_tasks,
    compose_upload,
    compose_welcome,
)
from messages.dialogue import BACK, Show, Sight
from messages.speech import Speech
from messages.words import day_words, say
from workflows.digest import digest_lines, figure_lines
from workflows.ledger import FactKind
from workflows.notice import Notice, NoticeKind
from workflows.standing import FINISHED, State

UPLOAD_LINK_LIFE = timedelta(hours=24)
_SPOKEN = (
    FactKind.REPORTED,
    FactKind.CORRECTED,
    FactKind.EXTENSION_ASKED,
    FactKind.QUESTION,
    FactKind.WAITING,
)
_MOST_REPLIES = 3


def _open_rows(turn: Turn) -> list[CaseRow]:
    """The cases of the desk that are open now."""
    return [
        row
        for row in turn.loaded.rows.values()
        if row.standing.state is not State.PLANNED and row.standing.state not in FINISHED
    ]


class Sights:
    """Renders what was asked to be shown. `upload_base` is the public address of the web pages."""

    def __init__(
        self,
        store: Store,
        rules: Rules,
        composer: Composer,
        enrolment: Enrolment,
        upload_base: str = "",
        wording: Wording | None = None,
    ) -> None:
        self._store = store
        self._rules = rules
        self._composer = composer
        self._enrolment = enrolment
        self._upload_base = upload_base
        self._wording = wording or Wording()

    async def render(self, writer: Writer, show: Show, turn: Turn) -> Speech:
        """The sight as speech, from the rows that this person may see and no others."""
        to = self._wording.addressee(
            turn.seat.post, turn.seat.binding.lang, turn.now, turn.seat.binding.channel
        )
        match show.what:
            case Sight.TASKS if turn.loaded.desk.is_office:
                return self._queue(turn, to, int(show.arg or 0))
            case Sight.TASKS:
                return self._tasks(turn, to, int(show.arg or 0))
            case Sight.EVENT if show.about in turn.loaded.rows:
                return await self._event(turn, to, show.about)
            case Sight.ITEM if show.about in turn.loaded.rows:
                return await self._item(turn, to, turn.loaded.rows[show.about])
            case Sight.DIGEST:
                return await self._digest(turn, to)
            case Sight.SOURCE if show.about in turn.loaded.rows:
                return await self._item(turn, to, turn.loaded.rows[show.about], every=True)
            case Sight.SOURCE:
                return await self._source(turn, to, show)
            case Sight.UPLOADS:
                return await self._upload(writer, turn, to, show.about)
            case Sight.HANDOVER:
                made = await self._enrolment.handover(writer, turn.seat.binding, turn.now)
                link = await self._enrolment.link(made.code, turn.seat.binding.channel)
                return compose_handover(link, made.expires_at, to, turn.now)
            case Sight.LEAVE:
                return await self._leave(writer, turn, show.arg)
            case Sight.BRIEF:
                asks = [self._bare(row, to, turn) for row in _open_rows(turn)]
                return compose_taken_over(asks, to, turn.now)
            case Sight.START:
                return compose_welcome(
                    to,
                    turn.seat.post.unit,
                    len(turn.loaded.desk.cases),
                    self._office(turn),
                    turn.now,
                )
            case _:
                return compose_help(to, turn.now, self._office(turn))

    def _office(self, turn: Turn) -> str:
        """The office this person deals with: his own, else the one that reviews his items."""
        if turn.seat.is_office:
            return turn.seat.post.unit
        offices = [row.assignment.office for row in turn.loaded.rows.values()]
        return offices[0] if offices else next(iter(self._rules.programmes.values())).office

    def _tasks(self, turn: Turn, to: Addressee, start: int = 0) -> Speech:
        rows = _open_rows(turn)
        wanted = turn.loaded.desk.office_requests if turn.seat.is_office else None
        cases = wanted or turn.loaded.desk.cases or [self._composer.case(r, turn.now) for r in rows]
        left = {row.assignment.id: self._composer.days_left(row, turn.now) for row in rows}
        return compose_tasks(tuple(cases), left, to, turn.now, start)

    def _queue(self, turn: Turn, to: Addressee, start: int) -> Speech:
        """What waits for an office, the longest wait first."""
        office, now = turn.loaded.office, turn.now
        waiting = [ask for row in office.waiting for ask in self._composer.requests(row, now)]
        reviewing = [self._bare(row, to, turn) for row in office.reviewing]
        closable = [self._bare(row, to, turn) for row in office.closable]
        return compose_queue(Queue(waiting, reviewing, closable, start), to, now)

    async def _event(self, turn: Turn, to: Addressee, about: str) -> Speech:
        """An event just recorded, with what it has moved."""
        row = turn.loaded.rows[about]
        moved = [self._bare(each, to, turn) for each in turn.moved]
        return compose_event(self._composer.case(row, turn.now), moved, to, turn.now)

    async def _item(
        self, turn: Turn, to: Addressee, row: CaseRow, *, every: bool = False
    ) -> Speech:
        ask = await self._composer.with_neighbours(self._bare(row, to, turn), turn.now)
        return compose_item(ask, to, turn.now, every=every)

    def _bare(self, row: CaseRow, to: Addressee, turn: Turn) -> Ask:
        """A case as an ask, though no notice speaks of it."""
        notice = Notice(NoticeKind.ISSUE, "", to.post.id, row.assignment.id, turn.now)
        return self._composer.ask(row, notice, turn.now)

    async def _leave(self, writer: Writer, turn: Turn, days: str) -> Speech:
        """Note a leave, where somebody else holds the post too; or end one."""
        held, lang = turn.seat.binding, turn.seat.binding.lang
        if days == BACK:
            await self._store.set_away(writer, held.id, None)
            return Speech(say("leave_over", lang))
        first, _, last = days.partition("/")
        if not last:
            return Speech(say("leave_unclear", lang))
        others = await self._store.bindings_of(held.post)
        if all(other.who == held.who for other in others):
            return Speech(say("leave_alone", lang, office=self._office(turn)))
        away = date.fromisoformat(first), date.fromisoformat(last)
        await self._store.set_away(writer, held.id, away)
        words = (day_words(day, turn.now, lang) for day in away)
        return Speech(say("leave_noted", lang, **dict(zip(("first", "last"), words, strict=True))))

    async def _digest(self, turn: Turn, to: Addressee) -> Speech:
        if not turn.seat.is_office:
            return self._tasks(turn, to)
        code = self._programme(turn)
        return compose_digest(await self._composer.digest(code, turn.now), to, turn.now)

    def _programme(self, turn: Turn) -> str:
        office = turn.seat.post.unit
        codes = [p.code for p in self._rules.programmes.values() if p.office == office]
        return codes[0] if codes else next(iter(self._rules.programmes))

    async def _source(self, turn: Turn, to: Addressee, show: Show) -> Speech:
        if not turn.seat.is_office:
            return self._tasks(turn, to)
        code = show.about or self._programme(turn)
        rows = [row async for row in self._store.cases_of_programme(code)]
        look = self._rules.look(turn.now)
        cases = [self._composer.case(row, turn.now) for row in rows]
        digest = await self._composer.digest(code, turn.now)
        lines = figure_lines(digest, digest_lines(cases, look), show.arg)
        behind = {line.assignment.id for line in lines}
        replies = self._replies([row for row in rows if row.assignment.id in behind])
        return compose_source(show.arg, lines, replies, to, turn.now)

    @staticmethod
    def _replies(rows: Sequence[CaseRow]) -> tuple[Reply, ...]:
        """What the units said last on each of these items, newest first."""
        found = [
            Reply(
                row.assignment.unit,
                row.assignment.task,
                str(fact.data.get("receipt") or ""),
                fact.at,
                str(fact.data.get("text") or fact.data.get("reason") or ""),
                row.assignment.id,
            )
            for row in rows
            for fact in [fact for fact in row.facts if fact.kind in _SPOKEN][-_MOST_REPLIES:]
        ]
        return tuple(sorted(found, key=lambda reply: reply.at, reverse=True))

    async def _upload(self, writer: Writer, turn: Turn, to: Addressee, about: str) -> Speech:
        """A one-time link to hand in a file that the channel cannot carry."""
        token = secrets.token_urlsafe(16)
        expires_at = turn.now + UPLOAD_LINK_LIFE
        case = turn.loaded.rows[about].pk if about in turn.loaded.rows else None
        link = UploadLinkRow(turn.seat.post.id, case, expires_at, None)
        await self._store.add_upload_link(writer, self._store.token_hash(token), link)
        return compose_upload(f"{self._upload_base}/upload/{token}", expires_at, to, turn.now)
