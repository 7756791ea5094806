"""The demo as `duban demo` opens it, without its own port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo import Demo
from bot.shell import Medium
from bot.store.blobs import Blobs
from bot.web.app import WebParts
from bot.web.channel import Hub, WebChannel
from bot.web.incoming import decode
from config.home import Home

SECRET = b"a secret of the pages, for tests"


@asynccontextmanager
async def opened_demo(home: Home, folder: Path) -> AsyncIterator[WebParts]:
    """What the demo's pages stand on: the real store, the real blobs, the real demo."""
    hub = Hub()
    blobs = Blobs(folder / "files", durable=False)
    show = Demo(home)
    await show.open(folder, {"web": Medium(WebChannel(hub, blobs), decode)})
    try:
        yield WebParts(
            store=show.stage.store,
            blobs=blobs,
            hub=hub,
            clock=show.clock,
            secret=SECRET,
            title=home.settings.title,
            arrived=show.settle,
            ready=lambda: True,
            demo=show,
        )
    finally:
        await show.close()
