"""What every part of the store stands on: one connection, one writer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import TortoiseContext, _current_context

from bot.store import sqlite
from bot.store.sqlite import Client, Row
from bot.store.writer import CURRENT, WriteQueue, Writer

T = TypeVar("T")


class Connected:
    """Reads and writes. Reads inside a running operation go through its writer."""

    def __init__(self, client: Client, context: TortoiseContext, chain_key: bytes) -> None:
        self._client = client
        self._context = context
        self._chain_key = chain_key
        self._queue = WriteQueue(client)

    async def write(self, op: Callable[[Writer], Awaitable[T]]) -> T:
        """Run `op` in a transaction shared with others; its result, once it is on disk.

        `op` reads and writes through its Writer and does nothing slow: no network, no files. It
        runs in its own savepoint: where it raises, nothing of it remains and the others are
        unharmed. Once handed in it runs, even where the caller is cancelled meanwhile.
        """
        return await self._queue.write(op)

    async def _fetch(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        writer = CURRENT.get()
        if writer is not None and writer.open and writer.belongs_to(self._client):
            return await writer.fetch(sql, values)
        async with self._client.lock:
            return await self._client.run(
                lambda connection: sqlite.fetch_all(connection, (), sql, values)
            )

    async def _fetch_one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        rows = await self._fetch(sql, values)
        return rows[0] if rows else None

    @asynccontextmanager
    async def _models(self, writer: Writer | None = None) -> AsyncIterator[BaseDBAsyncClient]:
        """The connection for models, with the models bound to this store inside the block."""
        if writer is None:
            current = CURRENT.get()
            if current is not None and current.open and current.belongs_to(self._client):
                writer = current
        with bound(self._context):
            yield await writer.models() if writer else self._client


@contextmanager
def bound(context: TortoiseContext) -> Iterator[None]:
    """Bind the models to this context; several stores can live in one process."""
    token = _current_context.set(context)
    try:
        yield
    finally:
        _current_context.reset(token)


def marks(count: int) -> str:
    """`count` parameter marks for an IN list."""
    return ",".join("?" * count)
