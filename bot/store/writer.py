"""One writer with group commit: operations share a transaction, never each other's failures.

Each operation runs in its own savepoint inside one BEGIN IMMEDIATE … COMMIT, together with every
other operation that was waiting. Callers hear of success only after the commit is durable. The
transaction lives in its own task: a caller that goes away changes nothing about it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from tortoise.backends.base.client import BaseDBAsyncClient

from bot.store import sqlite
from bot.store.sqlite import Client, Row, Transaction

log = structlog.get_logger(__name__)

Operation = Callable[["Writer"], Awaitable[Any]]
_Statement = Callable[[sqlite3.Connection, Sequence[str], str, Any], Any]
_SAVEPOINT = "operation"
_GROUP = 256
_LIMIT_SECONDS = 30.0


class StoreClosed(Exception):
    """The store is closed or closing."""


class StoreBroken(Exception):
    """The disk failed under a commit; nothing more is promised until the service restarts."""


class GroupLost(Exception):
    """The database undid the whole group; none of its operations happened."""


class Writer:
    """What an operation writes with. It is good inside its operation and nowhere else."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._control: list[str] = []
        self.open = False
        """True while the operation runs."""

    async def fetch(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement; all its rows (SELECT or … RETURNING)."""
        return await self._run(sqlite.fetch_all, sql, values)

    async def change(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        return await self._run(sqlite.change, sql, values)

    async def change_many(self, sql: str, batches: Sequence[Sequence[Any]]) -> int:
        """Run one statement per batch of values; the number of rows changed in all."""
        return await self._run(sqlite.run_all, sql, batches) if batches else 0

    async def models(self) -> BaseDBAsyncClient:
        """The connection for models: `Model.create(using_db=await writer.models())`."""
        await self._run_control()
        return self._client.models_connection()

    async def _run(self, function: _Statement, sql: str, values: Sequence[Any]) -> Any:
        control = self._take_control()
        return await self._client.run(lambda connection: function(connection, control, sql, values))

    async def _run_control(self) -> None:
        if control := self._take_control():
            await self._client.run(partial(sqlite.run_control, control=control))

    def _take_control(self) -> list[str]:
        if not self.open:
            raise RuntimeError("this writer belongs to an operation that is over")
        control, self._control = self._control, []
        return control

    def belongs_to(self, client: Client) -> bool:
        return self._client is client

    # for the group alone

    def begin_operation(self) -> None:
        self._control.append(f"SAVEPOINT {_SAVEPOINT}")
        self.open = True

    def end_operation(self) -> None:
        """Keep what was written. An operation that wrote nothing costs nothing."""
        self.open = False
        if not self._drop_unused_savepoint():
            self._control.append(f"RELEASE {_SAVEPOINT}")

    async def undo_operation(self, transaction: Transaction) -> None:
        """Undo what was written. Raises GroupLost where the database undid everything."""
        self.open = False
        if self._drop_unused_savepoint():
            return
        if not await self._client.run(partial(transaction.undo, _SAVEPOINT)):
            raise GroupLost("the database rolled the whole group back")

    def take_rest(self) -> list[str]:
        """Control statements that no later statement has carried along."""
        rest, self._control = self._control, []
        return rest

    def _drop_unused_savepoint(self) -> bool:
        if self._control and self._control[-1] == f"SAVEPOINT {_SAVEPOINT}":
            self._control.pop()
            return True
        return False


@dataclass(slots=True)
class _Entry:
    operation: Operation
    future: asyncio.Future[Any]
    result: Any = None
    failed: bool = False

    def fail(self, failure: BaseException) -> None:
        self.failed = True
        if self.future.done():  # the caller has gone: say it here or nobody hears of it
            log.error("store.operation_failed", error=repr(failure))
        else:
            self.future.set_exception(failure)

    def succeed(self) -> None:
        if not self.failed and not self.future.done():
            self.future.set_result(self.result)


CURRENT: ContextVar[Writer | None] = ContextVar("store_writer", default=None)
"""The writer of the operation that is running in this context, for reads inside operations."""


class WriteQueue:
    """Runs operations in groups, in the order in which they were handed in."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._waiting: deque[_Entry] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._broken: BaseException | None = None
        self._task = asyncio.create_task(self._work(), name="store-writer")

    async def write(self, operation: Operation) -> Any:
        """Run the operation; its result, once it is durable. Once handed in it runs, whatever
        becomes of the caller. Raises what the operation raised, StoreClosed or StoreBroken."""
        current = CURRENT.get()
        if current is not None and current.open:
            raise RuntimeError("a write inside a write: use the writer of the running operation")
        if self._broken is not None:
            raise StoreBroken(f"the disk failed: {self._broken}") from self._broken
        if self._closing or self._task.done():
            raise StoreClosed("the store is closed")
        entry = _Entry(operation, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        self._wake.set()
        return await entry.future

    async def close(self) -> None:
        """Finish what was handed in, then stop. Safe to call twice, and after a crash."""
        self._closing = True
        self._wake.set()
        await asyncio.wait([self._task])

    async def _work(self) -> None:
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting:
                    count = min(_GROUP, len(self._waiting))
                    await self._run_group([self._waiting.popleft() for _ in range(count)])
                if self._closing:
                    return
        finally:
            for entry in self._waiting:
                entry.fail(StoreClosed("the store was closed before this was written"))
            self._waiting.clear()

    async def _run_group(self, group: list[_Entry]) -> None:
        try:
            async with self._client.lock:
                await self._run_locked(group)
        except asyncio.CancelledError:
            self._fail(group, StoreClosed("the store was stopped while this was being written"))
            raise
        except Exception as failure:
            if sqlite.is_disk_failure(failure):
                self._broken = failure
                failure = StoreBroken(f"the disk failed: {failure}")
            self._fail(group, failure)
        else:
            for entry in group:
                entry.succeed()

    async def _run_locked(self, group: list[_Entry]) -> None:
        transaction = Transaction(self._client.gate)
        writer = Writer(self._client)
        try:
            if self._broken is not None:
                raise StoreBroken(f"the disk failed: {self._broken}")
            await self._client.run(transaction.begin)
            for entry in group:
                await self._run_operation(entry, writer, transaction)
            await self._client.run(partial(transaction.commit, writer.take_rest()))
        except BaseException:
            await self._client.run(transaction.abandon)
            raise

    async def _run_operation(self, entry: _Entry, writer: Writer, transaction: Transaction) -> None:
        writer.begin_operation()
        token = CURRENT.set(writer)
        try:
            async with asyncio.timeout(_LIMIT_SECONDS):
                entry.result = await entry.operation(writer)
        except BaseException as failure:
            if isinstance(failure, asyncio.CancelledError) and _is_being_cancelled():
                raise
            await writer.undo_operation(transaction)
            entry.fail(failure)
        else:
            writer.end_operation()
        finally:
            CURRENT.reset(token)

    @staticmethod
    def _fail(group: list[_Entry], failure: BaseException) -> None:
        for entry in group:
            if not entry.failed:
                entry.fail(failure)


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
