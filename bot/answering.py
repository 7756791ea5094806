"""Carrying out a decision: number receipts, append facts, keep the draft, enqueue the answers.

Everything happens in one transaction with the inbox row, so whoever reads an answer knows that
what it confirms is on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from bot.asking import Asking
from bot.composing import Composer
from bot.desks import Kept, Turn
from bot.engine import Engine
from bot.happening import Happenings
from bot.ports import Incoming
from bot.refreshing import Refreshing
from bot.sharing import Sharing
from bot.sights import Sights
from bot.speaking import Speaker
from bot.store import Buttons, CaseRow, MessageDraft, MessageRow, Store, Writer
from bot.tokens import buttons_of_others
from messages.dialogue import (
    Decision,
    Receipt,
    Record,
    Recorded,
    Refresh,
    Show,
    Speak,
    compose_receipt,
    recall,
    to_json,
)
from messages.speech import Speech
from messages.split import MESSAGE_CHARS, fits
from workflows.calendar import office_day
from workflows.ledger import Fact, FactKind

REPLY = 0


class Answering:
    """Applies decisions. Methods that take a writer run inside the caller's transaction."""

    def __init__(
        self, store: Store, engine: Engine, speaker: Speaker, composer: Composer, sights: Sights
    ) -> None:
        self._store = store
        self._engine = engine
        self._speaker = speaker
        self._composer = composer
        self._sights = sights
        self._asking = Asking(store, engine)
        self._happenings = Happenings(store, engine)
        self._sharing = Sharing(engine)
        self._refreshing = Refreshing(store, engine.rules, speaker, composer)

    async def carry_out(self, writer: Writer, turn: Turn, decision: Decision) -> None:
        """Record, keep, answer. Raises Stale where a case has moved on since it was loaded."""
        recorded, also, turn = await self._record(writer, turn, decision.records)
        shown = 0
        for index, answer in enumerate(decision.answers):
            if isinstance(answer, Receipt):
                every = [one for i in answer.records for one in (recorded[i], *also[i])]
                answer, told = replace(answer, records=tuple(range(len(every)))), every
            else:
                told = recorded
            row = await self._answer(writer, turn, answer, told, index)
            shown = row or shown
        await self._keep(writer, turn, decision, shown)

    async def _record(
        self, writer: Writer, turn: Turn, records: Sequence[Record]
    ) -> tuple[list[Recorded], dict[int, list[Recorded]], Turn]:
        """Put the records on the ledger. Returns them, what each served for besides (同一材料),
        and the turn with the cases after them.
        """
        also: dict[int, list[Recorded]] = {}
        rows = dict(turn.loaded.rows)
        recorded: list[Recorded] = []
        moved: list[CaseRow] = []
        for record in records:
            row = before = await self._as_now(rows, turn, record.assignment)
            data = dict(record.data)
            if record.kind is FactKind.WAITING:
                data = await self._asking.named(row, data)
            receipt = str(data.get("receipt", ""))
            if record.numbered:
                receipt = await self._store.next_receipt(
                    writer, office_day(turn.now), row.pk, turn.now, turn.seat.post.id
                )
                data["receipt"] = receipt
            if record.kind is FactKind.SLIP_APPROVED:
                data["receipt"] = await self._slip_number(writer, row, turn)
            fact = Fact(record.kind, turn.now, turn.seat.post.id, data)
            row = await self._engine.record(writer, row, [fact], turn.now)
            moved += await self._happenings.follow(writer, row, fact)
            changed = await self._asking.follow(writer, before, row, fact)
            rows |= {record.assignment: row, **changed}
            row = rows[record.assignment]
            await self._attach(writer, row, data, receipt)
            recorded.append(Recorded(record, receipt, self._composer.case(row, turn.now)))
            shared = await self._sharing.follow(writer, rows, row, fact)
            rows |= {other.assignment.id: other for other in shared}
            also[len(recorded) - 1] = [
                Recorded(
                    replace(record, assignment=other.assignment.id),
                    receipt,
                    self._composer.case(other, turn.now),
                )
                for other in shared
            ]
        after = replace(turn.loaded, rows=rows)
        return recorded, also, replace(turn, loaded=after, moved=tuple(moved))

    async def _slip_number(self, writer: Writer, row: CaseRow, turn: Turn) -> str:
        """××督办〔2026〕12号: the programme's next number of the year."""
        programme, year = row.assignment.programme, office_day(turn.now).year
        n = await self._store.next_number(writer, f"slip/{programme}/{year}")
        found = self._engine.rules.programmes.get(programme)
        short = (found.short or found.title) if found else programme
        return f"{short}督办〔{year}〕{n}号"

    async def _as_now(self, rows: dict[str, CaseRow], turn: Turn, assignment: str) -> CaseRow:
        """The case with its newest link: one that this turn has written to is read again."""
        row = rows[assignment]
        if row is turn.loaded.rows.get(assignment):
            return row
        return await self._store.case(assignment) or row

    async def _attach(self, writer: Writer, row: CaseRow, data: dict, receipt: str) -> None:
        evidence = [item["sha256"] for item in data.get("evidence") or ()]
        if evidence:
            unit = row.assignment.unit
            await self._store.attach_hashes(writer, evidence, unit, row.pk, receipt)

    async def _answer(
        self,
        writer: Writer,
        turn: Turn,
        answer: Speak | Receipt | Show | Refresh,
        recorded: Sequence[Recorded],
        index: int,
    ) -> int:
        """Enqueue one answer. Returns the row of the message, 0 where none was sent."""
        if isinstance(answer, Refresh):
            return await self._refresh(writer, turn, answer)
        key = f"in:{turn.incoming.channel}:{turn.incoming.ext_id}:{index}"
        if isinstance(answer, Receipt):
            chosen = [recorded[i] for i in answer.records]
            speech = compose_receipt(chosen, turn.loaded.desk)
            key = f"receipt:{chosen[0].receipt}:{key}"
        elif isinstance(answer, Show):
            speech = await self._sights.render(writer, answer, turn)
        else:
            speech = answer.speech
        if not answer.in_place:
            return await self.say(writer, turn, speech, key)
        if turn.pressed:
            return await self.say(writer, turn, speech, key, turn.pressed)
        shown = await self._store.message(turn.loaded.shown) if turn.loaded.shown else None
        return await self._say_over(writer, turn, speech, key, shown)

    async def say(
        self,
        writer: Writer,
        turn: Turn,
        speech: Speech,
        key: str,
        edits: str = "",
        buttons: Buttons = (),
    ) -> int:
        """Enqueue speech to the chat of the turn, in the reply lane.

        `buttons` are buttons signed before, which stay under it.
        """
        binding = turn.seat.binding
        pks = {code: row.pk for code, row in turn.loaded.rows.items()}
        chat = turn.incoming.chat
        row = 0
        for part, rendered in enumerate(self._speaker.render(speech, pks, binding.id, chat)):
            draft = MessageDraft(
                key=f"{key}/{part}",
                lane=REPLY,
                channel=turn.incoming.channel,
                chat=chat,
                thread=turn.incoming.thread,
                post=binding.post,
                account=turn.incoming.account,
                html=rendered.html,
                buttons=rendered.buttons or buttons,
                edits=edits if part == 0 else "",
                not_before=turn.now,
                created_at=turn.now,
            )
            row = await self._store.add_message(writer, draft)
        return row

    async def _say_over(
        self, writer: Writer, turn: Turn, speech: Speech, key: str, old: MessageRow | None
    ) -> int:
        """Give an earlier message a new look: an edit, or new words where it has not left yet."""
        if old is None or old.remote_id:
            return await self.say(writer, turn, speech, key, old.remote_id if old else "")
        pks = {code: row.pk for code, row in turn.loaded.rows.items()}
        parts = self._speaker.render(speech, pks, turn.seat.binding.id, turn.incoming.chat)
        if len(parts) == 1 and await self._store.rewrite_message(
            writer, old.id, parts[0].html, parts[0].buttons
        ):
            return old.id
        return await self.say(writer, turn, speech, key)

    async def _refresh(self, writer: Writer, turn: Turn, answer: Refresh) -> int:
        """Show an old message as it stands now: a receipt anew, others without their buttons and
        with a note of what was decided.
        """
        incoming = turn.incoming
        if answer.receipt:
            return await self._refresh_receipt(writer, turn, answer.receipt)
        old = await self._store.latest_look(incoming.channel, incoming.chat, answer.message)
        if old is None or not (old.buttons or answer.note):
            return 0
        key = f"in:{incoming.channel}:{incoming.ext_id}:refresh"
        left = buttons_of_others(old.buttons, incoming.data)
        noted = f"{old.html}\n\n{answer.note}" if answer.note else old.html
        html = noted if fits(noted, MESSAGE_CHARS) else old.html
        return await self.say(writer, turn, Speech(html), key, answer.message, left)

    async def _refresh_receipt(self, writer: Writer, turn: Turn, receipt: str) -> int:
        """The receipt as it stands after what was recorded, in whosever chat it is."""
        old = await self._store.message_keyed(f"receipt:{receipt}:")
        cases = (self._composer.case(row, turn.now) for row in turn.loaded.rows.values())
        found = [(c, again) for c in cases if (again := recall(c, receipt)) is not None]
        if old is None or not found:
            return 0
        case, again = found[0]
        key = f"in:{turn.incoming.channel}:{turn.incoming.ext_id}:receipt:{receipt}"
        if (old.channel, old.chat) != (turn.incoming.channel, turn.incoming.chat):
            await self._refreshing.receipt(writer, case, old, key, turn.now)
            return 0
        speech = compose_receipt([again], turn.loaded.desk)
        return await self._say_over(writer, turn, speech, key, old)

    async def _keep(self, writer: Writer, turn: Turn, decision: Decision, shown: int) -> None:
        incoming = turn.incoming
        where = (incoming.channel, incoming.account, incoming.chat)
        if decision.draft is None:
            await self._store.clear_draft(writer, *where)
            return
        kept = Kept(to_json(decision.draft), shown or turn.loaded.shown)
        await self._store.save_draft(writer, where, asdict(kept), turn.now)


def hushed(incoming: Incoming) -> Incoming:
    """The incoming message without words and files: all that may be kept of a secret."""
    return replace(incoming, text="", files=(), display_name="")
