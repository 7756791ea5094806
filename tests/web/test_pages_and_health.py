"""Every answer is safe, every failure is in plain words, and the service says how it is."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest
from aiohttp import ClientTimeout
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.web.app import WebParts, build_app
from tests.web.visitors import Browser, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")


@pytest.mark.parametrize(
    "path",
    [
        "/", "/demo", "/chat", "/join/x", "/upload/x", "/nothing", "/healthz", "/readyz",
        "/metrics", "/api/demo", "/api/chat/liaison", "/api/chat/nobody", "/api/news",
        "/static/talk.js", "/static/nothing.js", "/static/style.css", "/api/chat/liaison/say",
    ],
)  # fmt: skip
async def test_every_answer_carries_the_security_headers(browser: Browser, path: str) -> None:
    async with browser.client.get(path, allow_redirects=False) as answer:
        missing = [name for name in HEADERS if name not in answer.headers]
        assert missing == [], (answer.status, path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


async def test_error_pages_speak_plainly(browser: Browser) -> None:
    for path, status, words in (
        ("/nothing", 404, "没有这个页面"),
        ("/upload/x", 404, "已使用或已过期"),
        ("/demo/../../etc/passwd", 404, "没有这个页面"),
    ):
        async with browser.client.get(path) as answer:
            page = await answer.text()
            assert answer.status == status
            assert words in page
            assert "Traceback" not in page
    async with browser.client.post("/demo") as answer:
        assert answer.status == 405
        assert "请求无法处理" in await answer.text()


async def test_a_failure_inside_is_an_apology_and_not_a_traceback(own_hub: WebParts) -> None:
    async def fails() -> None:
        raise RuntimeError("the secret of the inside")

    async with visit(replace(own_hub, arrived=fails)) as browser:
        await browser.open()
        answer = await browser.say("office", "我是谁")
        assert answer.status == 500
        assert "出了点问题" in (await answer.json())["error"]
        assert "secret of the inside" not in await answer.text()
        assert [b["text"] for b in await browser.mine("office")][-1] == "我是谁", "it is on disk"
        assert all(name in answer.headers for name in HEADERS)


async def test_alive_and_ready_are_told_apart(own_hub: WebParts) -> None:
    async with visit(own_hub) as browser, browser.client.get("/readyz") as answer:
        assert (answer.status, await answer.text()) == (200, "ready")
    async with visit(replace(own_hub, ready=lambda: False)) as browser:
        async with browser.client.get("/readyz") as answer:
            assert answer.status == 503
            assert "heartbeat" in await answer.text()
        async with browser.client.get("/healthz") as answer:
            assert (answer.status, await answer.text()) == (200, "ok")


async def test_metrics_can_be_read_by_a_scraper(browser: Browser) -> None:
    async with browser.client.get("/metrics") as answer:
        assert answer.status == 200
        families = {f.name: f for f in text_string_to_metric_families(await answer.text())}
    assert {"duban_inbox", "duban_notices", "duban_messages", "duban_lateness_seconds"} <= set(
        families
    )
    sent = {s.labels["state"]: s.value for s in families["duban_messages"].samples}
    assert sent["sent"] > 100, "the programme has been lived through"


async def test_an_open_stream_ends_with_the_server(own_hub: WebParts) -> None:
    server = TestServer(build_app(own_hub))
    async with TestClient(server, timeout=ClientTimeout(total=20)) as client:
        browser = Browser(client)
        await browser.open()
        stream = await client.get("/api/news")
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readline() == b"retry: 2000\n"
        reading = asyncio.create_task(stream.content.read())
        before = time.monotonic()
        await server.close()
        await asyncio.wait({reading}, timeout=2)
        assert time.monotonic() - before < 2
        assert reading.done()
        reading.exception()


async def test_a_reply_is_news_on_every_open_page(browser: Browser) -> None:
    stream = await browser.client.get("/api/news")
    await stream.content.readline()
    assert (await browser.say("office", "本周情况")).status == 200
    async with asyncio.timeout(5):
        while b"demo-office" not in (line := await stream.content.readline()):
            assert line, "the stream ended"
    stream.close()
