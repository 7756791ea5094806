"""The chain finds every later change; seals bind what the chain alone cannot."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Store
from workflows.chain import (
    START,
    Head,
    Kept,
    Link,
    Tampering,
    canonical,
    check_chain,
    head_hash,
    link_hash,
)
from workflows.fold import stand

from .examples import KEY, NOW, a_fact, add_cases, append, at

_TEXT = st.text(max_size=8)


def chain_of(texts: list[str], key: bytes = KEY) -> tuple[Head, list[Kept]]:
    kept, prev = [], START
    for seq, text in enumerate(texts, 1):
        link = Link("水/task/-/区", seq, "reported", at(seq), "区/liaison", canonical({"t": text}))
        kept.append(Kept(link, prev, link_hash(key, prev, link)))
        prev = kept[-1].hash
    return Head("水/task/-/区", len(kept), head_hash(key, "水/task/-/区", len(kept), prev)), kept


@given(st.lists(_TEXT, max_size=8))
def test_an_untouched_chain_has_no_findings(texts: list[str]) -> None:
    head, kept = chain_of(texts)
    assert check_chain(KEY, head, kept) == []


@given(st.lists(_TEXT, min_size=1, max_size=8), st.data())
def test_every_edit_is_found_where_it_was_made(texts: list[str], data: st.DataObject) -> None:
    head, kept = chain_of(texts)
    place = data.draw(st.integers(0, len(kept) - 1))
    old = kept[place]
    changed = data.draw(
        st.sampled_from(
            [
                replace(old.link, kind="accepted"),
                replace(old.link, by="区/head"),
                replace(old.link, at=at(99)),
                replace(old.link, data=old.link.data + " "),
                replace(old.link, assignment="水/other/-/区"),
            ]
        )
    )
    kept[place] = Kept(changed, old.prev, old.hash)
    findings = check_chain(KEY, head, kept)
    assert (findings[0].kind, findings[0].seq) == (Tampering.EDITED, place + 1)


@given(st.lists(_TEXT, min_size=1, max_size=8), st.data())
def test_every_deletion_is_found(texts: list[str], data: st.DataObject) -> None:
    head, kept = chain_of(texts)
    place = data.draw(st.integers(0, len(kept) - 1))
    last = place == len(kept) - 1
    del kept[place]
    findings = check_chain(KEY, head, kept)
    assert findings[0].kind is (Tampering.TRUNCATED if last else Tampering.MISSING)
    assert findings[0].seq == place + 1


@given(st.lists(_TEXT, min_size=1, max_size=8), st.data())
def test_a_shortened_chain_with_a_forged_count_is_found(
    texts: list[str], data: st.DataObject
) -> None:
    head, kept = chain_of(texts)
    keep = data.draw(st.integers(0, len(kept) - 1))
    forged = Head(head.assignment, keep, data.draw(st.sampled_from([head.hash, "", "0" * 64])))
    assert check_chain(KEY, forged, kept[:keep]) != []


@given(st.lists(_TEXT, max_size=8), _TEXT, st.data())
def test_every_insertion_and_reordering_is_found(
    texts: list[str], text: str, data: st.DataObject
) -> None:
    head, kept = chain_of(texts)
    _, [strange] = chain_of([text], key=b"not the key")
    inserted = [*kept]
    inserted.insert(data.draw(st.integers(0, len(kept))), strange)
    assert check_chain(KEY, head, inserted) != []
    shuffled = data.draw(st.permutations(kept))
    assert (check_chain(KEY, head, shuffled) == []) == (shuffled == kept)


@given(st.lists(_TEXT, min_size=1, max_size=8))
def test_a_complete_rewrite_without_the_key_is_found(texts: list[str]) -> None:
    head, kept = chain_of(texts, key=b"guessed")
    assert check_chain(KEY, head, kept) != []


@pytest.fixture
async def history(store: Store) -> Store:
    """Five cases with a few facts each, sealed on two days."""
    rows = await add_cases(store, 5)
    for day in (10, 11):
        for row in rows:
            found = await store.case(row.assignment.id)
            assert found is not None
            await append(store, found, [a_fact(day), a_fact(day + 1)])
        date_ = NOW.date().replace(day=day)
        await store.write(lambda w, d=date_: store.seal_day(w, d, NOW))
    assert await store.verify(stand) == []
    return store


async def run(store: Store, *statements: str) -> None:
    """Run statements on the store's connection, as somebody with a SQLite shell would."""

    def execute(connection: sqlite3.Connection) -> None:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement

    async with store._client.lock:
        await store._client.run(execute)


async def tamper(store: Store, *statements: str) -> None:
    """As `run`, heedless of what refers to what."""
    await run(store, "PRAGMA foreign_keys=OFF", *statements)


_CUT = "DELETE FROM fact WHERE assignment_id=2 AND seq>2"
_TAMPERINGS: list[tuple[tuple[str, ...], Tampering]] = [
    (("UPDATE fact SET data='{}x' WHERE id=7",), Tampering.EDITED),
    (("UPDATE fact SET at=at+1 WHERE id=7",), Tampering.EDITED),
    (("UPDATE fact SET assignment_id=1, seq=9 WHERE id=7",), Tampering.EDITED),
    (("DELETE FROM fact WHERE assignment_id=2 AND seq=2",), Tampering.MISSING),
    ((_CUT,), Tampering.TRUNCATED),
    (
        (
            _CUT,
            "UPDATE assignment SET facts_count=2, head_hash=(SELECT hash FROM fact"
            " WHERE assignment_id=2 AND seq=2) WHERE id=2",
        ),
        Tampering.HEAD,
    ),
    (
        ("DELETE FROM fact WHERE assignment_id=3", "DELETE FROM assignment WHERE id=3"),
        Tampering.SEAL,
    ),
    (("DELETE FROM assignment WHERE id=3",), Tampering.ADDED),
    (("DELETE FROM seal WHERE id=1",), Tampering.SEAL),
    (("UPDATE seal SET count=count-1 WHERE id=2",), Tampering.SEAL),
    (("UPDATE seal SET upto=upto-1 WHERE id=2",), Tampering.SEAL),
    (("UPDATE assignment SET state='done' WHERE id=4",), Tampering.STANDING),
]


@pytest.mark.parametrize(("statements", "expected"), _TAMPERINGS)
async def test_what_is_done_to_the_database_behind_our_back_is_found(
    history: Store, statements: tuple[str, ...], expected: Tampering
) -> None:
    await tamper(history, *statements)
    findings = await history.verify(stand)
    assert expected in {finding.kind for finding in findings}


async def test_an_old_copy_of_one_case_put_back_is_found_by_the_seal(history: Store) -> None:
    """A consistent older state of a case, head and all, fits its chain: only the seal knows."""
    row = (await history.cases_of_unit("区生态环境局", unfinished=False))[0]
    columns = "facts_count, last_hash, head_hash, standing, state"
    before = (await history._fetch(f"SELECT {columns} FROM assignment WHERE id=?", (row.pk,)))[0]
    await append(history, row, [a_fact(20)])
    await history.write(lambda w: history.seal_day(w, NOW.date().replace(day=12), NOW))
    assert await history.verify(stand) == []
    values = ", ".join(f"{name}='{before[name]}'" for name in before.keys())  # noqa: SIM118
    await tamper(
        history,
        f"DELETE FROM fact WHERE assignment_id={row.pk} AND seq>{before['facts_count']}",
        f"UPDATE assignment SET {values} WHERE id={row.pk}",
    )
    assert {f.kind for f in await history.verify(stand)} == {Tampering.SEAL}


async def test_a_day_is_sealed_once_and_seals_follow_one_another(history: Store) -> None:
    first = await history.last_seal()
    assert first is not None
    again = await history.write(lambda w: history.seal_day(w, NOW.date().replace(day=11), at(999)))
    assert again == first
    assert (first.count, len(first.prev), len(first.short)) == (20, 64, 16)


async def test_verification_and_new_facts_do_not_disturb_each_other(history: Store) -> None:
    async def keep_writing() -> None:
        for n in range(30):
            rows = await history.cases_of_unit("区生态环境局", unfinished=False)
            await append(history, rows[n % 5], [a_fact(100 + n)])

    writing = asyncio.create_task(keep_writing())
    while not writing.done():
        assert await history.verify(stand) == []
    await writing


async def test_another_key_does_not_fit(history: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await history.copy_to(copy)
    async with await Store.open(f"sqlite://{copy}", chain_key=b"other") as other:
        assert await other.verify() != []
    async with await Store.open(f"sqlite://{copy}", chain_key=KEY) as same:
        assert await same.verify(stand) == []


async def test_two_hundred_random_edits_are_all_found(history: Store) -> None:
    chance = random.Random(1)
    total = (await history._fetch("SELECT count(*) AS n FROM fact"))[0]["n"]
    edits: list[Callable[[int], str]] = [
        lambda i: f"UPDATE fact SET data=data||' ' WHERE id={i}",
        lambda i: f"UPDATE fact SET at=at-1 WHERE id={i}",
        lambda i: f"UPDATE fact SET kind='accepted' WHERE id={i}",
        lambda i: f"UPDATE fact SET \"by\"='x' WHERE id={i}",
        lambda i: f"UPDATE fact SET hash=prev_hash WHERE id={i}",
        lambda i: f"DELETE FROM fact WHERE id={i}",
    ]
    for _ in range(200):
        statement = chance.choice(edits)(chance.randrange(1, total + 1))
        await run(history, "BEGIN", statement)
        assert await history.verify() != []
        await run(history, "ROLLBACK")
    assert await history.verify(stand) == []
