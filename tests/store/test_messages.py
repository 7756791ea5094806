"""Notices and messages: once, in order, accounted for."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ports import Button
from bot.store import (
    REPLY,
    WAVE,
    MessageDraft,
    MessageRow,
    MessageState,
    NoticeState,
    SendOutcome,
    SendResult,
    Store,
    Writer,
)
from workflows.ladder import Slip
from workflows.notice import Notice, NoticeKind

from .examples import NOW, a_draft, a_notice, add_cases, at

LEASE = timedelta(seconds=30)


async def enqueue(store: Store, drafts: Sequence[MessageDraft]) -> list[int]:
    async def write(w: Writer) -> list[int]:
        return [await store.add_message(w, draft) for draft in drafts]

    return await store.write(write)


async def claim(
    store: Store, minutes: float = 0, limit: int = 100, lane: int | None = None
) -> list[MessageRow]:
    now = at(minutes)
    return await store.write(lambda w: store.claim_messages(w, now, now + LEASE, limit, lane))


async def finish(
    store: Store,
    rows: Sequence[MessageRow],
    outcome: SendOutcome = SendOutcome.SENT,
    **more: object,
) -> dict[int, MessageState]:
    results = [
        replace(SendResult(row.id, row.fence, outcome, NOW, remote_id=f"r{row.id}"), **more)
        for row in rows
    ]
    return await store.write(lambda w: store.finish_messages(w, results))


async def carry(store: Store, message: int, count: int = 2) -> None:
    """Let a message carry so many notices."""
    rows = await add_cases(store, 1)
    notices = [a_notice(n, f"post-{message}", rows[0].assignment.id) for n in range(count)]
    keys = [notice.key for notice in notices]
    await store.write(lambda w: store.add_notices(w, notices))
    await store.write(
        lambda w: store.settle_notices(w, keys, NoticeState.BUNDLED, NOW, message_id=message)
    )


async def test_a_second_tick_adds_no_second_notice(store: Store) -> None:
    notices = [a_notice(n) for n in range(50)]
    assert await store.write(lambda w: store.add_notices(w, notices)) == 50
    more = [*notices, a_notice(99)]
    assert await store.write(lambda w: store.add_notices(w, more)) == 1
    assert len(await store.due_notices(NOW, 100)) == 51


async def test_notices_come_back_as_they_were(store: Store) -> None:
    [row] = await add_cases(store, 1)
    notice = Notice(
        NoticeKind.ESCALATION,
        "late-5",
        "区/head",
        row.assignment.id,
        at(1),
        3,
        Slip.YELLOW,
        True,
        2,
    )
    await store.write(lambda w: store.add_notices(w, [notice]))
    assert await store.due_notices(NOW, 10) == []
    assert await store.next_notice_at() == at(1)
    [found] = await store.due_notices_to(["区/head"], at(1))
    assert (found.notice, found.assignment, found.state) == (notice, row.pk, NoticeState.READY)
    assert await store.due_notices_to(["区/liaison"], at(1)) == []


async def test_a_sent_notice_stays_sent(store: Store) -> None:
    notice = a_notice()
    await store.write(lambda w: store.add_notices(w, [notice]))
    for state in (NoticeState.SENT, NoticeState.MOOT):
        await store.write(lambda w, s=state: store.settle_notices(w, [notice.key], s, NOW, "why"))
    assert await store.count_notices() == {NoticeState.SENT: 1}


async def test_the_same_message_enqueued_twice_is_one_message(store: Store) -> None:
    draft = replace(
        a_draft(), buttons=((Button("收到", "ack:1"), Button("网页", url="https://x")),)
    )
    first, second = await enqueue(store, [draft, draft])
    assert first == second
    [row] = await claim(store)
    assert (row.html, row.buttons, row.silent) == (draft.html, draft.buttons, False)
    assert await claim(store) == []


async def test_concurrent_claims_give_each_message_once(store: Store) -> None:
    await enqueue(store, [a_draft(n) for n in range(500)])
    claims = await asyncio.gather(*(claim(store, limit=7) for _ in range(100)))
    ids = [row.id for rows in claims for row in rows]
    assert len(ids) == len(set(ids)) == 500


async def test_at_most_one_message_of_a_chat_is_under_way(store: Store) -> None:
    await enqueue(store, [a_draft(n, chat=f"chat-{n % 5}") for n in range(50)])
    for _ in range(10):
        rows = await claim(store)
        assert Counter(row.chat for row in rows) == {f"chat-{n}": 1 for n in range(5)}
        assert await claim(store) == []
        await finish(store, rows)
    assert await store.count_messages() == {MessageState.SENT: 50}


async def test_a_reply_goes_before_a_wave_and_a_chat_keeps_its_order(store: Store) -> None:
    drafts = [a_draft(1, "a"), a_draft(2, "a"), a_draft(3, "a", REPLY), a_draft(4, "b")]
    await enqueue(store, drafts)
    order: list[str] = []
    while rows := await claim(store):
        order += [row.key for row in rows]
        await finish(store, rows)
    assert order == ["message-3", "message-4", "message-1", "message-2"]
    await enqueue(store, [a_draft(5, "a"), a_draft(6, "c", REPLY)])
    assert [row.key for row in await claim(store, lane=REPLY)] == ["message-6"]
    assert [row.key for row in await claim(store, lane=WAVE)] == ["message-5"]


async def test_a_message_that_is_tried_again_keeps_its_place_and_stops_its_chat_alone(
    store: Store,
) -> None:
    await enqueue(store, [a_draft(1, "a"), a_draft(2, "a"), a_draft(3, "b")])
    first = [row for row in await claim(store) if row.chat == "a"]
    await finish(store, first, SendOutcome.RETRY, not_before=at(5), reason="429")
    assert await claim(store, 1) == []  # b is under way, a waits for its first message
    assert [row.key for row in await claim(store, 5)] == ["message-1"]


async def test_nothing_leaves_before_its_time(store: Store) -> None:
    await enqueue(store, [replace(a_draft(), not_before=at(10))])
    assert await claim(store, 9.999) == []
    assert await store.next_message_at() == at(10)
    assert len(await claim(store, 10)) == 1
    assert await store.next_message_at() == at(10.5)


async def test_sending_settles_the_notices_that_the_message_carries(store: Store) -> None:
    outcomes = {
        SendOutcome.SENT: NoticeState.SENT,
        SendOutcome.REFUSED: NoticeState.UNDELIVERABLE,
        SendOutcome.UNDELIVERABLE: NoticeState.UNDELIVERABLE,
        SendOutcome.MOOT: NoticeState.MOOT,
    }
    for n, (outcome, expected) in enumerate(outcomes.items()):
        [message] = await enqueue(store, [a_draft(n)])
        await carry(store, message)
        await finish(store, await claim(store), outcome, reason="被拉黑")
        found = await store.notices_of_message(message)
        assert {row.state for row in found} == {expected}
        why = {row.reason for row in found}
        assert why == ({""} if outcome is SendOutcome.SENT else {"被拉黑"})


async def test_every_attempt_is_on_record_before_anything_is_sent(store: Store) -> None:
    [message] = await enqueue(store, [a_draft()])
    for n in (1, 2):
        rows = await claim(store, n)
        found = await store._fetch("SELECT n, outcome FROM attempt WHERE message_id=?", (message,))
        assert [tuple(row) for row in found][-1] == (n, "")
        await finish(store, rows, SendOutcome.RETRY, not_before=at(0), reason=f"try {n}")
    found = await store._fetch("SELECT n, outcome, detail FROM attempt ORDER BY n")
    assert [tuple(row) for row in found] == [(1, "retry", "try 1"), (2, "retry", "try 2")]


async def test_an_unknown_outcome_is_repeated_as_a_copy_and_at_most_twice(store: Store) -> None:
    [message] = await enqueue(store, [a_draft()])
    await carry(store, message)
    for copies in (0, 1, 2):
        [row] = await claim(store, copies)
        assert row.copies == copies
        await finish(store, [row], SendOutcome.AMBIGUOUS, not_before=at(copies + 1))
    assert await claim(store, 10) == []
    assert await store.count_messages() == {MessageState.AMBIGUOUS: 1}
    [one, two] = await store.notices_of_message(message)
    assert one.state is two.state is NoticeState.UNDELIVERABLE
    assert one.reason == "delivery was never confirmed"


async def test_a_lease_that_ran_out_makes_a_copy_and_silences_the_old_sender(store: Store) -> None:
    await enqueue(store, [a_draft()])
    [old] = await claim(store)
    assert await store.write(lambda w: store.reclaim_expired(w, at(0.4))) == 0
    assert await store.write(lambda w: store.reclaim_expired(w, at(1))) == 1
    [new] = await claim(store, 1)
    assert (new.copies, new.fence) == (1, old.fence + 1)
    assert await finish(store, [old], SendOutcome.UNDELIVERABLE) == {}
    assert await store.count_messages() == {MessageState.SENDING: 1}
    assert await finish(store, [new]) == {new.id: MessageState.SENT}


async def test_a_late_answer_still_saves_a_copy(store: Store) -> None:
    [message] = await enqueue(store, [a_draft()])
    await carry(store, message)
    [row] = await claim(store)
    await store.write(lambda w: store.reclaim_expired(w, at(1)))
    assert await finish(store, [row]) == {row.id: MessageState.SENT}
    assert await claim(store, 1) == []
    assert {n.state for n in await store.notices_of_message(message)} == {NoticeState.SENT}


async def test_after_a_crash_all_that_the_node_was_sending_is_taken_back_at_once(
    store: Store,
) -> None:
    await enqueue(store, [a_draft(n) for n in range(4)])
    await claim(store)
    assert await store.write(lambda w: store.reclaim_expired(w, NOW, node="n2")) == 0
    assert await store.write(lambda w: store.reclaim_expired(w, NOW, node="n1")) == 4
    assert {row.copies for row in await claim(store)} == {1}


async def test_a_waiting_message_can_be_withdrawn_and_a_sent_one_cannot(store: Store) -> None:
    [one, two] = await enqueue(store, [a_draft(1), a_draft(2)])
    await carry(store, two)
    [row, _] = await claim(store)
    await finish(store, [row])
    waiting = await store.message(two)
    assert waiting is not None
    await finish(store, [waiting], SendOutcome.RETRY, not_before=NOW)
    assert await store.write(lambda w: store.withdraw_messages(w, [one, two], NOW, "已回复")) == 1
    assert await claim(store, 1) == []
    assert {n.state for n in await store.notices_of_message(two)} == {NoticeState.MOOT}


async def test_a_message_is_found_by_the_channels_id(store: Store) -> None:
    [message] = await enqueue(store, [a_draft(1)])
    await finish(store, await claim(store), remote_id="9001")
    found = await store.message_by_remote("telegram", "chat-1", "9001")
    assert found is not None
    assert found.id == message
    assert await store.message_by_remote("telegram", "chat-2", "9001") is None


async def test_a_conversation_shows_both_sides_in_order(store: Store) -> None:
    for n in range(3):
        raw = f'{{"n":{n}}}'.encode()
        await store.write(
            lambda w, n=n, raw=raw: store.store_incoming(
                w, "telegram", [(f"in-{n}", "chat", raw)], at(2 * n)
            )
        )
        await enqueue(store, [a_draft(n, "chat")])
        await finish(store, await claim(store, 10), at=at(2 * n + 1))
    said = await store.conversation("telegram", "chat", 4)
    assert [(b.outgoing, b.at) for b in said] == [
        (False, at(2)), (True, at(3)), (False, at(4)), (True, at(5)),
    ]  # fmt: skip
    assert (said[0].raw, said[1].html) == (b'{"n":1}', "第1条")


async def test_a_chat_that_moved_takes_its_messages_along(store: Store) -> None:
    await enqueue(store, [a_draft(1, "old")])
    await store.write(lambda w: store.move_chat(w, "telegram", "old", "new"))
    assert [row.chat for row in await claim(store)] == ["new"]


async def test_a_retry_needs_an_instant(store: Store) -> None:
    await enqueue(store, [a_draft(1)])
    with pytest.raises(ValueError, match="not_before"):
        await finish(store, await claim(store), SendOutcome.RETRY)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
async def test_whatever_happens_to_sends_nothing_is_lost_or_sent_twice_unexplained(
    data: st.DataObject,
) -> None:
    """A random run of claims, outcomes and crashes: every message ends, copies are explained."""
    async with await Store.open("sqlite://:memory:", durable=False) as store:
        chats = data.draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=8))
        await enqueue(store, [a_draft(n, chat) for n, chat in enumerate(chats)])
        deliveries: Counter[int] = Counter()
        doubtful: Counter[int] = Counter()
        minutes = 0.0
        for step in itertools.count():
            minutes += 1
            rows = await claim(store, minutes, limit=data.draw(st.integers(1, 4)))
            if not rows and step > 200:
                break
            if not rows and await store.next_message_at() is None:
                break
            for row in rows:
                what = data.draw(st.sampled_from(["ok", "not sent", "lost answer", "crash"]))
                arrived = what == "ok" or (what != "not sent" and data.draw(st.booleans()))
                deliveries[row.id] += arrived
                doubtful[row.id] += what in ("lost answer", "crash")
                outcome = {
                    "ok": SendOutcome.SENT,
                    "not sent": SendOutcome.RETRY,
                    "lost answer": SendOutcome.AMBIGUOUS,
                }.get(what)
                if outcome is not None:
                    await finish(store, [row], outcome, not_before=at(minutes))
            await store.write(lambda w, m=minutes: store.reclaim_expired(w, at(m + 0.9)))
        states = await store.count_messages()
        assert set(states) <= {MessageState.SENT, MessageState.AMBIGUOUS}
        assert sum(states.values()) == len(chats)
        for message, copies in deliveries.items():
            assert copies <= 1 + doubtful[message]
            assert copies <= 3
