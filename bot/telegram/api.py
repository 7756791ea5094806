"""The Bot API as Duban uses it: python-telegram-bot's `Bot`, plus raw calls for the hot path."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Message

from bot.telegram.redaction import Redactor, TokenFilter, guard_logs, unguard_logs
from bot.telegram.request import AiohttpRequest, Deadlines
from bot.telegram.translate import BotName

OFFICIAL_API = "https://api.telegram.org"
SENDING_POOL, POLLING_POOL, FILES_POOL = 100, 4, 8


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How to reach Telegram. An empty `webhook_url` means long polling; `proxy` is an HTTP
    proxy's address. The token never shows in the settings' own words."""

    token: str
    api_url: str = OFFICIAL_API
    webhook_url: str = ""
    webhook_secret: str = ""
    proxy: str = ""

    def __repr__(self) -> str:
        mode = "webhook" if self.webhook_url else "polling"
        return f"TelegramSettings(api_url={self.api_url!r}, {mode})"


class BotApi(Bot):
    """A `Bot` whose `call` returns the raw result: building the library's objects costs more
    than the request. Polling, sending and files have pools of their own."""

    def __init__(self, settings: TelegramSettings, deadlines: Deadlines | None = None) -> None:
        redactor = Redactor(settings.token)
        guard = guard_logs(redactor)  # before the library logs its addresses
        proxy = settings.proxy
        sending = AiohttpRequest(redactor, SENDING_POOL, deadlines, proxy)
        polling = AiohttpRequest(redactor, POLLING_POOL, deadlines, proxy)
        files = AiohttpRequest(redactor, FILES_POOL, deadlines, proxy)
        root = settings.api_url.rstrip("/")
        super().__init__(
            settings.token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=sending,
            get_updates_request=polling,
        )
        self._pools = (sending, polling, files)
        self._guard: TokenFilter = guard
        self._uploader = Bot(
            settings.token, base_url=f"{root}/bot", request=files, get_updates_request=files
        )

    async def open(self) -> BotName:
        """Open the pools and ask who we are. Raises as `call` does; closes on failure."""
        for pool in self._pools:
            await pool.initialize()
        try:
            me = await self.call("getMe")
        except BaseException:
            await self.close_pools()
            raise
        return BotName(id=str(me["id"]), username=str(me.get("username", "")))

    async def close_pools(self) -> None:
        """Close every connection. (`Bot.close` is another thing: it moves a bot to another
        server.)"""
        for pool in self._pools:
            await pool.shutdown()
        unguard_logs(self._guard)

    async def call(self, method: str, data: dict[str, Any] | None = None, **timeout: float) -> Any:
        """Call `method` and return its `result`. Raises ApiRefused, RequestNotSent or AnswerLost;
        `read_timeout` seconds may be given."""
        return await self._do_post(method, data or {}, **timeout)

    async def upload_document(
        self, chat: int, content: bytes, name: str, **options: Any
    ) -> Message:
        """sendDocument through the files' own pool; raises as `call` does."""
        return await self._uploader.send_document(chat, content, filename=name, **options)

    async def upload_photo(self, chat: int, content: bytes, **options: Any) -> Message:
        """sendPhoto through the files' own pool; raises as `call` does."""
        return await self._uploader.send_photo(chat, content, **options)

    def stream(self, file_path: str) -> AsyncIterator[bytes]:
        """The bytes of a file that getFile has named."""
        return self._pools[2].download(f"{self._base_file_url}/{file_path}")
