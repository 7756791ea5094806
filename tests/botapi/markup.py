"""Keyboards: what a bot may hang under a message, checked as the server checks it."""

from __future__ import annotations

import re
from typing import Any

from tests.botapi.errors import ApiError, bad_request
from tests.botapi.parameters import Parameters, field

ROW_LIMIT = 8
BUTTON_LIMIT = 100
_LINK = re.compile(r"(?:https?://|tg://|tg:)?[^\s/?#]+(?:\.[^\s/?#]+)?\S*", re.IGNORECASE)


def reply_markup(parameters: Parameters) -> dict[str, Any] | None:
    """The checked markup, or None; an empty keyboard counts as none."""
    document = parameters.document("reply_markup", "reply keyboard markup")
    if document is None:
        return None
    if not isinstance(document, dict):
        raise bad_request("Object expected as reply markup")
    keyboard = field(document, "keyboard", list)
    inline = field(document, "inline_keyboard", list)
    rows = [_row(row, "keyboard", _reply_button) for row in keyboard]
    inline_rows = [_row(row, "inline_keyboard", _inline_button) for row in inline]
    for name in ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective"):
        field(document, name, bool)
    if any(rows):
        return {**document, "keyboard": [row for row in rows if row]}
    if any(inline_rows):
        _count(inline_rows)
        return {"inline_keyboard": [row for row in inline_rows if row]}
    for name in ("remove_keyboard", "force_reply"):
        if field(document, name, bool):
            return document
    return None


def is_inline(markup: dict[str, Any] | None) -> bool:
    return markup is not None and "inline_keyboard" in markup


def _row(row: Any, name: str, read: Any) -> list[dict[str, Any]]:
    if not isinstance(row, list):
        owner = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
        raise bad_request(f'Field "{name}"{owner} must be an Array of Arrays')
    words = "inline keyboard" if name == "inline_keyboard" else "keyboard"
    buttons = []
    for button in row:
        try:
            buttons.append(read(button))
        except ApiError as error:
            if error.reason == error.description:  # found by the layer behind the parser
                raise
            raise bad_request(f"Can't parse {words} button: {error.reason}") from None
    return buttons


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("KeyboardButton must be a String or an Object")
    if not field(button, "text", str, required=True).strip():
        raise ApiError(400, "Bad Request: keyboard button text must be non-empty")
    return button


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("InlineKeyboardButton must be an Object")
    text = field(button, "text", str, required=True)
    url = field(button, "url", str)
    data = field(button, "callback_data", str)
    if not text.strip():
        raise ApiError(400, "Bad Request: inline keyboard button text must be non-empty")
    if url:
        return {"text": text, "url": _checked_url(url)}
    if data:
        if len(data.encode("utf-8")) > 64:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        return {"text": text, "callback_data": data}
    for name in ("web_app", "login_url", "copy_text", "switch_inline_query_chosen_chat"):
        if name in button:
            field(button, name, dict, required=True)
            return button
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        if name in button:
            field(button, name, str, required=True)
            return button
    raise bad_request("Text buttons are unallowed in the inline keyboard")


def _checked_url(url: str) -> str:
    host = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    if url.lower().startswith("tg:"):
        return url
    if re.search(r"\s", url) or "." not in re.split(r"[/?#]", host)[0]:
        raise ApiError(
            400, f"Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        )
    return url if "://" in url else f"http://{url}/"


def _count(rows: list[list[dict[str, Any]]]) -> None:
    if sum(map(len, rows)) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
