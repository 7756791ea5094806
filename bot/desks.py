"""Loading the desk: what is known about one person at the moment he does something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.composing import Composer
from bot.engine import Rules
from bot.office_desks import OfficeDesks, OfficeRows
from bot.ports import Incoming, IncomingKind
from bot.store import BindingRow, CaseRow, Store
from bot.surroundings import Surroundings
from messages.dialogue import Desk, from_json
from messages.speech import Action
from workflows.calendar import at_office
from workflows.case import Case
from workflows.roster import Post, Role
from workflows.standing import FINISHED, State

OFFICE_ROLES = frozenset({Role.CLERK, Role.DIRECTOR, Role.LEADER, Role.ADMIN, Role.AUDITOR})
_RECENT = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person as he is met in a chat: his binding and the post he holds."""

    binding: BindingRow
    post: Post

    @property
    def is_office(self) -> bool:
        return self.post.role in OFFICE_ROLES


@dataclass(frozen=True, slots=True)
class Loaded:
    """A desk with the rows behind its cases, by assignment id.

    `shown` is the row of the message that shows the draft, 0 where there is none. `office` sorts
    the rows of an office.
    """

    desk: Desk
    rows: dict[str, CaseRow]
    shown: int = 0
    office: OfficeRows = OfficeRows()


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store keeps of a draft: its JSON and the row of the message that shows it."""

    draft: str
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One event being answered: who, what arrived, what was known, and the instant.

    `moved` are the cases whose due dates it has moved, as they stand after it.
    """

    seat: Seat
    incoming: Incoming
    loaded: Loaded
    now: datetime
    moved: tuple[CaseRow, ...] = ()

    @property
    def pressed(self) -> str:
        """The message whose button was pressed, or ""."""
        return self.incoming.message if self.incoming.kind is IncomingKind.TAP else ""


class Desks:
    """Loads desks. Own unit only: an office post sees the cases its office reviews."""

    def __init__(
        self,
        store: Store,
        rules: Rules,
        composer: Composer,
        surroundings: Surroundings,
        offices: OfficeDesks,
    ) -> None:
        self._store = store
        self._rules = rules
        self._composer = composer
        self._surroundings = surroundings
        self._offices = offices

    async def load(
        self, seat: Seat, incoming: Incoming, now: datetime, action: Action | None = None
    ) -> Loaded:
        """Everything `converse` needs to know; `action` is what the pressed button asks for."""
        if seat.is_office:
            return await self._load_office(seat, incoming, now, action)
        rows = await self._store.cases_of_unit(seat.post.unit, unfinished=False)
        opened = [row for row in rows if row.standing.state is not State.PLANNED]
        unfinished = [row for row in opened if row.standing.state not in FINISHED]
        recent = [row for row in opened if _is_recent(row, now)]
        kept = await self.kept(incoming)
        desk = Desk(
            post=seat.post,
            lang=seat.binding.lang,
            now=now,
            cases=self._cases(unfinished, now),
            recent=self._cases(recent, now),
            asked=await self._asked(incoming),
            draft=from_json(kept.draft) if kept and kept.draft else None,
            calendar=self._rules.calendar,
        )
        desk = await self._surroundings.around(desk, rows)
        return Loaded(desk, {row.assignment.id: row for row in rows}, kept.shown if kept else 0)

    async def kept(self, incoming: Incoming) -> Kept | None:
        """The draft kept for this person in this chat, with the message that shows it."""
        body = await self._store.load_draft(incoming.channel, incoming.account, incoming.chat)
        return Kept(**body) if body else None

    async def _load_office(
        self, seat: Seat, incoming: Incoming, now: datetime, action: Action | None
    ) -> Loaded:
        kept = await self.kept(incoming)
        draft = from_json(kept.draft) if kept and kept.draft else None
        calendar, lang = self._rules.calendar, seat.binding.lang
        bare = Desk(post=seat.post, lang=lang, now=now, calendar=calendar, draft=draft)
        desk, office = await self._offices.around(bare, incoming, action)
        return Loaded(desk, office.every(), kept.shown if kept else 0, office)

    def _cases(self, rows: Sequence[CaseRow], now: datetime) -> tuple[Case, ...]:
        ordered = sorted(rows, key=_by_due)
        return tuple(self._composer.case(row, now) for row in ordered)

    async def _asked(self, incoming: Incoming) -> tuple[str, ...]:
        """What the last messages to this chat asked about, newest first."""
        return tuple(await self._store.asked_in(incoming.channel, incoming.chat, 3))


def _is_recent(row: CaseRow, now: datetime) -> bool:
    finished_at = row.standing.finished_at
    return finished_at is not None and now - finished_at < _RECENT


def _by_due(row: CaseRow) -> tuple[bool, datetime, str]:
    due_at = row.standing.due_at
    opened = at_office(row.assignment.opens_on, time.min)
    return (due_at is None, due_at or opened, row.assignment.id)
