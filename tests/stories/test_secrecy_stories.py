"""Stories of what must not pass: marks of secrecy, and channels that carry notices only."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from config.home import Home, default_home, read_home
from tests.botapi import Person
from tests.stories.town import at, town

UNIT = "沙井街道"
OFFICE = "创建省级生态区工作领导小组办公室"
SECRET_WORDS = "附上机密文件一份，号码七七四"


def texts(person: Person) -> list[str]:
    """What the person sees in the chat with the bot, the bot's side only."""
    return [message.text for message in person.inbox if message.raw["from"]["is_bot"]]


def shipped() -> Home:
    home = read_home(default_home()).home
    assert home is not None
    return home


async def test_the_office_hears_that_it_happened_and_nothing_of_what(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison, clerk = here.server.user(first_name="联络员"), here.server.user(first_name="职员")
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


async def test_a_notice_only_channel_carries_codes_and_takes_nothing(tmp_path: Path) -> None:
    home = shipped()
    home = replace(home, settings=replace(home.settings, notice_only=frozenset({"telegram"})))
    async with town(tmp_path, at("2023-08-20", "10:00"), home) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, UNIT)
        await here.pass_to(at("2023-08-28", "10:00"))
        assert texts(liaison)[-1].startswith("您有1项待办〔动态〕")
        assert liaison.inbox[-1].labels == []
        await liaison.send("动态已完成，内容是某某")
        await here.hear()
        assert "只发通知" in texts(liaison)[-1]
        assert "/chat" in texts(liaison)[-1]
        assert "reported" not in await here.facts(f"honggutan/动态/2023Q3/{UNIT}")
    with sqlite3.connect(tmp_path / "town.db") as database:
        assert "内容是某某" not in "\n".join(database.iterdump())
