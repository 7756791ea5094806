"""The web channel: messages live in the store; open pages are told that something is new."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

from bot.ports import Lane, Outgoing, RemoteFile, Sent
from bot.store.blobs import Blobs

_BACKLOG = 100


class Hub:
    """Tells open pages about news in their chats. Nothing is kept for closed ones."""

    def __init__(self) -> None:
        self._pages: dict[str, set[asyncio.Queue[dict[str, Any]]]] = defaultdict(set)
        self._closing = asyncio.Event()

    def publish(self, chat: str, event: dict[str, Any]) -> None:
        """Tell every page that shows this chat; a page that does not read loses its oldest."""
        for queue in self._pages.get(chat, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)

    async def listen(self, chats: tuple[str, ...]) -> AsyncIterator[dict[str, Any] | None]:
        """Events of these chats; None every 15 seconds of silence. Ends when the hub closes."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_BACKLOG)
        for chat in chats:
            self._pages[chat].add(queue)
        try:
            while not self._closing.is_set():
                yield await self._next(queue)
        finally:
            for chat in chats:
                self._pages[chat].discard(queue)

    async def _next(self, queue: asyncio.Queue[dict[str, Any]]) -> dict[str, Any] | None:
        got = asyncio.ensure_future(queue.get())
        closed = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait({got, closed}, timeout=15, return_when=asyncio.FIRST_COMPLETED)
            return got.result() if got.done() else None
        finally:
            got.cancel()
            closed.cancel()

    def close(self) -> None:
        """End every open stream, so that a shutdown waits for nobody."""
        self._closing.set()


class WebChannel:
    """Implements bot.ports.Channel for the pages of this service."""

    name = "web"

    def __init__(self, hub: Hub, blobs: Blobs) -> None:
        self._hub = hub
        self._blobs = blobs

    async def send(self, message: Outgoing, lane: Lane = Lane.WAVE) -> Sent:
        """The message is in the store already; the page is told to look."""
        del lane
        self._hub.publish(message.chat, {"kind": "news", "chat": message.chat})
        return Sent(message.edits or uuid.uuid4().hex)

    def wait_hint(self, chat: str, lane: Lane = Lane.WAVE) -> float:
        del chat, lane
        return 0.0

    async def answer_tap(self, tap: str, text: str, alert: bool = False) -> None:
        """Taps are named "<chat>|<id>"; their answers appear as a short note on the page."""
        chat = tap.partition("|")[0]
        if text:
            event = {"kind": "toast", "chat": chat, "text": text, "alert": alert}
            self._hub.publish(chat, event)

    async def show_activity(self, chat: str, thread: str = "") -> None:
        del thread
        self._hub.publish(chat, {"kind": "busy", "chat": chat})

    def fetch(self, file: RemoteFile) -> AsyncIterator[bytes]:
        """The page has put the file into the blobs already; `ref` is "blob:<sha256>"."""
        return self._blobs.stream(file.ref.removeprefix("blob:"))
