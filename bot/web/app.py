"""The web application: routes, security headers, and error pages instead of tracebacks."""

from __future__ import annotations

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.web import demo, drafting, health, joining, talk, uploads
from bot.web.parts import HERE, LARGEST_FORM, PARTS, SESSIONS, WebParts, page
from bot.web.sessions import Sessions

log = structlog.get_logger(__name__)

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_WORDS = {
    403: ("不能这样做", "请从原来的页面重试，或向办公室索取新的邀请。"),
    404: ("没有这个页面", "链接可能已使用或已过期。"),
    413: ("文件太大", "单个文件不超过200 MB。"),
    500: ("出了点问题", "已记录。请稍后再试；您之前收到回执的内容都已保存。"),
}


def build_app(parts: WebParts) -> web.Application:
    """All pages of a service or of the demo."""
    app = web.Application(middlewares=[_guard], client_max_size=LARGEST_FORM)
    app[PARTS] = parts
    app[SESSIONS] = Sessions(parts.secret)
    app.router.add_static("/static", HERE / "static", append_version=True)
    for routes in (talk.routes, health.routes, uploads.routes, joining.routes, drafting.routes):
        app.router.add_routes(routes)
    if parts.demo is not None:
        app.router.add_routes(demo.routes)
    app.router.add_routes(parts.routes)
    app.on_response_prepare.append(_secure)
    app.on_shutdown.append(_let_go)
    return app


async def _secure(request: web.Request, response: web.StreamResponse) -> None:
    """Every answer carries the headers, streams and redirects too."""
    del request
    response.headers.update(_HEADERS)


async def _let_go(app: web.Application) -> None:
    app[PARTS].hub.close()


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every failure into a page in plain words."""
    try:
        return await handler(request)
    except web.HTTPException as problem:
        if problem.status < 400:
            raise
        return _sorry(request, problem.status)
    except (ConnectionError, TimeoutError):
        raise
    except Exception:
        log.exception("page.failed", path=request.path)
        return _sorry(request, 500)


def _sorry(request: web.Request, status: int) -> web.Response:
    title, advice = _WORDS.get(status, ("请求无法处理", "请返回重试。"))
    if request.path.startswith("/api/"):
        return web.json_response({"error": f"{title}。{advice}"}, status=status)
    return page("sorry.html", status, title=title, advice=advice, code=status)
