"""Files from people: stored by digest, shown inert, seen only where they belong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import pytest

from bot.store.blobs import Blobs
from bot.web import talk
from bot.web.app import WebParts
from tests.web.visitors import PNG, Browser, fresh_id, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")

_DIGEST = re.compile(r"[0-9a-f]{64}")
HOSTILE = [
    "../../x",
    "..\\..\\x.png",
    "<script>alert(1)</script>.png",
    "\u202egnp.exe",
    "名" * 300,
    "%2e%2e%2f%00.png",
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_is_data_and_never_a_path(
    browser: Browser, parts: WebParts, name: str
) -> None:
    content = PNG + name.encode()
    answer = await browser.say("liaison", "见附件", [(name or "noname", content)])
    assert answer.status == 200, await answer.text()
    digest = hashlib.sha256(content).hexdigest()
    shown = [f for bubble in await browser.mine("liaison") for f in bubble["files"]]
    (mine,) = [file for file in shown if file["sha256"] == digest]
    assert len(mine["name"]) <= 200
    assert parts.blobs.path(digest).read_bytes() == content
    assert parts.blobs.path(digest).name == digest
    for bubble in await browser.bubbles("liaison"):
        if bubble["side"] == "bot":
            assert "<script" not in bubble["html"]
    assert _names_not_ours(parts.blobs) == []


def _names_not_ours(blobs: Blobs) -> list[str]:
    """Files in the demo's folder that are neither a digest nor the database."""
    folder = blobs.path("0" * 64).parents[4]
    names = [path.name for path in folder.rglob("*") if path.is_file()]
    return [n for n in names if not _DIGEST.fullmatch(n) and not n.startswith("rehearsal.db")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("图.png", b"<!doctype html><script>alert(1)</script>"),
        ("表.html", b"<html><body onload=alert(1)>" + b" " * 100),
        ("文.pdf", b"%PDF-1.7\n" + b"x" * 100),
    ],
)
async def test_only_pictures_are_shown_everything_else_is_handed_over(
    browser: Browser, name: str, content: bytes
) -> None:
    assert (await browser.say("liaison", "见附件", [(name, content)])).status == 200
    digest = hashlib.sha256(content).hexdigest()
    async with browser.client.get(f"/api/chat/liaison/files/{digest}") as answer:
        assert answer.status == 200
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert await answer.read() == content


async def test_a_picture_is_shown_under_its_own_kind(browser: Browser) -> None:
    content = PNG + b"shown"
    assert (await browser.say("liaison", "", [("表.html", content)])).status == 200
    digest = hashlib.sha256(content).hexdigest()
    async with browser.client.get(f"/api/chat/liaison/files/{digest}") as answer:
        assert answer.content_type == "image/png"
        assert answer.headers["Content-Disposition"] == "inline"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_file_of_another_conversation_is_not_there(browser: Browser) -> None:
    content = PNG + b"only for one seat"
    assert (await browser.say("liaison", "", [("照片.png", content)])).status == 200
    digest = hashlib.sha256(content).hexdigest()
    for path in (
        f"/api/chat/director/files/{digest}",
        f"/api/chat/me/files/{digest}",
        f"/api/chat/nobody/files/{digest}",
        "/api/chat/liaison/files/" + "0" * 64,
        "/api/chat/liaison/files/..%2f..%2fdemo.db",
        "/static/..%2fapp.py",
    ):
        async with browser.client.get(path) as answer:
            assert answer.status == 404, path


async def test_a_file_past_the_limit_is_refused_and_nothing_of_it_is_kept(
    browser: Browser, parts: WebParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = "CHAT_FILE" if hasattr(talk, "CHAT_FILE") else "LARGEST_CHAT_FILE"
    monkeypatch.setattr(talk, limit, 100_000)
    content = b"x" * 100_001
    answer = await browser.say("liaison", "见附件", [("大.bin", content)])
    assert answer.status == 413
    assert "文件太大" in (await answer.json())["error"]
    assert not parts.blobs.has(hashlib.sha256(content).hexdigest())


async def test_more_files_than_a_message_may_carry_are_refused(browser: Browser) -> None:
    files = [(f"{n}.png", PNG + bytes([n])) for n in range(21)]
    assert (await browser.say("liaison", "见附件", files)).status == 413


async def test_a_text_longer_than_any_reply_does_not_get_in_whole(browser: Browser) -> None:
    answer = await browser.say("liaison", "长" * 200_000)
    assert answer.status in (200, 413)
    assert max(len(bubble["text"] or "") for bubble in await browser.mine("liaison")) <= 20_000
    assert (await browser.say("liaison", " \n ")).status == 400


async def test_nothing_is_kept_of_a_browser_that_holds_no_post(
    own_hub: WebParts, parts: WebParts
) -> None:
    async with visit(replace(own_hub, demo=None)) as stranger:
        await stranger.open("/join/unknown-invite")
        content = PNG + b"from a stranger"
        answer = await stranger.say("me", "已完成", [("照片.png", content)], own=fresh_id())
        assert answer.status == 403
        assert await stranger.bubbles("me") == []
        assert not parts.blobs.has(hashlib.sha256(content).hexdigest())


async def test_a_file_whose_name_bears_a_mark_of_secrecy_is_never_stored(
    browser: Browser, parts: WebParts
) -> None:
    content = PNG + b"marked"
    answer = await browser.say("liaison", "见附件", [("机密★10年.png", content)])
    assert answer.status == 200
    assert not parts.blobs.has(hashlib.sha256(content).hexdigest())
    told = [b for b in await browser.bubbles("liaison") if b["side"] == "bot"][-1]
    assert "涉密" in told["html"] or "秘密" in told["html"]
    shown = [f["name"] for bubble in await browser.mine("liaison") for f in bubble["files"]]
    assert not any("机密" in name for name in shown), "the page does not repeat it"
