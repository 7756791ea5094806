"""Stories of people who come and go: handovers, leave, and buttons that die."""

from __future__ import annotations

import re
from pathlib import Path

from bot.commands import Commands
from tests.stories.small_homes import with_news
from tests.stories.town import Holder, Town, at, texts, town

UNIT = "沙井街道"
MINE = f"honggutan/动态/2023Q3/{UNIT}"


async def handed(here: Town, old: Holder) -> str:
    """The code in the link that the old holder gets for his successor."""
    await old.send("/handover")
    await here.hear()
    found = re.search(r"/join/([\w-]+)|start=([\w-]+)", texts(old)[-1])
    assert found, texts(old)[-1]
    return found[1] or found[2]


async def test_a_successor_gets_a_brief_and_the_old_buttons_die_at_once(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        old, new = here.person(medium, "前任"), here.person(medium, "接手")
        await here.enrol(old, UNIT)
        await here.pass_to(at("2023-08-28", "12:00"))
        asked = old.inbox[-1]
        await old.send("推进60%，预计9月20日完成")
        await here.hear()

        await new.start(await handed(here, old))
        await here.hear()
        brief = texts(new)[-1]
        assert "交接清单" in brief
        assert "60%" in brief
        assert "前任承诺：9月20日" in brief
        assert "已由接手的同志接续" in texts(old)[-1]
        assert "handed_over" in await here.facts(MINE)

        tap = await old.tap(asked, "已完成")
        await here.hear()
        assert tap.answer is not None
        assert "失效" in tap.answer["text"]
        assert (await here.facts(MINE)).count("reported") == 1

        before = len(texts(old))
        await here.pass_to(at("2023-10-10", "12:00"))
        assert len(texts(old)) == before, "who has left is not written to"
        assert any("催办" in text or "逾期" in text for text in texts(new))


async def test_nobody_hands_over_to_himself(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        old = here.person(medium, "本人")
        await here.enrol(old, UNIT)
        code = await handed(here, old)
        await old.start(code)
        await here.hear()
        assert "不能移交给自己" in texts(old)[-1]
        new = here.person(medium, "接手")
        await new.start(code)
        await here.hear()
        assert "接入成功" in texts(new)[0], "the link still works for somebody else"


async def test_a_handover_by_the_office_ends_the_old_account_too(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        old, new = here.person(medium, "前任"), here.person(medium, "接手")
        await here.enrol(old, UNIT)
        made = await Commands(here.shell).handover(UNIT)
        await new.start(made["code"])
        await here.hear()
        assert "接续" in texts(old)[-1]


async def test_the_other_holder_is_written_to_during_a_leave(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        first, second = here.person(medium, "A岗"), here.person(medium, "B岗")
        await here.enrol(first, UNIT)
        await first.send("/leave 到8月31日")
        await here.hear()
        assert "没有接入B岗" in texts(first)[-1]
        invited = await Commands(here.shell).invite(UNIT, "liaison", "B")
        await second.start(invited["code"])
        await here.hear()
        await first.send("/leave 到8月31日")
        await here.hear()
        assert "8月31日" in texts(first)[-1]
        seen = len(texts(first)), len(texts(second))
        await here.pass_to(at("2023-08-28", "12:00"))
        assert (len(texts(first)), len(texts(second))) == (seen[0], seen[1] + 1)
        await first.send("/leave 销假")
        await here.hear()
        before = len(texts(first))
        await here.pass_to(at("2023-09-26", "12:00"))
        assert len(texts(first)) > before


async def test_a_leave_without_a_day_is_asked_for_again(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        first = here.person(medium, "A岗")
        await here.enrol(first, UNIT)
        await first.send("/leave 过几天")
        await here.hear()
        assert "请写明休假到哪一天" in texts(first)[-1]
