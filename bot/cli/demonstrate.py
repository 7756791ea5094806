"""duban demo: everything on one page in a browser."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import webbrowser
from contextlib import AsyncExitStack
from pathlib import Path

from aiohttp import web

from bot.cli.problems import HomePath, Lang, Refused, reading_of, usable_home
from bot.demo import Demo
from bot.looping import run as run_loop
from bot.settings import listen_address, read_environment
from bot.shell import Medium
from bot.store.blobs import Blobs
from bot.web.app import WebParts, build_app
from bot.web.channel import Hub, WebChannel
from bot.web.incoming import decode
from config.home import Home


def demo(*, open_browser: bool = False, home: HomePath = None, lang: Lang = None) -> int:
    """Serve the whole product on one page: three seats and a clock you move (演示).

    No token is needed and nothing is kept: everything lives in a temporary folder.

    Parameters
    ----------
    open_browser: open the page in the default browser
    """
    usable = usable_home(reading_of(home, os.environ.get("DUBAN_HOME")), lang)
    if not usable.programmes:
        raise Refused("the home has no programme to show")
    return run_loop(_demo(usable, open_browser))


async def _demo(home: Home, open_browser: bool) -> int:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="duban-demo-")))
        url = await serve_demo(home, folder, stack)
        print(f"Duban 督办 demo: {url}", flush=True)
        if open_browser:
            webbrowser.open(url)
        await stop.wait()
    return 0


async def serve_demo(home: Home, folder: Path, stack: AsyncExitStack) -> str:
    """Open the demo in `folder` and serve its page; everything is closed by the stack."""
    environment = read_environment(os.environ, home.path)
    hub = Hub()
    blobs = Blobs(folder / "files", durable=False)
    show = Demo(home)
    await show.open(folder, {"web": Medium(WebChannel(hub, blobs), decode)})
    stack.push_async_callback(show.close)
    parts = WebParts(
        store=show.stage.store,
        blobs=blobs,
        hub=hub,
        clock=show.clock,
        secret=os.urandom(32),
        title=home.settings.title,
        arrived=show.settle,
        ready=lambda: True,
        demo=show,
    )
    address, port = listen_address(environment, home.settings)
    runner = web.AppRunner(build_app(parts), access_log=None, shutdown_timeout=2)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, address, port).start()
    return f"http://{address}:{runner.addresses[0][1]}/demo"
