"""What the pages stand on, handed in by the composition root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from aiohttp import web

from bot.clock import Clock
from bot.store import Store
from bot.store.blobs import Blobs
from bot.web.channel import Hub
from bot.web.demo_port import DemoDesk
from bot.web.sessions import Sessions

HERE = Path(__file__).parent
LARGEST_FORM = 1024 * 1024  # everything that is not streamed
LARGEST_UPLOAD = 200 * 1024 * 1024
LARGEST_CHAT_FILE = 50 * 1024 * 1024
MOST_FILES = 20
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class WebParts:
    """`arrived` is called after something was stored in the inbox; `ready` tells of the heart."""

    store: Store
    blobs: Blobs
    hub: Hub
    clock: Clock
    secret: bytes
    title: str
    arrived: Callable[[], Awaitable[None]]
    ready: Callable[[], bool]
    demo: DemoDesk | None = None
    routes: Sequence[web.RouteDef] = field(default_factory=tuple)
    counts: Callable[[], Mapping[str, int]] = dict  # what the channels have counted themselves


PARTS: web.AppKey[WebParts] = web.AppKey("parts", WebParts)
SESSIONS: web.AppKey[Sessions] = web.AppKey("sessions", Sessions)

_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, status: int = 200, **values: object) -> web.Response:
    """Render a page from its template."""
    body = _PAGES.get_template(template).render(**values)
    return web.Response(text=body, status=status, content_type="text/html", charset="utf-8")
