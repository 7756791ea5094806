"""Talking on a page: history, words and files in, taps, and the stream of news."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import Any

import orjson
from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.store import Writer
from bot.store.blobs import BlobTooBig
from bot.tokens import MAX_BYTES
from bot.web.conversation import conversation, files_of
from bot.web.incoming import Saying, encode
from bot.web.parts import LARGEST_CHAT_FILE as CHAT_FILE
from bot.web.parts import LONGEST_TEXT, MOST_FILES, PARTS, SESSIONS, WebParts
from messages.dialogue import is_secret

routes = web.RouteTableDef()
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks on this page and in which chat."""

    account: str
    chat: str


def speaker(request: web.Request, *, posting: bool) -> Speaker:
    """The person at the page: a seat of the demo by name, else the browser's own account.

    Raises HTTPForbidden for browsers without a session and for forged posts.
    """
    sessions = request.app[SESSIONS]
    account = sessions.account(request)
    if not account:
        raise web.HTTPForbidden
    if posting:
        sessions.check(request, account)
    seat = request.match_info.get("seat", "me")
    if seat == "me":
        return Speaker(account, account)
    demo = request.app[PARTS].demo
    found = next((s for s in demo.seats() if s.key == seat), None) if demo else None
    if found is None:
        raise web.HTTPNotFound
    return Speaker(found.account, found.chat)


@routes.get("/api/chat/{seat}")
async def history(request: web.Request) -> web.Response:
    """The conversation, oldest first."""
    here = speaker(request, posting=False)
    bubbles = await conversation(request.app[PARTS].store, here.chat)
    return web.json_response({"bubbles": bubbles})


@routes.post("/api/chat/{seat}/say")
async def say(request: web.Request) -> web.Response:
    """Words and files, as a multipart form with the page's own id for this saying."""
    here = speaker(request, posting=True)
    if not await request.app[PARTS].store.binding_for("web", here.account):
        raise web.HTTPForbidden  # nothing is kept of people who hold no post
    form = await _form(request)
    if not form["text"].strip() and not form["files"]:
        raise web.HTTPBadRequest
    saying = Saying(
        id=form["id"],
        account=here.account,
        chat=here.chat,
        text=form["text"][:LONGEST_TEXT],
        reply_to=form["reply_to"],
        files=form["files"],
        lang=form["lang"],
    )
    await accept(request, saying)
    return web.json_response({"stored": True})


@routes.post("/api/chat/{seat}/tap")
async def tap(request: web.Request) -> web.Response:
    """A pressed button."""
    here = speaker(request, posting=True)
    try:
        pressed = orjson.loads(await request.read())
        own, data, message = (str(pressed[name]) for name in ("id", "data", "message"))
    except (orjson.JSONDecodeError, KeyError, TypeError) as problem:
        raise web.HTTPBadRequest from problem
    if not (_ID.fullmatch(own) and _is_ours(data) and len(message) <= MAX_BYTES):
        raise web.HTTPBadRequest  # what no button can carry is not kept, whoever sends it
    await accept(
        request, Saying(id=own, account=here.account, chat=here.chat, data=data, message=message)
    )
    return web.json_response({"stored": True})


def _is_ours(data: str) -> bool:
    """True where a button of ours could carry the data."""
    return 0 < len(data.encode()) <= MAX_BYTES


async def accept(request: web.Request, saying: Saying) -> None:
    """Store what was said, durably, then have it worked on. The same id again is harmless."""
    parts = request.app[PARTS]
    await parts.store.write(lambda writer: keep_saying(parts, writer, saying))
    parts.hub.publish(saying.chat, {"kind": "news", "chat": saying.chat})
    await parts.arrived()


async def keep_saying(parts: WebParts, writer: Writer, saying: Saying) -> None:
    """Put a saying into the inbox, at its place in the conversation."""
    placed = replace(saying, after=await parts.store.last_message_id())
    item = (saying.ext_id, saying.chat, encode(placed))
    await parts.store.store_incoming(writer, "web", [item], parts.clock.now())


@routes.get("/api/chat/{seat}/files/{sha256}")
async def file(request: web.Request) -> web.StreamResponse:
    """A file of this conversation: pictures are shown, everything else is only handed over."""
    here = speaker(request, posting=False)
    parts = request.app[PARTS]
    sha256 = request.match_info["sha256"]
    found = files_of(await conversation(parts.store, here.chat)).get(sha256)
    if found is None or not parts.blobs.has(sha256):
        raise web.HTTPNotFound
    inline = found["mime"] in _SHOWN_INLINE
    response = web.FileResponse(parts.blobs.path(sha256))
    response.content_type = found["mime"] if inline else "application/octet-stream"
    response.headers["Content-Disposition"] = "inline" if inline else "attachment"
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


@routes.get("/api/news")
async def news(request: web.Request) -> web.StreamResponse:
    """Server-sent events: which chat has something new, short notes, what is being worked on."""
    here = speaker(request, posting=False)
    parts = request.app[PARTS]
    chats = tuple(seat.chat for seat in parts.demo.seats()) if parts.demo else (here.chat,)
    response = web.StreamResponse(headers={"Cache-Control": "no-store"})
    response.content_type = "text/event-stream"
    await response.prepare(request)
    await response.write(b"retry: 2000\n\n")
    with contextlib.suppress(ConnectionResetError):  # the page was closed
        async for event in parts.hub.listen(chats):
            await response.write(_line(event))
    return response


def _line(event: dict[str, Any] | None) -> bytes:
    if event is None:
        return b": still here\n\n"
    return b"data: " + orjson.dumps(event) + b"\n\n"


async def _form(request: web.Request) -> dict[str, Any]:
    """The fields of a saying; files are stored as they stream in."""
    found: dict[str, Any] = {"id": "", "text": "", "reply_to": "", "lang": "zh", "files": []}
    with readable_form():
        await _read_form(request, found)
    if not _ID.fullmatch(found["id"]):
        raise web.HTTPBadRequest
    return found


@contextlib.contextmanager
def readable_form() -> Iterator[None]:
    """Reading a form inside: one that is broken or no form at all is a bad request."""
    try:
        yield
    except (ValueError, AssertionError, KeyError, HttpProcessingError) as problem:
        raise web.HTTPBadRequest from problem


async def _read_form(request: web.Request, found: dict[str, Any]) -> None:
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest
        if part.name == "file":
            if len(found["files"]) >= MOST_FILES:
                raise web.HTTPRequestEntityTooLarge(MOST_FILES, MOST_FILES)
            secret = is_secret(found["text"], part.filename or "")
            found["files"].append(
                await refuse_file(part) if secret else await keep_file(request, part, CHAT_FILE)
            )
        elif part.name in found:
            found[part.name] = await _words(part)


async def _words(part: BodyPartReader) -> str:
    """A text field; one that is longer than any reply is refused, not cut."""
    raw = bytearray()
    while chunk := await part.read_chunk(8192):
        raw += chunk
        if len(raw) > 4 * LONGEST_TEXT:
            raise web.HTTPRequestEntityTooLarge(4 * LONGEST_TEXT, len(raw))
    return raw.decode("utf-8", "replace")


async def refuse_file(part: BodyPartReader) -> dict[str, Any]:
    """A file whose name or words carry a mark of secrecy: read past, never stored."""
    while await part.read_chunk(64 * 1024):
        pass
    name = (part.filename or "")[:200]
    return {"sha256": "", "name": name, "mime": "", "kind": "document", "size_bytes": 0}


async def keep_file(request: web.Request, part: BodyPartReader, cap_bytes: int) -> dict[str, Any]:
    """Stream one file into the blobs; what it is, is read from its bytes, not from its name."""

    async def chunks() -> AsyncIterator[bytes]:
        while chunk := await part.read_chunk(64 * 1024):
            yield chunk

    try:
        blob = await request.app[PARTS].blobs.store(chunks(), cap_bytes)
    except BlobTooBig as problem:
        raise web.HTTPRequestEntityTooLarge(cap_bytes, cap_bytes + 1) from problem
    kind = "photo" if blob.mime in _SHOWN_INLINE else "document"
    name = (part.filename or "")[:200]
    return {
        "sha256": blob.sha256,
        "name": name,
        "mime": blob.mime,
        "kind": kind,
        "size_bytes": blob.size_bytes,
    }
