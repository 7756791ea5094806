"""One-time upload links for files that a channel cannot carry."""

from __future__ import annotations

import secrets

from aiohttp import BodyPartReader, web

from bot.store import UploadLinkRow, Writer
from bot.web.incoming import Saying
from bot.web.parts import LARGEST_UPLOAD, PARTS, page
from bot.web.talk import keep_file, keep_saying, readable_form
from messages.dialogue import is_secret

routes = web.RouteTableDef()


async def _link(request: web.Request) -> UploadLinkRow:
    """The link of this address. Raises HTTPNotFound where it is unknown, used or over."""
    parts = request.app[PARTS]
    found = await parts.store.upload_link(parts.store.token_hash(request.match_info["token"]))
    if found is None or found.used_at is not None or found.expires_at <= parts.clock.now():
        raise web.HTTPNotFound
    return found


@routes.get("/upload/{token}")
async def offer(request: web.Request) -> web.Response:
    """The page with the file picker."""
    link = await _link(request)
    parts = request.app[PARTS]
    return page("upload.html", title=parts.title, post=link.post, done=False, name="")


@routes.post("/upload/{token}")
async def take(request: web.Request) -> web.Response:
    """Store the file, then use the link up and hand the file in, together."""
    link = await _link(request)
    parts = request.app[PARTS]
    with readable_form():
        part = await _file_part(request)
    holders = await parts.store.bindings_of(link.post)
    if not holders:
        raise web.HTTPNotFound
    if is_secret(part.filename or ""):
        raise web.HTTPForbidden
    with readable_form():
        kept = await keep_file(request, part, LARGEST_UPLOAD)
    holder = holders[0]
    saying = Saying(
        id=secrets.token_hex(12),
        account=holder.account,
        chat=holder.chat,
        files=(kept,),
        lang=holder.lang or "zh",
        channel=holder.channel,
    )
    if not await parts.store.write(lambda writer: _hand_in(request, writer, saying)):
        raise web.HTTPNotFound
    await parts.arrived()
    return page("upload.html", title=parts.title, post=link.post, done=True, name=kept["name"])


async def _file_part(request: web.Request) -> BodyPartReader:
    """The field with the file. Raises HTTPBadRequest where the form has none."""
    reader = await request.multipart()
    part = await reader.next()
    while isinstance(part, BodyPartReader) and part.name != "file":
        part = await reader.next()
    if not isinstance(part, BodyPartReader):
        raise web.HTTPBadRequest
    return part


async def _hand_in(request: web.Request, writer: Writer, saying: Saying) -> bool:
    """Use the link up and put the file into the conversation it was given in, or neither."""
    parts = request.app[PARTS]
    hashed = parts.store.token_hash(request.match_info["token"])
    if not await parts.store.use_upload_link(writer, hashed, parts.clock.now()):
        return False
    await keep_saying(parts, writer, saying)
    return True
