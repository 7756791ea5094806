"""SQLite: the connection, its profile, and everything that another database would do otherwise.

This module is a tortoise engine (`client_class`). SQL in the store is written once, with `?` for
parameters, `ON CONFLICT` and `RETURNING`; what differs between databases is here.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionWrapper

from bot.refusal import Refusal
from bot.store.lock import Gate, access_gate

Row = Mapping[str, Any]

BYTE_ORDER = ""
"""The collation under which text sorts by its bytes; SQLite's own order is that already."""

_TURN = 16
"""After so many statements on the caller's thread everybody else gets a turn."""

_MOUNTS = Path("/proc/mounts")
_NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs"})
_IO_FAILURES = frozenset({"SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTADB"})


class StoreRefused(Refusal):
    """The database cannot be used as it is; the message says why and what to do."""


def profile(durable: bool) -> dict[str, tuple[str, object]]:
    """PRAGMA name → (value to set, value read back)."""
    return {
        "journal_mode": ("WAL", "wal"),
        "synchronous": ("FULL", 2) if durable else ("OFF", 0),
        "foreign_keys": ("ON", 1),
        "busy_timeout": ("10000", 10000),
        "wal_autocheckpoint": ("1000", 1000),
        "journal_size_limit": (str(64 * 1024 * 1024), 64 * 1024 * 1024),
        "trusted_schema": ("OFF", 0),
        "secure_delete": ("ON", 1),  # what is hushed is overwritten, not just forgotten
    }


class _Connection(aiosqlite.Connection):
    """A connection whose every call passes the gate, on a thread that never holds up the exit."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], gate: Gate) -> None:
        super().__init__(connect, iter_chunk_size=256)
        self._gate = gate
        self._thread.daemon = True

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await super()._execute(self._gated, partial(fn, *args, **kwargs))

    def _gated(self, function: Callable[[], Any]) -> Any:
        self._gate.enter()
        try:
            return function()
        finally:
            self._gate.leave()

    async def run(self, function: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run `function` on the database thread with the bare connection."""
        return await self._execute(function, self._conn)

    def run_here(self, function: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run `function` on the caller's thread: no wait for another one to wake."""
        return function(self._conn)


class Client(SqliteClient):
    """The only connection to the database in this process."""

    gate: Gate

    def __init__(self, file_path: str, durable: bool = True, **kwargs: Any) -> None:
        super().__init__(file_path, **kwargs)
        self.path = None if file_path == ":memory:" else Path(file_path)
        self.durable = durable
        self.gate = access_gate(self.path)
        self._runs = 0

    @property
    def lock(self) -> asyncio.Lock:
        """Held by whoever uses the connection: a transaction for its whole length."""
        return self._lock

    async def create_connection(self, with_db: bool) -> None:
        del with_db
        if self._connection is None:
            connect = partial(
                sqlite3.connect,
                self.filename,
                isolation_level=None,
                check_same_thread=self.durable,
            )
            connection = _Connection(connect, self.gate)
            self._connection = await connection
            await connection.run(partial(_set_profile, durable=self.durable, path=self.path))
            await self._post_connect()

    async def run(self, function: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run `function` on the database thread. The caller holds `lock`.

        A throw-away database has nobody to share with and no disk to wait for: it is used on
        the caller's thread, which is twice as fast.
        """
        connection = self._connection
        if not isinstance(connection, _Connection):
            raise StoreRefused("the store is closed")
        if not self.durable:
            self._runs += 1
            if self._runs % _TURN == 0:
                await asyncio.sleep(0)  # others get their turn, as they do while a thread works
            return connection.run_here(function)
        return await connection.run(function)

    def models_connection(self) -> SqliteTransactionWrapper:
        """What models use inside the running transaction."""
        return SqliteTransactionWrapper(self)


client_class = Client


def _set_profile(connection: sqlite3.Connection, durable: bool, path: Path | None) -> None:
    connection.row_factory = sqlite3.Row
    for name, (value, expected) in profile(durable).items():
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        found = found[0] if found else None
        if path is None and name in {"journal_mode", "journal_size_limit"}:
            continue  # a database in memory has no log
        if found != expected:
            raise StoreRefused(
                f"SQLite did not take the setting {name}: wanted {expected!r}, found {found!r}"
            )


def check_place(path: Path) -> None:
    """Refuse folders on network file systems, where locks and fsync cannot be trusted."""
    if not _MOUNTS.exists():
        return
    best, kind = "", ""
    for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        _, mount, system, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        if path.is_relative_to(mount) and len(mount) >= len(best):
            best, kind = mount, system
    if kind in _NETWORK_FILE_SYSTEMS:
        raise StoreRefused(
            f"the database folder {path} is on a network file system ({kind}); "
            "SQLite cannot keep data safe there: choose a local disk"
        )


# --- statements, run on the database thread -------------------------------------------------


def fetch_all(
    connection: sqlite3.Connection, control: Sequence[str], sql: str, values: Sequence[Any]
) -> list[Row]:
    """Run control statements (BEGIN, SAVEPOINT …), then `sql`; all its rows."""
    for statement in control:
        connection.execute(statement)
    return connection.execute(sql, values).fetchall()  # type: ignore[return-value]


def run_all(
    connection: sqlite3.Connection,
    control: Sequence[str],
    sql: str,
    batches: Iterable[Sequence[Any]],
) -> int:
    """Run control statements, then `sql` once per batch of values; rows changed in all."""
    for statement in control:
        connection.execute(statement)
    return connection.executemany(sql, batches).rowcount


def change(
    connection: sqlite3.Connection, control: Sequence[str], sql: str, values: Sequence[Any]
) -> int:
    """Run control statements, then `sql`; rows changed."""
    for statement in control:
        connection.execute(statement)
    return connection.execute(sql, values).rowcount


def run_control(connection: sqlite3.Connection, control: Sequence[str]) -> None:
    for statement in control:
        connection.execute(statement)


class Transaction:
    """One transaction. All methods run on the database thread, where `open` is decided."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.open = False

    def begin(self, connection: sqlite3.Connection) -> None:
        """Hold the gate for the length of the transaction and take the write lock at once."""
        self._gate.enter()
        try:
            connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._gate.leave()
            raise
        self.open = True

    def commit(self, control: Sequence[str], connection: sqlite3.Connection) -> None:
        """Run what is left of `control` and commit; after a failure nothing is left behind."""
        try:
            run_control(connection, [*control, "COMMIT"])
        except BaseException:
            self.abandon(connection)
            raise
        self.open = False
        self._gate.leave()

    def abandon(self, connection: sqlite3.Connection) -> None:
        """Roll back whatever there is. Harmless when there is nothing."""
        if not self.open:
            return
        self.open = False
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        finally:
            self._gate.leave()

    def undo(self, name: str, connection: sqlite3.Connection) -> bool:
        """Roll back to the savepoint; False where SQLite has already undone everything."""
        if not connection.in_transaction:
            return False
        run_control(connection, [f"ROLLBACK TO {name}", f"RELEASE {name}"])
        return True


def is_disk_failure(failure: BaseException) -> bool:
    """True where the disk itself failed: what was promised after it could be a lie."""
    name = getattr(failure, "sqlite_errorname", "") or ""
    return any(name.startswith(prefix) for prefix in _IO_FAILURES)
