"""Fixtures for the tests of the strict server itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.botapi import BotApiServer, Person
from tests.botapi.plain_client import Client, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer(now=clock, limits=False) as running:
        yield running


@pytest.fixture
async def client(server: BotApiServer) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(server, session)


@pytest.fixture
async def person(server: BotApiServer) -> Person:
    someone = server.user()
    await someone.start()
    server.world.queue.clear()
    return someone


@pytest.fixture
async def limited(clock: Clock) -> AsyncIterator[Client]:
    async with BotApiServer(now=clock) as running, aiohttp.ClientSession() as session:
        yield Client(running, session)
