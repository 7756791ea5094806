"""Locks between processes: one service per database, one access at a time.

Two connections on one WAL database can corrupt it in SQLite before 3.51.3 when both write or
checkpoint at the same instant. The gate makes that instant impossible: every access, from BEGIN
to COMMIT or a single read, holds an exclusive flock on a file beside the database. A process that
dies gives its locks back, whatever killed it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from pathlib import Path

from bot.refusal import Refusal


class StoreHeld(Refusal):
    """Another service is running on this database."""


class StoreBusy(Refusal):
    """Another program does not let go of the database."""


_PAUSES = (0.0005,) * 20 + (0.002,) * 100 + (0.02,) * 1500


class FileLock:
    """An exclusive flock on `path`. The file itself stays; only the lock matters."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def try_take(self) -> bool:
        """Take the lock if it is free; False where somebody else holds it."""
        handle = self._open()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def take(self) -> None:
        """Wait for the lock, at most about half a minute; raises StoreBusy after that.

        Blocks the calling thread: never call it on the event loop.
        """
        for pause in _PAUSES:
            if self.try_take():
                return
            time.sleep(pause)
        raise StoreBusy(f"another program has been using the database for long: {self._path}")

    def give(self) -> None:
        """Give the lock back; the file stays open for the next time."""
        if self._handle is not None:
            fcntl.flock(self._handle, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the lock back and close the file."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._handle


class Gate:
    """Counts nested entries of one connection; the outermost one holds the lock.

    Called on the database thread, one call at a time (opening and closing included), so the count
    needs no guard of its own. `path` None: a database in memory, which nobody shares.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = FileLock(path) if path else None
        self._depth = 0

    def enter(self) -> None:
        if self._lock and self._depth == 0:
            self._lock.take()
        self._depth += 1

    def leave(self) -> None:
        self._depth -= 1
        if self._lock and self._depth == 0:
            self._lock.give()

    def close(self) -> None:
        if self._lock:
            self._lock.close()


def service_lock(database: Path) -> FileLock:
    """The lock that a running service holds for its whole life."""
    return FileLock(database.with_name(database.name + ".service"))


def access_gate(database: Path | None) -> Gate:
    """The gate of one connection to `database`; None for a database in memory."""
    return Gate(database.with_name(database.name + ".gate") if database else None)
