"""What a person does on a page, as it is stored in the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from bot.ports import ChatKind, FileKind, Incoming, IncomingKind, RemoteFile
from bot.store import InboxRow

COMMANDS = ("/start", "/tasks", "/help", "/digest", "/handover", "/leave")


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said: words, files, a command or a pressed button. `id` comes from the page."""

    id: str
    account: str
    chat: str
    text: str = ""
    data: str = ""
    message: str = ""  # the message whose button was pressed
    reply_to: str = ""
    files: Sequence[dict[str, Any]] = field(default_factory=tuple)
    lang: str = "zh"
    channel: str = "web"  # where the conversation is held; upload pages serve other channels
    after: int = 0  # the newest message when it was said: its place in the conversation

    @property
    def ext_id(self) -> str:
        """Unique per account: nobody can take another page's ids."""
        return f"{self.account}.{self.id}"


def encode(saying: Saying) -> bytes:
    """The stored form; `decode` reads it back."""
    return orjson.dumps(saying)


def decode(raw: bytes, row: InboxRow) -> list[Incoming]:
    """The Incoming values of one stored saying; several files become one item each, together.

    A saying that was hushed is empty and gives nothing.
    """
    plain = orjson.loads(raw)
    if not plain:
        return []
    base = {
        "ext_id": row.ext_id,  # the page's own id is unique on its page alone
        "channel": plain["channel"],
        "account": plain["account"],
        "chat": plain["chat"],
        "chat_kind": ChatKind.PRIVATE,
        "sent_at": row.received_at,
        "lang": plain["lang"],
        "reply_to": plain["reply_to"],
    }
    own = plain["id"]
    if plain["data"]:
        return [
            Incoming(
                kind=IncomingKind.TAP,
                message=plain["message"],
                data=plain["data"],
                tap=f"{plain['chat']}|{own}",
                **base,
            )
        ]
    if plain["files"]:
        files = tuple(map(_file, plain["files"]))
        return [
            Incoming(
                kind=IncomingKind.FILES,
                message=own,
                text=plain["text"],
                files=files,
                **base,
            )
        ]
    kind = IncomingKind.COMMAND if plain["text"].startswith(COMMANDS) else IncomingKind.TEXT
    return [Incoming(kind=kind, message=own, text=plain["text"], **base)]


def _file(plain: dict[str, Any]) -> RemoteFile:
    return RemoteFile(
        ref=f"blob:{plain['sha256']}",
        same_as=plain["sha256"],
        kind=FileKind(plain["kind"]),
        name=plain["name"],
        mime=plain["mime"],
        size_bytes=plain["size_bytes"],
    )
