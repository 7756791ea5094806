"""After the service was down: who is told that something may have been lost, and who is not."""

from __future__ import annotations

from pathlib import Path

from bot.service import Service
from tests.stories.town import Town, at, town


async def gaps_after(here: Town, since: str, until: str) -> set[str]:
    """The posts that get a gap notice when the service starts after being down."""
    day, clock = since.split(" ")
    down = at(day, clock)
    await here.store.write(lambda writer: here.store.beat(writer, "tick", "n1", down))
    day, clock = until.split(" ")
    here.clock.move_to(at(day, clock))
    service = Service(here.shell, here.clock)
    await service.start()
    await service.stop()
    return {row.notice.to for row in await here.store.notices_about("gap")}


async def open_town(here: Town) -> None:
    """Two units with an open news item that is due on 28 September."""
    for unit in ("沙井街道", "卫东街道"):
        await here.enrol(here.server.user(first_name=unit), unit)
    await here.pass_to(at("2023-08-28", "12:00"))


async def test_a_short_outage_far_from_any_date_troubles_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        await open_town(here)
        assert await gaps_after(here, "2023-09-04 10:00", "2023-09-04 10:30") == set()


async def test_an_outage_near_the_date_is_told_to_those_who_owe_something(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        await open_town(here)
        told = await gaps_after(here, "2023-09-27 10:00", "2023-09-27 10:30")
        assert told == {"沙井街道/liaison", "卫东街道/liaison"}


async def test_after_a_day_everybody_with_something_open_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        await open_town(here)
        told = await gaps_after(here, "2023-09-04 10:00", "2023-09-06 10:30")
        assert told == {"沙井街道/liaison", "卫东街道/liaison"}


async def test_a_restart_of_seconds_says_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        await open_town(here)
        assert await gaps_after(here, "2023-09-27 10:00", "2023-09-27 10:01") == set()
