"""Two people at one demo: what they do at once happens one after the other."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from bot.clock import Clock
from bot.demo import LIAISON_UNIT, SILENT_UNIT
from bot.web.app import WebParts
from tests.web.visitors import Browser, fresh_id, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


def _today(clock: Clock) -> date:
    return clock.now().date()


async def _lists(browser: Browser) -> int:
    """How many times the office has been shown what is open."""
    heard = [b for b in await browser.bubbles("office") if b["side"] == "bot"]
    return sum("没有待" in bubble["html"] or "待答复" in bubble["html"] for bubble in heard)


async def test_moves_and_words_at_once_are_all_lived_through(
    browser: Browser, own_hub: WebParts
) -> None:
    async with visit(own_hub) as other:
        await other.open()
        before, own, lists = _today(own_hub.clock), fresh_id(), await _lists(browser)
        answers = await asyncio.gather(
            browser.post("/api/demo/move", {"step": "day"}),
            other.say("liaison", "动态 推进中，完成40%", own=own),
            other.post("/api/demo/move", {"step": "day"}),
            browser.say("office", "/tasks"),
        )
        assert [answer.status for answer in answers] == [200] * 4
        assert _today(own_hub.clock) == before + timedelta(days=2)
        assert [b["text"] for b in await browser.mine("liaison")].count("动态 推进中，完成40%") == 1
        assert await _lists(other) == lists + 1, "the office is answered once"


async def test_the_liaison_can_change_seats_and_come_back(browser: Browser) -> None:
    async def sit(unit: str) -> str:
        answer = await browser.post("/api/demo/sit", {"seat": "liaison", "unit": unit})
        assert answer.status == 200
        return (await answer.json())["seats"][0]["who"]

    assert SILENT_UNIT in await sit(SILENT_UNIT)
    assert SILENT_UNIT in await sit("火星街道"), "an unknown unit changes nothing"
    assert (await browser.say("liaison", "/tasks")).status == 200
    assert SILENT_UNIT in (await browser.bubbles("liaison"))[-1]["html"]
    assert LIAISON_UNIT in await sit(LIAISON_UNIT)
