"""Stories of what only a page has: both sides of a chat, quoting, notes; in a real browser too."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.enrolment import BOT_NAME
from tests.stories.office_home import home_of, people, programme
from tests.stories.small_homes import OFFICE, START, STREET, with_news
from tests.stories.town import Town, at, town
from tests.stories.web_person import WebPerson

PNG = b"\x89PNG\r\n\x1a\n" + b"photo of the site" * 20
LIAISON, CLERK = (STREET, "liaison"), (OFFICE, "clerk")
CHROMIUM = Path("/usr/bin/chromium")
_MISSING = not CHROMIUM.exists() and not os.environ.get("CI")


async def on_a_page(here: Town, unit: str, role: str) -> WebPerson:
    """The holder of a post, met on a page."""
    person = here.pages.person(unit)
    await here.enrol(person, unit, role)
    return person


async def test_the_page_shows_both_sides_in_the_order_in_which_they_spoke(tmp_path: Path) -> None:
    async with town(tmp_path, START, with_news()) as here:
        street = await on_a_page(here, *LIAISON)
        await here.pass_to(at("2023-08-28", "10:00"))
        await here.says(street, "推进中，完成30%")
        await street.send_photo(PNG, caption="推进中，完成60%")
        await here.hear()
        said = [bubble["text"] for bubble in street.conversation if bubble["side"] == "me"]
        assert said == ["推进中，完成30%", "推进中，完成60%"]
        assert [bubble["side"] for bubble in street.conversation][-4:] == ["me", "bot"] * 2
        (photo,) = street.conversation[-2]["files"]
        assert photo["kind"] == "photo"


async def test_words_with_a_mark_of_secrecy_leave_the_page_too(tmp_path: Path) -> None:
    async with town(tmp_path, START, with_news()) as here:
        street = await on_a_page(here, *LIAISON)
        await here.says(street, "附上机密文件一份，号码七七四")
        assert "七七四" not in str(street.conversation)


async def test_what_no_button_can_carry_is_not_even_stored(tmp_path: Path) -> None:
    async with town(tmp_path, START, with_news()) as here:
        street = await on_a_page(here, *LIAISON)
        for data in ("", "x" * 65, "督" * 22):
            assert await street.refused_tap(street.inbox[-1], data) == 400
        assert await here.store.next_incoming(10) == []


async def test_pages_that_make_the_same_id_are_both_answered(tmp_path: Path) -> None:
    async with town(tmp_path, START, with_news()) as here:
        first = await on_a_page(here, *LIAISON)
        second = await on_a_page(here, "生米街道", "liaison")
        for person in (first, second):
            await person.send("/tasks", own="an-id-made-twice")
        await here.hear()
        assert STREET in first.inbox[-1].text
        assert "生米街道" in second.inbox[-1].text
        assert len(first.inbox) == len(second.inbox) == 2


async def test_an_invite_confirmed_in_an_english_browser_is_welcomed_in_english(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, START, with_news()) as here:
        person = here.pages.person("english")
        await person.start(await here.invite(*LIAISON), language="en-GB,en;q=0.9,zh;q=0.5")
        await here.hear()
        assert "You are connected" in person.inbox[-1].text


async def test_who_hands_over_on_a_page_gets_a_page_for_his_successor(tmp_path: Path) -> None:
    async with town(tmp_path, START, with_news()) as here:
        await here.store.write(lambda w: here.store.set_cursor(w, BOT_NAME, "duban_bot"))
        street = await on_a_page(here, *LIAISON)
        phone = here.person("telegram", "另一处")
        await here.enrol(phone, "生米街道")
        assert "/join/" in await here.says(street, "/handover")
        assert "https://t.me/duban_bot?start=" in await here.says(phone, "/handover")


@asynccontextmanager
async def browser_page(here: Town, unit: str, role: str) -> AsyncIterator[Page]:
    """A post's holder in a real browser: opens the invite, confirms, stays on the chat."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        page = await browser.new_page(viewport={"width": 1000, "height": 700}, locale="zh-CN")
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(here.pages.url(f"/join/{await here.invite(unit, role)}"))
        await page.get_by_role("button", name="确认接入").click()
        await page.wait_for_url("**/chat")
        await here.hear()
        await expect(page.locator(".bubble.bot").first).to_contain_text("接入成功")
        yield page
        assert complaints == []
        await browser.close()


@pytest.mark.browser
@pytest.mark.skipif(_MISSING, reason="Chromium is not installed")
async def test_a_clerk_decides_and_answers_in_a_real_browser(tmp_path: Path) -> None:
    found = home_of(programme("核-01", "规-01"))
    async with town(tmp_path, at("2023-08-21", "08:00"), found) as here:
        (liaison,) = await people(here, "telegram", LIAISON)
        async with browser_page(here, *CLERK) as page:
            await here.pass_to(at("2023-09-05", "10:00"))
            await here.says(liaison, "规-01 送审稿要盖章吗？")
            question = page.locator(".bubble.bot").filter(has_text="要盖章吗").last
            await question.get_by_role("button", name="引用").click()
            await expect(page.locator(".chip")).to_contain_text("引用：")
            await page.get_by_role("textbox", name="回复").fill("要盖公章，一式三份。")
            await page.get_by_role("button", name="发送").click()
            await expect(page.locator(".bubble.me").last).to_contain_text("一式三份")
            await expect(page.locator(".chip")).to_have_count(0)
            await here.hear()
            assert "答复：要盖公章，一式三份。" in liaison.inbox[-1].text

            await liaison.send_photo(PNG, caption="核-01 已完成，验收通过")
            await here.hear()
            request = page.locator(".bubble.bot").filter(has_text="审核｜").last
            async with page.expect_response("**/tap"):
                await request.get_by_role("button", name="审核通过").click()
            await here.hear()
            await expect(page.locator("#toast")).to_have_text("已审核通过")
            await expect(request).to_contain_text("✓ 审核通过")
            await expect(request.locator(".key")).to_have_count(0)
