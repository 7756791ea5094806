"""The store (a database and its one writer)."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.store import sqlite
from bot.store.burdens import Burdens
from bot.store.conversations import Conversations
from bot.store.inbox import Inbox
from bot.store.ledger import Ledger
from bot.store.lock import FileLock, StoreHeld, service_lock
from bot.store.lookups import Lookups
from bot.store.messages import Messages
from bot.store.neighbours import Neighbours
from bot.store.notices import Notices
from bot.store.office_cases import OfficeCases
from bot.store.people import People
from bot.store.records import Records
from bot.store.schema import close, connect, database_path


class Store(
    OfficeCases,
    Neighbours,
    Notices,
    Messages,
    Conversations,
    Inbox,
    People,
    Records,
    Ledger,
    Lookups,
    Burdens,
):
    """Everything Duban remembers. Methods that take a Writer are for use inside `write`."""

    _service_lock: FileLock | None = None

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        durable: bool = True,
        chain_key: bytes = b"",
        node: str = "n1",
        service: bool = False,
    ) -> Store:
        """Open "sqlite:///absolute/path" or "sqlite://:memory:"; makes the folder and migrates.

        `durable` False lets rehearsals skip the wait for the disk. `service` takes the lock that
        only one running service can have; short commands open without it and work beside the
        service. Raises StoreHeld, StoreBusy or StoreRefused, all in plain words.
        """
        path = database_path(url)
        lock = None
        if service and path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = service_lock(path)
            if not lock.try_take():
                lock.close()
                raise StoreHeld(f"Duban is already running on {path}")
        try:
            client, context = await connect(path, durable)
        except BaseException:
            if lock:
                lock.close()
            raise
        store = cls(client, context, chain_key)
        store.node = node
        store._service_lock = lock
        return store

    @staticmethod
    def held_by_service(url: str) -> bool:
        """True while a service is running on this database."""
        path = database_path(url)
        if path is None or not path.exists():
            return False
        lock = service_lock(path)
        try:
            return not lock.try_take()
        finally:
            lock.close()

    async def copy_to(self, path: Path) -> None:
        """Write a complete, compact copy to a new file, through the one connection.

        Everything else waits meanwhile. Raises sqlite3.DatabaseError, also where `path` exists.
        """
        async with self._client.lock:
            await self._client.run(
                lambda connection: sqlite.change(connection, (), "VACUUM INTO ?", (str(path),))
            )

    async def close(self) -> None:
        """Finish what was handed in, then close. Safe to call twice and after failures."""
        await asyncio.shield(asyncio.ensure_future(self._close()))

    async def _close(self) -> None:
        try:
            await self._queue.close()
        finally:
            await close(self._client)
            if self._service_lock:
                self._service_lock.close()

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(self, *failure: object) -> None:
        del failure
        await self.close()
