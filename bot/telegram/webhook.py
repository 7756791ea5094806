"""The webhook: 200 only after the update is stored; forged posts are refused and counted."""

from __future__ import annotations

import hmac
import logging
import re
from dataclasses import dataclass

from aiohttp import web

from bot.telegram.raw import MalformedUpdate, digest, parse
from bot.telegram.receiver import Item, Sink, item

DEFAULT_PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SHORTEST_SECRET = 32
LONGEST_BODY_BYTES = 1 << 20
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class WebhookCounts:
    """What came in, for the metrics."""

    stored: int = 0
    forged: int = 0
    malformed: int = 0
    oversized: int = 0
    failed: int = 0


def check_secret(secret: str) -> None:
    """Raise ValueError, in plain words, for a secret that is guessable or not allowed."""
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(
            f"webhook 密钥至少需要 {SHORTEST_SECRET} 个字符，现在只有 {len(secret)} 个 / "
            f"the webhook secret needs {SHORTEST_SECRET} characters or more"
        )
    if not _SECRET.fullmatch(secret):
        raise ValueError(
            "webhook 密钥只能用字母、数字、_ 和 -，最多 256 个字符 / "
            "the webhook secret may hold letters, digits, _ and -, 256 at most"
        )


def webhook_routes(
    secret: str, sink: Sink, path: str = DEFAULT_PATH, counts: WebhookCounts | None = None
) -> list[web.RouteDef]:
    """The route that Telegram posts to. Raises ValueError for a weak secret."""
    check_secret(secret)
    receiver = _Webhook(secret.encode(), sink, counts or WebhookCounts())
    return [web.post(path, receiver.take)]


class _Webhook:
    def __init__(self, secret: bytes, sink: Sink, counts: WebhookCounts) -> None:
        self._secret = secret
        self._sink = sink
        self._counts = counts

    async def take(self, request: web.Request) -> web.Response:
        """Check the secret before reading a byte, store, then answer."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            self._counts.forged += 1
            return web.Response(status=403)
        body = await _read(request)
        if body is None:
            self._counts.oversized += 1
            log.warning("a webhook post of more than %d bytes was refused", LONGEST_BODY_BYTES)
            return web.Response(status=413)
        try:
            await self._sink([self._item(body)], "")
        except Exception:
            # Not stored, so not acknowledged: Telegram repeats it.
            self._counts.failed += 1
            log.exception("an update could not be stored")
            return web.Response(status=503, headers={"Retry-After": "1"})
        self._counts.stored += 1
        return web.Response()

    def _item(self, body: bytes) -> Item:
        """Malformed bodies are kept too: any other answer than 200 would block their chat."""
        try:
            key, chat, _ = item(parse(body))
        except MalformedUpdate:
            self._counts.malformed += 1
            return digest(body), "", body
        return key, chat, body


async def _read(request: web.Request) -> bytes | None:
    """The body, unpacked; None when it is larger than any update."""
    if (request.content_length or 0) > LONGEST_BODY_BYTES:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.content.iter_any():
        size += len(part)
        if size > LONGEST_BODY_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
