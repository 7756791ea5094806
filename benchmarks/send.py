"""Messages a second: the whole durable path, our bare channel, and the library's own way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Bot

from benchmarks.figures import Figure, Size, Watch, median_of, rate
from benchmarks.ground import server, wave
from bot.ports import Outgoing
from bot.store import WAVE
from bot.telegram import TelegramChannel, TelegramSettings, open_telegram
from tests.botapi.server import TEST_TOKEN
from tests.crash.big_home import chat_of

WINDOW = 64
GOAL = 5.0
TEXT = "<b>提醒</b> 编制并报送生态文明建设工作台账，9月30日17:30前反馈。" * 8


async def run(size: Size) -> list[Figure]:
    async with server() as url:
        channel = await open_telegram(TelegramSettings(TEST_TOKEN, url), paced=False)
        try:
            bare = await median_of(lambda: _channel(channel, size.of(4_000, 500)))
            kept = await median_of(lambda: _outbox(channel, size.of(2_000, 300)))
            whole = await median_of(lambda: _notices(channel, size.of(2_000, 300)))
        finally:
            await channel.close()
        wide = await median_of(lambda: _library(url, size.of(600, 200), WINDOW))
        narrow = await median_of(lambda: _library(url, size.of(1_000, 200), 8))
    return [
        _beside("outbox → sent and recorded", kept, wide, WINDOW),
        _beside("notice → composed, sent, recorded", whole, wide, WINDOW),
        Figure(
            "the same, to the library's best",
            rate(kept),
            f"PTB default, 8 in flight: {rate(narrow)}",
            kept / narrow,
        ),
        _beside("bare channel", bare, wide, WINDOW),
        Figure("outbox to bare channel", rate(kept), f"bare channel: {rate(bare)}", kept / bare),
    ]


def _beside(name: str, ours: float, peer: float, window: int) -> Figure:
    words = f"PTB default, {window} in flight: {rate(peer)}"
    ratio = ours / peer
    return Figure(name, rate(ours), words, ratio, f"≥ {GOAL:g} ×", ratio >= GOAL)


async def _notices(channel: TelegramChannel, count: int) -> float:
    async with wave(count, channel, WINDOW) as (shell, _):
        await shell.engine.tick()
        watch = Watch()
        while await shell.delivery.pump(WAVE):
            pass
        return count / watch.seconds


async def _outbox(channel: TelegramChannel, count: int) -> float:
    """As `_notices`, with the messages composed and in the outbox already."""
    async with wave(count, channel, WINDOW) as (shell, _):
        await shell.engine.tick()
        while await shell.bundler.fill(400):
            pass
        watch = Watch()
        while await shell.delivery.pump(WAVE):
            pass
        return count / watch.seconds


async def _channel(channel: TelegramChannel, count: int) -> float:
    async def send(number: int) -> None:
        await channel.send(Outgoing(chat=str(chat_of(number)), html=TEXT))

    return await _at_once(send, count, WINDOW)


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
