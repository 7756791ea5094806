"""The demo page and what its buttons ask for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson
from aiohttp import web

from bot.web.demo_port import DemoDesk, Step
from bot.web.parts import PARTS, SESSIONS, page
from bot.web.talk import speaker

routes = web.RouteTableDef()
_WEEKDAYS = "一二三四五六日"
_STEPS: tuple[Step, ...] = ("event", "day", "quarter")


def _desk(request: web.Request) -> DemoDesk:
    desk = request.app[PARTS].demo
    if desk is None:
        raise web.HTTPNotFound
    return desk


@routes.get("/demo")
async def show(request: web.Request) -> web.Response:
    """The page with three seats."""
    desk = _desk(request)
    sessions = request.app[SESSIONS]
    account = sessions.account(request) or sessions.fresh()
    response = page(
        "demo.html",
        title=desk.title(),
        seats=desk.seats(),
        token=sessions.token(account),
        clock=_clock(desk),
    )
    sessions.remember(response, request, account)
    return response


@routes.get("/api/demo")
async def state(request: web.Request) -> web.Response:
    """The clock, the seats and the board."""
    speaker(request, posting=False)
    return await _state(_desk(request), ())


@routes.post("/api/demo/move")
async def move(request: web.Request) -> web.Response:
    """Move the clock: {"step": "event" | "day" | "quarter"}."""
    speaker(request, posting=True)
    asked = (await _body(request)).get("step")
    step: Step | None = next((known for known in _STEPS if known == asked), None)
    if step is None:
        raise web.HTTPBadRequest
    desk = _desk(request)
    report = await desk.move(step)
    return await _state(desk, report.lines)


@routes.post("/api/demo/sit")
async def sit(request: web.Request) -> web.Response:
    """Seat the liaison at another unit: {"seat": "liaison", "unit": "…"}."""
    speaker(request, posting=True)
    body = await _body(request)
    desk = _desk(request)
    await desk.sit(str(body.get("seat")), str(body.get("unit")))
    return await _state(desk, ())


async def _state(desk: DemoDesk, lines: Any) -> web.Response:
    value = {
        "clock": _clock(desk),
        "seats": [asdict(seat) for seat in desk.seats()],
        "board": [asdict(unit) for unit in await desk.board()],
        "lines": list(lines),
    }
    return web.Response(body=orjson.dumps(value), content_type="application/json")


def _clock(desk: DemoDesk) -> dict[str, str]:
    now = desk.now()
    return {
        "day": f"{now:%Y}年{now.month}月{now.day}日",
        "weekday": f"周{_WEEKDAYS[now.weekday()]}",
        "time": f"{now:%H:%M}",
        "mark": desk.day_mark(now.date()),
    }


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = orjson.loads(await request.read())
    except orjson.JSONDecodeError as problem:
        raise web.HTTPBadRequest from problem
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body
