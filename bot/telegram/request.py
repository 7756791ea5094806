"""HTTP for the Bot API: python-telegram-bot's `BaseRequest` over aiohttp and orjson.

What went wrong is decided here, where it is known: `RequestNotSent` (nothing can have arrived),
`AnswerLost` (something may have), `ApiRefused` (the server said no, with its code and words).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.telegram.redaction import Redactor

_JSON_HEADERS = {"Content-Type": "application/json"}
_MAX_ADDRESSES = 256  # methods are few; file paths are not kept
CHUNK_BYTES = 64 * 1024


class RequestNotSent(NetworkError):
    """Nothing reached the server: no connection, no name, no free place in the pool."""


class AnswerLost(TimedOut):
    """The request may have been carried out; its answer did not arrive whole."""


class ApiRefused(TelegramError):
    """The server answered no. `code` is its error code, `retry_after` in seconds."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any]) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.from_api = True
        wait, moved = parameters.get("retry_after"), parameters.get("migrate_to_chat_id")
        self.retry_after: float | None = None
        if isinstance(wait, int | float) and not isinstance(wait, bool):
            self.retry_after = float(wait)
        self.moved_to = str(moved) if moved else None


class ForeignAnswer(ApiRefused):
    """A refusal that is no Bot API answer: a proxy, a captive portal, a wrong address."""

    def __init__(self, code: int) -> None:
        super().__init__(code, f"HTTP {code} from something that is not the Bot API", {})
        self.from_api = False


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds. `connect` includes waiting for a free connection; an attempt is over after
    connect + read, an upload after `upload`, a download after `download`."""

    connect: float = 5.0
    read: float = 15.0
    upload: float = 120.0
    download: float = 300.0


class AiohttpRequest(BaseRequest):
    """One pool of connections. Use separate ones for polling, for sending and for files, so
    that a hung upload never stops the others."""

    def __init__(
        self,
        redactor: Redactor,
        pool_size: int = 64,
        deadlines: Deadlines | None = None,
        proxy: str = "",
    ) -> None:
        self._redactor = redactor
        self._pool_size = pool_size
        self._deadlines = deadlines or Deadlines()
        self._proxy = proxy or None
        self._session: aiohttp.ClientSession | None = None
        self._addresses: dict[str, URL] = {}
        self._usual = self._timeout(self._deadlines.read)

    @property
    def read_timeout(self) -> float:
        return self._deadlines.read

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._pool_size, ttl_dns_cache=60)
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the pool and whatever is under way in it."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One attempt under one deadline. Raises the three classes of this module, no others."""
        del write_timeout, connect_timeout, pool_timeout  # one deadline covers the attempt
        body, headers = _body(request_data)
        timeout = self._usual
        if isinstance(body, aiohttp.FormData):
            timeout = self._timeout(self._deadlines.upload)
        elif read_timeout is not BaseRequest.DEFAULT_NONE and read_timeout is not None:
            timeout = self._timeout(float(read_timeout))
        try:
            async with self._open().request(
                method,
                self._address(url),
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
                proxy=self._proxy,
            ) as answer:
                status, payload = answer.status, await answer.read()
        except Exception as error:
            failure = self._failure(error)
        else:
            if 200 <= status <= 299:
                return status, payload
            failure = self._refusal(status, payload)
        raise failure  # outside of `except`, so that no context carries the address along

    async def download(self, url: str) -> AsyncIterator[bytes]:
        """The body of a file in chunks; raises as `do_request` does."""
        timeout = aiohttp.ClientTimeout(
            total=self._deadlines.download,
            connect=self._deadlines.connect,
            sock_read=self._deadlines.read,
        )
        try:
            async with self._open().get(
                self._address(url, keep=False),
                timeout=timeout,
                allow_redirects=False,
                proxy=self._proxy,
            ) as answer:
                if answer.status == 200:
                    async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
                        yield chunk
                    return
                failure = self._refusal(answer.status, await answer.read())
        except Exception as error:
            failure = self._failure(error)
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's document; raises AnswerLost for broken JSON, ApiRefused for ok: false."""
        document = _document(payload)
        if document is None:
            raise AnswerLost("the server's answer is not a whole JSON document")
        if document.get("ok") is False:
            code = document.get("error_code")
            raise _refused(code if isinstance(code, int) else 400, document)
        if "result" not in document:
            raise AnswerLost("the server's answer has no result")
        return document

    def _timeout(self, read: float) -> aiohttp.ClientTimeout:
        connect = self._deadlines.connect
        return aiohttp.ClientTimeout(total=connect + read, connect=connect)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RequestNotSent("the connection pool is closed")
        return self._session

    def _address(self, url: str, keep: bool = True) -> URL:
        found = self._addresses.get(url)
        if found is None:
            try:
                found = URL(url)
            except ValueError as error:
                raise RequestNotSent(self._redactor.text(str(error))) from None
            if keep and len(self._addresses) < _MAX_ADDRESSES:
                self._addresses[url] = found
        return found

    def _failure(self, error: Exception) -> TelegramError:
        """Whether `error` happened before anything was written, or may have happened after."""
        if isinstance(error, RequestNotSent):
            return error
        words = self._redactor.text(f"{type(error).__name__}: {error}")
        failure = RequestNotSent(words) if isinstance(error, _BEFORE_WRITING) else AnswerLost(words)
        failure.__cause__ = self._redactor.cause(error)
        return failure

    def _refusal(self, status: int, payload: bytes) -> ApiRefused:
        document = _document(payload)
        if document is None or document.get("ok") is not False:
            return ForeignAnswer(status)
        document["description"] = self._redactor.text(str(document.get("description", "")))
        return _refused(status, document)


_BEFORE_WRITING = (
    aiohttp.ClientConnectorError,  # DNS, refused, TLS, proxy unreachable
    aiohttp.ConnectionTimeoutError,  # connecting, or waiting for a place in the pool
    aiohttp.ClientHttpProxyError,  # the proxy refused CONNECT
    aiohttp.ServerFingerprintMismatch,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return orjson.dumps(data.parameters), _JSON_HEADERS
    form = aiohttp.FormData(quote_fields=False)  # Chinese file names arrive as they are
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=_header_safe(file_name), content_type=mime)
    return form, {}


def _header_safe(name: str) -> str:
    """Unquoted field names must not end the header they stand in."""
    return "".join("_" if ch in '"\\' or ord(ch) < 32 or ord(ch) == 127 else ch for ch in name)


def _document(payload: bytes) -> dict[str, Any] | None:
    try:
        document = orjson.loads(payload)
    except orjson.JSONDecodeError:
        return None
    return document if isinstance(document, dict) else None


def _refused(code: int, document: dict[str, Any]) -> ApiRefused:
    parameters = document.get("parameters")
    words = str(document.get("description") or f"error {code}")
    return ApiRefused(code, words, parameters if isinstance(parameters, dict) else {})
