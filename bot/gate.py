"""The gate (保密关口): what a channel may take, and who hears that something was refused.

The office learns that words with a mark of secrecy were sent, when, and by which unit; the words
themselves are in no table, log or message.
"""

from __future__ import annotations

from bot.desks import Turn
from bot.engine import Rules
from bot.ports import Incoming, IncomingKind
from bot.store import Store, Writer
from messages.words import say
from workflows.notice import Notice, NoticeKind
from workflows.programme import Programme
from workflows.roster import Role, post_id

_CONTENT = frozenset({IncomingKind.TEXT, IncomingKind.EDIT, IncomingKind.FILES, IncomingKind.TAP})


class Gate:
    """Keeps content off channels that must not carry it. `place` is where the web chat is."""

    def __init__(self, store: Store, rules: Rules, notice_only: frozenset[str], place: str) -> None:
        self._store = store
        self._rules = rules
        self._notice_only = notice_only
        self._place = place

    def takes(self, incoming: Incoming) -> bool:
        """False for content on a channel that carries notices only (只发通知)."""
        return incoming.channel not in self._notice_only or incoming.kind not in _CONTENT

    def sentence(self, lang: str) -> str:
        """What is said instead, with the place where the matter can be dealt with."""
        return say("notice_only", lang, place=f"{self._place}/chat")

    async def report(self, writer: Writer, turn: Turn) -> None:
        """Tell the offices that deal with this unit that something secret was sent."""
        if not self.takes(turn.incoming):
            return  # refused for its channel, whatever it said
        unit, channel = turn.seat.post.unit, turn.incoming.channel
        rung = f"{unit}/{turn.now.isoformat()}/{channel}"
        notices = [
            Notice(NoticeKind.SECRECY, rung, post_id(office, role), programme, turn.now)
            for office, programme in self._offices(unit).items()
            for role in (Role.CLERK, Role.DIRECTOR)
        ]
        await self._store.add_notices(writer, notices)

    def _offices(self, unit: str) -> dict[str, str]:
        """Each office that this unit works with, and one of its programmes."""
        found: dict[str, str] = {}
        for programme in self._rules.programmes.values():
            if unit == programme.office or unit in _units(programme):
                found.setdefault(programme.office, programme.code)
        return found


def _units(programme: Programme) -> frozenset[str]:
    """Every unit that owes something in a programme."""
    tasks = {one.unit for task in programme.tasks for one in task.responsible}
    return frozenset(tasks | {unit for duty in programme.duties for unit in duty.units})
