"""Nothing that people send is lost between the server's queue and our disk."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import orjson
import pytest
from aiohttp import web
from telegram.error import TelegramError

import bot.telegram
from bot.clock import WallClock
from bot.telegram import (
    Item,
    MalformedUpdate,
    Poller,
    TelegramChannel,
    WebhookCounts,
    parse,
    register_webhook,
    set_menus,
    webhook_routes,
)
from tests.botapi import BotApiServer, FaultKind, Person

SECRET = "a-secret-of-at-least-thirty-two-characters"


class Waits(list[float]):
    """How long was waited before another attempt; none of it is really waited for."""

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)
        await asyncio.sleep(0.001)


@dataclass
class Store:
    """Where a sink puts things; `fails` times it refuses first."""

    rows: dict[str, Item] = field(default_factory=dict)
    cursors: list[str] = field(default_factory=list)
    repeats: int = 0
    fails: int = 0
    grown: asyncio.Condition = field(default_factory=asyncio.Condition)
    before_storing: Callable[[], Awaitable[None]] | None = None

    async def take(self, items: list[Item], cursor: str) -> None:
        if self.before_storing is not None:
            await self.before_storing()
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        async with self.grown:
            for item in items:
                self.repeats += item[0] in self.rows
                self.rows[item[0]] = item
            self.cursors.append(cursor)
            self.grown.notify_all()

    async def holds(self, count: int) -> None:
        async with asyncio.timeout(5), self.grown:
            await self.grown.wait_for(lambda: len(self.rows) >= count)

    @property
    def words(self) -> list[str]:
        return [
            orjson.loads(raw).get("message", {}).get("text") for _, _, raw in self.rows.values()
        ]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
async def poller(channel: TelegramChannel, store: Store, waits: Waits) -> AsyncIterator[Poller]:
    polling = Poller(channel.api, store.take, WallClock(), poll_seconds=5, rest=waits.sleep)
    yield polling
    await polling.stop()


async def test_updates_are_stored_before_they_are_confirmed(
    server: BotApiServer, liaison: Person, poller: Poller, store: Store
) -> None:
    pending: list[int] = []

    async def look() -> None:
        pending.append(server.pending_updates)

    store.before_storing = look
    for word in "甲乙丙":
        await liaison.send(word)
    poller.start()
    await store.holds(4)
    assert pending[0] == 4  # /start and three words, all still on the server
    await server.wait_for(lambda: server.pending_updates == 0)
    assert store.words == ["/start", "甲", "乙", "丙"]
    assert all(chat == str(liaison.id) for _, chat, _ in store.rows.values())


async def test_what_could_not_be_stored_is_asked_for_again(
    liaison: Person, poller: Poller, store: Store, waits: Waits
) -> None:
    store.fails = 3
    await liaison.send("要紧")
    poller.start()
    await store.holds(2)
    assert store.words == ["/start", "要紧"]
    assert waits[:3] == [1.0, 2.0, 4.0]


async def test_a_malformed_update_is_stored_and_stops_nobody(
    server: BotApiServer, liaison: Person, poller: Poller, store: Store
) -> None:
    server.inject({"message": {"date": "bad"}})
    await liaison.send("后面的")
    poller.start()
    await store.holds(3)
    await server.wait_for(lambda: server.pending_updates == 0)
    assert "后面的" in store.words


async def test_repeated_updates_have_the_same_key(
    server: BotApiServer, liaison: Person, poller: Poller, store: Store
) -> None:
    poller.start()
    await store.holds(1)
    await server.wait_for(lambda: server.is_polled)
    server.repeat_updates(1)
    await liaison.send("一")
    await store.holds(2)
    assert store.repeats >= 1
    assert len(store.rows) == 2


async def test_numbers_that_restart_lower_lose_nothing(
    server: BotApiServer, liaison: Person, poller: Poller, store: Store
) -> None:
    poller.start()
    await store.holds(1)
    await server.wait_for(lambda: server.pending_updates == 0)
    server.restart_update_ids(5)
    await liaison.send("重新编号")
    await store.holds(2)
    server.restart_update_ids(700_000_001)  # the very number that /start had
    await liaison.send("同号")
    await store.holds(3)
    assert store.words == ["/start", "重新编号", "同号"]


async def test_a_webhook_left_behind_is_deleted_and_its_updates_are_kept(
    server: BotApiServer, channel: TelegramChannel, liaison: Person, poller: Poller, store: Store
) -> None:
    await channel.api.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})
    await liaison.send("等着")
    poller.start()
    await store.holds(2)
    assert server.webhook.settings.url == ""
    assert store.words == ["/start", "等着"]


async def test_a_webhook_set_while_we_poll_is_deleted_again_and_reported(
    server: BotApiServer, channel: TelegramChannel, liaison: Person, store: Store
) -> None:
    conflicts: list[str] = []
    poller = Poller(channel.api, store.take, WallClock(), conflicts.append, 5, Waits().sleep)
    poller.start()
    await store.holds(1)
    await channel.api.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})
    await liaison.send("还在")
    await store.holds(2)
    assert any("webhook" in words.lower() for words in conflicts)
    assert server.webhook.settings.url == ""
    await poller.stop()


async def test_a_second_poller_is_reported_and_outlived(
    server: BotApiServer, channel: TelegramChannel, liaison: Person, store: Store
) -> None:
    conflicts: list[str] = []
    poller = Poller(channel.api, store.take, WallClock(), conflicts.append, 5, Waits().sleep)
    poller.start()
    await store.holds(1)
    await server.wait_for(lambda: server.is_polled)
    with contextlib.suppress(TelegramError):  # either of the two is thrown out in the end
        await channel.api.call("getUpdates", {"timeout": 1, "offset": 0}, read_timeout=3)
    await liaison.send("还在")
    await store.holds(2)
    assert any("terminated by other getUpdates" in words for words in conflicts)
    await poller.stop()


@pytest.mark.parametrize("kind", [FaultKind.RESET, FaultKind.DROPPED, FaultKind.TRUNCATED,
                                  FaultKind.BAD_GATEWAY, FaultKind.SERVER_ERROR])  # fmt: skip
async def test_lost_answers_lose_no_updates(
    server: BotApiServer, liaison: Person, poller: Poller, store: Store, kind: FaultKind
) -> None:
    server.faults.add(kind, method="getUpdates", times=3)
    await liaison.send("不丢")
    poller.start()
    await store.holds(2)
    assert store.words == ["/start", "不丢"]


async def test_the_server_is_asked_again_only_after_retry_after(
    server: BotApiServer, poller: Poller, store: Store, liaison: Person, waits: Waits
) -> None:
    server.faults.add(FaultKind.TOO_MANY, method="getUpdates", retry_after=17)
    await liaison.send("慢")
    poller.start()
    await store.holds(2)
    assert waits[0] == 17


async def test_polling_stops_within_a_second(server: BotApiServer, poller: Poller) -> None:
    poller.start()
    await server.wait_for(lambda: server.is_polled)
    begun = time.perf_counter()
    await poller.stop()
    assert time.perf_counter() - begun < 1


async def test_a_batch_that_is_being_stored_is_stored_to_the_end(
    liaison: Person, poller: Poller, store: Store
) -> None:
    reached, release = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        reached.set()
        await release.wait()

    store.before_storing = slowly
    await liaison.send("正在写")
    poller.start()
    await reached.wait()
    stop = asyncio.create_task(poller.stop())
    await asyncio.sleep(0)
    release.set()
    await stop
    assert "正在写" in store.words


def test_pending_updates_are_never_dropped_on_purpose() -> None:
    folder = Path(bot.telegram.__file__).parent
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "drop_pending" not in text, path.name
        assert not re.search(r"offset\W{1,4}-\s*\d", text), path.name


@dataclass
class Hook:
    url: str
    counts: WebhookCounts


@pytest.fixture
async def hook(store: Store) -> AsyncIterator[Hook]:
    counts = WebhookCounts()
    app = web.Application()
    app.add_routes(webhook_routes(SECRET, store.take, counts=counts))
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield Hook(f"http://127.0.0.1:{runner.addresses[0][1]}/telegram/webhook", counts)
    await runner.cleanup()


async def post(hook: Hook, body: bytes, secret: str | None = SECRET, **headers: str) -> int:
    given = dict(headers)
    if secret is not None:
        given["X-Telegram-Bot-Api-Secret-Token"] = secret
    async with (
        aiohttp.ClientSession() as session,
        session.post(hook.url, data=body, headers=given) as answer,
    ):
        return answer.status


async def test_the_webhook_answers_only_after_storing(
    server: BotApiServer, channel: TelegramChannel, liaison: Person, store: Store, hook: Hook
) -> None:
    server.webhook.delay_scale = 0.001
    store.fails = 2
    await register_webhook(channel.api, hook.url, SECRET)
    await liaison.send("网钩")
    await store.holds(2)
    await server.wait_for(lambda: server.pending_updates == 0)
    assert store.words == ["/start", "网钩"]
    assert (hook.counts.failed, hook.counts.stored) == (2, 2)
    assert server.world.queue.allowed == {
        "message", "edited_message", "callback_query", "my_chat_member",
    }  # fmt: skip


@pytest.mark.parametrize("secret", [None, "", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "密"])
async def test_forged_posts_are_refused_and_counted(
    store: Store, hook: Hook, secret: str | None
) -> None:
    spelled = secret if secret is None or secret.isascii() else "\u00e5\u00af\u0086"
    assert await post(hook, b'{"update_id":1}', spelled) == 403
    assert hook.counts.forged == 1
    assert store.rows == {}


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
async def test_malformed_bodies_are_stored_and_answered_200(
    store: Store, hook: Hook, body: bytes
) -> None:
    assert await post(hook, body) == 200
    ((_, chat, raw),) = store.rows.values()
    assert (chat, raw) == ("", body)
    with pytest.raises(MalformedUpdate):
        parse(raw)


async def test_huge_bodies_are_refused_packed_or_not(store: Store, hook: Hook) -> None:
    assert await post(hook, b" " * ((1 << 20) + 1)) == 413
    assert hook.counts.oversized == 1
    assert store.rows == {}


@pytest.mark.parametrize("secret", ["", "short", "x" * 31, "密" * 32, "x" * 31 + " ", "x" * 257])
def test_weak_secrets_are_refused_in_plain_words(secret: str, store: Store) -> None:
    with pytest.raises(ValueError, match="webhook"):
        webhook_routes(secret, store.take)


async def test_menus_are_set_once_and_only_where_they_differ(
    server: BotApiServer, channel: TelegramChannel, liaison: Person
) -> None:
    chats = [str(liaison.id), "123"]
    first = await set_menus(channel.api, chats)
    assert first.changed == 9
    assert first.unreachable == ("123",)
    again = await set_menus(channel.api, chats)
    assert again.changed == 0
    assert server.requests.count("setMyCommands") == 9
    commands = await channel.api.call(
        "getMyCommands", {"scope": {"type": "chat", "chat_id": liaison.id}, "language_code": "en"}
    )
    assert [one["command"] for one in commands] == ["tasks", "digest", "help", "start"]
