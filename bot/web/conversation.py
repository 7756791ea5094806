"""A conversation as the page shows it: both sides in order, edits applied."""

from __future__ import annotations

from typing import Any

import orjson

from bot.store import BubbleRow, Store

LONGEST = 200


async def conversation(store: Store, chat: str) -> list[dict[str, Any]]:
    """The last bubbles of a web chat, oldest first, ready for JSON."""
    bubbles: list[dict[str, Any]] = []
    shown: dict[str, dict[str, Any]] = {}
    rows = await store.conversation("web", chat, LONGEST)
    for row in sorted(rows, key=_place):
        if not row.outgoing:
            said = _said(row)
            bubbles += [said] if said else []
        elif row.edits and row.edits in shown:
            shown[row.edits].update(_look(row))
        else:
            bubble = {"id": row.remote_id, "side": "bot", "at": row.at.isoformat(), **_look(row)}
            shown[row.remote_id] = bubble
            bubbles.append(bubble)
    return bubbles


def _place(row: BubbleRow) -> tuple[int, int, int]:
    """Messages in the order written; what was said, right after the last one before it.

    Instants will not do: a clock that stands still gives many things the same one.
    """
    if row.outgoing:
        return (row.id, 0, 0)
    return (orjson.loads(row.raw or b"{}").get("after", 0), 1, row.id)


def _look(row: BubbleRow) -> dict[str, Any]:
    buttons = [
        [{"text": button.text, "data": button.data, "url": button.url} for button in line]
        for line in row.buttons
    ]
    return {"html": row.html, "buttons": buttons}


def _said(row: BubbleRow) -> dict[str, Any] | None:
    """What the person said; pressed buttons, hushed words and invites are not shown again."""
    plain = orjson.loads(row.raw or b"{}")
    if not plain or plain.get("data") or plain["text"].startswith("/start "):
        return None
    files = [
        {key: file[key] for key in ("name", "kind", "sha256", "mime")} for file in plain["files"]
    ]
    at = row.at.isoformat()
    return {"id": plain["id"], "side": "me", "at": at, "text": plain["text"], "files": files}


def files_of(bubbles: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The files a conversation shows, by digest: only these may be looked at from it."""
    return {file["sha256"]: file for bubble in bubbles for file in bubble.get("files", ())}
