"""The burden ledger: it counts what is asked of people, over all programmes."""

from __future__ import annotations

from pathlib import Path

from bot.commands import Commands
from tests.stories.town import at, town


async def test_a_week_shows_messages_asks_and_answers_of_each_person(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        both = here.server.user(first_name="两家联络员")
        await here.enrol(both, "沙井街道")
        await here.enrol(both, "生米街道")
        await here.pass_to(at("2023-08-28", "12:00"))
        await both.send("收到")
        await here.hear()
        found = await Commands(here.shell).burden()
        assert (found["people"], found["messages"], found["asks"]) == (1, 1, 2)
        assert found["messages_each"] == 1.0
        assert found["heaviest"][0]["answers"] == 1
        week_before = await Commands(here.shell).burden("2023-W30")
        assert week_before["people"] == 0
