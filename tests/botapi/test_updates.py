"""Updates: offsets, long polls, expiry, repeats."""

from __future__ import annotations

import asyncio

import pytest

from tests.botapi import Person
from tests.botapi.plain_client import KEYBOARD, Client, Clock


async def test_an_offset_confirms_what_lies_before_it(client: Client, person: Person) -> None:
    for word in "甲乙丙":
        await person.send(word)
    updates = await client.call("getUpdates", limit=2)
    assert [u["message"]["text"] for u in updates] == ["甲", "乙"]
    assert await client.call("getUpdates", limit=2) == updates
    rest = await client.call("getUpdates", offset=updates[-1]["update_id"] + 1)
    assert [u["message"]["text"] for u in rest] == ["丙"]
    assert client.server.pending_updates == 1


async def test_a_negative_offset_keeps_only_the_last(client: Client, person: Person) -> None:
    for word in "甲乙丙":
        await person.send(word)
    updates = await client.call("getUpdates", offset=-1)
    assert [u["message"]["text"] for u in updates] == ["丙"]
    assert client.server.pending_updates == 1


async def test_a_long_poll_ends_when_something_comes(client: Client, person: Person) -> None:
    poll = asyncio.create_task(client.call("getUpdates", timeout=30))
    await client.server.wait_for(lambda: client.server.is_polled)
    await person.send("来了")
    assert [u["message"]["text"] for u in await poll] == ["来了"]


async def test_two_pollers_conflict(client: Client, person: Person) -> None:
    first = asyncio.create_task(client.refused("getUpdates", timeout=30))
    await client.server.wait_for(lambda: client.server.is_polled)
    second = asyncio.create_task(client.call("getUpdates", timeout=30))
    assert await first == (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    await person.send("甲")
    assert len(await second) == 1


async def test_messages_expire_after_a_day_and_taps_after_150_seconds(
    client: Client, person: Person, clock: Clock
) -> None:
    await client.call("sendMessage", chat_id=person.id, text="x", reply_markup=KEYBOARD)
    await person.send("文字")
    await person.tap(person.inbox[-1], "已收到")
    clock.at += 150
    assert len(await client.call("getUpdates")) == 2
    clock.at += 1
    (left,) = await client.call("getUpdates")
    assert left["message"]["text"] == "文字"
    clock.at += 86_400 - 151
    assert len(await client.call("getUpdates")) == 1
    clock.at += 1
    assert await client.call("getUpdates") == []


async def test_allowed_updates_persist_between_calls(client: Client, person: Person) -> None:
    await client.call("getUpdates", allowed_updates=["callback_query"])
    await person.send("听不见")
    assert await client.call("getUpdates") == []
    info = await client.call("getWebhookInfo")
    assert info["allowed_updates"] == ["callback_query"]
    await client.call("getUpdates", allowed_updates=[])
    await person.send("听见")
    assert len(await client.call("getUpdates")) == 1


async def test_update_ids_may_restart_lower_after_an_idle_week(
    client: Client, person: Person
) -> None:
    await person.send("旧")
    (old,) = await client.call("getUpdates")
    client.server.restart_update_ids(1000)
    await person.send("新")
    (new,) = await client.call("getUpdates", offset=old["update_id"] + 1)
    assert new["update_id"] == 1000


async def test_updates_can_be_delivered_again_after_confirmation(
    client: Client, person: Person
) -> None:
    await person.send("甲")
    (first,) = await client.call("getUpdates")
    assert await client.call("getUpdates", offset=first["update_id"] + 1) == []
    client.server.repeat_updates(1)
    assert await client.call("getUpdates", offset=first["update_id"] + 1) == [first]


async def test_anything_can_be_injected_as_an_update(client: Client) -> None:
    client.server.inject({"message": {"date": "never"}})
    (update,) = await client.call("getUpdates")
    assert update["message"] == {"date": "never"}


async def test_people_edit_forward_and_share_contacts(client: Client, person: Person) -> None:
    said = await person.send("完成50%")
    await person.edit(said, "完成60%")
    await person.forward(said)
    await person.send_contact("13800000000", user_id=5)
    await person.send_voice(b"ogg")
    updates = await client.call("getUpdates")
    assert updates[1]["edited_message"]["text"] == "完成60%"
    assert updates[1]["edited_message"]["edit_date"]
    assert updates[2]["message"]["forward_origin"]["type"] == "user"
    assert updates[3]["message"]["contact"]["user_id"] == 5
    assert updates[4]["message"]["voice"]["duration"] == 3


async def test_waiting_ends_with_the_event_or_the_time(client: Client, person: Person) -> None:
    waiting = asyncio.create_task(client.server.wait_for(lambda: client.server.sent, 5))
    await client.call("sendMessage", chat_id=person.id, text="x")
    assert len(await waiting) == 1
    with pytest.raises(TimeoutError):
        await client.server.wait_for(lambda: len(client.server.sent) > 1, 0.01)
