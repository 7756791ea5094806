"""The inbox: stored once, before anything else; finished once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.store import InboxState, Store

from .examples import NOW


async def receive(store: Store, *ext_ids: str, cursor: str | None = None) -> list[int]:
    items = [(ext_id, f"chat-{ext_id}", f'{{"id":"{ext_id}"}}'.encode()) for ext_id in ext_ids]
    return await store.write(lambda w: store.store_incoming(w, "telegram", items, NOW, cursor))


async def test_an_update_that_comes_again_is_stored_once(store: Store) -> None:
    assert len(await receive(store, "1", "2", "1")) == 2
    assert len(await receive(store, "2", "3")) == 1
    assert [row.ext_id for row in await store.next_incoming(10)] == ["1", "2", "3"]


async def test_the_same_id_on_another_channel_is_another_update(store: Store) -> None:
    await receive(store, "1")
    added = await store.write(lambda w: store.store_incoming(w, "web", [("1", "c", b"")], NOW))
    assert len(added) == 1


async def test_updates_and_cursor_are_stored_together_or_not_at_all(store: Store) -> None:
    await receive(store, "1", cursor="2")

    async def broken(w) -> None:
        await store.store_incoming(w, "telegram", [("2", "c", b"{}")], NOW, "3")
        raise RuntimeError("died before the commit")

    await asyncio.gather(store.write(broken), return_exceptions=True)
    assert await store.cursor("telegram") == "2"
    assert len(await store.next_incoming(10)) == 1
    assert await store.cursor("web") is None


async def test_raw_bytes_come_back_as_they_were_even_when_they_are_not_text(store: Store) -> None:
    raw = bytes(range(256))
    await store.write(lambda w: store.store_incoming(w, "telegram", [("1", "c", raw)], NOW))
    [row] = await store.next_incoming(1)
    assert (row.raw, row.received_at, row.state, row.tries) == (raw, NOW, InboxState.NEW, 0)


async def test_a_finished_update_is_not_handed_out_again_and_a_failed_one_counts_its_tries(
    store: Store,
) -> None:
    [one, two, three] = await receive(store, "1", "2", "3")
    for id_, state, error in (
        (one, InboxState.DONE, ""),
        (two, InboxState.NEW, "ValueError"),
        (three, InboxState.QUARANTINED, "KeyError: date"),
    ):
        await store.write(lambda w, i=id_, s=state, e=error: store.finish_incoming(w, i, s, e))
    [row] = await store.next_incoming(10)
    assert (row.id, row.tries, row.error) == (two, 1, "ValueError")
    assert await store.next_incoming(10, after=two) == []
    assert await store.count_incoming() == dict.fromkeys(InboxState, 1)


async def test_only_old_and_finished_updates_are_forgotten(store: Store) -> None:
    [one, _] = await receive(store, "1", "2")
    await store.write(lambda w: store.finish_incoming(w, one, InboxState.DONE))
    assert await store.write(lambda w: store.forget_incoming(w, NOW)) == 0
    assert await store.write(lambda w: store.forget_incoming(w, NOW + timedelta(days=9))) == 1
    assert len(await store.next_incoming(10)) == 1


async def test_a_hundred_webhooks_at_once_all_find_their_update_stored(store: Store) -> None:
    ids = await asyncio.gather(*(receive(store, str(n)) for n in range(100)))
    assert len({found for [found] in ids}) == 100
