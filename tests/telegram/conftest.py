"""A strict server, a channel that talks to it, and the search for the token in all that is said."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.telegram import TelegramChannel, TelegramSettings, open_telegram
from bot.telegram.request import Deadlines
from tests.botapi import TEST_TOKEN, BotApiServer, Person

SECRET_HALF = TEST_TOKEN.partition(":")[2]
BRISK = Deadlines(connect=0.3, read=0.3, upload=5.0, download=5.0)


@pytest.fixture(autouse=True)
def no_token_in_the_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Every test of this folder fails if anything logs the token, at any level."""
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.get_records("setup") + caplog.get_records("call"):
        assert SECRET_HALF not in record.getMessage(), record.name
        assert SECRET_HALF not in caplog.handler.format(record), record.name


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(limits=False) as running:
        yield running


@pytest.fixture
async def channel(server: BotApiServer) -> AsyncIterator[TelegramChannel]:
    opened = await open_telegram(
        TelegramSettings(TEST_TOKEN, server.url), paced=False, deadlines=BRISK
    )
    yield opened
    await opened.close()


@pytest.fixture
async def liaison(server: BotApiServer) -> Person:
    person = server.user(first_name="区生态环境局联络员")
    await person.start()
    return person
