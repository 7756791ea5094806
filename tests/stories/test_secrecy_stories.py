"""Stories of what must not pass: marks of secrecy, and channels that carry notices only."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from tests.stories.small_homes import with_news
from tests.stories.town import at, texts, town

UNIT = "沙井街道"
OFFICE = "创建省级生态区工作领导小组办公室"
MINE = f"honggutan/动态/2023Q3/{UNIT}"
SECRET_WORDS = "附上机密文件一份，号码七七四"


async def test_the_office_hears_that_it_happened_and_nothing_of_what(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        liaison, clerk = here.person(medium, "联络员"), here.person(medium, "职员")
        await here.enrol(liaison, UNIT)
        await here.enrol(clerk, OFFICE, "clerk")
        await here.pass_to(at("2023-08-28", "10:00"))
        await liaison.send(SECRET_WORDS)
        await here.hear()
        assert "没有保存" in texts(liaison)[-1] or "撤回" in texts(liaison)[-1]
        await here.pass_to(at("2023-08-28", "11:00"))
        told = texts(clerk)[-1]
        assert told.startswith(f"保密提醒｜{UNIT}")
        assert "七七四" not in told
    with sqlite3.connect(tmp_path / "town.db") as database:
        dump = "\n".join(database.iterdump())
    assert "七七四" not in dump, "no table holds the words"


async def test_a_notice_only_channel_carries_codes_and_the_page_the_content(
    tmp_path: Path,
) -> None:
    home = with_news()
    home = replace(home, settings=replace(home.settings, notice_only=frozenset({"telegram"})))
    async with town(tmp_path, at("2023-08-20", "10:00"), home) as here:
        phone, desk = here.person("telegram", "手机"), here.person("web", "同一人的内网电脑")
        await here.enrol(phone, UNIT)
        await here.enrol(desk, UNIT)
        await here.pass_to(at("2023-08-28", "10:00"))
        assert texts(phone)[-1].startswith("您有1项待办〔动态〕")
        assert phone.inbox[-1].labels == []
        await here.says(phone, "动态已完成，内容是某某")
        assert "只发通知" in texts(phone)[-1]
        assert "/chat" in texts(phone)[-1]
        assert "reported" not in await here.facts(MINE)
        assert "报送工作动态信息" in await here.says(desk, "/tasks")
        assert "R-20230828-0001" in await here.says(desk, "动态 推进中60%")
    with sqlite3.connect(tmp_path / "town.db") as database:
        assert "内容是某某" not in "\n".join(database.iterdump())
