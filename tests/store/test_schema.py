"""Tables: what migrations build is what the models say, and strange databases are refused."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from bot.store import Store, StoreRefused
from bot.store.connected import bound
from bot.store.schema import config
from bot.store.sqlite import check_place, profile

from .examples import KEY, NOW, a_fact, add_cases, append


def described(path: Path) -> dict[str, Any]:
    """Tables, columns, indexes and foreign keys of a database file."""
    connection = sqlite3.connect(path)
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        if not name.startswith(("sqlite_", "tortoise_"))
    ]
    found = {name: _table(connection, name) for name in names}
    connection.close()
    return found


def _table(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    def rows(pragma: str, name: str) -> list[tuple[Any, ...]]:
        return connection.execute(f'PRAGMA {pragma}("{name}")').fetchall()

    indexes = {
        (unique, origin, tuple(column for _, _, column in rows("index_info", name)))
        for _, name, unique, origin, _ in rows("index_list", table)
    }
    keys = {(key[2], key[3], key[4], key[6]) for key in rows("foreign_key_list", table)}
    columns = {
        (name, kind, required, pk) for _, name, kind, required, _, pk in rows("table_info", table)
    }
    return {"columns": columns, "indexes": indexes, "foreign keys": keys}


async def test_migrations_build_what_the_models_say(url: str, tmp_path: Path) -> None:
    async with await Store.open(url):
        pass
    generated = tmp_path / "generated.db"
    context = TortoiseContext()
    with bound(context):
        await context.init(config=config(generated))
        await context.generate_schemas()
        await context.close_connections()
    migrated = described(Path(url.removeprefix("sqlite://")))
    assert migrated == described(generated)
    assert len(migrated) == 18
    assert migrated["fact"]["foreign keys"] == {("assignment", "assignment_id", "id", "RESTRICT")}


async def test_every_setting_of_the_profile_is_in_force(url: str) -> None:
    async with await Store.open(url) as store:
        for name, (_, expected) in profile(durable=True).items():
            [row] = await store._fetch(f"PRAGMA {name}")
            assert next(iter(dict(row).values())) == expected, name
        with pytest.raises(sqlite3.IntegrityError):
            await store.write(lambda w: store.next_receipt(w, NOW.date(), 99, NOW, "x"))


async def test_a_setting_that_does_not_take_refuses_the_start(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite.profile", lambda _: {"synchronous": ("NORMAL", 2)})
    with pytest.raises(StoreRefused, match="synchronous"):
        await Store.open(url)


async def test_opening_again_migrates_nothing_and_loses_nothing(url: str) -> None:
    async with await Store.open(url, chain_key=KEY) as store:
        [row] = await add_cases(store, 1)
        row = await append(store, row, [a_fact()])
    async with await Store.open(url, chain_key=KEY) as store:
        assert await store.case(row.assignment.id) == row


async def test_a_database_of_a_newer_version_is_refused_in_words_and_left_alone(url: str) -> None:
    async with await Store.open(url):
        pass
    path = Path(url.removeprefix("sqlite://"))
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at)"
            " VALUES ('duban', '0999_future', '2030-01-01')"
        )
    connection.close()
    before = described(path)
    with pytest.raises(StoreRefused, match=r"newer version.*0999_future.*update Duban"):
        await Store.open(url)
    assert described(path) == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough" * 50, b"\xff" * 4096]
)
async def test_a_file_that_is_no_database_is_refused_in_words(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "duban.db"
    await asyncio.to_thread(path.write_bytes, content)
    with pytest.raises(StoreRefused, match="cannot use the database"):
        await Store.open(f"sqlite://{path}")
    assert await asyncio.to_thread(path.read_bytes) == content


async def test_two_stores_live_in_one_process_without_mixing(tmp_path: Path) -> None:
    async with (
        await Store.open(f"sqlite://{tmp_path}/a.db") as one,
        await Store.open("sqlite://:memory:") as two,
    ):
        await one.write(lambda w: one.beat(w, "one", "n1", NOW))
        await two.write(lambda w: two.beat(w, "two", "n1", NOW))
        assert await one.last_beat("one") == NOW
        assert await one.last_beat("two") is None
        assert await two.last_beat("one") is None


async def test_many_opens_at_once_migrate_once(url: str) -> None:
    stores = await asyncio.gather(*(Store.open(url) for _ in range(5)))
    for number, store in enumerate(stores):
        await store.write(lambda w, s=store, n=number: s.bump(w, {f"n{n}": 1}))
    assert len(await stores[0].counters()) == 5
    await asyncio.gather(*(store.close() for store in stores))


def test_a_network_file_system_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("disk / ext4 rw 0 0\nserver:/x /srv/share nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr("bot.store.sqlite._MOUNTS", mounts)
    check_place(Path("/srv/data"))
    with pytest.raises(StoreRefused, match="network file system"):
        check_place(Path("/srv/share/duban"))
