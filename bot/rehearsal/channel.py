"""A channel that reaches simulated people: every message is kept and shown to its reader."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.ports import FailureKind, Lane, Outgoing, RemoteFile, SendFailure, Sent


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message as it reached a chat."""

    at: datetime
    chat: str
    message: str
    outgoing: Outgoing


Reader = Callable[[Delivered], None]


class SimulatedChannel:
    """Hands every message to `read` at once. Chats in `gone` refuse, as if the bot was blocked."""

    name = "rehearsal"

    def __init__(self, now: Callable[[], datetime], read: Reader) -> None:
        self._now = now
        self._read = read
        self._count = 0
        self.gone: set[str] = set()

    async def send(self, message: Outgoing, lane: Lane = Lane.WAVE) -> Sent:
        del lane
        if message.chat in self.gone:
            raise SendFailure(FailureKind.UNREACHABLE, "the bot was blocked by the user")
        self._count += 1
        sent = message.edits or f"m{self._count}"
        self._read(Delivered(self._now(), message.chat, sent, message))
        return Sent(sent)

    def wait_hint(self, chat: str, lane: Lane = Lane.WAVE) -> float:
        del chat, lane
        return 0.0

    async def answer_tap(self, tap: str, text: str, alert: bool = False) -> None:
        del tap, text, alert

    async def show_activity(self, chat: str, thread: str = "") -> None:
        del chat, thread

    async def fetch(self, file: RemoteFile) -> AsyncIterator[bytes]:
        """Bytes made from the file's name: the same name gives the same photo."""
        yield b"\x89PNG\r\n\x1a\n" + hashlib.sha256(file.ref.encode()).digest()
