"""duban run: the service."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import datetime
from typing import Annotated

from cyclopts import Parameter

from bot.cli.problems import HomePath, Lang, Refused, reading_of, usable_home
from bot.clock import OFFICE_ZONE, Clock, PretendClock, WallClock
from bot.hosting import Hosted, host
from bot.logs import set_up_logs
from bot.looping import run as run_loop
from bot.service import ServiceDied
from bot.settings import read_environment


def run(
    *,
    pretend_now: Annotated[datetime | None, Parameter(name="--pretend-now")] = None,
    pace: float = 1.0,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Run the service: Telegram where a token is set, the web pages always (运行).

    Parameters
    ----------
    pretend_now: start the clock at this instant, for rehearsing against a test chat; every
        message says so, and a database with real facts is refused
    pace: how many times faster the pretended clock runs
    """
    if pace <= 0 or (pace != 1.0 and pretend_now is None):
        raise Refused("--pace needs --pretend-now and a number above zero")
    usable = usable_home(reading_of(home, os.environ.get("DUBAN_HOME")), lang)
    environment = read_environment(os.environ, usable.path)
    set_up_logs()
    clock: Clock = WallClock()
    if pretend_now is not None:
        start = pretend_now if pretend_now.tzinfo else pretend_now.replace(tzinfo=OFFICE_ZONE)
        clock = PretendClock(start, pace)
    try:
        return run_loop(_serve(host(usable, environment, clock, pretend=pretend_now is not None)))
    except ServiceDied as died:
        print(f"the service had to stop: {died}", file=sys.stderr)
        return 1


async def _serve(hosting: AbstractAsyncContextManager[Hosted]) -> int:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with AsyncExitStack() as stack:
        hosted = await stack.enter_async_context(hosting)
        print(f"Duban: {hosted.url}", flush=True)
        died = asyncio.create_task(hosted.service.wait())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({died, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if died.done():
            died.result()
        else:
            died.cancel()
    return 0
