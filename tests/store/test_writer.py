"""One writer, shared transactions, no shared failures."""

from __future__ import annotations

import asyncio
import random
import re
import sqlite3
from pathlib import Path

import pytest

from bot.store import Store, StoreClosed, Writer
from bot.store.schema import database_path
from bot.store.sqlite import Transaction

from .examples import KEY, NOW, a_notice, add_cases


async def test_a_failing_operation_does_not_spoil_its_neighbours(store: Store) -> None:
    async def bump(w: Writer) -> None:
        await store.bump(w, {"good": 1})

    async def fail(w: Writer) -> None:
        await store.bump(w, {"bad": 1})
        raise RuntimeError("no")

    outcomes = await asyncio.gather(
        *(store.write(fail if n % 3 == 0 else bump) for n in range(60)), return_exceptions=True
    )
    assert sum(isinstance(outcome, RuntimeError) for outcome in outcomes) == 20
    assert await store.counters() == {"good": 40}


async def test_a_broken_statement_undoes_its_own_operation_alone(store: Store) -> None:
    async def broken(w: Writer) -> None:
        await store.bump(w, {"bad": 1})
        await w.change("INSERT INTO receipt (number) VALUES (NULL)")

    good = asyncio.gather(
        store.write(lambda w: store.bump(w, {"good": 1})),
        store.write(broken),
        store.write(lambda w: store.bump(w, {"good": 1})),
        return_exceptions=True,
    )
    outcomes = await good
    assert isinstance(outcomes[1], sqlite3.IntegrityError)
    assert await store.counters() == {"good": 2}


async def test_operations_handed_in_together_share_one_commit(store: Store) -> None:
    seen: list[int] = []

    async def look(w: Writer) -> None:
        await w.change("INSERT INTO counter (name, value) VALUES (?,1)", (f"n{len(seen)}",))
        seen.append(id(w))

    await asyncio.gather(*(store.write(look) for _ in range(100)))
    assert len(seen) == 100
    assert len(set(seen)) < 5


async def test_readers_never_see_what_is_not_committed(store: Store) -> None:
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def slow(w: Writer) -> None:
        await store.bump(w, {"half": 1})
        inside.set()
        await go_on.wait()
        raise RuntimeError("taken back")

    writing = asyncio.create_task(store.write(slow))
    await inside.wait()
    reading = asyncio.create_task(store.counters())
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(RuntimeError):
        await writing
    assert await reading == {}


async def test_reads_inside_an_operation_see_its_own_writes(store: Store) -> None:
    async def both(w: Writer) -> dict[str, int]:
        await store.bump(w, {"mine": 1})
        return await store.counters()

    assert await store.write(both) == {"mine": 1}


async def test_a_write_inside_a_write_is_refused_instead_of_hanging(store: Store) -> None:
    async def nested(w: Writer) -> None:
        del w
        await store.write(lambda inner: store.bump(inner, {"x": 1}))

    with pytest.raises(RuntimeError, match="write inside a write"):
        await store.write(nested)


async def test_a_writer_is_useless_after_its_operation(store: Store) -> None:
    kept: list[Writer] = []

    async def keep(w: Writer) -> None:
        kept.append(w)

    await store.write(keep)
    with pytest.raises(RuntimeError, match="is over"):
        await store.bump(kept[0], {"late": 1})


async def test_a_task_that_outlives_its_operation_reads_like_anybody_else(store: Store) -> None:
    go_on = asyncio.Event()
    tasks: list[asyncio.Task[dict[str, int]]] = []

    async def later() -> dict[str, int]:
        await go_on.wait()
        return await store.counters()

    async def start(w: Writer) -> None:
        await store.bump(w, {"kept": 1})
        tasks.append(asyncio.create_task(later()))

    await store.write(start)
    go_on.set()
    assert await tasks[0] == {"kept": 1}


@pytest.mark.parametrize("seed", range(4))
async def test_callers_that_go_away_leave_no_half_writes(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    rows = await add_cases(store, 1)
    handed_in: set[str] = set()

    async def pair(n: int) -> None:
        async def write(w: Writer) -> None:
            await store.add_notices(w, [a_notice(n, to="left", about=rows[0].assignment.id)])
            await asyncio.sleep(0)
            await store.add_notices(w, [a_notice(n, to="right", about=rows[0].assignment.id)])

        handed_in.add(f"remind-{n}")
        await store.write(write)

    for n in range(300):
        task = asyncio.create_task(pair(n))
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        if chance.random() < 0.3:
            await store.counters()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await store.write(lambda w: store.bump(w, {"alive": 1}))
    found = await store.due_notices(NOW, 10_000)
    left = {row.notice.rung for row in found if row.notice.to == "left"}
    right = {row.notice.rung for row in found if row.notice.to == "right"}
    assert left == right == handed_in
    assert len(left) > 250  # what was handed in happens, whoever has stopped listening


async def test_readers_that_go_away_leave_the_connection_usable(store: Store) -> None:
    chance = random.Random(7)
    for _ in range(500):
        task = asyncio.create_task(store.due_notices(NOW, 10))
        for _ in range(chance.randrange(6)):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await asyncio.wait_for(store.counters(), 5) == {}


async def test_an_operation_that_hangs_is_ended_and_the_others_go_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.writer._LIMIT_SECONDS", 0.05)

    async def hang(w: Writer) -> None:
        await store.bump(w, {"hung": 1})
        await asyncio.Event().wait()

    hanging = store.write(hang)
    after = store.write(lambda w: store.bump(w, {"after": 1}))
    outcomes = await asyncio.gather(hanging, after, return_exceptions=True)
    assert isinstance(outcomes[0], TimeoutError)
    assert await store.counters() == {"after": 1}


async def test_a_disk_that_fails_under_a_commit_stops_every_later_write(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Transaction, control: object, connection: sqlite3.Connection) -> None:
        del control
        self.abandon(connection)
        failure = sqlite3.OperationalError("disk I/O error")
        failure.sqlite_errorname = "SQLITE_IOERR_FSYNC"
        raise failure

    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "commit", fail)
        with pytest.raises(Exception, match="disk failed"):
            await store.write(lambda w: store.bump(w, {"lost": 1}))
    with pytest.raises(Exception, match="disk failed"):
        await store.write(lambda w: store.bump(w, {"after": 1}))
    assert await store.counters() == {}


async def test_closing_finishes_what_was_handed_in_and_refuses_the_rest(url: str) -> None:
    store = await Store.open(url, chain_key=KEY)
    handed_in = [
        asyncio.create_task(store.write(lambda w: store.bump(w, {"n": 1}))) for _ in range(20)
    ]
    await asyncio.sleep(0)
    await store.close()
    await store.close()
    await asyncio.gather(*handed_in)
    with pytest.raises(StoreClosed):
        await store.write(lambda w: store.bump(w, {"n": 1}))
    async with await Store.open(url, chain_key=KEY) as again:
        assert await again.counters() == {"n": 20}


async def test_a_full_disk_fails_the_write_and_keeps_the_store(store: Store) -> None:
    """`max_page_count` makes SQLite say "database or disk is full" as a full disk does."""
    client = store._client
    async with client.lock:
        await client.run(lambda c: c.execute("PRAGMA max_page_count=1").fetchall())
    before = await store.counters()

    async def fill(w: Writer) -> None:
        await w.change_many(
            "INSERT INTO counter (name, value) VALUES (?,1)",
            [("x" * 190 + str(n),) for n in range(2000)],
        )

    outcomes = await asyncio.gather(
        store.write(lambda w: store.bump(w, {"neighbour": 1})), store.write(fill),
        return_exceptions=True,
    )  # fmt: skip
    assert isinstance(outcomes[1], Exception)
    async with client.lock:
        await client.run(lambda c: c.execute("PRAGMA max_page_count=1000000").fetchall())
    await store.write(lambda w: store.bump(w, {"after": 1}))
    counters = await store.counters()
    assert counters.pop("after") == 1
    expected = {} if isinstance(outcomes[0], Exception) else {"neighbour": 1}
    assert counters == {**before, **expected}


def test_nobody_but_the_store_opens_transactions() -> None:
    """A cancelled `in_transaction` locks the database for good; the writer is the only way in."""
    root = Path(__file__).parents[2]
    forbidden = re.compile(r"\bin_transaction\s*\(|\batomic\s*\(|[\"']BEGIN\b|import aiosqlite")
    offenders = [
        path.relative_to(root)
        for folder in ("bot", "workflows", "messages", "config")
        for path in (root / folder).rglob("*.py")
        if "migrations" not in path.parts
        and path.name != "sqlite.py"
        and forbidden.search(path.read_text("utf-8"))
    ]
    assert offenders == []


def test_database_urls_are_understood_or_refused_in_words() -> None:
    assert database_path("sqlite:///var/lib/duban.db") == Path("/var/lib/duban.db")
    assert database_path("sqlite://:memory:") is None
    for bad in ("mysql://x/y", "sqlite://relative.db", "", "sqlite://"):
        with pytest.raises(Exception, match="sqlite:///"):
            database_path(bad)
