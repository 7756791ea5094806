"""People who meet the service on its pages: a browser each, with the interface of tests.botapi.

Everything goes through the real routes and comes back through them, as the page's script does
it: the invite is opened and confirmed, words and taps are posted under fresh ids, the
conversation is read after every piece of news, short notes arrive on the stream of news.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import orjson
from aiohttp import ClientResponse, ClientTimeout, FormData
from aiohttp.test_utils import TestClient, TestServer
from itsdangerous import URLSafeSerializer

from bot.web.app import WebParts, build_app
from bot.web.sessions import COOKIE
from messages.split import plain
from tests.web.visitors import Browser, File, fresh_id

Target = Any  # a WebMessage; as wide as in tests.botapi, so that stories can hold either person
_PATIENCE = 10.0
"""Seconds until a stream that says nothing is a failure."""


class WebMessage:
    """A message on the page; text and buttons are looked up, so edits show."""

    __slots__ = ("_person", "id")

    def __init__(self, person: WebPerson, id: str) -> None:
        self._person = person
        self.id = id

    def __repr__(self) -> str:
        return f"<web message {self.id}: {self.text!r} {self.labels}>"

    @property
    def text(self) -> str:
        return plain(self._person.bubbles[self.id]["html"])

    @property
    def buttons(self) -> list[list[dict[str, Any]]]:
        """Rows of buttons, named as in the Bot API: text with callback_data or url."""
        rows = self._person.bubbles[self.id]["buttons"]
        return [[_named(button) for button in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    @property
    def is_edited(self) -> bool:
        return self._person.first_looks[self.id] != _look(self._person.bubbles[self.id])

    def data(self, wanted: str) -> str:
        """The data behind a button's words (or the data itself), as shown now."""
        for button in (button for row in self.buttons for button in row):
            if wanted in (button["text"], button.get("callback_data")):
                if "url" in button:
                    raise ValueError(f"{wanted!r} opens a link, it sends nothing to the bot")
                return button["callback_data"]
        raise ValueError(f"no button {wanted!r}; there are {self.labels}")


class WebTap:
    """A button pressed; ``answer`` is the first note that the page showed after it."""

    def __init__(self, person: WebPerson) -> None:
        self._person = person
        self._before = len(person.notes)

    @property
    def answer(self) -> dict[str, Any] | None:
        found = self._person.notes[self._before :]
        return found[0] if found else None


class WebPerson:
    """One browser. ``conversation`` is what its page shows, ``bubbles`` the bot's side by id."""

    def __init__(self, server: TestServer, parts: WebParts, name: str) -> None:
        self.name = name
        self._parts = parts
        self.bubbles: dict[str, dict[str, Any]] = {}
        self.conversation: list[dict[str, Any]] = []
        self.first_looks: dict[str, Any] = {}
        self.notes: list[dict[str, Any]] = []
        self._browser = Browser(TestClient(server, timeout=ClientTimeout(total=_PATIENCE)))
        self._stream: asyncio.Task[None] | None = None
        self._marks: dict[str, asyncio.Event] = {}

    @property
    def account(self) -> str:
        """The account in the browser's cookie: its chat has the same name."""
        cookies = self._browser.client.session.cookie_jar
        (cookie,) = [cookie for cookie in cookies if cookie.key == COOKIE]
        return URLSafeSerializer(self._parts.secret, salt="session").loads(cookie.value)

    @property
    def inbox(self) -> list[WebMessage]:
        """The bot's messages on the page, in the page's order."""
        return [WebMessage(self, id) for id in self.bubbles]

    async def start(self, code: str, language: str = "zh-CN,zh;q=0.9") -> None:
        """Open the invite, confirm it, and stay on the chat page that follows."""
        await self._browser.open(f"/join/{code}")
        form, headers = {"token": self._browser.token}, {"Accept-Language": language}
        post = self._browser.client.post(f"/join/{code}", data=form, headers=headers)
        async with post as answer:
            assert (answer.status, answer.url.path) == (200, "/chat"), await answer.text()
        await self._browser.open("/chat")
        if self._stream is None:
            opened = asyncio.Event()
            self._stream = asyncio.create_task(self._listen(opened))
            await asyncio.wait_for(opened.wait(), _PATIENCE)

    async def send(self, text: str, *, reply_to: Target | None = None, own: str = "") -> str:
        """Words; the page's own id of them comes back, which is fresh unless it is given."""
        return await self._say(text, (), reply_to, own)

    async def send_photo(
        self, content: bytes, caption: str = "", *, reply_to: Target | None = None
    ) -> str:
        return await self._say(caption, [("图片.png", content)], reply_to)

    async def send_document(
        self, name: str, content: bytes, mime: str = "", caption: str = "", *,
        reply_to: Target | None = None,
    ) -> str:  # fmt: skip
        """What the sender claims to be its type, is not asked: bytes decide."""
        del mime
        return await self._say(caption, [(name, content)], reply_to)

    async def tap(self, message: Target, button: str) -> WebTap:
        """Press a button by its words or its data, as the message is now."""
        return await self.forge_tap(message, message.data(button))

    async def forge_tap(self, message: Target, data: str) -> WebTap:
        """Send any data at all as a tap."""
        tap = WebTap(self)
        await _expect_stored(await self._post_tap(message, data))
        return tap

    async def refused_tap(self, message: Target, data: str) -> int:
        """Send data that must be refused at the door; the status of the answer."""
        async with await self._post_tap(message, data) as answer:
            return answer.status

    async def look(self) -> None:
        """Read the stream up to here and the conversation anew, as the page does at news."""
        if self._stream is None:
            return
        await self._read_stream()
        self.conversation = await self._browser.bubbles("me")
        shown = (bubble for bubble in self.conversation if bubble["side"] == "bot")
        self.bubbles = {bubble["id"]: bubble for bubble in shown}
        for id, bubble in self.bubbles.items():
            self.first_looks.setdefault(id, _look(bubble))

    async def close(self) -> None:
        """Close the browser."""
        if self._stream is not None:
            self._stream.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._stream
        await self._browser.client.session.close()

    async def _post_tap(self, message: Target, data: str) -> ClientResponse:
        body = {"id": fresh_id(), "data": data, "message": message.id}
        return await self._browser.post("/api/chat/me/tap", body)

    async def _say(
        self, text: str, files: Sequence[File], reply_to: Target | None, own: str = ""
    ) -> str:
        """One saying, with the fields that the page's script sends."""
        own = own or fresh_id()
        form = FormData(quote_fields=False, charset="utf-8", default_to_multipart=True)
        form.add_field("id", own)
        form.add_field("text", text)
        if reply_to is not None:
            form.add_field("reply_to", reply_to.id)
        for name, content in files:
            form.add_field("file", content, filename=name)
        headers = {"X-Duban-Token": self._browser.token}
        url = "/api/chat/me/say"
        await _expect_stored(await self._browser.client.post(url, data=form, headers=headers))
        return own

    async def _listen(self, opened: asyncio.Event) -> None:
        """Keep the page's stream of news open."""
        endless = ClientTimeout(total=None)
        async with self._browser.client.get("/api/news", timeout=endless) as stream:
            assert stream.status == 200
            async for line in stream.content:
                opened.set()
                if line.startswith(b"data: "):
                    self._heard(orjson.loads(line.removeprefix(b"data: ")))

    def _heard(self, event: dict[str, Any]) -> None:
        if event["kind"] == "toast":
            self.notes.append({"text": event["text"], "show_alert": event["alert"]})
        elif event["kind"] == "mark":
            self._marks[event["mark"]].set()

    async def _read_stream(self) -> None:
        """Until everything published before has been read: events keep their order."""
        mark, passed = fresh_id(), asyncio.Event()
        self._marks[mark] = passed
        self._parts.hub.publish(self.account, {"kind": "mark", "mark": mark})
        await asyncio.wait_for(passed.wait(), _PATIENCE)
        del self._marks[mark]


class Pages:
    """The pages of one service, and everybody who has them open."""

    def __init__(self, server: TestServer, parts: WebParts) -> None:
        self._server = server
        self._parts = parts
        self.people: list[WebPerson] = []

    def person(self, name: str) -> WebPerson:
        """Somebody with a fresh browser."""
        self.people.append(WebPerson(self._server, self._parts, name))
        return self.people[-1]

    def url(self, path: str) -> str:
        """The address of a page."""
        return str(self._server.make_url(path))

    async def look(self) -> None:
        """Every open page catches up with the news."""
        for person in self.people:
            await person.look()


@asynccontextmanager
async def served(parts: WebParts) -> AsyncIterator[Pages]:
    """Serve the pages on loopback; on leaving, close the browsers first."""
    server = TestServer(build_app(parts))
    await server.start_server()
    pages = Pages(server, parts)
    try:
        yield pages
    finally:
        for person in pages.people:
            await person.close()
        await server.close()


def _named(button: dict[str, str]) -> dict[str, str]:
    use = {"url": button["url"]} if button["url"] else {"callback_data": button["data"]}
    return {"text": button["text"], **use}


def _look(bubble: dict[str, Any]) -> tuple[str, Any]:
    return bubble["html"], bubble["buttons"]


async def _expect_stored(answer: ClientResponse) -> None:
    async with answer:
        assert answer.status == 200, await answer.text()
        assert await answer.json() == {"stored": True}
