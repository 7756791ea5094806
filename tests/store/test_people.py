"""People, invites, and the small records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.store import (
    InviteResult,
    InviteRow,
    NewAttachment,
    Person,
    Store,
    UploadLinkRow,
)

from .examples import NOW, a_person, add_cases, at

POST = "区生态环境局/liaison"


def an_invite(holder: str = "A") -> InviteRow:
    return InviteRow(POST, holder, NOW, NOW + timedelta(hours=72), None, None)


async def use(store: Store, code: str, person: Person, minutes: float = 0) -> InviteResult:
    now = at(minutes)
    return (await store.write(lambda w: store.use_invite(w, code, person, now))).result


async def invite(store: Store, code: str, holder: str = "A") -> None:
    await store.write(lambda w: store.add_invite(w, code, an_invite(holder)))


async def test_an_invite_binds_once(store: Store) -> None:
    await invite(store, "code-1")
    assert await use(store, "code-1", a_person(1)) is InviteResult.BOUND
    assert await use(store, "code-1", a_person(1)) is InviteResult.BOUND  # the tap came twice
    assert await use(store, "code-1", a_person(2)) is InviteResult.USED
    [held] = await store.bindings_of(POST)
    assert (held.account, held.holder, held.reachable, held.until) == ("account-1", "A", True, None)
    assert await store.open_invites(NOW) == []


async def test_who_has_left_cannot_come_back_with_his_old_code(store: Store) -> None:
    await invite(store, "code-1")
    await invite(store, "code-2")
    await use(store, "code-1", a_person(1))
    await use(store, "code-2", a_person(2), 1)
    assert await store.binding_for("telegram", "account-1") == []
    assert await use(store, "code-1", a_person(1), 2) is InviteResult.USED
    assert [row.account for row in await store.bindings_of(POST)] == ["account-2"]


async def test_an_invite_ends(store: Store) -> None:
    await invite(store, "code-1")
    assert len(await store.open_invites(at(72 * 60 - 1))) == 1
    assert await use(store, "code-1", a_person(1), 72 * 60) is InviteResult.EXPIRED
    assert await store.bindings_of(POST) == []


async def test_guessing_codes_is_stopped_for_that_account_alone(store: Store) -> None:
    await invite(store, "right")
    results = [await use(store, f"wrong-{n}", a_person(1)) for n in range(12)]
    assert results == [InviteResult.UNKNOWN] * 10 + [InviteResult.LIMITED] * 2
    assert await use(store, "right", a_person(1)) is InviteResult.LIMITED
    assert await use(store, "right", a_person(2)) is InviteResult.BOUND
    assert await use(store, "wrong", a_person(1), 60) is InviteResult.UNKNOWN


async def test_codes_are_nowhere_in_the_database(store: Store) -> None:
    await invite(store, "secret-code-1")
    rows = await store._fetch("SELECT * FROM invite")
    assert "secret-code-1" not in str([dict(row) for row in rows])


async def test_a_and_b_hold_a_post_side_by_side(store: Store) -> None:
    for n, holder in enumerate("BA"):
        await store.write(lambda w, n=n, h=holder: store.bind(w, a_person(n), POST, h, at(n)))
    assert [row.holder for row in await store.bindings_of(POST)] == ["A", "B"]
    held = await store.binding_for("telegram", "account-0")
    assert await store.write(lambda w: store.unbind(w, held[0].id, at(5)))
    assert not await store.write(lambda w: store.unbind(w, held[0].id, at(6)))
    assert [row.holder for row in await store.bindings_of(POST)] == ["A"]


async def test_binding_again_renews_and_does_not_double(store: Store) -> None:
    moved = replace(a_person(1), chat="new-chat", display="联络员")
    for person in (a_person(1), moved):
        await store.write(lambda w, p=person: store.bind(w, p, POST, "A", NOW))
    [held] = await store.bindings_of(POST)
    assert (held.chat, held.display) == ("new-chat", "联络员")


async def test_reachability_and_moved_chats_follow_the_account(store: Store) -> None:
    await store.write(lambda w: store.bind(w, a_person(1), POST, "A", NOW))
    gone = await store.write(
        lambda w: store.set_reachable(w, "telegram", "account-1", False, "被拉黑")
    )
    again = await store.write(
        lambda w: store.set_reachable(w, "telegram", "account-1", False, "被拉黑")
    )
    assert (gone, again) == (1, 0)
    await store.write(lambda w: store.move_chat(w, "telegram", "chat-1", "chat-9"))
    [held] = await store.bindings_of(POST)
    assert (held.reachable, held.unreachable_reason, held.chat) == (False, "被拉黑", "chat-9")


async def test_receipts_count_up_within_their_day(store: Store) -> None:
    [row] = await add_cases(store, 1)

    async def give(day: date) -> str:
        return await store.write(lambda w: store.next_receipt(w, day, row.pk, NOW, POST))

    days = [date(2024, 9, 11), date(2024, 9, 11), date(2024, 9, 12)]
    numbers = [await give(day) for day in days]
    assert numbers == ["R-20240911-0001", "R-20240911-0002", "R-20240912-0001"]
    found = await store.receipt("R-20240911-0002")
    assert found is not None
    assert (found.assignment_id, found.at, found.by) == (row.pk, NOW, POST)
    assert await store.receipt("R-20240911-0003") is None


async def test_a_receipt_whose_operation_fails_leaves_no_gap(store: Store) -> None:
    async def fail(w) -> None:
        await store.next_receipt(w, NOW.date(), None, NOW, POST)
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await store.write(fail)
    number = await store.write(lambda w: store.next_receipt(w, NOW.date(), None, NOW, POST))
    assert number == "R-20240911-0001"


async def test_drafts_are_kept_per_person_and_chat(store: Store) -> None:
    here = ("telegram", "account-1", "chat-1")
    for text in ("已完成", "已完成80%"):
        await store.write(lambda w, t=text: store.save_draft(w, here, {"text": t}, NOW))
    assert await store.load_draft(*here) == {"text": "已完成80%"}
    assert await store.load_draft("telegram", "account-2", "chat-1") is None
    await store.write(lambda w: store.clear_draft(w, *here))
    assert await store.load_draft(*here) is None


async def test_files_are_found_by_content_and_by_assignment(store: Store) -> None:
    [row] = await add_cases(store, 1)
    name = "../现场\x00.jpg"
    new = NewAttachment("ab" * 32, 7, name, "image/jpeg", "photo", "区", NOW, POST, "u1")
    first = await store.write(lambda w: store.add_attachment(w, new))
    await store.write(lambda w: store.add_attachment(w, replace(new, sha256="cd" * 32)))
    assert await store.attachments_of(row.pk) == []
    await store.write(lambda w: store.attach(w, [first], row.pk, "R-1"))
    [found] = await store.attachments_of(row.pk)
    assert (found.id, found.name, found.receipt, found.at) == (first, new.name, "R-1", NOW)
    assert len(await store.attachments_with(same_as="u1")) == 2
    assert len(await store.attachments_with(sha256="ab" * 32)) == 1
    assert await store.kept_hashes() == {"ab" * 32, "cd" * 32}


async def test_an_upload_link_works_once_and_in_time(store: Store) -> None:
    link = UploadLinkRow(POST, None, at(60), None)
    for token in ("one", "two"):
        hashed = store.token_hash(token)
        await store.write(lambda w, h=hashed: store.add_upload_link(w, h, link))
    one, two = store.token_hash("one"), store.token_hash("two")
    assert await store.write(lambda w: store.use_upload_link(w, one, at(1)))
    assert not await store.write(lambda w: store.use_upload_link(w, one, at(2)))
    assert not await store.write(lambda w: store.use_upload_link(w, two, at(60)))
    assert not await store.write(lambda w: store.use_upload_link(w, "none", at(1)))
    used = await store.upload_link(one)
    assert used is not None
    assert used.used_at == at(1)


async def test_heartbeats_counters_and_weeks_survive(store: Store) -> None:
    for minute, node in enumerate(("n1", "n2", "n1")):
        await store.write(lambda w, m=minute, n=node: store.beat(w, "tick", n, at(m)))
    assert await store.last_beat("tick") == at(2)
    assert await store.last_beat("tick", "n2") == at(1)
    assert await store.last_beat("poll") is None
    for _ in range(2):
        await store.write(lambda w: store.bump(w, {"sent": 2, "sent_late": 1, "other": 1}))
    assert await store.counters("sent") == {"sent": 4, "sent_late": 2}
    for total in (1, 2):
        await store.write(
            lambda w, t=total: store.save_week(w, "水", date(2024, 9, 9), {"total": t})
        )
    assert [week.body for week in await store.weeks("水")] == [{"total": 2}]
