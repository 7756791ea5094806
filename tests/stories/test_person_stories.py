"""Stories of one person with several posts: one message a day, and every word to the right unit."""

from __future__ import annotations

from pathlib import Path

from tests.stories.small_homes import with_news
from tests.stories.town import at, texts, town

FIRST, SECOND = "沙井街道", "生米街道"


async def test_who_holds_two_posts_gets_one_message_a_day(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        liaison = here.person(medium, "两家联络员")
        await here.enrol(liaison, FIRST)
        await here.enrol(liaison, SECOND)
        before = len(texts(liaison))
        await here.pass_to(at("2023-08-28", "12:00"))
        asked = texts(liaison)[before:]
        assert len(asked) == 1
        assert FIRST in asked[0]
        assert SECOND in asked[0]


async def test_a_tap_speaks_for_the_unit_of_its_item(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        liaison = here.person(medium, "两家联络员")
        await here.enrol(liaison, FIRST)
        await here.enrol(liaison, SECOND)
        await here.pass_to(at("2023-08-28", "12:00"))
        message = liaison.inbox[-1]
        for unit in (FIRST, SECOND):
            await liaison.tap(message, f"{unit} 推进中")
            await here.hear()
            assert "reported" in await here.facts(f"honggutan/动态/2023Q3/{unit}")


async def test_words_in_reply_are_for_the_unit_that_was_asked(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), with_news()) as here:
        liaison = here.person(medium, "两家联络员")
        await here.enrol(liaison, FIRST)
        head = here.person(medium, "负责人")
        await here.enrol(head, FIRST, "head")
        await here.enrol(head, SECOND)
        await here.pass_to(at("2023-08-28", "12:00"))
        await head.send("推进中，正在起草")
        await here.hear()
        assert "reported" in await here.facts(f"honggutan/动态/2023Q3/{SECOND}")
        assert "reported" not in await here.facts(f"honggutan/动态/2023Q3/{FIRST}")
