"""The first ten minutes of a newcomer, in a real browser."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import (
    Browser,
    ConsoleMessage,
    FilePayload,
    Locator,
    Page,
    async_playwright,
    expect,
)

from bot.demo import SILENT_UNIT
from bot.web.app import build_app
from config.home import Home
from tests.web.opened_demo import opened_demo

CHROMIUM = Path("/usr/bin/chromium")
_MISSING = not CHROMIUM.exists() and not os.environ.get("CI")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(_MISSING, reason="Chromium is not installed"),
]

PHOTO: FilePayload = {
    "name": "现场.png",
    "mimeType": "image/png",
    # one transparent pixel
    "buffer": bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    ),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, its address, and what its console complained of."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def seat(self, name: str) -> Locator:
        return self.page.locator(f'.seat[data-seat="{name}"]')

    def heard(self, seat: str) -> Locator:
        """What the bot said at a seat."""
        return self.seat(seat).locator(".bubble.bot")

    async def press(self, button: str) -> None:
        """Press a button of the clock and wait until the clock has arrived."""
        key = self.page.get_by_role("button", name=button, exact=True)
        await key.click()
        await expect(self.page.locator("body.moving")).to_have_count(0, timeout=20_000)
        await expect(key).to_be_enabled()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(home: Home, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A demo of its own: here the clock moves."""
    async with opened_demo(home, tmp_path_factory.mktemp("shown")) as parts:
        server = TestServer(build_app(parts))
        await server.start_server()
        yield str(server.make_url("/demo"))
        await server.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield browser
        await browser.close()


async def _open(chromium: Browser, url: str, width: int, height: int) -> Visit:
    page = await chromium.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    visit = Visit(page, url)

    def complain(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            visit.complaints.append(message.text)

    page.on("console", complain)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    await page.goto(url)
    await expect(page.locator("#board button").first).to_be_visible()
    return visit


async def test_a_newcomer_sees_the_whole_story(chromium: Browser, address: str) -> None:
    here = await _open(chromium, address, 1360, 860)
    await here.press("下一事件")
    await expect(here.heard("liaison").last).to_contain_text("提醒")
    await _answer_with_a_photo(here)
    await _wait_for_the_escalation(here)
    await _look_behind_a_figure(here)
    assert here.complaints == []
    await here.page.close()


async def _answer_with_a_photo(here: Visit) -> None:
    seat = here.seat("liaison")
    await seat.locator("input[type=file]").set_input_files(PHOTO)
    await expect(seat.locator(".chip")).to_have_text("现场.png")
    await seat.get_by_role("textbox", name="回复").fill("已完成")
    await seat.get_by_role("button", name="发送").click()
    receipt = here.heard("liaison").filter(has_text="R-20241226-")
    await expect(receipt).to_have_count(1)
    await expect(receipt).to_contain_text("佐证：1件")
    picture = seat.locator(".bubble.me img")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)")


async def _wait_for_the_escalation(here: Visit) -> None:
    """Day after day until the office hears of the silent unit, but not before it is due."""
    told = here.heard("office").filter(has_text=SILENT_UNIT).filter(has_not_text="周报")
    assert await told.count() == 0
    for _ in range(14):
        await here.press("+1 天")
        if await told.count():
            break
    await expect(told.first).to_contain_text("逾期")
    board = here.page.locator("#board button", has_text=SILENT_UNIT.removeprefix("区"))
    await expect(board).to_have_class("lamp red")


async def _look_behind_a_figure(here: Visit) -> None:
    digest = here.heard("director").filter(has_text="周报第").last
    await expect(digest).to_be_visible()
    before = await here.heard("director").count()
    figure = digest.get_by_role("button").first
    words = (await figure.inner_text()).split()[0]
    await figure.click()
    await expect(here.heard("director")).to_have_count(before + 1)
    source = here.heard("director").last
    await expect(source).to_contain_text(f"出处｜{words}")
    await expect(source).to_contain_text("回执R-")


async def test_a_unit_on_the_board_shows_its_items(chromium: Browser, address: str) -> None:
    here = await _open(chromium, address, 1360, 860)
    await here.page.locator("#board button").first.click()
    box = here.page.get_by_role("dialog")
    await expect(box).to_be_visible()
    await expect(box.locator(".item").first).to_contain_text("时限")
    await here.page.keyboard.press("Escape")
    await expect(box).to_be_hidden()
    assert here.complaints == []
    await here.page.close()


async def test_nothing_sticks_out_of_a_small_telephone(chromium: Browser, address: str) -> None:
    here = await _open(chromium, address, 360, 700)
    for seat in ("liaison", "office", "director"):
        await here.page.locator(f'[data-tab="{seat}"]').click()
        await expect(here.seat(seat)).to_be_visible()
        await expect(here.seat(seat).get_by_role("button", name="发送")).to_be_in_viewport()
        width = await here.page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= 360, seat
        sticking_out = await here.seat(seat).evaluate(
            "seat => [...seat.querySelectorAll('*')]"
            ".filter(one => one.getBoundingClientRect().right > 360.5)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
        assert sticking_out == []
    for button in ("下一事件", "+1 天", "到季末"):
        key = here.page.get_by_role("button", name=button, exact=True)
        await expect(key).to_be_in_viewport(ratio=1)
    assert here.complaints == []
    await here.page.close()


async def test_the_keyboard_reaches_every_button_and_moves_the_clock(
    chromium: Browser, address: str
) -> None:
    here = await _open(chromium, address, 1360, 860)
    reached: list[str] = []
    for _ in range(150):
        await here.page.keyboard.press("Tab")
        name = await here.page.evaluate(
            "document.activeElement.getAttribute('aria-label')"
            " || document.activeElement.textContent.trim()"
        )
        if name in reached and name == "下一事件":
            break
        reached.append(name)
    wanted = {"下一事件", "+1 天", "到季末", "添加照片或文件", "回复", "发送"}
    assert wanted <= set(reached)
    for _ in range(reached.index("下一事件") + 200):
        if await here.page.evaluate("document.activeElement.dataset.step") == "day":
            break
        await here.page.keyboard.press("Tab")
    before = await here.page.locator("#day").inner_text()
    await here.page.keyboard.press("Enter")
    await expect(here.page.locator("#day")).not_to_have_text(before)
    assert here.complaints == []
    await here.page.close()
