"""python-telegram-bot talks to the strict server, and it runs as its own process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from tests.botapi import BotApiServer, FaultKind, Person
from tests.botapi.plain_client import PNG

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(limits=False) as running:
        yield running


@pytest.fixture
async def person(server: BotApiServer) -> Person:
    someone = server.user()
    await someone.start()
    server.world.queue.clear()
    return someone


async def test_python_telegram_bot_talks_to_it(server: BotApiServer, person: Person) -> None:
    bot = Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    async with bot:
        assert bot.username == server.bot_username
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("已收到", callback_data="a")]])
        sent = await bot.send_message(
            person.id, "<b>督办</b> 😀", parse_mode="HTML", reply_markup=markup
        )
        assert sent.text_html == "<b>督办</b> 😀"
        tap = await person.tap(person.inbox[-1], "已收到")
        photo = await person.send_photo(PNG)
        updates = await bot.get_updates(timeout=5)
        assert updates[0].callback_query is not None
        assert await updates[0].callback_query.answer("好")
        assert tap.answer is not None
        await updates[0].callback_query.edit_message_text("已签收")
        assert person.inbox[-1].text == "已签收"
        file = await bot.get_file(photo.raw["photo"][-1]["file_id"])
        assert await file.download_as_bytearray() == PNG
        document = await bot.send_document(person.id, b"data", filename="简报.txt")
        assert document.document is not None
        assert document.document.file_name == "简报.txt"
        album = await bot.send_media_group(
            person.id, [InputMediaPhoto(PNG, caption="一"), InputMediaPhoto(PNG)]
        )
        assert [m.caption for m in album] == ["一", None]
        assert (await bot.get_chat(person.id)).type == "private"
        assert await bot.set_my_commands([("status", "我的任务")])
        assert [c.command for c in await bot.get_my_commands()] == ["status"]
        assert await bot.delete_message(person.id, sent.message_id)


async def test_python_telegram_bot_raises_its_own_errors(
    server: BotApiServer, person: Person
) -> None:
    group = server.group("工作群", person)
    old_id = group.id
    await group.upgrade()
    server.faults.add(FaultKind.TOO_MANY, method="sendChatAction", retry_after=4)
    async with Bot(server.token, base_url=f"{server.url}/bot") as bot:
        with pytest.raises(BadRequest, match=r"(?i)can't parse entities"):
            await bot.send_message(person.id, "<b>", parse_mode="HTML")
        with pytest.raises(ChatMigrated):
            await bot.send_message(old_id, "x")
        with pytest.raises(RetryAfter):
            await bot.send_chat_action(person.id, "typing")
        await person.block()
        with pytest.raises(Forbidden):
            await bot.send_message(person.id, "x")


async def test_it_runs_as_its_own_process() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.botapi", "--no-limits",
        stdout=asyncio.subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        url = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
        token = "7000000001:AAF-strict-local-server-token-0000"
        async with aiohttp.ClientSession() as session:
            hello = {"chat_id": 8_000_000_001, "text": "x"}
            for _ in range(40):
                async with session.post(f"{url}/bot{token}/sendMessage", json=hello) as answer:
                    assert answer.status == 200
            order = {"user_id": 8_000_000_001, "text": "收到"}
            async with session.post(f"{url}/control/send", json=order) as answer:
                assert (await answer.json())["message_id"] == 41
            async with session.post(f"{url}/control/state", json={}) as answer:
                state = await answer.json()
        assert (state["sent"], state["pending_updates"], state["too_many"]) == (40, 1, 0)
    finally:
        process.terminate()
        assert await process.wait() == 0
