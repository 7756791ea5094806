"""The Telegram channel: sends, edits, answers taps, hands over files."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from bot.clock import WallClock
from bot.ports import Button, FailureKind, FileTooBig, Lane, Outgoing, RemoteFile, SendFailure, Sent
from bot.telegram import failures
from bot.telegram.api import BotApi, TelegramSettings
from bot.telegram.pacer import Pacer
from bot.telegram.request import ApiRefused, Deadlines
from bot.telegram.texts import CAPTION_LIMIT, TEXT_LIMIT, plain, shown_length
from bot.telegram.translate import CHANNEL, BotName

TAP_ANSWER_LIMIT = 200
_NO_PREVIEW = {"is_disabled": True}
_QUICK_SECONDS = 5.0  # what is only best effort does not wait longer

log = logging.getLogger(__name__)


async def open_telegram(
    settings: TelegramSettings,
    pacer: Pacer | None = None,
    *,
    paced: bool = True,
    deadlines: Deadlines | None = None,
) -> TelegramChannel:
    """Connect and ask who we are. Raises SendFailure: PAUSED when the token is wrong.

    `paced=False` sends without a limiter, for a server that has no limits.
    """
    api = BotApi(settings, deadlines)
    try:
        me = await api.open()
    except Exception as error:
        failure = failures.classify(error)
    else:
        turns = (pacer or Pacer(WallClock())) if paced else None
        return TelegramChannel(api, me, turns)
    raise failure


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send: a document with a name, or, without one, a picture. HTML caption."""

    chat: str
    content: bytes
    name: str = ""
    caption: str = ""
    thread: str = ""


class TelegramChannel:
    """Implements bot.ports.Channel. `pacer` is None where nothing limits us."""

    name = CHANNEL

    def __init__(self, api: BotApi, me: BotName, pacer: Pacer | None) -> None:
        self.api = api
        self.me = me
        self.pacer = pacer

    async def close(self) -> None:
        """Close every connection."""
        if self.pacer is not None:
            await self.pacer.close()
        await self.api.close_pools()

    def wait_hint(self, chat: str, lane: Lane = Lane.WAVE) -> float:
        """Seconds for which this chat's limits hold a message back; 0 = could go now."""
        return self.pacer.wait_hint(chat, lane) if self.pacer is not None else 0.0

    async def send(self, message: Outgoing, lane: Lane = Lane.WAVE) -> Sent:
        """Send or edit one message. An edit that changes nothing succeeds; HTML that the server
        refuses is sent once more as plain text. Raises SendFailure and nothing else."""
        if len(message.html) > TEXT_LIMIT and shown_length(message.html) > TEXT_LIMIT:
            raise SendFailure(FailureKind.REFUSED, f"{failures.TOO_LONG}: over {TEXT_LIMIT}")
        method = "editMessageText" if message.edits else "sendMessage"
        data = _payload(message)
        try:
            return await self._post(method, data, message, lane)
        except SendFailure as failure:
            if not failures.is_bad_markup(failure):
                raise
        log.warning("the server refused the HTML of a message; sending it as plain text")
        words = plain(message.html)
        if len(words) > TEXT_LIMIT:
            words = words[: TEXT_LIMIT - 1] + "…"
        data = {name: value for name, value in data.items() if name != "parse_mode"}
        return await self._post(method, {**data, "text": words}, message, lane)

    async def send_file(self, upload: Upload) -> Sent:
        """Send a document under its own name, Chinese or not, or a picture. Raises SendFailure."""
        target, options = _upload_options(upload)
        async with self._turn(upload.chat, Lane.WAVE):
            try:
                if upload.name:
                    sent = await self.api.upload_document(
                        target, upload.content, upload.name, **options
                    )
                else:
                    sent = await self.api.upload_photo(target, upload.content, **options)
                return Sent(str(sent.message_id))
            except Exception as error:
                failure = failures.classify(error)
            raise failure

    async def answer_tap(self, tap: str, text: str, alert: bool = False) -> None:
        """Acknowledge a tap; best effort, never raises (late answers are refused)."""
        data = {
            "callback_query_id": tap,
            "text": text[:TAP_ANSWER_LIMIT] or None,
            "show_alert": alert or None,
        }
        await self._try("answerCallbackQuery", data)

    async def show_activity(self, chat: str, thread: str = "") -> None:
        """Show "typing"; best effort, never raises."""
        data = {"chat_id": chat, "action": "typing", "message_thread_id": thread or None}
        await self._try("sendChatAction", data)

    async def fetch(self, file: RemoteFile) -> AsyncIterator[bytes]:
        """The file's bytes in chunks; a link that has expired is renewed once.

        Raises FileTooBig above what the server hands over, SendFailure otherwise: NOT_SENT means
        that a later attempt, from the first byte, may succeed.
        """
        for attempt in (1, 2):
            path = await self._file_path(file)
            started = False
            try:
                async for chunk in self.api.stream(path):
                    started = True
                    yield chunk
                return
            except Exception as error:
                expired = isinstance(error, ApiRefused) and error.code in (404, 410)
                failure = _fetch_failure(error)
            if started or not expired or attempt == 2:
                raise failure

    async def _file_path(self, file: RemoteFile) -> str:
        try:
            found = await self.api.call("getFile", {"file_id": file.ref})
            path = found.get("file_path")
        except Exception as error:
            if isinstance(error, ApiRefused) and "file is too big" in error.description.lower():
                problem: Exception = FileTooBig(file.name or file.same_as)
            else:
                problem = _fetch_failure(error)
        else:
            if path:
                return str(path)
            problem = SendFailure(FailureKind.NOT_SENT, "the server named no path for the file")
        raise problem

    async def _post(self, method: str, data: dict[str, Any], message: Outgoing, lane: Lane) -> Sent:
        async with self._turn(message.chat, lane):
            try:
                result = await self.api.call(method, data)
                return Sent(message.edits or str(result["message_id"]))
            except Exception as error:
                if message.edits and failures.changes_nothing(error):
                    return Sent(message.edits)
                failure = failures.classify(error)
            raise failure

    def _turn(self, chat: str, lane: Lane) -> AbstractAsyncContextManager[None]:
        return nullcontext() if self.pacer is None else self.pacer.slot(chat, lane)

    async def _try(self, method: str, data: dict[str, Any]) -> None:
        given = {name: value for name, value in data.items() if value is not None}
        try:
            await self.api.call(method, given, read_timeout=_QUICK_SECONDS)
        except Exception as error:
            log.info("%s did not succeed: %s", method, failures.classify(error).reason)


def _payload(message: Outgoing) -> dict[str, Any]:
    data: dict[str, Any] = {
        "chat_id": _number(message.chat, FailureKind.UNREACHABLE),
        "text": message.html,
        "parse_mode": "HTML",
        "link_preview_options": _NO_PREVIEW,
    }
    if message.buttons:
        data["reply_markup"] = {"inline_keyboard": [list(map(_button, r)) for r in message.buttons]}
    if message.edits:
        data["message_id"] = _number(message.edits, FailureKind.REFUSED)
        return data
    if message.thread:
        data["message_thread_id"] = _number(message.thread, FailureKind.REFUSED)
    if message.reply_to:
        reply = _number(message.reply_to, FailureKind.REFUSED)
        data["reply_parameters"] = {"message_id": reply, "allow_sending_without_reply": True}
    if message.silent:
        data["disable_notification"] = True
    return data


def _button(button: Button) -> dict[str, str]:
    if button.url:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "callback_data": button.data}


def _upload_options(upload: Upload) -> tuple[int, dict[str, Any]]:
    if shown_length(upload.caption) > CAPTION_LIMIT:
        raise SendFailure(FailureKind.REFUSED, f"{failures.TOO_LONG}: caption over {CAPTION_LIMIT}")
    options: dict[str, Any] = {"caption": upload.caption or None, "parse_mode": "HTML"}
    if upload.thread:
        options["message_thread_id"] = _number(upload.thread, FailureKind.REFUSED)
    return _number(upload.chat, FailureKind.UNREACHABLE), options


def _number(value: str, otherwise: FailureKind) -> int:
    """Ids are whole numbers; whatever else was stored cannot be written to."""
    try:
        return int(value)
    except ValueError:
        raise SendFailure(otherwise, f"not a Telegram id: {value[:32]!r}") from None


def _fetch_failure(error: Exception) -> SendFailure:
    """Asking for a file twice does no harm, so what is uncertain may simply be asked again."""
    failure = failures.classify(error)
    if failure.kind is FailureKind.AMBIGUOUS:
        return SendFailure(FailureKind.NOT_SENT, failure.reason)
    return failure
