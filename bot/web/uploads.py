"""One-time upload links for files that a channel cannot carry."""

from __future__ import annotations

import secrets

from aiohttp import BodyPartReader, web

from bot.store import UploadLinkRow
from bot.web.incoming import Saying
from bot.web.parts import LARGEST_UPLOAD, PARTS, page
from bot.web.talk import accept, keep_file

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
    """Store the file, use the link up, and hand the file in as its holder would have."""
    link = await _link(request)
    parts = request.app[PARTS]
    reader = await request.multipart()
    part = await reader.next()
    while isinstance(part, BodyPartReader) and part.name != "file":
        part = await reader.next()
    if not isinstance(part, BodyPartReader):
        raise web.HTTPBadRequest
    kept = await keep_file(request, part, LARGEST_UPLOAD)
    hashed = parts.store.token_hash(request.match_info["token"])
    now = parts.clock.now()
    if not await parts.store.write(lambda w: parts.store.use_upload_link(w, hashed, now)):
        raise web.HTTPNotFound
    await _hand_in(request, link, kept)
    return page("upload.html", title=parts.title, post=link.post, done=True, name=kept["name"])


async def _hand_in(request: web.Request, link: UploadLinkRow, kept: dict[str, object]) -> None:
    """The file reaches the conversation in which the link was given, on its own channel."""
    holders = await request.app[PARTS].store.bindings_of(link.post)
    if not holders:
        raise web.HTTPNotFound
    holder = holders[0]
    saying = Saying(
        id=secrets.token_hex(12),
        account=holder.account,
        chat=holder.chat,
        files=(kept,),
        lang=holder.lang or "zh",
        channel=holder.channel,
    )
    await accept(request, saying)
