"""Messages a second: the whole durable path, our bare channel, and the library's own way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from statistics import median

from telegram import Bot

from benchmarks.figures import ROUNDS, Figure, Size, Watch, rate
from benchmarks.ground import server, wave
from bot.delivery import WORKERS
from bot.ports import Outgoing
from bot.shell import Shell
from bot.store import WAVE
from bot.telegram import TelegramChannel, TelegramSettings, open_telegram
from tests.botapi.server import TEST_TOKEN
from tests.crash.big_home import chat_of

WINDOW = 64
OURS = 256  # in flight at most, as set for a server without limits: two shares of 128
GOAL = 5.0
TEXT = "<b>提醒</b> 编制并报送生态文明建设工作台账，9月30日17:30前反馈。" * 8


async def run(size: Size) -> list[Figure]:
    rounds: list[_Round] = []
    async with server() as url:
        channel = await open_telegram(TelegramSettings(TEST_TOKEN, url), paced=False)
        try:
            for _ in range(ROUNDS):  # side by side: a busy machine is as busy for everybody
                rounds.append(
                    _Round(
                        kept=await _outbox(channel, size.of(1_200, 300)),
                        wide=await _in_plain_asyncio(_library(url, size.of(600, 200), WINDOW)),
                        whole=await _notices(channel, size.of(1_200, 300)),
                        narrow=await _in_plain_asyncio(_library(url, size.of(600, 200), 8)),
                        bare=await _channel(channel, size.of(2_500, 500)),
                    )
                )
        finally:
            await channel.close()
    wide, narrow = f"PTB default, {WINDOW} in flight", "PTB default, 8 in flight (its best)"
    return [
        _beside("outbox → sent, recorded", (rounds, "kept", "wide"), wide, GOAL),
        _beside("outbox → sent, recorded", (rounds, "kept", "narrow"), narrow),
        _beside("notice → composed, sent, recorded", (rounds, "whole", "wide"), wide),
        _beside("bare channel", (rounds, "bare", "wide"), wide),
        _beside("outbox → sent, recorded", (rounds, "kept", "bare"), "our bare channel"),
    ]


@dataclass(frozen=True, slots=True)
class _Round:
    """Messages a second of every contender, one after another."""

    kept: float
    wide: float
    whole: float
    narrow: float
    bare: float


def _beside(
    name: str, compared: tuple[list[_Round], str, str], words: str, goal: float | None = None
) -> Figure:
    """The median of the rounds; the ratio is the median of the ratios within a round."""
    rounds, ours, peer = compared
    mine = median(getattr(each, ours) for each in rounds)
    theirs = median(getattr(each, peer) for each in rounds)
    ratio = median(getattr(each, ours) / getattr(each, peer) for each in rounds)
    return Figure(
        name,
        rate(mine),
        f"{words}: {rate(theirs)}",
        ratio,
        "" if goal is None else f"≥ {goal:g} ×",
        None if goal is None else ratio >= goal,
    )


async def _notices(channel: TelegramChannel, count: int) -> float:
    async with wave(count, channel, OURS) as (shell, _):
        await shell.engine.tick()
        watch = Watch()
        await _pump(shell)
        return count / watch.seconds


async def _outbox(channel: TelegramChannel, count: int) -> float:
    """As `_notices`, with the messages composed and in the outbox already."""
    async with wave(count, channel, OURS) as (shell, _):
        await shell.engine.tick()
        while await shell.bundler.fill(400):
            pass
        watch = Watch()
        await _pump(shell)
        return count / watch.seconds


async def _pump(shell: Shell) -> None:
    """As the service does: the lane's workers side by side."""

    async def work() -> None:
        while await shell.delivery.pump(WAVE):
            pass

    await asyncio.gather(*(work() for _ in range(WORKERS)))


async def _channel(channel: TelegramChannel, count: int) -> float:
    async def send(number: int) -> None:
        await channel.send(Outgoing(chat=str(chat_of(number)), html=TEXT))

    return await _at_once(send, count, WINDOW)


async def _in_plain_asyncio(measured: Coroutine[None, None, float]) -> float:
    """The library as it comes: on the interpreter's own loop, in a thread of its own."""
    return await asyncio.to_thread(asyncio.run, measured)


async def _library(url: str, count: int, window: int) -> float:
    bot = Bot(TEST_TOKEN, base_url=f"{url}/bot")

    async def send(number: int) -> None:
        await bot.send_message(chat_of(number), TEXT, parse_mode="HTML")

    async with bot:
        return await _at_once(send, count, window)


async def _at_once(send: Callable[[int], Awaitable[None]], count: int, window: int) -> float:
    """Messages a second with so many senders, each taking the next one."""
    numbers = iter(range(1, count + 1))

    async def work() -> None:
        for number in numbers:
            await send(number)

    watch = Watch()
    await asyncio.gather(*(work() for _ in range(window)))
    return count / watch.seconds
