"""Simulated updates as stored in the inbox: JSON, read back into Incoming values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import orjson

from bot.ports import ChatKind, FileKind, Incoming, IncomingKind, RemoteFile
from bot.store import InboxRow


def encode(incoming: Incoming) -> bytes:
    """The bytes that `decode` reads back."""
    return orjson.dumps(incoming)


def decode(raw: bytes, row: InboxRow) -> Sequence[Incoming]:
    """One simulated update."""
    del row
    plain = orjson.loads(raw)
    files = tuple(
        RemoteFile(**{**file, "kind": FileKind(file["kind"])}) for file in plain.pop("files")
    )
    plain["sent_at"] = datetime.fromisoformat(plain["sent_at"])
    plain["kind"] = IncomingKind(plain["kind"])
    plain["chat_kind"] = ChatKind(plain["chat_kind"])
    return [Incoming(**plain, files=files)]
