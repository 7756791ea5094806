"""Nobody speaks for another: cookies, tokens and ids that are not what they should be."""

from __future__ import annotations

import asyncio

import pytest

from bot.web.app import WebParts
from bot.web.sessions import COOKIE, Sessions
from tests.web.visitors import PNG, Browser, fresh_id

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _count(parts: WebParts) -> int:
    return sum((await parts.store.count_incoming()).values())


@pytest.mark.parametrize("token", ["", "0" * 64, "非", "another's"])
async def test_a_post_with_a_forged_token_stores_nothing(
    browser: Browser, parts: WebParts, token: str
) -> None:
    browser.token = Sessions(parts.secret).token("somebody") if token == "another's" else token
    before = await _count(parts)
    said = await browser.say("liaison", "已完成", [("证据.png", b"forged" + PNG)])
    assert said.status == 403
    tapped = await browser.post(
        "/api/chat/liaison/tap", {"id": fresh_id(), "data": "x", "message": "m"}
    )
    assert tapped.status == 403
    assert (await browser.post("/api/demo/move", {"step": "day"})).status == 403
    assert await _count(parts) == before


@pytest.mark.parametrize("cookie", ["", "forged", "ImRlbW8tbGlhaXNvbiI.c2lnbmF0dXJl", '"x".y'])
async def test_a_browser_without_a_signed_cookie_sees_and_says_nothing(
    browser: Browser, parts: WebParts, cookie: str
) -> None:
    browser.client.session.cookie_jar.clear()
    if cookie:
        browser.client.session.cookie_jar.update_cookies(
            {COOKIE: cookie}, browser.client.make_url("/")
        )
    before = await _count(parts)
    for path in ("/api/chat/liaison", "/api/chat/me", "/api/news", "/api/demo"):
        async with browser.client.get(path) as answer:
            assert answer.status == 403, path
    assert (await browser.say("liaison", "已完成")).status == 403
    assert await _count(parts) == before


async def test_the_same_saying_five_times_is_one_message(browser: Browser) -> None:
    own = fresh_id()
    answers = [await browser.say("liaison", "第三季度已报送", own=own) for _ in range(3)]
    answers += await asyncio.gather(
        *(browser.say("liaison", "第三季度已报送", own=own) for _ in range(2))
    )
    assert {answer.status for answer in answers} == {200}
    mine = await browser.mine("liaison")
    assert sum(bubble["text"] == "第三季度已报送" for bubble in mine) == 1


async def test_a_forged_button_does_nothing_and_is_counted(
    browser: Browser, parts: WebParts
) -> None:
    before = await parts.store.counters()
    shown = await browser.bubbles("director")
    press = {"id": fresh_id(), "data": "done|1||1|AAAAAAAAAAAA", "message": "m"}
    assert (await browser.post("/api/chat/director/tap", press)).status == 200
    after = await parts.store.counters()
    assert after.get("taps_tampered", 0) == before.get("taps_tampered", 0) + 1
    said_by_bot = [b for b in await browser.bubbles("director") if b["side"] == "bot"]
    assert said_by_bot == [b for b in shown if b["side"] == "bot"]


@pytest.mark.parametrize(
    "body",
    [[], "x", 7, {}, {"id": "short", "data": "x", "message": "m"}, {"id": fresh_id(), "data": "x"}],
)
async def test_a_press_that_makes_no_sense_is_a_bad_request(browser: Browser, body: object) -> None:
    answer = await browser.post("/api/chat/liaison/tap", body)
    assert answer.status == 400
    assert "error" in await answer.json()


@pytest.mark.parametrize("body", [b"", b"not a form", b"--x\r\nbroken"])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "text/plain", "multipart/form-data"]
)
async def test_a_form_that_makes_no_sense_is_a_bad_request(
    browser: Browser, body: bytes, kind: str
) -> None:
    headers = {"X-Duban-Token": browser.token, "Content-Type": kind}
    answer = await browser.client.post("/api/chat/liaison/say", data=body, headers=headers)
    assert answer.status == 400
    assert "error" in await answer.json()


@pytest.mark.parametrize("step", ["year", None, ["day"]])
async def test_the_clock_moves_only_as_the_buttons_say(browser: Browser, step: object) -> None:
    async with browser.client.get("/api/demo") as answer:
        before = (await answer.json())["clock"]
    assert (await browser.post("/api/demo/move", {"step": step})).status == 400
    async with browser.client.get("/api/demo") as answer:
        assert (await answer.json())["clock"] == before
