"""Opening a database: where it is, which models it has, and bringing its tables up to date."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

from tortoise.context import TortoiseContext
from tortoise.exceptions import OperationalError
from tortoise.migrations.executor import MigrationExecutor

from bot.store.connected import bound
from bot.store.sqlite import Client, StoreRefused, check_place, run_control

APP = "duban"
_MODELS = ["bot.store.models", "bot.store.models_records"]
_MEMORY = ":memory:"


def config(path: Path | None, durable: bool = True) -> dict[str, Any]:
    """Tortoise's configuration for a database file; None: in memory."""
    credentials = {"file_path": str(path) if path else _MEMORY, "durable": durable}
    return {
        "connections": {
            "default": {"engine": "bot.store.sqlite", "credentials": credentials},
        },
        "apps": {
            APP: {
                "models": _MODELS,
                "default_connection": "default",
                "migrations": "bot.store.migrations",
            },
        },
    }


CONFIG = config(None)
"""For `tortoise -c bot.store.schema.CONFIG makemigrations`: compares models and migrations."""


def database_path(url: str) -> Path | None:
    """The file that a URL such as "sqlite:///var/lib/duban/duban.db" names; None: in memory."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme != "sqlite" or not rest:
        raise StoreRefused(
            f"cannot open {scheme or url!r} databases: use sqlite:///absolute/path/duban.db"
        )
    if rest == _MEMORY:
        return None
    path = Path(rest)
    if not path.is_absolute():
        raise StoreRefused(f"the database path must be absolute: sqlite:///{rest}")
    return path


async def connect(path: Path | None, durable: bool) -> tuple[Client, TortoiseContext]:
    """Connect and migrate, alone: other programs wait at the gate. Closes what it opened if it
    fails."""
    context = TortoiseContext()
    with bound(context):
        await context.init(config=config(path, durable))
    client = context.db()
    if not isinstance(client, Client):
        raise StoreRefused("tortoise did not use the store's own engine")
    try:
        await _connect_alone(client, context)
    except BaseException:
        await close(client)
        raise
    return client, context


async def close(client: Client) -> None:
    """Close the connection and its gate; safe to call twice."""
    await client.close()
    client.gate.close()


async def _connect_alone(client: Client, context: TortoiseContext) -> None:
    if client.path:
        client.path.parent.mkdir(parents=True, exist_ok=True)
        check_place(client.path.parent.resolve())
    await asyncio.to_thread(client.gate.enter)
    try:
        await client.create_connection(with_db=True)
        with bound(context):
            await _migrate(client)
    except (sqlite3.DatabaseError, OperationalError) as failure:
        raise StoreRefused(f"cannot use the database {client.path}: {failure}") from failure
    finally:
        client.gate.leave()


async def _migrate(client: Client) -> None:
    """Apply what is missing. Foreign keys are off meanwhile: tortoise rebuilds SQLite tables by
    dropping them, which would take the rows of other tables along."""
    executor = MigrationExecutor(client, {APP: CONFIG["apps"][APP]})
    await executor.loader.build_graph()
    known = {key.name for key in executor.loader.graph.nodes if key.app_label == APP}
    applied = {k.name for k in await executor.recorder.applied_migrations() if k.app_label == APP}
    if unknown := sorted(applied - known):
        raise StoreRefused(
            f"the database {client.path} was written by a newer version of Duban "
            f"(it has {', '.join(unknown)}, which this version does not know); "
            "update Duban, or restore a backup made with this version"
        )
    if known <= applied:
        return
    await client.run(partial(run_control, control=["PRAGMA foreign_keys=OFF"]))
    try:
        await executor.migrate()
        await client.run(_check_foreign_keys)
    finally:
        await client.run(partial(run_control, control=["PRAGMA foreign_keys=ON"]))


def _check_foreign_keys(connection: sqlite3.Connection) -> None:
    if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreRefused(f"rows of table {broken[0]} point to rows that do not exist")
