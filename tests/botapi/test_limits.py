"""The flood limits refuse, remember and forgive."""

from __future__ import annotations

from tests.botapi.plain_client import Client, Clock


async def test_a_private_chat_takes_a_short_burst_then_one_a_second(
    limited: Client, clock: Clock
) -> None:
    person = limited.server.user()
    await person.start()
    hello = {"chat_id": person.id, "text": "x"}
    for _ in range(3):
        await limited.call("sendMessage", **hello)
    body = await limited.raw("sendMessage", **hello)
    assert body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert (await limited.raw("sendMessage", **hello))["parameters"]["retry_after"] == 2
    assert limited.server.limits.violations[person.id] == 1
    clock.at += 2
    for _ in range(2):
        await limited.call("sendMessage", **hello)
        clock.at += 1
    assert limited.server.requests.too_many == 2
    assert limited.server.limits.refused[person.id] == 1


async def test_a_group_takes_20_a_minute(limited: Client, clock: Clock) -> None:
    group = limited.server.group("工作群")
    for _ in range(20):
        await limited.call("sendMessage", chat_id=group.id, text="x")
        clock.at += 1
    body = await limited.raw("sendMessage", chat_id=group.id, text="x")
    assert body["parameters"]["retry_after"] == 40
    clock.at += 40
    await limited.call("sendMessage", chat_id=group.id, text="x")


async def test_the_bot_sends_30_a_second_overall(limited: Client, clock: Clock) -> None:
    people = [limited.server.user() for _ in range(91)]
    for person in people:
        await person.start()
    for person in people[:30]:
        await limited.call("sendMessage", chat_id=person.id, text="x")
    body = await limited.raw("sendMessage", chat_id=people[30].id, text="x")
    assert body["parameters"]["retry_after"] == 3
    clock.at += 3
    for person in people[31:]:
        await limited.call("sendMessage", chat_id=person.id, text="x")
        clock.at += 1 / 30
    assert limited.server.requests.too_many == 1
