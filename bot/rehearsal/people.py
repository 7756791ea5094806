"""Simulated liaisons (联络员): punctual, late, silent, leaving. The same seed acts alike.

They see what a person sees: the message and its buttons. They answer with taps, words and
photos through the ordinary inbox.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.applying import wanted
from bot.ports import ChatKind, FileKind, Incoming, IncomingKind, RemoteFile
from bot.rehearsal.channel import Delivered
from bot.store import NoticeRow
from config.home import Home
from messages.speech import Verb
from workflows.assignment import Assignment
from workflows.calendar import at_office, office_day
from workflows.notice import Notice, NoticeKind
from workflows.roster import Role

_DONE = "已完成"


class Temper(StrEnum):
    """How a liaison behaves."""

    PUNCTUAL = "punctual"  # answers in a few days
    LATE = "late"  # answers when nagged
    SILENT = "silent"  # never answers
    LEAVING = "leaving"  # answers for a year, then blocks the bot


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of tempers, in percent; the rest is punctual."""

    late: int = 15
    silent: int = 5
    leaving: int = 5


SCENARIOS: Mapping[str, Mix] = {
    "usual": Mix(),
    "punctual": Mix(0, 0, 0),
    "late": Mix(60, 0, 0),
    "silent": Mix(0, 100, 0),
    "leaving": Mix(10, 5, 30),
}


@dataclass(order=True, frozen=True, slots=True)
class Intention:
    """Something a person is going to do at an instant."""

    at: datetime
    order: int
    account: str
    about: str
    words: str
    replies_to: str
    data: str = ""  # the button pressed, with the message it stands under in `replies_to`


_DECIDES = (Verb.GRANT, Verb.ACCEPT, Verb.STAGE, Verb.HAPPENED, Verb.APPROVE)
"""What a simulated clerk presses: he grants, accepts, passes, records, and lets letters go."""


class People:
    """All simulated people. `notice` tells them of a message; `act` gives what they do by `now`."""

    def __init__(self, home: Home, mix: Mix, seed: int) -> None:
        self._calendar = home.calendar
        self._asked = {found.id: found for found in wanted(home)}
        posts = [post.id for post in home.roster.posts() if post.role is Role.LIAISON]
        self._random = random.Random(seed)
        self._tempers = {post: self._temper(post, mix) for post in sorted(posts)}
        self._agenda: list[Intention] = []
        self._done: set[str] = set()
        self._pressed: set[str] = set()
        self._count = 0
        self._first: datetime | None = None

    def temper(self, post: str) -> Temper:
        """How the holder of a post behaves; office posts and heads only read."""
        return self._tempers.get(post, Temper.SILENT)

    def set_temper(self, post: str, temper: Temper) -> None:
        """Give one post a temper of its own (demonstrations)."""
        self._tempers[post] = temper

    def leaves_at(self, post: str, now: datetime) -> bool:
        """True once a leaving liaison has blocked the bot: a year after the first message."""
        started = self._first or now
        return self.temper(post) is Temper.LEAVING and now - started > timedelta(days=365)

    def read(self, post: str, rows: Sequence[NoticeRow], delivered: Delivered) -> None:
        """A person reads a message and may decide to answer what it asks."""
        self._first = self._first or delivered.at
        if post.endswith(f"/{Role.CLERK.value}"):
            for intention in self._decisions(post, delivered):
                heapq.heappush(self._agenda, intention)
        for row in rows:
            notice = row.notice
            for intention in self._decide(post, notice, delivered):
                heapq.heappush(self._agenda, intention)

    def next_at(self) -> datetime | None:
        """When somebody will next do something."""
        return self._agenda[0].at if self._agenda else None

    def act(self, now: datetime) -> list[Incoming]:
        """What people do at `now`, as updates for the inbox."""
        updates: list[Incoming] = []
        while self._agenda and self._agenda[0].at <= now:
            intention = heapq.heappop(self._agenda)
            updates.append(self._update(intention))
        return updates

    def _temper(self, post: str, mix: Mix) -> Temper:
        del post
        roll = self._random.randrange(100)
        if roll < mix.late:
            return Temper.LATE
        if roll < mix.late + mix.silent:
            return Temper.SILENT
        if roll < mix.late + mix.silent + mix.leaving:
            return Temper.LEAVING
        return Temper.PUNCTUAL

    def _decisions(self, post: str, delivered: Delivered) -> Iterator[Intention]:
        """A clerk settles what waits for him, button by button, the next working hour."""
        buttons = [button for row in delivered.outgoing.buttons for button in row]
        decisive = [b.data for b in buttons if b.data.partition("|")[0] in _DECIDES]
        if not decisive:
            decisive = [b.data for b in buttons if b.data.partition("|")[0] == Verb.PICK]
        fresh = [data for data in decisive if data not in self._pressed]
        self._pressed |= set(fresh)
        for later, data in enumerate(fresh):
            self._count += 1
            at = delivered.at + timedelta(minutes=20 + 2 * later)
            yield Intention(at, self._count, post, "", "", delivered.message, data)

    def _decide(self, post: str, notice: Notice, delivered: Delivered) -> Iterator[Intention]:
        kind, about = notice.kind, notice.about
        temper = self.temper(post)
        if temper is Temper.SILENT or about in self._done:
            return
        if temper is Temper.LATE and kind is not NoticeKind.NAG:
            return
        if kind not in (NoticeKind.REMINDER, NoticeKind.NAG, NoticeKind.ISSUE):
            return
        _, code, occurrence, _ = about.split("/")
        if occurrence == "-" and kind is NoticeKind.ISSUE:
            return  # a task of many months: nothing to say on its first day
        words = self._words(occurrence, kind)
        at = self._when(delivered.at)
        said = [words]
        if words == _DONE:
            self._done.add(about)
            said = list(self._hand_in(about))
        for later, text in enumerate(said):
            self._count += 1
            when = at + timedelta(minutes=3 * later)
            to = delivered.message if later == 0 else ""
            yield Intention(when, self._count, post, about, text.format(code=code), to)

    def _hand_in(self, about: str) -> Iterator[str]:
        """What a liaison says to hand an item in: the words, then the figure it asks for."""
        asked = self._asked[about]
        if asked.indicator is not None:
            yield f"{{code}} {self._figure(asked)}"
            return
        needs = asked.needs
        words = "，按方案要求组织落实，各项措施均已到位" if needs.text_chars > 1 else ""
        yield f"{{code}} {_DONE}{words}"
        if needs.number:
            yield f"数值{self._random.randrange(80, 101)}%"

    @staticmethod
    def _figure(asked: Assignment) -> str:
        """A value that fits: the next target's, else the baseline's, with its unit."""
        indicator = asked.indicator
        assert indicator is not None, "only readings carry a figure of an indicator"
        numbers = [t.value for t in indicator.targets if isinstance(t.value, int | float)]
        numbers += [v for v in (indicator.baseline_value,) if isinstance(v, int | float)]
        return f"{numbers[0]:g}{indicator.unit}" if numbers else "已按要求保持稳定"

    def _words(self, occurrence: str, kind: NoticeKind) -> str:
        if occurrence != "-" or kind is NoticeKind.NAG:
            return _DONE
        if self._random.random() < 0.5:
            return f"{{code}} 推进中，完成{self._random.choice((30, 50, 60, 80))}%"
        return _DONE

    def _when(self, now: datetime) -> datetime:
        """Within the next five working days, at a minute of working time."""
        day: date = office_day(now)
        for _ in range(self._random.randrange(5)):
            day = self._calendar.add_working_days(day, 1)
        minutes = self._random.randrange(30, 450)
        at = at_office(day, time(9, 0)) + timedelta(minutes=minutes)
        return max(at, now + timedelta(minutes=5))

    def _update(self, intention: Intention) -> Incoming:
        if intention.data:
            return self._tap(intention)
        incoming = Incoming(
            channel="rehearsal",
            ext_id=f"s{intention.order}",
            kind=IncomingKind.TEXT,
            account=intention.account,
            chat=intention.account,
            chat_kind=ChatKind.PRIVATE,
            sent_at=intention.at,
            message=f"p{intention.order}",
            text=intention.words,
            reply_to=intention.replies_to,
        )
        if _DONE not in intention.words:
            return incoming
        photo = RemoteFile(intention.about, intention.about, FileKind.PHOTO, "现场照片.png")
        return replace(incoming, kind=IncomingKind.FILES, files=(photo,))

    @staticmethod
    def _tap(intention: Intention) -> Incoming:
        return Incoming(
            channel="rehearsal",
            ext_id=f"s{intention.order}",
            kind=IncomingKind.TAP,
            account=intention.account,
            chat=intention.account,
            chat_kind=ChatKind.PRIVATE,
            sent_at=intention.at,
            message=intention.replies_to,
            data=intention.data,
            tap=f"t{intention.order}",
        )
