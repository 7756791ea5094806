"""Stories of one person with several posts: one message a day, and every word to the right unit."""

from __future__ import annotations

from pathlib import Path

from tests.botapi import Person
from tests.stories.town import at, town

FIRST, SECOND = "沙井街道", "生米街道"


def texts(person: Person) -> list[str]:
    """What the person sees in the chat with the bot, the bot's side only."""
    return [message.text for message in person.inbox if message.raw["from"]["is_bot"]]


async def test_who_holds_two_posts_gets_one_message_a_day(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="两家联络员")
        await here.enrol(liaison, FIRST)
        await here.enrol(liaison, SECOND)
        before = len(texts(liaison))
        await here.pass_to(at("2023-08-28", "12:00"))
        asked = texts(liaison)[before:]
        assert len(asked) == 1
        assert FIRST in asked[0]
        assert SECOND in asked[0]


async def test_a_tap_speaks_for_the_unit_of_its_item(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="两家联络员")
        await here.enrol(liaison, FIRST)
        await here.enrol(liaison, SECOND)
        await here.pass_to(at("2023-08-28", "12:00"))
        message = liaison.inbox[-1]
        for unit in (FIRST, SECOND):
            await liaison.tap(message, f"{unit} 推进中")
            await here.hear()
            assert "reported" in await here.facts(f"honggutan/动态/2023Q3/{unit}")


async def test_words_in_reply_are_for_the_unit_that_was_asked(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="两家联络员")
        await here.enrol(liaison, FIRST)
        head = here.server.user(first_name="负责人")
        await here.enrol(head, FIRST, "head")
        await here.enrol(head, SECOND)
        await here.pass_to(at("2023-08-28", "12:00"))
        await head.send("推进中，正在起草")
        await here.hear()
        assert "reported" in await here.facts(f"honggutan/动态/2023Q3/{SECOND}")
        assert "reported" not in await here.facts(f"honggutan/动态/2023Q3/{FIRST}")
