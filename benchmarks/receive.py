"""Updates a second that are on disk before their senders hear of it."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from contextlib import closing
from statistics import median

from benchmarks.figures import ROUNDS, Figure, Size, Watch, rate
from benchmarks.ground import open_store
from tests.crash.big_home import REMINDED_AT

CALLERS = 100
_RAW = '{"update_id":700000001,"message":{"text":"制-01 完成60%，附件已上传。"}}'.encode() * 6
_TABLE = "CREATE TABLE inbox (id INTEGER PRIMARY KEY, ext_id TEXT UNIQUE, chat TEXT, raw BLOB)"


async def run(size: Size) -> list[Figure]:
    updates = size.of(10_000, 1_000)
    rounds = [
        (await _store(updates), await _one_by_one(size.of(2_000, 300))) for _ in range(ROUNDS)
    ]
    return [
        Figure(
            f"stored, {CALLERS} callers at once",
            rate(median(ours for ours, _ in rounds)),
            f"raw SQLite, a commit each: {rate(median(single for _, single in rounds))}",
            median(ours / single for ours, single in rounds),
        )
    ]


async def _store(updates: int) -> float:
    async with open_store() as (store, _):
        numbers = iter(range(updates))

        async def call() -> None:
            for number in numbers:
                items = [(str(number), str(number % 500), _RAW)]
                await store.write(
                    lambda writer, items=items: store.store_incoming(
                        writer, "telegram", items, REMINDED_AT
                    )
                )

        watch = Watch()
        await asyncio.gather(*(call() for _ in range(CALLERS)))
        seconds = watch.seconds
        assert len(await store.next_incoming(updates + 1)) == updates
        return updates / seconds


async def _one_by_one(updates: int) -> float:
    async with open_store() as (_, path):
        with closing(sqlite3.connect(path.with_name("raw.db"), isolation_level=None)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute("PRAGMA synchronous=FULL")
            raw.execute(_TABLE)
            watch = Watch()
            for number in itertools.islice(itertools.count(), updates):
                raw.execute(
                    "INSERT INTO inbox (ext_id, chat, raw) VALUES (?,?,?)", (str(number), "1", _RAW)
                )
            return updates / watch.seconds
