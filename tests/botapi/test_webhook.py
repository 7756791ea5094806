"""Webhooks deliver in order, repeat, and block only their own chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.botapi import FaultKind, Person
from tests.botapi.plain_client import Client


class Receiver:
    """A bot's webhook endpoint that answers what a test tells it to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, Any]]] = []
        self.answers: list[int] = []
        self.blocked_chat: int | None = None
        self.reply: dict[str, Any] | None = None

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), update))
        chat = update.get("message", {}).get("chat", {}).get("id")
        if self.blocked_chat is not None and chat == self.blocked_chat:
            return web.Response(status=503)
        status = self.answers.pop(0) if self.answers else 200
        return web.json_response(self.reply or {}, status=status)

    def words(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.seen]


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    receiving = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiving.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield receiving, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_updates_in_order_with_the_secret(
    client: Client, person: Person, receiver: tuple[Receiver, str]
) -> None:
    receiving, url = receiver
    client.server.webhook.delay_scale = 0.001
    receiving.answers = [500, 500, 500]
    await client.call("setWebhook", url=url, secret_token="s3cret_-")
    for word in "甲乙丙":
        await person.send(word)
    await client.server.wait_for(lambda: client.server.pending_updates == 0)
    assert receiving.words() == ["甲", "甲", "甲", "甲", "乙", "丙"]
    assert {secret for secret, _ in receiving.seen} == {"s3cret_-"}
    info = await client.call("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
    client.server.repeat_updates(2)
    await client.server.wait_for(lambda: client.server.pending_updates == 0)
    assert receiving.words()[6:] == ["乙", "丙"]


async def test_a_failing_update_blocks_only_its_own_chat(
    client: Client, person: Person, receiver: tuple[Receiver, str]
) -> None:
    receiving, url = receiver
    client.server.webhook.delay_scale = 0.001
    other = client.server.user()
    receiving.blocked_chat = person.id
    await client.call("setWebhook", url=url)
    await person.send("卡住")
    await person.send("等着")
    await other.start()
    await client.server.wait_for(lambda: "/start" in receiving.words())
    assert "等着" not in receiving.words()
    receiving.blocked_chat = None
    await client.server.wait_for(lambda: client.server.pending_updates == 0)
    assert receiving.words()[-1] == "等着"


async def test_polling_and_a_webhook_exclude_each_other(
    client: Client, receiver: tuple[Receiver, str]
) -> None:
    poll = asyncio.create_task(client.refused("getUpdates", timeout=30))
    await client.server.wait_for(lambda: client.server.is_polled)
    await client.call("setWebhook", url=receiver[1])
    assert await poll == "409 Conflict: terminated by setWebhook request"
    assert await client.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await client.call("deleteWebhook")
    assert await client.call("getUpdates") == []


async def test_bad_webhook_settings_are_refused(client: Client) -> None:
    assert await client.refused("setWebhook", url="not a url") == (
        "400 Bad Request: invalid webhook URL specified"
    )
    refusal = await client.refused("setWebhook", url="http://127.0.0.1:1/", secret_token="密")
    assert refusal == "400 Bad Request: secret token contains unallowed characters"


async def test_a_webhook_can_be_posted_twice_on_demand(
    client: Client, person: Person, receiver: tuple[Receiver, str]
) -> None:
    receiving, url = receiver
    rule = client.server.faults.add(FaultKind.DUPLICATE, method="webhook")
    receiving.reply = {"method": "sendMessage", "chat_id": person.id, "text": "收悉"}
    await client.call("setWebhook", url=url)
    await person.send("甲")
    await client.server.wait_for(lambda: client.server.pending_updates == 0)
    assert receiving.words() == ["甲", "甲"]
    assert rule.hits == 1
    assert [shown.text for shown in person.inbox] == ["收悉", "收悉"]
