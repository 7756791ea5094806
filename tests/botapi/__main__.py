"""Run the server as its own process: ``python -m tests.botapi --port N [--no-limits]``.

Prints one line, the URL, when it is ready; stops on SIGTERM or SIGINT. Private chats open by
themselves (``--strict-people`` forbids that), so benchmarks may write to any positive id.
``POST /control/<order>`` with a JSON body gives the orders listed in ``controls.py``.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import sys

import uvloop

from tests.botapi.server import TEST_TOKEN, BotApiServer


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 chooses a free one")
    parser.add_argument("--no-limits", action="store_true", help="switch the flood limits off")
    parser.add_argument("--token", default=TEST_TOKEN)
    parser.add_argument("--strict-people", action="store_true", help="unknown chats are not found")
    return parser.parse_args(arguments)


async def _serve(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = BotApiServer(
        limits=not options.no_limits, token=options.token, port=options.port, controls=True
    )
    server.world.auto_open = not options.strict_people
    async with server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    gc.disable()  # everything kept is kept on purpose; passes over it would spoil benchmarks
    uvloop.run(_serve(_options(sys.argv[1:])))
