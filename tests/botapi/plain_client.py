"""The plainest bot and a clock turned by hand, for the tests of the server itself."""

from __future__ import annotations

import struct
from typing import Any

import aiohttp

from tests.botapi import BotApiServer

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 1600, 1200) + b"\x08" * 4000
KEYBOARD = {"inline_keyboard": [[{"text": "已收到", "callback_data": "ack:1"}]]}


class Clock:
    """A clock that a test turns by hand."""

    def __init__(self) -> None:
        self.at = 1_750_000_000.0

    def __call__(self) -> float:
        return self.at


class Client:
    """The plainest possible bot: one POST per call."""

    def __init__(self, server: BotApiServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    async def raw(self, method: str, token: str | None = None, **parameters: Any) -> dict[str, Any]:
        url = f"{self.server.url}/bot{token or self.server.token}/{method}"
        async with self.session.post(url, json=parameters) as answer:
            body = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def call(self, method: str, **parameters: Any) -> Any:
        body = await self.raw(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        body = await self.raw(method, **parameters)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"
