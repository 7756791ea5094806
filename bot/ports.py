"""The port every channel (通道) implements, and the values that cross it.

A channel turns its own protocol into `Incoming` values and sends `Outgoing` ones. Text is the
HTML subset that all channels share (b, i, u, s, code, pre, a, blockquote); the composer has
escaped everything that a person wrote.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class IncomingKind(StrEnum):
    TEXT = "text"
    COMMAND = "command"  # /start payload, /tasks, /help, /digest
    TAP = "tap"  # a button was pressed
    FILES = "files"  # one file with or without caption; albums arrive one by one
    EDIT = "edit"  # a text or caption was edited
    BLOCKED = "blocked"  # the person blocked the bot, or the bot left the group
    UNBLOCKED = "unblocked"
    MIGRATED = "migrated"  # the chat has a new id, in `text`
    IGNORED = "ignored"  # understood and of no interest (service messages, other bots' commands)


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"


class FileKind(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the channel knows it. `ref` fetches it, `same_as` is equal for equal content.

    `name` and `mime` are what the sender claims: data, never a path, never trusted.
    `size_bytes` is None where the channel does not say.
    """

    ref: str
    same_as: str
    kind: FileKind
    name: str = ""
    mime: str = ""
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing a person did. `ext_id` is unique per channel and makes repeats harmless."""

    channel: str
    ext_id: str
    kind: IncomingKind
    account: str  # the person's id on the channel, "" where it is not a person
    chat: str
    chat_kind: ChatKind
    sent_at: datetime
    message: str = ""  # the channel's message id; for TAP the message that holds the button
    text: str = ""  # text, caption, command with its argument
    data: str = ""  # the button's data
    tap: str = ""  # the id with which a tap is answered
    thread: str = ""  # topic in a group
    album: str = ""
    reply_to: str = ""  # message id this replies to
    files: tuple[RemoteFile, ...] = ()
    display_name: str = ""  # what the person calls himself: shown escaped, never trusted
    lang: str = ""
    forwarded: bool = False  # somebody else's words


@dataclass(frozen=True, slots=True)
class Button:
    """A button with `data` (1–64 bytes) that comes back as a tap, or with `url`."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send or, where `edits` names a message id, the new look of an old one."""

    chat: str
    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    thread: str = ""
    reply_to: str = ""
    edits: str = ""
    silent: bool = False


class Lane(StrEnum):
    """Who waits: a person who has just done something, or a wave of notices."""

    REPLY = "reply"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel's id of the message."""

    message: str


class FailureKind(StrEnum):
    """What a failed send means (reliability is decided by cause, not by library class)."""

    NOT_SENT = "not_sent"  # certainly not sent: retry, no copy counted
    REFUSED = "refused"  # the message itself is at fault: never retry it as it is
    UNREACHABLE = "unreachable"  # the person or chat cannot be written to (blocked, kicked, gone)
    AMBIGUOUS = "ambiguous"  # it may have arrived
    PAUSED = "paused"  # the whole channel cannot send (bad token)


class SendFailure(Exception):
    """Why a send failed. `retry_after` (seconds) is set by 429; `moved_to` by a chat's new id."""

    def __init__(
        self,
        kind: FailureKind,
        reason: str,
        retry_after: float | None = None,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.retry_after = retry_after
        self.moved_to = moved_to


class FileTooBig(Exception):
    """The channel cannot hand this file over (Telegram: over 20 MB); offer the upload page."""


class Channel(Protocol):
    """One way to reach people. Methods raise SendFailure; nothing else escapes."""

    name: str

    async def send(self, message: Outgoing, lane: Lane = Lane.WAVE) -> Sent:
        """Send or edit one message, within the channel's limits, replies before waves.

        An edit that changes nothing succeeds.
        """
        ...

    def wait_hint(self, chat: str, lane: Lane = Lane.WAVE) -> float:
        """Seconds for which the channel's limits hold this chat back; 0 means: could go now."""
        ...

    async def answer_tap(self, tap: str, text: str, alert: bool = False) -> None:
        """Acknowledge a tap; best effort, never raises."""
        ...

    async def show_activity(self, chat: str, thread: str = "") -> None:
        """Show that something is being worked on; best effort, never raises."""
        ...

    def fetch(self, file: RemoteFile) -> AsyncIterator[bytes]:
        """The file's bytes in chunks. Raises FileTooBig or SendFailure."""
        ...
