"""Faults happen as scripted and are counted."""

from __future__ import annotations

import aiohttp
import pytest

from tests.botapi import BotApiServer, FaultKind, Person
from tests.botapi.plain_client import Client, Clock


async def test_faults_hit_what_they_name_and_are_counted(client: Client, person: Person) -> None:
    other = client.server.user()
    await other.start()
    rule = client.server.faults.add(
        FaultKind.TOO_MANY, method="sendMessage", chat_id=person.id, times=2, retry_after=9
    )
    await client.call("sendMessage", chat_id=other.id, text="x")
    for _ in range(2):
        body = await client.raw("sendMessage", chat_id=person.id, text="x")
        assert body["parameters"]["retry_after"] == 9
    await client.call("sendMessage", chat_id=person.id, text="x")
    assert rule.hits == 2
    assert client.server.requests.too_many == 0


@pytest.mark.parametrize(
    ("kind", "processed", "delivered"),
    [("reset", False, 0), ("dropped", False, 1), ("hang", True, 1), ("hang", False, 0)],
)
async def test_a_lost_answer_may_or_may_not_have_been_processed(
    client: Client, person: Person, kind: str, processed: bool, delivered: int
) -> None:
    client.server.faults.add(kind, method="sendMessage", processed=processed)
    url = f"{client.server.url}/bot{client.server.token}/sendMessage"
    timeout = aiohttp.ClientTimeout(total=0.3)
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await client.session.post(url, json={"chat_id": person.id, "text": "x"}, timeout=timeout)
    assert len(person.inbox) == delivered


async def test_broken_answers_look_like_the_real_ones(client: Client, person: Person) -> None:
    url = f"{client.server.url}/bot{client.server.token}/sendMessage"
    hello = {"chat_id": person.id, "text": "x"}
    client.server.faults.add(FaultKind.BAD_GATEWAY)
    client.server.faults.add(FaultKind.TRUNCATED)
    client.server.faults.add(FaultKind.SERVER_ERROR, processed=True)
    async with client.session.post(url, json=hello) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    assert len(person.inbox) == 0
    async with client.session.post(url, json=hello) as answer:
        assert (await answer.read()).startswith(b'{"ok":true')
    async with client.session.post(url, json=hello) as answer:
        assert answer.status == 500
    assert len(person.inbox) == 2


async def test_a_lost_getupdates_answer_is_delivered_again(client: Client, person: Person) -> None:
    await person.send("甲")
    client.server.faults.add(FaultKind.DROPPED, method="getUpdates")
    url = f"{client.server.url}/bot{client.server.token}/getUpdates"
    with pytest.raises(aiohttp.ClientError):
        await client.session.post(url, json={})
    assert len(await client.call("getUpdates")) == 1


async def test_a_seeded_fault_repeats_itself(clock: Clock) -> None:
    outcomes = []
    for _ in range(2):
        async with BotApiServer(now=clock, limits=False, seed=7) as server:
            server.faults.add(FaultKind.SERVER_ERROR, times=None, probability=0.5)
            async with aiohttp.ClientSession() as session:
                client = Client(server, session)
                outcomes.append([(await client.raw("getMe"))["ok"] for _ in range(20)])
    assert outcomes[0] == outcomes[1]
    assert {True, False} == set(outcomes[0])


async def test_a_download_can_break_off_halfway(client: Client, person: Person) -> None:
    await person.send_document("a.bin", b"x" * 10_000)
    (update,) = await client.call("getUpdates")
    file = await client.call("getFile", file_id=update["message"]["document"]["file_id"])
    client.server.faults.add(FaultKind.TRUNCATED, method="file")
    url = f"{client.server.url}/file/bot{client.server.token}/{file['file_path']}"
    async with client.session.get(url) as answer:
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.read()
