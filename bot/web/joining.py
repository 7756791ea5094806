"""Joining by invite and the chat page of a bound person."""

from __future__ import annotations

import secrets

from aiohttp import web

from bot.web.incoming import Saying
from bot.web.parts import PARTS, SESSIONS, page
from bot.web.talk import accept

routes = web.RouteTableDef()


@routes.get("/")
async def home(request: web.Request) -> web.StreamResponse:
    """The demo, the chat of a known browser, or a word on how to join."""
    parts = request.app[PARTS]
    if parts.demo is not None:
        raise web.HTTPSeeOther("/demo")
    if request.app[SESSIONS].account(request):
        raise web.HTTPSeeOther("/chat")
    return page("home.html", title=parts.title)


@routes.get("/join/{code}")
async def invited(request: web.Request) -> web.StreamResponse:
    """Ask before using the invite up: link previews and scanners must not."""
    sessions = request.app[SESSIONS]
    account = sessions.account(request) or sessions.fresh()
    response = page(
        "join.html",
        title=request.app[PARTS].title,
        code=request.match_info["code"],
        token=sessions.token(account),
    )
    sessions.remember(response, request, account)
    return response


@routes.post("/join/{code}")
async def join(request: web.Request) -> web.StreamResponse:
    """Bring the invite to the bot as this browser."""
    sessions = request.app[SESSIONS]
    account = sessions.account(request)
    form = await request.post()
    if not account or not secrets.compare_digest(
        str(form.get("token", "")).encode(), sessions.token(account).encode()
    ):
        raise web.HTTPForbidden
    code = request.match_info["code"][:64]
    saying = Saying(
        id=secrets.token_hex(12),
        account=account,
        chat=account,
        text=f"/start {code}",
        lang=request.headers.get("Accept-Language", "")[:2] or "zh",
    )
    await accept(request, saying)
    raise web.HTTPSeeOther("/chat")


@routes.get("/chat")
async def chat(request: web.Request) -> web.StreamResponse:
    """The conversation of this browser's account."""
    sessions = request.app[SESSIONS]
    account = sessions.account(request)
    if not account:
        raise web.HTTPSeeOther("/")
    return page(
        "chat.html", title=request.app[PARTS].title, token=sessions.token(account), seat="me"
    )
