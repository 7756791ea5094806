"""Links that work once: uploads and invites."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from datetime import timedelta

import pytest
from aiohttp import ClientResponse, FormData
from itsdangerous import URLSafeSerializer

from bot.commands import Commands
from bot.demo import LIAISON_UNIT, Demo
from bot.store import UploadLinkRow
from bot.web.app import WebParts
from tests.web.visitors import PNG, Browser

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _link(parts: WebParts, hours: int) -> str:
    """A link as the bot gives it in the liaison's chat."""
    token = secrets.token_urlsafe(16)
    expires_at = parts.clock.now() + timedelta(hours=hours)
    row = UploadLinkRow(f"{LIAISON_UNIT}/liaison", None, expires_at, None)
    hashed = parts.store.token_hash(token)
    await parts.store.write(lambda writer: parts.store.add_upload_link(writer, hashed, row))
    return f"/upload/{token}"


async def _upload(
    browser: Browser, path: str, content: bytes, name: str = "<b>现场</b>.png"
) -> ClientResponse:
    form = FormData(quote_fields=False, charset="utf-8", default_to_multipart=True)
    form.add_field("file", content, filename=name)
    return await browser.client.post(path, data=form)


async def test_an_upload_link_works_once(browser: Browser, parts: WebParts) -> None:
    path, content = await _link(parts, hours=1), PNG + secrets.token_bytes(8)
    assert "上传佐证" in await browser.open(path)
    done = await _upload(browser, path, content)
    page = await done.text()
    assert done.status == 200, page
    assert "已收到" in page
    assert "&lt;b&gt;现场" in page
    assert "<b>现场" not in page
    digest = hashlib.sha256(content).hexdigest()
    assert parts.blobs.has(digest)
    shown = [f["sha256"] for bubble in await browser.mine("liaison") for f in bubble["files"]]
    assert shown.count(digest) == 1, "it lies in the conversation the link was given in"
    again = await _upload(browser, path, PNG + b"again")
    assert again.status == 404
    assert "已使用或已过期" in await again.text()
    async with browser.client.get(path) as answer:
        assert answer.status == 404
    after = [f["sha256"] for bubble in await browser.mine("liaison") for f in bubble["files"]]
    assert after == shown


async def test_an_upload_link_that_is_over_or_invented_is_not_there(
    browser: Browser, parts: WebParts
) -> None:
    for path in (await _link(parts, hours=-1), "/upload/invented"):
        async with browser.client.get(path) as answer:
            assert answer.status == 404
        assert (await _upload(browser, path, PNG + b"late")).status == 404
    assert not parts.blobs.has(hashlib.sha256(PNG + b"late").hexdigest())


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x"])
async def test_an_upload_that_is_no_form_leaves_the_link_usable(
    browser: Browser, parts: WebParts, kind: str
) -> None:
    path = await _link(parts, hours=1)
    headers = {"Content-Type": kind}
    async with browser.client.post(path, data=b"not a form", headers=headers) as answer:
        assert answer.status == 400
    assert (await _upload(browser, path, PNG + secrets.token_bytes(8))).status == 200


async def test_an_upload_that_bears_a_mark_of_secrecy_is_refused(
    browser: Browser, parts: WebParts
) -> None:
    path, content = await _link(parts, hours=1), PNG + b"marked for the link"
    refused = await _upload(browser, path, content, "绝密.png")
    assert refused.status == 403
    assert not parts.blobs.has(hashlib.sha256(content).hexdigest())
    assert (await _upload(browser, path, PNG + secrets.token_bytes(8))).status == 200


async def test_two_uploads_at_once_use_a_link_once(browser: Browser, parts: WebParts) -> None:
    path = await _link(parts, hours=1)
    files = [PNG + secrets.token_bytes(8) for _ in range(2)]
    answers = await asyncio.gather(*(_upload(browser, path, content) for content in files))
    assert sorted(answer.status for answer in answers) == [200, 404]
    shown = [f["sha256"] for bubble in await browser.mine("liaison") for f in bubble["files"]]
    assert sum(hashlib.sha256(content).hexdigest() in shown for content in files) == 1


async def _invite(parts: WebParts) -> str:
    assert isinstance(parts.demo, Demo)
    made = await Commands(parts.demo.stage.shell).invite("流湖镇", holder="B")
    return made["code"]


async def _join(browser: Browser, code: str, token: str) -> ClientResponse:
    return await browser.client.post(f"/join/{code}", data={"token": token}, allow_redirects=False)


async def test_looking_at_an_invite_does_not_use_it_up(chat: Browser, parts: WebParts) -> None:
    code = await _invite(parts)
    for _ in range(3):
        assert "确认接入" in await chat.open(f"/join/{code}")
    account = await parts.store.binding_for("web", await _account(chat, parts))
    assert account == [], "nobody is bound before he confirms"


async def _account(browser: Browser, parts: WebParts) -> str:
    """The account in the browser's cookie."""
    (cookie,) = [c for c in browser.client.session.cookie_jar if c.key == "duban"]
    return URLSafeSerializer(parts.secret, salt="session").loads(cookie.value)


async def test_an_invite_binds_one_browser_once(chat: Browser, parts: WebParts) -> None:
    code = await _invite(parts)
    await chat.open(f"/join/{code}")
    for forged in ("", "0" * 64, "非"):
        assert (await _join(chat, code, forged)).status == 403
    joined = await _join(chat, code, chat.token)
    assert (joined.status, joined.headers["Location"]) == (303, "/chat")
    (binding,) = await parts.store.binding_for("web", await _account(chat, parts))
    assert binding.post == "流湖镇/liaison"
    welcome = (await chat.bubbles("me"))[-1]
    assert welcome["side"] == "bot"
    assert "流湖镇" in welcome["html"]

    chat.client.session.cookie_jar.clear()
    await chat.open(f"/join/{code}")
    second = await _join(chat, code, chat.token)
    assert second.status == 303
    assert await parts.store.binding_for("web", await _account(chat, parts)) == []
    assert "邀请" in (await chat.bubbles("me"))[-1]["html"]
