"""The shipped programme lived through to the demo's first morning, once for all tests here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.web.app import WebParts
from bot.web.channel import Hub
from config.home import Home, default_home, read_home
from tests.web.opened_demo import opened_demo
from tests.web.visitors import Browser, visit


@pytest.fixture(scope="session")
def home() -> Home:
    reading = read_home(default_home())
    assert reading.home is not None, reading.problems
    return reading.home


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def parts(home: Home, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[WebParts]:
    """The demo, opened once; its clock stands still for the tests that share it."""
    async with opened_demo(home, tmp_path_factory.mktemp("demo")) as parts:
        yield parts


@pytest.fixture
def own_hub(parts: WebParts) -> WebParts:
    """The same, with a hub of its own: closing one server must not close the next."""
    return replace(parts, hub=Hub())


@pytest_asyncio.fixture(loop_scope="session")
async def browser(own_hub: WebParts) -> AsyncIterator[Browser]:
    """A new browser that has opened the demo."""
    async with visit(own_hub) as browser:
        await browser.open()
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def chat(own_hub: WebParts) -> AsyncIterator[Browser]:
    """A new browser at a service without the demo."""
    async with visit(replace(own_hub, demo=None)) as browser:
        yield browser
