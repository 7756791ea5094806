"""An event (来事): one thing a person did in a conversation, as values, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messages.speech import Action


@dataclass(frozen=True, slots=True)
class Evidence:
    """One attachment (附件), already stored by its digest. `source` is the channel's message id.

    `name` is what the sender calls the file: shown escaped, never trusted. `kind` is photo,
    document, voice or video. Items sent together share `album`.
    """

    sha256: str
    name: str
    kind: str
    size_bytes: int
    album: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text. `reply_about` names the assignments of the message that it replies to.

    `reply_receipt` is the receipt number where that message was a receipt. `edited` marks an
    earlier text changed; `message` is then the id of that earlier text. `reply_rungs` says what
    that message asked about each of `reply_about`: the rungs of its notices.
    """

    text: str
    message: str
    reply_about: tuple[str, ...] = ()
    reply_receipt: str = ""
    edited: bool = False
    forwarded: bool = False
    reply_rungs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A tap. `message` is the message that holds the button."""

    action: Action
    message: str


@dataclass(frozen=True, slots=True)
class Handed:
    """Files with or without words; the items of an album arrive one by one."""

    evidence: tuple[Evidence, ...]
    caption: str = ""
    album: str = ""
    message: str = ""
    reply_about: tuple[str, ...] = ()


class Command(StrEnum):
    """What may be asked for by a command."""

    TASKS = "tasks"
    HELP = "help"
    DIGEST = "digest"
    START = "start"
    HANDOVER = "handover"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, with the words after it."""

    command: Command
    words: str = ""


Event = Said | Pressed | Handed | Asked
