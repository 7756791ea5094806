"""Browsers as the pages meet them: a cookie, a token from the page, forms and files."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.web.app import WebParts, build_app

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"a photo of the site" * 20
_TOKEN = re.compile(r'name="(?:duban-)?token" (?:content|value)="([0-9a-f]+)"')

File = tuple[str, bytes]


class Browser:
    """One browser with its own cookies. `open` a page first: it brings cookie and token."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.token = ""

    async def open(self, path: str = "/demo") -> str:
        """Look at a page."""
        async with self.client.get(path) as answer:
            page = await answer.text()
            assert answer.status == 200, page
        found = _TOKEN.findall(page)
        self.token = found[-1] if found else ""
        return page

    async def say(
        self, seat: str, text: str = "", files: Sequence[File] = (), own: str = ""
    ) -> ClientResponse:
        """Words and files from a seat, under the page's own id."""
        form = FormData(quote_fields=False, charset="utf-8", default_to_multipart=True)
        form.add_field("id", own or fresh_id())
        form.add_field("text", text)
        for name, content in files:
            form.add_field("file", content, filename=name)
        headers = {"X-Duban-Token": self.token}
        return await self.client.post(f"/api/chat/{seat}/say", data=form, headers=headers)

    async def post(self, path: str, body: object) -> ClientResponse:
        """JSON with the token."""
        return await self.client.post(path, json=body, headers={"X-Duban-Token": self.token})

    async def bubbles(self, seat: str) -> list[dict[str, Any]]:
        """The conversation of a seat."""
        async with self.client.get(f"/api/chat/{seat}") as answer:
            assert answer.status == 200
            return (await answer.json())["bubbles"]

    async def mine(self, seat: str) -> list[dict[str, Any]]:
        """What was said from the seat."""
        return [bubble for bubble in await self.bubbles(seat) if bubble["side"] == "me"]


def fresh_id() -> str:
    """An id as pages make them."""
    return secrets.token_hex(12)


@asynccontextmanager
async def visit(parts: WebParts) -> AsyncIterator[Browser]:
    """Serve the pages and open a new browser on them."""
    async with TestClient(TestServer(build_app(parts))) as client:
        yield Browser(client)
